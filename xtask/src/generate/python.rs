//! Python: the type stubs. At run time the package makes its methods from the table itself.

use enkash::field::ModelFields;
use enkash::model::{ClientConfig, ErrorInfo, WebhookEvent};
use enkash::schema::{EnumInfo, FieldInfo, FieldType, ModelInfo, Operation, screaming};

use super::{File, operations};

const HEAD: &str = "# Made from the operation table by `cargo xtask generate`; do not edit.\n";

/// The files of this part.
pub(crate) fn files() -> Vec<File> {
    vec![
        File { path: "bindings-python/python/enkash/_native.pyi", text: native(), committed: true },
        File { path: "bindings-python/python/enkash/_operations.pyi", text: methods(), committed: true },
    ]
}

/// The records and enums that callers meet, each once, in order of first appearance.
#[derive(Default)]
struct Types {
    records: Vec<&'static ModelInfo>,
    enums: Vec<&'static EnumInfo>,
}

impl Types {
    fn all() -> Self {
        let mut types = Types::default();
        for operation in operations() {
            for record in operation.takes().into_iter().chain([operation.answer]) {
                types.record(record);
            }
        }
        types.record(WebhookEvent::INFO);
        // Their enums are met in arguments and attributes, the records themselves are not.
        for record in [ClientConfig::INFO, ErrorInfo::INFO] {
            record.fields.iter().for_each(|field| types.inside(&field.ty));
        }
        types
    }

    fn record(&mut self, record: &'static ModelInfo) {
        if self.records.iter().all(|known| known.name != record.name) {
            self.records.push(record);
            record.fields.iter().for_each(|field| self.inside(&field.ty));
        }
    }

    fn inside(&mut self, ty: &FieldType) {
        match ty {
            FieldType::List(of) => self.inside(of),
            FieldType::Record(record) => self.record(record),
            FieldType::Enum(info) if self.enums.iter().all(|known| known.name != info.name) => {
                self.enums.push(info);
            }
            FieldType::Text
            | FieldType::Bool
            | FieldType::Integer
            | FieldType::Money
            | FieldType::Timestamp
            | FieldType::Secret
            | FieldType::Bytes
            | FieldType::Map
            | FieldType::Enum(_) => {}
        }
    }
}

fn native() -> String {
    let types = Types::all();
    let mut text = format!(
        "{HEAD}\"\"\"The native part of the package: records, words, and what the clients are made of.\"\"\"

from asyncio import AbstractEventLoop, Future
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, Literal, TypedDict, final

from typing_extensions import Required, Self, TypeAlias

Amount: TypeAlias = Decimal | str | int

"
    );
    let mut names: Vec<&str> = types.records.iter().map(|record| record.name).collect();
    names.extend(types.enums.iter().map(|info| info.name));
    names.push("Secret");
    names.sort_unstable();
    let names: Vec<String> = names.into_iter().map(|name| format!("\"{name}\"")).collect();
    text.push_str(&format!("__all__ = [{}]\n__version__: Final[str]\n", names.join(", ")));
    text.push_str(FIXED);
    types.enums.iter().for_each(|info| text.push_str(&enumeration(info)));
    types.records.iter().for_each(|info| text.push_str(&record(info)));
    text
}

/// What does not follow from the table.
const FIXED: &str = r#"
class SyncCore:
    def __new__(cls, **settings: Any) -> Self: ...
    @staticmethod
    def from_env() -> SyncCore: ...
    def call(self, index: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any: ...
    def request(self, method: str, path: str, json: object, /) -> Any: ...
    def close(self) -> None: ...
    @property
    def closed(self) -> bool: ...

class LoopQueue:
    def drain(self) -> None: ...
    def abandon(self, ticket: int) -> Future[BaseException | None] | None: ...

class AsyncCore:
    def __new__(cls, **settings: Any) -> Self: ...
    @staticmethod
    def from_env() -> AsyncCore: ...
    def start(
        self, event_loop: AbstractEventLoop, index: int, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[Future[Any], LoopQueue, int, BaseException | None]: ...
    def request(
        self, event_loop: AbstractEventLoop, method: str, path: str, json: object, /
    ) -> tuple[Future[Any], LoopQueue, int, BaseException | None]: ...
    def close(self) -> None: ...
    @property
    def closed(self) -> bool: ...

def operations() -> list[tuple[str, str, str, str | None, list[tuple[str, bool]]]]: ...
def settings() -> list[tuple[str, bool]]: ...
def parse_webhook(body: bytes | bytearray | memoryview | str) -> WebhookEvent: ...

@final
class Secret:
    """Text that never prints: a key, a token, a card number. ``reveal()`` opens it.

    It cannot be pickled: a pickle ends up in queues, caches and files, where a secret must not lie open."""

    def __new__(cls, text: str) -> Self: ...
    def reveal(self) -> str:
        """The text. Whoever calls this answers for where it goes."""
    def __bool__(self) -> bool: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
"#;

fn enumeration(info: &EnumInfo) -> String {
    let more = if info.open { "\n\nOther values pass through as they are." } else { "" };
    let mut text = format!("\n@final\nclass {}:\n{}", info.name, doc(&format!("{}{more}", info.doc), 4));
    for value in info.values {
        text.push_str(&format!("    {}: Final = \"{}\"\n{}", screaming(value.variant), value.wire, doc(value.doc, 4)));
    }
    text
}

fn record(info: &ModelInfo) -> String {
    let name = info.name;
    let names: Vec<String> = info.fields.iter().map(|field| format!("\"{}\"", field.name)).collect();
    let parameters = parameters(info);
    let mut text = format!("\nclass _{name}Dict(TypedDict, total=False):\n");
    for field in info.fields {
        let ty = taken(&field.ty);
        let ty = if field.required { format!("Required[{ty}]") } else { format!("{ty} | None") };
        text.push_str(&format!("    {}: {ty}\n", field.name));
    }
    text.push_str(&format!("\n@final\nclass {name}:\n{}", doc(info.doc, 4)));
    text.push_str(&format!("    __match_args__ = ({},)\n", names.join(", ")));
    text.push_str(&format!("    def __new__(cls, *, {parameters}) -> Self: ...\n"));
    for field in info.fields {
        let attribute = given_field(field);
        text.push_str(&format!("    @property\n    def {}(self) -> {attribute}:\n{}", field.name, doc(field.doc, 8)));
    }
    if info.answer {
        let about =
            "Keys this version does not know, values of an unexpected shape and the gateway's own text of times.";
        text.push_str(&format!("    @property\n    def extra(self) -> dict[str, Any]:\n{}", doc(about, 8)));
    }
    text.push_str(
        "    def to_dict(self) -> dict[str, Any]:
        \"\"\"The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed.\"\"\"
    def to_json(self, *, reveal: bool = False) -> str:
        \"\"\"The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true.\"\"\"
    @staticmethod
",
    );
    text.push_str(&format!(
        "    def from_json(json: str | bytes) -> {name}:
        \"\"\"Reads a record from JSON with the gateway's own keys.\"\"\"
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
"
    ));
    text
}

fn methods() -> String {
    let types = Types::all();
    let mut text = format!(
        "{HEAD}\"\"\"The operations as methods.\"\"\"

from collections.abc import Mapping, Sequence
from asyncio import Future
from typing import Any, Literal, overload

from . import _native
from ._native import Amount, {}

__all__ = [\"AsyncOperations\", \"SyncOperations\", \"wait\"]

async def wait(started: tuple[Future[Any], _native.LoopQueue, int, BaseException | None]) -> Any: ...
",
        imported(&types)
    );
    let mut resources: Vec<&str> = Vec::new();
    for operation in operations() {
        if !resources.contains(&operation.resource) {
            resources.push(operation.resource);
        }
    }
    let settings = parameters(ClientConfig::INFO);
    for (base, prefix, define, core) in
        [("SyncOperations", "", "def", "SyncCore"), ("AsyncOperations", "Async", "async def", "AsyncCore")]
    {
        for resource in &resources {
            let about = format!("The ``{resource}`` operations.");
            text.push_str(&format!("\nclass {prefix}{}:\n{}", class_name(resource), doc(&about, 4)));
            let rows = operations().filter(|operation| operation.resource == *resource);
            rows.for_each(|operation| text.push_str(&method(operation, define)));
        }
        text.push_str(&format!("\nclass {base}:\n    _core: _native.{core}\n"));
        text.push_str(&format!("    def __init__(self, *, {settings}) -> None:\n{}", settings_doc()));
        for resource in &resources {
            let about = format!("The ``{resource}`` operations.");
            let class = format!("{prefix}{}", class_name(resource));
            text.push_str(&format!("    @property\n    def {resource}(self) -> {class}:\n{}", doc(&about, 8)));
        }
    }
    text
}

/// Everything of `_native` that a signature may name.
fn imported(types: &Types) -> String {
    let mut names = vec!["Secret".to_owned()];
    for record in &types.records {
        names.extend([record.name.to_owned(), format!("_{}Dict", record.name)]);
    }
    names.sort_unstable();
    names.join(", ")
}

/// One method; where it takes a request, once with the record and once with its fields.
fn method(operation: &Operation, define: &str) -> String {
    let (name, answer) = (operation.method, operation.answer.name);
    let id = operation.id.map_or(String::new(), |id| format!(", {id}: str"));
    let about = doc(operation.doc, 8);
    match operation.takes() {
        None => format!("    {define} {name}(self{id}) -> {answer}:\n{about}"),
        Some(request) => format!(
            "    @overload\n    {define} {name}(self{id}, request: {}, /) -> {answer}: ...\n    @overload\n    \
             {define} {name}(self{id}, *, {}) -> {answer}:\n{about}",
            taken(&FieldType::Record(request)),
            parameters(request)
        ),
    }
}

/// The settings of a client, described one by one.
fn settings_doc() -> String {
    let mut about = ClientConfig::INFO.doc.to_owned() + "\n";
    for field in ClientConfig::INFO.fields {
        about.push_str(&format!("\n{}: {}", field.name, field.doc.replace('\n', " ")));
    }
    doc(&about, 8)
}

/// A record's fields as keyword parameters.
fn parameters(info: &ModelInfo) -> String {
    let parameter = |field: &FieldInfo| {
        let ty = taken(&field.ty);
        if field.required { format!("{}: {ty}", field.name) } else { format!("{}: {ty} | None = None", field.name) }
    };
    info.fields.iter().map(parameter).collect::<Vec<_>>().join(", ")
}

/// What an attribute holds.
fn given_field(field: &FieldInfo) -> String {
    let ty = given(&field.ty);
    // Lists and maps are empty rather than absent.
    let absent = !field.required && !matches!(field.ty, FieldType::List(_) | FieldType::Map);
    if absent { format!("{ty} | None") } else { ty }
}

/// The type of a value that comes back.
fn given(ty: &FieldType) -> String {
    match ty {
        FieldType::Text => "str".into(),
        FieldType::Bool => "bool".into(),
        FieldType::Integer => "int".into(),
        FieldType::Money => "Decimal".into(),
        FieldType::Timestamp => "datetime".into(),
        FieldType::Secret => "Secret".into(),
        FieldType::List(of) => format!("tuple[{}, ...]", given(of)),
        FieldType::Bytes => "bytes".into(),
        FieldType::Map => "dict[str, str]".into(),
        FieldType::Record(record) => record.name.into(),
        FieldType::Enum(info) => words(info),
    }
}

/// The type of a value that may be given.
fn taken(ty: &FieldType) -> String {
    match ty {
        FieldType::Money => "Amount".into(),
        FieldType::Secret => "str | Secret".into(),
        FieldType::List(of) => format!("Sequence[{}]", taken(of)),
        FieldType::Bytes => "bytes".into(),
        FieldType::Map => "Mapping[str, str]".into(),
        // The typed dict is what an editor completes from, the mapping what a dict variable is.
        FieldType::Record(record) => format!("{0} | _{0}Dict | Mapping[str, object]", record.name),
        FieldType::Text | FieldType::Bool | FieldType::Integer | FieldType::Timestamp | FieldType::Enum(_) => given(ty),
    }
}

fn words(info: &EnumInfo) -> String {
    if info.open {
        return "str".into();
    }
    let words: Vec<String> = info.values.iter().map(|value| format!("\"{}\"", value.wire)).collect();
    format!("Literal[{}]", words.join(", "))
}

/// `upi_links` -> `UpiLinks`.
fn class_name(resource: &str) -> String {
    resource.split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}

/// A docstring, indented.
fn doc(text: &str, indent: usize) -> String {
    let margin = " ".repeat(indent);
    let text = text.trim().replace('\\', "\\\\").replace("\"\"\"", "'''");
    let lines: Vec<String> =
        text.lines().map(|line| if line.is_empty() { String::new() } else { format!("{margin}{line}") }).collect();
    let body = lines.join("\n");
    format!("{margin}\"\"\"{}\"\"\"\n", body.trim_start())
}

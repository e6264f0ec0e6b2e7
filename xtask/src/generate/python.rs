//! Python: the type stubs. At run time the package makes its methods from the table itself.

mod functions;
mod methods;

use enkash::field::ModelFields;
use enkash::functions::FUNCTIONS;
use enkash::model::{CallRecord, CheckoutConfig, ClientConfig, ErrorInfo, WebhookEvent};
use enkash::schema::{EnumInfo, FieldInfo, FieldType, ModelInfo, screaming};

use super::{File, operations};

const HEAD: &str = "# Made from the operation table by `cargo xtask generate`; do not edit.\n";

/// Modules of the package that hold more than functions of the table; they import those from `_<module>`.
const MIXED: [&str; 1] = ["webhooks"];

/// The files of this part.
pub(crate) fn files() -> Vec<File> {
    let mut files =
        vec![file("_native.pyi", native()), file("_types.py", types()), file("_operations.pyi", methods::stub())];
    for module in functions::modules() {
        let name = if MIXED.contains(&module) { format!("_{module}") } else { module.to_owned() };
        files.push(file(&format!("{name}.py"), functions::source(module)));
        files.push(file(&format!("{name}.pyi"), functions::stub(module)));
    }
    files.push(file("_modules.py", functions::index()));
    files
}

fn file(name: &str, text: String) -> File {
    File { path: format!("bindings-python/python/enkash/{name}").into(), text, committed: true }
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
        for function in FUNCTIONS {
            types.record(function.request);
            types.record(function.answer);
        }
        types.record(WebhookEvent::INFO);
        types.record(CallRecord::INFO);
        // Their enums are met in arguments and attributes, the records themselves are not.
        for record in [ClientConfig::INFO, CheckoutConfig::INFO, ErrorInfo::INFO] {
            record.fields.iter().for_each(|field| types.inside(field.ty));
        }
        types
    }

    fn record(&mut self, record: &'static ModelInfo) {
        if self.records.iter().all(|known| known.name != record.name) {
            self.records.push(record);
            record.fields.iter().for_each(|field| self.inside(field.ty));
        }
    }

    fn inside(&mut self, ty: FieldType) {
        match ty.innermost() {
            FieldType::Record(record) => self.record(record),
            FieldType::Enum(info) if self.enums.iter().all(|known| known.name != info.name) => self.enums.push(info),
            _ => {}
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

from typing_extensions import Self

from ._types import {}

",
        dicts(&types.records)
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
    def from_env(token_store: object = None) -> SyncCore: ...
    @staticmethod
    def checkout(**settings: Any) -> SyncCore: ...
    def page(self, pages: Pages) -> tuple[Any, ...] | None: ...
    def call(self, index: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any: ...
    def request(self, method: str, path: str, json: object, /) -> Any: ...
    def take_doubts(self) -> list[Any]: ...
    def provoke_fault(self, in_call: bool) -> None: ...
    def close(self) -> None: ...
    @property
    def closed(self) -> bool: ...

class Pages:
    def __new__(cls, index: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Self: ...

class StoreReply:
    def give(self, answer: object) -> None: ...

class LoopQueue:
    def drain(self) -> None: ...
    def abandon(self, ticket: int) -> Future[BaseException | None] | None: ...

class Lost:
    def tell(self) -> BaseException | None: ...
    def show(self) -> BaseException: ...

class AsyncCore:
    def __new__(cls, **settings: Any) -> Self: ...
    @staticmethod
    def from_env(token_store: object = None) -> AsyncCore: ...
    @staticmethod
    def checkout(**settings: Any) -> AsyncCore: ...
    def page(
        self, event_loop: AbstractEventLoop, pages: Pages
    ) -> tuple[Future[Any], LoopQueue, int, Lost | None]: ...
    def start(
        self, event_loop: AbstractEventLoop, index: int, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[Future[Any], LoopQueue, int, Lost | None]: ...
    def request(
        self, event_loop: AbstractEventLoop, method: str, path: str, json: object, /
    ) -> tuple[Future[Any], LoopQueue, int, Lost | None]: ...
    def take_doubts(self) -> list[Any]: ...
    def provoke_fault(
        self, event_loop: AbstractEventLoop, place: str
    ) -> tuple[Future[Any], LoopQueue, int, Lost | None]: ...
    def close(self) -> None: ...
    @property
    def closed(self) -> bool: ...

class _Row(TypedDict):
    resource: str
    method: str
    doc: str
    id: str | None
    fields: list[tuple[str, bool]]
    all_rows: str | None
    of_client: bool
    of_checkout: bool

def operations() -> list[_Row]: ...
def functions() -> list[tuple[str, str, str, list[tuple[str, bool]]]]: ...
def run_function(index: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any: ...
def client_settings() -> list[tuple[str, bool]]: ...
def checkout_settings() -> list[tuple[str, bool]]: ...
def webhook_not_genuine() -> BaseException: ...
def parse_webhook(body: bytes | bytearray | memoryview | str, kind: str | None) -> WebhookEvent: ...

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
    let mut text = format!("\n@final\nclass {name}:\n{}", doc(info.doc, 4));
    text.push_str(&format!("    __match_args__ = ({},)\n", names.join(", ")));
    text.push_str(&format!("    def __new__(cls, *, {parameters}) -> Self: ...\n"));
    for field in info.fields {
        let attribute = given_field(field);
        text.push_str(&format!("    @property\n    def {}(self) -> {attribute}:\n{}", field.name, doc(field.doc, 8)));
    }
    if info.answer {
        let about = "Keys this version does not know, values of an unexpected shape and the gateway's own text of times.\n\
            Printing the record shows the keys only.";
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

/// `_types.py`: what may be given in place of an amount or a record. For type checkers and documentation; the package itself
/// does not import it.
fn types() -> String {
    let records = Types::all().records;
    let mut text = format!(
        "{HEAD}\"\"\"What may be given in place of an amount or a record; for type checkers only.\"\"\"

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from typing import Literal

    from typing_extensions import Required

    from ._native import {}

Amount: TypeAlias = Decimal | str | int
",
        names(&records)
    );
    for record in records {
        text.push_str(&format!("\n\nclass _{}Dict(TypedDict, total=False):\n", record.name));
        for field in record.fields {
            let ty = taken(&field.ty);
            let ty = if field.required { format!("Required[{ty}]") } else { format!("{ty} | None") };
            text.push_str(&format!("    {}: {ty}\n", field.name));
        }
        if record.fields.is_empty() {
            text.push_str("    pass\n");
        }
    }
    text
}

/// What a signature with these records may name.
fn imported(records: &[&'static ModelInfo]) -> String {
    format!("from ._native import {}\nfrom ._types import {}", names(records), dicts(records))
}

fn names(records: &[&'static ModelInfo]) -> String {
    let mut names: Vec<&str> = records.iter().map(|record| record.name).collect();
    names.push("Secret");
    names.sort_unstable();
    names.join(", ")
}

fn dicts(records: &[&'static ModelInfo]) -> String {
    let mut names: Vec<String> = records.iter().map(|record| format!("_{}Dict", record.name)).collect();
    names.push("Amount".to_owned());
    names.sort_unstable();
    names.join(", ")
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

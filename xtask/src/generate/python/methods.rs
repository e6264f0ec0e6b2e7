//! `_operations.pyi`: the operations as methods of both clients, each blocking and to be awaited.

use enkash::field::ModelFields;
use enkash::model::{CheckoutConfig, ClientConfig};
use enkash::schema::{FieldType, ModelInfo, Operation};

use super::{HEAD, Types, doc, imported, operations, parameters, taken};

/// A client: its base class here, what its resources' classes begin with, its rows and its settings.
struct Side {
    base: &'static str,
    prefix: &'static str,
    has: fn(&Operation) -> bool,
    settings: &'static ModelInfo,
    /// A setting that is no value, and what it is.
    extra: Option<(&'static str, &'static str)>,
}

/// Where the merchant's processes share one token.
const TOKEN_STORE: (&str, &str) = (
    "token_store: TokenStore | None = None",
    "token_store: Where processes share one token, such as Django's cache. Default: each client has its own.",
);

const SIDES: [Side; 2] = [
    Side {
        base: "Operations",
        prefix: "",
        has: Operation::of_client,
        settings: ClientConfig::INFO,
        extra: Some(TOKEN_STORE),
    },
    Side {
        base: "CheckoutOperations",
        prefix: "Checkout",
        has: Operation::of_checkout,
        settings: CheckoutConfig::INFO,
        extra: None,
    },
];

/// How its methods are called.
struct Manner {
    base: &'static str,
    prefix: &'static str,
    define: &'static str,
    core: &'static str,
    all: &'static str,
}

const MANNERS: [Manner; 2] = [
    Manner { base: "Sync", prefix: "", define: "def", core: "SyncCore", all: "Iterator" },
    Manner { base: "Async", prefix: "Async", define: "async def", core: "AsyncCore", all: "AsyncIterator" },
];

pub(super) fn stub() -> String {
    let mut text = format!(
        "{HEAD}\"\"\"The operations as methods.\"\"\"

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import datetime
from inspect import Signature
from typing import Any, Literal, overload

from . import _native
from ._store import TokenStore
{}

__all__ = [
    \"AsyncCheckoutOperations\",
    \"AsyncOperations\",
    \"SyncCheckoutOperations\",
    \"SyncOperations\",
    \"signature\",
    \"wait\",
]

def signature(own: list[str], fields: list[tuple[str, bool]]) -> Signature: ...
async def wait(started: tuple[Any, ...]) -> Any: ...
",
        imported(&Types::all().records)
    );
    for side in &SIDES {
        MANNERS.iter().for_each(|manner| text.push_str(&client(side, manner)));
    }
    text
}

/// The classes of one client's resources, and its base class.
fn client(side: &Side, manner: &Manner) -> String {
    let mut resources: Vec<&str> = Vec::new();
    for operation in operations().filter(|operation| (side.has)(operation)) {
        if !resources.contains(&operation.resource) {
            resources.push(operation.resource);
        }
    }
    let class = |resource: &str| format!("{}{}{}", manner.prefix, side.prefix, class_name(resource));
    let about = |resource: &str, indent| doc(&format!("The ``{resource}`` operations."), indent);
    let mut text = String::new();
    for resource in &resources {
        text.push_str(&format!("\nclass {}:\n{}", class(resource), about(resource, 4)));
        let rows = operations().filter(|operation| operation.resource == *resource && (side.has)(operation));
        rows.for_each(|operation| text.push_str(&method(operation, manner)));
    }
    let Manner { base, core, .. } = manner;
    let settings = side.settings;
    text.push_str(&format!("\nclass {base}{}:\n    _core: _native.{core}\n", side.base));
    let extra = side.extra.map_or_else(String::new, |(parameter, _)| format!(", {parameter}"));
    let described = described(settings, side.extra.map(|(_, about)| about));
    text.push_str(&format!("    def __init__(self, *, {}{extra}) -> None:\n{described}", parameters(settings)));
    for resource in &resources {
        text.push_str(&format!(
            "    @property\n    def {resource}(self) -> {}:\n{}",
            class(resource),
            about(resource, 8)
        ));
    }
    text
}

/// One method; where it takes a request, once with the record and once with its fields. A search in pages has another one
/// for all rows.
fn method(operation: &Operation, manner: &Manner) -> String {
    let (name, answer) = (operation.method, operation.answer.name);
    let id = operation.id.map_or(String::new(), |id| format!(", {id}: str"));
    let mut text = overloads(operation, manner.define, name, &id, answer, operation.doc);
    if let (Some(about), Some(row)) = (operation.all_rows(), operation.answer.row()) {
        let answer = format!("{}[{}]", manner.all, row.name);
        text.push_str(&overloads(operation, "def", &format!("{name}_all"), &id, &answer, &about));
    }
    text
}

fn overloads(operation: &Operation, define: &str, name: &str, id: &str, answer: &str, about: &str) -> String {
    let about = doc(about, 8);
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
fn described(settings: &ModelInfo, extra: Option<&str>) -> String {
    let mut about = settings.doc.to_owned() + "\n";
    for field in settings.fields {
        about.push_str(&format!("\n{}: {}", field.name, field.doc.replace('\n', " ")));
    }
    if let Some(extra) = extra {
        about.push_str(&format!("\n{extra}"));
    }
    doc(&about, 8)
}

/// `upi_links` -> `UpiLinks`.
fn class_name(resource: &str) -> String {
    resource.split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}

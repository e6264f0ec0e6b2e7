//! What records, enums and operations look like, as data.
//!
//! The macros write these tables next to the code they generate, so docs, type stubs, vectors and the
//! sandbox read the same single definition that the client runs on.

/// A record: one struct of [`crate::model`].
#[derive(Debug)]
pub struct ModelInfo {
    /// Type name, the same in every language.
    pub name: &'static str,
    /// Documentation of the record.
    pub doc: &'static str,
    /// The fields in order of declaration.
    pub fields: &'static [FieldInfo],
    /// Keys of the gateway that always travel with one value, so that no field stands for them.
    pub fixed: &'static [&'static str],
    /// Whether the gateway may send it; such records keep what they do not know in `extra`.
    pub answer: bool,
}

impl ModelInfo {
    /// Whether it is the answer of a search in pages.
    pub fn is_page(&self) -> bool {
        self.row().is_some()
    }
    /// The record of a page's rows, which stand in its list `data`.
    pub fn row(&self) -> Option<&'static ModelInfo> {
        let rows = self.fields.iter().find(|field| field.wire == "data")?;
        matches!(rows.ty, FieldType::List(_)).then(|| rows.ty.record()).flatten()
    }
}

/// One field of a record.
#[derive(Debug)]
pub struct FieldInfo {
    /// Name in the SDK, snake case; bindings of camel-case languages convert it with [`camel`].
    pub name: &'static str,
    /// The gateway's key.
    pub wire: &'static str,
    /// Other spellings of the key that answers have.
    pub also: &'static [&'static str],
    /// Documentation of the field: unit, limits, source.
    pub doc: &'static str,
    /// Type of the value.
    pub ty: FieldType,
    /// Whether it must be given.
    pub required: bool,
    /// Whether it travels in the query string instead of the body.
    pub query: bool,
    /// Whether a rule of its own looks at the value before anything is sent.
    pub checked: bool,
}

/// The closed list of field types.
#[derive(Debug, Clone, Copy)]
pub enum FieldType {
    /// Text.
    Text,
    /// True or false.
    Bool,
    /// Whole number.
    Integer,
    /// Exact rupees.
    Money,
    /// An instant.
    Timestamp,
    /// Text that is never shown.
    Secret,
    /// Bytes, such as an image.
    Bytes,
    /// A list of one type.
    List(&'static FieldType),
    /// Text to text.
    Map,
    /// Another record.
    Record(&'static ModelInfo),
    /// One of a list of words.
    Enum(&'static EnumInfo),
}

impl FieldType {
    /// The type itself, or that of a list's elements, however often lists stand in lists.
    pub fn innermost(self) -> FieldType {
        match self {
            FieldType::List(of) => of.innermost(),
            other => other,
        }
    }
    /// The record of the value or of a list's elements, where it is one.
    pub fn record(self) -> Option<&'static ModelInfo> {
        match self.innermost() {
            FieldType::Record(record) => Some(record),
            _ => None,
        }
    }
}

/// A string enum.
#[derive(Debug)]
pub struct EnumInfo {
    /// Type name.
    pub name: &'static str,
    /// Documentation of the enum.
    pub doc: &'static str,
    /// Its known values.
    pub values: &'static [EnumValue],
    /// Whether values outside the list are kept (`Unknown`) rather than refused.
    pub open: bool,
}

/// A known value of an enum.
#[derive(Debug)]
pub struct EnumValue {
    /// Variant name in Rust, Kotlin and Swift.
    pub variant: &'static str,
    /// The text on the wire.
    pub wire: &'static str,
    /// Documentation of the value.
    pub doc: &'static str,
}

/// One row of the table of functions.
#[derive(Debug)]
pub struct Function {
    /// `module.function`, as in `upi.build_pay_link`.
    pub name: &'static str,
    /// The namespace, as in `upi`.
    pub module: &'static str,
    /// The function, snake case.
    pub function: &'static str,
    /// Documentation.
    pub doc: &'static str,
    /// The request record.
    pub request: &'static ModelInfo,
    /// The answer record.
    pub answer: &'static ModelInfo,
}

/// One row of the operation table.
#[derive(Debug)]
pub struct Operation {
    /// `resource.method`, as in `orders.create`.
    pub name: &'static str,
    /// The namespace, as in `orders`.
    pub resource: &'static str,
    /// The method, snake case.
    pub method: &'static str,
    /// Documentation.
    pub doc: &'static str,
    /// HTTP method.
    pub verb: Verb,
    /// Path template; `{name}` stands for the id.
    pub path: &'static str,
    /// Name of the id argument, if the operation takes one.
    pub id: Option<&'static str>,
    /// The request record; without fields where the operation takes none.
    pub request: &'static ModelInfo,
    /// The answer record.
    pub answer: &'static ModelInfo,
    /// Which credentials travel.
    pub auth: Auth,
    /// What a repetition may do: the safety contract.
    pub effect: Effect,
    /// Whether the path stands in the gateway's documentation; the others are inferred and meant to be overridden
    /// by `ClientConfig.paths` when the gateway answers elsewhere.
    pub verified: bool,
    /// The path of the documentation's older generation, used when the client is told so.
    pub legacy_path: Option<&'static str>,
    /// The verb of another edition of the documentation, used when the client is told so.
    pub other_verb: Option<Verb>,
    /// The key of the body under which the gateway wants the access key once more; the client fills it in.
    pub access_key: Option<&'static str>,
    /// How the answer differs from a record in the envelope.
    pub answers: Answers,
    /// Whether an empty JSON object travels where there is no request.
    pub empty_body: bool,
    /// Whether card data travels in base64, whatever the client's settings say.
    pub base64_cards: bool,
    /// For a search in pages: the key field of a row.
    pub pages: Option<&'static str>,
    /// The operation that tells what became of a call in doubt, where there is one.
    pub ask: Option<&'static str>,
    /// A field of what `ask` answers, and its words that say that the call has had its effect; empty where none does.
    pub done: &'static [&'static str],
    /// The same for words that say that it had none, unless it is still under way.
    pub undone: &'static [&'static str],
    /// Whether it is made of other operations and has no path of its own.
    pub composed: bool,
}

/// How an answer differs from a record in the envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answers {
    /// It does not.
    Record,
    /// "Done" may come without a record, or with a sentence in its place.
    MayBeEmpty,
    /// It is plain text.
    Text,
    /// Its record tells a failure like any other outcome, so that a body with `error` is no error.
    Branches,
}

impl Operation {
    /// The request record, if it has any fields.
    pub fn takes(&self) -> Option<&'static ModelInfo> {
        (!self.request.fields.is_empty()).then_some(self.request)
    }
    /// For a search in pages: documentation of the method for all its rows.
    pub fn all_rows(&self) -> Option<String> {
        self.pages?;
        Some(format!(
            "All rows that `{}` finds, fetched page by page: a page is asked for when its first row is. `limit` is the \
             number of rows asked for at a time, `offset` how many to skip. A page that repeats, shrinks or shifts under \
             way loses no row and yields none twice.",
            self.name
        ))
    }
    /// Whether the merchant's client has it.
    pub fn of_client(&self) -> bool {
        self.auth != Auth::Customer
    }
    /// Whether the customer's client has it.
    pub fn of_checkout(&self) -> bool {
        matches!(self.auth, Auth::Customer | Auth::Nothing)
    }
}

/// HTTP method of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// GET
    Get,
    /// POST
    Post,
    /// PATCH
    Patch,
    /// DELETE
    Delete,
}

impl Verb {
    /// The verb a word stands for, in capitals.
    pub fn from_text(text: &str) -> Option<Verb> {
        [Verb::Get, Verb::Post, Verb::Patch, Verb::Delete].into_iter().find(|verb| verb.as_str() == text)
    }
    /// The word on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Verb::Get => "GET",
            Verb::Post => "POST",
            Verb::Patch => "PATCH",
            Verb::Delete => "DELETE",
        }
    }
}

/// Which credentials an operation carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Auth {
    /// None, and both clients have the operation: the order or transaction id is the capability.
    Nothing,
    /// None, and only the customer's client has the operation.
    Customer,
    /// Access key and secret key in the body: only the token call.
    Keys,
    /// The `Authorization` header.
    Token,
    /// `Authorization` and `merchantAccessKey`.
    TokenAndKey,
}

/// What repeating an operation may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Changes nothing: repeat freely.
    Read,
    /// Repeating the same request has the same result.
    Idempotent,
    /// Creates something under a key of the merchant: look `key` up with `lookup` before repeating.
    Create {
        /// The request field that is unique.
        key: &'static str,
        /// Name of the operation that finds it.
        lookup: &'static str,
        /// Whether the gateway documents that it takes the key once, so that repeating cannot create twice.
        unique: bool,
    },
    /// Moves money: never repeated on doubt.
    Charge,
}

/// `merchant_order_id` -> `merchantOrderId`; works on field paths too.
pub fn camel(snake: &str) -> String {
    let mut out = String::with_capacity(snake.len());
    let mut up = false;
    for c in snake.chars() {
        if c == '_' {
            up = true;
        } else if up {
            out.extend(c.to_uppercase());
            up = false;
        } else {
            out.push(c);
        }
    }
    out
}

/// `CheckoutRendered` -> `CHECKOUT_RENDERED`: a value of an enum as a constant.
pub fn screaming(pascal: &str) -> String {
    let mut out = String::with_capacity(pascal.len() + 4);
    for (index, c) in pascal.chars().enumerate() {
        if index > 0 && c.is_uppercase() {
            out.push('_');
        }
        out.extend(c.to_uppercase());
    }
    out
}

//! The macros behind "one definition".
//!
//! - `#[model]`: a plain struct becomes a record: JSON both ways, values in every language, checks, metadata.
//! - `#[open_enum]`: a list of words that keeps words it does not know.
//! - `operations!`: the operation table; one row becomes a method in every language.

use proc_macro::TokenStream;
use syn::parse_macro_input;

mod attributes;
mod clients;
mod enums;
mod functions;
mod model;
mod operations;
mod python;
mod uniffi;

/// Makes a struct a record. `#[model(request)]`: only sent; `#[model(answer)]`: only received; without either: both.
/// Received records get an `extra` field.
///
/// Field options: `#[field(wire = "key", alias = "other", query, check = function, write = Wrapper)]`.
/// Record options: `#[check(function)]` before sending, `#[complete(function)]` after reading, and keys that always travel
/// with the same value: `#[fixed("popupMode", true)]`, `#[fixed("saveCard", false, if card_number)]`.
#[proc_macro_attribute]
pub fn model(options: TokenStream, item: TokenStream) -> TokenStream {
    let options = parse_macro_input!(options as attributes::ModelOptions);
    let item = parse_macro_input!(item as syn::ItemStruct);
    model::expand(options, item).unwrap_or_else(|error| error.to_compile_error()).into()
}

/// Makes a list of variants a string enum; the wire text is the variant in SCREAMING_SNAKE_CASE unless `#[wire("..")]`
/// says otherwise. `#[open_enum(closed)]` has no `Unknown` and refuses other texts.
#[proc_macro_attribute]
pub fn open_enum(options: TokenStream, item: TokenStream) -> TokenStream {
    let closed = options.to_string() == "closed";
    let item = parse_macro_input!(item as syn::ItemEnum);
    enums::expand(closed, item).unwrap_or_else(|error| error.to_compile_error()).into()
}

/// The operation table. A row:
///
/// ```text
/// /// Documentation.
/// refunds.create(transaction_id, CreateRefund) -> Refund
///     = POST "/api/v0/payment/{transaction_id}/refund", token_and_key, create(request_id, "refunds.get");
/// ```
///
/// Its attributes: `#[unverified]` (the path is inferred), `#[legacy("/path")]`, `#[or_verb(POST)]` (other editions of the
/// documentation), `#[access_key("key")]` (the client adds its access key to the body), `#[may_be_empty]`, `#[plain_text]`
/// `#[tells_failure]` (shapes of the answer), `#[empty_body]` (`{}` travels where there is no request), `#[base64_cards]`, `#[pages(key)]` (a search in pages; `key` is the key of a row),
/// `#[ask("orders.get")]` (what tells, when the answer is lost).
/// An operation made of others has a function in place of verb and path: `= crate::confirm::confirm, token_and_key, read;`.
#[proc_macro]
pub fn operations(rows: TokenStream) -> TokenStream {
    let table = parse_macro_input!(rows as operations::Table);
    operations::expand(&table).into()
}

/// The table of pure functions. A row:
///
/// ```text
/// /// Documentation.
/// upi.build_pay_link(PayLink) -> BuiltLink = crate::upi::pay_link::build;
/// ```
#[proc_macro]
pub fn functions(rows: TokenStream) -> TokenStream {
    let table = parse_macro_input!(rows as functions::Functions);
    functions::expand(&table).into()
}

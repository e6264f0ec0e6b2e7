//! The macros behind "one definition".
//!
//! - `#[model]`: a plain struct becomes a record: JSON both ways, values in every language, checks, metadata.
//! - `#[open_enum]`: a list of words that keeps words it does not know.
//! - `operations!`: the operation table; one row becomes a method in every language.

use proc_macro::TokenStream;
use syn::parse_macro_input;

mod attributes;
mod enums;
mod model;
mod operations;
mod python;
mod uniffi;

/// Makes a struct a record. `#[model(request)]`: only sent; `#[model(answer)]`: only received; without either: both.
/// Received records get an `extra` field.
///
/// Field options: `#[field(wire = "key", alias = "other", query, check = function, write = Wrapper)]`.
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
#[proc_macro]
pub fn operations(rows: TokenStream) -> TokenStream {
    let table = parse_macro_input!(rows as operations::Table);
    operations::expand(&table).into()
}

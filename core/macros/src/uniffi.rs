//! Kotlin and Swift types of records, enums and operations, under the `uniffi` feature.
//!
//! Records and enums cross as values, operations become methods of one object per resource. What the objects share
//! (runtime, errors, scalars) is written by hand in `core/src/bind/uniffi`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::attributes::RecordField;
use crate::model::Record;
use crate::operations::{Row, SIDES, Side, Table, pascal};

/// Attributes of a record's struct. One without fields never crosses: an operation without a request takes none.
pub(crate) fn record_attributes(record: &Record) -> TokenStream {
    if record.fields.is_empty() {
        return TokenStream::new();
    }
    quote! { #[cfg_attr(feature = "uniffi", derive(uniffi::Record))] }
}

/// Attributes of a record's field.
pub(crate) fn field_attributes(field: &RecordField) -> TokenStream {
    if field.optional() {
        quote! { #[cfg_attr(feature = "uniffi", uniffi(default))] }
    } else {
        TokenStream::new()
    }
}

/// Attributes of `extra`.
pub(crate) fn extra_attributes() -> TokenStream {
    quote! { #[cfg_attr(feature = "uniffi", uniffi(default))] }
}

/// What stands next to a record: `order.toJson()`, and `createOrderFromJson(text)` for what a caller may build.
/// UniFFI has no constructors on records, hence the function.
pub(crate) fn record(record: &Record) -> TokenStream {
    let ident = &record.ident;
    if record.fields.is_empty() {
        return TokenStream::new();
    }
    let from_json = record.options.sent.then(|| {
        let function = format_ident!("{}_from_json", snake(&ident.to_string()));
        let summary = format!("Reads a `{ident}` from JSON text with the SDK's field names; amounts are texts.");
        quote! {
            #[doc = #summary]
            #[cfg(feature = "uniffi")]
            #[uniffi::export]
            pub fn #function(json: String) -> Result<#ident, crate::bind::uniffi::EnKashError> {
                crate::bind::uniffi::from_json(&json)
            }
        }
    });
    quote! {
        #[cfg(feature = "uniffi")]
        #[uniffi::export]
        impl #ident {
            /// The record as JSON text with the SDK's field names; amounts are texts, secrets stay hidden.
            #[uniffi::method(name = "to_json")]
            pub fn uniffi_to_json(&self) -> Result<String, crate::bind::uniffi::EnKashError> {
                crate::bind::uniffi::to_json(self)
            }
        }
        #from_json
    }
}

/// Attributes of an enum; its text is the text on the wire.
pub(crate) fn enum_attributes() -> TokenStream {
    quote! { #[cfg_attr(feature = "uniffi", derive(uniffi::Enum), uniffi::export(Display))] }
}

/// Objects with one method per operation, for each client those that it has.
pub(crate) fn operations(table: &Table) -> TokenStream {
    let objects = SIDES.iter().map(|side| objects(table, side));
    quote! {
        /// The operations as objects for Kotlin and Swift.
        #[cfg(feature = "uniffi")]
        mod uniffi_objects {
            use std::sync::Arc;
            use super::*;
            use crate::bind::uniffi::*;
            #(#objects)*
        }
    }
}

fn objects(table: &Table, side: &Side) -> TokenStream {
    let (client, condition) = (side.client, side.condition());
    let client_object = format_ident!("Uniffi{client}");
    let objects = side.resources(table).into_iter().map(|(resource, rows)| {
        // Named after the client: `Settlements` without it is where the functions of that name are.
        let name = format!("{client}{}", pascal(resource));
        let object = format_ident!("Uniffi{name}");
        let summary = format!("The `{resource}` operations of a `{client}`.");
        let accessor = format!("The `{resource}` operations.");
        let searches = rows.iter().filter(|row| row.options.pages.is_some());
        let (walks, pages): (Vec<_>, Vec<_>) = searches.map(|row| (walk(row), pages(row, side))).unzip();
        let methods = rows.into_iter().map(method);
        quote! {
            #condition
            #[doc = #summary]
            #[derive(Debug, uniffi::Object)]
            #[uniffi(name = #name)]
            pub struct #object { gate: Arc<Gate> }
            #condition
            #[uniffi::export(name = #name)]
            impl #object { #(#methods)* #(#walks)* }
            #(#pages)*
            #condition
            #[uniffi::export(name = #client)]
            impl #client_object {
                #[doc = #accessor]
                pub fn #resource(&self) -> Arc<#object> { Arc::new(#object { gate: self.gate() }) }
            }
        }
    });
    quote! { #(#objects)* }
}

fn method(row: &Row) -> TokenStream {
    let (docs, method, answer, marker) = (&row.docs, &row.method, &row.answer, row.marker());
    let id = row.id.as_ref().map(|id| quote! { , #id: String });
    let id_value = row.id.as_ref().map_or_else(|| quote! { String::new() }, |id| quote! { #id });
    let request = row.request.as_ref().map(|request| quote! { , request: #request });
    let request_value = row.request_value();
    if row.writes() {
        // The facade passes it and takes it out of the signature: see `bind/uniffi/given_up.rs`.
        return quote! {
            #(#docs)*
            pub async fn #method(&self #id #request, given_up: Arc<GivenUp>) -> Result<#answer, EnKashError> {
                self.gate.write::<#marker>(#id_value, #request_value, given_up).await
            }
        };
    }
    quote! {
        #(#docs)*
        pub async fn #method(&self #id #request) -> Result<#answer, EnKashError> {
            self.gate.call::<#marker>(#id_value, #request_value).await
        }
    }
}

/// `search_pages(request)`: what each language makes its own iterator over all rows of.
fn walk(row: &Row) -> TokenStream {
    let (name, object, request) = (format_ident!("{}_pages", row.method), pages_object(row), row.request_type());
    let summary = format!(
        "The pages of `{}`, one after the other: `request` says where to begin and how many rows to ask for at a time. \
         Nothing is sent before the first page is asked for.",
        row.method
    );
    quote! {
        #[doc = #summary]
        pub fn #name(&self, request: #request) -> Arc<#object> {
            Arc::new(#object { pages: Pages::new(Arc::clone(&self.gate), request) })
        }
    }
}

/// The object behind it.
fn pages(row: &Row, side: &Side) -> TokenStream {
    let (object, condition, marker, answer) = (pages_object(row), side.condition(), row.marker(), &row.answer);
    let name = format!("{}s", quote! { #answer });
    let summary =
        format!("The pages of a search, each a [`{}`] without the rows that came before.", quote! { #answer });
    quote! {
        #condition
        #[doc = #summary]
        #[derive(Debug, uniffi::Object)]
        #[uniffi(name = #name)]
        pub struct #object { pages: Pages<#marker> }
        #condition
        #[uniffi::export(name = #name)]
        impl #object {
            /// The rows of the next page; none after the last. A page that repeats, shrinks or shifts under way loses no
            /// row and yields none twice. After an error the same page is asked for again.
            pub async fn next(&self) -> Result<Vec<<#answer as crate::rows::Paged>::Row>, EnKashError> { self.pages.next().await }
        }
    }
}

fn pages_object(row: &Row) -> proc_macro2::Ident {
    let answer = &row.answer;
    format_ident!("Uniffi{}s", quote! { #answer }.to_string())
}

/// `CreateOrder` -> `create_order`.
fn snake(pascal: &str) -> String {
    crate::attributes::screaming(pascal).to_lowercase()
}

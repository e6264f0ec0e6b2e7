//! What the rows become in Rust: methods of the two clients, grouped by resource.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::operations::{Row, Side, Table, pascal};

/// `client.orders().create(..)` for Rust.
pub(crate) fn resources(table: &Table, side: &Side) -> TokenStream {
    let groups = side.resources(table);
    let (client, condition) = (format_ident!("{}", side.client), side.condition());
    let types = groups.iter().map(|(resource, rows)| {
        let ident = format_ident!("{}{}", side.prefix, pascal(resource));
        let summary = format!("The `{resource}` operations of a [`{client}`](crate::{client}).");
        let methods = rows.iter().map(|row| {
            let (docs, method, answer, marker) = (&row.docs, &row.method, &row.answer, row.marker());
            let id = row.id.as_ref().map(|id| quote! { , #id: impl AsRef<str> });
            let id_value = row.id.as_ref().map_or_else(|| quote! { "" }, |id| quote! { #id.as_ref() });
            let request = row.request.as_ref().map(|request| quote! { , request: #request });
            let request_value = row.request_value();
            let all = row.options.pages.as_ref().map(|_| search_all(row));
            quote! {
                #(#docs)*
                pub async fn #method(&self #id #request) -> Result<#answer, crate::Error> {
                    self.caller.call::<#marker>(#id_value, #request_value).await
                }
                #all
            }
        });
        quote! {
            #[doc = #summary]
            #condition
            #[derive(Debug, Clone, Copy)]
            pub struct #ident<'c> { caller: &'c Caller }
            #condition
            impl #ident<'_> { #(#methods)* }
        }
    });
    let accessors = groups.iter().map(|(resource, _)| {
        let ident = format_ident!("{}{}", side.prefix, pascal(resource));
        let summary = format!("The `{resource}` operations.");
        quote! {
            #[doc = #summary]
            pub fn #resource(&self) -> #ident<'_> { #ident { caller: &self.caller } }
        }
    });
    quote! {
        #(#types)*
        #condition
        impl crate::#client { #(#accessors)* }
    }
}

/// `client.orders().search_all(request)`: the rows of all pages.
fn search_all(row: &Row) -> TokenStream {
    let (name, marker, request, answer) =
        (format_ident!("{}_all", row.method), row.marker(), row.request_type(), &row.answer);
    let summary = format!(
        "All rows of [`{}`](Self::{}): `request` says where to begin and how many rows to ask for at a time, and a page \
         is asked for when its first row is.",
        row.method, row.method
    );
    quote! {
        #[doc = #summary]
        ///
        /// A page that repeats, shrinks or shifts under way loses no row and yields none twice.
        pub fn #name(&self, request: #request) -> crate::Rows<<#answer as crate::rows::Paged>::Row> {
            let caller = self.caller.clone();
            crate::Rows::search(request, <#marker as PagedOp>::KEY, move |request| {
                let caller = caller.clone();
                async move { caller.call::<#marker>("", request).await }
            })
        }
    }
}

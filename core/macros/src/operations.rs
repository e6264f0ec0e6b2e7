//! `operations!`: the operation table and what it becomes in Rust.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Ident, LitStr, Token, Type, parenthesized};

use crate::attributes::{doc, dotted};

/// All rows.
pub(crate) struct Table {
    pub(crate) rows: Vec<Row>,
}

/// One operation.
pub(crate) struct Row {
    pub(crate) docs: Vec<Attribute>,
    pub(crate) unverified: bool,
    pub(crate) resource: Ident,
    pub(crate) method: Ident,
    pub(crate) id: Option<Ident>,
    pub(crate) request: Option<Type>,
    pub(crate) answer: Type,
    verb: Ident,
    path: LitStr,
    auth: Ident,
    effect: TokenStream,
}

impl Parse for Table {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let mut rows = Vec::new();
        while !input.is_empty() {
            rows.push(input.parse()?);
        }
        Ok(Table { rows })
    }
}

impl Parse for Row {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let (resource, method) = dotted(input)?;
        let arguments;
        parenthesized!(arguments in input);
        let (mut id, mut request) = (None, None);
        while !arguments.is_empty() {
            let fork = arguments.fork();
            let word: Ident = fork.parse()?;
            if word.to_string().starts_with(char::is_lowercase) {
                id = Some(arguments.parse()?);
            } else {
                request = Some(arguments.parse()?);
            }
            if !arguments.is_empty() {
                arguments.parse::<Token![,]>()?;
            }
        }
        input.parse::<Token![->]>()?;
        let answer = input.parse()?;
        input.parse::<Token![=]>()?;
        let verb = input.parse()?;
        let path = input.parse()?;
        input.parse::<Token![,]>()?;
        let auth = input.parse()?;
        input.parse::<Token![,]>()?;
        let effect = effect(input)?;
        input.parse::<Token![;]>()?;
        Ok(Row {
            unverified: attributes.iter().any(|a| a.path().is_ident("unverified")),
            docs: attributes.into_iter().filter(|a| a.path().is_ident("doc")).collect(),
            resource,
            method,
            id,
            request,
            answer,
            verb,
            path,
            auth,
            effect,
        })
    }
}

/// `read`, `idempotent`, `charge`, or `create(key, "resource.method")`, which becomes `create_unique(..)` where the
/// gateway documents that it takes each key once.
fn effect(input: ParseStream) -> syn::Result<TokenStream> {
    let word: Ident = input.parse()?;
    Ok(match word.to_string().as_str() {
        "read" => quote! { crate::schema::Effect::Read },
        "idempotent" => quote! { crate::schema::Effect::Idempotent },
        "charge" => quote! { crate::schema::Effect::Charge },
        "create" | "create_unique" => {
            let unique = word == "create_unique";
            let inner;
            parenthesized!(inner in input);
            let key: Ident = inner.parse()?;
            inner.parse::<Token![,]>()?;
            let lookup: LitStr = inner.parse()?;
            let key = key.to_string();
            quote! { crate::schema::Effect::Create { key: #key, lookup: #lookup, unique: #unique } }
        }
        _ => return Err(syn::Error::new(word.span(), "expected read, idempotent, create(..) or charge")),
    })
}

impl Row {
    /// `OrdersCreateOp`: the type that stands for the operation.
    pub(crate) fn marker(&self) -> Ident {
        format_ident!("{}{}Op", pascal(&self.resource), pascal(&self.method))
    }
    fn name(&self) -> String {
        format!("{}.{}", self.resource, self.method)
    }
    /// The argument `request` where the method takes one.
    pub(crate) fn request_value(&self) -> TokenStream {
        if self.request.is_some() {
            quote! { request }
        } else {
            quote! { crate::model::Nothing::new() }
        }
    }
    pub(crate) fn request_type(&self) -> TokenStream {
        self.request.as_ref().map_or_else(|| quote! { crate::model::Nothing }, |request| quote! { #request })
    }
}

/// `upi_qr` -> `UpiQr`.
pub(crate) fn pascal(ident: &Ident) -> String {
    let camel = crate::attributes::camel(&ident.to_string());
    let mut chars = camel.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

pub(crate) fn expand(table: &Table) -> TokenStream {
    let markers = table.rows.iter().map(marker);
    let infos = table.rows.iter().map(|row| {
        let marker = row.marker();
        quote! { &<#marker as Op>::INFO }
    });
    let arms = table.rows.iter().enumerate().map(|(index, row)| {
        let marker = row.marker();
        quote! { #index => Some(visitor.visit::<#marker>()) }
    });
    let resources = resources(table);
    let uniffi = crate::uniffi::operations(table);
    quote! {
        #(#markers)*
        /// Every operation, in the order of the table.
        pub static OPERATIONS: &[&crate::schema::Operation] = &[#(#infos),*];
        /// Calls the visitor with the type of the operation at an index of [`OPERATIONS`].
        pub fn dispatch<V: Visitor>(index: usize, visitor: V) -> Option<V::Result> {
            match index { #(#arms,)* _ => None }
        }
        #resources
        #uniffi
    }
}

fn marker(row: &Row) -> TokenStream {
    let marker = row.marker();
    let (name, resource, method) = (row.name(), row.resource.to_string(), row.method.to_string());
    let text = doc(&row.docs);
    let verb = format_ident!("{}", pascal(&format_ident!("{}", row.verb.to_string().to_lowercase())));
    let auth = format_ident!("{}", pascal(&row.auth));
    let (path, effect, answer, request) = (&row.path, &row.effect, &row.answer, row.request_type());
    let id = match &row.id {
        Some(id) => {
            let id = id.to_string();
            quote! { Some(#id) }
        }
        None => quote! { None },
    };
    let verified = !row.unverified;
    let summary = format!("The operation `{name}`.");
    quote! {
        #[doc = #summary]
        #[derive(Debug, Clone, Copy)]
        pub struct #marker;
        impl Op for #marker {
            const INFO: crate::schema::Operation = crate::schema::Operation {
                name: #name, resource: #resource, method: #method, doc: #text,
                verb: crate::schema::Verb::#verb, path: #path, id: #id,
                request: <#request as crate::field::ModelFields>::INFO,
                answer: <#answer as crate::field::ModelFields>::INFO,
                auth: crate::schema::Auth::#auth, effect: #effect, verified: #verified,
            };
            type Request = #request;
            type Answer = #answer;
        }
    }
}

/// The rows grouped by resource, in order of first appearance.
pub(crate) fn by_resource(table: &Table) -> Vec<(&Ident, Vec<&Row>)> {
    let mut groups: Vec<(&Ident, Vec<&Row>)> = Vec::new();
    for row in &table.rows {
        match groups.iter_mut().find(|(resource, _)| **resource == row.resource) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((&row.resource, vec![row])),
        }
    }
    groups
}

/// `client.orders().create(..)` for Rust.
fn resources(table: &Table) -> TokenStream {
    let groups = by_resource(table);
    let types = groups.iter().map(|(resource, rows)| {
        let ident = format_ident!("{}", pascal(resource));
        let summary = format!("The `{resource}` operations of a [`Client`](crate::Client).");
        let methods = rows.iter().map(|row| {
            let (docs, method, answer, marker) = (&row.docs, &row.method, &row.answer, row.marker());
            let id = row.id.as_ref().map(|id| quote! { , #id: impl AsRef<str> });
            let id_value = row.id.as_ref().map_or_else(|| quote! { "" }, |id| quote! { #id.as_ref() });
            let request = row.request.as_ref().map(|request| quote! { , request: #request });
            let request_value = row.request_value();
            quote! {
                #(#docs)*
                pub async fn #method(&self #id #request) -> Result<#answer, crate::Error> {
                    self.client.call::<#marker>(#id_value, #request_value).await
                }
            }
        });
        quote! {
            #[doc = #summary]
            #[derive(Debug, Clone, Copy)]
            pub struct #ident<'c> { client: &'c crate::Client }
            impl #ident<'_> { #(#methods)* }
        }
    });
    let accessors = groups.iter().map(|(resource, _)| {
        let ident = format_ident!("{}", pascal(resource));
        let summary = format!("The `{resource}` operations.");
        quote! { #[doc = #summary] pub fn #resource(&self) -> #ident<'_> { #ident { client: self } } }
    });
    quote! {
        #(#types)*
        impl crate::Client { #(#accessors)* }
    }
}

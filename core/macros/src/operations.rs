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
    pub(crate) options: RowOptions,
    pub(crate) resource: Ident,
    pub(crate) method: Ident,
    pub(crate) id: Option<Ident>,
    pub(crate) request: Option<Type>,
    pub(crate) answer: Type,
    verb: Ident,
    path: LitStr,
    auth: Ident,
    effect: TokenStream,
    /// Whether the effect is not `read`.
    changes: bool,
    /// The function behind an operation that is made of others.
    composed: Option<syn::Path>,
}

/// The attributes of a row.
#[derive(Default)]
pub(crate) struct RowOptions {
    unverified: bool,
    legacy: Option<LitStr>,
    or_verb: Option<Ident>,
    access_key: Option<LitStr>,
    may_be_empty: bool,
    plain_text: bool,
    base64_cards: bool,
    tells_failure: bool,
    empty_body: bool,
    ask: Option<Ask>,
    pub(crate) pages: Option<Ident>,
}

/// `ask("mandates.get", done = "status REVOKED", undone = "status ACTIVE")`: the row that tells what became of a call, and
/// the words of its record that say so.
struct Ask {
    row: LitStr,
    done: Vec<String>,
    undone: Vec<String>,
}

impl Parse for Ask {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let mut ask = Ask { row: input.parse()?, done: Vec::new(), undone: Vec::new() };
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            let name: Ident = input.parse()?;
            input.parse::<Token![=]>()?;
            let words = input.parse::<LitStr>()?.value().split_whitespace().map(str::to_owned).collect();
            match name.to_string().as_str() {
                "done" => ask.done = words,
                "undone" => ask.undone = words,
                _ => return Err(syn::Error::new(name.span(), "expected `done` or `undone`")),
            }
        }
        Ok(ask)
    }
}

impl RowOptions {
    fn parse(attributes: &[Attribute]) -> syn::Result<Self> {
        let mut options = RowOptions::default();
        for attribute in attributes {
            match attribute.path().get_ident().map(Ident::to_string).as_deref() {
                Some("doc") => {}
                Some("unverified") => options.unverified = true,
                Some("may_be_empty") => options.may_be_empty = true,
                Some("plain_text") => options.plain_text = true,
                Some("tells_failure") => options.tells_failure = true,
                Some("empty_body") => options.empty_body = true,
                Some("base64_cards") => options.base64_cards = true,
                Some("legacy") => options.legacy = Some(attribute.parse_args()?),
                Some("or_verb") => options.or_verb = Some(attribute.parse_args()?),
                Some("access_key") => options.access_key = Some(attribute.parse_args()?),
                Some("ask") => options.ask = Some(attribute.parse_args()?),
                Some("pages") => options.pages = Some(attribute.parse_args()?),
                _ => return Err(syn::Error::new_spanned(attribute, "not an attribute of a row")),
            }
        }
        Ok(options)
    }
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
        let (verb, path, composed) = if input.peek(Token![crate]) {
            (format_ident!("GET"), LitStr::new("", resource.span()), Some(input.parse()?))
        } else {
            (input.parse()?, input.parse()?, None)
        };
        input.parse::<Token![,]>()?;
        let auth = input.parse()?;
        input.parse::<Token![,]>()?;
        let changes = !input.fork().parse::<Ident>().is_ok_and(|word| word == "read");
        let effect = effect(input)?;
        input.parse::<Token![;]>()?;
        Ok(Row {
            options: RowOptions::parse(&attributes)?,
            composed,
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
            changes,
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
    /// What goes before everything that belongs to the row alone: a library for apps has the customer's rows only.
    fn condition(&self) -> TokenStream {
        if self.auth == "nothing" || self.auth == "customer" {
            TokenStream::new()
        } else {
            quote! { #[cfg(feature = "server")] }
        }
    }
    /// Whether a call that was sent leaves something to find out: the same as `Call::writes`.
    pub(crate) fn writes(&self) -> bool {
        self.changes && self.composed.is_none() && self.verb != "GET"
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
        let (marker, condition) = (row.marker(), row.condition());
        quote! { #condition &<#marker as Op>::INFO }
    });
    let arms = table.rows.iter().enumerate().map(|(index, row)| {
        let marker = row.marker();
        quote! { #index => Some(visitor.visit::<#marker>()) }
    });
    let paged = table.rows.iter().enumerate().filter(|(_, row)| row.options.pages.is_some());
    let paged_arms = paged.map(|(index, row)| {
        let marker = row.marker();
        quote! { #index => Some(visitor.visit::<#marker>()) }
    });
    let resources = SIDES.iter().map(|side| crate::clients::resources(table, side));
    let uniffi = crate::uniffi::operations(table);
    quote! {
        #(#markers)*
        /// Every operation, in the order of the table.
        pub static OPERATIONS: &[&crate::schema::Operation] = &[#(#infos),*];
        /// Calls the visitor with the type of the operation at an index of [`OPERATIONS`].
        #[cfg(feature = "server")]
        pub fn dispatch<V: Visitor>(index: usize, visitor: V) -> Option<V::Result> {
            match index { #(#arms,)* _ => None }
        }
        /// Calls the visitor with the type of the search at an index of [`OPERATIONS`]; `None` for what is no search.
        #[cfg(feature = "server")]
        pub fn dispatch_paged<V: PagedVisitor>(index: usize, visitor: V) -> Option<V::Result> {
            match index { #(#paged_arms,)* _ => None }
        }
        #(#resources)*
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
    let options = &row.options;
    let (verified, base64_cards, composed) = (!options.unverified, options.base64_cards, row.composed.is_some());
    let empty_body = options.empty_body;
    let optional = |value: Option<TokenStream>| value.map_or_else(|| quote! { None }, |value| quote! { Some(#value) });
    let legacy_path = optional(options.legacy.as_ref().map(|path| quote! { #path }));
    let access_key = optional(options.access_key.as_ref().map(|key| quote! { #key }));
    let ask = optional(options.ask.as_ref().map(|ask| {
        let row = &ask.row;
        quote! { #row }
    }));
    let [done, undone] = [|ask: &Ask| ask.done.clone(), |ask: &Ask| ask.undone.clone()]
        .map(|words| options.ask.as_ref().map(words).unwrap_or_default());
    let pages = optional(options.pages.as_ref().map(|key| {
        let key = key.to_string();
        quote! { #key }
    }));
    let other_verb = optional(options.or_verb.as_ref().map(|verb| {
        let verb = format_ident!("{}", pascal(&format_ident!("{}", verb.to_string().to_lowercase())));
        quote! { crate::schema::Verb::#verb }
    }));
    let answers = format_ident!(
        "{}",
        if options.plain_text {
            "Text"
        } else if options.tells_failure {
            "Branches"
        } else if options.may_be_empty {
            "MayBeEmpty"
        } else {
            "Record"
        }
    );
    let run = row.composed.as_ref().map(|function| {
        quote! {
            const COMPOSED: Option<Composed<Self>> = Some(|caller, id, request| Box::pin(#function(caller, id, request)));
        }
    });
    let summary = format!("The operation `{name}`.");
    let paged = options.pages.as_ref().map(|key| {
        let (key, condition) = (key.to_string(), row.condition());
        quote! {
            #condition
            impl PagedOp for #marker {
                const KEY: &'static str = #key;
            }
        }
    });
    let condition = row.condition();
    quote! {
        #condition
        #[doc = #summary]
        #[derive(Debug, Clone, Copy)]
        pub struct #marker;
        #condition
        impl Op for #marker {
            const INFO: crate::schema::Operation = crate::schema::Operation {
                name: #name, resource: #resource, method: #method, doc: #text,
                verb: crate::schema::Verb::#verb, path: #path, id: #id,
                request: <#request as crate::field::ModelFields>::INFO,
                answer: <#answer as crate::field::ModelFields>::INFO,
                auth: crate::schema::Auth::#auth, effect: #effect, verified: #verified,
                legacy_path: #legacy_path, other_verb: #other_verb, access_key: #access_key,
                answers: crate::schema::Answers::#answers, empty_body: #empty_body, base64_cards: #base64_cards, pages: #pages, ask: #ask,
                done: &[#(#done),*], undone: &[#(#undone),*],
                composed: #composed,
            };
            type Request = #request;
            type Answer = #answer;
            #run
        }
        #paged
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

/// A client and the rows it has.
pub(crate) struct Side {
    /// Its type.
    pub(crate) client: &'static str,
    /// Before the names of its resources' types.
    pub(crate) prefix: &'static str,
    /// Whether it is compiled with the feature `server` only.
    pub(crate) server: bool,
}

pub(crate) const SIDES: [Side; 2] = [
    Side { client: "Client", prefix: "", server: true },
    Side { client: "Checkout", prefix: "Checkout", server: false },
];

impl Side {
    /// Whether a row belongs to this client.
    fn has(&self, row: &Row) -> bool {
        match row.auth.to_string().as_str() {
            "nothing" => true,
            "customer" => !self.server,
            _ => self.server,
        }
    }
    /// Its rows grouped by resource.
    pub(crate) fn resources<'t>(&self, table: &'t Table) -> Vec<(&'t Ident, Vec<&'t Row>)> {
        let mut groups = by_resource(table);
        groups.iter_mut().for_each(|(_, rows)| rows.retain(|row| self.has(row)));
        groups.retain(|(_, rows)| !rows.is_empty());
        groups
    }
    /// What goes before everything that belongs to it.
    pub(crate) fn condition(&self) -> TokenStream {
        if self.server {
            quote! { #[cfg(feature = "server")] }
        } else {
            TokenStream::new()
        }
    }
}

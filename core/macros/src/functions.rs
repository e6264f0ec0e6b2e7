//! `functions!`: the table of pure functions and what it becomes.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Ident, Path, Token, Type, parenthesized};

use crate::attributes::{doc, dotted};
use crate::operations::pascal;

/// All rows.
pub(crate) struct Functions {
    rows: Vec<Row>,
}

/// One function.
struct Row {
    docs: Vec<Attribute>,
    module: Ident,
    function: Ident,
    request: Type,
    answer: Type,
    path: Path,
}

impl Parse for Functions {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let mut rows = Vec::new();
        while !input.is_empty() {
            rows.push(input.parse()?);
        }
        Ok(Functions { rows })
    }
}

impl Parse for Row {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let docs = input.call(Attribute::parse_outer)?;
        let (module, function) = dotted(input)?;
        let argument;
        parenthesized!(argument in input);
        let request = argument.parse()?;
        input.parse::<Token![->]>()?;
        let answer = input.parse()?;
        input.parse::<Token![=]>()?;
        let path = input.parse()?;
        input.parse::<Token![;]>()?;
        Ok(Row { docs, module, function, request, answer, path })
    }
}

pub(crate) fn expand(table: &Functions) -> TokenStream {
    let rows = table.rows.iter().map(row);
    let markers: Vec<_> = table.rows.iter().map(Row::marker).collect();
    let indexes = 0..table.rows.len();
    quote! {
        #(#rows)*
        /// Every function, in the order of the table.
        pub static FUNCTIONS: &[&crate::schema::Function] = &[#(&<#markers as Pure>::INFO),*];
        /// Calls the visitor with the type of the function at an index of [`FUNCTIONS`].
        pub fn dispatch_function<V: PureVisitor>(index: usize, visitor: V) -> Option<V::Result> {
            match index { #(#indexes => Some(visitor.visit::<#markers>()),)* _ => None }
        }
    }
}

impl Row {
    /// `UpiBuildPayLinkFn`: the type that stands for the function.
    fn marker(&self) -> Ident {
        format_ident!("{}{}Fn", pascal(&self.module), pascal(&self.function))
    }
}

fn row(row: &Row) -> TokenStream {
    let Row { docs, module, function, request, answer, path } = row;
    let (marker, text) = (row.marker(), doc(docs));
    let name = format!("{module}.{function}");
    let summary = format!("The function `{name}`.");
    let exported = format_ident!("{module}_{function}");
    quote! {
        #[doc = #summary]
        #[derive(Debug, Clone, Copy)]
        pub struct #marker;
        impl Pure for #marker {
            const INFO: crate::schema::Function = crate::schema::Function {
                name: #name, module: stringify!(#module), function: stringify!(#function), doc: #text,
                request: <#request as crate::field::ModelFields>::INFO,
                answer: <#answer as crate::field::ModelFields>::INFO,
            };
            type Request = #request;
            type Answer = #answer;
            fn run(request: #request) -> Result<#answer, crate::Error> { checked::<Self>(request, #path) }
        }
        #(#docs)*
        #[cfg(feature = "uniffi")]
        #[uniffi::export]
        pub fn #exported(request: #request) -> Result<#answer, crate::bind::uniffi::EnKashError> {
            crate::bind::uniffi::run_function::<#marker>(request)
        }
    }
}

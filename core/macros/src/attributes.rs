//! Reading attributes: docs, `#[model(..)]`, `#[field(..)]`.

use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Expr, ExprLit, Field, Ident, Lit, LitStr, Meta, Path, Token, Type};

/// Which way a record travels.
#[derive(Clone, Copy)]
pub(crate) struct ModelOptions {
    pub(crate) sent: bool,
    pub(crate) received: bool,
}

impl Parse for ModelOptions {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        if input.is_empty() {
            return Ok(ModelOptions { sent: true, received: true });
        }
        let word: Ident = input.parse()?;
        match word.to_string().as_str() {
            "request" => Ok(ModelOptions { sent: true, received: false }),
            "answer" => Ok(ModelOptions { sent: false, received: true }),
            _ => Err(syn::Error::new(word.span(), "expected `request` or `answer`")),
        }
    }
}

/// A field of a record with its options.
pub(crate) struct RecordField {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) docs: Vec<Attribute>,
    pub(crate) doc: String,
    pub(crate) wire: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) query: bool,
    pub(crate) check: Option<Path>,
    pub(crate) write: Option<Path>,
}

impl RecordField {
    pub(crate) fn parse(field: Field) -> syn::Result<Self> {
        let ident = field.ident.ok_or_else(|| syn::Error::new(proc_macro2::Span::call_site(), "named fields only"))?;
        let mut parsed = RecordField {
            wire: camel(&ident.to_string()),
            doc: doc(&field.attrs),
            docs: field.attrs.iter().filter(|a| a.path().is_ident("doc")).cloned().collect(),
            ident,
            ty: field.ty,
            aliases: Vec::new(),
            query: false,
            check: None,
            write: None,
        };
        for attribute in field.attrs.iter().filter(|a| a.path().is_ident("field")) {
            attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("wire") {
                    parsed.wire = meta.value()?.parse::<LitStr>()?.value();
                } else if meta.path.is_ident("alias") {
                    parsed.aliases.push(meta.value()?.parse::<LitStr>()?.value());
                } else if meta.path.is_ident("query") {
                    parsed.query = true;
                } else if meta.path.is_ident("check") {
                    parsed.check = Some(meta.value()?.parse()?);
                } else if meta.path.is_ident("write") {
                    parsed.write = Some(meta.value()?.parse()?);
                } else {
                    return Err(meta.error("expected wire, alias, query, check or write"));
                }
                Ok(())
            })?;
        }
        Ok(parsed)
    }

    /// Whether the declared type is `Option<..>`, `Vec<..>` or `TextMap`: may be left out.
    pub(crate) fn optional(&self) -> bool {
        let last = match &self.ty {
            Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
            _ => None,
        };
        matches!(last.as_deref(), Some("Option" | "Vec" | "TextMap"))
    }

    /// `T` of `Option<T>`, or the type itself.
    pub(crate) fn inner(&self) -> Type {
        if let Type::Path(path) = &self.ty
            && let Some(segment) = path.path.segments.last()
            && segment.ident == "Option"
            && let syn::PathArguments::AngleBracketed(arguments) = &segment.arguments
            && let Some(syn::GenericArgument::Type(inner)) = arguments.args.first()
        {
            return inner.clone();
        }
        self.ty.clone()
    }
}

/// The doc comment as text, one leading space of each line removed.
pub(crate) fn doc(attributes: &[Attribute]) -> String {
    let mut lines = Vec::new();
    for attribute in attributes.iter().filter(|a| a.path().is_ident("doc")) {
        if let Meta::NameValue(pair) = &attribute.meta
            && let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &pair.value
        {
            let text = text.value();
            lines.push(text.strip_prefix(' ').unwrap_or(&text).to_owned());
        }
    }
    lines.join("\n")
}

/// `merchant_order_id` -> `merchantOrderId`.
pub(crate) fn camel(snake: &str) -> String {
    let mut out = String::new();
    for (index, part) in snake.split('_').enumerate() {
        let mut chars = part.chars();
        match chars.next() {
            Some(first) if index > 0 => out.extend(first.to_uppercase().chain(chars)),
            Some(first) => out.extend(std::iter::once(first).chain(chars)),
            None => {}
        }
    }
    out
}

/// `CheckoutRendered` -> `CHECKOUT_RENDERED`.
pub(crate) fn screaming(pascal: &str) -> String {
    let mut out = String::new();
    for (index, c) in pascal.chars().enumerate() {
        if index > 0 && c.is_uppercase() {
            out.push('_');
        }
        out.extend(c.to_uppercase());
    }
    out
}

/// Parses `a.b`.
pub(crate) fn dotted(input: ParseStream) -> syn::Result<(Ident, Ident)> {
    let first = input.parse()?;
    input.parse::<Token![.]>()?;
    Ok((first, input.parse()?))
}

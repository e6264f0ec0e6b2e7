//! `#[open_enum]`: a list of words that keeps words it does not know.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{ItemEnum, LitStr};

use crate::attributes::{doc, screaming};

pub(crate) fn expand(closed: bool, item: ItemEnum) -> syn::Result<TokenStream> {
    let (ident, vis, attrs) = (&item.ident, &item.vis, &item.attrs);
    let name = ident.to_string();
    let enum_doc = doc(attrs);
    let (mut variants, mut wires, mut docs) = (Vec::new(), Vec::new(), Vec::new());
    for variant in &item.variants {
        let mut wire = screaming(&variant.ident.to_string());
        for attribute in variant.attrs.iter().filter(|a| a.path().is_ident("wire")) {
            wire = attribute.parse_args::<LitStr>()?.value();
        }
        variants.push(&variant.ident);
        wires.push(wire);
        docs.push(doc(&variant.attrs));
    }
    let texts: Vec<_> = variants.iter().map(|variant| variant.to_string()).collect();
    let uniffi = crate::uniffi::enum_attributes();
    let (unknown, unknown_text, from_other) = if closed {
        (None, None, quote! { None })
    } else {
        (
            Some(quote! {
                /// A word that this version does not know, as the gateway sent it.
                Unknown(String),
            }),
            Some(quote! { #ident::Unknown(text) => text, }),
            quote! { Some(#ident::Unknown(text.to_owned())) },
        )
    };
    let conversions = (!closed).then(|| {
        quote! {
            impl From<&str> for #ident {
                fn from(text: &str) -> Self {
                    match text { #(#wires => #ident::#variants,)* _ => #ident::Unknown(text.to_owned()) }
                }
            }
        }
    });
    let open = !closed;
    let refused = format!("is not one of {}", wires.join(", "));
    let copy = closed.then(|| quote! { #[derive(Copy)] });
    Ok(quote! {
        #(#attrs)*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #copy
        #uniffi
        #vis enum #ident {
            #(#[doc = #docs] #variants,)*
            #unknown
        }
        impl #ident {
            /// The table of this enum.
            pub const INFO: &'static crate::schema::EnumInfo = &crate::schema::EnumInfo {
                name: #name, doc: #enum_doc, open: #open,
                values: &[#(crate::schema::EnumValue { variant: #texts, wire: #wires, doc: #docs }),*],
            };
            /// The text on the wire.
            pub fn as_str(&self) -> &str {
                match self { #(#ident::#variants => #wires,)* #unknown_text }
            }
            /// The value a text stands for.
            #[allow(clippy::should_implement_trait)]
            pub fn from_text(text: &str) -> Option<Self> {
                match text { #(#wires => Some(#ident::#variants),)* _ => #from_other }
            }
        }
        #conversions
        impl std::fmt::Display for #ident {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.as_str()) }
        }
        impl PartialEq<&str> for #ident {
            fn eq(&self, other: &&str) -> bool { self.as_str() == *other }
        }
        impl serde::Serialize for #ident {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
        impl crate::field::Field for #ident {
            const TYPE: crate::schema::FieldType = crate::schema::FieldType::Enum(#ident::INFO);
            fn read(raw: &serde_json::value::RawValue) -> Option<Self> {
                Self::from_text(&crate::wire::text(raw)?)
            }
            fn give<L: crate::field::Language>(&self, language: &L) -> Result<L::Value, L::Fault> {
                language.text(self.as_str())
            }
            fn take<L: crate::field::Language>(
                language: &L,
                value: &L::Value,
                path: &crate::field::Path<'_>,
            ) -> Result<Self, crate::field::Invalid> {
                Self::from_text(&language.take_text(value, path)?).ok_or_else(|| path.invalid(#refused))
            }
            fn as_text(&self) -> Option<&str> {
                Some(self.as_str())
            }
            fn query_text(&self) -> Option<String> {
                Some(self.as_str().to_owned())
            }
        }
    })
}

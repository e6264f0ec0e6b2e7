//! `#[model]`: from a struct to a record.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Attribute, Fields, Ident, ItemStruct, Visibility, parse_quote};

use crate::attributes::{ModelOptions, RecordField, doc};

/// A parsed record, as the language emitters see it.
pub(crate) struct Record {
    pub(crate) ident: Ident,
    pub(crate) vis: Visibility,
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) doc: String,
    /// All fields but `extra`.
    pub(crate) fields: Vec<RecordField>,
    pub(crate) options: ModelOptions,
    pub(crate) check: Option<syn::Path>,
    /// Keys that always travel with the same value.
    fixed: Vec<Fixed>,
    /// What completes a record that was read.
    complete: Option<syn::Path>,
}

/// `#[fixed("popupMode", true)]`; with `if card_number` only where that field has a value.
struct Fixed {
    key: syn::LitStr,
    value: syn::Expr,
    field: Option<Ident>,
}

impl syn::parse::Parse for Fixed {
    fn parse(input: syn::parse::ParseStream) -> syn::Result<Self> {
        let key = input.parse()?;
        input.parse::<syn::Token![,]>()?;
        let value = input.parse()?;
        let field = if input.peek(syn::Token![,]) {
            input.parse::<syn::Token![,]>()?;
            input.parse::<syn::Token![if]>()?;
            Some(input.parse()?)
        } else {
            None
        };
        Ok(Fixed { key, value, field })
    }
}

pub(crate) fn expand(options: ModelOptions, item: ItemStruct) -> syn::Result<TokenStream> {
    let Fields::Named(named) = item.fields else {
        return Err(syn::Error::new(item.ident.span(), "a record has named fields"));
    };
    let (mut attrs, mut check, mut fixed, mut complete) = (Vec::new(), None, Vec::new(), None);
    for attribute in item.attrs {
        if attribute.path().is_ident("check") {
            check = Some(attribute.parse_args()?);
        } else if attribute.path().is_ident("fixed") {
            fixed.push(attribute.parse_args()?);
        } else if attribute.path().is_ident("complete") {
            complete = Some(attribute.parse_args()?);
        } else {
            attrs.push(attribute);
        }
    }
    let record = Record {
        doc: doc(&attrs),
        ident: item.ident,
        vis: item.vis,
        attrs,
        fields: named.named.into_iter().map(RecordField::parse).collect::<syn::Result<_>>()?,
        options,
        check,
        fixed,
        complete,
    };
    let parts = [
        declaration(&record),
        constructor(&record),
        metadata_and_values(&record),
        wire(&record),
        crate::python::record(&record),
        crate::uniffi::record(&record),
    ];
    Ok(quote! { #(#parts)* })
}

fn declaration(record: &Record) -> TokenStream {
    let Record { ident, vis, attrs, fields, .. } = record;
    let python = crate::python::record_attributes(record);
    let uniffi = crate::uniffi::record_attributes(record);
    let fields = fields.iter().map(|field| {
        let (docs, ident, ty) = (&field.docs, &field.ident, &field.ty);
        let uniffi = crate::uniffi::field_attributes(field);
        quote! { #(#docs)* #uniffi pub #ident: #ty, }
    });
    let extra = record.options.received.then(|| {
        let uniffi = crate::uniffi::extra_attributes();
        quote! {
            /// Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
            /// Printing the record shows the keys only.
            #uniffi
            pub extra: crate::wire::Extra,
        }
    });
    quote! {
        #(#attrs)*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        #python
        #uniffi
        #vis struct #ident { #(#fields)* #extra }
    }
}

/// `new(required..)` and one setter for each optional field, for Rust callers.
fn constructor(record: &Record) -> TokenStream {
    let Record { ident, fields, options, .. } = record;
    let required: Vec<_> = fields.iter().filter(|field| !field.optional()).collect();
    let arguments = required.iter().map(|field| {
        let (ident, ty) = (&field.ident, &field.ty);
        quote! { #ident: impl Into<#ty> }
    });
    let values = fields.iter().map(|field| {
        let name = &field.ident;
        if field.optional() {
            quote! { #name: Default::default() }
        } else {
            quote! { #name: #name.into() }
        }
    });
    let extra = options.received.then(|| quote! { extra: Default::default(), });
    let setters = fields.iter().filter(|field| field.optional()).map(|field| {
        let (docs, name, inner) = (&field.docs, &field.ident, field.inner());
        let wrap = if inner == field.ty {
            quote! { value.into() }
        } else {
            quote! { Some(value.into()) }
        };
        quote! {
            #(#docs)*
            #[must_use]
            pub fn #name(mut self, value: impl Into<#inner>) -> Self { self.#name = #wrap; self }
        }
    });
    let summary = format!("A `{ident}` of what must be given; the rest is set by the methods named like the fields.");
    let unit = required.is_empty().then(|| {
        quote! { impl Default for #ident { fn default() -> Self { Self::new() } } }
    });
    quote! {
        impl #ident {
            #[doc = #summary]
            #[allow(clippy::too_many_arguments)]
            pub fn new(#(#arguments),*) -> Self { Self { #(#values,)* #extra } }
            #(#setters)*
        }
        #unit
    }
}

/// The table of the record, its check, and its values in a language.
fn metadata_and_values(record: &Record) -> TokenStream {
    let Record { ident, doc, fields, options, .. } = record;
    let name = ident.to_string();
    let received = options.received;
    let infos = fields.iter().map(|field| {
        let (name, wire, doc, ty, query) = (field.ident.to_string(), &field.wire, &field.doc, &field.ty, field.query);
        let (checked, also) = (field.check.is_some(), &field.aliases);
        quote! { crate::schema::FieldInfo {
            name: #name, wire: #wire, also: &[#(#also),*], doc: #doc,
            ty: <#ty as crate::field::Field>::TYPE, required: <#ty as crate::field::Field>::REQUIRED, query: #query,
            checked: #checked,
        } }
    });
    let names: Vec<_> = fields.iter().map(|field| &field.ident).collect();
    let slots: Vec<_> = names.iter().map(|name| format_ident!("slot_{name}")).collect();
    let texts: Vec<_> = names.iter().map(|name| name.to_string()).collect();
    let types: Vec<_> = fields.iter().map(|field| &field.ty).collect();
    let indexes: Vec<_> = (0..fields.len()).collect();
    let (give_extra, take_extra) = if received {
        let give = quote! {
            if !self.extra.is_empty() {
                let extra: Result<Vec<_>, L::Fault> =
                    self.extra.iter().map(|(key, raw)| Ok((key, language.json(raw)?))).collect();
                values.push(("extra", language.extra(extra?)?));
            }
        };
        (give, quote! { extra: Default::default(), })
    } else {
        (TokenStream::new(), TokenStream::new())
    };
    let query = fields.iter().filter(|field| field.query).map(|field| {
        let (name, wire) = (&field.ident, &field.wire);
        quote! {
            if let Some(text) = crate::field::Field::query_text(&self.#name) { pairs.push((#wire, text)); }
        }
    });
    let field_checks = fields.iter().map(|field| {
        let (name, text) = (&field.ident, field.ident.to_string());
        let rule = field.check.as_ref().map(|rule| {
            let optional = field.inner() != field.ty;
            if optional {
                quote! { if let Some(value) = &self.#name { #rule(value, &path)?; } }
            } else {
                quote! { #rule(&self.#name, &path)?; }
            }
        });
        quote! { {
            let path = crate::field::Path::Field(path, #text);
            crate::field::Field::check(&self.#name, &path)?;
            #rule
        } }
    });
    let own_check = record.check.iter().map(|check| quote! { #check(self, path)?; });
    let fixed = record.fixed.iter().map(|fixed| &fixed.key);
    quote! {
        impl crate::field::ModelFields for #ident {
            const INFO: &'static crate::schema::ModelInfo = &crate::schema::ModelInfo {
                name: #name, doc: #doc, fields: &[#(#infos),*], fixed: &[#(#fixed),*], answer: #received,
            };
            #[allow(unused_mut, unused_variables)]
            fn take_fields<L: crate::field::Language>(
                language: &L,
                entries: Vec<(String, L::Value)>,
                path: &crate::field::Path<'_>,
            ) -> Result<Self, crate::field::Invalid> {
                #(let mut #slots: Option<#types> = None;)*
                for (key, value) in &entries {
                    match crate::field::find_field(language, Self::INFO, key, path)? {
                        #(#indexes => {
                            let path = crate::field::Path::Field(path, #texts);
                            if !language.is_null(value) {
                                #slots = Some(<#types as crate::field::Field>::take(language, value, &path)?);
                            }
                        })*
                        _ => {}
                    }
                }
                Ok(Self {
                    #(#names: #slots
                        .or_else(<#types as crate::field::Field>::absent)
                        .ok_or_else(|| crate::field::missing(Self::INFO, #indexes, path))?,)*
                    #take_extra
                })
            }
            #[allow(unused_mut, unused_variables)]
            fn give_fields<L: crate::field::Language>(
                &self,
                language: &L,
            ) -> Result<Vec<(&'static str, L::Value)>, L::Fault> {
                let mut values = Vec::new();
                #(if !crate::field::Field::is_absent(&self.#names) {
                    values.push((#texts, crate::field::Field::give(&self.#names, language)?));
                })*
                #give_extra
                Ok(values)
            }
            fn is_blank(&self) -> bool {
                true #(&& crate::field::Field::is_absent(&self.#names))*
            }
            fn text(&self, name: &str) -> Option<&str> {
                match name { #(#texts => crate::field::Field::as_text(&self.#names),)* _ => None }
            }
            #[allow(unused_mut)]
            fn query(&self) -> Vec<(&'static str, String)> {
                let mut pairs = Vec::new();
                #(#query)*
                pairs
            }
        }
        impl #ident {
            #[allow(unused_variables)]
            fn check_fields(&self, path: &crate::field::Path<'_>) -> Result<(), crate::field::Invalid> {
                #(#field_checks)*
                #(#own_check)*
                Ok(())
            }
        }
    }
}

/// The gateway's JSON, both ways.
fn wire(record: &Record) -> TokenStream {
    let Record { ident, fields, options, .. } = record;
    let names: Vec<_> = fields.iter().map(|field| &field.ident).collect();
    let slots: Vec<_> = names.iter().map(|name| format_ident!("slot_{name}")).collect();
    let types: Vec<_> = fields.iter().map(|field| &field.ty).collect();
    let keys = fields.iter().map(|field| &field.wire);
    let (mut alias_arms, mut alias_reads) = (Vec::new(), Vec::new());
    for (index, field) in fields.iter().enumerate().filter(|(_, field)| !field.aliases.is_empty()) {
        let (slot, aliases) = (&slots[index], &field.aliases);
        alias_arms.push(quote! { #(#aliases)|* => others.push((#index, key, raw)), });
        alias_reads.push(quote! {
            #index => crate::wire::read_other(&key, raw, &mut #slot, &mut extra),
        });
    }
    // Other spellings are read last, because they count only where the first one is silent.
    let (others, read_others) = if alias_arms.is_empty() {
        (TokenStream::new(), TokenStream::new())
    } else {
        let others = quote! { let mut others: Vec<(usize, std::borrow::Cow<'_, str>, &serde_json::value::RawValue)> = Vec::new(); };
        let read = quote! {
            for (index, key, raw) in others {
                match index { #(#alias_reads)* _ => {} }
            }
        };
        (others, read)
    };
    let extra_ref = if options.received {
        quote! { Some(&self.extra) }
    } else {
        quote! { None }
    };
    let writes = fields.iter().filter(|field| !field.query).map(|field| {
        let (name, wire) = (&field.ident, &field.wire);
        let value = match &field.write {
            Some(wrapper) => quote! { &#wrapper(&self.#name) },
            None => quote! { &self.#name },
        };
        quote! { crate::wire::write_field(&mut map, #wire, &self.#name, #value, #extra_ref)?; }
    });
    let fixed = record.fixed.iter().map(|Fixed { key, value, field }| {
        let write = quote! { map.serialize_entry(#key, &#value)?; };
        match field {
            Some(field) => quote! { if !crate::field::Field::is_absent(&self.#field) { #write } },
            None => write,
        }
    });
    let complete = record.complete.as_ref().map(|complete| quote! { #complete(&mut record); });
    let write_extra = options.received.then(|| quote! { crate::wire::write_extra(&mut map, &self.extra)?; });
    let clean_extra = options.received.then(|| quote! { self.extra.clean(told); });
    let build_extra = options.received.then(|| quote! { extra, });
    let ty: syn::Type = parse_quote!(#ident);
    let python_classes = crate::python::classes(record);
    quote! {
        impl serde::Serialize for #ty {
            #[allow(unused_mut)]
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap as _;
                let mut map = serializer.serialize_map(None)?;
                #(#writes)*
                #(#fixed)*
                #write_extra
                map.end()
            }
        }
        impl crate::field::Field for #ident {
            const TYPE: crate::schema::FieldType =
                crate::schema::FieldType::Record(<Self as crate::field::ModelFields>::INFO);
            #[allow(unused_mut)]
            fn read(raw: &serde_json::value::RawValue) -> Option<Self> {
                let mut extra = crate::wire::Extra::default();
                #(let mut #slots: Option<#types> = None;)*
                #others
                for (key, raw) in crate::wire::entries(raw)? {
                    match &*key {
                        #(#keys => crate::wire::read_field(&key, raw, &mut #slots, &mut extra),)*
                        #(#alias_arms)*
                        _ => extra.keep(&key, raw),
                    }
                }
                #read_others
                let mut record = Self {
                    #(#names: #slots.or_else(<#types as crate::field::Field>::absent)?,)*
                    #build_extra
                };
                #complete
                Some(record)
            }
            fn give<L: crate::field::Language>(&self, language: &L) -> Result<L::Value, L::Fault> {
                language.record(self)
            }
            fn take<L: crate::field::Language>(
                language: &L,
                value: &L::Value,
                path: &crate::field::Path<'_>,
            ) -> Result<Self, crate::field::Invalid> {
                language.take_record(value, path)
            }
            fn check(&self, path: &crate::field::Path<'_>) -> Result<(), crate::field::Invalid> {
                self.check_fields(path)
            }
            #[allow(unused_variables)]
            fn secrets(&self, found: &mut Vec<crate::scalar::Secret>) {
                #(crate::field::Field::secrets(&self.#names, found);)*
            }
            #[allow(unused_variables)]
            fn clean(&mut self, told: &crate::mask::Told) {
                #(crate::field::Field::clean(&mut self.#names, told);)*
                #clean_extra
            }
            #python_classes
        }
    }
}

//! Python classes of records, under the `python` feature. What the methods do is written once, in
//! `core/src/bind/python/record.rs`; here are only names and types.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::model::Record;

/// Attributes of the struct.
pub(crate) fn record_attributes(_record: &Record) -> TokenStream {
    quote! { #[cfg_attr(feature = "python", pyo3::pyclass(frozen, eq, module = "enkash"))] }
}

/// `Field::classes`: the class of this record and of the records inside.
pub(crate) fn classes(record: &Record) -> TokenStream {
    let types = record.fields.iter().map(|field| &field.ty);
    quote! {
        #[cfg(feature = "python")]
        fn classes(into: &mut crate::bind::python::Classes) {
            #[allow(unused_variables)]
            into.record::<Self>(|into| { #(<#types as crate::field::Field>::classes(into);)* });
        }
    }
}

/// What stands next to the struct.
pub(crate) fn record(record: &Record) -> TokenStream {
    let ident = &record.ident;
    let names: Vec<_> = record.fields.iter().map(|field| field.ident.to_string()).collect();
    let getters = record.fields.iter().map(|field| {
        let (docs, name) = (&field.docs, &field.ident);
        let getter = format_ident!("py_get_{name}");
        quote! {
            #(#docs)*
            #[getter(#name)]
            fn #getter<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> { methods::get(py, &self.#name) }
        }
    });
    let received = record.options.received;
    let extra_getter = received.then(|| {
        quote! {
            /// Keys this version does not know, values of an unexpected shape and the gateway's own text of times.
            /// Printing the record shows the keys only.
            #[getter(extra)]
            fn py_get_extra<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> { methods::extra(py, &self.extra) }
        }
    });
    let (extra, set_extra) = if received {
        (quote! { Some(&self.extra) }, quote! { self.extra = extra; })
    } else {
        (quote! { None }, quote! { let _ = extra; })
    };
    let signature = signature(record);
    quote! {
        #[cfg(feature = "python")]
        const _: () = {
            use crate::bind::python::{PyRecord, methods};
            use pyo3::prelude::*;
            use pyo3::types::{PyDict, PyTuple};

            impl PyRecord for #ident {
                const NAMES: &'static [&'static str] = &[#(#names),*];
                fn extra(&self) -> Option<&crate::wire::Extra> { #extra }
                fn set_extra(&mut self, extra: crate::wire::Extra) { #set_extra }
            }

            #[pyo3::pymethods]
            impl #ident {
                #[new]
                #[pyo3(signature = (**fields), text_signature = #signature)]
                fn py_new(py: Python<'_>, fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
                    methods::construct(py, fields)
                }
                #(#getters)*
                #extra_getter
                /// The record as a dict of what it holds: Decimal, aware datetime, dict and list; secrets stay closed.
                #[pyo3(name = "to_dict")]
                fn py_to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> { methods::to_dict(py, self) }
                /// The record as JSON with the gateway's own keys and texts. Secrets are masked unless `reveal` is true.
                #[pyo3(name = "to_json", signature = (*, reveal = false))]
                fn py_to_json(&self, py: Python<'_>, reveal: bool) -> PyResult<String> { methods::to_json(py, self, reveal) }
                /// Reads a record from JSON with the gateway's own keys.
                #[staticmethod]
                #[pyo3(name = "from_json")]
                fn py_from_json(py: Python<'_>, json: &Bound<'_, PyAny>) -> PyResult<Self> { methods::from_json(py, json) }
                #[staticmethod]
                #[pyo3(name = "_restore")]
                fn py_restore(py: Python<'_>, fields: &Bound<'_, PyDict>, extra: &Bound<'_, PyDict>) -> PyResult<Self> {
                    methods::restore(py, fields, extra)
                }
                #[classattr]
                #[pyo3(name = "__match_args__")]
                fn py_match_args(py: Python<'_>) -> PyResult<Py<PyTuple>> { methods::match_args::<Self>(py) }
                fn __repr__(&self, py: Python<'_>) -> PyResult<String> { methods::repr(py, self) }
                fn __hash__(&self) -> u64 { methods::hash(self) }
                fn __copy__(slf: Bound<'_, Self>) -> Bound<'_, Self> { slf }
                fn __deepcopy__<'py>(slf: Bound<'py, Self>, _memo: &Bound<'py, PyAny>) -> Bound<'py, Self> { slf }
                fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
                    methods::reduce(slf, slf.get())
                }
            }
        };
    }
}

/// `(*, merchant_order_id, amount, customer_info=None)`, for `help()` and `inspect.signature`.
fn signature(record: &Record) -> String {
    let mut parts = Vec::new();
    for field in &record.fields {
        let name = &field.ident;
        parts.push(if field.optional() { format!("{name}=None") } else { name.to_string() });
    }
    if parts.is_empty() { "()".into() } else { format!("(*, {})", parts.join(", ")) }
}

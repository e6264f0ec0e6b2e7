//! From a request to what is sent: check it, find its path, write it down.

use tokio::time::Instant;
use zeroize::Zeroizing;

use crate::call::Call;
use crate::caller::Caller;
use crate::field::{Field, ModelFields, Path};
use crate::mask::Forms;
use crate::merchant::Merchant;
use crate::operations::Op;
use crate::scalar::secret::{self, Writing};
use crate::schema::{Auth, Effect, Operation};
use crate::{Error, rules};

impl Caller {
    /// Checks the request and writes it down.
    pub(crate) fn prepare<O: Op>(&self, id: &str, request: &O::Request) -> Result<Call, Error> {
        let operation = const { &O::INFO };
        let refused = |invalid: crate::field::Invalid| {
            Error::from(invalid).with(|info| info.operation = Some(operation.name.into()))
        };
        if let Some(name) = operation.id {
            rules::id(id, &Path::Field(&Path::Root, name)).map_err(refused)?;
        }
        request.check(&Path::Root).map_err(refused)?;
        let merchant = self.keys_for(operation)?;
        let dialect = &self.inner.dialect;
        let mut path_and_query = dialect.path(operation, id);
        for (index, (key, value)) in request.query().into_iter().enumerate() {
            path_and_query.push(if index == 0 { '?' } else { '&' });
            path_and_query.extend([key, "="]);
            push_encoded(&mut path_and_query, &value);
        }
        let cards = if operation.base64_cards || dialect.base64_cards { Writing::Base64Cards } else { Writing::Plain };
        let body = match operation.auth {
            Auth::Keys => keys_body(merchant)?,
            _ if has_body(operation) => Some(body(operation, request, merchant, cards)?),
            _ if operation.empty_body => Some(Zeroizing::new(b"{}".to_vec())),
            _ => None,
        };
        let (reference_field, reference) =
            reference::<O>(id, request).map(|(field, text)| (field, text.to_owned())).unzip();
        let mut secrets = Vec::new();
        request.secrets(&mut secrets);
        let deadline = Instant::now() + self.inner.timeout;
        Ok(Call {
            operation,
            verb: dialect.verb(operation),
            path_and_query,
            body,
            id: id.to_owned(),
            reference,
            reference_field,
            keyless: self.inner.merchant.is_none(),
            secrets: Forms::of(&secrets),
            // One token call is under way for all callers, who all wait for it.
            metered: operation.auth != Auth::Keys,
            deadline,
        })
    }

    /// The merchant's keys, where the operation needs them.
    pub(crate) fn keys_for(&self, operation: &Operation) -> Result<Option<&Merchant>, Error> {
        if matches!(operation.auth, Auth::Nothing | Auth::Customer) {
            return Ok(None);
        }
        let missing = || {
            let text = format!("{} needs the merchant's keys; call it on a server, with a Client", operation.name);
            Error::configuration(text).with(|info| info.operation = Some(operation.name.into()))
        };
        self.inner.merchant.as_ref().map(Some).ok_or_else(missing)
    }
}

/// Whether the request has fields that travel in the body.
fn has_body(operation: &Operation) -> bool {
    operation.access_key.is_some() || operation.request.fields.iter().any(|field| !field.query)
}

/// The request as JSON, with the access key where the gateway wants it once more.
fn body(
    operation: &Operation,
    request: &impl serde::Serialize,
    merchant: Option<&Merchant>,
    writing: Writing,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let body = written(request, writing)?;
    let (Some(key), Some(merchant)) = (operation.access_key, merchant) else { return Ok(body) };
    let own = written(&access_key(key, merchant), writing)?;
    let mut whole = Zeroizing::new(Vec::with_capacity(own.len() + body.len()));
    whole.extend_from_slice(&own[..own.len() - 1]);
    // `{"a":1}` and `{"b":2}` make `{"a":1,"b":2}`; an empty second object adds nothing.
    if body.len() > 2 {
        whole.push(b',');
    }
    whole.extend_from_slice(&body[1..]);
    Ok(whole)
}

#[cfg(feature = "server")]
fn access_key<'m>(
    key: &'static str,
    merchant: &'m Merchant,
) -> std::collections::BTreeMap<&'static str, &'m crate::Secret> {
    std::collections::BTreeMap::from([(key, &merchant.access_key)])
}

#[cfg(feature = "server")]
fn keys_body(merchant: Option<&Merchant>) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
    let keys = |merchant: &Merchant| {
        let keys = [("accessKey", &merchant.access_key), ("secretKey", &merchant.secret_key)];
        written(&std::collections::BTreeMap::from(keys), Writing::Plain)
    };
    merchant.map(keys).transpose()
}

#[cfg(not(feature = "server"))]
fn access_key(_: &'static str, merchant: &Merchant) -> [u8; 0] {
    match *merchant {}
}

#[cfg(not(feature = "server"))]
fn keys_body(merchant: Option<&Merchant>) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
    Ok(merchant.map(|merchant| match *merchant {}))
}

fn written(value: &impl serde::Serialize, writing: Writing) -> Result<Zeroizing<Vec<u8>>, Error> {
    // Room enough that the buffer of an ordinary request does not move: moving leaves a copy that nobody wipes.
    let mut body = Zeroizing::new(Vec::with_capacity(4096));
    secret::revealed(writing, || serde_json::to_writer(&mut *body, value))
        .map_err(|error| Error::internal(format!("the request cannot be written: {error}")))?;
    Ok(body)
}

/// What the caller can find a call by: the key of what it creates, the id it is about, or the order, transaction or mandate
/// that it is about; and the field that says so.
pub(crate) fn reference<'a, O: Op>(id: &'a str, request: &'a O::Request) -> Option<(&'static str, &'a str)> {
    match O::INFO.effect {
        Effect::Create { key, .. } => request.text(key).map(|text| (key, text)),
        _ if let Some(field) = O::INFO.id => Some((field, id)),
        _ => SUBJECTS.into_iter().find_map(|name| request.text(name).map(|text| (name, text))),
    }
}

/// The fields that say what a request is about.
pub(crate) const SUBJECTS: [&str; 6] =
    ["order_id", "transaction_id", "reference_id", "mandate_id", "split_account_detail_id", "reference_number"];

/// Appends a value of the query, percent-encoded.
pub(crate) fn push_encoded(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.extend([byte >> 4, byte & 15].map(|digit| char::from(b"0123456789ABCDEF"[usize::from(digit)])));
        }
    }
}

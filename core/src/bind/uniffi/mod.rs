//! Kotlin and Swift, by UniFFI: everything that is not generated from records and the operation table.
//!
//! - [`UniffiClient`]: the client as an object; operations run on a runtime of our own, so the caller's threads only wait.
//! - [`EnKashError`]: the error as a sealed type.
//! - scalars as each language's own, see `scalars.rs`.
//!
//! A panic never crosses: it would abort a Swift program. Every entry either cannot panic or catches.

mod checkout;
#[cfg(feature = "server")]
mod client;
mod error;
mod gate;
mod given_up;
#[cfg(feature = "server")]
mod pages;
mod runtime;
mod scalars;
#[cfg(feature = "server")]
mod store;

use crate::Error;
use crate::field::{Invalid, Model, Path};
use crate::functions::Pure;
use crate::json::Json;
use crate::model::{ErrorInfo, WebhookEvent, WebhookKind};

pub use checkout::UniffiCheckout;
#[cfg(feature = "server")]
pub use client::UniffiClient;
pub use error::EnKashError;
pub(crate) use gate::Gate;
pub use given_up::GivenUp;
#[cfg(feature = "server")]
pub(crate) use pages::Pages;
#[cfg(feature = "server")]
pub use store::{TokenStore, TokenStoreError};

/// A record as JSON text: camel-case names, amounts as texts, secrets hidden.
pub(crate) fn to_json<M: Model>(record: &M) -> Result<String, EnKashError> {
    runtime::guarded(|| Ok(Json::Camel.write(record).to_string()))
}

/// A record from JSON text, with names spelt `merchantOrderId` or `merchant_order_id`.
pub(crate) fn from_json<M: Model>(text: &str) -> Result<M, EnKashError> {
    runtime::guarded(|| {
        let value: serde_json::Value = serde_json::from_str(text)
            .map_err(|error| invalid(Path::Root.invalid(format!("is not JSON ({error}); pass one object"))))?;
        // Keys of the caller's own maps may hold anything, so both spellings are tried.
        Json::Camel.read(&value).or_else(|camel| {
            Json::Snake.read(&value).map_err(|snake| invalid(if has_snake_names(&value) { snake } else { camel }))
        })
    })
}

/// Which spelling the caller meant, for the error.
fn has_snake_names(value: &serde_json::Value) -> bool {
    value.as_object().is_some_and(|entries| entries.keys().any(|name| name.contains('_')))
}

/// Runs a function of the table.
pub(crate) fn run_function<P: Pure>(request: P::Request) -> Result<P::Answer, EnKashError> {
    runtime::guarded(|| P::run(request).map_err(EnKashError::from))
}

/// Reads a notification from the bytes of its request; `kind` says what the address it came to is for, where that is known.
/// It says what somebody claims: pass it to `webhooks.confirm`.
#[uniffi::export(default(kind = None))]
pub fn parse_webhook(body: Vec<u8>, kind: Option<WebhookKind>) -> Result<WebhookEvent, EnKashError> {
    runtime::guarded(|| crate::webhook::parse_as(&body, kind.as_ref()).map_err(EnKashError::from))
}

/// The notification, if the caller's own check found it genuine; the `Validation` error with code `webhook_checksum` if not.
#[uniffi::export]
pub fn verified_webhook(event: WebhookEvent, genuine: bool) -> Result<WebhookEvent, EnKashError> {
    runtime::guarded(|| crate::webhook::verified(event, genuine).map_err(EnKashError::from))
}

/// For the SDK's own tests, whose library is a debug build: a fault in the work of an entry point.
#[cfg(debug_assertions)]
#[uniffi::export]
pub fn provoke_fault() -> Result<String, EnKashError> {
    runtime::guarded(|| crate::bind::fault::provoke())
}

/// The same in the middle of a call.
#[cfg(debug_assertions)]
#[uniffi::export]
pub async fn provoke_fault_in_call() -> Result<String, EnKashError> {
    runtime::run(async { crate::bind::fault::provoke() }).await
}

/// A refused value as the error callers see.
fn invalid(invalid: Invalid) -> EnKashError {
    EnKashError::from(Error::from(invalid))
}

#[uniffi::export]
impl ErrorInfo {
    /// The sentence with what is known in brackets.
    #[uniffi::method(name = "sentence")]
    pub fn uniffi_sentence(&self) -> String {
        self.sentence()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CreateOrder, ErrorKind};

    #[test]
    fn json_is_read_in_both_spellings_and_written_in_one() {
        let free_keys = r#"{"merchantOrderId": "INV1", "amount": "5", "customParameters": {"cart_id": "7"}}"#;
        let order: CreateOrder = from_json(free_keys).expect("keys of a map are the caller's own");
        assert_eq!(order.custom_parameters.get("cart_id").map(String::as_str), Some("7"));
        for text in [
            r#"{"merchantOrderId": "INV1", "amount": "499.00", "customerInfo": {"firstName": "Asha"}}"#,
            r#"{"merchant_order_id": "INV1", "amount": 499, "customer_info": {"first_name": "Asha"}}"#,
        ] {
            let order: CreateOrder = from_json(text).expect("a request");
            let json = to_json(&order).expect("JSON");
            assert_eq!(from_json::<CreateOrder>(&json), Ok(order));
            assert!(json.contains(r#""amount":"499.00""#), "{json}");
        }
    }

    #[test]
    fn text_that_is_no_record_is_a_validation_error() {
        for text in
            ["", "[]", "{", r#"{"amount": 4.99}"#, r#"{"merchantOrderId": "A", "amount": "1", "colour": "red"}"#]
        {
            let error = from_json::<CreateOrder>(text).expect_err(text);
            assert_eq!(error.info().kind, ErrorKind::Validation, "{text}");
        }
    }
}

//! Independent SDK for the EnKash payment gateway (India). Not the gateway's own.
//!
//! ```no_run
//! use enkash::{Client, Money, model::CreateOrder};
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder().access_key("access").secret_key("secret").base_url("http://127.0.0.1:4000").build()?;
//! let order = client.orders().create(CreateOrder::new("INV1001", Money::parse("499.00")?)).await?;
//! println!("{} {:?}", order.order_id, order.redirection_url);
//! # Ok(()) }
//! ```
//!
//! Where things are: [`operations`] is the table of everything the gateway can do, [`model`] the records,
//! [`Error`] what can go wrong and what to do then, [`webhook`] the notifications.

#[cfg(feature = "uniffi")]
uniffi::setup_scaffolding!("enkash");

pub mod bind;
pub mod budget;
pub mod envelope;
pub mod field;
pub mod functions;
pub mod json;
pub mod model;
pub mod observe;
mod operation;
pub mod operations;
pub mod pager;
pub mod reconcile;
pub mod retry;
pub mod retry_after;
pub mod rows;
pub mod scalar;
pub mod schema;
pub mod spelling;
pub mod split;
pub mod upi;
pub mod webhook;
pub mod wire;

#[cfg(feature = "server")]
mod auth;
mod call;
mod caller;
mod checkout;
#[cfg(feature = "server")]
mod client;
#[cfg(feature = "server")]
mod confirm;
mod dialect;
mod doubts;
mod environment;
mod error;
mod excerpt;
mod form;
#[doc(hidden)]
pub mod inside;
mod limit;
mod lost;
mod mask;
mod merchant;
mod prepare;
mod prepared;
#[cfg(feature = "server")]
mod raw;
mod report;
#[cfg(feature = "server")]
pub mod resolution;
mod resolve;
mod rules;
#[cfg(all(test, feature = "server"))]
mod scripted;
mod transport;
#[cfg(feature = "server")]
mod truth;
mod unresolved;
mod wait;

#[doc(hidden)]
#[cfg(feature = "server")]
pub use auth::add_by_get_and_set;
#[cfg(feature = "server")]
pub use auth::{StoreAnswer, StoreFailed, TokenStore};
pub use caller::Caller;
pub use checkout::Checkout;
#[cfg(feature = "server")]
#[cfg(feature = "server")]
#[doc(hidden)]
pub use client::config_from_env;
#[cfg(feature = "server")]
pub use client::{Builder, Client};
pub use doubts::Doubts;
pub use error::Error;
pub use lost::Lost;
pub use model::{ErrorInfo, ErrorKind, RetryAdvice};
pub use prepared::Prepared;
pub use rows::{Page, Rows};
pub use scalar::{Bytes, Money, MoneyError, Secret, TextMap, Timestamp};

//! UPI without a gateway: links, QR codes, identifiers, the mandate calendar. Pure functions; nothing is sent.
//!
//! Each takes one record and answers one record. What cannot be right is a validation error that names the field.
//!
//! ```
//! use enkash::{Money, model::{LinkText, PayLink}, upi};
//! let ask = PayLink::new("examplestore@sandbox", "Example Store").amount(Money::parse("499")?).reference("INV1001");
//! let link = upi::pay_link::build(ask.clone())?.link;
//! assert_eq!(link, "upi://pay?pa=examplestore@sandbox&pn=Example%20Store&tr=INV1001&am=499.00&cu=INR");
//! assert_eq!(upi::pay_link::parse(LinkText::new(link))?.pay, ask);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The rules are NPCI's and the Reserve Bank's, as several payment providers print them (the gateway's documentation
//! prints none). Each module says what it took from where and what is inferred.

pub mod bharat_qr;
pub mod calendar;
pub mod identifiers;
pub mod image;
pub mod mandate_link;
pub mod pay_link;

pub(crate) mod checks;
pub(crate) mod day;
mod escape;
mod parameters;
mod tags;

pub(crate) use tags::crc16;

#[cfg(test)]
mod bharat_qr_tests;
#[cfg(test)]
mod links_tests;

//! The sandbox from outside: over HTTP, with a client of the test's own, on a clock that stands still.

mod common;
mod conformance;
mod record;

mod audit;
mod audit_calls;
mod binary;
mod books;
mod checkout;
mod clock;
mod courier;
mod customers;
mod determinism;
mod documentation;
mod faults;
mod faults_of_notices;
mod mandates;
mod modes;
mod offers;
mod otp;
mod page;
mod payment_links;
mod properties;
mod qr_codes;
mod reconcile;
mod refunds;
mod sdk;
mod sdk_checkout;
mod secrets;
mod settlement;
mod splits;
mod story;
mod switches;
mod validation;

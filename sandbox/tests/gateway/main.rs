//! The sandbox from outside: over HTTP, with a client of the test's own, on a clock that stands still.

mod common;

mod audit;
mod binary;
mod clock;
mod courier;
mod determinism;
mod documentation;
mod modes;
mod page;
mod properties;
mod refunds;
mod secrets;
mod settlement;
mod story;
mod switches;
mod validation;

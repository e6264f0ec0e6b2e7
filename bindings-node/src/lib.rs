//! The Node addon: one generic `call` over the operation table, and nothing per record or operation.
//!
//! - [`js`]: Node-API with the environment and the status codes out of the way.
//! - [`value`]: JavaScript values as a [`enkash::field::Language`].
//! - [`instance`]: what one environment (main thread or worker) holds.
//! - [`queue`]: answers on their way back to the JavaScript thread, settled in batches.
//! - [`walk`]: all rows of a search, page by page.
//! - [`functions`]: what needs no gateway, answered at once.
//! - [`entry`]: what JavaScript can call. No panic crosses: an unwinding Rust frame would end the process.
//!
//! The TypeScript facade (`ts/`) makes namespaces, classes and errors of this; it is the only caller.

mod entry;
mod errors;
mod functions;
mod instance;
mod js;
mod json;
mod pin;
mod queue;
mod runtime;
mod store;
mod value;
mod walk;

//! The library behind the Kotlin and Swift packages.
//!
//! All of it is in the crate `enkash` under its feature `uniffi`; this crate only gives it a file of its own, so that
//! features of other bindings never end up in it.

enkash::uniffi_reexport_scaffolding!();

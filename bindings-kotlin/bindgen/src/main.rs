//! Writes the Kotlin and Swift sources of the SDK.
//!
//! UniFFI reads the interface out of the compiled (unstripped) library; this program runs its generators with the
//! settings of `bindings-kotlin/uniffi.toml` and then applies the few edits that UniFFI has no setting for, see
//! [`kotlin`] and [`swift`]. Each edit fails loudly when its place is not found, so that an update of UniFFI
//! cannot silently drop one.
//!
//! ```text
//! enkash-bindgen kotlin <library> <config> <output folder>
//! enkash-bindgen swift  <library> <config> <folder of the Swift file> <folder of header and module map>
//! ```

mod edit;
mod kotlin;
mod swift;

use anyhow::{Result, bail};
use camino::Utf8PathBuf;

fn main() -> Result<()> {
    let arguments: Vec<Utf8PathBuf> = std::env::args().skip(1).map(Utf8PathBuf::from).collect();
    match arguments.as_slice() {
        [language, library, config, out] if language == "kotlin" => kotlin::generate(library, config, out),
        [language, library, config, sources, ffi] if language == "swift" => {
            swift::generate(library, config, sources, ffi)
        }
        _ => bail!("usage: enkash-bindgen kotlin LIBRARY CONFIG OUT | swift LIBRARY CONFIG SOURCES FFI"),
    }
}

//! Swift: UniFFI's source file, the C header and the module map.
//!
//! The module map is written here, because UniFFI's names Apple's own modules, which other systems do not have.
//! Three edits: cancelling a task cancels the call and throws `CancellationError` (UniFFI's own code ignores the first and
//! ends the program on the second), a write takes no `GivenUp` (`endingInDoubt` in `Doubt.swift` passes it), and a record
//! that cannot be made without a secret gets a second initialiser that takes plain text.

use anyhow::{Context as _, Result, ensure};
use camino::Utf8Path;
use uniffi_bindgen::bindings::{GenerateOptions, TargetLanguage};

use crate::edit::{replace, without, wrapped, write};

const MODULE_MAP: &str =
    "module EnkashFFI {\n    header \"EnkashFFI.h\"\n    link \"enkash_uniffi\"\n    export *\n}\n";

/// Writes `<sources>/Enkash.swift`, `<ffi>/EnkashFFI.h` and `<ffi>/module.modulemap`.
pub(crate) fn generate(library: &Utf8Path, config: &Utf8Path, sources: &Utf8Path, ffi: &Utf8Path) -> Result<()> {
    let scratch = ffi.join(".scratch");
    uniffi_bindgen::bindings::generate(GenerateOptions {
        languages: vec![TargetLanguage::Swift],
        source: library.to_owned(),
        out_dir: scratch.clone(),
        config_override: Some(config.to_owned()),
        ..GenerateOptions::default()
    })?;
    for (name, folder) in [("Enkash.swift", sources), ("EnkashFFI.h", ffi)] {
        let text = std::fs::read_to_string(scratch.join(name))
            .with_context(|| format!("UniFFI wrote no {name}: are the module names set?"))?;
        let text =
            if name.ends_with(".swift") { with_plain_secrets(&with_doubts(&with_cancellation(&text)?)?) } else { text };
        write(&folder.join(name), &text)?;
    }
    write(&ffi.join("module.modulemap"), MODULE_MAP)?;
    std::fs::remove_dir_all(&scratch)?;
    Ok(())
}

/// Lets a cancelled task end its call: Rust then drops the request and closes its connection.
fn with_cancellation(text: &str) -> Result<String> {
    let polls = text.matches("pollFunc: ffi_enkash_rust_future_poll_").count();
    let buffers = text.matches("pollFunc: ffi_enkash_rust_future_poll_rust_buffer").count();
    ensure!(
        polls == buffers,
        "an asynchronous function answers no record: its calls need a cancel function of their own"
    );
    let text = replace(
        text,
        "            fatalError(\"Cancellation not supported yet\")\n",
        "            throw CancellationError()\n",
    )?;
    let text = replace(
        &text,
        "    var pollResult: Int8;\n    repeat {\n",
        "    return try await withTaskCancellationHandler {\n    var pollResult: Int8\n    repeat {\n",
    )?;
    replace(
        &text,
        "        { completeFunc(rustFuture, $0) },\n        errorHandler: errorHandler\n    ))\n}\n",
        "        { completeFunc(rustFuture, $0) },\n        errorHandler: errorHandler\n    ))\n    } onCancel: {\n        \
         ffi_enkash_rust_future_cancel_rust_buffer(rustFuture)\n    }\n}\n",
    )
}

/// What the facade passes to a write.
const GIVEN_UP: &str = "_ givenUp: GivenUp";

/// Lets a write that is cancelled end with what is known about it.
fn with_doubts(text: &str) -> Result<String> {
    let open = [
        "    return\n        try  await uniffiRustCallAsync(",
        "    return try await endingInDoubt { givenUp in\n        try await uniffiRustCallAsync(",
    ];
    let text = wrapped(text, "open func ", GIVEN_UP, open, ["\n        )\n}\n", "\n        )\n    }\n}\n"])?;
    // Left are the protocols.
    Ok(without(&text, GIVEN_UP).replace("public func provokeFault", "func provokeFault"))
}

/// `ClientConfig(accessKey: key, secretKey: secret)` with strings, next to the one with `Secret`.
fn with_plain_secrets(text: &str) -> String {
    let mut out = text.to_owned();
    let mut rest = text;
    while let Some(at) = rest.find("\npublic struct ") {
        rest = &rest[at + 1..];
        let Some(end) = rest.find("\n}\n") else { break };
        if let Some(extension) = plain_initializer(&rest[..end]) {
            out.push_str(&extension);
        }
    }
    out
}

fn plain_initializer(definition: &str) -> Option<String> {
    let name = definition.strip_prefix("public struct ")?.split([':', ' ']).next()?;
    let fields: Vec<(&str, &str)> =
        definition.lines().filter_map(|line| line.trim().strip_prefix("public let ")?.split_once(": ")).collect();
    if !fields.iter().any(|(_, kind)| *kind == "Secret") {
        return None;
    }
    let parameters: Vec<String> = fields
        .iter()
        .map(|(field, kind)| match *kind {
            "Secret" => format!("{field}: String"),
            kind if kind.ends_with('?') => format!("{field}: {kind} = nil"),
            kind if kind.starts_with('[') && kind.contains(':') || kind == "Extra" => format!("{field}: {kind} = [:]"),
            kind if kind.starts_with('[') => format!("{field}: {kind} = []"),
            kind => format!("{field}: {kind}"),
        })
        .collect();
    let arguments: Vec<String> = fields
        .iter()
        .map(
            |(field, kind)| {
                if *kind == "Secret" { format!("{field}: Secret({field})") } else { format!("{field}: {field}") }
            },
        )
        .collect();
    Some(format!(
        "\nextension {name} {{\n    /// The same, made from plain text.\n    public init({}) {{\n        self.init({})\n    }}\n}}\n",
        parameters.join(", "),
        arguments.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::with_plain_secrets;

    #[test]
    fn keys_may_be_given_as_text() {
        let text = with_plain_secrets(
            "\npublic struct Config: Equatable {\n    public let key: Secret\n    public let url: String?\n    public let paths: [String: String]\n}\n\npublic struct Other {\n    public let card: Secret?\n}\n",
        );
        assert!(text.contains("extension Config {"));
        assert!(text.contains("public init(key: String, url: String? = nil, paths: [String: String] = [:])"));
        assert!(text.contains("self.init(key: Secret(key), url: url, paths: paths)"));
        assert!(!text.contains("extension Other"));
    }
}

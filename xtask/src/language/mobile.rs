//! What Kotlin and Swift share: one library, and the sources that UniFFI reads out of it.

use anyhow::{Context, Result};

use crate::shell::Shell;

const CONFIG: &str = "bindings-kotlin/uniffi.toml";
const KOTLIN: &str = "bindings-kotlin/jvm/generated";
const SWIFT: &str = "bindings-swift";

/// Builds the library and writes the sources of both languages.
pub(super) fn prepare(shell: &Shell) -> Result<()> {
    shell.run("the library's build", &mut shell.cargo(&["build", "-p", "enkash-uniffi"]))?;
    // A crate of its own: its two minutes are spent once, whatever changes in the SDK.
    shell.run("the generator's build", &mut shell.cargo(&["build", "-p", "enkash-bindgen"]))?;
    let debug = shell.project.target.join("debug");
    let library = debug.join(format!("{}enkash_uniffi{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX));
    let generator = shell.project.built("enkash-bindgen");

    let mut kotlin = shell.command(&generator);
    kotlin.arg("kotlin").arg(&library).args([CONFIG, &format!("{KOTLIN}/kotlin")]);
    shell.run("the Kotlin sources", &mut kotlin)?;
    let mut swift = shell.command(&generator);
    swift.arg("swift").arg(&library).args([
        CONFIG,
        &format!("{SWIFT}/Sources/Enkash/Generated"),
        &format!("{SWIFT}/Sources/EnkashFFI"),
    ]);
    shell.run("the Swift sources", &mut swift)?;

    // JNA looks for the library in a folder of this name inside the jar.
    let native = shell.project.root.join(KOTLIN).join("native").join(jna_platform());
    std::fs::create_dir_all(&native).with_context(|| format!("cannot create {}", native.display()))?;
    let name = library.file_name().context("a library has a name")?;
    if cfg!(target_os = "linux") {
        // The generator has read the symbols; nobody needs them in the jar.
        let mut strip = shell.command("strip");
        strip.args(["-s", "-o"]).arg(native.join(name)).arg(&library);
        shell.run("strip", &mut strip)?;
    } else {
        std::fs::copy(&library, native.join(name))?;
    }
    // A folder that holds only the static library: a linker that sees both takes the shared one.
    let native = shell.project.root.join(SWIFT).join("native");
    std::fs::create_dir_all(&native).with_context(|| format!("cannot create {}", native.display()))?;
    std::fs::copy(debug.join("libenkash_uniffi.a"), native.join("libenkash_uniffi.a"))
        .context("cannot copy the static library")?;
    Ok(())
}

fn jna_platform() -> String {
    let system = match std::env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    };
    let machine = match std::env::consts::ARCH {
        "x86_64" => "x86-64",
        other => other,
    };
    format!("{system}-{machine}")
}

//! What Kotlin and Swift share: one library, and the sources that UniFFI reads out of it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::counts::Counts;
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
    let library = library(&debug);
    let root = &shell.project.root;
    let swift = root.join(SWIFT).join("Sources");
    sources(
        shell,
        &library,
        &root.join(KOTLIN).join("kotlin"),
        &swift.join("Enkash/Generated"),
        &swift.join("EnkashFFI"),
    )?;

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

fn library(folder: &Path) -> PathBuf {
    folder.join(format!("{}enkash_uniffi{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX))
}

/// Writes the sources of both languages that belong to a library.
fn sources(shell: &Shell, library: &Path, kotlin: &Path, swift: &Path, ffi: &Path) -> Result<()> {
    let generator = shell.project.built("enkash-bindgen");
    let mut command = shell.command(&generator);
    command.arg("kotlin").args([library, Path::new(CONFIG), kotlin]);
    shell.run("the Kotlin sources", &mut command)?;
    let mut command = shell.command(&generator);
    command.arg("swift").args([library, Path::new(CONFIG), swift, ffi]);
    shell.run("the Swift sources", &mut command)?;
    Ok(())
}

/// What a library for apps must not hold, as names of symbols and as texts: the merchant's client, a place for its keys, the
/// way to a token. The library for servers holds all of it, which shows that the search can find it.
const OF_SERVERS: [&str; 9] = [
    "uniffi_enkash_fn_constructor_client_new",
    "uniffi_enkash_fn_method_client_orders",
    "uniffi_enkash_fn_func_client_config_from_json",
    "UniffiClient",
    "pass the secret key of the merchant account",
    "merchantaccesskey",
    "9with_keys",
    "ENKASH_SECRET_KEY",
    "/api/v0/merchant/token",
];
/// What it must hold.
const OF_APPS: [&str; 4] = [
    "uniffi_enkash_fn_constructor_checkout_new",
    "uniffi_enkash_fn_method_checkoutpayments_charge",
    "UniffiCheckout",
    "/pay/charge/process",
];

/// Builds the library that apps ship, looks through its symbols and texts, and writes its Kotlin and Swift.
pub(super) fn for_apps(shell: &Shell) -> Result<Counts> {
    let target = shell.project.target.join("for-apps");
    let mut build = shell.cargo(&["build", "-p", "enkash-uniffi", "--no-default-features", "--target-dir"]);
    shell.run("the build of the library for apps", build.arg(&target))?;
    let apps = library(&target.join("debug"));
    let servers = library(&shell.project.target.join("debug"));
    let mut looked = 0;
    for (library, wanted, unwanted) in
        [(&apps, OF_APPS.as_slice(), OF_SERVERS.as_slice()), (&servers, &OF_SERVERS, &[]), (&servers, &OF_APPS, &[])]
    {
        let bytes = std::fs::read(library).with_context(|| format!("cannot read {}", library.display()))?;
        // As text, because the search in it is the standard library's own, fast in a debug build too.
        let texts = String::from_utf8_lossy(&bytes);
        let holds = |text: &&&str| texts.contains(**text);
        let missing: Vec<_> = wanted.iter().filter(|text| !holds(text)).collect();
        let foreign: Vec<_> = unwanted.iter().filter(holds).collect();
        ensure!(missing.is_empty(), "{} does not hold {missing:?}", library.display());
        ensure!(foreign.is_empty(), "{} holds {foreign:?}", library.display());
        looked += wanted.len() + unwanted.len();
    }
    let out = target.join("sources");
    sources(shell, &apps, &out.join("kotlin"), &out.join("swift"), &out.join("ffi"))?;
    for file in ["kotlin/enkash/enkash.kt", "swift/Enkash.swift"] {
        let text = std::fs::read_to_string(out.join(file))?;
        ensure!(text.contains("open class Checkout:"), "{file} has no Checkout");
        ensure!(!text.contains("class Client:") && !text.contains("ClientConfig"), "{file} has a Client");
    }
    Ok(Counts { passed: looked, failed: 0 })
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

//! Kotlin: UniFFI's output plus a few edits.
//!
//! 1. An exception's `message` is the error's own sentence (UniFFI prints the field's name in front of it).
//! 2. `close()` of a client closes the client and leaves the memory to the cleaner, so that a later call gets the SDK's own
//!    error. Every exception has `info`, not only its variants.
//! 3. Each `suspend` function gets a twin that answers a `CompletableFuture`, for callers in Java, and each record
//!    with optional values gets constructors that leave them out.
//! 4. A write takes no `GivenUp`: `endingInDoubt` (`Doubt.kt`) passes it, so that a cancelled coroutine learns what is known.
//! 5. Java calls `Client.fromEnv()` and `Client.withTokenStore(..)` by these names, and whatever a token store throws ends in the
//!    SDK: JNA would print an `Error` with its words, and those may hold what was stored.
//! 6. A record without an `extra` has an empty `Extra` (UniFFI writes the default of the map that it crosses as).
//! 7. Warnings about generated code are off, so that our own sources can be compiled with `-Werror`.

use anyhow::{Context as _, Result, ensure};
use camino::Utf8Path;
use uniffi_bindgen::bindings::{GenerateOptions, TargetLanguage};

use crate::edit::{replace, replace_after, without, wrapped, write};

/// The classes to close; a library for apps has the first one only.
const CLIENTS: [&str; 2] = ["open class Checkout:", "open class Client:"];

/// Writes `<out>/enkash/enkash.kt`.
pub(crate) fn generate(library: &Utf8Path, config: &Utf8Path, out: &Utf8Path) -> Result<()> {
    let scratch = out.join(".scratch");
    uniffi_bindgen::bindings::generate(GenerateOptions {
        languages: vec![TargetLanguage::Kotlin],
        source: library.to_owned(),
        out_dir: scratch.clone(),
        config_override: Some(config.to_owned()),
        ..GenerateOptions::default()
    })?;
    let raw = std::fs::read_to_string(scratch.join("enkash/enkash.kt"))
        .context("UniFFI wrote no enkash/enkash.kt: is the package name set in uniffi.toml?")?;
    write(&out.join("enkash/enkash.kt"), &edited(&raw)?)?;
    std::fs::remove_dir_all(&scratch)?;
    Ok(())
}

fn edited(raw: &str) -> Result<String> {
    ensure!(raw.contains(CLIENTS[0]), "the library has no {:?}", CLIENTS[0]);
    let text = replace(raw, "@file:Suppress(\"NAME_SHADOWING\")", "@file:Suppress(\"NAME_SHADOWING\", \"warnings\")")?;
    let text = replace(&text, "get() = \"info=${ `info` }\"", "get() = `info`.`sentence`()")?;
    let text = replace(
        &text,
        "sealed class EnKashException: kotlin.Exception() {\n",
        "sealed class EnKashException: kotlin.Exception() {\n    /** Everything known about the failure. */\n    \
         abstract val `info`: ErrorInfo\n\n    /** The sentence for people, with what is known in brackets. */\n    \
         abstract override val message: kotlin.String\n",
    )?;
    let text = replace(
        &text,
        "        val `info`: ErrorInfo\n        ) : EnKashException()",
        "        override val `info`: ErrorInfo\n        ) : EnKashException()",
    )?;
    let text = CLIENTS.iter().filter(|client| raw.contains(**client)).try_fold(text, |text, client| {
        replace_after(
            &text,
            client,
            "            // This decrement always matches the initial count of 1 given at creation time.\n            \
             if (this.callCounter.decrementAndGet() == 0L) {\n                cleanable?.clean()\n            }\n",
            "            `shutdown`()\n",
        )
    })?;
    let text = replace(
        &text,
        "import kotlinx.coroutines.suspendCancellableCoroutine\n",
        "import kotlinx.coroutines.currentCoroutineContext\nimport kotlinx.coroutines.ensureActive\n\
         import kotlinx.coroutines.suspendCancellableCoroutine\n",
    )?;
    let text = replace(
        &text,
        "    try {\n        do {\n            val pollResult = suspendCancellableCoroutine",
        "    try {\n        // The first poll would run, and send, even in a cancelled coroutine.\n        \
         currentCoroutineContext().ensureActive()\n        do {\n            val pollResult = suspendCancellableCoroutine",
    )?;
    let text = if raw.contains(CLIENTS[1]) { with_store(&text)? } else { text };
    let text = replace(&text, ": Extra = mapOf()", ": Extra = Extra()")?;
    let text = text.replace("suspend fun `provokeFault", "internal suspend fun `provokeFault");
    let text = text.replace("fun `provokeFault`", "internal fun `provokeFault`");
    with_futures(&with_plain_secrets(&with_short_constructors(&with_doubts(&text)?)))
}

/// For a library for servers: the others have neither these constructors nor a store.
fn with_store(text: &str) -> Result<String> {
    let text = ["fromEnv", "withTokenStore"].iter().try_fold(text.to_owned(), |text, name| {
        let from = format!("    @Throws(EnKashException::class) fun `{name}`(");
        replace(&text, &from, &format!("    @JvmStatic\n{from}"))
    })?;
    replace_after(
        &text,
        "fun<T, reified E: Throwable> uniffiTraitInterfaceCallWithError(",
        "catch(e: kotlin.Exception)",
        "catch(e: kotlin.Throwable)",
    )
}

/// What the facade passes to a write.
const GIVEN_UP: &str = "`givenUp`: GivenUp";

fn with_doubts(text: &str) -> Result<String> {
    let open = ["return uniffiRustCallAsync(", "return endingInDoubt { `givenUp` -> uniffiRustCallAsync("];
    let close = ["\n    )\n    }\n", "\n    ) }\n    }\n"];
    let text = wrapped(text, "override suspend fun ", GIVEN_UP, open, close)?;
    // Left are the interfaces.
    Ok(without(&text, GIVEN_UP))
}

/// A record that cannot be made without a secret can also be made from plain text: `ClientConfig("key", "secret")`.
fn with_plain_secrets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\ndata class ") {
        let (before, from) = rest.split_at(at + 1);
        out.push_str(before);
        let Some(body) = from.find("\n){\n").or_else(|| from.find("\n)\n{\n")) else {
            rest = from;
            break;
        };
        let start = body + from[body..].find("{\n").map_or(0, |open| open + 2);
        let (head, tail) = from.split_at(start);
        out.push_str(head);
        out.push_str(&plain_constructor(head));
        rest = tail;
    }
    out.push_str(rest);
    out
}

fn plain_constructor(head: &str) -> String {
    let fields: Vec<(&str, &str)> = head
        .lines()
        .filter_map(|line| line.trim().strip_prefix("val ")?.split_once(": "))
        .map(|(name, kind)| (name, kind.trim()))
        .collect();
    if !fields.iter().any(|(_, kind)| *kind == "Secret") {
        return String::new();
    }
    let parameters: Vec<String> = fields
        .iter()
        .map(|(name, kind)| format!("{name}: {}", if *kind == "Secret" { "kotlin.String" } else { kind }))
        .collect();
    let arguments: Vec<String> = fields
        .iter()
        .map(|(name, kind)| if *kind == "Secret" { format!("Secret({name})") } else { (*name).to_owned() })
        .collect();
    let overloads = if fields.iter().any(|(_, kind)| kind.contains(" = ")) { "@JvmOverloads " } else { "" };
    format!(
        "\n    /** The same, made from plain text. */\n    {overloads}constructor({}) : this({})\n",
        parameters.join(", "),
        arguments.join(", ")
    )
}

/// `@JvmOverloads` wherever a record has a default: Java knows no named arguments.
fn with_short_constructors(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\ndata class ") {
        let (before, from) = rest.split_at(at + 1);
        out.push_str(before);
        let head_end = from.find(" (").unwrap_or(from.len());
        let body_end = from.find("\n)").unwrap_or(from.len());
        out.push_str(&from[..head_end]);
        if head_end < body_end && from[head_end..body_end].contains(" = ") {
            out.push_str(" @JvmOverloads constructor");
        }
        rest = &from[head_end..];
    }
    out.push_str(rest);
    out
}

/// For `suspend fun create(request: CreateOrder): CreatedOrder` a member
/// `createAsync(request: CreateOrder): CompletableFuture<CreatedOrder>`.
fn with_futures(text: &str) -> Result<String> {
    let mut out = String::with_capacity(text.len());
    let mut pending: Option<usize> = None;
    let mut members: Vec<(usize, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if line.starts_with("open class ") {
            pending = Some(0);
        } else if let Some(signature) = trimmed.strip_prefix("override suspend fun ") {
            let at = pending.context("a suspend function outside a class")?;
            members.push((at, twin(signature)?));
        }
        out.push_str(line);
        if pending == Some(0) && line.trim_end() == "{" {
            pending = Some(out.len());
        }
    }
    ensure!(!members.is_empty(), "no suspend function was found");
    // From the end, so that the earlier positions stay right.
    for (at, member) in members.into_iter().rev() {
        out.insert_str(at, &member);
    }
    Ok(out)
}

/// The twin of `` `create`(`request`: CreateOrder) : CreatedOrder { ``.
fn twin(signature: &str) -> Result<String> {
    let (name, rest) = signature.split_once('(').with_context(|| format!("no parameter list in {signature:?}"))?;
    let name = name.trim().trim_matches('`');
    let (parameters, rest) =
        rest.rsplit_once(')').with_context(|| format!("no end of the parameter list in {signature:?}"))?;
    let answer = rest.trim().trim_start_matches(':').trim_end_matches('{').trim();
    let answer = if answer.is_empty() { "Unit" } else { answer };
    let arguments: Vec<&str> = parameters
        .split(',')
        .filter_map(|parameter| parameter.split_once(':'))
        .map(|(argument, _)| argument.trim())
        .collect();
    Ok(format!(
        "\n    /** [{name}] for Java. Cancelling the future cancels the call. */\n    \
         fun `{name}Async`({parameters}): java.util.concurrent.CompletableFuture<{answer}> = \
         asFuture {{ `{name}`({}) }}\n",
        arguments.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::{twin, with_futures, with_plain_secrets, with_short_constructors};

    #[test]
    fn keys_may_be_given_as_text() {
        let text = with_plain_secrets(
            "\ndata class Config (\n    val `key`: Secret\n    , \n    val `url`: String? = null \n    \n){\n    companion object\n}\n\ndata class Other (\n    val `card`: Secret? = null \n){\n}\n",
        );
        assert!(text.contains(
            "@JvmOverloads constructor(`key`: kotlin.String, `url`: String? = null) : this(Secret(`key`), `url`)\n"
        ));
        assert_eq!(text.matches("constructor").count(), 1);
    }

    #[test]
    fn a_suspend_function_gets_a_future() {
        let text =
            twin("`create`(`id`: kotlin.String, `request`: CreateRefund) : Refund {").expect("a well-formed signature");
        assert!(text.contains(
            "fun `createAsync`(`id`: kotlin.String, `request`: CreateRefund): \
             java.util.concurrent.CompletableFuture<Refund> = asFuture { `create`(`id`, `request`) }"
        ));
    }

    #[test]
    fn the_future_stands_in_its_own_class() {
        let text = with_futures(
            "open class Auth: A\n{\n    override suspend fun `token`() : AuthToken {\n    }\n}\n\
             open class Orders: B\n{\n    override suspend fun `get`(`orderId`: String) : Order {\n    }\n}\n",
        )
        .expect("two classes");
        let orders = text.find("open class Orders").expect("the second class");
        assert!(text.find("tokenAsync").expect("first twin") < orders);
        assert!(text.find("getAsync").expect("second twin") > orders);
    }

    #[test]
    fn only_records_with_defaults_get_overloads() {
        let text = with_short_constructors(
            "\ndata class A (\n    val `x`: String\n){\n}\n\ndata class B (\n    val `y`: String? = null \n){\n}\n",
        );
        assert!(text.contains("data class A (\n"));
        assert!(text.contains("data class B @JvmOverloads constructor (\n"));
    }
}

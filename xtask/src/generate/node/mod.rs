//! Node: the TypeScript declarations of records, words and operations.

mod functions;
mod known;
mod records;
mod resources;
mod union;

use enkash::spelling::camel_names;

use self::known::{Known, Way};
use super::File;

/// The files of this part.
pub(crate) fn files() -> Vec<File> {
    let known = Known::collect();
    let mut text = HEAD.to_owned();
    for words in &known.words {
        records::push_enum(&mut text, words);
    }
    for record in &known.sent {
        records::push_record(&mut text, &known, record, Way::Sent);
    }
    for record in &known.received {
        if !union::push(&mut text, &known, record) {
            records::push_record(&mut text, &known, record, Way::Received);
        }
    }
    resources::push(&mut text, &known);
    functions::push(&mut text, &known);
    vec![
        File { path: "bindings-node/ts/generated.ts".into(), text, committed: true },
        File { path: "bindings-node/ts/modules.ts".into(), text: functions::exports(), committed: true },
        File { path: "bindings-node/modules.mjs".into(), text: functions::esm_exports(), committed: true },
    ]
}

const HEAD: &str = "\
// Made from the operation table by `cargo xtask generate`; changes here are lost.

import type { CallOptions } from './calls.js';
import type { Rows } from './rows.js';
import type { Secret } from './secret.js';

/** Exact rupees as decimal text with at least two decimals, such as `499.00`. */
export type Amount = string;
/** Rupees: decimal text such as `'499.00'`, or a whole number. Other numbers are refused: they cannot hold paise exactly. */
export type AmountInput = string | number | bigint;
/** An instant: a `Date`, or ISO 8601 text such as `2026-08-24T20:46:02+05:30`; text without an offset is Indian time. */
export type TimeInput = Date | string;
/** Text that is never shown; a `Secret` keeps it out of the caller's logs as well. */
export type SecretInput = string | Secret;
/** JSON as the gateway sent it; a number that a JavaScript number cannot hold exactly is its text. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A word this version knows, or a newer one. */
export type Open<Known extends string> = Known | (string & {});
";

fn push_doc(text: &mut String, indent: &str, doc: &str) {
    let doc = camel_names(doc).replace("*/", "* /");
    match doc.split_once('\n') {
        None => text.push_str(&format!("{indent}/** {doc} */\n")),
        Some(_) => {
            text.push_str(&format!("{indent}/**\n"));
            for line in doc.lines() {
                text.push_str(format!("{indent} * {line}").trim_end());
                text.push('\n');
            }
            text.push_str(&format!("{indent} */\n"));
        }
    }
}

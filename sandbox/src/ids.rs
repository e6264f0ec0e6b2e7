//! Identifiers in the gateway's shapes, drawn from a seed and a counter.
//!
//! With a seed the same requests get the same ids in every run, whatever the time is: the thirteen digits that
//! look like milliseconds are then counted up from a fixed start. Without a seed they are the virtual time.

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::clock::{self, Moment};
use crate::store::{meta, set_meta};

const COUNTER: &str = "id_counter";
const SEED: &str = "id_seed";
const FIXED: &str = "id_fixed";
/// Where the digits of seeded ids start: 2026-01-01 in India.
const FIXED_START: i64 = 1_767_205_800_000;

const MIXED: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const UPPER: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const DIGITS: &[u8] = b"0123456789";

/// Remembers the seed and starts counting from nothing.
pub(crate) fn start(db: &Connection, seed: Option<u64>) -> rusqlite::Result<()> {
    let chosen = seed.unwrap_or_else(drawn_seed);
    set_meta(db, SEED, &chosen.to_string())?;
    set_meta(db, FIXED, if seed.is_some() { "1" } else { "" })?;
    set_meta(db, COUNTER, "0")
}

/// What a run mixes into its digests; the same in every run with a seed.
pub(crate) fn salt(seed: Option<u64>) -> [u8; 32] {
    Sha256::digest(format!("salt/{}", seed.unwrap_or_else(drawn_seed))).into()
}

fn drawn_seed() -> u64 {
    use std::hash::{BuildHasher, Hasher};
    // A fresh RandomState is seeded by the operating system: enough for ids of a sandbox, and no extra crate.
    std::collections::hash_map::RandomState::new().build_hasher().finish()
}

/// `ORD` + 13 digits + 5 letters or digits.
pub(crate) fn order(db: &Connection) -> rusqlite::Result<String> {
    timed(db, "ORD", MIXED, "")
}

/// `EK` + 13 digits + 5 letters or digits; payments and refunds alike.
pub(crate) fn transaction(db: &Connection) -> rusqlite::Result<String> {
    timed(db, "EK", MIXED, "")
}

/// `SP` + 11 capitals or digits.
pub(crate) fn payout(db: &Connection) -> rusqlite::Result<String> {
    Ok(format!("SP{}", draw(db, UPPER, 11)?.1))
}

/// `STGD` + 10 capitals or digits.
pub(crate) fn settlement_transaction(db: &Connection) -> rusqlite::Result<String> {
    Ok(format!("STGD{}", draw(db, UPPER, 10)?.1))
}

/// `SADCD` + 12 capitals or digits.
pub(crate) fn split_account(db: &Connection) -> rusqlite::Result<String> {
    Ok(format!("SADCD{}", draw(db, UPPER, 12)?.1))
}

/// `QR` + 14 capitals or digits; the shape is the sandbox's.
pub(crate) fn qr_code(db: &Connection) -> rusqlite::Result<String> {
    Ok(format!("QR{}", draw(db, UPPER, 14)?.1))
}

/// `QCR` + 13 capitals or digits; the shape is the sandbox's.
pub(crate) fn payment_link(db: &Connection) -> rusqlite::Result<String> {
    Ok(format!("QCR{}", draw(db, UPPER, 13)?.1))
}

/// `CUS` + 13 capitals or digits; the shape is the sandbox's.
pub(crate) fn customer(db: &Connection) -> rusqlite::Result<String> {
    Ok(format!("CUS{}", draw(db, UPPER, 13)?.1))
}

/// The merchant's id of an order that no merchant made: a prefix and 14 capitals or digits.
pub(crate) fn own_order(db: &Connection, prefix: &str) -> rusqlite::Result<String> {
    Ok(format!("{prefix}{}", draw(db, UPPER, 14)?.1))
}

/// `EK` + 15 digits + `CW`.
pub(crate) fn transfer(db: &Connection) -> rusqlite::Result<String> {
    Ok(format!("EK{}CW", draw(db, DIGITS, 15)?.1))
}

/// A bank's payout reference, marked as the sandbox's.
pub(crate) fn utr(db: &Connection) -> rusqlite::Result<String> {
    Ok(format!("SANDBOX{}", draw(db, DIGITS, 9)?.1))
}

/// A bank reference of twelve digits, as UPI has them.
pub(crate) fn bank_reference(db: &Connection) -> rusqlite::Result<String> {
    Ok(draw(db, DIGITS, 12)?.1)
}

/// `MD` + 13 digits + 5 letters or digits: a mandate.
pub(crate) fn mandate(db: &Connection) -> rusqlite::Result<String> {
    timed(db, "MD", MIXED, "")
}

/// `PDN` + 13 digits + 5 letters or digits: a notice before a debit.
pub(crate) fn debit_notice(db: &Connection) -> rusqlite::Result<String> {
    timed(db, "PDN", MIXED, "")
}

/// The part of a UPI mandate number before the `@`: 32 hexadecimal digits.
pub(crate) fn umn(db: &Connection) -> rusqlite::Result<String> {
    Ok(draw(db, b"0123456789abcdef", 32)?.1)
}

/// A bearer token.
pub(crate) fn token(db: &Connection) -> rusqlite::Result<String> {
    Ok(draw(db, MIXED, 40)?.1)
}

fn timed(db: &Connection, prefix: &str, letters: &[u8], suffix: &str) -> rusqlite::Result<String> {
    let (count, tail) = draw(db, letters, 5)?;
    let millis =
        if meta(db, FIXED)?.is_some_and(|flag| flag == "1") { Moment(FIXED_START + count) } else { clock::now(db)? };
    Ok(format!("{prefix}{:013}{tail}{suffix}", millis.0))
}

/// The next count, and `length` letters that follow from seed and count.
fn draw(db: &Connection, letters: &[u8], length: usize) -> rusqlite::Result<(i64, String)> {
    let count = meta(db, COUNTER)?.and_then(|text| text.parse::<i64>().ok()).unwrap_or(0) + 1;
    set_meta(db, COUNTER, &count.to_string())?;
    let seed = meta(db, SEED)?.unwrap_or_default();
    let mut text = String::with_capacity(length);
    let mut block = 0;
    while text.len() < length {
        let digest = Sha256::digest(format!("{seed}/{count}/{block}"));
        for byte in digest.iter().take(length - text.len()) {
            text.push(char::from(letters[usize::from(*byte) % letters.len()]));
        }
        block += 1;
    }
    Ok((count, text))
}

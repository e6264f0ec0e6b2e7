//! Cards: only the sandbox's own test numbers are taken, so that nobody's real card ends up in a test system.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::instruments::need;
use crate::fault::{IMPOSSIBLE, Outcome, invalid, refuse};
use crate::json::Json;
use crate::ledger::Desk;
use crate::mask::luhn;
use crate::values::{self, CardWish, Meaning, Place};

/// What is kept of a card.
pub(crate) struct Card {
    /// Its scheme.
    pub scheme: &'static str,
    /// Its bank.
    pub bank: &'static str,
    /// The number with all but the last four digits hidden.
    pub masked: String,
    /// What happens.
    pub wish: CardWish,
}

/// Checks a card; no text repeats any of it.
pub(crate) fn read(desk: &Desk<'_>, detail: &Json, mode: &str, in_base64: bool) -> Outcome<Card> {
    let take = |key: &str| -> Outcome<String> {
        let text = need(detail, key, mode)?;
        if !in_base64 {
            return Ok(text.to_string());
        }
        let plain = STANDARD.decode(text).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        plain.ok_or_else(|| invalid(format!("The key paymentDetail.{key} must be base64.")))
    };
    let (number, expiry, cvv) = (take("cardNumber")?, take("expiry")?, take("cvv")?);
    let digits: Option<Vec<u32>> = number.chars().map(|c| c.to_digit(10)).collect();
    if !digits.is_some_and(|digits| (12..=19).contains(&digits.len()) && luhn(&digits)) {
        return Err(invalid("The key paymentDetail.cardNumber is not a card number."));
    }
    let Some(Meaning::Card(scheme, _, bank, wish)) = values::find(Place::Card, &number).map(|row| row.meaning) else {
        return Err(refuse(IMPOSSIBLE, "The card is not one of the sandbox's test cards; never use a real one here."));
    };
    let length = if scheme == "AMEX" { 4 } else { 3 };
    if cvv.len() != length || !cvv.chars().all(|c| c.is_ascii_digit()) {
        return Err(invalid(format!("The key paymentDetail.cvv must be {length} digits for this card.")));
    }
    if !still_valid(desk, &expiry)? {
        return Err(refuse(IMPOSSIBLE, "The card has expired."));
    }
    let masked = format!("{}{}", "X".repeat(number.len() - 4), &number[number.len() - 4..]);
    Ok(Card { scheme, bank, masked, wish })
}

/// Whether `MM/YY` has not passed on the virtual clock.
fn still_valid(desk: &Desk<'_>, expiry: &str) -> Outcome<bool> {
    let wrong = || invalid("The key paymentDetail.expiry must be MM/YY.");
    let (month, year) = expiry.split_once('/').ok_or_else(wrong)?;
    let two = |text: &str| (text.len() == 2).then(|| text.parse::<u8>().ok()).flatten();
    let (month, year) = (two(month).ok_or_else(wrong)?, two(year).ok_or_else(wrong)?);
    if !(1..=12).contains(&month) {
        return Err(wrong());
    }
    Ok((2000 + i32::from(year), month) >= desk.now.year_and_month())
}

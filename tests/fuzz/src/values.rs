//! Amounts and times, as the gateway and the merchant write them.

use enkash::field::Field;
use enkash::{Money, Timestamp};

use crate::Target;

pub(crate) const MONEY: Target = Target {
    name: "money",
    seeds: &[
        "499",
        "499.00",
        "0.01",
        "-5.5",
        "00012.3400",
        "79228162514264337593543950335",
        "1e3",
        "1,000",
        "₹5",
        "NaN",
    ],
    check: money,
};

pub(crate) const TIMESTAMP: Target = Target {
    name: "timestamp",
    seeds: &[
        "2026-04-22T10:30:00+05:30",
        "2026-04-22T05:00:00.123Z",
        "2026-04-22 10:30:00",
        "2026-04-22",
        "1776834000",
        "1776834000123",
        "0001-01-01",
        "9999-12-31T23:59:59Z",
        "2024-02-29T24:00:00Z",
    ],
    check: timestamp,
};

/// Reading, writing, and reading again loses no paisa, in text as in JSON.
fn money(data: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(data) else { return false };
    if let Ok(raw) = serde_json::from_str::<&serde_json::value::RawValue>(text)
        && let Some(amount) = Money::read(raw)
    {
        survives(amount);
    }
    let Ok(amount) = Money::parse(text) else { return false };
    assert!(text.bytes().any(|byte| byte.is_ascii_digit()), "an amount without a digit");
    survives(amount);
    let whole = amount.whole().map(Money::rupees);
    assert!(whole.is_none_or(|whole| whole == amount), "whole rupees are another amount");
    assert!((amount.round_to_paisa() - amount).decimal().abs() <= Money::from_paise(1).decimal());
    true
}

fn survives(amount: Money) {
    let shown = amount.to_string();
    let (_, decimals) = shown.split_once('.').expect("an amount is shown with its paise");
    assert!(decimals.len() >= 2 && !shown.contains(['e', 'E', '+']), "{shown}");
    assert_eq!(Money::parse(&shown).ok(), Some(amount), "{shown}");
    let json = serde_json::to_string(&amount).expect("JSON");
    let raw: &serde_json::value::RawValue = serde_json::from_str(&json).expect("an amount is written as JSON");
    assert_eq!(Money::read(raw), Some(amount), "{json}");
}

/// A time that was read is written as the same instant, to the millisecond.
fn timestamp(data: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(data) else { return false };
    let quoted = serde_json::to_string(text).expect("JSON");
    let raw: &serde_json::value::RawValue = serde_json::from_str(&quoted).expect("a text");
    let times = [Timestamp::parse(text), Timestamp::read(raw)];
    for time in times.into_iter().flatten() {
        let shown = time.to_string();
        assert_eq!(Timestamp::parse(&shown), Some(time), "{shown}");
        assert!(shown.ends_with("+05:30"), "{shown}");
        assert_eq!(Timestamp::from_millis(time.millis()), Some(time));
        assert_eq!(Timestamp::from(time.system_time()), time);
    }
    times.iter().any(Option::is_some)
}

//! Exact rupees.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::field::{Field, Invalid, Language, Path};
use crate::schema::FieldType;
use crate::wire;

/// An amount in rupees, exact to the last digit the gateway writes (charges come with four decimals).
///
/// There is no way in from a binary float: `0.1 + 0.2` is not 30 paise. Amounts that are sent must be positive with
/// at most two decimals; that is checked per request so that the error can name the field.
///
/// ```
/// use enkash::Money;
/// let price = Money::parse("499.00")?;
/// assert_eq!((price - Money::parse("100")?).to_string(), "399.00");
/// assert!(Money::parse("1,000.00").is_err());
/// # Ok::<(), enkash::MoneyError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(Decimal);

/// Why a text is not an amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoneyError(&'static str);

impl fmt::Display for MoneyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
impl std::error::Error for MoneyError {}

impl Money {
    /// Zero rupees.
    pub const ZERO: Money = Money(Decimal::ZERO);

    /// Reads a plain decimal such as `499`, `499.5` or `-0.50`. No separators, currency signs, spaces or exponents.
    pub fn parse(text: &str) -> Result<Money, MoneyError> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !plain(whole) || !plain(decimals) {
            return Err(MoneyError("is not a decimal amount; write rupees like \"499.00\""));
        }
        let amount = Decimal::from_str_exact(text).ok().and_then(Money::with_paise);
        amount.ok_or(MoneyError("has more digits than an amount can have"))
    }

    /// Nothing for an amount so large that its paise would not fit beside it: it could be read and not be written.
    fn with_paise(amount: Decimal) -> Option<Money> {
        (plain(amount).scale() >= 2).then_some(Money(amount))
    }

    /// Whole rupees.
    pub fn rupees(rupees: i64) -> Money {
        Money(Decimal::from(rupees))
    }

    /// Whole paise: `from_paise(49900)` is 499.00 rupees.
    pub fn from_paise(paise: i64) -> Money {
        Money(Decimal::new(paise, 2))
    }

    /// The amount as a decimal number.
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// The amount as a whole number of rupees, if it is one.
    pub fn whole(&self) -> Option<i64> {
        use rust_decimal::prelude::ToPrimitive as _;
        self.0.is_integer().then(|| self.0.to_i64()).flatten()
    }

    /// Rounded to the paisa, half away from zero.
    pub fn round_to_paisa(self) -> Money {
        Money(self.0.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero))
    }

    /// The rule for amounts that are sent: above zero, two decimals at most.
    pub(crate) fn check_payable(&self) -> Result<(), &'static str> {
        if self.0.normalize().scale() > 2 {
            return Err("has more than two decimals; round it to the paisa first");
        }
        if self.0 <= Decimal::ZERO {
            return Err("is not above zero; the smallest amount is 0.01");
        }
        Ok(())
    }
}

impl From<Decimal> for Money {
    fn from(decimal: Decimal) -> Self {
        Money(decimal)
    }
}
impl FromStr for Money {
    type Err = MoneyError;
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        Money::parse(text)
    }
}
/// At least two decimals, more only where they say something: `499.00`, `0.1176`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&plain(self.0), f)
    }
}

fn plain(amount: Decimal) -> Decimal {
    let mut plain = amount.normalize();
    plain.rescale(plain.scale().max(2));
    plain
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Money({self})")
    }
}
impl std::ops::Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0.saturating_add(other.0))
    }
}
impl std::ops::Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        Money(self.0.saturating_sub(other.0))
    }
}
impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money::ZERO, std::ops::Add::add)
    }
}

/// A JSON number with exactly these digits.
impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.to_string()).map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

impl Field for Money {
    const TYPE: FieldType = FieldType::Money;
    /// Number, text, or an object `{"value": ..}`: all three are in use.
    fn read(raw: &RawValue) -> Option<Self> {
        if raw.get().starts_with('{') {
            return Money::read(wire::value(raw, "value")?);
        }
        let text = wire::text(raw)?;
        Money::parse(text.trim()).ok().or_else(|| Money::with_paise(Decimal::from_scientific(text.trim()).ok()?))
    }
    fn give<L: Language>(&self, language: &L) -> Result<L::Value, L::Fault> {
        language.money(self)
    }
    fn take<L: Language>(language: &L, value: &L::Value, path: &Path<'_>) -> Result<Self, Invalid> {
        language.take_money(value, path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn odd_amounts_are_refused() {
        for text in ["", "-", ".", "1.", ".5", "1,000.00", "1e5", " 1", "+1", "NaN", "₹5", "0x10", "1_000", "--1"] {
            assert!(Money::parse(text).is_err(), "{text}");
        }
        assert!(Money::parse(&"9".repeat(40)).is_err());
        // The largest decimal number there is: its paise have no room.
        let largest = Decimal::MAX.to_string();
        assert!(Money::parse(&largest).is_err());
        assert_eq!(Money::read(&RawValue::from_string(largest).expect("JSON")), None);
    }

    #[test]
    fn amounts_that_may_be_sent() {
        let payable = |text: &str| Money::parse(text).expect("an amount").check_payable();
        assert_eq!(payable("0.01"), Ok(()));
        assert_eq!(payable("499.000"), Ok(()));
        assert!(payable("100.005").is_err());
        assert!(payable("0").is_err());
        assert!(payable("-0").is_err());
        assert!(payable("-5").is_err());
    }

    proptest! {
        #[test]
        fn text_survives(paise in -1_000_000_000_000_000i64..1_000_000_000_000_000) {
            let money = Money::from_paise(paise);
            prop_assert_eq!(Money::parse(&money.to_string()), Ok(money));
            let json = serde_json::to_string(&money).expect("numbers serialise");
            let raw = RawValue::from_string(json).expect("JSON");
            prop_assert_eq!(Money::read(&raw), Some(money));
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,40}") {
            let _ = Money::parse(&text);
            if let Ok(raw) = RawValue::from_string(text) {
                let _ = Money::read(&raw);
            }
        }
    }
}

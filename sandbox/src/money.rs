//! Exact rupees: the sandbox's own rates, rounding, and reading an amount out of a request.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::json::Json;

/// The sandbox's charge on a sale, in percent. An invention: real rates are agreed between merchant and gateway.
const CHARGE_PERCENT: Decimal = Decimal::from_parts(2, 0, 0, false, 0);
/// GST on the charge, in percent.
const GST_PERCENT: Decimal = Decimal::from_parts(18, 0, 0, false, 0);
/// The smallest amount, 0.01.
const LEAST: Decimal = Decimal::from_parts(1, 0, 0, false, 2);
/// The largest amount, 1000000000.
const MOST: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);

/// Charges on a sale: 2 %, four decimals.
pub(crate) fn charges(sale: Decimal) -> Decimal {
    percent(sale, CHARGE_PERCENT)
}

/// GST on charges: 18 %, four decimals.
pub(crate) fn gst(charges: Decimal) -> Decimal {
    percent(charges, GST_PERCENT)
}

/// To the paisa, halves up.
pub(crate) fn to_paisa(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

fn percent(amount: Decimal, rate: Decimal) -> Decimal {
    (amount * rate / Decimal::ONE_HUNDRED).round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero)
}

/// A decimal as a number or, where the documentation shows one, a string.
pub(crate) fn read(value: &Json) -> Option<Decimal> {
    let text = match value {
        Json::Number(text) | Json::Text(text) => text,
        _ => return None,
    };
    // Bounded, so that an exponent cannot ask for a number of a million digits.
    if text.len() > 40 {
        return None;
    }
    let plain = !text.contains(['e', 'E']);
    if plain { Decimal::from_str_exact(text).ok() } else { Decimal::from_scientific(text).ok() }
}

/// An amount that can be paid, or what is wrong with it.
pub(crate) fn payable(value: &Json) -> Result<Decimal, &'static str> {
    let amount = read(value).ok_or("is not a decimal number with at most two decimals")?.normalize();
    if amount < LEAST {
        return Err("must be at least 0.01");
    }
    if amount > MOST {
        return Err("must be at most 1000000000");
    }
    if amount.scale() > 2 {
        return Err("may have two decimals at most");
    }
    Ok(amount)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::fixed;

    fn number(text: &str) -> Json {
        Json::Number(text.into())
    }

    #[test]
    fn the_sandbox_rates_give_the_known_figures() {
        let sale = Decimal::new(49_900, 2);
        assert_eq!(fixed(charges(sale), 4), "9.9800");
        assert_eq!(fixed(gst(charges(sale)), 4), "1.7964");
        let left = sale - charges(sale) - gst(charges(sale)) - Decimal::new(10_000, 2);
        assert_eq!(fixed(to_paisa(left), 2), "387.22");
    }

    #[test]
    fn amounts_are_read_exactly() {
        for (text, exact) in [("499.00", "499"), ("0.01", "0.01"), ("4.99e2", "499"), ("1000000000", "1000000000")] {
            assert_eq!(payable(&number(text)).expect("payable").to_string(), exact);
        }
        for text in
            ["0", "0.009", "-1", "-0", "100.005", "1000000000.01", "1e400", "1e30", "0.000000000000000000000000000001"]
        {
            assert!(payable(&number(text)).is_err(), "{text}");
        }
        assert!(payable(&Json::Text("1,000.00".into())).is_err());
        assert!(payable(&Json::Bool(true)).is_err());
    }
}

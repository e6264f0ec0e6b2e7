//! How much each recipient of a split gets. Pure and exact.
//!
//! The rule for what cannot be divided: each percentage share is rounded down to the paisa, and what is left over stays
//! with the merchant. So no recipient gets more than the share says, and shares and remainder always add up to the
//! payment. The gateway's own rounding is not documented; a merchant who needs the paise to be as computed here sends the
//! amounts as `FLAT`.
//!
//! The gateway's charges are not part of this: its documentation does not say who bears them, nor what a refund takes
//! from whom.
//!
//! ```
//! use enkash::model::{AmountSplitType, SplitAmount, SplitSettlement, SplitShare};
//! use enkash::{Money, split};
//! let share = |account: &str| SplitShare::new(account, Money::rupees(33));
//! let division = SplitSettlement::new(AmountSplitType::Percentage).shares(vec![share("SA1"), share("SA2")]);
//! let amounts = split::shares(SplitAmount::new(Money::parse("100.01")?, division))?;
//! assert_eq!(amounts.shares[0].amount, Money::parse("33.00")?);   // of 33.0033
//! assert_eq!(amounts.remainder, Money::parse("34.01")?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use rust_decimal::{Decimal, RoundingStrategy};

use crate::Error;
use crate::field::{Field, Invalid, Path};
use crate::model::{AmountSplitType, ShareAmount, SplitAmount, SplitAmounts, SplitSettlement, SplitShare};
use crate::scalar::Money;

/// Up to here a product of an amount and a percentage is exact.
const LARGEST: i64 = 1_000_000_000_000_000;

/// Divides a payment. Refused if the division itself is not valid (an account twice, more than 100 percent), if fixed
/// shares exceed the payment, or if a share comes to less than a paisa.
pub fn shares(request: SplitAmount) -> Result<SplitAmounts, Error> {
    request.check(&Path::Root)?;
    let (amount, division) = (request.amount, request.split_settlement);
    if amount > Money::rupees(LARGEST) {
        return Err(Path::Field(&Path::Root, "amount").invalid("is larger than any payment; pass rupees").into());
    }
    let path = Path::Field(&Path::Root, "split_settlement");
    let path = Path::Field(&path, "shares");
    let amounts = division
        .shares
        .iter()
        .enumerate()
        .map(|(index, share)| share_of(amount, &division, share, &Path::Index(&path, index)))
        .collect::<Result<Vec<_>, _>>()?;
    let given: Money = amounts.iter().map(|share| share.amount).sum();
    if given > amount {
        let problem = format!("add up to {given} rupees, more than the payment of {amount}; make them smaller");
        return Err(path.invalid(problem).into());
    }
    Ok(SplitAmounts::new(amount - given).shares(amounts))
}

fn share_of(
    amount: Money,
    division: &SplitSettlement,
    share: &SplitShare,
    path: &Path<'_>,
) -> Result<ShareAmount, Invalid> {
    let rupees = match division.amount_split_type {
        AmountSplitType::Flat => share.value,
        AmountSplitType::Percentage => percent(amount, share.value),
    };
    if rupees == Money::ZERO {
        return Err(Path::Field(path, "value")
            .invalid(format!("comes to less than a paisa of {amount} rupees; leave the share out or make it larger")));
    }
    let mut result = ShareAmount::new(share.split_account_id.as_str(), rupees);
    result.label = share.label.clone();
    Ok(result)
}

/// Exact: both have two decimals at most, so the product has four before it is divided.
fn percent(amount: Money, percent: Money) -> Money {
    let exact = amount.decimal().normalize() * percent.decimal().normalize() / Decimal::ONE_HUNDRED;
    Money::from(exact.round_dp_with_strategy(2, RoundingStrategy::ToZero))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rupees(text: &str) -> Money {
        Money::parse(text).expect("an amount")
    }

    fn divide(amount: &str, kind: AmountSplitType, values: &[&str]) -> Result<Vec<String>, Error> {
        let shares = values.iter().enumerate();
        let shares: Vec<_> = shares.map(|(n, value)| SplitShare::new(format!("SA{n}"), rupees(value))).collect();
        let request = SplitAmount::new(rupees(amount), SplitSettlement::new(kind).shares(shares));
        let amounts = super::shares(request)?;
        let all = amounts.shares.iter().map(|share| share.amount).chain([amounts.remainder]);
        Ok(all.map(|amount| amount.to_string()).collect())
    }

    fn field(amount: &str, kind: AmountSplitType, values: &[&str]) -> String {
        divide(amount, kind, values).expect_err("refused").info().field.clone().expect("a field")
    }

    use AmountSplitType::{Flat, Percentage};

    #[test]
    fn by_hand() {
        // The gateway's own examples: 1000 split 90/10, and 500 and 500.
        assert_eq!(divide("1000", Percentage, &["90", "10"]).expect("shares"), ["900.00", "100.00", "0.00"]);
        assert_eq!(divide("1000", Flat, &["500", "500"]).expect("shares"), ["500.00", "500.00", "0.00"]);
        // A third of 100.00 is 33.33 for each of three, and 0.01 cannot be divided.
        let thirds = divide("100", Percentage, &["33.33", "33.33", "33.33"]).expect("shares");
        assert_eq!(thirds, ["33.33", "33.33", "33.33", "0.01"]);
        // 12.5 percent of 0.99 is 0.12375.
        assert_eq!(divide("0.99", Percentage, &["12.5"]).expect("shares"), ["0.12", "0.87"]);
        assert_eq!(divide("499.00", Flat, &["0.01"]).expect("shares"), ["0.01", "498.99"]);
    }

    #[test]
    fn what_cannot_be_divided_is_refused() {
        assert_eq!(field("100", Flat, &["60", "40.01"]), "split_settlement.shares");
        assert_eq!(field("100", Percentage, &["60", "40.01"]), "split_settlement.shares");
        assert_eq!(field("0.01", Percentage, &["50"]), "split_settlement.shares[0].value");
        assert_eq!(field("100", Percentage, &["33.333"]), "split_settlement.shares[0].value");
        assert_eq!(field("100", Flat, &["10", "0"]), "split_settlement.shares[1].value");
        assert_eq!(field("100.001", Flat, &["10"]), "amount");
        assert_eq!(field("10000000000000000", Percentage, &["10"]), "amount");
        assert_eq!(field("100", Flat, &[]), "split_settlement.shares");
        let twice = vec![SplitShare::new("SA1", rupees("1")), SplitShare::new("SA1", rupees("2"))];
        let error = super::shares(SplitAmount::new(rupees("10"), SplitSettlement::new(Flat).shares(twice)));
        let field = error.expect_err("refused").info().field.clone();
        assert_eq!(field.as_deref(), Some("split_settlement.shares[1].split_account_id"));
    }

    proptest! {
        #[test]
        fn shares_and_remainder_are_the_payment(
            paise in 1..100_000_000_000i64,
            hundredths in prop::collection::vec(1..3000i64, 1..6),
        ) {
            let sum: i64 = hundredths.iter().sum();
            let shares: Vec<_> = hundredths
                .iter()
                .enumerate()
                .map(|(n, value)| SplitShare::new(format!("SA{n}"), Money::from_paise(*value)))
                .collect();
            let division = SplitSettlement::new(Percentage).shares(shares);
            let result = super::shares(SplitAmount::new(Money::from_paise(paise), division));
            let exact = |value: i64| i128::from(paise) * i128::from(value);
            if sum > 10_000 || hundredths.iter().any(|value| exact(*value) < 10_000) {
                prop_assert!(result.is_err());
                return Ok(());
            }
            let result = result.expect("shares");
            let given: Money = result.shares.iter().map(|share| share.amount).sum();
            prop_assert_eq!(given + result.remainder, Money::from_paise(paise));
            prop_assert!(result.remainder >= Money::ZERO);
            for (share, value) in result.shares.iter().zip(&hundredths) {
                // Integer arithmetic of its own: paise times hundredths of a percent, rounded down.
                let paise = i64::try_from(exact(*value) / 10_000).expect("within the payment");
                prop_assert_eq!(share.amount, Money::from_paise(paise));
            }
        }
    }
}

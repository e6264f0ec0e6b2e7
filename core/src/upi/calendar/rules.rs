//! Amounts: the mandate's amount rule, and the limit without UPI PIN.

use crate::Error;
use crate::field::{Field, Path};
use crate::model::{AmountRule, CheckDebitAmount, DebitAmountCheck, MandateCategory, PinLimit, PinLimitQuery};
use crate::scalar::Money;

/// Rupees up to which a later debit needs no PIN.
const LIMIT: i64 = 15_000;
/// The same for mutual funds, insurance premiums and credit card bills, since December 2023.
const HIGH_LIMIT: i64 = 100_000;

/// Tells whether a debit's amount fits the mandate: the same for `EXACT`, the same or less for `MAX`.
///
/// Errors: `Validation` with the field that cannot be right. An amount that does not fit is an answer, not an error.
pub fn check_amount(request: CheckDebitAmount) -> Result<DebitAmountCheck, Error> {
    request.check(&Path::Root)?;
    let (mandate, debit) = (request.mandate_amount, request.debit_amount);
    let (allowed, reason) = match request.amount_rule {
        AmountRule::Exact => (debit == mandate, format!("Every debit must be of exactly {mandate} rupees.")),
        AmountRule::Max => (debit <= mandate, format!("A debit may be of {mandate} rupees at most.")),
    };
    let answer = DebitAmountCheck::new(allowed);
    Ok(if allowed { answer } else { answer.reason(reason) })
}

/// Tells up to which amount a later debit of a mandate needs no UPI PIN.
///
/// Errors: `Validation` on `amount`.
pub fn pin_limit(request: PinLimitQuery) -> Result<PinLimit, Error> {
    request.check(&Path::Root)?;
    let limit = Money::rupees(match request.category.unwrap_or(MandateCategory::Other) {
        MandateCategory::MutualFund | MandateCategory::InsurancePremium | MandateCategory::CreditCardBill => HIGH_LIMIT,
        MandateCategory::Other | MandateCategory::Fastag | MandateCategory::Ncmc => LIMIT,
    });
    let mut answer = PinLimit::new(limit);
    answer.needs_pin = request.amount.map(|amount| amount > limit);
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_fit_or_not() {
        let table = [
            ("EXACT", "499", "499.00", true),
            ("EXACT", "499.00", "498.99", false),
            ("EXACT", "499.00", "499.01", false),
            ("MAX", "499.00", "499", true),
            ("MAX", "499.00", "0.01", true),
            ("MAX", "499.00", "499.01", false),
        ];
        for (rule, mandate, debit, allowed) in table {
            let amount = |text| Money::parse(text).expect("an amount");
            let known = AmountRule::from_text(rule).expect("a rule");
            let answer = check_amount(CheckDebitAmount::new(amount(mandate), known, amount(debit))).expect("amounts");
            assert_eq!((answer.allowed, answer.reason.is_none()), (allowed, allowed), "{rule} {mandate} {debit}");
        }
        let nothing = CheckDebitAmount::new(Money::rupees(1), AmountRule::Max, Money::ZERO);
        assert_eq!(check_amount(nothing).expect_err("no amount").info().field.as_deref(), Some("debit_amount"));
    }

    #[test]
    fn limits_without_pin() {
        let table = [
            (None, "15000.00", "15000.01"),
            (Some(MandateCategory::Other), "15000.00", "15000.01"),
            (Some(MandateCategory::Fastag), "15000.00", "15000.01"),
            (Some(MandateCategory::Ncmc), "15000.00", "15000.01"),
            (Some(MandateCategory::MutualFund), "100000.00", "100000.01"),
            (Some(MandateCategory::InsurancePremium), "100000.00", "100000.01"),
            (Some(MandateCategory::CreditCardBill), "100000.00", "100000.01"),
        ];
        for (category, free, above) in table {
            let ask = |text| {
                let mut query = PinLimitQuery::new().amount(Money::parse(text).expect("an amount"));
                query.category = category;
                pin_limit(query).expect("a limit")
            };
            assert_eq!(ask(free).limit.to_string(), free);
            assert_eq!((ask(free).needs_pin, ask(above).needs_pin), (Some(false), Some(true)), "{category:?}");
        }
        assert_eq!(pin_limit(PinLimitQuery::new()).expect("a limit").needs_pin, None);
    }
}

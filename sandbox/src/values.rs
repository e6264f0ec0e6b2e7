//! Test values: what a VPA, a card, an OTP, a code or a remark makes happen. One table, which the handlers read,
//! `GET /_sandbox/values` serves and `docs/sandbox.md` prints.
//!
//! All of them are the sandbox's own; the gateway publishes none. Only what stands here has a special meaning: any
//! other card is refused, any other VPA is a payer who does not react, any other OTP is wrong.

use rust_decimal::Decimal;

use crate::json::{Json, fixed};

/// What the payer of a test value does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// Pays.
    Approve,
    /// Refuses.
    Decline,
    /// Leaves it undecided.
    Wait,
}

/// What comes of an instrument once it is charged; a test card can ask for any of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardWish {
    /// The bank decides at once, or on its page.
    Bank(Wish),
    /// The bank asks for an OTP on the merchant's page.
    Otp,
    /// The bank shows its page in a frame on the merchant's page (3DS); `payments.submit` redirects instead.
    Frame,
    /// The customer has to correct the input; the code says so (browser charge).
    Correct(i64),
}

/// What an OTP does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtpWish {
    /// Right, and the bank pays.
    Pay,
    /// Right, and the bank takes its time.
    Authorize,
    /// Right, and the bank declines.
    Decline,
}

/// What a payer does about mandates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MandateWish {
    /// Approves every mandate, and the bank pays every debit.
    Willing,
    /// Refuses every mandate.
    Unwilling,
    /// Approves every mandate, and the bank declines every debit.
    Penniless,
}

/// Where a test value is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// `vpa`: UPI collect, verification, and the control route of the UPI app.
    Vpa,
    /// `cardNumber`.
    Card,
    /// `otp`.
    Otp,
    /// `bankCode` of net banking.
    Bank,
    /// `bankCode` of a wallet.
    Wallet,
    /// `bnplPaymentOptionId` of pay later.
    PayLater,
    /// `remarks` of a refund.
    RefundRemark,
    /// The payer of a mandate.
    MandatePayer,
    /// The paisa of a mandate's debit.
    DebitPaisa,
}

impl Place {
    /// Its name in the table.
    pub fn word(self) -> &'static str {
        match self {
            Place::Vpa => "VPA",
            Place::Card => "card",
            Place::Otp => "OTP",
            Place::Bank => "bank code",
            Place::Wallet => "wallet code",
            Place::PayLater => "pay-later option",
            Place::RefundRemark => "refund remark",
            Place::MandatePayer => "mandate payer",
            Place::DebitPaisa => "debit ending in",
        }
    }
}

/// What a test value means to the handlers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A payer: the name of the account's holder, and what he does.
    Payer(&'static str, Wish),
    /// A card: scheme, type, bank, and what happens.
    Card(&'static str, &'static str, &'static str, CardWish),
    /// An OTP.
    Otp(OtpWish),
    /// A bank, wallet or lender: its name, and what it does.
    Bank(&'static str, Wish),
    /// A refund, and what the customer's bank does about it.
    Refund(Wish),
    /// The payer of a mandate.
    Mandate(MandateWish),
    /// A debit, and what the payer's bank does about it.
    Debit(Wish),
}

/// A test value.
#[derive(Debug, Clone, Copy)]
pub struct TestValue {
    /// Where it is given.
    pub place: Place,
    /// The value itself.
    pub value: &'static str,
    /// What happens, in words.
    pub text: &'static str,
    /// What happens, for the handlers.
    pub meaning: Meaning,
}

const fn row(place: Place, value: &'static str, meaning: Meaning, text: &'static str) -> TestValue {
    TestValue { place, value, text, meaning }
}

const BANK: &str = "Sandbox Bank";
const PAID: CardWish = CardWish::Bank(Wish::Approve);
const VIA_PAGE: &str = "`PENDING_WITH_BANK` with a `redirectionUrl`";

/// The table.
pub const VALUES: &[TestValue] = &[
    row(Place::Vpa, "success@sandbox", Meaning::Payer("Asha Rao", Wish::Approve), "paid"),
    row(Place::Vpa, "failure@sandbox", Meaning::Payer("Ravi Kumar", Wish::Decline), "declined"),
    row(
        Place::Vpa,
        "pending@sandbox",
        Meaning::Payer("Meera Iyer", Wish::Wait),
        "`PENDING_WITH_BANK` until the page, a control call or the window decides",
    ),
    row(Place::Card, "4111111111111111", Meaning::Card("VISA", "CREDIT", BANK, PAID), "paid (Visa credit)"),
    row(Place::Card, "5555555555554444", Meaning::Card("MASTERCARD", "DEBIT", BANK, PAID), "paid (Mastercard debit)"),
    row(Place::Card, "6074820000000009", Meaning::Card("RUPAY", "DEBIT", BANK, PAID), "paid (RuPay debit)"),
    row(Place::Card, "378282246310005", Meaning::Card("AMEX", "CORPORATE", BANK, PAID), "paid (Amex corporate)"),
    row(Place::Card, "30569309025904", Meaning::Card("DINERS", "PREPAID", BANK, PAID), "paid (Diners prepaid)"),
    row(
        Place::Card,
        "4000000000000002",
        Meaning::Card("VISA", "CREDIT", BANK, CardWish::Bank(Wish::Decline)),
        "declined",
    ),
    row(Place::Card, "4000000000003220", Meaning::Card("VISA", "CREDIT", BANK, CardWish::Bank(Wish::Wait)), VIA_PAGE),
    row(
        Place::Card,
        "4000000000003063",
        Meaning::Card("VISA", "CREDIT", BANK, CardWish::Frame),
        "3DS in a frame (`iframe` `LYRA`) on `payments.charge`; on `payments.submit` like 4000000000003220",
    ),
    row(
        Place::Card,
        "6074820000000116",
        Meaning::Card("RUPAY", "DEBIT", BANK, CardWish::Otp),
        "asks for an OTP: `rupay` and `renderOtpPage`",
    ),
    row(
        Place::Card,
        "4000000000000127",
        Meaning::Card("VISA", "CREDIT", BANK, CardWish::Correct(156)),
        "code 156: correct the input and try again",
    ),
    row(
        Place::Card,
        "4000000000000069",
        Meaning::Card("VISA", "CREDIT", BANK, CardWish::Correct(158)),
        "code 158: correct the input and try again",
    ),
    row(Place::Otp, "123456", Meaning::Otp(OtpWish::Pay), "right; paid"),
    row(Place::Otp, "111111", Meaning::Otp(OtpWish::Authorize), "right; `AUTHORIZED` until the bank decides"),
    row(Place::Otp, "000000", Meaning::Otp(OtpWish::Decline), "right; declined by the bank"),
    row(Place::Bank, "SBXBANK", Meaning::Bank("Sandbox Bank", Wish::Wait), VIA_PAGE),
    row(Place::Bank, "SBXCLOSED", Meaning::Bank("Closed Sandbox Bank", Wish::Decline), "declined"),
    row(Place::Wallet, "WA001", Meaning::Bank("Sandbox Wallet", Wish::Wait), VIA_PAGE),
    row(Place::Wallet, "WA002", Meaning::Bank("Empty Sandbox Wallet", Wish::Decline), "declined"),
    row(Place::PayLater, "SBXLATER3", Meaning::Bank("Sandbox Pay Later", Wish::Wait), VIA_PAGE),
    row(Place::PayLater, "SBXLATER6", Meaning::Bank("Spent Sandbox Pay Later", Wish::Decline), "declined"),
    row(
        Place::RefundRemark,
        "failure@sandbox",
        Meaning::Refund(Wish::Decline),
        "accepted, then refused by the bank when it is due",
    ),
    row(
        Place::RefundRemark,
        "pending@sandbox",
        Meaning::Refund(Wish::Wait),
        "accepted, and `CREATED` until `POST /_sandbox/refunds/{request_id}` decides it",
    ),
    row(
        Place::MandatePayer,
        "success@sandbox",
        Meaning::Mandate(MandateWish::Willing),
        "approved at once, changes too; every debit succeeds",
    ),
    row(
        Place::MandatePayer,
        "nofunds@sandbox",
        Meaning::Mandate(MandateWish::Penniless),
        "approved at once; every debit is declined",
    ),
    row(Place::MandatePayer, "failure@sandbox", Meaning::Mandate(MandateWish::Unwilling), "refused at once"),
    row(Place::DebitPaisa, ".01", Meaning::Debit(Wish::Decline), "declined"),
    row(Place::DebitPaisa, ".02", Meaning::Debit(Wish::Wait), "pending"),
];

/// The row of a value.
pub(crate) fn find(place: Place, value: &str) -> Option<&'static TestValue> {
    VALUES.iter().find(|row| row.place == place && row.value == value)
}

/// What the payer behind a VPA does; `None` for a VPA without a special meaning.
pub(crate) fn payer(vpa: &str) -> Option<Wish> {
    match find(Place::Vpa, vpa)?.meaning {
        Meaning::Payer(_, wish) => Some(wish),
        _ => None,
    }
}

/// What the payer of a mandate does, if his VPA has a special meaning there.
pub(crate) fn mandate(vpa: &str) -> Option<MandateWish> {
    match find(Place::MandatePayer, vpa)?.meaning {
        Meaning::Mandate(wish) => Some(wish),
        _ => None,
    }
}

/// What becomes of a debit of this amount, if its paisa have a special meaning.
pub(crate) fn debit(amount: Decimal) -> Option<Wish> {
    let text = fixed(amount, 2);
    match find(Place::DebitPaisa, &text[text.len() - 3..])?.meaning {
        Meaning::Debit(wish) => Some(wish),
        _ => None,
    }
}

/// The values of a place in a sentence: `a, b or c`.
pub(crate) fn named(place: Place) -> String {
    let all: Vec<&str> = VALUES.iter().filter(|row| row.place == place).map(|row| row.value).collect();
    match all.split_last() {
        Some((last, [])) => (*last).to_string(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// The table for `GET /_sandbox/values`.
pub(crate) fn json() -> Json {
    let rows = VALUES.iter().map(|row| {
        Json::object([("place", row.place.word().into()), ("value", row.value.into()), ("what", row.text.into())])
    });
    Json::object([("values", Json::List(rows.collect()))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mask::luhn;

    #[test]
    fn every_value_stands_once_and_every_card_is_well_formed() {
        for (index, row) in VALUES.iter().enumerate() {
            let again = VALUES[index + 1..].iter().any(|other| other.place == row.place && other.value == row.value);
            assert!(!again, "{}", row.value);
            if row.place == Place::Card {
                let digits: Vec<u32> = row.value.chars().filter_map(|c| c.to_digit(10)).collect();
                assert!(luhn(&digits) && digits.len() == row.value.len(), "{}", row.value);
            }
        }
        assert_eq!(named(Place::Vpa), "success@sandbox, failure@sandbox or pending@sandbox");
    }
}

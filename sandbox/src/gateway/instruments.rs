//! Instruments: from a `paymentDetail` to a payment that the bank can be asked about. `payments.submit` and the browser's
//! charge read the same keys; only the encoding of card data differs.

use super::payments::{self, Wish};
use super::{cards, otp};
use crate::fault::{IMPOSSIBLE, Outcome, invalid, refuse};
use crate::ids;
use crate::json::Json;
use crate::ledger::Desk;
use crate::rows::{OrderRow, PaymentRow};
use crate::rules::{self, apply};
use crate::states::PaymentEvent;
use crate::values::{self, CardWish, Meaning, Place};

/// A payment nobody has asked the bank about, and what the bank will do.
pub(crate) struct Prepared {
    /// The payment, not stored yet.
    pub payment: PaymentRow,
    /// What happens.
    pub wish: CardWish,
}

/// Checks the body's `paymentDetail` against the order.
pub(crate) fn prepare(desk: &Desk<'_>, order: &OrderRow, body: &Json, card_in_base64: bool) -> Outcome<Prepared> {
    let detail = body.get("paymentDetail").ok_or_else(|| invalid("The key paymentDetail is required."))?;
    let mode = detail.text(&["paymentMode"]).unwrap_or_default();
    apply(body, &["paymentDetail", "vpa"], rules::vpa, "a UPI id such as name@bank")?;
    apply(body, &["paymentDetail", "accountNumber"], rules::account, "9 to 36 letters and digits")?;
    apply(body, &["paymentDetail", "ifsc"], rules::ifsc, "an IFSC such as KKBK0000432")?;
    apply(body, &["paymentDetail", "bankCode"], rules::reference, "a code without spaces")?;
    desk.accepts_payment(order)?;

    let mut payment = payments::new(desk, order, ids::transaction(desk.db)?, mode, "COLLECT");
    let wish = match mode {
        "UPI" => {
            let vpa = need(detail, "vpa", mode)?;
            payments::offered(order, mode, None)?;
            same_account(order, detail)?;
            payment.vpa = Some(vpa.to_string());
            payment.closes = Some(desk.now.plus_seconds(desk.config.upi_seconds));
            CardWish::Bank(values::payer(vpa).unwrap_or(Wish::Wait))
        }
        "NET_BANKING" | "WALLET" => {
            let code = need(detail, "bankCode", mode)?;
            payments::offered(order, mode, Some(code))?;
            at_a_bank(desk, &mut payment, if mode == "WALLET" { Place::Wallet } else { Place::Bank }, code)
        }
        "PAY_LATER" => {
            let code = detail.text(&["bnplPaymentOptionId"]).or(detail.text(&["bankCode"]));
            let code = code.ok_or_else(|| {
                invalid(
                    "The key paymentDetail.bankCode or paymentDetail.bnplPaymentOptionId is required for PAY_LATER.",
                )
            })?;
            payments::offered(order, mode, None)?;
            at_a_bank(desk, &mut payment, Place::PayLater, code)
        }
        _ => {
            let card = cards::read(desk, detail, mode, card_in_base64)?;
            payments::offered(order, mode, Some(card.scheme))?;
            payment.way = match card.wish {
                CardWish::Otp => "OTP",
                CardWish::Frame => "FRAME",
                CardWish::Correct(_) => CORRECTED,
                CardWish::Bank(_) => "CARD",
            }
            .to_string();
            payment.bank_name = Some(card.bank.to_string());
            payment.card_scheme = Some(card.scheme.to_string());
            payment.masked_card = Some(card.masked);
            payment.card_holder = detail.text(&["cardHolderName"]).map(str::to_string);
            payment.closes = Some(desk.now.plus_seconds(desk.config.redirect_seconds));
            card.wish
        }
    };
    Ok(Prepared { payment, wish })
}

/// The way of an attempt whose input the customer has to correct.
const CORRECTED: &str = "CORRECT";

impl Prepared {
    /// Stores the payment. An attempt that waits for corrected input goes on under its id.
    pub(crate) fn store(&mut self, desk: &Desk<'_>) -> Outcome<()> {
        let waiting = PaymentRow::all(
            desk.db,
            "order_id = ?1 AND way = ?2 AND status = 'CREATED'",
            [self.payment.order_id.as_str(), CORRECTED],
        )?;
        if let Some(waiting) = waiting.into_iter().next() {
            desk.db
                .prepare_cached("DELETE FROM payments WHERE transaction_id = ?1")?
                .execute([&waiting.transaction_id])?;
            self.payment.transaction_id = waiting.transaction_id;
        }
        Ok(self.payment.insert(desk.db)?)
    }

    /// Asks the bank, which the merchant hears of; an input to be corrected does not get that far.
    pub(crate) fn ask(&mut self, desk: &Desk<'_>, order: &mut OrderRow) -> Outcome<()> {
        let (event, message) = match self.wish {
            CardWish::Bank(wish) => wish.event(),
            CardWish::Otp => (PaymentEvent::SendToBank, "Waiting for the OTP."),
            CardWish::Frame => (PaymentEvent::SendToBank, "Waiting for 3-D Secure."),
            CardWish::Correct(_) => return Ok(()),
        };
        desk.decide(order, &mut self.payment, event, message)?;
        if self.wish == CardWish::Otp {
            otp::begin(desk, &self.payment.transaction_id)?;
        }
        Ok(())
    }

    /// The bank's page, where the payer has to go there.
    pub(crate) fn page(&self, desk: &Desk<'_>) -> Option<String> {
        let undecided = matches!(self.wish, CardWish::Bank(Wish::Wait) | CardWish::Frame);
        let page =
            || format!("{}/v1/pay/{}?transactionId={}", desk.url, self.payment.order_id, self.payment.transaction_id);
        (undecided && self.payment.mode != "UPI").then(page)
    }
}

/// Third-party validation: an order bound to an account is paid from that account only.
fn same_account(order: &OrderRow, detail: &Json) -> Outcome<()> {
    let request = order.asked();
    let differs = ["accountNumber", "ifsc"].into_iter().any(|key| {
        match (request.text(&["paymentDetail", key]), detail.text(&[key])) {
            (Some(bound), Some(given)) => bound != given,
            _ => false,
        }
    });
    if differs {
        return Err(refuse(IMPOSSIBLE, "The order is bound to another bank account."));
    }
    Ok(())
}

/// A bank, wallet or lender with a page of its own; a code the sandbox does not know is one, too.
fn at_a_bank(desk: &Desk<'_>, payment: &mut PaymentRow, place: Place, code: &str) -> CardWish {
    let (name, wish) = match values::find(place, code).map(|row| row.meaning) {
        Some(Meaning::Bank(name, wish)) => (name, wish),
        _ => ("Sandbox Bank", Wish::Wait),
    };
    payment.way = "REDIRECT".to_string();
    payment.bank_code = Some(code.to_string());
    payment.bank_name = Some(name.to_string());
    payment.closes = Some(desk.now.plus_seconds(desk.config.redirect_seconds));
    CardWish::Bank(wish)
}

/// A key that a mode cannot do without.
pub(crate) fn need<'a>(detail: &'a Json, key: &str, mode: &str) -> Outcome<&'a str> {
    detail.text(&[key]).ok_or_else(|| invalid(format!("The key paymentDetail.{key} is required for {mode}.")))
}

//! What can be paid with: `merchant.payment_modes`, `orders.bnpl_methods`, `payments.verify_vpa`, and the lists in an
//! order's details. All banks, wallets and lenders are the sandbox's own.

use rust_decimal::Decimal;

use super::{Call, Reply, orders, payments};
use crate::fault::{IMPOSSIBLE, Outcome, refuse};
use crate::json::Json;
use crate::ledger::Desk;
use crate::money::to_paisa;
use crate::rows::OrderRow;
use crate::rules::{self, apply};
use crate::values::{self, Meaning, Place, VALUES};

/// Every mode, in the documentation's order.
const MODES: &[&str] =
    &["NET_BANKING", "UPI", "CREDIT_CARD", "DEBIT_CARD", "PREPAID_CARD", "PAY_LATER", "WALLET", "CORPORATE_CARD"];

/// The schemes of the sandbox's cards.
const SCHEMES: &[&str] = &["MASTERCARD", "VISA", "RUPAY", "DINERS", "AMEX"];

/// The months of the pay-later plans, in the order of the options.
const TENURES: &[i64] = &[3, 6];

/// Everything the merchant can offer.
pub(crate) fn payment_modes(_: &Desk<'_>, _: &Call<'_>) -> Outcome<Reply> {
    let payload = Json::object([
        ("paymentModes", Json::List(MODES.iter().map(|mode| Json::from(*mode)).collect())),
        ("netBankingList", banks(None)),
        ("walletList", wallets(None)),
        ("creditCardSchemes", schemes(None, "")),
        ("debitCardSchemes", schemes(None, "")),
        ("prepaidCardSchemes", schemes(None, "")),
        ("corporateCardSchemes", schemes(None, "")),
        ("payLaterList", providers(Place::PayLater, None, "")),
    ]);
    Ok(Reply::payload(payload))
}

/// The banks of an order, or all.
pub(crate) fn banks(order: Option<&OrderRow>) -> Json {
    let mut list = providers(Place::Bank, order, "NET_BANKING");
    if let Json::List(items) = &mut list {
        items.iter_mut().for_each(|bank| bank.set("netBankingAccountType", "RETAIL".into()));
    }
    list
}

/// The wallets of an order, or all.
pub(crate) fn wallets(order: Option<&OrderRow>) -> Json {
    providers(Place::Wallet, order, "WALLET")
}

/// The card schemes an order takes for a mode, or all.
pub(crate) fn schemes(order: Option<&OrderRow>, mode: &str) -> Json {
    let taken = SCHEMES.iter().filter(|scheme| takes(order, mode, scheme));
    Json::List(taken.map(|scheme| Json::from(*scheme)).collect())
}

fn takes(order: Option<&OrderRow>, mode: &str, choice: &str) -> bool {
    order.is_none_or(|order| payments::offered(order, mode, Some(choice)).is_ok())
}

fn providers(place: Place, order: Option<&OrderRow>, mode: &str) -> Json {
    let rows = VALUES.iter().filter(|row| row.place == place && takes(order, mode, row.value));
    let shown = rows.filter_map(|row| match row.meaning {
        Meaning::Bank(name, _) => {
            Some(Json::object([("code", row.value.into()), ("name", name.into()), ("image", Json::Null)]))
        }
        _ => None,
    });
    Json::List(shown.collect())
}

/// The pay-later options of an order.
pub(crate) fn bnpl_methods(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let order = OrderRow::by_id(desk.db, call.id)?.filter(|order| order.merchant == call.merchant);
    let order = order.ok_or_else(orders::not_found)?;
    let open = payments::offered(&order, "PAY_LATER", None).is_ok();
    let rows = VALUES.iter().filter(|row| open && row.place == Place::PayLater).zip(TENURES.iter().cycle());
    let data = rows.filter_map(|(row, months)| match row.meaning {
        Meaning::Bank(name, _) => Some(Json::object([
            ("bnplPaymentOptionId", row.value.into()),
            ("bankCode", row.value.into()),
            ("name", name.into()),
            ("tenureMonths", (*months).into()),
            ("instalmentAmount", desk.amount(to_paisa(order.amount / Decimal::from(*months)), 2)),
        ])),
        _ => None,
    });
    let payload = Json::object([("data", Json::List(data.collect()))]);
    Ok(Reply::about(&order.order_id, payload))
}

/// The name behind a UPI id.
pub(crate) fn verify_vpa(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let body = &call.body;
    apply(body, &["vpa"], rules::vpa, "a UPI id such as name@bank")?;
    let order = OrderRow::find(
        desk.db,
        "merchant = ?1 AND merchant_order_id = ?2",
        [call.merchant.as_str(), body.text(&["merchantOrderId"]).unwrap_or_default()],
    )?;
    let order = order.ok_or_else(orders::not_found)?;
    match values::find(Place::Vpa, body.text(&["vpa"]).unwrap_or_default()).map(|row| row.meaning) {
        Some(Meaning::Payer(name, _)) => Ok(Reply::about(&order.order_id, Json::object([("name", name.into())]))),
        _ => Err(refuse(IMPOSSIBLE, "The UPI id is not registered with any bank.")),
    }
}

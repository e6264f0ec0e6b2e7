//! The customer's side without credentials: order details, contact, card ranges, binding a UPI app, the minimal record.
//! The order's or the transaction's id is the capability.

use sha2::{Digest, Sha256};

use super::{Call, Reply, offers, orders, payments, upi};
use crate::fault::{IMPOSSIBLE, NOT_FOUND, Outcome, invalid, refuse};
use crate::json::Json;
use crate::ledger::Desk;
use crate::notice;
use crate::rows::{OrderRow, PaymentRow};
use crate::rules::{self, apply};
use crate::states::Machine;
use crate::values::{Meaning, Place, VALUES};

/// UPI apps a link can be bound to.
const APPS: &[&str] = &["phonepe", "gpay", "paytm", "upi"];

/// A merchant's public key: what a customer's device may know. The access key stays at the server.
pub(crate) fn public_key(merchant: &str) -> String {
    let digest = Sha256::digest(format!("public identifier of {merchant}"));
    let hex: String = digest.iter().take(12).map(|byte| format!("{byte:02X}")).collect();
    format!("PK{hex}")
}

/// Refuses a public key that is not the merchant's.
pub(crate) fn same_key(order: &OrderRow, given: Option<&str>, key: &str) -> Outcome<()> {
    match given {
        Some(given) if given == public_key(&order.merchant) => Ok(()),
        _ => Err(invalid(format!("The key {key} must be the order's publicIdentifierKey."))),
    }
}

/// What may be paid and how.
pub(crate) fn details(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let order = orders::by_capability(desk, call.id)?;
    let request = order.asked();
    let customer = |key: &str| request.text(&["customerInfo", key]).unwrap_or_default().to_string();
    let name = format!("{} {}", customer("firstName"), customer("lastName")).trim().to_string();
    let phone = customer("phoneNumber");
    let offers = |mode: &str| Json::from(payments::offered(&order, mode, None).is_ok());
    let upi = offers("UPI");
    let minutes = desk.config.upi_seconds.max(60).unsigned_abs().div_ceil(60);
    let merchant = Json::object([
        ("merchantName", "Example Store".into()),
        ("checkoutLogo", Json::Null),
        ("checkoutColorScheme", Json::Null),
        ("hideAppIntentLinks", false.into()),
        ("upiVpaEnabled", upi.clone()),
    ]);
    let address = |path: &str| Json::from(format!("{}{path}", desk.url));
    let mut pairs = Vec::new();
    let mut put = |key: &str, value: Json| pairs.push((key.to_string(), value));
    put("transactionId", order.order_id.as_str().into());
    put("uniqueTransactionId", order.merchant_order_id.as_str().into());
    put("publicIdentifierKey", public_key(&order.merchant).into());
    put("amount", desk.amount(order.amount, 2));
    put("totalAmount", desk.amount(order.amount, 2));
    put("name", name.into());
    put("skipContactInfo", (!phone.is_empty()).into());
    put("phone", phone.into());
    put("paymentAttemptLeft", order.status.is_open().into());
    put("upiCollectTimeout", Json::Number(minutes.to_string()));
    put("merchantInfo", merchant);
    put("upiQrCodeEnabled", upi.clone());
    put("upi", upi);
    for (key, mode) in [
        ("creditCard", "CREDIT_CARD"),
        ("debitCard", "DEBIT_CARD"),
        ("prepaidCard", "PREPAID_CARD"),
        ("corporateCard", "CORPORATE_CARD"),
    ] {
        put(key, offers(mode));
        put(&format!("{key}Schemes"), offers::schemes(Some(&order), mode));
    }
    put("cardSchemesSupported", offers::schemes(None, ""));
    put("netBanking", offers("NET_BANKING"));
    put("netBankingList", offers::banks(Some(&order)));
    put("topNetBankingList", offers::banks(Some(&order)));
    put("wallet", offers("WALLET"));
    put("walletList", offers::wallets(Some(&order)));
    put("payLater", offers("PAY_LATER"));
    put("surcharges", Json::Object(Vec::new()));
    put("surchargeGst", Json::Number("18".into()));
    put("checkoutProcessURL", address("/pay/charge/process"));
    put("checkoutCancelURL", address("/pay/charge/order/cancel"));
    put("returnURL", order.return_url.clone().into());
    put("savedCards", Json::List(Vec::new()));
    put("points", Json::Null);
    put("connectedBanking", false.into());
    put("multiplePaymentOption", true.into());
    put("anyPaymentModeActive", true.into());
    put("error", Json::Null);
    Ok(Reply::about(&order.order_id, Json::Object(pairs)))
}

/// How to reach the payer; it is kept with the order.
pub(crate) fn update_customer(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let body = &call.body;
    let order = orders::by_capability(desk, call.id)?;
    apply(body, &["customerMobile"], rules::mobile, "a mobile number of ten digits starting with 6 to 9")?;
    apply(body, &["customerEmail"], rules::email, "an e-mail address")?;
    same_key(&order, body.text(&["merchantAccessKey"]), "merchantAccessKey")?;
    desk.accepts_payment(&order)?;
    let mut request = order.asked();
    let mut info = request.get("customerInfo").cloned().unwrap_or(Json::Null);
    for (key, given) in [("phoneNumber", "customerMobile"), ("email", "customerEmail")] {
        if let Some(text) = body.text(&[given]) {
            info.set(key, text.into());
        }
    }
    request.set("customerInfo", info);
    desk.db
        .prepare_cached("UPDATE orders SET request = ?2, modified = ?3 WHERE order_id = ?1")?
        .execute(rusqlite::params![order.order_id, request.to_string(), desk.now])?;
    let customer = |key: &str| request.at(&["customerInfo", key]).cloned().unwrap_or(Json::Null);
    let payload = Json::object([
        ("customerMobile", customer("phoneNumber")),
        ("firstName", customer("firstName")),
        ("address", customer("address")),
        ("companyId", Json::Null),
        ("authenticatorEnabled", false.into()),
    ]);
    Ok(Reply::about(&order.order_id, payload))
}

/// Scheme, type and bank of a card by its first digits.
pub(crate) fn bin_details(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let given = |key: &str| call.query.iter().find(|(name, _)| name == key).map_or("", |(_, value)| value.as_str());
    let bin = given("bin");
    if !(10..=19).contains(&bin.len()) || !bin.chars().all(|c| c.is_ascii_digit()) {
        return Err(invalid("The query parameter bin must be the first ten digits of the card, or more."));
    }
    let order = orders::by_capability(desk, given("transactionId"))?;
    let known = VALUES.iter().filter(|row| row.place == Place::Card && row.value.starts_with(&bin[..10]));
    let Some(Meaning::Card(scheme, kind, bank, _)) = known.map(|row| row.meaning).next() else {
        return Err(refuse(IMPOSSIBLE, "The card is not one of the sandbox's test cards."));
    };
    let payload = Json::object([
        ("cardSchemeType", scheme.into()),
        ("cardType", kind.into()),
        ("pgCode", "SANDBOX".into()),
        ("bankName", bank.into()),
        ("bankEntityName", format!("{bank} Limited").into()),
    ]);
    Ok(Reply::about(&order.order_id, payload))
}

/// Binds the order's intent link to an app; the payment exists from here on.
pub(crate) fn bind_upi_app(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let body = &call.body;
    if body.text(&["paymentMode"]).is_some_and(|mode| mode != "UPI") {
        return Err(invalid("The key paymentMode must be UPI."));
    }
    let app = body.text(&["bankCode"]).unwrap_or_default();
    if !APPS.contains(&app) {
        return Err(invalid(format!("The key bankCode must be one of {}.", APPS.join(", "))));
    }
    let given = body.text(&["transactionId"]).unwrap_or_default();
    // The gateway's own page sends the order's id in some places and the link's in others; both name one link.
    let intent = OrderRow::by_id(desk.db, given)?.map_or_else(|| given.to_string(), |order| order.intent_id);
    let (order, mut payment) = upi::scanned(desk, &intent)?;
    if payment.way != "INTENT" || !payment.status.is_open() {
        return Err(refuse(IMPOSSIBLE, "The transaction is no open intent link."));
    }
    payments::offered(&order, "UPI", None)?;
    payment.bank_code = Some(app.to_string());
    desk.db
        .prepare_cached("UPDATE payments SET bank_code = ?2 WHERE transaction_id = ?1")?
        .execute([&payment.transaction_id, app])?;
    let payload = Json::object([("transactionId", payment.transaction_id.as_str().into())]);
    Ok(Reply::about(&order.order_id, payload))
}

/// A payment as its payer may see it; an order's id stands for its last payment.
pub(crate) fn minimal(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let (order, payment) = match PaymentRow::by_id(desk.db, call.id)? {
        Some(payment) => (orders::by_capability(desk, &payment.order_id)?, Some(payment)),
        None => {
            let order = OrderRow::find(desk.db, "order_id = ?1 OR intent_id = ?1", [call.id])?;
            let order = order.ok_or_else(|| refuse(NOT_FOUND, "Transaction not found."))?;
            let last = PaymentRow::all(desk.db, "order_id = ?1", [&order.order_id])?.pop();
            (order, last)
        }
    };
    let pairs = match &payment {
        Some(payment) => {
            let mut pairs = notice::payment_fields(desk, &order, payment);
            pairs.retain(|(key, _)| PAYERS.contains(&key.as_str()));
            pairs.push(("txnMessage".into(), payment.message.as_str().into()));
            pairs.push(("checksum".into(), notice::checksum(desk, &order, payment).into()));
            pairs
        }
        None => Vec::from(
            [
                ("transactionId", Json::from(order.order_id.as_str())),
                ("orderId", order.order_id.as_str().into()),
                ("uniqueTransactionId", order.merchant_order_id.as_str().into()),
                ("orderStatus", order.status.word().into()),
                ("amount", desk.amount(order.amount, 2)),
                ("finalAmount", desk.amount(order.amount, 2)),
                ("currency", "INR".into()),
            ]
            .map(|(key, value)| (key.to_string(), value)),
        ),
    };
    let mut payload = Json::Object(pairs);
    payload.set("paymentAttemptLeft", order.status.is_open().into());
    payload.set("customParameters", order.asked().get("customParameters").cloned().unwrap_or(Json::Null));
    Ok(Reply::about(&order.order_id, payload))
}

/// Keys of a payment that its payer sees, as the return page has them.
const PAYERS: &[&str] = &[
    "transactionId",
    "orderId",
    "uniqueTransactionId",
    "orderStatus",
    "status",
    "transactionStatus",
    "amount",
    "finalAmount",
    "transactionAmount",
    "currency",
    "paymentMode",
    "txnDate",
];

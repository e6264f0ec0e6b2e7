//! `orders.create`, `orders.get`, `orders.get_by_merchant_order_id`.

use rust_decimal::Decimal;

use super::{Call, Reply, splits};
use crate::fault::{CONFLICT, Fault, NOT_FOUND, Outcome, invalid, refuse};
use crate::ids;
use crate::json::Json;
use crate::ledger::Desk;
use crate::money;
use crate::notice::payment_fields;
use crate::rows::{OrderRow, PaymentRow};
use crate::rules::{self, apply};
use crate::states::{Machine, Order};
use crate::store::Rupees;

/// Creates an order.
pub(crate) fn create(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let body = &call.body;
    let amount = order_amount(body)?;
    apply(body, &["orderId"], rules::alphanumeric, "1 to 100 letters and digits")?;
    apply(body, &["returnUrl"], rules::url, "an http or https address")?;
    apply(body, &["notifyUrl"], rules::url, "an http or https address")?;
    apply(body, &["customerInfo", "phoneNumber"], rules::mobile, "a mobile number of ten digits starting with 6 to 9")?;
    apply(body, &["customerInfo", "email"], rules::email, "an e-mail address")?;
    apply(body, &["paymentDetail", "accountNumber"], rules::account, "9 to 36 letters and digits")?;
    apply(body, &["paymentDetail", "ifsc"], rules::ifsc, "an IFSC such as KKBK0000432")?;

    let merchant_order_id = body.text(&["orderId"]).unwrap_or_default();
    let taken = OrderRow::find(
        desk.db,
        "merchant = ?1 AND merchant_order_id = ?2",
        [call.merchant.as_str(), merchant_order_id],
    )?;
    if taken.is_some() && !desk.config.keys_taken_twice {
        return Err(refuse(CONFLICT, "An order with this orderId already exists; use a new one for a new order."));
    }
    let order_id = insert(desk, &call.merchant, merchant_order_id, amount, body)?;
    let page = format!("{}/v1/pay/{order_id}", desk.url);
    let payload = Json::object([("redirectionUrl", page.into()), ("orderId", order_id.as_str().into())]);
    Ok(Reply::about(&order_id, payload))
}

/// Stores a new order. The request is kept as it came; addresses and what is shown later are read from it.
pub(crate) fn insert(
    desk: &Desk<'_>,
    merchant: &str,
    merchant_order_id: &str,
    amount: Decimal,
    request: &Json,
) -> Outcome<String> {
    let order_id = ids::order(desk.db)?;
    desk.db
        .prepare_cached(
            "INSERT INTO orders (order_id, merchant, merchant_order_id, amount, status, created, modified, expires,
             notify_url, return_url, request, intent_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(rusqlite::params![
            order_id,
            merchant,
            merchant_order_id,
            Rupees(amount),
            Order::Created,
            desk.now,
            desk.now.plus_seconds(desk.config.order_seconds),
            request.text(&["notifyUrl"]),
            request.text(&["returnUrl"]),
            request.to_string(),
            ids::transaction(desk.db)?,
        ])?;
    Ok(order_id)
}

/// An order by the gateway's id.
pub(crate) fn get(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let mut order = OrderRow::by_id(desk.db, call.id)?.filter(|order| order.merchant == call.merchant);
    if order.is_none() && desk.config.merchant_ids_in_get {
        order = by_merchant_order_id(desk, call)?;
    }
    show(desk, order)
}

/// An order by the merchant's own id.
pub(crate) fn get_by_merchant_order_id(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    show(desk, by_merchant_order_id(desk, call)?)
}

/// The order behind an id that is the only credential.
pub(crate) fn by_capability(desk: &Desk<'_>, order_id: &str) -> Outcome<OrderRow> {
    OrderRow::by_id(desk.db, order_id)?.ok_or_else(not_found)
}

/// The refusal for an order that does not exist.
pub(crate) fn not_found() -> Fault {
    refuse(NOT_FOUND, "Order not found.")
}

fn by_merchant_order_id(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Option<OrderRow>> {
    Ok(OrderRow::find(desk.db, "merchant = ?1 AND merchant_order_id = ?2", [call.merchant.as_str(), call.id])?)
}

/// An order as the status calls tell it.
pub(crate) fn show(desk: &Desk<'_>, order: Option<OrderRow>) -> Outcome<Reply> {
    let order = order.ok_or_else(not_found)?;
    let payload = full(desk, &order)?;
    Ok(Reply::about(&order.order_id, payload).telling(order.status == Order::Paid))
}

/// An order with all its payments.
pub(crate) fn full(desk: &Desk<'_>, order: &OrderRow) -> Outcome<Json> {
    let mut transactions = Vec::new();
    for payment in PaymentRow::all(desk.db, "order_id = ?1", [&order.order_id])? {
        transactions.push(transaction(desk, order, &payment)?);
    }
    let request = order.asked();
    let amount = Json::object([("value", desk.amount(order.amount, 2)), ("currency", "INR".into())]);
    let mut pairs: Vec<(String, Json)> = vec![
        ("orderId".into(), order.order_id.as_str().into()),
        ("merchantOrderId".into(), order.merchant_order_id.as_str().into()),
        ("orderStatus".into(), order.status.word().into()),
        ("amount".into(), amount),
        ("created".into(), desk.date(order.created)),
        ("lastModified".into(), desk.date(order.modified)),
    ];
    for key in ["returnUrl", "notifyUrl", "customerInfo", "customParameters", "description"] {
        pairs.push((key.into(), request.get(key).cloned().unwrap_or(Json::Null)));
    }
    pairs.push(("paymentDetail".into(), shown_account(&request)));
    pairs.push(("transactions".into(), Json::List(transactions)));
    Ok(Json::Object(pairs))
}

/// A payment as `payments.get` and `orders.get` show it.
pub(crate) fn transaction(desk: &Desk<'_>, order: &OrderRow, payment: &PaymentRow) -> Outcome<Json> {
    let mut pairs = payment_fields(desk, order, payment);
    pairs.push(("created".into(), desk.date(payment.created)));
    pairs.push(("lastModified".into(), desk.date(payment.modified)));
    if let Some(split) = splits::shown(desk, &payment.transaction_id)? {
        pairs.push(("splitSettlement".into(), split));
    }
    Ok(Json::Object(pairs))
}

/// The account of third-party validation with all but its last four characters hidden.
fn shown_account(request: &Json) -> Json {
    let Some(detail) = request.get("paymentDetail") else { return Json::Null };
    let account = detail.text(&["accountNumber"]).map(|text| {
        let tail = text.len().saturating_sub(4);
        format!("{}{}", "X".repeat(tail), &text[tail..])
    });
    Json::object([("accountNumber", account.into()), ("ifsc", detail.text(&["ifsc"]).map(str::to_string).into())])
}

fn order_amount(body: &Json) -> Outcome<Decimal> {
    let Some(Json::Object(_)) = body.get("amount") else {
        return Err(invalid("The key amount must be an object with value and currency."));
    };
    let value = body.at(&["amount", "value"]).ok_or_else(|| invalid("The key amount.value is required."))?;
    if !matches!(value, Json::Number(_)) {
        return Err(invalid(format!("The key amount.value must be a number, not {}.", value.kind())));
    }
    let currency = body.at(&["amount", "currency"]).ok_or_else(|| invalid("The key amount.currency is required."))?;
    if *currency != Json::Text("INR".into()) {
        return Err(invalid("The key amount.currency must be INR."));
    }
    money::payable(value).map_err(|problem| invalid(format!("The key amount.value {problem}.")))
}

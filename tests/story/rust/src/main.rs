//! A shop's day with the Rust SDK: an order is created, paid, confirmed, refunded and settled.
//!
//! `ENKASH_BASE_URL`, `ENKASH_ACCESS_KEY` and `ENKASH_SECRET_KEY` point to a fresh sandbox; `cargo xtask demo` starts
//! one. Each step prints a line of JSON, the last line is a summary.

mod http;

use std::error::Error;
use std::process::ExitCode;

use enkash::model::{
    CreateOrder, CreateRefund, CustomerInfo, OrderStatus, PaymentDetail, SearchSettlements, SubmitPayment,
    TransactionStatus, WebhookKind,
};
use enkash::{Client, ErrorKind, Money};
use serde_json::{Value, json};

use http::{Listener, control};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// What one step hands to the next.
struct Shop {
    base_url: String,
    access_key: String,
    secret_key: String,
    listener: Listener,
    client: Client,
    order_id: String,
    transaction_id: String,
    upi: String,
    summary: Value,
}

#[tokio::main]
async fn main() -> ExitCode {
    match day().await {
        Ok(()) => ExitCode::SUCCESS,
        Err((step, name, error)) => {
            println!("{}", json!({ "step": step, "name": name, "ok": false, "detail": error.to_string() }));
            ExitCode::FAILURE
        }
    }
}

/// Prints a step that held; a step that did not ends the day.
macro_rules! step {
    ($number:literal, $name:literal, $work:expr) => {{
        let (detail, more, value) = $work.await.map_err(|error: Box<dyn Error>| ($number, $name, error))?;
        let mut line = json!({ "step": $number, "name": $name, "ok": true, "detail": detail });
        if let (Some(line), Value::Object(more)) = (line.as_object_mut(), more) {
            line.extend(more);
        }
        println!("{line}");
        value
    }};
}

async fn day() -> Result<(), (u8, &'static str, Box<dyn Error>)> {
    let mut shop = step!(1, "connect", connect());
    step!(2, "order", order(&mut shop));
    step!(3, "qr", qr(&mut shop));
    step!(4, "pay", pay(&shop));
    step!(5, "notify", notify(&shop));
    step!(6, "second payment", second_payment(&shop));
    step!(7, "refund", refund(&shop));
    step!(8, "settlement", settlement(&mut shop));
    step!(9, "audit", audit(&mut shop));
    println!("{}", json!({ "summary": shop.summary }));
    Ok(())
}

/// What a step returns: the text for a person, further keys of its line, the value for the next steps.
type Step<T> = Outcome<(String, Value, T)>;

fn done<T>(detail: impl Into<String>, value: T) -> Step<T> {
    Ok((detail.into(), Value::Null, value))
}

/// A condition of the story; the text says what was expected.
fn ensure(holds: bool, text: impl Into<String>) -> Outcome<()> {
    if holds { Ok(()) } else { Err(text.into().into()) }
}

async fn connect() -> Step<Shop> {
    let (base_url, access_key, secret_key) =
        (var("ENKASH_BASE_URL")?, var("ENKASH_ACCESS_KEY")?, var("ENKASH_SECRET_KEY")?);
    let client = client(&base_url, &access_key, &secret_key)?;
    // Both ways must reach the same merchant: an order of one is seen by the other in the next step.
    Client::from_env()?;
    let listener = Listener::start()?;
    let detail = format!("gateway at {base_url}, from the keys and from the environment");
    let shop = Shop {
        base_url,
        access_key,
        secret_key,
        listener,
        client,
        order_id: String::new(),
        transaction_id: String::new(),
        upi: String::new(),
        summary: Value::Null,
    };
    done(detail, shop)
}

async fn order(shop: &mut Shop) -> Step<()> {
    let customer = CustomerInfo::new().first_name("Asha").email("asha@example.com").phone_number("9876543210");
    let request = CreateOrder::new("INV1001", Money::parse("499.00")?)
        .customer_info(customer)
        .return_url("https://example.com/return")
        .notify_url(shop.listener.url.clone());
    let created = shop.client.orders().create(request).await?;
    let seen = Client::from_env()?.orders().get_by_merchant_order_id("INV1001").await?;
    ensure(seen.order_id == created.order_id, "the client of the environment sees another order")?;
    ensure(seen.amount == Some(Money::parse("499.00")?), format!("the order is worth {:?}", seen.amount))?;
    shop.order_id = created.order_id;
    let page = created.redirection_url.unwrap_or_default();
    done(format!("{} for 499.00 rupees, checkout at {page}", shop.order_id), ())
}

async fn qr(shop: &mut Shop) -> Step<()> {
    let qr = shop.client.orders().upi_qr(&shop.order_id).await?;
    let png = qr.qr_code.ok_or("the answer holds no image")?;
    shop.upi = qr.qr_url.ok_or("the answer holds no UPI text")?;
    shop.transaction_id = qr.transaction_id;
    for part in ["pa=", "am=499.00", "cu=INR", "tr="] {
        ensure(shop.upi.contains(part), format!("the UPI text lacks {part}: {}", shop.upi))?;
    }
    let more = json!({ "png": png, "upi": shop.upi });
    Ok((format!("{} to pay by {}", shop.transaction_id, shop.upi), more, ()))
}

async fn pay(shop: &Shop) -> Step<()> {
    let body = json!({ "upi": shop.upi, "vpa": "success@sandbox" });
    let told = control(&shop.base_url, "POST", "/_sandbox/upi/pay", Some(&body))?;
    ensure(told["transaction_id"] == shop.transaction_id.as_str(), format!("another transaction was paid: {told}"))?;
    done("the customer's UPI app paid as success@sandbox", ())
}

async fn notify(shop: &Shop) -> Step<()> {
    // One payment may be announced in several notifications; the one that says PAID is the one to act on.
    let notice = loop {
        let event = enkash::webhook::parse(&shop.listener.next()?)?;
        ensure(event.kind == WebhookKind::Payment, format!("a notification of kind {}", event.kind))?;
        let notice = event.payment.ok_or("a payment notification without a payment")?;
        if notice.order_status == Some(OrderStatus::Paid) {
            break notice;
        }
    };
    ensure(notice.order_id.as_deref() == Some(&shop.order_id), "the notification is about another order")?;
    let price = Some(Money::parse("499.00")?);
    let upi = shop.client.payments().upi_status(&shop.transaction_id).await?;
    let order = shop.client.orders().get(&shop.order_id).await?;
    let transaction = shop.client.payments().get(&shop.transaction_id).await?;
    ensure(upi.status == enkash::model::UpiTransactionStatus::Success, format!("the UPI status is {}", upi.status))?;
    ensure(order.order_status == Some(OrderStatus::Paid), format!("the order is {:?}", order.order_status))?;
    ensure(
        transaction.status == Some(TransactionStatus::Success),
        format!("the transaction is {:?}", transaction.status),
    )?;
    ensure(
        [notice.amount, order.amount, transaction.amount].iter().all(|amount| *amount == price),
        format!("amounts differ: {:?}, {:?}, {:?}", notice.amount, order.amount, transaction.amount),
    )?;
    done("notification received, confirmed by status calls: order PAID, transaction SUCCESS, 499.00", ())
}

async fn second_payment(shop: &Shop) -> Step<()> {
    let request = SubmitPayment::new(shop.order_id.clone(), PaymentDetail::upi("success@sandbox"));
    match shop.client.payments().submit(request).await {
        Ok(answer) => Err(format!("a paid order was charged again: {answer:?}").into()),
        Err(error) if error.kind() == ErrorKind::Gateway => done(format!("refused: {error}"), ()),
        Err(error) => Err(format!("refused, but not by the gateway: {error}").into()),
    }
}

async fn refund(shop: &Shop) -> Step<()> {
    let refunds = shop.client.refunds();
    let request = CreateRefund::new(Money::parse("100.00")?, "RF1001A").remarks("one item returned");
    let first = refunds.create(&shop.transaction_id, request.clone()).await?;
    // The same id again is the same refund, whether the gateway repeats its answer or refuses the duplicate.
    match refunds.create(&shop.transaction_id, request).await {
        Ok(again) => {
            ensure(again.transaction_id == first.transaction_id, format!("a second refund was made: {again:?}"))?
        }
        Err(error) if error.kind() == ErrorKind::Gateway => {}
        Err(error) => return Err(error.into()),
    }
    let found = refunds.get("RF1001A").await?;
    ensure(found.amount == Some(Money::parse("100.00")?), format!("the refund is of {:?}", found.amount))?;
    let too_much = CreateRefund::new(Money::parse("400.00")?, "RF1001B");
    let refusal = match refunds.create(&shop.transaction_id, too_much).await {
        Ok(refund) => return Err(format!("more than the payment was given back: {refund:?}").into()),
        Err(error) if error.kind() == ErrorKind::Gateway => error,
        Err(error) => return Err(error.into()),
    };
    let audit = control(&shop.base_url, "GET", "/_sandbox/audit", None)?;
    ensure(audit["refunds"] == 1, format!("the gateway knows {} refunds", audit["refunds"]))?;
    done(format!("100.00 given back once; 400.00 more: {refusal}"), ())
}

async fn settlement(shop: &mut Shop) -> Step<()> {
    control(&shop.base_url, "POST", "/_sandbox/clock", Some(&json!({ "advance_seconds": 86_400 })))?;
    let page = shop.client.settlements().search(SearchSettlements::new().limit(10)).await?;
    let [row] = page.data.as_slice() else {
        return Err(format!("{} payouts were found instead of one", page.data.len()).into());
    };
    let payout = shop.client.settlements().get(&row.settlement_payout_id).await?;
    let amount = |value: Option<Money>, name: &str| value.ok_or_else(|| format!("the payout does not tell its {name}"));
    let sale = amount(payout.total_sale_amount, "sales")?;
    let charges = amount(payout.total_charges, "charges")?;
    let gst = amount(payout.total_gst, "GST")?;
    let refund = amount(payout.total_refund_amount, "refunds")?;
    let settled = amount(payout.total_settlement_amount, "settled amount")?;
    ensure(
        (sale - charges - gst - refund).round_to_paisa() == settled.round_to_paisa(),
        format!("{sale} - {charges} - {gst} - {refund} is not {settled}"),
    )?;
    ensure(row.total_settlement_amount == Some(settled), "search and get tell different amounts")?;
    shop.summary = json!({ "paid": sale.to_string(), "refunded": refund.to_string(), "settled": settled.to_string() });
    done(format!("{}: {sale} - {charges} - {gst} - {refund} = {settled}", payout.settlement_payout_id), ())
}

async fn audit(shop: &mut Shop) -> Step<()> {
    let audit = control(&shop.base_url, "GET", "/_sandbox/audit", None)?;
    let count = |key: &str| audit[key].as_i64().ok_or_else(|| format!("the audit does not tell {key}"));
    let (double, lost, undelivered) =
        (count("double_charges")?, count("lost_results")?, count("undelivered_notifications")?);
    ensure(
        (double, lost, undelivered) == (0, 0, 0),
        format!("{double} double charges, {lost} lost results, {undelivered} undelivered: {}", audit["findings"]),
    )?;
    shop.summary["audit"] = json!({ "double_charges": double, "lost_results": lost, "undelivered": undelivered });
    let wrong = "wrong-secret-of-this-story";
    let stranger = client(&shop.base_url, &shop.access_key, wrong)?;
    let error = match stranger.orders().get(&shop.order_id).await {
        Ok(_) => return Err("a wrong secret key was accepted".into()),
        Err(error) => error,
    };
    ensure(error.kind() == ErrorKind::Authentication, format!("a wrong secret key gives {error:?}"))?;
    let shown = format!("{error} {error:?} {:?}", stranger);
    for key in [wrong, &shop.secret_key, &shop.access_key] {
        ensure(!shown.contains(key), "an error shows a key")?;
    }
    done(format!("nothing lost, nothing charged twice; a wrong key: {error}"), ())
}

fn client(base_url: &str, access_key: &str, secret_key: &str) -> Outcome<Client> {
    Ok(Client::builder().access_key(access_key).secret_key(secret_key).base_url(base_url).build()?)
}

fn var(name: &str) -> Outcome<String> {
    std::env::var(name).map_err(|_| format!("{name} is not set").into())
}

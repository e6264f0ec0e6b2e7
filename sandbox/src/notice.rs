//! Notices: the queue in the store that the courier works off, and the body of a payment notice.

use sha2::{Digest, Sha256};

use crate::clock::Moment;
use crate::fault::Outcome;
use crate::json::{Json, fixed};
use crate::ledger::Desk;
use crate::mandates;
use crate::money::{charges, gst};
use crate::plan::notices;
use crate::rows::{OrderRow, PaymentRow};
use crate::states::Machine;
use crate::store::{meta, set_meta};

/// Not delivered yet; the courier tries when it is due.
pub(crate) const WAITING: &str = "WAITING";
/// The merchant answered 2xx.
pub(crate) const DELIVERED: &str = "DELIVERED";
/// All attempts failed.
pub(crate) const GIVEN_UP: &str = "GIVEN_UP";
/// Never tried, because the address is not on this machine.
pub(crate) const HELD: &str = "HELD";

/// Never tried, because the fault plan says so.
pub(crate) const DROPPED: &str = "DROPPED";

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The outcome of a payment; goes to the order's `notifyUrl`.
    Payment,
    /// A mandate's new state; goes to the merchant's own address.
    Mandate,
    /// The outcome of a debit; goes to the merchant's own address.
    MandateDebit,
    /// A payment of a link, or its due date; the merchant answers 200 with `{}`.
    PaymentLink,
    /// The outcome of a refund; goes to the order's `notifyUrl`.
    Refund,
}

impl Kind {
    /// All of them.
    pub(crate) const ALL: &'static [Kind] =
        &[Kind::Payment, Kind::Mandate, Kind::MandateDebit, Kind::PaymentLink, Kind::Refund];

    /// Its word in the list of notices.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Kind::Payment => "PAYMENT",
            Kind::Mandate => "MANDATE",
            Kind::MandateDebit => "MANDATE_DEBIT",
            Kind::PaymentLink => "PAYMENT_LINK",
            Kind::Refund => "REFUND",
        }
    }
}

/// What every account of a payment holds: the notice, the status call, and the transactions of an order.
pub(crate) fn payment_fields(desk: &Desk<'_>, order: &OrderRow, payment: &PaymentRow) -> Vec<(String, Json)> {
    let amount = || desk.amount(payment.amount, 2);
    let (mdr, mdr_gst) = if payment.status.was_paid() {
        let mdr = charges(payment.amount);
        (mdr, gst(mdr))
    } else {
        Default::default()
    };
    let date = payment.paid_at.unwrap_or(payment.modified);
    let pairs: [(&str, Json); 23] = [
        ("transactionId", payment.transaction_id.as_str().into()),
        ("orderId", order.order_id.as_str().into()),
        ("uniqueTransactionId", order.merchant_order_id.as_str().into()),
        ("orderStatus", order.status.word().into()),
        ("status", payment.status.word().into()),
        ("transactionStatus", payment.status.word().into()),
        ("amount", amount()),
        ("finalAmount", amount()),
        ("transactionAmount", amount()),
        ("currency", "INR".into()),
        ("surcharge", desk.amount(Default::default(), 2)),
        ("surchargeGst", desk.amount(Default::default(), 2)),
        ("mdr", desk.amount(mdr, 4)),
        ("mdrGst", desk.amount(mdr_gst, 4)),
        ("paymentMode", payment.mode.as_str().into()),
        ("bankCode", payment.bank_code.clone().into()),
        ("bankName", payment.bank_name.clone().into()),
        ("cardScheme", payment.card_scheme.clone().into()),
        ("maskedCardNumber", payment.masked_card.clone().into()),
        ("cardHolderName", payment.card_holder.clone().into()),
        ("bankTransactionId", payment.bank_reference.clone().into()),
        ("txnMsg", payment.message.as_str().into()),
        ("txnDate", desk.date(date)),
    ];
    pairs.into_iter().map(|(key, value)| (key.to_string(), value)).collect()
}

/// The body of a payment notice: every documented key, `null` where this payment has no value for it.
pub(crate) fn body(desk: &Desk<'_>, order: &OrderRow, payment: &PaymentRow) -> Json {
    let mut pairs = payment_fields(desk, order, payment);
    pairs.push(("paymentToken".into(), Json::Null));
    pairs.push(("checksum".into(), checksum(desk, order, payment).into()));
    Json::Object(pairs)
}

/// A stand-in, labelled as such: the gateway's own algorithm is not published, so nobody can verify the real one.
/// `sandbox-sha256:` + SHA-256 of `orderId|transactionId|status|amount|INR|secretKey`.
pub(crate) fn checksum(desk: &Desk<'_>, order: &OrderRow, payment: &PaymentRow) -> String {
    let merchant = desk.config.merchants.iter().find(|merchant| merchant.access_key == order.merchant);
    let secret = merchant.map(|merchant| merchant.secret_key.as_str()).unwrap_or_default();
    let text = format!(
        "{}|{}|{}|{}|INR|{secret}",
        order.order_id,
        payment.transaction_id,
        payment.status.word(),
        fixed(payment.amount, 2)
    );
    let digest = Sha256::digest(text);
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sandbox-sha256:{hex}")
}

/// Puts a notice of a payment's new state into the queue, if the order names an address.
pub(crate) fn enqueue(desk: &Desk<'_>, order: &OrderRow, payment: &PaymentRow) -> Outcome<()> {
    if payment.way == mandates::WAY {
        return mandates::tell::debit(desk, order, payment);
    }
    let Some(url) = &order.notify_url else { return Ok(()) };
    let ids = (order.order_id.as_str(), payment.transaction_id.as_str());
    queue(desk, Kind::Payment, url, ids, &body(desk, order, payment))
}

/// Puts a notice into the queue. The ids are what it is about, such as an order, and the one thing in it that changed.
pub(crate) fn queue(desk: &Desk<'_>, kind: Kind, url: &str, ids: (&str, &str), body: &Json) -> Outcome<()> {
    let (state, due, reason) = match unreachable_reason(url, desk.config.notify_anywhere) {
        None => (WAITING, Some(desk.now), ""),
        Some(reason) => (HELD, None, reason),
    };
    let draft = Draft { url, ids, body, state, due, reason, after: None };
    if state == WAITING
        && desk.faults.armed()
        && let Some(hit) = desk.faults.choose_notice(kind, body)
    {
        return notices::queue(desk, &hit, kind, &draft);
    }
    insert(desk, kind, &draft).map(drop)
}

/// A notice before it is in the queue.
pub(crate) struct Draft<'a> {
    /// Where it goes.
    pub url: &'a str,
    /// What it is about, and the one thing in it that changed.
    pub ids: (&'a str, &'a str),
    /// What it says.
    pub body: &'a Json,
    /// Its state.
    pub state: &'static str,
    /// When it is due, unless never.
    pub due: Option<Moment>,
    /// Why it is not sent.
    pub reason: &'static str,
    /// The notice that has to be out of the way first.
    pub after: Option<i64>,
}

/// Puts a notice into the queue; its number.
pub(crate) fn insert(desk: &Desk<'_>, kind: Kind, draft: &Draft<'_>) -> Outcome<i64> {
    desk.db
        .prepare_cached(
            "INSERT INTO notices (kind, order_id, transaction_id, url, body, state, attempts, due, created, reason,
             behind) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?8, ?9, ?10)",
        )?
        .execute(rusqlite::params![
            kind.word(),
            draft.ids.0,
            draft.ids.1,
            draft.url,
            draft.body.to_string(),
            draft.state,
            draft.due,
            desk.now,
            draft.reason,
            draft.after
        ])?;
    Ok(desk.db.last_insert_rowid())
}

/// Where a merchant's notices go that no request names an address for: mandates, links, QR codes.
pub(crate) fn address(desk: &Desk<'_>, merchant: &str) -> Outcome<Option<String>> {
    let own = meta(desk.db, &address_key(merchant))?;
    Ok(own.or(desk.config.notify_url.clone()).filter(|url| !url.is_empty()))
}

/// Sets that address for one merchant; an empty one stops the notices.
pub(crate) fn set_address(desk: &Desk<'_>, merchant: &str, url: &str) -> Outcome<()> {
    Ok(set_meta(desk.db, &address_key(merchant), url)?)
}

fn address_key(merchant: &str) -> String {
    format!("notify_url/{merchant}")
}

/// Why the courier will not call an address. A sandbox that posts made-up payments to somebody's live shop would
/// be dangerous, so by default it calls only the machine it runs on.
fn unreachable_reason(url: &str, anywhere: bool) -> Option<&'static str> {
    let Some(target) = Target::parse(url) else {
        return Some("Not delivered: the sandbox's courier speaks plain http:// only.");
    };
    let local = target.host == "localhost"
        || target.host.ends_with(".localhost")
        || target.host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
    (!local && !anywhere).then_some("Not delivered: the address is not on this machine (see --notify-anywhere).")
}

/// The parts of an `http://` address.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Target {
    /// Host name or address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Path and query.
    pub path: String,
}

impl Target {
    /// Takes an address apart; `None` for another scheme or nonsense.
    pub(crate) fn parse(url: &str) -> Option<Target> {
        let uri: axum::http::Uri = url.split('#').next()?.parse().ok()?;
        if uri.scheme_str() != Some("http") {
            return None;
        }
        let path = uri.path_and_query().map_or("/", |path| path.as_str());
        Some(Target {
            host: uri.host()?.to_string(),
            port: uri.port_u16().unwrap_or(80),
            path: if path.is_empty() { "/".to_string() } else { path.to_string() },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_called() {
        for url in ["http://127.0.0.1:8000/hook", "http://localhost/hook?x=1", "http://[::1]:9/"] {
            assert_eq!(unreachable_reason(url, false), None, "{url}");
        }
        for url in ["http://example.com/hook", "http://127.0.0.1.example.com/", "http://10.0.0.1/"] {
            assert!(unreachable_reason(url, false).is_some(), "{url}");
            assert_eq!(unreachable_reason(url, true), None, "{url}");
        }
        assert!(unreachable_reason("https://localhost/hook", true).is_some());
    }
}

//! What a fault may ask about a call: operation, merchant, amount, the payer's UPI id.

use axum::http::HeaderMap;
use rust_decimal::Decimal;

use super::When;
use crate::gateway::{Gateway, Incoming};
use crate::json::Json;
use crate::routes::Operation;
use crate::rows::{OrderRow, PaymentRow};

/// A call as the faults see it.
pub(crate) struct Facts<'a> {
    operation: &'a Operation,
    headers: &'a HeaderMap,
    /// The body and where to look ids up; `None` while the body has not been read.
    read: Option<(&'a Gateway, &'a Incoming<'a>, Json)>,
}

impl<'a> Facts<'a> {
    /// What its head says.
    pub(crate) fn of_head(incoming: &'a Incoming<'a>) -> Facts<'a> {
        Facts { operation: incoming.operation, headers: incoming.headers, read: None }
    }

    /// What the whole request says.
    pub(crate) fn of_request(gateway: &'a Gateway, incoming: &'a Incoming<'a>) -> Facts<'a> {
        let body = Json::parse(incoming.body).unwrap_or(Json::Null);
        Facts { operation: incoming.operation, headers: incoming.headers, read: Some((gateway, incoming, body)) }
    }

    /// Whether a fault is for calls like this one, their number aside.
    pub(crate) fn fit(&self, when: &When) -> bool {
        let named = when.operations.is_empty() || when.operations.iter().any(|name| name == self.operation.name);
        // From the cheapest question to the dearest.
        named
            && when.merchant.as_ref().is_none_or(|wanted| self.is_merchant(wanted))
            && when.vpa.as_ref().is_none_or(|wanted| self.vpa().is_some_and(|vpa| vpa == *wanted))
            && when.amount.is_none_or(|wanted| self.amount() == Some(wanted))
    }

    fn is_merchant(&self, wanted: &str) -> bool {
        let named = |key| self.read.as_ref().and_then(|(_, _, body)| body.text(&[key]));
        let header = self.headers.get("merchantaccesskey").and_then(|value| value.to_str().ok());
        header == Some(wanted) || named("accessKey") == Some(wanted)
    }

    fn vpa(&self) -> Option<String> {
        let (_, _, body) = self.read.as_ref()?;
        found(body, "vpa").map(str::to_string).or_else(|| self.payment()?.vpa)
    }

    /// The amount in the request, or of what the request is about.
    fn amount(&self) -> Option<Decimal> {
        let (_, _, body) = self.read.as_ref()?;
        let own = body.at(&["amount", "value"]).or_else(|| body.get("amount"));
        match own {
            Some(Json::Number(text) | Json::Text(text)) => Decimal::from_str_exact(text).ok(),
            _ => self.payment().map(|payment| payment.amount).or_else(|| self.order().map(|order| order.amount)),
        }
        .map(|amount| amount.normalize())
    }

    /// The ids in path and body.
    fn ids(&self) -> Vec<&str> {
        let Some((_, incoming, body)) = &self.read else { return Vec::new() };
        let keys = ["orderId", "transactionId"].into_iter().filter_map(|key| body.text(&[key]));
        keys.chain([incoming.id]).filter(|id| !id.is_empty()).collect()
    }

    fn payment(&self) -> Option<PaymentRow> {
        self.look(PaymentRow::by_id)
    }

    fn order(&self) -> Option<OrderRow> {
        self.look(|db, id| match OrderRow::by_id(db, id)? {
            None => OrderRow::find(db, "merchant_order_id = ?1", [id]),
            found => Ok(found),
        })
    }

    fn look<T>(&self, by: impl Fn(&rusqlite::Connection, &str) -> rusqlite::Result<Option<T>>) -> Option<T> {
        let (gateway, ..) = self.read.as_ref()?;
        let ids = self.ids();
        gateway
            .transaction(|desk| {
                for id in &ids {
                    if let Some(row) = by(desk.db, id)? {
                        return Ok(Some(row));
                    }
                }
                Ok(None)
            })
            .ok()
            .flatten()
    }
}

/// The first text under a key, wherever it stands.
fn found<'a>(json: &'a Json, key: &str) -> Option<&'a str> {
    match json {
        Json::Object(pairs) => json.text(&[key]).or_else(|| pairs.iter().find_map(|(_, value)| found(value, key))),
        Json::List(items) => items.iter().find_map(|item| found(item, key)),
        _ => None,
    }
}

//! Rows of the store as values, and the look-ups that fetch them.

use rusqlite::{Connection, OptionalExtension, Params, Row};
use rust_decimal::Decimal;

use crate::clock::Moment;
use crate::json::Json;
use crate::states::{Order, Payment, Refund};
use crate::store::Rupees;

/// An order.
#[derive(Debug, Clone)]
pub(crate) struct OrderRow {
    pub order_id: String,
    pub merchant: String,
    pub merchant_order_id: String,
    pub amount: Decimal,
    pub status: Order,
    pub created: Moment,
    pub modified: Moment,
    pub notify_url: Option<String>,
    pub return_url: Option<String>,
    /// The create request as it came.
    pub request: String,
    /// The transaction an intent link will pay; it becomes a payment when a payer acts.
    pub intent_id: String,
}

/// A payment.
#[derive(Debug, Clone)]
pub(crate) struct PaymentRow {
    pub transaction_id: String,
    pub order_id: String,
    pub merchant: String,
    pub amount: Decimal,
    pub mode: String,
    /// How it was started: QR, INTENT, COLLECT, CARD or REDIRECT.
    pub way: String,
    pub status: Payment,
    pub message: String,
    pub created: Moment,
    pub modified: Moment,
    pub closes: Option<Moment>,
    pub paid_at: Option<Moment>,
    pub vpa: Option<String>,
    pub bank_code: Option<String>,
    pub bank_name: Option<String>,
    pub card_scheme: Option<String>,
    pub masked_card: Option<String>,
    pub card_holder: Option<String>,
    pub bank_reference: Option<String>,
}

/// A refund.
#[derive(Debug, Clone)]
pub(crate) struct RefundRow {
    pub refund_id: String,
    pub transaction_id: String,
    /// The merchant's own id of it.
    pub request_id: String,
    pub amount: Decimal,
    pub remarks: Option<String>,
    pub status: Refund,
    pub message: String,
    pub modified: Moment,
}

impl OrderRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<OrderRow> {
        Ok(OrderRow {
            order_id: row.get("order_id")?,
            merchant: row.get("merchant")?,
            merchant_order_id: row.get("merchant_order_id")?,
            amount: row.get::<_, Rupees>("amount")?.0,
            status: row.get("status")?,
            created: row.get("created")?,
            modified: row.get("modified")?,
            notify_url: row.get("notify_url")?,
            return_url: row.get("return_url")?,
            request: row.get("request")?,
            intent_id: row.get("intent_id")?,
        })
    }

    /// The create request as it came.
    pub(crate) fn asked(&self) -> Json {
        Json::parse(self.request.as_bytes()).unwrap_or(Json::Null)
    }

    /// The orders that fit a condition, oldest first.
    pub(crate) fn all(db: &Connection, condition: &str, values: impl Params) -> rusqlite::Result<Vec<OrderRow>> {
        db.prepare_cached(&format!("SELECT * FROM orders WHERE {condition} ORDER BY created, rowid"))?
            .query_map(values, OrderRow::read)?
            .collect()
    }

    /// The order that fits a condition; of several with the same key the oldest.
    pub(crate) fn find(db: &Connection, condition: &str, values: impl Params) -> rusqlite::Result<Option<OrderRow>> {
        db.prepare_cached(&format!("SELECT * FROM orders WHERE {condition} ORDER BY rowid LIMIT 1"))?
            .query_row(values, OrderRow::read)
            .optional()
    }

    /// The order with an id of the gateway.
    pub(crate) fn by_id(db: &Connection, id: &str) -> rusqlite::Result<Option<OrderRow>> {
        OrderRow::find(db, "order_id = ?1", [id])
    }
}

impl PaymentRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<PaymentRow> {
        Ok(PaymentRow {
            transaction_id: row.get("transaction_id")?,
            order_id: row.get("order_id")?,
            merchant: row.get("merchant")?,
            amount: row.get::<_, Rupees>("amount")?.0,
            mode: row.get("mode")?,
            way: row.get("way")?,
            status: row.get("status")?,
            message: row.get("message")?,
            created: row.get("created")?,
            modified: row.get("modified")?,
            closes: row.get("closes")?,
            paid_at: row.get("paid_at")?,
            vpa: row.get("vpa")?,
            bank_code: row.get("bank_code")?,
            bank_name: row.get("bank_name")?,
            card_scheme: row.get("card_scheme")?,
            masked_card: row.get("masked_card")?,
            card_holder: row.get("card_holder")?,
            bank_reference: row.get("bank_reference")?,
        })
    }

    /// The payments that fit a condition, oldest first.
    pub(crate) fn all(db: &Connection, condition: &str, values: impl Params) -> rusqlite::Result<Vec<PaymentRow>> {
        db.prepare_cached(&format!("SELECT * FROM payments WHERE {condition} ORDER BY created, rowid"))?
            .query_map(values, PaymentRow::read)?
            .collect()
    }

    /// The payment with an id.
    pub(crate) fn by_id(db: &Connection, id: &str) -> rusqlite::Result<Option<PaymentRow>> {
        Ok(PaymentRow::all(db, "transaction_id = ?1", [id])?.pop())
    }

    /// Stores a new payment.
    pub(crate) fn insert(&self, db: &Connection) -> rusqlite::Result<()> {
        db.prepare_cached(
            "INSERT INTO payments (transaction_id, order_id, merchant, amount, mode, way, status, message, created,
             modified, closes, vpa, bank_code, bank_name, card_scheme, masked_card, card_holder)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
        )?
        .execute(rusqlite::params![
            self.transaction_id,
            self.order_id,
            self.merchant,
            Rupees(self.amount),
            self.mode,
            self.way,
            self.status,
            self.message,
            self.created,
            self.modified,
            self.closes,
            self.vpa,
            self.bank_code,
            self.bank_name,
            self.card_scheme,
            self.masked_card,
            self.card_holder,
        ])
        .map(drop)
    }
}

impl RefundRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<RefundRow> {
        Ok(RefundRow {
            refund_id: row.get("refund_id")?,
            transaction_id: row.get("transaction_id")?,
            request_id: row.get("request_id")?,
            amount: row.get::<_, Rupees>("amount")?.0,
            remarks: row.get("remarks")?,
            status: row.get("status")?,
            message: row.get("message")?,
            modified: row.get("modified")?,
        })
    }

    /// The refunds that fit a condition, oldest first.
    pub(crate) fn all(db: &Connection, condition: &str, values: impl Params) -> rusqlite::Result<Vec<RefundRow>> {
        db.prepare_cached(&format!("SELECT * FROM refunds WHERE {condition} ORDER BY created, rowid"))?
            .query_map(values, RefundRow::read)?
            .collect()
    }
}

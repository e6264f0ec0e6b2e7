//! Mandates, notices and debits in the store.

use rusqlite::{Connection, OptionalExtension, Params, Row};
use rust_decimal::Decimal;

use super::cycle::{Period, Rhythm, Rule};
use crate::clock::Moment;
use crate::states::{DebitNotice, Mandate};
use crate::store::Rupees;

/// The payer's account stands there with all but its last four characters hidden.
pub(crate) const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS mandates (
    mandate_id TEXT PRIMARY KEY, merchant TEXT NOT NULL, reference_id TEXT NOT NULL, umn TEXT, status TEXT NOT NULL,
    amount TEXT NOT NULL, amount_rule TEXT NOT NULL, payer_name TEXT NOT NULL, payer_vpa TEXT NOT NULL,
    payer_account TEXT NOT NULL, account_validation INTEGER NOT NULL, name TEXT NOT NULL, block_fund INTEGER NOT NULL,
    period TEXT NOT NULL, rule TEXT NOT NULL, value INTEGER NOT NULL, starts INTEGER NOT NULL, ends INTEGER NOT NULL,
    url TEXT, description TEXT, created INTEGER NOT NULL, modified INTEGER NOT NULL, decide_by INTEGER NOT NULL,
    approved INTEGER, paused INTEGER, resumes INTEGER, new_amount TEXT, new_ends INTEGER, new_description TEXT,
    next_debit TEXT, UNIQUE (merchant, reference_id));
CREATE TABLE IF NOT EXISTS debit_notices (
    notice_id TEXT PRIMARY KEY, mandate_id TEXT NOT NULL REFERENCES mandates, amount TEXT NOT NULL, day TEXT NOT NULL,
    over INTEGER NOT NULL, cycle TEXT NOT NULL, status TEXT NOT NULL, created INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS debits (
    order_id TEXT PRIMARY KEY REFERENCES orders, transaction_id TEXT NOT NULL UNIQUE, mandate_id TEXT NOT NULL
    REFERENCES mandates, notice_id TEXT REFERENCES debit_notices, cycle TEXT NOT NULL, at INTEGER NOT NULL,
    paid INTEGER NOT NULL DEFAULT 0);
-- The second lock behind the rules: at most one successful debit a cycle.
CREATE UNIQUE INDEX IF NOT EXISTS one_debit_a_cycle ON debits (mandate_id, cycle) WHERE paid;
";

/// A mandate.
#[derive(Debug, Clone)]
pub(crate) struct MandateRow {
    pub mandate_id: String,
    pub merchant: String,
    pub reference_id: String,
    pub umn: Option<String>,
    pub status: Mandate,
    pub amount: Decimal,
    pub amount_rule: String,
    pub payer_name: String,
    pub payer_vpa: String,
    pub payer_account: String,
    pub account_validation: bool,
    pub name: String,
    pub block_fund: bool,
    pub period: String,
    pub rule: String,
    pub value: i64,
    pub starts: Moment,
    pub ends: Moment,
    pub url: Option<String>,
    pub description: Option<String>,
    pub created: Moment,
    pub modified: Moment,
    /// Until when the payer may approve the mandate or the change.
    pub decide_by: Moment,
    pub approved: Option<Moment>,
    pub paused: Option<Moment>,
    pub resumes: Option<Moment>,
    pub new_amount: Option<Decimal>,
    pub new_ends: Option<Moment>,
    pub new_description: Option<String>,
    /// What a control call said of the next debit.
    pub next_debit: Option<String>,
}

impl MandateRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<MandateRow> {
        Ok(MandateRow {
            mandate_id: row.get("mandate_id")?,
            merchant: row.get("merchant")?,
            reference_id: row.get("reference_id")?,
            umn: row.get("umn")?,
            status: row.get("status")?,
            amount: row.get::<_, Rupees>("amount")?.0,
            amount_rule: row.get("amount_rule")?,
            payer_name: row.get("payer_name")?,
            payer_vpa: row.get("payer_vpa")?,
            payer_account: row.get("payer_account")?,
            account_validation: row.get("account_validation")?,
            name: row.get("name")?,
            block_fund: row.get("block_fund")?,
            period: row.get("period")?,
            rule: row.get("rule")?,
            value: row.get("value")?,
            starts: row.get("starts")?,
            ends: row.get("ends")?,
            url: row.get("url")?,
            description: row.get("description")?,
            created: row.get("created")?,
            modified: row.get("modified")?,
            decide_by: row.get("decide_by")?,
            approved: row.get("approved")?,
            paused: row.get("paused")?,
            resumes: row.get("resumes")?,
            new_amount: row.get::<_, Option<Rupees>>("new_amount")?.map(|amount| amount.0),
            new_ends: row.get("new_ends")?,
            new_description: row.get("new_description")?,
            next_debit: row.get("next_debit")?,
        })
    }

    /// The mandate that fits a condition.
    pub(crate) fn find(db: &Connection, condition: &str, values: impl Params) -> rusqlite::Result<Option<MandateRow>> {
        db.prepare_cached(&format!("SELECT * FROM mandates WHERE {condition}"))?
            .query_row(values, MandateRow::read)
            .optional()
    }

    /// The mandate with an id of the gateway.
    pub(crate) fn by_id(db: &Connection, mandate_id: &str) -> rusqlite::Result<Option<MandateRow>> {
        MandateRow::find(db, "mandate_id = ?1", [mandate_id])
    }

    /// Stores the mandate, whether it is new or changed.
    pub(crate) fn save(&self, db: &Connection) -> rusqlite::Result<()> {
        db.prepare_cached(
            "INSERT INTO mandates VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
             ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30)
             ON CONFLICT (mandate_id) DO UPDATE SET umn = ?4, status = ?5, amount = ?6, ends = ?18, description = ?20,
             modified = ?22, decide_by = ?23, approved = ?24, paused = ?25, resumes = ?26, new_amount = ?27,
             new_ends = ?28, new_description = ?29, next_debit = ?30",
        )?
        .execute(rusqlite::params![
            self.mandate_id,
            self.merchant,
            self.reference_id,
            self.umn,
            self.status,
            Rupees(self.amount),
            self.amount_rule,
            self.payer_name,
            self.payer_vpa,
            self.payer_account,
            self.account_validation,
            self.name,
            self.block_fund,
            self.period,
            self.rule,
            self.value,
            self.starts,
            self.ends,
            self.url,
            self.description,
            self.created,
            self.modified,
            self.decide_by,
            self.approved,
            self.paused,
            self.resumes,
            self.new_amount.map(Rupees),
            self.new_ends,
            self.new_description,
            self.next_debit,
        ])
        .map(drop)
    }

    /// Its cycles. The words were checked when the mandate was made.
    pub(crate) fn rhythm(&self) -> Rhythm {
        Rhythm {
            period: Period::from_word(&self.period).unwrap_or(Period::OneTime),
            rule: Rule::from_word(&self.rule).unwrap_or(Rule::On),
            value: self.value,
            start: self.starts.day(),
        }
    }

    /// Whether an amount is within the amount rule.
    pub(crate) fn covers(&self, amount: Decimal) -> bool {
        if self.amount_rule == "EXACT" { amount == self.amount } else { amount <= self.amount }
    }
}

/// A notice before a debit.
#[derive(Debug, Clone)]
pub(crate) struct NoticeRow {
    pub notice_id: String,
    pub mandate_id: String,
    pub amount: Decimal,
    /// The day of the debit, `YYYY-MM-DD`.
    pub day: String,
    /// The midnight at which that day is over.
    pub over: Moment,
    pub cycle: String,
    pub status: DebitNotice,
    pub created: Moment,
}

impl NoticeRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<NoticeRow> {
        Ok(NoticeRow {
            notice_id: row.get("notice_id")?,
            mandate_id: row.get("mandate_id")?,
            amount: row.get::<_, Rupees>("amount")?.0,
            day: row.get("day")?,
            over: row.get("over")?,
            cycle: row.get("cycle")?,
            status: row.get("status")?,
            created: row.get("created")?,
        })
    }

    /// The notices that fit a condition, oldest first.
    pub(crate) fn all(db: &Connection, condition: &str, values: impl Params) -> rusqlite::Result<Vec<NoticeRow>> {
        db.prepare_cached(&format!("SELECT * FROM debit_notices WHERE {condition} ORDER BY created, rowid"))?
            .query_map(values, NoticeRow::read)?
            .collect()
    }

    /// Stores a new notice.
    pub(crate) fn insert(&self, db: &Connection) -> rusqlite::Result<()> {
        db.prepare_cached("INSERT INTO debit_notices VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?
            .execute(rusqlite::params![
                self.notice_id,
                self.mandate_id,
                Rupees(self.amount),
                self.day,
                self.over,
                self.cycle,
                self.status,
                self.created,
            ])
            .map(drop)
    }
}

/// A debit: which order and payment it is, and what it belongs to.
#[derive(Debug, Clone)]
pub(crate) struct DebitRow {
    pub order_id: String,
    pub transaction_id: String,
    pub mandate_id: String,
    pub notice_id: Option<String>,
    pub cycle: String,
    pub at: Moment,
}

impl DebitRow {
    /// The debits that fit a condition, oldest first.
    pub(crate) fn all(db: &Connection, condition: &str, values: impl Params) -> rusqlite::Result<Vec<DebitRow>> {
        db.prepare_cached(&format!("SELECT * FROM debits WHERE {condition} ORDER BY at, rowid"))?
            .query_map(values, |row| {
                Ok(DebitRow {
                    order_id: row.get("order_id")?,
                    transaction_id: row.get("transaction_id")?,
                    mandate_id: row.get("mandate_id")?,
                    notice_id: row.get("notice_id")?,
                    cycle: row.get("cycle")?,
                    at: row.get("at")?,
                })
            })?
            .collect()
    }

    /// Stores a new debit.
    pub(crate) fn insert(&self, db: &Connection) -> rusqlite::Result<()> {
        db.prepare_cached(
            "INSERT INTO debits (order_id, transaction_id, mandate_id, notice_id, cycle, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(rusqlite::params![
            self.order_id,
            self.transaction_id,
            self.mandate_id,
            self.notice_id,
            self.cycle,
            self.at
        ])
        .map(drop)
    }
}

//! The store: SQLite, the only truth. Amounts are decimal text, times are milliseconds of the virtual clock.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension};
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

use crate::clock::{self, Moment};
use crate::config::{Config, Database};
use crate::gateway::{customers, origins, otp, payment_links, qr_codes, splits};
use crate::{corrections, ids, mandates};

const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS tokens (
    token TEXT PRIMARY KEY, merchant TEXT NOT NULL, expires INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS orders (
    order_id TEXT PRIMARY KEY, merchant TEXT NOT NULL, merchant_order_id TEXT NOT NULL, amount TEXT NOT NULL,
    status TEXT NOT NULL, created INTEGER NOT NULL, modified INTEGER NOT NULL, expires INTEGER NOT NULL,
    notify_url TEXT, return_url TEXT, request TEXT NOT NULL, intent_id TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS payments (
    transaction_id TEXT PRIMARY KEY, order_id TEXT NOT NULL REFERENCES orders, merchant TEXT NOT NULL,
    amount TEXT NOT NULL, mode TEXT NOT NULL, way TEXT NOT NULL, status TEXT NOT NULL, message TEXT NOT NULL,
    created INTEGER NOT NULL, modified INTEGER NOT NULL, closes INTEGER, paid_at INTEGER, vpa TEXT,
    bank_code TEXT, bank_name TEXT, card_scheme TEXT, masked_card TEXT, card_holder TEXT, bank_reference TEXT,
    payout_id TEXT);
CREATE INDEX IF NOT EXISTS payments_of_order ON payments (order_id);
-- What falls due next is asked before every request.
CREATE INDEX IF NOT EXISTS orders_by_end ON orders (expires)
    WHERE status IN ('CREATED', 'CHECKOUT_RENDERED', 'ATTEMPTED');
CREATE INDEX IF NOT EXISTS payments_by_end ON payments (closes)
    WHERE status IN ('CREATED', 'PENDING_WITH_BANK', 'AUTHORIZED') AND closes IS NOT NULL;
-- The second lock behind the transition tables: at most one paid payment an order.
CREATE UNIQUE INDEX IF NOT EXISTS one_paid_payment ON payments (order_id) WHERE paid_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS refunds (
    refund_id TEXT PRIMARY KEY, transaction_id TEXT NOT NULL REFERENCES payments, merchant TEXT NOT NULL,
    request_id TEXT NOT NULL, amount TEXT NOT NULL, remarks TEXT, status TEXT NOT NULL, message TEXT NOT NULL,
    created INTEGER NOT NULL, modified INTEGER NOT NULL, due INTEGER NOT NULL, payout_id TEXT, returned_in TEXT);
CREATE TABLE IF NOT EXISTS payouts (
    payout_id TEXT PRIMARY KEY, merchant TEXT NOT NULL, split_account TEXT, sale TEXT NOT NULL,
    charges TEXT NOT NULL, gst TEXT NOT NULL, refund TEXT NOT NULL, chargeback TEXT NOT NULL,
    adjustment TEXT NOT NULL, carry TEXT NOT NULL,
    rounding TEXT NOT NULL, settled TEXT NOT NULL, status TEXT NOT NULL, utr TEXT NOT NULL, transfer_id TEXT NOT NULL, created INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS payout_rows (
    row_id TEXT PRIMARY KEY, payout_id TEXT NOT NULL REFERENCES payouts, transaction_id TEXT NOT NULL,
    paid TEXT NOT NULL, sale TEXT NOT NULL, charges TEXT NOT NULL, gst TEXT NOT NULL, settled TEXT NOT NULL, created INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS history (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
    order_id TEXT, event TEXT NOT NULL, from_state TEXT NOT NULL, to_state TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS journal (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, operation TEXT NOT NULL, method TEXT NOT NULL,
    path TEXT NOT NULL, headers TEXT NOT NULL, request TEXT NOT NULL, status INTEGER, code INTEGER,
    answer TEXT NOT NULL, order_id TEXT, told_paid INTEGER NOT NULL, applied INTEGER NOT NULL,
    answered TEXT NOT NULL, fault TEXT, digest TEXT NOT NULL, leaks TEXT, history INTEGER);
CREATE TABLE IF NOT EXISTS notices (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, order_id TEXT NOT NULL, transaction_id TEXT NOT NULL,
    url TEXT NOT NULL, body TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, due INTEGER, created INTEGER NOT NULL,
    reason TEXT NOT NULL, behind INTEGER);
CREATE TABLE IF NOT EXISTS deliveries (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, notice INTEGER NOT NULL REFERENCES notices, at INTEGER NOT NULL,
    http_status INTEGER, outcome TEXT NOT NULL);
";

/// The tables of each group, in files of their own.
const SCHEMAS: &[&str] = &[
    SCHEMA,
    otp::SCHEMA,
    splits::SCHEMA,
    origins::SCHEMA,
    qr_codes::SCHEMA,
    payment_links::SCHEMA,
    customers::SCHEMA,
    corrections::SCHEMA,
    mandates::rows::SCHEMA,
];

/// The second lock behind the refusals: the merchant's keys are taken once. They are also looked up by it, so that a plain
/// index takes its place where there is none.
const KEYS_TAKEN_ONCE: &str = "
DROP INDEX IF EXISTS orders_by_key;
DROP INDEX IF EXISTS refunds_by_key;
CREATE UNIQUE INDEX IF NOT EXISTS one_order_a_key ON orders (merchant, merchant_order_id);
CREATE UNIQUE INDEX IF NOT EXISTS one_refund_a_key ON refunds (merchant, request_id);
";
const KEYS_TAKEN_TWICE: &str = "
DROP INDEX IF EXISTS one_order_a_key;
DROP INDEX IF EXISTS one_refund_a_key;
CREATE INDEX IF NOT EXISTS orders_by_key ON orders (merchant, merchant_order_id);
CREATE INDEX IF NOT EXISTS refunds_by_key ON refunds (merchant, request_id);
";

/// Opens the store and, when it is new, starts clock and ids.
pub(crate) fn open(config: &Config) -> Result<Connection, Box<dyn std::error::Error>> {
    let db = match &config.database {
        Database::Memory => Connection::open_in_memory()?,
        Database::File(path) => Connection::open(path)?,
    };
    // An in-memory database answers "memory" here; that is as it should be.
    db.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    db.execute_batch("PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;")?;
    let (ours, theirs) = (version(), db.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0))?);
    let is_new: bool = db.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get(0))?;
    if ours != theirs && !is_new {
        return Err("it was made by another version of the sandbox, whose tables differ; start with a new file".into());
    }
    db.execute_batch(&format!("PRAGMA user_version = {ours}"))?;
    for schema in SCHEMAS {
        db.execute_batch(schema)?;
    }
    // Not among the tables: the lock goes with the setting, and a file may be opened again with another one.
    let keys = db.execute_batch(if config.keys_taken_twice { KEYS_TAKEN_TWICE } else { KEYS_TAKEN_ONCE });
    if keys.as_ref().err().and_then(rusqlite::Error::sqlite_error_code)
        == Some(rusqlite::ErrorCode::ConstraintViolation)
    {
        return Err(
            "it holds keys that were taken twice; open it with --keys-taken-twice or start with a new file".into()
        );
    }
    keys?;
    if meta(&db, "started")?.is_none() {
        begin(&db, config)?;
    }
    Ok(db)
}

/// A number that changes with the tables.
fn version() -> i64 {
    let digest = Sha256::digest(SCHEMAS.concat());
    // Positive, as SQLite keeps 32 bits with a sign; not 0, which a new file has.
    digest.iter().take(3).fold(1, |number, byte| number << 8 | i64::from(*byte))
}

/// Forgets everything and starts again, as on the first day.
pub(crate) fn reset(db: &Connection, config: &Config) -> rusqlite::Result<()> {
    // The rows refer to each other; whether that holds is looked at when all are gone.
    db.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    let tables: Vec<String> = db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for table in tables {
        db.execute(&format!("DELETE FROM {table}"), [])?;
    }
    begin(db, config)
}

fn begin(db: &Connection, config: &Config) -> rusqlite::Result<()> {
    set_meta(db, "started", "1")?;
    clock::start(db, config.clock)?;
    ids::start(db, config.seed)
}

/// A setting of the store.
pub(crate) fn meta(db: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    db.prepare_cached("SELECT value FROM meta WHERE key = ?1")?.query_row([key], |row| row.get(0)).optional()
}

/// Changes a setting of the store.
pub(crate) fn set_meta(db: &Connection, key: &str, value: &str) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT INTO meta VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2")?
        .execute([key, value])
        .map(drop)
}

/// Rupees in a column: decimal text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rupees(pub Decimal);

impl ToSql for Rupees {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.to_string()))
    }
}

impl FromSql for Rupees {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Decimal::from_str_exact(value.as_str()?).map(Rupees).map_err(|error| FromSqlError::Other(Box::new(error)))
    }
}

impl ToSql for Moment {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl FromSql for Moment {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(Moment)
    }
}

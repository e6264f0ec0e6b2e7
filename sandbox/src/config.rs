//! What can be set before a sandbox starts. Every open question of the gateway's documentation is a switch here.

use crate::clock::ClockStart;
use crate::plan::FaultPlan;

/// A merchant's keys. Its debug text shows neither secret nor key.
#[derive(Clone, PartialEq, Eq)]
pub struct Merchant {
    /// The access key.
    pub access_key: String,
    /// The secret key.
    pub secret_key: String,
}

impl std::fmt::Debug for Merchant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Merchant(***)")
    }
}

/// Where the state is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Database {
    /// In memory, gone with the process.
    Memory,
    /// In a file, kept across runs.
    File(std::path::PathBuf),
}

/// The HTTP status of a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorStatus {
    /// 200; the code stands in the body only.
    Always200,
    /// 400, 401, 404, 409 or 422, as fits the code.
    Matching4xx,
}

/// Which form of the `Authorization` header is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenForm {
    /// `Bearer <token>` and the bare token.
    Both,
    /// Only `Bearer <token>`.
    Bearer,
    /// Only the bare token.
    Raw,
}

/// The shape of a successful token answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenAnswer {
    /// Flat, `resultCode` 0.
    Flat,
    /// Flat, `resultCode` 200.
    Flat200,
    /// In the standard envelope.
    Wrapped,
}

/// The shape of the answers to the browser's charge, expire and cancel calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChargeAnswer {
    /// The record alone.
    Bare,
    /// The record in the standard envelope.
    Wrapped,
}

/// Settings of a sandbox; `Config::default()` is what the binary starts without switches.
#[derive(Debug, Clone)]
pub struct Config {
    /// The port on 127.0.0.1; 0 lets the system choose.
    pub port: u16,
    /// Where the state is kept.
    pub database: Database,
    /// Seed of the ids; `None` draws one.
    pub seed: Option<u64>,
    /// How the clock starts.
    pub clock: ClockStart,
    /// The merchants; never empty.
    pub merchants: Vec<Merchant>,
    /// The HTTP status of refusals.
    pub error_status: ErrorStatus,
    /// Accepted forms of the token.
    pub token_form: TokenForm,
    /// Shape of the token answer.
    pub token_answer: TokenAnswer,
    /// Life of a token in seconds.
    pub token_seconds: i64,
    /// Life of an unpaid order in seconds.
    pub order_seconds: i64,
    /// How long a UPI payment waits for the payer, in seconds.
    pub upi_seconds: i64,
    /// How long a bank page waits for the payer, in seconds.
    pub redirect_seconds: i64,
    /// How long a refund takes, in seconds.
    pub refund_seconds: i64,
    /// Amounts in answers and notices as strings instead of numbers.
    pub amounts_as_text: bool,
    /// Times in answers and notices as ISO 8601 instead of `yyyy-MM-dd HH:mm:ss`.
    pub iso_dates: bool,
    /// The shape of the answers to the browser's charge and its ends.
    pub charge_answer: ChargeAnswer,
    /// How many requests are answered in a minute of the sandbox's clock; 0 for any number.
    pub requests_per_minute: u32,
    /// The largest request body in bytes.
    pub body_bytes: usize,
    /// Whether `GET /api/v0/orders/{id}` finds the merchant's id too.
    pub merchant_ids_in_get: bool,
    /// Whether an order's `orderId` and a refund's `requestId` are taken again, as by a gateway that does not promise to
    /// take them once.
    pub keys_taken_twice: bool,
    /// Whether a QR code that is used up or out of time says `EXPIRED` instead of `ACTIVE`.
    pub qr_expired: bool,
    /// Whether card number, CVV and expiry arrive in base64.
    pub cards_in_base64: bool,
    /// Seconds of virtual time between attempts to deliver a notice; their number is the number of retries.
    pub retry_seconds: Vec<i64>,
    /// Where notices go that no order names an address for: QR codes, payment links, mandates.
    pub notify_url: Option<String>,
    /// Whether debits of mandates are refused in peak hours.
    pub enforce_peak_hours: bool,
    /// Whether the courier may call hosts other than this machine.
    pub notify_anywhere: bool,
    /// What is to go wrong.
    pub faults: FaultPlan,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            port: 0,
            database: Database::Memory,
            seed: None,
            clock: ClockStart::Running,
            merchants: vec![Merchant {
                access_key: "sandbox-access-key".to_string(),
                secret_key: "sandbox-secret-key".to_string(),
            }],
            error_status: ErrorStatus::Always200,
            token_form: TokenForm::Both,
            token_answer: TokenAnswer::Flat,
            token_seconds: 86_400,
            order_seconds: 86_400,
            upi_seconds: 300,
            redirect_seconds: 900,
            refund_seconds: 3_600,
            amounts_as_text: false,
            iso_dates: false,
            charge_answer: ChargeAnswer::Bare,
            requests_per_minute: 0,
            body_bytes: 1024 * 1024,
            merchant_ids_in_get: false,
            keys_taken_twice: false,
            qr_expired: false,
            cards_in_base64: false,
            retry_seconds: vec![60, 300, 1_800, 7_200, 21_600],
            notify_url: None,
            enforce_peak_hours: false,
            notify_anywhere: false,
            faults: FaultPlan::default(),
        }
    }
}

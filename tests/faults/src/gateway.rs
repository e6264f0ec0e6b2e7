//! The gateway of one scenario: an embedded sandbox, and what the director does to it and asks of it.

use std::path::PathBuf;
use std::time::Duration;

use enkash_sandbox::{ClockStart, Config, Database, ErrorStatus, Merchant, Running, Sandbox, TokenForm};
use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};

use crate::http;
use crate::secrets::Secret;

/// Longer than any control route takes; a hang becomes a failure.
const PATIENCE: Duration = Duration::from_secs(60);
/// Every letter in them is there to be found in one encoding and missed in another.
pub(crate) const KEYS: [(&str, &str); 2] =
    [("AK-fault+first/3f9c2d71==", "SK+first/8b1e\"6a=40c7"), ("AK-fault+other/77aa01b2==", "SK+other/91cc\"5d=f3e8")];

/// Asks a sandbox something, outside of any SDK.
pub(crate) fn ask(base_url: &str, method: &str, path: &str, body: Option<&Value>) -> Result<Value, String> {
    match http::send(method, &format!("{base_url}{path}"), body, PATIENCE) {
        Ok((200..=299, answer)) => Ok(answer),
        Ok((status, answer)) => Err(format!("{method} {path} answers {status}: {answer}")),
        Err(error) => Err(format!("{method} {path}: {error}")),
    }
}

/// A sandbox with its books in a file, so that the tokens it gave out can be looked for in what the SDK says.
pub(crate) struct Gateway {
    running: Running,
    database: PathBuf,
}

impl Gateway {
    /// Starts a sandbox with the settings of a scenario.
    pub(crate) fn start(settings: &Value, scratch: &std::path::Path) -> Result<Self, String> {
        let database = scratch.join("sandbox.sqlite");
        let mut config = Config {
            database: Database::File(database.clone()),
            merchants: KEYS
                .map(|(access, secret)| Merchant { access_key: access.into(), secret_key: secret.into() })
                .to_vec(),
            // The same day in each run: nothing depends on the hour at which the faults are played.
            clock: ClockStart::Stopped,
            ..Config::default()
        };
        for (key, value) in settings.as_object().into_iter().flatten() {
            let number = || value.as_i64().ok_or(format!("the sandbox's {key} is a number"));
            match (key.as_str(), value.as_str()) {
                ("token_seconds", _) => config.token_seconds = number()?,
                ("order_seconds", _) => config.order_seconds = number()?,
                ("upi_seconds", _) => config.upi_seconds = number()?,
                ("refund_seconds", _) => config.refund_seconds = number()?,
                ("requests_per_minute", _) => config.requests_per_minute = u32::try_from(number()?).unwrap_or(0),
                ("token_form", Some("bearer")) => config.token_form = TokenForm::Bearer,
                ("token_form", Some("raw")) => config.token_form = TokenForm::Raw,
                ("errors", Some("4xx")) => config.error_status = ErrorStatus::Matching4xx,
                ("keys_taken_twice", _) => config.keys_taken_twice = value == true,
                ("amounts_as_text", _) => config.amounts_as_text = value == true,
                _ => return Err(format!("the sandbox has no setting {key} {value} here")),
            }
        }
        let running = Sandbox::start(config).map_err(|error| error.to_string())?;
        Ok(Self { running, database })
    }

    /// Its base URL.
    pub(crate) fn url(&self) -> &str {
        &self.running.url
    }

    /// Asks a control route, or whatever a payer's phone asks.
    pub(crate) fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, String> {
        ask(&self.running.url, method, path, body)
    }

    /// A payer scans the order's QR code and pays.
    pub(crate) fn pay(&self, order_id: &str, vpa: &str) -> Result<Value, String> {
        let code = self.ask("GET", &format!("/pay/checkout/qrcode/{order_id}"), None)?;
        let text = &code["payload"]["qrUrl"];
        self.ask("POST", "/_sandbox/upi/pay", Some(&json!({ "upi": text, "vpa": vpa })))
    }

    /// A payer approves, declines or cancels on the order's page; the query with which the browser is sent back.
    pub(crate) fn page(&self, order_id: &str, decision: &str) -> Result<Value, String> {
        let url = format!("{}/v1/pay/{order_id}", self.running.url);
        let (status, back) =
            http::submit(&url, &format!("decision={decision}"), PATIENCE).map_err(|e| e.to_string())?;
        let back =
            back.filter(|_| status == 303).ok_or_else(|| format!("the page answers {status} and leads nowhere"))?;
        let (_, query) = back.split_once('?').ok_or("the browser is sent back without a query")?;
        Ok(json!({ "query": query }))
    }

    /// Waits until a named entry of the fault plan has been hit so many times.
    pub(crate) fn until_hit(&self, name: &str, times: u64) -> Result<(), String> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
        let runtime = runtime.map_err(|error| error.to_string())?;
        let hit = runtime.block_on(async { tokio::time::timeout(PATIENCE, self.running.fault_hit(name, times)).await });
        match hit {
            Ok(Some(_)) => Ok(()),
            Ok(None) => Err(format!("there is no fault {name}")),
            Err(_) => {
                let hits = self.running.fault_hits(name).unwrap_or(0);
                Err(format!("the fault {name} was hit {hits} times, not {times}"))
            }
        }
    }

    /// The entries of the journal for an operation.
    pub(crate) fn journal(&self, operation: &str) -> Result<Vec<Value>, String> {
        let told = self.ask("GET", "/_sandbox/log", None)?;
        let list = told["requests"].as_array().cloned().unwrap_or_default();
        Ok(list.into_iter().filter(|entry| entry["operation"] == operation).collect())
    }

    /// Keys of the merchants and each token that was given out.
    pub(crate) fn secrets(&self) -> Result<Vec<Secret>, String> {
        secrets(&self.database)
    }
}

/// Keys of the merchants and each token that the sandbox with these books has given out.
pub(crate) fn secrets(books: &std::path::Path) -> Result<Vec<Secret>, String> {
    let mut secrets = Vec::new();
    for (number, (access, secret)) in KEYS.iter().enumerate() {
        secrets.push(Secret::new(format!("access key {}", number + 1), access));
        secrets.push(Secret::new(format!("secret key {}", number + 1), secret));
    }
    let read = || -> rusqlite::Result<Vec<String>> {
        let books = Connection::open_with_flags(books, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        books.busy_timeout(PATIENCE)?;
        let mut statement = books.prepare("SELECT token FROM tokens")?;
        statement.query_map([], |row| row.get(0))?.collect()
    };
    let tokens = read().map_err(|error| format!("the sandbox's tokens cannot be read: {error}"))?;
    secrets.extend(tokens.iter().map(|token| Secret::new("a token", token)));
    Ok(secrets)
}

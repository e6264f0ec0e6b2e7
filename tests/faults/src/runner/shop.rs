//! The merchant's part of a notification: an inbox that acts once. The order and what is done about it are written in one
//! transaction, so that a crash leaves both or neither.
//!
//! Table `shipped` makes it act once: it knows each order once, whoever told of it. Table `inbox` only counts the pieces of
//! news by the SDK's key: the notification and the browser's return are two about one payment, and anybody can invent more.

use std::path::Path;
use std::time::Duration;

use enkash::json::Json;
use enkash::model::Confirmation;
use enkash::operations::WebhooksConfirmOp;
use enkash::{Caller, Client};
use rusqlite::{Connection, TransactionBehavior};
use serde_json::{Value, json};

use super::calls;

const TABLES: &str = "CREATE TABLE IF NOT EXISTS inbox (key TEXT PRIMARY KEY);
     CREATE TABLE IF NOT EXISTS shipped (order_id TEXT PRIMARY KEY);";

/// What one delivery led to.
enum Done {
    /// The goods were sent.
    Shipped,
    /// This was known already.
    Known,
    /// The gateway does not say that this is paid.
    Refused,
}

/// Receives the deliveries of a command, all at once, and counts what they led to.
pub(super) async fn receive(command: &Value) -> Result<Value, String> {
    let config = Json::Snake.read(&command["config"]).map_err(|invalid| format!("config: {invalid:?}"))?;
    let client = Client::new(config).map_err(|error| error.to_string())?;
    let given = &command["arguments"];
    let database = Path::new(command["scratch"].as_str().unwrap_or_default()).join("shop.sqlite");
    let open = Connection::open(&database).and_then(|books| {
        books.busy_timeout(Duration::from_secs(30))?;
        books.execute_batch(TABLES)
    });
    open.map_err(|error| error.to_string())?;
    let mut tasks = Vec::new();
    for delivery in given["deliveries"].as_array().into_iter().flatten() {
        let (caller, delivery, database) = (client.caller().clone(), delivery.clone(), database.clone());
        let dies = given["dies"].as_str().unwrap_or_default().to_owned();
        tasks.push(tokio::spawn(async move { one(&caller, &delivery, &database, &dies).await }));
    }
    let (mut shipped, mut known, mut refused) = (0, 0, 0);
    for task in tasks {
        match task.await.map_err(|panic| panic.to_string())?? {
            Done::Shipped => shipped += 1,
            Done::Known => known += 1,
            Done::Refused => refused += 1,
        }
    }
    let all = Connection::open(&database).and_then(|books| {
        books.query_row("SELECT (SELECT count(*) FROM shipped), (SELECT count(*) FROM inbox)", [], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
        })
    });
    let (orders, news) = all.map_err(|error| error.to_string())?;
    Ok(json!({ "shipped": shipped, "known": known, "refused": refused, "orders": orders, "news": news }))
}

/// A delivery, up to the 200 that would be answered now.
async fn one(caller: &Caller, delivery: &Value, database: &Path, dies: &str) -> Result<Done, String> {
    let event = calls::event(delivery).map_err(|error| error.to_string())?;
    let Some(key) = event.key.clone() else { return Ok(Done::Refused) };
    let truth: Confirmation = caller.call::<WebhooksConfirmOp>("", event).await.map_err(|error| error.to_string())?;
    let order = match truth.order {
        Some(order) if truth.agrees && truth.paid == Some(true) => order.order_id,
        _ => return Ok(Done::Refused),
    };
    let work = || -> rusqlite::Result<bool> {
        let mut books = Connection::open(database)?;
        books.busy_timeout(Duration::from_secs(30))?;
        let page = books.transaction_with_behavior(TransactionBehavior::Immediate)?;
        page.execute("INSERT OR IGNORE INTO inbox (key) VALUES (?1)", [&key])?;
        let ships = page.execute("INSERT OR IGNORE INTO shipped (order_id) VALUES (?1)", [&order])? == 1;
        if dies == "before the commit" {
            std::process::exit(9);
        }
        page.commit()?;
        if dies == "after the commit" {
            std::process::exit(9);
        }
        Ok(ships)
    };
    let ships = tokio::task::block_in_place(work).map_err(|error| error.to_string())?;
    Ok(if ships { Done::Shipped } else { Done::Known })
}

//! `customers.create` and `customers.search`: the customer record that the gateway shares with its receivables product.

use rusqlite::{Params, Row};

use super::qr_codes::bound;
use super::{Call, Reply};
use crate::clock::Moment;
use crate::fault::{CONFLICT, Outcome, invalid, refuse};
use crate::ids;
use crate::json::Json;
use crate::ledger::Desk;
use crate::paging::{Page, Sort};
use crate::rules::{self, apply};

/// The table of customers.
pub(crate) const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS customers (
    customer_id TEXT PRIMARY KEY, merchant TEXT NOT NULL, request TEXT NOT NULL, created INTEGER NOT NULL);
";

struct Customer {
    customer_id: String,
    request: Json,
    created: Moment,
}

/// Registers a customer.
pub(crate) fn create(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let body = &call.body;
    let contacts = body.get("customerKeyContacts").map(Json::items).unwrap_or_default();
    if contacts.is_empty() {
        return Err(invalid("The key customerKeyContacts must name at least one contact person."));
    }
    if !matches!(body.get("deleted"), Some(Json::Bool(_))) {
        return Err(invalid("The key deleted is required and must be true or false."));
    }
    for person in std::iter::once(body).chain(contacts) {
        apply(person, &["email"], rules::email, "an e-mail address")?;
        apply(person, &["contactNumber"], rules::contact, "ten digits with or without a country code")?;
    }
    apply(body, &["accountNumber"], rules::account, "9 to 36 letters and digits")?;
    for key in ["companyId", "customerCompanyId"] {
        apply(body, &[key], rules::company, "CEK and seven capitals or digits")?;
    }
    if let Some(account) = body.text(&["accountNumber"]) {
        let taken = customers(desk, "merchant = ?1", [&call.merchant])?;
        if taken.iter().any(|customer| customer.request.text(&["accountNumber"]) == Some(account)) {
            return Err(refuse(CONFLICT, "A customer with this accountNumber already exists."));
        }
    }
    let customer = Customer { customer_id: ids::customer(desk.db)?, request: body.clone(), created: desk.now };
    desk.db.prepare_cached("INSERT INTO customers VALUES (?1, ?2, ?3, ?4)")?.execute(rusqlite::params![
        customer.customer_id,
        call.merchant,
        customer.request.to_string(),
        customer.created,
    ])?;
    Ok(Reply::payload(shown(desk, &customer)))
}

/// Keys a search can be sorted by.
const SORTS: &[Sort<Customer>] = &[
    ("createdOn", |one, other| one.created.cmp(&other.created)),
    ("name", |one, other| one.request.text(&["name"]).cmp(&other.request.text(&["name"]))),
    ("customerId", |one, other| one.customer_id.cmp(&other.customer_id)),
];

/// The customers that fit all filters, one page of them.
pub(crate) fn search(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let body = &call.body;
    let page = Page::read(&call.query, SORTS)?;
    let (from, to) = (bound(body, "fromDate")?, bound(body, "toDate")?);
    let mut found = customers(desk, "merchant = ?1", [&call.merchant])?;
    found.retain(|customer| {
        let same = |key: &str| body.text(&[key]).is_none_or(|wanted| customer.request.text(&[key]) == Some(wanted));
        from.is_none_or(|from| customer.created >= from)
            && to.is_none_or(|to| customer.created <= to)
            && ["accountNumber", "assignedAgent", "name", "email", "contactNumber"].into_iter().all(same)
    });
    Ok(Reply::payload(page.of(found, |customer| &customer.customer_id, |customer| Ok(shown(desk, customer)))?))
}

/// Whether the merchant has a customer with an id.
pub(crate) fn exists(desk: &Desk<'_>, merchant: &str, customer_id: &str) -> Outcome<bool> {
    Ok(!customers(desk, "merchant = ?1 AND customer_id = ?2", [merchant, customer_id])?.is_empty())
}

fn customers(desk: &Desk<'_>, condition: &str, values: impl Params) -> Outcome<Vec<Customer>> {
    let mut statement = desk.db.prepare_cached(&format!("SELECT * FROM customers WHERE {condition} ORDER BY rowid"))?;
    let rows = statement.query_map(values, read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Customer> {
    Ok(Customer {
        customer_id: row.get("customer_id")?,
        request: Json::parse(row.get::<_, String>("request")?.as_bytes()).unwrap_or(Json::Null),
        created: row.get("created")?,
    })
}

fn shown(desk: &Desk<'_>, customer: &Customer) -> Json {
    let mut pairs = vec![("customerId".to_string(), Json::from(customer.customer_id.as_str()))];
    for key in [
        "name",
        "email",
        "contactNumber",
        "accountNumber",
        "address",
        "companyId",
        "customerCompanyId",
        "customerKeyContacts",
        "deleted",
    ] {
        pairs.push((key.to_string(), customer.request.get(key).cloned().unwrap_or(Json::Null)));
    }
    pairs.push(("createdOn".to_string(), desk.date(customer.created)));
    pairs.push(("modifiedOn".to_string(), desk.date(customer.created)));
    Json::Object(pairs)
}

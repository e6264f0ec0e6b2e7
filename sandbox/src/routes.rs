//! The gateway's operations as the SDK's table has them: verb, path, credentials and the keys of each request come
//! from there and are not written again here. This file only says who handles a row.

pub(crate) use enkash::schema::{Auth, Effect, FieldInfo, FieldType, ModelInfo, Operation, Verb};

use crate::gateway::{
    Handler, charge, checkout, customers, offers, orders, otp, payment_links, payments, qr_codes, refunds, searches,
    settlements, split_accounts, splits, token, upi,
};
use crate::mandates;

/// Every operation of the gateway.
pub(crate) fn operations() -> &'static [&'static Operation] {
    enkash::operations::OPERATIONS
}

/// A row under one of the verbs and paths that the editions of the documentation give it.
#[derive(Clone, Copy)]
pub(crate) struct Route {
    /// The row.
    pub operation: &'static Operation,
    /// Who handles it.
    pub handler: Handler,
    /// The verb.
    pub verb: Verb,
    /// The path.
    pub path: &'static str,
}

/// Every row with a handler, each verb and path once.
pub(crate) fn served() -> Vec<Route> {
    let mut routes: Vec<Route> = Vec::new();
    for operation in operations().iter().filter(|row| !row.composed) {
        let Some(handler) = handler(operation.name) else { continue };
        let own = Route { operation, handler, verb: operation.verb, path: operation.path };
        routes.push(own);
        routes.extend(operation.legacy_path.map(|path| Route { path, ..own }));
    }
    // Where another row has this verb and path, `meant` tells the two apart.
    for own in routes.clone() {
        if let Some(verb) = own.operation.other_verb
            && !routes.iter().any(|known| known.verb == verb && known.path == own.path)
        {
            routes.push(Route { verb, ..own });
        }
    }
    routes
}

/// The row a request means: one edition of the documentation gives a verb and path to two operations, and the one with
/// a required query parameter is recognised by it.
pub(crate) fn meant(route: Route, query: &[(String, String)]) -> Route {
    let named = |row: &Operation| {
        let mut keys = row.request.fields.iter().filter(|field| field.query && field.required).map(|field| field.wire);
        keys.any(|wanted| query.iter().any(|(key, _)| key == wanted))
    };
    let other = operations().iter().find(|row| {
        row.path == route.operation.path && row.other_verb == Some(route.verb) && row.verb != route.verb && named(row)
    });
    other.and_then(|row| Some(Route { operation: row, handler: handler(row.name)?, ..route })).unwrap_or(route)
}

/// The token call's body. The table lists no request for it, because the client fills in its own keys.
const KEYS: ModelInfo = ModelInfo {
    name: "Keys",
    doc: "",
    fields: &[key("access_key", "accessKey"), key("secret_key", "secretKey")],
    fixed: &[],
    answer: false,
};

const fn key(name: &'static str, wire: &'static str) -> FieldInfo {
    FieldInfo { name, wire, also: &[], doc: "", ty: FieldType::Secret, required: true, query: false, checked: false }
}

/// The record a request must have.
pub(crate) fn request(operation: &'static Operation) -> &'static ModelInfo {
    if operation.auth == Auth::Keys { &KEYS } else { operation.request }
}

/// The handler of an operation; `None` for a row this sandbox does not serve.
pub(crate) fn handler(name: &str) -> Option<Handler> {
    Some(match name {
        "auth.token" => token::issue,
        "orders.create" => orders::create,
        "orders.get" => orders::get,
        "orders.get_by_merchant_order_id" => orders::get_by_merchant_order_id,
        "orders.upi_qr" => upi::qr,
        "orders.upi_intent_links" => upi::intent_links,
        "payments.submit" => payments::submit,
        "payments.get" => payments::get,
        "payments.upi_status" => upi::status,
        "refunds.create" => refunds::create,
        "refunds.get" => refunds::get,
        "mandates.create" => mandates::api::create,
        "mandates.update" => mandates::api::update,
        "mandates.revoke" => mandates::api::revoke,
        "mandates.get" => mandates::api::get,
        "mandates.notify" => mandates::debits::notify,
        "mandates.execute" => mandates::debits::execute,
        "settlements.get" => settlements::get,
        "settlements.search" => settlements::search,
        "merchant.payment_modes" => offers::payment_modes,
        "orders.bnpl_methods" => offers::bnpl_methods,
        "orders.search" => searches::orders,
        "orders.details" => checkout::details,
        "orders.update_customer" => checkout::update_customer,
        "orders.cancel" => charge::cancel_order,
        "cards.bin_details" => checkout::bin_details,
        "payments.search" => searches::payments,
        "payments.verify_vpa" => offers::verify_vpa,
        "payments.charge" => charge::process,
        "payments.bind_upi_app" => checkout::bind_upi_app,
        "payments.minimal" => checkout::minimal,
        "payments.expire" => charge::expire,
        "payments.cancel" => charge::cancel,
        "payments.validate_otp" => otp::validate,
        "payments.resend_otp" => otp::resend,
        "payments.update_split" => splits::update,
        "split_accounts.create" => split_accounts::create,
        "split_accounts.update" => split_accounts::update,
        "split_accounts.list" => split_accounts::list,
        "split_accounts.activate" => split_accounts::activate,
        "split_accounts.deactivate" => split_accounts::deactivate,
        "qr_codes.create" => qr_codes::create,
        "qr_codes.get" => qr_codes::get,
        "qr_codes.search" => qr_codes::search,
        "qr_codes.cancel" => qr_codes::cancel,
        "customers.create" => customers::create,
        "customers.search" => customers::search,
        "payment_links.create" => payment_links::create,
        "payment_links.get" => payment_links::get,
        "payment_links.delete" => payment_links::delete,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_served() {
        for operation in operations().iter().filter(|row| !row.composed) {
            assert!(handler(operation.name).is_some(), "{} has no handler", operation.name);
        }
    }
}

//! The gateway's operations as the SDK's table has them: verb, path, credentials and the keys of each request come
//! from there and are not written again here. This file only says who handles a row.

pub(crate) use enkash::schema::{Auth, FieldInfo, FieldType, ModelInfo, Operation, Verb};

use crate::gateway::{
    Handler, charge, checkout, customers, offers, orders, otp, payment_links, payments, qr_codes, refunds, searches,
    settlements, split_accounts, splits, token, upi,
};
use crate::mandates;

/// Every operation of the gateway.
pub(crate) fn operations() -> &'static [&'static Operation] {
    enkash::operations::OPERATIONS
}

/// The token call's body. The table lists no request for it, because the client fills in its own keys.
const KEYS: ModelInfo = ModelInfo {
    name: "Keys",
    doc: "",
    fields: &[key("access_key", "accessKey"), key("secret_key", "secretKey")],
    answer: false,
};

const fn key(name: &'static str, wire: &'static str) -> FieldInfo {
    FieldInfo { name, wire, doc: "", ty: FieldType::Secret, required: true, query: false }
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

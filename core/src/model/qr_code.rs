//! UPI QR codes that live longer than an order.

use enkash_macros::{model, open_enum};

use super::page::{page_of, search_request};
use crate::field::{Invalid, Path};
use crate::rules;
use crate::scalar::{Money, TextMap, Timestamp};

/// State of a QR code. That it is used up or out of time is not expressed by the documented states.
#[open_enum]
pub enum QrCodeStatus {
    /// Can be paid.
    Active,
    /// Cancelled by the merchant.
    Cancelled,
    /// Out of time or used up; not documented, tolerated.
    Expired,
}

/// Request of `qr_codes.create`. The keys are those of the answer, which is documented in full.
#[model(request)]
#[check(check_amount)]
pub struct CreateQrCode {
    /// Name to show.
    pub qr_name: Option<String>,
    /// True: may be paid many times; false: once.
    pub multiple_use: bool,
    /// True: the payer cannot change the amount; then `amount` is required.
    pub fixed_amount: bool,
    /// Rupees, at least 0.01, two decimals at most.
    #[field(check = rules::payable)]
    pub amount: Option<Money>,
    /// Note.
    pub description: Option<String>,
    /// When it stops working; sent as ISO 8601 in Indian time.
    pub expiry: Option<Timestamp>,
    /// Free key-value pairs.
    pub custom_params: TextMap,
    /// Name of the payer it is meant for.
    pub customer_name: Option<String>,
    /// The payer's e-mail address.
    #[field(check = rules::email)]
    pub customer_email: Option<String>,
    /// The payer's mobile number: ten digits, the first one 6 to 9.
    #[field(check = rules::mobile)]
    pub customer_mobile: Option<String>,
    /// A customer made by `customers.create`.
    #[field(check = rules::id)]
    pub customer_id: Option<String>,
    /// The merchant's own reference.
    #[field(check = rules::filled)]
    pub reference_number: Option<String>,
}

fn check_amount(qr: &CreateQrCode, path: &Path<'_>) -> Result<(), Invalid> {
    if qr.fixed_amount && qr.amount.is_none() {
        return Err(Path::Field(path, "amount").invalid("is required when fixed_amount is true; pass it"));
    }
    Ok(())
}

/// A QR code as the gateway holds it.
#[model(answer)]
pub struct QrCode {
    /// The gateway's id.
    pub qr_code_id: String,
    /// Name to show.
    pub qr_name: Option<String>,
    /// True: may be paid many times.
    pub multiple_use: Option<bool>,
    /// True: the payer cannot change the amount.
    pub fixed_amount: Option<bool>,
    /// Rupees.
    pub amount: Option<Money>,
    /// Note.
    pub description: Option<String>,
    /// When it stops working.
    pub expiry: Option<Timestamp>,
    /// Free key-value pairs.
    pub custom_params: TextMap,
    /// State.
    pub status: Option<QrCodeStatus>,
    /// PNG image, base64 without a prefix.
    pub qr_code_base64: Option<String>,
    /// When it was created.
    pub created_on: Option<Timestamp>,
    /// When it last changed.
    pub modified_on: Option<Timestamp>,
    /// Name of the linked payer.
    pub customer_name: Option<String>,
    /// The linked payer's e-mail address.
    pub customer_email: Option<String>,
    /// The linked payer's mobile number.
    pub customer_mobile: Option<String>,
    /// The linked customer.
    pub customer_id: Option<String>,
    /// The merchant's own reference.
    pub reference_number: Option<String>,
}

search_request! {
    /// Request of `qr_codes.search`. The documentation speaks of dates, state and amount; the keys of the filters are inferred.
    pub struct SearchQrCodes {
        /// Created at or after this.
        pub from_date: Option<Timestamp>,
        /// Created before or at this.
        pub to_date: Option<Timestamp>,
        /// State.
        pub status: Option<QrCodeStatus>,
        /// At least this many rupees.
        pub amount_from: Option<Money>,
        /// At most this many rupees.
        pub amount_to: Option<Money>,
        /// The merchant's own reference.
        pub reference_number: Option<String>,
        /// The linked customer.
        pub customer_id: Option<String>,
    }
}

page_of! {
    /// One page of `qr_codes.search`.
    pub struct QrCodePage of QrCode
}

//! UPI Autopay: mandates, the notice before a debit, the debit.
//!
//! The gateway does not say whether amounts of mandates are rupees or paise; everything else of it is rupees, so these
//! records hold rupees and send the number as it was given.

use enkash_macros::{model, open_enum};

use super::calendar::{AmountRule, Recurrence, RecurrencePeriod};
use super::order::Currency;
use crate::field::{Invalid, Path};
use crate::rules;
use crate::scalar::{Money, Secret, Timestamp};
use crate::wire::WholeRupees;

/// State of a mandate. The gateway publishes no list; these are the words in use on the rail.
#[open_enum]
pub enum MandateStatus {
    /// Made, not with the payer yet.
    Initiated,
    /// The payer has been asked to approve.
    Pending,
    /// Approved: debits are possible.
    Active,
    /// Refused by the payer.
    Rejected,
    /// Could not be set up.
    Failed,
    /// Paused by the payer: no debits.
    Paused,
    /// Ended by merchant or payer.
    Revoked,
    /// Served its purpose: executed once, or its validity is over.
    Completed,
    /// The payer did not approve in time.
    Expired,
}

/// From when to when a mandate holds.
#[model]
#[check(check_validity)]
pub struct Validity {
    /// First day on which a debit is possible; sent in Indian time.
    #[field(alias = "start_at")]
    pub start_at: Timestamp,
    /// Last day; sent in Indian time.
    #[field(alias = "end_at")]
    pub end_at: Timestamp,
}

fn check_validity(validity: &Validity, path: &Path<'_>) -> Result<(), Invalid> {
    if validity.end_at > validity.start_at {
        return Ok(());
    }
    Err(Path::Field(path, "end_at").invalid("is not after start_at; pass a later time"))
}

/// Who pays.
#[model(request)]
pub struct MandatePayer {
    /// Name.
    #[field(check = rules::filled)]
    pub name: String,
    /// UPI id.
    #[field(check = rules::vpa)]
    pub vpa: String,
    /// Bank account number, 9 to 36 letters or digits.
    #[field(check = rules::account_number)]
    pub account: Secret,
    /// Whether the debited account must be `account`.
    pub account_validation: bool,
}

/// Request of `mandates.create`.
#[model(request)]
#[fixed("currency", "INR")]
#[check(check_mandate)]
pub struct CreateMandate {
    /// The merchant's own unique reference. Store it first; `mandates.get` finds the mandate by it.
    #[field(check = rules::id)]
    pub reference_id: String,
    /// Whole rupees: what each debit is, or is at most.
    #[field(write = WholeRupees, check = rules::whole_rupees)]
    pub amount: Money,
    /// Whether debits are this amount or at most this amount.
    pub amount_rule: AmountRule,
    /// Who pays.
    pub payer: MandatePayer,
    /// Name the payer sees.
    #[field(check = rules::filled)]
    pub mandate_name: String,
    /// Until when the payer may approve: 45 days ahead at most. Sent in Indian time.
    pub expiry: Timestamp,
    /// Reserve the amount at the payer's bank; for `ONETIME` only.
    pub block_fund: bool,
    /// When debits happen.
    pub recurrence: Recurrence,
    /// From when to when.
    pub validity: Validity,
    /// Link shown with the mandate.
    #[field(check = rules::url)]
    pub upi_reference_url: Option<String>,
    /// Note to the payer.
    pub description: Option<String>,
}

fn check_mandate(mandate: &CreateMandate, path: &Path<'_>) -> Result<(), Invalid> {
    if mandate.block_fund && mandate.recurrence.period != RecurrencePeriod::OneTime {
        return Err(Path::Field(path, "block_fund").invalid("is for ONETIME only; a recurring mandate blocks nothing"));
    }
    Ok(())
}

/// Request of `mandates.update`: the amount, the end, or both; the payer has to approve. The body is not public; its keys are
/// inferred from the create call.
#[model(request)]
#[check(check_update)]
pub struct UpdateMandate {
    /// The merchant's reference of the mandate.
    #[field(check = rules::id)]
    pub reference_id: String,
    /// New amount in whole rupees.
    #[field(write = WholeRupees, check = rules::whole_rupees)]
    pub amount: Option<Money>,
    /// New end.
    pub validity: Option<NewEnd>,
    /// Until when the payer may approve.
    pub expiry: Option<Timestamp>,
    /// Note to the payer.
    pub description: Option<String>,
}

/// The new end of a mandate.
#[model(request)]
pub struct NewEnd {
    /// Last day; sent in Indian time.
    pub end_at: Timestamp,
}

fn check_update(update: &UpdateMandate, path: &Path<'_>) -> Result<(), Invalid> {
    if update.amount.is_none() && update.validity.is_none() {
        return Err(
            Path::Field(path, "amount").invalid("or validity must be given; nothing else of a mandate can change")
        );
    }
    Ok(())
}

/// Request of `mandates.revoke`.
#[model(request)]
pub struct RevokeMandate {
    /// The merchant's reference of the mandate.
    #[field(wire = "reference_id", check = rules::id)]
    pub reference_id: String,
    /// Reason (inferred).
    pub description: Option<String>,
}

/// Who is paid.
#[model(answer)]
pub struct MandatePayee {
    /// UPI id.
    pub vpa: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Merchant category code.
    pub mcc: Option<String>,
}

/// When the payer has paused a mandate.
#[model(answer)]
pub struct PausePeriod {
    /// From.
    #[field(wire = "start_at", alias = "startAt")]
    pub start_at: Option<Timestamp>,
    /// Until.
    #[field(wire = "end_at", alias = "endAt")]
    pub end_at: Option<Timestamp>,
}

/// Who pays, as the gateway tells it: any of it may be missing.
#[model(answer)]
pub struct MandatePayerInfo {
    /// Name.
    pub name: Option<String>,
    /// UPI id.
    pub vpa: Option<String>,
    /// Bank account number; closed.
    pub account: Option<Secret>,
    /// Whether the debited account must be `account`.
    pub account_validation: Option<bool>,
}

/// A mandate, as `mandates.get` and the mandate notification tell it.
#[model(answer)]
pub struct Mandate {
    /// The merchant's reference.
    #[field(alias = "reference_id")]
    pub reference_id: Option<String>,
    /// The gateway's id.
    #[field(alias = "mandate_id")]
    pub mandate_id: Option<String>,
    /// UPI mandate number, once approved.
    pub umn: Option<String>,
    /// State; `ACTIVE` means that debits are possible.
    #[field(alias = "mandateStatus")]
    pub status: Option<MandateStatus>,
    /// What each debit is, or is at most; see the note on units above.
    pub amount: Option<Money>,
    /// Whether debits are this amount or at most this amount.
    pub amount_rule: Option<AmountRule>,
    /// Currency.
    pub currency: Option<Currency>,
    /// Who is paid.
    pub payee: Option<MandatePayee>,
    /// Who pays.
    pub payer: Option<MandatePayerInfo>,
    /// Name the payer sees.
    #[field(alias = "mandateName")]
    pub name: Option<String>,
    /// Until when the payer may approve.
    #[field(alias = "expiry", alias = "expire_at")]
    pub expire_at: Option<Timestamp>,
    /// Whether the amount is reserved.
    pub block_fund: Option<bool>,
    /// Whether the payer may end it.
    #[field(wire = "revokeableByPayer", alias = "revocableByPayer")]
    pub revocable_by_payer: Option<bool>,
    /// When debits happen.
    pub recurrence: Option<Recurrence>,
    /// From when to when.
    pub validity: Option<Validity>,
    /// When it is paused.
    #[field(alias = "pause_period")]
    pub pause_period: Option<PausePeriod>,
    /// Link shown with the mandate.
    pub upi_reference_url: Option<String>,
    /// Note to the payer.
    pub description: Option<String>,
    /// The gateway's sentence, where it answers with one.
    pub message: Option<String>,
}

/// Declares a request about a mandate, by any of its ids.
macro_rules! about_mandate {
    ($(#[$meta:meta])* pub struct $name:ident checked by $check:ident { $($own:tt)* }) => {
        #[model(request)]
        #[check($check)]
        $(#[$meta])*
        pub struct $name {
            /// The gateway's id of the mandate. One of the two ids must be given; which one the gateway wants is not settled.
            #[field(check = rules::id)]
            pub mandate_id: Option<String>,
            /// The merchant's reference of the mandate.
            #[field(check = rules::id)]
            pub reference_id: Option<String>,
            /// Rupees of the debit, two decimals at most; within the mandate's amount rule.
            #[field(check = rules::payable)]
            pub amount: Money,
            $($own)*
        }
        fn $check(request: &$name, path: &Path<'_>) -> Result<(), Invalid> {
            if request.mandate_id.is_none() && request.reference_id.is_none() {
                return Err(Path::Field(path, "mandate_id").invalid("or reference_id must be given; pass one of them"));
            }
            Ok(())
        }
    };
}

about_mandate! {
    /// Request of `mandates.notify`: tells the payer of a debit at least 24 hours before it.
    pub struct NotifyDebit checked by check_notify {
        /// Day of the debit in India, `YYYY-MM-DD`.
        #[field(check = rules::day)]
        pub debit_date: String,
    }
}

about_mandate! {
    /// Request of `mandates.execute`. The gateway pairs it with the notice by itself and knows no key of the merchant: a
    /// debit is never sent twice by the SDK.
    pub struct ExecuteDebit checked by check_execute {
        /// Remark.
        #[field(check = rules::filled)]
        pub remarks: String,
    }
}

/// Answer of `mandates.notify`.
#[model(answer)]
pub struct DebitNotification {
    /// The gateway's id of the mandate.
    pub mandate_id: Option<String>,
    /// The gateway's id of the notice.
    pub predebit_notification_id: Option<String>,
    /// State; the words are not documented.
    pub status: Option<String>,
    /// Rupees of the debit.
    pub amount: Option<Money>,
    /// Day of the debit, `YYYY-MM-DD`.
    pub debit_date: Option<String>,
}

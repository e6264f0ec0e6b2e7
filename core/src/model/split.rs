//! Split settlement: recipients, and who gets how much of a payment.

use enkash_macros::{model, open_enum};

use super::page::page_of;
use crate::field::{Invalid, Path};
use crate::rules;
use crate::scalar::{Money, Secret, Timestamp};

/// How the shares of a split are read.
#[open_enum(closed)]
pub enum AmountSplitType {
    /// `value` is rupees.
    Flat,
    /// `value` is percent of the payment.
    Percentage,
}

/// When a recipient is paid, in working days after the payment (inferred from the names).
#[open_enum]
pub enum SettlementCycle {
    /// The same day.
    #[wire("T0")]
    T0,
    /// The next day.
    #[wire("T1")]
    T1,
    /// The day after.
    #[wire("T2")]
    T2,
}

/// State of a split account (inferred from the two calls that change it).
#[open_enum]
pub enum SplitAccountStatus {
    /// Receives shares.
    Active,
    /// Receives none.
    Inactive,
}

/// One recipient's share.
#[model]
pub struct SplitShare {
    /// The recipient's account, from `split_accounts.create`.
    #[field(check = rules::id)]
    pub split_account_id: String,
    /// Rupees (`FLAT`) or percent (`PERCENTAGE`), more than 0, two decimals at most.
    #[field(check = rules::payable)]
    pub value: Money,
    /// Free label.
    pub label: Option<String>,
}

/// How a payment is divided. What is not given away stays with the merchant.
#[model]
#[check(check_split)]
pub struct SplitSettlement {
    /// How the shares are read.
    pub amount_split_type: AmountSplitType,
    /// One share per recipient; each recipient once. Percentages add up to 100 at most; rupees to the payment at most,
    /// which only the gateway can check.
    #[field(wire = "splitSettlementDetails")]
    pub shares: Vec<SplitShare>,
}

fn check_split(split: &SplitSettlement, path: &Path<'_>) -> Result<(), Invalid> {
    let path = Path::Field(path, "shares");
    if split.shares.is_empty() {
        return Err(path.invalid("is empty; pass one share per recipient"));
    }
    let mut sum = Money::rupees(0);
    for (index, share) in split.shares.iter().enumerate() {
        if split.shares[..index].iter().any(|earlier| earlier.split_account_id == share.split_account_id) {
            let place = Path::Index(&path, index);
            return Err(Path::Field(&place, "split_account_id")
                .invalid("has a share already; give each recipient one share with the sum"));
        }
        sum = sum + share.value;
    }
    if split.amount_split_type == AmountSplitType::Percentage && sum > Money::rupees(100) {
        return Err(path.invalid("add up to more than 100 percent; leave the rest to the merchant"));
    }
    Ok(())
}

/// Request of `payments.update_split`.
#[model(request)]
pub struct UpdateSplit {
    /// The new division; it takes the place of the old one.
    pub split_settlement: SplitSettlement,
}

/// Answer of `payments.update_split`; the documentation shows no keys of the payload.
#[model(answer)]
pub struct SplitUpdated {
    /// The gateway's sentence.
    pub message: Option<String>,
    /// The transaction.
    pub transaction_id: Option<String>,
    /// The division that now holds.
    pub split_settlement: Option<SplitSettlement>,
}

/// Declares a record with the keys that describe a recipient.
macro_rules! recipient {
    ($(#[$meta:meta])* pub struct $name:ident { $($own:tt)* }) => {
        #[model(request)]
        $(#[$meta])*
        pub struct $name {
            $($own)*
            /// When the recipient is paid.
            pub settlement_cycle: Option<SettlementCycle>,
            /// Schedule within the cycle; its values are not documented.
            pub settlement_schedule: Option<String>,
            /// Whether the recipient may log in to a dashboard.
            pub dashboard_access: Option<bool>,
            /// Income-tax PAN of the recipient.
            #[field(check = rules::pan)]
            pub pan: Option<String>,
            /// GST registration of the recipient.
            #[field(check = rules::gstin)]
            pub gstin: Option<String>,
        }
    };
}

recipient! {
    /// Request of `split_accounts.create`. Inferred from the update call, whose keys are documented.
    pub struct CreateSplitAccount {
        /// Name of the recipient.
        #[field(check = rules::filled)]
        pub name: String,
        /// E-mail address.
        #[field(check = rules::email)]
        pub email: String,
        /// Mobile number: ten digits, the first one 6 to 9.
        #[field(check = rules::mobile)]
        pub phone: String,
        /// Bank account number, 9 to 36 letters or digits.
        #[field(check = rules::account_number)]
        pub account_number: Secret,
        /// IFSC of that account.
        #[field(check = rules::ifsc)]
        pub ifsc: String,
    }
}

recipient! {
    /// Request of `split_accounts.update`: what is given changes, the rest stays. The client adds the access key, which
    /// the gateway wants in the body.
    pub struct UpdateSplitAccount {
        /// The account to change.
        #[field(query, check = rules::id)]
        pub split_account_detail_id: String,
        /// Name of the recipient.
        pub name: Option<String>,
        /// E-mail address.
        #[field(check = rules::email)]
        pub email: Option<String>,
        /// Mobile number: ten digits, the first one 6 to 9.
        #[field(check = rules::mobile)]
        pub phone: Option<String>,
        /// Bank account number, 9 to 36 letters or digits.
        #[field(check = rules::account_number)]
        pub account_number: Option<Secret>,
        /// IFSC of that account.
        #[field(check = rules::ifsc)]
        pub ifsc: Option<String>,
    }
}

/// Request of `split_accounts.activate` and `split_accounts.deactivate`.
#[model(request)]
pub struct SplitAccountRef {
    /// The account.
    #[field(query, check = rules::id)]
    pub split_account_detail_id: String,
}

/// A recipient as the gateway holds it. The documentation shows no answer; the keys are those of the update call.
#[model(answer)]
pub struct SplitAccount {
    /// The id that shares name. The gateway's documentation uses two names and does not say whether they differ.
    pub split_account_id: Option<String>,
    /// The id that update, activate and deactivate take.
    pub split_account_detail_id: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Mobile number.
    pub phone: Option<String>,
    /// State.
    pub status: Option<SplitAccountStatus>,
    /// When the recipient is paid.
    pub settlement_cycle: Option<SettlementCycle>,
    /// Schedule within the cycle.
    pub settlement_schedule: Option<String>,
    /// Whether the recipient may log in to a dashboard.
    pub dashboard_access: Option<bool>,
    /// Income-tax PAN.
    pub pan: Option<String>,
    /// GST registration.
    pub gstin: Option<String>,
    /// Bank account number; closed.
    pub account_number: Option<Secret>,
    /// IFSC.
    pub ifsc: Option<String>,
    /// The gateway's sentence, where it answers with one.
    pub message: Option<String>,
    /// When it was created.
    pub created_on: Option<Timestamp>,
    /// When it last changed.
    pub modified_on: Option<Timestamp>,
}

page_of! {
    /// Answer of `split_accounts.list`: every recipient of the merchant.
    pub struct SplitAccountList of SplitAccount
}

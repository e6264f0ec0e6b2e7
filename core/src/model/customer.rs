//! Customers. The gateway shares this record with its receivables product, hence the unusual keys.

use enkash_macros::model;

use super::page::{page_of, search_request};
use crate::field::{Invalid, Path};
use crate::rules;
use crate::scalar::{Secret, Timestamp};

/// A contact person. The documentation counts ten keys and names none; these are inferred.
#[model]
pub struct CustomerKeyContact {
    /// Name.
    pub name: Option<String>,
    /// E-mail address.
    #[field(check = rules::email)]
    pub email: Option<String>,
    /// Ten digits, with or without a country code.
    #[field(check = rules::contact_number)]
    pub contact_number: Option<String>,
    /// What the person does.
    pub designation: Option<String>,
}

/// Request of `customers.create`.
#[model(request)]
#[fixed("deleted", false)]
#[check(check_contacts)]
pub struct CreateCustomer {
    /// Contact people, at least one.
    pub customer_key_contacts: Vec<CustomerKeyContact>,
    /// Name of the customer (inferred).
    pub name: Option<String>,
    /// E-mail address.
    #[field(check = rules::email)]
    pub email: Option<String>,
    /// Ten digits, with or without a country code.
    #[field(check = rules::contact_number)]
    pub contact_number: Option<String>,
    /// A bank account number for the customer, unique, 9 to 36 letters or digits.
    #[field(check = rules::account_number)]
    pub account_number: Option<Secret>,
    /// Postal address in one line.
    pub address: Option<String>,
    /// The merchant's company at the gateway: `CEK` and seven capitals or digits.
    #[field(check = rules::company_id)]
    pub company_id: Option<String>,
    /// The customer's own company at the gateway, if it has one.
    #[field(check = rules::company_id)]
    pub customer_company_id: Option<String>,
}

fn check_contacts(customer: &CreateCustomer, path: &Path<'_>) -> Result<(), Invalid> {
    if customer.customer_key_contacts.is_empty() {
        return Err(Path::Field(path, "customer_key_contacts").invalid("is empty; pass at least one contact person"));
    }
    Ok(())
}

/// A customer as the gateway holds it. The documentation shows no answer; the keys are those of the request.
#[model(answer)]
pub struct Customer {
    /// The gateway's id.
    #[field(alias = "id")]
    pub customer_id: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone number.
    pub contact_number: Option<String>,
    /// Bank account number; closed.
    pub account_number: Option<Secret>,
    /// Postal address.
    pub address: Option<String>,
    /// The merchant's company.
    pub company_id: Option<String>,
    /// The customer's own company.
    pub customer_company_id: Option<String>,
    /// Contact people.
    pub customer_key_contacts: Vec<CustomerKeyContact>,
    /// Whether it is deleted.
    pub deleted: Option<bool>,
    /// The gateway's sentence, where it answers with one.
    pub message: Option<String>,
    /// When it was created.
    pub created_on: Option<Timestamp>,
    /// When it last changed.
    pub modified_on: Option<Timestamp>,
}

search_request! {
    /// Request of `customers.search`. The documentation names the first two filters; the others are inferred from its text.
    pub struct SearchCustomers {
        /// Bank account number of the customer.
        pub account_number: Option<Secret>,
        /// The agent in charge.
        pub assigned_agent: Option<String>,
        /// Name.
        pub name: Option<String>,
        /// E-mail address.
        pub email: Option<String>,
        /// Phone number.
        pub contact_number: Option<String>,
        /// Created at or after this.
        pub from_date: Option<Timestamp>,
        /// Created before or at this.
        pub to_date: Option<Timestamp>,
    }
}

page_of! {
    /// One page of `customers.search`.
    pub struct CustomerPage of Customer
}

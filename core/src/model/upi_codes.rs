//! Code tables of UPI links and the kinds of UPI identifiers.
//!
//! Source: the UPI linking specification 1.6 as several providers print it. Codes outside the tables are kept.

use enkash_macros::{model, open_enum};

/// How a payment was started: parameter `mode` of a link. Signed modes need `sign`.
#[open_enum]
pub enum UpiInitiationMode {
    /// No particular way.
    #[wire("00")]
    DefaultMode,
    /// QR code.
    #[wire("01")]
    Qr,
    /// Signed QR code.
    #[wire("02")]
    SecureQr,
    /// BharatQR.
    #[wire("03")]
    BharatQr,
    /// Link that opens an app.
    #[wire("04")]
    Intent,
    /// Signed link.
    #[wire("05")]
    SecureIntent,
    /// Near-field communication.
    #[wire("06")]
    Nfc,
    /// Bluetooth low energy.
    #[wire("07")]
    Ble,
    /// Ultra-high frequency sound or radio.
    #[wire("08")]
    Uhf,
    /// Aadhaar.
    #[wire("09")]
    Aadhaar,
    /// A library inside the merchant's app.
    #[wire("10")]
    Sdk,
    /// Mandate.
    #[wire("11")]
    Mandate,
    /// Money from abroad.
    #[wire("12")]
    ForeignInward,
    /// Signed static QR code of a mandate, offline.
    #[wire("13")]
    StaticSecureQrMandateOffline,
    /// Restricted use.
    #[wire("14")]
    Restricted,
    /// Dynamic QR code, offline.
    #[wire("15")]
    DynamicQrOffline,
    /// Signed dynamic QR code, offline.
    #[wire("16")]
    DynamicSecureQrOffline,
    /// Signed dynamic QR code of a mandate, offline.
    #[wire("17")]
    DynamicSecureQrMandateOffline,
    /// QR code at a cash machine.
    #[wire("18")]
    AtmQr,
    /// Static QR code, online.
    #[wire("19")]
    StaticQrOnline,
    /// Signed static QR code, online.
    #[wire("20")]
    StaticSecureQrOnline,
    /// Static QR code of a mandate, online.
    #[wire("21")]
    StaticQrMandateOnline,
    /// Dynamic QR code, online.
    #[wire("22")]
    DynamicQrOnline,
    /// Signed dynamic QR code, online.
    #[wire("23")]
    DynamicSecureQrOnline,
    /// Signed dynamic QR code of a mandate, online.
    #[wire("24")]
    DynamicSecureQrMandateOnline,
}

/// What a payment is for: parameter `purpose` of a link.
#[open_enum]
pub enum UpiPurpose {
    /// No particular purpose.
    #[wire("00")]
    DefaultPurpose,
    /// Securities, as in subscribing to an IPO; one-time mandates.
    #[wire("01")]
    Securities,
    /// Asset management.
    #[wire("02")]
    AssetManagement,
    /// Travel.
    #[wire("03")]
    Travel,
    /// Hospitality.
    #[wire("04")]
    Hospitality,
    /// Hospital.
    #[wire("05")]
    Hospital,
    /// Telecom.
    #[wire("06")]
    Telecom,
    /// Insurance.
    #[wire("07")]
    Insurance,
    /// Education.
    #[wire("08")]
    Education,
    /// Gifts.
    #[wire("09")]
    Gifting,
    /// Bills.
    #[wire("10")]
    BillPayment,
    /// International.
    #[wire("11")]
    International,
    /// QR code at a cash machine in a metropolitan area.
    #[wire("12")]
    AtmMetro,
    /// QR code at a cash machine elsewhere.
    #[wire("13")]
    AtmNonMetro,
    /// Standing instruction: recurring mandates.
    #[wire("14")]
    StandingInstruction,
    /// Payments by a company.
    #[wire("15")]
    CorporateDisbursement,
    /// Between businesses.
    #[wire("20")]
    BusinessToBusiness,
    /// Government securities bought directly.
    #[wire("25")]
    RetailDirect,
    /// UPI Lite, code 41.
    #[wire("41")]
    UpiLite41,
    /// UPI Lite, code 42.
    #[wire("42")]
    UpiLite42,
    /// UPI Lite, code 43.
    #[wire("43")]
    UpiLite43,
    /// UPI Lite, code 44.
    #[wire("44")]
    UpiLite44,
    /// UPI Lite, code 45.
    #[wire("45")]
    UpiLite45,
    /// UPI Lite, code 46.
    #[wire("46")]
    UpiLite46,
    /// UPI Lite, code 50.
    #[wire("50")]
    UpiLite50,
    /// Payment on behalf of somebody else.
    #[wire("59")]
    Delegation,
    /// International, code 60.
    #[wire("60")]
    International60,
    /// International, code 61.
    #[wire("61")]
    International61,
    /// International, code 62.
    #[wire("62")]
    International62,
    /// International, code 63.
    #[wire("63")]
    International63,
    /// International, code 64.
    #[wire("64")]
    International64,
    /// International, code 65.
    #[wire("65")]
    International65,
    /// International, code 66.
    #[wire("66")]
    International66,
    /// Automatic refill of UPI Lite.
    #[wire("71")]
    UpiLiteAutopay,
    /// One blocked amount, several debits.
    #[wire("76")]
    SingleBlockMultipleDebit,
}

/// What a mandate link asks the payer to approve: parameter `txnType`.
#[open_enum]
pub enum MandateAction {
    /// A new mandate (by analogy; providers print only `UPDATE`).
    Create,
    /// A change of amount or end of an existing one.
    Update,
    /// The end of an existing one (by analogy).
    Revoke,
}

/// Kinds of identifiers.
#[open_enum(closed)]
pub enum IdentifierKind {
    /// UPI id, `name@handle`; compared without regard to case, normalised to lower case.
    Vpa,
    /// Branch of a bank: four letters, a zero, six letters or digits; normalised to capitals.
    Ifsc,
    /// UPI mandate number: 30 to 35 letters or digits, `@`, the payer's handle. Opaque: kept as it is.
    Umn,
    /// Retrieval reference number, the customer's reference of a UPI payment: 12 digits.
    Rrn,
    /// Reference of a bank transfer: 12 to 22 letters or digits (NEFT 16, RTGS 22, UPI and IMPS the RRN); normalised to
    /// capitals.
    Utr,
    /// Tax number of a person or company: five letters, four digits, a letter; normalised to capitals.
    Pan,
    /// Tax number of a business with its check character: 15 characters; normalised to capitals.
    Gstin,
    /// UPI transaction id: 35 letters or digits that start with the three letters of a provider. Kept as it is.
    #[wire("UPI_TRANSACTION_ID")]
    UpiTransactionId,
    /// Indian mobile number, normalised to its ten digits.
    Mobile,
}

/// Request of `upi.check_identifier`.
#[model(request)]
pub struct CheckIdentifier {
    /// What it should be.
    pub kind: IdentifierKind,
    /// The identifier as somebody typed it; spaces around it do not count.
    pub text: String,
}

/// Answer of `upi.check_identifier`: the identifier in its one form, and what can be read from it.
#[model(request)]
pub struct CheckedIdentifier {
    /// What it is.
    pub kind: IdentifierKind,
    /// The normalised text: store and compare this.
    pub text: String,
    /// The handle after `@`, of a UPI id or a UMN.
    pub handle: Option<String>,
    /// The bank, the first four letters of an IFSC.
    pub bank_code: Option<String>,
    /// The branch, the last six characters of an IFSC.
    pub branch_code: Option<String>,
    /// The state, the first two digits of a GSTIN.
    pub state_code: Option<String>,
    /// The PAN inside a GSTIN.
    pub pan: Option<String>,
}

//! QR codes: the BharatQR text and the image of any text.
//!
//! Sources and readings stand in [`crate::upi::bharat_qr`].

use enkash_macros::{model, open_enum};

use crate::rules;
use crate::scalar::{Bytes, Money};
use crate::upi::{bharat_qr, checks as upi};

/// A BharatQR code (EMVCo merchant-presented): a text of tags that every Indian payment app can read. Currency is
/// rupees, country India, always. Values are printable ASCII of at most 99 bytes.
#[model(request)]
#[check(bharat_qr::check)]
pub struct BharatQr {
    /// Tag 52: merchant category code, four digits.
    #[field(check = upi::category_code)]
    pub merchant_code: String,
    /// Tag 59: name of the merchant, 25 bytes at most.
    pub name: String,
    /// Tag 60: city, 15 bytes at most.
    pub city: String,
    /// Tag 01: whether the code is for one payment (12) rather than for many (11); left out, the code does not say.
    pub single_use: Option<bool>,
    /// Tag 26-01: UPI id of the payee. A code needs this or one of `accounts`.
    #[field(check = rules::vpa)]
    pub vpa: Option<String>,
    /// Tag 26-02: least amount in rupees; needs `vpa`.
    #[field(check = rules::payable)]
    pub minimum_amount: Option<Money>,
    /// Tag 27-01: the merchant's reference, `tr` of the UPI payment.
    pub reference: Option<String>,
    /// Tag 27-02: a page with details of the payment.
    #[field(check = upi::url)]
    pub url: Option<String>,
    /// Tags 02 to 25: card and account ids of the networks.
    pub accounts: Vec<QrTag>,
    /// Tag 54: rupees; left out, the payer types the amount.
    #[field(check = rules::payable)]
    pub amount: Option<Money>,
    /// Tag 61: PIN code, 10 bytes at most.
    pub postal_code: Option<String>,
    /// Tag 62: data for the merchant's own books.
    pub additional: Option<QrAdditionalData>,
    /// Tags this version does not know. `64` is a tag, `62.50` a tag inside tag 62; inside 26, 27 and 62 each stands for
    /// itself, elsewhere the value is kept whole.
    pub other: Vec<QrTag>,
}

/// A tag and its value.
#[model(request)]
pub struct QrTag {
    /// Two digits, or twice two digits with a dot between for a tag inside a tag.
    pub tag: String,
    /// The value, 1 to 99 bytes.
    pub value: String,
}

/// Tag 62 of a BharatQR code; each value has 25 bytes at most. `***` asks the payer's app to ask the payer.
#[model(request)]
pub struct QrAdditionalData {
    /// 62-01: number of the bill.
    pub bill_number: Option<String>,
    /// 62-02: mobile number.
    pub mobile_number: Option<String>,
    /// 62-03: the store.
    pub store_label: Option<String>,
    /// 62-04: number of a loyalty card.
    pub loyalty_number: Option<String>,
    /// 62-05: reference of the payment.
    pub reference_label: Option<String>,
    /// 62-06: the customer.
    pub customer_label: Option<String>,
    /// 62-07: the terminal.
    pub terminal_label: Option<String>,
    /// 62-08: what it is for.
    pub purpose: Option<String>,
}

/// Answer of `upi.build_bharat_qr` and request of `upi.parse_bharat_qr`.
#[model(request)]
pub struct QrText {
    /// The text in the QR code, with its check sum; 4096 bytes at most.
    pub text: String,
}

/// How much of a QR code may be unreadable.
#[open_enum(closed)]
pub enum QrCorrection {
    /// 7 %.
    Low,
    /// 15 %.
    Medium,
    /// 25 %.
    Quartile,
    /// 30 %.
    High,
}

/// Request of `upi.qr_svg` and `upi.qr_png`.
#[model(request)]
pub struct DrawQr {
    /// What the code says: a link, a BharatQR text, anything; 2953 bytes at most, fewer with more correction.
    pub text: String,
    /// How much may be unreadable; `MEDIUM` if left out.
    pub correction: Option<QrCorrection>,
    /// Pixels of one module, 1 to 32; 6 if left out.
    pub module_pixels: Option<i64>,
}

/// Answer of `upi.qr_svg`.
#[model(request)]
pub struct SvgImage {
    /// An SVG document, black on white with the quiet zone the standard asks for.
    pub svg: String,
    /// Width and height in pixels.
    pub side: i64,
}

/// Answer of `upi.qr_png`.
#[model(request)]
pub struct PngImage {
    /// A PNG file, black on white with the quiet zone the standard asks for; base64 text in JSON.
    pub png: Bytes,
    /// Width and height in pixels.
    pub side: i64,
}

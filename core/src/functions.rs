//! The table of pure functions: what the SDK can work out without a gateway, one row each.
//!
//! A row is documentation, name, request, answer and the function. It becomes a function in Rust, Python, Node, Kotlin and
//! Swift, and a case the vectors must cover. Wrong input is a `Validation` error that names the field.

use crate::Error;
use crate::field::{Field, Invalid, Model, Path};
use crate::model::*;
use crate::schema::Function;

/// A function as a type.
pub trait Pure: Send + Sync + 'static {
    /// Its row.
    const INFO: Function;
    /// What it takes.
    type Request: Model;
    /// What it answers.
    type Answer: Model;
    /// Checks the request and runs the function.
    fn run(request: Self::Request) -> Result<Self::Answer, Error>;
}

/// Something to do with a function that is known only at run time.
pub trait PureVisitor {
    /// What comes of it.
    type Result;
    /// Does it.
    fn visit<P: Pure>(self) -> Self::Result;
}

/// The position of a function in [`FUNCTIONS`].
pub fn find_function(name: &str) -> Option<usize> {
    FUNCTIONS.iter().position(|function| function.name == name)
}

fn checked<P: Pure>(
    request: P::Request,
    run: impl FnOnce(P::Request) -> Result<P::Answer, Error>,
) -> Result<P::Answer, Error> {
    let checked = request.check(&Path::Root).map_err(|invalid: Invalid| Error::from(invalid));
    checked.and_then(|()| run(request)).map_err(|error| {
        error.with(|info| info.operation = info.operation.take().or_else(|| Some(P::INFO.name.into())))
    })
}

enkash_macros::functions! {
    /// Makes the text of a payment link or QR code: `upi://pay?...`, values escaped, `sign` last.
    ///
    /// Source: NPCI's linking specification 1.6, as payment providers print it.
    upi.build_pay_link(PayLink) -> BuiltLink = crate::upi::pay_link::build;

    /// Reads a payment link or the text of a scanned QR code: `upi://pay?...`. Parameters this version does not know are
    /// kept. A doubled parameter, another currency than rupees, an amount that is none, or anything behind `sign` is
    /// refused. The signature is not verified: that needs the provider's key.
    ///
    /// Source: NPCI's linking specification 1.6, as payment providers print it.
    upi.parse_pay_link(LinkText) -> ParsedPayLink = crate::upi::pay_link::parse;

    /// Makes the text of a link or QR code that asks for a mandate: `upi://mandate?...`, values escaped, `sign` last. Checked
    /// are the dates, the day against the period, and NPCI's rules for blocking, revoking and the first amount.
    ///
    /// Source: the parameters as payment providers print them; `CREATE` and `REVOKE` are inferred.
    upi.build_mandate_link(MandateLink) -> BuiltLink = crate::upi::mandate_link::build;

    /// Reads a link that asks for a mandate: `upi://mandate?...`, with the care of `upi.parse_pay_link`.
    ///
    /// Source: the parameters as payment providers print them.
    upi.parse_mandate_link(LinkText) -> ParsedMandateLink = crate::upi::mandate_link::parse;

    /// Makes the text of a BharatQR code (EMVCo merchant-presented), with its CRC-16.
    ///
    /// Source: EMVCo's specification and BharatQR as generally known; the gateway documents neither.
    upi.build_bharat_qr(BharatQr) -> QrText = crate::upi::bharat_qr::build;

    /// Reads the text of a BharatQR code and checks its CRC-16. Tags this version does not know are kept; a doubled tag,
    /// another currency than rupees or another country than India is refused.
    ///
    /// Source: EMVCo's specification and BharatQR as generally known; the gateway documents neither.
    upi.parse_bharat_qr(QrText) -> BharatQr = crate::upi::bharat_qr::parse;

    /// Draws a text as a QR code in SVG, black on white with its quiet zone.
    upi.qr_svg(DrawQr) -> SvgImage = crate::upi::image::svg;

    /// Draws a text as a QR code in PNG, black on white with its quiet zone.
    upi.qr_png(DrawQr) -> PngImage = crate::upi::image::png;

    /// Checks an identifier and brings it into the one form to store and compare: UPI id, IFSC, UPI mandate number, RRN,
    /// UTR, PAN, GSTIN (with its check character), UPI transaction id, mobile number. An error never repeats the text.
    ///
    /// Source: the gateway's patterns for IFSC and mobile numbers, NPCI's for UPI ids, general knowledge for the others.
    upi.check_identifier(CheckIdentifier) -> CheckedIdentifier = crate::upi::identifiers::check;

    /// Makes a mandate's schedule, in days of India, of the times that the gateway tells of it.
    mandate_calendar.schedule(MandateTimes) -> MandateSchedule = crate::upi::calendar::schedule;

    /// Lists the cycles in which a mandate may be debited, once each: their days, the day to use, and until when the payer
    /// must be told. Days a month does not have are its last; days outside the validity or inside a pause are left out.
    ///
    /// Source: NPCI's operating rules, as payment providers print them. Inferred: weeks run Monday to Sunday, fortnights
    /// are the halves of a month, longer cycles begin with the month the validity starts in and are debited in it.
    mandate_calendar.debit_dates(ListDebitDates) -> DebitDates = crate::upi::calendar::debit_dates;

    /// Tells whether a mandate may be debited on a day, as far as its dates go. A day that does not fit is an answer with a
    /// reason, not an error.
    ///
    /// Source: as for `mandate_calendar.debit_dates`.
    mandate_calendar.check_date(CheckDebitDate) -> DebitDateCheck = crate::upi::calendar::check_date;

    /// Tells whether a debit's amount in rupees fits the mandate: the same for `EXACT`, the same or less for `MAX`. An amount
    /// that does not fit is an answer with a reason, not an error.
    ///
    /// Source: NPCI's operating rules, as payment providers print them.
    mandate_calendar.check_amount(CheckDebitAmount) -> DebitAmountCheck = crate::upi::calendar::check_amount;

    /// Tells when the payer must be told of a debit: at least 24 hours before it, usually not more than 48. FASTag and
    /// mobility card refills and a first debit taken with the registration need no notice.
    ///
    /// Source: the Reserve Bank's e-mandate framework (exemptions since 22 August 2024).
    mandate_calendar.notice_window(NoticeQuery) -> NoticeWindow = crate::upi::calendar::notice_window;

    /// Tells when attempts of a debit may start on a day: outside 10:00 to 13:00 and 17:00 to 21:30 IST, and at least 24
    /// hours after the notice.
    ///
    /// Source: NPCI's operating rules, in force since 1 August 2025.
    mandate_calendar.debit_windows(DebitWindowQuery) -> DebitWindows = crate::upi::calendar::debit_windows;

    /// Tells up to which amount in rupees a later debit of a mandate needs no UPI PIN: 15,000, and 1,00,000 for mutual funds,
    /// insurance premiums and credit card bills.
    ///
    /// Source: the Reserve Bank's e-mandate framework (the higher limit since December 2023).
    mandate_calendar.pin_limit(PinLimitQuery) -> PinLimit = crate::upi::calendar::pin_limit;

    /// Payouts against the merchant's own books: what was settled, what is missing, what differs, with totals that prove
    /// themselves. Rows are paired by their ids alone; a row without an id is reported, never guessed at.
    ///
    /// Give payouts with their transactions, as `settlements.get` answers them. Settled = sales - charges - GST is
    /// documented by the gateway's own sample, the signs of the other amounts are inferred.
    settlements.reconcile(Reconcile) -> Reconciliation = crate::reconcile::reconcile;

    /// What each recipient of a split gets, in rupees: percentages are rounded down to the paisa, and what is left over
    /// stays with the merchant. How the gateway itself rounds is not documented; send the amounts as `FLAT` to have them
    /// as they are here.
    split_accounts.shares(SplitAmount) -> SplitAmounts = crate::split::shares;

    /// Reads the query with which the payer's browser came back. It says what somebody typed: only `webhooks.confirm` tells
    /// whether it is true.
    webhooks.parse_return(ReturnQuery) -> WebhookEvent = crate::webhook::parse_return;
}

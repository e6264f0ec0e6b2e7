//! The mandate calendar: when a UPI Autopay mandate may be debited, and what must have happened before.
//!
//! A day is text, `YYYY-MM-DD`, and means the day in India (IST). Sources and readings stand in
//! [`crate::upi::calendar`].

use enkash_macros::{model, open_enum};

use crate::rules;
use crate::scalar::{Money, Timestamp};
use crate::upi::calendar;

/// How often a mandate may be debited. The gateway prints no list; these are the words of the payment network, in
/// capitals as the gateway writes its other words (inferred).
#[open_enum]
pub enum RecurrencePeriod {
    /// Once, on a day inside the validity.
    #[wire("ONETIME")]
    OneTime,
    /// Once a day.
    Daily,
    /// Once a week, Monday to Sunday.
    Weekly,
    /// Once in each half of a month: 1st to 15th, 16th to the last (halves inferred).
    Fortnightly,
    /// Once a calendar month.
    Monthly,
    /// Once in two months, counted from the month the validity starts in.
    #[wire("BIMONTHLY")]
    Bimonthly,
    /// Once in three months, counted from the month the validity starts in.
    Quarterly,
    /// Once in six months, counted from the month the validity starts in.
    #[wire("HALFYEARLY")]
    HalfYearly,
    /// Once a year, in the month the validity starts in.
    Yearly,
    /// Whenever the merchant presents a debit; the merchant sends each notice itself.
    #[wire("ASPRESENTED")]
    AsPresented,
}

/// How the day of a recurrence is meant; the day itself is always included.
#[open_enum]
pub enum RecurrenceRule {
    /// On that day.
    On,
    /// On that day or earlier in the cycle.
    Before,
    /// On that day or later in the cycle.
    After,
}

/// When a mandate may be debited. `rule` and `value` say nothing for `ONETIME`, `DAILY` and `ASPRESENTED`.
#[model]
#[check(calendar::check_recurrence)]
pub struct Recurrence {
    /// How often.
    pub period: RecurrencePeriod,
    /// How `value` is meant.
    pub rule: RecurrenceRule,
    /// The day: 1 (Monday) to 7 for `WEEKLY`, 1 to 16 for `FORTNIGHTLY`, 1 to 31 for `MONTHLY` and longer. A day the
    /// month does not have means its last day. 1 is usual where it says nothing.
    pub value: i64,
}

/// How a mandate's amount is meant.
#[open_enum(closed)]
pub enum AmountRule {
    /// Every debit is of this amount.
    Exact,
    /// A debit may be of this amount or less.
    Max,
}

/// What a mandate pays for. Decides the limit without UPI PIN and whether a notice is due before a debit.
#[open_enum(closed)]
pub enum MandateCategory {
    /// Anything not listed here.
    Other,
    /// Mutual fund subscriptions.
    MutualFund,
    /// Insurance premiums.
    InsurancePremium,
    /// Credit card bills.
    CreditCardBill,
    /// Refilling a FASTag.
    Fastag,
    /// Refilling a National Common Mobility Card.
    Ncmc,
}

/// When a mandate may be debited, in days of India.
#[model(request)]
pub struct MandateSchedule {
    /// How often and on which day.
    pub recurrence: Recurrence,
    /// First day of the validity, `YYYY-MM-DD`.
    #[field(check = rules::day)]
    pub validity_start: String,
    /// Last day of the validity, `YYYY-MM-DD`; a debit may fall on it.
    #[field(check = rules::day)]
    pub validity_end: String,
    /// First day of the payer's pause, `YYYY-MM-DD`; no debit while paused. Give both days or none.
    #[field(check = rules::day)]
    pub pause_start: Option<String>,
    /// Last day of the payer's pause, `YYYY-MM-DD`.
    #[field(check = rules::day)]
    pub pause_end: Option<String>,
}

/// Request of `mandate_calendar.schedule`: a mandate's times as the gateway tells them.
#[model(request)]
pub struct MandateTimes {
    /// How often and on which day.
    pub recurrence: Recurrence,
    /// Start of the validity.
    pub starts_at: Timestamp,
    /// End of the validity; the day it falls on is the last one.
    pub ends_at: Timestamp,
    /// Start of the payer's pause, if there is one; left out with an end, the start of the validity.
    pub paused_from: Option<Timestamp>,
    /// End of the payer's pause; left out with a start, the end of the validity.
    pub paused_until: Option<Timestamp>,
}

/// Request of `mandate_calendar.debit_dates`.
#[model(request)]
pub struct ListDebitDates {
    /// The mandate's schedule.
    pub schedule: MandateSchedule,
    /// First day that counts, `YYYY-MM-DD`; left out, the list starts with the validity.
    #[field(check = rules::day)]
    pub starting: Option<String>,
    /// How many cycles at most, 1 to 500; 12 if left out.
    pub count: Option<i64>,
}

/// One cycle of a mandate that can be debited, once. Days are text, `YYYY-MM-DD`, in India.
#[model(request)]
pub struct DebitCycle {
    /// Number of the cycle; 1 is the one the validity starts in. A cycle without a possible day keeps its number.
    pub number: i64,
    /// First day of the cycle.
    pub starts: String,
    /// Last day of the cycle.
    pub ends: String,
    /// First day on which the debit may run.
    pub earliest: String,
    /// Last day on which the debit may run.
    pub latest: String,
    /// The day to use: the agreed day for `ON`; the first possible for `AFTER`; the last possible for `BEFORE`, but not
    /// the last day of the cycle where an earlier one is left.
    pub debit_date: String,
    /// Whether `debit_date` is the last day of a cycle of several days: a late attempt would fall into the next cycle.
    pub on_last_day: bool,
    /// Send the notice before this moment, and every non-peak minute of `debit_date` is open: 24 hours before the day
    /// begins.
    pub notice_by: Timestamp,
}

/// Answer of `mandate_calendar.debit_dates`.
#[model(request)]
pub struct DebitDates {
    /// The cycles in order; those without a possible day are left out.
    pub cycles: Vec<DebitCycle>,
    /// Whether a debit may run on any day of the one cycle, as often as it is presented (`ASPRESENTED`).
    pub any_day: bool,
    /// Whether the validity holds more cycles than were asked for.
    pub more: bool,
}

/// Request of `mandate_calendar.check_date`.
#[model(request)]
pub struct CheckDebitDate {
    /// The mandate's schedule.
    pub schedule: MandateSchedule,
    /// The day of the debit, `YYYY-MM-DD`.
    #[field(check = rules::day)]
    pub debit_date: String,
}

/// Answer of `mandate_calendar.check_date`.
#[model(request)]
pub struct DebitDateCheck {
    /// Whether the mandate may be debited on that day, as far as its dates go.
    pub allowed: bool,
    /// Why not.
    pub reason: Option<String>,
    /// The cycle the day counts for, if allowed; one successful debit per cycle.
    pub cycle: Option<DebitCycle>,
}

/// Request of `mandate_calendar.check_amount`.
#[model(request)]
pub struct CheckDebitAmount {
    /// The mandate's amount in rupees.
    #[field(check = rules::payable)]
    pub mandate_amount: Money,
    /// How it is meant.
    pub amount_rule: AmountRule,
    /// The debit's amount in rupees.
    #[field(check = rules::payable)]
    pub debit_amount: Money,
}

/// Answer of `mandate_calendar.check_amount`.
#[model(request)]
pub struct DebitAmountCheck {
    /// Whether the amount fits the mandate's amount rule.
    pub allowed: bool,
    /// Why not.
    pub reason: Option<String>,
}

/// Request of `mandate_calendar.notice_window`.
#[model(request)]
pub struct NoticeQuery {
    /// The day of the debit, `YYYY-MM-DD`.
    #[field(check = rules::day)]
    pub debit_date: String,
    /// What the mandate pays for; left out, `OTHER`.
    pub category: Option<MandateCategory>,
    /// Whether it is the first debit, taken together with the registration: that needs no separate notice.
    pub with_registration: Option<bool>,
}

/// Answer of `mandate_calendar.notice_window`: when the payer must be told. The times are absent where no notice is due.
#[model(request)]
pub struct NoticeWindow {
    /// Whether a notice is due: not for FASTag and NCMC refills, not for a first debit with the registration.
    pub required: bool,
    /// 48 hours before the debit date begins; earlier is not usual.
    pub opens: Option<Timestamp>,
    /// 24 hours before the debit date begins: a notice up to here opens the whole day.
    pub closes: Option<Timestamp>,
    /// 24 hours before the debit date ends: a notice from here on leaves no minute of that day.
    pub too_late: Option<Timestamp>,
}

/// Request of `mandate_calendar.debit_windows`.
#[model(request)]
pub struct DebitWindowQuery {
    /// The day of the debit, `YYYY-MM-DD`.
    #[field(check = rules::day)]
    pub debit_date: String,
    /// When the notice reached the payer; left out where none is due, or to see the whole day.
    pub notified_at: Option<Timestamp>,
}

/// A stretch of time.
#[model(request)]
pub struct TimeWindow {
    /// Its first moment.
    pub opens: Timestamp,
    /// The first moment after it.
    pub closes: Timestamp,
}

/// Answer of `mandate_calendar.debit_windows`: when attempts of a debit may start.
#[model(request)]
pub struct DebitWindows {
    /// The non-peak windows of the day, less the first 24 hours after the notice. Empty: not on this day.
    pub windows: Vec<TimeWindow>,
    /// How often a scheduled debit may be attempted at most: once and three retries.
    pub attempts: i64,
}

/// Request of `mandate_calendar.pin_limit`.
#[model(request)]
pub struct PinLimitQuery {
    /// What the mandate pays for; left out, `OTHER`.
    pub category: Option<MandateCategory>,
    /// A debit's amount in rupees, to learn whether it needs the PIN.
    #[field(check = rules::payable)]
    pub amount: Option<Money>,
}

/// Answer of `mandate_calendar.pin_limit`.
#[model(request)]
pub struct PinLimit {
    /// Rupees up to which, this amount included, a later debit needs no UPI PIN.
    pub limit: Money,
    /// Whether the amount asked about needs the PIN, if one was given.
    pub needs_pin: Option<bool>,
}

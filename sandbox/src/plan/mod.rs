//! What is to go wrong, as data: which calls, and what becomes of them.
//!
//! A plan is read from JSON (`parse`), counted against the calls that come in (`live`), and carried out (`act`). Without
//! a plan a call pays for one look at a flag.

pub(crate) mod act;
pub(crate) mod control;
pub(crate) mod facts;
pub(crate) mod live;
pub(crate) mod notices;
mod parse;
mod part;

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use crate::json::Json;
use notices::NoticeRule;

/// Faults for a sandbox, in the form that `docs/sandbox.md` describes; read it with [`str::parse`].
///
/// ```
/// let plan: enkash_sandbox::FaultPlan =
///     r#"{"faults":[{"when":{"operation":"orders.create","call":1},"at":"after","do":"reset"}]}"#.parse()?;
/// # Ok::<(), enkash_sandbox::PlanError>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct FaultPlan {
    seed: u64,
    rules: Vec<Rule>,
    notices: Vec<NoticeRule>,
}

impl fmt::Debug for FaultPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Names alone: a plan may hold a merchant's key.
        f.debug_list()
            .entries(self.rules.iter().map(|rule| &rule.name).chain(self.notices.iter().map(|rule| &rule.name)))
            .finish()
    }
}

/// Why a text is not a fault plan: it names the key and what belongs there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanError(String);

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for PlanError {}

impl FromStr for FaultPlan {
    type Err = PlanError;

    fn from_str(text: &str) -> Result<FaultPlan, PlanError> {
        let json = Json::parse(text.as_bytes()).map_err(|problem| PlanError(format!("The fault plan: {problem}")))?;
        parse::plan(&json).map_err(PlanError)
    }
}

/// One fault.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Rule {
    /// What a test calls it; its number in the plan unless it has a name.
    pub name: String,
    /// Which calls it is for.
    pub when: When,
    /// How often it acts at most.
    pub times: Option<u64>,
    /// When it acts.
    pub at: At,
    /// What it does.
    pub act: Act,
    /// Its word in the plan.
    pub word: &'static str,
}

/// Which calls a fault is for. What is not given fits every call.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct When {
    /// Names of operations.
    pub operations: Vec<String>,
    /// Amount of the request, or of the order or payment it names, as plain decimal.
    pub amount: Option<rust_decimal::Decimal>,
    /// The payer's UPI id in the request.
    pub vpa: Option<String>,
    /// The merchant's access key.
    pub merchant: Option<String>,
    /// Which of the calls that fit.
    pub turn: Turn,
}

/// Which of the calls, or notices, that fit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Turn {
    /// Counted from 1; empty for all.
    pub calls: Vec<u64>,
    /// Every n-th.
    pub every: Option<u64>,
    /// So many in a million, drawn from the plan's seed.
    pub per_million: Option<u64>,
}

/// When a fault acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum At {
    /// When a connection is made, before anything is read.
    Connecting,
    /// Before the body has been read.
    Reading,
    /// Before the operation is applied; it is not, unless the act lets it pass.
    Before,
    /// After the operation has been applied.
    After,
}

/// What a fault does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Act {
    /// The connection ends with a RST.
    Reset,
    /// The connection ends with a FIN, without an answer.
    Close,
    /// Nothing happens until the call is released, the time is over, or the caller has gone.
    Stall(Option<Duration>),
    /// The call is taken aside, and applied when it is released or the time is over, whether or not its caller waits.
    Late(Option<Duration>),
    /// The answer comes in small pieces.
    Drip { bytes: usize, every: Duration },
    /// The connection ends in the answer's body, after so many bytes; half of them where no number is given.
    Cut(Option<usize>),
    /// The answer's `Content-Length` is so many bytes more, or fewer, than its body.
    WrongLength(i64),
    /// The answer says that it is gzip, and is not.
    BrokenGzip,
    /// Another answer.
    Say(Said),
    /// The gateway's own form of a refusal.
    Refuse { code: i64, text: String, status: Option<u16> },
    /// The gateway does not accept the token.
    TokenRejected { status: u16 },
    /// The true answer with other values.
    Envelope { set: Vec<(Vec<String>, Json)>, remove: Vec<Vec<String>> },
    /// The `Date` header is off by so many seconds.
    Date(i64),
}

/// An answer that is not the gateway's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    /// HTTP status.
    pub status: u16,
    /// Content type.
    pub content_type: String,
    /// The body.
    pub body: String,
    /// Further headers.
    pub headers: Vec<(&'static str, String)>,
}

impl Said {
    /// An answer in JSON, or what claims to be.
    fn json(status: u16, body: String) -> Said {
        Said { status, content_type: "application/json".to_string(), body, headers: Vec::new() }
    }
}

/// How much of an answer has left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Left {
    /// All of it.
    Whole,
    /// All of it, with other values.
    Changed,
    /// A part.
    Part,
    /// Nothing of it.
    Nothing,
}

impl At {
    /// Its word in a plan.
    pub(crate) fn word(self) -> &'static str {
        match self {
            At::Connecting => "connecting",
            At::Reading => "reading",
            At::Before => "before",
            At::After => "after",
        }
    }
}

impl Left {
    /// Its word in the journal.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Left::Whole => "whole",
            Left::Changed => "changed",
            Left::Part => "part",
            Left::Nothing => "nothing",
        }
    }
}

impl Act {
    /// How much of the true answer leaves, unless the act turns out otherwise.
    fn leaves(&self) -> Left {
        match self {
            Act::Date(_) => Left::Whole,
            Act::Envelope { .. } => Left::Changed,
            Act::Drip { .. } | Act::Cut(_) | Act::WrongLength(_) => Left::Part,
            Act::Reset
            | Act::Close
            | Act::Stall(_)
            | Act::Late(_)
            | Act::BrokenGzip
            | Act::Say(_)
            | Act::Refuse { .. }
            | Act::TokenRejected { .. } => Left::Nothing,
        }
    }
}

//! What an observer is told about a call.

use enkash_macros::model;

use crate::scalar::Timestamp;

/// How a call went, told when it has ended. It holds what is the same for every call of its operation, and numbers: no id,
/// no key, no query, no body, no word of the gateway.
#[model(request)]
pub struct CallRecord {
    /// The operation, as in `orders.create`; `request` for a path that the table lacks.
    pub operation: String,
    /// HTTP method.
    pub method: String,
    /// The path as it stands in the table, such as `/api/v0/orders/{order_id}`; empty where the table has none.
    pub template: String,
    /// What a repetition may do: `read`, `idempotent`, `create` or `charge`.
    pub effect: String,
    /// When the call began.
    pub started_at: Timestamp,
    /// How long it took, with its pauses and look-ups, in microseconds.
    pub elapsed_us: i64,
    /// The requests of the call. Its look-ups and the call for a token are calls of their own.
    pub attempts: Vec<CallAttempt>,
    /// `ok`, or the kind of the error, such as `OutcomeUnknown`.
    pub outcome: String,
    /// The error's code, such as `gateway_refused`.
    pub code: Option<String>,
    /// All of this as one line of a log.
    pub text: String,
}

/// One request of a call.
#[model(request)]
pub struct CallAttempt {
    /// Counted from 1.
    pub number: i64,
    /// HTTP status, if an answer came.
    pub http_status: Option<i64>,
    /// What went wrong: `not_sent`, `tls`, `no_answer`, `foreign`, `server`, `rate_limited`, `token_rejected`, `incomplete` or
    /// `refused`. Nothing if the answer was whole.
    pub failure: Option<String>,
    /// Whether the merchant's key was looked up after it.
    pub looked_up: bool,
    /// What was decided: `answer`, `repeat`, `other_form` (of the token's header), `new_token`, `outcome_unknown` or `fail`.
    pub decision: String,
    /// The pause before what was decided, in milliseconds.
    pub pause_ms: i64,
    /// From the request to the end of its answer, in microseconds.
    pub elapsed_us: i64,
}

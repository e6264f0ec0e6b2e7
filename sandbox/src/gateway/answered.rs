//! What a call is answered, and what the journal keeps of it.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use sha2::{Digest, Sha256};

use super::{Gateway, Incoming, http_status, refusal_body};
use crate::fault::{Fault, Outcome};
use crate::journal::{self, Entry};
use crate::json::Json;
use crate::leaks::{self, Raw};
use crate::ledger::Desk;
use crate::mask;
use crate::plan::Left;
use crate::server::{json_response, with_type};

/// An answer before it becomes bytes.
pub(crate) struct Answered {
    /// HTTP status.
    pub status: StatusCode,
    /// The gateway's code.
    pub code: i64,
    /// The body; a text goes out as plain text.
    pub body: Json,
    /// Its entry in the journal; 0 where it has none.
    pub seq: i64,
}

/// What the fault plan does to a call.
pub(crate) struct Mark {
    /// Name of the fault.
    pub fault: Option<String>,
    /// How much of the answer leaves.
    pub left: Left,
}

impl Default for Mark {
    fn default() -> Mark {
        Mark { fault: None, left: Left::Whole }
    }
}

/// What a call came to, its answer aside.
#[derive(Default)]
pub(super) struct Effects {
    /// Whether it has changed anything.
    pub applied: bool,
    /// The order it was about.
    pub order_id: Option<String>,
    /// Whether it was a status call that told of a paid order.
    pub told_paid: bool,
}

impl Answered {
    /// The same in bytes, with its content type.
    pub(crate) fn written(&self) -> (&'static str, String) {
        match &self.body {
            Json::Text(text) => ("text/plain; charset=utf-8", text.clone()),
            body => ("application/json", body.to_string()),
        }
    }

    /// The same as an HTTP answer.
    pub(crate) fn into_response(self) -> Response {
        let mut response = match self.body {
            Json::Text(text) => with_type(self.status, "text/plain; charset=utf-8", text),
            body => json_response(self.status, body.to_string()),
        };
        if self.status == StatusCode::TOO_MANY_REQUESTS {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
        }
        response
    }
}

impl Gateway {
    /// A refusal in the form of its operation; it is in no journal yet.
    pub(crate) fn refusal(&self, incoming: &Incoming<'_>, fault: &Fault) -> Answered {
        match fault {
            Fault::Refused(refusal) => Answered {
                status: http_status(&self.config, refusal.code),
                code: refusal.code,
                body: refusal_body(incoming.operation, refusal),
                seq: 0,
            },
            Fault::Store(_) => Answered {
                status: StatusCode::INTERNAL_SERVER_ERROR,
                code: 500,
                body: super::envelope(500, &fault.to_string(), Json::Null),
                seq: 0,
            },
        }
    }

    /// Writes down a call that was not applied, with the gateway's answer to it if there is one; the entry's number.
    pub(crate) fn turned_away(&self, incoming: &Incoming<'_>, mark: &Mark, answered: Option<&Answered>) -> i64 {
        self.write_down(incoming, super::parse_body(incoming).ok().as_ref(), mark, answered, Effects::default())
    }

    /// Writes a call into the journal; the entry's number.
    pub(super) fn write_down(
        &self,
        incoming: &Incoming<'_>,
        body: Option<&Json>,
        mark: &Mark,
        answered: Option<&Answered>,
        effects: Effects,
    ) -> i64 {
        let raw = Raw {
            operation: Some(incoming.operation),
            target: incoming.target,
            query: &incoming.query,
            headers: incoming.headers,
            body: incoming.body,
            json: body,
        };
        let leaks = leaks::find(&self.config, &raw);
        let shown = match body {
            // What has a secret in the wrong place is not masked there.
            _ if leaks.body => "(withheld)".into(),
            None => "(not JSON)".into(),
            Some(body) => mask::json(body),
        };
        let entry = Entry {
            operation: incoming.operation.name,
            method: incoming.verb.as_str(),
            path: if leaks.address { incoming.operation.path.to_string() } else { mask::target(incoming.target) },
            headers: if leaks.headers { Json::Null } else { mask::headers(incoming.headers) },
            request: shown,
            status: answered.map(|answered| answered.status.as_u16()),
            code: answered.map(|answered| answered.code),
            answer: answered.map_or(Json::Null, |answered| mask::json(&answered.body)),
            order_id: effects.order_id,
            told_paid: effects.told_paid,
            applied: effects.applied,
            left: mark.left,
            fault: mark.fault.as_deref(),
            digest: self.digest(incoming),
            leaks: leaks.found,
        };
        // A journal that cannot be written must not cost the caller the answer of a call that took effect.
        self.transaction(|desk| journal::write(desk, &entry)).unwrap_or_default()
    }

    /// What tells the bytes of a request from those of another, without telling what they are: the salt is this run's.
    fn digest(&self, incoming: &Incoming<'_>) -> String {
        let mut hash = Sha256::new();
        for part in [self.salt.as_slice(), incoming.target.as_bytes(), b"\n", incoming.body] {
            hash.update(part);
        }
        hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }

    /// Corrects how much of an answer has left.
    pub(crate) fn left(&self, seq: i64, left: Left) {
        self.amend(|desk| journal::left(desk, seq, left));
    }

    /// Writes down the answer that goes out in place of the true one.
    pub(crate) fn changed(&self, seq: i64, answer: &Json, still_told: bool) {
        let shown = mask::json(answer);
        self.amend(|desk| journal::changed(desk, seq, &shown, still_told));
    }

    /// Takes an entry back: the call goes on and will be written down anew.
    pub(crate) fn strike(&self, seq: i64) {
        self.amend(|desk| journal::strike(desk, seq));
    }

    fn amend(&self, work: impl FnOnce(&Desk<'_>) -> Outcome<()>) {
        // As with writing: the caller must not pay for a journal that cannot be written.
        let _ = self.transaction(work);
    }
}

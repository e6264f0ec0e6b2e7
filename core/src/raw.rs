//! Calls that the operation table lacks: the same credentials, envelope, deadline and safety, without types.

use tokio::time::Instant;
use zeroize::Zeroizing;

use crate::call::Call;
use crate::caller::Caller;
use crate::envelope::Payload;
use crate::field::{Invalid, ModelFields};
use crate::mask::{self, Forms, Told};
use crate::model::Nothing;
use crate::schema::{Answers, Auth, Effect, Operation, Verb};
use crate::{Client, Error};

/// A read may be repeated. What anything else does is not known here, so it is treated like a charge.
const fn row(verb: Verb, effect: Effect) -> Operation {
    Operation {
        name: "request",
        resource: "",
        method: "request",
        doc: "",
        verb,
        path: "",
        id: None,
        request: Nothing::INFO,
        answer: Nothing::INFO,
        auth: Auth::TokenAndKey,
        effect,
        verified: false,
        legacy_path: None,
        other_verb: None,
        access_key: None,
        answers: Answers::Record,
        empty_body: false,
        base64_cards: false,
        pages: None,
        ask: None,
        done: &[],
        undone: &[],
        composed: false,
    }
}

static GET: Operation = row(Verb::Get, Effect::Read);
static POST: Operation = row(Verb::Post, Effect::Charge);
static PATCH: Operation = row(Verb::Patch, Effect::Charge);
static DELETE: Operation = row(Verb::Delete, Effect::Charge);

impl Caller {
    /// Calls a path of the gateway that the operation table lacks and answers the payload as JSON text.
    ///
    /// `path` begins with `/` and may hold a query. `body` is JSON text. Only GET is repeated on doubt; everything else
    /// ends as `OutcomeUnknown` when its answer is lost, because the SDK cannot know what it does.
    pub async fn request(&self, verb: Verb, path: &str, body: Option<&str>) -> Result<String, Error> {
        self.request_until(verb, path, body, std::future::pending()).await
    }

    /// [`Caller::request`] that gives up when `cancelled` ends, as [`Caller::call_until`] does.
    pub async fn request_until(
        &self,
        verb: Verb,
        path: &str,
        body: Option<&str>,
        cancelled: impl Future<Output = ()>,
    ) -> Result<String, Error> {
        let refused =
            |field: &str, problem: &str| Error::from(Invalid { field: field.into(), problem: problem.into() });
        let printable = path.bytes().all(|b| b.is_ascii_graphic() && !b"#\\\"<>".contains(&b));
        if !path.starts_with('/') || path.starts_with("//") || !printable {
            return Err(refused(
                "path",
                "must begin with one '/' and be percent-encoded, like /api/v0/orders?limit=10",
            ));
        }
        if body.is_some_and(|body| serde_json::from_str::<serde::de::IgnoredAny>(body).is_err()) {
            return Err(refused("body", "is not JSON; pass JSON text or leave it out"));
        }
        let operation = match verb {
            Verb::Get => &GET,
            Verb::Post => &POST,
            Verb::Patch => &PATCH,
            Verb::Delete => &DELETE,
        };
        let call = Call {
            operation,
            verb,
            path_and_query: path.to_owned(),
            body: body.map(|body| Zeroizing::new(body.as_bytes().to_vec())),
            id: String::new(),
            reference: Some(path.split('?').next().unwrap_or(path).to_owned()),
            reference_field: None,
            keyless: self.inner.merchant.is_none(),
            secrets: body.map_or_else(Forms::default, mask::secrets_of),
            metered: true,
            deadline: Instant::now() + self.inner.timeout,
        };
        let mut payload = String::new();
        let mut keep = |answer: &Payload, _: &Told<'_>| {
            answer.raw.get().clone_into(&mut payload);
            true
        };
        self.run_until(&call, cancelled, &mut keep).await?;
        Ok(payload)
    }
}

impl Client {
    /// Calls a path of the gateway that the operation table lacks: see [`Caller::request`].
    pub async fn request(&self, verb: Verb, path: &str, body: Option<&str>) -> Result<String, Error> {
        self.caller.request(verb, path, body).await
    }
}

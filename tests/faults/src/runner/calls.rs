//! Calls whose operation is known by its name only.

use std::future::Future;
use std::pin::Pin;

use enkash::functions::{self, Pure, PureVisitor};
use enkash::json::Json;
use enkash::model::{ReturnQuery, WebhookEvent, WebhookKind};
use enkash::operations::{self, Op, Visitor, WebhooksConfirmOp};
use enkash::{Caller, Error};
use serde_json::{Value, json};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

type Outcome = Result<Value, Error>;

/// A call under way.
pub(super) struct Started {
    cancel: Option<oneshot::Sender<()>>,
    task: JoinHandle<Outcome>,
}

impl Started {
    /// Gives the call up.
    pub(super) fn cancel(&mut self) {
        // Without a receiver the call has ended already.
        let _ended = self.cancel.take().map(|cancel| cancel.send(()));
    }

    /// What came of it; the error is a panic.
    pub(super) async fn ended(self) -> Result<Outcome, String> {
        // Kept until here: a sender that is dropped would cancel the call.
        let _open = self.cancel;
        self.task.await.map_err(|panic| format!("the call panicked: {panic}"))
    }
}

struct Call {
    caller: Caller,
    id: String,
    request: Value,
    cancelled: oneshot::Receiver<()>,
}

impl Visitor for Call {
    type Result = Pin<Box<dyn Future<Output = Outcome> + Send>>;

    fn visit<O: Op>(self) -> Self::Result {
        Box::pin(async move {
            let request = Json::Snake.read::<O::Request>(&self.request)?;
            let cancelled = async move {
                let _sent = self.cancelled.await;
            };
            let answer = self.caller.call_until::<O>(&self.id, request, cancelled).await?;
            Ok(Json::Snake.write(&answer))
        })
    }
}

/// Starts a call of an operation.
pub(super) fn start(caller: &Caller, operation: &str, id: &str, request: &Value) -> Result<Started, String> {
    let index = operations::find(operation).ok_or_else(|| format!("there is no operation {operation}"))?;
    let (cancel, cancelled) = oneshot::channel();
    let request = if request.is_null() { json!({}) } else { request.clone() };
    let call = Call { caller: caller.clone(), id: id.to_owned(), request, cancelled };
    let future = operations::dispatch(index, call).ok_or("the table has no such row")?;
    Ok(Started { cancel: Some(cancel), task: tokio::spawn(future) })
}

/// The notification or the return page of a command.
pub(super) fn event(command: &Value) -> Result<WebhookEvent, Error> {
    let body = body(command);
    match command["kind"].as_str().map(WebhookKind::from) {
        Some(WebhookKind::ReturnPage) => {
            enkash::webhook::parse_return(ReturnQuery::new(String::from_utf8_lossy(&body).into_owned()))
        }
        kind => enkash::webhook::parse_as(&body, kind.as_ref()),
    }
}

/// A body is text, or bytes in base64 where no text could hold them.
fn body(command: &Value) -> Vec<u8> {
    use base64::Engine;

    let text = command["body"].as_str().unwrap_or_default();
    if command["encoding"] == "base64" {
        return base64::engine::general_purpose::STANDARD.decode(text).unwrap_or_default();
    }
    text.as_bytes().to_vec()
}

/// Reads a notification and asks the gateway whether it is true.
pub(super) async fn confirm(caller: &Caller, command: &Value) -> Outcome {
    let truth = caller.call::<WebhooksConfirmOp>("", event(command)?).await?;
    Ok(Json::Snake.write(&truth))
}

struct Run<'v>(&'v Value);

impl PureVisitor for Run<'_> {
    type Result = Outcome;

    fn visit<P: Pure>(self) -> Self::Result {
        let answer = P::run(Json::Snake.read::<P::Request>(self.0)?)?;
        Ok(Json::Snake.write(&answer))
    }
}

/// Runs a function of the table.
pub(super) fn function(name: &str, request: &Value) -> Result<Outcome, String> {
    let index = functions::find_function(name).ok_or_else(|| format!("there is no function {name}"))?;
    functions::dispatch_function(index, Run(request)).ok_or_else(|| "the table has no such row".to_owned())
}

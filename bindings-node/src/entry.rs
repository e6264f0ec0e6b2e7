//! What JavaScript can call.
//!
//! Mistakes are thrown as plain objects; the facade turns them into its errors, inside a promise where there is one.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::null_mut;
use std::sync::{Arc, OnceLock};

use enkash::bind::fault;
use enkash::field::{Field, Invalid, Language, ModelFields, Path};
use enkash::model::{CallRecord, CheckoutConfig, ClientConfig, WebhookKind};
use enkash::observe::Collected;
use enkash::operations::{OPERATIONS, Op, Visitor, dispatch};
use enkash::schema::{Operation, camel};
use enkash::{Caller, Checkout, Client, Doubts, Error, webhook};
use napi_sys as sys;
use tokio::sync::oneshot::Receiver;

use crate::errors::{Refused, describe, internal};
use crate::functions;
use crate::instance::Instance;
use crate::js::{Fault, Js, Made, Value};
use crate::queue::Owed;
use crate::runtime::Runtime;
use crate::store::Store;
use crate::value::Script;
use crate::walk;

/// A client.
struct Handle {
    /// What makes the calls, until it is closed.
    caller: RefCell<Option<Caller>>,
    /// What was given up in doubt; calls may be given up after the client was closed.
    doubts: Arc<Doubts>,
}

/// The version of Node-API that is used: Node 12.22, 14.17, 15.12 and later have it.
#[unsafe(no_mangle)]
extern "C" fn node_api_module_get_api_version_v1() -> i32 {
    8
}

/// Called by Node for every environment that loads the addon.
#[unsafe(no_mangle)]
unsafe extern "C" fn napi_register_module_v1(env: sys::napi_env, exports: Value) -> Value {
    static HOST: OnceLock<HostLibrary> = OnceLock::new();
    // SAFETY: Node itself is the host; the library handle is kept for good.
    HOST.get_or_init(|| HostLibrary { _kept: Box::new(unsafe { sys::setup() }) });
    crate::pin::pin();
    let js = Js { env };
    let functions: [(&str, sys::napi_callback); 17] = [
        ("help", Some(help)),
        ("operations", Some(operations)),
        ("open", Some(open)),
        ("openCheckout", Some(open_checkout)),
        ("openFromEnv", Some(open_from_env)),
        ("answerStore", Some(answer_store)),
        ("close", Some(close)),
        ("call", Some(call)),
        ("cancel", Some(cancel)),
        ("takeDoubts", Some(take_doubts)),
        ("provokeFault", Some(provoke_fault)),
        ("parseWebhook", Some(parse_webhook)),
        ("webhookNotGenuine", Some(webhook_not_genuine)),
        ("functions", Some(functions::functions)),
        ("run", Some(functions::run)),
        ("walk", Some(walk::walk)),
        ("nextPage", Some(walk::next_page)),
    ];
    let start = || {
        Instance::start(js)?;
        for (name, function) in functions {
            js.set(exports, name, js.function(name, function)?)?;
        }
        Ok::<(), Fault>(())
    };
    // An engine that refuses here has an exception pending or is ending.
    let _ = catch_unwind(AssertUnwindSafe(start));
    exports
}

/// The host's symbols, kept loaded.
struct HostLibrary {
    _kept: Box<dyn std::any::Any + Send + Sync>,
}

/// Runs an entry point: no panic leaves it, and what is refused is thrown.
pub(crate) fn enter<const N: usize>(
    env: sys::napi_env,
    info: sys::napi_callback_info,
    work: impl FnOnce(&Script<'_>, [Value; N]) -> Result<Value, Refused>,
) -> Value {
    let js = Js { env };
    let Ok(instance) = Instance::of(js) else {
        return null_mut();
    };
    let script = Script { js, instance };
    let result = catch_unwind(AssertUnwindSafe(|| work(&script, js.arguments(info)?)));
    let refused = match result {
        Ok(Ok(value)) => return value,
        Ok(Err(Refused::Sdk(info))) => *info,
        Ok(Err(Refused::Engine)) | Err(_) => internal(),
    };
    js.forgive();
    if let Ok(error) = describe(&script, refused) {
        js.throw(error);
    }
    null_mut()
}

unsafe extern "C" fn help(env: sys::napi_env, info: sys::napi_callback_info) -> Value {
    enter(env, info, |script, [helpers]| Ok(script.instance.help(script.js, helpers)?))
}

/// The operation table, as far as the facade needs it.
unsafe extern "C" fn operations(env: sys::napi_env, info: sys::napi_callback_info) -> Value {
    enter(env, info, |script, []| {
        let row = |operation: &&Operation| {
            script.map(vec![
                ("resource", script.text(&camel(operation.resource))?),
                ("method", script.text(&camel(operation.method))?),
                ("id", script.flag(operation.id.is_some())?),
                ("takes", script.flag(operation.takes().is_some())?),
                ("client", script.flag(operation.of_client())?),
                ("checkout", script.flag(operation.of_checkout())?),
                ("pages", script.flag(operation.pages.is_some())?),
            ])
        };
        Ok(script.list(OPERATIONS.iter().map(row).collect::<Result<_, Fault>>()?)?)
    })
}

unsafe extern "C" fn open(env: sys::napi_env, info: sys::napi_callback_info) -> Value {
    enter(env, info, |script, [settings, store]| start(script, settings_of::<ClientConfig>(script, settings)?, store))
}

/// A client with a token store of the facade's, if it names one.
fn start(script: &Script<'_>, config: ClientConfig, store: Value) -> Result<Value, Refused> {
    if script.is_null(&store) {
        return opened(script, Client::new(config)?.caller());
    }
    let store = Store::new(script.instance.queue.clone(), number(script, store)?);
    opened(script, Client::with_token_store(config, Arc::new(store))?.caller())
}

/// `answerStore(question, said)`: text, `null` for nothing, `undefined` if the store failed.
unsafe extern "C" fn answer_store(env: sys::napi_env, info: sys::napi_callback_info) -> Value {
    enter(env, info, |script, [question, said]| {
        let said = match script.js.type_of(said) {
            sys::ValueType::napi_string => script.js.get_string(said).ok().map(Some),
            sys::ValueType::napi_null => Some(None),
            _ => None,
        };
        script.instance.store_said(number(script, question)?, said);
        Ok(script.js.undefined()?)
    })
}

unsafe extern "C" fn open_checkout(env: sys::napi_env, info: sys::napi_callback_info) -> Value {
    enter(env, info, |script, [settings]| {
        opened(script, Checkout::new(settings_of::<CheckoutConfig>(script, settings)?)?.caller())
    })
}

fn settings_of<C: ModelFields>(script: &Script<'_>, settings: Value) -> Result<C, Refused> {
    C::take(script, &settings, &Path::Root).map_err(|invalid| Refused::from(invalid).in_settings())
}

fn opened(script: &Script<'_>, caller: &Caller) -> Result<Value, Refused> {
    let doubts = Arc::clone(caller.doubts());
    Ok(script.js.external::<Handle>(Handle { caller: RefCell::new(Some(caller.clone())), doubts })?)
}

/// A client from variables; the object is `process.env`, which a worker has a copy of.
unsafe extern "C" fn open_from_env(env: sys::napi_env, info: sys::napi_callback_info) -> Value {
    enter(env, info, |script, [variables, store]| {
        let read = |name: &str| {
            let value = script.js.property(variables, name).ok()?;
            script.js.get_string(value).ok()
        };
        start(script, enkash::config_from_env(read)?, store)
    })
}

unsafe extern "C" fn close(env: sys::napi_env, info: sys::napi_callback_info) -> Value {
    enter(env, info, |script, [handle]| {
        // SAFETY: the facade keeps handles to itself and passes nothing else here.
        let handle = unsafe { script.js.data::<Handle>(handle) }?;
        drop(handle.caller.borrow_mut().take());
        Ok(script.js.undefined()?)
    })
}

/// `takeDoubts(handle)`: the errors of calls that were given up in doubt, each told once.
unsafe extern "C" fn take_doubts(env: sys::napi_env, info: sys::napi_callback_info) -> Value {
    enter(env, info, |script, [handle]| {
        // SAFETY: as in `close`.
        let doubts = unsafe { script.js.data::<Handle>(handle) }?.doubts.take();
        let told = doubts.into_iter().map(|error| describe(script, error.into_info()));
        Ok(script.list(told.collect::<Result<_, Fault>>()?)?)
    })
}

/// `provokeFault(place, ticket)`, for the SDK's own tests: a fault in the work of an entry point, in the middle of a call, or
/// with its answer.
unsafe extern "C" fn provoke_fault(env: sys::napi_env, info: sys::napi_callback_info) -> Value {
    enter(env, info, |script, [place, ticket]| {
        let ticket = Ticket { number: number(script, ticket)?, aborted: false, seen: None };
        match script.js.get_string(place)?.as_str() {
            "call" => ticket.promise(script, |_| async { fault::provoke() }, |script, ()| script.js.undefined()),
            "answer" => ticket.promise(script, |_| async { Ok(()) }, |_, ()| fault::provoke()),
            _ => fault::provoke(),
        }
    })
}

/// `webhookNotGenuine()`: throws the error of a notification that the caller's own check refused.
unsafe extern "C" fn webhook_not_genuine(env: sys::napi_env, info: sys::napi_callback_info) -> Value {
    enter(env, info, |_, []| Err(webhook::not_genuine().into()))
}

/// `parseWebhook(body, kind)`
unsafe extern "C" fn parse_webhook(env: sys::napi_env, info: sys::napi_callback_info) -> Value {
    enter(env, info, |script, [body, kind]| {
        let bytes = match script.js.bytes(body) {
            Some(bytes) => bytes,
            None => script.js.get_string(body).map(String::into_bytes).map_err(|Fault| {
                let path = Path::Field(&Path::Root, "body");
                path.invalid("is not bytes; pass the raw Buffer, Uint8Array, ArrayBuffer or string of the request")
            })?,
        };
        let kind = <Option<WebhookKind> as Field>::take(script, &kind, &Path::Field(&Path::Root, "kind"))?;
        Ok(script.record(&webhook::parse_as(&bytes, kind.as_ref())?)?)
    })
}

/// `call(handle, index, id, request, ticket, aborted, watched)`: a promise of the answer.
unsafe extern "C" fn call(env: sys::napi_env, info: sys::napi_callback_info) -> Value {
    enter(env, info, |script, [handle, index, id, request, ticket, aborted, watched]| {
        let ticket = Ticket::of(script, ticket, aborted, watched)?;
        let caller = ticket.watch(caller_of(script, handle)?);
        let begin = Begin { script, caller, id, request, ticket };
        dispatch(place(script, index)?, begin).unwrap_or(Err(Refused::Engine))
    })
}

/// What a client calls with, unless it is closed.
pub(crate) fn caller_of(script: &Script<'_>, handle: Value) -> Result<Caller, Refused> {
    // SAFETY: as in `close`.
    let caller = unsafe { script.js.data::<Handle>(handle) }?.caller.borrow().clone();
    caller.ok_or_else(|| fault::closed().into())
}

/// `cancel(ticket)`
unsafe extern "C" fn cancel(env: sys::napi_env, info: sys::napi_callback_info) -> Value {
    enter(env, info, |script, [ticket]| {
        script.instance.cancel(number(script, ticket)?);
        Ok(script.js.undefined()?)
    })
}

/// A counter of the facade.
fn number(script: &Script<'_>, value: Value) -> Result<u64, Refused> {
    let number = script.take_integer(&value, &Path::Root)?;
    u64::try_from(number).map_err(|_| Refused::Engine)
}

/// A place in a table.
pub(crate) fn place(script: &Script<'_>, index: Value) -> Result<usize, Refused> {
    Ok(usize::try_from(number(script, index)?).unwrap_or(usize::MAX))
}

/// The number of a call, and whether it was given up before it began.
pub(crate) struct Ticket {
    number: u64,
    pub(crate) aborted: bool,
    /// What is told about the call when it has ended, if anybody looks.
    seen: Option<Arc<Collected>>,
}

impl Ticket {
    pub(crate) fn of(script: &Script<'_>, ticket: Value, aborted: Value, watched: Value) -> Result<Self, Refused> {
        let seen = script.js.get_bool(watched)?.then(Arc::default);
        Ok(Ticket { number: number(script, ticket)?, aborted: script.js.get_bool(aborted)?, seen })
    }

    /// What makes the call.
    pub(crate) fn watch(&self, caller: Caller) -> Caller {
        match &self.seen {
            None => caller,
            Some(seen) => caller.observed(seen.clone()),
        }
    }

    /// A promise of what `work` comes to, made into a value by `give`. `work` is told when it is given up.
    pub(crate) fn promise<T: Send + 'static, F>(
        self,
        script: &Script<'_>,
        work: impl FnOnce(Receiver<()>) -> F,
        give: impl FnOnce(&Script<'_>, T) -> Made + Send + 'static,
    ) -> Result<Value, Refused>
    where
        F: Future<Output = Result<T, Error>> + Send + 'static,
    {
        let runtime = Runtime::get()?;
        let Script { js, instance } = *script;
        let (promise, cancelled) = instance.enter(js, self.number)?;
        if self.aborted {
            instance.cancel(self.number);
        }
        let (work, owed) = (work(cancelled), Owed::new(instance.queue.clone(), self.number));
        runtime.run(async move {
            let result = work.await;
            owed.pay(Box::new(move |script| {
                if let Some(seen) = self.seen {
                    // Losing it costs a line in a log, and not the answer.
                    let _ = tell(script, self.number, seen.take());
                }
                match result {
                    Ok(value) => give(script, value).map(Ok),
                    Err(error) => describe(script, error.into_info()).map(Err),
                }
            }));
        });
        Ok(promise)
    }
}

/// Leaves the records of a call where the facade finds them as soon as the call's promise is settled.
fn tell(script: &Script<'_>, ticket: u64, records: Vec<CallRecord>) -> Made<()> {
    let records = records.iter().map(|record| script.record(record)).collect::<Result<_, _>>()?;
    let number = script.integer(i64::try_from(ticket).map_err(|_| Fault)?)?;
    script
        .instance
        .told(script.js, script.list(vec![number, script.list(records)?])?)
        .inspect_err(|Fault| script.js.forgive())
}

/// A call about to begin.
struct Begin<'a, 'i> {
    script: &'a Script<'i>,
    caller: Caller,
    id: Value,
    request: Value,
    ticket: Ticket,
}

/// The request of an operation; nothing at all is an empty one.
pub(crate) fn take_request<O: Op>(script: &Script<'_>, request: &Value) -> Result<O::Request, Invalid> {
    if O::INFO.takes().is_none() || script.is_null(request) {
        return O::Request::take_fields(script, Vec::new(), &Path::Root);
    }
    O::Request::take(script, request, &Path::Root)
}

impl Begin<'_, '_> {
    /// The id and the request as the operation wants them.
    fn take<O: Op>(&self) -> Result<(String, O::Request), Refused> {
        let id = match O::INFO.id {
            Some(name) => self.script.take_text(&self.id, &Path::Field(&Path::Root, name))?,
            None => String::new(),
        };
        Ok((id, take_request::<O>(self.script, &self.request)?))
    }
}

impl Visitor for Begin<'_, '_> {
    type Result = Result<Value, Refused>;

    fn visit<O: Op>(self) -> Self::Result {
        let (id, request) = self.take::<O>().map_err(|refused| refused.of(O::INFO.name))?;
        let caller = self.caller;
        let work = |cancelled: Receiver<()>| async move {
            let cancelled = async move {
                // An error means that the environment is gone and nobody waits for the answer.
                let _ = cancelled.await;
            };
            caller.call_until::<O>(&id, request, cancelled).await
        };
        self.ticket.promise(self.script, work, |script, answer: O::Answer| script.record(&answer))
    }
}

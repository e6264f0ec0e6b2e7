//! What JavaScript can call.
//!
//! Mistakes are thrown as plain objects; the facade turns them into its errors, inside a promise where there is one.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::null_mut;
use std::sync::OnceLock;

use enkash::field::{Field, Language, ModelFields, Path};
use enkash::model::{ClientConfig, ErrorInfo, ErrorKind, RetryAdvice};
use enkash::operations::{OPERATIONS, Op, Visitor, dispatch};
use enkash::schema::{Operation, camel};
use enkash::{Client, webhook};
use napi_sys as sys;

use crate::errors::{Refused, describe, internal};
use crate::instance::Instance;
use crate::js::{Fault, Js, Value};
use crate::queue::Owed;
use crate::runtime::Runtime;
use crate::value::Script;

/// A client, until it is closed.
type Handle = RefCell<Option<Client>>;

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
    let functions: [(&str, sys::napi_callback); 8] = [
        ("help", Some(help)),
        ("operations", Some(operations)),
        ("open", Some(open)),
        ("openFromEnv", Some(open_from_env)),
        ("close", Some(close)),
        ("call", Some(call)),
        ("cancel", Some(cancel)),
        ("parseWebhook", Some(parse_webhook)),
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
fn enter<const N: usize>(
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
    enter(env, info, |script, [helpers]| {
        script.instance.help(script.js, helpers)?;
        Ok(script.js.undefined()?)
    })
}

/// The operation table, as far as the facade needs it: `{ resource, method, id, takes }`.
unsafe extern "C" fn operations(env: sys::napi_env, info: sys::napi_callback_info) -> Value {
    enter(env, info, |script, []| {
        let row = |operation: &&Operation| {
            script.map(vec![
                ("resource", script.text(&camel(operation.resource))?),
                ("method", script.text(&camel(operation.method))?),
                ("id", script.flag(operation.id.is_some())?),
                ("takes", script.flag(operation.takes().is_some())?),
            ])
        };
        Ok(script.list(OPERATIONS.iter().map(row).collect::<Result<_, Fault>>()?)?)
    })
}

unsafe extern "C" fn open(env: sys::napi_env, info: sys::napi_callback_info) -> Value {
    enter(env, info, |script, [settings]| {
        let config = ClientConfig::take(script, &settings, &Path::Root);
        let config = config.map_err(|invalid| Refused::from(invalid).in_settings())?;
        Ok(script.js.external::<Handle>(RefCell::new(Some(Client::new(config)?)))?)
    })
}

/// A client from variables; the object is `process.env`, which a worker has a copy of.
unsafe extern "C" fn open_from_env(env: sys::napi_env, info: sys::napi_callback_info) -> Value {
    enter(env, info, |script, [variables]| {
        let read = |name: &str| {
            let value = script.js.property(variables, name).ok()?;
            script.js.get_string(value).ok()
        };
        let client = Client::from_variables(read)?;
        Ok(script.js.external::<Handle>(RefCell::new(Some(client)))?)
    })
}

unsafe extern "C" fn close(env: sys::napi_env, info: sys::napi_callback_info) -> Value {
    enter(env, info, |script, [handle]| {
        // SAFETY: the facade keeps handles to itself and passes nothing else here.
        let handle = unsafe { script.js.data::<Handle>(handle) }?;
        drop(handle.borrow_mut().take());
        Ok(script.js.undefined()?)
    })
}

unsafe extern "C" fn parse_webhook(env: sys::napi_env, info: sys::napi_callback_info) -> Value {
    enter(env, info, |script, [body]| {
        let bytes = match script.js.bytes(body) {
            Some(bytes) => bytes,
            None => script.js.get_string(body).map(String::into_bytes).map_err(|Fault| {
                let path = Path::Field(&Path::Root, "body");
                path.invalid("is not bytes; pass the raw Buffer, Uint8Array, ArrayBuffer or string of the request")
            })?,
        };
        Ok(script.record(&webhook::parse(&bytes)?)?)
    })
}

/// `call(handle, index, id, request, ticket, aborted)`: a promise of the answer.
unsafe extern "C" fn call(env: sys::napi_env, info: sys::napi_callback_info) -> Value {
    enter(env, info, |script, [handle, index, id, request, ticket, aborted]| {
        // SAFETY: as in `close`.
        let handle = unsafe { script.js.data::<Handle>(handle) }?;
        let client = handle.borrow().clone();
        let client = client.ok_or_else(|| {
            let text = "the client is closed; make a new one";
            Refused::Sdk(Box::new(ErrorInfo::new(
                ErrorKind::Configuration,
                "configuration",
                text,
                0,
                RetryAdvice::Never,
            )))
        })?;
        let (ticket, aborted) = (number(script, ticket)?, script.js.get_bool(aborted)?);
        let begin = Begin { script, client, id, request, ticket, aborted };
        dispatch(usize::try_from(number(script, index)?).unwrap_or(usize::MAX), begin).unwrap_or(Err(Refused::Engine))
    })
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

/// A call about to begin.
struct Begin<'a, 'i> {
    script: &'a Script<'i>,
    client: Client,
    id: Value,
    request: Value,
    ticket: u64,
    /// Cancelled before it began: then nothing is sent.
    aborted: bool,
}

impl Begin<'_, '_> {
    /// The id and the request as the operation wants them.
    fn take<O: Op>(&self) -> Result<(String, O::Request), Refused> {
        let id = match O::INFO.id {
            Some(name) => self.script.take_text(&self.id, &Path::Field(&Path::Root, name))?,
            None => String::new(),
        };
        let request = if O::INFO.takes().is_none() || self.script.is_null(&self.request) {
            O::Request::take_fields(self.script, Vec::new(), &Path::Root)?
        } else {
            O::Request::take(self.script, &self.request, &Path::Root)?
        };
        Ok((id, request))
    }
}

impl Visitor for Begin<'_, '_> {
    type Result = Result<Value, Refused>;

    fn visit<O: Op>(self) -> Self::Result {
        let (id, request) = self.take::<O>().map_err(|refused| refused.of(O::INFO.name))?;
        let runtime = Runtime::get()?;
        let Script { js, instance } = *self.script;
        let (promise, cancelled) = instance.enter(js, self.ticket)?;
        if self.aborted {
            instance.cancel(self.ticket);
        }
        let (client, owed) = (self.client, Owed::new(instance.queue.clone(), self.ticket));
        let work = async move {
            let cancelled = async move {
                // An error means that the environment is gone and nobody waits for the answer.
                let _ = cancelled.await;
            };
            let result = client.caller().call_until::<O>(&id, request, cancelled).await;
            owed.pay(Box::new(move |script| match result {
                Ok(answer) => script.record(&answer).map(Ok),
                Err(error) => describe(script, error.into_info()).map(Err),
            }));
        };
        runtime.run(work);
        Ok(promise)
    }
}

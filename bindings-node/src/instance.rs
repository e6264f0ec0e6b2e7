//! What one environment holds: the main thread of Node, or a worker.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ffi::c_void;
use std::ptr::{null, null_mut};
use std::rc::Rc;
use std::sync::Arc;

use enkash::Secret;
use enkash::field::Language as _;
use napi_sys as sys;
use tokio::sync::oneshot;

use crate::errors::{describe, internal};
use crate::js::{Fault, Js, Kept, Made, Value};
use crate::queue::{Batch, Queue};
use crate::store::{Asked, Said};
use crate::value::Script;

/// Numbers for one copy of the facade: more than it will ever need, and JavaScript has exact ones for 8,192 copies.
const NUMBERS: f64 = (1_u64 << 40) as f64;

/// The state of an environment; used on its thread only.
pub(crate) struct Instance {
    pub(crate) queue: Arc<Queue>,
    wake: sys::napi_threadsafe_function,
    open: RefCell<HashMap<u64, Open>>,
    helpers: RefCell<Option<Rc<Helpers>>>,
    /// Copies of the facade that have been loaded.
    copies: Cell<u32>,
    /// Questions to token stores that are not answered.
    asked: RefCell<Asked>,
}

/// A call whose promise is not settled.
struct Open {
    deferred: sys::napi_deferred,
    /// Ends the call early; a dropped one does so too, which is what the end of the environment needs.
    cancel: Option<oneshot::Sender<()>>,
}

/// Functions of the facade.
struct Helpers {
    /// Text to `Secret`.
    close_secret: Kept,
    /// `Secret` to text; throws on anything else.
    open_secret: Kept,
    /// Makes an object print its keys only.
    print_keys_only: Kept,
    /// Whether an object without properties is just that.
    is_plain: Kept,
    /// Takes `[ticket, records]` of a call that has ended.
    told: Kept,
    /// Asks a token store.
    ask_store: Kept,
}

impl Instance {
    /// The instance of the environment that runs us.
    pub(crate) fn of<'i>(js: Js) -> Made<&'i Instance> {
        let mut data: *mut c_void = null_mut();
        // SAFETY: `start` is the only one to set the instance data; the engine drops it after the last call.
        unsafe {
            if sys::napi_get_instance_data(js.env, &mut data) != sys::Status::napi_ok {
                return Err(Fault);
            }
            data.cast::<Instance>().as_ref().ok_or(Fault)
        }
    }

    /// Sets the environment up.
    pub(crate) fn start(js: Js) -> Made<()> {
        unsafe extern "C" fn wake(env: sys::napi_env, _: Value, _: *mut c_void, _: *mut c_void) {
            if !env.is_null() {
                settle(Js { env });
            }
        }
        unsafe extern "C" fn end(queue: *mut c_void) {
            // SAFETY: made by `Arc::into_raw` below, and called once.
            unsafe { Arc::from_raw(queue.cast::<Queue>()) }.close();
        }
        unsafe extern "C" fn drop_instance(_: sys::napi_env, data: *mut c_void, _: *mut c_void) {
            // SAFETY: made by `Box::into_raw` below, and finalised once.
            drop(unsafe { Box::from_raw(data.cast::<Instance>()) });
        }
        let name = js.string("enkash")?;
        let mut function = null_mut();
        let ok = |status| if status == sys::Status::napi_ok { Ok(()) } else { Err(Fault) };
        // SAFETY: the environment is current. The queue's hook is added after the function, so it runs before the
        // function goes: hooks run in reverse order.
        unsafe {
            ok(sys::napi_create_threadsafe_function(
                js.env,
                null_mut(),
                null_mut(),
                name,
                0,
                1,
                null_mut(),
                None,
                null_mut(),
                Some(wake),
                &mut function,
            ))?;
            ok(sys::napi_unref_threadsafe_function(js.env, function))?;
            let queue = Arc::new(Queue::new(function));
            ok(sys::napi_add_env_cleanup_hook(js.env, Some(end), Arc::into_raw(queue.clone()).cast_mut().cast()))?;
            let instance = Instance {
                queue,
                wake: function,
                open: RefCell::default(),
                helpers: RefCell::default(),
                copies: Cell::default(),
                asked: RefCell::default(),
            };
            let data = Box::into_raw(Box::new(instance)).cast();
            ok(sys::napi_set_instance_data(js.env, data, Some(drop_instance), null::<c_void>().cast_mut()))
        }
    }

    /// Takes the facade's functions, and answers the number after which those of its calls and stores begin: were they
    /// the same as an earlier copy's, the answer of one call would be given to another.
    pub(crate) fn help(&self, js: Js, helpers: Value) -> Made {
        let kept = |name| js.keep(js.property(helpers, name)?);
        let helpers = Helpers {
            close_secret: kept("closeSecret")?,
            open_secret: kept("openSecret")?,
            print_keys_only: kept("printKeysOnly")?,
            is_plain: kept("isPlain")?,
            told: kept("told")?,
            ask_store: kept("askStore")?,
        };
        // A second copy of the facade takes over: test runners keep the addon and load the modules anew.
        let old = self.helpers.replace(Some(Rc::new(helpers)));
        if let Some(old) = old.and_then(Rc::into_inner) {
            [old.close_secret, old.open_secret, old.print_keys_only, old.is_plain, old.told, old.ask_store]
                .into_iter()
                .for_each(|kept| js.forget(kept));
        }
        let copies = self.copies.get();
        self.copies.set(copies + 1);
        js.number(f64::from(copies) * NUMBERS)
    }
    fn helpers(&self) -> Made<Rc<Helpers>> {
        self.helpers.borrow().clone().ok_or(Fault)
    }
    pub(crate) fn close_secret(&self, js: Js, secret: &Secret) -> Made {
        js.run(&self.helpers()?.close_secret, js.string(secret.reveal())?)
    }
    pub(crate) fn open_secret(&self, js: Js, value: Value) -> Made {
        js.run(&self.helpers()?.open_secret, value).inspect_err(|Fault| js.forgive())
    }
    pub(crate) fn print_keys_only(&self, js: Js, extra: Value) -> Made<()> {
        js.run(&self.helpers()?.print_keys_only, extra).map(drop)
    }
    pub(crate) fn told(&self, js: Js, ticket_and_records: Value) -> Made<()> {
        js.run(&self.helpers()?.told, ticket_and_records).map(drop)
    }
    pub(crate) fn is_plain(&self, js: Js, value: Value) -> bool {
        let answer = self.helpers().and_then(|helpers| js.run(&helpers.is_plain, value));
        answer.inspect_err(|Fault| js.forgive()).and_then(|answer| js.get_bool(answer)).unwrap_or(false)
    }

    /// Asks a token store; the facade answers in its own time.
    pub(crate) fn ask_store(
        &self,
        script: &Script<'_>,
        question: u64,
        words: &[String],
        tell: oneshot::Sender<Said>,
    ) -> Made<()> {
        let words = words.iter().map(|word| script.text(word)).collect::<Made<Vec<Value>>>()?;
        self.asked.borrow_mut().keep(question, tell);
        let asked = self.helpers().and_then(|helpers| script.js.run(&helpers.ask_store, script.list(words)?));
        asked.map(drop).inspect_err(|Fault| {
            script.js.forgive();
            self.asked.borrow_mut().take(question);
        })
    }
    /// The answer of a token store; without one it has failed.
    pub(crate) fn store_said(&self, question: u64, said: Option<Said>) {
        let tell = self.asked.borrow_mut().take(question);
        if let (Some(tell), Some(said)) = (tell, said) {
            // Nobody may wait for it any more.
            let _ = tell.send(said);
        }
    }

    /// Enters a call; Node stays alive until it is settled.
    pub(crate) fn enter(&self, js: Js, ticket: u64) -> Made<(Value, oneshot::Receiver<()>)> {
        let (deferred, promise) = js.promise()?;
        let (cancel, cancelled) = oneshot::channel();
        let mut open = self.open.borrow_mut();
        if open.is_empty() {
            // SAFETY: the function exists as long as the environment runs code.
            unsafe { sys::napi_ref_threadsafe_function(js.env, self.wake) };
        }
        open.insert(ticket, Open { deferred, cancel: Some(cancel) });
        Ok((promise, cancelled))
    }
    /// Ends a call early, if it is still open; its promise is settled as soon as it is known how it stands.
    pub(crate) fn cancel(&self, ticket: u64) {
        let cancel = self.open.borrow_mut().get_mut(&ticket).and_then(|open| open.cancel.take());
        if let Some(cancel) = cancel {
            let _ = cancel.send(());
        }
    }
    fn leave(&self, js: Js, ticket: u64) -> Option<sys::napi_deferred> {
        let mut open = self.open.borrow_mut();
        let left = open.remove(&ticket)?;
        if open.is_empty() {
            // SAFETY: as above.
            unsafe { sys::napi_unref_threadsafe_function(js.env, self.wake) };
        }
        Some(left.deferred)
    }
}

/// Settles what has finished.
fn settle(js: Js) {
    let Ok(instance) = Instance::of(js) else {
        return;
    };
    let script = Script { js, instance };
    // Once, and before anything runs: what is added from here on begins the next batch.
    let Batch { finished, questions } = instance.queue.take();
    for question in questions {
        // What fails is dropped, and with it the one who waits for the answer is told.
        let _ = js.scoped(|| std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| question(&script))));
    }
    for (ticket, outcome) in finished {
        let Some(deferred) = instance.leave(js, ticket) else {
            continue;
        };
        js.scoped(|| {
            let made =
                std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| outcome(&script))).unwrap_or(Err(Fault));
            let result = made.or_else(|Fault| {
                js.forgive();
                describe(&script, internal()).map(Err)
            });
            if let Ok(result) = result {
                js.settle(deferred, result);
            }
        });
    }
}

//! The pure functions: answered at once, on the JavaScript thread.

use enkash::field::{Field, Language, Path};
use enkash::functions::{FUNCTIONS, Pure, PureVisitor, dispatch_function};
use enkash::schema::{Function, camel};
use napi_sys as sys;

use crate::entry::{enter, place};
use crate::errors::Refused;
use crate::js::{Fault, Value};
use crate::value::Script;

/// The table of functions: `{ module, name }`.
pub(crate) unsafe extern "C" fn functions(env: sys::napi_env, info: sys::napi_callback_info) -> Value {
    enter(env, info, |script, []| {
        let row = |function: &&Function| {
            script.map(vec![
                ("module", script.text(&camel(function.module))?),
                ("name", script.text(&camel(function.function))?),
            ])
        };
        Ok(script.list(FUNCTIONS.iter().map(row).collect::<Result<_, Fault>>()?)?)
    })
}

/// `run(index, request)`: the answer.
pub(crate) unsafe extern "C" fn run(env: sys::napi_env, info: sys::napi_callback_info) -> Value {
    enter(env, info, |script, [index, request]| {
        dispatch_function(place(script, index)?, Run { script, request }).unwrap_or(Err(Refused::Engine))
    })
}

struct Run<'a, 'i> {
    script: &'a Script<'i>,
    request: Value,
}

impl PureVisitor for Run<'_, '_> {
    type Result = Result<Value, Refused>;

    fn visit<P: Pure>(self) -> Self::Result {
        let request = P::Request::take(self.script, &self.request, &Path::Root);
        let request = request.map_err(|invalid| Refused::from(invalid).of(P::INFO.name))?;
        Ok(self.script.record(&P::run(request)?)?)
    }
}

//! Errors on their way to JavaScript: plain objects that the facade makes its classes from.

use enkash::bind::fault;
use enkash::field::{Invalid, ModelFields};
use enkash::model::{ErrorInfo, ErrorKind};
use enkash::schema::camel;
use enkash::{Error, spelling};

use crate::js::{Fault, Made, Value};
use crate::value::Script;

/// Why an entry point has no result.
pub(crate) enum Refused {
    /// The engine refused; an exception may be pending.
    Engine,
    /// The SDK refused.
    Sdk(Box<ErrorInfo>),
}

impl From<Fault> for Refused {
    fn from(_: Fault) -> Self {
        Refused::Engine
    }
}
impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Refused::Sdk(Box::new(error.into_info()))
    }
}
impl From<Invalid> for Refused {
    fn from(invalid: Invalid) -> Self {
        Error::from(invalid).into()
    }
}

impl Refused {
    /// Says which operation it was.
    pub(crate) fn of(self, operation: &str) -> Self {
        self.with(|info| info.operation = Some(operation.to_owned()))
    }
    /// Says that it is the client's settings that are wrong.
    pub(crate) fn in_settings(self) -> Self {
        self.with(|info| info.kind = ErrorKind::Configuration)
    }
    fn with(mut self, change: impl FnOnce(&mut ErrorInfo)) -> Self {
        if let Refused::Sdk(info) = &mut self {
            change(info);
        }
        self
    }
}

/// A caught panic, or an engine that refuses.
pub(crate) fn internal() -> ErrorInfo {
    fault::panicked().into_info()
}

/// The error as the facade reads it: its fields, and `message`.
pub(crate) fn describe(script: &Script<'_>, mut info: ErrorInfo) -> Made<Value> {
    info.field = info.field.as_deref().map(camel);
    info.text = spelling::camel_names(&info.text);
    let object = script.js.object()?;
    for (name, value) in info.give_fields(script)? {
        script.js.set(object, &camel(name), value)?;
    }
    script.js.set(object, "message", script.js.string(&info.sentence())?)?;
    Ok(object)
}

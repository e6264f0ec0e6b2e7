//! The table of pure functions: what the SDK can work out without a gateway, one row each.
//!
//! A row is documentation, name, request, answer and the function. It becomes a function in Rust, Python, Node, Kotlin and
//! Swift, and a case the vectors must cover. Wrong input is a `Validation` error that names the field.

use crate::Error;
use crate::field::{Field, Invalid, Model, Path};
use crate::model::*;
use crate::schema::Function;

/// A function as a type.
pub trait Pure: Send + Sync + 'static {
    /// Its row.
    const INFO: Function;
    /// What it takes.
    type Request: Model;
    /// What it answers.
    type Answer: Model;
    /// Checks the request and runs the function.
    fn run(request: Self::Request) -> Result<Self::Answer, Error>;
}

/// Something to do with a function that is known only at run time.
pub trait PureVisitor {
    /// What comes of it.
    type Result;
    /// Does it.
    fn visit<P: Pure>(self) -> Self::Result;
}

/// The position of a function in [`FUNCTIONS`].
pub fn find_function(name: &str) -> Option<usize> {
    FUNCTIONS.iter().position(|function| function.name == name)
}

fn checked<P: Pure>(
    request: P::Request,
    run: impl FnOnce(P::Request) -> Result<P::Answer, Error>,
) -> Result<P::Answer, Error> {
    let checked = request.check(&Path::Root).map_err(|invalid: Invalid| Error::from(invalid));
    checked.and_then(|()| run(request)).map_err(|error| {
        error.with(|info| info.operation = info.operation.take().or_else(|| Some(P::INFO.name.into())))
    })
}

enkash_macros::functions! {
    /// Makes the text of a payment link or QR code: `upi://pay?...`, values escaped, `sign` last.
    ///
    /// Source: NPCI's linking specification 1.6, as payment providers print it.
    upi.build_pay_link(PayLink) -> BuiltLink = crate::upi::pay_link::build;
}

//! What a row of the operation table is to the compiler: a type, and what can be done with one that is known only at run time.

use std::pin::Pin;

use crate::Error;
use crate::caller::Caller;
use crate::field::Model;
use crate::rows::{Paged, Search};
use crate::schema::Operation;

/// An operation as a type.
pub trait Op: Sized + Send + Sync + 'static {
    /// Its row.
    const INFO: Operation;
    /// What it takes besides the id.
    type Request: Model;
    /// What it answers.
    type Answer: Model;
    /// What stands in for a path, where it is made of other operations.
    const COMPOSED: Option<Composed<Self>> = None;
}

/// A search in pages.
pub trait PagedOp: Op<Request: Search, Answer: Paged<Row: Model>> {
    /// The field by which a row is known.
    const KEY: &'static str;
}

/// An operation made of others.
pub type Composed<O> = for<'a> fn(
    &'a Caller,
    &'a str,
    <O as Op>::Request,
) -> Pin<Box<dyn Future<Output = Result<<O as Op>::Answer, Error>> + Send + 'a>>;

/// Something to do with an operation that is known only at run time.
pub trait Visitor {
    /// What comes of it.
    type Result;
    /// Does it.
    fn visit<O: Op>(self) -> Self::Result;
}

/// Something to do with a search that is known only at run time.
pub trait PagedVisitor {
    /// What comes of it.
    type Result;
    /// Does it.
    fn visit<O: PagedOp>(self) -> Self::Result;
}

//! A reconciliation that several owners hold: what the bindings hand out as an object.

use std::sync::{Mutex, PoisonError};

use crate::Error;
use crate::field::{Field, Path};
use crate::model::{ExpectedTransaction, PayoutReconciliation, ReconcileOptions, Reconciliation, SettlementPayout};

use super::Reconciler;

/// A [`Reconciler`] behind a lock. Once it is finished every call is refused, because a payout that came later would be
/// missing in totals that were handed out already.
#[derive(Debug)]
pub struct SharedReconciler(Mutex<Option<Reconciler>>);

impl SharedReconciler {
    /// Empty books; refused if the settings are not valid.
    pub fn new(options: Option<ReconcileOptions>) -> Result<Self, Error> {
        options.check(&Path::Field(&Path::Root, "options"))?;
        Ok(SharedReconciler(Mutex::new(Some(Reconciler::new(options.unwrap_or_default())))))
    }

    /// As [`Reconciler::expect`].
    pub fn expect(&self, expected: ExpectedTransaction) -> Result<(), Error> {
        self.with(|books| books.expect(expected))?
    }

    /// As [`Reconciler::payout`].
    pub fn payout(&self, payout: &SettlementPayout) -> Result<PayoutReconciliation, Error> {
        self.with(|books| books.payout(payout))
    }

    /// As [`Reconciler::finish`].
    pub fn finish(&self) -> Result<Reconciliation, Error> {
        Ok(self.open()?.take().ok_or_else(finished)?.finish())
    }

    fn with<T>(&self, act: impl FnOnce(&mut Reconciler) -> T) -> Result<T, Error> {
        Ok(act(self.open()?.as_mut().ok_or_else(finished)?))
    }

    fn open(&self) -> Result<std::sync::MutexGuard<'_, Option<Reconciler>>, Error> {
        // Books that a panic left half written would give wrong totals.
        self.0.lock().map_err(|_: PoisonError<_>| Error::internal("a fault has spoilt this reconciliation; begin anew"))
    }
}

fn finished() -> Error {
    Error::configuration("this reconciliation is finished; make a new one for more payouts")
}

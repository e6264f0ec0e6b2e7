//! How many repeats a client has left: a bucket that every repeat empties and every success fills a little. Pure but for
//! the counter that callers share.
//!
//! One failed call that is tried three times is help. Ten thousand of them are three times the load for a gateway that is
//! already down. A repeat costs one, a success earns a tenth, and there is never more in the bucket than it began with. With
//! an empty bucket a call is sent once and its failure is told at once.
//!
//! Not paid for: look-ups after a lost answer and what they repeat (money safety comes first, and a call makes few of them),
//! the token call (one is under way for all callers), the token's other form and its renewal (once each in a call).

use std::sync::atomic::{AtomicU32, Ordering};

/// What is in the bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bucket {
    tenths: u32,
    full: u32,
}

/// Repeats that a client starts with.
pub const DEFAULT: u32 = 100;

/// What a repeat costs, in what a success earns.
const COST: u32 = 10;

impl Bucket {
    /// A full bucket.
    pub fn full(repeats: u32) -> Self {
        let full = repeats.saturating_mul(COST);
        Bucket { tenths: full, full }
    }
    /// Whether a repeat can be paid for.
    pub fn pays(self) -> bool {
        self.tenths >= COST
    }
    /// After a repeat.
    #[must_use]
    pub fn spend(self) -> Self {
        Bucket { tenths: self.tenths.saturating_sub(COST), ..self }
    }
    /// After a success.
    #[must_use]
    pub fn earn(self) -> Self {
        Bucket { tenths: self.tenths.saturating_add(1).min(self.full), ..self }
    }
}

/// The bucket of one client.
#[derive(Debug)]
pub(crate) struct Budget {
    tenths: AtomicU32,
    full: u32,
}

impl Budget {
    pub(crate) fn new(repeats: u32) -> Self {
        let Bucket { tenths, full } = Bucket::full(repeats);
        Budget { tenths: AtomicU32::new(tenths), full }
    }
    pub(crate) fn read(&self) -> Bucket {
        Bucket { tenths: self.tenths.load(Ordering::Relaxed), full: self.full }
    }
    /// Pays for a repeat out of what was seen; `false` if somebody was faster, and then there is something else to see.
    pub(crate) fn spend(&self, seen: Bucket) -> bool {
        let (now, later) = (seen.tenths, seen.spend().tenths);
        self.tenths.compare_exchange(now, later, Ordering::Relaxed, Ordering::Relaxed).is_ok()
    }
    pub(crate) fn earn(&self) {
        // Nearly always full: then nothing is written, and callers on many cores do not fight for the counter.
        let earned = |tenths| Some(Bucket { tenths, full: self.full }.earn().tenths).filter(|more| *more != tenths);
        let _ = self.tenths.fetch_update(Ordering::Relaxed, Ordering::Relaxed, earned);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_successes_buy_a_repeat() {
        let mut bucket = Bucket::full(2);
        bucket = bucket.spend().spend();
        assert!(!bucket.pays());
        for _ in 0..9 {
            bucket = bucket.earn();
            assert!(!bucket.pays());
        }
        bucket = bucket.earn();
        assert!(bucket.pays() && !bucket.spend().pays());
    }

    #[test]
    fn it_holds_no_more_than_it_began_with_and_no_less_than_nothing() {
        assert_eq!(Bucket::full(3).earn(), Bucket::full(3));
        assert_eq!(Bucket::full(0).spend().earn(), Bucket::full(0));
        assert!(Bucket::full(u32::MAX).spend().earn().pays());
    }

    #[test]
    fn callers_that_share_it_never_spend_more_than_there_is() {
        let budget = Budget::new(50);
        let spent = AtomicU32::new(0);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    loop {
                        let seen = budget.read();
                        if !seen.pays() {
                            return;
                        }
                        if budget.spend(seen) {
                            spent.fetch_add(1, Ordering::Relaxed);
                        }
                    }
                });
            }
        });
        assert_eq!(spent.into_inner(), 50);
        (0..10).for_each(|_| budget.earn());
        assert!(budget.read().pays());
    }
}

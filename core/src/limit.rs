//! How much of the gateway a client may use: so many calls at a time, so many calls a second. Both are off unless asked for,
//! and then cost nothing.
//!
//! Whoever comes first goes first. Waiting counts against the deadline of the call: a call whose turn does not come ends as a
//! timeout of which nothing was sent. Everything that is sent needs its turn, token calls and look-ups as well, because the
//! gateway counts them too. A call that waits for a token or makes a pause holds no place, so that the token call finds one.
//! The queue holds what its callers hold, and nobody waits longer than a deadline may be, ten minutes.

use std::time::Duration;

use tokio::sync::{Mutex, Semaphore, SemaphorePermit};
use tokio::time::{Instant, sleep_until};

/// The limits of one client.
#[derive(Debug, Default)]
pub(crate) struct Limit {
    places: Option<Semaphore>,
    /// The lock is the queue, and it is fair: who holds it waits for the next turn, and who gives up has taken none.
    pace: Option<Mutex<Pace>>,
}

impl Limit {
    pub(crate) fn new(in_flight: Option<u32>, per_second: Option<u32>) -> Self {
        Limit {
            places: in_flight.map(|places| Semaphore::new(places as usize)),
            pace: per_second.map(|calls| Mutex::new(Pace::new(calls, Instant::now()))),
        }
    }

    /// Waits for a turn. The place is held until it is dropped.
    pub(crate) async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        let place = match &self.places {
            // It is closed by nobody.
            Some(places) => places.acquire().await.ok(),
            None => None,
        };
        if let Some(pace) = &self.pace {
            let mut pace = pace.lock().await;
            sleep_until(pace.next(Instant::now())).await;
            pace.take(Instant::now());
        }
        place
    }
}

/// A bucket that holds the calls of one second and is filled evenly. Pure: an instant in, an instant out.
#[derive(Debug, Clone, Copy)]
struct Pace {
    /// Time in which one call is earned.
    every: Duration,
    /// How many the bucket holds.
    calls: u32,
    /// When the bucket is full.
    full_at: Instant,
}

impl Pace {
    fn new(per_second: u32, now: Instant) -> Self {
        let calls = per_second.max(1);
        Pace { every: Duration::from_nanos(1_000_000_000_u64.div_ceil(calls.into())), calls, full_at: now }
    }
    /// When the next call may be sent.
    fn next(&self, now: Instant) -> Instant {
        // One call is there when all others are missing.
        let missing = self.every * (self.calls - 1);
        self.full_at.checked_sub(missing).unwrap_or(now).max(now)
    }
    /// Takes a call out.
    fn take(&mut self, now: Instant) {
        self.full_at = self.full_at.max(now) + self.every;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    #[test]
    fn a_second_holds_its_calls_and_the_rest_come_evenly() {
        let start = Instant::now();
        let (mut pace, mut now) = (Pace::new(4, start), start);
        let mut sent = Vec::new();
        for _ in 0..8 {
            now = pace.next(now);
            pace.take(now);
            sent.push(now.duration_since(start).as_millis());
        }
        assert_eq!(sent, [0, 0, 0, 0, 250, 500, 750, 1000]);
        let rested = now + Duration::from_secs(3600);
        assert_eq!(pace.next(rested), rested);
    }

    proptest::proptest! {
        #[test]
        fn no_window_sees_more_than_the_bucket_and_what_was_earned(
            per_second in 1..50_u32,
            arrivals in proptest::collection::vec(0..400_u64, 1..200),
        ) {
            let start = Instant::now();
            let (mut pace, mut now, mut sent) = (Pace::new(per_second, start), start, Vec::new());
            for wait in arrivals {
                now = pace.next(now + Duration::from_millis(wait));
                pace.take(now);
                sent.push(now);
            }
            for (index, first) in sent.iter().enumerate() {
                for (count, last) in sent[index..].iter().enumerate() {
                    let earned = last.duration_since(*first).as_nanos() / pace.every.as_nanos();
                    proptest::prop_assert!(count as u128 <= u128::from(per_second) - 1 + earned);
                }
            }
        }
    }

    #[tokio::test(start_paused = true)]
    async fn so_many_at_a_time_in_the_order_they_came() {
        let limit = Arc::new(Limit::new(Some(2), None));
        let (inside, most) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicU32::new(0)));
        let order = Arc::new(std::sync::Mutex::new(Vec::new()));
        let tasks: Vec<_> = (0..10)
            .map(|index| {
                let (limit, inside, most, order) = (limit.clone(), inside.clone(), most.clone(), order.clone());
                tokio::spawn(async move {
                    let _place = limit.turn().await;
                    order.lock().expect("no panic holds it").push(index);
                    most.fetch_max(inside.fetch_add(1, Ordering::Relaxed) + 1, Ordering::Relaxed);
                    tokio::time::sleep(Duration::from_millis(10)).await;
                    inside.fetch_sub(1, Ordering::Relaxed);
                })
            })
            .collect();
        for task in tasks {
            task.await.expect("no panic");
        }
        assert_eq!(most.load(Ordering::Relaxed), 2);
        assert_eq!(*order.lock().expect("no panic holds it"), (0..10).collect::<Vec<_>>());
    }

    #[tokio::test(start_paused = true)]
    async fn who_gives_up_while_waiting_takes_no_turn_from_the_others() {
        let limit = Limit::new(Some(1), Some(1));
        drop(limit.turn().await);
        let start = Instant::now();
        for _ in 0..50 {
            let waited = tokio::time::timeout(Duration::from_millis(10), limit.turn()).await;
            assert!(waited.is_err());
        }
        drop(limit.turn().await);
        assert!(start.elapsed() <= Duration::from_millis(1010), "{:?}", start.elapsed());
    }
}

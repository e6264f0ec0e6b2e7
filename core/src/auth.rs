//! The token: fetched once for all callers that wait for it, renewed before it ends, replaced when it is refused.
//!
//! - One fetch is under way at a time. All who wait get the same token, or the same error.
//! - Some minutes before a token is dropped, at a moment of chance, its successor is fetched beside the calls; they use the
//!   old one meanwhile, and go on using it if that fetch fails (`token.rs`).
//! - How long a token is good is judged by the gateway's clock, which the `Date` of its answer tells. A machine whose clock
//!   is wrong neither uses dead tokens nor fetches one for each call.
//! - Keys that were just refused are not asked about again by every caller (`breaker.rs`).
//! - Clients may share tokens within a process (`shared.rs`), processes by a store (`store.rs`, sealed by `seal.rs`).

mod breaker;
mod seal;
mod shared;
mod store;
mod token;

use std::sync::atomic::{AtomicI64, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tokio::runtime::{Handle, Id};
use tokio::sync::watch;

use crate::Error;
use crate::scalar::Secret;

use breaker::Breaker;
use seal::{Seal, chance};
use store::Shelf;
pub use store::{StoreAnswer, StoreFailed, TokenStore, add_by_get_and_set};
pub use token::lifetime;
use token::{Age, Span};
pub(crate) use token::{Form, Proven, Token};

/// How long a caller waits for a fetch that runs on another runtime. Nobody may be driving that one: a blocking client of
/// Python has one of its own, which stands still between its calls.
const ELSEWHERE: Duration = Duration::from_secs(5);
/// How long after a fetch ahead of time that failed the next one is tried.
const AHEAD_AGAIN: Duration = Duration::from_secs(15);

/// The tokens of one client, or of all clients of an account that share them.
pub(crate) struct Tokens {
    state: Mutex<State>,
    generations: AtomicU64,
    /// Tokens fetched since the gateway last took one.
    unproven: AtomicU32,
    /// The gateway's clock minus ours, in milliseconds.
    skew: AtomicI64,
    shelf: Option<Shelf>,
}

#[derive(Debug, Default)]
struct State {
    current: Option<Arc<Token>>,
    fetched_at: Option<Instant>,
    /// The fetch under way. It runs as a task of its own: the caller that began it may give up, or not be polled for a
    /// while, and the others still get their token.
    flight: Option<Flight>,
    flights: u64,
    not_ahead_before: Option<Instant>,
    breaker: Breaker,
    /// The gateway's last `Retry-After` to a token call.
    asked: Option<Duration>,
}

#[derive(Debug, Clone)]
struct Flight {
    number: u64,
    landed: watch::Receiver<Option<Fetched>>,
    runtime: Id,
    /// Begun while the old token was still good.
    ahead: bool,
}

type Fetched = Result<Arc<Token>, Error>;

/// What a token call brings: the text and the gateway's `expiry`.
pub(crate) type Fresh = (Secret, Option<i64>);

/// What a caller needs a token for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Need {
    /// The token that was refused.
    pub(crate) refused: Option<u64>,
    /// Not one from the store, which was refused too.
    pub(crate) fetched: bool,
    /// How long to wait for a fetch that runs elsewhere; nothing: [`ELSEWHERE`].
    pub(crate) patience: Option<Duration>,
}

/// Where clients get their tokens from.
pub(crate) struct Source {
    pub(crate) share: bool,
    pub(crate) store: Option<Arc<dyn TokenStore>>,
    /// Deadline of the client's calls.
    pub(crate) timeout: Duration,
}

impl Tokens {
    /// The tokens of an account. Clients that share them use the store of the first of them.
    pub(crate) fn of(base: &str, access_key: &Secret, secret_key: &Secret, source: Source) -> Arc<Self> {
        let Source { share, store, timeout } = source;
        if !share && store.is_none() {
            return Arc::new(Tokens::new(None));
        }
        let seal = Arc::new(Seal::new(base, access_key, secret_key));
        let print = seal.print;
        let make = || Tokens::new(store.map(|store| Shelf::new(store, seal, timeout)));
        if share { shared::tokens(print, make) } else { Arc::new(make()) }
    }

    fn new(shelf: Option<Shelf>) -> Self {
        Tokens {
            state: Mutex::default(),
            generations: AtomicU64::new(0),
            unproven: AtomicU32::new(0),
            skew: AtomicI64::new(0),
            shelf,
        }
    }

    /// A usable token that is not the refused one.
    pub(crate) async fn get<F>(self: &Arc<Self>, need: Need, fetch: impl Fn() -> F) -> Fetched
    where
        F: Future<Output = Result<Fresh, Error>> + Send + 'static,
    {
        let runtime = Handle::current().id();
        let mut passed = None;
        loop {
            let mut flight = {
                let mut state = lock(&self.state);
                let now = Instant::now();
                match state.usable(need.refused, now) {
                    Some((token, Age::Ageing)) => {
                        if state.may_fetch_ahead(now) {
                            self.begin(&mut state, Need::default(), true, fetch());
                        }
                        return Ok(token);
                    }
                    Some((token, _)) => return Ok(token),
                    None => {}
                }
                match state.flight.clone().filter(|flight| flight.is_under_way() && passed != Some(flight.number)) {
                    Some(flight) => flight,
                    None => match state.breaker.standing(now) {
                        Some(error) => return Err(error),
                        None => self.begin(&mut state, need, false, fetch()),
                    },
                }
            };
            let landed = flight.landed.wait_for(Option::is_some);
            let landed = if flight.runtime == runtime {
                landed.await.map(|fetched| fetched.clone()).ok()
            } else {
                tokio::time::timeout(need.patience.unwrap_or(ELSEWHERE).min(ELSEWHERE), landed)
                    .await
                    .ok()
                    .and_then(|landed| Some(landed.ok()?.clone()))
            };
            match landed.flatten() {
                // It was for a token that was still good; this caller needs one now.
                Some(Err(_)) if flight.ahead && passed != Some(flight.number) => passed = Some(flight.number),
                Some(fetched) => return fetched,
                // Its runtime ended or stands still.
                None if passed.is_none() || flight.runtime != runtime => passed = Some(flight.number),
                None => return Err(Error::internal("the runtime ended while the token was fetched")),
            }
        }
    }

    fn begin<F>(self: &Arc<Self>, state: &mut State, need: Need, ahead: bool, fetch: F) -> Flight
    where
        F: Future<Output = Result<Fresh, Error>> + Send + 'static,
    {
        let (tell, landed) = watch::channel(None);
        state.flights += 1;
        let flight = Flight { number: state.flights, landed, runtime: Handle::current().id(), ahead };
        state.flight = Some(flight.clone());
        let (tokens, number) = (self.clone(), flight.number);
        let old = state.current.clone();
        tokio::spawn(async move {
            let fetched = tokens.renew(need, old, fetch).await;
            {
                let mut state = lock(&tokens.state);
                let now = Instant::now();
                if state.flight.as_ref().is_some_and(|flight| flight.number == number) {
                    state.flight = None;
                }
                state.fetched_at = Some(now);
                let asked = state.asked.take();
                state.breaker.note(fetched.as_ref().map(drop), asked, now);
                match &fetched {
                    Ok(token) => state.current = Some(token.clone()),
                    Err(_) => state.not_ahead_before = now.checked_add(AHEAD_AGAIN),
                }
            }
            tell.send_replace(Some(fetched));
        });
        flight
    }

    /// Another token than the old one: from the store, else from the gateway.
    async fn renew(
        &self,
        need: Need,
        old: Option<Arc<Token>>,
        fetch: impl Future<Output = Result<Fresh, Error>>,
    ) -> Fetched {
        if let Some(shelf) = self.shelf.as_ref().filter(|_| !need.fetched) {
            let found = shelf.find(old.as_ref().map(|token| &token.text), || self.gateway_now()).await;
            if let Some(token) = found.and_then(|found| self.token(found.text, found.left, true).ok()) {
                return Ok(token);
            }
        }
        let (text, expiry) = fetch.await?;
        let now = self.gateway_now();
        let left = lifetime(expiry, now);
        if let Some(shelf) = &self.shelf {
            // Before anyone is told: a process that ends after its first call has left the token to the others.
            shelf.keep(&text, left, now).await;
        }
        self.unproven.fetch_add(1, Ordering::Relaxed);
        self.token(text, left, false)
    }

    fn token(&self, text: Secret, left: Option<Duration>, found: bool) -> Fetched {
        let generation = self.generations.fetch_add(1, Ordering::Relaxed) + 1;
        let span = left.and_then(|left| Span::new(Instant::now(), left, chance()));
        Token::new(text, generation, found, span).map(Arc::new)
    }

    /// Whether another token may help a call whose token is refused. Two in a row that were never taken mean that the
    /// reason is another one, such as a wrong access key; then one is fetched every ten seconds at most.
    pub(crate) fn worth_renewing(&self) -> bool {
        let rested = |at: Instant| at.elapsed() > Duration::from_secs(10);
        self.unproven.load(Ordering::Relaxed) < 2 || lock(&self.state).fetched_at.is_none_or(rested)
    }

    /// The gateway took a token.
    pub(crate) fn prove(&self) {
        if self.unproven.load(Ordering::Relaxed) > 0 {
            self.unproven.store(0, Ordering::Relaxed);
        }
    }

    /// The gateway answered a token call: what its clock shows, and when it wants to be asked again.
    pub(crate) fn heard(&self, date: Option<SystemTime>, retry_after: Option<Duration>) {
        if let Some(skew) = date.and_then(|date| skew(date, SystemTime::now())) {
            self.skew.store(skew, Ordering::Relaxed);
        }
        lock(&self.state).asked = retry_after;
    }

    /// The gateway's time, as far as it is known.
    fn gateway_now(&self) -> SystemTime {
        by_gateway(SystemTime::now(), self.skew.load(Ordering::Relaxed))
    }
}

/// Their clock minus ours in milliseconds. A `Date` has whole seconds; a clock that is right within two counts as right.
fn skew(date: SystemTime, now: SystemTime) -> Option<i64> {
    let millis = |at: SystemTime| i64::try_from(at.duration_since(UNIX_EPOCH).ok()?.as_millis()).ok();
    let skew = millis(date)?.checked_sub(millis(now)?)?;
    Some(if skew.abs() <= 2000 { 0 } else { skew })
}

fn by_gateway(now: SystemTime, skew: i64) -> SystemTime {
    let apart = Duration::from_millis(skew.unsigned_abs());
    let moved = if skew < 0 { now.checked_sub(apart) } else { now.checked_add(apart) };
    moved.unwrap_or(now)
}

impl Flight {
    fn is_under_way(&self) -> bool {
        // Its sender goes when its runtime ends.
        self.landed.has_changed().is_ok()
    }
}

impl State {
    fn usable(&self, refused: Option<u64>, now: Instant) -> Option<(Arc<Token>, Age)> {
        let token = self.current.as_ref()?;
        let age = token.age(now);
        let good = age != Age::Over && refused.is_none_or(|generation| token.generation > generation);
        good.then(|| (token.clone(), age))
    }

    fn may_fetch_ahead(&self, now: Instant) -> bool {
        self.flight.as_ref().is_none_or(|flight| !flight.is_under_way())
            && self.not_ahead_before.is_none_or(|until| now >= until)
            && self.breaker.standing(now).is_none()
    }
}

impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tokens").field("stored", &self.shelf.is_some()).finish_non_exhaustive()
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;

//! A store in which many processes share one token: a Redis, a memcached, a framework's cache.
//!
//! The store is a help, never a condition. What it holds is sealed (see `seal.rs`); what it refuses, loses, changes or
//! answers too late costs a token call and nothing else. Its errors and values are never shown.
//!
//! | limit | value |
//! |---|---|
//! | wait for one answer of the store | an eighth of the client's timeout, at most 2 seconds |
//! | pause after it failed or did not answer | 10 seconds without asking it |
//! | wait for the token that another process is fetching | a quarter of the client's timeout, at most 5 seconds |
//! | lifetime of a token whose end is not known | 15 minutes |

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::time::{Duration, Instant, SystemTime};

use super::seal::{Seal, Stored, chance};
use crate::scalar::Secret;

/// What a [`TokenStore`] answers.
pub type StoreAnswer<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreFailed>> + Send + 'a>>;

/// A store did not do what it was asked to. It has no words, because those of a store may hold what was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StoreFailed;

impl std::fmt::Display for StoreFailed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the token store failed")
    }
}

impl std::error::Error for StoreFailed {}

/// A place for the token that several clients or processes share; see [`Client::with_token_store`].
///
/// Keys are short ASCII text, values are sealed ASCII text of a few hundred bytes, lifetimes are seconds. A store may
/// forget anything at any time. It need not be fast, but it is asked in the middle of a call: an answer that takes more than
/// two seconds counts as none.
///
/// ```
/// use std::collections::HashMap;
/// use std::sync::Mutex;
/// use std::time::{Duration, Instant};
///
/// use enkash::{StoreAnswer, TokenStore};
///
/// #[derive(Default)]
/// struct InMemory(Mutex<HashMap<String, (String, Instant)>>);
///
/// impl TokenStore for InMemory {
///     fn get<'a>(&'a self, key: &'a str) -> StoreAnswer<'a, Option<String>> {
///         let entry = self.0.lock().expect("no panic holds it").get(key).cloned();
///         Box::pin(async move { Ok(entry.filter(|(_, end)| Instant::now() < *end).map(|(value, _)| value)) })
///     }
///     fn set<'a>(&'a self, key: &'a str, value: &'a str, seconds: u64) -> StoreAnswer<'a, ()> {
///         let entry = (value.to_owned(), Instant::now() + Duration::from_secs(seconds));
///         self.0.lock().expect("no panic holds it").insert(key.to_owned(), entry);
///         Box::pin(async { Ok(()) })
///     }
/// }
///
/// # fn run() -> Result<(), enkash::Error> {
/// let store = std::sync::Arc::new(InMemory::default());
/// let client = enkash::Client::builder().access_key("access").secret_key("secret").token_store(store).build()?;
/// # Ok(()) }
/// ```
///
/// [`Client::with_token_store`]: crate::Client::with_token_store
pub trait TokenStore: Send + Sync + 'static {
    /// What is stored under the key, if it is still there.
    fn get<'a>(&'a self, key: &'a str) -> StoreAnswer<'a, Option<String>>;

    /// Stores the value in place of any other, for so many seconds.
    fn set<'a>(&'a self, key: &'a str, value: &'a str, seconds: u64) -> StoreAnswer<'a, ()>;

    /// Stores the value if nothing is there, and says whether it did. Processes that miss the token at the same moment
    /// agree by this on which one fetches it.
    ///
    /// What is written here does with `get` and `set`: two processes may then both believe to be the one, which costs a
    /// second token call. A store that can do better in one step (`SET NX` of Redis, `add` of memcached) should.
    fn add<'a>(&'a self, key: &'a str, value: &'a str, seconds: u64) -> StoreAnswer<'a, bool> {
        Box::pin(add_by_get_and_set(self, key, value, seconds))
    }
}

/// [`TokenStore::add`] for a store that has nothing better.
pub async fn add_by_get_and_set<S: TokenStore + ?Sized>(
    store: &S,
    key: &str,
    value: &str,
    seconds: u64,
) -> Result<bool, StoreFailed> {
    if store.get(key).await?.is_some() {
        return Ok(false);
    }
    store.set(key, value, seconds).await?;
    Ok(store.get(key).await?.as_deref() == Some(value))
}

const ANSWER: Duration = Duration::from_secs(2);
const REST: Duration = Duration::from_secs(10);
const OTHERS: Duration = Duration::from_secs(5);
const UNKNOWN: Duration = Duration::from_secs(15 * 60);
/// How long the others believe that one of them is fetching.
const CLAIM: u64 = 10;
/// A token from the store that is nearly over is not worth taking.
const NEARLY_OVER: Duration = Duration::from_secs(10);

/// A store with the seal of one account.
pub(super) struct Shelf {
    store: Arc<dyn TokenStore>,
    seal: Arc<Seal>,
    /// How long one answer may take, and the token of another process.
    patience: (Duration, Duration),
    resting: Mutex<Option<Instant>>,
}

impl Shelf {
    pub(super) fn new(store: Arc<dyn TokenStore>, seal: Arc<Seal>, timeout: Duration) -> Self {
        let patience = (ANSWER.min(timeout / 8), OTHERS.min(timeout / 4));
        Shelf { store, seal, patience, resting: Mutex::default() }
    }

    /// The token to use instead of `old`: found in the store, perhaps after a wait for the process that fetches it. `None`:
    /// this process is to fetch it. `now` is the gateway's time.
    pub(super) async fn find(&self, old: Option<&Secret>, now: impl Fn() -> SystemTime) -> Option<Found> {
        if let Some(found) = self.look(old, &now).await {
            return Some(found);
        }
        let claim = format!("{}-{}", self.seal.name, self.seal.tag(old));
        let mark = format!("{:08x}", (chance() * f64::from(u32::MAX)) as u32);
        if self.ask(|store| store.add(&claim, &mark, CLAIM)).await? {
            return None;
        }
        // Only another process is worth a wait, not a store that keeps nothing or answers anything.
        let other = self.ask(|store| store.get(&claim)).await??;
        if other == mark || other.len() != mark.len() || !other.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let began = tokio::time::Instant::now();
        while began.elapsed() < self.patience.1 && !self.rests() {
            tokio::time::sleep(Duration::from_millis(50).mul_f64(1.0 + chance())).await;
            if let Some(found) = self.look(old, &now).await {
                return Some(found);
            }
        }
        None
    }

    async fn look(&self, old: Option<&Secret>, now: &impl Fn() -> SystemTime) -> Option<Found> {
        let sealed = self.ask(|store| store.get(&self.seal.name)).await??;
        let Stored { text, end } = self.seal.open(&sealed).filter(|stored| Some(&stored.text) != old)?;
        let left = match end {
            Some(end) => Some(end.duration_since(now()).ok().filter(|left| *left > NEARLY_OVER)?),
            None => None,
        };
        Some(Found { text, left })
    }

    /// Puts a new token there for the others.
    pub(super) async fn keep(&self, text: &Secret, left: Option<Duration>, now: SystemTime) {
        let stored = Stored { text: text.clone(), end: left.and_then(|left| now.checked_add(left)) };
        let seconds = left.unwrap_or(UNKNOWN).as_secs();
        if let Some(sealed) = self.seal.close(&stored).filter(|_| seconds > 0) {
            self.ask(|store| store.set(&self.seal.name, &sealed, seconds)).await;
        }
    }

    /// `None`: it failed, or does not answer, and is left alone for a while.
    async fn ask<'a, T>(&'a self, question: impl FnOnce(&'a dyn TokenStore) -> StoreAnswer<'a, T>) -> Option<T> {
        if self.rests() {
            return None;
        }
        // A store that panics must not take the token's fetch along.
        let mut answer = catch_unwind(AssertUnwindSafe(|| question(&*self.store))).ok();
        let answer = poll_fn(move |context| match &mut answer {
            Some(answer) => catch_unwind(AssertUnwindSafe(|| answer.as_mut().poll(context)))
                .unwrap_or(Poll::Ready(Err(StoreFailed))),
            None => Poll::Ready(Err(StoreFailed)),
        });
        if let Ok(Ok(answer)) = tokio::time::timeout(self.patience.0, answer).await {
            return Some(answer);
        }
        tracing::info!(target: "enkash", "the token store failed or did not answer in time; it is left alone for a while");
        *self.resting.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now().checked_add(REST);
        None
    }

    fn rests(&self) -> bool {
        self.resting.lock().unwrap_or_else(PoisonError::into_inner).is_some_and(|until| Instant::now() < until)
    }
}

/// A token of another process, and what is left of it.
pub(super) struct Found {
    pub(super) text: Secret,
    pub(super) left: Option<Duration>,
}

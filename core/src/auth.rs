//! The token: fetched once for all callers that wait for it, renewed before it ends, replaced when it is refused.

use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::sync::Mutex;

use crate::Error;
use crate::model::AuthForm;
use crate::scalar::Secret;

/// A token and when to stop using it.
#[derive(Debug)]
pub(crate) struct Token {
    pub(crate) text: Secret,
    /// Counts the tokens of this client, so that a refusal names the token it is about.
    pub(crate) generation: u64,
    renew_at: Option<SystemTime>,
}

/// How long before its end a token is no longer used.
const MARGIN: Duration = Duration::from_secs(60);

/// The tokens of one client.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    current: RwLock<Option<Arc<Token>>>,
    /// Held while fetching; the error of the last fetch, if it failed.
    fetching: Mutex<Option<Error>>,
    /// How many fetches have ended.
    fetched: AtomicU64,
    form: AtomicU8,
}

impl Tokens {
    pub(crate) fn new(form: AuthForm) -> Self {
        let start = match form {
            AuthForm::Auto => UNPROVEN,
            AuthForm::Bearer => BEARER,
            AuthForm::Raw => RAW,
        };
        Tokens { form: AtomicU8::new(start), ..Tokens::default() }
    }

    /// A usable token that is not the refused one; `fetch` is called by one caller at a time, and its result, good or
    /// bad, is the result of everyone who waited for it.
    pub(crate) async fn get<F>(&self, refused: Option<u64>, fetch: impl FnOnce() -> F) -> Result<Arc<Token>, Error>
    where
        F: Future<Output = Result<(Secret, Option<Duration>), Error>>,
    {
        if let Some(token) = self.usable(refused) {
            return Ok(token);
        }
        let seen = self.fetched.load(Ordering::Acquire);
        let mut failed = self.fetching.lock().await;
        if let Some(token) = self.usable(refused) {
            return Ok(token);
        }
        // A fetch ended while we waited for the lock: its failure is ours too, or a revoked key would cause a storm.
        if self.fetched.load(Ordering::Acquire) != seen
            && let Some(error) = &*failed
        {
            return Err(error.clone());
        }
        let fetched = fetch().await;
        let generation = self.fetched.fetch_add(1, Ordering::AcqRel) + 1;
        match fetched {
            Ok((text, lifetime)) => {
                *failed = None;
                let renew_at =
                    lifetime.map(|lifetime| SystemTime::now() + lifetime.saturating_sub(MARGIN.min(lifetime / 2)));
                let token = Arc::new(Token { text, generation, renew_at });
                *self.current.write().unwrap_or_else(PoisonError::into_inner) = Some(token.clone());
                Ok(token)
            }
            Err(error) => {
                *failed = Some(error.clone());
                Err(error)
            }
        }
    }

    /// The token in hand, usable or not.
    pub(crate) fn last(&self) -> Option<Arc<Token>> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn usable(&self, refused: Option<u64>) -> Option<Arc<Token>> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        let token = current.as_ref()?;
        let fresh = token.renew_at.is_none_or(|end| SystemTime::now() < end);
        (fresh && refused.is_none_or(|generation| token.generation > generation)).then(|| token.clone())
    }

    /// The form to use now, and whether the other one is worth a try.
    pub(crate) fn form(&self) -> (Form, bool) {
        match self.form.load(Ordering::Relaxed) {
            RAW => (Form::Raw, false),
            BEARER => (Form::Bearer, false),
            _ => (Form::Bearer, true),
        }
    }

    /// The gateway took a token in this form.
    pub(crate) fn prove(&self, form: Form) {
        let proven = if form == Form::Raw { RAW } else { BEARER };
        let _ = self.form.compare_exchange(UNPROVEN, proven, Ordering::Relaxed, Ordering::Relaxed);
    }
}

const UNPROVEN: u8 = 0;
const BEARER: u8 = 1;
const RAW: u8 = 2;

/// How the token stands in the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Bearer,
    Raw,
}

impl Form {
    pub(crate) fn other(self) -> Form {
        match self {
            Form::Bearer => Form::Raw,
            Form::Raw => Form::Bearer,
        }
    }
    pub(crate) fn header(self, token: &Secret) -> Secret {
        match self {
            Form::Bearer => Secret::new(format!("Bearer {}", token.reveal())),
            Form::Raw => token.clone(),
        }
    }
}

/// What is left of a token by the gateway's `expiry`, which is epoch milliseconds in the samples and could be read as
/// a duration: from 10^11 up it is milliseconds, from 10^9 up seconds since 1970, below that a lifetime in milliseconds.
/// `None`: not known, use the token until it is refused. That includes an end in the past: our clock may be wrong.
pub(crate) fn lifetime(expiry: Option<i64>, now: SystemTime) -> Option<Duration> {
    let expiry = u64::try_from(expiry?).ok().filter(|expiry| *expiry > 0)?;
    let end = match expiry {
        100_000_000_000.. => UNIX_EPOCH + Duration::from_millis(expiry),
        1_000_000_000.. => UNIX_EPOCH + Duration::from_secs(expiry),
        _ => return Some(Duration::from_millis(expiry)),
    };
    end.duration_since(now).ok().filter(|left| !left.is_zero())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicU32;

    #[test]
    fn expiry_in_its_three_readings() {
        let now = UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        assert_eq!(lifetime(Some(1_700_000_900_000), now), Some(Duration::from_secs(900)));
        assert_eq!(lifetime(Some(1_700_000_900), now), Some(Duration::from_secs(900)));
        assert_eq!(lifetime(Some(900_000), now), Some(Duration::from_secs(900)));
        for unknown in [None, Some(0), Some(-5), Some(1_600_000_000_000), Some(i64::MIN)] {
            assert_eq!(lifetime(unknown, now), None);
        }
        assert!(lifetime(Some(i64::MAX), now).is_some());
    }

    #[tokio::test]
    async fn callers_share_one_fetch_and_its_failure() {
        for fails in [false, true] {
            let (tokens, calls) = (Arc::new(Tokens::default()), Arc::new(AtomicU32::new(0)));
            let waiting: Vec<_> = (0..200)
                .map(|_| {
                    let (tokens, calls) = (tokens.clone(), calls.clone());
                    tokio::spawn(async move {
                        let fetch = || async {
                            calls.fetch_add(1, Ordering::Relaxed);
                            tokio::task::yield_now().await;
                            if fails { Err(Error::configuration("no")) } else { Ok((Secret::new("t"), None)) }
                        };
                        tokens.get(None, fetch).await.is_ok()
                    })
                })
                .collect();
            for task in waiting {
                assert_eq!(task.await.expect("no panic"), !fails);
            }
            assert_eq!(calls.load(Ordering::Relaxed), 1, "fails: {fails}");
        }
    }

    #[tokio::test]
    async fn a_refused_token_is_replaced_once() {
        let tokens = Tokens::default();
        let fetch = || async { Ok((Secret::new("t"), None)) };
        let first = tokens.get(None, fetch).await.expect("a token");
        assert_eq!(tokens.get(None, fetch).await.expect("a token").generation, first.generation);
        let second = tokens.get(Some(first.generation), fetch).await.expect("a token");
        assert!(second.generation > first.generation);
        let same = tokens.get(Some(first.generation), fetch).await.expect("a token");
        assert_eq!(same.generation, second.generation);
    }
}

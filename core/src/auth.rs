//! The token: fetched once for all callers that wait for it, renewed before it ends, replaced when it is refused.

use std::sync::atomic::{AtomicU8, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use reqwest::header::HeaderValue;
use tokio::sync::watch;

use crate::mask::Forms;
use crate::model::AuthForm;
use crate::scalar::Secret;
use crate::transport::sensitive;
use crate::{Error, ErrorKind, RetryAdvice};

/// A token and when to stop using it.
#[derive(Debug)]
pub(crate) struct Token {
    /// Counts the tokens of this client, so that a refusal names the token it is about.
    pub(crate) generation: u64,
    renew_at: Option<Instant>,
    bearer: HeaderValue,
    raw: HeaderValue,
    /// What must not be seen of it in an answer.
    pub(crate) forms: Forms,
}

/// How long before its end a token is no longer used.
const MARGIN: Duration = Duration::from_secs(60);

/// The tokens of one client.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    state: Arc<Mutex<State>>,
    generations: Arc<AtomicU64>,
    /// Tokens fetched since the gateway last took one.
    unproven: Arc<AtomicU32>,
    form: AtomicU8,
}

#[derive(Debug, Default)]
struct State {
    current: Option<Arc<Token>>,
    fetched_at: Option<Instant>,
    /// The fetch under way. It runs as a task of its own: the caller that began it may give up, or not be polled for a
    /// while, and the others still get their token.
    fetching: Option<watch::Receiver<Option<Fetched>>>,
}

type Fetched = Result<Arc<Token>, Error>;

impl Tokens {
    pub(crate) fn new(form: AuthForm) -> Self {
        let start = match form {
            AuthForm::Auto => UNPROVEN,
            AuthForm::Bearer => BEARER,
            AuthForm::Raw => RAW,
        };
        Tokens { form: AtomicU8::new(start), ..Tokens::default() }
    }

    /// A usable token that is not the refused one. One fetch is under way at a time, and its result, good or bad, is the
    /// result of everyone who waited for it: revoked keys cause one call, not a storm.
    pub(crate) async fn get<F>(&self, refused: Option<u64>, fetch: impl FnOnce() -> F) -> Fetched
    where
        F: Future<Output = Result<(Secret, Option<Duration>), Error>> + Send + 'static,
    {
        let mut under_way = {
            let mut state = lock(&self.state);
            if let Some(token) = state.usable(refused) {
                return Ok(token);
            }
            match state.fetching.clone().filter(|fetching| fetching.has_changed().is_ok()) {
                Some(fetching) => fetching,
                None => self.begin(&mut state, fetch()),
            }
        };
        match under_way.wait_for(Option::is_some).await.map(|fetched| fetched.clone()) {
            Ok(Some(fetched)) => fetched,
            _ => Err(Error::internal("the runtime ended while the token was fetched")),
        }
    }

    fn begin<F>(&self, state: &mut State, fetch: F) -> watch::Receiver<Option<Fetched>>
    where
        F: Future<Output = Result<(Secret, Option<Duration>), Error>> + Send + 'static,
    {
        let (tell, fetching) = watch::channel(None);
        let (state_later, generations, unproven) =
            (self.state.clone(), self.generations.clone(), self.unproven.clone());
        state.fetching = Some(fetching.clone());
        tokio::spawn(async move {
            let fetched = fetch.await.and_then(|(text, lifetime)| {
                Token::new(text, lifetime, generations.fetch_add(1, Ordering::Relaxed) + 1).map(Arc::new)
            });
            {
                let mut state = lock(&state_later);
                state.fetching = None;
                state.fetched_at = Some(Instant::now());
                if let Ok(token) = &fetched {
                    unproven.fetch_add(1, Ordering::Relaxed);
                    state.current = Some(token.clone());
                }
            }
            tell.send_replace(Some(fetched));
        });
        fetching
    }

    /// Whether another token may help a call whose token is refused. Two in a row that were never taken mean that the
    /// reason is another one, such as a wrong access key; then one is fetched every ten seconds at most.
    pub(crate) fn worth_renewing(&self) -> bool {
        let rested = |at: Instant| at.elapsed() > Duration::from_secs(10);
        self.unproven.load(Ordering::Relaxed) < 2 || lock(&self.state).fetched_at.is_none_or(rested)
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
        if self.unproven.load(Ordering::Relaxed) > 0 {
            self.unproven.store(0, Ordering::Relaxed);
        }
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
}

impl Token {
    fn new(text: Secret, lifetime: Option<Duration>, generation: u64) -> Result<Self, Error> {
        let header = |text: &str| {
            let unusable = "the gateway's token holds characters that no header may hold";
            let error = || Error::new(ErrorKind::UnexpectedResponse, "token_unusable", RetryAdvice::Safe, unusable);
            sensitive(text).ok_or_else(error)
        };
        let renew_at = lifetime.and_then(|left| Instant::now().checked_add(left.saturating_sub(MARGIN.min(left / 2))));
        let bearer = header(&zeroize::Zeroizing::new(format!("Bearer {}", text.reveal())))?;
        let forms = Forms::of([&text]);
        Ok(Token { raw: header(text.reveal())?, bearer, generation, renew_at, forms })
    }

    pub(crate) fn header(&self, form: Form) -> &HeaderValue {
        match form {
            Form::Bearer => &self.bearer,
            Form::Raw => &self.raw,
        }
    }
}

impl State {
    fn usable(&self, refused: Option<u64>) -> Option<Arc<Token>> {
        let token = self.current.as_ref()?;
        let fresh = token.renew_at.is_none_or(|end| Instant::now() < end);
        (fresh && refused.is_none_or(|generation| token.generation > generation)).then(|| token.clone())
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is left of a token by the gateway's `expiry`, which is epoch milliseconds in the samples and could be read as
/// a duration: from 10^11 up it is milliseconds, from 10^9 up seconds since 1970, below that a lifetime in milliseconds.
/// `None`: not known, use the token until it is refused. That includes an end in the past (our clock may be wrong) and a
/// lifetime below a minute (more likely a number of another meaning).
pub(crate) fn lifetime(expiry: Option<i64>, now: SystemTime) -> Option<Duration> {
    let expiry = u64::try_from(expiry?).ok().filter(|expiry| *expiry > 0)?;
    let end = match expiry {
        100_000_000_000.. => UNIX_EPOCH.checked_add(Duration::from_millis(expiry))?,
        1_000_000_000.. => UNIX_EPOCH.checked_add(Duration::from_secs(expiry))?,
        60_000.. => return Some(Duration::from_millis(expiry)),
        _ => return None,
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
        for unknown in [None, Some(0), Some(-5), Some(3600), Some(1_600_000_000_000), Some(i64::MIN)] {
            assert_eq!(lifetime(unknown, now), None);
        }
        let _ = lifetime(Some(i64::MAX), now);
    }

    #[tokio::test]
    async fn callers_share_one_fetch_and_its_failure() {
        for fails in [false, true] {
            let (tokens, calls) = (Arc::new(Tokens::default()), Arc::new(AtomicU32::new(0)));
            let waiting: Vec<_> = (0..200)
                .map(|_| {
                    let (tokens, calls) = (tokens.clone(), calls.clone());
                    tokio::spawn(async move {
                        let fetch = move || async move {
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
    async fn a_fetch_outlives_the_caller_that_began_it() {
        let tokens = Tokens::default();
        let (answer, wait) = tokio::sync::oneshot::channel();
        {
            let first = tokens.get(None, || async { Ok((wait.await.expect("sent"), None)) });
            tokio::select! {
                _ = first => panic!("the token is not there yet"),
                () = tokio::task::yield_now() => {}
            }
        }
        answer.send(Secret::new("late")).expect("the fetch still waits");
        let never = || async { Err(Error::configuration("a second fetch")) };
        let token = tokens.get(None, never).await.expect("the first fetch");
        assert_eq!(token.header(Form::Raw), "late");
    }

    #[tokio::test]
    async fn tokens_that_are_never_taken_are_not_fetched_for_ever() {
        let tokens = Tokens::default();
        let fetch = || async { Ok((Secret::new("t"), None)) };
        let first = tokens.get(None, fetch).await.expect("a token");
        assert!(tokens.worth_renewing());
        tokens.get(Some(first.generation), fetch).await.expect("a token");
        assert!(!tokens.worth_renewing());
        tokens.prove(Form::Bearer);
        assert!(tokens.worth_renewing());
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

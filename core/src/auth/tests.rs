use super::*;
use crate::{ErrorKind, RetryAdvice};

fn tokens() -> Arc<Tokens> {
    Arc::new(Tokens::new(None))
}

fn refusing(generation: u64) -> Need {
    Need { refused: Some(generation), fetched: false, ..Need::default() }
}

#[tokio::test]
async fn callers_share_one_fetch_and_its_failure() {
    for fails in [false, true] {
        let (tokens, calls) = (tokens(), Arc::new(AtomicU32::new(0)));
        let waiting: Vec<_> = (0..200)
            .map(|_| {
                let (tokens, calls) = (tokens.clone(), calls.clone());
                tokio::spawn(async move {
                    let fetch = || {
                        let calls = calls.clone();
                        async move {
                            calls.fetch_add(1, Ordering::Relaxed);
                            tokio::task::yield_now().await;
                            if fails { Err(Error::configuration("no")) } else { Ok((Secret::new("t"), None)) }
                        }
                    };
                    tokens.get(Need::default(), fetch).await.is_ok()
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
    let tokens = tokens();
    let (answer, wait) = tokio::sync::oneshot::channel();
    let wait = Mutex::new(Some(wait));
    {
        let first = tokens.get(Need::default(), || {
            let wait = wait.lock().expect("no panic").take().expect("once");
            async { Ok((wait.await.expect("sent"), None)) }
        });
        tokio::select! {
            _ = first => panic!("the token is not there yet"),
            () = tokio::task::yield_now() => {}
        }
    }
    answer.send(Secret::new("late")).expect("the fetch still waits");
    let never = || async { Err(Error::configuration("a second fetch")) };
    assert_eq!(tokens.get(Need::default(), never).await.expect("the first fetch").text.reveal(), "late");
}

#[tokio::test]
async fn tokens_that_are_never_taken_are_not_fetched_for_ever() {
    let tokens = tokens();
    let fetch = || async { Ok((Secret::new("t"), None)) };
    let first = tokens.get(Need::default(), fetch).await.expect("a token");
    assert!(tokens.worth_renewing());
    tokens.get(refusing(first.generation), fetch).await.expect("a token");
    assert!(!tokens.worth_renewing());
    tokens.prove();
    assert!(tokens.worth_renewing());
}

#[tokio::test]
async fn a_refused_token_is_replaced_once() {
    let tokens = tokens();
    let fetch = || async { Ok((Secret::new("t"), None)) };
    let first = tokens.get(Need::default(), fetch).await.expect("a token");
    assert_eq!(tokens.get(Need::default(), fetch).await.expect("a token").generation, first.generation);
    let second = tokens.get(refusing(first.generation), fetch).await.expect("a token");
    assert!(second.generation > first.generation);
    let same = tokens.get(refusing(first.generation), fetch).await.expect("a token");
    assert_eq!(same.generation, second.generation);
}

/// A token that is to be renewed but still good for an hour.
fn ageing(tokens: &Tokens, text: &str) {
    let now = Instant::now();
    let span = Span { renew: now, end: now + Duration::from_secs(3600) };
    let generation = tokens.generations.fetch_add(1, Ordering::Relaxed) + 1;
    let token = Token::new(Secret::new(text), generation, false, Some(span)).expect("a header");
    lock(&tokens.state).current = Some(Arc::new(token));
}

#[tokio::test]
async fn nobody_waits_while_the_old_token_is_good() {
    let tokens = tokens();
    ageing(&tokens, "old");
    let (answer, wait) = tokio::sync::oneshot::channel();
    let wait = Mutex::new(Some(wait));
    let fetch = || {
        let wait = wait.lock().expect("no panic").take().expect("one fetch");
        async { Ok((wait.await.expect("sent"), Some(3_600_000))) }
    };
    for _ in 0..50 {
        assert_eq!(tokens.get(Need::default(), fetch).await.expect("the old one").text.reveal(), "old");
    }
    answer.send(Secret::new("new")).expect("the fetch waits");
    let mut flight = lock(&tokens.state).flight.clone().expect("under way");
    flight.landed.wait_for(Option::is_some).await.expect("landed");
    assert_eq!(tokens.get(Need::default(), fetch).await.expect("the new one").text.reveal(), "new");
}

#[tokio::test]
async fn a_fetch_ahead_of_time_that_fails_costs_nobody_anything() {
    let tokens = tokens();
    ageing(&tokens, "old");
    let calls = AtomicU32::new(0);
    let fetch = || {
        let first = calls.fetch_add(1, Ordering::Relaxed) == 0;
        async move {
            tokio::task::yield_now().await;
            if first { Err(Error::internal("the gateway is away")) } else { Ok((Secret::new("new"), None)) }
        }
    };
    let old = tokens.get(Need::default(), fetch).await.expect("the old one");
    // Refused while that fetch is under way: this caller joins it, and then asks for itself.
    assert_eq!(tokens.get(refusing(old.generation), fetch).await.expect("the new one").text.reveal(), "new");
    assert_eq!(calls.load(Ordering::Relaxed), 2);
    ageing(&tokens, "old again");
    for _ in 0..20 {
        tokens.get(Need::default(), fetch).await.expect("the old one");
        tokio::task::yield_now().await;
    }
    assert_eq!(calls.load(Ordering::Relaxed), 2, "after a failure there is a pause");
}

#[tokio::test]
async fn refused_keys_are_not_asked_about_by_everyone() {
    let (tokens, calls) = (tokens(), AtomicU32::new(0));
    let fetch = || {
        calls.fetch_add(1, Ordering::Relaxed);
        async { Err(Error::new(ErrorKind::Authentication, "keys_refused", RetryAdvice::Never, "no")) }
    };
    // Whatever the machine does meanwhile: the pauses are set, not waited for.
    for _ in 0..200 {
        let error = tokens.get(Need::default(), fetch).await.expect_err("refused");
        assert_eq!((error.kind(), error.info().code.as_str()), (ErrorKind::Authentication, "keys_refused"));
        let mut state = lock(&tokens.state);
        let error = state.breaker.standing(Instant::now()).unwrap_or(error);
        state.breaker = Breaker::default();
        state.breaker.note(Err(&error), None, Instant::now() + Duration::from_secs(3600));
    }
    assert_eq!(calls.load(Ordering::Relaxed), 1);
}

/// Fault 19: a machine whose clock is ten minutes off.
#[test]
fn how_long_a_token_is_good_follows_from_the_gateways_clock() {
    let gateway = UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let expiry = Some(1_700_000_900_000);
    for ours in
        [gateway - Duration::from_secs(600), gateway + Duration::from_secs(600), gateway + Duration::from_secs(9000)]
    {
        let measured = skew(gateway, ours).expect("a plain date");
        assert_eq!(lifetime(expiry, by_gateway(ours, measured)), Some(Duration::from_secs(900)));
    }
    assert_eq!(skew(gateway, gateway + Duration::from_millis(1900)), Some(0), "a date has whole seconds");
}

#[tokio::test]
async fn the_date_of_the_answer_sets_the_clock() {
    let tokens = tokens();
    let off = Duration::from_secs(600);
    tokens.heard(Some(SystemTime::now() + off), None);
    let ahead = tokens.gateway_now().duration_since(SystemTime::now()).expect("ahead");
    assert!(ahead > Duration::from_secs(590), "{ahead:?}");
    tokens.heard(None, None);
    assert!(tokens.gateway_now() > SystemTime::now() + Duration::from_secs(590), "kept when an answer has no date");
}

/// The clock of the gateway is an hour from ours: by ours, its token would be good for an hour too long, or its end long past.
#[tokio::test]
async fn a_token_ends_when_the_gateways_clock_says_so() {
    const HOUR: Duration = Duration::from_secs(3600);
    for ahead in [true, false] {
        let tokens = tokens();
        let (began, ours) = (Instant::now(), SystemTime::now());
        let theirs = if ahead { ours + HOUR } else { ours - HOUR };
        tokens.heard(Some(theirs), None);
        let end = (theirs + Duration::from_secs(900)).duration_since(UNIX_EPOCH).expect("after 1970");
        let expiry = i64::try_from(end.as_millis()).expect("not so far away");
        let fetch = || async move { Ok((Secret::new("t"), Some(expiry))) };
        let token = tokens.get(Need::default(), fetch).await.expect("a token");
        // However long that took: 900 seconds after the beginning, less the minute's margin. A clock has whole milliseconds.
        let end = Duration::from_secs(840);
        assert_ne!(token.age(began + end - Duration::from_secs(1)), Age::Over, "ahead: {ahead}");
        assert_eq!(token.age(Instant::now() + end + Duration::from_secs(1)), Age::Over, "ahead: {ahead}");
    }
}

#[derive(Default)]
struct Cache(Mutex<std::collections::HashMap<String, String>>);

impl TokenStore for Cache {
    fn get<'a>(&'a self, key: &'a str) -> StoreAnswer<'a, Option<String>> {
        let found = self.0.lock().expect("no panic").get(key).cloned();
        Box::pin(async { Ok(found) })
    }
    fn set<'a>(&'a self, key: &'a str, value: &'a str, _: u64) -> StoreAnswer<'a, ()> {
        self.0.lock().expect("no panic").insert(key.to_owned(), value.to_owned());
        Box::pin(async { Ok(()) })
    }
}

/// The end that another process stored is the gateway's time as well. By our clock the token would be over long ago.
#[tokio::test]
async fn a_token_from_the_store_ends_by_the_gateways_clock() {
    let store = Arc::new(Cache::default());
    let process = || {
        let source = Source { share: false, store: Some(store.clone()), timeout: Duration::from_secs(30) };
        let tokens = Tokens::of("https://example.com", &Secret::new("access"), &Secret::new("secret"), source);
        tokens.heard(Some(SystemTime::now() - Duration::from_secs(3600)), None);
        tokens
    };
    let fetch = || async { Ok((Secret::new("fetched"), Some(900_000))) };
    process().get(Need::default(), fetch).await.expect("fetched and stored");
    let never = || async { Err(Error::configuration("a second fetch")) };
    let found = process().get(Need::default(), never).await.expect("the one in the store");
    assert!(found.found);
    assert_eq!(found.age(Instant::now() + Duration::from_secs(841)), Age::Over);
}

/// A hundred processes that were started together must not renew in one second.
#[tokio::test]
async fn tokens_are_renewed_at_different_moments() {
    let tokens = tokens();
    let ahead = || {
        let token = tokens.token(Secret::new("t"), Some(Duration::from_secs(3600)), false).expect("a header");
        token.ahead().expect("a near end")
    };
    let first = ahead();
    // Each of the draws is the same once in 2^32 times.
    assert!((0..100).any(|_| ahead() != first), "always {first:?} ahead");
}

#[test]
fn clients_of_one_account_share_and_no_others() {
    let source = |share| Source { share, store: None, timeout: Duration::from_secs(30) };
    let of = |base: &str, access: &str, secret: &str, share| {
        Tokens::of(base, &Secret::new(access), &Secret::new(secret), source(share))
    };
    let first = of("https://example.com", "a", "s", true);
    assert!(Arc::ptr_eq(&first, &of("https://example.com/", "a", "s", true)));
    for other in [
        of("https://example.org", "a", "s", true),
        of("https://example.com", "b", "s", true),
        of("https://example.com", "a", "t", true),
        of("https://example.com", "a", "s", false),
    ] {
        assert!(!Arc::ptr_eq(&first, &other));
    }
}

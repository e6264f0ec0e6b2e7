//! No storm after a refusal: while the gateway has just refused the keys, or asked for fewer calls, the next callers get
//! the same answer without a call. Pure.
//!
//! The pause after refused keys is one second and doubles with every further refusal up to [`LONGEST`]; after "too many
//! calls" it is what `Retry-After` says, else the same doubling pause, and after a 5xx what `Retry-After` says, within the
//! same bound. When it is over, one call asks again and all who wait get its answer. Other failures (no connection, HTTP 5xx
//! without `Retry-After`) hold nobody back: they end by themselves.

use std::time::{Duration, Instant};

use crate::{Error, ErrorKind};

/// Longest time for which an answer of the gateway about the keys is repeated without asking again.
const LONGEST: Duration = Duration::from_secs(60);

/// What stands in the way of the next token call.
#[derive(Debug, Default)]
pub(super) struct Breaker {
    standing: Option<(Error, Instant)>,
    refusals: u32,
}

impl Breaker {
    /// The answer that a token call would get again.
    pub(super) fn standing(&self, now: Instant) -> Option<Error> {
        self.standing.as_ref().filter(|(_, until)| now < *until).map(|(error, _)| error.clone())
    }

    /// A token call ended; `asked` is the gateway's own `Retry-After`.
    pub(super) fn note(&mut self, outcome: Result<(), &Error>, asked: Option<Duration>, now: Instant) {
        let Err(error) = outcome else {
            *self = Breaker::default();
            return;
        };
        let doubled = Duration::from_secs(1) * 2u32.pow(self.refusals.min(6));
        let pause = match error.kind() {
            ErrorKind::Authentication => Some(doubled),
            ErrorKind::RateLimited => Some(asked.unwrap_or(doubled)),
            ErrorKind::Unavailable => asked,
            ErrorKind::Configuration
            | ErrorKind::Validation
            | ErrorKind::Gateway
            | ErrorKind::Connection
            | ErrorKind::Timeout
            | ErrorKind::UnexpectedResponse
            | ErrorKind::OutcomeUnknown
            | ErrorKind::Cancelled
            | ErrorKind::Internal => None,
        };
        if let Some(pause) = pause {
            self.refusals = self.refusals.saturating_add(1);
            self.standing = Some((error.clone(), now + pause.min(LONGEST)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RetryAdvice;

    fn error(kind: ErrorKind) -> Error {
        Error::new(kind, "code", RetryAdvice::Never, "no")
    }

    #[test]
    fn refused_keys_are_asked_about_more_and_more_seldom() {
        let (mut breaker, mut now, mut pauses) = (Breaker::default(), Instant::now(), Vec::new());
        for _ in 0..9 {
            assert!(breaker.standing(now).is_none(), "one may ask");
            breaker.note(Err(&error(ErrorKind::Authentication)), None, now);
            let before = now;
            while breaker.standing(now).is_some() {
                now += Duration::from_secs(1);
            }
            pauses.push(now.duration_since(before).as_secs());
        }
        assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
        breaker.note(Ok(()), None, now);
        breaker.note(Err(&error(ErrorKind::Authentication)), None, now);
        assert!(breaker.standing(now + Duration::from_secs(1)).is_none(), "taken once, it begins anew");
    }

    #[test]
    fn what_the_gateway_asks_for_is_kept_within_a_minute() {
        let now = Instant::now();
        let rests = |kind, asked: Option<u64>| {
            let mut breaker = Breaker::default();
            breaker.note(Err(&error(kind)), asked.map(Duration::from_secs), now);
            (0..100).take_while(|seconds| breaker.standing(now + Duration::from_secs(*seconds)).is_some()).count()
        };
        assert_eq!(rests(ErrorKind::RateLimited, Some(7)), 7);
        assert_eq!(rests(ErrorKind::RateLimited, Some(3600)), 60);
        assert_eq!(rests(ErrorKind::RateLimited, None), 1);
        assert_eq!(rests(ErrorKind::Unavailable, Some(5)), 5);
        assert_eq!(rests(ErrorKind::Unavailable, None), 0);
        assert_eq!(rests(ErrorKind::Connection, Some(5)), 0);
    }
}

//! One token: its text, how it stands in a header, how long it is good. Pure.

use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use reqwest::header::HeaderValue;

use crate::mask::Forms;
use crate::model::AuthForm;
use crate::scalar::Secret;
use crate::transport::sensitive;
use crate::{Error, ErrorKind, RetryAdvice};

/// How long before its end a token is no longer used; half of what is left, if that is less.
const MARGIN: Duration = Duration::from_secs(60);
/// A new one is fetched up to this long before that, while the old one is still used; a tenth of what is left, if that is
/// less. The moment in between is chosen at random, so that a hundred processes do not renew in the same second.
const AHEAD: Duration = Duration::from_secs(300);

/// A token and when to stop using it.
#[derive(Debug)]
pub(crate) struct Token {
    pub(super) text: Secret,
    /// Counts the tokens of this client, so that a refusal names the token it is about.
    pub(crate) generation: u64,
    /// Whether it was found in the store: the gateway may have stopped taking it long ago.
    pub(crate) found: bool,
    span: Option<Span>,
    bearer: HeaderValue,
    raw: HeaderValue,
    /// What must not be seen of it in an answer.
    pub(crate) forms: Forms,
}

/// From when on a token is renewed, and from when on it is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) renew: Instant,
    pub(super) end: Instant,
}

impl Span {
    /// `random` is between 0 and 1. `None`: the end is too far away to matter.
    pub(super) fn new(now: Instant, left: Duration, random: f64) -> Option<Self> {
        let end = left.saturating_sub(MARGIN.min(left / 2));
        let ahead = AHEAD.min(left / 10).mul_f64(random.clamp(0.0, 1.0)).min(end);
        Some(Span { renew: now.checked_add(end - ahead)?, end: now.checked_add(end)? })
    }
}

/// How far a token has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Age {
    Fresh,
    /// Still good; its successor may be fetched.
    Ageing,
    Over,
}

impl Token {
    pub(super) fn new(text: Secret, generation: u64, found: bool, span: Option<Span>) -> Result<Self, Error> {
        let header = |text: &str| {
            let unusable = "the gateway's token holds characters that no header may hold";
            let error = || Error::new(ErrorKind::UnexpectedResponse, "token_unusable", RetryAdvice::Safe, unusable);
            sensitive(text).ok_or_else(error)
        };
        let bearer = header(&zeroize::Zeroizing::new(format!("Bearer {}", text.reveal())))?;
        Ok(Token { raw: header(text.reveal())?, bearer, generation, found, span, forms: Forms::of([&text]), text })
    }

    pub(super) fn age(&self, now: Instant) -> Age {
        match self.span {
            Some(span) if now >= span.end => Age::Over,
            Some(span) if now >= span.renew => Age::Ageing,
            _ => Age::Fresh,
        }
    }

    /// How long before its end it is renewed.
    #[cfg(test)]
    pub(super) fn ahead(&self) -> Option<Duration> {
        self.span.map(|span| span.end - span.renew)
    }

    pub(crate) fn header(&self, form: Form) -> &HeaderValue {
        match form {
            Form::Bearer => &self.bearer,
            Form::Raw => &self.raw,
        }
    }
}

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

/// What a client knows about the form.
#[derive(Debug)]
pub(crate) struct Proven(AtomicU8);

const UNPROVEN: u8 = 0;
const BEARER: u8 = 1;
const RAW: u8 = 2;

impl Proven {
    pub(crate) fn new(form: AuthForm) -> Self {
        Proven(AtomicU8::new(match form {
            AuthForm::Auto => UNPROVEN,
            AuthForm::Bearer => BEARER,
            AuthForm::Raw => RAW,
        }))
    }

    /// The form to use now, and whether the other one is worth a try.
    pub(crate) fn now(&self) -> (Form, bool) {
        match self.0.load(Ordering::Relaxed) {
            RAW => (Form::Raw, false),
            BEARER => (Form::Bearer, false),
            _ => (Form::Bearer, true),
        }
    }

    /// The gateway took a token in this form.
    pub(crate) fn prove(&self, form: Form) {
        let proven = if form == Form::Raw { RAW } else { BEARER };
        let _ = self.0.compare_exchange(UNPROVEN, proven, Ordering::Relaxed, Ordering::Relaxed);
    }
}

/// What is left of a token by the gateway's `expiry`, which is epoch milliseconds in the samples and could be read as
/// a duration: from 10^11 up it is milliseconds, from 10^9 up seconds since 1970, below that a lifetime in milliseconds.
/// `now` is the gateway's time. `None`: not known, use the token until it is refused. That includes an end in the past (a
/// clock may be wrong) and a lifetime below a minute (more likely a number of another meaning).
pub fn lifetime(expiry: Option<i64>, now: SystemTime) -> Option<Duration> {
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

    #[test]
    fn a_token_is_renewed_at_a_moment_of_chance_before_it_is_dropped_before_it_ends() {
        let now = Instant::now();
        let span = |seconds, random| Span::new(now, Duration::from_secs(seconds), random).expect("a near end");
        let secs = |at: Instant| at.duration_since(now).as_secs();
        assert_eq!((secs(span(3600, 0.0).renew), secs(span(3600, 0.0).end)), (3540, 3540));
        assert_eq!(secs(span(3600, 1.0).renew), 3240, "at most five minutes ahead");
        assert_eq!(secs(span(3600, 0.5).renew), 3390);
        assert_eq!((secs(span(900, 1.0).renew), secs(span(900, 1.0).end)), (750, 840), "at most a tenth ahead");
        assert_eq!((secs(span(20, 1.0).renew), secs(span(20, 1.0).end)), (8, 10));
        assert_eq!(span(20, f64::INFINITY), span(20, 1.0));
        let token = Token::new(Secret::new("t"), 1, false, Some(span(900, 1.0))).expect("a header");
        let at = |seconds| token.age(now + Duration::from_secs(seconds));
        assert_eq!([at(749), at(750), at(839), at(840)], [Age::Fresh, Age::Ageing, Age::Ageing, Age::Over]);
        let unknown = Token::new(Secret::new("t"), 1, false, None).expect("a header");
        assert_eq!(unknown.age(now + Duration::from_secs(1 << 30)), Age::Fresh);
    }
}

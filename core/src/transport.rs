//! Bytes out, bytes in: the only file that does I/O.
//!
//! TLS by rustls with ring and Mozilla's roots, both handed over explicitly. No redirect is ever followed, so that no key
//! travels to another host. Every failure is sorted by the one question that matters: was anything sent?
//!
//! - `transport/settings.rs`: proxy and certificates, and what is wrong with them.
//! - `transport/body.rs`: a body that is wiped, and tells when it begins to leave.
//! - `transport/failures.rs`: (pure) what the HTTP library reports, as a [`Failure`].
//!
//! **What is repeated below this file.** Only what has not begun: a request that waits for a kept connection which turns
//! out to be closed before its first byte is written is given another connection. From its first byte on, the HTTP library
//! repeats nothing, and a kept connection that the gateway closed is a [`Failure::NoAnswer`], decided by the call's effect.
//!
//! **What is bounded.** An answer's header lines: 100, and 400 KiB together. Its body: [`MAX_BODY`]. No compression is asked
//! for, and an answer that is compressed all the same is not read. A connection rests for 30 seconds at most.
//!
//! **What comes from outside.** Nothing but the settings: `HTTPS_PROXY` and the like are not read, so that a client does the
//! same in every process. `Client::from_env` takes a proxy from `ENKASH_PROXY`.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use reqwest::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, DATE, HeaderMap, RETRY_AFTER};
use zeroize::Zeroizing;

use crate::Error;
use crate::envelope::{Failure, MAX_BODY, Reply};
use crate::retry_after::retry_after;
use crate::schema::Verb;

mod body;
mod failures;
mod settings;

pub(crate) use body::Leaving;
use body::{Watched, bytes};
pub(crate) use settings::Settings;
use settings::{invalid, is_loopback};

/// Most header lines of an answer.
const MAX_HEADERS: usize = 100;

/// The connections of one client.
#[derive(Clone)]
pub(crate) struct Transport {
    http: reqwest::Client,
    base: String,
}

impl Transport {
    /// Connections to `base`; making one takes at most `patience`.
    pub(crate) fn new(base: &str, patience: Duration, settings: &Settings) -> Result<Self, Error> {
        Transport::with(base, patience, settings, |builder| builder)
    }

    /// The same with a last word about the HTTP client, which tests have.
    fn with(
        base: &str,
        patience: Duration,
        settings: &Settings,
        last: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder,
    ) -> Result<Self, Error> {
        let url = base_url(base)?;
        let builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .connect_timeout(patience)
            .pool_idle_timeout(Duration::from_secs(30))
            .http1_max_headers(MAX_HEADERS)
            .user_agent(concat!("enkash-sdk/", env!("CARGO_PKG_VERSION")));
        let http = last(settings.apply(builder, &url)?).build().map_err(|error| {
            Error::configuration(format!("the HTTP client cannot start: {}", failures::plain(&error)))
        })?;
        Ok(Transport { http, base: url.as_str().trim_end_matches('/').to_owned() })
    }

    /// Sends one request and reads the whole answer.
    pub(crate) async fn send(
        &self,
        verb: Verb,
        path_and_query: &str,
        headers: HeaderMap,
        body: Option<Zeroizing<Vec<u8>>>,
        leaving: Option<&Arc<Leaving>>,
    ) -> Result<Reply, Failure> {
        let method = match verb {
            Verb::Get => reqwest::Method::GET,
            Verb::Post => reqwest::Method::POST,
            Verb::Patch => reqwest::Method::PATCH,
            Verb::Delete => reqwest::Method::DELETE,
        };
        let mut request = self.http.request(method, format!("{}{path_and_query}", self.base)).headers(headers);
        request = request.header(ACCEPT_ENCODING, "identity");
        let mut watched = None;
        if let Some(body) = body {
            watched = leaving.cloned();
            let body = Watched { body: Some(bytes(body)), leaving: leaving.cloned() };
            request = request.header(CONTENT_TYPE, "application/json").body(reqwest::Body::wrap(body));
        } else if let Some(leaving) = leaving {
            leaving.go();
        }
        let mut response = request.send().await.map_err(|error| match failures::sort(&error) {
            // Nothing can be applied of a request whose body nobody asked for.
            Failure::NoAnswer(why) if watched.is_some_and(|leaving| leaving.withdraw()) => Failure::NotSent(why),
            failure => failure,
        })?;
        let status = response.status().as_u16();
        let text = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
        let retry_after = text(RETRY_AFTER).and_then(|later| retry_after(later, text(DATE), SystemTime::now()));
        let date = text(DATE).and_then(|date| httpdate::parse_http_date(date).ok());
        let encoding = text(CONTENT_ENCODING).map(str::to_owned).filter(|name| !name.eq_ignore_ascii_case("identity"));
        if encoding.is_some() {
            // Never unpacked: a small body may hold gigabytes. Letting go of the answer closes the connection.
            return Ok(Reply { status, retry_after, encoding, date, ..Reply::default() });
        }
        let mut body = Vec::with_capacity(response.content_length().unwrap_or(0).min(64 * 1024) as usize);
        while let Some(chunk) = response.chunk().await.map_err(|error| failures::in_body(&error, status))? {
            if body.len() + chunk.len() > MAX_BODY {
                return Err(Failure::foreign(status, "the body is larger than 32 MiB"));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Reply { status, body, retry_after, encoding, date })
    }
}

/// Keys travel over TLS, or stay on this machine.
fn base_url(text: &str) -> Result<reqwest::Url, Error> {
    let wrong = |problem: &str| invalid("base_url", problem);
    let url =
        reqwest::Url::parse(text).map_err(|_| wrong("is not a URL; pass one like https://olympus-pg-uat.enkash.in"))?;
    if !url.username().is_empty() || url.password().is_some() || url.query().is_some() || url.fragment().is_some() {
        return Err(wrong("must be scheme, host and path only; leave out user, query and fragment"));
    }
    match url.scheme() {
        "https" => Ok(url),
        "http" if is_loopback(&url) => Ok(url),
        _ => Err(wrong("must begin with https:// (plain http is for this machine only); the keys would be readable")),
    }
}

/// A header whose value must not show up in debug output.
#[cfg(feature = "server")]
pub(crate) fn sensitive(text: &str) -> Option<reqwest::header::HeaderValue> {
    let mut value = reqwest::header::HeaderValue::from_str(text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

#[cfg(test)]
mod limits;
#[cfg(test)]
mod tests;

//! Bytes out, bytes in: the only file that does I/O.
//!
//! TLS by rustls with ring and Mozilla's roots, both handed over explicitly. No redirect is ever followed, so that no key
//! travels to another host. Every failure is sorted by the one question that matters: was anything sent?

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::HeaderMap;
use zeroize::Zeroizing;

use crate::Error;
use crate::envelope::{Failure, MAX_BODY, Reply, retry_after};
use crate::schema::Verb;

/// The connections of one client.
#[derive(Debug, Clone)]
pub(crate) struct Transport {
    http: reqwest::Client,
    base: String,
}

impl Transport {
    /// Connections to `base`; making one takes at most `patience`.
    pub(crate) fn new(base: &str, patience: Duration) -> Result<Self, Error> {
        let url = base_url(base)?;
        let mut builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls()?)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .connect_timeout(patience)
            .pool_idle_timeout(Duration::from_secs(30))
            .user_agent(concat!("enkash-sdk/", env!("CARGO_PKG_VERSION")));
        if is_loopback(&url) {
            builder = builder.no_proxy();
        }
        let http =
            builder.build().map_err(|error| Error::configuration(format!("the HTTP client cannot start: {error}")))?;
        Ok(Transport { http, base: url.as_str().trim_end_matches('/').to_owned() })
    }

    /// Sends one request and reads the whole answer.
    pub(crate) async fn send(
        &self,
        verb: Verb,
        path_and_query: &str,
        headers: HeaderMap,
        body: Option<Zeroizing<Vec<u8>>>,
        leaving: Option<&Arc<AtomicBool>>,
    ) -> Result<Reply, Failure> {
        let method = match verb {
            Verb::Get => reqwest::Method::GET,
            Verb::Post => reqwest::Method::POST,
            Verb::Patch => reqwest::Method::PATCH,
            Verb::Delete => reqwest::Method::DELETE,
        };
        let mut request = self.http.request(method, format!("{}{path_and_query}", self.base)).headers(headers);
        let mut watched = None;
        if let Some(body) = body {
            watched = leaving.cloned();
            let body = Watched { body: Some(bytes(body)), leaving: leaving.cloned() };
            request = request.header("content-type", "application/json").body(reqwest::Body::wrap(body));
        } else if let Some(leaving) = leaving {
            leaving.store(true, Ordering::Release);
        }
        let mut response = request.send().await.map_err(|error| match sort(&error) {
            // Nothing can be applied of a request whose body nobody asked for.
            Failure::NoAnswer(why) if watched.is_some_and(|leaving| !leaving.load(Ordering::Acquire)) => {
                Failure::NotSent(why)
            }
            failure => failure,
        })?;
        let status = response.status().as_u16();
        let retry_after = response.headers().get("retry-after").and_then(|v| v.to_str().ok()).and_then(retry_after);
        let mut body = Vec::with_capacity(response.content_length().unwrap_or(0).min(64 * 1024) as usize);
        while let Some(chunk) = response.chunk().await.map_err(|error| Failure::NoAnswer(plain(&error)))? {
            if body.len() + chunk.len() > MAX_BODY {
                return Err(Failure::Foreign { status, why: "the body is larger than 32 MiB".into() });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Reply { status, body, retry_after })
    }
}

/// A body that is wiped when the connection lets go of it: it may hold card data or keys.
fn bytes(body: Zeroizing<Vec<u8>>) -> Bytes {
    struct Wiped(Zeroizing<Vec<u8>>);
    impl AsRef<[u8]> for Wiped {
        fn as_ref(&self) -> &[u8] {
            &self.0
        }
    }
    Bytes::from_owner(Wiped(body))
}

/// A body that tells when it begins to leave. The HTTP library asks for it only once a connection stands, so until then a
/// deadline or a cancellation is not "outcome unknown".
struct Watched {
    body: Option<Bytes>,
    leaving: Option<Arc<AtomicBool>>,
}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = Infallible;
    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, Infallible>>> {
        if let Some(leaving) = &self.leaving {
            leaving.store(true, Ordering::Release);
        }
        Poll::Ready(self.body.take().map(|body| Ok(http_body::Frame::data(body))))
    }
    fn is_end_stream(&self) -> bool {
        self.body.is_none()
    }
    fn size_hint(&self) -> http_body::SizeHint {
        http_body::SizeHint::with_exact(self.body.as_ref().map_or(0, |body| body.len() as u64))
    }
}

/// Sorts what the HTTP library reports. Only a failed connection is sure not to have sent anything.
fn sort(error: &reqwest::Error) -> Failure {
    let text = plain(error);
    if !error.is_connect() {
        return Failure::NoAnswer(text);
    }
    let mut source: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(cause) = source {
        let inner = cause.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        if cause.is::<rustls::Error>() || inner.is_some_and(|inner| inner.is::<rustls::Error>()) {
            return Failure::Tls(text);
        }
        source = cause.source();
    }
    Failure::NotSent(text)
}

/// The innermost cause, which is the one that says something; it never holds the URL or a header.
fn plain(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    if std::ptr::addr_eq(cause, error) { "the request could not be completed".into() } else { cause.to_string() }
}

fn tls() -> Result<rustls::ClientConfig, Error> {
    let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map(|config| config.with_root_certificates(roots).with_no_client_auth())
        .map_err(|error| Error::configuration(format!("TLS cannot start: {error}")))
}

/// Keys travel over TLS, or stay on this machine.
fn base_url(text: &str) -> Result<reqwest::Url, Error> {
    let wrong = |problem: &str| {
        Error::from(crate::field::Invalid { field: "base_url".into(), problem: problem.into() })
            .with(|info| info.kind = crate::ErrorKind::Configuration)
    };
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

fn is_loopback(url: &reqwest::Url) -> bool {
    let host = url.host_str().unwrap_or("").trim_matches(['[', ']']);
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// A header whose value must not show up in debug output.
#[cfg(feature = "server")]
pub(crate) fn sensitive(text: &str) -> Option<reqwest::header::HeaderValue> {
    let mut value = reqwest::header::HeaderValue::from_str(text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_not_sent_in_the_clear() {
        for url in ["https://olympus-pg.enkash.in", "http://127.0.0.1:4000", "http://localhost:1/x", "http://[::1]:9"] {
            assert!(base_url(url).is_ok(), "{url}");
        }
        for url in
            ["http://olympus-pg.enkash.in", "ftp://127.0.0.1", "olympus-pg.enkash.in", "https://u:p@example.com", ""]
        {
            let error = base_url(url).expect_err(url);
            assert_eq!(error.kind(), crate::ErrorKind::Configuration);
            assert_eq!(error.info().field.as_deref(), Some("base_url"));
        }
    }

    #[tokio::test]
    async fn nothing_leaves_before_a_connection_stands() {
        // A listener whose queue is full: connections neither stand nor fail.
        let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
        socket.bind("127.0.0.1:0".parse().expect("an address")).expect("a port");
        let listener = socket.listen(1).expect("listening");
        let address = listener.local_addr().expect("an address");
        let mut held = Vec::new();
        for _ in 0..3 {
            let connecting = tokio::net::TcpStream::connect(address);
            held.push(tokio::time::timeout(Duration::from_millis(50), connecting).await);
        }
        let transport = Transport::new(&format!("http://{address}"), Duration::from_millis(200)).expect("a transport");
        let leaving = Arc::new(AtomicBool::new(false));
        let body = Zeroizing::new(b"{}".to_vec());
        let sent = transport.send(Verb::Post, "/", HeaderMap::new(), Some(body), Some(&leaving)).await;
        assert!(matches!(sent, Err(Failure::NotSent(_))), "{sent:?}");
        assert!(!leaving.load(Ordering::Acquire));
    }

    #[tokio::test]
    async fn a_request_that_is_answered_has_left() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async move {
            let (mut socket, _) = listener.accept().await.expect("a connection");
            let _ = tokio::io::AsyncReadExt::read(&mut socket, &mut [0; 4096]).await;
        });
        let transport = Transport::new(&format!("http://{address}"), Duration::from_secs(5)).expect("a transport");
        let leaving = Arc::new(AtomicBool::new(false));
        let body = Zeroizing::new(b"{}".to_vec());
        let sent = transport.send(Verb::Post, "/", HeaderMap::new(), Some(body), Some(&leaving)).await;
        assert!(matches!(sent, Err(Failure::NoAnswer(_))), "{sent:?}");
        assert!(leaving.load(Ordering::Acquire));
    }
}

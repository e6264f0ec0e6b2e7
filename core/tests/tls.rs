//! Who the client talks to: certificates that do not hold end a call before anything is sent, for good, and say why.

#![cfg(feature = "server")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use enkash::model::{PaymentDetail, SubmitPayment};
use enkash::{Builder, Client, Error, ErrorKind, RetryAdvice};
use rcgen::{CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

/// An authority of the tests' own.
struct Authority {
    pem: String,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    fn new(name: &str) -> Self {
        let key = KeyPair::generate().expect("a key");
        let mut params = CertificateParams::new(Vec::new()).expect("no names");
        params.is_ca = IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, name);
        let pem = params.self_signed(&key).expect("a certificate").pem();
        Authority { pem, issuer: Issuer::new(params, key) }
    }
    /// Certificate and key as PEM.
    fn issue(&self, name: &str, expired: bool) -> (String, String) {
        let key = KeyPair::generate().expect("a key");
        let mut params = CertificateParams::new(vec![name.to_owned()]).expect("a name");
        if expired {
            params.not_before = date_time_ymd(2020, 1, 1);
            params.not_after = date_time_ymd(2021, 1, 1);
        }
        (params.signed_by(&key, &self.issuer).expect("a certificate").pem(), key.serialize_pem())
    }
}

/// What a server of the tests has seen.
#[derive(Default)]
struct Seen {
    connections: AtomicUsize,
    requests: AtomicUsize,
}

/// Serves an answer that every operation of these tests takes for one; asks for a certificate of `clients`, if given.
async fn serve((certificate, key): (String, String), clients: Option<&Authority>) -> (String, Arc<Seen>) {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ServerConfig::builder_with_provider(provider.clone());
    let builder = builder.with_safe_default_protocol_versions().expect("versions");
    let builder = match clients {
        None => builder.with_no_client_auth(),
        Some(authority) => {
            let mut roots = rustls::RootCertStore::empty();
            let root = CertificateDer::from_pem_slice(authority.pem.as_bytes()).expect("a certificate");
            roots.add(root).expect("a root");
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
            builder.with_client_cert_verifier(verifier.build().expect("a verifier"))
        }
    };
    let chain = vec![CertificateDer::from_pem_slice(certificate.as_bytes()).expect("a certificate")];
    let key = PrivateKeyDer::from_pem_slice(key.as_bytes()).expect("a key");
    let acceptor = TlsAcceptor::from(Arc::new(builder.with_single_cert(chain, key).expect("a server")));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("https://localhost:{}", listener.local_addr().expect("an address").port());
    let seen = Arc::new(Seen::default());
    let told = seen.clone();
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            told.connections.fetch_add(1, Ordering::SeqCst);
            let (acceptor, told) = (acceptor.clone(), told.clone());
            tokio::spawn(async move {
                let Ok(mut stream) = acceptor.accept(socket).await else { return };
                let mut bytes = [0; 8192];
                while let Ok(read @ 1..) = stream.read(&mut bytes).await {
                    told.requests.fetch_add(1, Ordering::SeqCst);
                    let body = match bytes[..read].starts_with(b"GET ") {
                        true => r#"{"response_code":0,"payload":{"orderId":"ORD1"}}"#,
                        false => r#"{"token":"tok-1","expiry":0,"resultCode":0}"#,
                    };
                    let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len());
                    let _ = stream.write_all(answer.as_bytes()).await;
                }
            });
        }
    });
    (url, seen)
}

fn builder(url: &str) -> Builder {
    Client::builder().access_key("plainly-access").secret_key("plainly-secret").base_url(url).max_attempts(3)
}

async fn pay(client: &Client) -> Error {
    let request = SubmitPayment::new("ORD1", PaymentDetail::upi("success@sandbox"));
    client.payments().submit(request).await.expect_err("no safe connection")
}

fn refused(error: &Error, reason: &str) {
    assert_eq!(error.kind(), ErrorKind::Connection, "{error}");
    assert_eq!(error.info().code, "tls_failed");
    assert_eq!(error.info().advice, RetryAdvice::Never);
    assert!(error.to_string().contains(reason), "{error}");
    assert!(!format!("{error:?}").contains("plainly"));
}

#[tokio::test]
async fn an_authority_of_ones_own_is_trusted_when_it_is_passed() {
    let authority = Authority::new("ours");
    let (url, seen) = serve(authority.issue("localhost", false), None).await;
    let client = builder(&url).ca_certificates(authority.pem.as_str()).build().expect("a client");
    assert_eq!(client.orders().get("ORD1").await.expect("answered").order_id, "ORD1");
    assert_eq!(seen.requests.load(Ordering::SeqCst), 2, "a token and an order");
}

#[tokio::test]
async fn a_certificate_that_does_not_hold_ends_a_call_before_anything_is_sent() {
    let (authority, stranger) = (Authority::new("ours"), Authority::new("another"));
    for (issued, trusted, reason) in [
        (authority.issue("localhost", true), Some(&authority), "has expired"),
        (authority.issue("example.com", false), Some(&authority), "for another name"),
        (authority.issue("localhost", false), None, "unknown issuer"),
        (authority.issue("localhost", false), Some(&stranger), "unknown issuer"),
    ] {
        let (url, seen) = serve(issued, None).await;
        let mut builder = builder(&url);
        if let Some(authority) = trusted {
            builder = builder.ca_certificates(authority.pem.as_str());
        }
        let client = builder.build().expect("a client");
        refused(&pay(&client).await, reason);
        assert_eq!(seen.connections.load(Ordering::SeqCst), 1, "{reason}: not tried again");
        assert_eq!(seen.requests.load(Ordering::SeqCst), 0, "{reason}: nothing sent");
    }
}

#[tokio::test]
async fn a_peer_that_speaks_no_tls_is_told_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("https://localhost:{}", listener.local_addr().expect("an address").port());
    let heard = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.expect("a connection");
        let _ = socket.write_all(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n").await;
        let mut bytes = Vec::new();
        let _ = socket.read_to_end(&mut bytes).await;
        bytes
    });
    let error = pay(&builder(&url).build().expect("a client")).await;
    refused(&error, "no safe connection");
    assert!(!String::from_utf8_lossy(&heard.await.expect("heard")).contains("plainly"));
}

#[tokio::test]
async fn a_certificate_is_shown_to_a_gateway_that_asks_for_one() {
    let (authority, clients) = (Authority::new("ours"), Authority::new("of shops"));
    let (url, seen) = serve(authority.issue("localhost", false), Some(&clients)).await;
    let builder = || builder(&url).ca_certificates(authority.pem.as_str());
    refused(&pay(&builder().build().expect("a client")).await, "asks for a certificate");
    assert_eq!(seen.requests.load(Ordering::SeqCst), 0);
    let (certificate, key) = clients.issue("a shop", false);
    let client = builder().client_certificate(format!("{certificate}{key}")).build().expect("a client");
    client.orders().get("ORD1").await.expect("answered");
}

#[test]
fn a_setting_that_cannot_be_used_is_named_and_not_shown() {
    let authority = Authority::new("ours");
    let (certificate, key) = authority.issue("localhost", false);
    let (_, other_key) = authority.issue("localhost", false);
    let broken = "-----BEGIN CERTIFICATE-----\ncGxhaW5seQ==\n-----END CERTIFICATE-----\n";
    let url = || builder("https://localhost:1");
    let none = url().ca_certificates("plainly nothing");
    for (builder, field, fix) in [
        (none, "ca_certificates", "pass the text of the PEM file"),
        (url().ca_certificates(broken), "ca_certificates", "as it was issued"),
        (url().ca_certificates("x".repeat(2 << 20)), "ca_certificates", "larger than 1 MiB"),
        (url().client_certificate(certificate.as_str()), "client_certificate", "no private key"),
        (url().client_certificate(key.as_str()), "client_certificate", "holds no certificate"),
        (url().client_certificate(format!("{certificate}{other_key}")), "client_certificate", "belong together"),
        (url().proxy("plainly"), "proxy", "is not a URL"),
        (url().proxy("socks5://plainly:plainly@127.0.0.1:1"), "proxy", "must begin with http://"),
        (url().proxy("http://plainly:plainly@127.0.0.1:1/plainly"), "proxy", "host and port only"),
    ] {
        let error = builder.build().expect_err(fix);
        assert_eq!((error.kind(), error.info().field.as_deref()), (ErrorKind::Configuration, Some(field)), "{error}");
        assert!(error.to_string().contains(fix), "{error}");
        assert!(!format!("{error} {error:?}").contains("plainly"), "{error:?}");
    }
    let builder = url().proxy("http://plainly:plainly@127.0.0.1:1").client_certificate(format!("{certificate}{key}"));
    assert!(!format!("{builder:?} {:?}", builder.clone().build().expect("a client")).contains("plainly"));
}

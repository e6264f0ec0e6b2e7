//! The way through a proxy: asked for by the settings alone, with a password that nobody sees but the proxy.

#![cfg(feature = "server")]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use enkash::{Client, ErrorKind};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A proxy that notes what it is asked and refuses.
async fn proxy(answer: &'static str) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    let asked = Arc::<Mutex<Vec<String>>>::default();
    let noted = asked.clone();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let mut bytes = [0; 4096];
            let read = socket.read(&mut bytes).await.unwrap_or(0);
            noted.lock().expect("no panic holds it").push(String::from_utf8_lossy(&bytes[..read]).into_owned());
            let _ = socket.write_all(answer.as_bytes()).await;
        }
    });
    (address, asked)
}

fn keys() -> enkash::Builder {
    Client::builder().access_key("plainly-access").secret_key("plainly-secret").timeout(Duration::from_secs(30))
}

#[tokio::test]
async fn a_proxy_gets_its_password_and_the_host_and_nothing_else() {
    let (address, asked) = proxy("HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n").await;
    let client = keys().base_url("https://gateway.invalid").proxy(format!("http://shop:plain%20word@{address}"));
    let client = client.max_attempts(1).build().expect("a client");
    let error = client.orders().get("ORD1").await.expect_err("refused");
    assert_eq!((error.kind(), &*error.info().code), (ErrorKind::Connection, "not_connected"), "{error}");
    assert!(error.to_string().contains("proxy"), "{error}");
    let asked = asked.lock().expect("no panic holds it").clone();
    assert_eq!(asked.len(), 1);
    assert!(asked[0].starts_with("CONNECT gateway.invalid:443 HTTP/1.1\r\n"), "{asked:?}");
    // shop:plain word
    assert!(asked[0].contains("Basic c2hvcDpwbGFpbiB3b3Jk"), "{asked:?}");
    assert!(!asked[0].contains("plainly"), "no key is told to the proxy");
    for shown in [format!("{error} {error:?}"), format!("{client:?}")] {
        assert!(!shown.contains("plain%20word") && !shown.contains("c2hvcDpw"), "{shown}");
    }
}

#[tokio::test]
async fn no_proxy_stands_between_this_machine_and_itself() {
    let (address, asked) = proxy("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n").await;
    let (gateway, served) = proxy("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 48\r\n\r\n{\"resultCode\":1,\"resultMessage\":\"no such account\"}").await;
    let client = keys().base_url(format!("http://{gateway}")).proxy(format!("http://{address}")).build();
    let error = client.expect("a client").orders().get("ORD1").await.expect_err("refused");
    assert_ne!(error.kind(), ErrorKind::Configuration, "{error}");
    assert!(!served.lock().expect("no panic holds it").is_empty());
    assert!(asked.lock().expect("no panic holds it").is_empty());
}

/// Runs itself with the variables of a proxy, because those of a running process are nobody's to change.
#[tokio::test]
async fn the_environment_names_no_proxy() {
    const INSIDE: &str = "ENKASH_TEST_INSIDE";
    if std::env::var_os(INSIDE).is_some() {
        let client = keys().base_url("https://gateway.invalid").max_attempts(1).build().expect("a client");
        let error = client.orders().get("ORD1").await.expect_err("no such host");
        assert_eq!(error.info().code, "not_connected", "{error}");
        return;
    }
    let (address, asked) = proxy("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n").await;
    let mut command = tokio::task::spawn_blocking(move || {
        let mut command = std::process::Command::new(std::env::current_exe().expect("this program"));
        command.args(["--exact", "the_environment_names_no_proxy"]).env(INSIDE, "1");
        for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy"] {
            command.env(name, format!("http://{address}"));
        }
        command.output().expect("it runs")
    });
    let output = (&mut command).await.expect("it ends");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(asked.lock().expect("no panic holds it").is_empty(), "the proxy was asked");
}

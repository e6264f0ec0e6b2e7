//! What is refused before anything is sent, and what has left when.

use std::sync::atomic::Ordering;

use super::*;

#[test]
fn keys_are_not_sent_in_the_clear() {
    for url in ["https://olympus-pg.enkash.in", "http://127.0.0.1:4000", "http://localhost:1/x", "http://[::1]:9"] {
        assert!(base_url(url).is_ok(), "{url}");
    }
    for url in ["http://olympus-pg.enkash.in", "ftp://127.0.0.1", "olympus-pg.enkash.in", "https://u:p@example.com", ""]
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
    let transport = Transport::new(&format!("http://{address}"), Duration::from_millis(200), &Settings::default())
        .expect("a transport");
    let leaving = Arc::<Leaving>::default();
    let body = Zeroizing::new(b"{}".to_vec());
    let sent = transport.send(Verb::Post, "/", HeaderMap::new(), Some(body), Some(&leaving)).await;
    assert!(matches!(sent, Err(Failure::NotSent(_))), "{sent:?}");
    assert!(leaving.withdraw());
}

#[tokio::test]
async fn a_request_that_is_answered_has_left() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.expect("a connection");
        let _ = tokio::io::AsyncReadExt::read(&mut socket, &mut [0; 4096]).await;
    });
    let transport = Transport::new(&format!("http://{address}"), Duration::from_secs(5), &Settings::default())
        .expect("a transport");
    let leaving = Arc::<Leaving>::default();
    let body = Zeroizing::new(b"{}".to_vec());
    let sent = transport.send(Verb::Post, "/", HeaderMap::new(), Some(body), Some(&leaving)).await;
    assert!(matches!(sent, Err(Failure::NoAnswer(_))), "{sent:?}");
    assert!(!leaving.withdraw());
}

/// Knows no name the first time, and this machine from then on.
struct Recovering(std::sync::atomic::AtomicUsize);

impl reqwest::dns::Resolve for Recovering {
    fn resolve(&self, _: reqwest::dns::Name) -> reqwest::dns::Resolving {
        let first = self.0.fetch_add(1, Ordering::SeqCst) == 0;
        Box::pin(async move {
            if first {
                return Err("no such host".into());
            }
            let found: reqwest::dns::Addrs = Box::new(std::iter::once(([127, 0, 0, 1], 0).into()));
            Ok(found)
        })
    }
}

#[tokio::test]
async fn a_name_that_is_not_found_is_asked_for_again() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.expect("a connection");
        let _ = tokio::io::AsyncReadExt::read(&mut socket, &mut [0; 4096]).await;
        let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
        let _ = tokio::io::AsyncWriteExt::write_all(&mut socket, answer).await;
    });
    let names = Arc::new(Recovering(0.into()));
    let base = format!("http://localhost:{port}");
    let transport =
        Transport::with(&base, Duration::from_secs(5), &Settings::default(), |builder| builder.dns_resolver(names));
    let transport = transport.expect("a transport");
    let [first, second] = [(); 2].map(|()| Arc::<Leaving>::default());
    let body = || Some(Zeroizing::new(b"{}".to_vec()));
    let lost = transport.send(Verb::Post, "/", HeaderMap::new(), body(), Some(&first)).await;
    assert!(matches!(lost, Err(Failure::NotSent(_))), "{lost:?}");
    assert!(first.withdraw());
    let answered = transport.send(Verb::Post, "/", HeaderMap::new(), body(), Some(&second)).await;
    assert_eq!(answered.expect("answered").status, 200);
}

#[tokio::test]
async fn what_was_withdrawn_does_not_leave_any_more() {
    // The caller gives up in the moment in which the connection has taken the request, and has not asked for its body yet.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let heard = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.expect("a connection");
        let mut heard = Vec::new();
        let _ = tokio::io::AsyncReadExt::read_to_end(&mut socket, &mut heard).await;
        heard
    });
    let transport = Transport::new(&format!("http://{address}"), Duration::from_secs(5), &Settings::default())
        .expect("a transport");
    let leaving = Arc::<Leaving>::default();
    assert!(leaving.withdraw());
    let body = Zeroizing::new(br#"{"vpa":"success@sandbox"}"#.to_vec());
    let sent = transport.send(Verb::Post, "/", HeaderMap::new(), Some(body), Some(&leaving)).await;
    assert!(matches!(sent, Err(Failure::NotSent(_))), "{sent:?}");
    let heard = heard.await.expect("a listener");
    assert!(!String::from_utf8_lossy(&heard).contains("success@sandbox"), "{heard:?}");
}

#[test]
fn it_has_gone_or_is_withdrawn_and_never_both() {
    for _ in 0..1000 {
        let leaving = Arc::<Leaving>::default();
        let other = leaving.clone();
        let gone = std::thread::spawn(move || other.go());
        let withdrawn = leaving.withdraw();
        assert_ne!(gone.join().expect("a thread"), withdrawn);
        assert_eq!((leaving.go(), leaving.withdraw()), (!withdrawn, withdrawn), "it stays as it was decided");
    }
}

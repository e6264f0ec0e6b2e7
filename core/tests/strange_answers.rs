//! Answers that no gateway gives: they are refused within bounds, and what is shown of them holds no secret.

#![cfg(feature = "server")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use enkash::model::{PaymentDetail, PaymentMode, SubmitPayment};
use enkash::{Client, Error, ErrorKind};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Answers the token call, and everything else with the bytes.
async fn gateway(answer: Vec<u8>) -> (Client, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let (answer, asked) = (Arc::new(answer), Arc::new(AtomicUsize::new(0)));
    let counted = asked.clone();
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            tokio::spawn(serve(socket, answer.clone(), counted.clone()));
        }
    });
    let keys = Client::builder().access_key("planted-access").secret_key("planted-secret").base_url(url);
    (keys.timeout(Duration::from_secs(60)).build().expect("a client"), asked)
}

async fn serve(mut socket: TcpStream, answer: Arc<Vec<u8>>, asked: Arc<AtomicUsize>) {
    let mut bytes = vec![0; 64 * 1024];
    while let Ok(read @ 1..) = socket.read(&mut bytes).await {
        if bytes[..read].starts_with(b"POST /api/v0/merchant/token") {
            let token = br#"{"token":"planted-token-1","expiry":0,"resultCode":0}"#;
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", token.len());
            let _ = socket.write_all(&[head.as_bytes(), token].concat()).await;
            continue;
        }
        asked.fetch_add(1, Ordering::SeqCst);
        let _ = socket.write_all(&answer).await;
        return;
    }
}

fn whole(head: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\n{head}content-length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

async fn pay(client: &Client) -> Error {
    let card = PaymentDetail::new(PaymentMode::CreditCard).card_number("4111111111111111").cvv("737").expiry("09/39");
    client.payments().submit(SubmitPayment::new("ORD1", card)).await.expect_err("nobody knows")
}

#[tokio::test]
async fn what_is_no_answer_leaves_a_read_unexpected_and_a_charge_in_doubt() {
    let mut headers = b"HTTP/1.1 200 OK\r\n".to_vec();
    headers.extend(b"x-more: yes, and another word of it\r\n".repeat(30_000));
    headers.extend(b"content-length: 2\r\n\r\n{}");
    let mut many = b"HTTP/1.1 200 OK\r\n".to_vec();
    many.extend(b"x: y\r\n".repeat(101));
    many.extend(b"content-length: 2\r\n\r\n{}");
    let answers = [
        (whole("content-encoding: gzip\r\n", b"\x1f\x8b\x08 this is no gzip"), "compressed (gzip)"),
        (whole("content-encoding: br\r\n", br#"{"response_code":0,"payload":{"orderId":"ORD1"}}"#), "compressed (br)"),
        (whole("", b"<html><title>Please log in</title>"), "it says \"Please log in\""),
        (whole("content-type: text/html\r\n", br#"{"status":"UP"}"#), "it holds the keys status"),
        (whole("", &[0x7b, 0x00, 0x22, 0x00]), "is JSON that breaks off"),
        (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n".to_vec(), "its chunks are broken"),
        (b"SSH-2.0-OpenSSH_9.6\r\n\r\n".to_vec(), "it is not HTTP"),
        (headers, "it is not HTTP as it should be"),
        (many, "it is not HTTP as it should be"),
    ];
    for (answer, expected) in answers {
        let (client, asked) = gateway(answer).await;
        let doubt = pay(&client).await;
        assert!(doubt.is_outcome_unknown(), "{expected}: {doubt}");
        assert!(doubt.to_string().contains(expected), "{expected}: {doubt}");
        assert_eq!(asked.load(Ordering::SeqCst), 1, "{expected}: a charge is sent once");
        let error = client.orders().get("ORD1").await.expect_err("nothing to read");
        assert_eq!((error.kind(), &*error.info().code), (ErrorKind::UnexpectedResponse, "foreign_answer"), "{error}");
    }
}

#[tokio::test]
async fn json_counts_whatever_it_is_called() {
    for named in ["", "content-type: text/plain\r\n", "content-type: text/html; charset=latin1\r\n"] {
        let mut latin = br#"{"response_code":0,"payload":{"orderId":"ORD1","description":"caf"#.to_vec();
        latin.push(0xe9);
        latin.extend(br#""}}"#);
        let (client, _) = gateway(whole(named, &latin)).await;
        assert_eq!(client.orders().get("ORD1").await.expect("JSON").order_id, "ORD1", "{named}");
    }
}

#[tokio::test]
async fn what_is_shown_of_a_strange_answer_holds_no_secret() {
    let said = "planted-token-1 planted-access planted-secret 4111111111111111 4111 1111 1111 1111 \
                NDExMTExMTExMTExMTExMQ== cGxhbnRlZC1zZWNyZXQ= 50100123456789";
    for body in
        [said.to_owned(), format!("<title>{said}</title>"), format!("{{\"{said}\":1}}"), format!("{{\"a\":\"{said}")]
    {
        let (client, _) = gateway(whole("", body.as_bytes())).await;
        let error = pay(&client).await;
        let shown = format!("{error} {error:?}");
        for planted in ["planted", "4111", "1111", "NDEx", "cGxh", "501001"] {
            assert!(!shown.contains(planted), "{planted} in {shown}");
        }
    }
}

/// A kept connection that the gateway has closed: what was not begun goes another way, and nothing is sent twice.
#[tokio::test]
async fn a_stale_connection_costs_nothing() {
    let body = br#"{"response_code":0,"payload":{"orderId":"ORD1"}}"#;
    let (client, asked) = gateway(whole("", body)).await;
    for call in 1..=20 {
        // The gateway closes each connection after its answer, without a word about it.
        client.orders().get("ORD1").await.expect("answered");
        assert!(asked.load(Ordering::SeqCst) >= call);
    }
}

#[tokio::test]
async fn an_answer_that_drips_ends_with_the_deadline() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.expect("a connection");
        let _ = socket.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n").await;
        while socket.write_all(b" ").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    let keys = Client::builder().access_key("planted-access").secret_key("planted-secret").base_url(url);
    let client = keys.timeout(Duration::from_millis(300)).build().expect("a client");
    // The whole answer would take half an hour: that this ends at all is the deadline's doing.
    let error = client.orders().get("ORD1").await.expect_err("too slow");
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
}

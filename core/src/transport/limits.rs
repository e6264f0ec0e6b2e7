//! How much of an answer is read at the most.

use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::*;

const MEBIBYTE: usize = 1024 * 1024;

/// What comes of one request to a gateway that answers with this head, then with these bytes so many times over, and then
/// closes the connection.
async fn answered(head: String, bytes: Vec<u8>, times: usize) -> Result<Reply, Failure> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.expect("a connection");
        let _ = socket.read(&mut [0; 4096]).await;
        let _ = socket.write_all(format!("HTTP/1.1 200 OK\r\n{head}\r\n").as_bytes()).await;
        for _ in 0..times {
            // Whoever has read enough goes away.
            if socket.write_all(&bytes).await.is_err() {
                return;
            }
        }
        let _ = socket.shutdown().await;
        // Closed by the other side, so that no reset overtakes what was written.
        let _ = socket.read(&mut [0; 1]).await;
    });
    let transport = Transport::new(&base, Duration::from_secs(60), &Settings::default()).expect("a transport");
    transport.send(Verb::Get, "/", HeaderMap::new(), None, None).await
}

fn is_too_large(answer: Result<Reply, Failure>) -> bool {
    matches!(answer, Err(Failure::Foreign { status: 200, why, .. }) if why.contains("larger than 32 MiB"))
}

#[tokio::test]
async fn a_body_with_its_length_is_read_up_to_32_mebibytes() {
    let whole = answered(format!("content-length: {}\r\n", 32 * MEBIBYTE), vec![b'x'; MEBIBYTE], 32).await;
    assert_eq!(whole.map(|reply| reply.body.len()), Ok(32 * MEBIBYTE));
    let more = answered(format!("content-length: {}\r\n", 33 * MEBIBYTE), vec![b'x'; MEBIBYTE], 33).await;
    assert!(is_too_large(more));
}

#[tokio::test]
async fn a_body_in_chunks_is_read_up_to_32_mebibytes() {
    let chunk = || [b"100000\r\n", vec![b'x'; MEBIBYTE].as_slice(), b"\r\n"].concat();
    // It never ends, and need not: it is too large already.
    assert!(is_too_large(answered("transfer-encoding: chunked\r\n".into(), chunk(), 33).await));
    // Without an end it is not whole, however little of it there is.
    let cut = answered("transfer-encoding: chunked\r\n".into(), chunk(), 32).await;
    assert!(matches!(cut, Err(Failure::NoAnswer(_))), "32 MiB are not too large");
}

/// Room is made for what came, not for what is said to come.
#[tokio::test]
async fn a_length_that_no_memory_holds_is_only_believed_when_it_is_there() {
    let answer = answered(format!("content-length: {}\r\n", i64::MAX), b"x".into(), 1).await;
    assert!(matches!(answer, Err(Failure::NoAnswer(_))), "{answer:?}");
}

/// The lines are few enough; it is their length together that counts. The HTTP library's limit, which a later version of it
/// may have dropped.
#[tokio::test]
async fn the_lines_of_a_head_are_bounded_together() {
    let head = |lines: usize| {
        let line = |number| format!("x-{number}: {}\r\n", "y".repeat(10 * 1024));
        (0..lines).map(line).chain(["content-length: 2\r\n".to_owned()]).collect::<String>()
    };
    let read = answered(head(30), b"{}".into(), 1).await;
    assert_eq!(read.map(|reply| reply.body), Ok(b"{}".to_vec()));
    let refused = answered(head(50), b"{}".into(), 1).await;
    let Err(Failure::Foreign { status: 0, why, .. }) = refused else { panic!("{refused:?}") };
    assert!(why.contains("too large"), "{why}");
}

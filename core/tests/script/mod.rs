//! A gateway that is a script over a socket, because no well-behaved server breaks off where the tests need it to.

// No test needs all of it.
#![allow(dead_code)]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use enkash::Client;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What the script does with a request it has read whole.
pub(crate) enum Act {
    /// Answers 200 with this JSON.
    Json(&'static str),
    /// Answers with these bytes, as they are.
    Raw(&'static str),
    /// Answers with these bytes and leaves the connection open.
    Bytes(String),
    /// Closes the connection.
    Drop,
    /// Says nothing, ever.
    Silence,
}

pub(crate) type Log = Arc<Mutex<Vec<String>>>;

const DEADLINE: Duration = Duration::from_secs(3);

/// Serves a script: the request line and the number of its earlier occurrences decide.
pub(crate) async fn gateway(script: fn(&str, usize) -> Act) -> (Client, Log) {
    gateway_within(script, DEADLINE).await
}

/// The same for a client with another deadline.
pub(crate) async fn gateway_within(script: fn(&str, usize) -> Act, deadline: Duration) -> (Client, Log) {
    let (url, log) = gateway_at(script).await;
    (client_within(&url, deadline), log)
}

/// A client of its own, as another process has one.
pub(crate) fn client(url: &str) -> Client {
    client_within(url, DEADLINE)
}

fn client_within(url: &str, deadline: Duration) -> Client {
    let builder = Client::builder().access_key("the-access-key").secret_key("the-secret-key").base_url(url);
    builder.timeout(deadline).build().expect("a client")
}

/// The same with its address.
pub(crate) async fn gateway_at(script: fn(&str, usize) -> Act) -> (String, Log) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let log = Log::default();
    let seen = log.clone();
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            tokio::spawn(serve(socket, seen.clone(), script));
        }
    });
    (url, log)
}

async fn serve(mut socket: TcpStream, log: Log, script: fn(&str, usize) -> Act) {
    let mut read = Vec::new();
    loop {
        let Some(request) = next_request(&mut socket, &mut read).await else { return };
        let line = request.lines().next().unwrap_or("").trim_end_matches(" HTTP/1.1").to_owned();
        let earlier = {
            let mut log = log.lock().expect("no panic holds it");
            log.push(line.clone());
            log.iter().filter(|seen| **seen == line).count() - 1
        };
        let bytes = match script(&line, earlier) {
            Act::Json(body) => format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len()),
            Act::Raw(bytes) => {
                let _ = socket.write_all(bytes.as_bytes()).await;
                return;
            }
            Act::Bytes(bytes) => bytes,
            Act::Drop => return,
            Act::Silence => std::future::pending().await,
        };
        if socket.write_all(bytes.as_bytes()).await.is_err() {
            return;
        }
    }
}

async fn next_request(socket: &mut TcpStream, read: &mut Vec<u8>) -> Option<String> {
    loop {
        let text = String::from_utf8_lossy(read).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length =
                head.to_lowercase().lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                read.clear();
                return Some(text);
            }
        }
        let mut chunk = [0; 4096];
        match socket.read(&mut chunk).await {
            Ok(0) | Err(_) => return None,
            Ok(n) => read.extend_from_slice(&chunk[..n]),
        }
    }
}

pub(crate) fn count(log: &Log, line: &str) -> usize {
    log.lock().expect("no panic holds it").iter().filter(|seen| *seen == line).count()
}

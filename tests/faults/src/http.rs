//! The few requests that director and Rust runner make themselves: to servers on this machine, over plain HTTP.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;

/// A status and a JSON body; a body that is none is `Value::String`.
pub(crate) type Answer = (u16, Value);

/// Sends one request and waits for its answer.
pub(crate) fn send(method: &str, url: &str, body: Option<&Value>, patience: Duration) -> io::Result<Answer> {
    let body = body.map(Value::to_string).unwrap_or_default();
    let (head, body) = exchange(method, url, "application/json", &body, patience)?;
    Ok((status(&head), serde_json::from_str(&body).unwrap_or_else(|_| Value::from(body))))
}

/// Sends a form as a browser would; the address that the answer leads to, if it leads away.
pub(crate) fn submit(url: &str, form: &str, patience: Duration) -> io::Result<(u16, Option<String>)> {
    let (head, _) = exchange("POST", url, "application/x-www-form-urlencoded", form, patience)?;
    let named = |line: &str| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("location").then(|| value.trim().to_owned())
    };
    Ok((status(&head), head.lines().find_map(named)))
}

fn status(head: &str) -> u16 {
    head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0)
}

/// The head and the body of the answer to one request.
fn exchange(method: &str, url: &str, kind: &str, body: &str, patience: Duration) -> io::Result<(String, String)> {
    let rest = url.strip_prefix("http://").ok_or_else(|| io::Error::other("servers here speak plain HTTP"))?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let mut stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(patience))?;
    // HTTP/1.0: the answer is neither chunked nor followed by another one.
    let head = format!(
        "{method} /{path} HTTP/1.0\r\nHost: {host}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all((head + body).as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let answer = String::from_utf8_lossy(&answer);
    let (head, body) = answer.split_once("\r\n\r\n").ok_or_else(|| io::Error::other("the answer has no body"))?;
    Ok((head.to_owned(), body.to_owned()))
}

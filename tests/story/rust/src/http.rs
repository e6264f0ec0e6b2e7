//! The shop's own side of HTTP: a listener for notifications, and calls of the sandbox's control routes.
//! Both are small enough for the standard library.

use std::error::Error;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::Value;

/// Far longer than anything on this machine takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// Receives notifications on a port of its own.
pub(crate) struct Listener {
    /// Where notifications go.
    pub(crate) url: String,
    bodies: Receiver<Vec<u8>>,
}

impl Listener {
    /// Binds a free port and answers every POST with 200.
    pub(crate) fn start() -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let url = format!("http://{}/hooks/enkash", listener.local_addr()?);
        let (sender, bodies) = channel();
        thread::spawn(move || {
            for mut stream in listener.incoming().map_while(Result::ok) {
                let Ok((_, body)) = read_message(&mut stream) else { continue };
                // The reply comes first: what the shop does with the body is no business of the gateway.
                let _gone = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
                if sender.send(body).is_err() {
                    break;
                }
            }
        });
        Ok(Self { url, bodies })
    }

    /// The next notification's body.
    pub(crate) fn next(&self) -> Result<Vec<u8>, Box<dyn Error>> {
        self.bodies.recv_timeout(PATIENCE).map_err(|_| "no notification came".into())
    }
}

/// Calls a control route of the sandbox.
pub(crate) fn control(base_url: &str, method: &str, path: &str, body: Option<&Value>) -> Result<Value, Box<dyn Error>> {
    let host = base_url.strip_prefix("http://").ok_or("the sandbox speaks plain HTTP")?;
    let mut stream = TcpStream::connect(host.trim_end_matches('/'))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let body = body.map(Value::to_string).unwrap_or_default();
    let length = body.len();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
    )?;
    let (head, body) = read_message(&mut stream)?;
    let text = String::from_utf8_lossy(&body).into_owned();
    if head.split(' ').nth(1) != Some("200") {
        let status = head.lines().next().unwrap_or_default().to_owned();
        return Err(format!("{path} answers {status}: {text}").into());
    }
    Ok(serde_json::from_str(&text)?)
}

/// Reads one message whose length stands in its head.
fn read_message(stream: &mut TcpStream) -> std::io::Result<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
            let length = head
                .lines()
                .filter_map(|line| line.split_once(':'))
                .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .and_then(|(_, value)| value.trim().parse().ok())
                .unwrap_or(0);
            if bytes.len() >= end + 4 + length {
                return Ok((head, bytes[end + 4..end + 4 + length].to_vec()));
            }
        }
        match stream.read(&mut buffer)? {
            0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            count => bytes.extend_from_slice(&buffer[..count]),
        }
    }
}

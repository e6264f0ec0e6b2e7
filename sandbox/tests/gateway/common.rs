//! A shop to test with: a sandbox on a stopped clock, a plain HTTP client, and a listener for notices.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use enkash_sandbox::{ClockStart, Config, Merchant, Moment, Running, Sandbox};
use serde_json::{Value, json};

use crate::record::Record;

/// When every test's clock starts.
pub(crate) const MORNING: &str = "2026-11-23T10:00:00+05:30";
pub(crate) const DAY: i64 = 86_400;
pub(crate) const ACCESS: &str = "access-of-the-test";
pub(crate) const SECRET: &str = "secret-of-the-test";

/// Settings of a reproducible sandbox.
pub(crate) fn settings() -> Config {
    Config {
        seed: Some(7),
        clock: ClockStart::At(Moment::parse(MORNING).expect("a time")),
        merchants: vec![Merchant { access_key: ACCESS.into(), secret_key: SECRET.into() }],
        ..Config::default()
    }
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).expect("an answer in JSON")
    }

    pub(crate) fn code(&self) -> i64 {
        self.json()["response_code"].as_i64().expect("an envelope")
    }

    pub(crate) fn message(&self) -> String {
        self.json()["response_message"].as_str().expect("an envelope").to_string()
    }

    /// The payload of a success.
    pub(crate) fn payload(&self) -> Value {
        assert_eq!(self.code(), 0, "{}", self.text);
        self.json()["payload"].clone()
    }
}

/// One request; its answer must be in the sandbox's own document.
pub(crate) fn send(url: &str, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let answer = exchange(url, method, path, headers, body);
    crate::conformance::check(url, method, path, body, (answer.status, &answer.head, &answer.text));
    answer
}

/// One request over one connection.
pub(crate) fn exchange(url: &str, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let host = url.strip_prefix("http://").expect("an http address");
    let mut stream = TcpStream::connect(host).expect("the sandbox listens");
    let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if !body.is_empty() || method == "POST" {
        head.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    stream.write_all(format!("{head}\r\n{body}").as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    let (head, text) = answer.split_once("\r\n\r\n").expect("head and body");
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    Answer { status, head: head.to_string(), text: text.to_string() }
}

/// A merchant's shop on a sandbox of its own.
pub(crate) struct Shop {
    // Before the sandbox, which must still answer when the record is written.
    _record: Record,
    pub(crate) sandbox: Running,
    secret: &'static str,
    token: Mutex<String>,
}

impl Shop {
    pub(crate) fn open(config: Config) -> Shop {
        Shop::open_with(config, SECRET)
    }

    /// With a secret key of its own.
    pub(crate) fn open_with(config: Config, secret: &'static str) -> Shop {
        let sandbox = Sandbox::start(config).expect("a sandbox");
        let shop = Shop { _record: Record(sandbox.url.clone()), sandbox, secret, token: Mutex::new(String::new()) };
        shop.renew();
        shop
    }

    /// Fetches a new token.
    pub(crate) fn renew(&self) {
        let keys = json!({"accessKey": ACCESS, "secretKey": self.secret});
        let answer = self.post_plain("/api/v0/merchant/token", &keys).json();
        let token = answer["token"].as_str().or(answer["payload"]["token"].as_str()).expect("a token").to_string();
        *self.token.lock().unwrap_or_else(PoisonError::into_inner) = token;
    }

    pub(crate) fn bearer(&self) -> String {
        format!("Bearer {}", self.token.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn raw(&self, method: &str, path: &str, body: &str) -> Answer {
        let bearer = self.bearer();
        // The customer's side has no credentials, and the auditor looks for them there.
        let theirs = path.starts_with("/pay/") && path != "/pay/charge/verify-vpa";
        let mut headers = match theirs {
            true => Vec::new(),
            false => vec![("Authorization", bearer.as_str()), ("merchantAccessKey", ACCESS)],
        };
        if !body.is_empty() {
            headers.push(("Content-Type", "application/json"));
        }
        send(&self.sandbox.url, method, path, &headers, body)
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Answer {
        self.raw("POST", path, &body.to_string())
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.raw("GET", path, "")
    }

    /// Without credentials: control routes and the token call.
    pub(crate) fn post_plain(&self, path: &str, body: &Value) -> Answer {
        send(&self.sandbox.url, "POST", path, &[("Content-Type", "application/json")], &body.to_string())
    }

    pub(crate) fn control(&self, path: &str) -> Value {
        send(&self.sandbox.url, "GET", path, &[], "").json()
    }

    /// Creates an order and returns the gateway's id.
    pub(crate) fn order(&self, merchant_order_id: &str, rupees: &str) -> String {
        self.order_with(merchant_order_id, rupees, json!({}))
    }

    pub(crate) fn order_with(&self, merchant_order_id: &str, rupees: &str, mut more: Value) -> String {
        more["orderId"] = merchant_order_id.into();
        more["amount"] = serde_json::from_str(&format!(r#"{{"value":{rupees},"currency":"INR"}}"#)).expect("JSON");
        self.post("/api/v0/orders", &more).payload()["orderId"].as_str().expect("an id").to_string()
    }

    /// Asks for the QR of an order.
    pub(crate) fn qr(&self, order_id: &str) -> Value {
        self.get(&format!("/pay/checkout/qrcode/{order_id}")).payload()
    }

    /// A payer scans the order's QR; the transaction's id.
    pub(crate) fn scan(&self, order_id: &str, vpa: &str) -> String {
        let qr = self.qr(order_id);
        let answer = self.post_plain("/_sandbox/upi/pay", &json!({"upi": qr["qrUrl"], "vpa": vpa}));
        assert_eq!(answer.status, 200, "{}", answer.text);
        qr["ekPayId"].as_str().expect("an id").to_string()
    }

    pub(crate) fn submit(&self, order_id: &str, detail: Value) -> Answer {
        self.post("/api/v0/payment/submit", &json!({"orderId": order_id, "paymentDetail": detail}))
    }

    pub(crate) fn refund(&self, transaction_id: &str, rupees: &str, request_id: &str) -> Answer {
        let body = format!(r#"{{"amount":{rupees},"requestId":"{request_id}"}}"#);
        self.raw("POST", &format!("/api/v0/payment/{transaction_id}/refund"), &body)
    }

    pub(crate) fn order_status(&self, order_id: &str) -> String {
        let payload = self.get(&format!("/api/v0/orders/{order_id}")).payload();
        payload["orderStatus"].as_str().expect("a status").to_string()
    }

    pub(crate) fn payment_status(&self, transaction_id: &str) -> String {
        let payload = self.get(&format!("/api/v0/payment/{transaction_id}")).payload();
        payload["status"].as_str().expect("a status").to_string()
    }

    /// Moves the clock and renews the token, which may have expired on the way.
    pub(crate) fn advance(&self, seconds: i64) {
        let answer = self.post_plain("/_sandbox/clock", &json!({"advance_seconds": seconds}));
        assert_eq!(answer.status, 200, "{}", answer.text);
        self.renew();
    }

    /// Waits until the courier has tried everything that is due; the notices.
    pub(crate) fn flush(&self) -> Vec<Value> {
        let notices = self.post_plain("/_sandbox/webhooks/flush", &json!({})).json();
        let notices = notices["webhooks"].as_array().expect("a list").clone();
        notices.iter().for_each(|notice| crate::conformance::check_notice(&self.sandbox.url, notice));
        notices
    }
}

/// A merchant's listener that answers with a list of statuses, the last one for ever.
pub(crate) struct Listener {
    pub(crate) url: String,
    bodies: Arc<Mutex<Vec<String>>>,
}

impl Listener {
    pub(crate) fn answering(statuses: &'static [u16]) -> Listener {
        Listener::with_body(statuses, "{}", Duration::ZERO)
    }

    /// One that thinks for so long before it answers.
    pub(crate) fn slow(pause: Duration) -> Listener {
        Listener::with_body(&[200], "{}", pause)
    }

    /// One that answers 200 and nothing else.
    pub(crate) fn silent() -> Listener {
        Listener::with_body(&[200], "", Duration::ZERO)
    }

    fn with_body(statuses: &'static [u16], body: &'static str, pause: Duration) -> Listener {
        let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}/hooks/enkash?shop=1", socket.local_addr().expect("an address"));
        let bodies = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&bodies);
        std::thread::spawn(move || {
            for (index, stream) in socket.incoming().enumerate() {
                let Ok(mut stream) = stream else { return };
                let status = statuses.get(index).or(statuses.last()).copied().unwrap_or(200);
                let request = read_request(&mut stream);
                kept.lock().unwrap_or_else(PoisonError::into_inner).push(request);
                std::thread::sleep(pause);
                let length = body.len();
                let _ = write!(
                    stream,
                    "HTTP/1.1 {status} X\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
                );
            }
        });
        Listener { url, bodies }
    }

    /// The bodies that came so far.
    pub(crate) fn bodies(&self) -> Vec<Value> {
        let bodies = self.bodies.lock().unwrap_or_else(PoisonError::into_inner);
        bodies.iter().map(|body| serde_json::from_str(body).expect("a notice in JSON")).collect()
    }
}

fn read_request(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .filter_map(|line| line.split_once(':'))
                .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .and_then(|(_, value)| value.trim().parse::<usize>().ok())
                .unwrap_or(0);
            if body.len() >= length {
                assert!(head.starts_with("POST /hooks/enkash?shop=1 "), "{head}");
                return body.to_string();
            }
        }
        match stream.read(&mut part) {
            Ok(0) | Err(_) => return text,
            Ok(count) => bytes.extend_from_slice(&part[..count]),
        }
    }
}

/// What a phone reads out of a picture in base64.
pub(crate) fn read_image(base64: &str) -> String {
    let bytes = STANDARD.decode(base64).expect("base64");
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut pixels).expect("a picture");
    let (width, height) = (info.width as usize, info.height as usize);
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| pixels[y * width + x]);
    image.detect_grids()[0].decode().expect("a QR code").1
}

//! `enkash-stub`: answers every token call and every order with the same bytes, as fast as it can.
//!
//! For benchmarks only: what is measured is the client, so the server must cost little and run in a process of its
//! own. The first line of its output is its URL.

use std::convert::Infallible;
use std::process::ExitCode;

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

const TOKEN: &str = r#"{"token":"token-1","expiry":4102444800000,"resultCode":0,"resultMessage":"Success"}"#;
const ORDER: &str = r#"{"response_code":0,"response_message":"Success","payload":{"orderId":"ORD1784195236818VZuxB","merchantOrderId":"INV1001","orderStatus":"PAID","amount":{"value":499.00,"currency":"INR"},"created":"2026-04-22 13:45:20","lastModified":"2026-04-22 13:50:03","returnUrl":"https://example.com/return","customerInfo":{"firstName":"Asha","phoneNumber":"9876543210"},"transactions":[{"transactionId":"EK1784195240012a8KIO","status":"SUCCESS","amount":499.00,"currency":"INR","paymentMode":"UPI","txnDate":"2026-04-22 13:50:03"}]}}"#;

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build();
    let served = runtime.and_then(|runtime| runtime.block_on(serve()));
    if let Err(error) = served {
        eprintln!("enkash-stub: {error}");
    }
    ExitCode::FAILURE
}

async fn serve() -> std::io::Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    println!("http://{}", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        tokio::spawn(async move {
            // A client that goes away is no failure of the stub.
            let _gone = http1::Builder::new().serve_connection(TokioIo::new(stream), service_fn(answer)).await;
        });
    }
}

async fn answer(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let token = request.uri().path().ends_with("/token");
    // The body is read to its end, so that the connection can be used again.
    let _read = request.into_body().collect().await;
    let mut response = Response::new(Full::new(Bytes::from_static(if token { TOKEN } else { ORDER }.as_bytes())));
    response.headers_mut().insert("content-type", hyper::header::HeaderValue::from_static("application/json"));
    Ok(response)
}

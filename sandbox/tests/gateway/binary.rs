//! The program: its first line, its exit, and its refusals.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::common::send;

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_enkash-sandbox"))
}

#[test]
fn it_prints_one_line_and_serves() {
    for json in [true, false] {
        let mut command = program();
        command.args(["serve", "--merchant", "AK:SK:with-colon", "--seed", "3"]);
        if json {
            command.arg("--json");
        }
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("started");
        let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut line = String::new();
        out.read_line(&mut line).expect("a line");
        let url = if json {
            let info: Value = serde_json::from_str(&line).expect("JSON");
            assert_eq!((info["access_key"].as_str(), info["secret_key"].as_str()), (Some("AK"), Some("SK:with-colon")));
            info["url"].as_str().expect("a URL").to_string()
        } else {
            assert!(line.contains("AK") && line.contains("SK:with-colon"), "{line}");
            line.split_whitespace().find(|word| word.starts_with("http://")).expect("a URL").to_string()
        };
        // Standard input was closed from the start; it serves all the same.
        assert_eq!(send(&url, "GET", "/_sandbox/clock", &[], "").json()["runs"], false);
        #[cfg(unix)]
        {
            let killed = Command::new("kill").arg(child.id().to_string()).status().expect("kill");
            assert!(killed.success());
            assert!(child.wait().expect("ended").success(), "SIGTERM is an ordinary end");
            let mut rest = String::new();
            out.read_to_string(&mut rest).expect("the rest");
            assert_eq!(rest, "", "nothing but the one line");
        }
        #[cfg(not(unix))]
        child.kill().and_then(|()| child.wait()).expect("ended");
    }
}

#[test]
fn its_switches_reach_the_gateway() {
    let words = "serve --json --merchant AK:SK --dates iso --amounts-as-text --charge-answer wrapped --body-bytes 300 \
                 --token-answer wrapped --token-form raw --answer-errors-with 4xx --retry-seconds 1,2 --upi-seconds 90 \
                 --requests-per-minute 7 --clock 2026-11-23T10:00:00+05:30 --merchant-ids-in-get --peak-hours enforce";
    let mut child = program().args(words.split_whitespace()).stdout(Stdio::piped()).spawn().expect("started");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
    let info: Value = serde_json::from_str(&line).expect("JSON");
    let url = info["url"].as_str().expect("a URL");
    let json = ("Content-Type", "application/json");
    let token =
        send(url, "POST", "/api/v0/merchant/token", &[json], r#"{"accessKey":"AK","secretKey":"SK"}"#).payload();
    let token = token["token"].as_str().expect("a token");
    let headers = [json, ("Authorization", token), ("merchantAccessKey", "AK")];
    let order = r#"{"orderId":"A1","amount":{"value":10,"currency":"INR"}}"#;
    let made = send(url, "POST", "/api/v0/orders", &headers, order).payload();
    let shown = send(url, "GET", "/api/v0/orders/A1", &headers, "").payload();
    assert_eq!(shown["orderId"], made["orderId"]);
    assert_eq!((&shown["created"], &shown["amount"]["value"]), (&"2026-11-23T10:00:00+05:30".into(), &"10.00".into()));
    let path = format!("/pay/checkout/{}", made["orderId"].as_str().expect("an id"));
    assert_eq!(send(url, "GET", &path, &[], "").payload()["upiCollectTimeout"], 2);
    let cancel = format!(r#"{{"transactionId":{}}}"#, made["orderId"]);
    let ended = send(url, "PATCH", "/pay/charge/order/cancel", &[json], &cancel).payload();
    assert_eq!(ended["orderStatus"], "CANCELLED");
    for status in [404, 404, 429] {
        assert_eq!(send(url, "GET", "/api/v0/orders/A2", &headers, "").status, status);
    }
    assert_eq!(send(url, "POST", "/api/v0/orders", &headers, &" ".repeat(301)).status, 413);
    child.kill().and_then(|()| child.wait()).expect("ended");
}

#[test]
fn it_refuses_what_it_does_not_know() {
    for arguments in [
        &["serve", "--colour"][..],
        &["serve", "--port", "many"],
        &["serve", "--merchant", "only-one"],
        &["serve", "--answer-errors-with", "500"],
        &["serve", "--clock", "yesterday"],
        &["serve", "--dates", "roman"],
        &["serve", "--charge-answer", "loud"],
        &["serve", "--retry-seconds", "1,,2"],
        &["serve", "--body-bytes", "-1"],
        &["stop"],
    ] {
        let output = program().args(arguments).output().expect("started");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("--help"));
    }
    let output = program().output().expect("started");
    assert!(String::from_utf8_lossy(&output.stdout).contains("Usage"));
}

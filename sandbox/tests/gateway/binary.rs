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
fn it_refuses_what_it_does_not_know() {
    for arguments in [
        &["serve", "--colour"][..],
        &["serve", "--port", "many"],
        &["serve", "--merchant", "only-one"],
        &["serve", "--answer-errors-with", "500"],
        &["serve", "--clock", "yesterday"],
        &["stop"],
    ] {
        let output = program().args(arguments).output().expect("started");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("--help"));
    }
    let output = program().output().expect("started");
    assert!(String::from_utf8_lossy(&output.stdout).contains("Usage"));
}

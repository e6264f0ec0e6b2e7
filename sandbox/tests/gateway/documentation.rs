//! `docs/sandbox.md` says what the code does: the state tables, the test values and the switches.

use enkash_sandbox::values::{TestValue, VALUES};
use serde_json::json;

use crate::common::{Shop, settings};

const TEXT: &str = include_str!("../../../docs/sandbox.md");

#[test]
fn the_state_tables_are_the_codes_own() {
    for (title, table) in enkash_sandbox::states::drawn() {
        let section = format!("### {title}\n\n| State | Event | New state |\n| --- | --- | --- |\n{table}");
        assert!(TEXT.contains(&section), "docs/sandbox.md lacks:\n{section}");
    }
}

#[test]
fn the_test_values_are_the_codes_own() {
    let row = |row: &TestValue| format!("| {} | `{}` | {} |\n", row.place.word(), row.value, row.text);
    let table: String = VALUES.iter().map(row).collect();
    let section = format!("| Place | Value | What happens |\n| --- | --- | --- |\n{table}\n");
    assert!(TEXT.contains(&section), "docs/sandbox.md lacks:\n{section}");

    let served = Shop::open(settings()).control("/_sandbox/values");
    assert_eq!(served["values"].as_array().map(Vec::len), Some(VALUES.len()));
    assert_eq!(served["values"][0], json!({"place": "VPA", "value": "success@sandbox", "what": "paid"}));
}

#[test]
fn every_switch_is_described() {
    let help = std::process::Command::new(env!("CARGO_BIN_EXE_enkash-sandbox")).arg("--help").output().expect("help");
    let help = String::from_utf8(help.stdout).expect("text");
    let switches: Vec<&str> =
        help.split_whitespace().filter(|word| word.starts_with("--")).map(|word| word.trim_end_matches(',')).collect();
    assert!(switches.len() > 15, "{switches:?}");
    for switch in switches.into_iter().filter(|switch| !matches!(*switch, "--help" | "--version")) {
        assert!(TEXT.contains(&format!("`{switch}")), "{switch}");
    }
}

#[test]
fn every_control_route_is_described() {
    let sources = [
        include_str!("../../src/control.rs"),
        include_str!("../../src/mandates/control.rs"),
        include_str!("../../src/plan/control.rs"),
    ];
    let routes: Vec<&str> = sources.iter().flat_map(|source| source.split(".route(\"").skip(1)).collect();
    assert!(routes.len() > 10, "{routes:?}");
    for route in routes {
        // What follows a parameter may be several words, each described by itself.
        let fixed = route.split(['"', '{']).next().expect("a path");
        assert!(TEXT.contains(fixed), "docs/sandbox.md lacks {fixed}");
    }
}

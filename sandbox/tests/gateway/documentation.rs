//! `docs/sandbox.md` says what the code does: the state tables, the test values and the switches.

const TEXT: &str = include_str!("../../../docs/sandbox.md");

#[test]
fn the_state_tables_are_the_codes_own() {
    for (title, table) in enkash_sandbox::states::drawn() {
        let section = format!("### {title}\n\n| State | Event | New state |\n| --- | --- | --- |\n{table}");
        assert!(TEXT.contains(&section), "docs/sandbox.md lacks:\n{section}");
    }
}

#[test]
fn the_test_values_are_named() {
    for word in [
        "success@sandbox",
        "failure@sandbox",
        "pending@sandbox",
        "nofunds@sandbox",
        "4111111111111111",
        "5555555555554444",
        "6074820000000009",
        "378282246310005",
        "30569309025904",
        "4000000000000002",
        "4000000000003220",
    ] {
        assert!(TEXT.contains(word), "{word}");
    }
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

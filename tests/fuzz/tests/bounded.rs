//! Each target over its seeds and some thousand changed ones; the same inputs on each run. `ENKASH_FUZZ_RUNS` asks for more,
//! `ENKASH_FUZZ_SEED` for others.

use std::panic::catch_unwind;

use enkash_fuzz::{TARGETS, Target, inputs};

/// Per target. All of them together take a few seconds without optimisation.
const RUNS: u64 = 4_000;

fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().map_or(otherwise, |text| text.parse().expect("a number"))
}

fn run(target: &Target) -> Result<(), String> {
    let (mut understood, mut other) = (0, 0);
    let (count, seed) = (setting("ENKASH_FUZZ_RUNS", RUNS), setting("ENKASH_FUZZ_SEED", 20_260_422));
    for input in inputs(target, usize::try_from(count).expect("a count"), seed) {
        match catch_unwind(|| (target.check)(&input)) {
            Ok(true) => understood += 1,
            Ok(false) => other += 1,
            Err(_) => return Err(format!("{}: {:?}", target.name, String::from_utf8_lossy(&input))),
        }
    }
    // A property that only ever meets refusals, or none, proves little.
    let both_ways = understood >= count / 100 && other >= count / 100;
    if both_ways { Ok(()) } else { Err(format!("{}: {understood} understood, {other} not", target.name)) }
}

#[test]
fn what_must_hold_holds_for_changed_inputs() {
    let broken: Vec<String> = TARGETS.iter().filter_map(|target| run(target).err()).collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_inputs_are_the_same_on_each_run_and_not_all_alike() {
    for target in TARGETS {
        let twice = [(); 2].map(|()| inputs(target, 50, 7).collect::<Vec<_>>());
        assert_eq!(twice[0], twice[1], "{}", target.name);
        let mut distinct = twice[0].clone();
        distinct.sort();
        distinct.dedup();
        assert!(distinct.len() > target.seeds.len() + 20, "{}: {} inputs", target.name, distinct.len());
    }
}

/// The harnesses for cargo-fuzz are built elsewhere; that there is one for each target is checked here.
#[test]
fn every_target_has_its_harness() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz");
    let manifest = std::fs::read_to_string(format!("{folder}/Cargo.toml")).expect("the manifest of the harnesses");
    for target in TARGETS {
        let name = target.name;
        let path = format!("fuzz_targets/{name}.rs");
        let harness = std::fs::read_to_string(format!("{folder}/{path}")).expect(&path);
        assert!(harness.contains(&format!("enkash_fuzz::check(\"{name}\", data)")), "{path} runs another target");
        assert!(manifest.contains(&format!("name = \"{name}\"\npath = \"{path}\"")), "{name} is not in the manifest");
    }
    let harnesses = std::fs::read_dir(format!("{folder}/fuzz_targets")).expect("the harnesses").count();
    assert_eq!(harnesses, TARGETS.len(), "a harness without a target");
}

//! Inputs for a bounded run: the seeds, then the seeds after a few accidents, the same ones on each run.

use crate::Target;

/// Inputs are cut at this many bytes: what is long is tested as such elsewhere, here it would only be slow.
const LONGEST: usize = 2048;

/// The seeds of a target, then `count` changed ones.
pub fn inputs(target: &Target, count: usize, seed: u64) -> impl Iterator<Item = Vec<u8>> {
    let mut random = fastrand::Rng::with_seed(seed);
    let words = words(target.seeds);
    let seeds = target.seeds;
    let changed = move || {
        let mut input = seeds[random.usize(..seeds.len())].as_bytes().to_vec();
        for _ in 0..random.usize(1..6) {
            change(&mut input, seeds, &words, &mut random);
        }
        input.truncate(LONGEST);
        input
    };
    seeds.iter().map(|seed| seed.as_bytes().to_vec()).chain(std::iter::repeat_with(changed).take(count))
}

/// What the format is made of: the seeds' own words, and values at the edges.
fn words(seeds: &'static [&'static str]) -> Vec<&'static [u8]> {
    let own = seeds.iter().flat_map(|seed| seed.split_inclusive([',', '&', ':', '=', '"', ' '])).map(str::as_bytes);
    let edges: [&[u8]; 20] = [
        b"0",
        b"-1",
        b"117",
        b"200",
        b"9223372036854775807",
        b"1e400",
        b"0.001",
        b"null",
        b"true",
        b"{}",
        b"[]",
        b"\"\"",
        b"%",
        b"%00",
        b"%zz",
        b"\\u0000",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\r\n",
        b"\xe0\xa4\x85",
    ];
    own.chain(edges).collect()
}

fn change(input: &mut Vec<u8>, seeds: &[&str], words: &[&[u8]], random: &mut fastrand::Rng) {
    let at = random.usize(..=input.len());
    let end = (at + random.usize(..24)).min(input.len());
    match random.u8(..7) {
        0 => input.truncate(at),
        1 => drop(input.drain(at..end)),
        2 => drop(input.splice(at..end, words[random.usize(..words.len())].iter().copied())),
        3 => drop(input.splice(at..at, words[random.usize(..words.len())].iter().copied())),
        // The same once more: doubled keys, doubled tags.
        4 => {
            let again = input[at..end].to_vec();
            drop(input.splice(at..at, again));
        }
        5 => {
            let other = seeds[random.usize(..seeds.len())].as_bytes();
            input.truncate(at);
            input.extend_from_slice(&other[random.usize(..=other.len())..]);
        }
        _ => {
            if let Some(byte) = input.get_mut(at) {
                *byte ^= 1 << random.u8(..8);
            }
        }
    }
}

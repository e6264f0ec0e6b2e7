//! A token on its way into a store that is not ours: sealed, so that a thief of the cache has nothing.
//!
//! The key is derived from the merchant's secret key (HKDF with SHA-256), the seal is ChaCha20-Poly1305 with a random
//! nonce. Base URL and access key are part of the derivation and of the associated data: what another merchant, another
//! gateway or a later version of the SDK put there cannot be opened, and is as good as nothing. The name under which it is
//! stored is derived too and tells neither key. `ring` does all of it: TLS brings it along, and a second
//! implementation of the same ciphers would only be one more to trust.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::rand::{SecureRandom, SystemRandom};
use ring::{hkdf, hmac};
use zeroize::Zeroizing;

use crate::scalar::Secret;

/// What a sealed value begins with. A later version with another form has another number.
const VERSION: &str = "enkash1.";
/// Longer than any value of ours: what is longer is not looked at.
const LONGEST: usize = 64 * 1024;

/// The seal of one merchant account at one gateway.
pub(super) struct Seal {
    /// Where the token is stored.
    pub(super) name: String,
    /// Tells accounts apart within this process.
    pub(super) print: [u8; 32],
    key: LessSafeKey,
    tags: hmac::Key,
    bound: Vec<u8>,
}

/// A token as it is stored.
#[derive(Debug, PartialEq)]
pub(super) struct Stored {
    pub(super) text: Secret,
    /// Its end by the gateway's clock, to the millisecond; `None`: not known.
    pub(super) end: Option<SystemTime>,
}

impl Seal {
    pub(super) fn new(base: &str, access_key: &Secret, secret_key: &Secret) -> Self {
        let base = base.trim_end_matches('/');
        // Lengths keep "ab" + "c" apart from "a" + "bc".
        let lengths = [(base.len() as u64).to_be_bytes(), (access_key.reveal().len() as u64).to_be_bytes()].concat();
        let bound = [VERSION.as_bytes(), &lengths, base.as_bytes(), access_key.reveal().as_bytes()].concat();
        let root =
            hkdf::Salt::new(hkdf::HKDF_SHA256, b"enkash sdk: token store").extract(secret_key.reveal().as_bytes());
        let print = derive(&root, &[b"print", &bound], hkdf::HKDF_SHA256, |okm| {
            let mut print = [0; 32];
            okm.fill(&mut print).map(|()| print)
        });
        let name: String = print[..16].iter().map(|byte| format!("{byte:02x}")).collect();
        Seal {
            name: format!("enkash-token-{name}"),
            print,
            key: LessSafeKey::new(derive(&root, &[b"seal", &bound], &CHACHA20_POLY1305, |okm| {
                Ok(UnboundKey::from(okm))
            })),
            tags: derive(&root, &[b"tag", &bound], hmac::HMAC_SHA256, |okm| Ok(hmac::Key::from(okm))),
            bound,
        }
    }

    /// A short name for a token that tells nothing about it.
    pub(super) fn tag(&self, text: Option<&Secret>) -> String {
        let Some(text) = text else { return "first".into() };
        let tag = hmac::sign(&self.tags, text.reveal().as_bytes());
        tag.as_ref()[..8].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// `None`: the system has no random numbers.
    pub(super) fn close(&self, stored: &Stored) -> Option<String> {
        let mut nonce = [0; NONCE_LEN];
        SystemRandom::new().fill(&mut nonce).ok()?;
        let since = stored.end.and_then(|end| end.duration_since(UNIX_EPOCH).ok());
        let end = since.map_or(String::new(), |since| since.as_millis().to_string());
        let mut plain = Zeroizing::new(format!("{end}\n{}", stored.text.reveal()).into_bytes());
        let tag = self
            .key
            .seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), Aad::from(&self.bound), &mut plain)
            .ok()?;
        Some(format!("{VERSION}{}", URL_SAFE_NO_PAD.encode([&nonce, &plain[..], tag.as_ref()].concat())))
    }

    /// `None`: it is not one that we sealed for this account.
    pub(super) fn open(&self, sealed: &str) -> Option<Stored> {
        let text = sealed.strip_prefix(VERSION).filter(|text| text.len() <= LONGEST)?;
        let mut bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(text).ok()?);
        let (nonce, sealed) = bytes.split_at_mut_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let plain = self.key.open_in_place(nonce, Aad::from(&self.bound), sealed).ok()?;
        let (end, text) = std::str::from_utf8(plain).ok()?.split_once('\n')?;
        let end = match end {
            "" => None,
            end => Some(UNIX_EPOCH.checked_add(Duration::from_millis(end.parse().ok()?))?),
        };
        Some(Stored { text: Secret::new(text), end })
    }
}

fn derive<L: hkdf::KeyType, T>(
    root: &hkdf::Prk,
    info: &[&[u8]],
    length: L,
    take: impl FnOnce(hkdf::Okm<'_, L>) -> Result<T, ring::error::Unspecified>,
) -> T {
    root.expand(info, length)
        .and_then(take)
        .expect("as many bytes as the algorithm wants, which is far below HKDF's limit")
}

/// A number between 0 and 1 that processes born of one fork do not share; the middle if the system has none.
pub(super) fn chance() -> f64 {
    let mut bytes = [0; 4];
    match SystemRandom::new().fill(&mut bytes) {
        Ok(()) => f64::from(u32::from_be_bytes(bytes)) / f64::from(u32::MAX),
        Err(_) => 0.5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seal(base: &str, access: &str, secret: &str) -> Seal {
        Seal::new(base, &Secret::new(access), &Secret::new(secret))
    }

    fn stored() -> Stored {
        Stored { text: Secret::new("tok-1"), end: Some(UNIX_EPOCH + Duration::from_millis(1_700_000_000_123)) }
    }

    #[test]
    fn what_is_sealed_can_be_opened_by_the_same_account_only() {
        let own = seal("https://example.com", "access", "secret");
        let sealed = own.close(&stored()).expect("random numbers");
        assert_eq!(own.open(&sealed), Some(stored()));
        assert_eq!(seal("https://example.com/", "access", "secret").open(&sealed), Some(stored()));
        let unknown = Stored { end: None, ..stored() };
        assert_eq!(own.open(&own.close(&unknown).expect("random numbers")), Some(unknown));
        for other in [
            seal("https://example.org", "access", "secret"),
            seal("https://example.com", "acces", "secret"),
            seal("https://example.com", "access", "secre"),
            seal("https://example.comaccess", "", "secret"),
        ] {
            assert_eq!(other.open(&sealed), None);
            assert_ne!(other.name, own.name);
        }
    }

    #[test]
    fn nothing_of_the_keys_or_the_token_can_be_seen() {
        let own = seal("https://example.com", "access", "secret");
        let sealed = own.close(&stored()).expect("random numbers");
        assert_ne!(own.close(&stored()).expect("random numbers"), sealed, "a nonce is used once");
        for seen in [sealed, own.name.clone(), own.tag(Some(&Secret::new("tok-1")))] {
            assert!(!["tok-1", "access", "secret", "dG9rLT"].iter().any(|plain| seen.contains(plain)), "{seen}");
            assert!(seen.is_ascii() && seen.len() < 200, "fits every cache: {seen}");
        }
    }

    #[test]
    fn what_was_changed_is_nothing() {
        let own = seal("https://example.com", "access", "secret");
        let sealed = own.close(&stored()).expect("random numbers");
        for at in 0..sealed.len() {
            let mut bytes = sealed.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(bytes).expect("ASCII");
            // The last letter has bits that stand for nothing; then it is not base64 at all.
            assert_eq!(own.open(&changed), None, "{at}");
            assert_eq!(own.open(&sealed[..at]), None);
        }
        for rubbish in ["", "enkash1.", "enkash2.AAAA", "tok-1", "enkash1.\u{fc}", &"A".repeat(LONGEST * 2)] {
            assert_eq!(own.open(rubbish), None);
        }
    }
}

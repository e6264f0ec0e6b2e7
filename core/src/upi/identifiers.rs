//! Identifiers of UPI and Indian banking: their grammars, each written once, and their normal forms.
//!
//! Sources: the gateway's own patterns for IFSC and mobile numbers; NPCI as providers print it for UPI ids, mandate
//! numbers and transaction ids; general knowledge for RRN, UTR, PAN and GSTIN. Where sources differ the wider form is
//! taken: refusing an identifier that is good costs a payment, accepting one that is not costs an answer.
//!
//! Inferred: a UTR is compared in capitals; a handle has dots only in the account form `account@IFSC.ifsc.npci` and
//! its relatives, which end in `.npci`.

use crate::Error;
use crate::field::{Invalid, Path};
use crate::model::{CheckIdentifier, CheckedIdentifier, IdentifierKind};

type Checked = Result<(), Invalid>;

fn ensure(holds: bool, path: &Path<'_>, problem: &str) -> Checked {
    if holds { Ok(()) } else { Err(path.invalid(problem)) }
}

/// `local@handle`
pub(crate) fn vpa(text: &str, path: &Path<'_>) -> Checked {
    let holds = text.split_once('@').is_some_and(|(local, handle)| {
        (2..=256).contains(&local.len())
            && local.as_bytes()[0].is_ascii_alphanumeric()
            && local.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
            && is_handle(handle)
            && (!handle.contains('.') || handle.to_ascii_lowercase().ends_with(".npci"))
    });
    ensure(holds, path, "is not a UPI id; pass one like name@bank")
}

/// What stands behind the `@`: a letter, then letters, digits and single dots inside.
fn is_handle(handle: &str) -> bool {
    (2..=64).contains(&handle.len())
        && handle.as_bytes()[0].is_ascii_alphabetic()
        && handle.split('.').all(|label| !label.is_empty() && alphanumeric(label.as_bytes()))
}

/// Four capitals, a zero, six capitals or digits.
pub(crate) fn ifsc(text: &str, path: &Path<'_>) -> Checked {
    let holds = matches(text, b"AAAA0XXXXXX");
    ensure(holds, path, "is not an IFSC; pass four capitals, a zero and six capitals or digits, like KKBK0000432")
}

/// Ten digits, the first one 6 to 9.
pub(crate) fn mobile(text: &str, path: &Path<'_>) -> Checked {
    let holds = matches(text, b"9999999999") && text.as_bytes()[0] >= b'6';
    ensure(holds, path, "is not an Indian mobile number; pass its ten digits without +91, the first one 6 to 9")
}

/// 30 to 35 letters or digits, `@`, a handle.
pub(crate) fn umn(text: &str, path: &Path<'_>) -> Checked {
    let holds = text.split_once('@').is_some_and(|(number, handle)| {
        (30..=35).contains(&number.len()) && alphanumeric(number.as_bytes()) && is_handle(handle)
    });
    ensure(
        holds,
        path,
        "is not a UPI mandate number; pass 30 to 35 letters or digits and the handle, as it was received",
    )
}

/// 35 letters or digits, the first three letters.
pub(crate) fn upi_transaction_id(text: &str, path: &Path<'_>) -> Checked {
    let bytes = text.as_bytes();
    let holds = bytes.len() == 35 && alphanumeric(bytes) && bytes[..3].iter().all(u8::is_ascii_alphabetic);
    ensure(holds, path, "is not a UPI transaction id; pass its 35 letters or digits, the first three letters")
}

fn rrn(text: &str, path: &Path<'_>) -> Checked {
    ensure(matches(text, b"999999999999"), path, "is not an RRN; pass its 12 digits")
}

fn utr(text: &str, path: &Path<'_>) -> Checked {
    let holds = (12..=22).contains(&text.len()) && alphanumeric(text.as_bytes());
    ensure(holds, path, "is not a UTR; pass its 12 to 22 letters or digits")
}

/// Five capitals, four digits, a capital.
pub(crate) fn pan(text: &str, path: &Path<'_>) -> Checked {
    ensure(matches(text, b"AAAAA9999A"), path, "is not a PAN; pass five letters, four digits and a letter")
}

/// Two digits, a PAN, a capital or digit, Z, and the check character.
pub(crate) fn gstin(text: &str, path: &Path<'_>) -> Checked {
    let holds = matches(text, b"99AAAAA9999AXZX") && text.as_bytes()[12] != b'0';
    ensure(
        holds,
        path,
        "is not a GSTIN; pass its 15 characters: two digits, the PAN, and three more of which the second is Z",
    )?;
    let holds = gstin_check_character(&text[..14]) == text.chars().last();
    ensure(holds, path, "has a wrong check character; ask for the GSTIN again")
}

/// The check character: digits count 0 to 9, letters 10 to 35; every second one twice, a product in base 36 as the sum
/// of its two digits; the character fills the sum up to a multiple of 36.
fn gstin_check_character(first: &str) -> Option<char> {
    let sum = first.chars().enumerate().try_fold(0, |sum, (place, character)| {
        let product = character.to_digit(36)? * if place % 2 == 0 { 1 } else { 2 };
        Some(sum + product / 36 + product % 36)
    })?;
    char::from_digit((36 - sum % 36) % 36, 36).map(|character| character.to_ascii_uppercase())
}

fn alphanumeric(bytes: &[u8]) -> bool {
    bytes.iter().all(u8::is_ascii_alphanumeric)
}

/// Whether a text has a shape: `9` is a digit, `A` a capital, `X` either, anything else itself.
fn matches(text: &str, shape: &[u8]) -> bool {
    text.len() == shape.len()
        && text.bytes().zip(shape).all(|(byte, shape)| match shape {
            b'9' => byte.is_ascii_digit(),
            b'A' => byte.is_ascii_uppercase(),
            b'X' => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
            other => byte == *other,
        })
}

/// Checks an identifier and brings it into its one form.
///
/// Errors: `Validation` on `text`, which never repeats the identifier.
pub fn check(request: CheckIdentifier) -> Result<CheckedIdentifier, Error> {
    let kind = request.kind;
    let typed = request.text.trim();
    let (text, rule): (String, fn(&str, &Path<'_>) -> Checked) = match kind {
        IdentifierKind::Vpa => (typed.to_ascii_lowercase(), vpa),
        IdentifierKind::Ifsc => (typed.to_ascii_uppercase(), ifsc),
        IdentifierKind::Umn => (typed.to_owned(), umn),
        IdentifierKind::Rrn => (typed.to_owned(), rrn),
        IdentifierKind::Utr => (typed.to_ascii_uppercase(), utr),
        IdentifierKind::Pan => (typed.to_ascii_uppercase(), pan),
        IdentifierKind::Gstin => (typed.to_ascii_uppercase(), gstin),
        IdentifierKind::UpiTransactionId => (typed.to_owned(), upi_transaction_id),
        IdentifierKind::Mobile => (ten_digits(typed), mobile),
    };
    rule(&text, &Path::Field(&Path::Root, "text"))?;
    let part = |from: usize, to: usize| text.get(from..to).map(str::to_owned);
    let mut checked = CheckedIdentifier::new(kind, text.as_str());
    match kind {
        IdentifierKind::Vpa | IdentifierKind::Umn => {
            checked.handle = text.split_once('@').map(|(_, handle)| handle.to_owned());
        }
        IdentifierKind::Ifsc => (checked.bank_code, checked.branch_code) = (part(0, 4), part(5, 11)),
        IdentifierKind::Gstin => (checked.state_code, checked.pan) = (part(0, 2), part(2, 12)),
        IdentifierKind::Rrn
        | IdentifierKind::Utr
        | IdentifierKind::Pan
        | IdentifierKind::UpiTransactionId
        | IdentifierKind::Mobile => {}
    }
    Ok(checked)
}

/// A mobile number without spaces, hyphens, and the country code or trunk zero in front.
fn ten_digits(typed: &str) -> String {
    let plain: String = typed.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let number = ["+91", "0091", "91", "0"].iter().find_map(|code| plain.strip_prefix(code).filter(|n| n.len() == 10));
    number.unwrap_or(&plain).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const UMN: &str = "c27f5fc30d344e9594fce0afa34f8859@mypsp";

    fn checked(kind: &str, text: &str) -> Option<CheckedIdentifier> {
        check(CheckIdentifier::new(IdentifierKind::from_text(kind).expect("a kind"), text)).ok()
    }

    /// The patterns as the sources print them, worked out by hand into examples on both sides of each border.
    #[test]
    fn grammars_and_normal_forms() {
        let table = [
            ("VPA", " Success@SandBox ", Some("success@sandbox")),
            ("VPA", "9876543210@KKBK0000432.ifsc.npci", Some("9876543210@kkbk0000432.ifsc.npci")),
            ("VPA", "a.b_c-1@ok", Some("a.b_c-1@ok")),
            ("VPA", "a@bank", None),
            ("VPA", "ab@1bank", None),
            ("VPA", "ab@b", None),
            ("VPA", ".ab@bank", None),
            ("VPA", "ab@ba.nk", None),
            ("VPA", "ab@bank.xnpci", None),
            ("VPA", "ab@bank..npci", None),
            ("VPA", "ab@bank@bank", None),
            ("VPA", "a b@bank", None),
            ("VPA", "asha@example.com", None),
            ("IFSC", "kkbk0000432", Some("KKBK0000432")),
            ("IFSC", "KKBK1000432", None),
            ("IFSC", "KKB00000432", None),
            ("IFSC", "KKBK000043", None),
            ("UMN", UMN, Some(UMN)),
            ("UMN", "00000000000000000000000000000@ab", None),
            ("UMN", "000000000000000000000000000000@ab", Some("000000000000000000000000000000@ab")),
            ("UMN", "000000000000000000000000000000000000@ab", None),
            ("UMN", "c27f5fc30d344e9594fce0afa34f8859", None),
            ("RRN", "534512345678", Some("534512345678")),
            ("RRN", "53451234567", None),
            ("RRN", "53451234567A", None),
            ("UTR", "kkbkh26112345678", Some("KKBKH26112345678")),
            ("UTR", "534512345678", Some("534512345678")),
            ("UTR", "53451234567", None),
            ("UTR", "KKBKR5202604221234567890", None),
            ("UTR", "KKBK-26112345678", None),
            ("PAN", "abcpe1234f", Some("ABCPE1234F")),
            ("PAN", "ABCPE12345", None),
            ("GSTIN", "27AAPFU0939F1ZV", Some("27AAPFU0939F1ZV")),
            ("GSTIN", "27aapfu0939f1zv", Some("27AAPFU0939F1ZV")),
            ("GSTIN", "27AAPFU0939F1ZU", None),
            ("GSTIN", "27AAPFU0939F0ZW", None),
            ("GSTIN", "27AAPFU0939F1YV", None),
            ("UPI_TRANSACTION_ID", "SBI00000000000000000000000000000001", Some("SBI00000000000000000000000000000001")),
            ("UPI_TRANSACTION_ID", "SB100000000000000000000000000000001", None),
            ("UPI_TRANSACTION_ID", "SBI0000000000000000000000000000-001", None),
            ("UPI_TRANSACTION_ID", "SBI0000000000000000000000000000001", None),
            ("MOBILE", "9876543210", Some("9876543210")),
            ("MOBILE", "+91 98765-43210", Some("9876543210")),
            ("MOBILE", "919876543210", Some("9876543210")),
            ("MOBILE", "09876543210", Some("9876543210")),
            ("MOBILE", "9123456789", Some("9123456789")),
            ("MOBILE", "5876543210", None),
            ("MOBILE", "+1 9876543210", None),
        ];
        for (kind, typed, normal) in table {
            assert_eq!(checked(kind, typed).map(|it| it.text).as_deref(), normal, "{kind} {typed}");
        }
    }

    #[test]
    fn parts_are_read() {
        let ifsc = checked("IFSC", "KKBK0000432").expect("an IFSC");
        assert_eq!((ifsc.bank_code.as_deref(), ifsc.branch_code.as_deref()), (Some("KKBK"), Some("000432")));
        let gstin = checked("GSTIN", "27AAPFU0939F1ZV").expect("a GSTIN");
        assert_eq!((gstin.state_code.as_deref(), gstin.pan.as_deref()), (Some("27"), Some("AAPFU0939F")));
        assert_eq!(checked("UMN", UMN).expect("a UMN").handle.as_deref(), Some("mypsp"));
    }

    #[test]
    fn a_refusal_names_the_field_and_not_the_value() {
        let error = check(CheckIdentifier::new(IdentifierKind::Pan, "ABCPE12345")).expect_err("no PAN");
        assert_eq!(error.info().field.as_deref(), Some("text"));
        assert!(!error.to_string().contains("ABCPE"));
    }

    proptest! {
        /// What a check digit is for: one wrong character, or two neighbours exchanged, is found.
        #[test]
        fn the_check_character_finds_slips(head in "[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z]Z", at in 0usize..14, to in 0u32..36) {
            let gstin = format!("{head}{}", gstin_check_character(&head).expect("digits and capitals"));
            prop_assert_eq!(checked("GSTIN", &gstin).map(|it| it.text), Some(gstin.clone()));
            let mut wrong: Vec<char> = head.chars().collect();
            wrong[at] = char::from_digit(to, 36).expect("below 36").to_ascii_uppercase();
            let wrong: String = wrong.into_iter().collect();
            prop_assume!(wrong != head);
            prop_assert_ne!(gstin_check_character(&wrong), gstin_check_character(&head));
        }

        /// A normal form is the normal form of itself, and nothing panics.
        #[test]
        fn normal_forms_stay(text in ".{0,40}", mobile in "(\\+91|0|91)?[ -]?[6-9][0-9]{9}", vpa in "[a-zA-Z0-9]{2,8}@[a-zA-Z]{2,8}") {
            for kind in IdentifierKind::INFO.values {
                for text in [&text, &mobile, &vpa] {
                    if let Some(once) = checked(kind.wire, text) {
                        prop_assert_eq!(checked(kind.wire, &once.text), Some(once));
                    }
                }
            }
        }
    }
}

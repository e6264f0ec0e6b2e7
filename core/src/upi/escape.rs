//! Percent-encoding of link values.
//!
//! RFC 3986: letters, digits and `-._~` stand for themselves. So does `@`, which links in use write plainly in `pa`.
//! Everything else becomes the bytes of its UTF-8 form as `%XX`, capitals. One value has one spelling, because a
//! signature is over the text.

use std::fmt::Write as _;

/// Adds a value, escaped.
pub(super) fn escape(value: &str, out: &mut String) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("writing to a text cannot fail");
        }
    }
}

/// Undoes escapes; `None` where an escape is broken or the bytes are not UTF-8. `plus` says what a `+` stands for: a
/// space where people's text went through a form encoder, itself elsewhere (base64 signatures, addresses).
pub(super) fn unescape(value: &str, plus: char) -> Option<String> {
    let mut out = Vec::with_capacity(value.len());
    let mut bytes = value.bytes();
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'%' => {
                let (high, low) = (char::from(bytes.next()?).to_digit(16)?, char::from(bytes.next()?).to_digit(16)?);
                u8::try_from(high * 16 + low).ok()?
            }
            b'+' => u8::try_from(plus).ok()?,
            other => other,
        });
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn escaped(value: &str) -> String {
        let mut out = String::new();
        escape(value, &mut out);
        out
    }

    #[test]
    fn each_value_has_one_spelling() {
        assert_eq!(escaped("examplestore@sandbox"), "examplestore@sandbox");
        assert_eq!(escaped("Rs. 5 & more = 100%+#?/"), "Rs.%205%20%26%20more%20%3D%20100%25%2B%23%3F%2F");
        assert_eq!(escaped("आशा"), "%E0%A4%86%E0%A4%B6%E0%A4%BE");
        assert_eq!(escaped("-._~"), "-._~");
    }

    #[test]
    fn broken_escapes_are_refused() {
        for bad in ["%", "%4", "%zz", "%ff", "%+1", "%E0%A4"] {
            assert_eq!(unescape(bad, '+'), None, "{bad}");
        }
        assert_eq!(unescape("a+b%2Bc%2b", ' ').as_deref(), Some("a b+c+"));
        assert_eq!(unescape("a+b", '+').as_deref(), Some("a+b"));
    }

    proptest! {
        #[test]
        fn every_text_survives(value in ".{0,60}") {
            let text = escaped(&value);
            let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~@%".contains(&b));
            prop_assert!(plain);
            for plus in ['+', ' '] {
                let back = unescape(&text, plus);
                prop_assert_eq!(back.as_deref(), Some(value.as_str()));
            }
        }
    }
}

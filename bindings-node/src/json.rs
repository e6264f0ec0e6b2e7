//! The gateway's own JSON as JavaScript values, without losing a digit.

use enkash::wire;
use serde_json::value::RawValue;

use crate::js::{Js, Made, Value};

/// Digits that a JavaScript number keeps, whatever they are.
const EXACT_DIGITS: usize = 15;

/// Nesting that is followed; the gateway's answers stay far below, a hostile one must not exhaust the stack.
const MAX_DEPTH: usize = 64;

/// A value of `extra`. Numbers that a JavaScript number cannot hold exactly come as text.
pub(crate) fn give(js: Js, raw: &RawValue) -> Made {
    give_within(js, raw, MAX_DEPTH)
}

fn give_within(js: Js, raw: &RawValue, depth: usize) -> Made {
    let text = raw.get();
    match text.as_bytes().first() {
        Some(b'n') | None => js.null(),
        Some(b't') => js.boolean(true),
        Some(b'f') => js.boolean(false),
        Some(b'"') => js.string(&wire::text(raw).unwrap_or_default()),
        Some(b'[') if depth > 0 => {
            let elements = wire::elements(raw).unwrap_or_default();
            let array = js.array(elements.len())?;
            for (index, element) in (0..).zip(elements) {
                js.set_element(array, index, give_within(js, element, depth - 1)?)?;
            }
            js.freeze(array)
        }
        Some(b'{') if depth > 0 => {
            let object = js.object()?;
            for (key, value) in wire::entries(raw).unwrap_or_default() {
                define(js, object, &key, give_within(js, value, depth - 1)?)?;
            }
            js.freeze(object)
        }
        Some(b'[' | b'{') => js.string(text),
        Some(_) => match exact(text) {
            Some(number) => js.number(number),
            None => js.string(text),
        },
    }
}

/// Sets a key that the other side chose. Plain setting would reach the prototype: `__proto__` would change the object, and
/// `toString` would be dropped where the prototype is frozen.
pub(crate) fn define(js: Js, object: Value, key: &str, value: Value) -> Made<()> {
    js.define(object, key, value)
}

fn exact(text: &str) -> Option<f64> {
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let significant = digits.trim_start_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count();
    let small = exponent.parse::<i32>().is_ok_and(|exponent| exponent.abs() <= 200);
    (significant <= EXACT_DIGITS && small).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_exact_numbers_are_numbers() {
        assert_eq!(exact("499.00"), Some(499.0));
        assert_eq!(exact("-0.1176"), Some(-0.1176));
        assert_eq!(exact("123456789012345"), Some(123_456_789_012_345.0));
        for text in ["12345678901234567890.25", "9007199254740993", "1e400", "0.1234567890123456789"] {
            assert_eq!(exact(text), None, "{text}");
        }
    }
}

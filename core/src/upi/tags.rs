//! EMVCo's texts of tags: two digits of tag, two digits of length, the value; values may be such texts again.
//!
//! EMVCo counts lengths in characters (its own example has Chinese text), many writers count bytes. Written values are
//! ASCII, where both are the same. A text that is read is first taken by bytes; one that does not come out even is taken
//! by characters. The check sum decides nothing here: it covers the text, not the counting.

/// Why a text is not a text of tags.
pub(super) const UNEVEN: &str = "does not come out as tags, lengths and values; it was cut or changed";

/// The tags of a text, in their order.
pub(super) fn read(text: &str) -> Option<Vec<(u8, &str)>> {
    split(text, by_bytes).or_else(|| if text.is_ascii() { None } else { split(text, by_characters) })
}

fn split(mut text: &str, end: fn(&str, usize) -> Option<usize>) -> Option<Vec<(u8, &str)>> {
    let mut found = Vec::new();
    while !text.is_empty() {
        let (tag, length) = (two_digits(text.get(..2)?)?, two_digits(text.get(2..4)?)?);
        let rest = text.get(4..)?;
        let (value, after) = rest.split_at_checked(end(rest, usize::from(length))?)?;
        if value.is_empty() {
            return None;
        }
        found.push((tag, value));
        text = after;
    }
    Some(found)
}

fn by_bytes(_: &str, length: usize) -> Option<usize> {
    Some(length)
}

/// Where a number of characters ends.
fn by_characters(text: &str, length: usize) -> Option<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(length)
}

/// A number written with exactly two digits.
pub(super) fn two_digits(text: &str) -> Option<u8> {
    (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// Adds a tag; the value has 1 to 99 bytes, as checked before.
pub(super) fn write(tag: u8, value: &str, out: &mut String) {
    out.push_str(&format!("{tag:02}{:02}{value}", value.len()));
}

/// CRC-16/CCITT: polynomial 0x1021, start 0xFFFF, not reflected, as EMVCo asks for.
pub(crate) fn crc16(text: &str) -> u16 {
    text.bytes().fold(0xFFFF, |sum, byte| {
        (0..8).fold(sum ^ u16::from(byte) << 8, |sum, _| if sum & 0x8000 == 0 { sum << 1 } else { sum << 1 ^ 0x1021 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The example of EMVCo's merchant-presented specification, with Chinese text whose lengths are characters.
    const EXAMPLE: &str = "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN\
        5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A6008667\
        0902ME91320016A0112233449988770708123456786304A13A";

    #[test]
    fn the_published_example_is_read_and_sums_up() {
        let tags = read(EXAMPLE).expect("tags");
        let value = |tag: u8| tags.iter().find(|(found, _)| *found == tag).map(|(_, value)| *value);
        assert_eq!(value(59), Some("BEST TRANSPORT"));
        assert_eq!(value(54), Some("23.72"));
        let nested = read(value(64).expect("tag 64")).expect("tags inside");
        assert_eq!(nested, [(0, "ZH"), (1, "最佳运输"), (2, "北京")]);
        assert_eq!(value(63), Some("A13A"));
        assert_eq!(crc16(&EXAMPLE[..EXAMPLE.len() - 4]), 0xA13A);
    }

    /// The check value of the sum, as catalogues of such sums print it.
    #[test]
    fn the_sum_of_the_nine_digits() {
        assert_eq!(crc16("123456789"), 0x29B1);
    }

    #[test]
    fn uneven_texts_are_refused() {
        for bad in ["0", "00", "0002", "00020", "000201x", "00030", "0000", "0a0201", "00+1x", "000199"] {
            assert_eq!(read(bad), None, "{bad}");
        }
        // Two Devanagari characters are six bytes, which writers give as 06 or as 02.
        assert_eq!(read("5906अआ6002IN"), Some(vec![(59, "अआ"), (60, "IN")]));
        assert_eq!(read("5902अआ6002IN"), Some(vec![(59, "अआ"), (60, "IN")]));
    }

    proptest! {
        #[test]
        fn tags_survive(tags in prop::collection::vec((0u8..100, "[ -~]{1,99}"), 0..6)) {
            let mut text = String::new();
            tags.iter().for_each(|(tag, value)| write(*tag, value, &mut text));
            let expected: Vec<_> = tags.iter().map(|(tag, value)| (*tag, value.as_str())).collect();
            prop_assert_eq!(read(&text), Some(expected));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "([0-9]{4}.{0,6}){0,5}") {
            let _ = read(&text);
        }
    }
}

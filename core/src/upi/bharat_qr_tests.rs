//! BharatQR texts: one put together by hand from the tables, and what must hold for every text.

use proptest::option::of;
use proptest::prelude::*;

use super::bharat_qr::{build, parse};
use super::tags::crc16;
use crate::model::{BharatQr, QrAdditionalData, QrTag, QrText};
use crate::scalar::Money;

/// Tags 00, 01, 04, 26 (48 bytes: 14 + 24 + 10), 27 (14 + 11 + 23), 52 to 54, 58 to 62 (11 + 6), 64; the sum by Python's
/// `binascii.crc_hqx(text, 0xFFFF)`.
const FULL: &str = "00020101021204164012345678901234\
    26480010A0000005240120examplestore@sandbox0206100.00\
    27480010A0000005240107INV10010219https://example.com\
    5204541153033565406499.505802IN5913Example Store6006Mumbai610640000162170107INV10010702T164060002HI6304";
const FULL_SUM: &str = "3E7E";
const MINIMAL: &str = "00020126380010A0000005240120examplestore@sandbox5204000053033565802IN5904Asha6006Mumbai63047B4F";

fn full() -> BharatQr {
    let amount = |text| Money::parse(text).expect("an amount");
    BharatQr::new("5411", "Example Store", "Mumbai")
        .single_use(true)
        .accounts(vec![QrTag::new("04", "4012345678901234")])
        .vpa("examplestore@sandbox")
        .minimum_amount(amount("100"))
        .reference("INV1001")
        .url("https://example.com")
        .amount(amount("499.5"))
        .postal_code("400001")
        .additional(QrAdditionalData::new().bill_number("INV1001").terminal_label("T1"))
        .other(vec![QrTag::new("64", "0002HI")])
}

fn minimal() -> BharatQr {
    BharatQr::new("0000", "Asha", "Mumbai").vpa("examplestore@sandbox")
}

fn refusal(text: &str) -> String {
    let error = parse(QrText::new(text)).expect_err(text);
    assert_eq!(error.info().field.as_deref(), Some("text"));
    error.to_string()
}

/// The text with another part, and a right check sum.
fn with(from: &str, to: &str) -> String {
    assert!(FULL.contains(from), "{from}");
    let text = FULL.replace(from, to);
    let sum = crc16(&text);
    format!("{text}{sum:04X}")
}

#[test]
fn the_tables_by_hand() {
    let text = format!("{FULL}{FULL_SUM}");
    assert_eq!(build(full()).expect("a text").text, text);
    assert_eq!(parse(QrText::new(text)).expect("a code"), full());
    assert_eq!(build(minimal()).expect("a text").text, MINIMAL);
    assert_eq!(parse(QrText::new(MINIMAL)).expect("a code"), minimal());
}

#[test]
fn what_is_not_a_code_of_india_is_refused() {
    assert!(refusal("").contains("000201"));
    assert!(refusal("upi://pay?pa=shop@axisbank").contains("000201"));
    assert!(refusal(FULL).contains("tags"));
    assert!(refusal(&format!("{FULL}0000")).contains("check sum"));
    assert!(refusal(&format!("{FULL}{FULL_SUM}6500")).contains("tags"));
    let table = [
        ("5303356", "5303840", "rupees"),
        ("5802IN", "5802US", "India"),
        ("010212", "010213", "neither 11 nor 12"),
        ("5406499.50", "5406499,50", "decimal amount"),
        ("5406499.50", "54040.00", "above zero"),
        ("5406499.50", "5406499.505406499.50", "twice"),
        ("0206100.00", "0206100.0x", "tag 02"),
        ("62170107INV10010702T1", "62230107INV10010702T10702T2", "62.07 twice"),
        ("0120examplestore@sandbox", "0120examplestore.sandbox", "26.01"),
        ("62170107INV1001", "621701x7INV1001", "come out"),
        ("52045411", "", "no tag 52"),
        ("5913Example Store", "", "no tag 59"),
        ("64060002HI", "6400", "come out"),
    ];
    for (from, to, reason) in table {
        let error = refusal(&with(from, to));
        assert!(error.contains(reason), "{to}: {error}");
    }
}

#[test]
fn templates_of_others_are_kept_whole() {
    let text = with("0010A0000005240120examplestore@sandbox", "0010B0000005240120examplestore@sandbox");
    let code = parse(QrText::new(text.as_str())).expect("a code");
    assert_eq!(code.vpa, None);
    assert_eq!(code.other[0].tag, "26");
    assert_eq!(build(code).expect("a text").text, text);
    // A tag inside our template that no field stands for keeps its place.
    let code = parse(QrText::new(with("26480010A000000524", "26530010A0000005240301x"))).expect("a code");
    assert_eq!(code.other[0], QrTag::new("26.03", "x"));
    assert_eq!(code.vpa.as_deref(), Some("examplestore@sandbox"));
}

#[test]
fn a_text_is_read_up_to_4096_bytes() {
    // Tags that are kept as they stand, of 103 bytes each; the last one makes the text as long as it should be.
    let long = |length: usize| {
        let start = FULL.strip_suffix("64060002HI6304").expect("the last two tags");
        let mut text = start.to_owned();
        let mut tags = (64..=99).chain(5..=25);
        while text.len() + 8 < length {
            let value = 99.min(length - text.len() - 12);
            text.push_str(&format!("{:02}{value:02}{}", tags.next().expect("a tag"), "x".repeat(value)));
        }
        text.push_str("6304");
        let sum = crc16(&text);
        format!("{text}{sum:04X}")
    };
    let most = long(4096);
    assert_eq!(most.len(), 4096);
    assert!(parse(QrText::new(most)).is_ok());
    let more = long(4097);
    assert_eq!(more.len(), 4097);
    assert!(refusal(&more).contains("4096"));
}

#[test]
fn what_cannot_be_right_is_not_written() {
    let other = |tag: &str, value: &str| minimal().other(vec![QrTag::new(tag, value)]);
    let nobody = || BharatQr::new("0000", "Asha", "Mumbai");
    let amount = |text| Money::parse(text).expect("an amount");
    let table = [
        (nobody(), "vpa"),
        (nobody().minimum_amount(amount("1")), "vpa"),
        (nobody().vpa("asha"), "vpa"),
        (BharatQr::new("54", "Asha", "Mumbai").vpa("asha@bank"), "merchant_code"),
        (BharatQr::new("0000", "", "Mumbai").vpa("asha@bank"), "name"),
        (BharatQr::new("0000", "A".repeat(26), "Mumbai").vpa("asha@bank"), "name"),
        (BharatQr::new("0000", "आशा", "Mumbai").vpa("asha@bank"), "name"),
        (BharatQr::new("0000", "Asha", "M".repeat(16)).vpa("asha@bank"), "city"),
        (minimal().postal_code("40000100000"), "postal_code"),
        (minimal().amount(amount("0.001")), "amount"),
        (minimal().amount(amount("12345678901.00")), "amount"),
        (minimal().amount(amount("1")).minimum_amount(amount("2")), "minimum_amount"),
        (minimal().vpa(format!("{}@bank", "a".repeat(80))), "vpa"),
        (minimal().reference("R".repeat(60)).url("https://example.com/1234567890"), "url"),
        (minimal().additional(QrAdditionalData::new().bill_number("B".repeat(26))), "additional.bill_number"),
        (
            minimal().additional(
                QrAdditionalData::new()
                    .bill_number("B".repeat(25))
                    .store_label("S".repeat(25))
                    .purpose("P".repeat(25))
                    .terminal_label("T".repeat(25)),
            ),
            "additional",
        ),
        (minimal().accounts(vec![QrTag::new("26", "x")]), "accounts[0].tag"),
        (minimal().accounts(vec![QrTag::new("4", "x")]), "accounts[0].tag"),
        (minimal().accounts(vec![QrTag::new("04", "x"), QrTag::new("04", "y")]), "accounts[1].tag"),
        (minimal().accounts(vec![QrTag::new("04", "")]), "accounts[0].value"),
        (other("59", "x"), "other[0].tag"),
        (other("26", "x"), "other[0].tag"),
        (other("62.01", "x"), "other[0].tag"),
        (other("26.00", "x"), "other[0].tag"),
        (other("28.01", "x"), "other[0].tag"),
        (other("6x", "x"), "other[0].tag"),
        (other("62.5", "x"), "other[0].tag"),
        (other("64", &"x".repeat(100)), "other[0].value"),
        (minimal().other(vec![QrTag::new("64", "x"), QrTag::new("64", "y")]), "other[1].tag"),
    ];
    for (code, field) in table {
        let error = build(code).expect_err(field);
        assert_eq!(error.info().field.as_deref(), Some(field), "{error}");
    }
}

const TEXT: &str = "[!-~]([ -~]{0,8}[!-~])?";

prop_compose! {
    fn codes()(
        name in "[!-~][ -~]{0,23}[!-~]",
        city in "[!-~][ -~]{0,13}[!-~]",
        who in (of("[a-z]{2,20}@[a-z]{2,10}"), proptest::collection::btree_map(2u8..26, TEXT, 0..3)),
        options in (of(any::<bool>()), of(TEXT), of(1i64..100_000_000), any::<bool>()),
        additional in (of(TEXT), of(TEXT), of(TEXT)),
        other in proptest::collection::btree_map(64u8..100, TEXT, 0..3),
        inside in of(TEXT),
    ) -> BharatQr {
        let mut code = BharatQr::new("5411", name, city);
        let tags = |tags: std::collections::BTreeMap<u8, String>| {
            tags.into_iter().map(|(tag, value)| QrTag::new(format!("{tag:02}"), value)).collect::<Vec<_>>()
        };
        code.vpa = who.0.or(who.1.is_empty().then(|| "asha@bank".into()));
        code.accounts = tags(who.1);
        (code.single_use, code.reference) = (options.0, options.1);
        code.amount = options.2.map(Money::from_paise);
        code.minimum_amount = code.amount.filter(|_| options.3 && code.vpa.is_some());
        let mut data = QrAdditionalData::new();
        (data.bill_number, data.store_label, data.purpose) = additional;
        code.additional = Some(data.clone()).filter(|data| *data != QrAdditionalData::new());
        code.other = inside.into_iter().map(|value| QrTag::new("62.50", value)).chain(tags(other)).collect();
        code
    }
}

proptest! {
    #[test]
    fn codes_survive(code in codes()) {
        let text = build(code.clone()).expect("a good code").text;
        prop_assert_eq!(parse(QrText::new(text.as_str())).expect("a code of our own"), code);
        // One wrong character anywhere is found.
        let mut bytes = text.into_bytes();
        let at = bytes.len() / 2;
        bytes[at] ^= 1;
        prop_assert!(parse(QrText::new(String::from_utf8(bytes).expect("ASCII"))).is_err());
    }

    #[test]
    fn any_text_is_read_or_refused(tail in "([0-9]{2}0[0-9].{0,9}){0,4}", sum in any::<bool>()) {
        let mut text = format!("000201{tail}6304");
        if sum {
            let sum = crc16(&text);
            text.push_str(&format!("{sum:04X}"));
        }
        let _ = parse(QrText::new(text));
    }
}

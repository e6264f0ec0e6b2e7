//! Links: what the parameter tables say, as texts, and what must hold for every link.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

use super::{mandate_link, pay_link};
use crate::model::{
    AmountRule, LinkParameter, LinkText, MandateAction, MandateLink, PayLink, RecurrencePeriod, RecurrenceRule,
    UpiInitiationMode, UpiPurpose,
};
use crate::scalar::Money;

const TID: &str = "SBI00000000000000000000000000000001";
const UMN: &str = "c27f5fc30d344e9594fce0afa34f8859@mypsp";

fn amount(text: &str) -> Money {
    Money::parse(text).expect("an amount")
}

fn pay() -> PayLink {
    PayLink::new("examplestore@sandbox", "Example Store")
}

fn mandate() -> MandateLink {
    MandateLink::new(
        MandateAction::Create,
        "examplestore@sandbox",
        "Example Store",
        "5815",
        TID,
        "SUB1001",
        "Monthly plan",
        amount("499"),
        AmountRule::Max,
        "2026-04-22",
        "2027-04-21",
        RecurrencePeriod::Monthly,
        UpiInitiationMode::Intent,
        UpiPurpose::StandingInstruction,
    )
}

fn parse_pay(link: &str) -> Result<PayLink, String> {
    pay_link::parse(LinkText::new(link)).map(|parsed| parsed.pay).map_err(|error| {
        assert_eq!(error.info().field.as_deref(), Some("link"));
        error.to_string()
    })
}

#[test]
fn a_full_payment_link() {
    let full = pay()
        .merchant_code("5411")
        .transaction_id(TID)
        .reference("INV-1001")
        .note("Rs. 5 & more")
        .amount(amount("499.5"))
        .minimum_amount(amount("100"))
        .url("https://example.com/INV?a=1")
        .mode(UpiInitiationMode::SecureIntent)
        .purpose(UpiPurpose::DefaultPurpose)
        .originator_id("000000")
        .other(vec![LinkParameter::new("x-shop", "1+1")]);
    let unsigned = "upi://pay?pa=examplestore@sandbox&pn=Example%20Store&mc=5411&tid=SBI00000000000000000000000000000001\
        &tr=INV-1001&tn=Rs.%205%20%26%20more&am=499.50&mam=100.00&cu=INR&url=https%3A%2F%2Fexample.com%2FINV%3Fa%3D1\
        &mode=05&purpose=00&orgid=000000&x-shop=1%2B1";
    let built = pay_link::build(full.clone()).expect("a link");
    assert_eq!((built.link.as_str(), built.needs_sign), (unsigned, true));
    let signed = pay_link::build(full.sign("MEUCIQ+/==")).expect("a link");
    assert_eq!((signed.link, signed.needs_sign), (format!("{unsigned}&sign=MEUCIQ%2B%2F%3D%3D"), false));
}

#[test]
fn links_of_others_are_read() {
    let parsed = parse_pay(
        "UPI://pay?pn=Merchant%20Inc&pa=shop@axisbank&mc=1234&tid=&tr=null&am=1&tn=Pay+for+merchant&refUrl=https://example.com/x&mode=77",
    )
    .expect("a link");
    assert_eq!(parsed.payee_name, "Merchant Inc");
    assert_eq!(parsed.note.as_deref(), Some("Pay for merchant"));
    assert_eq!((parsed.transaction_id, parsed.reference), (None, None));
    assert_eq!(parsed.amount, Some(amount("1.00")));
    assert_eq!(parsed.url.as_deref(), Some("https://example.com/x"));
    assert_eq!(parsed.mode.map(|mode| mode.to_string()).as_deref(), Some("77"));
    // The sign may be written plainly; what it covers is the text as it came.
    let text = "upi://pay?pa=shop@axisbank&pn=A%20b&cu=INR";
    let signed = pay_link::parse(LinkText::new(format!("{text}&sign=ab+/=="))).expect("a link");
    assert_eq!(signed.signed_text.as_deref(), Some(text));
    assert_eq!(signed.pay.sign.as_deref(), Some("ab+/=="));
}

#[test]
fn dangerous_links_are_refused() {
    let good = "upi://pay?pa=shop@axisbank&pn=Shop";
    assert!(parse_pay(good).is_ok());
    let table = [
        (format!("{good}&am=1.00&am=2.00"), "twice"),
        (format!("{good}&AM=1.00&am=2.00"), "twice"),
        (format!("{good}&url=a&refUrl=b"), "both"),
        (format!("{good}&sign=ab&am=1.00"), "behind sign"),
        (format!("{good}&cu=USD"), "INR"),
        (format!("{good}&am=1.005"), "two decimals"),
        (format!("{good}&am=0"), "above zero"),
        (format!("{good}&am=-1"), "above zero"),
        (format!("{good}&am=1e3"), "decimal amount"),
        (format!("{good}&am=1.00&mam=2.00"), "above am"),
        (format!("{good}&tn=%zz"), "broken escape"),
        (format!("{good}&tn=%0A"), "control character"),
        (format!("{good}&tn=a#b"), "'#'"),
        (format!("{good}&&tn=a"), "name=value"),
        (format!("{good}&tn"), "name=value"),
        ("upi://pay?pn=Shop".into(), "no parameter pa"),
        ("upi://pay?pa=shop@axisbank".into(), "no parameter pn"),
        ("upi://pay?pa=shop&pn=Shop".into(), "UPI id"),
        ("upi://mandate?pa=shop@axisbank&pn=Shop".into(), "upi://pay"),
        ("https://example.com/?pa=shop@axisbank&pn=Shop".into(), "upi://pay"),
        ("".into(), "upi://pay"),
        (format!("{good}&tn={}", "a".repeat(4096)), "4096"),
    ];
    for (link, reason) in table {
        let error = parse_pay(&link).expect_err(&link);
        assert!(error.contains(reason), "{link}: {error}");
    }
}

#[test]
fn what_cannot_be_right_is_not_written() {
    let table = [
        (PayLink::new("shop", "Shop"), "payee_vpa"),
        (PayLink::new("shop@bank", " "), "payee_name"),
        (PayLink::new("shop@bank", "a\nb"), "payee_name"),
        (pay().merchant_code("541"), "merchant_code"),
        (pay().transaction_id("T1"), "transaction_id"),
        (pay().reference("null"), "reference"),
        (pay().amount(amount("1.005")), "amount"),
        (pay().amount(Money::ZERO), "amount"),
        (pay().amount(amount("1")).minimum_amount(amount("1.01")), "minimum_amount"),
        (pay().url("https://example.com/x"), "reference"),
        (pay().reference("A").url("example.com"), "url"),
        (pay().mode("4"), "mode"),
        (pay().purpose("A1"), "purpose"),
        (pay().originator_id(""), "originator_id"),
        (pay().sign("a b"), "sign"),
        (pay().sign(""), "sign"),
        (pay().other(vec![LinkParameter::new("x", "1"), LinkParameter::new("AM", "1")]), "other[1].name"),
        (pay().other(vec![LinkParameter::new("refurl", "1")]), "other[0].name"),
        (pay().other(vec![LinkParameter::new("a b", "1")]), "other[0].name"),
        (pay().other(vec![LinkParameter::new("x", "a\nb")]), "other[0].value"),
    ];
    for (link, field) in table {
        let error = pay_link::build(link).expect_err(field);
        assert_eq!(error.info().field.as_deref(), Some(field), "{error}");
    }
}

#[test]
fn a_full_mandate_link() {
    let full = mandate()
        .first_amount(amount("1"))
        .rule(RecurrenceRule::On)
        .value(5)
        .revocable(true)
        .block_fund(false)
        .share_to_payee(true)
        .note("Plan")
        .originator_id("000000")
        .version("01")
        .qr_medium("02")
        .qr_expires("2026-04-23T00:00:00+05:30")
        .sign("AAAA");
    let text = "upi://mandate?txnType=CREATE&pa=examplestore@sandbox&pn=Example%20Store&mc=5815\
        &tid=SBI00000000000000000000000000000001&tr=SUB1001&mn=Monthly%20plan&am=499.00&cu=INR&amrule=MAX&fam=1.00\
        &validitystart=22042026&validityend=21042027&recur=MONTHLY&recurtype=ON&recurvalue=5&mode=04&purpose=14&rev=Y\
        &block=N&share=Y&tn=Plan&orgid=000000&ver=01&qrMedium=02&QRexpire=2026-04-23T00%3A00%3A00%2B05%3A30&sign=AAAA";
    assert_eq!(mandate_link::build(full.clone()).expect("a link").link, text);
    let parsed = mandate_link::parse(LinkText::new(text)).expect("a link");
    assert_eq!(parsed.mandate, full);
    assert_eq!(parsed.signed_text.as_deref(), text.strip_suffix("&sign=AAAA"));
}

#[test]
fn rules_of_mandates() {
    let once = || {
        let mut link = mandate();
        (link.period, link.purpose) = (RecurrencePeriod::OneTime, UpiPurpose::Securities);
        link
    };
    let loan = || {
        let mut link = mandate();
        link.merchant_code = "7322".into();
        link
    };
    let acting = |action: &str| {
        let mut link = mandate();
        link.action = action.into();
        link
    };
    let ending = |day: &str| {
        let mut link = mandate();
        link.validity_end = day.into();
        link
    };
    let table = [
        (mandate(), None),
        (mandate().block_fund(true), Some("block_fund")),
        (once().block_fund(true), None),
        (once().block_fund(true).revocable(false), None),
        (once().block_fund(false).revocable(false), Some("revocable")),
        (once().revocable(false), Some("revocable")),
        (mandate().revocable(false), Some("revocable")),
        (loan().revocable(false), None),
        (mandate().first_amount(amount("498.99")), None),
        (mandate().first_amount(amount("499")), Some("first_amount")),
        (mandate().first_amount(Money::ZERO), Some("first_amount")),
        (once().first_amount(Money::ZERO), None),
        (mandate().rule("WITHIN"), Some("rule")),
        (mandate().rule("ON").value(31), None),
        (mandate().rule("ON").value(32), Some("value")),
        (acting("UPDATE"), Some("umn")),
        (acting("REVOKE").umn(UMN), None),
        (acting("PAUSE").umn(UMN), Some("action")),
        (acting("UPDATE").umn("x@y"), Some("umn")),
        (ending("2026-04-22"), None),
        (ending("2026-04-21"), Some("validity_end")),
        (ending("2027-02-29"), Some("validity_end")),
        (ending("21042027"), Some("validity_end")),
        (mandate().other(vec![LinkParameter::new("umn", UMN)]), Some("other[0].name")),
    ];
    for (link, field) in table {
        let outcome = mandate_link::build(link.clone());
        let refused = outcome.as_ref().err().and_then(|error| error.info().field.clone());
        assert_eq!(refused.as_deref(), field, "{link:?}");
        assert_eq!(outcome.is_ok(), field.is_none());
    }
}

#[test]
fn signed_modes_ask_for_a_signature() {
    // "Secure" in the table of modes: QR, intent, and the secure ones among the offline and online codes.
    let secure = ["02", "05", "13", "16", "17", "20", "23", "24"];
    for code in UpiInitiationMode::INFO.values {
        let built = pay_link::build(pay().mode(code.wire)).expect("a link");
        assert_eq!(built.needs_sign, secure.contains(&code.wire), "{}", code.wire);
        assert!(!pay_link::build(pay().mode(code.wire).sign("AAAA")).expect("a link").needs_sign);
    }
    assert_eq!(UpiInitiationMode::INFO.values.len(), 25);
}

#[test]
fn zero_has_one_spelling() {
    let mut link = mandate().first_amount(amount("-0"));
    link.purpose = UpiPurpose::Securities;
    assert!(mandate_link::build(link).expect("a link").link.contains("&fam=0.00&"));
}

#[test]
fn mandate_links_of_others() {
    let link = mandate_link::build(mandate()).expect("a link").link;
    let parsed = |link: &str| mandate_link::parse(LinkText::new(link)).map(|parsed| parsed.mandate);
    assert_eq!(parsed(&link).expect("a link"), mandate());
    for name in ["txnType", "pa", "mc", "tid", "tr", "mn", "am", "amrule", "validitystart", "recur", "mode", "purpose"]
    {
        let error = parsed(&link.replace(&format!("{name}="), "x=")).expect_err(name);
        assert!(error.to_string().contains(name), "{error}");
    }
    for (from, to) in [
        ("22042026", "31022026"),
        ("22042026", "2026-04-22"),
        ("22042026", "22042028"),
        ("amrule=MAX", "amrule=ABOUT"),
        ("&mode=", "&rev=yes&mode="),
        ("&mode=", "&recurvalue=five&mode="),
        ("&mode=", "&fam=499.00&mode="),
    ] {
        assert!(parsed(&link.replace(from, to)).is_err(), "{to}");
    }
}

const WORDS: &str = "\\PC{0,12}[^\\p{C}\\s]\\PC{0,12}";

fn other() -> impl Strategy<Value = Vec<LinkParameter>> {
    let parameter = ("x[a-zA-Z0-9_.-]{0,6}", "\\PC{0,12}").prop_map(|(name, value)| LinkParameter::new(name, value));
    vec(parameter, 0..3)
}

fn rupees() -> impl Strategy<Value = Money> {
    (1i64..100_000_000_000).prop_map(Money::from_paise)
}

fn texts() -> impl Strategy<Value = String> {
    WORDS.prop_filter("the word null is refused", |text| text != "null")
}

prop_compose! {
    fn pay_links()(
        who in ("[a-zA-Z0-9][a-zA-Z0-9._-]{1,20}@[a-zA-Z][a-zA-Z0-9]{1,12}", WORDS),
        codes in (of("[0-9]{4}"), of("[A-Z]{3}[A-Za-z0-9]{32}"), texts(), of(WORDS), of("[0-9]{6}")),
        amounts in (of(rupees()), any::<bool>()),
        url in of("https://example\\.com/[a-z?&=#%+]{0,12}"),
        table in (of("[0-9]{2}"), of("[0-9]{2}")),
        other in other(),
        sign in of("[A-Za-z0-9+/]{1,40}={0,2}"),
    ) -> PayLink {
        let mut link = PayLink::new(who.0, who.1).other(other);
        (link.merchant_code, link.transaction_id, link.note, link.originator_id) = (codes.0, codes.1, codes.3, codes.4);
        link.reference = Some(codes.2).filter(|_| url.is_some() || amounts.1);
        (link.amount, link.minimum_amount) = (amounts.0, amounts.0.filter(|_| amounts.1));
        (link.mode, link.purpose) = (table.0.map(|code| code.as_str().into()), table.1.map(|code| code.as_str().into()));
        (link.url, link.sign) = (url, sign);
        link
    }
}

prop_compose! {
    fn mandate_links()(
        period in 0usize..10,
        texts in (texts(), WORDS, WORDS, of(WORDS), of(texts()), of(texts()), of(texts())),
        paise in 2i64..100_000_000,
        validity in (0i32..20_000, 0i32..4_000),
        rule in of((0usize..3, 1i64..8)),
        flags in (any::<bool>(), of(any::<bool>()), of(Just(true))),
        sign in of("[A-Za-z0-9+/]{1,40}={0,2}"),
        other in other(),
    ) -> MandateLink {
        let day = |days| super::day::text(time::Date::from_julian_day(2_451_545 + days).expect("after 2000"));
        let mut link = mandate().other(other);
        link.period = RecurrencePeriod::INFO.values[period].wire.into();
        (link.reference, link.payee_name, link.mandate_name, link.note) = (texts.0, texts.1, texts.2, texts.3);
        (link.version, link.qr_medium, link.qr_expires) = (texts.4, texts.5, texts.6);
        link.amount = Money::from_paise(paise);
        link.first_amount = flags.0.then(|| Money::from_paise(paise / 2));
        (link.validity_start, link.validity_end) = (day(validity.0), day(validity.0 + validity.1));
        link.rule = rule.map(|(rule, _)| RecurrenceRule::INFO.values[rule].wire.into());
        link.value = rule.map(|(_, value)| value);
        (link.share_to_payee, link.revocable, link.sign) = (flags.1, flags.2, sign);
        link
    }
}

proptest! {
    #[test]
    fn payment_links_survive(link in pay_links()) {
        let built = pay_link::build(link.clone()).expect("a good link").link;
        let parsed = pay_link::parse(LinkText::new(built.as_str())).expect("a link of our own");
        prop_assert_eq!(&parsed.pay, &link);
        // Signing adds at the end and changes nothing before it.
        let mut unsigned = link.clone();
        unsigned.sign = None;
        let unsigned = pay_link::build(unsigned).expect("a good link").link;
        prop_assert!(built.starts_with(&unsigned));
        prop_assert_eq!(parsed.signed_text, link.sign.map(|_| unsigned));
        // Plain ASCII: every scanner and every form carries it.
        prop_assert!(built.bytes().all(|b| b.is_ascii_graphic()));
    }

    #[test]
    fn mandate_links_survive(link in mandate_links()) {
        let built = mandate_link::build(link.clone()).expect("a good link").link;
        let parsed = mandate_link::parse(LinkText::new(built.as_str())).expect("a link of our own");
        prop_assert_eq!(&parsed.mandate, &link);
        prop_assert!(built.bytes().all(|b| b.is_ascii_graphic()));
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>(), tail in "([a-zA-Z]{1,4}=[^&]{0,8}&?){0,6}") {
        let near = format!("upi://pay?pa=shop@axisbank&pn=Shop&{tail}");
        for text in [text, near.clone(), near.replace("pay", "mandate")] {
            let _ = pay_link::parse(LinkText::new(text.as_str()));
            let _ = mandate_link::parse(LinkText::new(text));
        }
    }

    /// A parsed link that is not our own never loses a parameter: what is not known stands in `other`.
    #[test]
    fn unknown_parameters_are_kept(other in other()) {
        let mut link = String::from("upi://pay?pa=shop@axisbank&pn=Shop");
        for parameter in &other {
            link.push_str(&format!("&{}=", parameter.name));
            super::escape::escape(&parameter.value, &mut link);
        }
        prop_assert_eq!(parse_pay(&link).expect("a link").other, other);
    }
}

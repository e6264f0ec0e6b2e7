//! What is shown of words that are not ours.

use super::*;
use crate::mask::Forms;
use crate::scalar::Secret;

fn shown(body: &str, secrets: &[&str]) -> String {
    let secrets: Vec<Secret> = secrets.iter().map(|text| Secret::new(*text)).collect();
    let mut excerpt = Excerpt::of(body);
    assert_eq!(excerpt.to_string(), "", "nothing is shown before it has been scrubbed");
    assert_eq!(format!("{excerpt:?}"), "Excerpt()");
    let forms = Forms::of(&secrets);
    excerpt.scrub(&Told::of([Forms::NONE, Forms::NONE, &forms]));
    excerpt.to_string()
}

#[test]
fn a_line_a_title_or_keys_are_shown() {
    assert_eq!(shown("upstream\r\n  connect error", &[]), "; it says \"upstream connect error\"");
    assert_eq!(
        shown("\u{feff} <!doctype html><HTML><Title>502 Bad \"Gateway\"</Title><body>secret", &[]),
        "; it says \"502 Bad 'Gateway'\""
    );
    assert_eq!(shown(r#"{"status":"UP","account":"123456789012"}"#, &[]), "; it holds the keys status, account");
    for nothing in ["", "  ", "<html><body>tok_live", "<title><b>x</b></title>", "[1]", "{\"token\":\"abc", "<title>x"]
    {
        assert_eq!(shown(nothing, &[]), "", "{nothing}");
    }
}

#[test]
fn what_is_shown_is_short_and_one_line() {
    let long = shown(&"ten chars ".repeat(5000), &[]);
    assert!(long.chars().count() < SHOWN + 20 && long.ends_with("…\""), "{long}");
    assert_eq!(shown("a\u{202e}b\u{0}c\u{1b}[31m", &[]), "; it says \"a b c [31m\"");
}

#[test]
fn a_secret_is_taken_out_in_every_form() {
    let secret = "s&k/1\"é+";
    for form in ["s&k/1\"é+", "s&k/1\\\"é+", "s%26k%2F1%22%C3%A9%2B", "s&amp;k/1&quot;é+", "cyZrLzEiw6kr"] {
        let text = shown(&format!("refused {form} today"), &[secret]);
        assert_eq!(text, "; it says \"refused *** today\"", "{form}");
    }
}

#[test]
fn a_secret_that_is_cut_is_taken_out_too() {
    assert_eq!(shown("the key plain-sec", &["plain-secret"]), "; it says \"the key ***\"");
    let token = "ey".repeat(400);
    let text = shown(&format!("{token} ").repeat(30), &[&token]);
    assert!(!text.contains("ey"), "{text}");
}

#[test]
fn of_the_gateways_own_words_only_numbers_that_stand_alone_are_masked() {
    for (said, expected) in [
        ("Account 501001234567 of the customer is frozen", "Account *** of the customer is frozen"),
        ("card 4111 1111 1111 1111 or 3782-822463-10005.", "card *** or ***."),
        ("ORD1784195236818VZuxB of RF_501001234567 is PAID", "ORD1784195236818VZuxB of RF_501001234567 is PAID"),
        (
            "expired at 2026-11-23 10:15:00, 1,23,456.00 of 499.00 100.00",
            "expired at 2026-11-23 10:15:00, 1,23,456.00 of 499.00 100.00",
        ),
        ("card 4111.1111.1111.1111 at 192.168.100.200", "card *** at 192.168.100.200"),
        ("orders 1001 1002 only", "orders 1001 1002 only"),
        ("payer of mandate-1784195236818 at 501001234567", "payer of mandate-1784195236818 at ***"),
    ] {
        assert_eq!(words(said, &Told::default().about(["mandate-1784195236818", ""]), false), expected);
    }
}

#[test]
fn a_short_id_leaves_no_longer_number_open() {
    let told = || Told::default().about(["1001", "4111"]);
    for (said, expected) in [
        ("Account 501001234567 is frozen", "Account *** is frozen"),
        ("card 4111 1111 1111 1111", "card ***"),
        ("order 1001 of 4111 is PAID", "order 1001 of 4111 is PAID"),
    ] {
        assert_eq!(words(said, &told(), false), expected);
    }
    let order = "order 123456789012 of INV-123456789013, not of account 1234567890123";
    let told = Told::default().about(["123456789012", "INV-123456789013"]);
    assert_eq!(words(order, &told, false), "order 123456789012 of INV-123456789013, not of account ***");
}

#[test]
fn a_short_secret_cuts_no_holes_into_ids_and_amounts_of_the_gateways_words() {
    let secrets = Forms::of(["784", "482911"].map(Secret::new).iter());
    let told = || Told::of([Forms::NONE, Forms::NONE, &secrets]);
    for (said, expected) in [
        ("Order ORD1784195236818VZuxB of 784.00 is expired", "Order ORD1784195236818VZuxB of 784.00 is expired"),
        ("cvv784 or CVV 784. OTP482911, order 7841", "cvv*** or CVV ***. OTP***, order 7841"),
        ("cvv 784.0, OTP 482911.25 or 482911.2 attempts", "cvv ***.0, OTP ***.25 or ***.2 attempts"),
    ] {
        assert_eq!(words(said, &told(), false), expected);
    }
    assert_eq!(words("a1784195b 482911", &told(), true), "a1***195b ***", "of a stranger nothing is believed");
}

#[test]
fn an_id_that_an_answer_names_is_shown_if_it_is_one() {
    let secrets = Forms::of(["4111111111111111"].map(Secret::new).iter());
    for (id, expected) in [
        ("EK1784195240012a8KIO", "; it says \"Declined\"; it names order_id \"EK1784195240012a8KIO\""),
        ("4111111111111111", "; it says \"Declined\""),
        ("NDExMTExMTExMTExMTExMQ", "; it says \"Declined\""),
        ("a b", "; it says \"Declined\""),
    ] {
        let mut excerpt = Excerpt::of("Declined").naming("order_id", id.into());
        assert_eq!(excerpt.to_string(), "", "nothing is shown before it has been scrubbed");
        excerpt.scrub(&Told::of([Forms::NONE, Forms::NONE, &secrets]));
        assert_eq!(excerpt.to_string(), expected);
    }
}

#[test]
fn numbers_and_tokens_are_masked() {
    for (said, expected) in [
        ("card 4111111111111111 refused", "card *** refused"),
        ("card 4111 1111 1111 1111 refused", "card *** refused"),
        ("card 4111-1111-1111-1111", "card ***"),
        ("account 123456789.", "account ***."),
        ("at 10:15 on port 8080", "at 10:15 on port 8080"),
        ("token eyJhbGciOiJIUzI1NiJ9.e30.x", "token ***"),
        ("an unauthenticated request", "an unauthenticated request"),
    ] {
        assert_eq!(shown(said, &[]), format!("; it says \"{expected}\""));
    }
}

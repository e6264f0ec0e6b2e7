//! What is taken out of answers, and what is left.

use super::*;
use crate::json::from_wire;
use crate::model::{Customer, Mandate, Order};

#[test]
fn what_does_not_fit_a_field_is_kept_without_its_secrets() {
    let mandate: Mandate = from_wire(
        r#"{"referenceId":"SUB1","payer":[{"name":"Asha","account":"123456789012","Account":123456789012}]}"#,
    )
    .expect("a mandate");
    assert_eq!(mandate.extra.get("payer"), Some(r#"[{"name":"Asha","account":"***","Account":"***"}]"#));
    let bare: Mandate = from_wire(r#"{"referenceId":"SUB1","payer":"123456789012"}"#).expect("a mandate");
    assert_eq!(bare.extra.get("payer"), Some(r#""***""#));
    let order: Order = from_wire(
        r#"{"orderId":"ORD1","transactions":[{"transactionId":null,"paymentToken":"tok_9","new":1.50},"tok_8"]}"#,
    )
    .expect("an order");
    let kept = order.extra.get("transactions").expect("the odd list is kept");
    assert_eq!(kept, r#"[{"transactionId":null,"paymentToken":"***","new":1.50},"***"]"#);
}

#[test]
fn a_payer_without_one_of_its_keys_is_still_read() {
    let mandate: Mandate =
        from_wire(r#"{"payer":{"vpa":"success@sandbox","account":"123456789012"}}"#).expect("a mandate");
    assert!(mandate.extra.is_empty());
    let payer = mandate.payer.expect("a payer");
    assert_eq!(payer.vpa.as_deref(), Some("success@sandbox"));
    assert_eq!(payer.account, Some(Secret::new("123456789012")));
}

#[test]
fn a_secret_that_an_answer_repeats_is_not_kept() {
    use crate::field::Field as _;
    let text = r#"{"customerId":"CUS1","echo":{"pan":"4111111111111111","note":"no 4111111111111111!","b64":
        "NDExMTExMTExMTExMTExMQ==","esc":"\u0034111111111111111","cvv":123,"total":81234},"plain":"kept"}"#;
    let mut customer: Customer = from_wire(text).expect("a customer");
    let card = Forms::of(&[Secret::new("4111111111111111"), Secret::new("123")]);
    customer.clean(&Told::of([Forms::NONE, Forms::NONE, &card]));
    assert_eq!(
        customer.extra.get("echo"),
        Some(r#"{"pan":"***","note":"***","b64":"***","esc":"***","cvv":"***","total":81234}"#)
    );
    assert_eq!(customer.extra.text("plain").as_deref(), Some("kept"));
    let mut order: Order =
        from_wire(r#"{"orderId":"O","transactions":[{"transactionId":"E","x":{"a":["4111111111111111"]}}]}"#)
            .expect("an order");
    order.clean(&Told::of([&card, Forms::NONE, Forms::NONE]));
    assert_eq!(order.transactions[0].extra.get("x"), Some(r#"{"a":["***"]}"#));
}

#[test]
fn a_secret_in_the_words_of_a_field_is_taken_out() {
    use crate::field::Field as _;
    use crate::model::SubmittedPayment;
    let mut paid: SubmittedPayment = from_wire(
        r#"{"transactionId":"737","resultMessage":"Card 4111111111111111 with 737 declined, not EK7370",
        "orderId":"x4111111111111111x","redirectionUrl":"https://bank.example.com/?c=4111111111111111"}"#,
    )
    .expect("a payment");
    let told = Forms::of(&["4111111111111111", "737", "***"].map(Secret::new));
    let keys = Forms::of(&["the-access-key", "the-secret-key"].map(Secret::new));
    let access_key = Secret::new("the-access-key");
    paid.clean(&Told::of([&keys, Forms::NONE, &told]));
    assert_eq!(paid.result_message.as_deref(), Some("Card *** with *** declined, not EK7370"));
    assert_eq!(paid.order_id.as_deref(), Some("x***x"));
    let mut order: Order = from_wire(
        r#"{"orderId":"ORD1","merchantIdentifierKey":"the-access-key","description":"the-secret-key",
        "customParameters":{"note":"the-access-key!"}}"#,
    )
    .expect("an order");
    order.clean(&Told::of([&keys, Forms::NONE, &told]).by(Some(&access_key)));
    assert_eq!(order.description.as_deref(), Some("***"));
    assert_eq!(order.merchant_identifier_key.as_deref(), Some("the-access-key"), "a field for it");
    assert_eq!(order.custom_parameters["note"], "***!");
    assert_eq!(paid.transaction_id.as_deref(), Some("737"), "alone, a short text may be anything");
    assert_eq!(paid.redirection_url.as_deref(), Some("https://bank.example.com/?c=4111111111111111"));
}

#[test]
fn what_the_caller_sent_openly_stays_though_a_secret_is_part_of_it() {
    use crate::field::{Field as _, ModelFields as _};
    use crate::model::CreateMandate;
    let sent = r#"{"referenceId":"SUB9876543210","payer":{"account":"9876543210","vpa":"9876543210@bank"}}"#;
    let account = Forms::of(&[Secret::new("9876543210")]);
    let told =
        || Told::of([Forms::NONE, Forms::NONE, &account]).having_sent(Some(sent.as_bytes()), CreateMandate::INFO);
    let answer = r#"{"referenceId":"SUB9876543210","mandateName":"9876543210","payer":{"vpa":"9876543210@bank"},
        "new":"9876543210"}"#;
    let mut mandate: Mandate = from_wire(answer).expect("a mandate");
    mandate.clean(&told());
    assert_eq!(mandate.reference_id.as_deref(), Some("SUB9876543210"));
    assert_eq!(mandate.payer.and_then(|payer| payer.vpa).as_deref(), Some("9876543210@bank"));
    assert_eq!(mandate.name.as_deref(), Some("***"), "as an account it was a secret");
    assert_eq!(mandate.extra.get("new"), Some(r#""***""#));
}

#[test]
fn a_card_is_found_in_the_groups_it_is_printed_in() {
    use crate::field::Field as _;
    use crate::model::SubmittedPayment;
    let cards = Forms::of(&["4111111111111111", "378282246310005"].map(Secret::new));
    let told = Told::of([Forms::NONE, Forms::NONE, &cards]);
    let answer = r#"{"resultMessage":"Card 4111 1111 1111 1111 or 3782-822463-10005 needs 3DS",
        "new":"4111-1111-1111-1111"}"#;
    assert!(told.may_be_in(&RawValue::from_string(answer.into()).expect("JSON")));
    let mut paid: SubmittedPayment = from_wire(answer).expect("a payment");
    paid.clean(&told);
    let words = paid.result_message.expect("words");
    assert_eq!(words, "Card *** or *** needs 3DS");
    assert_eq!(paid.extra.get("new"), Some(r#""***""#));
}

#[test]
fn an_address_holds_neither_the_secret_key_nor_the_token() {
    let access_key = Secret::new("the+access+key");
    let keys = Forms::of([&access_key, &Secret::new("the/secret/key==")]);
    let token = Forms::of(&[Secret::new("tok_live_1")]);
    let told = Told::of([&keys, &token, Forms::NONE]).by(Some(&access_key));
    for (address, expected) in [
        ("?a=the+access+key&s=the/secret/key==&t=tok_live_1", "?a=the+access+key&s=***&t=***"),
        ("?a=the%2Baccess%2Bkey&s=the%2Fsecret%2Fkey%3D%3D", "?a=the%2Baccess%2Bkey&s=***"),
        ("?a=dGhlK2FjY2VzcytrZXk=", "?a=dGhlK2FjY2VzcytrZXk="),
    ] {
        let mut address = format!("https://pay.example.com/{address}");
        told.clean_words(&mut address);
        assert_eq!(address, format!("https://pay.example.com/{expected}"));
    }
}

#[test]
fn what_cannot_be_read_is_not_kept_where_secrets_are() {
    use crate::field::Field as _;
    use crate::model::SubmittedPayment;
    let card = Forms::of(&[Secret::new("4111111111111111")]);
    let mut paid: SubmittedPayment =
        from_wire(r#"{"transactionId":"EK1","resultMessage":"Card 4111111111111111 declined \ud83d"}"#)
            .expect("a payment");
    paid.clean(&Told::of([Forms::NONE, Forms::NONE, &card]));
    assert_eq!(paid.extra.get("resultMessage"), Some(r#""***""#));
}

#[cfg(feature = "server")]
#[test]
fn what_any_row_takes_as_a_secret_is_one_in_a_body_without_a_type() {
    let body = r#"{"paymentDetail":{"cardNumber":"4111111111111111","cvv":737,"paymentMode":"CARD"},
        "list":[{"OTP":["482911"]}],"token":"tok_9","note":"plain words"}"#;
    let forms = secrets_of(body);
    let told = Told::of([Forms::NONE, Forms::NONE, &forms]);
    for secret in ["4111111111111111", "737", "482911", "tok_9"] {
        assert!(told.found_in(&format!("said {secret} again")), "{secret}");
    }
    assert!(!told.found_in("plain words CARD paymentMode"));
    assert!(!Told::of([&secrets_of("4111111111111111"), Forms::NONE, Forms::NONE]).found_in("4111111111111111"));
}

#[test]
fn what_is_nested_too_deep_is_not_kept() {
    let deep = format!("{{\"payer\":{}1{}}}", "[".repeat(20_000), "]".repeat(20_000));
    let mandate: Mandate = from_wire(&deep).expect("a mandate");
    assert!(mandate.extra.get("payer").is_some_and(|raw| raw.len() < 100));
}

//! The tables and the vectors belong together: what a row says about itself decides which vectors it must have.

use std::collections::BTreeSet;
use std::path::PathBuf;

use enkash::field::ModelFields;
use enkash::functions::FUNCTIONS;
use enkash::model::WebhookEvent;
use enkash::operations::OPERATIONS;
use enkash::schema::{Answers, Auth, Effect, FieldType, ModelInfo, Operation};
use enkash_replay::{Case, Side};
use serde_json::Value;

fn cases() -> Vec<Case> {
    enkash_replay::load(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../vectors"))
        .expect("the vectors are readable")
}

/// The kinds of vectors that an operation's row asks for.
fn needed(operation: &Operation) -> Vec<&'static str> {
    let mut needed = vec!["success", "gateway-error", "foreign-answer"];
    let mut when = |holds: bool, kinds: &[&'static str]| {
        if holds {
            needed.extend(kinds);
        }
    };
    let answer = operation.answer;
    let renewed = matches!(operation.auth, Auth::Token | Auth::TokenAndKey);
    // The token call has a body of its own, with no envelope around it.
    when(operation.auth != Auth::Keys, &["error-status"]);
    when(renewed, &["renewal-raw", "renewal-new-token"]);
    when(holds(answer, &|ty| matches!(ty, FieldType::Enum(info) if info.open)), &["unknown-enum"]);
    when(holds(answer, &|ty| matches!(ty, FieldType::Money)), &["amount-as-string"]);
    when(operation.answers != Answers::Text && operation.auth != Auth::Keys, &["unknown-key", "nulls"]);
    when(operation.answers == Answers::MayBeEmpty, &["sentence", "no-record"]);
    when(operation.answers == Answers::Text, &["json-text", "text-of-failure"]);
    when(operation.id.is_some(), &["empty-id"]);
    when(operation.request.fields.iter().any(|field| !field.required), &["minimal"]);
    when(operation.legacy_path.is_some(), &["legacy-path"]);
    when(operation.other_verb.is_some(), &["post"]);
    when(operation.pages.is_some(), &["bare-list", "limit", "offset", "direction"]);
    when(operation.auth == Auth::Customer && operation.answers != Answers::Text, &["bare-body"]);
    when(matches!(operation.effect, Effect::Create { .. }), &["foreign-answer-found", "foreign-answer-absent"]);
    needed
}

#[test]
fn every_operation_has_its_vectors() {
    let cases = cases();
    let mut missing = Vec::new();
    for operation in OPERATIONS.iter().filter(|operation| !operation.composed) {
        let own: BTreeSet<&str> =
            cases.iter().filter(|case| case.operation == operation.name).map(|case| case.name.as_str()).collect();
        let names = needed(operation).into_iter().map(|kind| format!("{}-{kind}", operation.name));
        missing.extend(names.filter(|name| !own.contains(name.as_str())));
    }
    assert!(missing.is_empty(), "{} vectors are missing:\n{}", missing.len(), missing.join("\n"));
}

/// Whatever has a rule is seen refused before anything is sent, with the place of what is wrong.
#[test]
fn every_rule_has_its_refusal() {
    let cases = cases();
    let mut missing = Vec::new();
    for operation in OPERATIONS.iter().filter(|operation| operation.takes().is_some() && !operation.composed) {
        let own = cases.iter().filter(|case| case.operation == operation.name && case.exchanges.is_empty());
        let refused: BTreeSet<String> = own
            .map(|case| {
                let error = expectation(case)["error"].clone();
                assert_eq!(error["kind"], "Validation", "{}", case.name);
                without_indexes(error["field"].as_str().expect("the place of what is wrong"))
            })
            .collect();
        assert!(!refused.is_empty(), "{} has no refusal", operation.name);
        let mut rules = Vec::new();
        find_rules(operation.request, "", &mut rules);
        missing.extend(
            rules.iter().filter(|rule| !refused.contains(*rule)).map(|rule| format!("{}: {rule}", operation.name)),
        );
    }
    assert!(missing.is_empty(), "no vector refuses\n{}", missing.join("\n"));
}

/// The paths of all fields with a rule, those of records inside included.
fn find_rules(model: &ModelInfo, before: &str, found: &mut Vec<String>) {
    for field in model.fields {
        let path = format!("{before}{}", field.name);
        match field.ty {
            FieldType::Record(inner) => find_rules(inner, &format!("{path}."), found),
            FieldType::List(FieldType::Record(inner)) => find_rules(inner, &format!("{path}[]."), found),
            _ => {}
        }
        if field.checked {
            found.push(path);
        }
    }
}

/// `shares[1].value` as `shares[].value`.
fn without_indexes(path: &str) -> String {
    let mut parts = path.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |path, part| path + "[" + part.trim_start_matches(|letter: char| letter.is_ascii_digit()))
}

/// A call in doubt names the question that settles it.
#[test]
fn every_doubt_names_its_question() {
    let cases = cases();
    for operation in OPERATIONS {
        // What is created under a key is looked up first, and the error names the look-up.
        let Some(ask) = operation.ask.filter(|_| !matches!(operation.effect, Effect::Create { .. })) else { continue };
        // What may be made again is in doubt only where its repetition is refused.
        let kind = if operation.effect == Effect::Idempotent { "refused-repetition" } else { "foreign-answer" };
        let name = format!("{}-{kind}", operation.name);
        let case = cases.iter().find(|case| case.name == name).expect("a vector of an unknown outcome");
        let error = expectation(case)["error"].clone();
        assert_eq!(error["kind"], "OutcomeUnknown", "{name}");
        // The method alone: languages differ in how they spell what stands before it.
        let method = ask.split('.').next_back().unwrap_or(ask);
        let pieces = error["text_contains"].to_string();
        // What both clients have ends in another question on each.
        let named = pieces.contains(&format!(".{method}")) || (operation.of_client() && operation.of_checkout());
        assert!(pieces.contains("ask ") && named, "{name} does not name {ask}");
    }
}

/// A word that the SDK works out, such as the next step of a charge, must be seen with each of its values.
#[test]
fn every_next_step_is_answered() {
    let cases = cases();
    for operation in OPERATIONS.iter().filter(|operation| operation.answers == Answers::Branches) {
        for field in operation.answer.fields {
            let FieldType::Enum(info) = field.ty else { continue };
            let own = cases.iter().filter(|case| case.operation == operation.name);
            let seen: BTreeSet<String> =
                own.filter_map(|case| expectation(case)["value"][field.name].as_str().map(str::to_owned)).collect();
            for value in info.values.iter().filter(|_| !info.open) {
                assert!(seen.contains(value.wire), "{}: no vector answers {}", operation.name, value.wire);
            }
        }
    }
}

/// A customer's call is played on the client that has no keys, and what both clients have on each of them.
#[test]
fn every_client_plays_what_it_has() {
    let cases = cases();
    for operation in OPERATIONS.iter().filter(|operation| !operation.composed) {
        for side in Side::of(operation.name) {
            let word = Value::from(side.as_str());
            let played = |case: &Case| case.operation == operation.name && public(case)["client"] == word;
            assert!(cases.iter().any(played), "{} is not played on {}", operation.name, side.as_str());
        }
    }
}

/// A notification is read in each form it may come in, and what is none is refused or kept.
#[test]
fn every_notification_has_its_vectors() {
    let cases = cases();
    let mut missing = Vec::new();
    for kind in words("kind").filter(|kind| *kind != "RETURN_PAGE") {
        let kind = kind.to_lowercase();
        let claim = WebhookEvent::INFO.fields.iter().find(|field| field.name == kind);
        let mut needed = vec!["success", "nulls", "form", "unknown-enum", "amount-as-string", "truncated", "foreign"];
        // What tells of a payment tells of cards too, and says nothing there for UPI.
        if let Some(FieldType::Record(claim)) = claim.map(|field| field.ty)
            && claim.fields.iter().any(|field| field.name == "card_scheme")
        {
            needed.push("card-nulls");
        }
        let names = needed.into_iter().map(|needed| format!("webhooks.parse-{kind}-{needed}"));
        missing.extend(names.filter(|name| !cases.iter().any(|case| case.name == *name)));
    }
    for operation in OPERATIONS.iter().filter(|operation| operation.composed) {
        let names = ["success", "gateway-error"].map(|kind| format!("{}-{kind}", operation.name));
        missing.extend(names.into_iter().filter(|name| !cases.iter().any(|case| case.name == *name)));
    }
    assert!(missing.is_empty(), "vectors are missing: {}", missing.join(", "));
}

/// The words of an enum field of a notification.
fn words(field: &str) -> impl Iterator<Item = &'static str> {
    let field = WebhookEvent::INFO.fields.iter().find(|known| known.name == field);
    let FieldType::Enum(info) = field.expect("a field of the event").ty else { panic!("no enum") };
    info.values.iter().map(|value| value.wire)
}

/// A function needs its success with all there is to say, its shortest request, and a refusal for what can be wrong.
#[test]
fn every_function_has_its_vectors() {
    let cases = cases();
    let mut missing = Vec::new();
    for function in FUNCTIONS {
        for kind in ["success", "minimal", "invalid-"] {
            let name = format!("{}-{kind}", function.name);
            let fits = |found: &str| if kind.ends_with('-') { found.starts_with(&name) } else { found == name };
            if !cases.iter().any(|case| case.operation == function.name && fits(&case.name)) {
                missing.push(name);
            }
        }
    }
    assert!(missing.is_empty(), "vectors are missing: {}", missing.join(", "));
}

fn public(case: &Case) -> Value {
    serde_json::from_str(&case.public).expect("what is handed out is JSON")
}

fn expectation(case: &Case) -> Value {
    public(case)["expect"].clone()
}

/// Whether a record, or one inside it, has a field of a kind.
fn holds(model: &ModelInfo, wanted: &dyn Fn(&FieldType) -> bool) -> bool {
    model.fields.iter().any(|field| match field.ty.innermost() {
        FieldType::Record(inner) => holds(inner, wanted),
        other => wanted(&other),
    })
}

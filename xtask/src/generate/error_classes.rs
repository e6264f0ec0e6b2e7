//! What the classes of errors say: each language writes its own, in the words of the kinds.

use std::path::Path;

use enkash::model::ErrorKind;
use enkash::spelling::camel_names;

/// A file in one line, without what marks its comments.
fn words(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let words = text.split_whitespace().filter(|word| !["///", "*", "/**", "*/"].contains(word));
    words.collect::<Vec<_>>().join(" ").replace("\"\"\"", " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_class_says_what_its_kind_says() {
    let [node, readme, python, uniffi] = [
        "bindings-node/ts/errors.ts",
        "bindings-node/README.md",
        "bindings-python/python/enkash/errors.py",
        "core/src/bind/uniffi/error.rs",
    ]
    .map(words);
    let (python, uniffi) = (python.replace("``", "`"), uniffi.replace("`info.", "`"));
    for kind in ErrorKind::INFO.values {
        let (name, said) = (kind.wire, kind.doc.split_whitespace().collect::<Vec<_>>().join(" "));
        let in_camel_case = camel_names(&said);
        for (text, wanted) in [
            (&node, format!("}} {in_camel_case} export class {name}Error extends")),
            (&readme, format!("- `{name}Error`: {in_camel_case} ")),
            (&python, format!("): {said} kind = \"{name}\"")),
            (&uniffi, format!(" {in_camel_case} {name} {{ Everything known. info:")),
        ] {
            assert!(text.contains(&wanted), "not found: {wanted}");
        }
    }
}

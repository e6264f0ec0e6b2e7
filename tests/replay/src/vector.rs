//! The vector files: reading them and turning each case into exchanges to play.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::json;
use crate::side::{Side, default_headers};

/// The access key that every vector's client uses.
pub const ACCESS_KEY: &str = "AKTEST0001";
/// The secret key that every vector's client uses.
pub const SECRET_KEY: &str = "SKTEST0001";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VectorFile {
    operation: String,
    cases: Vec<CaseFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    name: String,
    about: String,
    config: Option<Box<RawValue>>,
    id: Option<String>,
    request: Option<Box<RawValue>>,
    body: Option<String>,
    kind: Option<String>,
    #[serde(default)]
    exchanges: Vec<Box<RawValue>>,
    expect: Box<RawValue>,
    languages: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExchangeFile {
    expect: ExpectFile,
    answer: AnswerFile,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectFile {
    method: String,
    path: String,
    json: Option<Box<RawValue>>,
    text: Option<String>,
    #[serde(default)]
    headers: BTreeMap<String, Option<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerFile {
    status: Option<u16>,
    content_type: Option<String>,
    json: Option<Box<RawValue>>,
    text: Option<String>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    close: bool,
}

/// One scenario, ready to be handed to a runner and to be played.
#[derive(Clone, Debug)]
pub struct Case {
    /// Unique name, part of the case's base URL.
    pub name: String,
    /// The operation that it exercises.
    pub operation: String,
    /// The case as the runners receive it: everything but the exchanges.
    pub public: String,
    /// What the gateway sees and answers, in order.
    pub exchanges: Vec<Exchange>,
    /// The languages that play it; `None` means all.
    pub languages: Option<Vec<String>>,
}

impl Case {
    /// Whether the runner called `run` (`python-asyncio`, ...) has to play this case.
    #[must_use]
    pub fn applies_to(&self, run: &str) -> bool {
        let language = run.split('-').next().unwrap_or(run);
        self.languages.as_ref().is_none_or(|languages| languages.iter().any(|known| known == language))
    }
}

/// One request with its answer.
#[derive(Clone, Debug)]
pub struct Exchange {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) body: Body,
    pub(crate) headers: BTreeMap<String, Option<String>>,
    pub(crate) answer: Answer,
}

/// What the body of a request must be.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    Empty,
    /// Canonical JSON text.
    Json(String),
    Text(String),
}

/// What the gateway says.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
    pub(crate) close: bool,
}

/// Reads every `*.json` file of a folder. A text error names the file.
///
/// # Errors
/// When a file cannot be read, is not a vector file, or two cases share a name.
pub fn load(folder: &Path) -> Result<Vec<Case>, String> {
    let mut files = std::fs::read_dir(folder)
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| error.to_string())?;
    files.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    let mut cases = Vec::new();
    for path in files {
        let named = |error: String| format!("{}: {error}", path.display());
        let text = std::fs::read_to_string(&path).map_err(|error| named(error.to_string()))?;
        let file: VectorFile = serde_json::from_str(&text).map_err(|error| named(error.to_string()))?;
        for case in &file.cases {
            for side in sides(&file.operation, case) {
                let read = read_case(&file.operation, case, side);
                cases.push(read.map_err(|error| named(format!("{}: {error}", case.name)))?);
            }
        }
    }
    let mut names = BTreeSet::new();
    for case in &cases {
        if !names.insert(case.name.as_str()) {
            return Err(format!("two cases are called {}", case.name));
        }
    }
    Ok(cases)
}

/// The clients that play a case. What both clients have is played on each of them, unless the case is about a setting
/// that the customer's client does not know.
fn sides(operation: &str, case: &CaseFile) -> Vec<Option<Side>> {
    let mut sides = Side::of(operation);
    if sides.is_empty() {
        return vec![None];
    }
    let settings: BTreeMap<String, &RawValue> =
        case.config.as_deref().and_then(|raw| serde_json::from_str(raw.get()).ok()).unwrap_or_default();
    if sides.len() > 1 && !settings.keys().all(|name| Side::Checkout.takes(name)) {
        sides.retain(|side| *side != Side::Checkout);
    }
    sides.into_iter().map(Some).collect()
}

fn read_case(operation: &str, case: &CaseFile, side: Option<Side>) -> Result<Case, String> {
    let safe = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
    if case.name.is_empty() || !case.name.chars().all(safe) {
        return Err("the name is part of a URL: use letters, digits, '.', '_' and '-'".to_owned());
    }
    let mut exchanges = Vec::with_capacity(case.exchanges.len());
    for raw in &case.exchanges {
        exchanges.push(read_exchange(raw.get())?);
    }
    let quote = |text: &str| serde_json::to_string(text).map_err(|error| error.to_string());
    // The second playing of a case that both clients have needs a name of its own.
    let again = side == Some(Side::Checkout) && Side::of(operation).len() > 1;
    let name = if again { format!("{}.on-checkout", case.name) } else { case.name.clone() };
    let mut public = vec![
        format!("\"name\":{}", quote(&name)?),
        format!("\"operation\":{}", quote(operation)?),
        format!("\"about\":{}", quote(&case.about)?),
    ];
    let side = side.map(|side| side.as_str().to_owned());
    for (key, text) in [("id", &case.id), ("body", &case.body), ("kind", &case.kind), ("client", &side)] {
        if let Some(text) = text {
            public.push(format!("\"{key}\":{}", quote(text)?));
        }
    }
    for (key, raw) in [("config", &case.config), ("request", &case.request)] {
        if let Some(raw) = raw {
            public.push(format!("\"{key}\":{}", raw.get()));
        }
    }
    public.push(format!("\"expect\":{}", case.expect.get()));
    if let Some(languages) = &case.languages {
        let list = serde_json::to_string(languages).map_err(|error| error.to_string())?;
        public.push(format!("\"languages\":{list}"));
    }
    Ok(Case {
        name,
        operation: operation.to_owned(),
        public: format!("{{{}}}", public.join(",")),
        exchanges,
        languages: case.languages.clone(),
    })
}

fn read_exchange(raw: &str) -> Result<Exchange, String> {
    if raw.trim_start().starts_with('"') {
        let short: String = serde_json::from_str(raw).map_err(|error| error.to_string())?;
        return match short.split_once(':') {
            None if short == "token" => Ok(token_call("token-1")),
            Some(("token", token)) => Ok(token_call(token)),
            _ => Err(format!("'{short}' is no known short exchange")),
        };
    }
    let file: ExchangeFile = serde_json::from_str(raw).map_err(|error| error.to_string())?;
    let body = match (file.expect.json, file.expect.text) {
        (None, None) => Body::Empty,
        (Some(json), None) => Body::Json(json::canonical(json.get()).map_err(|error| error.to_string())?),
        (None, Some(text)) => Body::Text(text),
        (Some(_), Some(_)) => return Err("expect has both json and text".to_owned()),
    };
    let mut headers = default_headers(&file.expect.path);
    for (name, value) in file.expect.headers {
        headers.insert(name.to_ascii_lowercase(), value);
    }
    let (content_type, text) = match (file.answer.json, file.answer.text) {
        (Some(json), None) => ("application/json", json.get().to_owned()),
        (None, text) => ("text/plain", text.unwrap_or_default()),
        (Some(_), Some(_)) => return Err("answer has both json and text".to_owned()),
    };
    Ok(Exchange {
        method: file.expect.method,
        path: file.expect.path,
        body,
        headers,
        answer: Answer {
            status: file.answer.status.unwrap_or(200),
            content_type: file.answer.content_type.unwrap_or_else(|| content_type.to_owned()),
            headers: file.answer.headers,
            body: text,
            close: file.answer.close,
        },
    })
}

fn token_call(token: &str) -> Exchange {
    let body = format!(r#"{{"accessKey":"{ACCESS_KEY}","secretKey":"{SECRET_KEY}"}}"#);
    Exchange {
        method: "POST".to_owned(),
        path: "/api/v0/merchant/token".to_owned(),
        body: Body::Json(body),
        headers: default_headers("/api/v0/merchant/token"),
        answer: Answer {
            status: 200,
            content_type: "application/json".to_owned(),
            headers: BTreeMap::new(),
            // The year 2100: no vector waits for a token to run out.
            body: format!(
                r#"{{"token":"{token}","expiry":4102444800000,"resultCode":0,"resultMessage":"Token generated successfully."}}"#
            ),
            close: false,
        },
    }
}

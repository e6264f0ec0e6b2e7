//! A plan from JSON. Strict: a misspelt key would be a test that tests nothing, so every key that is not known, or does
//! not belong to what the fault does, is an error that names it.

use std::time::Duration;

use super::part::{Parsed, Part, TURN, pairs};
use super::{Act, At, FaultPlan, Rule, Said, When, notices};
use crate::json::Json;
use crate::routes;

/// What every fault may have.
const COMMON: &[&str] = &["name", "when", "times", "at", "do"];

/// What a fault may do: its word, its own keys, when it may act (the first is the default).
const ACTS: &[(&str, &[&str], &[At])] = &[
    ("reset", &[], &[At::Before, At::After, At::Reading, At::Connecting]),
    ("close", &[], &[At::Before, At::After, At::Connecting]),
    ("stall", &["seconds"], &[At::Before, At::After, At::Reading]),
    ("late", &["seconds"], &[At::Before]),
    ("drip", &["bytes", "seconds"], &[At::After]),
    ("cut", &["bytes"], &[At::After]),
    ("wrong_length", &["bytes"], &[At::After]),
    ("broken_gzip", &[], &[At::After, At::Before]),
    ("html", &["status", "body"], &[At::Before, At::After]),
    ("redirect", &["location", "status"], &[At::Before, At::After]),
    ("token_rejected", &["status"], &[At::Before]),
    ("status", &["status", "body", "retry_after"], &[At::Before, At::After]),
    ("refuse", &["code", "text", "status"], &[At::Before, At::After]),
    ("envelope", &["set", "remove"], &[At::After]),
    ("body", &["body", "status", "content_type"], &[At::Before, At::After]),
    ("date", &["seconds"], &[At::After]),
];

const PAGE: &str = "<!DOCTYPE html><html><head><title>Please wait</title></head><body>Please wait.</body></html>";

/// The whole plan.
pub(super) fn plan(json: &Json) -> Parsed<FaultPlan> {
    let root = Part { path: String::new(), pairs: pairs("The fault plan", json)? };
    root.known(&["faults", "notifications", "seed"])?;
    let seed = root.whole("seed")?.unwrap_or(0);
    let mut rules: Vec<Rule> = Vec::new();
    for (index, entry) in root.list("faults")?.iter().enumerate() {
        let path = format!("faults[{index}]");
        let rule = rule(&Part { pairs: pairs(&path, entry)?, path: path.clone() }, index)?;
        if rules.iter().any(|known| known.name == rule.name) {
            return Err(format!("{path}.name: another fault has this name; give each its own."));
        }
        rules.push(rule);
    }
    let notices = notices::rules(&root)?;
    let named = |name: &str| rules.iter().any(|rule| rule.name == name);
    if let Some(rule) = notices.iter().find(|rule| named(&rule.name)) {
        return Err(format!("notifications: a fault has the name {} too; give each its own.", rule.name));
    }
    Ok(FaultPlan { seed, rules, notices })
}

fn rule(part: &Part<'_>, index: usize) -> Parsed<Rule> {
    let word = part.text("do")?.unwrap_or_default();
    let Some((word, own, places)) = ACTS.iter().find(|(known, ..)| *known == word) else {
        let words: Vec<&str> = ACTS.iter().map(|(word, ..)| *word).collect();
        return Err(part.wrong("do", &format!("must be one of {}", words.join(", "))));
    };
    part.known(&[COMMON, own].concat())?;
    let at = match part.text("at")? {
        None => places[0],
        Some(text) => *places.iter().find(|place| place.word() == text).ok_or_else(|| {
            let words: Vec<&str> = places.iter().map(|place| place.word()).collect();
            part.wrong("at", &format!("must be one of {} for {word}", words.join(", ")))
        })?,
    };
    let when = match part.get("when") {
        None => When::default(),
        Some(json) => {
            let path = part.at("when");
            when(&Part { pairs: pairs(&path, json)?, path }, at)?
        }
    };
    let name = part.text("name")?.map_or_else(|| (index + 1).to_string(), str::to_string);
    let times = part.counted("times")?;
    Ok(Rule { name, when, times, at, act: act(word, part)?, word })
}

fn when(part: &Part<'_>, at: At) -> Parsed<When> {
    part.known(&[&["operation", "amount", "vpa", "merchant"], TURN].concat())?;
    let unknown: &[&str] = match at {
        At::Connecting => &["operation", "merchant", "amount", "vpa"],
        At::Reading => &["amount", "vpa"],
        At::Before | At::After => &[],
    };
    if let Some(key) = unknown.iter().find(|key| part.get(key).is_some()) {
        let early = format!(
            "cannot be known while {}; remove it, or act before",
            match at {
                At::Connecting => "nothing has been read",
                _ => "the body has not been read",
            }
        );
        return Err(part.wrong(key, &early));
    }
    let operations = match part.get("operation") {
        None => Vec::new(),
        Some(Json::Text(name)) => vec![operation(part, name)?],
        Some(Json::List(names)) if !names.is_empty() => {
            let names = names.iter().map(|name| match name {
                Json::Text(name) => operation(part, name),
                _ => Err(part.wrong("operation", "must be a name or a list of names")),
            });
            names.collect::<Parsed<_>>()?
        }
        Some(_) => return Err(part.wrong("operation", "must be a name or a list of names")),
    };
    Ok(When {
        operations,
        amount: part.amount()?,
        vpa: part.text("vpa")?.map(str::to_string),
        merchant: part.text("merchant")?.map(str::to_string),
        turn: part.turn()?,
    })
}

fn operation(part: &Part<'_>, name: &str) -> Parsed<String> {
    let known = routes::handler(name).is_some();
    known.then(|| name.to_string()).ok_or_else(|| {
        part.wrong("operation", "must be the name of an operation of the gateway, such as orders.create")
    })
}

fn act(word: &str, part: &Part<'_>) -> Parsed<Act> {
    let status = |default: u16| part.http_status().map(|status| status.unwrap_or(default));
    let body = |default: &str| Ok::<_, String>(part.text("body")?.unwrap_or(default).to_string());
    let say = |status: u16, content_type: &str, body: String| Said {
        status,
        content_type: content_type.to_string(),
        body,
        headers: Vec::new(),
    };
    Ok(match word {
        "reset" => Act::Reset,
        "close" => Act::Close,
        "stall" => Act::Stall(part.duration("seconds")?),
        "late" => Act::Late(part.duration("seconds")?),
        "drip" => Act::Drip {
            bytes: part.size("bytes")?.unwrap_or(1).max(1),
            every: part.duration("seconds")?.unwrap_or(Duration::from_secs(1)),
        },
        "cut" => Act::Cut(part.size("bytes")?),
        "wrong_length" => match part.signed("bytes")?.unwrap_or(20) {
            0 => return Err(part.wrong("bytes", "must be above 0 for a length too long, below 0 for one too short")),
            bytes => Act::WrongLength(bytes),
        },
        "broken_gzip" => Act::BrokenGzip,
        "html" => Act::Say(say(status(200)?, "text/html; charset=utf-8", body(PAGE)?)),
        "redirect" => {
            let location = part.line("location")?.ok_or_else(|| part.wrong("location", "is required: an address"))?;
            let mut said = say(status(307)?, "text/plain", String::new());
            said.headers.push(("location", location.to_string()));
            Act::Say(said)
        }
        "token_rejected" => Act::TokenRejected { status: status(200)? },
        "status" => {
            let status = part.http_status()?.ok_or_else(|| part.wrong("status", "is required: an HTTP status"))?;
            let mut said = say(status, "text/plain; charset=utf-8", body("The service is not available.")?);
            let wait = part.line("retry_after")?.map(|wait| ("retry-after", wait.to_string()));
            said.headers.extend(wait);
            Act::Say(said)
        }
        "refuse" => Act::Refuse {
            code: part.signed("code")?.filter(|code| *code != 0).ok_or_else(|| {
                part.wrong("code", "is required: the gateway's code, such as 422; 0 would be a success")
            })?,
            text: part.text("text")?.unwrap_or("The request cannot be taken now.").to_string(),
            status: part.http_status()?,
        },
        "envelope" => envelope(part)?,
        "body" => {
            let text = part.text("body")?.ok_or_else(|| part.wrong("body", "is required: the text of the body"))?;
            let kind = part.line("content_type")?.unwrap_or("application/json");
            Act::Say(say(status(200)?, kind, text.to_string()))
        }
        "date" => Act::Date(part.signed("seconds")?.ok_or_else(|| {
            part.wrong("seconds", "is required: how far the Date header is off, such as 600 or -600")
        })?),
        _ => return Err(part.wrong("do", "has no meaning")),
    })
}

fn envelope(part: &Part<'_>) -> Parsed<Act> {
    let steps = |text: &str| text.split('.').map(str::to_string).collect::<Vec<_>>();
    let set = match part.get("set") {
        None => Vec::new(),
        Some(Json::Object(pairs)) => pairs.iter().map(|(path, value)| (steps(path), value.clone())).collect(),
        Some(_) => return Err(part.wrong("set", "must be an object of paths such as \"payload.orderId\" and values")),
    };
    let remove: Vec<Vec<String>> = part
        .list("remove")?
        .iter()
        .map(|path| match path {
            Json::Text(path) => Ok(steps(path)),
            _ => Err(part.wrong("remove", "must be a list of paths such as \"payload.orderId\"")),
        })
        .collect::<Parsed<_>>()?;
    if set.is_empty() && remove.is_empty() {
        return Err(part.wrong("set", "or remove is required: what is other than in the true answer"));
    }
    Ok(Act::Envelope { set, remove })
}

//! The files of the faults: one each, with the scenarios that play it. `tests/README.md` describes the form.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::grammar;
use crate::verdict::FIGURES;

/// All languages of the SDK, in the order of every report.
pub const LANGUAGES: [&str; 5] = ["rust", "python", "node", "kotlin", "swift"];
/// The faults that must be there. 31 is about a device.
pub const NUMBERS: std::ops::RangeInclusive<u64> = 1..=50;
/// What no program on a desk can play: the death of an Android process at each step.
pub const ON_A_DEVICE: u64 = 31;

/// A fault of the list.
#[derive(Debug, Clone)]
pub struct Fault {
    /// Its number in the list.
    pub number: u64,
    /// Its name in reports.
    pub id: String,
    /// What goes wrong, in a few words.
    pub title: String,
    /// The languages that play it.
    pub languages: Vec<String>,
    /// Its scenarios, variants written out.
    pub scenarios: Vec<Scenario>,
}

/// One way in which a fault is played.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// Its name in messages.
    pub name: String,
    /// Settings of the sandbox.
    pub sandbox: Value,
    /// What is done and expected.
    pub steps: Vec<Value>,
    /// What the steps may name: the variant's values.
    pub given: Map<String, Value>,
    /// The languages that play this one; all of the fault's if there is no list.
    pub languages: Option<Vec<String>>,
    /// What the auditor may find, where finding it is the point.
    pub allow: Vec<String>,
    /// Faults of its plans that must never act.
    pub unhit: Vec<String>,
}

/// The folder with the files of this checkout.
#[must_use]
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Reads all faults of a folder, by number.
///
/// # Errors
/// When a file cannot be read, or the list is not complete.
pub fn load(folder: &Path) -> Result<Vec<Fault>, String> {
    let mut faults = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))? {
        let path = entry.map_err(|error| error.to_string())?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).map_err(|error| format!("{name}: {error}"))?;
            faults.push(read(&name, &text).map_err(|problem| format!("{name}: {problem}"))?);
        }
    }
    faults.sort_by_key(|fault| fault.number);
    Ok(faults)
}

/// The numbers of the list that no file plays.
#[must_use]
pub fn missing(faults: &[Fault]) -> Vec<u64> {
    NUMBERS.filter(|number| *number != ON_A_DEVICE && !faults.iter().any(|fault| fault.number == *number)).collect()
}

fn read(name: &str, text: &str) -> Result<Fault, String> {
    let file: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    only(&file, &["number", "id", "title", "languages", "scenarios"])?;
    let word = |key: &str| file[key].as_str().map(str::to_owned).ok_or(format!("it has no {key}"));
    let number = file["number"].as_u64().ok_or("it has no number")?;
    let id = word("id")?;
    if name != format!("{number:02}-{id}.json") {
        return Err(format!("its name should be {number:02}-{id}.json"));
    }
    let languages = match &file["languages"] {
        Value::String(all) if all == "all" => LANGUAGES.map(str::to_owned).to_vec(),
        list => words(list).ok_or("languages is neither \"all\" nor a list")?,
    };
    if let Some(unknown) = languages.iter().find(|language| !LANGUAGES.contains(&language.as_str())) {
        return Err(format!("there is no language {unknown}"));
    }
    let mut scenarios: Vec<Scenario> = Vec::new();
    for scenario in file["scenarios"].as_array().ok_or("it has no scenarios")? {
        only(scenario, &["name", "sandbox", "each", "steps", "languages", "allow", "unhit"])?;
        let name = scenario["name"].as_str().ok_or("a scenario has no name")?;
        let steps = scenario["steps"].as_array().filter(|steps| !steps.is_empty()).ok_or("a scenario has no steps")?;
        let list = |key: &str| match &scenario[key] {
            Value::Null => Ok(None),
            list => words(list).map(Some).ok_or(format!("{name}: {key} is no list of words")),
        };
        let (own, allow, unhit) = (list("languages")?, list("allow")?.unwrap_or_default(), list("unhit")?);
        if let Some(unknown) = own.iter().flatten().find(|language| !languages.contains(language)) {
            return Err(format!("{name}: {unknown} is no language of this fault"));
        }
        if let Some(unknown) = allow.iter().find(|figure| FIGURES.iter().all(|(known, _)| known != figure)) {
            return Err(format!("{name}: the auditor has no figure {unknown}"));
        }
        for (index, step) in steps.iter().enumerate() {
            grammar::check(step).map_err(|problem| format!("{name}: step {}: {problem}", index + 1))?;
        }
        let whole = [Value::Object(Map::new())];
        for given in scenario["each"].as_array().map_or(whole.as_slice(), Vec::as_slice) {
            let given = given.as_object().ok_or("each is a list of objects")?;
            let variant: Vec<String> = given
                .iter()
                .map(|(key, value)| {
                    format!("{key} {}", value.as_str().map_or_else(|| value.to_string(), str::to_owned))
                })
                .collect();
            scenarios.push(Scenario {
                name: [name.to_owned(), variant.join(", ")].join(" ").trim_end().to_owned(),
                sandbox: scenario["sandbox"].clone(),
                steps: steps.clone(),
                given: given.clone(),
                languages: own.clone(),
                allow: allow.clone(),
                unhit: unhit.clone().unwrap_or_default(),
            });
        }
    }
    if scenarios.is_empty() {
        return Err("it has no scenarios".into());
    }
    Ok(Fault { number, id, title: word("title")?, languages, scenarios })
}

fn words(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|word| word.as_str().map(str::to_owned)).collect()
}

/// A misspelt key would be passed over in silence, and with it what it asks for.
pub(crate) fn only(value: &Value, keys: &[&str]) -> Result<(), String> {
    let object = value.as_object().ok_or("it is no object")?;
    match object.keys().find(|key| !keys.contains(&key.as_str())) {
        Some(key) => Err(format!("the key {key} is none of {}", keys.join(", "))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{folder, load, missing, read};

    #[test]
    fn what_is_misspelt_is_refused() {
        let file = |scenario: Value| {
            let mut whole = json!({"name": "one", "steps": [{"do": "no_faults"}]});
            for (key, value) in scenario.as_object().into_iter().flatten() {
                whole[key] = value.clone();
            }
            let file =
                json!({"number": 3, "id": "it", "title": "It", "languages": ["rust", "node"], "scenarios": [whole]});
            read("03-it.json", &file.to_string()).map(|_| ())
        };
        assert_eq!(file(json!({"languages": ["node"], "allow": ["unlearned"], "unhit": ["f"]})), Ok(()));
        for bad in [
            json!({"languages": ["pyton"]}),
            json!({"languages": ["swift"]}),
            json!({"languages": "rust"}),
            json!({"allow": ["unlearnt"]}),
            json!({"unhits": ["f"]}),
            json!({"steps": [{"do": "no_fault"}]}),
        ] {
            assert!(file(bad.clone()).is_err(), "{bad}");
        }
    }

    #[test]
    fn every_fault_of_the_list_has_its_file() {
        let faults = load(&folder()).expect("the files are readable");
        assert_eq!(missing(&faults), Vec::<u64>::new());
        let everywhere: Vec<u64> =
            faults.iter().filter(|fault| fault.languages.len() == 5).map(|fault| fault.number).collect();
        assert_eq!(everywhere, [1, 3, 4, 5, 6, 10, 13, 17, 18, 21, 30]);
        let mut numbers: Vec<u64> = faults.iter().map(|fault| fault.number).collect();
        numbers.dedup();
        assert_eq!(numbers.len(), faults.len(), "two files play one fault");
    }
}

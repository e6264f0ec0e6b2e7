//! Which of the gateway's documented variants a client speaks: paths, verbs, encodings.

use std::collections::HashMap;

use crate::Error;
use crate::operations;
use crate::schema::{Operation, Verb};

/// The variants; the default is what the newest documentation says.
#[derive(Debug, Default)]
pub(crate) struct Dialect {
    /// Paths that differ from the table.
    pub(crate) paths: HashMap<String, String>,
    /// The older generation of paths, where a row has one.
    pub(crate) legacy_paths: bool,
    /// The verb of the other edition, where a row has one.
    pub(crate) other_verbs: bool,
    /// Card data in base64.
    pub(crate) base64_cards: bool,
}

impl Dialect {
    /// With these paths in place of the table's. Each must name the same id as the row that it replaces.
    pub(crate) fn with_paths(paths: HashMap<String, String>) -> Result<Self, Error> {
        for (name, path) in &paths {
            let known = operations::row(name);
            let known = known.filter(|operation| !operation.composed);
            let operation =
                known.ok_or_else(|| Error::configuration(format!("paths: there is no operation {name}")))?;
            let holds_id = operation.id.is_none_or(|id| path.contains(&format!("{{{id}}}")));
            if !path.starts_with('/') || !holds_id {
                let id = operation.id.map_or(String::new(), |id| format!(" and hold {{{id}}}"));
                return Err(Error::configuration(format!("paths: the path of {name} must begin with '/'{id}")));
            }
        }
        Ok(Dialect { paths, ..Dialect::default() })
    }

    /// Whether the question that an operation asks is known: its path is named by the client's settings, or is documented as
    /// it is used here. Of the older generation no look-up is, and of searches the path is and the filters are not.
    #[cfg(feature = "server")]
    pub(crate) fn knows(&self, operation: &Operation) -> bool {
        let older = self.legacy_paths && operation.legacy_path.is_some();
        let documented = operation.verified && operation.pages.is_none() && !older;
        documented || self.paths.contains_key(operation.name)
    }

    /// The path of an operation with its id.
    pub(crate) fn path(&self, operation: &Operation, id: &str) -> String {
        let legacy = operation.legacy_path.filter(|_| self.legacy_paths);
        let template = self.paths.get(operation.name).map(String::as_str).or(legacy).unwrap_or(operation.path);
        match operation.id {
            Some(name) => template.replace(&format!("{{{name}}}"), id),
            None => template.to_owned(),
        }
    }

    /// The verb of an operation.
    pub(crate) fn verb(&self, operation: &Operation) -> Verb {
        operation.other_verb.filter(|_| self.other_verbs).unwrap_or(operation.verb)
    }
}

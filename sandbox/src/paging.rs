//! Pages of a search: `offset`, `limit`, `orderBy` and `direction` in the query, `recordsCount` and `data` in the answer.

use std::cmp::Ordering;

use crate::fault::{Outcome, invalid};
use crate::json::Json;

/// The most rows a page may have, which is also the default.
const MOST: usize = 5000;

/// A key a search can be sorted by, and how; the first one of a list is the default.
pub(crate) type Sort<T> = (&'static str, fn(&T, &T) -> Ordering);

/// Which page of a search is wanted.
pub(crate) struct Page<T> {
    offset: usize,
    limit: usize,
    compare: fn(&T, &T) -> Ordering,
    descending: bool,
}

impl<T> Page<T> {
    /// Reads the query; the newest come first, unless asked otherwise.
    pub(crate) fn read(query: &[(String, String)], sorts: &[Sort<T>]) -> Outcome<Page<T>> {
        let value = |key: &str| query.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
        let number = |key: &str, default: usize| match value(key) {
            None => Ok(default),
            Some(text) => text
                .parse::<usize>()
                .map_err(|_| invalid(format!("The query parameter {key} must be a whole number, not negative."))),
        };
        let (offset, limit) = (number("offset", 0)?, number("limit", MOST)?);
        if !(1..=MOST).contains(&limit) {
            return Err(invalid("The query parameter limit must be 1 to 5000."));
        }
        let wanted = value("orderBy").unwrap_or("createdOn");
        let Some((_, compare)) = sorts.iter().find(|(key, _)| *key == wanted) else {
            let keys: Vec<&str> = sorts.iter().map(|(key, _)| *key).collect();
            return Err(invalid(format!("The query parameter orderBy must be one of {}.", keys.join(", "))));
        };
        Ok(Page { offset, limit, compare: *compare, descending: value("direction").unwrap_or("DESC") == "DESC" })
    }

    /// The page of what was found. Equals are told apart by their ids, so that no row moves between two pages.
    pub(crate) fn of(
        &self,
        mut found: Vec<T>,
        id: fn(&T) -> &str,
        show: impl FnMut(&T) -> Outcome<Json>,
    ) -> Outcome<Json> {
        let count = i64::try_from(found.len()).unwrap_or(i64::MAX);
        found.sort_by(|one, other| {
            let order = (self.compare)(one, other).then_with(|| id(one).cmp(id(other)));
            if self.descending { order.reverse() } else { order }
        });
        let data: Outcome<Vec<Json>> = found.iter().skip(self.offset).take(self.limit).map(show).collect();
        Ok(Json::object([("recordsCount", count.into()), ("data", Json::List(data?))]))
    }
}

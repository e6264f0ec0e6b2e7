//! Walking a list that changes while it is read. Pure: says what to ask for, is told what came, says which rows are new.
//!
//! The gateway's searches take an `offset` and a `limit`. Between two pages rows come and go, so that "the next hundred"
//! shows a row twice, or passes one by in silence. The walk does without luck:
//!
//! - Each page is asked for from the last row seen, not from the one after it. Where that row, or any other that was
//!   seen, is not on the page, rows before it have gone and others may have slipped past: the walk steps back, in
//!   growing steps, until it meets a row it knows. Only then are the rows of the page handed out.
//! - A row is known by a 64 bit hash, keyed anew for each walk, of its id; a row without an id by all it holds. A known
//!   row is never handed out again. That costs 10 to 21 bytes for each row, and two different rows out of a million are
//!   taken for one with a chance of less than 1 in 10 million.
//! - A page shorter than asked for is not yet the end: gateways cap pages. The end is where the gateway's own count is
//!   reached, or where it shows nothing behind the last row; a page that could be an old one shown again must say so
//!   three times.
//!
//! So a row that is there from the first request to the last is handed out once, wherever others come and go, as long
//! as rows keep their order. Two things it cannot do: follow a row that moves (sort by something that does not change),
//! and be sure of a gateway that shows one row at a time, because then no page can hold a known row and a new one.
//!
//! A gateway that only ever repeats itself although its count says there is more ends the walk with an error, never in
//! silence.

use std::collections::HashSet;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io;

use crate::field::ModelFields;
use crate::{Error, ErrorKind, RetryAdvice};

/// Rows asked for at a time when the caller does not say.
pub const DEFAULT_PAGE_SIZE: i64 = 100;

/// How often a doubtful end must be seen.
const SURE: u32 = 3;

/// How many requests in a row may bring nothing new, beyond those it takes to walk over what is known.
const PATIENCE: usize = 24;

/// What to ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// How many rows to skip.
    pub offset: i64,
    /// How many rows at most.
    pub limit: i64,
}

/// The walk over one list.
///
/// ```
/// use enkash::pager::Pager;
/// let list = ["a", "b", "c", "d", "e"];
/// let (mut pager, mut read) = (Pager::new(0, 3), Vec::new());
/// while let Some(window) = pager.window() {
///     let page: Vec<_> = list.iter().skip(window.offset as usize).take(window.limit as usize).collect();
///     let new = pager.take(&page, Some(list.len() as i64))?;
///     read.extend(new.into_iter().map(|index| *page[index]));
/// }
/// assert_eq!(read, list);
/// # Ok::<(), enkash::Error>(())
/// ```
#[derive(Debug)]
pub struct Pager {
    keyed: RandomState,
    seen: HashSet<u64>,
    start: i64,
    limit: i64,
    offset: i64,
    /// The last row that was new: where the next page should begin.
    frontier: Option<u64>,
    /// The largest page so far: what the gateway is willing to show at once.
    full: i64,
    /// How far the last step back went; 0 after a page that was accepted.
    back: i64,
    /// Length, first and last row of the page before: a page like it may be the same answer given again.
    previous: Option<(usize, u64, u64)>,
    /// The gateway shows one row at a time.
    single: bool,
    begun: bool,
    finished: bool,
    /// Requests in a row without a new row.
    idle: usize,
    /// Pages in a row that look like the end.
    ends: u32,
    /// Pages in a row that look like the head of a list whose known rows have all gone.
    doubts: u32,
}

impl Pager {
    /// A walk from `start_offset` on, `page_size` rows at a time; a page holds at least two, one known and one new.
    pub fn new(start_offset: i64, page_size: i64) -> Self {
        let start = start_offset.max(0);
        Pager {
            keyed: RandomState::new(),
            seen: HashSet::new(),
            start,
            limit: page_size.max(2),
            offset: start,
            frontier: None,
            full: 0,
            back: 0,
            previous: None,
            single: false,
            begun: false,
            finished: false,
            idle: 0,
            ends: 0,
            doubts: 0,
        }
    }

    /// A walk with the `offset` and `limit` of a search request.
    pub fn of(offset: Option<i64>, limit: Option<i64>) -> Self {
        Pager::new(offset.unwrap_or(0), limit.unwrap_or(DEFAULT_PAGE_SIZE))
    }

    /// What to ask for next; `None` when the list has been walked. Asking again changes nothing, so a request that
    /// failed or was given up can be made again.
    pub fn window(&self) -> Option<Window> {
        (!self.finished).then_some(Window { offset: self.offset, limit: self.limit })
    }

    /// Takes the ids of a page's rows and the gateway's count of all rows; answers which rows of the page are new.
    pub fn take<S: AsRef<str>>(&mut self, keys: &[S], total: Option<i64>) -> Result<Vec<usize>, Error> {
        let hashes: Vec<_> = keys.iter().map(|key| self.keyed.hash_one(key.as_ref())).collect();
        self.advance(&hashes, total)
    }

    /// The same for records: `key` names the field that holds a row's id, as in [`crate::schema::Operation::pages`].
    pub fn take_rows<R: ModelFields>(
        &mut self,
        rows: &[R],
        key: &str,
        total: Option<i64>,
    ) -> Result<Vec<usize>, Error> {
        let hashes: Vec<_> = rows.iter().map(|row| self.hash_row(row, key)).collect();
        self.advance(&hashes, total)
    }

    fn hash_row<R: ModelFields>(&self, row: &R, key: &str) -> u64 {
        if let Some(id) = row.text(key).filter(|id| !id.is_empty()) {
            return self.keyed.hash_one(id);
        }
        // Hashed piece by piece, without a copy of the row.
        let mut hasher = HashWriter(self.keyed.build_hasher());
        serde_json::to_writer(&mut hasher, row).expect("a hash takes every byte, and every record is JSON");
        hasher.0.finish()
    }

    fn advance(&mut self, page: &[u64], total: Option<i64>) -> Result<Vec<usize>, Error> {
        if self.finished {
            return Ok(Vec::new());
        }
        let length = i64::try_from(page.len()).unwrap_or(i64::MAX);
        let first_page = !std::mem::replace(&mut self.begun, true);
        self.full = self.full.max(length);
        let shape = page.first().zip(page.last()).map(|(first, last)| (page.len(), *first, *last));
        let again = shape.is_some() && std::mem::replace(&mut self.previous, shape) == shape;
        let anchor = page.iter().position(|row| self.seen.contains(row));
        if anchor.is_none() && !first_page && !self.one_at_a_time() && !self.at_the_head(again) {
            self.step_back();
            self.give_up_if_stuck(total)?;
            return Ok(Vec::new());
        }
        (self.back, self.doubts) = (0, 0);
        // Rows before the first known one are newcomers, unless the walk began further down and has stepped back above
        // its beginning.
        let from = if self.start == 0 { 0 } else { anchor.unwrap_or(0) };
        let new: Vec<_> = (from..page.len()).filter(|&index| self.seen.insert(page[index])).collect();
        let in_place = !again && page.first().is_some_and(|row| Some(*row) == self.frontier);
        if new.last().is_some_and(|&last| last + 1 == page.len()) {
            self.frontier = page.last().copied();
        }
        self.judge(!new.is_empty(), length, total, first_page, in_place);
        if !self.finished {
            self.offset += if self.one_at_a_time() { length } else { (length - 1).max(0) };
            self.give_up_if_stuck(total)?;
        }
        Ok(new)
    }

    /// Whether pages are too small to hold a known row and a new one.
    fn one_at_a_time(&self) -> bool {
        self.single && self.full <= 1
    }

    /// Whether a page without a known row can be trusted to be the head of the list: all known rows have gone. Not if it
    /// is the page that made the walk step back.
    fn at_the_head(&mut self, again: bool) -> bool {
        if self.offset > 0 {
            return false;
        }
        self.doubts += u32::from(again);
        !again || self.doubts >= SURE
    }

    /// The page holds nothing known: what stood before it has shrunk.
    fn step_back(&mut self) {
        self.back = if self.back == 0 { (self.full - 1).max(1) } else { self.back.saturating_mul(2) };
        self.idle += 1;
        self.ends = 0;
        self.offset = (self.offset - self.back).max(0);
    }

    /// Whether the page that was just accepted is the last one.
    fn judge(&mut self, news: bool, length: i64, total: Option<i64>, first_page: bool, in_place: bool) {
        let end = self.offset.saturating_add(length);
        // A page that ends behind the count is either an old one shown again or counted wrongly.
        let exact = total.is_some_and(|total| total == end || (length == 0 && total < end));
        let reached = match total {
            Some(total) => exact || (end > total && self.known() >= total),
            None => length == 0 || length < self.full,
        };
        let sure = match total {
            // On a full first page the count may be that of the page.
            Some(_) if first_page => exact && length != self.limit,
            Some(_) => exact && (news || in_place || length == 0),
            None => reached && !news && (first_page || in_place || self.one_at_a_time()),
        };
        if sure {
            self.finished = true;
            return;
        }
        if news {
            (self.idle, self.ends) = (0, 0);
            return;
        }
        self.idle += 1;
        let nothing_behind = length == 0 || (length == 1 && !self.one_at_a_time());
        self.ends = if reached || nothing_behind { self.ends + 1 } else { 0 };
        if !reached && length == 1 && self.full == 1 && !self.single {
            // Known and alone: either there is no other row, or the gateway shows one at a time.
            self.single = total.is_none() || self.ends >= SURE;
            self.ends = if self.single { 0 } else { self.ends };
        }
        self.finished = self.ends >= SURE;
    }

    fn known(&self) -> i64 {
        i64::try_from(self.seen.len()).unwrap_or(i64::MAX)
    }

    /// Walking over what is known takes a while after a step back; beyond that, pages without news are a gateway that
    /// repeats itself.
    fn give_up_if_stuck(&mut self, total: Option<i64>) -> Result<(), Error> {
        let stride = usize::try_from(self.full - 1).unwrap_or(0).max(1);
        if self.finished || self.idle <= PATIENCE + 2 * (self.seen.len() / stride) {
            return Ok(());
        }
        self.finished = true;
        let known = self.known();
        let more = total.map_or(self.full >= self.limit, |total| total > known);
        if !more {
            return Ok(());
        }
        let count = total.map_or_else(String::new, |total| format!(" of {total}"));
        Err(Error::new(
            ErrorKind::UnexpectedResponse,
            "pages_repeat",
            RetryAdvice::Safe,
            format!(
                "the gateway shows the same rows again and again, whatever the offset; {known}{count} rows were read"
            ),
        ))
    }
}

/// Feeds what is written to a hash.
struct HashWriter<H>(H);

impl<H: Hasher> io::Write for HashWriter<H> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

//! Walking a list that changes between pages: every row that stays is read once, none twice, and the walk ends.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};

use enkash::model::{SearchSettlements, SettlementPage, SettlementPayout};
use enkash::pager::{Pager, Window};
use enkash::{Error, ErrorKind, Page, RetryAdvice, Rows};
use proptest::prelude::*;

/// What happens to the list; the place is in thousandths of its length.
#[derive(Debug, Clone)]
enum Change {
    Insert(usize),
    Delete(usize),
    /// Many rows at once.
    DeleteRun(usize, usize),
}

/// What the gateway does to one answer.
#[derive(Debug, Clone)]
enum Mischief {
    Honest,
    /// The page of the request before, again.
    Repeat,
    /// Only this many rows of the page.
    Shrink(usize),
}

/// A gateway whose list changes before each request.
struct Gateway {
    rows: Vec<u32>,
    next_row: u32,
    cap: usize,
    counts: bool,
    changes: Vec<Vec<Change>>,
    mischief: Vec<Mischief>,
    last_page: Vec<u32>,
    requests: usize,
}

impl Gateway {
    fn new(length: u32, cap: usize, counts: bool) -> Self {
        Gateway {
            rows: (0..length).collect(),
            next_row: length,
            cap,
            counts,
            changes: Vec::new(),
            mischief: Vec::new(),
            last_page: Vec::new(),
            requests: 0,
        }
    }

    fn apply(&mut self, change: &Change) {
        let place = |thousandths: &usize, length: usize| length * thousandths / 1000;
        match change {
            Change::Insert(at) => {
                let at = place(at, self.rows.len() + 1);
                self.rows.insert(at.min(self.rows.len()), self.next_row);
                self.next_row += 1;
            }
            Change::Delete(at) if !self.rows.is_empty() => {
                self.rows.remove(place(at, self.rows.len()));
            }
            Change::Delete(_) => {}
            Change::DeleteRun(at, length) => {
                let from = place(at, self.rows.len());
                let to = (from + length).min(self.rows.len());
                self.rows.drain(from..to);
            }
        }
    }

    fn page(&mut self, window: Window) -> (Vec<u32>, Option<i64>) {
        // The first page shows the list as it was when the walk began.
        if let Some(changes) = (self.requests > 0).then(|| self.changes.pop()).flatten() {
            for change in &changes {
                self.apply(change);
            }
        }
        self.requests += 1;
        let (offset, limit) = (window.offset as usize, (window.limit as usize).min(self.cap));
        let mut page: Vec<_> = self.rows.iter().skip(offset).take(limit).copied().collect();
        match self.mischief.pop() {
            Some(Mischief::Repeat) if self.requests > 1 => page = self.last_page.clone(),
            Some(Mischief::Shrink(rows)) => page.truncate(rows),
            Some(Mischief::Honest | Mischief::Repeat) | None => {}
        }
        self.last_page = page.clone();
        (page, self.counts.then_some(self.rows.len() as i64))
    }
}

fn walk(gateway: &mut Gateway, mut pager: Pager) -> Result<Vec<u32>, Error> {
    let mut read = Vec::new();
    while let Some(window) = pager.window() {
        assert_eq!(pager.window(), Some(window));
        assert!(gateway.requests < 20_000, "the walk does not end");
        let (page, total) = gateway.page(window);
        let keys: Vec<_> = page.iter().map(u32::to_string).collect();
        read.extend(pager.take(&keys, total)?.into_iter().map(|index| page[index]));
    }
    Ok(read)
}

fn none_twice(read: &[u32]) -> bool {
    let mut seen = HashSet::new();
    read.iter().all(|row| seen.insert(*row))
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => (0..1000usize).prop_map(Change::Insert),
        4 => (0..1000usize).prop_map(Change::Delete),
        1 => (0..1000usize, 1..40usize).prop_map(|(at, length)| Change::DeleteRun(at, length)),
        // At the ends, where searches sorted by time change most.
        2 => Just(Change::Insert(0)),
        2 => Just(Change::Delete(0)),
        1 => Just(Change::Delete(999)),
    ]
}

fn changes() -> impl Strategy<Value = Vec<Vec<Change>>> {
    prop::collection::vec(prop::collection::vec(change(), 0..6), 0..20)
}

/// At most two dishonest answers in a row: what lasts longer is not a slip.
fn mischief(smallest: usize) -> impl Strategy<Value = Vec<Mischief>> {
    let one = prop_oneof![
        3 => Just(Mischief::Honest),
        2 => Just(Mischief::Repeat),
        2 => (smallest..6).prop_map(Mischief::Shrink),
    ];
    prop::collection::vec((one.clone(), one).prop_map(|(a, b)| vec![a, b, Mischief::Honest]), 0..12)
        .prop_map(|triples| triples.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_list_that_changes_is_read_whole(
        length in 0..120u32,
        page_size in 1..30i64,
        cap in 2..40usize,
        changes in changes(),
        mischief in mischief(0),
    ) {
        let mut gateway = Gateway { changes, mischief, ..Gateway::new(length, cap, true) };
        let read = walk(&mut gateway, Pager::new(0, page_size)).expect("an end");
        prop_assert!(none_twice(&read), "{read:?}");
        let read: HashSet<_> = read.into_iter().collect();
        let lost: Vec<_> = gateway.rows.iter().filter(|row| **row < length && !read.contains(row)).collect();
        prop_assert!(lost.is_empty(), "lost {lost:?}");
    }

    #[test]
    fn without_a_count_too(
        length in 0..120u32,
        page_size in 1..30i64,
        cap in 2..40usize,
        changes in changes(),
    ) {
        let mut gateway = Gateway { changes, ..Gateway::new(length, cap, false) };
        let read = walk(&mut gateway, Pager::new(0, page_size)).expect("an end");
        prop_assert!(none_twice(&read), "{read:?}");
        let read: HashSet<_> = read.into_iter().collect();
        let lost: Vec<_> = gateway.rows.iter().filter(|row| **row < length && !read.contains(row)).collect();
        prop_assert!(lost.is_empty(), "lost {lost:?}");
    }

    #[test]
    fn from_the_middle_of_the_list(
        length in 20..120u32,
        start in 1..20i64,
        page_size in 1..30i64,
        changes in changes(),
    ) {
        let mut gateway = Gateway { changes, ..Gateway::new(length, 40, true) };
        let read = walk(&mut gateway, Pager::new(start, page_size)).expect("an end");
        prop_assert!(none_twice(&read), "{read:?}");
        let lost: Vec<_> =
            gateway.rows.iter().filter(|row| (start as u32..length).contains(row) && !read.contains(row)).collect();
        prop_assert!(lost.is_empty(), "lost {lost:?}");
    }

    #[test]
    fn a_list_that_stays_costs_no_more_than_its_pages(length in 0..500u32, page_size in 2..60i64, start in 0..50i64) {
        let mut gateway = Gateway::new(length, usize::MAX, true);
        let read = walk(&mut gateway, Pager::new(start, page_size)).expect("an end");
        prop_assert_eq!(read, (0..length).skip(start as usize).collect::<Vec<_>>());
        let rows = (i64::from(length) - start).max(0);
        let pages = 1 + (rows - page_size).max(0).div_euclid(page_size - 1) + 1;
        prop_assert!(gateway.requests as i64 <= pages, "{} requests for {rows} rows by {page_size}", gateway.requests);
    }

    #[test]
    fn any_answers_end(
        answers in prop::collection::vec((prop::collection::vec(0..20u8, 0..8), prop::option::of(-5..40i64)), 1..10),
        start in -3..10i64,
        page_size in -3..10i64,
    ) {
        let (mut pager, mut read, mut requests) = (Pager::new(start, page_size), Vec::new(), 0);
        while let Some(window) = pager.window() {
            prop_assert!(window.offset >= 0 && window.limit >= 2);
            let (page, total) = &answers[requests % answers.len()];
            let keys: Vec<_> = page.iter().map(u8::to_string).collect();
            match pager.take(&keys, *total) {
                Ok(new) => read.extend(new.into_iter().map(|index| u32::from(page[index]))),
                Err(error) => prop_assert_eq!(&error.info().code, "pages_repeat"),
            }
            requests += 1;
            prop_assert!(requests < 2000);
        }
        prop_assert!(none_twice(&read));
    }
}

fn read_of(pager: &mut Pager, page: &[&str], total: Option<i64>) -> Vec<usize> {
    pager.take(page, total).expect("no fault")
}

#[test]
fn a_row_that_slipped_past_is_fetched() {
    let mut pager = Pager::new(0, 3);
    assert_eq!(read_of(&mut pager, &["a", "b", "c"], Some(6)), [0, 1, 2]);
    assert_eq!(pager.window(), Some(Window { offset: 2, limit: 3 }));
    // "a" and "b" have gone: the place of "c" now holds "e".
    assert_eq!(read_of(&mut pager, &["e", "f"], Some(4)), [0usize; 0]);
    assert_eq!(pager.window(), Some(Window { offset: 0, limit: 3 }));
    assert_eq!(read_of(&mut pager, &["c", "d", "e"], Some(4)), [1, 2]);
    assert_eq!(read_of(&mut pager, &["e", "f"], Some(4)), [1]);
    assert_eq!(pager.window(), None);
}

#[test]
fn rows_above_the_beginning_are_not_handed_out() {
    let mut pager = Pager::new(2, 3);
    assert_eq!(read_of(&mut pager, &["a", "b", "c"], Some(6)), [0, 1, 2]);
    // One of the two rows above has gone, and "a" and "b".
    assert_eq!(read_of(&mut pager, &[], Some(3)), [0usize; 0]);
    assert_eq!(read_of(&mut pager, &["d"], Some(3)), [0usize; 0]);
    assert_eq!(pager.window(), Some(Window { offset: 0, limit: 3 }));
    assert_eq!(read_of(&mut pager, &["above", "c", "d"], Some(3)), [2]);
    assert_eq!(pager.window(), None);
}

#[test]
fn an_answer_given_again_is_no_proof_of_the_end() {
    let mut pager = Pager::new(0, 3);
    assert_eq!(read_of(&mut pager, &["a", "b", "c"], Some(5)), [0, 1, 2]);
    // Cut short; then "a" and "b" go, and the cut answer comes again with the new count.
    assert_eq!(read_of(&mut pager, &["c"], Some(5)), [0usize; 0]);
    assert_eq!(read_of(&mut pager, &["c"], Some(3)), [0usize; 0]);
    assert_eq!(read_of(&mut pager, &["e"], Some(3)), [0usize; 0]);
    assert_eq!(read_of(&mut pager, &["c", "d", "e"], Some(3)), [1, 2]);
    assert_eq!(pager.window(), None);
}

#[test]
fn a_cap_below_the_page_size_does_not_end_the_walk() {
    let mut gateway = Gateway::new(25, 10, true);
    assert_eq!(walk(&mut gateway, Pager::new(0, 5000)).expect("an end"), (0..25).collect::<Vec<_>>());
    let mut gateway = Gateway::new(25, 1, true);
    assert_eq!(walk(&mut gateway, Pager::new(0, 5000)).expect("an end"), (0..25).collect::<Vec<_>>());
}

#[test]
fn few_rows_cost_one_request_with_a_count_and_a_few_without() {
    for (rows, counts, requests) in
        [(0, true, 1), (1, true, 1), (30, true, 1), (0, false, 1), (1, false, 3), (30, false, 2)]
    {
        let mut gateway = Gateway::new(rows, usize::MAX, counts);
        assert_eq!(walk(&mut gateway, Pager::of(None, None)).expect("an end").len(), rows as usize);
        assert_eq!(gateway.requests, requests, "{rows} rows, counted: {counts}");
    }
}

#[test]
fn a_page_that_never_changes_is_an_error_only_if_rows_are_missing() {
    let page = ["a", "b", "c"];
    let mut answers = HashMap::new();
    for total in [Some(3), Some(9), None] {
        let (mut pager, mut read, mut fault) = (Pager::new(0, 3), 0, None);
        while pager.window().is_some() {
            match pager.take(&page, total) {
                Ok(new) => read += new.len(),
                Err(error) => fault = Some(error),
            }
        }
        assert_eq!(read, 3);
        answers.insert(total, fault.map(|fault| fault.info().code.clone()));
    }
    let repeats = Some("pages_repeat".to_owned());
    assert_eq!(answers, HashMap::from([(Some(3), None), (Some(9), repeats.clone()), (None, repeats)]));
}

#[test]
fn a_count_that_promises_too_much_ends_quietly() {
    let mut gateway = Gateway::new(5, 10, true);
    let mut pager = Pager::new(0, 10);
    let mut read = Vec::new();
    while let Some(window) = pager.window() {
        let (page, _) = gateway.page(window);
        let keys: Vec<_> = page.iter().map(u32::to_string).collect();
        read.extend(pager.take(&keys, Some(50)).expect("no fault"));
    }
    assert_eq!((read.len(), gateway.requests), (5, 4));
}

fn payout(id: &str) -> SettlementPayout {
    SettlementPayout::new(id)
}

#[tokio::test]
async fn rows_are_fetched_as_they_are_read_and_an_error_loses_none() {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = asked.clone();
    let mut rows = Rows::new(Pager::new(0, 3), "settlement_payout_id", move |window| {
        let calls = {
            let mut log = log.lock().expect("no panic");
            log.push(window.offset);
            log.len()
        };
        async move {
            if calls == 2 {
                return Err(Error::internal("the line is down"));
            }
            let all = ["SP1", "SP2", "SP3", "SP4", "SP5"].map(payout);
            let page = all.into_iter().skip(window.offset as usize).take(window.limit as usize).collect();
            Ok(Page { rows: page, total: Some(5), whole: true })
        }
    });
    let mut read = Vec::new();
    for _ in 0..3 {
        read.push(rows.next().await.expect("a row").expect("no fault").settlement_payout_id);
        assert_eq!(asked.lock().expect("no panic").len(), 1);
    }
    let fault = rows.next().await.expect("an error").expect_err("the line is down");
    assert_eq!((fault.kind(), fault.info().advice), (ErrorKind::Internal, RetryAdvice::LookUpFirst));
    read.extend(rows.collect().await.expect("no fault").into_iter().map(|row| row.settlement_payout_id));
    assert_eq!(read, ["SP1", "SP2", "SP3", "SP4", "SP5"]);
    assert_eq!(*asked.lock().expect("no panic"), [0, 2, 2]);
}

#[tokio::test]
async fn a_search_keeps_its_filters_on_every_page() {
    let request = SearchSettlements::new().limit(2).merchant_detail_id("M1");
    let rows = Rows::search(request, "settlement_payout_id", |request| async move {
        assert_eq!((request.merchant_detail_id.as_deref(), request.limit), (Some("M1"), Some(2)));
        let offset = request.offset.expect("an offset") as usize;
        let all = ["SP1", "SP2", "SP3"].map(payout);
        let page: Vec<_> = all.into_iter().skip(offset).take(2).collect();
        Ok(SettlementPage::new().records_count(3).data(page))
    });
    let read: Vec<_> =
        rows.collect().await.expect("no fault").into_iter().map(|row| row.settlement_payout_id).collect();
    assert_eq!(read, ["SP1", "SP2", "SP3"]);
}

#[test]
fn rows_without_an_id_are_known_by_what_they_hold() {
    let mut pager = Pager::new(0, 3);
    let row = |merchant: &str| payout("").merchant_name(merchant);
    let page = [row("Example Store"), row("Example Shop"), row("Example Store")];
    assert_eq!(pager.take_rows(&page, "settlement_payout_id", Some(4)).expect("no fault"), [0, 1]);
    let page = [row("Example Store"), row("Example Mart")];
    assert_eq!(pager.take_rows(&page, "settlement_payout_id", Some(4)).expect("no fault"), [1]);
    assert_eq!(pager.window(), None);
}

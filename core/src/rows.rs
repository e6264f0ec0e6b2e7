//! All rows of a search, fetched page by page as they are read: nothing is asked for before it is needed.

use std::collections::VecDeque;
use std::fmt;
use std::future::Future;
use std::pin::Pin;

use crate::caller::Caller;
use crate::field::ModelFields;
use crate::operations::PagedOp;
use crate::pager::{Pager, Window};
use crate::{Error, ErrorKind, RetryAdvice};

/// One page of a search, as the gateway answered it.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<R> {
    /// The rows.
    pub rows: Vec<R>,
    /// The gateway's count of all rows that match.
    pub total: Option<i64>,
    /// Whether every row could be read; a search for all rows does not pass one by in silence.
    pub whole: bool,
}

/// A search request: it says where its page begins and how long it is.
pub trait Search: ModelFields {
    /// How many rows to skip and how many to answer, where the caller says so.
    fn page(&self) -> (Option<i64>, Option<i64>);
    /// Asks for this page.
    fn set_page(&mut self, window: Window);
}

/// The answer of a search.
pub trait Paged: ModelFields {
    /// One of its rows.
    type Row: ModelFields;
    /// Its rows and its count.
    fn into_page(self) -> Page<Self::Row>;
}

type Fetched<R> = Pin<Box<dyn Future<Output = Result<Page<R>, Error>> + Send>>;

/// The rows of a search, one after the other or page by page; see [`crate::pager`] for what happens when the list
/// changes under way.
///
/// An error ends nothing: the next call asks for the same page again. Giving a call up loses nothing either.
///
/// ```no_run
/// # async fn run(mut orders: enkash::Rows<enkash::model::SettlementPayout>) -> Result<(), enkash::Error> {
/// while let Some(payout) = orders.next().await {
///     println!("{}", payout?.settlement_payout_id);
/// }
/// # Ok(()) }
/// ```
pub struct Rows<R> {
    pager: Pager,
    key: &'static str,
    fetch: Box<dyn FnMut(Window) -> Fetched<R> + Send>,
    ready: VecDeque<R>,
}

impl<R: ModelFields> Rows<R> {
    /// Rows that are known by their field `key`, from a function that asks for one page.
    pub fn new<F>(pager: Pager, key: &'static str, mut fetch: impl FnMut(Window) -> F + Send + 'static) -> Self
    where
        F: Future<Output = Result<Page<R>, Error>> + Send + 'static,
    {
        Rows { pager, key, fetch: Box::new(move |window| Box::pin(fetch(window))), ready: VecDeque::new() }
    }

    /// All rows of a search: `request` says where to begin and how many rows to ask for at a time, `call` asks.
    pub fn search<Q: Search, A: Paged<Row = R>, F>(
        request: Q,
        key: &'static str,
        mut call: impl FnMut(Q) -> F + Send + 'static,
    ) -> Self
    where
        F: Future<Output = Result<A, Error>> + Send + 'static,
    {
        let (offset, limit) = request.page();
        Rows::new(Pager::of(offset, limit), key, move |window| {
            let mut request = request.clone();
            request.set_page(window);
            let answer = call(request);
            async move { Ok(answer.await?.into_page()) }
        })
    }

    /// The next row; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<R, Error>> {
        if self.ready.is_empty() {
            match self.next_page().await? {
                Ok(rows) => self.ready.extend(rows),
                Err(error) => return Some(Err(error)),
            }
        }
        self.ready.pop_front().map(Ok)
    }

    /// The rows of the next page that are new, at least one; `None` after the last. Rows that [`Rows::next`] has fetched
    /// and not yet handed out come first.
    pub async fn next_page(&mut self) -> Option<Result<Vec<R>, Error>> {
        if !self.ready.is_empty() {
            return Some(Ok(std::mem::take(&mut self.ready).into()));
        }
        next_page(&mut self.pager, self.key, &mut self.fetch).await
    }

    /// All that is left, in memory.
    pub async fn collect(mut self) -> Result<Vec<R>, Error> {
        let mut all = Vec::new();
        while let Some(rows) = self.next_page().await {
            all.extend(rows?);
        }
        Ok(all)
    }
}

/// The rows of the next page that are new, at least one; `None` after the last. `key` names the field by which a row is
/// known, `fetch` asks for one page.
///
/// An error ends nothing, and a call that is given up loses nothing: the same page is asked for again.
pub async fn next_page<R: ModelFields, F: Future<Output = Result<Page<R>, Error>>>(
    pager: &mut Pager,
    key: &str,
    mut fetch: impl FnMut(Window) -> F,
) -> Option<Result<Vec<R>, Error>> {
    while let Some(window) = pager.window() {
        let page = match fetch(window).await {
            Ok(page) if !page.whole => return Some(Err(unreadable(window))),
            Ok(page) => page,
            Err(error) => return Some(Err(error)),
        };
        match pager.take_rows(&page.rows, key, page.total) {
            Ok(new) if new.is_empty() => {}
            Ok(new) => return Some(Ok(pick(page.rows, &new))),
            Err(error) => return Some(Err(error)),
        }
    }
    None
}

impl Caller {
    /// The same for a search of the table that begins as `request` says.
    pub async fn next_rows<O: PagedOp>(
        &self,
        request: &O::Request,
        pager: &mut Pager,
    ) -> Option<Result<Vec<<O::Answer as Paged>::Row>, Error>> {
        next_page(pager, O::KEY, |window| {
            let (caller, mut request) = (self.clone(), request.clone());
            request.set_page(window);
            async move { Ok(caller.call::<O>("", request).await?.into_page()) }
        })
        .await
    }
}

fn unreadable(window: Window) -> Error {
    let text = format!(
        "the page of {} rows from offset {} holds rows that cannot be read; the search for one page shows the others, and \
         these in extra",
        window.limit, window.offset
    );
    Error::new(ErrorKind::UnexpectedResponse, "rows_unreadable", RetryAdvice::Never, text)
}

/// The rows at the given places, which are in ascending order.
fn pick<R>(rows: Vec<R>, places: &[usize]) -> Vec<R> {
    let mut places = places.iter().copied().peekable();
    rows.into_iter().enumerate().filter(|(index, _)| places.next_if_eq(index).is_some()).map(|(_, row)| row).collect()
}

impl<R> fmt::Debug for Rows<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows").field("window", &self.pager.window()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::from_wire;
    use crate::model::{CustomerPage, OrderPage, SearchOrders};

    #[tokio::test]
    async fn a_row_that_cannot_be_read_ends_the_walk() {
        let page = r#"{"recordsCount":2,"data":[{"orderId":"ORD1"},{"orderStatus":"PAID"}]}"#;
        let mut rows = Rows::search(SearchOrders::new(), "order_id", move |_| {
            std::future::ready(Ok(from_wire::<OrderPage>(page).expect("a page")))
        });
        let error = rows.next().await.expect("a result").expect_err("a row is missing");
        assert_eq!((error.kind(), &*error.info().code), (ErrorKind::UnexpectedResponse, "rows_unreadable"));
        let readable = from_wire::<CustomerPage>(r#"{"data":[{"customerId":"CUS1"}]}"#).expect("a page");
        assert!(readable.into_page().whole);
    }
}

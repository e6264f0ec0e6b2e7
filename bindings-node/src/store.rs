//! The caller's object as a token store.
//!
//! A question goes to the JavaScript thread by the queue that answers take. There the facade calls the object, waits for its
//! promise if it gives one, and hands the answer back under the question's number.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use enkash::{StoreAnswer, StoreFailed, TokenStore};
use tokio::sync::oneshot;

use crate::queue::Queue;

/// What the facade says: text, or nothing.
pub(crate) type Said = Option<String>;

/// Questions that are not answered, by their numbers.
#[derive(Default)]
pub(crate) struct Asked(HashMap<u64, oneshot::Sender<Said>>);

impl Asked {
    /// Keeps a question. A store may never answer, and the client waits two seconds: those nobody waits for any more go.
    pub(crate) fn keep(&mut self, question: u64, tell: oneshot::Sender<Said>) {
        self.0.retain(|_, tell| !tell.is_closed());
        self.0.insert(question, tell);
    }
    /// Who waits for the answer, if anybody does.
    pub(crate) fn take(&mut self, question: u64) -> Option<oneshot::Sender<Said>> {
        self.0.remove(&question)
    }
}

/// An object of the facade's, by its number.
pub(crate) struct Store {
    queue: Arc<Queue>,
    number: u64,
}

impl Store {
    pub(crate) fn new(queue: Arc<Queue>, number: u64) -> Self {
        Store { queue, number }
    }

    /// A question whose answer never comes, because the environment has ended or the object failed, has failed.
    async fn ask(&self, arguments: Vec<String>) -> Result<Said, StoreFailed> {
        static QUESTIONS: AtomicU64 = AtomicU64::new(1);
        let question = QUESTIONS.fetch_add(1, Ordering::Relaxed);
        let (tell, said) = oneshot::channel();
        let store = self.number;
        self.queue.ask(Box::new(move |script| {
            let mut words = vec![question.to_string(), store.to_string()];
            words.extend(arguments);
            script.instance.ask_store(script, question, &words, tell)
        }));
        said.await.map_err(|_| StoreFailed)
    }
}

fn words(method: &str, key: &str, value: &str, seconds: u64) -> Vec<String> {
    vec![method.to_owned(), key.to_owned(), value.to_owned(), seconds.to_string()]
}

impl TokenStore for Store {
    fn get<'a>(&'a self, key: &'a str) -> StoreAnswer<'a, Option<String>> {
        Box::pin(async move { self.ask(words("get", key, "", 0)).await })
    }

    fn set<'a>(&'a self, key: &'a str, value: &'a str, seconds: u64) -> StoreAnswer<'a, ()> {
        Box::pin(async move { self.ask(words("set", key, value, seconds)).await.map(drop) })
    }

    fn add<'a>(&'a self, key: &'a str, value: &'a str, seconds: u64) -> StoreAnswer<'a, bool> {
        Box::pin(async move {
            // An object without `add` has the facade say so by an empty text.
            match self.ask(words("add", key, value, seconds)).await?.as_deref() {
                Some("") => enkash::add_by_get_and_set(self, key, value, seconds).await,
                said => Ok(said.is_some()),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_that_nobody_waits_for_is_not_kept() {
        let mut asked = Asked::default();
        let (tell, mut said) = oneshot::channel();
        asked.keep(0, tell);
        for question in 1..=100 {
            let (tell, given_up) = oneshot::channel();
            asked.keep(question, tell);
            drop(given_up);
        }
        assert_eq!(asked.0.len(), 2, "the one that is waited for, and the last");
        let tell = asked.take(0).expect("somebody waits for it");
        tell.send(Some("text".to_owned())).expect("somebody waits for it");
        assert_eq!(said.try_recv(), Ok(Some("text".to_owned())));
        assert!(asked.take(0).is_none());
    }
}

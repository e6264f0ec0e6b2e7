//! The caller's object as a token store.
//!
//! A question goes to the JavaScript thread by the queue that answers take. There the facade calls the object, waits for its
//! promise if it gives one, and hands the answer back under the question's number.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use enkash::{StoreAnswer, StoreFailed, TokenStore};
use tokio::sync::oneshot;

use crate::queue::Queue;

/// What the facade says: text, or nothing.
pub(crate) type Said = Option<String>;

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

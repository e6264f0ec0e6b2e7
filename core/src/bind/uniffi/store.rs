//! A token store written in Kotlin or Swift.

use std::fmt;
use std::sync::Arc;

use tokio::sync::Semaphore;

use crate::auth::add_by_get_and_set;
use crate::{StoreAnswer, StoreFailed};

/// A token store did not do what it was asked to. It has no words, because those of a store may hold what was stored.
// Not a flat error: UniFFI reads those in one direction only, and this one comes from the foreign side.
#[derive(Debug, Clone, Copy, uniffi::Error)]
pub enum TokenStoreError {
    /// Why does not matter.
    Failed,
}

impl fmt::Display for TokenStoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the token store failed")
    }
}

impl std::error::Error for TokenStoreError {}

/// Anything else that the foreign code throws.
impl From<uniffi::UnexpectedUniFFICallbackError> for TokenStoreError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        TokenStoreError::Failed
    }
}

/// A place for the token that several clients or processes share, such as a Redis.
///
/// Values are sealed text. The methods are called on a thread of the SDK and may wait there; an answer that takes more than
/// two seconds counts as none. Whatever they throw costs a token call and never a payment.
#[uniffi::export(with_foreign)]
pub trait TokenStore: Send + Sync {
    /// What is stored under the key, if it is still there.
    fn get(&self, key: String) -> Result<Option<String>, TokenStoreError>;
    /// Stores the value for so many seconds, in place of any other.
    fn set(&self, key: String, value: String, seconds: i64) -> Result<(), TokenStoreError>;
    /// Stores the value if nothing is there and says whether it did, in one step if the store can. Processes that start
    /// together agree by this on the one that fetches the token. `null` (`nil`): done with `get` and `set`.
    fn add(&self, key: String, value: String, seconds: i64) -> Result<Option<bool>, TokenStoreError>;
}

/// The foreign store as the core wants one.
pub(super) struct Foreign {
    store: Arc<dyn TokenStore>,
    places: Arc<Semaphore>,
}

/// Questions to one store at once; a client asks one at a time, and its background renewal another.
const PLACES: usize = 4;

impl Foreign {
    pub(super) fn new(store: Arc<dyn TokenStore>) -> Self {
        Foreign { store, places: Arc::new(Semaphore::new(PLACES)) }
    }

    /// Foreign code may wait as long as it likes, so it does not run on a thread that others need.
    async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&dyn TokenStore) -> Result<T, TokenStoreError> + Send + 'static,
    ) -> Result<T, StoreFailed> {
        // A store that never answers keeps its threads, and there must be some left for names to be looked up on.
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| StoreFailed)?;
        let store = Arc::clone(&self.store);
        let asked = tokio::task::spawn_blocking(move || {
            let answer = question(&*store);
            drop(place);
            answer
        })
        .await;
        asked.map_err(|_| StoreFailed)?.map_err(|_| StoreFailed)
    }
}

impl crate::TokenStore for Foreign {
    fn get<'a>(&'a self, key: &'a str) -> StoreAnswer<'a, Option<String>> {
        let key = key.to_owned();
        Box::pin(self.ask(move |store| store.get(key)))
    }

    fn set<'a>(&'a self, key: &'a str, value: &'a str, seconds: u64) -> StoreAnswer<'a, ()> {
        let (key, value) = (key.to_owned(), value.to_owned());
        Box::pin(self.ask(move |store| store.set(key, value, whole(seconds))))
    }

    fn add<'a>(&'a self, key: &'a str, value: &'a str, seconds: u64) -> StoreAnswer<'a, bool> {
        let (own_key, own_value) = (key.to_owned(), value.to_owned());
        Box::pin(async move {
            match self.ask(move |store| store.add(own_key, own_value, whole(seconds))).await? {
                Some(added) => Ok(added),
                None => add_by_get_and_set(self, key, value, seconds).await,
            }
        })
    }
}

fn whole(seconds: u64) -> i64 {
    i64::try_from(seconds).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use uniffi::{Lift, Lower};

    use super::TokenStoreError;
    use crate::UniFfiTag;

    #[test]
    fn the_error_of_a_foreign_store_can_be_read() {
        let thrown = <TokenStoreError as Lower<UniFfiTag>>::lower(TokenStoreError::Failed);
        let read = <TokenStoreError as Lift<UniFfiTag>>::try_lift(thrown);
        assert!(matches!(read, Ok(TokenStoreError::Failed)));
    }
}

//! Tokens that clients of one process share, if they are asked to.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use super::Tokens;

/// Account and process. A child that was forked must not wait for a fetch that its parent's threads make.
type Account = ([u8; 32], u32);

/// The tokens of an account: those of a client that is alive, else new ones. Held weakly, so that the last client takes
/// them along.
pub(super) fn tokens(print: [u8; 32], make: impl FnOnce() -> Tokens) -> Arc<Tokens> {
    static KNOWN: Mutex<Option<HashMap<Account, Weak<Tokens>>>> = Mutex::new(None);
    let account = (print, std::process::id());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let known = known.get_or_insert_default();
    if let Some(tokens) = known.get(&account).and_then(Weak::upgrade) {
        return tokens;
    }
    known.retain(|_, tokens| tokens.strong_count() > 0);
    let tokens = Arc::new(make());
    known.insert(account, Arc::downgrade(&tokens));
    tokens
}

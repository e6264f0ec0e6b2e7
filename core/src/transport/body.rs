//! What leaves: a body that is wiped afterwards and tells when it begins to go.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use zeroize::Zeroizing;

/// A body that is wiped when the connection lets go of it: it may hold card data or keys.
pub(super) fn bytes(body: Zeroizing<Vec<u8>>) -> Bytes {
    struct Wiped(Zeroizing<Vec<u8>>);
    impl AsRef<[u8]> for Wiped {
        fn as_ref(&self) -> &[u8] {
            &self.0
        }
    }
    Bytes::from_owner(Wiped(body))
}

/// Whether a request that changes things leaves this machine or is withdrawn: one of the two, decided once. The connection
/// that takes the body and the caller that gives up may do so at the same moment, on two threads.
#[derive(Debug, Default)]
pub(crate) struct Leaving(AtomicU8);

impl Leaving {
    const GONE: u8 = 1;
    const WITHDRAWN: u8 = 2;

    /// Lets it go; `false` if it has been withdrawn.
    pub(crate) fn go(&self) -> bool {
        self.settle(Self::GONE) == Self::GONE
    }

    /// Takes it back; `false` if it has gone.
    pub(crate) fn withdraw(&self) -> bool {
        self.settle(Self::WITHDRAWN) == Self::WITHDRAWN
    }

    fn settle(&self, state: u8) -> u8 {
        self.0.compare_exchange(0, state, Ordering::AcqRel, Ordering::Acquire).err().unwrap_or(state)
    }
}

/// Nobody waits for the request any longer, and not a byte of its body has been handed out.
#[derive(Debug)]
pub(super) struct Withdrawn;

impl fmt::Display for Withdrawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the request was withdrawn before it left")
    }
}

impl std::error::Error for Withdrawn {}

/// A body that tells when it begins to leave. The HTTP library asks for it only once a connection stands, so until then a
/// deadline or a cancellation is not "outcome unknown". Withdrawn, it ends its connection: a request without its body is none.
pub(super) struct Watched {
    pub(super) body: Option<Bytes>,
    pub(super) leaving: Option<Arc<Leaving>>,
}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = Withdrawn;
    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, Withdrawn>>> {
        if self.leaving.as_ref().is_some_and(|leaving| !leaving.go()) {
            return Poll::Ready(Some(Err(Withdrawn)));
        }
        Poll::Ready(self.body.take().map(|body| Ok(http_body::Frame::data(body))))
    }
    fn is_end_stream(&self) -> bool {
        self.body.is_none()
    }
    fn size_hint(&self) -> http_body::SizeHint {
        http_body::SizeHint::with_exact(self.body.as_ref().map_or(0, |body| body.len() as u64))
    }
}

//! What leaves: a body that is wiped afterwards and tells when it begins to go.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
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

/// A body that tells when it begins to leave. The HTTP library asks for it only once a connection stands, so until then a
/// deadline or a cancellation is not "outcome unknown".
pub(super) struct Watched {
    pub(super) body: Option<Bytes>,
    pub(super) leaving: Option<Arc<AtomicBool>>,
}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = Infallible;
    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, Infallible>>> {
        if let Some(leaving) = &self.leaving {
            leaving.store(true, Ordering::Release);
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

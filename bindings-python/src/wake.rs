//! How a thread that must not touch Python tells an event loop that results are ready.
//!
//! On Linux an eventfd, on other Unix systems a socket pair, both watched by the loop. A loop that cannot watch (Windows'
//! proactor loop) is called by `call_soon_threadsafe`; only there does our thread take the interpreter's lock.

use enkash::python_name;
use pyo3::prelude::*;

/// The sending and the receiving end in one.
pub(crate) enum Wake {
    #[cfg(unix)]
    Watched(fd::Signal),
    /// Weak references to the loop and to the queue: nothing of the loop keeps the queue, so a queue that kept the loop, or
    /// itself, would never be let go.
    Called { event_loop: Py<PyAny>, queue: Py<PyAny> },
}

impl Wake {
    /// Wakes the loop. May be called by any thread.
    pub(crate) fn wake(&self) {
        match self {
            #[cfg(unix)]
            Wake::Watched(signal) => signal.set(),
            Wake::Called { event_loop, queue } => {
                // Without an interpreter there is nobody to tell, and a loop that is closed or gone has nobody waiting.
                let _ = Python::try_attach(|py| {
                    let (event_loop, queue) = (event_loop.call0(py)?, queue.call0(py)?);
                    let drain = queue.getattr(py, python_name!(py, "drain"))?;
                    event_loop.call_method1(py, python_name!(py, "call_soon_threadsafe"), (drain,)).map(drop)
                });
            }
        }
    }

    /// Makes the next [`Wake::wake`] wake again. Called by the loop.
    pub(crate) fn clear(&self) {
        match self {
            #[cfg(unix)]
            Wake::Watched(signal) => signal.clear(),
            Wake::Called { .. } => {}
        }
    }
}

#[cfg(target_os = "linux")]
pub(crate) mod fd {
    use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};

    /// An eventfd.
    pub(crate) struct Signal(OwnedFd);

    impl Signal {
        pub(crate) fn new() -> std::io::Result<Self> {
            // SAFETY: no pointers; the result is checked before it is owned.
            let fd = unsafe { libc::eventfd(0, libc::EFD_CLOEXEC | libc::EFD_NONBLOCK) };
            if fd < 0 {
                return Err(std::io::Error::last_os_error());
            }
            // SAFETY: a new descriptor that nobody else holds.
            Ok(Signal(unsafe { OwnedFd::from_raw_fd(fd) }))
        }
        pub(crate) fn watched(&self) -> RawFd {
            self.0.as_raw_fd()
        }
        pub(crate) fn set(&self) {
            let one = 1u64.to_ne_bytes();
            // SAFETY: eight readable bytes. A full counter means that the loop is being woken already.
            let _ = unsafe { libc::write(self.0.as_raw_fd(), one.as_ptr().cast(), one.len()) };
        }
        pub(crate) fn clear(&self) {
            let mut count = [0u8; 8];
            // SAFETY: eight writable bytes; the descriptor does not block.
            let _ = unsafe { libc::read(self.0.as_raw_fd(), count.as_mut_ptr().cast(), count.len()) };
        }
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
pub(crate) mod fd {
    use std::io::{Read, Write};
    use std::os::fd::{AsRawFd, RawFd};
    use std::os::unix::net::UnixStream;

    /// A pair of connected sockets.
    pub(crate) struct Signal {
        ours: UnixStream,
        watched: UnixStream,
    }

    impl Signal {
        pub(crate) fn new() -> std::io::Result<Self> {
            let (ours, watched) = UnixStream::pair()?;
            ours.set_nonblocking(true)?;
            watched.set_nonblocking(true)?;
            Ok(Signal { ours, watched })
        }
        pub(crate) fn watched(&self) -> RawFd {
            self.watched.as_raw_fd()
        }
        pub(crate) fn set(&self) {
            // A full buffer means that the loop is being woken already.
            let _ = (&self.ours).write(&[1]);
        }
        pub(crate) fn clear(&self) {
            let mut bytes = [0u8; 64];
            while (&self.watched).read(&mut bytes).is_ok_and(|count| count == bytes.len()) {}
        }
    }
}

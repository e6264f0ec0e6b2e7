//! A connection below HTTP: what a handler needs in order to break it. It passes bytes through until a handler takes
//! the connection over, sends bytes of its own, and ends it with a FIN or a RST.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

use crate::gateway::Gateway;
use crate::plan::{Act, At};

/// The port.
pub(crate) struct Port {
    /// Where connections come in.
    pub listener: TcpListener,
    /// Whose faults they may meet.
    pub gateway: Arc<Gateway>,
}

/// What HTTP reads from and writes to.
pub(crate) struct Line(Arc<Shared>);

/// A handler's hold on the connection that its request came over.
#[derive(Clone)]
pub(crate) struct Wire(Arc<Shared>);

struct Shared {
    stream: TcpStream,
    /// Nothing that HTTP writes goes out any more.
    taken: AtomicBool,
}

/// Whether a fault ends a new connection; dropping it does so then.
fn refused(gateway: &Gateway, stream: &TcpStream) -> bool {
    let Some(hit) = gateway.faults.choose(&[At::Connecting], |_| true) else { return false };
    if hit.rule.act == Act::Reset {
        // Where the system refuses, the connection ends with a FIN: an end all the same.
        let _ = stream.set_zero_linger();
    }
    gateway.faults.acts(&hit);
    true
}

impl Listener for Port {
    type Io = Line;
    type Addr = std::net::SocketAddr;

    async fn accept(&mut self) -> (Line, Self::Addr) {
        loop {
            match self.listener.accept().await {
                Ok((stream, _)) if self.gateway.faults.armed() && refused(&self.gateway, &stream) => {}
                Ok((stream, from)) => {
                    return (Line(Arc::new(Shared { stream, taken: AtomicBool::new(false) })), from);
                }
                // Out of descriptors, or a caller that has gone already: the next one may have more luck.
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.listener.local_addr()
    }
}

impl Connected<IncomingStream<'_, Port>> for Wire {
    fn connect_info(stream: IncomingStream<'_, Port>) -> Wire {
        Wire(Arc::clone(&stream.io().0))
    }
}

impl Wire {
    /// Sends bytes past HTTP; from now on nothing else goes out over this connection.
    pub(crate) async fn send(&self, mut bytes: &[u8]) -> io::Result<()> {
        self.take();
        // Each piece is to travel by itself.
        self.0.stream.set_nodelay(true)?;
        while !bytes.is_empty() {
            self.0.stream.writable().await?;
            match self.0.stream.try_write(bytes) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(count) => bytes = &bytes[count..],
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Ends the connection with a FIN, as soon as the handler returns.
    pub(crate) fn close(&self) {
        self.take();
    }

    /// Ends the connection with a RST, as soon as the handler returns.
    pub(crate) fn reset(&self) {
        self.take();
        // Where the system refuses, the connection ends with a FIN: an end all the same.
        let _ = self.0.stream.set_zero_linger();
    }

    fn take(&self) {
        self.0.taken.store(true, Ordering::Release);
    }
}

impl Line {
    /// What HTTP writes on a connection that a handler has taken over.
    fn refused(&self) -> Option<io::Error> {
        self.0.taken.load(Ordering::Acquire).then(|| io::ErrorKind::BrokenPipe.into())
    }

    fn write(
        &self,
        context: &mut Context<'_>,
        attempt: impl Fn(&TcpStream) -> io::Result<usize>,
    ) -> Poll<io::Result<usize>> {
        loop {
            if let Some(error) = self.refused() {
                return Poll::Ready(Err(error));
            }
            ready!(self.0.stream.poll_write_ready(context))?;
            match attempt(&self.0.stream) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                done => return Poll::Ready(done),
            }
        }
    }
}

impl AsyncRead for Line {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        loop {
            ready!(self.0.stream.poll_read_ready(context))?;
            match self.0.stream.try_read(buffer.initialize_unfilled()) {
                Ok(count) => {
                    buffer.advance(count);
                    return Poll::Ready(Ok(()));
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Poll::Ready(Err(error)),
            }
        }
    }
}

impl AsyncWrite for Line {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.write(context, |stream| stream.try_write(bytes))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.write(context, |stream| stream.try_write_vectored(parts))
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        // The end of the last hold on the stream sends the FIN, or the RST that a FIN in advance would spoil.
        Poll::Ready(Ok(()))
    }
}

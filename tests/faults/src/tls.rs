//! The gateway behind TLS, with a certificate that is good or is not.
//!
//! The certificates in `tls/` were made for these tests and are worth nothing: `authority.pem` has signed `trusted.pem`,
//! `expired.pem` (until 2021) and `other-name.pem` (for another host); nobody knows who signed `unknown-issuer.pem`.

use std::net::SocketAddr;
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio_rustls::TlsAcceptor;

use crate::file::folder;

/// The authority that a client may be told to trust.
pub(crate) fn authority() -> String {
    std::fs::read_to_string(folder().join("tls/authority.pem")).unwrap_or_default()
}

/// A server that shows a certificate and passes on what it hears; it ends with the value.
pub(crate) struct Tls {
    pub(crate) url: String,
    _runtime: Runtime,
}

impl Tls {
    /// Serves the gateway at `behind` with a certificate of `tls/`.
    pub(crate) fn start(certificate: &str, behind: &str) -> Result<Self, String> {
        let pem = folder().join("tls").join(format!("{certificate}.pem"));
        let pem = std::fs::read(&pem).map_err(|error| format!("{}: {error}", pem.display()))?;
        let behind: SocketAddr =
            behind.trim_start_matches("http://").parse().map_err(|error| format!("{behind}: {error}"))?;
        let told = |error: &dyn std::fmt::Display| format!("TLS with {certificate}: {error}");
        let chain =
            CertificateDer::pem_slice_iter(&pem).collect::<Result<Vec<_>, _>>().map_err(|error| told(&error))?;
        let key = PrivateKeyDer::from_pem_slice(&pem).map_err(|error| told(&error))?;
        let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key))
            .map_err(|error| told(&error))?;
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let runtime = Runtime::new().map_err(|error| told(&error))?;
        let listener = runtime.block_on(TcpListener::bind(("127.0.0.1", 0))).map_err(|error| told(&error))?;
        let port = listener.local_addr().map_err(|error| told(&error))?.port();
        runtime.spawn(serve(listener, acceptor, behind));
        Ok(Self { url: format!("https://localhost:{port}"), _runtime: runtime })
    }
}

async fn serve(listener: TcpListener, acceptor: TlsAcceptor, behind: SocketAddr) {
    // A failed accept is the client's problem of that moment; the next one may succeed.
    while let Ok((stream, _)) = listener.accept().await {
        let acceptor = acceptor.clone();
        tokio::spawn(async move {
            let mut secured = acceptor.accept(stream).await?;
            let mut plain = TcpStream::connect(behind).await?;
            copy_bidirectional(&mut secured, &mut plain).await
        });
    }
}

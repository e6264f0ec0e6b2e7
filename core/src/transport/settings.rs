//! Proxy and certificates: from settings to a configured HTTP client, or to an error that names the setting.

use std::sync::Arc;

use reqwest::{ClientBuilder, Proxy, Url};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore};

use crate::scalar::Secret;
use crate::{Error, ErrorKind};

/// The largest text of certificates that is read. All of Mozilla's roots are a quarter of it.
const MAX_PEM: usize = 1024 * 1024;

/// What both kinds of clients may set about their connections.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settings {
    pub(crate) ca_certificates: Option<String>,
    pub(crate) client_certificate: Option<Secret>,
    pub(crate) proxy: Option<Secret>,
}

impl Settings {
    /// Sets the client up for `base`. What the environment says about proxies plays no part.
    pub(super) fn apply(&self, builder: ClientBuilder, base: &Url) -> Result<ClientBuilder, Error> {
        let proxy = self.proxy.as_ref().map(|url| proxy(url.reveal())).transpose()?;
        let builder = builder.tls_backend_preconfigured(self.tls()?).no_proxy();
        Ok(match proxy {
            // No proxy reaches this machine, and the keys would cross the network in the clear on their way to it.
            Some(proxy) if !is_loopback(base) => builder.proxy(proxy),
            _ => builder,
        })
    }

    fn tls(&self) -> Result<ClientConfig, Error> {
        let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        if let Some(pem) = &self.ca_certificates {
            for certificate in certificates("ca_certificates", pem)? {
                roots.add(certificate).map_err(|_| unreadable("ca_certificates"))?;
            }
        }
        let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| Error::configuration(format!("TLS cannot start: {error}")))?
            .with_root_certificates(roots);
        let Some(pem) = &self.client_certificate else {
            return Ok(config.with_no_client_auth());
        };
        let field = "client_certificate";
        let chain = certificates(field, pem.reveal())?;
        let key = PrivateKeyDer::from_pem_slice(pem.reveal().as_bytes()).map_err(|_| {
            invalid(
                field,
                "holds no private key; pass the PEM text of the certificate, its chain and its key (no password)",
            )
        })?;
        config.with_client_auth_cert(chain, key).map_err(|error| match error {
            rustls::Error::InconsistentKeys(_) => invalid(
                field,
                "has a private key that is not the first certificate's; pass the two that belong together",
            ),
            _ => invalid(field, "has a private key that cannot be used; pass an RSA, ECDSA or Ed25519 key"),
        })
    }
}

fn certificates(field: &str, pem: &str) -> Result<Vec<CertificateDer<'static>>, Error> {
    if pem.len() > MAX_PEM {
        return Err(invalid(field, "is larger than 1 MiB; pass the certificates that are needed"));
    }
    let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect();
    let read = read.map_err(|_| unreadable(field))?;
    if read.is_empty() {
        return Err(invalid(
            field,
            "holds no certificate; pass the text of the PEM file, which begins with -----BEGIN CERTIFICATE-----",
        ));
    }
    Ok(read)
}

fn unreadable(field: &str) -> Error {
    invalid(field, "holds a certificate that cannot be read; pass the PEM file as it was issued")
}

/// The URL is not repeated: it may hold a password.
fn proxy(text: &str) -> Result<Proxy, Error> {
    let wrong = |problem| invalid("proxy", problem);
    let url = Url::parse(text).map_err(|_| wrong("is not a URL; pass one like http://proxy.example.com:3128"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(wrong("must begin with http:// or https://; other kinds of proxies are not spoken"));
    }
    if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
        return Err(wrong("must be scheme, user, password, host and port only"));
    }
    Proxy::all(url).map_err(|_| wrong("cannot be used; pass a URL like http://proxy.example.com:3128"))
}

/// A setting that cannot be used.
pub(super) fn invalid(field: &str, problem: &str) -> Error {
    Error::from(crate::field::Invalid { field: field.into(), problem: problem.into() })
        .with(|info| info.kind = ErrorKind::Configuration)
}

pub(super) fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or("").trim_matches(['[', ']']);
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

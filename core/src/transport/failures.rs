//! What the HTTP library reports, as a [`Failure`]. Pure.
//!
//! | reported | failure |
//! |---|---|
//! | no connection, no name, a proxy that refuses | not sent |
//! | a certificate that does not hold, ours refused | TLS |
//! | given up before its first byte | not sent |
//! | an answer that is not HTTP, too many or too large headers, broken chunks | foreign |
//! | anything else | no answer |

use std::error::Error as StdError;
use std::io;

use rustls::{AlertDescription, CertificateError};

use crate::envelope::Failure;

/// Sorts what came in an answer's place. Only a failed connection, or a request that never began, is sure not to have sent
/// anything.
pub(super) fn sort(error: &reqwest::Error) -> Failure {
    let tls = causes(error).find_map(tls_error);
    match tls {
        Some(tls) if error.is_connect() => return Failure::Tls(tls_words(tls)),
        // The peer ends the handshake after ours is done; it has read no request.
        Some(rustls::Error::AlertReceived(alert)) if refuses_certificate(*alert) => {
            return Failure::Tls(tls_words(&rustls::Error::AlertReceived(*alert)));
        }
        _ => {}
    }
    let text = plain(error);
    if error.is_connect() {
        return Failure::NotSent(text);
    }
    match causes(error).find_map(|cause| cause.downcast_ref::<hyper::Error>()) {
        Some(http) if http.is_canceled() => {
            Failure::NotSent("the connection was closed before the request began".into())
        }
        // The library's words for it hold nothing of the answer.
        Some(http) if http.is_parse() => Failure::foreign(0, format!("it is not HTTP as it should be: {http}")),
        _ => Failure::NoAnswer(text),
    }
}

/// Sorts what came in the middle of an answer's body.
pub(super) fn in_body(error: &reqwest::Error, status: u16) -> Failure {
    let broken = causes(error)
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput));
    let tls = causes(error).find_map(tls_error).is_some();
    if broken && !tls { Failure::foreign(status, "its chunks are broken") } else { Failure::NoAnswer(plain(error)) }
}

/// The innermost cause, which is the one that says something; it never holds the URL or a header.
pub(super) fn plain(error: &reqwest::Error) -> String {
    let inner = causes(error).last().filter(|cause| !cause.is::<reqwest::Error>());
    inner.map_or_else(|| "the request could not be completed".into(), ToString::to_string)
}

fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn StdError + 'static)> {
    let first: &(dyn StdError + 'static) = error;
    std::iter::successors(Some(first), |cause| StdError::source(*cause))
}

/// TLS errors travel inside I/O errors, which may be inside I/O errors and do not name them as their source.
fn tls_error<'e>(cause: &'e (dyn StdError + 'static)) -> Option<&'e rustls::Error> {
    let mut inner = cause;
    loop {
        match inner.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(deeper) => inner = deeper,
            None => return inner.downcast_ref(),
        }
    }
}

fn refuses_certificate(alert: AlertDescription) -> bool {
    matches!(
        alert,
        AlertDescription::CertificateRequired
            | AlertDescription::BadCertificate
            | AlertDescription::UnsupportedCertificate
            | AlertDescription::CertificateRevoked
            | AlertDescription::CertificateExpired
            | AlertDescription::CertificateUnknown
            | AlertDescription::UnknownCA
    )
}

fn tls_words(error: &rustls::Error) -> String {
    let known = match error {
        rustls::Error::InvalidCertificate(reason) => match reason {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                "the certificate has expired; check the clock of this machine too"
            }
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                "the certificate is not valid yet; check the clock of this machine"
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                "the certificate is for another name than the one that was called"
            }
            CertificateError::UnknownIssuer => {
                "the certificate has an unknown issuer; if it is your own authority, pass it as ca_certificates"
            }
            other => return format!("the certificate does not hold: {other}"),
        },
        rustls::Error::AlertReceived(AlertDescription::CertificateRequired) => {
            "the peer asks for a certificate; pass one as client_certificate"
        }
        rustls::Error::AlertReceived(alert) if refuses_certificate(*alert) => {
            "the peer does not accept our certificate; check client_certificate"
        }
        other => return other.to_string(),
    };
    known.to_owned()
}

//! Rules of single values in links and QR codes.

use super::parameters::is_name;
use crate::field::{Invalid, Path};
use crate::model::{LinkParameter, MandateAction, UpiInitiationMode, UpiPurpose};
use crate::rules;

type Checked = Result<(), Invalid>;

fn ensure(holds: bool, path: &Path<'_>, problem: &str) -> Checked {
    if holds { Ok(()) } else { Err(path.invalid(problem)) }
}

/// Text a person or a program reads: something, and no control characters.
pub(crate) fn shown(text: &str, path: &Path<'_>) -> Checked {
    ensure(!text.trim().is_empty(), path, "is empty; leave it out or pass a text")?;
    printable(text, path)
}

/// A reference or code: shown text, and not the word that programs write where they have no value.
pub(crate) fn reference(text: &str, path: &Path<'_>) -> Checked {
    shown(text, path)?;
    ensure(text != "null", path, "is the word null; leave it out instead")
}

/// A web address without control characters, which parsers of addresses drop in silence.
pub(crate) fn url(text: &str, path: &Path<'_>) -> Checked {
    rules::url(text, path)?;
    printable(text, path)
}

/// No control characters.
pub(crate) fn printable(text: &str, path: &Path<'_>) -> Checked {
    ensure(!text.contains(char::is_control), path, "holds a control character such as a line break; leave it out")
}

/// Four digits.
pub(crate) fn category_code(text: &str, path: &Path<'_>) -> Checked {
    let holds = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    ensure(holds, path, "is not a merchant category code; pass four digits, 0000 for a person")
}

/// Letters and digits.
pub(crate) fn code(text: &str, path: &Path<'_>) -> Checked {
    let holds = !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric()) && text != "null";
    ensure(holds, path, "may hold letters and digits only; leave it out if there is none")
}

/// A code of the table of modes, or one like them.
pub(crate) fn mode(mode: &UpiInitiationMode, path: &Path<'_>) -> Checked {
    two_digits(mode.as_str(), path)
}

/// A code of the table of purposes, or one like them.
pub(crate) fn purpose(purpose: &UpiPurpose, path: &Path<'_>) -> Checked {
    two_digits(purpose.as_str(), path)
}

fn two_digits(code: &str, path: &Path<'_>) -> Checked {
    let holds = code.len() == 2 && code.bytes().all(|b| b.is_ascii_digit());
    ensure(holds, path, "is not a code; pass two digits such as 04")
}

/// One of the words.
pub(crate) fn action(action: &MandateAction, path: &Path<'_>) -> Checked {
    ensure(!matches!(action, MandateAction::Unknown(_)), path, "is not one of CREATE, UPDATE, REVOKE")
}

/// Base64, in either alphabet.
pub(crate) fn signature(text: &str, path: &Path<'_>) -> Checked {
    let body = text.trim_end_matches('=');
    let holds = !body.is_empty()
        && text.len() - body.len() <= 2
        && body.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/-_".contains(&b));
    ensure(holds, path, "is not base64; pass the signature as base64 text, not escaped")
}

/// A name that can stand in a link.
pub(crate) fn parameter_name(text: &str, path: &Path<'_>) -> Checked {
    ensure(is_name(text), path, "is not a parameter's name; pass letters, digits, '-', '_' or '.'")
}

/// Unknown parameters must not say again, or against it, what a field says.
pub(super) fn unknown_parameters(other: &[LinkParameter], known: &[&str], path: &Path<'_>) -> Checked {
    let list = Path::Field(path, "other");
    for (index, parameter) in other.iter().enumerate() {
        let place = Path::Index(&list, index);
        let taken = known.iter().any(|name| name.eq_ignore_ascii_case(&parameter.name));
        ensure(!taken, &Path::Field(&place, "name"), "is a parameter that has a field of its own; use that")?;
    }
    Ok(())
}

/// Modes whose links and codes must be signed.
pub(super) fn is_signed(mode: &UpiInitiationMode) -> bool {
    use UpiInitiationMode as Mode;
    matches!(
        mode,
        Mode::SecureQr
            | Mode::SecureIntent
            | Mode::StaticSecureQrMandateOffline
            | Mode::DynamicSecureQrOffline
            | Mode::DynamicSecureQrMandateOffline
            | Mode::StaticSecureQrOnline
            | Mode::DynamicSecureQrOnline
            | Mode::DynamicSecureQrMandateOnline
    )
}

//! What is checked before anything is sent. Each rule says what is wrong and what to pass instead; none repeats a
//! secret value. Sources: the gateway's documentation, and its own browser code for mobile, e-mail and cards.

use crate::field::{Invalid, Path};
use crate::scalar::{Money, Secret};
pub(crate) use crate::upi::day::day;
pub(crate) use crate::upi::identifiers::{gstin, ifsc, mobile, pan, umn, upi_transaction_id, vpa};

type Checked = Result<(), Invalid>;

fn ensure(holds: bool, path: &Path<'_>, problem: &str) -> Checked {
    if holds { Ok(()) } else { Err(path.invalid(problem)) }
}

fn alphanumeric(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphanumeric())
}

fn digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// The merchant's reference of an order.
pub(crate) fn merchant_order_id(text: &str, path: &Path<'_>) -> Checked {
    ensure(!text.is_empty(), path, "is empty; pass the merchant's own order reference")?;
    ensure(text.len() <= 128, path, "is longer than 128 characters; pass a shorter reference")?;
    ensure(alphanumeric(text), path, "may hold letters and digits only; leave out '-', '_', spaces and the like")
}

/// Any id that ends up in a path.
pub(crate) fn id(text: &str, path: &Path<'_>) -> Checked {
    ensure(!text.is_empty(), path, "is empty; pass the id that the gateway or the merchant gave it")?;
    ensure(text.len() <= 128, path, "is longer than 128 characters; that is not an id of the gateway")?;
    let safe = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)) && !text.starts_with('.');
    ensure(safe, path, "may hold letters, digits, '-', '_' and '.' only")
}

/// An amount that is sent.
pub(crate) fn payable(amount: &Money, path: &Path<'_>) -> Checked {
    amount.check_payable().map_err(|problem| path.invalid(problem))
}

/// A page for people or a hook for programs.
pub(crate) fn url(text: &str, path: &Path<'_>) -> Checked {
    let web = text.starts_with("https://") || text.starts_with("http://");
    ensure(
        web && reqwest::Url::parse(text).is_ok(),
        path,
        "is not a web address; pass one like https://example.com/paid",
    )
}

/// `name@host.tld`
pub(crate) fn email(text: &str, path: &Path<'_>) -> Checked {
    let holds = text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._%+-".contains(&b))
            && host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-".contains(&b))
            && host.rsplit_once('.').is_some_and(|(host, tld)| {
                !host.is_empty() && tld.len() >= 2 && tld.bytes().all(|b| b.is_ascii_alphabetic())
            })
    });
    ensure(holds, path, "is not an e-mail address; pass one like asha@example.com")
}

/// 9 to 36 letters or digits.
pub(crate) fn account_number(secret: &Secret, path: &Path<'_>) -> Checked {
    let text = secret.reveal();
    ensure((9..=36).contains(&text.len()) && alphanumeric(text), path, "must be 9 to 36 letters or digits")
}

/// 12 to 19 digits whose check digit is right.
pub(crate) fn card_number(secret: &Secret, path: &Path<'_>) -> Checked {
    let text = secret.reveal();
    ensure(
        (12..=19).contains(&text.len()) && digits(text),
        path,
        "must be the 12 to 19 digits on the card, no spaces",
    )?;
    let sum: u32 = text
        .bytes()
        .rev()
        .map(|b| u32::from(b - b'0'))
        .enumerate()
        .map(|(place, digit)| if place % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 })
        .sum();
    ensure(sum.is_multiple_of(10), path, "has a wrong check digit; ask for the number again")
}

/// Three or four digits.
pub(crate) fn cvv(secret: &Secret, path: &Path<'_>) -> Checked {
    let text = secret.reveal();
    ensure((3..=4).contains(&text.len()) && digits(text), path, "must be three digits, four for American Express")
}

/// Four to eight digits.
pub(crate) fn otp(secret: &Secret, path: &Path<'_>) -> Checked {
    let text = secret.reveal();
    ensure(
        (4..=8).contains(&text.len()) && digits(text),
        path,
        "must be the four to eight digits of the bank's message",
    )
}

/// `MM/YY`
pub(crate) fn expiry(secret: &Secret, path: &Path<'_>) -> Checked {
    let holds = secret.reveal().split_once('/').is_some_and(|(month, year)| {
        month.len() == 2 && year.len() == 2 && digits(month) && digits(year) && ("01"..="12").contains(&month)
    });
    ensure(holds, path, "must be written MM/YY, like 09/29")
}

/// The first digits of a card.
pub(crate) fn bin(secret: &Secret, path: &Path<'_>) -> Checked {
    let text = secret.reveal();
    ensure(
        (10..=12).contains(&text.len()) && digits(text),
        path,
        "must be the first ten digits of the card, twelve at most; the whole number does not travel in an address",
    )
}

/// Text that says something.
pub(crate) fn filled(text: &str, path: &Path<'_>) -> Checked {
    ensure(!text.trim().is_empty(), path, "is empty; pass text or leave it out")
}

/// Ten digits after an optional country code.
pub(crate) fn contact_number(text: &str, path: &Path<'_>) -> Checked {
    let (code, number) = text.split_at_checked(text.len().saturating_sub(10)).unwrap_or_default();
    let code = code.strip_suffix([' ', '-']).unwrap_or(code);
    let country = code.strip_prefix('+').or_else(|| code.strip_prefix("00")).unwrap_or("-");
    let holds = number.len() == 10
        && digits(number)
        && (text.len() == 10 || ((1..=3).contains(&country.len()) && digits(country)));
    ensure(holds, path, "is not a phone number; pass ten digits, like 9876543210 or +91 9876543210")
}

/// `CEK` and seven capitals or digits.
pub(crate) fn company_id(text: &str, path: &Path<'_>) -> Checked {
    let holds = text
        .strip_prefix("CEK")
        .is_some_and(|rest| rest.len() == 7 && rest.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()));
    ensure(holds, path, "is not a company of the gateway; pass CEK and seven capitals or digits")
}

/// An amount that travels as an integer.
pub(crate) fn whole_rupees(amount: &Money, path: &Path<'_>) -> Checked {
    payable(amount, path)?;
    ensure(amount.whole().is_some(), path, "must be whole rupees; the gateway takes an integer here")
}

/// Milliseconds of a deadline.
pub(crate) fn timeout(value: &i64, path: &Path<'_>) -> Checked {
    ensure((1..=600_000).contains(value), path, "is out of range; pass 1 to 600000 milliseconds")
}

/// Seconds of waiting.
pub(crate) fn waiting(value: &i64, path: &Path<'_>) -> Checked {
    ensure((1..=3600).contains(value), path, "is out of range; pass 1 to 3600 seconds")
}

/// Milliseconds between two questions.
pub(crate) fn cadence(value: &i64, path: &Path<'_>) -> Checked {
    ensure((100..=60_000).contains(value), path, "is out of range; pass 100 to 60000 milliseconds")
}

/// Attempts of a call.
pub(crate) fn attempts(value: &i64, path: &Path<'_>) -> Checked {
    ensure((1..=10).contains(value), path, "is out of range; pass 1 to 10")
}

/// Requests at a time.
pub(crate) fn in_flight(value: &i64, path: &Path<'_>) -> Checked {
    ensure((1..=10_000).contains(value), path, "is out of range; pass 1 to 10000, or leave it out for no limit")
}

/// Requests in a second.
pub(crate) fn per_second(value: &i64, path: &Path<'_>) -> Checked {
    ensure((1..=10_000).contains(value), path, "is out of range; pass 1 to 10000, or leave it out for no limit")
}

/// Repeats to begin with.
pub(crate) fn repeats(value: &i64, path: &Path<'_>) -> Checked {
    ensure((0..=100_000).contains(value), path, "is out of range; pass 0 to 100000")
}

/// Rows to skip.
pub(crate) fn not_negative(value: &i64, path: &Path<'_>) -> Checked {
    ensure(*value >= 0, path, "is negative; pass 0 or more")
}

/// Rows of a page.
pub(crate) fn page_size(value: &i64, path: &Path<'_>) -> Checked {
    ensure((1..=5000).contains(value), path, "is out of range; pass 1 to 5000")
}

/// An option that exists to be switched on.
pub(crate) fn must_be_true(value: &bool, path: &Path<'_>) -> Checked {
    ensure(*value, path, "can only be true; leave it out to exclude the mode")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds<T: ?Sized>(rule: fn(&T, &Path<'_>) -> Checked, value: &T) -> bool {
        rule(value, &Path::Root).is_ok()
    }

    #[test]
    fn ids_and_addresses() {
        assert!(holds(merchant_order_id, "INV1001"));
        assert!(!holds(merchant_order_id, "INV-1001"));
        assert!(!holds(merchant_order_id, ""));
        assert!(holds(id, "ORD1784195236818VZuxB"));
        for text in ["", "a/b", "..", "a b", "a?b", "é"] {
            assert!(!holds(id, text), "{text}");
        }
        assert!(holds(vpa, "success@sandbox"));
        for text in ["a@b", "success", "@sandbox", "a b@sandbox", "ab@1bank", "ab@cd@ef"] {
            assert!(!holds(vpa, text), "{text}");
        }
        assert!(holds(mobile, "9876543210"));
        assert!(!holds(mobile, "+919876543210"));
        assert!(holds(ifsc, "KKBK0000432"));
        assert!(!holds(ifsc, "kkbk0000432"));
        assert!(holds(email, "asha@example.com"));
        assert!(!holds(email, "asha@example"));
        assert!(holds(url, "https://example.com/return"));
        assert!(!holds(url, "example.com/return"));
    }

    #[test]
    fn card_rules_never_repeat_the_value() {
        assert!(holds(card_number, &Secret::new("4111111111111111")));
        for text in ["4111111111111112", "4111 1111 1111 1111", ""] {
            let error = card_number(&Secret::new(text), &Path::Root).expect_err(text);
            assert!(text.is_empty() || !error.problem.contains(text));
        }
        assert!(holds(cvv, &Secret::new("123")));
        assert!(!holds(cvv, &Secret::new("12")));
        assert!(holds(expiry, &Secret::new("09/29")));
        assert!(!holds(expiry, &Secret::new("13/29")));
    }
}

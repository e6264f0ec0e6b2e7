//! `auth.token`: keys in, token out.

use rusqlite::OptionalExtension;

use super::{Call, Reply, envelope};
use crate::clock::Moment;
use crate::config::TokenAnswer;
use crate::fault::{Outcome, WRONG_KEYS, refuse, token_rejected};
use crate::ids;
use crate::json::Json;
use crate::ledger::Desk;

/// Issues a token for a merchant's keys.
pub(crate) fn issue(desk: &Desk<'_>, call: &Call<'_>) -> Outcome<Reply> {
    let access = call.body.text(&["accessKey"]).unwrap_or_default();
    let secret = call.body.text(&["secretKey"]).unwrap_or_default();
    let known = desk.config.merchants.iter().any(|known| known.access_key == access && known.secret_key == secret);
    if !known {
        return Err(refuse(WRONG_KEYS, "The access key or the secret key is wrong."));
    }
    let token = ids::token(desk.db)?;
    let expires = desk.now.plus_seconds(desk.config.token_seconds);
    desk.db
        .prepare_cached("INSERT INTO tokens (token, merchant, expires) VALUES (?1, ?2, ?3)")?
        .execute(rusqlite::params![token, access, expires])?;
    let flat = |code: i64| {
        Json::object([
            ("token", token.as_str().into()),
            ("expiry", expires.0.into()),
            ("resultCode", code.into()),
            ("resultMessage", "Token generated successfully.".into()),
        ])
    };
    let payload = match desk.config.token_answer {
        TokenAnswer::Flat => flat(0),
        TokenAnswer::Flat200 => flat(200),
        TokenAnswer::Wrapped => envelope(0, "Success", flat(0)),
    };
    Ok(Reply { payload, flat: true, order_id: None, told_paid: false })
}

/// The merchant a token was issued to.
pub(crate) fn merchant_of(desk: &Desk<'_>, token: &str) -> Outcome<String> {
    let found: Option<(String, Moment)> = desk
        .db
        .prepare_cached("SELECT merchant, expires FROM tokens WHERE token = ?1")?
        .query_row([token], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match found {
        None => Err(token_rejected("the token is unknown.")),
        Some((_, expires)) if expires <= desk.now => Err(token_rejected("the token has expired.")),
        // A store kept across runs may hold tokens of a merchant that is no longer configured.
        Some((merchant, _)) if desk.config.merchants.iter().any(|known| known.access_key == merchant) => Ok(merchant),
        Some(_) => Err(token_rejected("the token is unknown.")),
    }
}

//! The scalars as each language's own: `BigDecimal` and `Decimal`, `Instant` and `Date`, a `Secret` that never prints.
//!
//! A value that does not fit becomes the SDK's `Validation` error at the call that takes it. It has no field name:
//! UniFFI reads records without telling where it is.

use std::collections::HashMap;
use std::time::SystemTime;

use super::invalid;
use crate::field::Path;
use crate::scalar::{Bytes, Money, Secret, Timestamp};
use crate::wire::Extra;

uniffi::custom_type!(Money, String, {
    lower: |money| money.to_string(),
    try_lift: |text| Money::parse(&text).map_err(|error| invalid(Path::Root.invalid(format!("holds an amount that {error}"))).into()),
});

uniffi::custom_type!(Secret, String, {
    lower: |secret| secret.reveal().to_owned(),
    try_lift: |text| Ok(Secret::new(text)),
});

uniffi::custom_type!(Bytes, Vec<u8>, {
    lower: |bytes| bytes.0,
    try_lift: |bytes| Ok(Bytes(bytes)),
});

uniffi::custom_type!(Timestamp, SystemTime, {
    lower: |time| time.system_time(),
    try_lift: |time| Ok(Timestamp::from(time)),
});

uniffi::custom_type!(Extra, HashMap<String, String>, {
    lower: |extra| extra.iter().map(|(key, raw)| (key.to_owned(), raw.get().to_owned())).collect(),
    try_lift: |entries| {
        let mut extra = Extra::default();
        for (key, json) in entries {
            let raw = serde_json::value::RawValue::from_string(json)
                .map_err(|_| invalid(Path::Field(&Path::Root, &key).invalid("in extra is not JSON text")))?;
            extra.keep(&key, &raw);
        }
        Ok(extra)
    },
});

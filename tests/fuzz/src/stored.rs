//! What comes back from a store of the merchant's or from the token call.

use enkash::ErrorKind;
use enkash::inside;

use crate::links::crc;
use crate::{Target, says_nothing_of_the_input};

pub(crate) const UNRESOLVED: Target = Target {
    name: "unresolved",
    seeds: &[
        "enkash-call:1:refunds.create?transaction_id=EK1A&request_id=RF1&amount=100.00&sent=1784281640~7C1F",
        "enkash-call:1:orders.create?merchant_order_id=INV%2F1001&amount=499.00&sent=1784281640~0000",
        "enkash-call:1:mandates.execute?reference_id=SUB1&sent=1784281640~0000",
        "enkash-call:2:orders.create?sent=1~0000",
    ],
    check: unresolved,
};

/// What is read is written again as it was read; a text that was cut or changed is refused, whatever it says. With the
/// checksum put right, what stands before it is reached.
fn unresolved(data: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(data) else { return false };
    let start = text.rsplit_once('~').map_or(text, |(start, _)| start);
    let mended = format!("{start}~{:04X}", crc(start));
    if text != mended {
        assert!(inside::unresolved(text).is_err(), "changed, and believed");
    }
    match inside::unresolved(&mended) {
        Ok(again) => {
            assert_eq!(inside::unresolved(&again).ok().as_ref(), Some(&again));
            true
        }
        Err(error) => {
            assert_eq!((error.kind(), error.info().field.as_deref()), (ErrorKind::Validation, Some("unresolved")));
            says_nothing_of_the_input(&error);
            false
        }
    }
}

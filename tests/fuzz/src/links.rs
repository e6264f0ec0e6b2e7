//! UPI links and BharatQR texts: what was read can be written, and says the same.

use enkash::model::{BharatQr, LinkText, QrText};
use enkash::upi::{bharat_qr, mandate_link, pay_link};

use crate::{Target, says_nothing_of_the_input};

pub(crate) const PAY_LINK: Target = Target {
    name: "pay_link",
    seeds: &[
        "upi://pay?pa=examplestore@sandbox&pn=Example%20Store&mc=5411&tid=SBI00000000000000000000000000000001&tr=INV-1001\
         &tn=Rs.%205%20%26%20more&am=499.50&mam=100.00&cu=INR&url=https%3A%2F%2Fexample.com%2FINV%3Fa%3D1&mode=05\
         &purpose=00&orgid=000000&x-shop=1%2B1&sign=MEUCIQ%2B%2F%3D%3D",
        "UPI://pay?pn=Merchant%20Inc&pa=shop@axisbank&tid=&tr=null&am=1&tn=Pay+for+merchant&refUrl=https://example.com/x",
        "upi://pay?pa=shop@axisbank&pn=Shop",
    ],
    check: pay,
};

pub(crate) const MANDATE_LINK: Target = Target {
    name: "mandate_link",
    seeds: &[
        "upi://mandate?txnType=CREATE&pa=examplestore@sandbox&pn=Example%20Store&mc=5815\
         &tid=SBI00000000000000000000000000000001&tr=SUB1001&mn=Monthly%20plan&am=499.00&amrule=MAX&cu=INR\
         &validitystart=22042026&validityend=21042027&recur=MONTHLY&mode=04&purpose=14",
        "upi://mandate?pa=shop@axisbank&pn=Shop&mn=Plan&am=1&amrule=EXACT&recur=ASPRESENTED&recurvalue=5&recurtype=ON\
         &validitystart=01012026&validityend=31122026&block=N&fam=1.00&rev=Y&share=Y",
    ],
    check: mandate,
};

pub(crate) const BHARAT_QR: Target = Target {
    name: "bharat_qr",
    seeds: &[
        "0002010102120416401234567890123426480010A0000005240120examplestore@sandbox0206100.0027480010A0000005240107INV1001\
         0219https://example.com5204541153033565406499.505802IN5913Example Store6006Mumbai610640000162170107INV10010702T1\
         64060002HI6304865D",
        "00020101021126300010A00000052401120shop@sandbox52045411530335654041.005802IN5904Shop6005Delhi63040000",
    ],
    check: bharat,
};

fn pay(data: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(data) else { return false };
    match pay_link::parse(LinkText::new(text)) {
        Err(error) => {
            says_nothing_of_the_input(&error);
            false
        }
        Ok(parsed) => {
            // A link of somebody else may say what we would not write; what we write is read as it was.
            let Ok(built) = pay_link::build(parsed.pay.clone()) else { return false };
            let again = pay_link::parse(LinkText::new(built.link.as_str())).expect("a link of our own");
            assert_eq!(again.pay, parsed.pay, "{}", built.link);
            assert!(built.link.bytes().all(|byte| byte.is_ascii_graphic()), "{}", built.link);
            true
        }
    }
}

fn mandate(data: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(data) else { return false };
    match mandate_link::parse(LinkText::new(text)) {
        Err(error) => {
            says_nothing_of_the_input(&error);
            false
        }
        Ok(parsed) => {
            let Ok(built) = mandate_link::build(parsed.mandate.clone()) else { return false };
            let again = mandate_link::parse(LinkText::new(built.link.as_str())).expect("a link of our own");
            assert_eq!(again.mandate, parsed.mandate, "{}", built.link);
            assert!(built.link.bytes().all(|byte| byte.is_ascii_graphic()), "{}", built.link);
            true
        }
    }
}

/// The check value is put right first, so that what stands before it is reached.
fn bharat(data: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(data) else { return false };
    let mended =
        text.len().checked_sub(4).and_then(|end| text.get(..end)).map(|start| format!("{start}{:04X}", crc(start)));
    let mut understood = false;
    for text in [Some(text.to_owned()), mended].into_iter().flatten() {
        match bharat_qr::parse(QrText::new(text)) {
            Err(error) => says_nothing_of_the_input(&error),
            Ok(code) => {
                let Ok(built) = bharat_qr::build(code.clone()) else { continue };
                let again = bharat_qr::parse(QrText::new(built.text)).expect("a code of our own");
                assert_eq!(sorted(again), sorted(code));
                understood = true;
            }
        }
    }
    understood
}

/// Tags are written in their order, whatever order they came in.
fn sorted(mut code: BharatQr) -> BharatQr {
    code.accounts.sort_by(|one, other| one.tag.cmp(&other.tag));
    code.other.sort_by(|one, other| one.tag.cmp(&other.tag));
    code
}

/// CRC-16 with the polynomial 0x1021, from 0xFFFF: written here once more, so that the SDK does not check itself.
pub(crate) fn crc(text: &str) -> u16 {
    text.bytes().fold(0xffff, |sum, byte| {
        (0..8)
            .fold(sum ^ (u16::from(byte) << 8), |sum, _| if sum & 0x8000 == 0 { sum << 1 } else { (sum << 1) ^ 0x1021 })
    })
}

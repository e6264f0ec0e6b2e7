//! UPI Autopay over HTTP. The tests' clock starts on Monday 2026-11-23 at 10:00 in India.

mod debits;
mod life;
mod notices;
mod properties;
mod rules;

use serde_json::{Value, json};

use crate::common::{Answer, Shop, send};

/// A request for a monthly mandate of at most 500 rupees for a year.
pub(crate) fn monthly(reference: &str, vpa: &str) -> Value {
    json!({
        "referenceId": reference, "amount": 500, "amountRule": "MAX", "currency": "INR",
        "payer": {"name": "Asha", "vpa": vpa, "account": "123456789012", "accountValidation": false},
        "mandateName": "Example Store", "expiry": "2026-11-24T10:00:00+05:30", "blockFund": false,
        "recurrence": {"period": "MONTHLY", "rule": "AFTER", "value": 1},
        "validity": {"startAt": "2026-11-23T00:00:00+05:30", "endAt": "2027-11-22T00:00:00+05:30"},
        "description": "Magazine",
    })
}

/// The same for one time.
pub(crate) fn one_time(reference: &str, vpa: &str) -> Value {
    let mut body = monthly(reference, vpa);
    body["recurrence"]["period"] = "ONETIME".into();
    body
}

impl Shop {
    pub(crate) fn mandate(&self, body: &Value) -> Answer {
        self.post("/api/v0/upi-mandate", body)
    }

    /// A mandate whose payer approves at once; the gateway's id.
    pub(crate) fn approved(&self, body: &Value) -> String {
        let payload = self.mandate(body).payload();
        assert_eq!(payload["status"], "ACTIVE", "{payload}");
        payload["mandateId"].as_str().expect("an id").to_string()
    }

    pub(crate) fn mandate_status(&self, reference: &str) -> String {
        let payload = self.get(&format!("/api/v0/upi-mandate/{reference}")).payload();
        payload["status"].as_str().expect("a status").to_string()
    }

    /// What the payer does in the UPI app.
    pub(crate) fn payer(&self, mandate: &str, act: &str, body: &Value) -> Answer {
        self.post_plain(&format!("/_sandbox/mandates/{mandate}/{act}"), body)
    }

    pub(crate) fn seen(&self, mandate: &str) -> Value {
        send(&self.sandbox.url, "GET", &format!("/_sandbox/mandates/{mandate}"), &[], "").json()
    }

    pub(crate) fn notify(&self, mandate: &str, rupees: &str, day: &str) -> Answer {
        let body = format!(r#"{{"mandateId":"{mandate}","amount":{rupees},"debitDate":"{day}"}}"#);
        self.raw("POST", "/api/v0/upi-mandate/notify", &body)
    }

    pub(crate) fn debit(&self, mandate: &str, rupees: &str) -> Answer {
        let body = format!(r#"{{"mandateId":"{mandate}","amount":{rupees},"remarks":"Magazine"}}"#);
        self.raw("POST", "/api/v0/upi-mandate/execute", &body)
    }

    /// Sets the clock and renews the token.
    pub(crate) fn at(&self, time: &str) {
        let answer = self.post_plain("/_sandbox/clock", &json!({"set": format!("{time}:00+05:30")}));
        assert_eq!(answer.status, 200, "{}", answer.text);
        self.renew();
    }
}

/// The state of the one payment of a debit's order.
pub(crate) fn outcome(answer: &Answer) -> String {
    let payload = answer.payload();
    let transactions = payload["transactions"].as_array().expect("a list");
    assert_eq!(transactions.len(), 1, "{payload}");
    transactions[0]["status"].as_str().expect("a status").to_string()
}

/// Asserts a refusal and returns its sentence.
pub(crate) fn refused(answer: &Answer, code: i64, part: &str) {
    assert_eq!(answer.code(), code, "{}", answer.text);
    assert!(answer.message().contains(part), "{}", answer.text);
}

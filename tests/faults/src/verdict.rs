//! What was found out about one fault in one language, and the line that tells it.

use serde_json::Value;

/// What the auditor's figures count as: a charge too many, or a result that the merchant does not have.
pub(crate) const FIGURES: [(&str, bool); 11] = [
    ("double_charges", true),
    ("repeated_keys", true),
    ("repeated_charges", true),
    ("repeated_debits", true),
    ("refunds_above_payment", true),
    ("overpaid", true),
    ("debits_without_notice", true),
    ("debits_of_inactive_mandates", true),
    ("lost_results", false),
    ("unlearned", false),
    ("undelivered_notifications", false),
];

/// What one run, or all runs of a pair, have shown.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Scenarios that were played.
    pub runs: u64,
    /// Money that moved more often than it should.
    pub double_charges: u64,
    /// What happened at the gateway and the merchant does not know.
    pub lost_results: u64,
    /// Secrets in what the SDK said.
    pub secrets_leaked: u64,
    /// Everything that was not as expected, in words.
    pub problems: Vec<String>,
}

impl Found {
    /// Takes the auditor's figures over, but for those that a scenario allows.
    pub(crate) fn audit(&mut self, audit: &Value, allow: &[String]) {
        self.sent(audit);
        for (figure, doubled) in FIGURES {
            let Some(count) = audit[figure].as_u64() else {
                self.problems.push(format!("the auditor does not tell {figure}"));
                continue;
            };
            if count > 0 && !allow.iter().any(|allowed| allowed == figure) {
                *(if doubled { &mut self.double_charges } else { &mut self.lost_results }) += count;
                let findings = audit["findings"].as_array().into_iter().flatten();
                let words: Vec<&str> = findings.filter_map(|finding| finding["text"].as_str()).collect();
                self.problems.push(format!("the auditor counts {count} {figure}: {}", words.join(" ")));
            }
        }
    }

    /// Takes over the secrets that the auditor saw in requests where they do not belong.
    fn sent(&mut self, audit: &Value) {
        let Some(count) = audit["secrets_leaked"].as_u64() else {
            self.problems.push("the auditor does not tell secrets_leaked".into());
            return;
        };
        self.secrets_leaked += count;
        let findings = audit["findings"].as_array().into_iter().flatten();
        let leaks = findings.filter(|finding| finding["kind"] == "secret_leaked");
        self.problems.extend(leaks.map(|leak| format!("{}: {}", leak["id"], leak["text"])));
    }

    /// Counts secrets that were shown.
    pub(crate) fn leaked(&mut self, shown: Vec<String>) {
        self.secrets_leaked += shown.len() as u64;
        self.problems.extend(shown);
    }

    /// Adds what one scenario has shown.
    pub(crate) fn add(&mut self, name: &str, one: Self) {
        self.runs += 1;
        self.double_charges += one.double_charges;
        self.lost_results += one.lost_results;
        self.secrets_leaked += one.secrets_leaked;
        self.problems.extend(one.problems.into_iter().map(|problem| format!("{name}: {problem}")));
    }

    /// Whether everything was played and nothing was found.
    #[must_use]
    pub fn passed(&self) -> bool {
        let counts = self.double_charges + self.lost_results + self.secrets_leaked;
        self.runs > 0 && counts == 0 && self.problems.is_empty()
    }
}

/// The line for programs, its keys in this order.
#[must_use]
pub fn line(id: &str, title: &str, language: &str, found: &Found) -> String {
    let text = |text: &str| Value::from(text).to_string();
    format!(
        "{{\"id\":{},\"title\":{},\"language\":{},\"runs\":{},\"double_charges\":{},\"lost_results\":{},\"secrets_leaked\":{},\"passed\":{}}}",
        text(id),
        text(title),
        text(language),
        found.runs,
        found.double_charges,
        found.lost_results,
        found.secrets_leaked,
        found.passed()
    )
}

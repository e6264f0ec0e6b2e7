//! What the declarations are of: every record and every list of words that the operations reach.

use enkash::field::ModelFields;
use enkash::functions::FUNCTIONS;
use enkash::model::{CallRecord, CheckoutConfig, ClientConfig, ErrorInfo, WebhookEvent};
use enkash::schema::{EnumInfo, FieldType, ModelInfo};

use crate::generate::operations;

/// Which way a record travels.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Way {
    Sent,
    Received,
}

/// Everything that the operations reach, each once, in order of first appearance.
#[derive(Default)]
pub(super) struct Known {
    pub(super) sent: Vec<&'static ModelInfo>,
    pub(super) received: Vec<&'static ModelInfo>,
    pub(super) words: Vec<&'static EnumInfo>,
}

impl Known {
    pub(super) fn collect() -> Self {
        let mut known = Known::default();
        known.record(ClientConfig::INFO, Way::Sent);
        known.record(CheckoutConfig::INFO, Way::Sent);
        for operation in operations() {
            if let Some(request) = operation.takes() {
                known.record(request, Way::Sent);
            }
            known.record(operation.answer, Way::Received);
        }
        for function in FUNCTIONS {
            known.record(function.request, Way::Sent);
            known.record(function.answer, Way::Received);
        }
        known.record(WebhookEvent::INFO, Way::Received);
        known.record(CallRecord::INFO, Way::Received);
        // The errors are classes of the facade; only their words are needed.
        for field in ErrorInfo::INFO.fields {
            known.ty(field.ty, Way::Received);
        }
        known
    }

    fn list(&mut self, way: Way) -> &mut Vec<&'static ModelInfo> {
        match way {
            Way::Sent => &mut self.sent,
            Way::Received => &mut self.received,
        }
    }

    fn record(&mut self, record: &'static ModelInfo, way: Way) {
        if self.list(way).iter().any(|seen| seen.name == record.name) {
            return;
        }
        self.list(way).push(record);
        for field in record.fields {
            self.ty(field.ty, way);
        }
    }

    fn ty(&mut self, ty: FieldType, way: Way) {
        match ty.innermost() {
            FieldType::Record(record) => self.record(record, way),
            FieldType::Enum(words) if !self.words.iter().any(|seen| seen.name == words.name) => self.words.push(words),
            _ => {}
        }
    }

    /// A record that travels both ways has two types: what is sent may be written in more ways than it comes back.
    pub(super) fn name(&self, record: &ModelInfo, way: Way) -> String {
        let both = |list: &[&ModelInfo]| list.iter().any(|seen| seen.name == record.name);
        let suffix = if way == Way::Sent && both(&self.received) { "Input" } else { "" };
        format!("{}{suffix}", record.name)
    }

    pub(super) fn spell(&self, ty: FieldType, way: Way) -> String {
        let sent = way == Way::Sent;
        match ty {
            FieldType::Text => "string".into(),
            FieldType::Bool => "boolean".into(),
            FieldType::Integer => "number".into(),
            FieldType::Money => if sent { "AmountInput" } else { "Amount" }.into(),
            FieldType::Timestamp => if sent { "TimeInput" } else { "Date" }.into(),
            FieldType::Secret => if sent { "SecretInput" } else { "Secret" }.into(),
            FieldType::Bytes => "Uint8Array".into(),
            FieldType::List(inner) => format!("readonly {}[]", self.spell(*inner, way)),
            FieldType::Map => "Readonly<Record<string, string>>".into(),
            FieldType::Record(record) => self.name(record, way),
            FieldType::Enum(words) => words.name.into(),
        }
    }
}

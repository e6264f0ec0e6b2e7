//! The SDK's own names inside sentences, for languages that spell them `merchantOrderId`.

use crate::field::ModelFields;
use crate::functions::FUNCTIONS;
#[cfg(not(feature = "server"))]
use crate::model::CheckoutConfig as Settings;
#[cfg(feature = "server")]
use crate::model::ClientConfig as Settings;
use crate::model::ErrorInfo;
use crate::operations::OPERATIONS;
use crate::schema::{ModelInfo, camel};

/// Writes the names of fields, ids and methods in camel case and leaves every other word alone, and whatever stands between
/// quotes: that is somebody's own text.
pub fn camel_names(text: &str) -> String {
    let parts = text.split('"').enumerate();
    parts
        .map(|(place, part)| if place % 2 == 0 { camel_words(part) } else { part.to_owned() })
        .collect::<Vec<_>>()
        .join("\"")
}

fn camel_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_name_part) {
        let word = &rest[start..];
        let end = word.find(|c| !is_name_part(c)).unwrap_or(word.len());
        out.push_str(&rest[..start]);
        out.push_str(&if is_own(&word[..end]) { camel(&word[..end]) } else { word[..end].to_owned() });
        rest = &word[end..];
    }
    out + rest
}

fn is_name_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn is_own(word: &str) -> bool {
    word.contains('_')
        && (has_field(Settings::INFO, word)
            || OPERATIONS.iter().any(|operation| {
                operation.id == Some(word) || operation.method == word || has_field(operation.request, word)
            })
            || OPERATIONS.iter().any(|operation| operation.resource == word)
            || is_of_functions(word)
            || is_answered(word))
}

fn is_answered(word: &str) -> bool {
    has_field(ErrorInfo::INFO, word) || OPERATIONS.iter().any(|operation| has_field(operation.answer, word))
}

fn is_of_functions(word: &str) -> bool {
    FUNCTIONS
        .iter()
        .any(|function| function.module == word || function.function == word || has_field(function.request, word))
}

fn has_field(record: &ModelInfo, name: &str) -> bool {
    record
        .fields
        .iter()
        .any(|field| field.name == name || field.ty.record().is_some_and(|inner| has_field(inner, name)))
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_the_sdk_change() {
        assert_eq!(
            camel_names("customer_info.phone_number: ask orders.get_by_merchant_order_id(\"in_voice_1\") → ok_"),
            "customerInfo.phoneNumber: ask orders.getByMerchantOrderId(\"in_voice_1\") → ok_"
        );
        assert_eq!(
            camel_names("ask qr_codes.search, mandate_calendar.debit_dates"),
            "ask qrCodes.search, mandateCalendar.debitDates"
        );
        assert_eq!(camel_names("gateway_code 1, redirection_url"), "gatewayCode 1, redirectionUrl");
        assert_eq!(camel_names(""), "");
    }
}

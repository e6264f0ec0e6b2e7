//! Forms and query strings, as the gateway's older callers and the browser send them.

/// `a=1&b=x+y` as an object of texts; `None` for anything else. A body has a value for each name; a query may hold bare
/// names of the merchant's own.
pub(crate) fn form_as_json(text: &str, bare_names: bool) -> Option<String> {
    let mut pairs = serde_json::Map::new();
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').or_else(|| bare_names.then_some((pair, "")))?;
        if key.is_empty() || key.contains(['<', '"', '{', ' ']) {
            return None;
        }
        pairs.insert(unescape(key), unescape(value).into());
    }
    (!pairs.is_empty()).then(|| serde_json::to_string(&pairs).ok()).flatten()
}

#[cfg(feature = "server")]
/// The pairs of `a=1&b=2`, decoded; a bare name has an empty value.
pub(crate) fn pairs(text: &str) -> impl Iterator<Item = (String, String)> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').unwrap_or((pair, ""))).map(|(name, value)| (unescape(name), unescape(value)))
}

/// Undoes form encoding; what is not valid stays as it is.
fn unescape(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).filter(|_| bytes[at] == b'%').and_then(|h| std::str::from_utf8(h).ok());
        match hex.filter(|h| h.bytes().all(|b| b.is_ascii_hexdigit())).and_then(|h| u8::from_str_radix(h, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(if bytes[at] == b'+' { b' ' } else { bytes[at] });
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

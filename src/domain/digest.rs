//! SHA-256 fingerprints of texts and of data.

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::order::distinct;

/// The SHA-256 (FIPS 180-4) of a text or of bytes as 64 hex digits.
pub fn sha256<D: AsRef<[u8]> + ?Sized>(data: &D) -> String {
    hex(&Sha256::digest(data.as_ref()))
}

/// Bytes as hex digits, two for each.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Data as one text, however it was written: no white space, the fields of every object by name.
///
/// The order of fields is that of their names' code points (RFC 8785, 3.2.3, sorts by UTF-16 units instead, which
/// differs only beyond the Basic Multilingual Plane).
pub fn canonical(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Object(fields) => {
            text.push('{');
            for (place, name) in distinct(&mut fields.keys().map(String::as_str)).into_iter().enumerate() {
                if place > 0 {
                    text.push(',');
                }
                text.push_str(&Value::from(name).to_string());
                text.push(':');
                write(fields.get(name).unwrap_or(&Value::Null), text);
            }
            text.push('}');
        }
        Value::Array(entries) => {
            text.push('[');
            for (place, entry) in entries.iter().enumerate() {
                if place > 0 {
                    text.push(',');
                }
                write(entry, text);
            }
            text.push(']');
        }
        plain => text.push_str(&plain.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_fingerprint_is_the_published_one() {
        assert_eq!(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); // FIPS 180-2, B.1
    }

    #[test]
    fn the_same_data_has_one_text() {
        let value: Value = serde_json::from_str("{ \"b\": [1, 2.5, null], \"a\": {\"z\": \"\\u00e9\\n\", \"\\u0001\": true} }").expect("JSON");
        assert_eq!(canonical(&value), "{\"a\":{\"\\u0001\":true,\"z\":\"é\\n\"},\"b\":[1,2.5,null]}");
        assert_eq!(canonical(&json!({ "a": { "\u{1}": true, "z": "é\n" }, "b": [1, 2.5, null] })), canonical(&value));
    }
}

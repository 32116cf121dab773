//! What serde says of a value that does not fit, as a planner would say it.
//!
//! Only the words change; the place stands beside them in the fault. A phrase that is not known here stays as it is.

use crate::domain::words::clipped;

/// The message without its position, in plain words and without a capital letter.
pub(super) fn in_plain_words(what: &str) -> String {
    if let Some(field) = what.strip_prefix("missing field ") {
        return format!("the field {} is missing", field.replace('`', "\""));
    }
    if let Some(rest) = what.strip_prefix("unknown variant ") {
        let (value, known) = rest.split_once("`, ").map_or((rest, ""), |(value, known)| (value.trim_start_matches('`'), known));
        let known = known.replace('`', "\"").replace("expected one of", "is none of").replace("expected", "is not");
        return format!("the value \"{}\" {known}", clipped(value, LONGEST_VALUE));
    }
    let wrong = [("invalid type: ", "the value has the wrong type"), ("invalid value: ", "the value cannot stand here")];
    for (prefix, said) in wrong {
        if let Some((found, wanted)) = what.strip_prefix(prefix).and_then(|rest| rest.rsplit_once(", expected ")) {
            return format!("{said}: {} where {} belongs", found_kind(found), wanted_kind(wanted));
        }
    }
    super::json::plain(what)
}

/// A value that a sentence quotes is cut to this many characters.
const LONGEST_VALUE: usize = 60;

fn found_kind(found: &str) -> String {
    match found {
        "map" => "an object".to_owned(),
        "sequence" => "a list".to_owned(),
        "null" | "unit value" => "null".to_owned(),
        _ => {
            let plain = found.replace('`', "").replacen("floating point", "the number", 1).replacen("integer", "the number", 1);
            let plain = plain.replacen("boolean", "the value", 1).replacen("string", "the text", 1);
            clipped(&plain, LONGEST_VALUE)
        }
    }
}

fn wanted_kind(wanted: &str) -> String {
    let known = match wanted {
        "i64" | "i32" => "a whole number",
        "u64" | "usize" => "a whole number from 0 up",
        "u32" => "a whole number from 0 to 4294967295",
        "u8" => "a whole number from 0 to 255",
        "f64" => "a number",
        "a boolean" => "true or false",
        "a string" => "a text",
        "a sequence" => "a list",
        "a map" | "struct" => "an object",
        "variant identifier" => "one of the known values",
        _ if wanted.starts_with("struct ") => "an object",
        _ if wanted.contains("enum ") => "one of the known values",
        other => other,
    };
    known.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_named_as_planners_know_them() {
        for (said, expected) in [
            ("invalid type: floating point `2.5`, expected i64", "the value has the wrong type: the number 2.5 where a whole number belongs"),
            ("invalid value: integer `-4`, expected u32", "the value cannot stand here: the number -4 where a whole number from 0 to 4294967295 belongs"),
            (
                "invalid type: string \"a, expected b\", expected a boolean",
                "the value has the wrong type: the text \"a, expected b\" where true or false belongs",
            ),
            ("invalid type: sequence, expected struct Head with 5 elements", "the value has the wrong type: a list where an object belongs"),
            ("invalid type: map, expected a list of records (task)", "the value has the wrong type: an object where a list of records (task) belongs"),
            ("unknown variant `pray`, expected one of `avoid`, `accept`", "the value \"pray\" is none of \"avoid\", \"accept\""),
            ("unknown variant `x`, expected `task` or `milestone`", "the value \"x\" is not \"task\" or \"milestone\""),
            ("missing field `id`", "the field \"id\" is missing"),
            ("9 is outside the scale from 1 to 5", "9 is outside the scale from 1 to 5"),
        ] {
            assert_eq!(in_plain_words(said), expected);
        }
    }
}

//! Two versions of a value, field by field.

use serde_json::Value;

use crate::domain::audit::FieldChange;
use crate::domain::order::distinct;

/// The fields in which two versions of a record or section differ; objects are compared field by field, lists as a
/// whole. Order follows the names of the fields.
pub(crate) fn changed_fields(section: &str, record: Option<&str>, before: &Value, after: &Value) -> Vec<FieldChange> {
    let mut walk = Walk { section, record, found: Vec::new() };
    walk.through("", before, after);
    walk.found
}

struct Walk<'a> {
    section: &'a str,
    record: Option<&'a str>,
    found: Vec<FieldChange>,
}

impl Walk<'_> {
    fn through(&mut self, path: &str, before: &Value, after: &Value) {
        let (Value::Object(old), Value::Object(new)) = (before, after) else {
            if before != after {
                self.note(path, Some(before).filter(|value| !value.is_null()), Some(after).filter(|value| !value.is_null()));
            }
            return;
        };
        for name in distinct(&mut old.keys().chain(new.keys()).map(String::as_str)) {
            let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            match (old.get(name), new.get(name)) {
                (Some(old), Some(new)) => self.through(&path, old, new),
                (old, new) => self.note(&path, old, new),
            }
        }
    }

    fn note(&mut self, field: &str, before: Option<&Value>, after: Option<&Value>) {
        self.found.push(FieldChange::new(self.section, self.record, field, before.cloned(), after.cloned()));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_differs_is_named() {
        let before = json!({"title": "A", "current": {"impact": 2, "probability": 3}, "owner": "Lead"});
        let after = json!({"title": "A", "current": {"impact": 4, "probability": 3}, "rationale": "New data"});
        let shown: Vec<String> = changed_fields("risks", Some("r"), &before, &after)
            .into_iter()
            .map(|change| format!("{}: {} -> {}", change.field, change.before.unwrap_or_default(), change.after.unwrap_or_default()))
            .collect();
        assert_eq!(shown, ["current.impact: 2 -> 4", "owner: \"Lead\" -> null", "rationale: null -> \"New data\""]);
    }
}

//! What the user prefers, on this device. It is no part of any document.

use serde::Serialize;
use trialwright_macros::Read;

use crate::domain::choice::choice;
use crate::domain::extra::Extra;

/// What the user prefers.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Read)]
#[serde(rename_all = "camelCase", default)]
pub struct Preferences {
    /// The name that audit entries carry; empty where none was given.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Light or dark.
    pub theme: Theme,
    /// Whether the browser was asked once to keep what this page stores.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub asked_to_keep: bool,
    /// What other versions of the page keep here.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

choice! {
    /// Light or dark.
    Theme {
        System = "system", "As the system has it";
        Light = "light", "Light";
        Dark = "dark", "Dark";
    }
}

// The list of choices has no place for a mark at one of them.
#[allow(clippy::derivable_impls)]
impl Default for Theme {
    fn default() -> Theme {
        Theme::System
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::wire::{from_text, to_text};

    #[test]
    fn what_is_missing_is_the_default_and_what_is_unknown_stays() {
        let read: Preferences = from_text(r#"{"name":"Ada","density":"tight"}"#).expect("readable");
        assert_eq!((read.name.as_str(), read.theme), ("Ada", Theme::System));
        assert_eq!(to_text(&read), r#"{"name":"Ada","theme":"system","density":"tight"}"#);
    }
}

//! A file outside the browser that a document is written to after each change: when it may be written, and why it was not.
//!
//! Somebody else may write to the file too, for example a folder that is shared. What this page wrote last is therefore
//! remembered, and a file that holds anything else is not written over unasked.

use crate::domain::digest::sha256;

/// What this page wrote to the file last.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// When the file was modified by that, as its system tells it, in milliseconds.
    pub modified: f64,
    /// SHA-256 of the text.
    pub fingerprint: String,
}

/// Why the file was not written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LiveFault {
    /// The browser asks its user anew after each start.
    #[error("The browser asks before this page may write to {0} again")]
    Denied(String),
    /// It is not where it was.
    #[error("{0} is not there any more: it was moved, renamed or deleted")]
    Gone(String),
    /// It holds something else.
    #[error("Something other than this page has changed {0}, so it was not written over")]
    Changed(String),
    /// There is no room for it.
    #[error("There is no room for {0} on the device")]
    Full(String),
    /// Anything else; the browser's words.
    #[error("{file} could not be written; the browser says: {said}")]
    Other {
        /// The name of the file, in quotes.
        file: String,
        /// What the browser says.
        said: String,
    },
}

impl LiveFault {
    /// The fault of a file by the name that the browser gave it (Web IDL, DOMException names).
    pub fn named(file: String, name: &str, message: &str) -> LiveFault {
        match name {
            "NotAllowedError" | "SecurityError" => LiveFault::Denied(file),
            "NotFoundError" => LiveFault::Gone(file),
            "QuotaExceededError" => LiveFault::Full(file),
            _ => LiveFault::Other { file, said: message.trim_end_matches('.').to_owned() },
        }
    }
}

impl Mark {
    /// The mark of a text that was written when the file's time of modification became `modified`.
    pub fn new(text: &str, modified: f64) -> Mark {
        Mark { modified, fingerprint: sha256(text) }
    }

    /// Whether the file was modified at no other time than by this page.
    pub fn is_of(&self, modified: f64) -> bool {
        self.modified.total_cmp(&modified).is_eq()
    }

    /// Whether this is the text that was written: a copy by a program that synchronises folders has another time.
    pub fn is_text(&self, text: &str) -> bool {
        self.fingerprint == sha256(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_knows_its_own_time_and_text() {
        let mark = Mark::new("ours", 5.0);
        assert!(mark.is_of(5.0) && !mark.is_of(6.0));
        assert!(mark.is_text("ours") && !mark.is_text("theirs"));
    }

    #[test]
    fn each_fault_says_what_happened_and_to_which_file() {
        for (name, words) in
            [("NotAllowedError", "asks before"), ("NotFoundError", "moved, renamed or deleted"), ("QuotaExceededError", "no room"), ("X", "says: Odd")]
        {
            let said = LiveFault::named("“a.json”".to_owned(), name, "Odd.").to_string();
            assert!(said.contains(words) && said.contains("“a.json”"), "{said}");
        }
    }
}

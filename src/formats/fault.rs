//! Why a file cannot be read: one sentence that says what it is, why, and where.

use std::fmt;

use crate::domain::words::clipped;

/// A file, or a part of it, that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadFault {
    /// What is wrong and what to do, as a sentence without its full stop.
    pub what: String,
    /// The path in the JSON: `risks[3].current.impact`.
    pub path: Option<String>,
    /// Line and column, counted from 1.
    pub position: Option<(usize, usize)>,
}

impl ReadFault {
    /// A fault of the file as a whole.
    pub fn of_file(what: impl Into<String>) -> ReadFault {
        ReadFault { what: what.into(), path: None, position: None }
    }

    /// A fault at a path in the JSON.
    pub fn at_path(path: impl Into<String>, what: impl Into<String>) -> ReadFault {
        ReadFault { what: what.into(), path: Some(path.into()).filter(|path| !path.is_empty() && path != "."), position: None }
    }

    /// The same fault with its line and column.
    pub fn on_line(mut self, line: usize, column: usize) -> ReadFault {
        self.position = (line > 0).then_some((line, column));
        self
    }
}

impl fmt::Display for ReadFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = one_line(&self.what, LONGEST);
        match (self.path.as_deref().map(|path| one_line(path, LONGEST_PATH)), self.position) {
            (Some(path), Some((line, column))) => write!(out, "At {path} (line {line}, column {column}): {what}."),
            (Some(path), None) => write!(out, "At {path}: {what}."),
            (None, Some((line, column))) => write!(out, "At line {line}, column {column}: {what}."),
            (None, None) => write!(out, "{what}."),
        }
    }
}

impl std::error::Error for ReadFault {}

/// The longest that a sentence may be, in characters: a file's own words may be in it, and they may be endless.
const LONGEST: usize = 400;

const LONGEST_PATH: usize = 120;

/// The text without what would break or disguise a line.
fn one_line(text: &str, most: usize) -> String {
    let unprintable = |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    clipped(&text.replace(unprintable, " "), most)
}

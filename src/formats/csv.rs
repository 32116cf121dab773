//! Comma-separated values (RFC 4180), written so that a spreadsheet takes every cell for what it is.
//!
//! A cell that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV Injection); numbers stay
//! numbers. Files begin with a byte order mark, without which Excel reads UTF-8 as something else. [`rows`] takes a table
//! apart again, whatever separates its cells.

use serde_json::Value;

use crate::domain::audit::FieldChange;
use crate::domain::document::Document;
use crate::session::readable::Names;
use crate::session::readable::blind::{hides_scores, is_of_scores, tells_scores};

/// What a spreadsheet takes for the beginning of a formula, in the narrow and in the full-width form.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// What a file begins with.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// One line, with its line end.
pub fn row(cells: &[&str]) -> String {
    separated(cells, ',')
}

/// One line whose cells this separates, with its line end.
pub fn separated(cells: &[&str], separator: char) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(&harmless(cell), separator)).collect();
    format!("{}\r\n", cells.join(separator.encode_utf8(&mut [0; 4])))
}

/// Stands for what was done to scores, while scoring is blind.
const OUT_OF_SIGHT: &str = "Changed scores (left out while scoring is blind)";

/// The audit trail of a document, oldest first: a line for each field that changed. While scoring is blind it tells that scores
/// changed and whose, not to what.
pub fn audit_trail(document: &Document) -> String {
    let (names, hides) = (Names::of(&[document]), hides_scores(document));
    let mut text = format!(
        "{BYTE_ORDER_MARK}{}",
        row(&[
            "Revision",
            "Moment (UTC)",
            "Who",
            "What",
            "Why",
            "Section",
            "Record",
            "Record id",
            "Field",
            "Before",
            "After",
            "Fingerprint of the entry before"
        ])
    );
    for entry in document.audit().entries() {
        let (revision, at, why) = (entry.revision.to_string(), String::from(entry.at), entry.why.as_deref().unwrap_or_default());
        let previous = entry.previous.as_deref().unwrap_or_default();
        let what = if hides && tells_scores(entry) { OUT_OF_SIGHT } else { &entry.what };
        let mut line = |change: [&str; 6]| {
            let [section, record, id, field, before, after] = change;
            text.push_str(&row(&[&revision, &at, &entry.who, what, why, section, record, id, field, before, after, previous]));
        };
        if entry.changes.is_empty() {
            line([""; 6]);
        }
        for change in &entry.changes {
            let FieldChange { section, record, field, before, after, .. } = change;
            let id = record.as_deref().unwrap_or_default();
            let name = names.get(section, id).unwrap_or_default();
            let shown = |value: &Option<Value>| if hides && is_of_scores(change) { String::new() } else { plain(value.as_ref()) };
            line([section, name, id, field, &shown(before), &shown(after)]);
        }
    }
    text
}

/// The cells of a table, line by line. A quotation mark that is never closed is a letter like any other; the apostrophe
/// that keeps a cell from running as a formula is taken off.
pub fn rows(text: &str, separator: char) -> Vec<Vec<String>> {
    let mut rest = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let (mut rows, mut cells) = (Vec::new(), Vec::<String>::new());
    // Whether a quotation mark may still be closed: looked for once, so that no text takes long.
    let mut quotes = true;
    while !rest.is_empty() {
        let quoted = if quotes && rest.starts_with('"') { quoted_cell(rest) } else { None };
        quotes &= quoted.is_some() || !rest.starts_with('"');
        let (mut cell, after) = quoted.unwrap_or((String::new(), rest));
        let end = after.find([separator, '\n', '\r']).unwrap_or(after.len());
        let (tail, after) = after.split_at(end);
        cell.push_str(tail);
        cells.push(plain_cell(cell));
        match after.strip_prefix(separator) {
            Some(next) => {
                rest = next;
                if rest.is_empty() {
                    cells.push(String::new());
                    rows.push(std::mem::take(&mut cells));
                }
            }
            None => {
                rest = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\r', '\n'])).unwrap_or(after);
                rows.push(std::mem::take(&mut cells));
            }
        }
    }
    rows
}

/// The text in quotation marks at the beginning, with what comes after them; `None` where they are not closed.
fn quoted_cell(text: &str) -> Option<(String, &str)> {
    let mut cell = String::new();
    let mut rest = text.strip_prefix('"')?;
    loop {
        let (inside, after) = rest.split_once('"')?;
        cell.push_str(inside);
        match after.strip_prefix('"') {
            Some(next) => {
                cell.push('"');
                rest = next;
            }
            None => return Some((cell, after)),
        }
    }
}

fn plain_cell(cell: String) -> String {
    match cell.strip_prefix('\'') {
        Some(formula) if formula.starts_with(FORMULA) => formula.to_owned(),
        _ => cell,
    }
}

/// A value as it stands in the file: texts as they are, everything else as JSON.
fn plain(value: Option<&Value>) -> String {
    match value {
        None => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

fn harmless(cell: &str) -> String {
    let is_number = cell.parse::<f64>().is_ok_and(f64::is_finite);
    if cell.starts_with(FORMULA) && !is_number { format!("'{cell}") } else { cell.to_owned() }
}

fn quoted(cell: &str, separator: char) -> String {
    if cell.contains([separator, '"', '\r', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::id::Id;
    use crate::domain::plan::TrialPlan;
    use crate::session::apply::apply;
    use crate::session::command::{Change, Command, Origin};

    fn check(cells: &[&str], expected: &str) {
        assert_eq!(row(cells), format!("{expected}\r\n"));
    }

    #[test]
    fn cells_are_quoted_where_they_have_to_be() {
        check(&["a", "", "b c"], "a,,b c");
        check(&["a,b", "say \"no\"", "two\nlines"], "\"a,b\",\"say \"\"no\"\"\",\"two\nlines\"");
    }

    #[test]
    fn no_cell_runs_as_a_formula() {
        check(&["=1+1", "@SUM(A1)", "+49 30", "-cmd"], "'=1+1,'@SUM(A1),'+49 30,'-cmd");
        check(&["＝1", "\t=1", "-3.5", "+2"], "'＝1,'\t=1,-3.5,+2");
        check(&["=HYPERLINK(\"x\",\"y\")"], "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
    }

    #[test]
    fn a_table_is_taken_apart_as_it_was_put_together() {
        let read = |text: &str, separator: char| rows(text, separator).iter().map(|cells| cells.join("|")).collect::<Vec<_>>();
        assert_eq!(read("\u{feff}a,\"b,c\",\r\n\"say \"\"no\"\"\",'=1+1\n", ','), ["a|b,c|", "say \"no\"|=1+1"]);
        assert_eq!(read("a\t\"two\nlines\"\r\rb", '\t'), ["a|two\nlines", "", "b"]);
        assert_eq!(read("\"open;a\nb;c", ';'), ["\"open|a", "b|c"]);
        assert_eq!(read("", ','), Vec::<String>::new());
        let cells = ["a;b", "'x", "=1", "two\nlines", ""];
        assert_eq!(rows(&row(&cells), ','), [cells]);
    }

    #[test]
    fn while_scoring_is_blind_the_trail_does_not_say_what_was_scored() {
        use std::sync::Arc;

        use crate::domain::partner::score::{Level, Score};
        use crate::domain::partner::scoring::{Scoring, ScoringPhase};
        use crate::domain::partner::trial_run::evaluation;
        let mut made = evaluation(&["a"], &[1.0], 1);
        let mut score = Score::open(Id::joined(&["a"]), Id::joined(&["k0"]), Id::joined(&["c0"]));
        (score.value, score.evidence) = (Level::new(4), "Seen on site".to_owned());
        let command = |change| Command { at: Timestamp::from_millis(5), who: String::new(), why: None, origin: Origin::Edit, change };
        let scored =
            apply(&Document::Evaluation(Box::new(made.clone())), &command(Change::Scores(crate::session::command::Edit::put(score)))).expect("applies");
        made.audit = scored.document.audit().clone();
        made.scores = scored.document.evaluation().expect("still one").scores.clone();
        let mut trail = |phase, only: Option<&str>| {
            made.scoring = Arc::new(Scoring { phase: Some(phase), only: only.map(|only| Id::joined(&[only])), ..Scoring::default() });
            audit_trail(&Document::Evaluation(Box::new(made.clone())))
        };
        let (open, blind, own) = (trail(ScoringPhase::Open, None), trail(ScoringPhase::Blind, None), trail(ScoringPhase::Blind, Some("a")));
        assert!(open.contains("Seen on site") && open.contains(": 4") && own == open, "{open}");
        assert!(blind.contains(OUT_OF_SIGHT) && blind.contains("c0, k0, a") && !blind.contains("Seen on site") && !blind.contains(": 4"), "{blind}");
    }

    #[test]
    fn the_trail_has_a_line_for_each_field() {
        let plan = Document::Plan(Box::new(TrialPlan::blank(Id::joined(&["p"]), "Old", Timestamp::from_millis(0))));
        let at = Timestamp::from_millis(1_768_203_240_000);
        let command = Command { at, who: "Ada, lead".to_owned(), why: Some("=why".to_owned()), origin: Origin::Edit, change: Change::Title("New".to_owned()) };
        let plan = apply(&plan, &command).expect("a title can change").document;
        let text = audit_trail(&plan);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines,
            [
                "\u{feff}Revision,Moment (UTC),Who,What,Why,Section,Record,Record id,Field,Before,After,Fingerprint of the entry before",
                "1,2026-01-12T07:34:00.000Z,\"Ada, lead\",Renamed the document to “New”,'=why,document,,,title,Old,New,0000000000000000000000000000000000000000000000000000000000000000",
            ]
        );
    }
}

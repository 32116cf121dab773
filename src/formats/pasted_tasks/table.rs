//! The rows of a pasted text, whatever separates their cells.

use crate::formats::csv;

/// How many spaces a tabulator stands for before a name.
const TABULATOR: usize = 4;

/// A row that holds anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Which row of the text it is, from 1.
    pub(super) number: usize,
    cells: Vec<String>,
}

impl Row {
    /// A cell without the white space around it; empty where there is none.
    pub(super) fn cell(&self, place: usize) -> &str {
        self.cells.get(place).map_or("", |cell| cell.trim())
    }

    /// All cells.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(|cell| cell.trim())
    }

    /// How far the text of a cell is set in.
    pub(super) fn indent(&self, place: Option<usize>) -> usize {
        let cell = place.and_then(|place| self.cells.get(place)).map_or("", String::as_str);
        cell.chars().take_while(|letter| letter.is_whitespace()).map(|letter| if letter == '\t' { TABULATOR } else { 1 }).sum()
    }
}

/// The rows that hold anything.
pub(super) fn rows(text: &str) -> Vec<Row> {
    let number = |(place, cells): (usize, Vec<String>)| Row { number: place + 1, cells };
    split(text).into_iter().enumerate().map(number).filter(|row| row.cells().any(|cell| !cell.is_empty())).collect()
}

/// A list of names, set in by tabulators or not, is one column; what has tabulators comes from a spreadsheet; else commas or
/// semicolons separate, where every row has as many.
fn split(text: &str) -> Vec<Vec<String>> {
    if text.contains('\t') {
        let is_list = text.lines().all(|line| !line.trim().contains('\t')) && text.lines().any(|line| line.starts_with('\t'));
        return if is_list { lines(text) } else { csv::rows(text, '\t') };
    }
    let table = |separator: char| {
        let rows = csv::rows(text, separator);
        let mut lengths = rows.iter().filter(|cells| cells.iter().any(|cell| !cell.trim().is_empty())).map(Vec::len);
        let first = lengths.next().filter(|first| *first > 1)?;
        lengths.all(|length| length == first).then_some(rows)
    };
    table(';').or_else(|| table(',')).unwrap_or_else(|| lines(text))
}

fn lines(text: &str) -> Vec<Vec<String>> {
    text.strip_prefix(csv::BYTE_ORDER_MARK).unwrap_or(text).lines().map(|line| vec![line.to_owned()]).collect()
}

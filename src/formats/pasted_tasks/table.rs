//! The rows of a pasted text, whatever separates their cells.

use super::columns::Columns;
use crate::formats::csv;

/// How many spaces a tabulator stands for before a name.
const TABULATOR: usize = 4;

/// A row that holds anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::formats) struct Row {
    /// Which row of the text it is, from 1.
    pub(in crate::formats) number: usize,
    cells: Vec<String>,
}

impl Row {
    /// A cell without the white space around it; empty where there is none.
    pub(in crate::formats) fn cell(&self, place: usize) -> &str {
        self.cells.get(place).map_or("", |cell| cell.trim())
    }

    /// All cells.
    pub(in crate::formats) fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(|cell| cell.trim())
    }

    /// How far the text of a cell is set in.
    pub(in crate::formats) fn indent(&self, place: Option<usize>) -> usize {
        let cell = place.and_then(|place| self.cells.get(place)).map_or("", String::as_str);
        cell.chars().take_while(|letter| letter.is_whitespace()).map(|letter| if letter == '\t' { TABULATOR } else { 1 }).sum()
    }
}

/// The rows that hold anything.
pub(in crate::formats) fn rows(text: &str) -> Vec<Row> {
    let number = |(place, cells): (usize, Vec<String>)| Row { number: place + 1, cells };
    split(text).into_iter().enumerate().map(number).filter(|row| row.cells().any(|cell| !cell.is_empty())).collect()
}

/// What has tabulators in its first row comes from a spreadsheet; else semicolons or commas separate, where every row has as
/// many or the first is made of headings. Whatever else there is, is a list of names, one in each line.
fn split(text: &str) -> Vec<Vec<String>> {
    let is_list = || text.lines().all(|line| !line.trim().contains('\t'));
    let table = |separator: char, whatever_the_length: bool| {
        let rows = csv::rows(text, separator);
        let mut filled = rows.iter().filter(|cells| cells.iter().any(|cell| !cell.trim().is_empty()));
        let first = filled.next().filter(|first| first.len() > 1)?;
        (whatever_the_length || Columns::are_headings(first) || filled.all(|cells| cells.len() == first.len())).then_some(rows)
    };
    let from_a_spreadsheet = if is_list() { None } else { table('\t', true) };
    from_a_spreadsheet.or_else(|| table(';', false)).or_else(|| table(',', false)).unwrap_or_else(|| lines(text))
}

fn lines(text: &str) -> Vec<Vec<String>> {
    text.strip_prefix(csv::BYTE_ORDER_MARK).unwrap_or(text).lines().map(|line| vec![line.to_owned()]).collect()
}

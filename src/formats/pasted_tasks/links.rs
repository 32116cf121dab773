//! The links of a table: each row may name others by number, by outline number, or by name.

use std::collections::{BTreeMap, BTreeSet};

use super::Notes;
use super::columns::{Column, Columns};
use super::table::Row;
use crate::domain::extra::Extra;
use crate::domain::schedule::logic::Dependency;
use crate::domain::schedule::network::LinkKind;
use crate::domain::schedule::notation::{self, WrittenLink};
use crate::domain::schedule::task::Task;
use crate::domain::schedule::time_span::TimeSpan;
use crate::domain::words::{clipped, quoted};

/// Reads the links of all rows into their tasks, which stand in the same order.
pub(super) fn read(rows: &[Row], columns: &Columns, tasks: &mut [Task], notes: &mut Notes) {
    if !columns.has(Column::Predecessors) {
        return;
    }
    let known = names(rows, columns);
    for (place, row) in rows.iter().enumerate() {
        let cell = columns.cell(row, Column::Predecessors);
        let mut links: Vec<Dependency> = Vec::new();
        let mut from_rows = BTreeSet::new();
        for text in pieces(cell) {
            match one(text, &known) {
                Ok((from, _)) if from == place => notes.of_cell(row, Column::Predecessors, "the row would wait for itself, so that link was left out"),
                Ok((from, _)) if !from_rows.insert(from) => {
                    notes.of_cell(row, Column::Predecessors, &format!("{} names a row for the second time, and is left out", quoted(text)));
                }
                Ok((from, WrittenLink { kind, lag, .. })) => {
                    if let Some(task) = tasks.get(from) {
                        links.push(Dependency { task: task.id.clone(), kind, lag, extra: Extra::default() });
                    }
                }
                Err(why) => notes.of_cell(row, Column::Predecessors, &format!("{why}; the link was left out")),
            }
        }
        if let Some(task) = tasks.get_mut(place) {
            task.predecessors = links;
        }
    }
    if let Some(names) = round(tasks) {
        notes.say(format!("{names} wait for each other in a circle, so no dates can be calculated until one of their links is removed."));
    }
}

/// The links of a cell. Commas separate where no semicolon does.
fn pieces(cell: &str) -> impl Iterator<Item = &str> {
    let separators: &[char] = if cell.contains(';') { &[';', '\n'] } else { &[',', '\n'] };
    cell.split(separators).map(str::trim).filter(|piece| !piece.is_empty())
}

/// Which row each number, outline number and name belongs to: the first that claims it, in this order.
fn names(rows: &[Row], columns: &Columns) -> BTreeMap<String, usize> {
    let mut known = BTreeMap::new();
    let numbered = columns.has(Column::Number);
    for column in [Column::Number, Column::Outline, Column::Name] {
        for (place, row) in rows.iter().enumerate() {
            let name = columns.cell(row, column).to_lowercase();
            if !name.is_empty() {
                known.entry(name).or_insert(place);
            }
        }
        if column == Column::Number && !numbered {
            // Without numbers of their own, rows are counted below the headings.
            known.extend((0..rows.len()).map(|place| ((place + 1).to_string(), place)));
        }
    }
    known
}

/// The row that a link names, and the link. A name may look like a link: the whole text is tried first.
fn one(text: &str, known: &BTreeMap<String, usize>) -> Result<(usize, WrittenLink), String> {
    let find = |name: &str| known.get(&name.to_lowercase()).copied();
    if let Some(place) = find(text) {
        return Ok((place, WrittenLink { from: text.to_owned(), kind: LinkKind::FinishToStart, lag: TimeSpan::default() }));
    }
    let link = notation::read(text)?;
    find(&link.from).map(|place| (place, link.clone())).ok_or_else(|| format!("there is no row {}", quoted(&clipped(&link.from, 40))))
}

/// The names of tasks that wait for each other, where such are: what is left when everything goes that waits for nothing.
fn round(tasks: &[Task]) -> Option<String> {
    let places: BTreeMap<&str, usize> = tasks.iter().enumerate().map(|(place, task)| (task.id.as_str(), place)).collect();
    let from = |task: &Task| task.predecessors.iter().filter_map(|link| places.get(link.task.as_str()).copied()).collect::<Vec<usize>>();
    let mut waiting: Vec<usize> = tasks.iter().map(|task| from(task).len()).collect();
    let mut next_of = vec![Vec::new(); tasks.len()];
    for (place, task) in tasks.iter().enumerate() {
        for other in from(task) {
            next_of[other].push(place);
        }
    }
    let mut free: Vec<usize> = (0..tasks.len()).filter(|place| waiting[*place] == 0).collect();
    while let Some(place) = free.pop() {
        for next in &next_of[place] {
            waiting[*next] -= 1;
            if waiting[*next] == 0 {
                free.push(*next);
            }
        }
    }
    // Whoever still waits leads, predecessor by predecessor, into a circle.
    let mut seen = BTreeMap::new();
    let mut path = Vec::new();
    let mut here = (0..tasks.len()).find(|place| waiting[*place] > 0)?;
    while !seen.contains_key(&here) {
        seen.insert(here, path.len());
        path.push(here);
        here = from(&tasks[here]).into_iter().find(|place| waiting[*place] > 0)?;
    }
    let circle = path.get(*seen.get(&here)?..)?;
    Some(crate::domain::words::listed(&circle.iter().rev().take(6).map(|place| quoted(&tasks[*place].name)).collect::<Vec<_>>()))
}

//! Tasks as rows for a spreadsheet, as they are copied out of the table; [`super::read`] reads them again.
//!
//! Links stand among the rows only: what waits for a task that was not copied keeps its dates, and not the link.

use std::collections::BTreeMap;

use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::plan::TrialPlan;
use crate::domain::schedule::logic::Dependency;
use crate::domain::schedule::notation::WrittenLink;
use crate::domain::schedule::outline::Outline;
use crate::domain::schedule::task::{Task, TaskKind};
use crate::formats::csv;

/// How far a name is set in for each level.
const INDENT: &str = "  ";

/// The chosen tasks of a plan with its calculated dates, a row for each in this order, below a row of headings. Names are
/// set in below the chosen task that they are part of.
pub fn write(plan: &TrialPlan, chosen: &[Id<Task>]) -> String {
    let outline = Outline::new(&plan.tasks);
    let tasks: Vec<&Task> = plan.tasks.iter().map(AsRef::as_ref).collect();
    let places: Vec<usize> = chosen.iter().filter_map(|id| plan.tasks.place(id)).collect();
    let numbers: BTreeMap<&str, usize> = places.iter().enumerate().map(|(row, place)| (tasks[*place].id.as_str(), row + 1)).collect();
    let links: Vec<String> = places.iter().map(|place| links(tasks[*place], &numbers)).collect();
    // A column in which nothing stands is no help to anybody.
    let linked = links.iter().any(|links| !links.is_empty());
    let headings = ["Name", "Duration", "Start", "Finish", "Owner", "Predecessors"];
    let line = |cells: &[&str; 6]| csv::separated(if linked { cells } else { &cells[..5] }, '\t');
    let mut text = line(&headings);
    let mut above: Vec<usize> = Vec::new();
    for (place, links) in places.iter().zip(&links) {
        let parents = std::iter::successors(outline.parent(*place), |above| outline.parent(*above));
        let depth = parents.filter_map(|parent| above.iter().position(|place| *place == parent)).next().map_or(0, |at| at + 1);
        above.truncate(depth);
        above.push(*place);
        let task = tasks[*place];
        let (start, finish) = (iso(task.planned_start), iso(task.planned_finish));
        text.push_str(&line(&[
            &format!("{}{}", INDENT.repeat(depth), task.name.trim()),
            &duration(task, outline.is_summary(*place)),
            &start,
            &finish,
            &task.owner,
            links,
        ]));
    }
    text
}

/// Planning tools know a milestone by its taking no time.
fn duration(task: &Task, summary: bool) -> String {
    match task.kind {
        _ if summary => String::new(),
        TaskKind::Milestone => "0d".to_owned(),
        TaskKind::Task => task.work().map(|work| work.span().short()).unwrap_or_default(),
    }
}

fn links(task: &Task, numbers: &BTreeMap<&str, usize>) -> String {
    let one = |link: &Dependency| {
        let from = numbers.get(link.task.as_str())?.to_string();
        Some(WrittenLink { from, kind: link.kind, lag: link.lag }.to_string())
    };
    task.predecessors.iter().filter_map(one).collect::<Vec<_>>().join("; ")
}

fn iso(date: Option<Date>) -> String {
    date.map(Date::iso).unwrap_or_default()
}

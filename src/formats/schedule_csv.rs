//! The schedule as a table for a spreadsheet: a row for each task, below what it is part of.
//!
//! Rows have numbers, by which the links name each other as planners write them ("3FS+2d; 5SS"). Dates are calculated ones.
//! [`super::pasted_tasks`] reads the table again: names, outline, durations and links come back as they were.

use super::csv::{BYTE_ORDER_MARK, row};
use crate::domain::choice::Choice;
use crate::domain::date::Date;
use crate::domain::plan::TrialPlan;
use crate::domain::schedule::baseline::BaselineTask;
use crate::domain::schedule::logic::Wish;
use crate::domain::schedule::notation::WrittenLink;
use crate::domain::schedule::of_tasks::PlanSchedule;
use crate::domain::schedule::outline::Outline;
use crate::domain::schedule::task::{Progress, Task};
use crate::domain::schedule::tick::TICKS_PER_DAY;

/// The headings. The first must not be "ID": a file that begins with it is a SYLK file to Excel.
pub const HEADINGS: [&str; 20] = [
    "No.",
    "Outline number",
    "Name",
    "Kind",
    "Owner",
    "Work package",
    "Duration",
    "Start",
    "Finish",
    "Baseline start",
    "Baseline finish",
    "Finish variance (days)",
    "Total float (days)",
    "Free float (days)",
    "Critical",
    "Predecessors",
    "Wish",
    "Deadline",
    "Progress",
    "Note",
];

/// The table, with the dates of this schedule; without one, with those that the planner gave.
pub fn write(plan: &TrialPlan, schedule: Option<&PlanSchedule>) -> String {
    let outline = Outline::new(&plan.tasks);
    let order = outline.in_order();
    let mut rows = vec![0; plan.tasks.len()];
    for (row, place) in order.iter().enumerate() {
        rows[*place] = row + 1;
    }
    let baseline = plan.baseline().map(|baseline| baseline.by_place(&plan.tasks));
    let tasks: Vec<&Task> = plan.tasks.iter().map(AsRef::as_ref).collect();
    let table = Table { plan, schedule, outline: &outline, numbers: outline.numbers(), rows };
    let mut text = format!("{BYTE_ORDER_MARK}{}", row(&HEADINGS));
    for place in order {
        if let Some(task) = tasks.get(place) {
            let agreed = baseline.as_ref().and_then(|agreed| agreed.get(place).copied().flatten());
            let cells = table.cells(place, task, agreed);
            text.push_str(&row(&cells.each_ref().map(String::as_str)));
        }
    }
    text
}

struct Table<'a> {
    plan: &'a TrialPlan,
    schedule: Option<&'a PlanSchedule>,
    outline: &'a Outline,
    numbers: Vec<String>,
    /// The number of each task's row, by its place.
    rows: Vec<usize>,
}

impl Table<'_> {
    fn cells(&self, place: usize, task: &Task, agreed: Option<&BaselineTask>) -> [String; HEADINGS.len()] {
        let (dates, summary) = (self.schedule.and_then(|schedule| schedule.dates(place)), self.outline.is_summary(place));
        let start = dates.map(|dates| dates.start).or(task.planned_start);
        let finish = dates.map(|dates| dates.finish).or(task.planned_finish);
        let late_by = agreed.zip(finish).map(|(agreed, finish)| finish.days_since(agreed.finish));
        let days = |ticks: i64| (ticks as f64 / TICKS_PER_DAY as f64).to_string();
        [
            self.rows[place].to_string(),
            self.numbers[place].clone(),
            task.name.clone(),
            if summary { "Summary".to_owned() } else { task.kind.label().to_owned() },
            task.owner.clone(),
            task.work_package.clone(),
            task.work().filter(|_| !summary).map(|work| work.span().short()).unwrap_or_default(),
            iso(start),
            iso(finish),
            iso(agreed.map(|agreed| agreed.start)),
            iso(agreed.map(|agreed| agreed.finish)),
            late_by.map(|days| days.to_string()).unwrap_or_default(),
            dates.map(|dates| days(dates.total_float)).unwrap_or_default(),
            dates.map(|dates| days(dates.free_float)).unwrap_or_default(),
            dates.map(|dates| if dates.critical { "Yes" } else { "No" }.to_owned()).unwrap_or_default(),
            self.links(task),
            task.wish.map(wish).unwrap_or_default(),
            iso(task.deadline),
            progress(task.progress),
            task.note.clone(),
        ]
    }

    fn links(&self, task: &Task) -> String {
        let one = |link: &crate::domain::schedule::logic::Dependency| {
            let from = self.plan.tasks.place(&link.task).and_then(|place| self.rows.get(place))?.to_string();
            Some(WrittenLink { from, kind: link.kind, lag: link.lag }.to_string())
        };
        task.predecessors.iter().filter_map(one).collect::<Vec<_>>().join("; ")
    }
}

fn iso(date: Option<Date>) -> String {
    date.map(Date::iso).unwrap_or_default()
}

/// `Must finish on 2027-06-30`.
fn wish(wish: Wish) -> String {
    let (kind, on) = wish.parts();
    format!("{} {}", kind.label(), iso(on)).trim_end().to_owned()
}

/// `Not started`, `Started on 2027-05-04, 4d left`, `Done on 2027-05-10, since 2027-05-04`.
fn progress(progress: Progress) -> String {
    match progress {
        Progress::NotStarted => "Not started".to_owned(),
        Progress::Started { on, remaining: None } => format!("Started on {}", on.iso()),
        Progress::Started { on, remaining: Some(remaining) } => format!("Started on {}, {} left", on.iso(), remaining.span().short()),
        Progress::Done { on, since: None } => format!("Done on {}", on.iso()),
        Progress::Done { on, since: Some(since) } => format!("Done on {}, since {}", on.iso(), since.iso()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_task_has_its_row_with_dates_and_links() {
        let plan: TrialPlan = crate::domain::wire::from_value(serde_json::json!({
            "document": { "id": "p", "title": "Plan", "created": "2027-01-04T09:00:00.000Z", "changed": "2027-01-04T09:00:00.000Z", "revision": 0 },
            "scheduling": { "start": "2027-05-03" },
            "tasks": [
                { "id": "submit", "name": "Submit, or \"file\"", "kind": "task", "parent": "start-up", "duration": { "days": 2.5 }, "predecessors": [{ "task": "write", "lag": { "days": 2 } }], "owner": "=Regulatory" },
                { "id": "write", "name": "Write", "kind": "task", "duration": { "days": 5 }, "deadline": "2027-05-10", "progress": { "state": "started", "on": "2027-05-03", "remaining": { "days": 4 } } },
                { "id": "start-up", "name": "Start-up", "kind": "task" },
                { "id": "approval", "name": "Approval", "kind": "milestone", "parent": "start-up", "predecessors": [{ "task": "submit", "kind": "startToStart" }, { "task": "write" }], "wish": { "kind": "mustFinishOn", "on": "2027-06-30" }, "note": "Two\nlines" },
            ],
            "baselines": [{ "id": "b", "name": "Agreed", "setOn": "2027-05-01", "tasks": [{ "task": "write", "start": "2027-05-03", "finish": "2027-05-05" }] }],
        }))
        .expect("a plan");
        let text = write(&plan, plan.forecast().ok().as_ref());
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(
            lines[1..],
            [
                "1,1,Write,Task,,,5d,2027-05-03,2027-05-06,2027-05-03,2027-05-05,1,2,0,No,,,2027-05-10,\"Started on 2027-05-03, 4d left\",",
                "2,2,Start-up,Summary,,,,2027-05-11,2027-06-30,,,,0,0,Yes,,,,Not started,",
                "3,2.1,\"Submit, or \"\"file\"\"\",Task,'=Regulatory,,2.5d,2027-05-11,2027-05-13,,,,34.5,34.5,No,1FS+2d,,,Not started,",
                "4,2.2,Approval,Milestone,,,,2027-06-30,2027-06-30,,,,0,0,Yes,3SS; 1,Must finish on 2027-06-30,,Not started,\"Two\nlines\"",
                "",
            ]
        );
    }
}

//! Plans of Microsoft Project, as it writes them in XML (MSPDI, the Project XML Data Interchange format).
//!
//! A plan is made of the tasks with their outline, durations, links, wishes, deadlines, progress and roles, of the baselines,
//! and of the calendars to the day. Whatever else the file holds is named.

mod baselines;
mod calendars;
mod left_behind;
mod roles;
mod tasks;
#[cfg(test)]
mod tests;
mod value;
mod write;
mod xml;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use self::left_behind::left_out;
pub use self::write::write;
use self::xml::Element;
use super::fault::ReadFault;
use super::made::{Filled, LeftOut, MadePlan, Source};
use crate::domain::collection::{Collection, Record};
use crate::domain::date::Timestamp;
use crate::domain::id::IdMaker;
use crate::domain::plan::TrialPlan;
use crate::domain::schedule::calendar::Scheduling;
use crate::domain::words::count;

/// The namespace of the format.
const NAMESPACE: &str = "http://schemas.microsoft.com/project";

/// Whether a text is XML that names the namespace of the format near its beginning.
pub fn recognises(text: &str) -> bool {
    let head = text.char_indices().nth(4_000).map_or(text, |(end, _)| &text[..end]);
    head.trim_start().starts_with('<') && head.contains(NAMESPACE)
}

/// Reads a project; the same text, ids and moment give the same plan.
pub fn read(text: &str, ids: &mut IdMaker, now: Timestamp) -> Result<MadePlan, ReadFault> {
    let project = xml::parse(text)?;
    if project.name != "Project" {
        return Err(ReadFault::of_file("This XML is of Microsoft Project and holds no project; save the plan as XML again"));
    }
    let mut notes = Notes::default();
    let minutes_per_day = project.text_of("MinutesPerDay").parse::<f64>().ok().filter(|minutes| *minutes >= 1.0).unwrap_or(480.0);
    let calendars = calendars::read(&project, &mut notes);
    let mut tasks = tasks::read(&project, minutes_per_day, &calendars, &mut notes);
    if tasks.is_empty() {
        return Err(ReadFault::of_file("This project holds no task, so no plan can be made of it"));
    }
    roles::read(&project, &mut tasks, &mut notes);
    let saved = ["LastSaved", "CurrentDate", "StatusDate", "CreationDate"].into_iter().find_map(|name| value::date(project.text_of(name)));
    let baselines = baselines::read(&project, minutes_per_day, &tasks, saved.unwrap_or(now.date()), &mut notes);
    leave_out(&project, &mut notes);
    let name =
        [project.text_of("Title"), project.text_of("Name")].into_iter().find(|name| !name.is_empty()).unwrap_or_default().trim_end_matches(".xml").to_owned();
    let scheduling = Scheduling {
        start: value::date(project.text_of("StartDate")),
        status_date: value::date(project.text_of("StatusDate")),
        calendar: calendars.id(project.text_of("CalendarUID")),
        ..Scheduling::default()
    };
    let plan = TrialPlan {
        tasks: collection(tasks)?,
        calendars: collection(calendars.records)?,
        baselines: collection(baselines)?,
        scheduling: Arc::new(scheduling),
        ..TrialPlan::blank(ids.make(), if name.is_empty() { "Project without a name" } else { &name }, now)
    };
    Ok(MadePlan { fills: fills(&plan), leaves_out: notes.into_left_out(), plan, source: Source::Project(name) })
}

/// What is not carried over: reasons, with how often each holds.
#[derive(Debug, Default)]
struct Notes(BTreeMap<(String, String), usize>);

impl Notes {
    fn add(&mut self, path: &str, reason: impl Into<String>) {
        *self.0.entry((path.to_owned(), reason.into())).or_default() += 1;
    }

    fn into_left_out(self) -> Vec<LeftOut> {
        let one = |((path, reason), times): ((String, String), usize)| LeftOut {
            path,
            reason: if times == 1 { reason } else { format!("{reason} ({times} times)") },
        };
        self.0.into_iter().map(one).collect()
    }
}

/// The parts that a plan has no place for.
fn leave_out(project: &Element, notes: &mut Notes) {
    for task in project.all_in("Tasks", "Task").filter(|task| task.text_of("UID") != "0") {
        if task.text_of("Cost").parse::<f64>().is_ok_and(|cost| cost > 0.0) {
            notes.add("Tasks.Task[].Cost", "Costs of tasks are not carried over");
        }
        if task.first("ExtendedAttribute").is_some() {
            notes.add("Tasks.Task[].ExtendedAttribute", "Fields that somebody has added are not carried over");
        }
    }
}

/// What the plan holds, for a person who decides whether to take it.
fn fills(plan: &TrialPlan) -> Vec<Filled> {
    let links: usize = plan.tasks.iter().map(|task| task.predecessors.len()).sum();
    let counted = |number: usize, one: &str, many: &str| if number == 0 { String::new() } else { count(number, one, many) };
    let shown = |date: Option<crate::domain::date::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let values = [
        ("Title", plan.document.title.clone()),
        ("Milestones and tasks", counted(plan.tasks.len(), "task", "tasks")),
        ("Links", counted(links, "link", "links")),
        ("Owners", counted(plan.tasks.iter().filter(|task| !task.owner.is_empty()).count(), "task with a role", "tasks with a role")),
        ("Baselines", plan.baselines.iter().map(|baseline| baseline.name.clone()).collect::<Vec<_>>().join("; ")),
        ("Calendars", plan.calendars.iter().map(|calendar| calendar.name.clone()).collect::<Vec<_>>().join("; ")),
        ("Start", shown(plan.scheduling.start)),
        ("Status date", shown(plan.scheduling.status_date)),
    ];
    values.into_iter().filter(|(_, value)| !value.is_empty()).map(|(field, value)| Filled { field, value }).collect()
}

fn collection<T: Record>(records: Vec<T>) -> Result<Collection<T>, ReadFault> {
    Collection::from_records(records).map_err(|clash| ReadFault::of_file(format!("While the plan was made, {clash}; save the plan as XML again")))
}

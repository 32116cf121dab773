//! A plan as a project of Microsoft Project, in XML: what [`super::read`] reads comes back the same.
//!
//! Roles are its resources: they work on their tasks with all of their time, and follow the calendar of the project, so that
//! they move nothing. What has no place in a project stays behind, and [`super::left_out`] names it.

use std::collections::BTreeMap;
use std::fmt::Write;

use quick_xml::escape::escape;

use super::roles::WORK;
use super::{NAMESPACE, baselines, roles};
use crate::domain::choice::Choice;
use crate::domain::date::{Date, Timestamp};
use crate::domain::id::Id;
use crate::domain::plan::TrialPlan;
use crate::domain::schedule::baseline::BaselineTask;
use crate::domain::schedule::calendar::{Calendar, Weekday, WorkWeek};
use crate::domain::schedule::logic::WishKind;
use crate::domain::schedule::network::LinkKind;
use crate::domain::schedule::of_tasks::PlanSchedule;
use crate::domain::schedule::outline::Outline;
use crate::domain::schedule::task::{Progress, Task, TaskKind};
use crate::domain::schedule::tick::TICKS_PER_DAY;
use crate::domain::schedule::time_span::{Duration, TimeSpan};

/// The number of the calendar of tasks that name none.
const STANDARD: usize = 1;

/// The project.
pub fn write(plan: &TrialPlan) -> String {
    let numbers = Numbers::of(plan);
    let schedule = plan.schedule(None).ok();
    let outline = Outline::new(&plan.tasks);
    let start = plan
        .scheduling
        .start
        .or_else(|| schedule.as_ref().and_then(|schedule| (0..plan.tasks.len()).filter_map(|place| schedule.dates(place)).map(|dates| dates.start).min()));
    let roles = roles::of(plan);
    let standard = plan.scheduling.calendar.as_ref().and_then(|id| numbers.calendars.get(id.as_str()).copied()).unwrap_or(STANDARD);
    // The calendars of resources are numbered after all others.
    let first_of_roles = STANDARD + plan.calendars.len();
    let mut out = Xml::default();
    out.open_with("Project", &format!(" xmlns=\"{NAMESPACE}\""));
    out.text("SaveVersion", "14");
    out.text("Name", &plan.document.title);
    out.text("Title", &plan.document.title);
    out.text("CreationDate", &moment(plan.document.created));
    out.text("LastSaved", &moment(plan.document.changed));
    out.text("ScheduleFromStart", "1");
    out.some("StartDate", start.map(morning));
    out.some("StatusDate", plan.scheduling.status_date.map(evening));
    out.number("CalendarUID", standard);
    out.number("MinutesPerDay", TICKS_PER_DAY as usize);
    out.number("MinutesPerWeek", TICKS_PER_DAY as usize * 5);
    out.number("DaysPerMonth", 20);
    out.text("DefaultStartTime", "08:00:00");
    out.text("DefaultFinishTime", "17:00:00");
    out.open("Calendars");
    if standard == STANDARD {
        calendar(&mut out, STANDARD, "Standard", WorkWeek::MONDAY_TO_FRIDAY, None);
    }
    for own in plan.calendars.iter() {
        calendar(&mut out, numbers.calendars[own.id.as_str()], &own.name, own.week, Some(own));
    }
    for (name, number) in &roles {
        out.open("Calendar");
        out.number("UID", first_of_roles + number);
        out.text("Name", name);
        out.text("IsBaseCalendar", "0");
        out.number("BaseCalendarUID", standard);
        out.close("Calendar");
    }
    out.close("Calendars");
    let agreed = baselines::numbered(plan);
    let writing = Writing { plan, numbers: &numbers, outline: &outline, schedule: schedule.as_ref() };
    out.open("Tasks");
    for (row, place) in outline.in_order().into_iter().enumerate() {
        if let Some(own) = plan.tasks.iter().nth(place) {
            writing.task(&mut out, row + 1, place, own, &agreed[place]);
        }
    }
    out.close("Tasks");
    if !roles.is_empty() {
        out.open("Resources");
        for (name, number) in &roles {
            resource(&mut out, *number, name, first_of_roles + number);
        }
        out.close("Resources");
        out.open("Assignments");
        let owned = plan.tasks.iter().enumerate().filter(|(place, _)| !outline.is_summary(*place));
        let owned = owned.filter_map(|(_, task)| roles.get(task.owner.as_str()).map(|role| (task, *role)));
        for (row, (task, role)) in owned.enumerate() {
            writing.assignment(&mut out, row + 1, task, role);
        }
        out.close("Assignments");
    }
    out.close("Project");
    out.0
}

/// The numbers by which a project knows tasks and calendars: their own where all have one, else their places.
struct Numbers<'a> {
    tasks: BTreeMap<&'a str, usize>,
    calendars: BTreeMap<&'a str, usize>,
}

impl<'a> Numbers<'a> {
    fn of(plan: &'a TrialPlan) -> Numbers<'a> {
        let tasks = || plan.tasks.iter().map(|task| task.id.as_str());
        let own = |id: &str| id.parse::<u32>().ok().filter(|number| *number > 0 && number.to_string() == id).map(|number| number as usize);
        let numbered = tasks().all(|id| own(id).is_some());
        let number = |(place, id): (usize, &'a str)| (id, own(id).filter(|_| numbered).unwrap_or(place + 1));
        let calendars = plan.calendars.iter().enumerate();
        let calendar = |(place, calendar): (usize, &'a std::sync::Arc<Calendar>)| (calendar.id.as_str(), place + STANDARD + 1);
        Numbers { tasks: tasks().enumerate().map(number).collect(), calendars: calendars.map(calendar).collect() }
    }
}

struct Writing<'a> {
    plan: &'a TrialPlan,
    numbers: &'a Numbers<'a>,
    outline: &'a Outline,
    schedule: Option<&'a PlanSchedule>,
}

impl Writing<'_> {
    fn task(&self, out: &mut Xml, row: usize, place: usize, task: &Task, agreed: &[(usize, &BaselineTask)]) {
        let (summary, milestone) = (self.outline.is_summary(place), task.kind == TaskKind::Milestone);
        let dates = self.schedule.and_then(|schedule| schedule.dates(place));
        // Dates that its planner gave are, to Microsoft Project, scheduled by hand.
        let by_hand = !summary && task.work().is_none() && task.planned_finish.or(task.planned_start).is_some();
        let (start, finish) = match (by_hand, dates) {
            (true, _) => (task.planned_start.filter(|_| !milestone).or(task.planned_finish), task.planned_finish.or(task.planned_start)),
            (false, Some(dates)) => (Some(dates.start), Some(dates.finish)),
            (false, None) => (None, None),
        };
        out.open("Task");
        out.number("UID", self.number(&task.id));
        out.number("ID", row);
        out.text("Name", &task.name);
        // A fixed duration: assignments do not change it.
        out.text("Type", "1");
        out.text("Active", "1");
        out.text("Manual", if by_hand { "1" } else { "0" });
        out.text("IsNull", "0");
        out.text("EffortDriven", "0");
        out.number("OutlineLevel", self.outline.level(place) + 1);
        out.some("Start", start.map(if milestone { evening } else { morning }));
        out.some("Finish", finish.map(evening));
        let work = task.work().unwrap_or_default();
        let by_dates = start
            .zip(finish)
            .filter(|_| by_hand && !milestone)
            .and_then(|(start, finish)| TimeSpan::from_ticks((finish.days_since(start) + 1) * TICKS_PER_DAY, true));
        let length = by_dates.unwrap_or(work.span());
        out.text("Duration", &hours(length));
        out.text("DurationFormat", if length.is_elapsed() { "8" } else { "7" });
        out.text("Milestone", if milestone { "1" } else { "0" });
        out.text("Summary", if summary { "1" } else { "0" });
        if let (Some((kind, on)), false) = (task.wish.map(|wish| wish.parts()), summary || by_hand) {
            out.text("ConstraintType", code(kind));
            out.some(
                "ConstraintDate",
                on.map(if matches!(kind, WishKind::FinishNoEarlierThan | WishKind::FinishNoLaterThan | WishKind::MustFinishOn) { evening } else { morning }),
            );
        }
        out.some("Deadline", task.deadline.map(evening));
        if let Some(number) = task.calendar.as_ref().and_then(|id| self.numbers.calendars.get(id.as_str())) {
            out.number("CalendarUID", *number);
            out.text("IgnoreResourceCalendar", "1");
        }
        if !task.note.is_empty() {
            out.text("Notes", &task.note);
        }
        self.progress(out, task, work);
        for link in task.predecessors.iter().filter(|link| self.plan.tasks.get(&link.task).is_some()) {
            out.open("PredecessorLink");
            out.number("PredecessorUID", self.number(&link.task));
            out.text(
                "Type",
                match link.kind {
                    LinkKind::FinishToFinish => "0",
                    LinkKind::FinishToStart => "1",
                    LinkKind::StartToFinish => "2",
                    LinkKind::StartToStart => "3",
                },
            );
            out.text("LinkLag", &(minutes(link.lag) * 10).to_string());
            out.text("LagFormat", if link.lag.is_elapsed() { "8" } else { "7" });
            out.close("PredecessorLink");
        }
        for (number, entry) in agreed {
            out.open("Baseline");
            out.number("Number", *number);
            out.text("Start", &if milestone { evening(entry.start) } else { morning(entry.start) });
            out.text("Finish", &evening(entry.finish));
            if let Some(duration) = entry.duration {
                out.text("Duration", &hours(duration.span()));
                out.text("DurationFormat", if duration.span().is_elapsed() { "8" } else { "7" });
            }
            out.close("Baseline");
        }
        out.close("Task");
    }

    fn assignment(&self, out: &mut Xml, row: usize, task: &Task, role: usize) {
        let work = task.work().unwrap_or_default();
        let left = match task.progress {
            Progress::NotStarted => work,
            Progress::Started { remaining, .. } => remaining.filter(|remaining| remaining.ticks() < work.ticks()).unwrap_or(work),
            Progress::Done { .. } => Duration::default(),
        };
        let done = TimeSpan::from_ticks(work.ticks() - left.ticks(), work.span().is_elapsed()).unwrap_or_default();
        out.open("Assignment");
        out.number("UID", row);
        out.number("TaskUID", self.number(&task.id));
        out.number("ResourceUID", role);
        out.text("ActualWork", &hours(done));
        out.text("RemainingWork", &hours(left.span()));
        out.text("Units", "1");
        out.text("Work", &hours(work.span()));
        out.close("Assignment");
    }

    fn progress(&self, out: &mut Xml, task: &Task, work: Duration) {
        match task.progress {
            Progress::NotStarted => {}
            Progress::Started { on, remaining } => {
                out.text("ActualStart", &morning(on));
                out.some("RemainingDuration", remaining.map(|remaining| hours(remaining.span())));
                if let Some(remaining) = remaining.filter(|remaining| work.ticks() > remaining.ticks()) {
                    out.number("PercentComplete", ((work.ticks() - remaining.ticks()) * 100 / work.ticks()) as usize);
                }
            }
            Progress::Done { on, since } => {
                out.some("ActualStart", since.map(morning));
                out.text("ActualFinish", &evening(on));
                out.text("PercentComplete", "100");
            }
        }
    }

    fn number(&self, task: &Id<Task>) -> usize {
        self.numbers.tasks.get(task.as_str()).copied().unwrap_or_default()
    }
}

/// A role, which is not a person: a generic resource.
fn resource(out: &mut Xml, number: usize, name: &str, calendar: usize) {
    out.open("Resource");
    out.number("UID", number);
    out.number("ID", number);
    out.text("Name", name);
    out.text("Type", WORK);
    out.text("IsNull", "0");
    out.text("CanLevel", "0");
    out.number("CalendarUID", calendar);
    out.text("IsGeneric", "1");
    out.close("Resource");
}

fn calendar(out: &mut Xml, number: usize, name: &str, week: WorkWeek, own: Option<&Calendar>) {
    out.open("Calendar");
    out.number("UID", number);
    out.text("Name", name);
    out.text("IsBaseCalendar", "1");
    out.text("BaseCalendarUID", "-1");
    out.open("WeekDays");
    // Sunday is 1.
    for day in (0..7).filter_map(|day| Weekday::ALL.get((day + 6) % 7).map(|weekday| (day + 1, *weekday))) {
        let worked = week.works(day.1);
        out.open("WeekDay");
        out.number("DayType", day.0);
        out.text("DayWorking", if worked { "1" } else { "0" });
        if worked {
            working_times(out);
        }
        out.close("WeekDay");
    }
    out.close("WeekDays");
    out.open("Exceptions");
    for exception in own.iter().flat_map(|own| &own.exceptions) {
        out.open("Exception");
        out.text("EnteredByOccurrences", "0");
        out.open("TimePeriod");
        out.text("FromDate", &format!("{}T00:00:00", exception.first.iso()));
        out.text("ToDate", &format!("{}T23:59:00", exception.last.iso()));
        out.close("TimePeriod");
        out.text("Occurrences", &(exception.last.days_since(exception.first) + 1).max(1).to_string());
        out.text("Name", &exception.name);
        out.text("Type", "1");
        out.text("DayWorking", if exception.worked { "1" } else { "0" });
        if exception.worked {
            working_times(out);
        }
        out.close("Exception");
    }
    out.close("Exceptions");
    out.close("Calendar");
}

fn working_times(out: &mut Xml) {
    out.open("WorkingTimes");
    for (from, to) in [("08:00:00", "12:00:00"), ("13:00:00", "17:00:00")] {
        out.open("WorkingTime");
        out.text("FromTime", from);
        out.text("ToTime", to);
        out.close("WorkingTime");
    }
    out.close("WorkingTimes");
}

fn code(kind: WishKind) -> &'static str {
    match kind {
        WishKind::AsLateAsPossible => "1",
        WishKind::MustStartOn => "2",
        WishKind::MustFinishOn => "3",
        WishKind::StartNoEarlierThan => "4",
        WishKind::StartNoLaterThan => "5",
        WishKind::FinishNoEarlierThan => "6",
        WishKind::FinishNoLaterThan => "7",
    }
}

/// A moment as projects have it: to the second, and of no time zone.
fn moment(moment: Timestamp) -> String {
    String::from(moment).chars().take(19).collect()
}

fn morning(date: Date) -> String {
    format!("{}T08:00:00", date.iso())
}

fn evening(date: Date) -> String {
    format!("{}T17:00:00", date.iso())
}

/// Minutes as Microsoft Project counts them: an elapsed day has all of its hours.
fn minutes(span: TimeSpan) -> i64 {
    span.ticks() * if span.is_elapsed() { 3 } else { 1 }
}

fn hours(span: TimeSpan) -> String {
    format!("PT{}H{}M0S", minutes(span) / 60, minutes(span) % 60)
}

/// XML that grows, an element on each line.
struct Xml(String);

impl Default for Xml {
    fn default() -> Xml {
        Xml("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned())
    }
}

impl Xml {
    fn open(&mut self, name: &str) {
        self.open_with(name, "");
    }

    fn open_with(&mut self, name: &str, attributes: &str) {
        let _ = writeln!(self.0, "<{name}{attributes}>");
    }

    fn close(&mut self, name: &str) {
        let _ = writeln!(self.0, "</{name}>");
    }

    fn text(&mut self, name: &str, text: &str) {
        // Control characters cannot stand in XML 1.0, but for the white space among them.
        let text = text.replace(|letter: char| letter.is_control() && !matches!(letter, '\n' | '\t' | '\r'), " ");
        let _ = writeln!(self.0, "<{name}>{}</{name}>", escape(text.as_str()));
    }

    fn some(&mut self, name: &str, text: Option<String>) {
        if let Some(text) = text {
            self.text(name, &text);
        }
    }

    fn number(&mut self, name: &str, number: usize) {
        let _ = writeln!(self.0, "<{name}>{number}</{name}>");
    }
}

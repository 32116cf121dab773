//! The milestones of a plan as a calendar (RFC 5545): an event of a whole day for each.
//!
//! An event keeps its UID as long as the milestone is in the plan, and its SEQUENCE grows with the plan's revision, so that a
//! calendar that takes the file again moves the events instead of doubling them.

use icalendar::{Calendar, Component, Event, EventStatus, Parameter, Property};

use crate::domain::date::{Date, Timestamp};
use crate::domain::plan::TrialPlan;
use crate::domain::schedule::of_tasks::PlanSchedule;
use crate::domain::schedule::task::{Task, TaskKind};
use crate::domain::words::clipped;

/// Who wrote the file.
const PRODUCT: &str = "-//Trialwright//Trial plan//EN";

/// The longest line, in octets, without its end (RFC 5545, 3.1).
const LONGEST_LINE: usize = 75;

/// Longer texts are cut: no calendar shows more.
const LONGEST_NAME: usize = 200;

/// The same of notes.
const LONGEST_NOTE: usize = 2_000;

/// The largest number that calendars know (RFC 5545, 3.3.8).
const LARGEST: u64 = i32::MAX as u64;

/// The milestones as a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestones {
    /// The file.
    pub text: String,
    /// How many events it holds.
    pub events: usize,
    /// How many milestones have no day, and so no event.
    pub undated: usize,
}

/// The milestones on the days of this schedule, or on those that their planner gave; reached ones on the day on which they
/// were. `now` is the moment at which the file is made.
pub fn write(plan: &TrialPlan, schedule: Option<&PlanSchedule>, now: Timestamp) -> Milestones {
    let mut calendar = Calendar::empty();
    for (name, value) in [("VERSION", "2.0"), ("PRODID", PRODUCT), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")] {
        calendar.append_property(Property::new(name, value));
    }
    calendar.append_property(Property::new("X-WR-CALNAME", plain(&plan.document.title, LONGEST_NAME)));
    let parents: std::collections::BTreeSet<&str> = plan.tasks.iter().filter_map(|task| task.parent.as_ref().map(|parent| parent.as_str())).collect();
    let is_milestone = |task: &Task| task.kind == TaskKind::Milestone && !parents.contains(task.id.as_str());
    let (mut events, mut undated) = (0, 0);
    for (place, task) in plan.tasks.iter().enumerate().filter(|(_, task)| is_milestone(task)) {
        let forecast = schedule.and_then(|schedule| schedule.dates(place)).map(|dates| dates.finish);
        match task.done_on().or(forecast).or(task.planned_finish) {
            Some(day) => {
                events += 1;
                calendar.push(event(plan, task, day, now));
            }
            None => undated += 1,
        }
    }
    Milestones { text: folded(&calendar.to_string()), events, undated }
}

fn event(plan: &TrialPlan, task: &Task, day: Date, now: Timestamp) -> Event {
    let mut event = Event::new();
    // With a UID and a DTSTAMP of its own, the event asks no clock and draws no lots.
    event.uid(&format!("{}-{}@trialwright", plan.document.id, task.id));
    event.add_property("DTSTAMP", moment(now));
    event.add_property("SEQUENCE", plan.document.revision.min(LARGEST).to_string());
    event.append_property(on_day("DTSTART", day));
    // The end is the first day on which the event is over (RFC 5545, 3.6.1).
    event.append_property(on_day("DTEND", day.plus_days(1)));
    event.summary(&format!("{}: {}", plain(&plan.document.title, LONGEST_NAME), plain(&task.name, LONGEST_NAME)));
    event.status(if task.is_done() { EventStatus::Confirmed } else { EventStatus::Tentative });
    // A milestone leaves nobody busy.
    event.add_property("TRANSP", "TRANSPARENT");
    event.description(&description(task));
    event
}

fn description(task: &Task) -> String {
    let state = task.done_on().map_or("Not reached yet".to_owned(), |day| format!("Reached on {day}"));
    let mut lines = vec![state];
    lines.extend(task.deadline.map(|day| format!("Deadline: {day}")));
    lines.extend((!task.owner.is_empty()).then(|| format!("Owner: {}", plain(&task.owner, LONGEST_NAME))));
    lines.extend((!task.note.is_empty()).then(|| plain(&task.note, LONGEST_NOTE)));
    lines.join("\n")
}

/// A day without a time (RFC 5545, 3.3.4).
fn on_day(name: &str, day: Date) -> Property {
    Property::new(name, day.iso().replace('-', "")).append_parameter(Parameter::new("VALUE", "DATE")).done()
}

/// A moment in UTC, to the second (RFC 5545, 3.3.5).
fn moment(moment: Timestamp) -> String {
    let text: String = String::from(moment).chars().filter(|letter| !matches!(letter, '-' | ':')).collect();
    format!("{}Z", text.split('.').next().unwrap_or_default())
}

/// A text without control characters but line ends, which would break a line.
fn plain(text: &str, most: usize) -> String {
    clipped(&text.replace("\r\n", "\n").replace(|letter: char| letter.is_control() && letter != '\n', " "), most)
}

/// Folds lines that are a letter too long: where a line is folded, `icalendar` does not count the space before the last part.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_terminator("\r\n") {
        let mut rest = line;
        while rest.len() > LONGEST_LINE {
            let end = (1..=LONGEST_LINE).rev().find(|end| rest.is_char_boundary(*end)).unwrap_or(rest.len());
            let (head, tail) = rest.split_at(end);
            out.push_str(head);
            out.push_str("\r\n ");
            rest = tail;
        }
        out.push_str(rest);
        out.push_str("\r\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plan(tasks: serde_json::Value) -> TrialPlan {
        crate::domain::wire::from_value(serde_json::json!({
            "document": { "id": "plan-1", "title": "Kestrel, phase 2; <b>final</b>", "created": "2027-01-04T09:00:00.000Z", "changed": "2027-01-04T09:00:00.000Z", "revision": 7 },
            "scheduling": { "start": "2027-05-03" },
            "tasks": tasks,
        }))
        .expect("a plan")
    }

    fn written(plan: &TrialPlan) -> Milestones {
        write(plan, plan.forecast().ok().as_ref(), Timestamp::from_millis(1_768_203_240_123))
    }

    /// The lines of a file with what was folded put together again (RFC 5545, 3.1).
    fn lines(text: &str) -> Vec<String> {
        assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']), "lines end with CR and LF");
        assert!(text.split("\r\n").all(|line| line.len() <= LONGEST_LINE), "no line is longer than 75 octets: {text}");
        text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn a_milestone_is_an_event_of_a_whole_day() {
        let plan = plan(serde_json::json!([
            { "id": "write", "name": "Write", "kind": "task", "duration": { "days": 5 } },
            { "id": "approval", "name": "Approval, \\ at last;\nor not", "kind": "milestone", "predecessors": [{ "task": "write" }], "deadline": "2027-05-31", "owner": "Regulatory" },
            { "id": "kick-off", "name": "Kick-off", "kind": "milestone", "plannedFinish": "2026-12-30", "progress": { "state": "done", "on": "2026-12-31" } },
            { "id": "some-day", "name": "Some day", "kind": "milestone" },
        ]));
        let Milestones { text, events, undated } = written(&plan);
        assert_eq!((events, undated), (2, 1));
        let mut found = lines(&text);
        // The crate writes the properties of an event in the order of their names.
        assert_eq!(
            found.drain(..6).collect::<Vec<_>>(),
            [
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Trialwright//Trial plan//EN",
                "CALSCALE:GREGORIAN",
                "METHOD:PUBLISH",
                r"X-WR-CALNAME:Kestrel\, phase 2\; <b>final</b>",
            ]
        );
        assert_eq!(
            found,
            [
                "BEGIN:VEVENT",
                r"DESCRIPTION:Not reached yet\nDeadline: 31 May 2027\nOwner: Regulatory",
                "DTEND;VALUE=DATE:20270508",
                "DTSTAMP:20260112T073400Z",
                "DTSTART;VALUE=DATE:20270507",
                "SEQUENCE:7",
                "STATUS:TENTATIVE",
                r"SUMMARY:Kestrel\, phase 2\; <b>final</b>: Approval\, \\ at last\;\nor not",
                "TRANSP:TRANSPARENT",
                "UID:plan-1-approval@trialwright",
                "END:VEVENT",
                "BEGIN:VEVENT",
                r"DESCRIPTION:Reached on 31 Dec 2026",
                "DTEND;VALUE=DATE:20270101",
                "DTSTAMP:20260112T073400Z",
                "DTSTART;VALUE=DATE:20261231",
                "SEQUENCE:7",
                "STATUS:CONFIRMED",
                r"SUMMARY:Kestrel\, phase 2\; <b>final</b>: Kick-off",
                "TRANSP:TRANSPARENT",
                "UID:plan-1-kick-off@trialwright",
                "END:VEVENT",
                "END:VCALENDAR",
            ]
        );
    }

    proptest! {
        #[test]
        fn no_text_breaks_a_line(name in "(?s).{0,120}", note in "(?s)[ a-zé老\n]{0,200}") {
            let plan = plan(serde_json::json!([{ "id": "m", "name": name, "kind": "milestone", "plannedFinish": "2027-05-31", "note": note }]));
            let found = lines(&written(&plan).text);
            let escaped = |text: &str| plain(text, LONGEST_NOTE).replace('\\', r"\\").replace(',', r"\,").replace(';', r"\;").replace('\n', r"\n");
            let summary = format!("SUMMARY:Kestrel\\, phase 2\\; <b>final</b>: {}", escaped(&name));
            prop_assert!(found.contains(&summary), "{found:?}");
            prop_assert_eq!(found.len(), 18);
            let note = escaped(&note);
            prop_assert!(found.iter().any(|line| line.starts_with("DESCRIPTION:") && line.ends_with(&note)));
        }
    }
}

//! The calendars of a project, to the day. Each resource has one too, which as a rule says nothing but whose it is.

use super::Notes;
use super::value::date;
use super::xml::Element;
use crate::domain::choice::Choice;
use crate::domain::extra::Extra;
use crate::domain::id::Id;
use crate::domain::schedule::calendar::{Calendar, CalendarException, Weekday, WorkWeek};

/// The calendars that tasks can go by.
#[derive(Debug, Default)]
pub(super) struct Calendars {
    pub(super) records: Vec<Calendar>,
}

impl Calendars {
    /// The calendar that a task or the project names by its number.
    pub(super) fn id(&self, uid: &str) -> Option<Id<Calendar>> {
        let id = id(uid)?;
        self.records.iter().any(|calendar| calendar.id == id).then_some(id)
    }
}

/// Reads them. Those of resources are left out.
pub(super) fn read(project: &Element, notes: &mut Notes) -> Calendars {
    let mut records: Vec<Calendar> = Vec::new();
    for element in project.all_in("Calendars", "Calendar") {
        if element.text_of("IsBaseCalendar") == "0" {
            if element.all_in("WeekDays", "WeekDay").chain(element.all_in("Exceptions", "Exception")).next().is_some() {
                notes.add("Calendars.Calendar", "Calendars of resources are not carried over");
            }
            continue;
        }
        let Some(id) = id(element.text_of("UID")) else { continue };
        records.push(Calendar { id, name: name(element), week: week(element, notes), exceptions: exceptions(element, notes), extra: Extra::default() });
    }
    Calendars { records }
}

fn id(uid: &str) -> Option<Id<Calendar>> {
    uid.parse::<u32>().ok().map(|uid| Id::joined(&["calendar", &uid.to_string()]))
}

fn name(element: &Element) -> String {
    let name = element.text_of("Name");
    if name.is_empty() { "Calendar without a name".to_owned() } else { name.to_owned() }
}

/// Days are numbered from Sunday, 1, to Saturday, 7.
fn week(element: &Element, notes: &mut Notes) -> WorkWeek {
    let mut worked = Vec::new();
    for day in element.all_in("WeekDays", "WeekDay") {
        let Some(weekday) =
            day.text_of("DayType").parse::<usize>().ok().filter(|number| (1..=7).contains(number)).and_then(|number| Weekday::ALL.get((number + 5) % 7))
        else {
            continue;
        };
        if day.text_of("DayWorking") == "1" {
            worked.push(*weekday);
            let hours: Vec<(&str, &str)> = day.all_in("WorkingTimes", "WorkingTime").map(|time| (time.text_of("FromTime"), time.text_of("ToTime"))).collect();
            if !hours.is_empty() && hours != [("08:00:00", "12:00:00"), ("13:00:00", "17:00:00")] {
                notes.add("Calendars.Calendar.WeekDays", format!("The hours of {} are not carried over: a plan counts in days", weekday.label()));
            }
        }
    }
    if worked.is_empty() { WorkWeek::default() } else { WorkWeek::new(&worked).unwrap_or_default() }
}

/// Older files have them among the days of the week, with the number 0.
fn exceptions(element: &Element, notes: &mut Notes) -> Vec<CalendarException> {
    let old = element.all_in("WeekDays", "WeekDay").filter(|day| day.text_of("DayType") == "0");
    let mut found: Vec<CalendarException> = Vec::new();
    for exception in old.chain(element.all_in("Exceptions", "Exception")) {
        let period = exception.first("TimePeriod");
        let day = |name: &str| period.and_then(|period| date(period.text_of(name)));
        let (Some(first), Some(last)) = (day("FromDate"), day("ToDate")) else {
            notes.add("Calendars.Calendar.Exceptions", "An exception without its first and last day is not carried over");
            continue;
        };
        let occurrences = exception.text_of("Occurrences").parse::<i64>().unwrap_or(1);
        if occurrences > 1 && last.days_since(first) + 1 != occurrences {
            notes.add("Calendars.Calendar.Exceptions", "An exception that comes back is carried over only where it comes every day");
            continue;
        }
        let one = CalendarException {
            name: exception.text_of("Name").to_owned(),
            first,
            last,
            worked: exception.text_of("DayWorking") == "1",
            extra: Extra::default(),
        };
        // Newer files say everything twice.
        if !found.iter().any(|known| (known.first, known.last, known.worked) == (one.first, one.last, one.worked)) {
            found.push(one);
        }
    }
    found
}

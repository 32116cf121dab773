//! Working calendars: which days of the week are worked, and on which days that is otherwise.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use trialwright_macros::Read;

use super::share::Correlation;
use crate::domain::choice::{Choice, choice};
use crate::domain::collection::Record;
use crate::domain::date::Date;
use crate::domain::extra::Extra;
use crate::domain::id::Id;
use crate::domain::words::quoted;

choice! {
    /// A day of the week.
    Weekday {
        Monday = "monday", "Monday";
        Tuesday = "tuesday", "Tuesday";
        Wednesday = "wednesday", "Wednesday";
        Thursday = "thursday", "Thursday";
        Friday = "friday", "Friday";
        Saturday = "saturday", "Saturday";
        Sunday = "sunday", "Sunday";
    }
}

/// The days of the week that are worked. At least one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkWeek(u8);

impl WorkWeek {
    /// Monday to Friday.
    pub const MONDAY_TO_FRIDAY: WorkWeek = WorkWeek(0b001_1111);

    /// Every day.
    pub const EVERY_DAY: WorkWeek = WorkWeek(0b111_1111);

    /// The week in which these days are worked; `None` where no day is.
    pub fn new(days: &[Weekday]) -> Option<WorkWeek> {
        let mask = days.iter().fold(0, |mask, day| mask | bit(*day));
        (mask != 0).then_some(WorkWeek(mask))
    }

    /// Whether a day of the week is worked.
    pub fn works(self, day: Weekday) -> bool {
        self.0 & bit(day) != 0
    }

    /// The days that are worked, Monday first.
    pub fn days(self) -> Vec<Weekday> {
        Weekday::ALL.iter().copied().filter(|day| self.works(*day)).collect()
    }
}

impl Default for WorkWeek {
    fn default() -> WorkWeek {
        WorkWeek::MONDAY_TO_FRIDAY
    }
}

/// A run of days on which a calendar is another than its week says.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CalendarException {
    /// What it is: "Christmas", "Site closed".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// Whether these days are worked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub worked: bool,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// A working calendar.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Calendar {
    /// The id.
    pub id: Id<Calendar>,
    /// What it is called: "Germany".
    pub name: String,
    /// The days of the week that are worked.
    #[serde(default)]
    pub week: WorkWeek,
    /// Holidays and days that are worked all the same. Where two overlap, the later in the list holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<CalendarException>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// What the whole schedule goes by.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Scheduling {
    /// The day on which calculated work can begin; the first date of the plan where none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Date>,
    /// The end of this day is how far the progress is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_date: Option<Date>,
    /// The calendar of tasks that name none; Monday to Friday where none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<Id<Calendar>>,
    /// How much the durations within each group of estimates go together; not at all where it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correlation: Option<Correlation>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

impl Record for Calendar {
    const NOUN: &'static str = "calendar";

    fn id(&self) -> Id<Self> {
        self.id.clone()
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn check(&self) -> Result<(), String> {
        match self.exceptions.iter().find(|exception| exception.last < exception.first) {
            Some(CalendarException { name, first, last, .. }) => {
                Err(format!("{} would end on {last}, before it begins on {first}; change one of the two dates", quoted(name)))
            }
            None => Ok(()),
        }
    }
}

fn bit(day: Weekday) -> u8 {
    1 << (day as u8)
}

impl Serialize for WorkWeek {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.days().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for WorkWeek {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<WorkWeek, D::Error> {
        let days = Vec::<Weekday>::deserialize(deserializer)?;
        WorkWeek::new(&days).ok_or_else(|| serde::de::Error::custom("a week in which no day is worked; list at least one day"))
    }
}

#[cfg(test)]
impl schemars::JsonSchema for WorkWeek {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "WorkWeek".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let day = generator.subschema_for::<Weekday>();
        schemars::json_schema!({ "type": "array", "items": day, "minItems": 1, "uniqueItems": true })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::wire::{from_text, to_text};

    #[test]
    fn a_week_is_its_days_and_is_never_empty() {
        let week: WorkWeek = from_text(r#"["sunday","monday"]"#).expect("a week");
        assert_eq!(to_text(&week), r#"["monday","sunday"]"#);
        assert!(from_text::<WorkWeek>("[]").is_err());
        assert_eq!(WorkWeek::default().days().len(), 5);
    }
}

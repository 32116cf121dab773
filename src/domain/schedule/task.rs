//! A milestone or a task, with its planned and actual dates.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use trialwright_macros::Read;

use super::calendar::Calendar;
use super::logic::{Dependency, Estimate, Wish};
use super::time_span::Duration;
use crate::domain::choice::choice;
use crate::domain::collection::Record;
use crate::domain::date::Date;
use crate::domain::extra::Extra;
use crate::domain::id::Id;
use crate::domain::plan::place::{Country, Site};
use crate::domain::words::quoted;

choice! {
    /// A point in time, or work that takes time.
    TaskKind {
        Task = "task", "Task";
        Milestone = "milestone", "Milestone";
    }
}

/// How far a task has come. A milestone is never under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(tag = "state", rename_all = "camelCase"))]
pub enum Progress {
    /// Nothing has happened yet.
    #[default]
    NotStarted,
    /// Under way since a day.
    Started {
        /// The first day of work.
        on: Date,
        /// The work that remains, where somebody has said so.
        #[cfg_attr(test, schemars(default))]
        remaining: Option<Duration>,
    },
    /// Finished, or reached, on a day.
    Done {
        /// The last day of work.
        on: Date,
        /// The first day of work, where it is known.
        #[cfg_attr(test, schemars(default))]
        since: Option<Date>,
    },
}

choice! {
    /// Which of the states of [`Progress`].
    State {
        NotStarted = "notStarted", "Not started";
        Started = "started", "Started";
        Done = "done", "Done";
    }
}

/// Progress as files have it.
#[derive(Serialize, Read)]
struct WrittenProgress {
    state: State,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    remaining: Option<Duration>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    since: Option<Date>,
}

impl Serialize for Progress {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = match *self {
            Progress::NotStarted => WrittenProgress { state: State::NotStarted, on: None, remaining: None, since: None },
            Progress::Started { on, remaining } => WrittenProgress { state: State::Started, on: Some(on), remaining, since: None },
            Progress::Done { on, since } => WrittenProgress { state: State::Done, on: Some(on), remaining: None, since },
        };
        written.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Progress {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Progress, D::Error> {
        let WrittenProgress { state, on, remaining, since } = WrittenProgress::deserialize(deserializer)?;
        match (state, on) {
            (State::NotStarted, _) => Ok(Progress::NotStarted),
            (State::Started, Some(on)) => Ok(Progress::Started { on, remaining }),
            (State::Done, Some(on)) => Ok(Progress::Done { on, since }),
            (_, None) => Err(de::Error::missing_field("on")),
        }
    }
}

/// A milestone or task.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Task {
    /// The id.
    pub id: Id<Task>,
    /// What is to be done, or reached.
    pub name: String,
    /// Task or milestone.
    pub kind: TaskKind,
    /// The part of the plan that it belongs to: "Start-up".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub work_package: String,
    /// The role that answers for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// The summary task that it is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Id<Task>>,
    /// How long it takes. A task with a duration has its dates calculated; one without has those that its planner gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<Duration>,
    /// How far the duration may be off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimate: Option<Estimate>,
    /// What it waits for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub predecessors: Vec<Dependency>,
    /// When its planner wants it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wish: Option<Wish>,
    /// The day by which it should be finished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Date>,
    /// Its working calendar, where that is not the plan's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<Id<Calendar>>,
    /// The country that it is done for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Id<Country>>,
    /// The site that it is done for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<Id<Site>>,
    /// Planned first day; a milestone has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_start: Option<Date>,
    /// Planned last day, or the milestone's day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_finish: Option<Date>,
    /// How far it has come.
    #[serde(default)]
    pub progress: Progress,
    /// Notes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

impl Task {
    /// A task or milestone with nothing but its name.
    pub fn new(id: Id<Task>, name: impl Into<String>, kind: TaskKind) -> Task {
        Task {
            id,
            name: name.into(),
            kind,
            work_package: String::new(),
            owner: String::new(),
            parent: None,
            duration: None,
            estimate: None,
            predecessors: Vec::new(),
            wish: None,
            deadline: None,
            calendar: None,
            country: None,
            site: None,
            planned_start: None,
            planned_finish: None,
            progress: Progress::NotStarted,
            note: String::new(),
            extra: Extra::default(),
        }
    }

    /// How long it takes, where that is given; a milestone takes no time, whatever it took when it was a task.
    pub fn work(&self) -> Option<Duration> {
        self.duration.filter(|_| self.kind == TaskKind::Task)
    }

    /// The day on which it was finished or reached.
    pub fn done_on(&self) -> Option<Date> {
        match self.progress {
            Progress::Done { on, .. } => Some(on),
            Progress::NotStarted | Progress::Started { .. } => None,
        }
    }

    /// Whether it is finished or reached.
    pub fn is_done(&self) -> bool {
        self.done_on().is_some()
    }
}

impl Record for Task {
    const NOUN: &'static str = "task";

    fn id(&self) -> Id<Self> {
        self.id.clone()
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn check(&self) -> Result<(), String> {
        if let (Some(start), Some(finish)) = (self.planned_start, self.planned_finish)
            && finish < start
        {
            return Err(format!("{} would finish on {finish}, before it starts on {start}; change one of the two dates", quoted(&self.name)));
        }
        if let (Some(duration), Some(estimate)) = (self.duration, &self.estimate)
            && !(estimate.optimistic.ticks() <= duration.ticks() && duration.ticks() <= estimate.pessimistic.ticks())
        {
            let (optimistic, pessimistic) = (estimate.optimistic, estimate.pessimistic);
            return Err(format!(
                "{} is to take {duration}, which is not between its optimistic {optimistic} and its pessimistic {pessimistic}; change one of the three",
                quoted(&self.name)
            ));
        }
        Ok(())
    }
}

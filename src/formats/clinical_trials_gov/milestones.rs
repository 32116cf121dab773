//! Milestones for the dates that the registry states.

use crate::domain::date::{Certainty, PartialDate, StatedDate};
use crate::domain::id::IdMaker;
use crate::domain::plan::trial::Trial;
use crate::domain::schedule::task::{Progress, Task, TaskKind};

/// A milestone for each stated date, in the order in which they are reached.
pub(super) fn of(trial: &Trial, ids: &mut IdMaker) -> Vec<Task> {
    let stated = [
        ("First participant in (study start)", trial.start),
        ("Last participant data for the primary endpoint (primary completion)", trial.primary_completion),
        ("End of trial (completion)", trial.completion),
    ];
    stated.into_iter().filter_map(|(name, date)| date.map(|date| milestone(name, date, ids))).collect()
}

/// Planned on the earliest day that the registry's date allows, and reached on it where the registry says so.
fn milestone(name: &str, stated: StatedDate, ids: &mut IdMaker) -> Task {
    let day = stated.date.earliest();
    let month = match stated.date {
        PartialDate::Month(_) => Some(format!("The registry states {} without a day; the first of the month stands in for it.", stated.date)),
        PartialDate::Day(_) => None,
    };
    let certainty = stated.certainty.is_none().then(|| "The registry does not say whether this date is actual or estimated.".to_owned());
    Task {
        planned_finish: Some(day),
        progress: if stated.certainty == Some(Certainty::Actual) { Progress::Done { on: day, since: None } } else { Progress::NotStarted },
        note: month.into_iter().chain(certainty).collect::<Vec<_>>().join(" "),
        ..Task::new(ids.make(), name, TaskKind::Milestone)
    }
}

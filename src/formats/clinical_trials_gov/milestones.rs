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
    let stated: Vec<(&str, StatedDate)> = stated.into_iter().filter_map(|(name, date)| Some((name, date?))).collect();
    // Old records state a start without a type; a trial that has ended has begun.
    let ended = |earlier: StatedDate| stated.iter().any(|(_, later)| is_actual(*later) && later.date.earliest() >= earlier.date.earliest());
    stated.iter().map(|(name, date)| milestone(name, *date, ended(*date), ids)).collect()
}

fn is_actual(stated: StatedDate) -> bool {
    stated.certainty == Some(Certainty::Actual)
}

/// Planned on the earliest day that the registry's date allows, and reached on it where the registry says so, or says
/// nothing of it and `passed` of something that comes after it.
fn milestone(name: &str, stated: StatedDate, passed: bool, ids: &mut IdMaker) -> Task {
    let day = stated.date.earliest();
    let month = match stated.date {
        PartialDate::Month(_) => Some(format!("The registry states {} without a day; the first of the month stands in for it.", stated.date)),
        PartialDate::Day(_) => None,
    };
    let passed = passed && stated.certainty.is_none();
    let certainty = stated.certainty.is_none().then(|| {
        let unsaid = "The registry does not say whether this date is actual or estimated";
        if passed { format!("{unsaid}; what comes after it has happened, so it counts as reached.") } else { format!("{unsaid}.") }
    });
    Task {
        planned_finish: Some(day),
        progress: if is_actual(stated) || passed { Progress::Done { on: day, since: None } } else { Progress::NotStarted },
        note: month.into_iter().chain(certainty).collect::<Vec<_>>().join(" "),
        ..Task::new(ids.make(), name, TaskKind::Milestone)
    }
}

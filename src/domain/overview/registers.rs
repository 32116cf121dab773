//! The headline of the schedule.

use super::{Headline, Urgency};
use std::cmp::Reverse;

use crate::domain::date::Date;
use crate::domain::overview::plan::figures;
use crate::domain::plan::TrialPlan;
use crate::domain::schedule::lateness::standing;
use crate::domain::words::{capitalised, count};

/// What the schedule says: how much is late, and where it gathers.
pub fn schedule_headline(plan: &TrialPlan, today: Date) -> Headline {
    let figures = figures(plan, today);
    if figures.tasks == 0 {
        return Headline {
            finding: "No milestones or tasks yet".to_owned(),
            because: "Add the milestones that the steering committee asks for, then the work that leads to each.".to_owned(),
            urgency: Urgency::Upcoming,
        };
    }
    let undated = plan.work().filter(|task| task.planned_finish.is_none() && !task.is_done()).count();
    let progress = format!("{} of {} done, {} due in the next two weeks.", figures.done, figures.tasks, figures.due_soon);
    let undated = if undated == 0 { String::new() } else { format!(" {} no date yet.", count(undated, "item has", "items have")) };
    if figures.late == 0 {
        return Headline { finding: "Nothing is late".to_owned(), because: format!("{progress}{undated}"), urgency: Urgency::OnTrack };
    }
    let late = plan.work().filter(|task| standing(task, today).is_late());
    let packages = most_common(late.map(|task| task.work_package.as_str()).filter(|package| !package.is_empty()));
    let gathered = packages.filter(|(_, number)| *number > 1).map_or(String::new(), |(package, number)| format!(" {number} of them in {package}."));
    Headline {
        finding: capitalised(&count(figures.late, "item is late", "items are late")),
        because: format!("{progress}{gathered}{undated}"),
        urgency: Urgency::Act,
    }
}

/// The most frequent value, the first in order among equals.
pub(super) fn most_common<T: Ord + Copy>(values: impl Iterator<Item = T>) -> Option<(T, usize)> {
    let values: Vec<T> = values.collect();
    let number = |value: &T| values.iter().filter(|other| *other == value).count();
    values.iter().map(|value| (*value, number(value))).min_by_key(|(value, number)| (Reverse(*number), *value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::id::Id;
    use crate::domain::schedule::task::{Task, TaskKind};

    fn plan() -> TrialPlan {
        TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0))
    }

    #[test]
    fn the_schedule_says_how_much_is_late_and_where() {
        let mut plan = plan();
        for (number, finish) in ["2027-05-01", "2027-05-02", "2027-05-20"].into_iter().enumerate() {
            let mut task = Task::new(Id::joined(&[&number.to_string()]), "Work", TaskKind::Task);
            task.planned_finish = finish.parse().ok();
            task.work_package = "Start-up".into();
            plan.tasks = plan.tasks.with(task, None);
        }
        let headline = schedule_headline(&plan, "2027-05-14".parse().expect("a date"));
        assert_eq!(
            (headline.finding.as_str(), headline.because.as_str()),
            ("2 items are late", "0 of 3 done, 1 due in the next two weeks. 2 of them in Start-up.")
        );
    }
}

//! Milestones against the baseline: where each was agreed on, where it is forecast, and which of them have moved far.

use std::collections::BTreeMap;

use super::{Statement, Subject, Urgency};
use crate::domain::date::Date;
use crate::domain::order::{Rank, sort_by_rank};
use crate::domain::plan::TrialPlan;
use crate::domain::schedule::baseline::{by_how_much, variances};
use crate::domain::schedule::of_tasks::PlanSchedule;
use crate::domain::schedule::task::{Task, TaskKind};
use crate::domain::words::{quoted, span};

/// Days by which a milestone may move before the overview says so: two weeks.
const FAR: i64 = 14;

/// Days from which a move needs a decision rather than a look: six weeks.
const VERY_FAR: i64 = 42;

/// Of how many milestones the overview says so one by one.
pub const MOST: usize = 5;

/// A milestone with its dates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark<'a> {
    /// The milestone.
    pub task: &'a Task,
    /// When it was reached, or else is forecast.
    pub date: Date,
    /// When it was agreed on: by the baseline, or else by the plan.
    pub agreed: Option<Date>,
}

/// The milestones of a plan with its calculated dates, in order of date. A milestone that is not in the baseline, and all
/// of them where there is no baseline, are held against the plan.
pub fn marks<'a>(plan: &'a TrialPlan, forecast: Option<&PlanSchedule>) -> Vec<Mark<'a>> {
    let agreed: BTreeMap<&str, Date> =
        plan.baseline().into_iter().flat_map(|baseline| &baseline.tasks).map(|entry| (entry.task.as_str(), entry.finish)).collect();
    let one = |task: &'a Task| {
        let foreseen = forecast.zip(plan.tasks.place(&task.id)).and_then(|(forecast, place)| forecast.dates(place)).map(|dates| dates.finish);
        let date = task.done_on().or(foreseen).or(task.planned_finish)?;
        Some(Mark { task, date, agreed: agreed.get(task.id.as_str()).copied().or(task.planned_finish) })
    };
    let mut marks: Vec<Mark<'a>> = plan.work().filter(|task| task.kind == TaskKind::Milestone).filter_map(|task| one(task)).collect();
    sort_by_rank(&mut marks, |mark| mark.date.into());
    marks
}

/// The milestone that comes next, by its forecast.
pub fn next_mark<'a>(plan: &'a TrialPlan, forecast: Option<&PlanSchedule>) -> Option<Mark<'a>> {
    marks(plan, forecast).into_iter().find(|mark| !mark.task.is_done())
}

/// The milestone that comes next, as it is told on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextMilestone {
    /// What it is called.
    pub name: String,
    /// The day of its forecast; where it is overdue, the day that it was planned for.
    pub date: Date,
    /// Whether that day has passed.
    pub overdue: bool,
    /// How far off the day is: `in 5 weeks`, `3 months late`.
    pub status: String,
}

/// The milestone that comes next. The forecast of an overdue one cannot lie before the status date, which is no day that
/// anybody planned it for; so it is told by its plan, as among what needs someone.
pub fn next_in_words(plan: &TrialPlan, forecast: Option<&PlanSchedule>, today: Date) -> Option<NextMilestone> {
    let mark = next_mark(plan, forecast)?;
    let due = mark.task.planned_finish.unwrap_or(mark.date);
    let date = if due < today { due } else { mark.date };
    let status = match date.days_since(today) {
        late @ ..0 => format!("{} late", span(late)),
        0 => "today".to_owned(),
        ahead => format!("in {}", span(ahead)),
    };
    Some(NextMilestone { name: mark.task.name.clone(), date, overdue: date < today, status })
}

/// A milestone that has moved far.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    /// Days that it comes later; negative where it comes earlier.
    pub days: i64,
    /// What the overview says of it.
    pub statement: Statement,
}

/// The milestones ahead whose forecast is more than two weeks off the baseline, the latest first.
pub fn far_moved(plan: &TrialPlan, forecast: Option<&PlanSchedule>) -> Vec<Moved> {
    let (Some(baseline), Some(forecast)) = (plan.baseline(), forecast) else { return Vec::new() };
    let name = |place: usize| plan.tasks.iter().nth(place).map_or(String::new(), |task| task.name.clone());
    let then = baseline.by_place(&plan.tasks);
    let mut moved: Vec<Moved> = variances(&plan.tasks, forecast, baseline)
        .into_iter()
        .filter(|variance| variance.finish.abs() > FAR)
        .filter_map(|variance| {
            let task = plan.tasks.iter().nth(variance.place).filter(|task| task.kind == TaskKind::Milestone && !task.is_done())?;
            let (now, agreed) = (forecast.dates(variance.place)?.finish, then.get(variance.place).copied().flatten()?.finish);
            let detail = format!("Forecast for {now} instead of {agreed}, as in {}. {}", quoted(&baseline.name), variance.cause.words(name));
            let subject = Subject { section: "tasks", record: Some(task.id.to_string()) };
            Some(Moved {
                days: variance.finish,
                statement: Statement { urgency: of_distance(variance.finish), title: task.name.clone(), detail, status: by_how_much(variance.finish), subject },
            })
        })
        .collect();
    sort_by_rank(&mut moved, |moved| Rank::from(moved.days).down());
    moved
}

/// How a move by so many days asks for attention.
pub(super) fn of_distance(days: i64) -> Urgency {
    match days {
        VERY_FAR.. => Urgency::Act,
        0.. => Urgency::Watch,
        _ => Urgency::Upcoming,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::overview::plan::{headline, statements};

    const TODAY: &str = "2027-05-03";

    /// Six milestones that wait for work of so many days, held against a baseline in which all of it took five.
    fn plan(days: [u32; 6]) -> TrialPlan {
        let tasks = days.iter().enumerate().flat_map(|(number, days)| {
            [
                json!({ "id": format!("w{number}"), "name": format!("Work {number}"), "kind": "task", "duration": { "days": days } }),
                json!({ "id": format!("m{number}"), "name": format!("Milestone {number}"), "kind": "milestone", "predecessors": [{ "task": format!("w{number}") }] }),
            ]
        });
        let agreed = (0..6).flat_map(|number| {
            let entry = |id: String, start: &str| json!({ "task": id, "start": start, "finish": "2027-05-07", "duration": { "days": 5 } });
            [entry(format!("w{number}"), "2027-05-03"), entry(format!("m{number}"), "2027-05-07")]
        });
        crate::domain::wire::from_value(json!({
            "document": { "id": "p", "title": "Plan", "created": "2027-01-04T09:00:00.000Z", "changed": "2027-01-04T09:00:00.000Z", "revision": 0 },
            "scheduling": { "start": "2027-05-03" },
            "tasks": tasks.collect::<Vec<_>>(),
            "baselines": [{ "id": "b", "name": "Agreed", "setOn": "2027-05-01", "tasks": agreed.collect::<Vec<_>>() }],
        }))
        .expect("a plan")
    }

    #[test]
    fn milestones_that_moved_far_are_told_the_latest_first() {
        let plan = plan([5, 15, 16, 40, 40, 40]);
        let forecast = plan.forecast().expect("no circle");
        let said: Vec<(Urgency, String)> = far_moved(&plan, Some(&forecast))
            .into_iter()
            .map(|moved| (moved.statement.urgency, format!("{} {}", moved.statement.title, moved.statement.status)))
            .collect();
        let expected = [(Urgency::Act, 3, "7 weeks"), (Urgency::Act, 4, "7 weeks"), (Urgency::Act, 5, "7 weeks"), (Urgency::Watch, 2, "17 days")];
        assert_eq!(said, expected.map(|(urgency, number, span)| (urgency, format!("Milestone {number} {span} later"))));
        assert!(far_moved(&plan, None).is_empty());
    }

    #[test]
    fn the_overview_counts_all_that_moved_and_names_five() {
        let plan = plan([30; 6]);
        let (forecast, today) = (plan.forecast().expect("no circle"), TODAY.parse().expect("a date"));
        let found = statements(&plan, Some(&forecast), today);
        assert_eq!(found.iter().filter(|statement| statement.status == "5 weeks later").count(), MOST);
        let head = headline(&plan, Some(&forecast), today);
        assert_eq!(head.finding, "Plan: 6 milestones have moved from the baseline by more than two weeks");
        assert!(head.because.starts_with("Milestone 0 comes 5 weeks later than agreed on."), "{}", head.because);
    }

    #[test]
    fn the_overview_says_why_a_milestone_moved_and_says_it_once() {
        let plan = plan([40, 5, 5, 5, 5, 5]);
        let forecast = plan.forecast().expect("no circle");
        let (shown, today) = (plan.dated().expect("calculated"), TODAY.parse().expect("a date"));
        let about: Vec<Statement> = statements(&shown, Some(&forecast), today).into_iter().filter(|statement| statement.title == "Milestone 0").collect();
        assert_eq!(about.len(), 1);
        assert_eq!(about[0].detail, "Forecast for 25 Jun 2027 instead of 7 May 2027, as in “Agreed”. It waits for “Work 0”, which has moved.");
        assert_eq!(headline(&shown, Some(&forecast), today).finding, "Plan: 1 milestone has moved from the baseline by more than two weeks");
        let because = headline(&shown, Some(&forecast), today).because;
        assert!(because.ends_with("The next milestone is Milestone 1 on 7 May 2027, in 4 days."), "{because}");
        assert_eq!(headline(&shown, None, today).finding, "Plan is on track");
    }

    #[test]
    fn the_next_milestone_is_the_first_by_its_forecast_also_where_its_planner_gave_the_date() {
        let mut plan = plan([10, 15, 15, 15, 15, 15]);
        let given = Task { planned_finish: "2027-05-04".parse().ok(), ..Task::new(crate::domain::id::Id::joined(&["given"]), "Given", TaskKind::Milestone) };
        plan.tasks = plan.tasks.with(given, None);
        let next = |plan: &TrialPlan| {
            next_mark(&plan.dated().expect("calculated"), plan.forecast().ok().as_ref()).map(|mark| (mark.task.name.clone(), mark.date.iso()))
        };
        assert_eq!(next(&plan), Some(("Given".to_owned(), "2027-05-04".to_owned())));
        let scheduling = crate::domain::schedule::calendar::Scheduling::clone(&plan.scheduling);
        plan.scheduling = std::sync::Arc::new(crate::domain::schedule::calendar::Scheduling { status_date: "2027-05-17".parse().ok(), ..scheduling });
        assert_eq!(next(&plan), Some(("Given".to_owned(), "2027-05-17".to_owned())));
    }

    /// A milestone of August was told as "20 Nov 2026, 13 weeks late": the status date stood in for its forecast.
    #[test]
    fn an_overdue_milestone_is_told_by_the_day_it_was_planned_for_and_not_by_the_status_date() {
        let mut plan = plan([10, 15, 15, 15, 15, 15]);
        let given = Task { planned_finish: "2027-05-04".parse().ok(), ..Task::new(crate::domain::id::Id::joined(&["given"]), "Given", TaskKind::Milestone) };
        plan.tasks = plan.tasks.with(given, None);
        let scheduling = crate::domain::schedule::calendar::Scheduling::clone(&plan.scheduling);
        plan.scheduling = std::sync::Arc::new(crate::domain::schedule::calendar::Scheduling { status_date: "2027-05-17".parse().ok(), ..scheduling });
        let said = |today: &str| {
            let next = next_in_words(&plan.dated().expect("calculated"), plan.forecast().ok().as_ref(), today.parse().expect("a date"));
            next.map(|next| (next.date.iso(), next.overdue, next.status))
        };
        assert_eq!(said("2027-06-10"), Some(("2027-05-04".to_owned(), true, "5 weeks late".to_owned())));
        assert_eq!(said("2027-05-05"), Some(("2027-05-04".to_owned(), true, "1 day late".to_owned())));
        assert_eq!(said("2027-05-04"), Some(("2027-05-17".to_owned(), false, "in 13 days".to_owned())));
    }

    #[test]
    fn a_milestone_stands_at_its_forecast_and_was_agreed_on_in_the_baseline() {
        let plan = plan([10, 5, 5, 5, 5, 5]);
        let forecast = plan.forecast().expect("no circle");
        let shown = plan.dated().expect("calculated");
        let marks = marks(&shown, Some(&forecast));
        let last = marks.last().expect("a milestone");
        assert_eq!(
            (last.task.name.as_str(), last.date.iso(), last.agreed.map(Date::iso)),
            ("Milestone 0", "2027-05-14".to_owned(), Some("2027-05-07".to_owned()))
        );
    }
}

//! The headline of the schedule: which milestone has moved or where the plan ends, what drives that, how sure it is, and what
//! to do next.

use super::figures::PlanFigures;
use super::{Headline, Urgency};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::order::{Rank, sort_by_rank};
use crate::domain::overview::moved::of_distance;
use crate::domain::plan::TrialPlan;
use crate::domain::schedule::baseline::{Baseline, Cause, Variance, by_how_much, variances};
use crate::domain::schedule::of_tasks::PlanSchedule;
use crate::domain::schedule::task::{Task, TaskKind};
use crate::domain::words::{capitalised, clipped, count, quoted, share_of_runs, span};

/// A date that holds in this share of the runs needs no other one beside it.
const SAFE: f64 = 0.8;

/// What a simulation says of one date.
#[derive(Debug, Clone, PartialEq)]
pub struct Sure {
    /// The milestone; `None` for the end of the plan.
    pub task: Option<Id<Task>>,
    /// The share of the runs in which it comes by its planned day, 0 to 1.
    pub holds: f64,
    /// The day by which it comes in eight of ten runs.
    pub safe: Date,
}

/// How sure the dates are.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Sureness {
    /// Nothing in the plan is uncertain, as far as it says.
    #[default]
    Certain,
    /// Something is, and the plan as it stands was not simulated.
    Unknown,
    /// What the runs say, and what moves the end of the plan most.
    Simulated(Vec<Sure>, Option<String>),
}

/// What the schedule is judged by.
#[derive(Debug, Clone, Copy)]
pub struct Outlook<'a> {
    /// The schedule as things stand; `None` where tasks wait for each other.
    pub forecast: Option<&'a PlanSchedule>,
    /// What was agreed on.
    pub baseline: Option<&'a Baseline>,
    /// How sure the dates are.
    pub sureness: &'a Sureness,
}

/// What a headline is about: a milestone, or the end of the plan where no milestone is ahead.
#[derive(Debug, Clone, Copy)]
struct Ahead<'a> {
    task: Option<&'a Task>,
    /// The task that stands there.
    place: usize,
    /// When it is forecast.
    date: Date,
    /// Days that this is later than agreed on, where something was.
    moved: Option<i64>,
}

/// What the schedule says. `figures` are those of the plan, by its forecast.
pub fn schedule_headline(plan: &TrialPlan, figures: &PlanFigures, outlook: Outlook<'_>) -> Headline {
    if figures.tasks == 0 {
        return Headline {
            finding: "No milestones or tasks yet".to_owned(),
            because: "Add the milestones that the steering committee asks for, then the work that leads to each.".to_owned(),
            urgency: Urgency::Upcoming,
        };
    }
    let late = (figures.late > 0).then(|| count(figures.late, "item is late", "items are late"));
    let ahead = ahead(plan, outlook);
    let last = ahead.last().copied();
    let mut by_move = ahead;
    sort_by_rank(&mut by_move, |ahead| Rank::from(ahead.moved.unwrap_or_default()).down());
    if let Some((worst, days)) = by_move.first().and_then(|worst| Some((*worst, worst.moved.filter(|days| *days > 0)?))) {
        let next = late.map_or_else(
            || "Shorten what leads to it, or agree on a new baseline.".to_owned(),
            |late| format!("{}: record what has happened, or give new dates.", capitalised(&late)),
        );
        return Headline {
            finding: format!("{} {} later than in the baseline, on {}", worst.comes(), span(days), worst.date),
            because: sentences([driver(plan, outlook, &worst), sure(outlook.sureness, &worst, false), next]),
            urgency: of_distance(days),
        };
    }
    let agreed = last.and_then(|last| last.moved);
    let finding = match (&late, last, agreed) {
        (Some(late), Some(_), Some(_)) => format!("{}, and no milestone has moved from the baseline yet", capitalised(late)),
        (Some(late), Some(last), None) => format!("{}, and {} {}", capitalised(late), last.is_forecast(), last.date),
        (Some(late), None, _) => capitalised(late),
        (None, Some(last), Some(0)) => format!("{} on {}, as in the baseline", last.comes(), last.date),
        (None, Some(last), Some(days)) => format!("{} {} than in the baseline, on {}", last.comes(), by_how_much(days), last.date),
        (None, Some(last), None) => format!("Nothing is late, and {} {}", last.is_forecast(), last.date),
        (None, None, _) => "Nothing is late".to_owned(),
    };
    let progress = format!("{} of {} done, {} due in the next two weeks.", figures.done, figures.tasks, figures.due_soon);
    let end = outlook.forecast.and_then(PlanSchedule::finish);
    let undated = if figures.undated == 0 { String::new() } else { format!("{} no date yet.", count(figures.undated, "item has", "items have")) };
    let next = match (&late, agreed, plan.scheduling.status_date) {
        (Some(_), Some(_), None) => "Set the status date under Calendars and status date to see what they do to it.".to_owned(),
        (_, None, _) if last.is_some() => "Set a baseline to see from now on what moves.".to_owned(),
        _ => String::new(),
    };
    Headline {
        finding,
        because: sentences([
            progress,
            gathered(figures),
            undated,
            last.map(|last| sure(outlook.sureness, &last, Some(last.date) == end)).unwrap_or_default(),
            next,
        ]),
        urgency: if late.is_some() { Urgency::Act } else { Urgency::OnTrack },
    }
}

impl Ahead<'_> {
    /// `Database lock comes`.
    fn comes(&self) -> String {
        match self.task {
            Some(task) => format!("{} comes", capitalised(&clipped(&task.name, 80).replace(char::is_control, " "))),
            None => "The plan ends".to_owned(),
        }
    }

    /// `“Database lock” is forecast for`.
    fn is_forecast(&self) -> String {
        self.task.map_or_else(|| "the plan ends on".to_owned(), |task| format!("{} is forecast for", quoted(&task.name)))
    }
}

/// The milestones ahead by their forecast, the last of them last; the end of the plan where there is none.
fn ahead<'a>(plan: &'a TrialPlan, outlook: Outlook<'a>) -> Vec<Ahead<'a>> {
    let Some(forecast) = outlook.forecast else { return Vec::new() };
    let then = outlook.baseline.map(|baseline| baseline.by_place(&plan.tasks)).unwrap_or_default();
    let moved = |place: usize, date: Date| then.get(place).copied().flatten().map(|entry| date.days_since(entry.finish));
    let open = plan.tasks.iter().enumerate().filter(|(place, task)| !task.is_done() && !forecast.outline().is_summary(*place));
    let dated: Vec<(usize, &Task, Date)> = open.filter_map(|(place, task)| Some((place, task.as_ref(), forecast.dates(place)?.finish))).collect();
    let milestones = dated.iter().filter(|(_, task, _)| task.kind == TaskKind::Milestone);
    let mut found: Vec<Ahead<'a>> =
        milestones.map(|(place, task, date)| Ahead { task: Some(task), place: *place, date: *date, moved: moved(*place, *date) }).collect();
    sort_by_rank(&mut found, |ahead| ahead.date.into());
    if found.is_empty() {
        let end = outlook.baseline.and_then(|baseline| baseline.tasks.iter().map(|entry| entry.finish).max());
        let last = dated.iter().max_by_key(|(_, _, date)| *date);
        found.extend(last.map(|(place, _, date)| Ahead { task: None, place: *place, date: *date, moved: end.map(|end| date.days_since(end)) }));
    }
    found
}

/// What has moved first on the way to what comes later, and why.
fn driver(plan: &TrialPlan, outlook: Outlook<'_>, late: &Ahead<'_>) -> String {
    let (Some(forecast), Some(baseline)) = (outlook.forecast, outlook.baseline) else { return String::new() };
    let moved = variances(&plan.tasks, forecast, baseline);
    let of = |place: usize| moved.iter().find(|variance| variance.place == place);
    // Links of a plan that has dates make no circle, so that this comes to an end.
    let before = |variance: &&Variance| match variance.cause {
        Cause::Predecessor(from) => of(from),
        _ => None,
    };
    let Some(root) = std::iter::successors(of(late.place), before).last() else { return String::new() };
    let name = |place: usize| plan.tasks.iter().nth(place).map_or(String::new(), |task| task.name.clone());
    let why = root.cause.words(name);
    if root.place == late.place { why } else { format!("Behind it is {}: {}", quoted(&name(root.place)), uncapitalised(&why)) }
}

/// How sure a date is. What moves the end of the plan most is told of no other date.
fn sure(sureness: &Sureness, of: &Ahead<'_>, is_end: bool) -> String {
    match sureness {
        Sureness::Certain => String::new(),
        Sureness::Unknown => "Simulate below to see how sure that is.".to_owned(),
        Sureness::Simulated(sure, driver) => {
            let Some(found) = sure.iter().find(|sure| sure.task.as_ref() == of.task.map(|task| &task.id)) else { return String::new() };
            let safer = if found.holds < SAFE { format!(", {} in eight of ten", found.safe) } else { String::new() };
            let driver = driver.as_ref().filter(|_| is_end).map(|driver| format!(" Most of all it hangs on {driver}.")).unwrap_or_default();
            format!("{} holds in {} of the simulation{safer}.{driver}", of.date, share_of_runs(found.holds))
        }
    }
}

/// Where late work gathers.
fn gathered(figures: &PlanFigures) -> String {
    let several = figures.late_in.as_ref().filter(|(_, number)| *number > 1);
    several.map_or(String::new(), |(package, number)| format!("{number} of the late ones are in {package}."))
}

/// The sentences that say something.
fn sentences<const N: usize>(parts: [String; N]) -> String {
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(" ")
}

/// A sentence as it stands after a colon.
fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::domain::overview::figures::figures;

    /// Contracts of so many days, agreed on as ten; then the training, and the milestone that waits for it.
    fn plan(days: u32, more: Value) -> TrialPlan {
        let agreed = |task: &str, start: &str, finish: &str, days: u32| json!({ "task": task, "start": start, "finish": finish, "duration": { "days": days } });
        let mut plan = json!({
            "document": { "id": "p", "title": "Plan", "created": "2027-01-04T09:00:00.000Z", "changed": "2027-01-04T09:00:00.000Z", "revision": 0 },
            "scheduling": { "start": "2027-05-03" },
            "tasks": [
                { "id": "c", "name": "Site contracts", "kind": "task", "duration": { "days": days }, "workPackage": "Start-up" },
                { "id": "t", "name": "Training", "kind": "task", "duration": { "days": 5 }, "predecessors": [{ "task": "c" }], "workPackage": "Start-up" },
                { "id": "m", "name": "first patient in", "kind": "milestone", "predecessors": [{ "task": "t" }] },
            ],
            "baselines": [{ "id": "b", "name": "Agreed", "setOn": "2027-05-01", "tasks": [
                agreed("c", "2027-05-03", "2027-05-14", 10), agreed("t", "2027-05-17", "2027-05-21", 5), agreed("m", "2027-05-21", "2027-05-21", 0),
            ] }],
        });
        if let (Value::Object(plan), Value::Object(more)) = (&mut plan, more) {
            plan.extend(more);
        }
        crate::domain::wire::from_value(plan).expect("a plan")
    }

    /// The finding and the sentences after it.
    fn check(plan: &TrialPlan, sureness: &Sureness, today: &str, finding: &str, because: &str) {
        let forecast = plan.forecast().expect("no circle");
        let shown = plan.dated().unwrap_or_else(|| plan.clone());
        let outlook = Outlook { forecast: Some(&forecast), baseline: plan.baseline().map(AsRef::as_ref), sureness };
        let headline = schedule_headline(&shown, &figures(&shown, today.parse().expect("a date")), outlook);
        assert_eq!((headline.finding.as_str(), headline.because.as_str()), (finding, because));
    }

    fn simulated(holds: f64) -> Sureness {
        let sure = Sure { task: Some(Id::joined(&["m"])), holds, safe: "2027-07-01".parse().expect("a date") };
        Sureness::Simulated(vec![sure], Some("“Site contracts” (by 9 days)".to_owned()))
    }

    #[test]
    fn the_milestone_that_moved_most_is_told_with_what_is_behind_it() {
        check(
            &plan(20, json!({})),
            &Sureness::Unknown,
            "2027-05-03",
            "First patient in comes 14 days later than in the baseline, on 4 Jun 2027",
            "Behind it is “Site contracts”: it takes 20 days instead of 10 days. Simulate below to see how sure that is. Shorten what leads to it, or agree on a new baseline.",
        );
    }

    #[test]
    fn a_simulation_says_how_sure_the_moved_date_is_and_late_work_comes_next() {
        check(
            &plan(20, json!({})),
            &simulated(0.37),
            "2027-06-01",
            "First patient in comes 14 days later than in the baseline, on 4 Jun 2027",
            "Behind it is “Site contracts”: it takes 20 days instead of 10 days. 4 Jun 2027 holds in 37 of 100 runs of the simulation, 1 Jul 2027 in eight of ten. 2 items are late: record what has happened, or give new dates.",
        );
    }

    #[test]
    fn what_is_as_agreed_is_said_to_be() {
        check(
            &plan(10, json!({})),
            &simulated(0.85),
            "2027-05-03",
            "First patient in comes on 21 May 2027, as in the baseline",
            "0 of 3 done, 1 due in the next two weeks. 21 May 2027 holds in 85 of 100 runs of the simulation. Most of all it hangs on “Site contracts” (by 9 days).",
        );
        check(
            &plan(5, json!({})),
            &Sureness::Certain,
            "2027-05-03",
            "First patient in comes 7 days earlier than in the baseline, on 14 May 2027",
            "0 of 3 done, 3 due in the next two weeks.",
        );
    }

    #[test]
    fn late_work_that_has_moved_nothing_yet_asks_for_the_status_date() {
        check(
            &plan(10, json!({})),
            &Sureness::Certain,
            "2027-05-20",
            "2 items are late, and no milestone has moved from the baseline yet",
            "0 of 3 done, 1 due in the next two weeks. 2 of the late ones are in Start-up. Set the status date under Calendars and status date to see what they do to it.",
        );
    }

    #[test]
    fn without_a_baseline_the_end_is_told() {
        check(
            &plan(10, json!({ "baselines": [] })),
            &Sureness::Certain,
            "2027-05-03",
            "Nothing is late, and “first patient in” is forecast for 21 May 2027",
            "0 of 3 done, 1 due in the next two weeks. Set a baseline to see from now on what moves.",
        );
        let alone = json!({ "baselines": [], "tasks": [{ "id": "c", "name": "Site contracts", "kind": "task", "duration": { "days": 5 } }] });
        check(
            &plan(10, alone),
            &Sureness::Certain,
            "2027-05-10",
            "1 item is late, and the plan ends on 7 May 2027",
            "0 of 1 done, 0 due in the next two weeks. Set a baseline to see from now on what moves.",
        );
    }
}

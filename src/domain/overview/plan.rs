//! What follows from a trial plan on a given day.

use super::figures::{PlanFigures, figures, next_milestone};
use super::issues::{self, Pressing};
use super::moved::{MOST, far_moved};
use super::risks::about_risk;
use super::{Headline, Statement, Subject, Urgency};
use crate::domain::date::Date;
use crate::domain::order::{Rank, sort_by_rank};
use crate::domain::plan::TrialPlan;
use crate::domain::plan::scope::Level;
use crate::domain::schedule::lateness::{Standing, standing};
use crate::domain::schedule::of_tasks::PlanSchedule;
use crate::domain::schedule::task::{Progress, Task, TaskKind};
use crate::domain::words::{capitalised, count, listed, span};

/// The overview's headline: the plan's state in a sentence, and why. `forecast` is the schedule as things stand, by which
/// milestones are held against the baseline.
pub fn headline(plan: &TrialPlan, forecast: Option<&PlanSchedule>, today: Date) -> Headline {
    let figures = figures(plan, today);
    let moved = far_moved(plan, forecast);
    let pressing = Pressing::of(plan, today).in_words();
    let name = name(plan);
    if figures.tasks == 0 && figures.open_risks == 0 {
        return Headline {
            finding: format!("{name} has no milestones and no risks yet"),
            because: "Start with the milestones that the steering committee asks for: first participant in, last participant in, database lock.".to_owned(),
            urgency: Urgency::Upcoming,
        };
    }
    let worst = latest(plan, today);
    // A milestone that is named as the furthest behind, or as the one that moved most, is not named again as the next one.
    let named = worst.map(|(task, _)| task.id.as_str()).or(moved.first().and_then(|moved| moved.statement.subject.record.as_deref()));
    let other = |task: &Task| named != Some(task.id.as_str());
    let next =
        next_milestone(plan.work().map(|task| (task.as_ref(), task.planned_finish))).filter(|(task, _)| other(task)).map_or(String::new(), |(task, due)| {
            match due.days_since(today) {
                days if days < 0 => format!(" The next milestone, {}, was due on {due}.", task.name),
                0 => format!(" The next milestone, {}, is due today.", task.name),
                days => format!(" The next milestone is {} on {due}, in {}.", task.name, span(days)),
            }
        });
    let unknown = unknown(&figures);
    match (figures.late, figures.high_risks) {
        (0, 0) if moved.is_empty() && pressing.is_empty() && !unknown.is_empty() => Headline {
            finding: format!("{name}: {}", listed(&unknown)),
            because: format!("Nothing else is wrong, but whether the trial is on track cannot be told yet.{next}"),
            urgency: Urgency::Upcoming,
        },
        (0, 0) if moved.is_empty() && pressing.is_empty() => {
            Headline { finding: format!("{name} is on track"), because: format!("Nothing is late and no open risk is high.{next}"), urgency: Urgency::OnTrack }
        }
        (late, high) => {
            let mut parts = Vec::new();
            if late > 0 {
                parts.push(format!("{} late", count(late, "item is", "items are")));
            }
            if high > 0 {
                parts.push(count(high, "high risk is open", "high risks are open"));
            }
            if !moved.is_empty() {
                parts.push(format!("{} moved from the baseline by more than two weeks", count(moved.len(), "milestone has", "milestones have")));
            }
            let to_do = !pressing.is_empty();
            // Where the schedule and the risks press already, the rest is told below, so that the finding stays short.
            let besides = if to_do && !parts.is_empty() { format!(" Besides, {}.", listed(&pressing)) } else { String::new() };
            if parts.is_empty() {
                parts = pressing;
            }
            let why = match (worst, moved.first().map(|moved| &moved.statement)) {
                (Some((task, days)), _) => format!("{} is the furthest behind, by {}.", capitalised(&task.name), span(days)),
                (None, Some(moved)) => format!("{} comes {} than agreed on.", capitalised(&moved.title), moved.status),
                (None, None) if to_do => "No milestone or task is late.".to_owned(),
                (None, None) => "Nothing is late.".to_owned(),
            };
            Headline {
                finding: format!("{name}: {}", listed(&parts)),
                because: format!("{why}{next}{besides}"),
                urgency: match (worst, moved.first()) {
                    (Some((_, days)), _) if days > 14 => Urgency::Act,
                    _ if high > 0 || to_do => Urgency::Act,
                    (_, Some(moved)) => moved.statement.urgency.min(if late > 0 { Urgency::Watch } else { Urgency::OnTrack }),
                    _ => Urgency::Watch,
                },
            }
        }
    }
}

/// What needs attention: most urgent first, and within one urgency late work and overdue responses by how late they are,
/// then milestones by how far they have moved from the baseline, then high risks by their score, then gaps in the plan, then
/// what comes up by when. Issues, actions, decisions and limits stand among them. Equals stand in the plan's order. `forecast` is the schedule as things stand.
pub fn statements(plan: &TrialPlan, forecast: Option<&PlanSchedule>, today: Date) -> Vec<Statement> {
    let mut found: Vec<(Pressure, Statement)> = Vec::new();
    let mut moved = far_moved(plan, forecast);
    moved.truncate(MOST);
    for task in plan.work() {
        let about = about_task(task, today);
        // What is said of a milestone is said once: that it is late, or else that it has moved.
        let place = moved.iter().position(|moved| moved.statement.subject.record.as_deref() == Some(task.id.as_str()));
        let moved = place.map(|place| moved.remove(place));
        match (about, moved) {
            (about @ Some((Pressure::Late(_), _)), _) | (about, None) => found.extend(about),
            (_, Some(moved)) => found.push((Pressure::Moved(moved.days), moved.statement)),
        }
    }
    for risk in plan.risks.iter().filter(|risk| risk.is_open()) {
        found.extend(about_risk(&plan.risk_method, risk, today));
    }
    for deliverable in plan.deliverables.iter().filter(|deliverable| deliverable.delivered.is_none()) {
        if let Some(due) = deliverable.due.filter(|due| *due < today) {
            let days = today.days_since(due);
            found.push((
                Pressure::Late(days),
                Statement {
                    urgency: Urgency::Act,
                    title: deliverable.name.clone(),
                    detail: format!("Deliverable due on {due}, not handed over{}.", of_owner(&deliverable.owner)),
                    status: format!("{} late", span(days)),
                    subject: Subject { section: "deliverables", record: Some(deliverable.id.to_string()) },
                },
            ));
        }
    }
    found.extend(issues::statements(plan, today));
    found.extend(gaps(plan).into_iter().map(|statement| (Pressure::Gap, statement)));
    sort_by_rank(&mut found, |(pressure, statement)| (statement.urgency, pressure.rank()).into());
    found.into_iter().map(|(_, statement)| statement).collect()
}

/// The plan's short name: acronym where it has one, else its title.
pub fn name(plan: &TrialPlan) -> &str {
    match (plan.trial.acronym.is_empty(), plan.document.title.is_empty()) {
        (false, _) => &plan.trial.acronym,
        (true, false) => &plan.document.title,
        (true, true) => "This plan",
    }
}

/// How much a statement presses among those of its urgency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Pressure {
    /// Days after something should have happened.
    Late(i64),
    /// Days that a milestone comes later than agreed.
    Moved(i64),
    /// What a high risk's score comes to, in hundredths.
    High(u64),
    /// Something is missing.
    Gap,
    /// Days until something is due.
    Ahead(i64),
}

impl Pressure {
    fn rank(self) -> Rank {
        match self {
            Pressure::Late(days) => (0_u8, -days).into(),
            Pressure::Moved(days) => (1_u8, -days).into(),
            Pressure::High(score) => (2_u8, -i64::try_from(score).unwrap_or(i64::MAX)).into(),
            Pressure::Gap => (3_u8, 0_i64).into(),
            Pressure::Ahead(days) => (4_u8, days).into(),
        }
    }
}

fn about_task(task: &Task, today: Date) -> Option<(Pressure, Statement)> {
    let subject = Subject { section: "tasks", record: Some(task.id.to_string()) };
    let milestone = task.kind == TaskKind::Milestone;
    match (standing(task, today), task.planned_start, task.planned_finish) {
        (Standing::Overdue { days }, _, Some(finish)) => {
            let fact = match (milestone, task.progress) {
                (true, _) => format!("Milestone planned for {finish}, not reached"),
                (false, Progress::Started { .. }) => format!("Should have finished on {finish}"),
                (false, _) => format!("Should have finished on {finish}, not started"),
            };
            let detail = format!("{fact}{}. Finish it or give it a new date.", of_owner(&task.owner));
            let pressure = Pressure::Late(days);
            Some((pressure, Statement { urgency: Urgency::Act, title: task.name.clone(), detail, status: format!("{} late", span(days)), subject }))
        }
        (Standing::StartOverdue { days }, Some(start), _) => {
            let detail = format!("Should have started on {start}{}.", of_owner(&task.owner));
            let pressure = Pressure::Late(days);
            Some((pressure, Statement { urgency: Urgency::Watch, title: task.name.clone(), detail, status: format!("start {} late", span(days)), subject }))
        }
        (Standing::DueSoon { days }, _, Some(finish)) => {
            let fact = if milestone { "Milestone on" } else { "Finishes on" };
            let status = if days == 0 { "today".to_owned() } else { format!("in {}", span(days)) };
            Some((
                Pressure::Ahead(days),
                Statement {
                    urgency: Urgency::Upcoming,
                    title: task.name.clone(),
                    detail: format!("{fact} {finish}{}.", of_owner(&task.owner)),
                    status,
                    subject,
                },
            ))
        }
        _ => None,
    }
}

/// What a plan of this kind is expected to hold and does not.
fn gaps(plan: &TrialPlan) -> Vec<Statement> {
    let mut gaps = Vec::new();
    let mut gap = |missing: bool, section, title: &str, detail: &str| {
        if missing {
            gaps.push(Statement {
                urgency: Urgency::Watch,
                title: title.to_owned(),
                detail: detail.to_owned(),
                status: "gap".to_owned(),
                subject: Subject { section, record: None },
            });
        }
    };
    gap(
        !plan.endpoints.iter().any(|endpoint| endpoint.level == Level::Primary),
        "endpoints",
        "No primary endpoint",
        "Say on the Scope page what the trial is judged by.",
    );
    gap(plan.countries.is_empty(), "countries", "No countries", "Approvals, sites and start-up time depend on them: add them on the Scope page.");
    gap(plan.trial.enrolment.is_none(), "trial", "No planned enrolment", "Say on the Scope page how many participants the trial needs.");
    gap(plan.tasks.is_empty(), "tasks", "No milestones", "Add the milestones that the steering committee asks for.");
    gap(plan.risks.is_empty(), "risks", "No risks", "Write down what could delay approvals, recruitment or supply.");
    gaps
}

fn latest(plan: &TrialPlan, today: Date) -> Option<(&Task, i64)> {
    let behind = |task: &Task| match standing(task, today) {
        Standing::Overdue { days } | Standing::StartOverdue { days } => Some(days),
        _ => None,
    };
    plan.work().filter_map(|task| behind(task).map(|days| (task.as_ref(), days))).max_by_key(|(_, days)| *days)
}

/// The owner as the end of a clause; nothing where there is none.
pub(super) fn of_owner(owner: &str) -> String {
    if owner.is_empty() { String::new() } else { format!("; owner: {owner}") }
}

/// What keeps anybody from saying that the plan is on track, as parts of a sentence.
fn unknown(figures: &PlanFigures) -> Vec<String> {
    let mut parts = Vec::new();
    if figures.tasks == 0 {
        parts.push("there are no milestones yet".to_owned());
    }
    if figures.unscored_risks > 0 {
        parts.push(format!("{} not scored yet", count(figures.unscored_risks, "open risk is", "open risks are")));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::id::Id;
    use crate::domain::risk::register::Risk;
    use crate::domain::risk::scale;

    const TODAY: &str = "2027-05-14";

    fn plan(milestones: &[(&str, &str)], risks: &[(u8, &str)]) -> TrialPlan {
        let mut plan = TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0));
        for (name, finish) in milestones {
            let mut task = Task::new(Id::joined(&[name]), *name, TaskKind::Milestone);
            task.planned_finish = finish.parse().ok();
            plan.tasks = plan.tasks.with(task, None);
        }
        for (number, (probability, response_due)) in (1..).zip(risks) {
            let mut risk = Risk::new(Id::joined(&[&format!("r{number}")]), number, format!("risk {number}"));
            risk.current = scale::Level::new(*probability).zip(scale::Level::new(5)).map(|(probability, impact)| scale::Score::new(probability, impact));
            risk.response_due = response_due.parse().ok();
            plan.risks = plan.risks.with(risk, None);
        }
        plan
    }

    #[test]
    fn late_work_comes_before_high_risks_and_those_before_gaps() {
        let plan = plan(
            &[("Soon", "2027-05-20"), ("Late", "2027-05-12"), ("Later", "2027-05-01"), ("Now", "2027-05-14")],
            &[(4, ""), (5, ""), (3, "2027-05-09"), (0, "")],
        );
        let titles: Vec<String> = statements(&plan, None, TODAY.parse().expect("a date")).into_iter().map(|statement| statement.title).collect();
        assert_eq!(
            titles,
            [
                "Later",
                "R-03 risk 3",
                "Late",
                "R-02 risk 2",
                "R-01 risk 1",
                "R-04 risk 4",
                "No primary endpoint",
                "No countries",
                "No planned enrolment",
                "Now",
                "Soon"
            ]
        );
    }

    #[test]
    fn a_plan_whose_risks_are_not_scored_or_that_has_no_milestones_is_not_said_to_be_on_track() {
        let finding = |milestones: &[(&str, &str)], risks: &[(u8, &str)]| headline(&plan(milestones, risks), None, TODAY.parse().expect("a date")).finding;
        assert!(finding(&[("lock", "2027-05-20")], &[(0, ""), (0, "")]).ends_with(": 2 open risks are not scored yet"));
        assert!(finding(&[], &[(0, "")]).ends_with(": there are no milestones yet and 1 open risk is not scored yet"));
        assert!(finding(&[], &[(1, "")]).ends_with(": there are no milestones yet"));
        assert!(finding(&[("lock", "2027-05-20")], &[(1, "")]).ends_with("is on track"));
    }

    #[test]
    fn an_overdue_milestone_is_named_once() {
        let because = |milestones: &[(&str, &str)]| headline(&plan(milestones, &[]), None, TODAY.parse().expect("a date")).because;
        assert_eq!(because(&[("lock", "2027-05-12")]), "Lock is the furthest behind, by 2 days.");
        assert_eq!(because(&[("done late", "2027-05-12"), ("lock", "2027-05-20")]), "Done late is the furthest behind, by 2 days.");
        assert_eq!(because(&[("lock", "2027-05-20")]), "Nothing is late and no open risk is high. The next milestone is lock on 20 May 2027, in 6 days.");
    }
}

//! Moving the dates of a whole plan or evaluation, so that something written for one day fits another.
//!
//! Dates move by whole weeks: what fell on a Tuesday still does. What is known to the month stays known to the month.
//! Ids, words and the head of the document stay as they are. Dates in prose are not found.
//!
//! The days off of calendars stay where they are: they are facts about real days, and Christmas does not come in February
//! because a plan does. So a moved schedule meets other holidays, and its dates may differ by some days.

use std::sync::Arc;

use crate::domain::collection::{Collection, Record};
use crate::domain::date::{Date, PartialDate, StatedDate, Timestamp};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::plan::TrialPlan;
use crate::domain::schedule::task::Progress;

/// A week in milliseconds.
const WEEK: i64 = 7 * 24 * 60 * 60 * 1000;

/// A span of whole weeks; negative towards the past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Weeks(i64);

impl Weeks {
    /// The longest move that does not carry `written` past `today`.
    pub(super) fn up_to(written: Date, today: Date) -> Weeks {
        Weeks(today.days_since(written).div_euclid(7))
    }

    /// The shortest move that carries `written` to `today` or later.
    pub(super) fn at_least_to(written: Date, today: Date) -> Weeks {
        Weeks(-written.days_since(today).div_euclid(7))
    }

    /// A day, moved.
    pub(super) fn shift(self, date: Date) -> Date {
        date.plus_days(self.0.saturating_mul(7))
    }

    fn shift_if_any(self, date: &mut Option<Date>) {
        *date = date.map(|date| self.shift(date));
    }

    /// A moment, moved.
    pub(super) fn moment(self, at: Timestamp) -> Timestamp {
        Timestamp::from_millis(at.millis().saturating_add(self.0.saturating_mul(WEEK)))
    }

    fn shift_moment(self, at: &mut Option<Timestamp>) {
        *at = at.map(|at| self.moment(at));
    }

    fn shift_stated(self, stated: &mut Option<StatedDate>) {
        if let Some(stated) = stated {
            stated.date = match stated.date {
                PartialDate::Day(day) => PartialDate::Day(self.shift(day)),
                // The middle of the month stands for it, so that it moves to the month where most of it comes to lie.
                PartialDate::Month(first) => PartialDate::Month(self.shift(first.plus_days(14)).first_of_month()),
            };
        }
    }
}

/// Moves the dates of the trial, its schedule, tasks, deliverables, risks, limits, issues, actions and decisions.
pub(super) fn plan(plan: &mut TrialPlan, weeks: Weeks) {
    let trial = Arc::make_mut(&mut plan.trial);
    for stated in [&mut trial.start, &mut trial.primary_completion, &mut trial.completion] {
        weeks.shift_stated(stated);
    }
    let scheduling = Arc::make_mut(&mut plan.scheduling);
    weeks.shift_if_any(&mut scheduling.start);
    weeks.shift_if_any(&mut scheduling.status_date);
    each(&mut plan.tasks, |task| {
        weeks.shift_if_any(&mut task.planned_start);
        weeks.shift_if_any(&mut task.planned_finish);
        weeks.shift_if_any(&mut task.deadline);
        task.wish = task.wish.map(|wish| wish.moved(|on| weeks.shift(on)));
        task.progress = match task.progress {
            Progress::NotStarted => Progress::NotStarted,
            Progress::Started { on, remaining } => Progress::Started { on: weeks.shift(on), remaining },
            Progress::Done { on, since } => Progress::Done { on: weeks.shift(on), since: since.map(|since| weeks.shift(since)) },
        };
    });
    each(&mut plan.baselines, |baseline| {
        baseline.set_on = weeks.shift(baseline.set_on);
        for task in &mut baseline.tasks {
            (task.start, task.finish) = (weeks.shift(task.start), weeks.shift(task.finish));
        }
    });
    each(&mut plan.risks, |risk| {
        for date in [&mut risk.response_due, &mut risk.response_done, &mut risk.found, &mut risk.review_due] {
            weeks.shift_if_any(date);
        }
        risk.assessments.iter_mut().for_each(|assessment| weeks.shift_if_any(&mut assessment.on));
    });
    each(&mut plan.tolerance_limits, |limit| {
        limit.observations.iter_mut().for_each(|observation| observation.on = weeks.shift(observation.on));
        for evaluation in &mut limit.evaluations {
            evaluation.about = weeks.shift(evaluation.about);
            weeks.shift_if_any(&mut evaluation.on);
        }
    });
    each(&mut plan.issues, |issue| {
        issue.raised = weeks.shift(issue.raised);
        weeks.shift_if_any(&mut issue.due);
        weeks.shift_if_any(&mut issue.resolved);
        issue.escalations.iter_mut().for_each(|escalation| escalation.on = weeks.shift(escalation.on));
    });
    each(&mut plan.actions, |action| {
        weeks.shift_if_any(&mut action.due);
        weeks.shift_if_any(&mut action.done);
    });
    each(&mut plan.decisions, |decision| {
        weeks.shift_if_any(&mut decision.due);
        weeks.shift_if_any(&mut decision.decided);
    });
    each(&mut plan.deliverables, |deliverable| {
        weeks.shift_if_any(&mut deliverable.due);
        weeks.shift_if_any(&mut deliverable.delivered);
    });
}

/// Moves all days of an evaluation.
pub(super) fn evaluation(evaluation: &mut PartnerEvaluation, weeks: Weeks) {
    each(&mut evaluation.selection_steps, |step| {
        weeks.shift_if_any(&mut step.planned);
        weeks.shift_if_any(&mut step.done);
    });
    each(&mut evaluation.knockout_results, |result| weeks.shift_if_any(&mut result.on));
    each(&mut evaluation.evaluators, |evaluator| {
        if let Some(interests) = &mut evaluator.interests {
            weeks.shift_moment(&mut interests.at);
        }
    });
    each(&mut evaluation.scores, |score| weeks.shift_moment(&mut score.at));
    each(&mut evaluation.agreed_scores, |agreed| weeks.shift_if_any(&mut agreed.on));
    each(&mut evaluation.bids, |bid| {
        weeks.shift_if_any(&mut bid.received);
        weeks.shift_if_any(&mut bid.valid_until);
    });
    each(&mut evaluation.indicators, |indicator| indicator.readings.iter_mut().for_each(|reading| reading.on = weeks.shift(reading.on)));
    each(&mut evaluation.reviews, |review| {
        weeks.shift_if_any(&mut review.on);
        for issue in &mut review.issues {
            weeks.shift_if_any(&mut issue.due);
            weeks.shift_if_any(&mut issue.closed);
        }
    });
    weeks.shift_if_any(&mut Arc::make_mut(&mut evaluation.weighting).agreed_on);
    weeks.shift_if_any(&mut Arc::make_mut(&mut evaluation.scoring).shown_on);
    Arc::make_mut(&mut evaluation.bid_assumptions).rates.iter_mut().for_each(|rate| weeks.shift_if_any(&mut rate.on));
    let decision = Arc::make_mut(&mut evaluation.partner_decision);
    weeks.shift_if_any(&mut decision.decided_on);
    weeks.shift_if_any(&mut decision.dissent_asked);
    weeks.shift_if_any(&mut Arc::make_mut(&mut evaluation.brief).decision_due);
}

fn each<T: Record>(collection: &mut Collection<T>, change: impl Fn(&mut T)) {
    let changed = collection.iter().map(|record| {
        let mut record = T::clone(record);
        change(&mut record);
        record
    });
    // The ids are those of a collection, so they cannot clash.
    if let Ok(changed) = Collection::from_records(changed.collect()) {
        *collection = changed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, today: &str, earliest: &str, latest: &str) {
        let [written, today] = [written, today].map(|date| date.parse::<Date>().expect("a date"));
        assert_eq!([Weeks::up_to(written, today), Weeks::at_least_to(written, today)].map(|weeks| weeks.shift(written).iso()), [earliest, latest]);
    }

    #[test]
    fn moves_are_whole_weeks_that_stop_short_of_today_or_reach_it() {
        check("2027-01-04", "2027-01-04", "2027-01-04", "2027-01-04");
        check("2027-01-04", "2027-01-06", "2027-01-04", "2027-01-11");
        check("2027-01-04", "2026-11-22", "2026-11-16", "2026-11-23");
        check("2027-01-04", "2028-01-03", "2028-01-03", "2028-01-03");
    }

    #[test]
    fn the_schedule_moves_and_holidays_stay() {
        let mut moved: TrialPlan = serde_json::from_value(serde_json::json!({
            "document": { "id": "p", "title": "Plan", "created": "2026-01-12T09:00:00.000Z", "changed": "2026-01-12T09:00:00.000Z", "revision": 0 },
            "tasks": [{ "id": "t", "name": "Submit", "kind": "task", "duration": { "days": 5 }, "wish": { "kind": "startNoEarlierThan", "on": "2027-01-04" } }],
            "calendars": [{ "id": "de", "name": "Germany", "exceptions": [{ "name": "Christmas", "first": "2027-12-25", "last": "2027-12-26" }] }],
            "scheduling": { "start": "2027-01-04", "statusDate": "2027-01-22" },
        }))
        .expect("a plan");
        let before = moved.clone();
        plan(&mut moved, Weeks(3));
        assert_eq!((moved.scheduling.start, moved.scheduling.status_date), ("2027-01-25".parse().ok(), "2027-02-12".parse().ok()));
        assert_eq!(moved.tasks.iter().next().and_then(|task| task.wish?.parts().1), "2027-01-25".parse().ok());
        assert_eq!(moved.calendars, before.calendars, "holidays are facts about real days");
    }

    #[test]
    fn what_has_happened_and_what_is_due_moves_along() {
        let written = serde_json::json!({
            "document": { "id": "p", "title": "Plan", "created": "2026-01-12T09:00:00.000Z", "changed": "2026-01-12T09:00:00.000Z", "revision": 0 },
            "risks": [{
                "id": "r", "number": 1, "title": "Late", "category": "other", "found": "2027-01-04", "reviewDue": "2027-01-04", "responseDue": "2027-01-04", "responseDone": "2027-01-04",
                "assessments": [{ "assessor": "Lead", "score": { "probability": 2, "impact": 3 }, "on": "2027-01-04" }],
            }],
            "toleranceLimits": [{
                "id": "l", "name": "Not eligible", "expected": 0.03, "observations": [{ "on": "2027-01-04", "count": 1, "of": 2 }],
                "evaluations": [{ "about": "2027-01-04", "verdict": "open", "on": "2027-01-04" }],
            }],
            "escalationLevels": [{ "id": "team", "name": "Study team" }],
            "issues": [{
                "id": "i", "number": 1, "title": "Lost", "severity": "minor", "raised": "2027-01-04", "due": "2027-01-04", "resolved": "2027-01-04",
                "escalations": [{ "level": "team", "on": "2027-01-04" }],
            }],
            "actions": [{ "id": "a", "number": 1, "title": "Find", "due": "2027-01-04", "done": "2027-01-04" }],
            "decisions": [{ "id": "d", "number": 1, "question": "Stop?", "due": "2027-01-04", "decided": "2027-01-04" }],
        });
        let mut moved: TrialPlan = serde_json::from_value(written.clone()).expect("a plan");
        plan(&mut moved, Weeks(2));
        let expected: TrialPlan = serde_json::from_str(&written.to_string().replace("2027-01-04", "2027-01-18")).expect("a plan");
        assert_eq!(moved, expected);
    }

    #[test]
    fn a_month_moves_to_the_month_where_most_of_it_comes_to_lie() {
        for (weeks, expected) in [(0, "2026-11"), (2, "2026-11"), (3, "2026-12"), (-2, "2026-11"), (-3, "2026-10"), (52, "2027-11")] {
            let mut stated = Some(StatedDate { date: "2026-11".parse().expect("a month"), certainty: None });
            Weeks(weeks).shift_stated(&mut stated);
            assert_eq!(stated.map(|stated| String::from(stated.date)), Some(expected.to_owned()), "{weeks} weeks");
        }
    }
}

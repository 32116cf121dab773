//! What to do about how the partner does: talk, escalate, audit, ask for figures, hold the next review.
//!
//! The rules are few and printed with what they find. Beyond a limit once: escalate; twice running, or a criterion that has
//! slipped in two reviews running: audit. Short of a target, or slipped once: talk.

use super::measured::IndicatorState;
use super::trend::{Trend, promises, reviews, standings};
use super::{PartnerIndicator, review_months};
use crate::domain::date::Date;
use crate::domain::order::{Rank, sort_by_rank};
use crate::domain::overview::{Headline, Statement, Subject, Urgency};
use crate::domain::partner::decision::readiness::chosen;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::scorecard::shown;
use crate::domain::partner::scoring::scores_are_hidden;
use crate::domain::words::{count, span};

/// So many readings or reviews in a row call for an audit.
const RUNNING: usize = 2;

/// A review that comes up within so many days is announced.
const SOON: i64 = 21;

/// When the next review is due: so many months after the last one, or after the decision; `None` while neither has a day.
pub fn next_review(evaluation: &PartnerEvaluation) -> Option<Date> {
    let last = reviews(evaluation).last().map(|(on, _)| *on);
    Some(months_later(last.or(evaluation.partner_decision.decided_on)?, review_months(evaluation)))
}

/// What to do next, most pressing first; nothing while nobody is chosen.
pub fn next_steps(evaluation: &PartnerEvaluation, today: Date) -> Vec<Statement> {
    if chosen(evaluation).is_none() {
        return Vec::new();
    }
    let mut found = of_indicators(evaluation, today);
    found.extend(of_promises(evaluation));
    found.extend(of_issues(evaluation, today));
    found.extend(of_the_rhythm(evaluation, today));
    sort_by_rank(&mut found, |step| Rank::from(step.urgency));
    found
}

/// What the page says first.
pub fn performance_headline(evaluation: &PartnerEvaluation, today: Date) -> Headline {
    let Some(name) = chosen(evaluation).map(shown) else {
        return Headline {
            finding: "Nobody is chosen yet".to_owned(),
            because: "After the choice the criteria become the partner’s scorecard: promised then, seen now. Agree on what is measured before the contract is signed.".to_owned(),
            urgency: Urgency::Upcoming,
        };
    };
    let steps = next_steps(evaluation, today);
    let of = |urgency| steps.iter().filter(move |step| step.urgency == urgency);
    let standing = standings(evaluation).last().map(|standing| match standing.promised {
        Some(promised) => format!("{:.2} of 5 in the last review, {promised:.2} at the choice on the same criteria.", standing.seen),
        None => format!("{:.2} of 5 in the last review.", standing.seen),
    });
    let because = |first: Option<&Statement>| {
        let first = first.map(|step| format!("{}: {}", step.title, step.detail));
        [standing.clone(), first].into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    match (of(Urgency::Act).count(), of(Urgency::Watch).count()) {
        (0, 0) if evaluation.indicators.is_empty() && evaluation.reviews.is_empty() => Headline {
            finding: format!("Agree on what is measured of {name}"),
            because: "A list of indicators with targets and limits is a part of the contract: what is not agreed now is argued about later.".to_owned(),
            urgency: Urgency::Upcoming,
        },
        (0, 0) if standing.is_none() => {
            Headline { finding: format!("{name} has not been reviewed yet"), because: because(steps.first()), urgency: Urgency::Upcoming }
        }
        // What was promised is hidden, so nobody can say whether it is kept.
        (0, 0) if scores_are_hidden(evaluation) => Headline {
            finding: format!("{name} is not compared with the choice while scoring is blind"),
            because: because(steps.first()),
            urgency: Urgency::Upcoming,
        },
        (0, 0) => Headline { finding: format!("{name} does as promised"), because: because(steps.first()), urgency: Urgency::OnTrack },
        (0, number) => {
            let finding = format!("{name} falls short in {}: talk about {}", count(number, "thing", "things"), if number == 1 { "it" } else { "them" });
            Headline { finding, because: because(of(Urgency::Watch).next()), urgency: Urgency::Watch }
        }
        (number, _) => {
            let finding = format!("{name} does not keep what was agreed in {}", count(number, "thing", "things"));
            Headline { finding, because: because(of(Urgency::Act).next()), urgency: Urgency::Act }
        }
    }
}

fn of_indicators(evaluation: &PartnerEvaluation, today: Date) -> Vec<Statement> {
    let mut found = Vec::new();
    for indicator in evaluation.indicators.iter() {
        let mut say = |urgency, title: String, detail: String| {
            let subject = Subject { section: "indicators", record: Some(indicator.id.to_string()) };
            found.push(Statement { urgency, title, detail, status: indicator.state().words().to_owned(), subject });
        };
        let (name, running) = (shown(indicator.as_ref()), indicator.exceeded_running());
        match indicator.state() {
            IndicatorState::Exceeded if running >= RUNNING => {
                let detail = format!("{}, beyond the limit in {running} readings running. Find out with your own eyes why.", last(indicator));
                say(Urgency::Act, format!("Audit {name}"), detail);
            }
            IndicatorState::Exceeded => {
                let detail = format!("{}. Ask the partner’s management for cause, correction and date.", last(indicator));
                say(Urgency::Act, format!("Escalate {name}"), detail);
            }
            IndicatorState::Short => say(Urgency::Watch, format!("Talk about {name}"), format!("{}.", last(indicator))),
            IndicatorState::Met | IndicatorState::NoTarget | IndicatorState::NotMeasured => {}
        }
        if indicator.contradicts_itself() {
            say(Urgency::Watch, format!("Correct {name}"), "Its limit asks for more than its target.".to_owned());
        }
        if let Some(days) = indicator.out_of_date(today, review_months(evaluation)) {
            say(Urgency::Watch, format!("Ask for {name}"), format!("The last figure is {} old.", span(days)));
        }
    }
    found
}

/// `78% on 30 September 2027, limit 80%, target 95%, worse than before`.
fn last(indicator: &PartnerIndicator) -> String {
    let Some(reading) = indicator.latest() else { return String::new() };
    let mark = |name: &str, value: Option<f64>| value.map(|value| format!("{name} {}", indicator.written(value)));
    let moved = Some(indicator.moved().to_owned()).filter(|moved| !moved.is_empty());
    let first = format!("{} on {}", indicator.written(reading.value), reading.on);
    std::iter::once(first).chain([mark("limit", indicator.limit), mark("target", indicator.target), moved].into_iter().flatten()).collect::<Vec<_>>().join(", ")
}

fn of_promises(evaluation: &PartnerEvaluation) -> Vec<Statement> {
    let slipped = promises(evaluation).into_iter().filter(|promise| promise.trend == Trend::Slipped);
    slipped
        .map(|promise| {
            let then = promise.promised.map_or(String::new(), |promised| format!("{promised:.2} at the choice, "));
            let detail = format!("{then}{} seen last.", promise.now().map_or("nothing".to_owned(), |now| now.to_string()));
            let again = promise.slipped_running >= RUNNING;
            let (urgency, title, detail) = if again {
                let detail = format!("{detail} It has slipped in {} reviews running: look at the work itself.", promise.slipped_running);
                (Urgency::Act, format!("Audit {}", promise.name), detail)
            } else {
                (Urgency::Watch, format!("Talk about {}", promise.name), format!("{detail} Ask what has changed, and agree on what is done."))
            };
            let subject = Subject { section: "reviews", record: None };
            Statement { urgency, title, detail, status: promise.trend.words().to_owned(), subject }
        })
        .collect()
}

fn of_issues(evaluation: &PartnerEvaluation, today: Date) -> Vec<Statement> {
    let mut found = Vec::new();
    for review in evaluation.reviews.iter() {
        for issue in &review.issues {
            let name = if issue.name.trim().is_empty() { "an issue without a name" } else { issue.name.trim() };
            let subject = || Subject { section: "reviews", record: Some(review.id.to_string()) };
            if let Some(days) = issue.overdue(today) {
                let detail = format!("What was agreed on in “{}” is {} late.", shown(review.as_ref()), span(days));
                found.push(Statement {
                    urgency: Urgency::Act,
                    title: format!("Escalate {name}"),
                    detail,
                    status: format!("{} late", span(days)),
                    subject: subject(),
                });
            } else if issue.closed.is_none() && (issue.answer.trim().is_empty() || issue.due.is_none()) {
                let detail = "Agree on an answer and on a day.".to_owned();
                found.push(Statement {
                    urgency: Urgency::Watch,
                    title: format!("Settle {name}"),
                    detail,
                    status: "no answer or no day".to_owned(),
                    subject: subject(),
                });
            }
        }
    }
    found
}

fn of_the_rhythm(evaluation: &PartnerEvaluation, today: Date) -> Vec<Statement> {
    let Some(due) = next_review(evaluation) else { return Vec::new() };
    let days = due.days_since(today);
    let after = if reviews(evaluation).is_empty() { "decision" } else { "last" };
    let rhythm = format!("Due on {due}, {} after the {after}.", count(review_months(evaluation) as usize, "month", "months"));
    let (urgency, status) = match days {
        ..0 => (Urgency::Watch, format!("{} late", span(days))),
        0..=SOON => (Urgency::Upcoming, format!("in {}", span(days))),
        _ => (Urgency::OnTrack, format!("in {}", span(days))),
    };
    vec![Statement { urgency, title: "Hold the next review".to_owned(), detail: rhythm, status, subject: Subject { section: "reviews", record: None } }]
}

/// The same day some months later, or the last day of that month where it has no such day.
fn months_later(date: Date, months: u32) -> Date {
    let month = u64::from(date.month() - 1) + u64::from(months);
    let year = date.year().saturating_add(i32::try_from(month / 12).unwrap_or(i32::MAX));
    let in_month = |day| Date::new(year, (month % 12) as u32 + 1, day);
    (date.day().min(28)..=date.day()).rev().find_map(in_month).unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::partner::performance::trial_run::{reviewed, with};
    use crate::domain::partner::scoring::ScoringPhase;

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    fn said(evaluation: &PartnerEvaluation, today: &str) -> Vec<String> {
        next_steps(evaluation, day(today)).into_iter().map(|step| format!("{:?} {}: {}", step.urgency, step.title, step.status)).collect()
    }

    #[test]
    fn what_slips_is_talked_about_escalated_or_audited() {
        assert_eq!(
            said(&reviewed(), "2027-10-15"),
            [
                "Act Escalate Visit reports on time: beyond the limit",
                "Act Audit Team: slipped",
                "Watch Talk about Age of open queries: short of the target",
                "OnTrack Hold the next review: in 11 weeks",
            ]
        );
        let late = said(&reviewed(), "2027-11-10");
        assert!(late.contains(&"Act Escalate Two visits without a report: 10 days late".to_owned()), "{late:?}");
        let head = performance_headline(&reviewed(), day("2027-10-15"));
        assert_eq!(head.finding, "Alderney Trials does not keep what was agreed in 2 things");
        assert!(head.because.starts_with("3.00 of 5 in the last review, 3.50 at the choice on the same criteria. Escalate Visit reports on time: 78% on 30 Sep 2027, limit 80%, target 95%, worse than before."), "{}", head.because);
    }

    #[test]
    fn a_limit_that_is_exceeded_twice_running_calls_for_an_audit() {
        let indicators = serde_json::json!([{ "id": "i", "name": "Reports", "better": "up", "limit": 80, "readings": [{ "on": "2027-06-30", "value": 70 }, { "on": "2027-09-30", "value": 75 }] }]);
        assert_eq!(said(&with("indicators", indicators), "2027-10-01")[0], "Act Audit Reports: beyond the limit");
    }

    #[test]
    fn nobody_chosen_nothing_measured_and_all_well_each_say_so() {
        let mut nobody = reviewed();
        nobody.partner_decision = Arc::default();
        assert_eq!(
            (performance_headline(&nobody, day("2027-10-15")).finding.as_str(), next_steps(&nobody, day("2027-10-15")).len()),
            ("Nobody is chosen yet", 0)
        );
        let fresh = with("indicators", serde_json::json!([]));
        assert_eq!(performance_headline(&fresh, day("2027-03-01")).finding, "Agree on what is measured of Alderney Trials");
        let measured = with("reviews", serde_json::json!([]));
        let measured_then = |today| performance_headline(&measured, day(today)).finding;
        assert_eq!(measured_then("2027-10-15"), "Alderney Trials does not keep what was agreed in 1 thing");
        let good = serde_json::json!([{ "id": "i", "name": "Reports", "better": "up", "limit": 80, "readings": [{ "on": "2027-06-30", "value": 90 }] }]);
        let mut good = with("indicators", good);
        assert_eq!(performance_headline(&good, day("2027-05-15")).finding, "Alderney Trials has not been reviewed yet");
        good.reviews =
            with("reviews", serde_json::json!([{ "id": "r", "name": "Q2", "on": "2027-06-30", "scores": [{ "criterion": "team", "value": 4 }] }])).reviews;
        assert_eq!(performance_headline(&good, day("2027-07-15")).finding, "Alderney Trials does as promised");
    }

    #[test]
    fn the_first_review_is_due_after_the_decision_and_others_after_the_last() {
        let first = next_steps(&with("reviews", serde_json::json!([])), day("2027-03-01"));
        let of = |steps: &[Statement]| steps.iter().find(|step| step.title == "Hold the next review").map(|step| step.detail.clone()).unwrap_or_default();
        assert_eq!(of(&first), "Due on 26 May 2027, 3 months after the decision.");
        assert_eq!(of(&next_steps(&reviewed(), day("2027-10-15"))), "Due on 30 Dec 2027, 3 months after the last.");
    }

    #[test]
    fn nothing_tells_the_scores_of_the_choice_while_scoring_is_blind() {
        let mut evaluation = with("indicators", serde_json::json!([]));
        evaluation.reviews =
            with("reviews", serde_json::json!([{ "id": "r", "name": "Q2", "on": "2027-06-30", "scores": [{ "criterion": "team", "value": 2 }] }])).reviews;
        let said = |evaluation: &PartnerEvaluation| performance_headline(evaluation, day("2027-07-15"));
        assert!(said(&evaluation).because.contains("4.00 at the choice"));
        Arc::make_mut(&mut evaluation.scoring).phase = Some(ScoringPhase::Blind);
        let head = said(&evaluation);
        assert_eq!(head.finding, "Alderney Trials is not compared with the choice while scoring is blind");
        assert!(head.because.starts_with("2.00 of 5 in the last review. ") && !head.because.contains("choice"), "{}", head.because);
    }

    #[test]
    fn months_end_where_they_end() {
        assert_eq!(
            [("2027-01-31", 1), ("2027-11-30", 3), ("2028-02-29", 12), ("2027-05-14", 3)].map(|(from, months)| months_later(day(from), months).iso()),
            ["2027-02-28", "2028-02-29", "2029-02-28", "2027-08-14"]
        );
    }
}

use super::*;
use crate::domain::audit::chain::{Chain, verify};
use crate::domain::document::Head;
use crate::domain::overview::risk_history::history_headline;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::score::Score;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::history::histories;
use crate::domain::risk::trend::exposure_on;
use crate::session::command::Kept;
use crate::session::editing::{Hand, Session};
use crate::session::shift;
use crate::session::start::tests::{day, file, the_sample};
use crate::session::start::{parse, sample_today};

/// The days on which the sample is looked at: its own, and others on both sides of it, in the middle of a week too.
const DAYS: [&str; 4] = ["2026-11-22", "2026-11-26", "2025-03-01", "2031-02-28"];

/// The sample on a day, its documents with their steps.
fn documents(today: &str) -> [(Document, &'static [Step]); 2] {
    let (plan, evaluation) = the_sample(today);
    [(Document::Plan(Box::new(plan)), PLAN), (Document::Evaluation(Box::new(evaluation)), EVALUATION)]
}

fn weeks(today: &str) -> Weeks {
    Weeks::up_to(sample_today().expect("a day"), day(today))
}

/// The document as it is without its past: what stands in its file, on its day.
fn without_past(document: &Document) -> Document {
    let mut bare = document.clone();
    let head = document.head();
    *bare.head_mut() = Head::new(head.id.clone(), head.title.clone(), head.created);
    *bare.audit_mut() = Default::default();
    bare
}

#[test]
fn the_past_of_the_sample_changes_nothing_in_it() {
    for today in DAYS {
        let mut plan: TrialPlan = parse(&file("sample-plan")).expect("the plan");
        let mut evaluation: PartnerEvaluation = parse(&file("sample-evaluation")).expect("the evaluation");
        shift::plan(&mut plan, weeks(today));
        shift::evaluation(&mut evaluation, weeks(today));
        let written = [Document::Plan(Box::new(plan)), Document::Evaluation(Box::new(evaluation))];
        for ((document, _), mut written) in documents(today).into_iter().zip(written) {
            // The file's head says when it was made and changed last; so does the trail.
            assert_eq!(document.head().created, weeks(today).moment(written.head().created));
            assert_eq!(document.head().changed, weeks(today).moment(written.head().changed));
            *written.head_mut() = document.head().clone();
            *written.audit_mut() = document.audit().clone();
            if let (Document::Evaluation(written), Document::Evaluation(document)) = (&mut written, &document) {
                written.brief = document.brief.clone();
            }
            assert_eq!(document, written, "{today}");
        }
    }
}

#[test]
fn every_step_is_an_entry_in_order_before_the_day() {
    for today in DAYS {
        for (document, steps) in documents(today) {
            let entries = document.audit().entries();
            assert_eq!(entries.len(), steps.len(), "a step does not apply");
            assert_eq!(document.head().revision, steps.len() as u64);
            assert!((10..=35).contains(&entries.len()));
            assert_eq!(verify(document.head(), document.audit()), Chain::Whole { bare: 0 });
            let mut last = document.head().created;
            for (entry, Step(at, who, why, before)) in entries.iter().zip(steps) {
                assert!(last < entry.at && entry.at.date() < day(today), "{at}");
                last = entry.at;
                let hour: i64 = entry.at.millis().div_euclid(3_600_000).rem_euclid(24);
                assert!((8..18).contains(&hour) && entry.at.clock() == at[11..], "{at}");
                assert!(entry.at.date().days_since(Date::EARLIEST).rem_euclid(7) < 5, "{at} is on a weekend");
                assert_eq!((entry.who.as_str(), entry.why.as_deref().unwrap_or_default()), (*who, *why));
                assert!(entry.changes.len() >= before.len(), "{at}: a part of the step changes nothing");
                assert!(!entry.what.contains("Removed") && !entry.what.contains("removed"), "{at}: {}", entry.what);
            }
            let days = day(today).days_since(entries[0].at.date());
            assert!((42..=90).contains(&days), "the past begins {days} days ago");
        }
    }
}

#[test]
fn the_past_of_the_sample_fits_together_at_each_step() {
    for (document, steps) in documents("2026-11-22") {
        let (start, commands) = taken_back(&without_past(&document), steps, weeks("2026-11-22"));
        let mut session = Session::new(start.clone());
        assert_eq!(start.findings(), []);
        for command in &commands {
            session = session.dispatch(command).expect("it applies").expect("it changes something");
            assert_eq!(session.document().findings(), [], "{:?}", command.at);
        }
        assert_eq!(session.document().as_ref(), &document);
        // All of it can be taken back.
        for _ in &commands {
            let hand = Hand { who: String::new(), at: document.head().changed };
            session = session.undo_command(hand).and_then(|undo| session.dispatch(&undo).expect("it applies")).expect("there is something to undo");
        }
        assert_eq!(without_past(session.document()), start);
    }
}

#[test]
fn the_risks_of_the_sample_have_moved() {
    for today in DAYS {
        let (plan, _) = the_sample(today);
        let told = histories(&plan);
        let high = |back: i64| exposure_on(&plan.risk_method, &told, day(today).plus_days(-back)).bands[2];
        let weekly: Vec<usize> = (0..12).rev().map(|week| high(7 * week)).collect();
        let mut different = weekly.clone();
        different.sort_unstable();
        different.dedup();
        assert!(different.len() >= 3, "high risks by week: {weekly:?}");
        assert!(weekly.windows(2).any(|two| two[1] < two[0]) && weekly.windows(2).any(|two| two[1] > two[0]), "{weekly:?}");
        let moved = told.iter().filter(|history| history.steps.len() > 1).count();
        assert!(moved >= 7, "{moved} risks have moved");
        let said = history_headline(&plan, &told, day(today));
        assert!(said.finding.starts_with("Exposure rose from"), "{}", said.finding);
    }
}

#[test]
fn no_entry_tells_a_score_that_was_given_blind() {
    let [_, (document, _)] = documents("2026-11-22");
    let scored: Vec<_> = document.audit().entries().iter().filter(|entry| entry.changes.iter().any(|change| change.section == Score::SECTION)).collect();
    assert!(!scored.is_empty());
    for entry in scored {
        assert!(!entry.what.chars().any(|letter| letter.is_ascii_digit()) && entry.why.is_none(), "{}", entry.what);
        assert!(entry.what.starts_with("Scored “"), "{}", entry.what);
    }
    assert!(document.evaluation().is_some_and(|evaluation| evaluation.scoring.phase.is_none()));
}

const NEVER: &[Step] = &[
    Step("2026-09-01T09:20", "no such record to take out", "", &[Before::Absent("risks", "nobody")]),
    Step("2026-09-01T09:20", "no such record to change", "", &[Before::Was("risks", "nobody", "{}")]),
    Step("2026-09-01T09:20", "no such section", "", &[Before::Was("nothing", "", "{}")]),
    Step("2026-09-01T09:20", "no JSON", "", &[Before::Was("risks", "r-01", "none")]),
    Step("2026-09-01T09:20", "not such a field", "", &[Before::Was("risks", "r-01", r#"{ "current": 7 }"#)]),
    Step("2026-09-01T09:20", "nothing changes", "", &[Before::Was("risks", "r-01", "{}")]),
    Step("2026-09-01T09:20", "another kind of document", "", &[Before::Absent("bids", "c-pelorine")]),
    Step("yesterday", "no moment", "", &[Before::Absent("risks", "r-25")]),
];

#[test]
fn a_step_that_does_not_apply_is_left_out() {
    let [(document, _), _] = documents("2026-11-22");
    let document = without_past(&document);
    for step in NEVER {
        assert_eq!(with_past(document.clone(), std::slice::from_ref(step), weeks("2026-11-22")), document, "{}", step.1);
    }
}

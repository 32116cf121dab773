//! What a command did, in words, for the audit trail and the undo button.

use super::command::{Change, Edit, Kept};
use super::fields::changed_fields;
use super::readable::blind::hides_scores_of;
use super::readable::spaced;
use super::weighting;
use crate::domain::choice::Choice;
use crate::domain::collection::{Collection, Record};
use crate::domain::document::Document;
use crate::domain::id::Id;
use crate::domain::order::distinct;
use crate::domain::partner::bid::Bid;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::knockout::KnockoutResult;
use crate::domain::partner::score::Score;
use crate::domain::partner::scoring::ScoringPhase;
use crate::domain::plan::trial::Trial;
use crate::domain::wire::to_value;
use crate::domain::words::{count, listed, quoted, with_article};

/// How many of several records are named.
const NAMED: usize = 2;

/// One sentence without a full stop: "Changed the risk “Supply is late”".
pub(super) fn change(before: &Document, after: &Document, change: &Change) -> String {
    if let Change::Several(changes) = change {
        return several(before, after, changes);
    }
    match (change, before, after) {
        (Change::Title(title), _, _) => format!("Renamed the document to {}", quoted(title)),
        (Change::Trial(_), Document::Plan(before), Document::Plan(after)) => particulars(&before.trial, &after.trial),
        (Change::Trial(_), _, _) => "Changed the particulars of the trial".to_owned(),
        (Change::Population(_), _, _) => "Changed the population".to_owned(),
        (Change::Scheduling(_), _, _) => "Changed what the schedule goes by".to_owned(),
        (Change::RiskMethod(_), _, _) => "Changed how risks are scored".to_owned(),
        (Change::Contingency(_), _, _) => "Changed what is set aside for risks".to_owned(),
        (Change::Brief(_), _, _) => "Changed the brief of the evaluation".to_owned(),
        (Change::Weighting(_), Document::Evaluation(before), Document::Evaluation(after)) => {
            weighting::said(&before.weighting, &after.weighting, &after.criteria)
        }
        (Change::Scoring(scoring), _, _) => match scoring.phase {
            Some(ScoringPhase::Blind) => "Hid the scores until all are in".to_owned(),
            Some(ScoringPhase::Consensus) => "Showed the scores".to_owned(),
            Some(ScoringPhase::Closed) => "Closed the scoring".to_owned(),
            Some(ScoringPhase::Open) | None => "Opened the scores to everybody".to_owned(),
        },
        (Change::BidAssumptions(_), _, _) => "Changed what bids are counted by".to_owned(),
        (Change::PartnerDecision(_), _, _) => "Changed the decision".to_owned(),
        (Change::Scores(Edit::Put { record, .. }), _, Document::Evaluation(after)) => {
            let criterion = after.criteria.get(&record.criterion).map_or("a criterion", |criterion| criterion.name.as_str());
            let candidate = after.candidates.get(&record.candidate).map_or("a candidate", |candidate| candidate.name.as_str());
            let value = record.value.map_or("no score".to_owned(), |value| value.to_string());
            let cell = format!("Scored {} on {}", quoted(candidate), quoted(criterion));
            // The undo button and the trail show it to whoever sits there next.
            if hides_scores_of(after) { cell } else { format!("{cell}: {value}") }
        }
        (Change::Scores(_), _, _) => "Removed a score".to_owned(),
        (Change::AgreedScores(Edit::Put { record, .. }), _, Document::Evaluation(after)) => {
            let criterion = after.criteria.get(&record.criterion).map_or("a criterion", |criterion| criterion.name.as_str());
            let candidate = after.candidates.get(&record.candidate).map_or("a candidate", |candidate| candidate.name.as_str());
            format!("Agreed on {} for {} on {}", record.value, quoted(candidate), quoted(criterion))
        }
        (Change::AgreedScores(_), _, _) => "Took back an agreed score".to_owned(),
        (Change::KnockoutResults(edit), Document::Evaluation(before), Document::Evaluation(after)) => knocked_out(edit, before, after),
        _ => on_kind(before, after, change).map_or(String::new(), |(verb, noun, name)| phrase(verb, noun, &name)),
    }
}

/// Which of the trial's particulars changed, where they are few: "Changed the acronym".
fn particulars(before: &Trial, after: &Trial) -> String {
    let fields = changed_fields("trial", None, &to_value(before), &to_value(after));
    let names = distinct(&mut fields.iter().map(|change| change.field.split('.').next().unwrap_or_default()));
    match names.len() {
        1..=NAMED => format!("Changed the {}", listed(&names.into_iter().map(spaced).collect::<Vec<_>>())),
        _ => "Changed the particulars of the trial".to_owned(),
    }
}

/// What a change did to which kind of record, and what that is called; `None` where it is about no record.
fn on_kind(before: &Document, after: &Document, change: &Change) -> Option<(&'static str, &'static str, String)> {
    Some(match (change, before, after) {
        (_, Document::Plan(before), Document::Plan(after)) => match change {
            Change::Objectives(edit) => on_record(edit, &before.objectives, &after.objectives),
            Change::Endpoints(edit) => on_record(edit, &before.endpoints, &after.endpoints),
            Change::Arms(edit) => on_record(edit, &before.arms, &after.arms),
            Change::Interventions(edit) => on_record(edit, &before.interventions, &after.interventions),
            Change::Statements(edit) => on_record(edit, &before.statements, &after.statements),
            Change::Countries(edit) => on_record(edit, &before.countries, &after.countries),
            Change::Sites(edit) => on_record(edit, &before.sites, &after.sites),
            Change::Deliverables(edit) => on_record(edit, &before.deliverables, &after.deliverables),
            Change::Tasks(edit) => on_record(edit, &before.tasks, &after.tasks),
            Change::Calendars(edit) => on_record(edit, &before.calendars, &after.calendars),
            Change::Baselines(edit) => on_record(edit, &before.baselines, &after.baselines),
            Change::Risks(edit) => on_record(edit, &before.risks, &after.risks),
            Change::QualityFactors(edit) => on_record(edit, &before.quality_factors, &after.quality_factors),
            Change::ToleranceLimits(edit) => on_record(edit, &before.tolerance_limits, &after.tolerance_limits),
            Change::Issues(edit) => on_record(edit, &before.issues, &after.issues),
            Change::EscalationLevels(edit) => on_record(edit, &before.escalation_levels, &after.escalation_levels),
            Change::Actions(edit) => on_record(edit, &before.actions, &after.actions),
            Change::Decisions(edit) => on_record(edit, &before.decisions, &after.decisions),
            _ => return None,
        },
        (_, Document::Evaluation(before), Document::Evaluation(after)) => match change {
            Change::Candidates(edit) => on_record(edit, &before.candidates, &after.candidates),
            Change::Criteria(edit) => on_record(edit, &before.criteria, &after.criteria),
            Change::Evaluators(edit) => on_record(edit, &before.evaluators, &after.evaluators),
            Change::Scores(edit) => {
                let (verb, noun, _) = on_record(edit, &before.scores, &after.scores);
                (verb, noun, scored(edit, before, after))
            }
            Change::FitQuestions(edit) => on_record(edit, &before.fit_questions, &after.fit_questions),
            Change::SelectionSteps(edit) => on_record(edit, &before.selection_steps, &after.selection_steps),
            Change::Knockouts(edit) => on_record(edit, &before.knockouts, &after.knockouts),
            Change::KnockoutResults(edit) => {
                let (verb, noun, _) = on_record(edit, &before.knockout_results, &after.knockout_results);
                let names = shown_by(edit, before, after).map(|(knockout, candidate, _)| format!("{candidate}, {knockout}"));
                (verb, noun, names.unwrap_or_default())
            }
            Change::AgreedScores(edit) => on_record(edit, &before.agreed_scores, &after.agreed_scores),
            Change::Bids(edit) => {
                // A bid is known by whose it is.
                let (verb, noun, _) = on_record(edit, &before.bids, &after.bids);
                (verb, noun, bidder(edit, after).or_else(|| bidder(edit, before)).unwrap_or_default())
            }
            Change::Duties(edit) => on_record(edit, &before.duties, &after.duties),
            Change::Indicators(edit) => on_record(edit, &before.indicators, &after.indicators),
            Change::Reviews(edit) => on_record(edit, &before.reviews, &after.reviews),
            _ => return None,
        },
        _ => return None,
    })
}

/// What was done to records of one kind is counted and named; else the first change carries the meaning, and what else had
/// to change with it is counted by its kinds.
fn several(before: &Document, after: &Document, changes: &[Change]) -> String {
    let Some((first, rest)) = changes.split_first() else {
        return "Changed nothing".to_owned();
    };
    let kinds: Vec<Option<(&str, &str, String)>> = changes.iter().map(|change| on_kind(before, after, change)).collect();
    let kind = |place: usize| kinds.get(place).and_then(|kind| kind.as_ref()).map(|(verb, noun, _)| (*verb, *noun));
    if let Some((verb, noun)) = kind(0).filter(|first| !rest.is_empty() && (1..kinds.len()).all(|place| kind(place) == Some(*first))) {
        let mut names: Vec<String> = kinds.iter().flatten().take(NAMED).map(|(_, _, name)| named(name)).collect();
        if kinds.len() > NAMED {
            names.push(format!("{} more", kinds.len() - NAMED));
        }
        return format!("{verb} {}: {}", count(kinds.len(), noun, &plural(noun)), listed(&names));
    }
    // In the order in which they come first, the kinds of one verb together.
    let mut verbs: Vec<(&str, Vec<(&str, usize)>)> = Vec::new();
    let mut others = 0;
    for place in 1..kinds.len() {
        let Some((verb, noun)) = kind(place) else {
            others += 1;
            continue;
        };
        let at = verbs.iter().position(|(known, _)| *known == verb).unwrap_or_else(|| {
            verbs.push((verb, Vec::new()));
            verbs.len() - 1
        });
        match verbs[at].1.iter_mut().find(|(known, _)| *known == noun) {
            Some((_, number)) => *number += 1,
            None => verbs[at].1.push((noun, 1)),
        }
    }
    let one = |(verb, nouns): &(&str, Vec<(&str, usize)>)| {
        let counted: Vec<String> = nouns.iter().map(|(noun, number)| count(*number, noun, &plural(noun))).collect();
        format!("{} {}", verb.to_lowercase(), listed(&counted))
    };
    let others = (others > 0).then(|| count(others, "other change", "other changes"));
    std::iter::once(change(before, after, first)).chain(verbs.iter().map(one)).chain(others).collect::<Vec<_>>().join("; ")
}

fn on_record<T: Kept>(edit: &Edit<T>, before: &Collection<T>, after: &Collection<T>) -> (&'static str, &'static str, String) {
    let (verb, id) = match edit {
        Edit::Put { record, .. } if before.get(&record.id()).is_none() => ("Added", record.id()),
        Edit::Put { record, .. } => ("Changed", record.id()),
        Edit::Remove { id } => ("Removed", id.clone()),
        Edit::Move { id, .. } => ("Moved", id.clone()),
    };
    (verb, T::NOUN, after.get(&id).or_else(|| before.get(&id)).map_or(String::new(), |record| record.name().to_owned()))
}

/// What a score is about: "Alder, Validation".
fn scored(edit: &Edit<Score>, before: &PartnerEvaluation, after: &PartnerEvaluation) -> String {
    let score = match edit {
        Edit::Put { record, .. } => Some(record.as_ref()),
        Edit::Remove { id } | Edit::Move { id, .. } => before.scores.get(id).map(AsRef::as_ref),
    };
    let Some(score) = score else { return String::new() };
    let candidate = name_of(&after.candidates, &before.candidates, &score.candidate);
    let criterion = name_of(&after.criteria, &before.criteria, &score.criterion);
    [candidate, criterion].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What came of a knock-out: "Knock-out “No debarment” for “Alder”: passed".
fn knocked_out(edit: &Edit<KnockoutResult>, before: &PartnerEvaluation, after: &PartnerEvaluation) -> String {
    let Some((knockout, candidate, result)) = shown_by(edit, before, after) else { return "Removed a knock-out result".to_owned() };
    let outcome = match edit {
        Edit::Put { .. } => result.outcome.map_or("open".to_owned(), |outcome| outcome.label().to_lowercase()),
        Edit::Remove { .. } => "taken back".to_owned(),
        Edit::Move { .. } => "moved".to_owned(),
    };
    format!("Knock-out {} for {}: {outcome}", quoted(&knockout), quoted(&candidate))
}

/// The knock-out and the candidate that a result is about, by name, with the result.
fn shown_by(edit: &Edit<KnockoutResult>, before: &PartnerEvaluation, after: &PartnerEvaluation) -> Option<(String, String, KnockoutResult)> {
    let result = match edit {
        Edit::Put { record, .. } => record.as_ref().clone(),
        Edit::Remove { id } | Edit::Move { id, .. } => KnockoutResult::clone(before.knockout_results.get(id)?),
    };
    let knockout = name_of(&after.knockouts, &before.knockouts, &result.knockout).unwrap_or("a knock-out").to_owned();
    let candidate = name_of(&after.candidates, &before.candidates, &result.candidate).unwrap_or("a candidate").to_owned();
    Some((knockout, candidate, result))
}

/// What a record is called, even where it has just been removed.
fn name_of<'a, T: Record>(after: &'a Collection<T>, before: &'a Collection<T>, id: &Id<T>) -> Option<&'a str> {
    after.get(id).or_else(|| before.get(id)).map(|record| record.name())
}

/// Whose bid is edited.
fn bidder(edit: &Edit<Bid>, evaluation: &PartnerEvaluation) -> Option<String> {
    let id = match edit {
        Edit::Put { record, .. } => record.id(),
        Edit::Remove { id } | Edit::Move { id, .. } => id.clone(),
    };
    evaluation.candidates.iter().find(|candidate| Bid::key(&candidate.id) == id).map(|candidate| candidate.name.clone())
}

/// What a record is called among others.
fn named(name: &str) -> String {
    if name.trim().is_empty() { "one without a name".to_owned() } else { quoted(name) }
}

/// More than one of a kind of record.
fn plural(noun: &str) -> String {
    match noun {
        "criterion" => "criteria".to_owned(),
        "statement of scope" => "statements of scope".to_owned(),
        _ => noun.strip_suffix('y').map_or_else(|| format!("{noun}s"), |stem| format!("{stem}ies")),
    }
}

fn phrase(verb: &str, noun: &str, name: &str) -> String {
    match name.trim().is_empty() {
        false => format!("{verb} the {noun} {}", quoted(name)),
        true => format!("{verb} {} without a name", with_article(noun)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_name_has_the_right_article() {
        assert_eq!(phrase("Added", "objective", " "), "Added an objective without a name");
        assert_eq!(phrase("Moved", "milestone or task", ""), "Moved a milestone or task without a name");
        assert_eq!(phrase("Removed", "arm", "Placebo"), "Removed the arm “Placebo”");
    }

    /// It said "Changed the description of the trial" of whatever was changed.
    #[test]
    fn an_edit_of_the_acronym_is_not_called_one_of_the_description_of_the_trial() {
        use std::sync::Arc;

        use crate::domain::date::Timestamp;
        use crate::domain::plan::TrialPlan;
        use crate::domain::plan::trial::{Enrolment, Oversight};
        let before = TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0));
        let check = |trial: Trial, expected: &str| {
            let trial = Arc::new(trial);
            let after = TrialPlan { trial: trial.clone(), ..before.clone() };
            assert_eq!(change(&Document::Plan(Box::new(before.clone())), &Document::Plan(Box::new(after)), &Change::Trial(trial)), expected);
        };
        let acronym = Trial { acronym: "KESTREL".to_owned(), ..Trial::default() };
        let enrolment = Some(Enrolment { count: 120, certainty: None });
        let oversight = Oversight { fda_regulated_drug: Some(true), fda_regulated_device: Some(false), ..Oversight::default() };
        check(acronym.clone(), "Changed the acronym");
        check(Trial { official_title: "A trial".to_owned(), ..Trial::default() }, "Changed the official title");
        check(Trial { enrolment, ..acronym.clone() }, "Changed the acronym and enrolment");
        check(Trial { oversight, ..Trial::default() }, "Changed the oversight");
        check(Trial { enrolment, oversight, ..acronym }, "Changed the particulars of the trial");
    }

    #[test]
    fn while_scoring_is_blind_a_score_is_said_without_its_value() {
        use std::sync::Arc;

        use crate::domain::partner::score::Level;
        use crate::domain::partner::scoring::Scoring;
        use crate::domain::partner::trial_run::evaluation;
        let said = |phase, only: Option<&str>| {
            let mut after = evaluation(&["a"], &[1.0], 1);
            after.scoring = Arc::new(Scoring { phase, only: only.map(|only| Id::joined(&[only])), ..Scoring::default() });
            let mut score = Score::open(Id::joined(&["a"]), Id::joined(&["k0"]), Id::joined(&["c0"]));
            score.value = Level::new(4);
            let document = Document::Evaluation(Box::new(after));
            change(&document, &document, &Change::Several(vec![Change::Scores(Edit::put(score))]))
        };
        assert_eq!(said(None, None), "Scored “c0” on “k0”: 4");
        assert_eq!(said(Some(ScoringPhase::Blind), None), "Scored “c0” on “k0”");
        assert_eq!(said(Some(ScoringPhase::Blind), Some("a")), "Scored “c0” on “k0”: 4");
    }

    #[test]
    fn what_came_of_a_knock_out_is_said_by_its_name_and_the_candidate_s() {
        use crate::domain::partner::knockout::{Knockout, KnockoutOutcome};
        use crate::domain::partner::trial_run::evaluation;
        let mut before = evaluation(&[], &[], 1);
        before.knockouts = before.knockouts.with(Knockout::new(Id::joined(&["o"]), "No debarment"), None);
        let open = KnockoutResult::open(Id::joined(&["o"]), Id::joined(&["c0"]));
        let passed = KnockoutResult { outcome: Some(KnockoutOutcome::Pass), ..open.clone() };
        let mut after = before.clone();
        after.knockout_results = after.knockout_results.with(passed.clone(), None);
        let (before, after) = (Document::Evaluation(Box::new(before)), Document::Evaluation(Box::new(after)));
        let put = |result: &KnockoutResult| Change::KnockoutResults(Edit::put(result.clone()));
        assert_eq!(change(&before, &after, &put(&passed)), "Knock-out “No debarment” for “c0”: passed");
        assert_eq!(change(&after, &before, &put(&open)), "Knock-out “No debarment” for “c0”: open");
        assert_eq!(change(&after, &before, &Change::KnockoutResults(Edit::Remove { id: open.id() })), "Knock-out “No debarment” for “c0”: taken back");
        let both = Change::Several(vec![put(&passed), put(&passed)]);
        assert_eq!(change(&before, &after, &both), "Added 2 knock-out results: “c0, No debarment” and “c0, No debarment”");
    }

    #[test]
    fn several_of_a_kind_are_counted_and_named() {
        use crate::domain::date::Timestamp;
        use crate::domain::id::Id;
        use crate::domain::plan::TrialPlan;
        use crate::domain::schedule::task::{Task, TaskKind};
        let blank = TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0));
        let task = |name: &str| Task::new(Id::joined(&["t", name]), name, TaskKind::Task);
        let put = |names: &[&str]| Change::Several(names.iter().map(|name| Task::change(Edit::put(task(name)))).collect());
        let tasks = |names: &[&str]| names.iter().fold(blank.tasks.clone(), |tasks, name| tasks.with(task(name), None));
        let (before, after) =
            (Document::Plan(Box::new(blank.clone())), Document::Plan(Box::new(TrialPlan { tasks: tasks(&["A", "", "C", "D"]), ..blank.clone() })));
        assert_eq!(change(&before, &after, &put(&["A"])), "Added the task “A”");
        assert_eq!(change(&after, &after, &put(&["A", "C"])), "Changed 2 tasks: “A” and “C”");
        assert_eq!(change(&before, &after, &put(&["A", "", "C", "D"])), "Added 4 tasks: “A”, one without a name and 2 more");
    }

    #[test]
    fn more_than_one_of_a_kind_reads_as_english() {
        assert_eq!(["task", "country", "criterion", "statement of scope"].map(plural), ["tasks", "countries", "criteria", "statements of scope"]);
    }
}

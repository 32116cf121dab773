//! What a candidate that was not chosen is told: how it was decided, where it was strong and weak, what would have helped.
//!
//! Invariant: no other candidate's name, score or price is in it, and not its own price either; a reason that holds one is
//! left out. Evaluators are not named: what one of them gave is in no debrief, only means are.

use super::memo::shown_title;
use super::readiness::chosen;
use super::reasons::not_for_them;
use super::scored_by::ScoredBy;
use crate::domain::choice::Choice;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::order::{Rank, sort_by_rank};
use crate::domain::paper::{Block, Cell, Fact, Paper, Section};
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::criterion::{Criterion, Pillar, percent, pillar_weight, share, total_weight};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::ranking::{mean_scores, rank};
use crate::domain::partner::score::MEANINGS;
use crate::domain::partner::scorecard::shown;
use crate::domain::words::{count, listed};

/// From this mean score on, a pillar is a strength.
const STRONG: f64 = 4.0;

/// Up to this mean score, it is a weakness.
const WEAK: f64 = 2.75;

/// How many criteria are named as what would have helped.
const HELPS: usize = 3;

/// The candidates that were not chosen, in their own order; nobody while nobody is chosen.
pub fn not_chosen(evaluation: &PartnerEvaluation) -> Vec<&Candidate> {
    let Some(chosen) = chosen(evaluation) else { return Vec::new() };
    evaluation.candidates.iter().map(AsRef::as_ref).filter(|candidate| candidate.id != chosen.id).collect()
}

/// The debrief of a candidate that was not chosen; `None` for one that was, and while nobody is chosen.
pub fn debrief(evaluation: &PartnerEvaluation, candidate: &Id<Candidate>, today: Date) -> Option<Paper> {
    let candidate = not_chosen(evaluation).into_iter().find(|other| other.id == *candidate)?;
    let out = !evaluation.in_the_running(candidate);
    let mut sections = vec![outcome(evaluation, candidate), method(evaluation)];
    if !out {
        sections.extend([strengths(evaluation, candidate), help(evaluation, candidate)]);
    }
    sections.push(contact(evaluation));
    Some(Paper {
        title: "Debrief".to_owned(),
        subject: shown(candidate),
        facts: vec![Fact::new("About", shown_title(evaluation)), Fact::new("Date", today.to_string())],
        sections,
        note: "This debrief speaks of your proposal alone. What others offered is confidential, as is what you offered towards them.".to_owned(),
    })
}

fn outcome(evaluation: &PartnerEvaluation, candidate: &Candidate) -> Section {
    let on = evaluation.partner_decision.decided_on.map_or(String::new(), |on| format!(" on {on}"));
    let thanks = "Thank you for your proposal, and for the time that your team took to answer our questions.";
    let section = Section::new("Outcome");
    if !candidate.withdrawn.trim().is_empty() {
        return section.words(format!("{thanks} You withdrew from the selection; it was concluded{on} without you."));
    }
    let failed: Vec<String> = evaluation.failed_knockouts(candidate).map(shown).collect();
    let section = if failed.is_empty() {
        section.words(format!("{thanks} We chose another candidate{on}."))
    } else {
        section.words(format!("{thanks} We could not consider it further, because every candidate had to show: {}.", listed(&failed)))
    };
    let reason = evaluation.partner_decision.reason_against(&candidate.id).trim();
    if reason.is_empty() || !not_for_them(evaluation, &candidate.id, reason).is_empty() { section } else { section.words(reason) }
}

fn method(evaluation: &PartnerEvaluation) -> Section {
    let total = total_weight(evaluation);
    let pillars: Vec<String> = Pillar::ALL
        .iter()
        .filter_map(|pillar| share(pillar_weight(evaluation, *pillar), total).filter(|share| *share > 0.0).map(|share| (pillar, share)))
        .map(|(pillar, share)| format!("{} ({})", pillar.label().to_lowercase(), percent(share)))
        .collect();
    let knockouts = match evaluation.knockouts.len() {
        0 => String::new(),
        number => format!(" Before that, each had to pass {}.", count(number, "knock-out", "knock-outs")),
    };
    let by = ScoredBy::of(evaluation);
    let conflicts = if by.recused > 0 { " Whoever has a conflict of interest with a candidate does not score it." } else { "" };
    let gaps = if by.missing > 0 { " What was not scored is left out of a result and not counted as zero." } else { "" };
    Section::new("How the decision was made").words(format!(
        "{} scored {} from 1 to 5 on the same {}, with weights that were the same for all: {}.{conflicts}{gaps}{knockouts}",
        if by.voices == 1 { "One evaluator".to_owned() } else { format!("{} evaluators", by.voices) },
        if by.is_everybody() { "every candidate in the running" } else { "the candidates" },
        count(evaluation.criteria.len(), "criterion", "criteria"),
        listed(&pillars)
    ))
}

fn strengths(evaluation: &PartnerEvaluation, candidate: &Candidate) -> Section {
    let ranking = rank(evaluation);
    let pillars = ranking.of(&candidate.id).map(|result| result.pillars.clone()).unwrap_or_default();
    let has = |pillar: Pillar| evaluation.criteria.iter().any(|criterion| criterion.pillar == pillar);
    let rows = pillars.into_iter().filter(|(pillar, _)| has(*pillar)).map(|(pillar, mean)| {
        let said = match mean {
            None => "not scored",
            Some(mean) if mean >= STRONG => "a strength",
            Some(mean) if mean <= WEAK => "a weakness",
            Some(_) => "adequate",
        };
        [
            pillar.label().into(),
            mean.map_or("–".to_owned(), |mean| format!("{mean:.1} of 5")).into(),
            said.into(),
            Cell::from(best_and_worst(evaluation, candidate, pillar)),
        ]
    });
    Section::new("Where you were strong, and where not").table(
        "Your scores by pillar",
        ["Pillar", "Mean", "We saw", "Most and least convincing"],
        rows.collect(),
        "You were not scored.",
    )
}

/// The criteria of a pillar with its highest and its lowest mean, where they differ.
fn best_and_worst(evaluation: &PartnerEvaluation, candidate: &Candidate, pillar: Pillar) -> String {
    let mut scored = scored(evaluation, candidate);
    scored.retain(|(criterion, _)| criterion.pillar == pillar);
    sort_by_rank(&mut scored, |(_, mean)| by_size(*mean).down());
    match scored.as_slice() {
        [] => "–".to_owned(),
        [(only, _)] => shown(*only),
        [(best, high), .., (worst, low)] if high > low => format!("Most: {}. Least: {}.", shown(*best), shown(*worst)),
        _ => "All alike".to_owned(),
    }
}

fn help(evaluation: &PartnerEvaluation, candidate: &Candidate) -> Section {
    let mut scored = scored(evaluation, candidate);
    scored.retain(|(criterion, mean)| *mean < STRONG && criterion.weight.points() > 0.0);
    // What would have raised the result most.
    sort_by_rank(&mut scored, |(criterion, mean)| by_size(criterion.weight.points() * (5.0 - mean)).down());
    let better = |criterion: &Criterion, mean: f64| {
        // Means lie between two levels; the next whole one is what would have been better.
        let next = (mean.floor() as usize + 1).clamp(2, 5);
        let own = criterion.anchors.get(next - 1).filter(|anchor| !anchor.trim().is_empty());
        format!("{next}: {}", own.map_or(MEANINGS.get(next - 1).copied().unwrap_or_default(), |anchor| anchor.trim()))
    };
    let rows = scored.iter().take(HELPS).map(|(criterion, mean)| {
        let evidence = if criterion.evidence.trim().is_empty() { criterion.question.trim() } else { criterion.evidence.trim() };
        [shown(*criterion).into(), better(criterion, *mean).into(), if evidence.is_empty() { "–".into() } else { evidence.into() }]
    });
    let none = "Nothing that counted much fell short; the decision was close or lay in few points.";
    Section::new("What would have helped").table(
        "Where more would have raised your result most",
        ["Criterion", "The next score means", "What we look for"],
        rows.collect(),
        none,
    )
}

fn contact(evaluation: &PartnerEvaluation) -> Section {
    let decision = &evaluation.partner_decision;
    let role = [decision.contact.trim(), decision.decided_by.trim()].into_iter().find(|role| !role.is_empty()).unwrap_or("the sponsor");
    Section::new("Questions")
        .with(Block::Words(format!("Please address questions about this debrief to: {role}. We keep it with the records of the selection.")))
}

/// The criteria on which a candidate is scored, with its means.
fn scored<'a>(evaluation: &'a PartnerEvaluation, candidate: &Candidate) -> Vec<(&'a Criterion, f64)> {
    let means = mean_scores(evaluation);
    evaluation.criteria.iter().filter_map(|criterion| Some((criterion.as_ref(), means.get(&criterion.id, &candidate.id)?.mean))).collect()
}

fn by_size(number: f64) -> Rank {
    Rank::from((number * 1e6).round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::paper_text::write;
    use crate::domain::partner::decision::trial_run::decided;
    use crate::domain::wire::{from_value, to_value};

    fn told(evaluation: &PartnerEvaluation, id: &str) -> String {
        write(&debrief(evaluation, &Id::joined(&[id]), "2027-03-02".parse().expect("a date")).expect("a debrief"))
    }

    #[test]
    fn a_debrief_speaks_of_one_candidate_alone() {
        let evaluation = decided();
        let text = told(&evaluation, "c1");
        for said in [
            "Brackwater",
            "We chose another candidate on 26 Feb 2027.",
            "The named team had not run",
            "| Expertise | 2.5 of 5 | a weakness |",
            "| Technology and integration | 4.0 of 5 | a strength |",
            "Clinical operations lead",
        ] {
            assert!(text.contains(said), "{said} is not in\n{text}");
        }
        for other in ["Alderney", "Cawdor", "610", "700", "USD", "EUR", "4.0 of 5 | a weakness", "3.60", "Quality lead"] {
            assert!(!text.contains(other), "{other} is in\n{text}");
        }
    }

    #[test]
    fn a_reason_that_names_another_or_a_price_is_left_out() {
        let mut written = to_value(&decided());
        for reason in ["Alderney was better.", "EUR 90,000 more than we have", "Dearer than the team of Cawdor Systems"] {
            written["partnerDecision"]["others"][0]["reason"] = reason.into();
            let evaluation: PartnerEvaluation = from_value(written.clone()).expect("an evaluation");
            assert!(!told(&evaluation, "c1").contains(reason));
        }
    }

    #[test]
    fn it_is_not_said_that_all_were_scored_by_all_where_they_were_not() {
        assert!(told(&decided(), "c1").contains("2 evaluators scored every candidate in the running from 1 to 5 on the same 3 criteria"));
        let mut written = to_value(&decided());
        written["evaluators"][1]["interests"]["recused"] = serde_json::json!(["c1"]);
        written["scores"][0]["value"] = serde_json::Value::Null;
        let text = told(&from_value(written).expect("an evaluation"), "c1");
        assert!(text.contains("2 evaluators scored the candidates from 1 to 5") && !text.contains("every candidate in"), "{text}");
        assert!(text.contains("Whoever has a conflict of interest with a candidate does not score it. What was not scored is left out"), "{text}");
    }

    #[test]
    fn who_failed_a_knock_out_is_told_which_and_gets_no_scores() {
        let text = told(&decided(), "c2");
        assert!(text.contains("every candidate had to show: No debarment.") && !text.contains(" of 5"), "{text}");
        // The day of the decision is not the day on which it was knocked out.
        assert!(!text.contains("26 Feb 2027"), "{text}");
    }

    #[test]
    fn the_chosen_gets_none_and_nobody_does_while_nobody_is_chosen() {
        let day = "2027-03-02".parse().expect("a date");
        assert_eq!(debrief(&decided(), &Id::joined(&["c0"]), day), None);
        let mut open = decided();
        open.partner_decision = std::sync::Arc::default();
        assert_eq!((debrief(&open, &Id::joined(&["c1"]), day), not_chosen(&open).len()), (None, 0));
    }

    #[test]
    fn the_next_level_is_named_in_the_words_of_the_criterion() {
        let mut written = to_value(&decided());
        written["partnerDecision"]["chosen"] = "c1".into();
        let evaluation: PartnerEvaluation = from_value(written).expect("an evaluation");
        // The link scored 3, and its own words for 4 are given.
        assert!(told(&evaluation, "c0").contains("| Link to our EDC | 4: By interface |"));
    }
}

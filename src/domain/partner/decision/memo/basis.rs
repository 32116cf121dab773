//! What the choice rests on: the need, who could be chosen, how they are judged, and what they must have.

use super::{dash, dated};
use crate::domain::choice::Choice;
use crate::domain::paper::{Block, Cell, Section, Table};
use crate::domain::partner::candidate::{Candidate, Evaluator};
use crate::domain::partner::criterion::{Criterion, Pillar, percent, pillar_weight, share, total_weight};
use crate::domain::partner::decision::scored_by::ScoredBy;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::kind_fit::findings::fit_headline;
use crate::domain::partner::knockout::{Knockout, KnockoutResult};
use crate::domain::partner::score::MEANINGS;
use crate::domain::partner::scorecard::shown;
use crate::domain::partner::weighting::compared::side_by_side;
use crate::domain::partner::weighting::standing::standing;
use crate::domain::words::{count, listed};

pub(super) fn need(evaluation: &PartnerEvaluation, section: Section) -> Section {
    let need = evaluation.brief.need.trim();
    let section = section.words(if need.is_empty() { "What the partner is needed for is not written down." } else { need });
    let section = if evaluation.fit_questions.is_empty() {
        section
    } else {
        let kind = fit_headline(evaluation);
        section.words(format!("{}. {}", kind.finding, kind.because))
    };
    match evaluation.brief.decision_due {
        Some(due) => section.words(format!("A decision was due on {due}.")),
        None => section,
    }
}

pub(super) fn candidates(evaluation: &PartnerEvaluation, section: Section) -> Section {
    let row = |candidate: &Candidate| {
        let state = evaluation.out_because(candidate).unwrap_or_else(|| "In the running".to_owned());
        [shown(candidate).into(), candidate.kind.label().into(), state.into(), dash(candidate.note.as_str())]
    };
    let section = section.table(
        "Who could be chosen",
        ["Candidate", "Kind", "State", "Note"],
        evaluation.candidates.iter().map(|candidate| row(candidate)).collect(),
        "No candidate is named.",
    );
    if evaluation.selection_steps.is_empty() {
        return section;
    }
    let steps = evaluation.selection_steps.iter().map(|step| [shown(step.as_ref()).into(), dated(step.planned), dated(step.done), dash(step.note.as_str())]);
    section.table("How they were selected", ["Step", "Planned", "Done", "Note"], steps.collect(), "")
}

pub(super) fn method(evaluation: &PartnerEvaluation, section: Section) -> Section {
    let pillars: Vec<String> = Pillar::ALL
        .iter()
        .filter(|pillar| evaluation.criteria.iter().any(|criterion| criterion.pillar == **pillar))
        .map(|pillar| pillar.label().to_lowercase())
        .collect();
    let by = ScoredBy::of(evaluation);
    let section = if evaluation.criteria.is_empty() {
        section.words("No criterion is named.")
    } else {
        section.words(format!(
            "{} scored {} in the running on {} ({}), from 1 to 5.{} The result of a candidate is the weighted mean of the means of its scores. What nobody scored is left out and not counted as zero; the share of the weight that is scored is given as coverage. A lead of less than 10% over the second is no clear lead.",
            count(by.voices, "evaluator", "evaluators"),
            if by.is_everybody() { "every candidate" } else { "the candidates" },
            count(evaluation.criteria.len(), "criterion", "criteria"),
            listed(&pillars),
            not_all(&by)
        ))
    };
    let phase = match evaluation.scoring.phase {
        Some(phase) => format!("Scoring: {}.", lower_first(phase.label())),
        None => "Scoring was open: everybody saw all scores.".to_owned(),
    };
    let phase = match evaluation.scoring.shown_on {
        Some(on) => format!("{phase} The blind scores were shown on {on}."),
        None => phase,
    };
    let meanings = MEANINGS.iter().enumerate().map(|(place, meaning)| [(place + 1).to_string().into(), (*meaning).into()]);
    let interests = |evaluator: &Evaluator| {
        let (declared, recused) = match &evaluator.interests {
            None => ("nothing declared".to_owned(), Vec::new()),
            Some(interests) => {
                let recused = interests.recused.iter().filter_map(|id| evaluation.candidates.get(id)).map(|candidate| shown(candidate.as_ref()));
                let conflict = interests.conflict.trim();
                (if conflict.is_empty() { "no conflict".to_owned() } else { conflict.to_owned() }, recused.collect())
            }
        };
        [shown(evaluator).into(), declared.into(), dash(listed(&recused))]
    };
    section.words(phase).table("What a score means, where a criterion does not say it itself", ["Score", "Meaning"], meanings.collect(), "").table(
        "Who scored, and what they declared",
        ["Evaluator", "Interests", "Does not score"],
        evaluation.evaluators.iter().map(|one| interests(one)).collect(),
        "No evaluator is named.",
    )
}

/// Who did not score whom, and how many scores are missing, in a sentence; empty where everybody scored every candidate.
fn not_all(by: &ScoredBy) -> String {
    let recused = (by.recused > 0)
        .then(|| format!("{} everybody because of a conflict of interest", count(by.recused, "evaluator does not score", "evaluators do not score")));
    let missing = (by.missing > 0).then(|| count(by.missing, "score is missing", "scores are missing"));
    let said: Vec<String> = recused.into_iter().chain(missing).collect();
    if said.is_empty() { String::new() } else { format!(" {}.", said.join("; ")) }
}

pub(super) fn weights(evaluation: &PartnerEvaluation, section: Section) -> Section {
    let weighting = &evaluation.weighting;
    let mut origin = match weighting.method {
        Some(method) => format!("Method: {}.", lower_first(method.label())),
        None => "How the weights were found is not written down.".to_owned(),
    };
    origin.push_str(&match weighting.agreed_on {
        Some(on) => format!(" Agreed on {on}."),
        None => " The day on which they were agreed is not written down.".to_owned(),
    });
    let by = weighting.agreed_by.trim();
    if !by.is_empty() {
        origin.push_str(&format!(" {}.", by.trim_end_matches('.')));
    }
    let (standing, methods) = (standing(evaluation), side_by_side(evaluation));
    if let Some(first) = standing.scored_before {
        origin.push_str(&format!(" The first score was given before that, on {first}."));
    }
    for (group, ratio) in &standing.contradicting {
        origin.push_str(&format!(" Comparisons of {} contradict each other: consistency ratio {ratio:.2}, where 0.10 is acceptable.", group.to_lowercase()));
    }
    if standing.answered_anew {
        origin.push_str(" The answers to the method give other weights today than those that count.");
    }
    if !standing.changed.is_empty() {
        let changed: Vec<String> = standing.changed.iter().map(|drift| format!("{} {}", drift.name, percent(drift.now))).collect();
        origin.push_str(&format!(" Changed since they were agreed on: {}.", listed(&changed)));
    }
    if let Some((line, ((lowest, least), (highest, most)))) = methods.widest().and_then(|line| Some((line, methods.ends_by(line)?))) {
        origin.push_str(&format!(
            " Among the methods that were answered, {} differs most: {} by {}, {} by {}.",
            line.name,
            percent(least),
            lower_first(lowest.label()),
            percent(most),
            lower_first(highest.label())
        ));
    }
    let total = total_weight(evaluation);
    let written = |points: f64| share(points, total).map_or("–".to_owned(), percent);
    let mut rows = Vec::new();
    for pillar in Pillar::ALL {
        let of_pillar: Vec<&Criterion> = evaluation.criteria.iter().map(AsRef::as_ref).filter(|criterion| criterion.pillar == *pillar).collect();
        for criterion in &of_pillar {
            rows.push([
                shown(*criterion).into(),
                format!("{} ({})", pillar.label(), written(pillar_weight(evaluation, *pillar))).into(),
                written(criterion.weight.points()).into(),
                dash(criterion.question.as_str()),
            ]);
        }
    }
    section.words(origin).table("What counts, and how much", ["Criterion", "Pillar", "Share of the weight", "Question"], rows, "No criterion is named.")
}

pub(super) fn knockouts(evaluation: &PartnerEvaluation, section: Section) -> Section {
    if evaluation.knockouts.is_empty() {
        return section.words("There was nothing that every candidate had to have before it was scored.");
    }
    let cell = |knockout: &Knockout, candidate: &Candidate| -> Cell {
        let result = evaluation.knockout_results.get(&KnockoutResult::key(&knockout.id, &candidate.id));
        let outcome = result.and_then(|result| result.outcome).map_or("open", Choice::label);
        let evidence = result.map_or("", |result| result.evidence.trim());
        if evidence.is_empty() { outcome.into() } else { format!("{outcome}: {evidence}").into() }
    };
    let row = |knockout: &Knockout| {
        let name = if knockout.why.trim().is_empty() { shown(knockout) } else { format!("{}\n{}", shown(knockout), knockout.why.trim()) };
        std::iter::once(name.into()).chain(evaluation.candidates.iter().map(|candidate| cell(knockout, candidate))).collect()
    };
    section.words("A candidate that fails one of these is shown and not ranked.").with(Block::Table(Table {
        caption: "What every candidate must have".into(),
        columns: std::iter::once("Knock-out".to_owned()).chain(evaluation.candidates.iter().map(|candidate| shown(candidate.as_ref()))).collect(),
        rows: evaluation.knockouts.iter().map(|knockout| row(knockout)).collect(),
    }))
}

/// A label within a sentence; what is written in capitals keeps them.
pub(super) fn lower_first(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

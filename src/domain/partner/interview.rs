//! The interview guide: what to ask a candidate, pillar by pillar, with room for notes and what each score means.
//!
//! It is read out in a meeting and filed with the scores, so each criterion stands together: its questions, what must be
//! shown, and the five anchors by which it is scored.

use super::candidate::Candidate;
use super::criterion::{Criterion, Pillar, percent, share, total_weight};
use super::evaluation::PartnerEvaluation;
use super::grid::Grid;
use super::score::MEANINGS;
use super::scorecard::shown;
use crate::domain::choice::Choice;
use crate::domain::date::Date;
use crate::domain::overview::{Headline, Urgency};
use crate::domain::paper::{Block, Cell, Fact, Paper, Section, Table};
use crate::domain::words::count;

/// All questions of a criterion, the first one first; blank ones are left out.
pub fn questions(criterion: &Criterion) -> impl Iterator<Item = &str> {
    std::iter::once(&criterion.question).chain(&criterion.questions).map(|question| question.trim()).filter(|question| !question.is_empty())
}

/// What a score means on a criterion, lowest first: its own anchors, and the usual meanings where it has none.
pub fn anchors(criterion: &Criterion) -> [&str; 5] {
    let mut anchors = MEANINGS;
    for (place, anchor) in anchors.iter_mut().enumerate() {
        if let Some(own) = criterion.anchors.get(place).map(|own| own.trim()).filter(|own| !own.is_empty()) {
            *anchor = own;
        }
    }
    anchors
}

/// Whether a criterion says itself what each of the five scores means.
pub fn is_anchored(criterion: &Criterion) -> bool {
    criterion.anchors.iter().filter(|anchor| !anchor.trim().is_empty()).count() == MEANINGS.len()
}

/// The finding about the guide: how much there is to ask, and what is missing.
pub fn guide_headline(evaluation: &PartnerEvaluation) -> Headline {
    let asked: usize = evaluation.criteria.iter().map(|criterion| questions(criterion).count()).sum();
    let without = |lacks: fn(&Criterion) -> bool| evaluation.criteria.iter().filter(|criterion| lacks(criterion)).count();
    let gaps = [
        (without(|criterion| questions(criterion).next().is_none()), "has no question", "have no question"),
        (without(|criterion| !is_anchored(criterion)), "has no anchors of its own", "have no anchors of their own"),
        (without(|criterion| criterion.evidence.trim().is_empty()), "does not say what must be shown", "do not say what must be shown"),
    ];
    let gaps: Vec<String> = gaps
        .iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| format!("{} {}", count(*number, "criterion", "criteria"), if *number == 1 { one } else { many }))
        .collect();
    let finding = format!("{} on {}", count(asked, "question", "questions"), count(evaluation.criteria.len(), "criterion", "criteria"));
    let (because, urgency) = if gaps.is_empty() {
        ("Each criterion has its questions, the evidence to ask for, and an anchor for every score.".to_owned(), Urgency::OnTrack)
    } else {
        (format!("{}.", gaps.join("; ")), Urgency::Watch)
    };
    Headline { finding, because, urgency }
}

/// The guide, for one candidate where it is named.
pub fn interview_guide(evaluation: &PartnerEvaluation, candidate: Option<&Candidate>, today: Date) -> Paper {
    let total = total_weight(evaluation);
    let grid = Grid::of(evaluation);
    let mut sections = vec![opening(evaluation)];
    sections.extend(grid.pillars.iter().enumerate().map(|(place, (pillar, criteria))| of_pillar(*pillar, criteria, total, place > 0)));
    Paper {
        title: "Interview guide".to_owned(),
        subject: evaluation.document.title.clone(),
        facts: vec![
            Fact::new("Candidate", candidate.map_or(String::new(), |candidate| format!("{}, {}", shown(candidate), candidate.kind.label()))),
            Fact::new("Present", String::new()),
            Fact::new("Interviewer", String::new()),
            Fact::new("Held on", String::new()),
            Fact::new("Printed on", today.to_string()),
            Fact::new("Revision", evaluation.document.revision.to_string()),
        ],
        sections,
        note: "Ask every candidate the same questions, and score before talking with the other evaluators. A claim without evidence is no more than a 2."
            .to_owned(),
    }
}

fn opening(evaluation: &PartnerEvaluation) -> Section {
    let need = evaluation.brief.need.trim();
    let section = Section::new("What is needed").words(if need.is_empty() { "The need is not written down yet." } else { need });
    let rows = evaluation.knockouts.iter().map(|knockout| {
        let dash = |text: &str| Cell::from(if text.trim().is_empty() { "–" } else { text.trim() });
        [shown(knockout.as_ref()).into(), dash(&knockout.why), dash(&knockout.evidence)]
    });
    section.table("What every candidate must have", ["Knock-out", "Why", "What shows it"], rows.collect(), "No knock-out is named.")
}

fn of_pillar(pillar: Pillar, criteria: &[std::sync::Arc<Criterion>], total: f64, new_page: bool) -> Section {
    let section = if new_page { Section::on_new_page(pillar.label()) } else { Section::new(pillar.label()) };
    criteria.iter().fold(section, |section, criterion| {
        let part = share(criterion.weight.points(), total).map_or(String::new(), |part| format!(", {} of the weight", percent(part)));
        let section = section.with(Block::Heading(format!("{}{part}", shown(criterion.as_ref()))));
        let asked: Vec<[Cell; 2]> = questions(criterion).map(|question| [question.into(), Cell::default()]).collect();
        let section = section.table("What to ask", ["Question", "Notes"], asked, "No question is written down.");
        let evidence = criterion.evidence.trim();
        let section = if evidence.is_empty() { section } else { section.words(format!("To be shown: {evidence}")) };
        let scores = anchors(criterion).iter().zip(1..).map(|(anchor, score)| vec![score.to_string().into(), Cell::from(*anchor), "☐".into()]).collect();
        let columns = ["Score", "What is seen", "Mark"].map(str::to_owned).into();
        section.with(Block::Table(Table { caption: "What each score means".into(), columns, rows: scores }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::partner::knockout::Knockout;
    use crate::domain::partner::trial_run::evaluation;

    #[test]
    fn the_guide_holds_every_question_with_anchors_and_evidence() {
        let mut evaluation = evaluation(&["a"], &[30.0, 10.0], 1);
        let mut criterion = Criterion::clone(evaluation.criteria.iter().next().expect("there"));
        criterion.question = "Who works for us?".into();
        criterion.questions = vec!["Who stays?".into(), " ".into()];
        criterion.anchors = vec!["Nobody is named".into(), String::new(), "Half are named".into()];
        criterion.evidence = "CVs".into();
        evaluation.criteria = evaluation.criteria.with(criterion, None);
        evaluation.knockouts = evaluation.knockouts.with(Knockout::new(crate::domain::id::Id::joined(&["o"]), "Right to audit"), None);
        let candidate = evaluation.candidates.iter().next().expect("there").clone();
        let text = format!("{:?}", interview_guide(&evaluation, Some(&candidate), Date::EARLIEST));
        for said in [
            "Who works for us?",
            "Who stays?",
            "To be shown: CVs",
            "Nobody is named",
            MEANINGS[1],
            "Half are named",
            "k0, 75% of the weight",
            "Right to audit",
            "c0, Specialised",
        ] {
            assert!(text.contains(said), "{said} in {text}");
        }
        assert_eq!(guide_headline(&evaluation).finding, "2 questions on 2 criteria");
        assert_eq!(
            guide_headline(&evaluation).because,
            "1 criterion has no question; 2 criteria have no anchors of their own; 1 criterion does not say what must be shown."
        );
    }
}

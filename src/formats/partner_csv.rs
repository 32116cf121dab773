//! The scores of an evaluation as a table for a spreadsheet: criteria downwards, candidates across, with weights, means and each
//! evaluator's score, and below them what follows. An empty cell is not scored, which is not zero.

use super::csv::{BYTE_ORDER_MARK, row};
use crate::domain::choice::Choice;
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::criterion::percent;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::score::Score;
use crate::domain::partner::scorecard::{Column, Mean, PillarRows, Row, scorecard, shown};
use crate::domain::partner::scoring::scores_are_hidden;

/// The headings before those of the candidates.
const HEADINGS: [&str; 4] = ["Pillar", "Criterion", "Weight (points)", "Share of the weight"];

/// The table. While scoring is blind it has no scores, nor what follows from them.
pub fn matrix(evaluation: &PartnerEvaluation) -> String {
    let mut card = scorecard(evaluation);
    if scores_are_hidden(evaluation) {
        card.columns.clear();
    }
    let evaluators: Vec<_> = evaluation.evaluators.iter().collect();
    let of_each = 1 + evaluators.len();
    let heads = card.columns.iter().flat_map(|column| {
        let name = &column.candidate.name;
        std::iter::once(format!("{name}: mean")).chain(evaluators.iter().map(move |evaluator| format!("{name}: {}", shown(evaluator.as_ref()))))
    });
    let mut text = format!("{BYTE_ORDER_MARK}{}", line(HEADINGS.map(str::to_owned).into_iter().chain(heads)));
    let given = |criterion: &Row, candidate: &Candidate| {
        let score = |evaluator: &_| evaluation.scores.get(&Score::key(evaluator, &criterion.criterion, &candidate.id))?.value;
        evaluators.iter().map(|evaluator| score(&evaluator.id).map(|value| value.to_string()).unwrap_or_default()).collect::<Vec<_>>()
    };
    for pillar in &card.pillars {
        for criterion in &pillar.rows {
            let weight = evaluation.criteria.get(&criterion.criterion).map(|criterion| criterion.weight.to_string()).unwrap_or_default();
            let first = [pillar.pillar.label().to_owned(), criterion.name.clone(), weight, share(criterion.share)];
            let scores =
                criterion.cells.iter().zip(&card.columns).flat_map(|(cell, column)| std::iter::once(mean(cell)).chain(given(criterion, &column.candidate)));
            text.push_str(&line(first.into_iter().chain(scores)));
        }
    }
    let mut below = |heads: [String; 4], of: &dyn Fn(usize, &Column) -> String| {
        let cells = card.columns.iter().enumerate().flat_map(|(place, column)| std::iter::once(of(place, column)).chain((1..of_each).map(|_| String::new())));
        text.push_str(&line(heads.into_iter().chain(cells)));
    };
    let all = |name: &str| [String::new(), name.to_owned(), String::new(), String::new()];
    for pillar in &card.pillars {
        let heads = [pillar.pillar.label().to_owned(), "Mean of the pillar".to_owned(), String::new(), share(pillar.share)];
        below(heads, &|place, _| of_pillar(pillar, place));
    }
    below(all("Weighted score"), &|_, column| column.result.weighted_score.map(number).unwrap_or_default());
    below(all("Rank"), &|_, column| column.rank.clone().unwrap_or_else(|| column.out.clone().unwrap_or_default()));
    below(all("Share of the weight that is scored"), &|_, column| percent(column.result.coverage));
    text
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.collect();
    row(&cells.iter().map(String::as_str).collect::<Vec<_>>())
}

fn mean(cell: &Mean) -> String {
    cell.score.map(|score| number(score.mean)).unwrap_or_default()
}

fn of_pillar(pillar: &PillarRows, place: usize) -> String {
    pillar.means.get(place).copied().flatten().map(number).unwrap_or_default()
}

/// A score without needless digits: four are more than enough to add up again.
fn number(score: f64) -> String {
    let text = format!("{score:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn share(share: Option<f64>) -> String {
    share.map(percent).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::id::Id;
    use crate::domain::partner::scoring::ScoringPhase;
    use crate::domain::partner::trial_run::{evaluation, score};

    #[test]
    fn every_score_stands_in_its_place_and_no_name_runs_as_a_formula() {
        let mut evaluation = evaluation(&["lead", "=quality"], &[30.0, 10.5], 2);
        score(&mut evaluation, "lead", 0, 0, 5);
        score(&mut evaluation, "lead", 1, 1, 0);
        score(&mut evaluation, "=quality", 1, 1, 0);
        let mut second = Candidate::clone(evaluation.candidates.get(&Id::joined(&["c1"])).expect("there"));
        (second.name, second.withdrawn) = ("=Beta, Ltd".to_owned(), "No capacity".to_owned());
        evaluation.candidates = evaluation.candidates.with(second, None);
        let text = matrix(&evaluation);
        let lines: Vec<&str> = text.trim_start_matches(BYTE_ORDER_MARK).split("\r\n").collect();
        assert_eq!(
            lines,
            [
                "Pillar,Criterion,Weight (points),Share of the weight,c0: mean,c0: lead,c0: =quality,\"'=Beta, Ltd: mean\",\"'=Beta, Ltd: lead\",\"'=Beta, Ltd: =quality\"",
                "Expertise,k0,30,74.1%,4,5,3,3,3,3",
                "Technology and integration,k1,10.5,25.9%,3,3,3,,,",
                "Expertise,Mean of the pillar,,74.1%,4,,,3,,",
                "Technology and integration,Mean of the pillar,,25.9%,3,,,,,",
                ",Weighted score,,,3.7407,,,3,,",
                ",Rank,,,1,,,Withdrawn: No capacity,,",
                ",Share of the weight that is scored,,,100%,,,74.1%,,",
                "",
            ]
        );
    }

    #[test]
    fn while_scoring_is_blind_nobody_reads_what_another_gave() {
        let mut evaluation = evaluation(&["lead", "quality"], &[1.0], 1);
        Arc::make_mut(&mut evaluation.scoring).phase = Some(ScoringPhase::Blind);
        score(&mut evaluation, "lead", 0, 0, 5);
        let text = matrix(&evaluation);
        assert!(text.starts_with("\u{feff}Pillar,Criterion,Weight (points),Share of the weight\r\n"), "{text}");
        assert!(!text.contains("c0") && !text.contains('5'), "{text}");
    }
}

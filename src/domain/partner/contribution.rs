//! What each pillar adds to a candidate's weighted score: `Σ w·s / Σ w`, pillar by pillar, over what is scored.
//!
//! The parts of a candidate add up to its weighted score. What is not scored adds nothing and takes nothing away.

use super::candidate::Candidate;
use super::criterion::Pillar;
use super::evaluation::PartnerEvaluation;
use super::grid::Grid;
use super::ranking::{MeanScores, mean_scores};
use crate::domain::id::Id;

/// What the pillars add to a candidate's weighted score.
#[derive(Debug, Clone, PartialEq)]
pub struct Contribution {
    /// Whose.
    pub candidate: Id<Candidate>,
    /// What each pillar that has criteria adds, in the pillars' order; empty while nothing is scored.
    pub parts: Vec<(Pillar, f64)>,
}

impl Contribution {
    /// All parts together: the weighted score.
    pub fn total(&self) -> f64 {
        self.parts.iter().map(|(_, part)| part).sum()
    }
}

/// What the pillars add, for each candidate in the order of the table.
pub fn contributions(evaluation: &PartnerEvaluation) -> Vec<Contribution> {
    let (means, grid) = (mean_scores(evaluation), Grid::of(evaluation));
    grid.columns.iter().map(|candidate| Contribution { candidate: candidate.id.clone(), parts: parts(&grid, &means, &candidate.id) }).collect()
}

fn parts(grid: &Grid, means: &MeanScores, candidate: &Id<Candidate>) -> Vec<(Pillar, f64)> {
    // The weight that is scored, and the score it makes.
    let of_pillar = |(pillar, criteria): &(Pillar, Vec<std::sync::Arc<super::criterion::Criterion>>)| {
        let scored = criteria.iter().filter_map(|criterion| Some((criterion.weight.points(), means.get(&criterion.id, candidate)?.mean)));
        let (weight, made) = scored.fold((0.0, 0.0), |(weights, made), (weight, score)| (weights + weight, made + weight * score));
        (*pillar, weight, made)
    };
    let found: Vec<(Pillar, f64, f64)> = grid.pillars.iter().map(of_pillar).collect();
    let weight: f64 = found.iter().map(|(_, weight, _)| weight).sum();
    if weight > 0.0 { found.iter().map(|(pillar, _, made)| (*pillar, made / weight)).collect() } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::partner::ranking::rank;
    use crate::domain::partner::trial_run::{evaluation, score};

    #[test]
    fn the_published_scorecard_is_made_of_these_parts() {
        // clinicalstudies.in, "Scoring systems for vendor evaluation": weights .30 .25 .20 .15, scores 5 4 4 3 make
        // 1.5 + 1.0 + 0.8 + 0.45. The row of the last tenth is not known, so it is not scored here.
        let mut evaluation = evaluation(&["v"], &[30.0, 25.0, 20.0, 15.0, 10.0], 1);
        for (criterion, value) in [5, 4, 4, 3, 0].into_iter().enumerate() {
            score(&mut evaluation, "v", criterion, 0, value);
        }
        let (found, ranking) = (&contributions(&evaluation)[0], rank(&evaluation));
        let coverage = ranking.results[0].coverage;
        for ((_, part), expected) in found.parts.iter().zip([1.5, 1.0, 0.8, 0.45]) {
            assert!((part * coverage - expected).abs() < 1e-6, "{found:?}");
        }
    }

    #[test]
    fn the_parts_of_every_candidate_add_up_to_its_weighted_score() {
        let mut evaluation = evaluation(&["a", "b"], &[8.0, 12.0, 5.0, 15.0, 10.0, 0.0], 3);
        for (criterion, candidate, value) in [(0, 0, 5), (1, 0, 1), (4, 1, 0), (3, 2, 4), (5, 2, 5)] {
            score(&mut evaluation, "a", criterion, candidate, value);
        }
        for criterion in 0..6 {
            for evaluator in ["a", "b"] {
                score(&mut evaluation, evaluator, criterion, 1, 0);
            }
        }
        let ranking = rank(&evaluation);
        for contribution in contributions(&evaluation) {
            let score = ranking.of(&contribution.candidate).and_then(|result| result.weighted_score);
            assert_eq!(contribution.parts.is_empty(), score.is_none());
            assert!((contribution.total() - score.unwrap_or_default()).abs() < 1e-9);
        }
    }
}

//! How far evaluators agree: on the scores themselves, on the order of the candidates, and on each criterion.
//!
//! Two questions are told apart. Do evaluators read the scale alike? Krippendorff's alpha over all scores, as an order, answers
//! that: it takes missing scores as they are. Would they choose alike? Kendall's W answers that over the candidates, put in order
//! by each evaluator's own weighted score. Scores that were agreed on later are left out of both: they say what the talk came
//! to, not how far evaluators agreed before it.

pub mod consensus;
pub mod kendall;
pub mod krippendorff;
pub mod ratings;

use std::collections::BTreeMap;

use self::kendall::{Concordance, concordance};
use self::krippendorff::{Pairs, Scale};
use self::ratings::Ratings;
use super::candidate::Evaluator;
use super::criterion::Criterion;
use super::evaluation::PartnerEvaluation;
use super::scorecard::shown;
use crate::domain::id::Id;

/// From this alpha on scores are taken as reliable (Krippendorff, Content Analysis, 2004, chapter 11).
pub const RELIABLE: f64 = 0.80;

/// From this alpha on tentative conclusions are drawn (Krippendorff, the same).
pub const TENTATIVE: f64 = 0.667;

/// From how many points above or below the others, on average, an evaluator leans.
pub const LEANING: f64 = 0.5;

/// On fewer cells than this a difference from the others may well be chance.
pub const FEW_CELLS: usize = 5;

/// Weighted scores closer than one part in this many are equal.
const EQUAL: f64 = 1e9;

/// What an agreement means, by the usual reading of alpha.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
    /// From [`RELIABLE`] on.
    Strong,
    /// From [`TENTATIVE`] on.
    Fair,
    /// Below that.
    Weak,
}

impl Strength {
    /// How strong an agreement of this alpha is.
    pub fn of(alpha: f64) -> Strength {
        if alpha >= RELIABLE {
            Strength::Strong
        } else if alpha >= TENTATIVE {
            Strength::Fair
        } else {
            Strength::Weak
        }
    }

    /// In one word.
    pub fn word(self) -> &'static str {
        match self {
            Strength::Strong => "strong",
            Strength::Fair => "fair",
            Strength::Weak => "weak",
        }
    }
}

/// How far the evaluators of an evaluation agree.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Agreement {
    /// How many evaluators have given a score.
    pub voices: usize,
    /// How many cells at least two of them have scored.
    pub shared: usize,
    /// Krippendorff's alpha of the scores as an order; `None` where nothing is shared, or all shared scores are the same.
    pub alpha: Option<f64>,
    /// The same scores on the other scales, for whoever prefers one.
    pub other_scales: [(&'static str, Option<f64>); 3],
    /// Kendall's W on the order of the candidates.
    pub order: Option<Concordance>,
    /// The evaluators without whom that was counted, by role: they have scored no criterion for all the candidates.
    pub not_in_order: Vec<String>,
    /// Kendall's W on the cells that every evaluator has scored.
    pub cells: Option<Concordance>,
    /// Each criterion, in the order of the table.
    pub criteria: Vec<CriterionAgreement>,
    /// Each evaluator who has scored what others have scored too.
    pub leanings: Vec<Leaning>,
}

/// How far evaluators agree on one criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct CriterionAgreement {
    /// The criterion.
    pub criterion: Id<Criterion>,
    /// What it is called.
    pub name: String,
    /// Its alpha by the yardstick of all scores, so that the alpha of all is the mean of these; `None` where nothing is shared.
    pub alpha: Option<f64>,
    /// How many points lie between two evaluators on average; `None` where nothing is shared.
    pub apart: Option<f64>,
    /// The widest gap between evaluators for one candidate.
    pub widest: u8,
}

/// Whether an evaluator scores higher or lower than the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaning {
    /// The evaluator.
    pub evaluator: Id<Evaluator>,
    /// Their role.
    pub role: String,
    /// Their score less the mean of the others, on average, in points.
    pub above: f64,
    /// Over how many cells.
    pub cells: usize,
}

impl Leaning {
    /// Whether it is more than a difference here and there.
    pub fn is_systematic(&self) -> bool {
        self.cells >= FEW_CELLS && self.above.abs() >= LEANING
    }
}

impl Agreement {
    /// How far the evaluators agree.
    pub fn of(evaluation: &PartnerEvaluation) -> Agreement {
        let ratings = Ratings::of(evaluation);
        let units: Vec<Vec<u8>> = ratings.places().map(|(criterion, candidate)| ratings.given(criterion, candidate)).collect();
        let all = Pairs::of(units.iter().map(Vec::as_slice));
        let (order, not_in_order) = order(&ratings);
        let width = ratings.candidates.len();
        let row = |place: usize| units.get(place * width..(place + 1) * width).unwrap_or_default();
        Agreement {
            voices: ratings.voices().len(),
            shared: units.iter().filter(|unit| unit.len() > 1).count(),
            alpha: all.alpha(Scale::Ordinal),
            other_scales: [("nominal", Scale::Nominal), ("interval", Scale::Interval), ("ratio", Scale::Ratio)].map(|(name, scale)| (name, all.alpha(scale))),
            order,
            not_in_order,
            cells: cells(&ratings),
            criteria: ratings.criteria.iter().enumerate().map(|(place, criterion)| on_criterion(criterion, row(place), &all)).collect(),
            leanings: leanings(&ratings),
        }
    }

    /// The criterion that evaluators understand least alike, where they do not agree on it even tentatively.
    pub fn worst_understood(&self) -> Option<&CriterionAgreement> {
        let below = |criterion: &&CriterionAgreement| criterion.alpha.is_some_and(|alpha| alpha < TENTATIVE);
        // The first of several, in the order of the table.
        self.criteria.iter().filter(below).rev().min_by(|one, other| one.alpha.unwrap_or(1.0).total_cmp(&other.alpha.unwrap_or(1.0)))
    }

    /// The evaluators who score high or low throughout.
    pub fn systematic(&self) -> impl Iterator<Item = &Leaning> {
        self.leanings.iter().filter(|leaning| leaning.is_systematic())
    }
}

fn on_criterion(criterion: &Criterion, units: &[Vec<u8>], all: &Pairs) -> CriterionAgreement {
    let (mut apart, mut pairs, mut widest) = (0_u64, 0_u64, 0);
    for unit in units {
        for (place, mine) in unit.iter().enumerate() {
            for theirs in unit.iter().skip(place + 1) {
                apart += u64::from(mine.abs_diff(*theirs));
                pairs += 1;
                widest = widest.max(mine.abs_diff(*theirs));
            }
        }
    }
    CriterionAgreement {
        criterion: criterion.id.clone(),
        name: shown(criterion),
        alpha: Pairs::of(units.iter().map(Vec::as_slice)).alpha_within(all, Scale::Ordinal),
        apart: (pairs > 0).then(|| apart as f64 / pairs as f64),
        widest,
    }
}

/// The concordance of the evaluators' own orders of the candidates, and the roles of those who have none.
///
/// An evaluator's order goes by the weighted mean over the criteria that they have scored for all these candidates, so that gaps do
/// not make it. A candidate whom one of them does not score because of a conflict of interest is left out for all.
fn order(ratings: &Ratings) -> (Option<Concordance>, Vec<String>) {
    let voices = ratings.voices();
    let judged: Vec<usize> = (0..ratings.candidates.len())
        .filter(|candidate| {
            let id = ratings.candidates.get(*candidate).map(|candidate| &candidate.id);
            !voices.iter().filter_map(|voice| ratings.evaluators.get(*voice)).any(|evaluator| id.is_some_and(|id| evaluator.is_recused(id)))
        })
        .collect();
    let (mut orders, mut without) = (Vec::new(), Vec::new());
    for voice in voices {
        let (mut sums, mut weights) = (vec![0.0; judged.len()], 0.0);
        for (place, criterion) in ratings.criteria.iter().enumerate() {
            let scores: Option<Vec<u8>> = judged.iter().map(|candidate| ratings.cell(place, *candidate).get(voice).copied().flatten()).collect();
            let Some(scores) = scores else { continue };
            let weight = criterion.weight.points();
            weights += weight;
            sums.iter_mut().zip(scores).for_each(|(sum, score)| *sum += weight * f64::from(score));
        }
        if weights > 0.0 {
            orders.push(sums.iter().map(|sum| (sum / weights * EQUAL).round() as i64).collect());
        } else {
            without.extend(ratings.evaluators.get(voice).map(|evaluator| shown(evaluator.as_ref())));
        }
    }
    (concordance(&orders), without)
}

/// The concordance over the cells that every evaluator with a voice has scored.
fn cells(ratings: &Ratings) -> Option<Concordance> {
    let voices = ratings.voices();
    let mut orders = vec![Vec::new(); voices.len()];
    for (criterion, candidate) in ratings.places() {
        let cell = ratings.cell(criterion, candidate);
        let scores: Option<Vec<u8>> = voices.iter().map(|voice| cell.get(*voice).copied().flatten()).collect();
        for (order, score) in orders.iter_mut().zip(scores.unwrap_or_default()) {
            order.push(i64::from(score));
        }
    }
    concordance(&orders)
}

fn leanings(ratings: &Ratings) -> Vec<Leaning> {
    let lean = |(voice, evaluator): (usize, &std::sync::Arc<Evaluator>)| {
        // Differences are counted in whole parts, by how many others there are, so that the order of cells changes nothing.
        let (mut parts, mut cells) = (BTreeMap::<i64, i64>::new(), 0);
        for (criterion, candidate) in ratings.places() {
            let Some(Some(mine)) = ratings.cell(criterion, candidate).get(voice) else { continue };
            let given = ratings.given(criterion, candidate);
            let (sum, others) = (given.iter().map(|score| i64::from(*score)).sum::<i64>() - i64::from(*mine), given.len() as i64 - 1);
            if others > 0 {
                *parts.entry(others).or_default() += others * i64::from(*mine) - sum;
                cells += 1;
            }
        }
        let sum: f64 = parts.iter().map(|(others, parts)| *parts as f64 / *others as f64).sum();
        (cells > 0).then(|| Leaning { evaluator: evaluator.id.clone(), role: shown(evaluator.as_ref()), above: sum / cells as f64, cells })
    };
    ratings.evaluators.iter().enumerate().filter_map(lean).collect()
}

#[cfg(test)]
mod tests;

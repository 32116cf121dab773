//! Which single score decides: a mean that is one point off, one evaluator's score that is, and scores that nobody has given yet.

use super::table::ScoreTable;
use crate::domain::id::Id;
use crate::domain::partner::candidate::Evaluator;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::ranking::{TIE, counted, mean_scores};

/// The lowest and the highest score.
const LOWEST: f64 = 1.0;
const HIGHEST: f64 = 5.0;

/// Whose score changes.
#[derive(Debug, Clone, PartialEq)]
pub enum Scored {
    /// The mean of all evaluators.
    Mean,
    /// One evaluator's own.
    By(Id<Evaluator>),
    /// Nobody's yet: the cell is open.
    Nobody,
}

/// A score that would change who comes first.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreFlip {
    /// Whose.
    pub whose: Scored,
    /// The candidate, by its place in the table.
    pub candidate: usize,
    /// The criterion, by its place in the table.
    pub criterion: usize,
    /// What it is; `None` while it is open.
    pub from: Option<f64>,
    /// What it would have to be.
    pub to: f64,
    /// Who would come first; more than one where they would be level.
    pub leaders: Vec<usize>,
}

/// The mean scores that would change who comes first if they were one point higher or lower, and open ones that could; in the
/// order of the table. Empty where there is no single leader.
pub fn of_means(table: &ScoreTable) -> Vec<ScoreFlip> {
    let Some(sums) = Sums::of(table) else { return Vec::new() };
    let mut found = Vec::new();
    for candidate in 0..table.candidates.len() {
        for criterion in 0..table.criteria.len() {
            let from = table.scores[candidate][criterion];
            let to = match (from, candidate == sums.leader) {
                (Some(score), true) => (score - 1.0).max(LOWEST),
                (Some(score), false) => (score + 1.0).min(HIGHEST),
                (None, true) => LOWEST,
                (None, false) => HIGHEST,
            };
            if let Some(leaders) = sums.with(candidate, criterion, from, to) {
                found.push(ScoreFlip { whose: if from.is_some() { Scored::Mean } else { Scored::Nobody }, candidate, criterion, from, to, leaders });
            }
        }
    }
    found
}

/// The scores of single evaluators that would change who comes first if they were one point higher or lower, in the order in
/// which they were given. Where the evaluators agreed on a score after talking, nobody's own decides.
pub fn of_evaluators(evaluation: &PartnerEvaluation, table: &ScoreTable) -> Vec<ScoreFlip> {
    let Some(sums) = Sums::of(table) else { return Vec::new() };
    let means = mean_scores(evaluation);
    let mut found = Vec::new();
    for (score, value) in counted(evaluation) {
        let value = f64::from(value);
        let Some(candidate) = table.candidates.iter().position(|id| *id == score.candidate) else { continue };
        let Some(criterion) = table.criteria.iter().position(|id| *id == score.criterion) else { continue };
        let Some(mean) = means.get(&score.criterion, &score.candidate).filter(|mean| mean.agreed.is_none()) else { continue };
        let to = if candidate == sums.leader { value - 1.0 } else { value + 1.0 };
        if !(LOWEST..=HIGHEST).contains(&to) {
            continue;
        }
        let shifted = mean.mean + (to - value) / mean.count.max(1) as f64;
        if let Some(leaders) = sums.with(candidate, criterion, Some(mean.mean), shifted) {
            found.push(ScoreFlip { whose: Scored::By(score.evaluator.clone()), candidate, criterion, from: Some(value), to, leaders });
        }
    }
    found
}

/// What the results are made of, so that one score more or less is one step.
struct Sums<'a> {
    table: &'a ScoreTable,
    leader: usize,
    /// The weighted sum and the weight that is scored, for each candidate.
    parts: Vec<(f64, f64)>,
}

impl Sums<'_> {
    fn of(table: &ScoreTable) -> Option<Sums<'_>> {
        let leader = table.leader().filter(|_| table.candidates.len() > 1)?;
        let part = |candidate: usize| {
            table
                .scored(candidate)
                .fold((0.0, 0.0), |(sum, weight), (criterion, score)| (sum + table.weights[criterion] * score, weight + table.weights[criterion]))
        };
        Some(Sums { table, leader, parts: (0..table.candidates.len()).map(part).collect() })
    }

    /// Who comes first with this score; `None` where the leader alone still does.
    fn with(&self, candidate: usize, criterion: usize, from: Option<f64>, to: f64) -> Option<Vec<usize>> {
        let weight = self.table.weights[criterion];
        let result = |place: usize| {
            let (sum, scored) = self.parts[place];
            if place != candidate {
                return sum / scored;
            }
            match from {
                Some(from) => (sum + weight * (to - from)) / scored,
                None => (sum + weight * to) / (scored + weight),
            }
        };
        let best = (0..self.parts.len()).map(result).fold(f64::MIN, f64::max);
        let leaders: Vec<usize> = (0..self.parts.len()).filter(|place| result(*place) >= best - TIE).collect();
        (weight > 0.0 && leaders != [self.leader]).then_some(leaders)
    }
}

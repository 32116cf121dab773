//! Draws weightings by the thousand, in each of the ways that are plausible, and tells how often each candidate comes where.
//!
//! Criteria and candidates are put in the order of their ids before anything is drawn, so that the same evaluation gives the same
//! bits however its rows are sorted.

use std::ops::ControlFlow;

use serde::Serialize;
use trialwright_kernel::smaa::{Compared, Weightings, acceptability, confidence};
use trialwright_macros::Read;

use super::Progress;
use super::simulation::name;
use crate::domain::order::{Rank, sort_by_rank};
use crate::domain::partner::compare::acceptability::{Acceptability, Accepted, NEAR};
use crate::domain::partner::compare::table::ScoreTable;

/// More weightings than anybody needs.
const MOST_DRAWS: u32 = 1_000_000;

/// How many times scores are drawn to say how sure a candidate is of its first place.
const SCORES_DRAWN: u32 = 10_000;

/// What to compare.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
pub struct AcceptabilityJob {
    /// The candidates with their scores and the weights.
    pub table: ScoreTable,
    /// How many weightings to draw in each of the ways.
    pub draws: u32,
    /// The same seed gives the same outcome.
    pub seed: u64,
}

/// Draws the weightings; nothing where `report` did not want to go on.
pub fn accept(job: &AcceptabilityJob, report: &mut dyn FnMut(Progress) -> ControlFlow<()>) -> Option<Acceptability> {
    let draws = job.draws.clamp(1, MOST_DRAWS);
    let sorted = Sorted::of(&job.table);
    let mut part = 0;
    let mut drawn = |weightings| {
        let found = acceptability(&sorted.compared, weightings, draws, job.seed, &mut |done| {
            report(Progress { done: part * draws + done, of: 3 * draws }).is_continue()
        })?;
        part += 1;
        let sure = confidence(&sorted.compared, &sorted.spans, &found.central, SCORES_DRAWN, job.seed);
        let accepted = |place: &usize| {
            let all = sorted.candidates.len();
            let own = place * all;
            Accepted {
                ranks: found.ranks[own..own + all].to_vec(),
                before: sorted.places.iter().map(|other| found.before[own + other]).collect(),
                central: found.central[*place].as_ref().map(|weights| sorted.back(weights, job.table.criteria.len())),
                confidence: sure[*place],
            }
        };
        Some(sorted.places.iter().map(accepted).collect::<Vec<_>>())
    };
    let (any, in_order, near) = (drawn(Weightings::Any)?, drawn(Weightings::InOrder)?, drawn(Weightings::Near(NEAR))?);
    Some(Acceptability { draws, seed: job.seed, table: job.table.clone(), any, in_order, near })
}

/// A table in the order of its ids, without the criteria that weigh nothing.
struct Sorted {
    /// The candidates, by their places in the table.
    candidates: Vec<usize>,
    /// Where each candidate of the table stands among them.
    places: Vec<usize>,
    /// The criteria, by their places in the table.
    criteria: Vec<usize>,
    compared: Compared,
    spans: Vec<(f64, f64)>,
}

impl Sorted {
    fn of(table: &ScoreTable) -> Sorted {
        let mut candidates: Vec<usize> = (0..table.candidates.len()).collect();
        sort_by_rank(&mut candidates, |place| Rank::from(table.candidates[*place].as_str()));
        let mut criteria: Vec<usize> = (0..table.criteria.len()).filter(|place| table.weights[*place] > 0.0).collect();
        sort_by_rank(&mut criteria, |place| Rank::from(table.criteria[*place].as_str()));
        let places = (0..candidates.len()).filter_map(|place| candidates.iter().position(|sorted| *sorted == place)).collect();
        let cells = || candidates.iter().flat_map(|candidate| criteria.iter().map(|criterion| (*candidate, *criterion)));
        let compared = Compared {
            criteria: criteria.iter().map(|place| name(&["criterion", table.criteria[*place].as_str()])).collect(),
            alternatives: candidates.iter().map(|place| name(&["candidate", table.candidates[*place].as_str()])).collect(),
            weights: criteria.iter().map(|place| table.weights[*place]).collect(),
            values: cells().map(|(candidate, criterion)| table.scores[candidate][criterion]).collect(),
        };
        let spans = cells().map(|(candidate, criterion)| table.spans[candidate][criterion].map_or((0.0, 0.0), |[lowest, highest]| (lowest, highest))).collect();
        Sorted { candidates, places, criteria, compared, spans }
    }

    /// Weights in the order of the table; what weighs nothing has none.
    fn back(&self, weights: &[f64], criteria: usize) -> Vec<f64> {
        let mut all = vec![0.0; criteria];
        for (place, weight) in self.criteria.iter().zip(weights) {
            all[*place] = *weight;
        }
        all
    }
}

#[cfg(test)]
mod tests;

//! The table of criteria and candidates as evaluators fill it in: which cell means which score, and how far each has come.
//!
//! Rows are the criteria in the order of their pillars; columns are the candidates in the running, then those that have
//! withdrawn. Places count from 0.

use std::sync::Arc;

use super::candidate::{Candidate, Evaluator};
use super::criterion::{Criterion, Pillar};
use super::evaluation::PartnerEvaluation;
use super::score::Score;
use crate::domain::choice::Choice;
use crate::domain::id::Id;

/// More rows than this do not fit on a screen together with the heads of the columns.
pub const LONG: usize = 16;

/// The place of one score: whose, on what, for whom. The score itself may be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Who scores.
    pub evaluator: Id<Evaluator>,
    /// On what.
    pub criterion: Id<Criterion>,
    /// Whom.
    pub candidate: Id<Candidate>,
}

impl Cell {
    /// The id of the score in this cell.
    pub fn key(&self) -> Id<Score> {
        Score::key(&self.evaluator, &self.criterion, &self.candidate)
    }

    /// The cell whose score has this id; `None` where evaluator, criterion or candidate is not in the evaluation.
    pub fn find(evaluation: &PartnerEvaluation, key: &str) -> Option<Cell> {
        // The parts of an imported key may hold the sign that joins them, so they are matched with what is there.
        let after = |text: &'_ str, id: &str| text.strip_prefix(id).and_then(|rest| rest.strip_prefix('~')).map(str::to_owned);
        evaluation.evaluators.iter().filter_map(|evaluator| Some((evaluator, after(key, evaluator.id.as_str())?))).find_map(|(evaluator, rest)| {
            evaluation.criteria.iter().find_map(|criterion| {
                let rest = after(&rest, criterion.id.as_str())?;
                let candidate = evaluation.candidates.iter().find(|candidate| candidate.id.as_str() == rest)?;
                Some(Cell { evaluator: evaluator.id.clone(), criterion: criterion.id.clone(), candidate: candidate.id.clone() })
            })
        })
    }
}

/// The rows and columns of the table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grid {
    /// The pillars that have criteria.
    pub pillars: Vec<(Pillar, Vec<Arc<Criterion>>)>,
    /// The candidates, those that can still be chosen first.
    pub columns: Vec<Arc<Candidate>>,
    /// Why each of them cannot be chosen any more; `None` while it can.
    pub out: Vec<Option<String>>,
}

impl Grid {
    /// The table of this evaluation.
    pub fn of(evaluation: &PartnerEvaluation) -> Grid {
        let rows = |pillar: Pillar| evaluation.criteria.iter().filter(|criterion| criterion.pillar == pillar).cloned().collect::<Vec<_>>();
        let (running, withdrawn): (Vec<_>, Vec<_>) = evaluation.candidates.iter().cloned().partition(|candidate| evaluation.in_the_running(candidate));
        let columns: Vec<Arc<Candidate>> = running.into_iter().chain(withdrawn).collect();
        Grid {
            pillars: Pillar::ALL.iter().map(|pillar| (*pillar, rows(*pillar))).filter(|(_, rows)| !rows.is_empty()).collect(),
            out: columns.iter().map(|candidate| evaluation.out_because(candidate)).collect(),
            columns,
        }
    }

    /// How many rows there are, without those that name the pillars.
    pub fn height(&self) -> usize {
        self.pillars.iter().map(|(_, rows)| rows.len()).sum()
    }

    /// Whether the heads of the columns would be out of sight before the last row comes into it.
    pub fn is_long(&self) -> bool {
        self.height() > LONG
    }

    /// An evaluator's cell at a row and a column.
    pub fn cell(&self, evaluator: &Id<Evaluator>, (row, column): (usize, usize)) -> Option<Cell> {
        let criterion = self.pillars.iter().flat_map(|(_, rows)| rows).nth(row)?;
        let candidate = self.columns.get(column)?;
        Some(Cell { evaluator: evaluator.clone(), criterion: criterion.id.clone(), candidate: candidate.id.clone() })
    }

    /// Where a step of so many rows and columns leads; it stops at the edges.
    pub fn step(&self, from: (usize, usize), by: (isize, isize)) -> (usize, usize) {
        stepped(from, by, (self.height(), self.columns.len()))
    }
}

/// Where a step of so many rows and columns leads in a table of this height and width; it stops at the edges.
pub fn stepped((row, column): (usize, usize), (down, right): (isize, isize), (height, width): (usize, usize)) -> (usize, usize) {
    let along = |from: usize, by: isize, length: usize| from.saturating_add_signed(by).min(length.saturating_sub(1));
    (along(row, down, height), along(column, right, width))
}

/// How far an evaluator has come. Candidates that have withdrawn do not count, nor do those whom they do not score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Scores given.
    pub given: usize,
    /// Scores asked for: one for each criterion and candidate.
    pub expected: usize,
    /// Scores given without evidence.
    pub bare: usize,
}

impl Progress {
    /// Scores still to give.
    pub fn open(self) -> usize {
        self.expected.saturating_sub(self.given)
    }
}

/// How far an evaluator has come.
pub fn progress(evaluation: &PartnerEvaluation, evaluator: &Id<Evaluator>) -> Progress {
    let asked = asked(evaluation, evaluator);
    let given = evaluation
        .scores
        .iter()
        .filter(|score| {
            score.evaluator == *evaluator
                && score.value.is_some()
                && evaluation.criteria.get(&score.criterion).is_some()
                && asked.iter().any(|candidate| candidate.id == score.candidate)
        })
        .map(|score| score.evidence.trim().is_empty());
    let (given, bare) = given.fold((0, 0), |(given, bare), without| (given + 1, bare + usize::from(without)));
    Progress { given, expected: asked.len() * evaluation.criteria.len(), bare }
}

/// The candidates whom an evaluator is asked to score: those in the running with whom they have no conflict of interest.
fn asked<'a>(evaluation: &'a PartnerEvaluation, evaluator: &Id<Evaluator>) -> Vec<&'a Arc<Candidate>> {
    let evaluator = evaluation.evaluators.get(evaluator);
    evaluation.running().filter(|candidate| !evaluator.is_some_and(|evaluator| evaluator.is_recused(&candidate.id))).collect()
}

/// The first cell of an evaluator, in the order of the table, that waits for a score.
pub fn first_open(evaluation: &PartnerEvaluation, evaluator: &Id<Evaluator>) -> Option<Cell> {
    let (grid, asked) = (Grid::of(evaluation), asked(evaluation, evaluator));
    let cell =
        |criterion: &Criterion, candidate: &Candidate| Cell { evaluator: evaluator.clone(), criterion: criterion.id.clone(), candidate: candidate.id.clone() };
    let is_open = |cell: &Cell| evaluation.scores.get(&cell.key()).is_none_or(|score| score.value.is_none());
    let mut rows = grid.pillars.iter().flat_map(|(_, criteria)| criteria);
    rows.find_map(|criterion| asked.iter().map(|candidate| cell(criterion, candidate)).find(is_open))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::partner::trial_run::{evaluation, recuse, score};

    #[test]
    fn a_key_leads_to_its_cell_even_where_ids_hold_the_joining_sign() {
        let mut evaluation = evaluation(&["lead", "lead~k0"], &[10.0, 20.0], 2);
        let mut odd = Candidate::clone(evaluation.candidates.get(&Id::joined(&["c0"])).expect("there"));
        odd.id = Id::joined(&["k1", "c9"]);
        evaluation.candidates = evaluation.candidates.with(odd, None);
        for evaluator in evaluation.evaluators.iter() {
            for criterion in evaluation.criteria.iter() {
                for candidate in evaluation.candidates.iter() {
                    let key = Score::key(&evaluator.id, &criterion.id, &candidate.id);
                    assert_eq!(Cell::find(&evaluation, key.as_str()).map(|cell| cell.key()), Some(key));
                }
            }
        }
        for wrong in ["", "lead", "lead~k0", "lead~k0~", "lead~k9~c0", "k0~lead~c0"] {
            assert_eq!(Cell::find(&evaluation, wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn withdrawn_candidates_stand_last_and_count_for_nothing() {
        let mut evaluation = evaluation(&["lead"], &[10.0, 20.0, 30.0], 3);
        let mut gone = Candidate::clone(evaluation.candidates.get(&Id::joined(&["c0"])).expect("there"));
        gone.withdrawn = "No capacity".into();
        evaluation.candidates = evaluation.candidates.with(gone, None);
        let grid = Grid::of(&evaluation);
        assert_eq!(grid.columns.iter().map(|candidate| candidate.id.as_str()).collect::<Vec<_>>(), ["c1", "c2", "c0"]);
        // All scores of `evaluation` are 3, without evidence.
        assert_eq!(progress(&evaluation, &Id::joined(&["lead"])), Progress { given: 6, expected: 6, bare: 6 });
        assert_eq!(progress(&evaluation, &Id::joined(&["nobody"])), Progress { given: 0, expected: 6, bare: 0 });
    }

    #[test]
    fn nothing_is_asked_about_whom_an_evaluator_has_a_conflict_with() {
        let mut evaluation = evaluation(&["lead"], &[10.0, 20.0], 2);
        score(&mut evaluation, "lead", 1, 0, 0);
        score(&mut evaluation, "lead", 0, 1, 0);
        recuse(&mut evaluation, "lead", &["c0"]);
        let lead = Id::joined(&["lead"]);
        assert_eq!(progress(&evaluation, &lead), Progress { given: 1, expected: 2, bare: 1 });
        assert_eq!(first_open(&evaluation, &lead).map(|cell| cell.key().to_string()).as_deref(), Some("lead~k0~c1"));
    }

    #[test]
    fn steps_stop_at_the_edges_and_every_place_has_its_cell() {
        let evaluation = evaluation(&["lead"], &[1.0; 6], 2);
        let grid = Grid::of(&evaluation);
        assert_eq!(grid.height(), 6);
        assert_eq!(grid.step((0, 0), (-1, -1)), (0, 0));
        assert_eq!(grid.step((4, 0), (5, 1)), (5, 1));
        assert_eq!(grid.step((2, 1), (0, isize::MIN)), (2, 0));
        assert_eq!(Grid::default().step((0, 0), (1, 1)), (0, 0));
        // Rows follow the pillars: k0 and k4 are the first pillar's.
        let lead = Id::joined(&["lead"]);
        assert_eq!(grid.cell(&lead, (1, 1)).map(|cell| cell.key().to_string()).as_deref(), Some("lead~k4~c1"));
        assert_eq!(grid.cell(&lead, (6, 0)), None);
    }
}

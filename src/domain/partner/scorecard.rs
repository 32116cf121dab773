//! The table over which a choice is discussed: mean scores by criterion and candidate, with shares, pillars and results.
//!
//! Nothing here is new knowledge: it is [`super::ranking`] laid out in rows and columns, with names that can be shown.

use super::agreement::ratings::Ratings;
use super::candidate::{Candidate, Evaluator};
use super::criterion::{Criterion, Pillar, share, total_weight};
use super::evaluation::PartnerEvaluation;
use super::grid::{Grid, LONG};
use super::ranking::{self, MeanScore, MeanScores, mean_scores, rank};
use super::score::Level;
use super::scoring::AgreedScore;
use crate::domain::collection::Record;
use crate::domain::id::Id;
use crate::domain::order::{Rank, sort_by_rank};

/// The lowest and the highest score.
const SCALE: (f64, f64) = (1.0, 5.0);

/// More columns than this need paper that lies on its side.
const WIDE_PAPER: usize = 6;

/// From how many points on a gap between evaluators is worth a talk.
pub const WIDE: u8 = 2;

/// The table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scorecard {
    /// The candidates in the running, then those that have withdrawn.
    pub columns: Vec<Column>,
    /// The pillars that have criteria.
    pub pillars: Vec<PillarRows>,
    /// All weights together, in points.
    pub total: f64,
}

impl Scorecard {
    /// Whether the heads of the columns would be out of sight before the last row comes into it.
    pub fn is_long(&self) -> bool {
        self.pillars.iter().map(|pillar| pillar.rows.len()).sum::<usize>() > LONG
    }

    /// Whether there are more columns than fit on upright paper.
    pub fn is_wide(&self) -> bool {
        self.columns.len() > WIDE_PAPER
    }
}

/// A candidate over its column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The candidate.
    pub candidate: Candidate,
    /// Why it cannot be chosen any more; `None` while it can.
    pub out: Option<String>,
    /// Its result.
    pub result: ranking::Result,
    /// The rank as it is written: `2`, or `2=` where it is shared; `None` where it is not ranked.
    pub rank: Option<String>,
}

/// A pillar and its criteria.
#[derive(Debug, Clone, PartialEq)]
pub struct PillarRows {
    /// The pillar.
    pub pillar: Pillar,
    /// Its share of all weight, 0 to 1; `None` where nothing weighs anything.
    pub share: Option<f64>,
    /// The weighted mean within the pillar, for each column.
    pub means: Vec<Option<f64>>,
    /// Its criteria.
    pub rows: Vec<Row>,
}

/// A criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The criterion.
    pub criterion: Id<Criterion>,
    /// What it is called.
    pub name: String,
    /// Its share of all weight, 0 to 1; `None` where nothing weighs anything.
    pub share: Option<f64>,
    /// What the evaluators made of it, for each column.
    pub cells: Vec<Mean>,
}

/// What the evaluators made of one candidate on one criterion.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Mean {
    /// The scores together; `None` where nobody scored.
    pub score: Option<MeanScore>,
    /// Whether it is the highest of its row among candidates in the running that differ.
    pub best: bool,
}

/// Evaluators who see the same thing differently.
#[derive(Debug, Clone, PartialEq)]
pub struct Disagreement {
    /// On what.
    pub criterion: Id<Criterion>,
    /// About whom.
    pub candidate: Id<Candidate>,
    /// Both by name: "Validation, Pelorine Systems".
    pub about: String,
    /// Who gave what, lowest first.
    pub voices: Vec<(Id<Evaluator>, String, u8)>,
    /// Highest less lowest.
    pub gap: u8,
}

/// Where a score stands between the lowest and the highest of the scale, 0 to 1: how dark its cell is.
pub fn part_of_scale(score: f64) -> f64 {
    ((score - SCALE.0) / (SCALE.1 - SCALE.0)).clamp(0.0, 1.0)
}

/// A score as a part of the best that can be had, 0 to 1: how long its bar is.
pub fn part_of_best(score: f64) -> f64 {
    (score / SCALE.1).clamp(0.0, 1.0)
}

/// The table of an evaluation.
pub fn scorecard(evaluation: &PartnerEvaluation) -> Scorecard {
    let (ranking, means, grid) = (rank(evaluation), mean_scores(evaluation), Grid::of(evaluation));
    let total = total_weight(evaluation);
    let column = |candidate: &Candidate| {
        let result = ranking.of(&candidate.id)?.clone();
        let rank = ranking.rank_as_written(&result);
        Some(Column { candidate: Candidate { name: shown(candidate), ..candidate.clone() }, out: evaluation.out_because(candidate), result, rank })
    };
    let columns: Vec<Column> = grid.columns.iter().filter_map(|candidate| column(candidate)).collect();
    let pillars = grid.pillars.iter().map(|(pillar, criteria)| PillarRows {
        pillar: *pillar,
        share: share(criteria.iter().map(|criterion| criterion.weight.points()).sum(), total),
        means: columns.iter().map(|column| column.result.pillars.iter().find(|(of, _)| of == pillar).and_then(|(_, mean)| *mean)).collect(),
        rows: criteria.iter().map(|criterion| row(criterion, total, &columns, &means)).collect(),
    });
    Scorecard { pillars: pillars.collect(), columns, total }
}

/// Gaps of [`WIDE`] and more on which nothing is agreed yet, the widest first, then those that weigh most; equals in the order
/// of the table. Candidates that are out are left out.
pub fn disagreements(evaluation: &PartnerEvaluation) -> Vec<Disagreement> {
    cells(evaluation, &|gap, agreed| gap >= WIDE && agreed.is_none())
}

/// What there is or was to talk about, in the same order: wide gaps, and whatever something was agreed on. `also` is a cell
/// that somebody wants to talk about all the same.
pub fn talks(evaluation: &PartnerEvaluation, also: Option<&str>) -> Vec<Disagreement> {
    let mut found = cells(evaluation, &|gap, agreed| gap >= WIDE || agreed.is_some());
    let wanted = |cell: &Disagreement| also == Some(AgreedScore::key(&cell.criterion, &cell.candidate).as_str());
    if also.is_some() && !found.iter().any(wanted) {
        found.extend(cells(evaluation, &|_, _| true).into_iter().filter(wanted));
    }
    found
}

/// The cells that are kept, by the gap between their scores and by what was agreed on.
fn cells(evaluation: &PartnerEvaluation, keep: &dyn Fn(u8, Option<Level>) -> bool) -> Vec<Disagreement> {
    let ratings = Ratings::of(evaluation);
    let mut found = Vec::new();
    for (row, column) in ratings.places() {
        let (Some(criterion), Some(candidate)) = (ratings.criteria.get(row), ratings.candidates.get(column)) else { continue };
        let gap = gap(&ratings.given(row, column));
        if !keep(gap, evaluation.agreed_scores.get(&AgreedScore::key(&criterion.id, &candidate.id)).map(|agreed| agreed.value)) {
            continue;
        }
        let given = ratings.evaluators.iter().zip(ratings.cell(row, column));
        let mut voices: Vec<(Id<Evaluator>, String, u8)> =
            given.filter_map(|(evaluator, score)| Some((evaluator.id.clone(), shown(evaluator.as_ref()), (*score)?))).collect();
        sort_by_rank(&mut voices, |(_, _, value)| (*value).into());
        found.push(Disagreement {
            criterion: criterion.id.clone(),
            candidate: candidate.id.clone(),
            about: format!("{}, {}", shown(criterion.as_ref()), shown(candidate.as_ref())),
            voices,
            gap,
        });
    }
    let weight = |found: &Disagreement| evaluation.criteria.get(&found.criterion).map_or(0.0, |criterion| criterion.weight.points());
    // Weights as thousandths of a point.
    sort_by_rank(&mut found, |found| Rank::Several(vec![Rank::from(found.gap).down(), Rank::Number((weight(found) * 1000.0).round() as i64).down()]));
    found
}

fn gap(given: &[u8]) -> u8 {
    given.iter().max().zip(given.iter().min()).map_or(0, |(highest, lowest)| highest - lowest)
}

/// How many evaluators have given a score at all.
pub fn voices(evaluation: &PartnerEvaluation) -> usize {
    let spoke = |evaluator: &&std::sync::Arc<Evaluator>| evaluation.scores.iter().any(|score| score.evaluator == evaluator.id && score.value.is_some());
    evaluation.evaluators.iter().filter(spoke).count()
}

/// What a record is called, even where nobody has named it yet.
pub fn shown<T: Record>(record: &T) -> String {
    let name = record.name().trim();
    if name.is_empty() { format!("Unnamed {}", T::NOUN) } else { name.to_owned() }
}

fn row(criterion: &Criterion, total: f64, columns: &[Column], means: &MeanScores) -> Row {
    let scores: Vec<Option<MeanScore>> = columns.iter().map(|column| means.get(&criterion.id, &column.candidate.id).copied()).collect();
    let running: Vec<f64> =
        columns.iter().zip(&scores).filter(|(column, _)| column.out.is_none()).filter_map(|(_, score)| score.map(|score| score.mean)).collect();
    let highest = running.iter().copied().reduce(f64::max);
    let lowest = running.iter().copied().reduce(f64::min);
    let is_best = |column: &Column, score: &Option<MeanScore>| column.out.is_none() && highest != lowest && score.map(|score| score.mean) == highest;
    Row {
        criterion: criterion.id.clone(),
        name: shown(criterion),
        share: share(criterion.weight.points(), total),
        cells: columns.iter().zip(&scores).map(|(column, score)| Mean { score: *score, best: is_best(column, score) }).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::partner::trial_run::{evaluation, score};

    fn withdraw(evaluation: &mut PartnerEvaluation, id: &str) {
        let mut candidate = Candidate::clone(evaluation.candidates.get(&Id::joined(&[id])).expect("there"));
        candidate.withdrawn = "No capacity".into();
        evaluation.candidates = evaluation.candidates.with(candidate, None);
    }

    #[test]
    fn shares_of_the_pillars_add_up_and_every_row_has_a_cell_for_each_column() {
        let card = scorecard(&evaluation(&["a", "b"], &[8.0, 12.0, 5.0, 15.0, 10.0], 3));
        assert_eq!(card.pillars.iter().map(|pillar| pillar.share).collect::<Vec<_>>(), [Some(0.36), Some(0.24), Some(0.1), Some(0.3)]);
        assert!(card.pillars.iter().all(|pillar| pillar.means == [Some(3.0); 3] && pillar.rows.iter().all(|row| row.cells.len() == 3)));
        assert_eq!(card.columns.iter().map(|column| column.rank.as_deref()).collect::<Vec<_>>(), [Some("1="); 3]);
        assert_eq!(card.total, 50.0);
    }

    #[test]
    fn weights_of_nothing_have_no_share() {
        let card = scorecard(&evaluation(&["a"], &[0.0, 0.0], 1));
        assert!(card.pillars.iter().all(|pillar| pillar.share.is_none() && pillar.rows.iter().all(|row| row.share.is_none())));
        assert_eq!(scorecard(&evaluation(&[], &[], 0)), Scorecard::default());
    }

    #[test]
    fn the_best_of_a_row_is_marked_where_it_differs_and_never_a_withdrawn_one() {
        let mut evaluation = evaluation(&["a"], &[1.0, 1.0], 3);
        score(&mut evaluation, "a", 0, 0, 5);
        score(&mut evaluation, "a", 0, 1, 4);
        withdraw(&mut evaluation, "c0");
        let card = scorecard(&evaluation);
        let best: Vec<Vec<bool>> = card.pillars.iter().flat_map(|pillar| &pillar.rows).map(|row| row.cells.iter().map(|cell| cell.best).collect()).collect();
        // The columns are c1, c2, and c0, which has withdrawn.
        assert_eq!(best, [[true, false, false], [false, false, false]]);
        assert_eq!(card.columns.iter().map(|column| column.rank.as_deref()).collect::<Vec<_>>(), [Some("1"), Some("2"), None]);
    }

    #[test]
    fn wide_gaps_come_widest_first_with_who_gave_what() {
        let mut evaluation = evaluation(&["a", "b"], &[1.0, 1.0], 2);
        for (evaluator, criterion, candidate, value) in [("a", 0, 0, 4), ("a", 0, 1, 5), ("a", 1, 0, 5), ("b", 1, 0, 1)] {
            score(&mut evaluation, evaluator, criterion, candidate, value);
        }
        let said: Vec<String> = disagreements(&evaluation)
            .into_iter()
            .map(|found| format!("{} {}: {} {} to {} {}", found.gap, found.about, found.voices[0].1, found.voices[0].2, found.voices[1].1, found.voices[1].2))
            .collect();
        assert_eq!(said, ["4 k1, c0: b 1 to a 5", "2 k0, c1: b 3 to a 5"]);
        assert_eq!(voices(&evaluation), 2);
    }

    #[test]
    fn marks_stay_on_the_scale() {
        assert_eq!([part_of_scale(1.0), part_of_scale(3.0), part_of_scale(5.0)], [0.0, 0.5, 1.0]);
        assert_eq!([part_of_best(5.0), part_of_best(2.5)], [1.0, 0.5]);
    }
}

//! The weighted result and the ranking.
//!
//! A candidate's result is the weighted mean, over the criteria that are scored, of the mean of its evaluators'
//! scores: `Σ w·s / Σ w`, 1 to 5 (weighted sum model; the standard of procurement scorecards). "Not scored" is left
//! out, never counted as zero; `coverage` says how much of the weight has been scored. Where the evaluators have agreed on a
//! score after talking, it counts in the place of their mean. Scores for a candidate whom an evaluator has a conflict of
//! interest with are kept and not counted.
//!
//! Limits: candidates with little coverage can rank above fully scored ones; the page shows coverage beside the rank.

use std::collections::BTreeMap;

use super::candidate::Candidate;
use super::criterion::{Criterion, Pillar};
use super::evaluation::PartnerEvaluation;
use super::score::{Level, Score};
use crate::domain::choice::Choice;
use crate::domain::id::Id;
use crate::domain::order::{Rank, sort_by_rank};

/// Results closer than this are a tie: it is far below what is shown, and above rounding noise.
pub(super) const TIE: f64 = 1e-9;

/// A candidate's result.
#[derive(Debug, Clone, PartialEq)]
pub struct Result {
    /// Whom.
    pub candidate: Id<Candidate>,
    /// Weighted mean score, 1 to 5; `None` while nothing is scored.
    pub weighted_score: Option<f64>,
    /// Share of the weight that has been scored, 0 to 1.
    pub coverage: f64,
    /// 1 for the best; equal results share a rank; `None` while nothing is scored or after it has withdrawn.
    pub rank: Option<usize>,
    /// Weighted mean score within each pillar, in the pillars' order.
    pub pillars: Vec<(Pillar, Option<f64>)>,
}

/// The ranking, best first; candidates without a rank come last, in their own order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ranking {
    /// One result for each candidate.
    pub results: Vec<Result>,
}

impl Ranking {
    /// Best and second best, where two candidates have a rank.
    pub fn first_two(&self) -> Option<(&Result, &Result)> {
        match self.results.as_slice() {
            [first, second, ..] if second.rank.is_some() => Some((first, second)),
            _ => None,
        }
    }

    /// The result of one candidate.
    pub fn of(&self, candidate: &Id<Candidate>) -> Option<&Result> {
        self.results.iter().find(|result| result.candidate == *candidate)
    }

    /// A rank as it is written: `2`, or `2=` where another candidate shares it.
    pub fn rank_as_written(&self, result: &Result) -> Option<String> {
        let rank = result.rank?;
        let shared = self.results.iter().filter(|other| other.rank == Some(rank)).count() > 1;
        Some(format!("{rank}{}", if shared { "=" } else { "" }))
    }
}

/// Mean scores by criterion and candidate, with the spread between evaluators.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MeanScores(BTreeMap<(Id<Criterion>, Id<Candidate>), MeanScore>);

/// What the evaluators made of one candidate on one criterion.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeanScore {
    /// What counts: the score that was agreed on, else the mean of those given.
    pub mean: f64,
    /// How many were given.
    pub count: usize,
    /// The lowest that was given, or agreed on where nobody gave any.
    pub lowest: u8,
    /// The highest that was given, or agreed on where nobody gave any.
    pub highest: u8,
    /// What the evaluators agreed on after talking.
    pub agreed: Option<Level>,
}

impl MeanScore {
    /// How far apart the evaluators are, or were before they agreed: highest less lowest.
    pub fn gap(&self) -> u8 {
        self.highest - self.lowest
    }
}

impl MeanScores {
    /// What the evaluators made of this candidate on this criterion; `None` where nobody scored.
    pub fn get(&self, criterion: &Id<Criterion>, candidate: &Id<Candidate>) -> Option<&MeanScore> {
        self.0.get(&(criterion.clone(), candidate.clone()))
    }
}

/// The scores that count, with their values: those that point to nothing, or that somebody gave in spite of a conflict of
/// interest, do not.
pub fn counted(evaluation: &PartnerEvaluation) -> impl Iterator<Item = (&Score, u8)> {
    evaluation.scores.iter().filter_map(|score| {
        let evaluator = evaluation.evaluators.get(&score.evaluator)?;
        let known = evaluation.criteria.get(&score.criterion).is_some() && evaluation.candidates.get(&score.candidate).is_some();
        let value = score.value.filter(|_| known && !evaluator.is_recused(&score.candidate))?;
        Some((score.as_ref(), value.get()))
    })
}

/// What counts for each criterion and candidate: what the evaluators agreed on, else the mean of their scores.
pub fn mean_scores(evaluation: &PartnerEvaluation) -> MeanScores {
    let mut means = MeanScores::default();
    for (score, value) in counted(evaluation) {
        let cell = means.0.entry((score.criterion.clone(), score.candidate.clone()));
        let cell = cell.or_insert(MeanScore { mean: 0.0, count: 0, lowest: value, highest: value, agreed: None });
        // The sum, until all are counted.
        cell.mean += f64::from(value);
        cell.count += 1;
        cell.lowest = cell.lowest.min(value);
        cell.highest = cell.highest.max(value);
    }
    for cell in means.0.values_mut() {
        cell.mean /= cell.count as f64;
    }
    for agreed in evaluation.agreed_scores.iter() {
        if evaluation.criteria.get(&agreed.criterion).is_none() || evaluation.candidates.get(&agreed.candidate).is_none() {
            continue;
        }
        let value = agreed.value.get();
        let cell = means.0.entry((agreed.criterion.clone(), agreed.candidate.clone()));
        let cell = cell.or_insert(MeanScore { mean: 0.0, count: 0, lowest: value, highest: value, agreed: None });
        cell.mean = f64::from(value);
        cell.agreed = Some(agreed.value);
    }
    means
}

/// Ranks the candidates by their weighted score.
pub fn rank(evaluation: &PartnerEvaluation) -> Ranking {
    let means = mean_scores(evaluation);
    let criteria: Vec<(Id<Criterion>, Pillar, f64)> =
        evaluation.criteria.iter().map(|criterion| (criterion.id.clone(), criterion.pillar, criterion.weight.points())).collect();
    let mut results: Vec<Result> = evaluation.candidates.iter().map(|candidate| result(candidate, &criteria, &means)).collect();
    let scores: Vec<Option<f64>> = results.iter().map(|result| ranked_score(evaluation, result)).collect();
    for (result, score) in results.iter_mut().zip(&scores) {
        result.rank = score.map(|mine| 1 + scores.iter().flatten().filter(|theirs| **theirs > mine + TIE).count());
    }
    // Equals, and those without a rank, keep the users' order.
    sort_by_rank(&mut results, |result| Rank::from(result.rank.unwrap_or(usize::MAX)));
    Ranking { results }
}

fn result(candidate: &Candidate, criteria: &[(Id<Criterion>, Pillar, f64)], means: &MeanScores) -> Result {
    let scored = |pillar: Option<Pillar>| {
        let rows = criteria.iter().filter(move |(_, of, _)| pillar.is_none_or(|wanted| *of == wanted));
        rows.filter_map(|(criterion, _, weight)| means.get(criterion, &candidate.id).map(|score| (*weight, score.mean)))
    };
    let total: f64 = criteria.iter().map(|(_, _, weight)| weight).sum();
    let weighed: f64 = scored(None).map(|(weight, _)| weight).sum();
    Result {
        candidate: candidate.id.clone(),
        weighted_score: weighted_mean(scored(None)),
        coverage: if total > 0.0 { weighed / total } else { 0.0 },
        rank: None,
        pillars: Pillar::ALL.iter().map(|pillar| (*pillar, weighted_mean(scored(Some(*pillar))))).collect(),
    }
}

fn weighted_mean(rows: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let (sum, weights) = rows.fold((0.0, 0.0), |(sum, weights), (weight, score)| (sum + weight * score, weights + weight));
    (weights > 0.0).then(|| sum / weights)
}

fn ranked_score(evaluation: &PartnerEvaluation, result: &Result) -> Option<f64> {
    let running = evaluation.candidates.get(&result.candidate).is_some_and(|candidate| evaluation.in_the_running(candidate));
    result.weighted_score.filter(|_| running)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::collection::Collection;
    use crate::domain::date::Timestamp;
    use crate::domain::extra::Extra;
    use crate::domain::partner::candidate::Interests;
    use crate::domain::partner::candidate::{Evaluator, PartnerKind};
    use crate::domain::partner::criterion::Weight;
    use crate::domain::partner::scoring::AgreedScore;

    /// An evaluation of these weights and, for each candidate, one evaluator's scores (0: not scored).
    fn evaluation(weights: &[f64], candidates: &[&[u8]]) -> PartnerEvaluation {
        let mut evaluation = PartnerEvaluation::blank(Id::joined(&["e"]), "Choice", Timestamp::from_millis(0));
        let id = |kind: &str, place: usize| format!("{kind}{place}");
        evaluation.evaluators = Collection::new().with(Evaluator::new(Id::joined(&["v"]), "Lead"), None);
        for (place, weight) in weights.iter().enumerate() {
            let weight = Weight::new(*weight).expect("in range");
            let criterion = Criterion::new(Id::joined(&[&id("k", place)]), Pillar::ALL[place % 4], id("k", place), weight);
            evaluation.criteria = evaluation.criteria.with(criterion, None);
        }
        for (place, scores) in candidates.iter().enumerate() {
            let candidate = Candidate::new(Id::joined(&[&id("c", place)]), id("c", place), PartnerKind::ALL[place % 4]);
            for (criterion, value) in scores.iter().enumerate() {
                let mut score = Score::open(Id::joined(&["v"]), Id::joined(&[&id("k", criterion)]), candidate.id.clone());
                score.value = Level::new(*value);
                evaluation.scores = evaluation.scores.with(score, None);
            }
            evaluation.candidates = evaluation.candidates.with(candidate, None);
        }
        evaluation
    }

    fn check(weights: &[f64], candidates: &[&[u8]], expected: &str) {
        let ranking = rank(&evaluation(weights, candidates));
        let shown: Vec<String> =
            ranking.results.iter().map(|result| format!("{} {:?} {:.4}", result.candidate, result.rank, result.weighted_score.unwrap_or(f64::NAN))).collect();
        assert_eq!(shown.join("; "), expected);
    }

    #[test]
    fn the_published_scorecard_adds_up() {
        // clinicalstudies.in, "Scoring systems for vendor evaluation": weights .30 .25 .20 .15, scores 5 4 4 3 give
        // contributions 1.5 + 1.0 + 0.8 + 0.45 = 3.75 over a weight of 0.9.
        check(&[30.0, 25.0, 20.0, 15.0], &[&[5, 4, 4, 3]], "c0 Some(1) 4.1667");
    }

    #[test]
    fn not_scored_is_not_zero() {
        check(&[50.0, 50.0], &[&[3, 0], &[3, 3], &[0, 0]], "c0 Some(1) 3.0000; c1 Some(1) 3.0000; c2 None NaN");
    }

    #[test]
    fn an_agreed_score_counts_in_the_place_of_the_mean_which_is_kept() {
        let mut evaluation = evaluation(&[50.0, 50.0], &[&[3, 1], &[3, 0]]);
        for (candidate, value) in [("c0", 4), ("c1", 2)] {
            let (criterion, candidate) = (Id::joined(&["k1"]), Id::joined(&[candidate]));
            let agreed =
                AgreedScore { criterion, candidate, value: Level::new(value).expect("in range"), why: String::new(), on: None, extra: Extra::default() };
            evaluation.agreed_scores = evaluation.agreed_scores.with(agreed, None);
        }
        let ranking = rank(&evaluation);
        assert_eq!(ranking.results.iter().map(|result| result.weighted_score).collect::<Vec<_>>(), [Some(3.5), Some(2.5)]);
        let means = mean_scores(&evaluation);
        let cell =
            |candidate: &str| means.get(&Id::joined(&["k1"]), &Id::joined(&[candidate])).map(|cell| (cell.count, cell.lowest, cell.agreed.map(Level::get)));
        assert_eq!([cell("c0"), cell("c1")], [Some((1, 1, Some(4))), Some((0, 2, Some(2)))]);
    }

    #[test]
    fn a_score_given_in_spite_of_a_conflict_is_kept_and_not_counted() {
        let mut evaluation = evaluation(&[1.0], &[&[5], &[3]]);
        let interests = Interests { recused: vec![Id::joined(&["c0"])], ..Interests::default() };
        let evaluator = Evaluator { interests: Some(interests), ..Evaluator::new(Id::joined(&["v"]), "Lead") };
        evaluation.evaluators = evaluation.evaluators.with(evaluator, None);
        let ranking = rank(&evaluation);
        assert_eq!(
            ranking.results.iter().map(|result| (result.candidate.as_str(), result.weighted_score)).collect::<Vec<_>>(),
            [("c1", Some(3.0)), ("c0", None)]
        );
        assert_eq!(evaluation.scores.len(), 2);
    }

    #[test]
    fn a_withdrawn_candidate_is_shown_and_not_ranked() {
        let mut evaluation = evaluation(&[1.0], &[&[5], &[3]]);
        let mut first = Candidate::clone(evaluation.candidates.get(&Id::joined(&["c0"])).expect("there"));
        first.withdrawn = "No capacity before 2028".into();
        evaluation.candidates = evaluation.candidates.with(first, None);
        let ranking = rank(&evaluation);
        assert_eq!(ranking.results.iter().map(|result| (result.candidate.as_str(), result.rank)).collect::<Vec<_>>(), [("c1", Some(1)), ("c0", None)]);
    }

    proptest! {
        #[test]
        fn scaling_all_weights_changes_no_rank(scores in proptest::collection::vec(proptest::collection::vec(0u8..6, 4), 1..6), weights in proptest::collection::vec(0u8..50, 4), factor in 1u8..3) {
            let rows: Vec<&[u8]> = scores.iter().map(Vec::as_slice).collect();
            let plain: Vec<f64> = weights.iter().map(|weight| f64::from(*weight)).collect();
            let scaled: Vec<f64> = plain.iter().map(|weight| weight * f64::from(factor)).collect();
            let ranks = |weights: &[f64]| rank(&evaluation(weights, &rows)).results.into_iter().map(|result| (result.candidate, result.rank)).collect::<Vec<_>>();
            prop_assert_eq!(ranks(&plain), ranks(&scaled));
        }

        #[test]
        fn a_dominated_candidate_never_comes_first(scores in proptest::collection::vec(2u8..6, 5), drops in proptest::collection::vec(0u8..2, 5), weights in proptest::collection::vec(1u8..50, 5)) {
            prop_assume!(drops.iter().any(|drop| *drop > 0));
            let worse: Vec<u8> = scores.iter().zip(&drops).map(|(score, drop)| score - drop).collect();
            let weights: Vec<f64> = weights.into_iter().map(f64::from).collect();
            let ranking = rank(&evaluation(&weights, &[&worse, &scores]));
            prop_assert_eq!(ranking.results[0].candidate.as_str(), "c1");
        }
    }
}

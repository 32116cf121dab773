//! What was promised at the choice beside what is seen now, criterion by criterion, and the weighted result over time.
//!
//! The weights are those of the choice. A review that scores a part of the criteria is set beside the choice on that part
//! alone, so that what nobody looked at neither helps nor harms.
//!
//! While scoring is blind nothing is said to be promised, because that would show what evaluators gave.
//!
//! Limits: a review without a day is shown and does not count, because it cannot be put in order.

use std::sync::Arc;

use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::order::{Rank, sort_by_rank};
use crate::domain::partner::criterion::{Criterion, Pillar};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::performance::{PartnerReview, ReviewScore};
use crate::domain::partner::ranking::{MeanScores, mean_scores};
use crate::domain::partner::scorecard::shown;
use crate::domain::partner::scoring::scores_are_hidden;

/// From this difference on, a score has moved: means are fractions, what a review gives is a whole number.
const MOVED: f64 = 0.5;

/// Which way a score has gone since the choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// Lower than at the choice by half a point or more.
    Slipped,
    /// Within half a point of it.
    AsPromised,
    /// Higher by half a point or more.
    Better,
    /// Nothing to compare: it was not scored then, or is not scored now.
    Unknown,
}

impl Trend {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Trend::Slipped => "slipped",
            Trend::AsPromised => "as promised",
            Trend::Better => "better",
            Trend::Unknown => "not compared",
        }
    }

    /// As an arrow.
    pub fn arrow(self) -> &'static str {
        match self {
            Trend::Slipped => "↘",
            Trend::AsPromised => "→",
            Trend::Better => "↗",
            Trend::Unknown => "·",
        }
    }

    fn between(then: Option<f64>, now: Option<f64>) -> Trend {
        match then.zip(now) {
            None => Trend::Unknown,
            Some((then, now)) if now <= then - MOVED => Trend::Slipped,
            Some((then, now)) if now >= then + MOVED => Trend::Better,
            Some(_) => Trend::AsPromised,
        }
    }
}

/// A criterion: promised at the choice, and seen since.
#[derive(Debug, Clone, PartialEq)]
pub struct Promise {
    /// The criterion.
    pub criterion: Id<Criterion>,
    /// What it is called.
    pub name: String,
    /// Its pillar.
    pub pillar: Pillar,
    /// The mean score of the chosen candidate at the choice; `None` where it has none, and while the scores are hidden.
    pub promised: Option<f64>,
    /// What each review saw, in the order of [`reviews`].
    pub seen: Vec<Option<u8>>,
    /// How what was seen last stands beside the choice.
    pub trend: Trend,
    /// In how many of the last reviews that scored it, without a break, it had slipped.
    pub slipped_running: usize,
}

impl Promise {
    /// What was seen last.
    pub fn now(&self) -> Option<u8> {
        self.seen.iter().rev().find_map(|seen| *seen)
    }
}

/// The weighted result on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// The day of the review.
    pub on: Date,
    /// The weighted mean of what the review scored, 1 to 5: over the criteria that the choice scored too, where there are any.
    pub seen: f64,
    /// The weighted mean of the choice over the same criteria; `None` where it scored none of them, and while the scores are hidden.
    pub promised: Option<f64>,
}

/// The reviews that were held, the first one first. Of one day, in the order of their names.
pub fn reviews(evaluation: &PartnerEvaluation) -> Vec<(Date, &PartnerReview)> {
    let mut held: Vec<(Date, &PartnerReview)> = evaluation.reviews.iter().filter_map(|review| Some((review.on?, review.as_ref()))).collect();
    sort_by_rank(&mut held, |(on, review)| Rank::Several(vec![Rank::from(*on), Rank::Text(review.name.clone()), Rank::Text(review.id.to_string())]));
    held
}

/// Every criterion with what was promised and what was seen, in the order of the pillars.
pub fn promises(evaluation: &PartnerEvaluation) -> Vec<Promise> {
    let (means, held) = (at_the_choice(evaluation), reviews(evaluation));
    let chosen = evaluation.partner_decision.chosen.as_ref();
    let promise = |criterion: &Criterion| {
        let promised = chosen.and_then(|chosen| means.get(&criterion.id, chosen)).map(|score| score.mean);
        let seen: Vec<Option<u8>> = held.iter().map(|(_, review)| review.score_on(&criterion.id).map(|score| score.value.get())).collect();
        let trend = |seen: u8| Trend::between(promised, Some(f64::from(seen)));
        Promise {
            criterion: criterion.id.clone(),
            name: shown(criterion),
            pillar: criterion.pillar,
            promised,
            trend: seen.iter().rev().find_map(|seen| *seen).map_or(Trend::Unknown, trend),
            slipped_running: seen.iter().rev().flatten().take_while(|seen| trend(**seen) == Trend::Slipped).count(),
            seen,
        }
    };
    let mut promises: Vec<Promise> = evaluation.criteria.iter().map(|criterion| promise(criterion)).collect();
    sort_by_rank(&mut promises, |promise| Rank::from(promise.pillar as u8));
    promises
}

/// The weighted result of each review that scored something that counts.
pub fn standings(evaluation: &PartnerEvaluation) -> Vec<Standing> {
    let means = at_the_choice(evaluation);
    let chosen = evaluation.partner_decision.chosen.as_ref();
    let standing = |(on, review): (Date, &PartnerReview)| {
        // In the order of the criteria, so that the sum does not depend on the order of the scores.
        let scored = || evaluation.criteria.iter().filter_map(|criterion| Some((criterion, review.score_on(&criterion.id)?)));
        let now = |(criterion, score): (&Arc<Criterion>, &ReviewScore)| (criterion.weight.points(), f64::from(score.value.get()));
        let then = |criterion: &Criterion| Some((criterion.weight.points(), means.get(&criterion.id, chosen?)?.mean));
        let promised = weighted(scored().filter_map(|(criterion, _)| then(criterion)));
        let compared = scored().filter(|(criterion, _)| promised.is_none() || then(criterion).is_some());
        Some(Standing { on, seen: weighted(compared.map(now))?, promised })
    };
    reviews(evaluation).into_iter().filter_map(standing).collect()
}

/// The scores of the choice, and none while nobody may see them.
fn at_the_choice(evaluation: &PartnerEvaluation) -> MeanScores {
    if scores_are_hidden(evaluation) { MeanScores::default() } else { mean_scores(evaluation) }
}

/// The mean of scores, each with its weight.
fn weighted(rows: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let (sum, weights) = rows.fold((0.0, 0.0), |(sum, weights), (weight, score)| (sum + weight * score, weights + weight));
    (weights > 0.0).then(|| sum / weights)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::collection::Collection;
    use crate::domain::partner::performance::trial_run::{reviewed, with};
    use crate::domain::partner::score::Score;
    use crate::domain::partner::scoring::ScoringPhase;

    #[test]
    fn what_was_promised_stands_beside_what_is_seen() {
        let said: Vec<String> = promises(&reviewed())
            .into_iter()
            .map(|promise| format!("{} {:?} {:?} {} {}", promise.name, promise.promised, promise.seen, promise.trend.words(), promise.slipped_running))
            .collect();
        assert_eq!(
            said,
            [
                "Team Some(4.0) [Some(3), Some(2)] slipped 2",
                "Link to our EDC Some(3.0) [None, Some(4)] better 0",
                "Reports Some(4.0) [Some(4), None] as promised 0"
            ]
        );
    }

    #[test]
    fn a_review_is_set_beside_the_choice_on_what_it_scored() {
        let said: Vec<String> = standings(&reviewed())
            .iter()
            .map(|standing| format!("{} {:.2} {:.2}", standing.on.iso(), standing.seen, standing.promised.unwrap_or_default()))
            .collect();
        // Team and reports: (40 × 3 + 20 × 4) / 60, against 4; team and link: (40 × 2 + 40 × 4) / 80, against 3.5.
        assert_eq!(said, ["2027-06-30 3.33 4.00", "2027-09-30 3.00 3.50"]);
    }

    #[test]
    fn what_the_choice_did_not_score_does_not_count_in_what_is_set_beside_it() {
        let mut evaluation = reviewed();
        for evaluator in ["lead", "quality"] {
            let open = Score::open(Id::joined(&[evaluator]), Id::joined(&["link"]), Id::joined(&["c0"]));
            evaluation.scores = evaluation.scores.with(open, None);
        }
        // Of team 2 and link 4 only the team was scored at the choice, with 4.
        assert_eq!(standings(&evaluation).last().map(|standing| (standing.seen, standing.promised)), Some((2.0, Some(4.0))));
        evaluation.scores = Collection::new();
        assert_eq!(standings(&evaluation).last().map(|standing| (standing.seen, standing.promised)), Some((3.0, None)));
    }

    #[test]
    fn nothing_is_said_to_be_promised_while_scoring_is_blind() {
        let mut evaluation = reviewed();
        Arc::make_mut(&mut evaluation.scoring).phase = Some(ScoringPhase::Blind);
        assert!(promises(&evaluation).iter().all(|promise| promise.promised.is_none() && promise.trend == Trend::Unknown && promise.slipped_running == 0));
        assert!(standings(&evaluation).iter().all(|standing| standing.promised.is_none()) && !standings(&evaluation).is_empty());
    }

    #[test]
    fn the_order_of_reviews_in_the_file_changes_nothing() {
        let evaluation = reviewed();
        let turned = with("reviews", serde_json::to_value(evaluation.reviews.iter().rev().map(AsRef::as_ref).collect::<Vec<_>>()).expect("JSON"));
        assert_eq!((promises(&turned), standings(&turned)), (promises(&evaluation), standings(&evaluation)));
    }

    #[test]
    fn a_review_without_a_day_does_not_count() {
        let undated = with("reviews", serde_json::json!([{ "id": "r", "name": "Soon", "scores": [{ "criterion": "team", "value": 1 }] }]));
        assert_eq!(standings(&undated), []);
        assert!(promises(&undated).iter().all(|promise| promise.trend == Trend::Unknown));
    }
}

//! What several assessors think of one risk: how far apart they are, and the median on which they can agree.
//!
//! ICH Q9(R1) asks to manage the subjectivity of scores; seeing where assessors differ is where that begins. An impact that
//! an assessor says nothing of counts as the lowest level, as it does in a score.

use super::factor::Factor;
use super::method::{Judged, RiskMethod};
use super::register::{Assessment, Risk};
use super::scale::{Level, Score};

/// From how many levels apart on assessors disagree.
pub const FAR_APART: u8 = 2;

/// How far apart the assessors are on one factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The factor.
    pub factor: Factor,
    /// The lowest level that was given.
    pub lowest: Level,
    /// The highest level that was given.
    pub highest: Level,
}

/// How the scores of several assessors stand to each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    /// Each factor that the method asks for.
    pub ranges: Vec<Range>,
    /// The score with the median of each factor; of two in the middle, the higher.
    pub median: Score,
    /// The lowest and the highest score.
    pub scores: (Judged, Judged),
}

impl Range {
    /// How many levels lie between the lowest and the highest.
    pub fn apart(self) -> u8 {
        self.highest.get() - self.lowest.get()
    }
}

impl Spread {
    /// How the scores of these assessors stand to each other; `None` where there is none.
    pub fn of(method: &RiskMethod, assessments: &[Assessment]) -> Option<Spread> {
        let scores: Vec<Score> = assessments.iter().map(|assessment| assessment.score).collect();
        let first = scores.first()?;
        let levels = |factor: Factor| scores.iter().map(move |score| factor.level(*score));
        let mut median = *first;
        let mut ranges = Vec::new();
        for factor in Factor::asked(method) {
            median = factor.set(median, middle(levels(factor).collect()));
            let given = levels(factor).map(|level| level.unwrap_or(Level::LOWEST));
            let (lowest, highest) = (given.clone().min()?, given.max()?);
            if levels(factor).any(|level| level.is_some()) {
                ranges.push(Range { factor, lowest, highest });
            }
        }
        let judged = scores.iter().map(|score| method.judged(*score));
        let rank = |judged: &Judged| (judged.band, judged.points);
        Some(Spread { ranges, median, scores: (judged.clone().min_by_key(rank)?, judged.max_by_key(rank)?) })
    }

    /// The factor on which they are furthest apart.
    pub fn widest(&self) -> Option<Range> {
        // The first of several, in the order in which they are asked for.
        self.ranges.iter().copied().rev().max_by_key(|range| range.apart())
    }

    /// The factor on which they disagree most, where they do.
    pub fn disagreement(&self) -> Option<Range> {
        self.widest().filter(|range| range.apart() >= FAR_APART)
    }
}

/// The factor on which the assessors of a risk disagree most, where they do.
pub fn disagreement(method: &RiskMethod, risk: &Risk) -> Option<Range> {
    Spread::of(method, &risk.assessments)?.disagreement()
}

/// The median; of two in the middle, the higher.
fn middle(mut levels: Vec<Option<Level>>) -> Option<Level> {
    levels.sort_unstable();
    levels.get(levels.len() / 2).copied().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::extra::Extra;
    use crate::domain::risk::scale::{Band, Points};

    /// Assessments written as probability, impact, impact on participants (0: none given).
    fn assessed(scores: &[[u8; 3]]) -> Vec<Assessment> {
        let level = |number: u8| Level::new(number).expect("a level");
        let one = |[probability, impact, participants]: &[u8; 3]| Assessment {
            assessor: String::new(),
            score: Score { participants: Level::new(*participants), ..Score::new(level(*probability), level(*impact)) },
            rationale: String::new(),
            on: None,
            extra: Extra::default(),
        };
        scores.iter().map(one).collect()
    }

    fn check(scores: &[[u8; 3]], median: [u8; 3], widest: (Factor, u8), points: (u32, u32)) {
        let spread = Spread::of(&RiskMethod::default(), &assessed(scores)).expect("assessors");
        let found = spread.median;
        assert_eq!([found.probability.get(), found.impact.get(), found.participants.map_or(0, Level::get)], median, "{scores:?}");
        assert_eq!(spread.widest().map(|range| (range.factor, range.apart())), Some(widest));
        assert_eq!((spread.scores.0.points, spread.scores.1.points), (Points::whole(points.0), Points::whole(points.1)));
    }

    #[test]
    fn the_median_takes_the_higher_of_two_in_the_middle() {
        check(&[[2, 3, 0], [4, 3, 0]], [4, 3, 0], (Factor::Probability, 2), (6, 12));
        check(&[[2, 3, 0], [4, 3, 0], [1, 4, 0]], [2, 3, 0], (Factor::Probability, 3), (4, 12));
        check(&[[2, 2, 0]], [2, 2, 0], (Factor::Probability, 0), (4, 4));
    }

    #[test]
    fn an_impact_that_nobody_else_sees_is_a_disagreement() {
        check(&[[1, 2, 0], [1, 2, 5], [1, 2, 0]], [1, 2, 0], (Factor::Participants, 4), (2, 5));
        let spread = Spread::of(&RiskMethod::default(), &assessed(&[[1, 2, 0], [1, 2, 5]])).expect("assessors");
        assert_eq!(spread.scores.1.band, Band::High);
        assert!(spread.disagreement().is_some());
        assert_eq!(Spread::of(&RiskMethod::default(), &[]), None);
        assert_eq!(Spread::of(&RiskMethod::default(), &assessed(&[[1, 2, 0], [2, 2, 0]])).and_then(|spread| spread.disagreement()), None);
    }
}

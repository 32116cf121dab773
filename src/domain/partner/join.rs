//! Scores from several files as one set, whichever file comes first.
//!
//! Of two scores for the same cell the later one stays; of two of the same moment, the one whose text comes later. That is an order
//! in which any two scores have their place, so joining sets is commutative, associative and idempotent: files can be
//! taken in one by one, all at once, or twice.

use std::collections::BTreeMap;

use serde::Serialize;

use super::candidate::Interests;
use super::score::Score;
use crate::domain::collection::Record;
use crate::domain::date::Timestamp;
use crate::domain::digest::canonical;
use crate::domain::wire::to_value;

/// Something of which the later version counts.
pub trait Dated: Serialize + Clone {
    /// When it was changed last.
    fn at(&self) -> Option<Timestamp>;
}

impl Dated for Score {
    fn at(&self) -> Option<Timestamp> {
        self.at
    }
}

impl Dated for Interests {
    fn at(&self) -> Option<Timestamp> {
        self.at
    }
}

/// Whether `one` counts rather than `other`. What carries no moment is older than whatever does.
pub fn is_later<T: Dated>(one: &T, other: &T) -> bool {
    let key = |version: &T| (version.at().map(Timestamp::millis), canonical(&to_value(version)));
    key(one) > key(other)
}

/// Scores by their cells, the latest of each.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ScoreSet(BTreeMap<String, Score>);

impl ScoreSet {
    /// The set of these scores.
    pub fn of<'a>(scores: impl IntoIterator<Item = &'a Score>) -> ScoreSet {
        let mut set = ScoreSet::default();
        for score in scores {
            set.take(score);
        }
        set
    }

    /// Both sets as one.
    pub fn join(mut self, other: &ScoreSet) -> ScoreSet {
        other.iter().for_each(|score| self.take(score));
        self
    }

    /// The scores, by the ids of their cells.
    pub fn iter(&self) -> impl Iterator<Item = &Score> {
        self.0.values()
    }

    fn take(&mut self, score: &Score) {
        let key = score.id().to_string();
        if self.0.get(&key).is_none_or(|known| is_later(score, known)) {
            self.0.insert(key, score.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::id::Id;
    use crate::domain::partner::score::Level;

    fn scores() -> impl Strategy<Value = Vec<Score>> {
        let one = (0u8..2, 0u8..3, 0u8..2, 0u8..6, proptest::option::of(0i64..3), 0u8..3).prop_map(|(evaluator, criterion, candidate, value, at, evidence)| {
            let id = |kind: &str, number: u8| format!("{kind}{number}");
            let mut score = Score::open(Id::joined(&[&id("v", evaluator)]), Id::joined(&[&id("k", criterion)]), Id::joined(&[&id("c", candidate)]));
            score.value = Level::new(value);
            score.at = at.map(Timestamp::from_millis);
            score.evidence = "x".repeat(usize::from(evidence));
            score
        });
        proptest::collection::vec(one, 0..24)
    }

    proptest! {
        #[test]
        fn joining_is_commutative_associative_and_idempotent(first in scores(), second in scores(), third in scores()) {
            let [first, second, third] = [first, second, third].map(|scores| ScoreSet::of(&scores));
            prop_assert_eq!(first.clone().join(&second), second.clone().join(&first));
            prop_assert_eq!(first.clone().join(&second).join(&third), first.clone().join(&second.clone().join(&third)));
            prop_assert_eq!(first.clone().join(&first), first.clone());
            prop_assert_eq!(first.clone().join(&ScoreSet::default()), first);
        }
    }
}

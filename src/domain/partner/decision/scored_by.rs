//! Who scored: how many evaluators gave scores that count, and what keeps one from saying that each scored every candidate.

use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::grid::progress;
use crate::domain::partner::ranking::counted;

/// Who scored the candidates in the running.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoredBy {
    /// How many evaluators gave at least one score that counts.
    pub voices: usize,
    /// How many evaluators do not score somebody, because of a conflict of interest.
    pub recused: usize,
    /// How many scores are missing.
    pub missing: usize,
}

impl ScoredBy {
    /// Who scored in this evaluation.
    pub fn of(evaluation: &PartnerEvaluation) -> ScoredBy {
        let evaluators = || evaluation.evaluators.iter();
        ScoredBy {
            voices: evaluators().filter(|evaluator| counted(evaluation).any(|(score, _)| score.evaluator == evaluator.id)).count(),
            recused: evaluators().filter(|evaluator| evaluation.running().any(|candidate| evaluator.is_recused(&candidate.id))).count(),
            missing: evaluators().map(|evaluator| progress(evaluation, &evaluator.id).open()).sum(),
        }
    }

    /// Whether each evaluator scored every candidate in the running.
    pub fn is_everybody(self) -> bool {
        self.recused == 0 && self.missing == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::partner::trial_run::{evaluation, recuse, score};

    #[test]
    fn conflicts_and_gaps_are_told_apart_and_who_gave_nothing_is_no_voice() {
        let mut evaluation = evaluation(&["a", "b", "c"], &[1.0], 2);
        assert_eq!(ScoredBy::of(&evaluation), ScoredBy { voices: 3, recused: 0, missing: 0 });
        recuse(&mut evaluation, "a", &["c0"]);
        for candidate in [0, 1] {
            score(&mut evaluation, "b", 0, candidate, 0);
        }
        let by = ScoredBy::of(&evaluation);
        assert_eq!((by, by.is_everybody()), (ScoredBy { voices: 2, recused: 1, missing: 2 }, false));
    }
}

//! What is not shown of changes while scoring is blind: whoever reads them must not learn what others have given.
//!
//! In the copy that was made for one evaluator all scores are their own, so nothing is kept out of sight there.

use crate::domain::audit::{AuditEntry, FieldChange};
use crate::domain::document::Document;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::score::Score;
use crate::domain::partner::scoring::{AgreedScore, scores_are_hidden};
use crate::session::command::Kept;

/// Whether changes of scores are out of sight in a document.
pub fn hides_scores(document: &Document) -> bool {
    document.evaluation().is_some_and(hides_scores_of)
}

/// Whether changes of scores are out of sight in an evaluation.
pub fn hides_scores_of(evaluation: &PartnerEvaluation) -> bool {
    scores_are_hidden(evaluation) && evaluation.scoring.only.is_none()
}

/// Whether a change is one of a score, or of what was agreed on.
pub fn is_of_scores(change: &FieldChange) -> bool {
    [Score::SECTION, AgreedScore::SECTION].contains(&change.section.as_str())
}

/// Whether an entry of the trail has changes of scores.
pub fn tells_scores(entry: &AuditEntry) -> bool {
    entry.changes.iter().any(is_of_scores)
}

/// Takes the changes of scores out of a comparison where one of the documents hides them, and says so.
pub fn keep_out_of_sight(changes: &mut Vec<FieldChange>, documents: [&Document; 2]) -> Option<&'static str> {
    if !documents.into_iter().any(hides_scores) {
        return None;
    }
    let all = changes.len();
    changes.retain(|change| !is_of_scores(change));
    (changes.len() < all).then_some("Changes of scores are left out while scoring is blind.")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::id::Id;
    use crate::domain::partner::scoring::{Scoring, ScoringPhase};
    use crate::domain::partner::trial_run::evaluation;
    use crate::session::compare::differences;

    #[test]
    fn a_comparison_leaves_scores_out_where_one_side_is_blind_and_nobody_s_own() {
        let with = |evaluators: &[&str], phase, only: Option<&str>| {
            let mut made = evaluation(evaluators, &[1.0], 1);
            made.scoring = Arc::new(Scoring { phase, only: only.map(|only| Id::joined(&[only])), ..Scoring::default() });
            Document::Evaluation(Box::new(made))
        };
        let blind = Some(ScoringPhase::Blind);
        for (one, other, expected) in [
            (with(&["a"], None, None), with(&["a", "b"], None, None), (true, false)),
            (with(&["a"], blind, None), with(&["a", "b"], None, None), (false, true)),
            (with(&["a"], None, None), with(&["a", "b"], blind, None), (false, true)),
            (with(&["a"], blind, Some("a")), with(&["a", "b"], blind, Some("a")), (true, false)),
            (with(&["a"], blind, None), with(&["a"], None, None), (false, false)),
        ] {
            let mut found = differences(&one, &other);
            let said = keep_out_of_sight(&mut found, [&one, &other]);
            assert_eq!((found.iter().any(is_of_scores), said.is_some()), expected);
        }
    }
}

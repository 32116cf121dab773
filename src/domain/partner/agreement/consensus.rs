//! What the evaluators make of their disagreements: what the page says first, what was agreed on, and what that moved.

use super::super::evaluation::PartnerEvaluation;
use super::super::ranking::rank;
use super::super::scorecard::{disagreements, shown};
use super::{Agreement, Strength};
use crate::domain::collection::Collection;
use crate::domain::overview::{Headline, Urgency};
use crate::domain::words::{count, quoted};

/// Weighted scores closer than this are shown as the same.
const SHOWN_ALIKE: f64 = 0.005;

/// A candidate whose weighted score is another one since evaluators agreed on scores.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    /// Whom.
    pub name: String,
    /// The weighted score by the blind scores alone.
    pub before: Option<f64>,
    /// The weighted score with what was agreed on.
    pub after: Option<f64>,
    /// The rank by the blind scores alone, as it is written.
    pub rank_before: Option<String>,
    /// The rank with what was agreed on, as it is written.
    pub rank_after: Option<String>,
}

/// The candidates in the running whose weighted score or rank was moved by what the evaluators agreed on.
pub fn moved(evaluation: &PartnerEvaluation) -> Vec<Moved> {
    if evaluation.agreed_scores.is_empty() {
        return Vec::new();
    }
    let blind = PartnerEvaluation { agreed_scores: Collection::new(), ..evaluation.clone() };
    let (before, after) = (rank(&blind), rank(evaluation));
    let of = |candidate: &std::sync::Arc<super::super::candidate::Candidate>| {
        let (was, is) = (before.of(&candidate.id)?, after.of(&candidate.id)?);
        let (rank_before, rank_after) = (before.rank_as_written(was), after.rank_as_written(is));
        let apart = match (was.weighted_score, is.weighted_score) {
            (Some(was), Some(is)) => (was - is).abs() >= SHOWN_ALIKE,
            (was, is) => was.is_some() != is.is_some(),
        };
        let (before, after) = (was.weighted_score, is.weighted_score);
        (apart || rank_before != rank_after).then(|| Moved { name: shown(candidate.as_ref()), before, after, rank_before, rank_after })
    };
    evaluation.running().filter_map(of).collect()
}

/// The finding: how far the evaluators agree, by what, and what to talk about.
pub fn agreement_headline(evaluation: &PartnerEvaluation, agreement: &Agreement) -> Headline {
    let simple = |finding: &str, because: &str, urgency| Headline { finding: finding.to_owned(), because: because.to_owned(), urgency };
    if agreement.voices == 0 {
        return simple("Nothing is scored yet", "How far evaluators agree shows once two of them have scored the same.", Urgency::Upcoming);
    }
    if agreement.voices == 1 {
        return simple("Agreement needs a second evaluator", "One voice cannot be checked against another.", Urgency::Watch);
    }
    if agreement.shared == 0 {
        return simple("No two evaluators have scored the same", "Agreement shows on what at least two have scored.", Urgency::Watch);
    }
    let next = next(evaluation);
    let Some(alpha) = agreement.alpha else {
        return Headline {
            finding: "All scores are the same".to_owned(),
            because: format!("Scores that never differ tell candidates no better apart than chance would. {next}"),
            urgency: Urgency::Watch,
        };
    };
    let (finding, urgency) = match Strength::of(alpha) {
        Strength::Strong => ("Evaluators agree strongly", Urgency::OnTrack),
        Strength::Fair => ("Evaluators agree fairly", Urgency::Watch),
        Strength::Weak => ("Evaluators agree only weakly", Urgency::Act),
    };
    let order =
        agreement.order.map_or(String::new(), |order| format!(", and on the order of {} W = {:.2}", count(order.items, "candidate", "candidates"), order.w));
    let worst = agreement.worst_understood().map_or(String::new(), |criterion| format!(" Least alike they understand {}.", quoted(&criterion.name)));
    Headline {
        finding: finding.to_owned(),
        because: format!("Krippendorff’s α = {alpha:.2} over {}{order}.{worst} {next}", count(agreement.shared, "shared score", "shared scores")),
        urgency,
    }
}

/// What to do next about disagreements.
fn next(evaluation: &PartnerEvaluation) -> String {
    let (open, bare) = (disagreements(evaluation), evaluation.agreed_scores.iter().filter(|agreed| agreed.why.trim().is_empty()).count());
    match (open.first(), bare) {
        (Some(widest), _) => {
            format!("{} to talk about, the widest on {}.", count(open.len(), "wide disagreement", "wide disagreements"), widest.about)
        }
        (None, 0) => "No wide disagreement is left to talk about.".to_owned(),
        (None, bare) => format!("{} no reason yet: say what changed minds.", count(bare, "agreed score has", "agreed scores have")),
    }
}

//! Choosing a partner: candidates, criteria in four pillars, evaluators' scores, and the ranking that follows.

pub mod agreement;
pub mod bid;
pub mod blind;
pub mod candidate;
pub mod compare;
pub mod contribution;
pub mod criterion;
pub mod decision;
pub mod duty;
pub mod evaluation;
pub mod evaluator_scores;
pub mod grid;
pub mod headlines;
pub mod interview;
pub mod join;
pub mod kind_fit;
pub mod knockout;
pub mod performance;
pub mod ranking;
pub mod score;
pub mod scorecard;
pub mod scoring;
pub mod selection;
#[cfg(test)]
pub(crate) mod trial_run;
pub mod weighting;

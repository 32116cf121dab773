//! Choosing a partner: candidates, criteria in four pillars, evaluators' scores, and the ranking that follows.

pub mod candidate;
pub mod criterion;
pub mod evaluation;
pub mod grid;
pub mod headlines;
pub mod ranking;
pub mod score;
pub mod scorecard;
#[cfg(test)]
pub(crate) mod trial_run;

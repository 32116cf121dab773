//! How far a ranking can be relied on: other methods beside the weighted sum, and what would have to change for another
//! candidate to come first.
//!
//! The weighted sum (`super::ranking`) is the method; everything here checks it. All of it rests on one [`table::ScoreTable`]
//! of mean scores. What nobody has scored takes no part, in any method: a candidate is judged by what it has been scored on.
//!
//! | module | what it says |
//! | --- | --- |
//! | `methods` | the ranking by each method, and how far they agree |
//! | `topsis`, `promethee` | the two methods that are more than a sum |
//! | `weight_flips` | at which weight of one criterion or pillar another candidate leads |
//! | `shift` | the smallest change of all weights together that does it |
//! | `score_flips` | single scores that decide |
//! | `leave_out` | the ranking without one criterion, candidate or evaluator |
//! | `acceptability` | how often each candidate comes where, over thousands of weightings |
//! | `robustness` | all of it that is exact, for the page |

pub mod acceptability;
pub mod leave_out;
pub mod methods;
pub mod promethee;
pub mod robustness;
pub mod score_flips;
pub mod shift;
pub mod table;
pub mod topsis;
pub mod weight_flips;

#[cfg(test)]
mod tests;

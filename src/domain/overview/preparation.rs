//! What prepares a choice of partner: the kind that fits, the knock-outs, and the way to the contract.

use super::Statement;
use crate::domain::date::Date;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::kind_fit::findings::fit_statements;
use crate::domain::partner::knockout::board::knockout_statements;
use crate::domain::partner::selection::progress::step_statements;

/// What is open or late of it.
pub fn statements(evaluation: &PartnerEvaluation, today: Date) -> Vec<Statement> {
    [step_statements(evaluation, today), knockout_statements(evaluation), fit_statements(evaluation)].concat()
}

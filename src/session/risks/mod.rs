//! What a team does to its register as a whole: what it lists and groups, what it changes in several risks at once, and how
//! it scores all of them. Each gesture gives one change, so each is one undo step.

pub mod bulk;
pub mod listing;
pub mod scoring;

use super::command::Change;

/// One change of all these; `None` where there are none.
fn together(mut changes: Vec<Change>) -> Option<Change> {
    match changes.len() {
        0 => None,
        1 => changes.pop(),
        _ => Some(Change::Several(changes)),
    }
}

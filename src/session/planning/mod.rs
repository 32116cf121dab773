//! What a planner does to several tasks, or to one with a gesture: each gives one change, so each is one undo step.
//!
//! A gesture is heeded as far as it makes sense: what cannot be moved or indented stays as it is, and where nothing would
//! change there is no change.

pub mod dates;
pub mod fill;
pub mod outline;
pub mod paste;

use super::command::{Change, Edit, Kept};
use crate::domain::schedule::task::Task;

/// One change of all these tasks; `None` where there are none.
fn changes(tasks: impl IntoIterator<Item = Task>) -> Option<Change> {
    let mut changes: Vec<Change> = tasks.into_iter().map(|task| Task::change(Edit::put(task))).collect();
    match changes.len() {
        0 => None,
        1 => changes.pop(),
        _ => Some(Change::Several(changes)),
    }
}

//! What the tests of this floor share: a document and edits.

use crate::domain::date::Timestamp;
use crate::domain::document::{Document, DocumentId};
use crate::domain::id::Id;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::register::Risk;
use crate::session::command::{Change, Command, Edit, Origin};

/// The id of the document that tests edit.
pub(super) fn id() -> DocumentId {
    Id::joined(&["kestrel"])
}

/// A plan without content.
pub(super) fn fresh(title: &str) -> Document {
    Document::Plan(Box::new(TrialPlan::blank(id(), title, Timestamp::from_millis(0))))
}

/// A command of the user at a moment.
pub(super) fn command(change: Change, millis: i64) -> Command {
    Command { at: Timestamp::from_millis(millis), who: "Ada".to_owned(), why: None, origin: Origin::Edit, change }
}

/// Puts a risk with a number into the plan.
pub(super) fn risk(number: u32, title: &str) -> Change {
    Change::Risks(Edit::put(Risk::new(Id::joined(&["risk", &number.to_string()]), number, title)))
}

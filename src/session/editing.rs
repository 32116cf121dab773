//! A document with its undo and redo steps.
//!
//! Undo and redo are commands like any other: they are journalled, audited, and replayed. The steps are the changes
//! that take edits back, newest last.
//!
//! Invariants: undoing a step restores every record and section to what it was; an edit empties the redo steps.
//! Limits: steps are kept in memory, [`STEPS`] of them; replaying a journal rebuilds those it holds.

use std::sync::{Arc, OnceLock};

use super::apply::{Applied, Rejection, apply};
use super::command::{Change, Command, Origin};
use crate::domain::date::{Date, Timestamp};
use crate::domain::document::Document;
use crate::domain::finding::Finding;
use crate::domain::overview::figures::{PlanFigures, figures, figures_by};
use crate::domain::plan::TrialPlan;
use crate::domain::plan::calculated::Calculated;

/// How many edits can be taken back.
pub const STEPS: usize = 500;

/// One document being edited. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Session {
    document: Arc<Document>,
    /// What is calculated of it, once somebody has asked.
    shown: OnceLock<Arc<Shown>>,
    /// What was calculated before the last edit, so that not all is calculated again.
    before: Option<Arc<Shown>>,
    undo: Vec<Step>,
    redo: Vec<Step>,
}

/// What pages show of a document.
#[derive(Debug)]
struct Shown {
    calculated: Option<Calculated>,
    dated: OnceLock<Arc<Document>>,
}

/// An edit that can be taken back, or repeated.
#[derive(Debug, Clone, PartialEq)]
struct Step {
    change: Arc<Change>,
    what: Arc<str>,
}

/// Who edits and when, and why where a reason is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hand {
    /// Who, as named in the preferences.
    pub who: String,
    /// When.
    pub at: Timestamp,
}

impl Session {
    /// A session on a document that has just been opened.
    pub fn new(document: Document) -> Session {
        Session { document: Arc::new(document), shown: OnceLock::new(), before: None, undo: Vec::new(), redo: Vec::new() }
    }

    /// The document as it stands.
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// The document with calculated dates in the place of planned ones: for whoever shows or judges it, not for edits.
    pub fn dated(&self) -> &Arc<Document> {
        self.shown().dated.get_or_init(|| match self.calculated().and_then(Calculated::dated) {
            Some(plan) => Arc::new(Document::Plan(Box::new(TrialPlan::clone(plan)))),
            None => self.document.clone(),
        })
    }

    /// What is counted in the plan, by its forecast; `None` where the document is no plan.
    pub fn figures(&self, today: Date) -> Option<PlanFigures> {
        let plan = self.document.plan()?;
        Some(match self.calculated()?.forecast() {
            Ok(forecast) => figures_by(plan, forecast, today),
            Err(_) => figures(plan, today),
        })
    }

    /// The schedules of the plan, calculated once for each edit; `None` where the document is no plan.
    pub fn calculated(&self) -> Option<&Calculated> {
        self.shown().calculated.as_ref()
    }

    /// What does not fit together in the document, with a way to mend each.
    pub fn findings(&self) -> Vec<Finding> {
        match (self.document.plan(), self.calculated()) {
            (Some(plan), Some(calculated)) => plan.findings_with(calculated.forecast().as_ref().err().map(Vec::as_slice)),
            _ => self.document.findings(),
        }
    }

    fn shown(&self) -> &Arc<Shown> {
        self.shown.get_or_init(|| {
            let Some(plan) = self.document.plan() else { return Arc::new(Shown { calculated: None, dated: OnceLock::new() }) };
            let before = self.before.as_ref().and_then(|shown| shown.calculated.as_ref());
            let calculated = match before {
                Some(known) => known.after(plan),
                None => Calculated::new(plan),
            };
            Arc::new(Shown { calculated: Some(calculated), dated: OnceLock::new() })
        })
    }

    /// Carries out a command. `None` where it changes nothing.
    pub fn dispatch(&self, command: &Command) -> Result<Option<Session>, Rejection> {
        let Applied { document, inverse } = apply(&self.document, command)?;
        if document.head().revision == self.document.head().revision {
            return Ok(None);
        }
        let before = self.shown.get().or(self.before.as_ref()).cloned();
        let mut next = Session { document: Arc::new(document), shown: OnceLock::new(), before, undo: self.undo.clone(), redo: self.redo.clone() };
        let what: Arc<str> =
            next.document.audit().entries().last().map_or("", |entry| entry.what.trim_start_matches("Undo: ").trim_start_matches("Redo: ")).into();
        match command.origin {
            Origin::Edit | Origin::Restore => {
                next.push_undo(Step { change: Arc::new(inverse), what });
                next.redo.clear();
            }
            Origin::Undo => {
                let what = next.undo.pop().map_or(what, |step| step.what);
                next.redo.push(Step { change: Arc::new(inverse), what });
            }
            Origin::Redo => {
                let what = next.redo.pop().map_or(what, |step| step.what);
                next.push_undo(Step { change: Arc::new(inverse), what });
            }
        }
        Ok(Some(next))
    }

    /// The command that takes the last edit back.
    pub fn undo_command(&self, hand: Hand) -> Option<Command> {
        self.undo.last().map(|step| step.command(Origin::Undo, hand))
    }

    /// The command that repeats what was taken back last.
    pub fn redo_command(&self, hand: Hand) -> Option<Command> {
        self.redo.last().map(|step| step.command(Origin::Redo, hand))
    }

    /// What undo would take back, in words.
    pub fn undo_label(&self) -> Option<&str> {
        self.undo.last().map(|step| step.what.as_ref())
    }

    /// What redo would repeat, in words.
    pub fn redo_label(&self) -> Option<&str> {
        self.redo.last().map(|step| step.what.as_ref())
    }

    fn push_undo(&mut self, step: Step) {
        if self.undo.len() >= STEPS {
            self.undo.remove(0);
        }
        self.undo.push(step);
    }
}

impl Step {
    fn command(&self, origin: Origin, hand: Hand) -> Command {
        Command { at: hand.at, who: hand.who, why: None, origin, change: Change::clone(&self.change) }
    }
}

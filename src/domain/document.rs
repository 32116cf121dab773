//! A document: one trial plan or one partner evaluation, each one file when exported.

use serde::{Deserialize, Serialize};
use trialwright_macros::Read;

use super::audit::chain::{BEGINNING, fingerprint};
use super::audit::{AuditEntry, AuditTrail, Note};
use super::date::Timestamp;
use super::extra::Extra;
use super::finding::Finding;
use super::id::Id;
use super::partner::evaluation::PartnerEvaluation;
use super::plan::TrialPlan;

/// The id of a document.
pub type DocumentId = Id<Document>;

/// What every document begins with.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Head {
    /// The id; copies of a document that were carried elsewhere share it.
    pub id: DocumentId,
    /// What people call the document.
    pub title: String,
    /// When the document was made.
    pub created: Timestamp,
    /// When it was changed last.
    pub changed: Timestamp,
    /// How many changes it has seen.
    pub revision: u64,
    /// The fingerprint of the audit trail's last entry, 64 hex digits; absent where no entry carries one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trail_hash: Option<String>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

impl Head {
    /// The head of a document that has just been made.
    pub fn new(id: DocumentId, title: impl Into<String>, now: Timestamp) -> Head {
        Head { id, title: title.into(), created: now, changed: now, revision: 0, trail_hash: None, extra: Extra::default() }
    }
}

/// The two kinds of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DocumentKind {
    /// One trial.
    Plan,
    /// One choice of a partner.
    Evaluation,
}

impl DocumentKind {
    /// As in a sentence: "trial plan".
    pub fn noun(self) -> &'static str {
        match self {
            DocumentKind::Plan => "trial plan",
            DocumentKind::Evaluation => "partner evaluation",
        }
    }
}

/// A document of either kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Document {
    /// One trial.
    Plan(Box<TrialPlan>),
    /// One choice of a partner.
    Evaluation(Box<PartnerEvaluation>),
}

impl Document {
    /// Which kind it is.
    pub fn kind(&self) -> DocumentKind {
        match self {
            Document::Plan(_) => DocumentKind::Plan,
            Document::Evaluation(_) => DocumentKind::Evaluation,
        }
    }

    /// Id, title, dates and revision.
    pub fn head(&self) -> &Head {
        match self {
            Document::Plan(plan) => &plan.document,
            Document::Evaluation(evaluation) => &evaluation.document,
        }
    }

    /// The head, for whoever makes the next version of the document.
    pub fn head_mut(&mut self) -> &mut Head {
        match self {
            Document::Plan(plan) => &mut plan.document,
            Document::Evaluation(evaluation) => &mut evaluation.document,
        }
    }

    /// The audit trail.
    pub fn audit(&self) -> &AuditTrail {
        match self {
            Document::Plan(plan) => &plan.audit,
            Document::Evaluation(evaluation) => &evaluation.audit,
        }
    }

    /// The audit trail, for whoever makes the next version of the document.
    pub fn audit_mut(&mut self) -> &mut AuditTrail {
        match self {
            Document::Plan(plan) => &mut plan.audit,
            Document::Evaluation(evaluation) => &mut evaluation.audit,
        }
    }

    /// Notes in the audit trail what has just been done to the document, as its next revision.
    pub fn record(&mut self, note: Note) {
        // The head's own word is taken, also where the trail is not what it was: a break that an edit mended would not
        // show any more.
        let last = self.audit().entries().last();
        let previous = self.head().trail_hash.clone().or_else(|| last.map(|last| fingerprint(last))).unwrap_or_else(|| BEGINNING.to_owned());
        let Note { at, who, what, why, changes } = note;
        let revision = self.head().revision.saturating_add(1);
        let entry = AuditEntry { revision, at, who, what, why, changes, previous: Some(previous), extra: Extra::default() };
        let head = self.head_mut();
        (head.revision, head.changed, head.trail_hash) = (revision, at, Some(fingerprint(&entry)));
        *self.audit_mut() = self.audit().with(entry);
    }

    /// The plan, where this is one.
    pub fn plan(&self) -> Option<&TrialPlan> {
        match self {
            Document::Plan(plan) => Some(plan),
            Document::Evaluation(_) => None,
        }
    }

    /// The evaluation, where this is one.
    pub fn evaluation(&self) -> Option<&PartnerEvaluation> {
        match self {
            Document::Evaluation(evaluation) => Some(evaluation),
            Document::Plan(_) => None,
        }
    }

    /// What does not fit together in the document, with a way to mend each.
    pub fn findings(&self) -> Vec<Finding> {
        match self {
            Document::Plan(plan) => plan.findings(),
            Document::Evaluation(evaluation) => evaluation.findings(),
        }
    }
}

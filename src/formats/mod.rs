//! Bytes to documents and back.
//!
//! Readers take bytes from outside and never panic: a file that cannot be read gives one [`fault::ReadFault`], a
//! sentence that names the place.

pub mod acceptability_svg;
pub mod bids_csv;
pub mod chart_pen;
pub mod clinical_trials_gov;
pub mod contribution_svg;
pub mod csv;
pub mod curve_svg;
pub mod duties_csv;
pub mod envelope;
pub mod fault;
pub mod gantt_svg;
pub mod holidays;
pub mod icalendar;
pub mod json;
pub mod limit_svg;
pub mod made;
pub mod matrix_svg;
pub mod mspdi;
pub mod native;
pub mod paper_html;
pub mod partner_csv;
pub mod pasted_bid_lines;
pub mod pasted_observations;
pub mod pasted_tasks;
mod plain;
pub mod profile_svg;
pub mod radar_svg;
pub mod registers_csv;
pub mod risk_csv;
pub mod schedule_csv;
#[cfg(test)]
mod schema;
pub mod scores_file;
pub mod trend_svg;
pub mod value_svg;

use serde_json::Value;

use self::envelope::Envelope;
use self::fault::ReadFault;
use self::made::MadePlan;
use crate::domain::date::Timestamp;
use crate::domain::document::Document;
use crate::domain::finding::Finding;
use crate::domain::id::IdMaker;
use crate::domain::overview::trail;
use crate::domain::partner::evaluator_scores::EvaluatorScores;

/// What a file held.
#[derive(Debug, Clone, PartialEq)]
pub enum Incoming {
    /// One of our own documents, with what does not fit together in it.
    Native {
        /// The document.
        document: Box<Document>,
        /// Dangling references and the like.
        findings: Vec<Finding>,
    },
    /// The scores of one evaluator.
    Scores(Box<EvaluatorScores>),
    /// Something under a passphrase, which the browser can open.
    Locked(Box<Envelope>),
    /// A registry's record or a project, as the plan that it would make.
    Made(Box<MadePlan>),
}

/// Reads any file that the page can import.
pub fn read(bytes: &[u8], ids: &mut IdMaker, now: Timestamp) -> Result<Incoming, ReadFault> {
    if envelope::recognises(bytes) {
        return envelope::read(bytes).map(|envelope| Incoming::Locked(Box::new(envelope)));
    }
    let text = json::text(bytes)?;
    if mspdi::recognises(text) {
        return mspdi::read(text, ids, now).map(|made| Incoming::Made(Box::new(made)));
    }
    let value = json::parse(text)?;
    if native::kind(&json::Label::of(&value)).is_some() {
        let document = native::read(value, text)?;
        let findings = trail::finding(&document).into_iter().chain(document.findings()).collect();
        return Ok(Incoming::Native { document: Box::new(document), findings });
    }
    if scores_file::recognises(&json::Label::of(&value)) {
        return scores_file::read(value, text).map(|scores| Incoming::Scores(Box::new(scores)));
    }
    if clinical_trials_gov::recognises(&value) {
        return clinical_trials_gov::read(&value, ids, now).map(|made| Incoming::Made(Box::new(made)));
    }
    Err(stranger(&value))
}

/// JSON of a kind that is not read, named as well as its top allows.
fn stranger(value: &Value) -> ReadFault {
    let has = |key: &str| value.get(key).is_some();
    let what = if has("usdmVersion") {
        "This is a CDISC USDM study, which is not read yet; drop a Trialwright document or a ClinicalTrials.gov API v2 record".to_owned()
    } else if has("trialwright-rescue") {
        "This is a rescue copy of the browser's storage, not a document; keep it and ask for help".to_owned()
    } else {
        let fields: Vec<String> = value.as_object().into_iter().flatten().take(3).map(|(key, _)| crate::domain::words::quoted(key)).collect();
        if fields.is_empty() {
            return ReadFault::of_file("This file holds an empty JSON object, so there is no document in it; export the document again");
        }
        let holds = crate::domain::words::listed(&fields);
        format!("This JSON is neither a Trialwright document nor a ClinicalTrials.gov API v2 record; it begins with {holds}")
    };
    ReadFault::of_file(what)
}

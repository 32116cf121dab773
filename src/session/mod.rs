//! One document being edited.
//!
//! A [`command::Command`] says what the user meant; [`apply::apply`] is the only way to change a document. A
//! [`editing::Session`] holds the document with its undo and redo steps.

pub mod apply;
pub mod bids;
pub mod cascade;
pub mod cascade_partner;
pub mod cascade_risk;
pub mod command;
pub mod compare;
pub mod copies;
pub mod describe;
pub mod duties;
pub mod editing;
pub mod fields;
pub mod follow_up;
pub mod issues;
pub mod naming;
pub mod partner_choice;
pub mod partner_library;
pub mod partner_preparation;
pub mod planning;
pub mod readable;
pub mod restore;
pub mod risk_library;
pub mod risks;
pub mod scores_files;
pub mod search;
mod shift;
pub mod start;
pub mod trial_network;
pub mod verdict;
pub mod weighting;

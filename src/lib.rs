//! Trialwright: plan a clinical trial, score its risks, choose the partner who helps to run it.
//!
//! The map, floor by floor; each imports only those below it (ARCHITECTURE.md says more):
//!
//! - `ui`: the page, in Leptos.
//! - `storage`: keeping documents safe.
//! - `compute`: what takes too long for the page itself and is done in a worker.
//! - `formats`: bytes to documents and back.
//! - `session`: one document being edited: commands, undo, audit trail, search, templates, the sample.
//! - `domain`: what a plan and an evaluation are, and what follows from them.

pub mod compute;
pub mod domain;
pub mod formats;
pub mod session;
pub mod storage;
pub mod ui;

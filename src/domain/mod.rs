//! What a trial plan and a partner evaluation are, and what follows from them.
//!
//! Types and calculations, a folder for each subject. Nothing here reads a clock, draws a random number, or knows of
//! files, browsers or screens: today, ids and seeds are arguments.

pub mod audit;
pub mod choice;
pub mod collection;
pub mod date;
pub mod digest;
pub mod document;
pub mod extra;
pub mod finding;
pub mod id;
pub mod issue;
pub mod level;
pub mod money;
pub mod order;
pub mod overview;
pub mod paper;
pub mod paper_text;
pub mod partner;
pub mod plan;
pub mod quantity;
pub mod risk;
pub mod schedule;
pub mod wire;
pub mod words;

//! The risk register: scales with their meaning, scores, bands and the matrix, and what risks would do to the schedule.

pub mod chain;
pub mod cost;
pub mod delay;
pub mod history;
pub mod matrix;
pub mod method;
pub mod paper;
pub mod preset;
pub mod quality;
pub mod register;
pub mod scale;
pub mod suggestion;
pub mod tolerance;
pub mod trend;

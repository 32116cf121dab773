//! The risk register: scales with their meaning, scores, bands and the matrix, and what risks would do to the schedule.

pub mod delay;
pub mod matrix;
pub mod register;
pub mod scale;

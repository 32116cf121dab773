//! The risk register: scales with their meaning, scores, bands and the matrix.

pub mod matrix;
pub mod register;
pub mod scale;

//! The risk register: scales with their meaning, scores, bands and the matrix, and what risks would do to the schedule.

pub mod cost;
pub mod delay;
pub mod matrix;
pub mod method;
pub mod preset;
pub mod quality;
pub mod register;
pub mod scale;
pub mod tolerance;
pub mod usual_limits;
pub mod watch;

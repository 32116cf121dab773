//! The risk register: scales with their meaning, scores, bands and the matrix, and what risks would do to the schedule.

pub mod agreement;
pub mod chain;
pub mod cost;
pub mod delay;
pub mod exposure;
pub mod factor;
pub mod history;
pub mod matrix;
pub mod method;
pub mod movement;
pub mod paper;
pub mod preset;
pub mod quality;
pub mod register;
pub mod scale;
pub mod suggestion;
pub mod tolerance;
pub mod trend;
pub mod usual_limits;
pub mod watch;

//! Milestones and tasks with dates, and what is late.
//!
//! Dates are the user's own. Calculated dates, links and calendars are not here yet.

pub mod lateness;
pub mod task;

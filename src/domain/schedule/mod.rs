//! Milestones and tasks with dates, and what is late.
//!
//! Dates are the user's own. Calculated dates, links and calendars are not here yet.

pub mod calendar;
pub mod dates;
pub mod incremental;
pub mod lateness;
pub mod network;
pub mod task;
pub mod tick;
pub mod work_table;

//! Milestones and tasks with dates, what is late, and the engine that calculates dates from links and calendars.
//!
//! The engine (`calendar`, `work_table`, `network`, `dates`, `incremental`) knows activities by their places and moments by
//! ticks; the dates of a plan's tasks are still their user's own.

pub mod calendar;
pub mod dates;
pub mod incremental;
pub mod lateness;
pub mod network;
pub mod task;
pub mod tick;
pub mod work_table;

//! Milestones and tasks with dates, what is late, and the engine that calculates dates from links and calendars.
//!
//! The engine (`trialwright_kernel::network`) knows activities by their places and moments by ticks; `of_tasks` makes a
//! network of a plan's tasks and tells its dates as days. A task that has a duration gets calculated
//! dates; one that has none keeps those that its planner gave, as long as its links allow.

pub mod baseline;
pub mod calendar;
pub mod chart;
pub mod estimate;
pub mod health;
pub mod lateness;
pub mod logic;
pub mod network;
pub mod notation;
pub mod of_tasks;
pub mod outline;
pub mod share;
pub mod task;
pub mod tick;
pub mod time_span;
pub mod why;

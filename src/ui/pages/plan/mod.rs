//! The pages of a trial plan.

mod gantt;
mod health;
pub mod overview;
pub mod partners;
pub mod risks;
pub mod schedule;
pub mod scope;
mod task_logic;
mod task_panel;
mod timeline;
pub mod trial_network;

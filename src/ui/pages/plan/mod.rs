//! The pages of a trial plan.

pub mod baselines;
pub mod gantt;
mod health;
pub mod overview;
pub mod partners;
pub mod risks;
pub mod schedule;
pub mod schedule_settings;
pub mod scope;
mod simulation;
mod task_estimate;
mod task_link;
mod task_logic;
mod task_panel;
mod task_picker;
mod task_place;
mod task_progress;
mod timeline;
pub mod trial_network;

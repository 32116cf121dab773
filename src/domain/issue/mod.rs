//! What has happened and must be dealt with: issues with their escalation, actions, and decisions.

pub mod action;
pub mod escalation;
pub mod register;

//! What has happened and must be dealt with: issues with their escalation, actions, and decisions.

pub mod action;
pub mod escalation;
pub mod register;

/// The next free number among these: one more than the highest in use.
pub fn next_number(in_use: impl IntoIterator<Item = u32>) -> u32 {
    in_use.into_iter().max().unwrap_or(0).saturating_add(1)
}

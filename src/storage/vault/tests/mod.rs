//! What the vault promises, under crashes, failing writes and damage.

mod chance;
mod page;
mod promises;

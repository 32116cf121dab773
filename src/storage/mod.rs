//! Keeping documents safe.
//!
//! A document lives in two places: a snapshot with a checksum among the [`port::Blobs`] (IndexedDB), and a journal of
//! the commands since among the [`port::KeyValue`] texts (localStorage), which is written before an edit shows as
//! saved. Opening is the newest snapshot that verifies, and the journal after it.
//!
//! What always holds:
//!
//! - An edit whose [`vault::Vault::append`] returned `Ok` is there after opening again, or a notice says that something
//!   is missing.
//! - The journal reaches back to the snapshot before the newest, so that one damaged snapshot loses nothing.
//! - What does not verify is kept aside; nothing is deleted to make room, nor overwritten to make sense.
//!
//! The core knows no browser, clock or randomness; [`memory`] is a store for tests and for a page whose storage is
//! blocked, and `browser` holds the adapters.

#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod journal;
pub mod library;
pub mod listing;
pub mod live_file;
pub mod memory;
pub mod names;
pub mod port;
pub mod preferences;
pub mod recovery;
pub mod retention;
pub mod sealed;
pub mod snapshot;
#[cfg(test)]
mod trial_run;
pub mod vault;

//! One widget for one job, used by every page.

pub mod ask;
pub mod card;
pub mod dialog;
mod draft;
pub mod field;
pub mod folded;
pub mod headline;
pub mod icon;
pub mod library;
pub mod list;
pub mod paper;
pub mod paste;
pub mod pick;
pub mod pill;
pub mod register;
pub mod release;
pub mod save_picture;

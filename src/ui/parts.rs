//! Parts of the program that it can begin without. Each is loaded when it is wanted first, and all of them soon after the start,
//! so that nothing is missing once the network is gone.
//!
//! A release is taken apart after it is linked (`xtask/src/parts.rs`): what can only be reached through one of the functions that
//! are marked here goes into files of its own. A debug build stays in one piece. What a part gives is a function, so that it is
//! called where its caller stands, with the owner of its signals.

use std::ops::ControlFlow;

use super::documents::{self, Documents};
use super::html::Html;
use super::pages;
use super::pages::home::export::{self, Export};
use super::route::Route;
use super::workspace::Workspace;
use crate::compute::{self, Progress};
use crate::domain::date::Timestamp;
use crate::domain::id::IdMaker;
use crate::formats::fault::ReadFault;
use crate::formats::{self, Incoming};

/// A part could not be loaded, for example because there is no network and it was never loaded before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotLoaded;

/// What is said where a part could not be loaded.
pub const NOT_LOADED: &str = "A part of Trialwright could not be loaded. Connect to the network and try again; if it still fails, reload the page.";

/// Draws the page of a route.
pub type Draw = fn(&Route) -> Html;

/// Reads a file.
pub type Read = fn(&[u8], &mut IdMaker, Timestamp) -> Result<Incoming, ReadFault>;

/// Does a job that is written as text, and writes down what came of it.
pub type Run = fn(&str, &mut dyn FnMut(Progress) -> ControlFlow<()>) -> String;

impl From<wasm_split_helpers::SplitLoaderError> for NotLoaded {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> NotLoaded {
        NotLoaded
    }
}

macro_rules! parts {
    ($($(#[$about:meta])* $part:ident: $kind:ty = $function:path;)+) => {
        $(
            $(#[$about])*
            pub async fn $part() -> Result<$kind, NotLoaded> {
                #[cfg(not(debug_assertions))]
                #[wasm_split_helpers::wasm_split($part, fallible)]
                fn $part() -> Result<$kind, NotLoaded> {
                    Ok($function)
                }
                #[cfg(debug_assertions)]
                async fn $part() -> Result<$kind, NotLoaded> {
                    Ok($function)
                }
                $part().await
            }
        )+

        /// Loads every part, one after the other. One that does not come now is asked for again when it is wanted.
        pub async fn load_all() {
            $(let _ = $part().await;)+
        }
    };
}

parts! {
    /// What is done with documents.
    documents: fn() -> Documents = documents::bring_along;
    /// Overview, scope and partners of a plan.
    plan: Draw = pages::plan::draw;
    /// The schedule.
    schedule: Draw = pages::plan::draw_schedule;
    /// Risks, issues, actions and limits.
    risks: Draw = pages::plan::draw_risks;
    /// The pages of an evaluation.
    evaluation: Draw = pages::evaluation::draw;
    /// The audit trail, and what is kept where.
    record: Draw = pages::draw_record;
    /// Reading files.
    reading: Read = formats::read;
    /// Writing files of other formats than our own.
    writing: fn(Workspace, Export) = export::write;
    /// Heavy work.
    computing: Run = compute::run_text;
}

//! Numeric kernels: plain arrays in, plain arrays out. They know nothing of trials, plans or pages.
//!
//! What always holds:
//!
//! - The same input gives the same bits, native and as WebAssembly: whole numbers where possible, sums in a fixed order,
//!   nothing of the platform's own mathematics (logarithms and the like come from `libm`), no clock, no threads.
//! - Nothing is generic across the border of this crate: generic code would be compiled where it is called, and the page is
//!   compiled for size.
//!
//! | module | what it gives |
//! | --- | --- |
//! | `special` | the beta and the normal distribution, exactly |
//! | `table` | a distribution of durations as a table of its quantiles |
//! | `draw` | random bits for any place of any run, without those before it |
//! | `correlate` | draws that go together |
//! | `calendar` | from moments to work and back |
//! | `model` | what a simulation is made from, and what it gives |
//! | `engine`, `critical`, `tally` | one block of runs: dates, what drives them, sums |
//! | `simulate` | all runs |
//! | `exposure` | what risks cost and by how much they delay, run by run |
//! | `sample` | made-up networks for tests and benches |
//! | `smaa` | how often alternatives come where, whatever the weights |
//! | `network` | a precedence network: early and late dates, float, and what an edit of it changes |

// A loop over the runs goes by their number, because it reads and writes several rows at the same place.
#![allow(clippy::needless_range_loop)]

mod calendar;
mod correlate;
mod critical;
mod draw;
mod engine;
pub mod model;
pub mod network;
mod prepare;
pub mod sample;
mod simulate;
pub mod smaa;
pub mod special;
pub mod table;
mod tally;

pub use simulate::{exposure, simulate};

/// How many runs are calculated side by side. The loops over them are what the machine does several at a time.
pub(crate) const RUNS: usize = 64;

/// One whole number for each run of a block.
pub(crate) type Row = [i32; RUNS];

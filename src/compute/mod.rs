//! Work that takes too long for the page itself: a job goes to a worker as text, and its outcome comes back as text.
//!
//! Everything here is a function of the job alone, so that it is tested natively and gives the same anywhere. The numbers are
//! crunched in the crate `trialwright-kernel`.

pub mod acceptability;
pub mod simulation;

use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};
use trialwright_macros::Read;

use self::acceptability::{AcceptabilityJob, accept};
use self::simulation::exposure::expose;
use self::simulation::{Simulation, SimulationJob, simulate};
use crate::domain::partner::compare::acceptability::Acceptability;
use crate::domain::risk::exposure::Exposure;
use crate::domain::wire::{from_text, to_text};

/// Something to do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Job {
    /// Simulates a plan's schedule.
    Simulation(Box<SimulationJob>),
    /// Simulates what a plan's risks come to in money and days.
    Exposure(Box<SimulationJob>),
    /// Draws weightings of an evaluation.
    Acceptability(Box<AcceptabilityJob>),
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Read)]
pub struct Progress {
    /// How much is done.
    pub done: u32,
    /// Of how much.
    pub of: u32,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// A simulation.
    Simulation(Box<Simulation>),
    /// What risks come to.
    Exposure(Box<Exposure>),
    /// How often each candidate comes where.
    Acceptability(Box<Acceptability>),
    /// It cannot be done: why, and what to do, in sentences.
    Failed(String),
}

/// Does a job that is written as JSON; gives the [`Outcome`] as JSON, or nothing where `report` did not want to go on.
pub fn run_text(job: &str, report: &mut dyn FnMut(Progress) -> ControlFlow<()>) -> String {
    let outcome = match from_text::<Job>(job) {
        Ok(job) => run(&job, report),
        Err(fault) => Some(Outcome::Failed(format!("The job cannot be read: {fault}."))),
    };
    outcome.map(|outcome| to_text(&outcome)).unwrap_or_default()
}

/// Does a job. `report` is told how far it has come and says whether to go on; `None` where it did not want to.
pub fn run(job: &Job, report: &mut dyn FnMut(Progress) -> ControlFlow<()>) -> Option<Outcome> {
    match job {
        Job::Simulation(job) => match simulate(job, report) {
            Ok(simulation) => simulation.map(|simulation| Outcome::Simulation(Box::new(simulation))),
            Err(fault) => Some(Outcome::Failed(fault.to_string())),
        },
        Job::Exposure(job) => expose(job, report).map(|exposure| Outcome::Exposure(Box::new(exposure))),
        Job::Acceptability(job) => accept(job, report).map(|found| Outcome::Acceptability(Box::new(found))),
    }
}

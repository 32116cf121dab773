//! What risks cost and by how much they delay the whole, in the same runs.
//!
//! Whether a risk happens is drawn from its own stream, which the network of a schedule reads as well: a risk that costs in a
//! run delays in it too. Each run is calculated twice, with the work that risks bring and without it, all other draws being
//! the same; the difference of the two finishes is the delay.
//!
//! Costs are never negative and are added up in the order of the risks, so that one more risk lowers the cost of no run.

use super::{Chance, Simulation};
use crate::draw;
use crate::model::{Days, Model, Swing};
use crate::table::{Shape, Table};
use crate::{RUNS, Row};

/// Into how many steps the range of a cost is cut: as fine as single precision is.
const STEPS: f32 = 16_777_216.0;

/// After how many blocks it is told how far the runs have come.
const BLOCKS_BETWEEN_REPORTS: u32 = 8;

/// A risk that costs, delays, or does both.
#[derive(Debug, Clone, Copy)]
pub struct Exposed {
    /// How likely it is, 0 to 1.
    pub chance: f64,
    /// What tells its draws from those of others; that of the risk in the network that has its delays.
    pub name: u64,
    /// What it costs where it happens.
    pub cost: Option<Cost>,
}

/// An amount that is not certain.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// How it is spread.
    pub shape: Shape,
    /// The least amount.
    pub least: f64,
    /// The most likely.
    pub likely: f64,
    /// The greatest.
    pub greatest: f64,
    /// What tells its draws from those of others.
    pub name: u64,
}

/// What was set aside; nothing where it was not said.
#[derive(Debug, Clone, Copy, Default)]
pub struct SetAside {
    /// Money.
    pub money: Option<f64>,
    /// Civil days.
    pub days: Option<i32>,
}

/// What the runs gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Exposure {
    /// How many there were.
    pub runs: u32,
    /// What the risks cost together in each run, the least first.
    pub costs: Vec<f64>,
    /// By how many civil days they delayed the finish; `None` without a network.
    pub delays: Option<Days>,
    /// Each risk, in the order of those given.
    pub risks: Vec<Part>,
    /// In how many runs the money was enough, the days, and both; what was not set aside is enough for nothing.
    pub enough: [u32; 3],
}

/// What one risk has to do with it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Part {
    /// In how many runs it happened.
    pub happened: u32,
    /// What it cost on average over all runs.
    pub cost: f64,
    /// By how much the mean cost of all risks together differs from that of all runs, where this one does not happen and where it does.
    pub costs: Swing,
    /// The same of the delay, in days.
    pub days: Swing,
}

impl Exposure {
    /// The cost that is not passed in this share of the runs.
    pub fn quantile(&self, share: f64) -> f64 {
        let wanted = libm::ceil(share.clamp(0.0, 1.0) * f64::from(self.runs)).max(1.0) as usize;
        self.costs.get(wanted - 1).copied().unwrap_or_default()
    }

    /// The mean cost, and its standard deviation.
    pub fn mean_and_deviation(&self) -> (f64, f64) {
        let runs = f64::from(self.runs.max(1));
        let mean = self.costs.iter().sum::<f64>() / runs;
        let squares: f64 = self.costs.iter().map(|cost| (cost - mean) * (cost - mean)).sum();
        (mean, libm::sqrt(squares / (runs - 1.0).max(1.0)))
    }
}

/// A risk, ready to be drawn, with its sums.
struct Drawn {
    chance: Chance,
    cost: Option<(Cost, Table, u64)>,
    happened: u32,
    own: f64,
    costs: f64,
    days: f64,
}

/// The outcome of so many runs; the same seed gives the same. `network` has the delays of the risks; without one there is
/// none. `report` is told how many runs are done, and says whether to go on; where it does not want to, there is no outcome.
pub fn expose(risks: &[Exposed], network: Option<&Model>, aside: SetAside, runs: u32, seed: u64, report: &mut dyn FnMut(u32) -> bool) -> Option<Exposure> {
    let runs = runs.max(1);
    let mut drawn: Vec<Drawn> = risks.iter().map(|risk| Drawn::new(risk, seed)).collect();
    let mut simulation = network.map(|model| Simulation::new(model, seed));
    let mut costs = Vec::with_capacity(runs as usize);
    let (mut delays, mut enough, mut sum_of_days) = (Days::default(), [0; 3], 0.0);
    let blocks = runs.div_ceil(RUNS as u32);
    for block in 0..blocks {
        let count = (runs - block * RUNS as u32).min(RUNS as u32) as usize;
        let mut totals = [0.0; RUNS];
        for risk in &mut drawn {
            risk.draw(block, count, &mut totals);
        }
        let late = simulation.as_mut().map(|simulation| simulation.delays(block));
        for run in 0..count {
            let days = late.map(|late| late[run]);
            if let Some(days) = days {
                delays.add(days);
                sum_of_days += f64::from(days);
            }
            let has_money = aside.money.is_some_and(|money| totals[run] <= money);
            let has_days = aside.days.is_some_and(|aside| days.is_some_and(|days| days <= aside));
            enough = [enough[0] + u32::from(has_money), enough[1] + u32::from(has_days), enough[2] + u32::from(has_money && has_days)];
        }
        let days = late.unwrap_or([0; RUNS]);
        drawn.iter_mut().for_each(|risk| risk.add(count, &totals, &days));
        costs.extend_from_slice(&totals[..count]);
        let done = ((block + 1) * RUNS as u32).min(runs);
        if (block % BLOCKS_BETWEEN_REPORTS == BLOCKS_BETWEEN_REPORTS - 1 || done == runs) && !report(done) {
            return None;
        }
    }
    let sum_of_costs = costs.iter().sum();
    costs.sort_by(f64::total_cmp);
    let risks = drawn.iter().map(|risk| risk.part(runs, sum_of_costs, sum_of_days)).collect();
    Some(Exposure { runs, costs, delays: simulation.map(|_| delays), risks, enough })
}

impl Simulation<'_> {
    /// By how many days the risks delay the finish in each run of a block.
    fn delays(&mut self, block: u32) -> Row {
        self.draw(block);
        let late = self.finish_days_now();
        for draw in self.draws.iter().filter(|draw| draw.risk.is_some()) {
            self.state.work[draw.row] = [0; RUNS];
        }
        self.compose();
        let calm = self.finish_days_now();
        std::array::from_fn(|run| late[run] - calm[run])
    }

    fn finish_days_now(&mut self) -> Row {
        for activity in &self.network.varying {
            self.network.forward(&mut self.state, *activity as usize);
        }
        self.last.finish(&self.network, &self.state, &[]).days
    }
}

impl Drawn {
    fn new(risk: &Exposed, seed: u64) -> Drawn {
        let cost = risk.cost.map(|cost| {
            let range = cost.greatest - cost.least;
            let mode = if range > 0.0 && cost.shape != Shape::Uniform { (cost.likely - cost.least) / range } else { 0.5 };
            (cost, Table::new(cost.shape, mode), draw::stream(seed, cost.name))
        });
        Drawn { chance: Chance::new(risk.chance, draw::stream(seed, risk.name)), cost, happened: 0, own: 0.0, costs: 0.0, days: 0.0 }
    }

    /// Draws a block, and adds what it costs to what the risks before it cost.
    fn draw(&mut self, block: u32, count: usize, totals: &mut [f64; RUNS]) {
        let mut bits = [0; RUNS];
        self.chance.draw(block, &mut bits);
        let Some((cost, table, stream)) = &self.cost else { return };
        draw::fill(*stream, block, &mut bits);
        let mut steps = [0; RUNS];
        table.values(&bits, 0.0, STEPS, &mut steps);
        let range = cost.greatest - cost.least;
        for run in 0..count {
            if self.chance.happens[run] != 0 {
                let amount = cost.least + range * (f64::from(steps[run]) / f64::from(STEPS));
                totals[run] += amount;
                self.own += amount;
            }
        }
    }

    /// Adds the runs in which it happened.
    fn add(&mut self, count: usize, totals: &[f64; RUNS], days: &Row) {
        for run in (0..count).filter(|run| self.chance.happens[*run] != 0) {
            self.happened += 1;
            self.costs += totals[run];
            self.days += f64::from(days[run]);
        }
    }

    fn part(&self, runs: u32, costs: f64, days: f64) -> Part {
        let (all, with) = (f64::from(runs), f64::from(self.happened));
        let swing = |sum: f64, sum_with: f64| {
            let differs = |part: f64, count: f64| if count > 0.0 { part / count - sum / all } else { 0.0 };
            Swing { low: differs(sum - sum_with, all - with), high: differs(sum_with, with) }
        };
        Part { happened: self.happened, cost: self.own / all, costs: swing(costs, self.costs), days: swing(days, self.days) }
    }
}

#[cfg(test)]
mod tests;

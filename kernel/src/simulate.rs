//! All runs of a model.
//!
//! The runs are taken in blocks, and in a block one activity after the other, so that the innermost loops go over the runs.
//! Every number drawn is found by its place: the blocks do not depend on each other, nor the activities on their order.

use std::collections::BTreeMap;

use crate::correlate::Mixer;
use crate::critical::{Critical, Finish, Last};
use crate::draw;
use crate::engine::MOST;
use crate::model::{Days, Model, Outcome, Sensitivity, Swing, TICKS_PER_DAY, Target, Uncertain};
use crate::prepare::{Network, State};
use crate::table::{Shape, Table};
use crate::tally::{Ends, Totals, Whole, Work, spread_of_lengths, total};
use crate::{RUNS, Row};

pub mod exposure;

/// After how many blocks it is told how far the runs have come.
const BLOCKS_BETWEEN_REPORTS: u32 = 8;

/// The outcome of so many runs of a model; the same seed gives the same. `report` is told how many runs are done, and says
/// whether to go on; where it does not want to, there is no outcome.
pub fn simulate(model: &Model, runs: u32, seed: u64, report: &mut dyn FnMut(u32) -> bool) -> Option<Outcome> {
    let runs = runs.max(1);
    let mut simulation = Simulation::new(model, seed);
    let blocks = runs.div_ceil(RUNS as u32);
    for block in 0..blocks {
        simulation.block(block, runs);
        let done = ((block + 1) * RUNS as u32).min(runs);
        if (block % BLOCKS_BETWEEN_REPORTS == BLOCKS_BETWEEN_REPORTS - 1 || done == runs) && !report(done) {
            return None;
        }
    }
    Some(simulation.outcome(runs))
}

struct Simulation<'a> {
    model: &'a Model,
    network: Network,
    state: State,
    tables: Vec<Table>,
    draws: Vec<Draw>,
    risks: Vec<Chance>,
    mixers: Vec<Mixer>,
    sums: Vec<Composed>,
    targets: Vec<Last>,
    last: Last,
    days: Vec<Days>,
    finish_days: Days,
    critical: Critical,
    totals: Totals,
    /// The moment and the length of the whole in the first run.
    origin: Option<(i32, i32)>,
    work: Vec<(usize, Work)>,
}

/// One of the uncertain, ready to be drawn.
struct Draw {
    stream: u64,
    table: usize,
    least: f32,
    range: f32,
    /// The row of work that it is written to.
    row: usize,
    risk: Option<usize>,
    /// Whether it goes together with others, so that its mixer draws it.
    mixed: bool,
    /// Up to where a value is low, and from where on it is high.
    low: i32,
    high: i32,
    ends: Ends,
}

/// A risk, with the runs of this block in which it happens.
struct Chance {
    stream: u64,
    below: u64,
    happens: Row,
    ends: Ends,
}

/// Work that is the sum of what is certain and of rows of what is not.
struct Composed {
    activity: usize,
    certain: i32,
    rows: Vec<usize>,
}

impl<'a> Simulation<'a> {
    fn new(model: &'a Model, seed: u64) -> Simulation<'a> {
        let network = Network::new(model);
        let (tables, table_of) = tables(&model.uncertain);
        let (rows, sums, row_count) = rows(model);
        let mut draws: Vec<Draw> =
            model.uncertain.iter().enumerate().map(|(place, part)| Draw::new(part, seed, table_of[place], &tables, rows[place])).collect();
        let streams: Vec<u64> = draws.iter().map(|draw| draw.stream).collect();
        let mixers = model.groups.iter().map(|group| Mixer::new(group, seed, &|place| table_of[place], &tables, &|place| streams[place])).collect();
        model.groups.iter().flat_map(|group| &group.members).for_each(|member| draws[*member as usize].mixed = true);
        let targets: Vec<Last> = model.targets.iter().map(|target| Last::new(&network, target)).collect();
        let last = Last::new(&network, &Target { activities: model.finish.clone(), targets: Vec::new() });
        let mut state = network.state(row_count);
        for activity in &network.order {
            network.forward(&mut state, *activity as usize);
        }
        let mut likely: BTreeMap<usize, i32> = BTreeMap::new();
        for part in &model.uncertain {
            let sum = likely.entry(part.activity as usize).or_insert(model.activities[part.activity as usize].work);
            *sum = sum.saturating_add(if part.risk.is_none() { part.likely } else { 0 });
        }
        let work = likely.into_iter().map(|(activity, likely)| (activity, Work::new(likely))).collect();
        Simulation {
            days: vec![Days::default(); targets.len()],
            critical: Critical::new(model.activities.len()),
            risks: model.risks.iter().map(|risk| Chance::new(risk.chance, draw::stream(seed, risk.name))).collect(),
            model,
            network,
            state,
            tables,
            draws,
            mixers,
            sums,
            targets,
            last,
            finish_days: Days::default(),
            totals: Totals::default(),
            origin: None,
            work,
        }
    }

    fn block(&mut self, block: u32, runs: u32) {
        let count = (runs - block * RUNS as u32).min(RUNS as u32) as usize;
        let live: Row = std::array::from_fn(|run| if run < count { -1 } else { 0 });
        self.draw(block);
        for activity in &self.network.varying {
            self.network.forward(&mut self.state, *activity as usize);
        }
        let mut finishes: Vec<Finish> = Vec::with_capacity(self.targets.len());
        for (target, days) in self.targets.iter().zip(&mut self.days) {
            let finish = target.finish(&self.network, &self.state, &finishes);
            finish.days[..count].iter().for_each(|day| days.add(*day));
            finishes.push(finish);
        }
        let finish = self.last.finish(&self.network, &self.state, &finishes);
        finish.days[..count].iter().for_each(|day| self.finish_days.add(*day));
        self.critical.count(&self.network, &self.state, &self.last, &finish, &live);
        let whole = self.whole(&finish, live);
        self.add(&whole);
    }

    /// What differs from run to run.
    fn draw(&mut self, block: u32) {
        let mut bits = [0; RUNS];
        for risk in &mut self.risks {
            risk.draw(block, &mut bits);
        }
        for draw in self.draws.iter().filter(|draw| !draw.mixed) {
            draw::fill(draw.stream, block, &mut bits);
            draw.values(&self.tables[draw.table], &bits, &mut self.state.work[draw.row]);
            if let Some(risk) = draw.risk {
                self.state.work[draw.row].iter_mut().zip(&self.risks[risk].happens).for_each(|(value, happens)| *value &= happens);
            }
        }
        for mixer in &self.mixers {
            mixer.fill(block, &mut |place, bits| {
                let draw = &self.draws[place];
                draw.values(&self.tables[draw.table], bits, &mut self.state.work[draw.row]);
            });
        }
        self.compose();
    }

    /// Adds up the work that is a sum.
    fn compose(&mut self) {
        for Composed { activity, certain, rows } in &self.sums {
            self.state.work[*activity] = std::array::from_fn(|run| {
                let sum: i64 = rows.iter().map(|row| i64::from(self.state.work[*row][run])).sum();
                (i64::from(*certain) + sum).clamp(0, MOST) as i32
            });
        }
    }

    fn whole(&mut self, finish: &Finish, live: Row) -> Whole {
        let mut lengths = [0; RUNS];
        self.network.calendars[self.model.measure].positions(&finish.moments, 0, &mut lengths);
        let (first_finish, first_length) = *self.origin.get_or_insert((finish.moments[0], lengths[0]));
        Whole {
            live,
            lengths: std::array::from_fn(|run| f64::from((lengths[run] - first_length) & live[run])),
            finishes: std::array::from_fn(|run| f64::from((finish.moments[run] - first_finish) & live[run])),
        }
    }

    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    fn add(&mut self, whole: &Whole) {
        self.totals.add(whole);
        for (activity, work) in &mut self.work {
            work.add(&self.state.work[*activity], whole);
        }
        for draw in self.draws.iter_mut().filter(|draw| draw.risk.is_none()) {
            draw.ends.add(&self.state.work[draw.row], draw.low, draw.high, whole);
        }
        for risk in &mut self.risks {
            // A risk that happens has all bits set, which as a number is -1.
            risk.ends.add(&risk.happens.map(|happens| -happens), 0, 1, whole);
        }
    }

    fn outcome(self, runs: u32) -> Outcome {
        let count = f64::from(runs);
        let mut activities: Vec<Sensitivity> =
            self.critical.counts.iter().map(|critical| Sensitivity { critical: *critical, ..Sensitivity::default() }).collect();
        for (activity, own) in activities.iter_mut().zip(&self.model.activities) {
            activity.mean = f64::from(own.work);
        }
        for (activity, work) in &self.work {
            let (mean, deviation, correlation) = work.result(&self.totals, count);
            activities[*activity] = Sensitivity { critical: activities[*activity].critical, mean, deviation, correlation };
        }
        let swing = |ends: &Ends| {
            let (low, high) = ends.result(&self.totals, count);
            Swing { low: low / f64::from(TICKS_PER_DAY), high: high / f64::from(TICKS_PER_DAY) }
        };
        Outcome {
            runs,
            finish_deviation: libm::sqrt(spread_of_lengths(&self.totals, count) / (count - 1.0).max(1.0)),
            mean_finish: f64::from(self.origin.unwrap_or_default().0) + total(&self.totals.finishes) / count,
            targets: self.days,
            finish: self.finish_days,
            activities,
            swings: self.draws.iter().map(|draw| swing(&draw.ends)).collect(),
            risk_swings: self.risks.iter().map(|risk| swing(&risk.ends)).collect(),
        }
    }
}

impl Draw {
    fn new(part: &Uncertain, seed: u64, table: usize, tables: &[Table], row: usize) -> Draw {
        let (least, range) = (part.least as f32, (part.greatest - part.least) as f32);
        let at = |tenth: u32| tables[table].value(tenth, least, range);
        Draw {
            stream: draw::stream(seed, part.name),
            table,
            least,
            range,
            row,
            risk: part.risk.map(|risk| risk as usize),
            mixed: false,
            low: at(u32::MAX / 10),
            high: at(u32::MAX / 10 * 9),
            ends: Ends::default(),
        }
    }

    /// The values that random bits stand for.
    #[inline]
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    fn values(&self, table: &Table, bits: &[u32; RUNS], out: &mut Row) {
        table.values(bits, self.least, self.range, out);
    }
}

impl Chance {
    fn new(chance: f64, stream: u64) -> Chance {
        Chance { stream, below: (chance.clamp(0.0, 1.0) * 4_294_967_296.0) as u64, happens: [0; RUNS], ends: Ends::default() }
    }

    /// In which runs of a block it happens.
    fn draw(&mut self, block: u32, bits: &mut [u32; RUNS]) {
        draw::fill(self.stream, block, bits);
        self.happens = bits.map(|bits| -i32::from(u64::from(bits) < self.below));
    }
}

/// The tables of what is uncertain, each only once, and which is whose.
fn tables(uncertain: &[Uncertain]) -> (Vec<Table>, Vec<usize>) {
    let (mut tables, mut known) = (Vec::new(), BTreeMap::<(Shape, u64), usize>::new());
    let of = uncertain.iter().map(|part| {
        let range = f64::from(part.greatest) - f64::from(part.least);
        let mode = if range > 0.0 && part.shape != Shape::Uniform { (f64::from(part.likely) - f64::from(part.least)) / range } else { 0.5 };
        *known.entry((part.shape, mode.to_bits())).or_insert_with(|| {
            tables.push(Table::new(part.shape, mode));
            tables.len() - 1
        })
    });
    let of = of.collect();
    (tables, of)
}

/// The row of work of each of the uncertain, what is a sum, and how many rows there are. What is the whole work of its
/// activity is written where that work stands.
fn rows(model: &Model) -> (Vec<usize>, Vec<Composed>, usize) {
    let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, part) in model.uncertain.iter().enumerate() {
        parts.entry(part.activity as usize).or_default().push(place);
    }
    let (mut rows, mut sums, mut next) = (vec![0; model.uncertain.len()], Vec::new(), model.activities.len());
    for (activity, places) in parts {
        let certain = model.activities[activity].work;
        if places.len() == 1 && certain == 0 {
            rows[places[0]] = activity;
            continue;
        }
        for place in &places {
            rows[*place] = next;
            next += 1;
        }
        sums.push(Composed { activity, certain, rows: places.iter().map(|place| rows[*place]).collect() });
    }
    (rows, sums, next)
}

#[cfg(test)]
mod tests;

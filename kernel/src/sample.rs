//! Made-up networks for tests, benches and comparisons: the same on every machine.

use crate::exposure::{Cost, Exposed, Exposure};
use crate::model::{Activity, Actual, Correlation, Group, Link, Model, Outcome, Risk, TICKS_PER_DAY, Target, Uncertain};
use crate::smaa::{Acceptability, Compared, Weightings, acceptability, confidence};
use crate::table::Shape;

/// The days of the scale of the networks made here: thirty years.
const DAYS: u32 = 10_957;

/// So many tasks with Beta-PERT durations, no two alike, each linked to two of the hundred before it: half of the links from
/// finish to start, the others from start to start and from finish to finish, with lags. All work Monday to Friday.
pub fn plain(tasks: u32) -> Model {
    let mut below = sequence();
    let mut model = Model {
        days: DAYS,
        calendars: vec![(0..DAYS).filter(|day| day % 7 < 5).collect()],
        activities: vec![Activity::default(); tasks as usize],
        order: (0..tasks).collect(),
        finish: (0..tasks).collect(),
        targets: (0..tasks / 20).map(|milestone| Target { activities: vec![milestone * 20], targets: Vec::new() }).collect(),
        ..Model::default()
    };
    for task in 0..tasks {
        let likely = TICKS_PER_DAY * (5 + below(20) as i32);
        let (least, greatest) = (likely / 2 + below(600) as i32, likely + 480 + below(9_600) as i32);
        model.uncertain.push(Uncertain { activity: task, shape: Shape::BetaPert, least, likely, greatest, risk: None, name: u64::from(task) });
        for _ in 0..if task == 0 { 0 } else { 2 } {
            let (from_start, to_finish) = [(false, false), (false, false), (true, false), (false, true)][below(4) as usize];
            let lag = (below(5) as i32 - 1) * TICKS_PER_DAY;
            model.links.push(Link { from: task - 1 - below(task.min(100)), to: task, from_start, to_finish, lag, elapsed: false });
        }
    }
    model
}

/// The same with everything that a model can have: three calendars, milestones, what has happened, limits, all shapes, elapsed
/// lags, risks, and a group that goes together.
pub fn varied(tasks: u32) -> Model {
    let mut model = plain(tasks);
    let mut below = sequence();
    model.calendars.push((0..DAYS).collect());
    model.calendars.push((0..DAYS).filter(|day| day % 7 < 5 && day % 30 > 2).collect());
    for (place, activity) in model.activities.iter_mut().enumerate() {
        activity.calendar = below(3) as usize;
        activity.start = below(40) as i32 * TICKS_PER_DAY;
        activity.finish = (below(5) == 0).then(|| below(200) as i32 * TICKS_PER_DAY);
        if place < 4 {
            let start = place as i32 * TICKS_PER_DAY;
            activity.actual = [Actual::Started(start), Actual::Finished(start, start + 3_000)][place % 2];
        }
    }
    model.links.iter_mut().for_each(|link| link.elapsed = below(4) == 0);
    model.uncertain.retain(|part| part.activity % 7 != 3);
    for (place, part) in model.uncertain.iter_mut().enumerate() {
        part.shape = [Shape::BetaPert, Shape::Triangular, Shape::Uniform][place % 3];
    }
    model.groups = vec![Group { members: (0..tasks / 10).collect(), correlation: Correlation::Same(0.5), name: 1_000_001 }];
    for number in 0..3u32 {
        model.risks.push(Risk { chance: 0.2 + 0.2 * f64::from(number), name: 2_000_000 + u64::from(number) });
        let (activity, name) = (tasks / 4 * (number + 1) - 1, 3_000_000 + u64::from(number));
        model.uncertain.push(Uncertain { activity, shape: Shape::Triangular, least: 960, likely: 2_400, greatest: 9_600, risk: Some(number), name });
    }
    model
}

/// The risks of the varied networks with costs, and one more that costs and delays nothing.
pub fn exposed() -> Vec<Exposed> {
    let risk = |number: u32| {
        let shape = [Shape::BetaPert, Shape::Triangular, Shape::Uniform][number as usize % 3];
        let (least, likely, greatest) = (10_000.0 * f64::from(number), 50_000.25, 200_000.0 + 30_000.5 * f64::from(number));
        let cost = (number != 1).then_some(Cost { shape, least, likely, greatest, name: 4_000_000 + u64::from(number) });
        Exposed { chance: 0.2 + 0.2 * f64::from(number), name: 2_000_000 + u64::from(number), cost }
    };
    (0..4).map(risk).collect()
}

/// The fingerprint of 1,000 runs of these risks with 120 varied tasks and the seed 2026, on every machine.
pub const FINGERPRINT_OF_EXPOSURE: u64 = 13_455_705_968_105_101_536;

/// A number that any other exposure would hardly have.
pub fn fingerprint_of_exposure(found: &Exposure) -> u64 {
    let delays = found.delays.iter().flat_map(|days| std::iter::once(days.first as u64).chain(days.counts.iter().map(|count| u64::from(*count))));
    let risks = found.risks.iter().flat_map(|part| {
        let swings = [part.cost, part.costs.low, part.costs.high, part.days.low, part.days.high].map(f64::to_bits);
        std::iter::once(u64::from(part.happened)).chain(swings)
    });
    let whole = std::iter::once(u64::from(found.runs)).chain(found.enough.map(u64::from));
    digest(whole.chain(found.costs.iter().map(|cost| cost.to_bits())).chain(delays).chain(risks))
}

/// The fingerprint of 1,000 runs of 120 varied tasks with the seed 2026, on every machine.
pub const FINGERPRINT: u64 = 4_996_056_331_344_944_412;

/// A number that any other outcome would hardly have: made of all the bits of this one.
pub fn fingerprint(outcome: &Outcome) -> u64 {
    let days = outcome.targets.iter().chain([&outcome.finish]);
    let counts = days.flat_map(|days| std::iter::once(days.first as u64).chain(days.counts.iter().map(|count| u64::from(*count))));
    let swings = outcome.swings.iter().chain(&outcome.risk_swings).flat_map(|swing| [swing.low.to_bits(), swing.high.to_bits()]);
    let activities =
        outcome.activities.iter().flat_map(|own| [u64::from(own.critical), own.mean.to_bits(), own.deviation.to_bits(), own.correlation.to_bits()]);
    let whole = [u64::from(outcome.runs), outcome.mean_finish.to_bits(), outcome.finish_deviation.to_bits()];
    digest(whole.into_iter().chain(counts).chain(swings).chain(activities))
}

/// Alternatives with values from 1 to 5 in sixths on so many criteria; with gaps, one in twenty is not judged.
pub fn compared(alternatives: u32, criteria: u32, gaps: bool) -> Compared {
    let mut next = sequence();
    Compared {
        criteria: (0..criteria).map(|number| 5_000_000 + u64::from(number)).collect(),
        alternatives: (0..alternatives).map(|number| 6_000_000 + u64::from(number)).collect(),
        weights: (0..criteria).map(|_| f64::from(1 + next(12))).collect(),
        values: (0..alternatives * criteria).map(|_| (next(20) > 0 || !gaps).then(|| 1.0 + f64::from(next(25)) / 6.0)).collect(),
    }
}

/// The fingerprint of [`fingerprint_of_smaa`] on every machine.
pub const FINGERPRINT_OF_SMAA: u64 = 3_040_347_002_936_167_098;

/// A number that any other outcome would hardly have: of 5,000 draws of each kind of weights for 6 alternatives with gaps on 9
/// criteria, and how sure they are.
pub fn fingerprint_of_smaa() -> u64 {
    let compared = compared(6, 9, true);
    let spans: Vec<(f64, f64)> = compared.values.iter().map(|value| value.map_or((0.0, 0.0), |value| (value - 0.5, value + 0.25))).collect();
    let each = [Weightings::Any, Weightings::InOrder, Weightings::Near(0.5)].into_iter().flat_map(|weightings| {
        let found = acceptability(&compared, weightings, 5_000, 2_026, &mut |_| true);
        let sure = found.as_ref().map_or(Vec::new(), |found| confidence(&compared, &spans, &found.central, 1_000, 2_026));
        let sure = sure.into_iter().map(|share| share.unwrap_or(-1.0).to_bits());
        found.iter().map(fingerprint_of_acceptability).chain(sure).collect::<Vec<_>>()
    });
    digest(each)
}

/// A number that any other acceptability would hardly have.
pub fn fingerprint_of_acceptability(found: &Acceptability) -> u64 {
    let central = found.central.iter().flatten().flatten();
    digest(std::iter::once(u64::from(found.draws)).chain(found.ranks.iter().chain(&found.before).chain(central).map(|share| share.to_bits())))
}

/// FNV-1a over these numbers.
pub(crate) fn digest(numbers: impl Iterator<Item = u64>) -> u64 {
    numbers.flat_map(u64::to_le_bytes).fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3))
}

/// A fixed sequence of numbers, each below what is asked for.
pub(crate) fn sequence() -> impl FnMut(u32) -> u32 {
    let mut state = 1u64;
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u32 % below
    }
}

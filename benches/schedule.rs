//! How long it takes to calculate a schedule, all of it and after an edit.
//!
//!     cargo bench --bench schedule
//!
//! Twice as many links as tasks, of all kinds, with lags, on three calendars. The limits of the project: all of 10,000 tasks
//! with 20,000 links within 10 ms, an edit on them within 2 ms, and growth in proportion to size.

use std::sync::LazyLock;

use divan::{Bencher, black_box};
use trialwright::domain::schedule::calendar::WorkWeek;
use trialwright::domain::schedule::dates::Schedule;
use trialwright::domain::schedule::network::{Activity, Lag, Link, LinkKind, Network, Span};
use trialwright::domain::schedule::tick::{TICKS_PER_DAY, Tick};
use trialwright::domain::schedule::work_table::WorkTable;

static CALENDARS: LazyLock<Vec<WorkTable>> =
    LazyLock::new(|| vec![WorkTable::new(WorkWeek::MONDAY_TO_FRIDAY, &[]), WorkTable::new(WorkWeek::MONDAY_TO_FRIDAY, &[]), WorkTable::elapsed()]);

fn main() {
    divan::main();
}

/// From activities and links to all dates and floats: order, forward pass, backward pass.
#[divan::bench(args = [1_000, 10_000, 100_000])]
fn everything(bencher: Bencher, tasks: usize) {
    let (activities, links) = plan(tasks);
    bencher
        .with_inputs(|| (CALENDARS.clone(), activities.clone()))
        .bench_values(|(calendars, activities)| Schedule::new(network(calendars, activities, &links)));
}

/// Both passes over a network that stands.
#[divan::bench(args = [1_000, 10_000, 100_000])]
fn both_passes(bencher: Bencher, tasks: usize) {
    let (activities, links) = plan(tasks);
    let network = network(CALENDARS.clone(), activities, &links);
    bencher.with_inputs(|| network.clone()).bench_values(Schedule::new);
}

/// One more day for a task in the middle, and back again.
#[divan::bench(args = [1_000, 10_000, 100_000])]
fn an_edit(bencher: Bencher, tasks: usize) {
    let (activities, links) = plan(tasks);
    let mut schedule = Schedule::new(network(CALENDARS.clone(), activities.clone(), &links));
    let (place, mut longer) = (tasks / 2, false);
    bencher.bench_local(move || {
        longer = !longer;
        let own = activities[place];
        let duration = own.duration + if longer { TICKS_PER_DAY } else { 0 };
        schedule.change(black_box(place), Activity { duration, ..own })
    });
}

fn network(calendars: Vec<WorkTable>, activities: Vec<Activity>, links: &[Link]) -> Network {
    let start = Tick::start_of("2027-05-03".parse().expect("a date"));
    Network::new(calendars, activities, links, Span { start, ..Span::default() }).expect("links go forward")
}

/// So many tasks, each linked to two of the hundred before it. The numbers come from a fixed sequence, so that every run
/// has the same plan.
fn plan(tasks: usize) -> (Vec<Activity>, Vec<Link>) {
    let mut state = 1u64;
    let mut draw = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let activities = (0..tasks).map(|_| Activity { calendar: draw(3), duration: (1 + draw(20) as i64) * TICKS_PER_DAY, ..Activity::default() }).collect();
    let mut links = Vec::with_capacity(tasks * 2);
    for to in 1..tasks {
        for _ in 0..2 {
            let kind = [LinkKind::FinishToStart, LinkKind::FinishToStart, LinkKind::StartToStart, LinkKind::FinishToFinish][draw(4)];
            let ticks = (draw(5) as i64 - 1) * TICKS_PER_DAY;
            let lag = if draw(4) == 0 { Lag::Elapsed(ticks) } else { Lag::Working(ticks) };
            links.push(Link { from: to - 1 - draw(to.min(100)), to, kind, lag });
        }
    }
    (activities, links)
}

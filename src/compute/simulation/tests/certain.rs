//! Where nothing is uncertain the kernel gives the dates of the schedule's own engine, to the tick.

use std::sync::LazyLock;

use proptest::prelude::*;
use trialwright_kernel::model::{Target, Uncertain};
use trialwright_kernel::network::dates::Schedule;
use trialwright_kernel::network::tick::{TICKS_PER_DAY as DAY, Tick};
use trialwright_kernel::network::work_table::{Exception, MONDAY_TO_FRIDAY, WorkTable};
use trialwright_kernel::network::{Activity, Actual, Constraint, Ends, Lag, Link, Network, Span};
use trialwright_kernel::table::Shape;

use crate::compute::simulation::of_plan::of_network;

static CALENDARS: LazyLock<Vec<WorkTable>> = LazyLock::new(|| {
    let closed = Exception { first: START + 7, last: START + 11, worked: false };
    vec![WorkTable::new(MONDAY_TO_FRIDAY, &[]), WorkTable::new(MONDAY_TO_FRIDAY, &[closed]), WorkTable::elapsed()]
});

/// A Monday.
const START: i64 = 46_508;

/// A day's start or noon, before or after the plan's start.
fn moment() -> impl Strategy<Value = Tick> {
    (-10i64..120).prop_map(|halves| Tick::start_of(START).plus(halves * DAY / 2))
}

fn constraint() -> impl Strategy<Value = Constraint> {
    prop_oneof![
        6 => Just(Constraint::AsSoonAsPossible),
        1 => Just(Constraint::AsLateAsPossible),
        1 => moment().prop_map(Constraint::StartNoEarlierThan),
        1 => moment().prop_map(Constraint::StartNoLaterThan),
        1 => moment().prop_map(Constraint::FinishNoEarlierThan),
        1 => moment().prop_map(Constraint::FinishNoLaterThan),
        1 => moment().prop_map(Constraint::MustStartOn),
        1 => moment().prop_map(Constraint::MustFinishOn),
    ]
}

fn actual() -> impl Strategy<Value = Actual> {
    prop_oneof![
        8 => Just(Actual::NotStarted),
        1 => (moment(), 0i64..5).prop_map(|(start, days)| Actual::Started { start, remaining: days * DAY }),
        1 => (moment(), 0i64..9).prop_map(|(start, days)| Actual::Finished { start, finish: start.plus(days * DAY) }),
    ]
}

fn activity() -> impl Strategy<Value = Activity> {
    (0usize..3, 0i64..24, constraint(), actual(), proptest::bool::weighted(0.1)).prop_map(|(calendar, halves, constraint, actual, own_dates)| {
        // A third of them are milestones.
        let duration = if halves < 8 { 0 } else { halves * DAY / 2 };
        Activity { calendar, duration, constraint, deadline: None, actual, own_dates }
    })
}

fn links(count: usize) -> impl Strategy<Value = Vec<Link>> {
    use Ends::{FinishToFinish, FinishToStart, StartToFinish, StartToStart};
    let ends = prop_oneof![3 => Just(FinishToStart), 1 => Just(StartToStart), 1 => Just(FinishToFinish), 1 => Just(StartToFinish)];
    let halves = prop_oneof![2 => Just(0i64), 1 => -6i64..12];
    let lag = (halves, any::<bool>()).prop_map(|(halves, elapsed)| if elapsed { Lag::Elapsed(halves * DAY / 2) } else { Lag::Working(halves * DAY / 2) });
    let link = (0..count, 0..count, ends, lag).prop_filter_map("an activity does not wait for itself", |(one, other, ends, lag)| {
        (one != other).then(|| Link { from: one.min(other), to: one.max(other), ends, lag })
    });
    proptest::collection::vec(link, 0..count * 2)
}

fn network() -> impl Strategy<Value = (Vec<Activity>, Vec<Link>)> {
    (2usize..16).prop_flat_map(|count| (proptest::collection::vec(activity(), count), links(count)))
}

/// The moment and the day of the last finish of each activity, and whether it is critical in the end.
fn found(network: &Network, links: &[Link], chance: bool) -> (Vec<(i64, i32)>, Vec<bool>) {
    let mut model = of_network(network, links);
    if chance {
        // Uncertain by name only: all three points are the same.
        for (place, own) in model.activities.iter_mut().enumerate().filter(|(_, own)| own.work > 0) {
            let (work, activity) = (std::mem::take(&mut own.work), place as u32);
            model.uncertain.push(Uncertain { activity, shape: Shape::BetaPert, least: work, likely: work, greatest: work, risk: None, name: 1 });
        }
    }
    model.targets = (0..network.len() as u32).map(|activity| Target { activities: vec![activity], targets: Vec::new() }).collect();
    model.finish = (0..network.len() as u32).collect();
    let all = trialwright_kernel::simulate(&model, 1, 1, &mut |_| true).expect("not cancelled");
    let moments = (0..network.len() as u32).map(|activity| {
        model.finish = vec![activity];
        model.targets.clear();
        trialwright_kernel::simulate(&model, 1, 1, &mut |_| true).expect("not cancelled").mean_finish as i64
    });
    (moments.zip(all.targets.iter().map(|days| days.first)).collect(), all.activities.iter().map(|own| own.critical == 1).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn certain_durations_give_the_dates_of_the_schedule((activities, links) in network(), status in proptest::option::of(moment()), chance in any::<bool>()) {
        let span = Span { start: Tick::start_of(START), status, finish: None };
        let network = Network::new(CALENDARS.clone(), activities, &links, span).expect("links go forward");
        let schedule = Schedule::new(network.clone());
        let (dates, critical) = found(&network, &links, chance);
        for (place, (moment, day)) in dates.into_iter().enumerate() {
            let early = schedule.dates()[place].early_finish;
            prop_assert_eq!(moment, early.0, "activity {}", place);
            prop_assert_eq!(i64::from(day), schedule.finish_day(place, early), "activity {}", place);
        }
        // What the longest path goes through and is not finished is critical, from its end back to what has happened.
        let open = |place: &&usize| !matches!(network.activity(**place).actual, Actual::Finished { .. });
        for place in schedule.longest_path(&links).iter().rev().take_while(open) {
            prop_assert!(critical[*place], "activity {}", place);
        }
    }
}

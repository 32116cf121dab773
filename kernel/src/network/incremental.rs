//! After an edit, only what it can touch is calculated again.

use super::Activity;
use super::dates::Schedule;

impl Schedule {
    /// Puts an activity in the place of the one that stands there, and calculates anew what that can touch: what comes
    /// after it as far as dates move, and from there back as far as late dates or float do. Gives how many activities
    /// that were, once for each pass.
    ///
    /// Links are no part of an activity: where they change, a new network is made.
    pub fn change(&mut self, activity: usize, to: Activity) -> usize {
        let calendars = self.network.calendars().len();
        let Some(own) = self.network.activities.get_mut(activity) else { return 0 };
        *own = Activity { calendar: if to.calendar < calendars { to.calendar } else { 0 }, ..to };
        let mut touched = 0;
        let mut ahead = Ranks::none(self.network.len());
        let mut back = Ranks::none(self.network.len());
        ahead.insert(self.network.rank(activity));
        self.mark_around(activity, &mut back);
        let mut next = 0;
        while let Some(rank) = ahead.at_or_after(next) {
            next = rank + 1;
            touched += 1;
            let here = self.network.order()[rank] as usize;
            if self.forward(here) {
                self.mark_around(here, &mut back);
                for edge in self.network.successors(here) {
                    ahead.insert(self.network.rank(edge.other as usize));
                }
            }
        }
        let finish = self.last_finish();
        if finish != self.finish {
            self.finish = finish;
            back = Ranks::all(self.network.len());
        }
        let mut end = self.network.len();
        while let Some(rank) = back.before(end) {
            end = rank;
            touched += 1;
            let here = self.network.order()[rank] as usize;
            if self.backward(here) {
                for edge in self.network.predecessors(here) {
                    back.insert(self.network.rank(edge.other as usize));
                }
            }
        }
        touched
    }

    /// An activity whose dates moved, and its predecessors, whose float is measured against them.
    fn mark_around(&self, activity: usize, back: &mut Ranks) {
        back.insert(self.network.rank(activity));
        for edge in self.network.predecessors(activity) {
            back.insert(self.network.rank(edge.other as usize));
        }
    }
}

/// A set of ranks, a bit for each.
struct Ranks(Vec<u64>);

impl Ranks {
    fn none(count: usize) -> Ranks {
        Ranks(vec![0; count.div_ceil(64)])
    }

    fn all(count: usize) -> Ranks {
        let mut ranks = Ranks(vec![u64::MAX; count.div_ceil(64)]);
        if let (Some(last), rest @ 1..) = (ranks.0.last_mut(), count % 64) {
            *last = (1 << rest) - 1;
        }
        ranks
    }

    fn insert(&mut self, rank: u32) {
        self.0[rank as usize / 64] |= 1 << (rank % 64);
    }

    /// The first rank in the set that is not before this one.
    fn at_or_after(&self, rank: usize) -> Option<usize> {
        let first = rank / 64;
        let words = self.0.iter().enumerate().skip(first);
        words
            .map(|(place, word)| (place, if place == first { word & (u64::MAX << (rank % 64)) } else { *word }))
            .find(|(_, word)| *word != 0)
            .map(|(place, word)| place * 64 + word.trailing_zeros() as usize)
    }

    /// The last rank in the set that is before this one.
    fn before(&self, rank: usize) -> Option<usize> {
        let last = rank.checked_sub(1)?;
        let words = self.0.iter().enumerate().take(last / 64 + 1).rev();
        words
            .map(|(place, word)| (place, if place == last / 64 { word & (u64::MAX >> (63 - last % 64)) } else { *word }))
            .find(|(_, word)| *word != 0)
            .map(|(place, word)| place * 64 + 63 - word.leading_zeros() as usize)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::super::tick::{TICKS_PER_DAY as DAY, Tick, day};
    use super::super::work_table::{Exception, MONDAY_TO_FRIDAY, WorkTable};
    use super::super::{Actual, Constraint, Ends, Lag, Link, Network, Span};
    use super::*;

    static CALENDARS: LazyLock<Vec<WorkTable>> = LazyLock::new(|| {
        let closed = Exception { first: start() + 7, last: start() + 11, worked: false };
        vec![WorkTable::new(MONDAY_TO_FRIDAY, &[]), WorkTable::new(MONDAY_TO_FRIDAY, &[closed]), WorkTable::elapsed()]
    });

    fn start() -> i64 {
        day("2027-05-03")
    }

    fn moment() -> impl Strategy<Value = Tick> {
        (-5i64..60).prop_map(|days| Tick::start_of(start() + days))
    }

    fn constraint() -> impl Strategy<Value = Constraint> {
        prop_oneof![
            6 => Just(Constraint::AsSoonAsPossible),
            1 => moment().prop_map(Constraint::StartNoEarlierThan),
            1 => moment().prop_map(Constraint::FinishNoEarlierThan),
            1 => moment().prop_map(Constraint::StartNoLaterThan),
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
        (0usize..3, 0i64..12, constraint(), proptest::option::weighted(0.1, moment()), actual()).prop_map(|(calendar, days, constraint, deadline, actual)| {
            Activity { calendar, duration: days * DAY, constraint, deadline, actual, own_dates: false }
        })
    }

    fn simple() -> impl Strategy<Value = Activity> {
        (0usize..3, 1i64..12).prop_map(|(calendar, days)| Activity { calendar, duration: days * DAY, ..Activity::default() })
    }

    fn links(count: usize) -> impl Strategy<Value = Vec<Link>> {
        let ends = prop_oneof![3 => Just(Ends::FinishToStart), 1 => Just(Ends::StartToStart), 1 => Just(Ends::FinishToFinish), 1 => Just(Ends::StartToFinish)];
        let lag = (-3i64..6, any::<bool>()).prop_map(|(days, elapsed)| if elapsed { Lag::Elapsed(days * DAY) } else { Lag::Working(days * DAY) });
        let link = (0..count, 0..count, ends, lag).prop_filter_map("an activity does not wait for itself", |(one, other, ends, lag)| {
            (one != other).then(|| Link { from: one.min(other), to: one.max(other), ends, lag })
        });
        proptest::collection::vec(link, 0..count * 2)
    }

    fn plan<A: Strategy<Value = Activity>>(activity: fn() -> A) -> impl Strategy<Value = (Vec<Activity>, Vec<Link>)> {
        (2usize..25).prop_flat_map(move |count| (proptest::collection::vec(activity(), count), links(count)))
    }

    fn schedule(activities: Vec<Activity>, links: &[Link], status: Option<Tick>) -> Schedule {
        let span = Span { start: Tick::start_of(start()), status, finish: None };
        Schedule::new(Network::new(CALENDARS.clone(), activities, links, span).expect("links go forward"))
    }

    proptest! {
        #[test]
        fn an_edit_gives_what_calculating_everything_gives((activities, links) in plan(activity), edits in proptest::collection::vec((any::<prop::sample::Index>(), activity()), 1..6), status in proptest::option::of(moment())) {
            let mut edited = schedule(activities.clone(), &links, status);
            let mut activities = activities;
            for (place, to) in edits {
                let place = place.index(activities.len());
                activities[place] = to;
                edited.change(place, to);
                let fresh = schedule(activities.clone(), &links, status);
                prop_assert_eq!(edited.dates(), fresh.dates());
                prop_assert_eq!(edited.finish(), fresh.finish());
            }
        }

        #[test]
        fn early_dates_keep_every_link((activities, links) in plan(simple)) {
            let found = schedule(activities, &links, None);
            for link in &links {
                let (from, to) = (found.dates()[link.from], found.dates()[link.to]);
                let (left, right) = match link.ends {
                    Ends::FinishToStart => (from.early_finish, to.early_start),
                    Ends::StartToStart => (from.early_start, to.early_start),
                    Ends::FinishToFinish => (from.early_finish, to.early_finish),
                    Ends::StartToFinish => (from.early_start, to.early_finish),
                };
                let calendar = found.network().calendar(link.to);
                let reached = match link.lag {
                    Lag::Working(ticks) => calendar.position(left) + ticks,
                    Lag::Elapsed(ticks) => calendar.position(left.plus(ticks)),
                };
                prop_assert!(calendar.position(right) >= reached, "{link:?}: {from:?} {to:?}");
            }
        }

        #[test]
        fn slipping_by_the_total_float_does_not_move_the_end_and_by_more_does((activities, links) in plan(simple), which in any::<prop::sample::Index>()) {
            let which = which.index(activities.len());
            let found = schedule(activities.clone(), &links, None);
            prop_assert!(found.dates()[which].total_float >= 0);
            let slipped = |position: i64| {
                let mut activities = activities.clone();
                activities[which].constraint = Constraint::StartNoEarlierThan(found.network().calendar(which).start(position));
                schedule(activities, &links, None)
            };
            prop_assert_eq!(slipped(found.dates()[which].late).finish(), found.finish());
            prop_assert!(slipped(found.dates()[which].late + 1).finish() > found.finish());
        }

        #[test]
        fn slipping_by_the_free_float_moves_no_other_activity((activities, links) in plan(simple), which in any::<prop::sample::Index>()) {
            let which = which.index(activities.len());
            let found = schedule(activities.clone(), &links, None);
            let mut slipped = activities;
            let dates = found.dates()[which];
            slipped[which].constraint = Constraint::StartNoEarlierThan(found.network().calendar(which).start(dates.early + dates.free_float));
            let slipped = schedule(slipped, &links, None);
            for other in (0..slipped.dates().len()).filter(|other| *other != which) {
                prop_assert_eq!(slipped.dates()[other].early, found.dates()[other].early);
            }
        }

        #[test]
        fn something_is_critical_and_the_longest_path_is((activities, links) in plan(simple)) {
            let found = schedule(activities, &links, None);
            let path = found.longest_path(&links);
            let last = *path.last().expect("there are activities");
            prop_assert_eq!(found.dates()[last].early_finish, found.finish());
            prop_assert!(found.is_critical(last));
        }
    }

    #[test]
    fn an_edit_that_changes_little_touches_little() {
        let chain: Vec<Link> = (0..999).map(|from| Link { from, to: from + 1, ends: Ends::FinishToStart, lag: Lag::Working(0) }).collect();
        let day = Activity { duration: DAY, ..Activity::default() };
        let mut found = schedule(vec![day; 1_001], &chain, None);
        assert!(found.change(1_000, Activity { duration: 5 * DAY, ..day }) <= 3, "it stands alone");
        assert!(found.change(998, Activity { constraint: Constraint::StartNoEarlierThan(Tick::start_of(start())), ..day }) <= 4, "nothing moves");
    }

    #[test]
    fn ranks_are_found_forwards_and_backwards_over_the_borders_of_words() {
        let mut ranks = Ranks::none(200);
        for rank in [0, 63, 64, 130, 199] {
            ranks.insert(rank);
        }
        assert_eq!([0, 1, 64, 65, 131].map(|from| ranks.at_or_after(from)), [Some(0), Some(63), Some(64), Some(130), Some(199)]);
        assert_eq!([200, 199, 130, 64, 63, 0].map(|end| ranks.before(end)), [Some(199), Some(130), Some(64), Some(63), Some(0), None]);
        assert_eq!((Ranks::all(70).before(70), Ranks::all(64).at_or_after(64)), (Some(69), None));
    }
}

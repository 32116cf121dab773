//! Targets, and what drives the last of them: the last finish of several activities, and the way back from it along the
//! links that hold in each run.

use crate::engine::MOST;
use crate::model::{TICKS_PER_DAY, Target};
use crate::prepare::{Network, State};
use crate::{RUNS, Row};

/// Some activities whose last finish is asked for, sorted by how it is found.
pub(crate) struct Last {
    /// For each calendar the activities whose finish is the end of work on it: of these the last position is the last.
    working: Vec<(usize, Vec<u32>)>,
    /// Those that may stand anywhere.
    points: Vec<u32>,
    /// Targets that are part of this one.
    parts: Vec<u32>,
}

/// When they finish in each run.
pub(crate) struct Finish {
    /// The moments.
    pub(crate) moments: Row,
    /// The days.
    pub(crate) days: Row,
    /// For each calendar of the activities with work the last position, where it is the last of all; else nothing that
    /// a position can be.
    ends: Vec<(usize, Row)>,
}

impl Last {
    pub(crate) fn new(network: &Network, target: &Target) -> Last {
        let mut last = Last { working: Vec::new(), points: Vec::new(), parts: target.targets.clone() };
        for activity in &target.activities {
            let prepared = &network.activities[*activity as usize];
            if prepared.point || prepared.finished {
                last.points.push(*activity);
                continue;
            }
            let calendar = prepared.own.calendar;
            match last.working.iter_mut().find(|(known, _)| *known == calendar) {
                Some((_, activities)) => activities.push(*activity),
                None => last.working.push((calendar, vec![*activity])),
            }
        }
        last
    }

    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    pub(crate) fn finish(&self, network: &Network, state: &State, before: &[Finish]) -> Finish {
        let mut all = Finish { moments: [i32::MIN; RUNS], days: [i32::MIN; RUNS], ends: Vec::new() };
        for (calendar, activities) in &self.working {
            let mut end = [0; RUNS];
            for activity in activities {
                let to = &state.to[*activity as usize];
                for run in 0..RUNS {
                    end[run] = end[run].max(to[run]);
                }
            }
            let mut moments = [0; RUNS];
            network.calendars[*calendar].finishes(&end, &mut moments);
            for run in 0..RUNS {
                all.moments[run] = all.moments[run].max(moments[run]);
                all.days[run] = all.days[run].max((moments[run] - 1).div_euclid(TICKS_PER_DAY));
            }
            all.ends.push((*calendar, end));
        }
        for activity in &self.points {
            let prepared = &network.activities[*activity as usize];
            let calendar = &network.calendars[prepared.own.calendar];
            let Some(row) = prepared.finish_row else { continue };
            let moments = &state.moments[row];
            for run in 0..RUNS {
                let moment = moments[run];
                // A milestone at the start of a day stands on that day, whatever ends a day on the day before.
                let begins_a_day = moment > calendar.finish(calendar.position(moment));
                let day = if begins_a_day { moment } else { moment - 1 }.div_euclid(TICKS_PER_DAY);
                all.moments[run] = all.moments[run].max(moment);
                all.days[run] = all.days[run].max(day);
            }
        }
        for part in &self.parts {
            let part = &before[*part as usize];
            for run in 0..RUNS {
                all.moments[run] = all.moments[run].max(part.moments[run]);
                all.days[run] = all.days[run].max(part.days[run]);
            }
        }
        for (calendar, end) in &mut all.ends {
            let mut moments = [0; RUNS];
            network.calendars[*calendar].finishes(end, &mut moments);
            for run in 0..RUNS {
                end[run] = if moments[run] == all.moments[run] { end[run] } else { -(MOST as i32) };
            }
        }
        all
    }
}

/// In which runs each activity is on a chain of driving links to the finish.
pub(crate) struct Critical {
    /// All bits set in the runs where it is.
    rows: Vec<Row>,
    /// Whether it is in any.
    any: Vec<bool>,
    /// In how many runs it was, over all blocks.
    pub(crate) counts: Vec<u32>,
}

impl Critical {
    pub(crate) fn new(count: usize) -> Critical {
        Critical { rows: vec![[0; RUNS]; count], any: vec![false; count], counts: vec![0; count] }
    }

    /// Counts a block, of which the runs with a bit in `live` exist.
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    pub(crate) fn count(&mut self, network: &Network, state: &State, last: &Last, finish: &Finish, live: &Row) {
        self.any.fill(false);
        for ((_, activities), (_, end)) in last.working.iter().zip(&finish.ends) {
            for activity in activities {
                let to = &state.to[*activity as usize];
                self.mark(*activity as usize, &|run| same(to[run], end[run]) & live[run]);
            }
        }
        for activity in last.points.iter().map(|activity| *activity as usize).filter(|activity| !network.activities[*activity].finished) {
            let Some(row) = network.activities[activity].finish_row else { continue };
            let moments = &state.moments[row];
            self.mark(activity, &|run| same(moments[run], finish.moments[run]) & live[run]);
        }
        let mut reached = [0; RUNS];
        for activity in network.order.iter().rev().map(|activity| *activity as usize) {
            if !self.any[activity] {
                continue;
            }
            let own = self.rows[activity];
            self.counts[activity] += (-own.iter().sum::<i32>()) as u32;
            let (to, work) = (&state.to[activity], &state.work[activity]);
            for edge in network.edges(activity).iter().filter(|edge| !network.activities[edge.other].finished) {
                network.reach(state, &network.activities[activity], edge, work, &mut reached);
                self.mark(edge.other, &|run| same(reached[run], to[run] - work[run]) & own[run]);
            }
        }
    }

    #[inline]
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    fn mark(&mut self, activity: usize, is: &impl Fn(usize) -> i32) {
        let (mut marks, mut any) = ([0; RUNS], 0);
        for run in 0..RUNS {
            marks[run] = is(run);
            any |= marks[run];
        }
        if any == 0 {
            return;
        }
        let row = &mut self.rows[activity];
        if !self.any[activity] {
            *row = marks;
            self.any[activity] = true;
            return;
        }
        for run in 0..RUNS {
            row[run] |= marks[run];
        }
    }
}

/// All bits where the two are the same, none where they are not.
#[inline]
fn same(one: i32, other: i32) -> i32 {
    -i32::from(one == other)
}

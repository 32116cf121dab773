//! The forward pass of the critical path method over a block of runs: for each activity the same steps as for one run, on
//! rows of numbers.
//!
//! What has happened stays as it happened; work that remains goes on after what it waits for. The passes give what the
//! schedule's own engine gives, to the tick, whatever the calendars and links.

use crate::prepare::{Edge, Network, Prepared, State, Way};
use crate::{RUNS, Row};

/// The greatest amount of work, far beyond any calendar and far from the end of the numbers.
pub(crate) const MOST: i64 = 1 << 30;

/// What asked for a start: no moment at all, so that a milestone begins a day.
const START: i32 = i32::MAX;
/// The same, so that a milestone ends a day.
const FINISH: i32 = i32::MIN;

impl Network {
    /// The dates of an activity in each run, from those of what it waits for.
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    pub(crate) fn forward(&self, state: &mut State, place: usize) {
        let activity = &self.activities[place];
        if activity.finished {
            return;
        }
        if activity.point {
            return self.forward_point(state, place);
        }
        let work = state.work[place];
        let mut at = [activity.own.start; RUNS];
        if let Some(finish) = activity.own.finish {
            for run in 0..RUNS {
                at[run] = at[run].max(finish - work[run]);
            }
        }
        let mut reached = [0; RUNS];
        for edge in self.edges(place) {
            self.reach(state, activity, edge, &work, &mut reached);
            for run in 0..RUNS {
                at[run] = at[run].max(reached[run]);
            }
        }
        let to = &mut state.to[place];
        for run in 0..RUNS {
            to[run] = at[run] + work[run];
        }
        let calendar = &self.calendars[activity.own.calendar];
        if let Some(row) = activity.finish_row {
            calendar.finishes(&state.to[place], &mut state.moments[row]);
        }
        if let (Some(row), None) = (activity.start_row, activity.started) {
            calendar.starts(&at, &mut state.moments[row]);
        }
    }

    /// The same for what may take no time. Between two worked days it stands at the end of the one or at the start of the
    /// other, and that depends on what asked for it first.
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    fn forward_point(&self, state: &mut State, place: usize) {
        let activity = &self.activities[place];
        let work = state.work[place];
        let (mut at, mut by) = ([activity.own.start; RUNS], [START; RUNS]);
        let mut ask = |reached: &Row, who: &Row| {
            for run in 0..RUNS {
                let later = reached[run] > at[run];
                at[run] = if later { reached[run] } else { at[run] };
                by[run] = if later { who[run] } else { by[run] };
            }
        };
        if let Some(finish) = activity.own.finish {
            ask(&work.map(|work| finish - work), &[FINISH; RUNS]);
        }
        let mut reached = [0; RUNS];
        for edge in self.edges(place) {
            self.reach(state, activity, edge, &work, &mut reached);
            let moments = self.activities[edge.other].finish_row.filter(|_| edge.way != Way::Elapsed && edge.lag == 0);
            match moments {
                _ if edge.from_start => ask(&reached, &[START; RUNS]),
                Some(row) => ask(&reached, &state.moments[row]),
                // A finish on the same calendar whose moment nobody asked for is the end of a worked day.
                None => ask(&reached, &[FINISH; RUNS]),
            }
        }
        let calendar = &self.calendars[activity.own.calendar];
        for run in 0..RUNS {
            let to = at[run] + work[run];
            let end = calendar.finish(to);
            let finish = if work[run] == 0 && by[run] > end { calendar.start(to) } else { end };
            state.to[place][run] = to;
            if let Some(row) = activity.finish_row {
                state.moments[row][run] = finish;
            }
            if let (Some(row), None) = (activity.start_row, activity.started) {
                state.moments[row][run] = if work[run] == 0 { finish } else { calendar.start(at[run]) };
            }
        }
    }

    /// The positions at which an edge lets the work of an activity begin.
    #[inline]
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    pub(crate) fn reach(&self, state: &State, activity: &Prepared, edge: &Edge, work: &Row, out: &mut Row) {
        let (calendar, lag) = (&self.calendars[activity.own.calendar], edge.lag);
        let other = &self.activities[edge.other];
        let last = calendar.last();
        match (edge.way, if edge.from_start { other.start_row } else { other.finish_row }) {
            (Way::Working, Some(row)) => {
                calendar.positions(&state.moments[row], 0, out);
                out.iter_mut().for_each(|position| *position += lag);
            }
            (Way::Elapsed, Some(row)) => calendar.positions(&state.moments[row], lag, out),
            _ => {
                let to = &state.to[edge.other];
                match other.started {
                    Some((_, position)) if edge.from_start => *out = [position + lag; RUNS],
                    _ if edge.from_start => {
                        let work = &state.work[edge.other];
                        for run in 0..RUNS {
                            out[run] = (to[run] - work[run]).min(last) + lag;
                        }
                    }
                    _ => {
                        for run in 0..RUNS {
                            out[run] = to[run].min(last) + lag;
                        }
                    }
                }
            }
        }
        if edge.to_finish {
            for run in 0..RUNS {
                out[run] -= work[run];
            }
        }
    }
}

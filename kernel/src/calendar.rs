//! A working calendar: from moments to positions and back, for one moment or for those of a block of runs.

use crate::model::TICKS_PER_DAY;
use crate::{RUNS, Row};

pub(crate) struct Calendar {
    /// The worked days.
    worked: Vec<u32>,
    /// Worked days before each day, and before the day after the last.
    before: Vec<u32>,
    /// How many days there are.
    days: u32,
    /// Whether all of them are worked: then moments and positions are the same.
    every_day: bool,
    /// The position of the end of the scale.
    last: i32,
}

impl Calendar {
    pub(crate) fn new(worked: &[u32], days: u32) -> Calendar {
        let mut before = Vec::with_capacity(days as usize + 2);
        let mut count = 0;
        for day in 0..days {
            before.push(count);
            count += u32::from(worked.get(count as usize) == Some(&day));
        }
        // The day after the last is looked up, and so is the one after that.
        before.extend([count, count]);
        Calendar { worked: worked.to_vec(), before, days, every_day: worked.len() == days as usize, last: count as i32 * TICKS_PER_DAY }
    }

    /// The position of the end of the scale, which no moment exceeds.
    pub(crate) fn last(&self) -> i32 {
        self.last
    }

    /// The work before a moment.
    #[inline]
    pub(crate) fn position(&self, moment: i32) -> i32 {
        let ticks = moment.clamp(0, self.days as i32 * TICKS_PER_DAY) as u32;
        let (day, rest) = ((ticks / TICKS_PER_DAY as u32) as usize, ticks % TICKS_PER_DAY as u32);
        let (before, after) = (self.before[day], self.before[day + 1]);
        (before * TICKS_PER_DAY as u32 + if after > before { rest } else { 0 }) as i32
    }

    /// The moment at which work goes on after a position, which is not negative.
    #[inline]
    pub(crate) fn start(&self, position: i32) -> i32 {
        let (day, rest) = (position as u32 / TICKS_PER_DAY as u32, position as u32 % TICKS_PER_DAY as u32);
        // Beyond the last day the days go on without weekends.
        let day = self.worked.get(day as usize).copied().unwrap_or_else(|| self.days + day - self.worked.len() as u32);
        (day * TICKS_PER_DAY as u32 + rest) as i32
    }

    /// The moment at which work up to a position, which is not negative, ends.
    #[inline]
    pub(crate) fn finish(&self, position: i32) -> i32 {
        if position <= 0 { 0 } else { self.start(position - 1) + 1 }
    }

    #[inline]
    pub(crate) fn positions(&self, moments: &Row, plus: i32, out: &mut Row) {
        if self.every_day {
            let last = self.last;
            for run in 0..RUNS {
                out[run] = (moments[run] + plus).clamp(0, last);
            }
        } else {
            for run in 0..RUNS {
                out[run] = self.position(moments[run] + plus);
            }
        }
    }

    #[inline]
    pub(crate) fn starts(&self, positions: &Row, out: &mut Row) {
        if self.every_day {
            *out = *positions;
        } else {
            for run in 0..RUNS {
                out[run] = self.start(positions[run]);
            }
        }
    }

    #[inline]
    pub(crate) fn finishes(&self, positions: &Row, out: &mut Row) {
        if self.every_day {
            *out = *positions;
        } else {
            for run in 0..RUNS {
                out[run] = self.finish(positions[run]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_is_one_position_with_two_ends() {
        // Seven days from a Monday; the weekend is free.
        let week = Calendar::new(&[0, 1, 2, 3, 4], 7);
        let day = TICKS_PER_DAY;
        assert_eq!(
            [0, 100, 4 * day + 7, 5 * day, 6 * day + 9, 7 * day, 99 * day].map(|moment| week.position(moment)),
            [0, 100, 4 * day + 7, 5 * day, 5 * day, 5 * day, 5 * day]
        );
        assert_eq!((week.finish(5 * day), week.start(5 * day), week.finish(0)), (5 * day, 7 * day, 0));
        assert_eq!((week.finish(day), week.start(day), week.start(5), week.finish(5)), (day, day, 5, 5));
    }

    #[test]
    fn on_a_calendar_without_free_days_a_moment_is_its_position() {
        let all = Calendar::new(&(0..30).collect::<Vec<_>>(), 30);
        let moments: Row = std::array::from_fn(|run| run as i32 * 333 - 700);
        let (mut positions, mut starts) = ([0; RUNS], [0; RUNS]);
        all.positions(&moments, 5, &mut positions);
        all.starts(&positions, &mut starts);
        assert!(moments.iter().zip(&positions).all(|(moment, position)| *position == (moment + 5).clamp(0, 30 * TICKS_PER_DAY)));
        assert!(positions.iter().zip(&starts).all(|(position, start)| all.start(*position) == *start));
    }
}

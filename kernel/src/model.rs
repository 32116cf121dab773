//! What a simulation is made from, and what it gives: plain numbers that name each other by their places.
//!
//! Time is counted in ticks, of which every civil day has [`TICKS_PER_DAY`]. A *moment* is a number of ticks since the first
//! day. A *position* on a calendar is the number of its worked ticks before a moment: all moments of a gap between worked
//! days have one position, so it has an earliest moment, at which work ends, and a latest, at which work begins.

use crate::table::Shape;

/// Ticks in a civil day.
pub const TICKS_PER_DAY: i32 = 480;

/// A network of activities with what is uncertain about it. Places that do not exist make the simulation panic: whoever
/// makes the model sees to it that they do.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// How many days the scale has.
    pub days: u32,
    /// For each calendar the days that are worked on it, in order.
    pub calendars: Vec<Vec<u32>>,
    /// The calendar on which the length of the whole is measured.
    pub measure: usize,
    /// What takes time.
    pub activities: Vec<Activity>,
    /// The activities so that each stands after those it waits for.
    pub order: Vec<u32>,
    /// What waits for what.
    pub links: Vec<Link>,
    /// What is not certain.
    pub uncertain: Vec<Uncertain>,
    /// What may happen.
    pub risks: Vec<Risk>,
    /// What goes together.
    pub groups: Vec<Group>,
    /// Whose last finish is asked for.
    pub targets: Vec<Target>,
    /// All that has to be finished in the end.
    pub finish: Vec<u32>,
}

/// Something that takes time, or none.
#[derive(Debug, Clone, Copy, Default)]
pub struct Activity {
    /// Its calendar.
    pub calendar: usize,
    /// Ticks of work that are certain.
    pub work: i32,
    /// The position before which it does not start.
    pub start: i32,
    /// The position before which it does not finish.
    pub finish: Option<i32>,
    /// What has happened already.
    pub actual: Actual,
}

/// What has happened of an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Actual {
    /// Nothing.
    #[default]
    Nothing,
    /// It started at a moment, and its work is what remains.
    Started(i32),
    /// It started and finished at these moments.
    Finished(i32, i32),
}

/// One end of an activity waits for one end of another.
#[derive(Debug, Clone, Copy, Default)]
pub struct Link {
    /// What is waited for.
    pub from: u32,
    /// What waits.
    pub to: u32,
    /// Whether the start is waited for, and not the finish.
    pub from_start: bool,
    /// Whether the finish waits, and not the start.
    pub to_finish: bool,
    /// The ticks between the two.
    pub lag: i32,
    /// Whether these ticks pass on every day, and not on the calendar of what waits.
    pub elapsed: bool,
}

/// Work whose amount is not certain.
#[derive(Debug, Clone, Copy)]
pub struct Uncertain {
    /// The activity that it is part of.
    pub activity: u32,
    /// How it is spread.
    pub shape: Shape,
    /// The least number of ticks.
    pub least: i32,
    /// The most likely number.
    pub likely: i32,
    /// The greatest number.
    pub greatest: i32,
    /// The risk that must have happened for it to be there at all.
    pub risk: Option<u32>,
    /// What tells its draws from those of others, whatever their places.
    pub name: u64,
}

/// Something that happens or does not.
#[derive(Debug, Clone, Copy)]
pub struct Risk {
    /// How likely it is, 0 to 1.
    pub chance: f64,
    /// What tells its draws from those of others.
    pub name: u64,
}

/// Uncertain work, none of it a risk's, whose amounts go together.
#[derive(Debug, Clone)]
pub struct Group {
    /// Which of the uncertain.
    pub members: Vec<u32>,
    /// How much each goes with each.
    pub correlation: Correlation,
    /// What tells what they have in common from that of other groups.
    pub name: u64,
}

/// The correlation (Pearson's) that the amounts are to have.
#[derive(Debug, Clone)]
pub enum Correlation {
    /// The same between any two.
    Same(f64),
    /// One for each pair: the rows of a matrix, one after the other.
    Matrix(Vec<f64>),
}

/// Some activities whose last finish is one date.
#[derive(Debug, Clone, Default)]
pub struct Target {
    /// The activities.
    pub activities: Vec<u32>,
    /// Targets before this one that are part of it.
    pub targets: Vec<u32>,
}

/// What the runs gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// How many there were.
    pub runs: u32,
    /// The finish of each target.
    pub targets: Vec<Days>,
    /// The finish of all.
    pub finish: Days,
    /// The mean moment of the finish.
    pub mean_finish: f64,
    /// The standard deviation of the length of the whole, in ticks of the measuring calendar.
    pub finish_deviation: f64,
    /// Each activity.
    pub activities: Vec<Sensitivity>,
    /// How the finish hangs on each of the uncertain: its lowest and its highest tenth.
    pub swings: Vec<Swing>,
    /// How it hangs on each risk: where it does not happen, and where it does.
    pub risk_swings: Vec<Swing>,
}

/// How often each day was the last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Days {
    /// The first day that was.
    pub first: i32,
    /// Of this day and each after it, how many runs.
    pub counts: Vec<u32>,
}

/// What an activity had to do with the finish.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sensitivity {
    /// In how many runs it was on a chain of driving links to the finish.
    pub critical: u32,
    /// The mean of its work, in ticks.
    pub mean: f64,
    /// The standard deviation of its work, in ticks.
    pub deviation: f64,
    /// The correlation (Pearson's) of its work with the length of the whole.
    pub correlation: f64,
}

/// By how many days the mean finish of some runs differs from that of all.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Swing {
    /// Where the quantity is low, or the risk does not happen.
    pub low: f64,
    /// Where it is high, or the risk happens.
    pub high: f64,
}

impl Days {
    /// How many runs were counted.
    pub fn total(&self) -> u64 {
        self.counts.iter().map(|count| u64::from(*count)).sum()
    }

    /// The first day by which at least this share of the runs had finished.
    pub fn quantile(&self, share: f64) -> i32 {
        let wanted = libm::ceil(share.clamp(0.0, 1.0) * self.total() as f64).max(1.0) as u64;
        let mut seen = 0;
        let place = self.counts.iter().position(|count| {
            seen += u64::from(*count);
            seen >= wanted
        });
        self.first + place.unwrap_or_default() as i32
    }

    /// The share of the runs that had finished by a day.
    pub fn share_by(&self, day: i32) -> f64 {
        let places = usize::try_from(i64::from(day) - i64::from(self.first) + 1).unwrap_or_default().min(self.counts.len());
        let by: u64 = self.counts[..places].iter().map(|count| u64::from(*count)).sum();
        by as f64 / (self.total().max(1)) as f64
    }

    /// The mean day, and the standard deviation in days.
    pub fn mean_and_deviation(&self) -> (f64, f64) {
        let total = self.total().max(1) as f64;
        let sum: u64 = self.counts.iter().enumerate().map(|(place, count)| place as u64 * u64::from(*count)).sum();
        let mean = sum as f64 / total;
        let squares: f64 = self.counts.iter().enumerate().map(|(place, count)| (place as f64 - mean) * (place as f64 - mean) * f64::from(*count)).sum();
        (f64::from(self.first) + mean, libm::sqrt(squares / (total - 1.0).max(1.0)))
    }

    pub(crate) fn add(&mut self, day: i32) {
        if self.counts.is_empty() {
            self.first = day;
        }
        if day < self.first {
            let before = (self.first - day) as usize;
            self.counts.splice(0..0, std::iter::repeat_n(0, before));
            self.first = day;
        }
        let place = (day - self.first) as usize;
        if place >= self.counts.len() {
            self.counts.resize(place + 1, 0);
        }
        self.counts[place] += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_in_whatever_order_they_come() {
        let mut days = Days::default();
        [12, 10, 11, 11, 15].into_iter().for_each(|day| days.add(day));
        assert_eq!((days.first, days.counts.as_slice()), (10, [1, 2, 1, 0, 0, 1].as_slice()));
        assert_eq!([0.0, 0.2, 0.5, 0.8, 0.81, 1.0].map(|share| days.quantile(share)), [10, 10, 11, 12, 15, 15]);
        assert!((days.share_by(11) - 0.6).abs() < 1e-12 && days.share_by(9) < 1e-12 && (days.share_by(99) - 1.0).abs() < 1e-12);
        let (mean, deviation) = days.mean_and_deviation();
        assert!((mean - 11.8).abs() < 1e-12 && (deviation - 3.7f64.sqrt()).abs() < 1e-12);
    }
}

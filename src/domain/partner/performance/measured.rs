//! How an indicator stands: what was measured last against what was agreed.

use super::{Direction, IndicatorReading, PartnerIndicator};
use crate::domain::date::Date;
use crate::domain::order::{Rank, sort_by_rank};

/// How an indicator stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum IndicatorState {
    /// Beyond the limit: something must be done.
    Exceeded,
    /// Short of the target, within the limit.
    Short,
    /// At the target or better.
    Met,
    /// Measured, with neither target nor limit to hold it to.
    NoTarget,
    /// Nothing was measured yet.
    NotMeasured,
}

impl IndicatorState {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            IndicatorState::Exceeded => "beyond the limit",
            IndicatorState::Short => "short of the target",
            IndicatorState::Met => "as agreed",
            IndicatorState::NoTarget => "nothing agreed",
            IndicatorState::NotMeasured => "not measured",
        }
    }
}

impl PartnerIndicator {
    /// What was measured, the oldest first. Of one day, the better value first, so that the worse one counts.
    pub fn in_time(&self) -> Vec<&IndicatorReading> {
        let mut readings: Vec<&IndicatorReading> = self.readings.iter().filter(|reading| reading.value.is_finite()).collect();
        let worse = |reading: &IndicatorReading| {
            let rank = Rank::Number((reading.value.clamp(-1e12, 1e12) * 1e6) as i64);
            if self.better == Direction::Up { rank.down() } else { rank }
        };
        sort_by_rank(&mut readings, |reading| Rank::Several(vec![Rank::from(reading.on), worse(reading)]));
        readings
    }

    /// What was measured last.
    pub fn latest(&self) -> Option<&IndicatorReading> {
        self.in_time().last().copied()
    }

    /// How a value stands. At the target is as agreed; at the limit is within it.
    pub fn judged(&self, value: f64) -> IndicatorState {
        let reaches = |mark: f64| if self.better == Direction::Up { value >= mark } else { value <= mark };
        match (self.target, self.limit) {
            (_, Some(limit)) if !reaches(limit) => IndicatorState::Exceeded,
            (Some(target), _) if !reaches(target) => IndicatorState::Short,
            (None, None) => IndicatorState::NoTarget,
            _ => IndicatorState::Met,
        }
    }

    /// How it stands.
    pub fn state(&self) -> IndicatorState {
        self.latest().map_or(IndicatorState::NotMeasured, |reading| self.judged(reading.value))
    }

    /// How many of its last readings, without a break, were beyond the limit.
    pub fn exceeded_running(&self) -> usize {
        self.in_time().iter().rev().take_while(|reading| self.judged(reading.value) == IndicatorState::Exceeded).count()
    }

    /// Which way it went between the last two readings: better, worse or the same; empty while there are not two.
    pub fn moved(&self) -> &'static str {
        let readings = self.in_time();
        let [.., before, last] = readings.as_slice() else { return "" };
        let rises = last.value - before.value;
        match if self.better == Direction::Up { rises } else { -rises } {
            change if change > f64::EPSILON => "better than before",
            change if change < -f64::EPSILON => "worse than before",
            _ => "as before",
        }
    }

    /// Days since the last reading where that is longer ago than `months`; `None` where it is not, or nothing was measured.
    pub fn out_of_date(&self, today: Date, months: u32) -> Option<i64> {
        let days = today.days_since(self.latest()?.on);
        // A month of grace: figures come after the end of the period.
        (days > i64::from(months.saturating_add(1)) * 31).then_some(days)
    }

    /// Whether target and limit contradict each other: the limit asks for more than the target.
    pub fn contradicts_itself(&self) -> bool {
        self.target.zip(self.limit).is_some_and(|(target, limit)| if self.better == Direction::Up { limit > target } else { limit < target })
    }

    /// Keeps a reading; another of the same day gives way.
    pub fn read(&mut self, reading: IndicatorReading) {
        self.readings.retain(|other| other.on != reading.on);
        self.readings.push(reading);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::extra::Extra;
    use crate::domain::id::Id;

    fn indicator(better: Direction, target: Option<f64>, limit: Option<f64>, readings: &[(&str, f64)]) -> PartnerIndicator {
        let reading =
            |(on, value): &(&str, f64)| IndicatorReading { on: on.parse().expect("a date"), value: *value, note: String::new(), extra: Extra::default() };
        PartnerIndicator {
            target,
            limit,
            readings: readings.iter().map(reading).collect(),
            ..PartnerIndicator::new(Id::joined(&["i"]), "Reports on time", better)
        }
    }

    #[test]
    fn the_state_follows_target_limit_and_direction() {
        let state = |better, value| indicator(better, Some(10.0), Some(if better == Direction::Up { 5.0 } else { 15.0 }), &[("2027-01-31", value)]).state();
        assert_eq!(
            [12.0, 10.0, 7.0, 5.0, 4.9].map(|value| state(Direction::Up, value)),
            [IndicatorState::Met, IndicatorState::Met, IndicatorState::Short, IndicatorState::Short, IndicatorState::Exceeded]
        );
        assert_eq!(
            [8.0, 10.0, 12.0, 15.1].map(|value| state(Direction::Down, value)),
            [IndicatorState::Met, IndicatorState::Met, IndicatorState::Short, IndicatorState::Exceeded]
        );
        assert_eq!(indicator(Direction::Up, None, None, &[("2027-01-31", 1.0)]).state(), IndicatorState::NoTarget);
        assert_eq!(indicator(Direction::Up, None, Some(3.0), &[("2027-01-31", 4.0)]).state(), IndicatorState::Met);
        assert_eq!(indicator(Direction::Up, Some(1.0), None, &[]).state(), IndicatorState::NotMeasured);
    }

    #[test]
    fn the_newest_counts_in_whatever_order_and_of_one_day_the_worse() {
        let two = [("2027-03-31", 90.0), ("2027-01-31", 70.0)];
        let turned = [two[1], two[0]];
        for readings in [two, turned] {
            let found = indicator(Direction::Up, Some(80.0), None, &readings);
            assert_eq!((found.state(), found.moved()), (IndicatorState::Met, "better than before"));
        }
        assert_eq!(indicator(Direction::Up, Some(80.0), None, &[("2027-01-31", 70.0), ("2027-01-31", 90.0)]).state(), IndicatorState::Short);
        assert_eq!(indicator(Direction::Down, Some(80.0), None, &[("2027-01-31", 90.0), ("2027-01-31", 70.0)]).state(), IndicatorState::Short);
    }

    #[test]
    fn readings_beyond_the_limit_are_counted_while_they_last() {
        let readings = [("2027-01-31", 9.0), ("2027-02-28", 1.0), ("2027-03-31", 9.0), ("2027-04-30", 9.0)];
        assert_eq!(indicator(Direction::Down, None, Some(5.0), &readings).exceeded_running(), 2);
    }

    #[test]
    fn a_limit_that_asks_for_more_than_the_target_is_found() {
        assert!(indicator(Direction::Up, Some(80.0), Some(90.0), &[]).contradicts_itself());
        assert!(!indicator(Direction::Down, Some(80.0), Some(90.0), &[]).contradicts_itself());
    }

    #[test]
    fn figures_that_are_old_are_asked_for() {
        let found = indicator(Direction::Up, None, None, &[("2027-01-31", 1.0)]);
        let on = |day: &str| found.out_of_date(day.parse().expect("a date"), 3);
        assert_eq!((on("2027-05-31"), on("2027-06-10")), (None, Some(130)));
    }

    #[test]
    fn values_are_written_with_their_unit() {
        let written = |unit: &str, value: f64| PartnerIndicator { unit: unit.to_owned(), ..indicator(Direction::Up, None, None, &[]) }.written(value);
        assert_eq!([written("%", 92.5), written("days", 4.0), written("", -0.333)], ["92.5%", "4 days", "−0.33"]);
    }
}

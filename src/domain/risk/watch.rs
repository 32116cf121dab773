//! Watching a tolerance limit: how old its newest observation is, and what it looked like over time.

use super::tolerance::{LimitState, Observation, Reading, SystemicEvaluation, ToleranceLimit, Verdict};
use crate::domain::date::Date;
use crate::domain::extra::Extra;

/// After how many days an observation is out of date: a month, and some days to gather the counts. A figure of our own.
pub const FRESH_DAYS: i64 = 35;

impl LimitState {
    /// In one word or two.
    pub fn label(self) -> &'static str {
        match self {
            LimitState::Within => "within",
            LimitState::Warning => "warning",
            LimitState::Exceeded => "exceeded",
        }
    }
}

impl Observation {
    /// So many out of so many, on a day.
    pub fn new(on: Date, count: u32, of: u32) -> Observation {
        Observation { on, count, of, extra: Extra::default() }
    }
}

impl SystemicEvaluation {
    /// An evaluation of what was observed on a day that has found nothing yet.
    pub fn open(about: Date) -> SystemicEvaluation {
        SystemicEvaluation {
            about,
            verdict: Verdict::Open,
            finding: String::new(),
            action: String::new(),
            by: String::new(),
            on: None,
            extra: Extra::default(),
        }
    }
}

impl ToleranceLimit {
    /// Days since the newest observation, where that is out of date.
    pub fn out_of_date(&self, today: Date) -> Option<i64> {
        let newest = self.observations.iter().map(|observation| observation.on).max()?;
        Some(today.days_since(newest)).filter(|days| *days > FRESH_DAYS)
    }

    /// What was observed, oldest first, with what each observation says.
    pub fn readings(&self) -> Vec<(&Observation, Reading)> {
        let mut readings: Vec<_> = self.observations.iter().filter_map(|observation| Some((observation, self.reading(observation)?))).collect();
        readings.sort_by_key(|(observation, _)| observation.on);
        readings
    }

    /// With an observation put in its place by date; one of the same day gives way to it.
    pub fn observed(&mut self, observation: Observation) {
        self.observations.retain(|other| other.on != observation.on);
        let place = self.observations.iter().position(|other| other.on > observation.on).unwrap_or(self.observations.len());
        self.observations.insert(place, observation);
    }
}

/// A share in percent, to a tenth: `6.7%`.
pub fn percent(share: f64) -> String {
    format!("{}%", (share * 1_000.0).round() / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn observations_stand_by_date_and_one_of_the_same_day_gives_way() {
        let mut limit = ToleranceLimit::new(Id::joined(&["l"]), "Not eligible");
        for (on, count, of) in [("2027-05-14", 3, 40), ("2027-03-14", 1, 12), ("2027-04-14", 2, 25), ("2027-05-14", 4, 41)] {
            limit.observed(Observation::new(day(on), count, of));
        }
        let kept: Vec<_> = limit.readings().iter().map(|(observation, reading)| (observation.on.iso(), observation.count, percent(reading.share))).collect();
        let expected = [("2027-03-14", 1, "8.3%"), ("2027-04-14", 2, "8%"), ("2027-05-14", 4, "9.8%")];
        assert_eq!(kept, expected.map(|(on, count, share)| (on.to_owned(), count, share.to_owned())));
    }

    #[test]
    fn an_observation_is_out_of_date_after_five_weeks() {
        let mut limit = ToleranceLimit::new(Id::joined(&["l"]), "Not eligible");
        assert_eq!(limit.out_of_date(day("2027-05-14")), None, "what was never observed is not old");
        limit.observed(Observation::new(day("2027-05-14"), 0, 10));
        assert_eq!(["2027-06-18", "2027-06-19"].map(|today| limit.out_of_date(day(today))), [None, Some(36)]);
    }
}

//! What the history of a register comes to: exposure over time, what came and went, how old and how late things are.
//!
//! Exposure is the sum of the points of all open risks. Points are ordinal, so a sum of them says which way the register
//! moves and not by how much harm; it is shown for that, beside the counts by band.

use super::history::RiskHistory;
use super::method::RiskMethod;
use super::register::{Risk, RiskStatus};
use super::scale::Band;
use crate::domain::date::Date;
use crate::domain::plan::TrialPlan;

/// How many days are shown day by day; more are shown week by week.
const DAILY: i64 = 60;

/// How many weeks are shown at most.
const WEEKS: i64 = 156;

/// What the register came to at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exposure {
    /// The day.
    pub on: Date,
    /// The points of all open risks together.
    pub points: f64,
    /// How many open risks are low, medium and high.
    pub bands: [usize; 3],
    /// How many open risks are not scored.
    pub unscored: usize,
}

/// What came and went in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: Date,
    /// Risks that came into the register.
    pub new: usize,
    /// Risks that were closed, or taken out while they were open.
    pub closed: usize,
    /// Risks that happened.
    pub occurred: usize,
}

/// Open risks by age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ageing {
    /// Up to how many days; `None` for all that are older.
    pub up_to: Option<i64>,
    /// How many open risks are so old.
    pub risks: usize,
}

/// What is late, and how long responses take.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lateness<'a> {
    /// Open risks whose response should be in place, with the days since, the latest first.
    pub responses: Vec<(&'a Risk, i64)>,
    /// Open risks that should have been looked at again, with the days since, the latest first.
    pub reviews: Vec<(&'a Risk, i64)>,
    /// Days from when a risk was found to when its response was in place, on average; `None` where no risk has both.
    pub days_to_response: Option<f64>,
    /// Over how many risks.
    pub measured: usize,
}

/// What the register came to at the end of a day.
pub fn exposure_on(method: &RiskMethod, histories: &[RiskHistory], on: Date) -> Exposure {
    let mut exposure = Exposure { on, points: 0.0, bands: [0; 3], unscored: 0 };
    for stood in histories.iter().filter_map(|history| history.on(on)).filter(|stood| stood.is_open()) {
        match stood.score {
            Some(score) => {
                let judged = method.judged(score);
                exposure.points += judged.points.get();
                exposure.bands[judged.band as usize] += 1;
            }
            None => exposure.unscored += 1,
        }
    }
    exposure
}

/// The exposure from the first risk until `today`: day by day over the first two months, week by week after that, the last
/// three years at most. Empty where there was never a risk.
pub fn exposures(method: &RiskMethod, histories: &[RiskHistory], today: Date) -> Vec<Exposure> {
    let Some(first) = histories.iter().filter_map(|history| history.steps.first()).map(|step| step.from).min().filter(|first| *first <= today) else {
        return Vec::new();
    };
    let days = today.days_since(first);
    let (step, count) = if days <= DAILY { (1, days) } else { (7, (days / 7).min(WEEKS)) };
    (0..=count).rev().map(|back| exposure_on(method, histories, today.plus_days(-back * step))).collect()
}

/// What came and went in each month, from the first risk until `today`, the last `most` months at most.
pub fn months(histories: &[RiskHistory], today: Date, most: usize) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    let mut first = today.first_of_month();
    let begin = histories.iter().filter_map(|history| history.steps.first()).map(|step| step.from.first_of_month()).min();
    while months.len() < most && begin.is_some_and(|begin| begin <= first) {
        months.push(Month { first, new: 0, closed: 0, occurred: 0 });
        first = first.plus_days(-1).first_of_month();
    }
    months.reverse();
    for history in histories {
        let mut before = None;
        for step in &history.steps {
            if let Some(month) = months.iter_mut().find(|month| month.first == step.from.first_of_month()) {
                let was_open = before.is_some_and(|stood: super::history::Stood| stood.is_open());
                match step.stood.map(|stood| stood.status) {
                    Some(RiskStatus::Occurred) if was_open => month.occurred += 1,
                    Some(RiskStatus::Closed) | None if was_open => month.closed += 1,
                    Some(_) if before.is_none() => month.new += 1,
                    _ => {}
                }
            }
            before = step.stood;
        }
    }
    months
}

/// The day since when a risk is known: when it was found, or when it came into the register.
pub fn known_since(risk: &Risk, histories: &[RiskHistory]) -> Option<Date> {
    risk.found.or_else(|| histories.iter().find(|history| history.id == risk.id.as_str())?.steps.first().map(|step| step.from))
}

/// The open risks by how long they are known, and the age of the oldest with its risk.
pub fn ageing<'a>(plan: &'a TrialPlan, histories: &[RiskHistory], today: Date) -> (Vec<Ageing>, Option<(&'a Risk, i64)>) {
    let open = plan.risks.iter().map(AsRef::as_ref).filter(|risk: &&Risk| risk.is_open());
    let aged: Vec<(&Risk, i64)> = open.filter_map(|risk| Some((risk, today.days_since(known_since(risk, histories)?).max(0)))).collect();
    let bounds = [(i64::MIN, Some(30)), (30, Some(90)), (90, Some(180)), (180, Some(365)), (365, None)];
    let within = |from: i64, to: Option<i64>| aged.iter().filter(|(_, age)| *age > from && to.is_none_or(|to| *age <= to)).count();
    let groups = bounds.map(|(from, up_to)| Ageing { up_to, risks: within(from, up_to) });
    (groups.into(), aged.into_iter().rev().max_by_key(|(_, age)| *age))
}

/// What is late on `today`, and how long responses took.
pub fn lateness<'a>(plan: &'a TrialPlan, histories: &[RiskHistory], today: Date) -> Lateness<'a> {
    let late = |days: fn(&Risk, Date) -> Option<i64>| {
        let mut found: Vec<(&Risk, i64)> = plan.risks.iter().filter_map(|risk| Some((risk.as_ref(), days(risk, today)?))).collect();
        found.sort_by_key(|(_, days)| std::cmp::Reverse(*days));
        found
    };
    let spans: Vec<i64> = plan
        .risks
        .iter()
        .filter_map(|risk| Some(risk.response_done?.days_since(known_since(risk, histories)?)))
        // A response that was there before the risk was written down says nothing about how long one takes.
        .filter(|days| *days >= 0)
        .collect();
    let mean = (!spans.is_empty()).then(|| spans.iter().sum::<i64>() as f64 / spans.len() as f64);
    Lateness { responses: late(Risk::response_overdue), reviews: late(Risk::review_overdue), days_to_response: mean, measured: spans.len() }
}

/// What a band is called where its count is shown, lowest first.
pub fn band_names() -> [&'static str; 3] {
    Band::ALL.map(Band::label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::id::Id;
    use crate::domain::risk::history::{Step, Stood, histories};
    use crate::domain::risk::scale::{Level, Score};

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    /// `2027-01-10 5 open; 2027-03-02 2 closed`: on these days the risk came to stand so, at this level twice.
    fn history(number: u32, steps: &str) -> RiskHistory {
        let step = |text: &str| {
            let words: Vec<&str> = text.split_whitespace().collect();
            let level = words[1].parse().ok().and_then(Level::new);
            let status = match words.get(2).copied() {
                Some("closed") => RiskStatus::Closed,
                Some("occurred") => RiskStatus::Occurred,
                _ => RiskStatus::Open,
            };
            let stood = Stood { score: level.map(|level| Score::new(level, level)), status };
            Step { from: day(words[0]), stood: (words.get(2) != Some(&"gone")).then_some(stood) }
        };
        RiskHistory { id: number.to_string(), number, title: String::new(), steps: steps.split("; ").map(step).collect() }
    }

    fn register() -> Vec<RiskHistory> {
        vec![
            history(1, "2027-01-10 5 open; 2027-03-02 2 open"),
            history(2, "2027-02-01 3 open; 2027-03-20 3 closed"),
            history(3, "2027-02-10 4 open; 2027-02-25 4 occurred"),
            history(4, "2027-03-05 - open"),
        ]
    }

    #[test]
    fn exposure_is_the_points_of_the_open_risks_of_that_day() {
        let on = |text: &str| {
            let exposure = exposure_on(&RiskMethod::default(), &register(), day(text));
            (exposure.points, exposure.bands, exposure.unscored)
        };
        assert_eq!(on("2027-01-09"), (0.0, [0, 0, 0], 0));
        assert_eq!(on("2027-02-12"), (50.0, [0, 1, 2], 0));
        assert_eq!(on("2027-03-21"), (4.0, [1, 0, 0], 1));
    }

    #[test]
    fn two_months_are_shown_by_the_day_and_more_by_the_week_up_to_today() {
        let shown = |today: &str| {
            let found = exposures(&RiskMethod::default(), &register(), day(today));
            (found.len(), found.first().map(|one| one.on.iso()), found.last().map(|one| one.on.iso()))
        };
        assert_eq!(shown("2027-01-20"), (11, Some("2027-01-10".into()), Some("2027-01-20".into())));
        assert_eq!(shown("2027-03-31"), (12, Some("2027-01-13".into()), Some("2027-03-31".into())));
        assert_eq!(shown("2027-01-01"), (0, None, None));
    }

    #[test]
    fn each_month_counts_what_came_and_what_went() {
        let counted = |most| {
            months(&register(), day("2027-03-31"), most).iter().map(|month| (month.first.iso(), month.new, month.closed, month.occurred)).collect::<Vec<_>>()
        };
        assert_eq!(counted(12), [("2027-01-01".to_owned(), 1, 0, 0), ("2027-02-01".to_owned(), 2, 0, 1), ("2027-03-01".to_owned(), 1, 1, 0)]);
        assert_eq!(counted(1), [("2027-03-01".to_owned(), 1, 1, 0)]);
        assert_eq!(months(&[history(1, "2027-03-01 2 open; 2027-03-09 2 gone")], day("2027-03-31"), 1)[0].closed, 1);
    }

    #[test]
    fn ages_and_delays_are_counted_from_when_a_risk_was_found() {
        let mut plan = TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0));
        let risk = |number: u32, found: &str, done: &str, review: &str| {
            let mut risk = Risk::new(Id::joined(&[&number.to_string()]), number, "x");
            (risk.found, risk.response_done, risk.review_due) = (found.parse().ok(), done.parse().ok(), review.parse().ok());
            risk
        };
        for risk in [
            risk(1, "2027-05-01", "2027-05-11", "2027-05-10"),
            risk(2, "2026-05-01", "2026-05-31", "2027-05-20"),
            risk(3, "2027-05-01", "2027-04-01", "2027-05-01"),
        ] {
            plan.risks = plan.risks.with(risk, None);
        }
        let (today, histories) = (day("2027-05-14"), histories(&plan));
        let (groups, oldest) = ageing(&plan, &histories, today);
        assert_eq!(
            (groups.iter().map(|group| group.risks).collect::<Vec<_>>(), oldest.map(|(risk, age)| (risk.number, age))),
            (vec![2, 0, 0, 0, 1], Some((2, 378)))
        );
        let late = lateness(&plan, &histories, today);
        assert_eq!(late.reviews.iter().map(|(risk, days)| (risk.number, *days)).collect::<Vec<_>>(), [(3, 13), (1, 4)]);
        assert_eq!((late.days_to_response, late.measured), (Some(20.0), 2));
    }
}

//! What a risk would do to the schedule: by how much it would delay which tasks.

use serde::Serialize;
use trialwright_macros::Read;

use super::register::Risk;
use crate::domain::extra::Extra;
use crate::domain::id::Id;
use crate::domain::schedule::estimate::{counted, like};
use crate::domain::schedule::logic::Spread;
use crate::domain::schedule::task::Task;
use crate::domain::schedule::time_span::Duration;

/// By how much a task takes longer if the risk happens: a three-point estimate.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TaskDelay {
    /// The task.
    pub task: Id<Task>,
    /// If all goes well.
    pub optimistic: Duration,
    /// Most likely.
    pub likely: Duration,
    /// If much goes wrong.
    pub pessimistic: Duration,
    /// How the delays between them are spread.
    #[serde(default, skip_serializing_if = "Spread::is_beta_pert")]
    pub spread: Spread,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// One of the three lengths of a delay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// If all goes well.
    Optimistic,
    /// Most likely.
    Likely,
    /// If much goes wrong.
    Pessimistic,
}

impl TaskDelay {
    /// A delay of a task by this much, give or take nothing.
    pub fn new(task: Id<Task>, by: Duration) -> TaskDelay {
        TaskDelay { task, optimistic: by, likely: by, pessimistic: by, spread: Spread::default(), extra: Extra::default() }
    }

    /// One of its lengths.
    pub fn length(&self, which: Length) -> Duration {
        match which {
            Length::Optimistic => self.optimistic,
            Length::Likely => self.likely,
            Length::Pessimistic => self.pessimistic,
        }
    }

    /// Whether it delays nothing, because nobody has said yet by how much.
    pub fn is_blank(&self) -> bool {
        self.pessimistic.ticks() == 0
    }

    /// The delay with another length, as it is typed. The first length that is typed holds for all three, and so does the
    /// likely one until the ends are given; after that, those that stand where this one stood go along where they would be
    /// passed. An empty text puts an end at the most
    /// likely length. `Err` says why it cannot stand.
    pub fn with(&self, which: Length, text: &str) -> Result<TaskDelay, String> {
        let given = match (text.trim().is_empty(), which) {
            (true, Length::Likely) => return Err("A delay has a most likely length. Remove the delay where there is none.".to_owned()),
            (true, _) => self.likely,
            (false, Length::Optimistic | Length::Pessimistic) if self.likely.span().is_elapsed() => like(text, self.likely)?,
            (false, _) => text.parse::<Duration>().map_err(|fault| format!("{fault}."))?,
        };
        let (at, before) = (which as usize, self.length(which).ticks());
        let mut lengths = [self.optimistic, self.likely, self.pessimistic];
        if which == Length::Likely {
            lengths = lengths.map(|length| counted(length, given.span().is_elapsed()));
        }
        let is_certain = self.optimistic == self.pessimistic;
        let holds_for_all = self.is_blank() || (is_certain && which == Length::Likely);
        for (place, length) in lengths.iter_mut().enumerate() {
            let passed = (place < at && length.ticks() > given.ticks()) || (place > at && length.ticks() < given.ticks());
            if place == at || holds_for_all || (passed && length.ticks() == before) {
                *length = given;
            }
        }
        let [optimistic, likely, pessimistic] = lengths;
        let next = TaskDelay { optimistic, likely, pessimistic, ..self.clone() };
        match next.fault() {
            Some(fault) => Err(format!("The delay {fault}.")),
            None => Ok(next),
        }
    }

    /// Why it makes no sense, as the end of a sentence; `None` where it does.
    pub(super) fn fault(&self) -> Option<String> {
        let TaskDelay { optimistic, likely, pessimistic, .. } = self;
        if !(optimistic.ticks() <= likely.ticks() && likely.ticks() <= pessimistic.ticks()) {
            return Some(format!(
                "is most likely {likely}, which is not between its optimistic {optimistic} and its pessimistic {pessimistic}; change one of the three"
            ));
        }
        let elapsed = [optimistic, likely, pessimistic].map(|length| length.span().is_elapsed() && length.ticks() > 0);
        let working = [optimistic, likely, pessimistic].map(|length| !length.span().is_elapsed() && length.ticks() > 0);
        (elapsed.contains(&true) && working.contains(&true)).then(|| "mixes working days and elapsed days; give all three in the same".to_owned())
    }
}

/// Why the simulation of the schedule leaves the delays of a risk out, as a sentence; `None` where it reckons with them, or
/// where there are none.
pub fn left_out(risk: &Risk) -> Option<&'static str> {
    if risk.delays.is_empty() {
        return risk.chance.map(|_| "Add a task that it would delay: without one, the chance changes nothing in the schedule.");
    }
    if !risk.is_open() {
        return Some("The simulation leaves it out, because the risk is not open.");
    }
    match risk.chance {
        None => Some("Give the chance as well: without it, the simulation leaves these delays out."),
        Some(chance) if chance.get() == 0.0 => Some("A chance of 0 is never: the simulation leaves these delays out."),
        Some(_) if risk.delays.iter().all(TaskDelay::is_blank) => Some("Say by how much: a delay of no days changes nothing."),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::register::RiskStatus;
    use super::*;
    use crate::domain::schedule::share::Chance;

    /// A delay after these edits: `o 5` types 5 as the optimistic length.
    fn check(edits: &[&str], expected: Result<&str, &str>) {
        let mut delay = TaskDelay::new(Id::joined(&["t"]), Duration::default());
        let mut said = Ok(());
        for edit in edits {
            let (which, text) = edit.split_once(' ').expect("a length and a text");
            let which = match which {
                "o" => Length::Optimistic,
                "l" => Length::Likely,
                _ => Length::Pessimistic,
            };
            match delay.with(which, text) {
                Ok(next) => delay = next,
                Err(why) => said = Err(why),
            }
        }
        let shown = [delay.optimistic, delay.likely, delay.pessimistic].map(|length| length.span().short()).join(" ");
        assert_eq!(said.map(|()| shown), expected.map(str::to_owned).map_err(str::to_owned), "{edits:?}");
    }

    #[test]
    fn the_first_length_holds_for_all_and_the_others_part_from_it() {
        check(&["l 10"], Ok("10d 10d 10d"));
        check(&["p 10", "o 5", "p 6 weeks"], Ok("5d 10d 30d"));
        check(&["l 10", "l 20"], Ok("20d 20d 20d"));
        check(&["l 10", "p 30", "l 20"], Ok("10d 20d 30d"));
        check(&["l 10", "p 30", "o "], Ok("10d 10d 30d"));
    }

    #[test]
    fn a_length_that_passes_another_is_refused_and_changes_nothing() {
        let passed = "The delay is most likely 40 days, which is not between its optimistic 5 days and its pessimistic 30 days; change one of the three.";
        check(&["l 10", "o 5", "p 30", "l 40"], Err(passed));
        check(&["l "], Err("A delay has a most likely length. Remove the delay where there is none."));
        check(&["l soon"], Err("“soon” is not a length of time; write days, such as 10, 2.5, 3 weeks or 30 elapsed days."));
    }

    #[test]
    fn all_three_count_the_same_days() {
        check(&["l 10 elapsed days", "p 2 weeks", "o 5"], Ok("5ed 10ed 14ed"));
        check(&["l 10", "p 30", "l 20 elapsed days"], Ok("10ed 20ed 30ed"));
        check(&["l 10", "p 30 elapsed days"], Err("The delay mixes working days and elapsed days; give all three in the same."));
    }

    #[test]
    fn it_is_said_why_the_simulation_leaves_a_risk_out() {
        let mut risk = Risk::new(Id::joined(&["r"]), 1, "Late drug");
        assert_eq!(left_out(&risk), None);
        risk.delays.push(TaskDelay::new(Id::joined(&["t"]), Duration::default()));
        assert!(left_out(&risk).is_some_and(|why| why.starts_with("Give the chance")));
        risk.chance = Chance::new(0.3);
        assert!(left_out(&risk).is_some_and(|why| why.starts_with("Say by how much")));
        risk.delays = vec![TaskDelay::new(Id::joined(&["t"]), Duration::working_days(5).expect("short enough"))];
        assert_eq!(left_out(&risk), None);
        risk.status = RiskStatus::Closed;
        assert!(left_out(&risk).is_some_and(|why| why.contains("not open")));
    }
}

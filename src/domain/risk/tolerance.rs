//! Quality tolerance limits: what of a kind of error is to be expected, and from where on it may be a fault of the system.

use serde::Serialize;
use trialwright_macros::Read;

use super::quality::QualityFactor;
use crate::domain::choice::choice;
use crate::domain::collection::Record;
use crate::domain::date::Date;
use crate::domain::extra::Extra;
use crate::domain::id::Id;
use crate::domain::schedule::share::Chance;
use crate::domain::words::quoted;

choice! {
    /// What an evaluation of a limit that was exceeded found.
    Verdict {
        Systemic = "systemic", "A systemic issue";
        Chance = "chance", "No systemic issue";
        Open = "open", "Not decided yet";
    }
}

/// A parameter of the trial with the range that is acceptable (ICH E6(R3), 3.10.1.3).
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ToleranceLimit {
    /// The id.
    pub id: Id<ToleranceLimit>,
    /// The parameter: "Participants enrolled who were not eligible".
    pub name: String,
    /// What is counted, and out of what.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    /// Why this parameter, this expectation and this limit.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub justification: String,
    /// The critical-to-quality factors that it stands for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub factors: Vec<Id<QualityFactor>>,
    /// The share that is to be expected.
    pub expected: Chance,
    /// How many standard errors above what is expected the limit stands, where no fixed one is given.
    #[serde(default = "three", skip_serializing_if = "is_three")]
    pub standard_errors: StandardErrors,
    /// A limit that does not move with the number of observations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixed_limit: Option<Chance>,
    /// From which share on the team looks closer; what is expected where none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub early_warning: Option<Chance>,
    /// The role that looks after it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// What was counted, by date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub observations: Vec<Observation>,
    /// What was made of it when the limit was exceeded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evaluations: Vec<SystemicEvaluation>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// A count since the beginning of the trial, as it stood on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Observation {
    /// The day.
    pub on: Date,
    /// How many had the error.
    pub count: u32,
    /// Out of how many.
    pub of: u32,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// The record of an evaluation: was it chance, or a fault of the system?
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SystemicEvaluation {
    /// The day of the observation that it is about.
    pub about: Date,
    /// What was found.
    pub verdict: Verdict,
    /// The root cause, and what speaks for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub finding: String,
    /// What is done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub action: String,
    /// Who evaluated.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// A number of standard errors, from above 0 to 10.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, serde::Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct StandardErrors(f64);

impl StandardErrors {
    /// So many; `None` outside.
    pub fn new(number: f64) -> Option<StandardErrors> {
        (number > 0.0 && number <= 10.0).then_some(StandardErrors(number))
    }

    /// How many.
    pub fn get(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for StandardErrors {
    type Error = String;

    fn try_from(number: f64) -> Result<StandardErrors, String> {
        StandardErrors::new(number).ok_or_else(|| format!("{number} is no distance of a limit; give a number of standard errors above 0 and up to 10"))
    }
}

impl From<StandardErrors> for f64 {
    fn from(number: StandardErrors) -> f64 {
        number.0
    }
}

/// What a parameter came to, held against its limit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// The share that was observed.
    pub share: f64,
    /// The upper limit for so many observations.
    pub limit: f64,
    /// Standard errors above what is expected.
    pub distance: f64,
    /// What that means.
    pub state: LimitState,
}

/// Where a reading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum LimitState {
    /// Below the early warning.
    Within,
    /// From the early warning on.
    Warning,
    /// From the limit on.
    Exceeded,
}

impl ToleranceLimit {
    /// A limit of three standard errors above 5%.
    pub fn new(id: Id<ToleranceLimit>, name: impl Into<String>) -> ToleranceLimit {
        ToleranceLimit {
            id,
            name: name.into(),
            definition: String::new(),
            justification: String::new(),
            factors: Vec::new(),
            expected: Chance::try_from(0.05).unwrap_or(Chance::NEVER),
            standard_errors: three(),
            fixed_limit: None,
            early_warning: None,
            owner: String::new(),
            observations: Vec::new(),
            evaluations: Vec::new(),
            extra: Extra::default(),
        }
    }

    /// The upper limit for a number of observations: p0 + k √(p0 (1 − p0) / N), or the fixed one (Gilead-BioStats, gsm.qtl,
    /// Analyze_OneSideProp). One or more observations.
    pub fn upper_limit(&self, observations: u32) -> f64 {
        let expected = self.expected.get();
        let moving = || (expected + self.standard_errors.get() * self.standard_error(observations)).min(1.0);
        self.fixed_limit.map_or_else(moving, Chance::get)
    }

    /// What an observation says; `None` where nothing was observed.
    pub fn reading(&self, observation: &Observation) -> Option<Reading> {
        if observation.of == 0 {
            return None;
        }
        let (share, limit) = (f64::from(observation.count) / f64::from(observation.of), self.upper_limit(observation.of));
        let warning = self.early_warning.unwrap_or(self.expected).get();
        let state = match share {
            share if share >= limit => LimitState::Exceeded,
            share if share >= warning => LimitState::Warning,
            _ => LimitState::Within,
        };
        let error = self.standard_error(observation.of);
        let distance = if error > 0.0 { (share - self.expected.get()) / error } else { 0.0 };
        Some(Reading { share, limit, distance, state })
    }

    /// The newest observation with what it says.
    pub fn latest(&self) -> Option<(&Observation, Reading)> {
        let newest = self.observations.iter().max_by_key(|observation| observation.on)?;
        Some((newest, self.reading(newest)?))
    }

    /// The observations that exceeded the limit and that nobody has evaluated to an end, oldest first.
    pub fn unevaluated(&self) -> Vec<&Observation> {
        let settled = |on: Date| self.evaluations.iter().any(|evaluation| evaluation.about == on && evaluation.verdict != Verdict::Open);
        let mut open: Vec<&Observation> = self
            .observations
            .iter()
            .filter(|observation| self.reading(observation).is_some_and(|reading| reading.state == LimitState::Exceeded) && !settled(observation.on))
            .collect();
        open.sort_by_key(|observation| observation.on);
        open
    }

    fn standard_error(&self, observations: u32) -> f64 {
        let expected = self.expected.get();
        (expected * (1.0 - expected) / f64::from(observations.max(1))).sqrt()
    }
}

impl Record for ToleranceLimit {
    const NOUN: &'static str = "tolerance limit";

    fn id(&self) -> Id<Self> {
        self.id.clone()
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn check(&self) -> Result<(), String> {
        match self.observations.iter().find(|observation| observation.count > observation.of) {
            Some(wrong) => {
                Err(format!("{} counts {} out of {} on {}; give at most as many as were observed", quoted(&self.name), wrong.count, wrong.of, wrong.on))
            }
            None => Ok(()),
        }
    }
}

fn three() -> StandardErrors {
    StandardErrors(3.0)
}

fn is_three(number: &StandardErrors) -> bool {
    *number == three()
}

#[cfg(test)]
impl schemars::JsonSchema for StandardErrors {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "StandardErrors".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "exclusiveMinimum": 0, "maximum": 10 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(expected: f64, counts: &[(&str, u32, u32)]) -> ToleranceLimit {
        let observations =
            counts.iter().map(|(on, count, of)| Observation { on: on.parse().expect("a date"), count: *count, of: *of, extra: Extra::default() });
        ToleranceLimit {
            expected: Chance::new(expected).expect("a share"),
            observations: observations.collect(),
            ..ToleranceLimit::new(Id::joined(&["l"]), "Not eligible")
        }
    }

    /// gsm.qtl, Analyze_OneSideProp: p0 = 0.01, k = 3, 25 of 100.
    #[test]
    fn the_one_sided_limit_of_a_proportion() {
        let limit = limit(0.01, &[("2027-05-14", 25, 100)]);
        let (_, reading) = limit.latest().expect("a reading");
        assert!((reading.limit - 0.039_849_623_113_198_6).abs() < 1e-6 && (reading.distance - 24.120_907_566_221_09).abs() < 1e-6, "{reading:?}");
        assert_eq!(reading.state, LimitState::Exceeded);
    }

    #[test]
    fn states_begin_at_their_borders() {
        let state = |count| limit(0.1, &[("2027-05-14", count, 100)]).latest().map(|(_, reading)| reading.state);
        assert_eq!([9, 10, 18, 19].map(state), [Some(LimitState::Within), Some(LimitState::Warning), Some(LimitState::Warning), Some(LimitState::Exceeded)]);
        assert_eq!(limit(0.1, &[("2027-05-14", 0, 0)]).latest(), None);
    }

    #[test]
    fn what_exceeded_the_limit_asks_for_an_evaluation_until_it_has_one() {
        let mut limit = limit(0.05, &[("2027-06-01", 20, 100), ("2027-05-01", 10, 40), ("2027-04-01", 1, 30)]);
        let open = |limit: &ToleranceLimit| limit.unevaluated().iter().map(|observation| observation.on.iso()).collect::<Vec<_>>();
        assert_eq!(open(&limit), ["2027-05-01", "2027-06-01"]);
        let evaluated = |verdict| SystemicEvaluation {
            about: "2027-05-01".parse().expect("a date"),
            verdict,
            finding: String::new(),
            action: String::new(),
            by: String::new(),
            on: None,
            extra: Extra::default(),
        };
        limit.evaluations.push(evaluated(Verdict::Open));
        assert_eq!(open(&limit).len(), 2);
        limit.evaluations.push(evaluated(Verdict::Chance));
        assert_eq!(open(&limit), ["2027-06-01"]);
    }
}

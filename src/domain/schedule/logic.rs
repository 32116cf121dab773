//! What a task waits for and when its planner wants it: links, wishes, estimates.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use trialwright_macros::Read;

use super::network::LinkKind;
use super::task::Task;
use super::time_span::{Duration, TimeSpan};
use crate::domain::choice::choice;
use crate::domain::date::Date;
use crate::domain::extra::Extra;
use crate::domain::id::Id;

/// A link from a predecessor, kept by the task that waits.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Dependency {
    /// The predecessor.
    pub task: Id<Task>,
    /// Which ends are joined.
    #[serde(default, skip_serializing_if = "is_finish_to_start")]
    pub kind: LinkKind,
    /// The time between them; a lead is negative.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub lag: TimeSpan,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// When the planner wants a task, beyond what its links ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(tag = "kind", content = "on", rename_all = "camelCase"))]
pub enum Wish {
    /// As late as its successors allow.
    AsLateAsPossible,
    /// It starts on this day or later.
    StartNoEarlierThan(Date),
    /// It starts on this day or earlier.
    StartNoLaterThan(Date),
    /// It finishes on this day or later.
    FinishNoEarlierThan(Date),
    /// It finishes on this day or earlier.
    FinishNoLaterThan(Date),
    /// It starts on this day.
    MustStartOn(Date),
    /// It finishes on this day.
    MustFinishOn(Date),
}

choice! {
    /// Which of the kinds of [`Wish`].
    WishKind {
        AsLateAsPossible = "asLateAsPossible", "As late as possible";
        StartNoEarlierThan = "startNoEarlierThan", "Start no earlier than";
        StartNoLaterThan = "startNoLaterThan", "Start no later than";
        FinishNoEarlierThan = "finishNoEarlierThan", "Finish no earlier than";
        FinishNoLaterThan = "finishNoLaterThan", "Finish no later than";
        MustStartOn = "mustStartOn", "Must start on";
        MustFinishOn = "mustFinishOn", "Must finish on";
    }
}

choice! {
    /// How the durations between the ends of an estimate are spread.
    Spread {
        BetaPert = "betaPert", "Beta-PERT";
        Triangular = "triangular", "Triangular";
        Uniform = "uniform", "Uniform";
    }
}

// The list of choices has no place for a mark at one of them.
#[allow(clippy::derivable_impls)]
impl Default for Spread {
    fn default() -> Spread {
        Spread::BetaPert
    }
}

impl Spread {
    /// Whether it is what is meant where nothing else is said.
    pub fn is_beta_pert(&self) -> bool {
        *self == Spread::BetaPert
    }
}

/// A three-point estimate; the most likely value is the task's own duration, whose kind of days it shares.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Estimate {
    /// If all goes well.
    pub optimistic: Duration,
    /// If much goes wrong.
    pub pessimistic: Duration,
    /// How the durations between them are spread.
    pub spread: Spread,
    /// What it goes together with: the durations of tasks that name the same group are long or short together, as far as
    /// the plan's correlation says.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// Where the figures come from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

impl Dependency {
    /// The plain link: it starts when the predecessor has finished.
    pub fn on(task: Id<Task>) -> Dependency {
        Dependency { task, kind: LinkKind::FinishToStart, lag: TimeSpan::default(), extra: Extra::default() }
    }
}

impl Wish {
    /// The wish of a kind for a day, which the first kind does not need.
    pub fn new(kind: WishKind, on: Option<Date>) -> Option<Wish> {
        Some(match (kind, on) {
            (WishKind::AsLateAsPossible, _) => Wish::AsLateAsPossible,
            (WishKind::StartNoEarlierThan, Some(on)) => Wish::StartNoEarlierThan(on),
            (WishKind::StartNoLaterThan, Some(on)) => Wish::StartNoLaterThan(on),
            (WishKind::FinishNoEarlierThan, Some(on)) => Wish::FinishNoEarlierThan(on),
            (WishKind::FinishNoLaterThan, Some(on)) => Wish::FinishNoLaterThan(on),
            (WishKind::MustStartOn, Some(on)) => Wish::MustStartOn(on),
            (WishKind::MustFinishOn, Some(on)) => Wish::MustFinishOn(on),
            (_, None) => return None,
        })
    }

    /// Its kind and its day.
    pub fn parts(self) -> (WishKind, Option<Date>) {
        match self {
            Wish::AsLateAsPossible => (WishKind::AsLateAsPossible, None),
            Wish::StartNoEarlierThan(on) => (WishKind::StartNoEarlierThan, Some(on)),
            Wish::StartNoLaterThan(on) => (WishKind::StartNoLaterThan, Some(on)),
            Wish::FinishNoEarlierThan(on) => (WishKind::FinishNoEarlierThan, Some(on)),
            Wish::FinishNoLaterThan(on) => (WishKind::FinishNoLaterThan, Some(on)),
            Wish::MustStartOn(on) => (WishKind::MustStartOn, Some(on)),
            Wish::MustFinishOn(on) => (WishKind::MustFinishOn, Some(on)),
        }
    }

    /// The same wish for the day that `shift` gives.
    pub fn moved(self, shift: impl Fn(Date) -> Date) -> Wish {
        let (kind, on) = self.parts();
        Wish::new(kind, on.map(shift)).unwrap_or(self)
    }
}

/// A wish as files have it.
#[derive(Serialize, Read)]
struct WrittenWish {
    kind: WishKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    on: Option<Date>,
}

impl Serialize for Wish {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (kind, on) = self.parts();
        WrittenWish { kind, on }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Wish {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Wish, D::Error> {
        let WrittenWish { kind, on } = WrittenWish::deserialize(deserializer)?;
        Wish::new(kind, on).ok_or_else(|| de::Error::missing_field("on"))
    }
}

fn is_finish_to_start(kind: &LinkKind) -> bool {
    *kind == LinkKind::FinishToStart
}

fn is_nothing(lag: &TimeSpan) -> bool {
    *lag == TimeSpan::default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::wire::{from_text, to_text};

    #[test]
    fn a_plain_link_is_its_predecessor_alone() {
        let plain = Dependency::on(Id::joined(&["t-1"]));
        assert_eq!(to_text(&plain), r#"{"task":"t-1"}"#);
        assert_eq!(from_text(r#"{"task":"t-1"}"#), Ok(plain));
        let lead = r#"{"task":"t-1","kind":"startToStart","lag":{"days":-2}}"#;
        assert_eq!(from_text::<Dependency>(lead).map(|link| to_text(&link)).as_deref(), Ok(lead));
    }

    #[test]
    fn a_wish_for_a_day_names_the_day() {
        let wish = Wish::MustStartOn("2027-05-14".parse().expect("a date"));
        assert_eq!(to_text(&wish), r#"{"kind":"mustStartOn","on":"2027-05-14"}"#);
        assert_eq!(from_text(r#"{"kind":"asLateAsPossible"}"#), Ok(Wish::AsLateAsPossible));
        assert!(from_text::<Wish>(r#"{"kind":"mustStartOn"}"#).is_err());
    }
}

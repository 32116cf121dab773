//! The escalation ladder: to whom an issue goes, when nobody below has resolved it.

use serde::Serialize;
use trialwright_macros::Read;

use super::register::{Issue, Severity};
use crate::domain::collection::{Collection, record};
use crate::domain::date::Date;
use crate::domain::extra::Extra;
use crate::domain::id::Id;

/// One level of the ladder. A plan keeps them lowest first.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct EscalationLevel {
    /// The id.
    pub id: Id<EscalationLevel>,
    /// What it is called: "Steering committee".
    pub name: String,
    /// The role that is told.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// What brings an issue here, besides the clock.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub trigger: String,
    /// Within how many days after it was raised a minor issue that is still open comes here; never where none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minor_after: Option<u16>,
    /// The same for a major issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub major_after: Option<u16>,
    /// The same for a critical issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub critical_after: Option<u16>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

record!(EscalationLevel, "escalation level", name);

/// The next step up of an open issue.
#[derive(Debug, Clone, PartialEq)]
pub struct NextEscalation<'a> {
    /// The level.
    pub level: &'a EscalationLevel,
    /// The day by which it must be told, if the issue is still open then.
    pub due: Date,
}

impl EscalationLevel {
    /// Within how many days an open issue of this severity comes here; `None` where it does not.
    pub fn after(&self, severity: Severity) -> Option<u16> {
        match severity {
            Severity::Minor => self.minor_after,
            Severity::Major => self.major_after,
            Severity::Critical => self.critical_after,
        }
    }
}

/// The next step up of an issue: the first level above those that it has been taken to whose clock runs for its severity.
/// `None` where it is resolved, or no such level is left.
pub fn next_escalation<'a>(levels: &'a Collection<EscalationLevel>, issue: &Issue) -> Option<NextEscalation<'a>> {
    if !issue.is_open() {
        return None;
    }
    let reached = issue.escalations.iter().filter_map(|escalation| levels.place(&escalation.level)).max();
    let above = levels.iter().skip(reached.map_or(0, |place| place + 1));
    above.map(AsRef::as_ref).find_map(|level: &EscalationLevel| {
        let days = level.after(issue.severity)?;
        Some(NextEscalation { level, due: issue.raised.plus_days(i64::from(days)) })
    })
}

#[cfg(test)]
mod tests {
    use super::super::register::Escalation;
    use super::*;

    fn ladder() -> Collection<EscalationLevel> {
        let level = |name: &str, minor_after, major_after, critical_after| EscalationLevel {
            id: Id::joined(&[name]),
            name: name.to_owned(),
            role: String::new(),
            trigger: String::new(),
            minor_after,
            major_after,
            critical_after,
            extra: Extra::default(),
        };
        [level("team", Some(0), Some(0), Some(0)), level("lead", Some(30), Some(10), Some(1)), level("board", None, Some(30), Some(2))]
            .into_iter()
            .fold(Collection::new(), |levels, level| levels.with(level, None))
    }

    fn check(severity: Severity, reached: &[&str], expected: Option<(&str, &str)>) {
        let day = |text: &str| text.parse::<Date>().expect("a date");
        let mut issue = Issue::new(Id::joined(&["i"]), 1, "Kits are lost", day("2027-05-14"));
        issue.severity = severity;
        let taken = |level: &&str| Escalation { level: Id::joined(&[level]), on: day("2027-05-15"), note: String::new(), extra: Extra::default() };
        issue.escalations = reached.iter().map(taken).collect();
        let levels = ladder();
        let next = next_escalation(&levels, &issue).map(|next| (next.level.name.clone(), next.due.iso()));
        assert_eq!(next, expected.map(|(level, due)| (level.to_owned(), due.to_owned())), "{severity:?} {reached:?}");
    }

    #[test]
    fn an_issue_climbs_by_the_clock_of_its_severity() {
        check(Severity::Minor, &[], Some(("team", "2027-05-14")));
        check(Severity::Minor, &["team"], Some(("lead", "2027-06-13")));
        check(Severity::Major, &["team", "lead"], Some(("board", "2027-06-13")));
        check(Severity::Critical, &["lead"], Some(("board", "2027-05-16")));
    }

    #[test]
    fn at_the_top_or_without_a_clock_nothing_is_due() {
        check(Severity::Minor, &["lead"], None);
        check(Severity::Critical, &["board"], None);
        check(Severity::Minor, &["a level that is gone"], Some(("team", "2027-05-14")));
    }
}

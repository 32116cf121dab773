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

/// What a level of the ladder to start from is called, who is told, what brings an issue there, and within how many days a
/// minor, a major and a critical issue comes there.
type Start = (&'static str, &'static str, &'static str, Option<u16>, Option<u16>, Option<u16>);

/// Three levels of governance: functional, operational, executive. The days are a start of our own, to be edited.
const STARTING_LADDER: [Start; 3] = [
    ("Study team", "Clinical project manager", "Every issue, on the day on which it is raised", Some(0), Some(0), Some(0)),
    (
        "Clinical operations lead",
        "Clinical operations lead",
        "The team cannot resolve it by itself, or it touches a milestone, the budget or another team",
        Some(30),
        Some(10),
        Some(1),
    ),
    (
        "Steering committee",
        "Sponsor’s steering committee",
        "Participants’ safety, the primary endpoint, or the agreed dates or budget are at stake",
        None,
        Some(30),
        Some(3),
    ),
];

/// The ladder to start from, lowest level first.
pub fn starting_ladder(ids: [Id<EscalationLevel>; 3]) -> Vec<EscalationLevel> {
    let level = |(id, (name, role, trigger, minor_after, major_after, critical_after)): (Id<EscalationLevel>, Start)| EscalationLevel {
        role: role.to_owned(),
        trigger: trigger.to_owned(),
        minor_after,
        major_after,
        critical_after,
        ..EscalationLevel::new(id, name)
    };
    ids.into_iter().zip(STARTING_LADDER).map(level).collect()
}

impl NextEscalation<'_> {
    /// Days until it is due; below 0 where it is late.
    pub fn days_left(&self, today: Date) -> i64 {
        self.due.days_since(today)
    }
}

impl EscalationLevel {
    /// A level with nothing but its name, to which no clock leads.
    pub fn new(id: Id<EscalationLevel>, name: impl Into<String>) -> EscalationLevel {
        EscalationLevel {
            id,
            name: name.into(),
            role: String::new(),
            trigger: String::new(),
            minor_after: None,
            major_after: None,
            critical_after: None,
            extra: Extra::default(),
        }
    }

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

/// The highest level that an issue was taken to.
pub fn level_reached<'a>(levels: &'a Collection<EscalationLevel>, issue: &Issue) -> Option<&'a EscalationLevel> {
    let highest = issue.escalations.iter().filter_map(|escalation| levels.place(&escalation.level)).max()?;
    levels.iter().nth(highest).map(AsRef::as_ref)
}

/// The next steps up of these issues, the one that is due first before the others.
pub fn next_escalations<'a, 'b>(levels: &'a Collection<EscalationLevel>, issues: impl IntoIterator<Item = &'b Issue>) -> Vec<(&'b Issue, NextEscalation<'a>)> {
    let mut next: Vec<_> = issues.into_iter().filter_map(|issue| Some((issue, next_escalation(levels, issue)?))).collect();
    next.sort_by_key(|(_, next)| next.due);
    next
}

#[cfg(test)]
mod tests {
    use super::super::register::Escalation;
    use super::*;

    fn ladder() -> Collection<EscalationLevel> {
        let level = |name: &str, minor_after, major_after, critical_after| EscalationLevel {
            minor_after,
            major_after,
            critical_after,
            ..EscalationLevel::new(Id::joined(&[name]), name)
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

    #[test]
    fn what_is_due_first_comes_first_and_the_highest_level_counts() {
        let day = |text: &str| text.parse::<Date>().expect("a date");
        let issue = |number, raised, severity, reached: &[&str]| {
            let mut issue = Issue::new(Id::joined(&[&format!("i{number}")]), number, "Kits are lost", day(raised));
            issue.severity = severity;
            let taken = |level: &&str| Escalation { level: Id::joined(&[level]), on: day(raised), note: String::new(), extra: Extra::default() };
            issue.escalations = reached.iter().map(taken).collect();
            issue
        };
        let issues = [
            issue(1, "2027-05-01", Severity::Major, &["team"]),
            issue(2, "2027-05-09", Severity::Critical, &["team", "lead"]),
            issue(3, "2027-05-01", Severity::Minor, &["lead", "team"]),
        ];
        let levels = ladder();
        let next = next_escalations(&levels, &issues);
        let told: Vec<_> = next.iter().map(|(issue, next)| (issue.number, next.level.name.as_str(), next.days_left(day("2027-05-12")))).collect();
        assert_eq!(told, [(1, "lead", -1), (2, "board", -1)]);
        assert_eq!(level_reached(&levels, &issues[2]).map(|level| level.name.as_str()), Some("lead"));
    }

    #[test]
    fn the_ladder_to_start_from_climbs_faster_the_worse_an_issue_is() {
        let levels = starting_ladder(["a", "b", "c"].map(|id| Id::joined(&[id])));
        for severity in [Severity::Minor, Severity::Major, Severity::Critical] {
            let days: Vec<u16> = levels.iter().filter_map(|level| level.after(severity)).collect();
            assert!(days.len() >= 2 && days.is_sorted(), "{severity:?}: {days:?}");
        }
        for level in &levels {
            assert!(level.critical_after <= level.major_after && level.minor_after.is_none_or(|minor| level.major_after <= Some(minor)), "{}", level.name);
        }
    }
}

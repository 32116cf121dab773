//! The rules by which a trial's start-up is laid out, as `network.json` has them.
//!
//! A step names those it waits for by their keys: of its own list, or with the list before it, as in
//! `spine.protocol-final`, `country.approval`, `site.active` (of every site of the country), `each.enrolling` (of every
//! country) and `first.active` (of the site that is expected to be the first).

use trialwright_macros::Read;

use crate::domain::choice::Choice;
use crate::domain::extra::Extra;
use crate::domain::plan::place::SiteStatus;
use crate::domain::schedule::logic::{Estimate, Spread};
use crate::domain::schedule::task::{Task, TaskKind};
use crate::domain::schedule::time_span::{Duration, TimeSpan};
use crate::domain::wire::from_text;

/// The rules.
#[derive(Debug, Clone, PartialEq, Default, Read)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Rules {
    /// Countries whose names take an article.
    pub with_article: Vec<String>,
    /// The milestones of every trial with the work between them, in order.
    pub spine: Vec<Step>,
    /// How the start-up as a whole is named.
    pub start_up: StartUp,
    /// The ways to an approval; the last is for countries that no other names.
    pub routes: Vec<Route>,
    /// What every country has, whatever its way to an approval.
    pub country: Vec<Step>,
    /// The steps of a site.
    pub site: Vec<Step>,
}

/// How the start-up as a whole is named.
#[derive(Debug, Clone, PartialEq, Default, Read)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct StartUp {
    /// The work package.
    pub package: String,
    /// The summary task of a country.
    pub country: String,
    /// Who answers for the summary tasks.
    pub owner: String,
}

/// A way to an approval.
#[derive(Debug, Clone, PartialEq, Read)]
#[serde(rename_all = "camelCase")]
pub(super) struct Route {
    /// The countries in which it is the way, by their English names.
    pub countries: Vec<String>,
    /// These countries in words.
    pub in_words: String,
    /// Whether each site has an ethics review of its own.
    #[serde(default)]
    pub local_ethics: bool,
    /// The steps of the country.
    pub steps: Vec<Step>,
}

/// A milestone, or work with the figures that it starts from.
#[derive(Debug, Clone, PartialEq, Default, Read)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Step {
    /// Its key, by which others name it.
    pub key: String,
    /// Its name, with `{country}` or `{site}` where that belongs.
    pub name: String,
    /// Whether it is a milestone.
    pub milestone: bool,
    /// The work package, where it is not that of the start-up.
    pub package: String,
    /// The role that answers for it.
    pub owner: String,
    /// The ids that it has in the templates.
    pub ids: Vec<String>,
    /// Other names under which a plan may have it.
    pub also: Vec<String>,
    /// It is there for this step alone: where a plan has that already, it is not made.
    pub leads_to: Option<String>,
    /// What it starts after.
    pub after: Vec<String>,
    /// What it comes so much later than the start of.
    pub since: Option<Since>,
    /// Whether it is made only where each site has an ethics review of its own.
    pub local_ethics: bool,
    /// The states of a site in which it is done already.
    pub not_from: Vec<String>,
    /// If all goes well.
    pub optimistic: String,
    /// How long it takes most likely.
    pub duration: String,
    /// If much goes wrong.
    pub pessimistic: String,
    /// Where these figures come from.
    pub source: String,
    /// What its task notes.
    pub note: String,
}

/// A wait from the start of another step.
#[derive(Debug, Clone, PartialEq, Read)]
pub(super) struct Since {
    /// The other step.
    pub step: String,
    /// How long.
    pub lag: String,
}

impl Rules {
    /// The rules of the file; none where it cannot be read, which the tests make sure of.
    pub fn read() -> Rules {
        from_text(include_str!("network.json")).unwrap_or_default()
    }

    /// The way to an approval in a country.
    pub fn route(&self, country: &str) -> Option<&Route> {
        let is = |name: &String| name.eq_ignore_ascii_case(country.trim());
        self.routes.iter().find(|route| route.countries.iter().any(is)).or_else(|| self.routes.last())
    }

    /// The country's name as it stands in a sentence.
    pub fn in_sentence(&self, country: &str) -> String {
        let country = country.trim();
        if self.with_article.iter().any(|name| name.eq_ignore_ascii_case(country)) { format!("the {country}") } else { country.to_owned() }
    }
}

impl Step {
    /// The three points of its duration; `None` for a milestone.
    pub fn figures(&self) -> Option<(Duration, Estimate)> {
        let duration = self.duration.parse().ok().filter(|_| !self.milestone)?;
        let (optimistic, pessimistic) = (self.optimistic.parse().ok()?, self.pessimistic.parse().ok()?);
        Some((
            duration,
            Estimate { optimistic, pessimistic, spread: Spread::BetaPert, source: self.source.clone(), group: String::new(), extra: Extra::default() },
        ))
    }

    /// The wait from the start of another step.
    pub fn lag(&self) -> Option<(&str, TimeSpan)> {
        let since = self.since.as_ref()?;
        Some((&since.step, since.lag.parse().ok()?))
    }

    /// Whether a site in this state has it behind it.
    pub fn is_behind(&self, status: SiteStatus) -> bool {
        self.not_from.iter().any(|from| from == status.key())
    }

    /// A task of this name with its kind, owner and figures.
    pub fn task(&self, id: crate::domain::id::Id<Task>, name: String, package: &str) -> Task {
        let kind = if self.milestone { TaskKind::Milestone } else { TaskKind::Task };
        let (duration, estimate) = self.figures().unzip();
        let package = if self.package.is_empty() { package } else { &self.package };
        Task { work_package: package.to_owned(), owner: self.owner.clone(), duration, estimate, note: self.note.clone(), ..Task::new(id, name, kind) }
    }
}

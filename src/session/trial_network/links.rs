//! Joining the tasks: with each other, and with what the plan had before.
//!
//! What is made has no circles by itself. With the plan's own links it could have, so those that would close one are left
//! out, and said.

use super::build::{Builder, Placed, Scope, key};
use super::rules::Step;
use crate::domain::collection::Collection;
use crate::domain::id::Id;
use crate::domain::plan::TrialPlan;
use crate::domain::schedule::logic::Dependency;
use crate::domain::schedule::network::LinkKind;
use crate::domain::schedule::task::Task;
use crate::domain::words::{count, quoted};

/// A task that waits, and the link to what it waits for.
type Wait = (Id<Task>, Dependency);

impl Builder<'_> {
    /// Joins what was made, and gives the tasks of the plan that wait for it from now on.
    pub(super) fn link(&mut self, left_out: &mut Vec<String>) -> Vec<Task> {
        let mut waits: Vec<Wait> = Vec::new();
        for placed in &self.steps {
            waits.extend(placed.step.after.iter().filter(|name| !name.starts_with("first.")).flat_map(|name| self.waits(placed, name)));
            if let Some((name, lag)) = placed.step.lag() {
                let link = |(task, link): Wait| (task, Dependency { kind: LinkKind::StartToStart, lag, ..link });
                waits.extend(self.waits(placed, name).into_iter().map(link));
            }
        }
        for placed in self.kept.iter().filter(|placed| self.is_open(&placed.id)) {
            let named = placed.step.after.iter().filter(|name| !name.starts_with("first."));
            waits.extend(named.flat_map(|name| self.waits(placed, name)).filter(|(_, link)| self.is_made(&link.task)));
        }
        let first = self.first(&waits);
        for placed in self.steps.iter().chain(self.kept.iter().filter(|placed| self.is_open(&placed.id) && !self.waits_for_a_site(&placed.id))) {
            let named = placed.step.after.iter().filter_map(|name| name.strip_prefix("first."));
            waits.extend(named.filter_map(|step| self.of_first(first.as_ref(), step)).map(|id| (placed.id.clone(), Dependency::on(id))));
        }
        self.mend(&mut waits);
        self.take(waits, left_out)
    }

    /// The links of a step to those that a name stands for.
    fn waits(&self, placed: &Placed<'_>, name: &str) -> Vec<Wait> {
        let known = |scope: Scope, step: &str| self.known.get(&key(&scope, step)).cloned();
        let found: Vec<Id<Task>> = match (name.split_once('.'), &placed.scope) {
            (None, scope) => known(scope.clone(), name).into_iter().collect(),
            (Some(("each", step)), _) => self.plan.countries.iter().filter_map(|country| known(Scope::Country(country.id.clone()), step)).collect(),
            (Some(("site", step)), Scope::Country(country)) => {
                let sites = self.plan.sites.iter().filter(|site| site.country.as_ref() == Some(country));
                sites.filter_map(|site| known(Scope::Site(site.id.clone()), step)).collect()
            }
            (Some(("country", step)), Scope::Site(site)) => {
                let country = self.plan.sites.get(site).and_then(|site| site.country.clone());
                country.and_then(|country| known(Scope::Country(country), step)).into_iter().collect()
            }
            (Some(("spine", step)), _) => known(Scope::Spine, step).into_iter().collect(),
            _ => Vec::new(),
        };
        found.into_iter().map(|id| (placed.id.clone(), Dependency::on(id))).collect()
    }

    /// The site, or without any the country, that is expected to be ready before the others.
    fn first(&self, waits: &[Wait]) -> Option<Scope> {
        let plan = self.joined(waits);
        let schedule = plan.schedule(plan.scheduling.status_date).ok();
        let day = |scope: &Scope, step: &str| {
            let place = plan.tasks.place(self.known.get(&key(scope, step))?)?;
            Some(schedule.as_ref()?.dates(place)?.finish)
        };
        let soonest = |scopes: Vec<Scope>, step: &str| {
            let dated = scopes.into_iter().filter_map(|scope| day(&scope, step).map(|day| (day, scope)));
            dated.min_by_key(|(day, _)| *day).map(|(_, scope)| scope)
        };
        let sites = self.plan.sites.iter().map(|site| Scope::Site(site.id.clone())).collect();
        let countries = self.plan.countries.iter().map(|country| Scope::Country(country.id.clone())).collect();
        soonest(sites, "active").or_else(|| soonest(countries, "approval"))
    }

    /// A step of the first site; the approval of the first country where there is no site.
    fn of_first(&self, first: Option<&Scope>, step: &str) -> Option<Id<Task>> {
        let first = first?;
        let step = if matches!(first, Scope::Site(_)) { step } else { "approval" };
        self.known.get(&key(first, step)).cloned()
    }

    /// Gives a predecessor to what has none, and a successor likewise: a milestone of the trial before or after it.
    fn mend(&self, waits: &mut Vec<Wait>) {
        let rules = self.rules;
        let spine = |step: &Step| self.known.get(&key(&Scope::Spine, &step.key)).filter(|_| step.milestone).cloned();
        let at = |key: &str| rules.spine.iter().position(|step| step.key == key).unwrap_or(0);
        for placed in &self.steps {
            // Start-up comes between the protocol and the last patient.
            let (before, after) = match placed.scope {
                Scope::Spine => (at(&placed.step.key), at(&placed.step.key) + 1),
                Scope::Country(_) | Scope::Site(_) => (at("protocol-final") + 1, at("lpi")),
            };
            if !waits.iter().any(|(task, _)| *task == placed.id) {
                let found = rules.spine[..before].iter().rev().find_map(spine);
                waits.extend(found.map(|id| (placed.id.clone(), Dependency::on(id))));
            }
            if !waits.iter().any(|(_, link)| link.task == placed.id) {
                let found = rules.spine[after..].iter().filter_map(spine).find(|id| self.is_open(id));
                waits.extend(found.map(|id| (id, Dependency::on(placed.id.clone()))));
            }
        }
    }

    /// Takes the links over, without those that would close a circle.
    fn take(&mut self, waits: Vec<Wait>, left_out: &mut Vec<String>) -> Vec<Task> {
        let (mut inner, outer): (Vec<Wait>, Vec<Wait>) = waits.into_iter().partition(|(task, link)| self.is_made(task) && self.is_made(&link.task));
        let together: Vec<Wait> = inner.iter().chain(&outer).cloned().collect();
        if self.joined(&together).schedule(None).is_ok() {
            inner = together;
        } else {
            self.leave_package(&inner);
            let mut closing = Vec::new();
            for wait in outer {
                inner.push(wait);
                if self.joined(&inner).schedule(None).is_err() {
                    closing.extend(inner.pop());
                }
            }
            let name = |id: &Id<Task>| self.joined(&[]).tasks.get(id).map_or(String::new(), |task| quoted(&task.name));
            if let Some((task, link)) = closing.first() {
                let more = if closing.len() > 1 { format!(", nor do {} like it", count(closing.len() - 1, "other", "others")) } else { String::new() };
                left_out.push(format!("{} does not wait for {}{more}: the plan has it the other way round.", name(task), name(&link.task)));
            }
        }
        let joined = self.joined(&inner);
        for made in &mut self.made {
            if let Some(task) = joined.tasks.get(&made.task.id) {
                made.task = Task::clone(task);
            }
        }
        let changed = |task: &&Task| self.plan.tasks.get(&task.id).is_some_and(|before| before.as_ref() != *task);
        joined.tasks.iter().map(AsRef::as_ref).filter(changed).cloned().collect()
    }

    /// Stands apart from the plan's work packages, where being part of them closes a circle.
    fn leave_package(&mut self, inner: &[Wait]) {
        if self.joined(inner).schedule(None).is_err() {
            for made in &mut self.made {
                if made.task.parent.as_ref().is_some_and(|parent| self.plan.tasks.get(parent).is_some()) {
                    made.task.parent = None;
                }
            }
        }
    }

    /// The plan with what was made and these links.
    fn joined(&self, waits: &[Wait]) -> TrialPlan {
        let made = self.made.iter().map(|made| made.task.clone());
        let mut tasks: Vec<Task> = self.plan.tasks.iter().map(|task| Task::clone(task)).chain(made).collect();
        let places: std::collections::BTreeMap<String, usize> = tasks.iter().enumerate().map(|(place, task)| (task.id.to_string(), place)).collect();
        for (id, link) in waits {
            if let Some(task) = places.get(id.as_str()).and_then(|place| tasks.get_mut(*place))
                && !task.predecessors.iter().any(|known| known.task == link.task)
            {
                task.predecessors.push(link.clone());
            }
        }
        // The ids are those of the plan and new ones, so they cannot clash.
        TrialPlan { tasks: Collection::from_records(tasks).unwrap_or_else(|_| self.plan.tasks.clone()), ..self.plan.clone() }
    }

    fn is_made(&self, id: &Id<Task>) -> bool {
        self.plan.tasks.get(id).is_none()
    }

    /// Whether a task is not done, so that it can still wait for something.
    fn is_open(&self, id: &Id<Task>) -> bool {
        self.plan.tasks.get(id).is_none_or(|task| !task.is_done())
    }

    fn waits_for_a_site(&self, id: &Id<Task>) -> bool {
        let of_site = |link: &Dependency| self.plan.tasks.get(&link.task).is_some_and(|task| task.site.is_some());
        self.plan.tasks.get(id).is_some_and(|task| task.predecessors.iter().any(of_site))
    }
}

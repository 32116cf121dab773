//! Making the tasks, each in its place; `links` joins them.

use std::collections::{BTreeMap, BTreeSet};

use super::rules::{Route, Rules, Step};
use super::{Expansion, Figure};
use crate::domain::id::{Id, IdMaker};
use crate::domain::plan::TrialPlan;
use crate::domain::plan::place::{Country, Site};
use crate::domain::schedule::calendar::Calendar;
use crate::domain::schedule::task::{Task, TaskKind};
use crate::domain::words::capitalised;
use crate::session::command::{Change, Edit};

/// What a step belongs to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Scope {
    /// The trial as a whole.
    Spine,
    /// A country.
    Country(Id<Country>),
    /// A site.
    Site(Id<Site>),
}

/// A step that has become a task, in this plan before or just now.
pub(super) struct Placed<'a> {
    /// The step.
    pub step: &'a Step,
    /// What it belongs to.
    pub scope: Scope,
    /// The task.
    pub id: Id<Task>,
}

/// A task that was made, and where it goes when those before it are in their places.
pub(super) struct Made {
    /// The task.
    pub task: Task,
    /// Its place.
    pub place: usize,
}

/// What a task is part of, and what it is done for.
#[derive(Default)]
struct Belongs {
    parent: Option<Id<Task>>,
    country: Option<Id<Country>>,
    site: Option<Id<Site>>,
    calendar: Option<Id<Calendar>>,
}

/// Lays a network out, task by task.
pub(super) struct Builder<'a> {
    pub(super) plan: &'a TrialPlan,
    pub(super) rules: &'a Rules,
    ids: &'a mut IdMaker,
    /// The tasks that were made, in order.
    pub(super) made: Vec<Made>,
    /// The steps that were made, in order.
    pub(super) steps: Vec<Placed<'a>>,
    /// Milestones of the trial and of its countries that the plan had already.
    pub(super) kept: Vec<Placed<'a>>,
    /// Which task a step is, by what it belongs to and its key.
    pub(super) known: BTreeMap<String, Id<Task>>,
    /// All tasks in their order, with those that were made.
    order: Vec<Id<Task>>,
    figures: Vec<Figure>,
}

impl Belongs {
    fn mark(&self, task: &mut Task) {
        (task.parent, task.country) = (self.parent.clone(), self.country.clone());
        (task.site, task.calendar) = (self.site.clone(), self.calendar.clone());
    }
}

impl<'a> Builder<'a> {
    /// A builder that knows what the plan has already.
    pub fn new(plan: &'a TrialPlan, rules: &'a Rules, ids: &'a mut IdMaker) -> Builder<'a> {
        let order = plan.tasks.iter().map(|task| task.id.clone()).collect();
        let mut builder =
            Builder { plan, rules, ids, made: Vec::new(), steps: Vec::new(), kept: Vec::new(), known: BTreeMap::new(), order, figures: Vec::new() };
        builder.find_places();
        builder
    }

    /// The milestones of the trial: those that the plan has are kept, the others made.
    pub fn spine(&mut self) {
        let rules = self.rules;
        for step in &rules.spine {
            if let Some(id) = self.in_plan(step) {
                self.known.insert(key(&Scope::Spine, &step.key), id.clone());
                self.kept.push(Placed { step, scope: Scope::Spine, id });
            }
        }
        let mut before: Option<Id<Task>> = None;
        for step in &rules.spine {
            if let Some(id) = self.known.get(&key(&Scope::Spine, &step.key)) {
                before = Some(id.clone());
                continue;
            }
            // Work that leads to a milestone is its planner's own affair where the milestone is.
            let is_served = |next: &String| self.kept.iter().any(|kept| kept.step.key == *next);
            if step.leads_to.as_ref().is_some_and(is_served) {
                continue;
            }
            let after = before.as_ref().and_then(|before| self.order.iter().position(|id| id == before));
            let place = after.map_or(self.order.len(), |place| place + 1);
            let parent = self.package(&step.package);
            let belongs = Belongs { parent, ..Belongs::default() };
            before = Some(self.make(step, Scope::Spine, step.name.clone(), step.name.clone(), place, &belongs));
        }
    }

    /// A country that is new, with its new sites.
    pub fn country(&mut self, country: &Country, sites: &[&Site]) {
        let rules = self.rules;
        let Some(route) = rules.route(&country.name) else { return };
        let name = rules.in_sentence(&country.name);
        let parent = self.package(&rules.start_up.package);
        let mut place = match &parent {
            Some(parent) => self.end_of(parent),
            None => self.made_place("fpi").unwrap_or(self.order.len()),
        };
        let scope = Scope::Country(country.id.clone());
        let calendar = self.calendar_of(&country.name);
        let mut belongs = Belongs { parent, country: Some(country.id.clone()), ..Belongs::default() };
        let summary = self.summary(&scope, rules.start_up.country.replace("{country}", &name), place, &belongs);
        place += 1;
        (belongs.parent, belongs.calendar) = (Some(summary.clone()), calendar);
        for step in &route.steps {
            self.make(step, scope.clone(), step.name.replace("{country}", &name), step.name.replace("{country}", &route.in_words), place, &belongs);
            place += 1;
        }
        for site in sites {
            place = self.site(site, country, route, Some(summary.clone()), place);
        }
        for step in &rules.country {
            self.make(step, scope.clone(), step.name.replace("{country}", &name), String::new(), place, &belongs);
            place += 1;
        }
    }

    /// A new site of a country that was laid out before.
    pub fn site_of_old_country(&mut self, site: &Site) {
        let plan = self.plan;
        let Some(country) = site.country.as_ref().and_then(|country| plan.countries.get(country)) else { return };
        let Some(route) = self.rules.route(&country.name) else { return };
        let summary = self.known.get(&key(&Scope::Country(country.id.clone()), "")).cloned();
        let place = summary.as_ref().map_or(self.order.len(), |summary| self.end_of(summary));
        self.site(site, country, route, summary, place);
    }

    /// A new site; gives the place after it.
    fn site(&mut self, site: &Site, country: &Country, route: &'a Route, above: Option<Id<Task>>, mut place: usize) -> usize {
        let rules = self.rules;
        let name = [site.name.trim(), site.city.trim()].into_iter().find(|name| !name.is_empty()).unwrap_or("a site without a name");
        let scope = Scope::Site(site.id.clone());
        let calendar = self.calendar_of(&country.name);
        let mut belongs = Belongs { parent: above, country: Some(country.id.clone()), site: Some(site.id.clone()), calendar: None };
        let summary = self.summary(&scope, capitalised(name), place, &belongs);
        (belongs.parent, belongs.calendar) = (Some(summary), calendar);
        place += 1;
        for step in rules.site.iter().filter(|step| (route.local_ethics || !step.local_ethics) && !step.is_behind(site.status)) {
            let (own, each) = (capitalised(&step.name.replace("{site}", name)), step.name.replace("{site}", "each site"));
            self.make(step, scope.clone(), own, each, place, &belongs);
            place += 1;
        }
        place
    }

    /// The change that adds it all, and what it adds.
    pub fn finish(mut self, countries: usize, sites: usize, mut left_out: Vec<String>) -> Expansion {
        let changed = self.link(&mut left_out);
        let tasks = self.made.len();
        let puts = self.made.into_iter().map(|Made { task, place }| Change::Tasks(Edit::Put { record: Box::new(task), place: Some(place) }));
        let change = Change::Several(puts.chain(changed.into_iter().map(|task| Change::Tasks(Edit::put(task)))).collect());
        Expansion { change, countries, sites, tasks, left_out, figures: self.figures }
    }

    /// Makes a step's task at a place. `what` names it for all of its kind; where that is empty, its figures are not shown.
    fn make(&mut self, step: &'a Step, scope: Scope, name: String, what: String, place: usize, belongs: &Belongs) -> Id<Task> {
        let key = key(&scope, &step.key);
        let id = self.new_id(&key);
        let mut task = step.task(id.clone(), name, &self.rules.start_up.package);
        belongs.mark(&mut task);
        let what = capitalised(&what);
        if let Some((duration, estimate)) = step.figures()
            && !what.is_empty()
            && !self.figures.iter().any(|figure| figure.what == what)
        {
            self.figures.push(Figure { what, duration, estimate });
        }
        self.known.insert(key, id.clone());
        self.steps.push(Placed { step, scope, id: id.clone() });
        self.insert(task, place);
        id
    }

    /// Makes a summary task at a place.
    fn summary(&mut self, scope: &Scope, name: String, place: usize, belongs: &Belongs) -> Id<Task> {
        let key = key(scope, "");
        let id = self.new_id(&key);
        let mut task = Task::new(id.clone(), name, TaskKind::Task);
        (task.work_package, task.owner) = (self.rules.start_up.package.clone(), self.rules.start_up.owner.clone());
        belongs.mark(&mut task);
        self.known.insert(key, id.clone());
        self.insert(task, place);
        id
    }

    fn insert(&mut self, task: Task, place: usize) {
        let place = place.min(self.order.len());
        self.order.insert(place, task.id.clone());
        self.made.push(Made { task, place });
    }

    /// The step's own name as an id, so that it is found again; another where that is taken or too long.
    fn new_id(&mut self, key: &str) -> Id<Task> {
        let free = |id: &Id<Task>| self.plan.tasks.get(id).is_none() && !self.made.iter().any(|made| made.task.id == *id);
        Id::parse(key).filter(free).unwrap_or_else(|| self.ids.make())
    }

    /// The plan's own task for a milestone of the trial: made before, of a template, or of the same name.
    fn in_plan(&self, step: &Step) -> Option<Id<Task>> {
        let by_id = std::iter::once(key(&Scope::Spine, &step.key)).chain(step.ids.iter().cloned());
        let found = by_id.filter_map(|id| Id::parse(&id)).find(|id| self.plan.tasks.get(id).is_some());
        let same = |name: &str| std::iter::once(&step.name).chain(&step.also).any(|known| known.to_lowercase() == name.trim().to_lowercase());
        found.or_else(|| self.plan.tasks.iter().find(|task| same(&task.name)).map(|task| task.id.clone()))
    }

    /// The summary task of a work package, where the plan has one.
    fn package(&self, name: &str) -> Option<Id<Task>> {
        let parents: BTreeSet<&str> = self.plan.tasks.iter().filter_map(|task| task.parent.as_ref().map(Id::as_str)).collect();
        let is = |task: &Task| parents.contains(task.id.as_str()) && task.country.is_none() && task.name.trim().eq_ignore_ascii_case(name);
        self.plan.tasks.iter().find(|task| is(task)).map(|task| task.id.clone())
    }

    fn calendar_of(&self, country: &str) -> Option<Id<Calendar>> {
        self.plan.calendars.iter().find(|calendar| calendar.name.trim().eq_ignore_ascii_case(country.trim())).map(|calendar| calendar.id.clone())
    }

    /// The steps of countries and sites that were laid out before.
    fn find_places(&mut self) {
        let (plan, rules) = (self.plan, self.rules);
        let find = |key: &str| Id::<Task>::parse(key).filter(|id| plan.tasks.get(id).is_some());
        let mut found = Vec::new();
        for country in plan.countries.iter() {
            let scope = Scope::Country(country.id.clone());
            let steps = rules.route(&country.name).map_or(&[][..], |route| &route.steps).iter().chain(&rules.country);
            let keys = std::iter::once("").chain(steps.map(|step| step.key.as_str())).map(|step| key(&scope, step));
            found.extend(keys.filter_map(|key| find(&key).map(|id| (key, id))));
            let waiting = rules.country.iter().filter_map(|step| find(&key(&scope, &step.key)).map(|id| Placed { step, scope: scope.clone(), id }));
            self.kept.extend(waiting);
            let approval = key(&scope, "approval");
            if !found.iter().any(|(key, _)| *key == approval) {
                found.extend(self.likely_approval(&country.id).map(|id| (approval, id)));
            }
        }
        for site in plan.sites.iter() {
            let scope = Scope::Site(site.id.clone());
            let keys = std::iter::once("").chain(rules.site.iter().map(|step| step.key.as_str())).map(|step| key(&scope, step));
            found.extend(keys.filter_map(|key| find(&key).map(|id| (key, id))));
        }
        self.known.extend(found);
    }

    /// Among a country's milestones that somebody else made, the one that is its approval: by its name, or the last.
    fn likely_approval(&self, country: &Id<Country>) -> Option<Id<Task>> {
        let of_country = |task: &&Task| task.kind == TaskKind::Milestone && task.site.is_none() && task.country.as_ref() == Some(country);
        let milestones: Vec<&Task> = self.plan.tasks.iter().map(AsRef::as_ref).filter(of_country).collect();
        let named = milestones.iter().find(|task| task.name.to_lowercase().contains("approv"));
        named.or(milestones.last()).map(|task| task.id.clone())
    }

    /// Where a milestone stands that was made just now.
    fn made_place(&self, step: &str) -> Option<usize> {
        let id = &self.steps.iter().find(|placed| placed.scope == Scope::Spine && placed.step.key == step)?.id;
        self.order.iter().position(|other| other == id)
    }

    /// The place after a summary task and all that is part of it.
    fn end_of(&self, summary: &Id<Task>) -> usize {
        let made: BTreeMap<&str, &Task> = self.made.iter().map(|made| (made.task.id.as_str(), &made.task)).collect();
        let parent = |id: &Id<Task>| made.get(id.as_str()).copied().or_else(|| self.plan.tasks.get(id).map(AsRef::as_ref)).and_then(|task| task.parent.clone());
        // Parents may go round in a circle, so nobody is followed further than there are tasks.
        let inside = |id: &Id<Task>| std::iter::successors(Some(id.clone()), |id| parent(id)).take(self.order.len()).any(|above| above == *summary);
        self.order.iter().rposition(inside).map_or(self.order.len(), |place| place + 1)
    }
}

/// How a step of a country or site is known, within the plan and as an id.
pub(super) fn key(scope: &Scope, step: &str) -> String {
    match scope {
        Scope::Spine => format!("spine.{step}"),
        Scope::Country(id) => format!("country.{id}.{step}"),
        Scope::Site(id) => format!("site.{id}.{step}"),
    }
}

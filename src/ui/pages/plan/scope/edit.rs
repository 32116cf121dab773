//! The sections of the plan that are one value each: reading them, changing them, and fields for their texts.

use std::sync::Arc;

use crate::ui::html::{Html, html};
use crate::ui::signals::{Memo, memo};

use crate::domain::id::Id;
use crate::domain::plan::TrialPlan;
use crate::domain::plan::scope::Population;
use crate::domain::plan::trial::Trial;
use crate::domain::schedule::calendar::Scheduling;
use crate::session::command::{Change, Kept};
use crate::ui::pages::plan::schedule::with_plan;
use crate::ui::widgets::field::{Kind, TextField, any_text};
use crate::ui::workspace::Workspace;

/// A section of the plan that is one value.
pub trait Section: Clone + Send + Sync + 'static {
    /// The section of a plan.
    fn of(plan: &TrialPlan) -> &Arc<Self>;

    /// The change that puts another one in its place.
    fn change(section: Arc<Self>) -> Change;
}

impl Section for Trial {
    fn of(plan: &TrialPlan) -> &Arc<Trial> {
        &plan.trial
    }

    fn change(section: Arc<Trial>) -> Change {
        Change::Trial(section)
    }
}

impl Section for Population {
    fn of(plan: &TrialPlan) -> &Arc<Population> {
        &plan.population
    }

    fn change(section: Arc<Population>) -> Change {
        Change::Population(section)
    }
}

impl Section for Scheduling {
    fn of(plan: &TrialPlan) -> &Arc<Scheduling> {
        &plan.scheduling
    }

    fn change(section: Arc<Scheduling>) -> Change {
        Change::Scheduling(section)
    }
}

/// Something that is read from the open plan; the default while there is none.
pub fn of_plan<V: Default + PartialEq + Send + Sync + 'static>(ws: Workspace, read: impl Fn(&TrialPlan) -> V + Send + Sync + 'static) -> Memo<V> {
    memo(move |_| with_plan(ws, |plan| read(plan)).unwrap_or_default())
}

/// Something that is read from a section.
pub fn of_section<S: Section, V: Default + PartialEq + Send + Sync + 'static>(ws: Workspace, read: fn(&S) -> V) -> Memo<V> {
    of_plan(ws, move |plan| read(S::of(plan)))
}

/// The ids of a collection, in order.
pub fn ids<T: Kept + Send + Sync>(ws: Workspace) -> Memo<Vec<Id<T>>> {
    memo(move |_| ws.session.with(|session| Some(T::of(session.as_ref()?.document())?.iter().map(|record| record.id()).collect())).unwrap_or_default())
}

/// The change that makes a section what `change` makes of it; `None` while no plan is open.
pub fn changed<S: Section>(ws: Workspace, change: impl FnOnce(&mut S)) -> Option<Change> {
    let mut section = ws.session.with_untracked(|session| Some(S::clone(S::of(session.as_ref()?.document().plan()?))))?;
    change(&mut section);
    Some(S::change(Arc::new(section)))
}

/// Changes a section.
pub fn edit<S: Section>(ws: Workspace, change: impl FnOnce(&mut S)) {
    if let Some(change) = changed(ws, change) {
        ws.dispatch(change);
    }
}

/// A field for a text of a section.
pub fn text<S: Section>(ws: Workspace, label: &'static str, kind: Kind, read: fn(&S) -> &str, write: fn(&mut S, String)) -> Html {
    let value = of_plan(ws, move |plan| read(S::of(plan)).to_owned());
    let commit = any_text(move |text| edit(ws, |section: &mut S| write(section, text)));
    html! { <TextField label value commit kind/> }
}

/// A field for a list of short texts of a section, one on each line.
pub fn lines<S: Section>(ws: Workspace, label: &'static str, read: fn(&S) -> &Vec<String>, write: fn(&mut S, Vec<String>)) -> Html {
    let value = of_plan(ws, move |plan| read(S::of(plan)).join("\n"));
    let commit = any_text(move |text: String| {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        edit(ws, |section: &mut S| write(section, lines));
    });
    html! { <TextField label value commit kind=Kind::Paragraph hint="One on each line."/> }
}

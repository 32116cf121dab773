//! What the trial is to find out, and what is measured for it.

use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive};
use leptos::prelude::*;

use super::edit::{ids, of_plan};
use super::facts::{Facts, Options};
use super::section::{Heads, Section};
use crate::domain::id::Id;
use crate::domain::overview::scope::levels;
use crate::domain::plan::scope::{Endpoint, Level, Objective};
use crate::domain::words::clipped;
use crate::session::cascade;
use crate::ui::widgets::list::EditableList;
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::{Workspace, workspace};

/// The card of the objectives.
#[component]
pub fn Objectives() -> Html {
    let ws = workspace();
    let rows = ids::<Objective>(ws);
    let aside = of_plan(ws, |plan| levels(plan.objectives.iter().map(|objective| objective.level)));
    let add = Callback::new(move |()| {
        let level = if rows.with_untracked(Vec::is_empty) { Level::Primary } else { Level::Secondary };
        ws.add(Objective { id: ws.id(), level, text: String::new(), extra: Default::default() });
    });
    let remove = Callback::new(move |id: Id<Objective>| ws.remove_linked(&id, cascade::without_objective));
    html! {
        <Section key="objectives" aside>
            <Heads class="objectives" titles=&["Level", "Objective"] empty=derive(move || rows.with(Vec::is_empty))/>
            <EditableList label="Objectives" class="objectives" rows fields=objective add_label="Add an objective" add remove
                empty="Each objective is one sentence: “To compare the effect of … with … on … at week 24.”"/>
        </Section>
    }
}

fn objective(ws: Workspace, id: Id<Objective>, record: Memo<Option<Shared<Objective>>>) -> Html {
    let facts = Facts::new(ws, id, record);
    html! {
        {facts.choice("Level", |objective| objective.level, |objective, level| objective.level = level)}
        {facts.prose("Objective", |objective| &objective.text, |objective, text| objective.text = text)}
    }
}

/// The card of the endpoints.
#[component]
pub fn Endpoints() -> Html {
    let ws = workspace();
    let rows = ids::<Endpoint>(ws);
    let aside = of_plan(ws, |plan| levels(plan.endpoints.iter().map(|endpoint| endpoint.level)));
    let add = Callback::new(move |()| {
        let level = if rows.with_untracked(Vec::is_empty) { Level::Primary } else { Level::Secondary };
        ws.add(Endpoint {
            id: ws.id(),
            level,
            measure: String::new(),
            time_frame: String::new(),
            description: String::new(),
            objective: None,
            extra: Default::default(),
        });
    });
    html! {
        <Section key="endpoints" aside>
            <Heads class="endpoints" titles=&["Level", "Measure", "Time frame", "Description", "Objective that it serves"] empty=derive(move || rows.with(Vec::is_empty))/>
            <EditableList label="Endpoints" class="endpoints" rows fields=endpoint add_label="Add an endpoint" add
                empty="An endpoint says what is measured and when: “Change from baseline in …, week 24.” The primary one is what the trial is judged by."/>
        </Section>
    }
}

fn endpoint(ws: Workspace, id: Id<Endpoint>, record: Memo<Option<Shared<Endpoint>>>) -> Html {
    let facts = Facts::new(ws, id, record);
    let objectives = of_plan(ws, |plan| plan.objectives.iter().map(|objective| (objective.id.to_string(), clipped(&objective.text, 90))).collect::<Options>());
    html! {
        {facts.choice("Level", |endpoint| endpoint.level, |endpoint, level| endpoint.level = level)}
        {facts.prose("Measure", |endpoint| &endpoint.measure, |endpoint, text| endpoint.measure = text)}
        {facts.line("Time frame", |endpoint| &endpoint.time_frame, |endpoint, text| endpoint.time_frame = text)}
        {facts.prose("Description", |endpoint| &endpoint.description, |endpoint, text| endpoint.description = text)}
        {facts.pick("Objective that it serves", "None", objectives, |endpoint| endpoint.objective.clone(), |endpoint, objective| endpoint.objective = objective)}
    }
}

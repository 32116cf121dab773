//! The groups of participants, and what they receive.

use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::edit::{ids, of_plan};
use super::facts::{Facts, gone, usual};
use super::section::{Heads, Section};
use crate::domain::id::Id;
use crate::domain::plan::scope::{Arm, Intervention};
use crate::session::cascade;
use crate::ui::widgets::list::EditableList;
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::{Workspace, workspace};

/// The kinds that registries know, as our reader of their records writes them.
const ARM_KINDS: [&str; 6] = ["Experimental", "Active comparator", "Placebo comparator", "Sham comparator", "No intervention", "Other"];
const INTERVENTION_KINDS: [&str; 11] = [
    "Drug",
    "Device",
    "Biological",
    "Procedure",
    "Radiation",
    "Behavioral",
    "Genetic",
    "Dietary supplement",
    "Combination product",
    "Diagnostic test",
    "Other",
];

/// The card of the arms.
#[component]
pub fn Arms() -> Html {
    let ws = workspace();
    let rows = ids::<Arm>(ws);
    let add = Callback::new(move |()| {
        ws.add(Arm { id: ws.id(), label: String::new(), kind: String::new(), description: String::new(), interventions: Vec::new(), extra: Default::default() })
    });
    html! {
        <Section key="arms">
            <Heads class="arms" titles=&["Arm", "Kind", "Description", "Interventions"] empty=derive(move || rows.with(Vec::is_empty))/>
            <EditableList label="Arms" class="arms" rows fields=arm add_label="Add an arm" add
                empty="An arm is a group of participants that receives the same: the active dose, the comparator, placebo. A trial with one group has one arm."/>
        </Section>
    }
}

fn arm(ws: Workspace, id: Id<Arm>, record: Memo<Option<Shared<Arm>>>) -> Html {
    let facts = Facts::new(ws, id, record);
    html! {
        {facts.line("Arm", |arm| &arm.label, |arm, text| arm.label = text)}
        {facts.usual("Kind", usual(&ARM_KINDS), |arm| &arm.kind, |arm, text| arm.kind = text)}
        {facts.prose("Description", |arm| &arm.description, |arm, text| arm.description = text)}
        {received(ws, facts)}
    }
}

/// A box to tick for each intervention.
fn received(ws: Workspace, facts: Facts<Arm>) -> Html {
    let chosen = facts.value(|arm| arm.interventions.clone());
    let offered = memo(move |_| {
        let known = ws.session.with(|session| {
            let plan = session.as_ref()?.document().plan()?;
            Some(plan.interventions.iter().map(|intervention| (intervention.id.clone(), intervention.name.clone())).collect::<Vec<_>>())
        });
        let mut offered = known.unwrap_or_default();
        let missing: Vec<_> = chosen.with(|chosen| chosen.iter().filter(|id| !offered.iter().any(|(known, _)| known == *id)).cloned().collect());
        offered.extend(missing.into_iter().map(|id| (id.clone(), gone(id.as_str()))));
        offered
    });
    let tick = move |(id, name): (Id<Intervention>, String)| {
        let has = {
            let id = id.clone();
            derive(move || chosen.with(|chosen| chosen.contains(&id)))
        };
        let toggle = move |event: leptos::ev::Event| {
            let wanted = event_target_checked(&event);
            facts.update(|arm| {
                arm.interventions.retain(|intervention| *intervention != id);
                if wanted {
                    arm.interventions.push(id.clone());
                }
            });
            // Where the edit was refused, the box goes back to what the plan says.
            if let Some(tick) = event.target().and_then(|tick| tick.dyn_into::<web_sys::HtmlInputElement>().ok()) {
                tick.set_checked(has.get_untracked());
            }
        };
        let name = if name.trim().is_empty() { "Intervention without a name".to_owned() } else { name };
        html! { <label class="tick"><input type="checkbox" prop:checked=has on:change=toggle/><span>{name}</span></label> }
    };
    html! {
        <fieldset class="ticks">
            <legend class="visually-hidden">"Interventions"</legend>
            {move || offered.get().into_iter().map(tick).collect::<Html>()}
            <span class="muted" hidden={move || !offered.with(Vec::is_empty)}>"Add interventions below, then tick them here."</span>
        </fieldset>
    }
}

/// The card of the interventions.
#[component]
pub fn Interventions() -> Html {
    let ws = workspace();
    let rows = ids::<Intervention>(ws);
    let add = Callback::new(move |()| {
        ws.add(Intervention { id: ws.id(), name: String::new(), kind: String::new(), description: String::new(), extra: Default::default() })
    });
    let remove = Callback::new(move |id: Id<Intervention>| ws.remove_linked(&id, cascade::without_intervention));
    let aside = of_plan(ws, |plan| {
        let given = plan.interventions.iter().filter(|intervention| plan.arms.iter().any(|arm| arm.interventions.contains(&intervention.id))).count();
        if plan.interventions.is_empty() { String::new() } else { format!("{given} of {} given in an arm", plan.interventions.len()) }
    });
    html! {
        <Section key="interventions" aside>
            <Heads class="interventions" titles=&["Intervention", "Kind", "Description"] empty=derive(move || rows.with(Vec::is_empty))/>
            <EditableList label="Interventions" class="interventions" rows fields=intervention add_label="Add an intervention" add remove
                empty="An intervention is what participants receive: the product with its strength and form, the comparator, placebo, a procedure."/>
        </Section>
    }
}

fn intervention(ws: Workspace, id: Id<Intervention>, record: Memo<Option<Shared<Intervention>>>) -> Html {
    let facts = Facts::new(ws, id, record);
    html! {
        {facts.line("Intervention", |intervention| &intervention.name, |intervention, text| intervention.name = text)}
        {facts.usual("Kind", usual(&INTERVENTION_KINDS), |intervention| &intervention.kind, |intervention, text| intervention.kind = text)}
        {facts.prose("Description", |intervention| &intervention.description, |intervention, text| intervention.description = text)}
    }
}

//! What can be done with the table and the chart, for those who do not know the keys.

use leptos::prelude::*;

use super::model::Shown;
use super::state::Gantt;
use super::{chart, export, keys, paste};
use crate::domain::choice::Choice;
use crate::domain::schedule::chart::scale::Zoom;
use crate::domain::words::count;
use crate::session::planning::fill::{Filled, filled_down};
use crate::ui::html::{Html, html};
use crate::ui::saving;
use crate::ui::signals::{Memo, derive, memo};
use crate::ui::widgets::field::SelectField;
use crate::ui::widgets::icon::{self, Icon};

/// The tools over the table.
#[component]
pub fn Toolbar(gantt: Gantt, model: Memo<Shown>) -> Html {
    let zoom = memo(move |_| model.with(|model| model.0.as_ref().map_or(Zoom::Months, |model| model.scale.zoom)));
    let set_zoom = move |zoom: Zoom| gantt.ws.filter("zoom", zoom.key());
    let zooms = Zoom::ALL.iter().map(|level| {
        let level = *level;
        html! { <button type="button" aria-pressed={move || (zoom.get() == level).to_string()} on:click=move |_| set_zoom(level)>{level.label()}</button> }
    });
    let zooms = zooms.collect::<Html>();
    let toggle = move |name: &'static str, label: &'static str, by_default: bool| {
        let is_on = move || match gantt.ws.filtered(name).as_str() {
            "on" => true,
            "off" => false,
            _ => by_default,
        };
        let set = move |_| gantt.ws.filter(name, if is_on() == by_default { if by_default { "off" } else { "on" } } else { "" });
        html! { <button type="button" aria-pressed={move || is_on().to_string()} on:click=set>{label}</button> }
    };
    let has_baseline = memo(move |_| model.with(|model| model.0.as_ref().is_some_and(|model| model.baseline.is_some())));
    let has_status = memo(move |_| model.with(|model| model.0.as_ref().and_then(|model| model.plan()?.scheduling.status_date).is_some()));
    let chosen = memo(move |_| gantt.selection.with(|chosen| chosen.len()));
    let acts_on = memo(move |_| gantt.current.with(Option::is_some) || chosen.get() > 0);
    let tool = move |label: &'static str, path: &'static str, run: fn(Gantt, Memo<Shown>) -> bool| {
        html! {
            <button type="button" class="quiet" aria-label=label title=label disabled={move || !acts_on.get()} on:click=move |_| { run(gantt, model); }><Icon path/></button>
        }
    };
    let shift = move |down: bool| {
        if let Some(id) = gantt.current.get_untracked() {
            keys::shift(gantt, &id, down);
        }
    };
    let fills: Vec<(String, String)> = std::iter::once((String::new(), "Fill down…".to_owned()))
        .chain(Filled::ALL.iter().map(|what| (what.key().to_owned(), what.label().to_owned())))
        .collect();
    let fill = crate::ui::run::Callback::new(move |key: String| {
        if let Some(what) = Filled::from_key(&key) {
            let targets = gantt.targets(model);
            let change = keys::with_tasks(gantt, |plan| filled_down(&plan.tasks, &targets, what));
            gantt.carry_out(change, "Choose two or more tasks, the one that has it first.");
        }
    });
    let few_links = chart::few_links(model);
    let hidden_links = memo(move |_| !few_links.get() || !gantt.look().links);
    let help = keys::HELP.iter().map(|(does, keys)| html! { <dt>{*keys}</dt><dd>{*does}</dd> }).collect::<Html>();
    let units = keys::UNITS.iter().map(|(short, long)| html! { <dt>{*short}</dt><dd>{*long}</dd> }).collect::<Html>();
    html! {
        <div class="gantt-tools" role="toolbar" aria-label="Chart">
            <div class="segmented" role="group" aria-label="Zoom">{zooms}</div>
            <div class="segmented" role="group" aria-label="Shown in the chart">
                {toggle("critical", "Critical path", true)}
                {move || has_baseline.get().then(|| toggle("planned", "Baseline", true))}
                {toggle("float", "Float", true)}
                {toggle("links", "Links", true)}
                {move || has_status.get().then(|| toggle("progress", "Progress line", false))}
            </div>
            <div class="gantt-edits" role="group" aria-label="Change the chosen tasks">
                {tool("Outdent", OUTDENT, keys::outdent)}
                {tool("Indent", INDENT, keys::indent)}
                <button type="button" class="quiet" aria-label="Move up" title="Move up" disabled={move || !acts_on.get()} on:click=move |_| shift(false)><Icon path=icon::UP/></button>
                <button type="button" class="quiet" aria-label="Move down" title="Move down" disabled={move || !acts_on.get()} on:click=move |_| shift(true)><Icon path=icon::DOWN/></button>
                {tool("Link one after the other", LINK, keys::chain)}
                {tool("Remove the chosen tasks", icon::REMOVE, keys::remove)}
                <div class="gantt-fill" hidden={move || chosen.get() < 2}><SelectField label="Fill down from the first chosen task" hide_label=true options=fills value=derive(String::new) commit=fill/></div>
                <span class="muted" role="status">{move || if chosen.get() > 0 { format!("{} chosen", count(chosen.get(), "task", "tasks")) } else { String::new() }}</span>
            </div>
            <button type="button" class="quiet" on:click=move |_| paste::open(gantt.ws)>"Paste rows"</button>
            <div class="gantt-menus">
                <details class="gantt-menu">
                    <summary>"Save and print"</summary>
                    <div class="gantt-menu-content">
                        <button type="button" on:click=move |_| export::save(gantt, model, saving::svg)>"Save the chart as SVG"</button>
                        <button type="button" on:click=move |_| export::save(gantt, model, saving::png)>"Save the chart as PNG"</button>
                        <button type="button" on:click=move |_| export::print(gantt, model)>"Print the chart"</button>
                    </div>
                </details>
                <details class="gantt-menu">
                    <summary>"Keys"</summary>
                    <div class="gantt-menu-content">
                        <dl class="gantt-keys">{help}</dl>
                        <strong>"In the column of lengths"</strong>
                        <dl class="gantt-keys">{units}</dl>
                    </div>
                </details>
            </div>
        </div>
        <p class="gantt-hint muted" hidden=hidden_links>"At this zoom only the links of the chosen row and of the critical path are drawn. Zoom in to see all of them."</p>
    }
}

/// Lines of which the middle ones stand further left.
const OUTDENT: &str = "M2 3h12M8 6.5h6M8 9.5h6M2 13h12M5 6 3 8l2 2";
/// Lines of which the middle ones stand further right.
const INDENT: &str = "M2 3h12M8 6.5h6M8 9.5h6M2 13h12M3 6l2 2-2 2";
/// A chain.
const LINK: &str = "M6.5 9.5l3-3M7 4.5l1.5-1.5a3 3 0 0 1 4.5 4.5L11.5 9M9 11.5 7.5 13A3 3 0 0 1 3 8.5L4.5 7";

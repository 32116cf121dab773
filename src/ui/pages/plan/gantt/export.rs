//! The chart as a file, and on paper.

use leptos::prelude::*;

use super::model::Shown;
use super::state::Gantt;
use crate::domain::overview::plan::name;
use crate::formats::gantt_svg::{sheet, sheets as made_sheets};
use crate::formats::native::file_stem;
use crate::ui::html::{Html, html};
use crate::ui::saving::Picture;
use crate::ui::signals::{Memo, RwSignal, effect};
use crate::ui::workspace::Workspace;

/// Saves all of the chart, as SVG or as PNG.
pub fn save(gantt: Gantt, model: Memo<Shown>, save: fn(Workspace, &Picture)) {
    match drawn(gantt, model) {
        Some(picture) => save(gantt.ws, &picture),
        None => gantt.ws.say(NOTHING),
    }
}

/// Prints the chart over as many sheets as it takes.
pub fn print(gantt: Gantt, model: Memo<Shown>) {
    if drawn(gantt, model).is_none() {
        return gantt.ws.say(NOTHING);
    }
    let _ = window().print();
}

const NOTHING: &str = "There is nothing to draw yet: no task has a date.";

/// The sheets that are printed in the place of the chart on screen, made when the browser is about to print.
pub fn sheets(gantt: Gantt, model: Memo<Shown>) -> Html {
    let host = NodeRef::<leptos::html::Div>::new();
    let printing = RwSignal::new(false);
    let before = window_event_listener_untyped("beforeprint", move |_| {
        if let Some(host) = host.get_untracked() {
            host.set_inner_html(&on_paper(gantt, model).join(""));
        }
        printing.try_set(true);
    });
    let after = window_event_listener_untyped("afterprint", move |_| printing.try_set(false));
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
    effect(move |_| {
        if !printing.get()
            && let Some(host) = host.get()
        {
            host.set_inner_html("");
        }
    });
    html! { <div class="gantt-sheets" node_ref=host aria-hidden="true"></div> }
}

/// All of the chart.
fn drawn(gantt: Gantt, model: Memo<Shown>) -> Option<Picture> {
    let (look, today) = (gantt.look(), gantt.ws.today.get_untracked());
    let model = model.get_untracked().0?;
    let title = name(model.plan()?).to_owned();
    let drawing = model.picture(None, |picture| {
        let has_bars = (0..picture.rows.len()).any(|row| picture.bar(row).is_some());
        has_bars.then(|| sheet(picture, 0..picture.rows.len(), (0.0, picture.scale.width()), look, today, &title))
    })??;
    Some(Picture { stem: format!("{}-schedule", file_stem(&title)), drawing })
}

/// The sheets of paper.
fn on_paper(gantt: Gantt, model: Memo<Shown>) -> Vec<String> {
    let (look, today) = (gantt.look(), gantt.ws.today.get_untracked());
    let Some(model) = model.get_untracked().0 else { return Vec::new() };
    let title = model.plan().map(|plan| name(plan).to_owned()).unwrap_or_default();
    model.picture(None, |picture| made_sheets(picture, look, today, &title)).unwrap_or_default()
}

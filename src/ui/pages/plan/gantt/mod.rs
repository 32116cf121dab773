//! The schedule as a table of tasks with a Gantt chart beside it, in one scroll.
//!
//! Only what is in sight is drawn, downwards and sideways: thousands of tasks take no longer than dozens. A drag and the
//! keys make the same changes (`session/planning`), each of them one undo step.

mod chart;
pub mod export;
mod keys;
mod model;
pub mod paste;
mod rows;
mod state;
mod toolbar;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use self::model::{Model, Shown};
use self::state::{Gantt, View};
use self::toolbar::Toolbar;
use crate::domain::schedule::chart::ROW;
use crate::domain::schedule::task::Task;
use crate::domain::words::{listed, quoted};
use crate::formats::gantt_svg::AXIS;
use crate::ui::html::{Html, html};
use crate::ui::signals::{Memo, effect, memo};
use crate::ui::widgets::register::heading;
use crate::ui::workspace::workspace;

/// The table and the chart.
#[component]
pub fn GanttTable() -> Html {
    let ws = workspace();
    let gantt = Gantt::new(ws);
    let model = memo(move |_| Shown(Model::of(gantt)));
    let count = memo(move |_| model.with(|model| model.0.as_ref().map_or(0, |model| model.rows.len())));
    let width = memo(move |_| model.with(|model| model.0.as_ref().map_or(0.0, |model| model.scale.width())));
    let circle = memo(move |_| model.with(|model| model.0.as_ref().and_then(|model| circle(model))));
    let scroll = NodeRef::<leptos::html::Div>::new();
    watch(gantt, scroll);
    paste::listen(gantt, model);
    start_at_today(gantt, model);
    follow_chosen(gantt, model);
    let height = move || format!("{:.0}px", count.get() as f64 * ROW);
    let whole_width = move || format!("calc(var(--table) + {:.0}px)", width.get());
    html! {
        <div class="gantt">
            <Toolbar gantt model/>
            <p class="notice" hidden={move || circle.with(Option::is_none)}>{move || circle.get().unwrap_or_default()}</p>
            <div class="gantt-scroll" role="treegrid" aria-label="Milestones and tasks" aria-multiselectable="true" aria-rowcount={move || (count.get() + 1).to_string()}
                node_ref=scroll on:scroll=move |_| measure(gantt)>
                <div role="rowgroup" class="gantt-head" style:width=whole_width>
                    <div role="row" class="gantt-cells head" aria-rowindex="1">
                        {heading(ws, "Task or milestone", "name", "gantt-name")}
                        {heading(ws, "Owner", "owner", "gantt-owner")}
                        {heading(ws, "Length", "", "gantt-number gantt-length")}
                        {heading(ws, "Start", "start", "gantt-date gantt-start")}
                        {heading(ws, "Finish", "finish", "gantt-date")}
                        {heading(ws, "Float", "", "gantt-number gantt-float")}
                        {heading(ws, "Status", "status", "gantt-status")}
                    </div>
                    <div class="gantt-axis" aria-hidden="true">{chart::head(gantt, model)}</div>
                </div>
                <div role="rowgroup" class="gantt-body" style:height=height style:width=whole_width>
                    {rows::drawn(gantt, model)}
                    {chart::chart(gantt, model)}
                </div>
            </div>
            <p class="muted" hidden={move || count.get() > 0}>"Nothing matches. Clear the filters to see everything."</p>
            <p class="visually-hidden" role="status">{move || gantt.said.get()}</p>
            {export::sheets(gantt, model)}
        </div>
    }
}

/// Why there are no dates, where tasks wait for each other.
fn circle(model: &Model) -> Option<String> {
    let round = model.calculated.forecast().as_ref().err()?;
    let tasks: Vec<String> = round.iter().filter_map(|id| model.plan()?.tasks.get(id).map(|task: &std::sync::Arc<Task>| quoted(&task.name))).collect();
    Some(format!("{} wait for each other in a circle, so there are no dates and no chart. Remove one of their links.", listed(&tasks)))
}

/// Notes what is in sight.
fn measure(gantt: Gantt) {
    let Some(scroll) = scroller() else { return };
    let table = scroll.query_selector(".gantt-cells").ok().flatten().map_or(0, |cells| cells.client_width());
    let view = View { left: scroll.scroll_left(), top: scroll.scroll_top(), width: scroll.client_width() - table, height: scroll.client_height() };
    if gantt.view.with_untracked(|before| *before != view) {
        gantt.view.set(view);
    }
}

/// The element in which table and chart are scrolled.
fn scroller() -> Option<web_sys::HtmlElement> {
    document().query_selector(".gantt-scroll").ok().flatten()?.dyn_into().ok()
}

/// Measures again whenever the size of the table changes.
fn watch(gantt: Gantt, scroll: NodeRef<leptos::html::Div>) {
    effect(move |watched: Option<bool>| {
        let Some(element) = scroll.get().filter(|_| watched != Some(true)) else { return watched.unwrap_or_default() };
        let resized = Closure::<dyn Fn()>::new(move || measure(gantt));
        if let Ok(observer) = web_sys::ResizeObserver::new(resized.as_ref().unchecked_ref()) {
            observer.observe(&element);
            let kept = StoredValue::new_local((observer, resized));
            on_cleanup(move || kept.with_value(|(observer, _)| observer.disconnect()));
        }
        measure(gantt);
        true
    });
}

/// A chart that is wider than its room begins a little before today.
fn start_at_today(gantt: Gantt, model: Memo<Shown>) {
    let zoom = memo(move |_| model.with(|model| model.0.as_ref().map(|model| model.scale.zoom)));
    effect(move |_| {
        if zoom.get().is_none() {
            return;
        }
        // The chart has its new width only after the next frame.
        request_animation_frame(move || {
            let Some((scroll, model)) = scroller().zip(model.get_untracked().0) else { return };
            let today = model.scale.x(gantt.ws.today.get_untracked());
            let room = f64::from(gantt.view.get_untracked().width);
            scroll.set_scroll_left(if model.scale.width() > room { (today - room * 0.4).max(0.0) as i32 } else { 0 });
            measure(gantt);
        });
    });
}

/// A task that somebody goes to from elsewhere is scrolled into sight.
fn follow_chosen(gantt: Gantt, model: Memo<Shown>) {
    let chosen = memo(move |_| gantt.ws.place().and_then(|place| place.record));
    let there = memo(move |_| model.with(|model| model.0.is_some()));
    effect(move |_| {
        let Some(id) = chosen.get().filter(|_| there.get()).and_then(|id| crate::domain::id::Id::<Task>::parse(&id)) else { return };
        if gantt.current.with_untracked(|current| current.as_ref() == Some(&id)) {
            return;
        }
        let row = model.with_untracked(|model| model.0.as_ref().and_then(|model| model.row_of(&id)));
        gantt.current.set(Some(id));
        if let Some(row) = row {
            request_animation_frame(move || scroll_to_row(row as f64 * ROW));
        }
    });
}

/// Scrolls as little as it takes to have a row in sight.
fn scroll_to_row(top: f64) {
    let Some(scroll) = scroller() else { return };
    let (seen, height) = (f64::from(scroll.scroll_top()), f64::from(scroll.client_height()) - AXIS);
    if top < seen {
        scroll.set_scroll_top(top as i32);
    } else if top + ROW > seen + height {
        scroll.set_scroll_top((top + ROW - height + 2.0) as i32);
    }
}

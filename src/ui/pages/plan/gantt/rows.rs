//! The table: a row for each task that is in sight, in the order of the outline.

use std::sync::Arc;

use super::keys;
use super::model::{Model, Shown};
use super::state::Gantt;
use crate::domain::id::Id;
use crate::domain::schedule::chart::ROW;
use crate::domain::schedule::task::{Task, TaskKind};
use crate::domain::schedule::tick::TICKS_PER_DAY;
use crate::domain::schedule::{baseline, why};
use crate::ui::html::{Html, html, rows};
use crate::ui::pages::plan::schedule::status;
use crate::ui::signals::{Memo, memo};

/// What a row shows.
#[derive(Clone, PartialEq)]
struct Cells {
    row: usize,
    level: usize,
    folded: Option<bool>,
    position: usize,
    siblings: usize,
    /// With its calculated dates, from which its status follows.
    task: Arc<Task>,
    duration: String,
    start: String,
    finish: String,
    float: String,
    critical: bool,
    about: String,
}

/// The rows that are in sight.
pub fn drawn(gantt: Gantt, model: Memo<Shown>) -> Html {
    let ids = move || {
        model.with(|model| {
            let Some(model) = &model.0 else { return Vec::new() };
            let shown = gantt.drawn_rows(model.rows.len());
            // The row that has the focus stays, however far it is scrolled away: the focus would be lost with it.
            let held = gantt.current.with(|current| current.as_ref().and_then(|id| model.row_of(id))).filter(|row| !shown.contains(row));
            let mut places: Vec<usize> = shown.chain(held).collect();
            places.sort_unstable();
            places.into_iter().filter_map(|row| model.id(row)).collect()
        })
    };
    rows(ids, move |id: Id<Task>| row(gantt, model, id))
}

fn row(gantt: Gantt, model: Memo<Shown>, id: Id<Task>) -> Html {
    let ws = gantt.ws;
    let cells = {
        let id = id.clone();
        memo(move |_| model.with(|model| model.0.as_ref().and_then(|model| of(model, &id))))
    };
    let is = |which: fn(Gantt, &Id<Task>) -> bool| {
        let id = id.clone();
        memo(move |_| which(gantt, &id))
    };
    let opened = is(|gantt, id| gantt.ws.place().and_then(|place| place.record).as_deref() == Some(id.as_str()));
    let selected = is(|gantt, id| gantt.selection.with(|chosen| chosen.contains(id)));
    let linked_from = is(|gantt, id| gantt.linking.with(|from| from.as_ref() == Some(id)));
    let stop = {
        let id = id.clone();
        memo(move |_| {
            let current = gantt.current.get();
            let there = |id: &Id<Task>| model.with(|model| model.0.as_ref().is_some_and(|model| model.row_of(id).is_some()));
            match current.filter(there) {
                Some(current) => current == id,
                None => model.with(|model| model.0.as_ref().and_then(|model| model.id(gantt.drawn_rows(model.rows.len()).start)) == Some(id.clone())),
            }
        })
    };
    let number = move |read: fn(&Cells) -> usize| move || cells.with(|cells| cells.as_ref().map(|cells| read(cells).to_string()));
    let top = move || cells.with(|cells| cells.as_ref().map(|cells| format!("{}px", cells.row as f64 * ROW)));
    let expanded = move || cells.with(|cells| cells.as_ref().and_then(|cells| cells.folded).map(|folded| (!folded).to_string()));
    let content = move || cells.get().map(|cells| shown(gantt, &cells));
    let (key, on_focus, on_click) = (id.to_string(), id.clone(), id.clone());
    html! {
        <div role="row" class="gantt-row" class:chosen=opened class:picked=selected class:linking=linked_from data-record=key
            tabindex={move || if stop.get() { "0" } else { "-1" }}
            aria-selected={move || (opened.get() || selected.get()).to_string()} aria-expanded=expanded
            aria-level=number(|cells| cells.level + 1) aria-posinset=number(|cells| cells.position) aria-setsize=number(|cells| cells.siblings)
            aria-rowindex=number(|cells| cells.row + 2) style:top=top
            on:keydown=move |event| keys::pressed(gantt, model, &id, &event)
            on:focus=move |_| if gantt.current.with_untracked(|current| current.as_ref() != Some(&on_focus)) { gantt.current.set(Some(on_focus.clone())) }
            on:click=move |event: web_sys::MouseEvent| keys::clicked(gantt, model, &on_click, event.shift_key(), event.ctrl_key() || event.meta_key(), ws)>
            {content}
        </div>
    }
}

/// What a row shows of its task; `None` where it has no row.
fn of(model: &Model, id: &Id<Task>) -> Option<Cells> {
    let at = model.row_of(id)?;
    let row = model.rows.get(at)?;
    let plan = model.plan()?;
    let task = model.dated(row.place)?;
    let forecast = model.calculated.forecast().as_ref().ok();
    let dates = forecast.and_then(|schedule| schedule.dates(row.place));
    let days = |ticks: i64| format!("{} d", (ticks as f64 / TICKS_PER_DAY as f64 * 10.0).round() / 10.0);
    let summary = forecast.is_some_and(|schedule| schedule.outline().is_summary(row.place));
    let duration = match (task.work(), dates) {
        _ if task.kind == TaskKind::Milestone && !summary => "–".to_owned(),
        (Some(work), _) if work.span().is_elapsed() => format!("{} ed", (work.span().days() * 10.0).round() / 10.0),
        (Some(work), _) => days(work.ticks()),
        (None, Some(dates)) => format!("{} ed", dates.finish.days_since(dates.start) + 1),
        (None, None) => String::new(),
    };
    let name = |place: usize| plan.tasks.iter().nth(place).map_or(String::new(), |task| task.name.clone());
    let then = model.baseline.as_ref().and_then(|baseline| model.places.then(baseline, row.place));
    let moved = then.zip(dates).map(|(then, dates)| format!("{} than in the baseline.", baseline::by_how_much(dates.finish.days_since(then.finish))));
    let about = dates.map(|dates| {
        let moved = moved.filter(|moved| !moved.starts_with("as in")).unwrap_or_default();
        [why::reason(dates.reason, name), why::float(&dates), moved].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
    });
    Some(Cells {
        row: at,
        level: row.level,
        folded: row.folded,
        position: row.position,
        siblings: row.siblings,
        task: task.clone(),
        duration,
        start: dates.filter(|_| task.kind == TaskKind::Task || summary).map(|dates| dates.start.to_string()).unwrap_or_default(),
        finish: dates.map(|dates| dates.finish.to_string()).unwrap_or_default(),
        float: dates.filter(|_| !task.is_done() && !summary).map(|dates| days(dates.total_float)).unwrap_or_default(),
        critical: dates.is_some_and(|dates| dates.critical) && !summary,
        about: about.unwrap_or_default(),
    })
}

fn shown(gantt: Gantt, cells: &Cells) -> Html {
    let task = &cells.task;
    let id = task.id.clone();
    let twisty = cells.folded.map(|folded| {
        html! {
            <button type="button" class="twisty" tabindex="-1" aria-hidden="true" class:folded=folded
                on:click=move |event: web_sys::MouseEvent| { event.stop_propagation(); keys::fold(gantt, &id, !folded); }></button>
        }
    });
    let kind = (task.kind == TaskKind::Milestone && cells.folded.is_none())
        .then(|| html! { <span class="kind-mark" aria-hidden="true">"◆ "</span><span class="visually-hidden">"Milestone: "</span> });
    let indent = format!("calc(6px + {} * var(--indent){})", cells.level.min(8), if cells.folded.is_none() { " + var(--leaf)" } else { "" });
    let today = gantt.ws.today.get_untracked();
    let unit = cells.duration.rsplit_once(' ').and_then(|(_, unit)| keys::UNITS.iter().find(|(short, _)| *short == unit)).map(|(_, long)| *long);
    // The column of starts is shown where there is room for it.
    let from = (!cells.start.is_empty()).then(|| format!("Starts on {}", cells.start));
    html! {
        <div class="gantt-cells" class:summary=cells.folded.is_some() class:done=task.is_done()>
            <div role="gridcell" class="gantt-name" style:padding-left=indent title=task.name.clone()>{twisty}<span class="title">{kind}{task.name.clone()}</span></div>
            <div role="gridcell" class="gantt-owner">{task.owner.clone()}</div>
            <div role="gridcell" class="gantt-number gantt-length" title=unit>{cells.duration.clone()}</div>
            <div role="gridcell" class="gantt-date gantt-start">{cells.start.clone()}</div>
            <div role="gridcell" class="gantt-date" title=from>{cells.finish.clone()}</div>
            <div role="gridcell" class="gantt-number gantt-float" class:critical=cells.critical>{cells.float.clone()}</div>
            <div role="gridcell" class="gantt-status">{status(task, today)}<span class="visually-hidden">{cells.about.clone()}</span></div>
        </div>
    }
}

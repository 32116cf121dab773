//! The chart: the part of the picture that is in sight, and what pointers do with it.
//!
//! It is drawn as text, by the same code that writes it to files and paper, and hidden from screen readers: each row of
//! the table says the same in words.

use leptos::prelude::*;

use super::keys::{self, with_schedule};
use super::model::Shown;
use super::state::{Drag, Gantt};
use crate::domain::schedule::chart::ROW;
use crate::domain::schedule::chart::bar::Picture;
use crate::domain::schedule::chart::links::crowded;
use crate::domain::schedule::chart::pointing::{self, Grip};
use crate::domain::schedule::network::LinkKind;
use crate::formats::gantt_svg::{Now, axis, in_sight};
use crate::session::command::Change;
use crate::session::planning::dates;
use crate::ui::html::{Html, html};
use crate::ui::signals::{Memo, RwSignal, effect, memo};

/// How far off a finger may be.
const FINGER: f64 = 8.0;

/// The axis over the chart.
pub fn head(gantt: Gantt, model: Memo<Shown>) -> Html {
    let host = NodeRef::<leptos::svg::Svg>::new();
    let part = memo(move |_| gantt.drawn_part(0));
    let width = memo(move |_| model.with(|model| model.0.as_ref().map_or(0.0, |model| model.scale.width())));
    effect(move |_| {
        let part = part.get();
        let text = model.with(|model| model.0.as_ref().map(|model| axis(&model.scale, part.left, part.right.min(model.scale.width()))));
        if let Some(host) = host.get() {
            host.set_inner_html(&text.unwrap_or_default());
        }
    });
    html! { <svg class="gantt-svg" node_ref=host aria-hidden="true" width={move || format!("{:.0}", width.get())} height="44"></svg> }
}

/// The chart.
pub fn chart(gantt: Gantt, model: Memo<Shown>) -> Html {
    let host = NodeRef::<leptos::html::Div>::new();
    let svg = NodeRef::<leptos::svg::Svg>::new();
    let part = memo(move |_| model.with(|model| model.0.as_ref().map_or_else(|| gantt.drawn_part(0), |model| gantt.drawn_part(model.rows.len()))));
    let width = memo(move |_| model.with(|model| model.0.as_ref().map_or(0.0, |model| model.scale.width())));
    let grip = RwSignal::new(None::<Grip>);
    let hovered = RwSignal::new(None::<usize>);
    let few_links = few_links(model);
    effect(move |_| {
        let (part, look, today) = (part.get(), gantt.look(), gantt.ws.today.get());
        let drag = gantt.drag.get();
        let hovered = hovered.get();
        let chosen = if few_links.get() { gantt.current.get() } else { None };
        let text = model.with(|model| {
            let model = model.0.as_ref()?;
            let held = match &drag {
                Some(drag) => model.row_of(&drag.task),
                None => hovered,
            };
            let drawing = drag.as_ref().filter(|drag| matches!(drag.grip, Grip::StartLink | Grip::FinishLink)).map(|drag| (drag.from, drag.at));
            let preview = drag.as_ref().and_then(|drag| drag.preview.as_deref());
            model.picture(preview, |picture| {
                in_sight(picture, &part, look, Now { today, held, chosen: chosen.as_ref().and_then(|chosen| model.row_of(chosen)), drawing })
            })
        });
        if let Some(svg) = svg.get() {
            svg.set_inner_html(&text.unwrap_or_default());
        }
    });
    let place = move |event: &web_sys::PointerEvent| -> (f64, f64) {
        host.get_untracked().map_or((0.0, 0.0), |host| {
            let area = host.get_bounding_client_rect();
            (f64::from(event.client_x()) - area.left(), f64::from(event.client_y()) - area.top())
        })
    };
    let under = move |event: &web_sys::PointerEvent| {
        let (x, y) = place(event);
        let slack = if event.pointer_type() == "touch" { FINGER } else { 0.0 };
        model.with_untracked(|model| model.0.as_ref()?.picture(None, |picture| pointing::at(picture, x, y, slack))?)
    };
    let down = move |event: web_sys::PointerEvent| {
        let Some((under, model)) = under(&event).zip(model.get_untracked().0).filter(|_| event.button() == 0) else { return };
        let Some(id) = model.id(under.row) else { return };
        // A finger that meets no bar scrolls.
        if let Some(grip) = under.grip
            && !gantt.ws.read_only.get_untracked()
        {
            event.prevent_default();
            if let Some(host) = host.get_untracked() {
                let _ = host.set_pointer_capture(event.pointer_id());
            }
            let at = place(&event);
            let from = if matches!(grip, Grip::StartLink | Grip::FinishLink) {
                handle(&model.picture(None, |picture| end_of(picture, under.row, grip)), at)
            } else {
                at
            };
            gantt.drag.set(Some(Drag { task: id, grip, from, at, days: 0, preview: None }));
        } else {
            gantt.current.set(Some(id));
        }
    };
    let moved = move |event: web_sys::PointerEvent| {
        let Some(drag) = gantt.drag.get_untracked() else {
            let found = under(&event);
            grip.set(found.and_then(|found| found.grip));
            let row = found.map(|found| found.row);
            if hovered.get_untracked() != row {
                hovered.set(row);
            }
            return;
        };
        let Some(model) = model.get_untracked().0 else { return };
        let at = place(&event);
        let days = ((at.0 - drag.from.0) / model.scale.day_width).round() as i64;
        let is_link = matches!(drag.grip, Grip::StartLink | Grip::FinishLink);
        if days == drag.days && !is_link {
            return;
        }
        let preview = if is_link { None } else { change(gantt, &drag.clone(), days).and_then(|change| gantt.preview(&model, &change)) };
        gantt.drag.set(Some(Drag { at, days, preview, ..drag }));
    };
    let up = move |event: web_sys::PointerEvent| {
        let Some(drag) = gantt.drag.get_untracked() else { return };
        gantt.drag.set(None);
        let target = under(&event);
        match drag.grip {
            Grip::Whole | Grip::Finish if drag.days == 0 => {
                keys::clicked(gantt, model, &drag.task, event.shift_key(), event.ctrl_key() || event.meta_key(), gantt.ws);
            }
            Grip::Whole | Grip::Finish => {
                if let Some(change) = change(gantt, &drag, drag.days) {
                    gantt.ws.dispatch(change);
                }
            }
            Grip::StartLink | Grip::FinishLink => {
                let other = target.zip(model.get_untracked().0).and_then(|(target, model)| {
                    let bar = model.picture(None, |picture| picture.bar(target.row))??;
                    // The nearer end is the one that is meant.
                    Some((model.id(target.row)?, place(&event).0 <= (bar.from + bar.to) / 2.0))
                });
                if let Some((other, at_start)) = other.filter(|(other, _)| *other != drag.task) {
                    let kind = match (drag.grip, at_start) {
                        (Grip::FinishLink, true) => LinkKind::FinishToStart,
                        (Grip::FinishLink, false) => LinkKind::FinishToFinish,
                        (_, true) => LinkKind::StartToStart,
                        (_, false) => LinkKind::StartToFinish,
                    };
                    keys::link(gantt, &drag.task, &other, kind);
                }
            }
        }
    };
    let cursor = move || match gantt.drag.with(|drag| drag.as_ref().map(|drag| drag.grip)).or_else(|| grip.get()) {
        Some(Grip::Whole) => "move",
        Some(Grip::Finish) => "resize",
        Some(Grip::StartLink | Grip::FinishLink) => "link",
        None => "none",
    };
    let view_box = move || {
        let part = part.get();
        format!("{:.0} {:.0} {:.0} {:.0}", part.left, part.top, part.right - part.left, part.bottom - part.top)
    };
    let style = move |read: fn(&crate::domain::schedule::chart::Window) -> f64| move || part.with(|part| format!("{:.0}px", read(part)));
    html! {
        <div class="gantt-chart" aria-hidden="true" node_ref=host data-cursor=cursor style:width={move || format!("{:.0}px", width.get())}
            on:pointerdown=down on:pointermove=moved on:pointerup=up on:pointercancel=move |_| gantt.drag.set(None)
            on:pointerleave=move |_| { hovered.set(None); grip.set(None); }>
            <svg class="gantt-svg" node_ref=svg viewBox=view_box width={move || part.with(|part| format!("{:.0}", part.right - part.left))} height={move || part.with(|part| format!("{:.0}", part.bottom - part.top))}
                style:left=style(|part| part.left) style:top=style(|part| part.top)></svg>
        </div>
    }
}

/// Whether only some of the links are drawn, because all of them could not be told apart.
pub fn few_links(model: Memo<Shown>) -> Memo<bool> {
    memo(move |_| model.with(|model| model.0.as_ref().and_then(|model| model.picture(None, crowded)).unwrap_or_default()))
}

/// What a drag by so many days means.
fn change(gantt: Gantt, drag: &Drag, days: i64) -> Option<Change> {
    with_schedule(gantt, |plan, schedule| match drag.grip {
        Grip::Whole => {
            let chosen = gantt.selection.get_untracked();
            // A bar that is among the chosen ones takes the others along.
            let targets: Vec<_> = if chosen.contains(&drag.task) { chosen.into_iter().collect() } else { vec![drag.task.clone()] };
            dates::moved(&plan.tasks, schedule, &targets, days)
        }
        Grip::Finish => {
            let finish = schedule.dates(plan.tasks.place(&drag.task)?)?.finish;
            dates::ending_on(&plan.tasks, schedule, &drag.task, finish.plus_days(days))
        }
        Grip::StartLink | Grip::FinishLink => None,
    })
}

/// The end of a bar from which a link is drawn.
fn end_of(picture: &Picture<'_>, row: usize, grip: Grip) -> Option<(f64, f64)> {
    let bar = picture.bar(row)?;
    Some((if grip == Grip::StartLink { bar.from } else { bar.to }, row as f64 * ROW + ROW / 2.0))
}

fn handle(end: &Option<Option<(f64, f64)>>, otherwise: (f64, f64)) -> (f64, f64) {
    end.flatten().unwrap_or(otherwise)
}

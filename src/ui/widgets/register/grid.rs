//! The lines of a register, whatever its records are.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::sight::{Line, Sight, at, line_of};
use super::{Heading, Picked, heading_about, keys};
use crate::ui::html::{Html, html, keyed};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, RwSignal, Signal, derive, effect, memo};
use crate::ui::workspace::Workspace;

/// What is drawn of a record.
pub(super) struct Drawn {
    pub(super) name: Signal<String>,
    pub(super) cells: Html,
}

/// A register while it is on screen. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Grid {
    pub(super) ws: Workspace,
    pub(super) keys: Memo<Vec<Arc<str>>>,
    pub(super) headings: Signal<Vec<Heading>>,
    pub(super) picked: Option<Picked>,
    pub(super) edit: Option<Callback<Arc<str>>>,
    pub(super) remove: Option<Callback<Arc<str>>>,
    /// The row that has the focus.
    pub(super) current: RwSignal<Option<Arc<str>>>,
    /// Where a run of picked rows began.
    pub(super) anchor: RwSignal<Option<Arc<str>>>,
    pub(super) sight: Sight,
    pub(super) element: NodeRef<leptos::html::Div>,
}

impl Grid {
    pub(super) fn new(
        ws: Workspace,
        keys: Memo<Vec<Arc<str>>>,
        headings: Option<Signal<Vec<Heading>>>,
        picked: Option<Picked>,
        edit: Option<Callback<Arc<str>>>,
        remove: Option<Callback<Arc<str>>>,
    ) -> Grid {
        let element = NodeRef::new();
        Grid {
            ws,
            keys,
            headings: headings.unwrap_or_default(),
            picked,
            edit,
            remove,
            current: RwSignal::new(None),
            anchor: RwSignal::new(None),
            sight: Sight::new(element),
            element,
        }
    }

    /// How many lines there are.
    pub(super) fn lines(self) -> usize {
        self.keys.with(Vec::len) + self.headings.with(Vec::len)
    }

    /// Where a record stands among the others.
    pub(super) fn place(self, key: &str) -> Option<usize> {
        self.keys.with_untracked(|keys| keys.iter().position(|known| **known == *key))
    }

    /// Does something when the next frame is drawn, unless the register is gone by then.
    pub(super) fn with_the_next_frame(self, run: impl FnOnce() + 'static) {
        request_animation_frame(move || {
            if self.current.try_get_untracked().is_some() {
                run();
            }
        });
    }

    /// Has the line of a record in sight.
    pub(super) fn show(self, place: usize) {
        let firsts: Vec<usize> = self.headings.with_untracked(|headings| headings.iter().map(|heading| heading.first).collect());
        let lines = self.keys.with_untracked(Vec::len) + firsts.len();
        self.sight.show(line_of(place, &firsts), lines);
    }

    /// The lines to draw: their keys, what they show, and which lines they are.
    fn drawn(self) -> Vec<(Arc<str>, Line, usize)> {
        let firsts: Vec<usize> = self.headings.with(|headings| headings.iter().map(|heading| heading.first).collect());
        self.keys.with(|keys| {
            let shown = self.sight.lines(keys.len() + firsts.len());
            // The row that has the focus stays, however far it is scrolled away: the focus would be lost with it.
            let current = self.current.get().and_then(|current| keys.iter().position(|key| *key == current)).map(|place| line_of(place, &firsts));
            let held = current.filter(|line| !shown.contains(line));
            let before = held.filter(|line| *line < shown.start);
            let after = held.filter(|line| *line >= shown.end);
            let lines = before.into_iter().chain(shown).chain(after);
            let named = |line: usize| match at(line, &firsts, keys)? {
                // No id holds a control character.
                Line::Heading(number) => Some((format!("\u{1}{number}").into(), Line::Heading(number), line)),
                Line::Record(key) => Some((key.clone(), Line::Record(key), line)),
            };
            lines.filter_map(named).collect()
        })
    }
}

/// The register.
pub(super) fn grid(
    grid: Grid,
    label: &'static str,
    class: &'static str,
    heads: Vec<(&'static str, &'static str)>,
    about: &'static [(&'static str, &'static str)],
    draw: Box<dyn Fn(Arc<str>) -> Option<Drawn> + Send + Sync>,
) -> Html {
    let ws = grid.ws;
    let chosen = memo(move |_| ws.place().and_then(|place| place.record));
    let lines = memo(move |_| grid.lines());
    let drawn = memo(move |_| grid.drawn());
    let places = memo(move |_| drawn.with(|drawn| drawn.iter().map(|(key, _, line)| (key.clone(), *line)).collect::<BTreeMap<_, _>>()));
    // The row that the Tab key reaches: the one that had the focus, the chosen one, or the first.
    let stop = memo(move |_| {
        let (current, chosen) = (grid.current.get(), chosen.get());
        grid.keys.with(|keys| {
            let known = |wanted: &str| keys.iter().find(|key| ***key == *wanted).cloned();
            current.and_then(|key| known(&key)).or_else(|| chosen.and_then(|key| known(&key))).or_else(|| keys.first().cloned())
        })
    });
    // A record that somebody goes to from elsewhere is brought into sight.
    effect(move |_| {
        let place = chosen.get().and_then(|key| grid.place(&key));
        if let Some(place) = place {
            grid.with_the_next_frame(move || grid.show(place));
        }
    });
    let columns = heads.len() + usize::from(grid.picked.is_some());
    let head = heads
        .into_iter()
        .map(|(title, sort)| heading_about(ws, title, sort, "", about.iter().find(|(named, _)| *named == title).map(|(_, about)| *about)))
        .collect::<Html>();
    let pick_all = grid.picked.map(|picked| {
        let all = move || picked.with(|picked| grid.keys.with(|keys| !keys.is_empty() && keys.iter().all(|key| picked.contains(key))));
        html! { <div role="columnheader" class="pick"><label><input type="checkbox" aria-label="Choose all" prop:checked=all on:change=move |_| keys::pick_all(grid, !untrack(all))/></label></div> }
    });
    let line = move |key: Arc<str>| {
        let at = {
            let key = key.clone();
            memo(move |_| places.with(|places| places.get(&key).copied()))
        };
        let index = move || at.get().map(|line| (line + 2).to_string());
        let top = move || at.get().and_then(|line| Sight::top(line, lines.get()));
        if let Some(number) = key.strip_prefix('\u{1}').and_then(|number| number.parse::<usize>().ok()) {
            let words = move || grid.headings.with(|headings| headings.get(number).map(|heading| (heading.title.clone(), heading.count)));
            return html! {
                <div role="row" class="row group" aria-rowindex=index style:top=top>
                    <div role="gridcell" aria-colspan=columns.to_string()>{move || words().map(|(title, count)| html! { <span class="title">{title}</span><span class="muted">{format!(" {count}")}</span> })}</div>
                </div>
            };
        }
        let Some(Drawn { name, cells }) = draw(key.clone()) else { return Html::Nothing };
        row(grid, key, Shown { index: derive(index), top: derive(top), name, chosen, stop }, cells)
    };
    let height = move || Sight::height(lines.get());
    html! {
        <div class=format!("register {class}") class:many={move || Sight::is_needed(lines.get())} role="grid" aria-label=label
            aria-multiselectable=grid.picked.map(|_| "true") aria-rowcount={move || (lines.get() + 1).to_string()} node_ref=grid.element on:scroll=move |_| grid.sight.measure()>
            <div role="row" class="row head" aria-rowindex="1">{pick_all}{head}</div>
            <div role="presentation" class="lines" style:height=height>
                {keyed(move || drawn.with(|drawn| drawn.iter().map(|(key, ..)| key.clone()).collect()), line)}
            </div>
        </div>
    }
}

/// What a row knows of where it stands.
struct Shown {
    index: Signal<Option<String>>,
    top: Signal<Option<String>>,
    name: Signal<String>,
    chosen: Memo<Option<String>>,
    stop: Memo<Option<Arc<str>>>,
}

fn row(grid: Grid, key: Arc<str>, shown: Shown, cells: Html) -> Html {
    let Shown { index, top, name, chosen, stop } = shown;
    let is_chosen = {
        let key = key.clone();
        memo(move |_| chosen.with(|chosen| chosen.as_deref() == Some(&*key)))
    };
    let is_stop = {
        let key = key.clone();
        memo(move |_| stop.with(|stop| stop.as_ref() == Some(&key)))
    };
    let is_picked = {
        let key = key.clone();
        memo(move |_| grid.picked.is_some_and(|picked| picked.with(|picked| picked.contains(&key))))
    };
    let pick = grid.picked.map(|_| {
        let key = key.clone();
        html! {
            <div role="gridcell" class="pick" on:click=move |event: web_sys::MouseEvent| event.stop_propagation()>
                <label><input type="checkbox" tabindex="-1" aria-label={move || format!("Choose {}", name.get())} prop:checked={move || is_picked.get()} on:change=move |_| keys::toggle(grid, &key)/></label>
            </div>
        }
    });
    let (on_key, on_click, on_focus, on_edit) = (key.clone(), key.clone(), key.clone(), key.clone());
    html! {
        <div role="row" class="row" class:chosen=is_chosen class:picked=is_picked data-record=key.to_string() tabindex={move || if is_stop.get() { "0" } else { "-1" }}
            aria-selected={move || (is_chosen.get() || is_picked.get()).to_string()} aria-rowindex=index style:top=top
            on:keydown=move |event| keys::pressed(grid, &on_key, &event)
            on:focus=move |_| if grid.current.with_untracked(|current| current.as_ref() != Some(&on_focus)) { grid.current.set(Some(on_focus.clone())) }
            on:click=move |event: web_sys::MouseEvent| keys::clicked(grid, &on_click, &event)
            on:dblclick=move |_| if let Some(edit) = grid.edit { edit.run(on_edit.clone()) }>
            {pick}
            {cells}
        </div>
    }
}

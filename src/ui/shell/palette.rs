//! The palette: one field that finds pages, records, documents and commands.

use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{RwSignal, memo};
use leptos::prelude::*;

use crate::domain::order::{Rank, sort_by_rank};
use crate::domain::words::clipped;
use crate::session::search;
use crate::ui::actions::{self, all::ALL};
use crate::ui::pages::record_place;
use crate::ui::route::{Page, Place, Route};
use crate::ui::widgets::dialog::follow;
use crate::ui::workspace::{Workspace, workspace};

/// How many hits are shown.
const MOST: usize = 40;

/// One thing that can be chosen.
#[derive(Clone)]
struct Hit {
    kind: &'static str,
    title: String,
    context: String,
    score: u32,
    run: Callback<()>,
}

/// All that is found.
#[derive(Clone)]
struct Hits(Vec<Hit>);

impl PartialEq for Hits {
    /// What a hit does cannot be compared, so that no two are taken for equal.
    fn eq(&self, _: &Hits) -> bool {
        false
    }
}

/// The palette, shown over the page.
#[component]
pub fn Palette() -> Html {
    let ws = workspace();
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    let input = NodeRef::<leptos::html::Input>::new();
    let query = RwSignal::new(String::new());
    let at = RwSignal::new(0usize);
    let hits = memo(move |_| Hits(if ws.palette.get() { find(ws, &query.get()) } else { Vec::new() }));
    follow(
        dialog,
        move || ws.palette.get(),
        move |opened| {
            if opened {
                query.set(String::new());
                at.set(0);
                if let Some(input) = input.get_untracked() {
                    input.set_value("");
                    let _ = input.focus();
                }
            }
        },
    );
    let choose = move |place: usize| {
        let run = hits.with_untracked(|hits| hits.0.get(place).map(|hit| hit.run));
        ws.palette.set(false);
        if let Some(run) = run {
            run.run(());
        }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let last = hits.with_untracked(|hits| hits.0.len()).saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = if *at >= last { 0 } else { *at + 1 }),
            "ArrowUp" => at.update(|at| *at = if *at == 0 { last } else { *at - 1 }),
            "Enter" => choose(at.get_untracked()),
            _ => return,
        }
        event.prevent_default();
        let shown = at.get_untracked();
        request_animation_frame(move || {
            if let Some(row) = document().get_element_by_id(&format!("palette-{shown}")) {
                row.scroll_into_view_with_bool(false);
            }
        });
    };
    let rows = move || {
        hits.get().0.into_iter().enumerate().map(|(place, hit)| html! {
            <li id=format!("palette-{place}") role="option" aria-selected={move || (at.get() == place).to_string()} on:click=move |_| choose(place) on:pointermove=move |_| at.set(place)>
                <span class="kind">{hit.kind}</span><span class="title">{clipped(&hit.title, 120)}</span><span class="context">{clipped(&hit.context, 60)}</span>
            </li>
        }).collect::<Html>()
    };
    html! {
        <dialog class="palette" node_ref=dialog aria-label="Find or run a command" on:close=move |_| ws.palette.set(false) on:click=move |event| {
            // A click beside the panel lands on the dialog itself, and one inside it on an element of it.
            if event.target() == event.current_target() {
                ws.palette.set(false);
            }
        }>
            <input node_ref=input type="text" role="combobox" aria-expanded="true" aria-controls="palette-list" aria-label="Find pages, records and commands" placeholder="Find a page, a record, a command"
                aria-activedescendant={move || format!("palette-{}", at.get())} autocomplete="off" spellcheck="false"
                on:input=move |event| { at.set(0); query.set(event_target_value(&event)); } on:keydown=on_key/>
            <ul id="palette-list" role="listbox" aria-label="Hits">{rows}</ul>
            <p class="muted" hidden={move || hits.with(|hits| !hits.0.is_empty())}>{move || if ws.session.with(Option::is_some) { "Nothing of that name. Records are looked for in the open document alone; try fewer letters." } else { "Nothing of that name. Records are looked for in the open document; open one, or try fewer letters." }}</p>
        </dialog>
    }
}

fn find(ws: Workspace, query: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut offer = |kind: &'static str, title: &str, context: String, bonus: u32, run: Callback<()>| {
        if let Some(score) = search::score(query, title) {
            hits.push(Hit { kind, title: title.to_owned(), context, score: score + bonus, run });
        }
    };
    for (title, route) in actions::pages(ws) {
        offer("Page", &title, String::new(), 3, Callback::new(move |()| ws.go(route.clone())));
    }
    for action in ALL.iter().filter(|action| (action.when)(ws)) {
        let run = action.run;
        offer("Command", action.name, action.key.map(actions::shown).unwrap_or_default(), 2, Callback::new(move |()| run(ws)));
    }
    ws.library.with(|library| {
        for entry in &library.entries {
            let route = Route::from(Place::new(entry.id.clone(), Page::first(entry.kind)));
            offer("Document", &entry.title, entry.kind.noun().to_owned(), 1, Callback::new(move |()| ws.go(route.clone())));
        }
    });
    if !query.trim().is_empty() {
        ws.session.with(|session| {
            let Some(document) = session.as_ref().map(|session| session.document()) else { return };
            for hit in search::records(document, query, MOST) {
                let place = record_place(document, hit.section, Some(hit.record.clone()));
                let run = Callback::new(move |()| {
                    if let Some(place) = place.clone() {
                        ws.go(place);
                    }
                });
                hits.push(Hit { kind: hit.kind, title: hit.title, context: hit.context, score: hit.score, run });
            }
        });
    }
    sort_by_rank(&mut hits, |hit| Rank::from(hit.score).down());
    hits.truncate(MOST);
    hits
}

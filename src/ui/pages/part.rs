//! Pages, by the part of the program that draws them.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::html::{Html, html, live};
use crate::ui::parts::{self, Draw, NOT_LOADED, NotLoaded};
use crate::ui::route::Route;
use crate::ui::signals::RwSignal;
use crate::ui::widgets::headline::PageHead;
use crate::ui::widgets::register::focus_soon;
use crate::ui::workspace::workspace;

type Loading = Pin<Box<dyn Future<Output = Result<Draw, NotLoaded>>>>;

thread_local! {
    /// What the parts draw with, as far as they are there, by their places.
    static THERE: Cell<[Option<Draw>; PARTS]> = const { Cell::new([None; PARTS]) };
}

const PARTS: usize = 5;

/// A part that draws pages.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    place: usize,
    load: fn() -> Loading,
}

/// Overview, scope and partners of a plan.
pub const PLAN: Part = Part { place: 0, load: || Box::pin(parts::plan()) };
/// The schedule.
pub const SCHEDULE: Part = Part { place: 1, load: || Box::pin(parts::schedule()) };
/// Risks, issues, actions and limits.
pub const RISKS: Part = Part { place: 2, load: || Box::pin(parts::risks()) };
/// The pages of an evaluation.
pub const EVALUATION: Part = Part { place: 3, load: || Box::pin(parts::evaluation()) };
/// The audit trail, what is kept where, and the preferences.
pub const RECORD: Part = Part { place: 4, load: || Box::pin(parts::record()) };

/// How far the part of a page is.
#[derive(Clone, Copy)]
enum State {
    Loading,
    There(Draw),
    Missing,
}

impl Part {
    /// The page of a route of this part, as soon as it is there.
    pub fn draw(self, wanted: Route) -> Html {
        let ws = workspace();
        // A chosen record takes the focus itself.
        let wanted = StoredValue::new(wanted);
        let waits_at_the_heading = move || {
            ws.route.with_untracked(|route| {
                wanted.with_value(|wanted| match (route.place(), wanted.place()) {
                    (Some(place), Some(wanted)) => place.page == wanted.page && place.record.is_none(),
                    _ => route == wanted,
                })
            })
        };
        let state = RwSignal::new(self.known().map_or(State::Loading, State::There));
        let load = move || {
            state.set(State::Loading);
            spawn_local(async move {
                match (self.load)().await {
                    Ok(draw) => {
                        self.keep(draw);
                        let waits = waits_at_the_heading() && focus_is_on_the_page();
                        state.try_set(State::There(draw));
                        // Whoever waited for the page starts at its heading, as one who did not have to wait; whoever went on
                        // meanwhile, to the sidebar or into a dialog, keeps the focus there.
                        if waits {
                            focus_soon("main h1".to_owned());
                        }
                    }
                    Err(NotLoaded) => {
                        state.try_set(State::Missing);
                    }
                }
            });
        };
        if self.known().is_none() {
            load();
        }
        live(move || match state.get() {
            State::Loading => html! { <p class="reading" role="status">"Opening…"</p> },
            State::There(draw) => wanted.with_value(draw),
            State::Missing => html! {
                <PageHead finding="This page could not be loaded" because=NOT_LOADED>
                    <button type="button" on:click=move |_| load()>"Try again"</button>
                </PageHead>
            },
        })
    }

    fn known(self) -> Option<Draw> {
        THERE.get().get(self.place).copied().flatten()
    }

    fn keep(self, draw: Draw) {
        let mut there = THERE.get();
        if let Some(slot) = there.get_mut(self.place) {
            *slot = Some(draw);
            THERE.set(there);
        }
    }
}

/// Whether the focus is nowhere in particular, or within the page.
fn focus_is_on_the_page() -> bool {
    document().active_element().is_none_or(|focused| focused.tag_name().eq_ignore_ascii_case("body") || focused.closest("main").ok().flatten().is_some())
}

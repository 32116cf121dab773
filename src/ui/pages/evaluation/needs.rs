//! What to do next, as a list of links: what it is, what it rests on, how it presses.

use leptos::prelude::*;

use crate::domain::overview::Statement;
use crate::ui::html::{Html, html, live};
use crate::ui::pages::record_place;
use crate::ui::route::Route;
use crate::ui::signals::{Memo, RwSignal};
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::workspace::{Workspace, workspace};

/// How many are shown before somebody asks for the others.
const MOST: usize = 6;

/// The list, or what is said when there is nothing to do.
#[component]
pub(super) fn Needs(found: Memo<Vec<Statement>>, nothing: &'static str) -> Html {
    let ws = workspace();
    let all = RwSignal::new(false);
    live(move || {
        let found = found.get();
        if found.is_empty() {
            return html! { <p class="muted">{nothing}</p> };
        }
        let most = if all.get() { found.len() } else { MOST };
        let rest = found.len().saturating_sub(most);
        let more = (rest > 0).then(|| html! { <button type="button" class="more" on:click=move |_| all.set(true)>{format!("Show {rest} more")}</button> });
        html! { <ul class="needs">{found.iter().take(most).map(|statement| row(ws, statement)).collect::<Html>()}</ul>{more} }
    })
}

fn row(ws: Workspace, statement: &Statement) -> Html {
    let place = ws.session.with_untracked(|session| record_place(session.as_ref()?.document(), statement.subject.section, statement.subject.record.clone()));
    html! {
        <li>
            <a class="need" href=place.map(|place| Route::from(place).href())>
                <span class="what"><strong>{statement.title.clone()}</strong><span class="muted">{statement.detail.clone()}</span></span>
                <Pill tone=Tone::from(statement.urgency) text=statement.status.clone()/>
            </a>
        </li>
    }
}

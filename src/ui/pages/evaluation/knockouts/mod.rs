//! What every candidate must have: who has passed what, who is out and why, and what is still open.

mod board;
mod list;
mod result;

use leptos::prelude::*;

use self::board::BoardSheet;
use self::list::{KnockoutList, WORDS};
use self::result::ResultPanel;
use super::library::{begin_with, pick_from_library};
use super::{address, read, reveal};
use crate::domain::partner::knockout::Knockout;
use crate::domain::partner::knockout::board::{Board, BoardCell, knockout_headline};
use crate::ui::html::{Html, html};
use crate::ui::route::Page;
use crate::ui::signals::{effect, memo};
use crate::ui::widgets::card::Empty;
use crate::ui::widgets::headline::FindingHead;
use crate::ui::workspace::workspace;

/// What every candidate must have.
#[component]
pub fn Knockouts() -> Html {
    let ws = workspace();
    let head = memo(move |_| read(ws, knockout_headline));
    let chosen = memo(move |_| {
        let key = ws.place()?.record?;
        read(ws, |evaluation| BoardCell::find(evaluation, &key)).flatten()
    });
    let size = memo(move |_| read(ws, |evaluation| (evaluation.knockouts.len(), evaluation.candidates.len())).unwrap_or_default());
    let first_open = memo(move |_| read(ws, |evaluation| Board::of(evaluation).first_open()).flatten());
    effect(move |_| {
        if let Some(key) = ws.place().and_then(|place| place.record) {
            let attribute = if untrack(|| chosen.get()).is_some() { "data-cell" } else { "data-record" };
            request_animation_frame(move || reveal(attribute, &key));
        }
    });
    let begin = move |_| begin_with::<Knockout>(ws);
    let board = move || match size.get() {
        (0, _) => html! {
            <Empty title="Check before you score" text="A knock-out is something that no good score makes up for: debarment, no right to audit, systems that nobody validated. A candidate passes with evidence, or it is out: it stays in the table, and is not ranked.">
                <button type="button" class="primary" on:click=begin>"Start from the usual knock-outs"</button>
                {pick_from_library::<Knockout>(ws, WORDS)}
            </Empty>
        },
        (_, 0) => html! {
            <Empty title="No candidate to check yet" text="Add the companies that could help to run the trial; each then has a column here.">
                <a class="button primary" href=address(ws, Page::Setup, None)>"Go to Set-up"</a>
            </Empty>
        },
        _ => html! {
            <p class="keys"><kbd>"←"</kbd>" "<kbd>"↑"</kbd>" "<kbd>"↓"</kbd>" "<kbd>"→"</kbd>" move, "<kbd>"P"</kbd>" passed, "<kbd>"F"</kbd>" failed, "<kbd>"O"</kbd>" open, "<kbd>"E"</kbd>" goes to the evidence, "<kbd>"Esc"</kbd>" comes back."</p>
            <div class="scores">
                <BoardSheet chosen/>
                <div class="evidence-place">
                    {move || match chosen.get() {
                        Some(cell) => html! { <ResultPanel cell/> },
                        None => html! { <p class="card muted no-cell">"Choose a cell to note what shows it, where that is found, and when it was checked."</p> },
                    }}
                </div>
            </div>
        },
    };
    let next = move || {
        first_open
            .get()
            .map(|cell| html! { <a class="button primary" href=address(ws, Page::Knockouts, Some(cell.key().to_string()))>"Go to the first open one"</a> })
    };
    html! {
        <FindingHead head>
            {next}
        </FindingHead>
        <div class="stack">
            {board}
            {move || (size.get().0 > 0).then(|| html! { <KnockoutList/> })}
        </div>
    }
}

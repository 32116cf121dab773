//! The table of knock-outs and candidates: passed, failed or open in each cell.
//!
//! Keys are heard by the table: arrows move between cells instead of changing them, letters note the outcome.

use leptos::prelude::*;

use super::super::cells::{is_for_others, place_of, select_of};
use super::super::{focus, read, read_now};
use crate::domain::choice::Choice;
use crate::domain::partner::knockout::board::{Board, BoardCell, Column};
use crate::domain::partner::knockout::{Knockout, KnockoutOutcome};
use crate::domain::partner::scorecard::shown;
use crate::session::partner_preparation::set_outcome;
use crate::ui::html::{Html, html};
use crate::ui::signals::{Memo, memo};
use crate::ui::widgets::register::{focus_soon, record_memo};
use crate::ui::workspace::{Workspace, workspace};

/// What an open cell is called.
pub(super) const OPEN: &str = "Open";

/// Notes what came of a knock-out, as of today.
pub(super) fn note(ws: Workspace, cell: &BoardCell, outcome: Option<KnockoutOutcome>) {
    if let Some(change) = read_now(ws, |evaluation| set_outcome(evaluation, cell, outcome, ws.today.get_untracked())).flatten() {
        ws.dispatch(change);
    }
}

/// The table.
#[component]
pub(super) fn BoardSheet(chosen: Memo<Option<BoardCell>>) -> Html {
    let ws = workspace();
    // What the table is drawn from: an outcome that leaves everybody in the running draws nothing anew.
    let board = memo(move |_| {
        let plain = |mut board: Board| {
            board.columns.iter_mut().for_each(|column| (column.open, column.bare) = Default::default());
            board
        };
        read(ws, |evaluation| plain(Board::of(evaluation))).unwrap_or_default()
    });
    let cell_at = move |at: (usize, usize)| board.with_untracked(|board| board.cell(at));
    let on_change = move |event: leptos::ev::Event| {
        let Some((select, cell)) = select_of(event.target()).and_then(|select| Some((select.clone(), cell_at(place_of(&select)?)?))) else { return };
        note(ws, &cell, KnockoutOutcome::from_key(&select.value()));
        // Where the change was refused, the cell goes back to what stands in the document.
        select.set_value(written(ws, &cell));
        focus_again(&cell);
    };
    let on_focus = move |event: leptos::ev::FocusEvent| {
        if let Some(cell) = select_of(event.target()).and_then(|select| cell_at(place_of(&select)?)) {
            ws.choose(Some(cell.key().to_string()));
        }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let Some((select, at)) = select_of(event.target()).and_then(|select| Some((select.clone(), place_of(&select)?))) else { return };
        if is_for_others(&event, &select) {
            return;
        }
        let Some(cell) = cell_at(at) else { return };
        let go = |by: (isize, isize)| {
            if let Some(next) = cell_at(board.with_untracked(|board| board.step(at, by))) {
                focus("data-cell", next.key().as_str());
            }
        };
        let set = |outcome| {
            note(ws, &cell, outcome);
            focus_again(&cell);
        };
        match event.key().as_str() {
            "ArrowUp" => go((-1, 0)),
            "ArrowDown" => go((1, 0)),
            "ArrowLeft" => go((0, -1)),
            "ArrowRight" => go((0, 1)),
            "Home" => go((0, isize::MIN)),
            "End" => go((0, isize::MAX)),
            "p" | "P" => set(Some(KnockoutOutcome::Pass)),
            "f" | "F" => set(Some(KnockoutOutcome::Fail)),
            "o" | "O" | "Delete" | "Backspace" => set(None),
            "e" | "E" => focus_soon("[data-record-panel] textarea".to_owned()),
            _ => return,
        }
        event.prevent_default();
    };
    html! {
        <div class="scorecard-part">
            <div class="scorecard-frame" role="region" aria-label="Knock-outs by candidate" on:change=on_change on:focusin=on_focus on:keydown=on_key>
                {move || board.with(|board| table(ws, board, chosen))}
            </div>
            <p class="field-help"><span class="evidence-mark" aria-hidden="true"></span>"has evidence or a link. Open is neither passed nor failed."</p>
        </div>
    }
}

/// A candidate that goes out, or comes back, has the table drawn anew: the focus goes back to its cell.
fn focus_again(cell: &BoardCell) {
    let key = cell.key();
    request_animation_frame(move || {
        if document().active_element().is_none_or(|active| active.tag_name().eq_ignore_ascii_case("body")) {
            focus("data-cell", key.as_str());
        }
    });
}

fn table(ws: Workspace, board: &Board, chosen: Memo<Option<BoardCell>>) -> Html {
    let row = |(row, knockout): (usize, &std::sync::Arc<Knockout>)| {
        let cells = board.columns.iter().enumerate().map(|(column, candidate)| cell(ws, knockout, candidate, (row, column), chosen)).collect::<Html>();
        html! { <tr><th scope="row">{shown(knockout.as_ref())}</th>{cells}</tr> }
    };
    html! {
        <table class="scorecard sheet knockout-sheet">
            <thead><tr><th scope="col">"Knock-out"</th>{board.columns.iter().map(head).collect::<Html>()}</tr></thead>
            <tbody>{board.knockouts.iter().enumerate().map(row).collect::<Html>()}</tbody>
            <tfoot><tr><th scope="row">"Standing"</th>{board.columns.iter().map(|column| standing(ws, column)).collect::<Html>()}</tr></tfoot>
        </table>
    }
}

fn head(column: &Column) -> Html {
    html! {
        <th scope="col" class:withdrawn=column.out.is_some()>
            <span class="name">{shown(column.candidate.as_ref())}</span>
            <span class="kind">{column.candidate.kind.label()}</span>
            {column.out.clone().map(|why| html! { <span class="left">{why}</span> })}
        </th>
    }
}

/// How a candidate stands, at the foot of its column.
fn standing(ws: Workspace, column: &Column) -> Html {
    let (id, withdrawn) = (column.candidate.id.clone(), !column.candidate.withdrawn.is_empty());
    let open = memo(move |_| {
        read(ws, |evaluation| Board::of(evaluation).columns.into_iter().find(|column| column.candidate.id == id).map_or(0, |column| column.open.len()))
            .unwrap_or_default()
    });
    let out = column.out.is_some();
    let said = move || match (withdrawn, out, open.get()) {
        (true, _, _) => html! { <span class="muted">"withdrawn"</span> },
        (_, true, _) => html! { <span class="pill act"><span aria-hidden="true">"■"</span>" out"</span> },
        (_, _, 0) => html! { <span class="pill good"><span aria-hidden="true">"●"</span>" all passed"</span> },
        (_, _, open) => html! { <span class="pill watch"><span aria-hidden="true">"▲"</span>{format!(" {open} open")}</span> },
    };
    html! { <td class:withdrawn=out>{said}</td> }
}

fn cell(ws: Workspace, knockout: &Knockout, column: &Column, (row, place): (usize, usize), chosen: Memo<Option<BoardCell>>) -> Html {
    let cell = BoardCell { knockout: knockout.id.clone(), candidate: column.candidate.id.clone() };
    let key = cell.key().to_string();
    let result = record_memo(ws, cell.key());
    let outcome = memo(move |_| result.with(|result| result.as_ref().and_then(|result| result.0.outcome)));
    let noted =
        memo(move |_| result.with(|result| result.as_ref().is_some_and(|result| !result.0.evidence.trim().is_empty() || !result.0.link.trim().is_empty())));
    let about = format!("{}, {}", shown(knockout), shown(column.candidate.as_ref()));
    let label = move || if noted.get() { format!("{about}, with evidence") } else { about.clone() };
    let before = written(ws, &cell);
    let options = KnockoutOutcome::ALL
        .iter()
        .map(|outcome| html! { <option value=outcome.key() selected=outcome.key() == before>{outcome.label()}</option> })
        .collect::<Html>();
    let is_chosen = move || chosen.with(|chosen| chosen.as_ref() == Some(&cell));
    let is = move |wanted: Option<KnockoutOutcome>| move || outcome.get() == wanted;
    html! {
        <td class:chosen=is_chosen class:noted={move || noted.get()} class:withdrawn=column.out.is_some()
            class:passed=is(Some(KnockoutOutcome::Pass)) class:failed=is(Some(KnockoutOutcome::Fail)) class:open=is(None)>
            <span class="slot">
                <select aria-label=label data-cell=key data-row=row.to_string() data-column=place.to_string() prop:value={move || outcome.get().map_or("", Choice::key)}>
                    <option value="">{OPEN}</option>
                    {options}
                </select>
            </span>
        </td>
    }
}

/// What stands in a cell, as the value of its control.
fn written(ws: Workspace, cell: &BoardCell) -> &'static str {
    ws.record(&cell.key()).and_then(|result| result.outcome).map_or("", Choice::key)
}

//! The table of knock-outs and candidates: passed, failed or open in each cell.
//!
//! The letters P, F and O note the outcome; all other keys are those of every such table.

use leptos::prelude::*;

use super::super::cells::{Cells, cell_table, column_head, slot};
use super::super::{read, read_now};
use crate::domain::choice::Choice;
use crate::domain::partner::knockout::board::{Board, BoardCell, Column};
use crate::domain::partner::knockout::{Knockout, KnockoutOutcome};
use crate::domain::partner::scorecard::shown;
use crate::session::partner_preparation::set_outcome;
use crate::ui::html::{Html, html};
use crate::ui::signals::{Memo, constant, derive, memo};
use crate::ui::widgets::register::record_memo;
use crate::ui::workspace::{Workspace, workspace};

/// What an open cell is called.
pub(super) const OPEN: &str = "Open";

/// Notes what came of a knock-out, as of today.
pub(super) fn note(ws: Workspace, cell: &BoardCell, outcome: Option<KnockoutOutcome>) {
    if let Some(change) = read_now(ws, |evaluation| set_outcome(evaluation, cell, outcome, ws.today.get_untracked())).flatten() {
        ws.dispatch(change);
    }
}

/// The cells of the table.
#[derive(Clone, Copy)]
struct Checked {
    ws: Workspace,
    board: Memo<Board>,
}

impl Cells for Checked {
    type Cell = BoardCell;

    fn cell(self, at: (usize, usize)) -> Option<BoardCell> {
        self.board.with_untracked(|board| board.cell(at))
    }

    fn step(self, from: (usize, usize), by: (isize, isize)) -> (usize, usize) {
        self.board.with_untracked(|board| board.step(from, by))
    }

    fn key(cell: &BoardCell) -> String {
        cell.key().to_string()
    }

    fn value(self, cell: &BoardCell) -> String {
        written(self.ws.record(&cell.key()).and_then(|result| result.outcome))
    }

    fn fill(self, cell: &BoardCell, value: &str) {
        note(self.ws, cell, KnockoutOutcome::from_key(value));
    }

    fn value_of_key(key: &str) -> Option<String> {
        match key {
            "p" | "P" => Some(written(Some(KnockoutOutcome::Pass))),
            "f" | "F" => Some(written(Some(KnockoutOutcome::Fail))),
            "o" | "O" => Some(written(None)),
            _ => None,
        }
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
    let legend = "has evidence or a link. Open is neither passed nor failed.";
    cell_table(Checked { ws, board }, "Knock-outs by candidate", constant(false), legend, move || board.with(|board| table(ws, board, chosen)))
}

fn table(ws: Workspace, board: &Board, chosen: Memo<Option<BoardCell>>) -> Html {
    let row = |(row, knockout): (usize, &std::sync::Arc<Knockout>)| {
        let cells = board.columns.iter().enumerate().map(|(column, candidate)| cell(ws, knockout, candidate, (row, column), chosen)).collect::<Html>();
        html! { <tr><th scope="row">{shown(knockout.as_ref())}</th>{cells}</tr> }
    };
    html! {
        <table class="scorecard sheet knockout-sheet">
            <thead><tr><th scope="col">"Knock-out"</th>{board.columns.iter().map(|column| column_head(&column.candidate, column.out.clone())).collect::<Html>()}</tr></thead>
            <tbody>{board.knockouts.iter().enumerate().map(row).collect::<Html>()}</tbody>
            <tfoot><tr><th scope="row">"Standing"</th>{board.columns.iter().map(|column| standing(ws, column)).collect::<Html>()}</tr></tfoot>
        </table>
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
    let options = std::iter::once(None).chain(KnockoutOutcome::ALL.iter().copied().map(Some));
    let options = options.map(|outcome| (written(outcome), outcome.map_or(OPEN, Choice::label).to_owned()));
    let value = derive(move || written(outcome.get()));
    let is_chosen = move || chosen.with(|chosen| chosen.as_ref() == Some(&cell));
    let is = move |wanted: Option<KnockoutOutcome>| move || outcome.get() == wanted;
    html! {
        <td class:chosen=is_chosen class:noted={move || noted.get()} class:withdrawn=column.out.is_some()
            class:passed=is(Some(KnockoutOutcome::Pass)) class:failed=is(Some(KnockoutOutcome::Fail)) class:open=is(None)>
            {slot(key, (row, place), about, noted, value, options)}
        </td>
    }
}

/// An outcome as the value of its control.
fn written(outcome: Option<KnockoutOutcome>) -> String {
    outcome.map_or("", Choice::key).to_owned()
}

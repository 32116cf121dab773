//! The table in which one evaluator scores: criteria by pillar, candidates side by side, a choice of 1 to 5 in each cell.
//!
//! Keys are heard by the table: arrows move between cells instead of changing them, digits score.

use crate::ui::html::{Html, html};
use crate::ui::signals::{Memo, memo};
use leptos::prelude::*;

use super::super::cells::{is_for_others, place_of, select_of};
use super::super::{focus, read, read_now};
use crate::domain::choice::Choice;
use crate::domain::id::Id;
use crate::domain::partner::candidate::{Candidate, Evaluator};
use crate::domain::partner::criterion::Criterion;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::grid::{Cell, Grid};
use crate::domain::partner::score::{Confidence, Level, Score};
use crate::domain::partner::scorecard::shown;
use crate::domain::partner::scoring::may_score;
use crate::session::cascade_partner::write_score;
use crate::storage::browser::clock;
use crate::ui::widgets::register::{focus_soon, record_memo};
use crate::ui::workspace::{Workspace, workspace};

/// How many rows Page Up and Page Down pass.
const PAGE: isize = 5;

/// Scores a cell, or takes its score away.
pub fn set_score(ws: Workspace, cell: &Cell, value: Option<Level>) {
    write(ws, cell, |score| score.value = value);
}

/// Changes what stands in a cell, or says why it may not be changed.
pub fn write(ws: Workspace, cell: &Cell, change: impl FnOnce(&mut Score)) {
    match read_now(ws, |evaluation| may_score(evaluation, cell).map(|()| write_score(evaluation, cell, clock::now(), change))) {
        Some(Ok(Some(change))) => {
            ws.dispatch(change);
        }
        Some(Err(reason)) => ws.say(reason),
        Some(Ok(None)) | None => {}
    }
}

/// How sure the key of a letter says that one is.
fn confidence_of(key: &str) -> Option<Confidence> {
    Confidence::ALL.iter().copied().find(|confidence| confidence.label().get(..1).is_some_and(|letter| letter.eq_ignore_ascii_case(key)))
}

/// The table of one evaluator.
#[component]
pub fn Sheet(evaluator: Id<Evaluator>, chosen: Memo<Option<Cell>>) -> Html {
    let ws = workspace();
    let me = evaluator.clone();
    let grid = memo(move |_| read(ws, |evaluation| grid_for(evaluation, &me)).unwrap_or_default());
    let evaluator = StoredValue::new(evaluator);
    let cell_at = move |at: (usize, usize)| evaluator.with_value(|evaluator| grid.with_untracked(|grid| grid.cell(evaluator, at)));
    let on_change = move |event: leptos::ev::Event| {
        let Some((select, cell)) = select_of(event.target()).and_then(|select| Some((select.clone(), cell_at(place_of(&select)?)?))) else { return };
        set_score(ws, &cell, level_of(&select.value()));
        // Where the change was refused, the cell goes back to what stands in the document.
        select.set_value(&written(ws, &cell));
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
            if let Some(next) = cell_at(grid.with_untracked(|grid| grid.step(at, by))) {
                focus("data-cell", next.key().as_str());
            }
        };
        match event.key().as_str() {
            "ArrowUp" => go((-1, 0)),
            "ArrowDown" => go((1, 0)),
            "ArrowLeft" => go((0, -1)),
            "ArrowRight" => go((0, 1)),
            "PageUp" => go((-PAGE, 0)),
            "PageDown" => go((PAGE, 0)),
            "Home" => go((0, isize::MIN)),
            "End" => go((0, isize::MAX)),
            "0" | "Delete" | "Backspace" => set_score(ws, &cell, None),
            "e" | "E" => focus_soon("[data-record-panel] textarea".to_owned()),
            key if level_of(key).is_some() => set_score(ws, &cell, level_of(key)),
            key if confidence_of(key).is_some() => write(ws, &cell, |score| score.confidence = confidence_of(key)),
            _ => return,
        }
        event.prevent_default();
    };
    let table = move || grid.with(|grid| evaluator.with_value(|evaluator| table(ws, grid, evaluator, chosen)));
    html! {
        <div class="scorecard-part">
            <div class="scorecard-frame" class:long={move || grid.with(Grid::is_long)} role="region" aria-label="Scores by criterion and candidate" on:change=on_change on:focusin=on_focus on:keydown=on_key>{table}</div>
            <p class="field-help"><span class="evidence-mark" aria-hidden="true"></span>"has evidence. – is not scored, which is not zero."</p>
        </div>
    }
}

/// The table of an evaluator, in which a column also says whom they do not score because of a conflict of interest.
fn grid_for(evaluation: &PartnerEvaluation, evaluator: &Id<Evaluator>) -> Grid {
    let mut grid = Grid::of(evaluation);
    if let Some(evaluator) = evaluation.evaluators.get(evaluator) {
        for (candidate, out) in grid.columns.iter().zip(&mut grid.out) {
            if out.is_none() && evaluator.is_recused(&candidate.id) {
                *out = Some("Not scored: conflict of interest declared".to_owned());
            }
        }
    }
    grid
}

fn table(ws: Workspace, grid: &Grid, evaluator: &Id<Evaluator>, chosen: Memo<Option<Cell>>) -> Html {
    let mut row = 0;
    let mut pillars = Vec::new();
    for (pillar, criteria) in &grid.pillars {
        let mut rows = Vec::new();
        for criterion in criteria {
            let cells = grid
                .columns
                .iter()
                .zip(&grid.out)
                .enumerate()
                .map(|(column, (candidate, out))| score_cell(ws, evaluator, criterion, candidate, (row, column), out.is_some(), chosen))
                .collect::<Html>();
            rows.push(html! { <tr><th scope="row">{shown(criterion.as_ref())}</th>{cells}</tr> });
            row += 1;
        }
        let width = (grid.columns.len() + 1).to_string();
        pillars.push(html! { <tbody><tr class="pillar"><th scope="rowgroup" colspan=width><span>{pillar.label()}</span></th></tr>{rows}</tbody> });
    }
    html! {
        <table class="scorecard sheet">
            <thead><tr><th scope="col">"Criterion"</th>{grid.columns.iter().zip(&grid.out).map(|(candidate, out)| column_head(candidate, out.clone())).collect::<Html>()}</tr></thead>
            {pillars}
        </table>
    }
}

fn column_head(candidate: &Candidate, out: Option<String>) -> Html {
    html! {
        <th scope="col" class:withdrawn=out.is_some()>
            <span class="name">{shown(candidate)}</span>
            <span class="kind">{candidate.kind.label()}</span>
            {out.map(|why| html! { <span class="left">{why}</span> })}
        </th>
    }
}

fn score_cell(
    ws: Workspace,
    evaluator: &Id<Evaluator>,
    criterion: &Criterion,
    candidate: &Candidate,
    (row, column): (usize, usize),
    out: bool,
    chosen: Memo<Option<Cell>>,
) -> Html {
    let cell = Cell { evaluator: evaluator.clone(), criterion: criterion.id.clone(), candidate: candidate.id.clone() };
    let key = cell.key().to_string();
    let score = record_memo(ws, cell.key());
    let value = move || score.with(|score| score.as_ref().and_then(|score| score.0.value).map_or(String::new(), |value| value.to_string()));
    let noted = memo(move |_| score.with(|score| score.as_ref().is_some_and(|score| !score.0.evidence.trim().is_empty())));
    let about = format!("{}, {}", shown(criterion), shown(candidate));
    let label = move || if noted.get() { format!("{about}, with evidence") } else { about.clone() };
    let before = written(ws, &cell);
    let options = Level::all()
        .map(|level| level.to_string())
        .map(|level| html! { <option value=level.clone() selected=level == before>{level.clone()}</option> })
        .collect::<Html>();
    let is_chosen = move || chosen.with(|chosen| chosen.as_ref() == Some(&cell));
    html! {
        <td class:chosen=is_chosen class:noted={move || noted.get()} class:withdrawn=out>
            <span class="slot">
                <select aria-label=label data-cell=key data-row=row.to_string() data-column=column.to_string() prop:value=value>
                    <option value="">"–"</option>
                    {options}
                </select>
            </span>
        </td>
    }
}

/// What stands in a cell, as the value of its control.
fn written(ws: Workspace, cell: &Cell) -> String {
    ws.record(&cell.key()).and_then(|score| score.value).map_or(String::new(), |value| value.to_string())
}

fn level_of(text: &str) -> Option<Level> {
    text.parse().ok().and_then(Level::new)
}

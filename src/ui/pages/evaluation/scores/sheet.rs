//! The table in which one evaluator scores: criteria by pillar, candidates side by side, a choice of 1 to 5 in each cell.
//!
//! Digits score, and the letters L, M and H say how sure the evaluator is; all other keys are those of every such table.

use crate::ui::html::{Html, html};
use crate::ui::signals::{Memo, derive, memo};
use leptos::prelude::*;

use super::super::cells::{Cells, cell_table, column_head, slot};
use super::super::{read, read_now};
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
use crate::ui::widgets::register::record_memo;
use crate::ui::workspace::{Workspace, workspace};

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

/// The cells of one evaluator.
#[derive(Clone, Copy)]
struct Own {
    ws: Workspace,
    evaluator: StoredValue<Id<Evaluator>>,
    grid: Memo<Grid>,
}

impl Cells for Own {
    type Cell = Cell;

    fn cell(self, at: (usize, usize)) -> Option<Cell> {
        self.evaluator.with_value(|evaluator| self.grid.with_untracked(|grid| grid.cell(evaluator, at)))
    }

    fn step(self, from: (usize, usize), by: (isize, isize)) -> (usize, usize) {
        self.grid.with_untracked(|grid| grid.step(from, by))
    }

    fn key(cell: &Cell) -> String {
        cell.key().to_string()
    }

    fn value(self, cell: &Cell) -> String {
        self.ws.record(&cell.key()).and_then(|score| score.value).map_or(String::new(), |value| value.to_string())
    }

    fn fill(self, cell: &Cell, value: &str) {
        set_score(self.ws, cell, level_of(value));
    }

    fn value_of_key(key: &str) -> Option<String> {
        if key == "0" { Some(String::new()) } else { level_of(key).map(|level| level.to_string()) }
    }

    fn other_key(self, cell: &Cell, key: &str) -> bool {
        let confidence = confidence_of(key);
        if confidence.is_some() {
            write(self.ws, cell, |score| score.confidence = confidence);
        }
        confidence.is_some()
    }
}

/// The table of one evaluator.
#[component]
pub fn Sheet(evaluator: Id<Evaluator>, chosen: Memo<Option<Cell>>) -> Html {
    let ws = workspace();
    let me = evaluator.clone();
    let grid = memo(move |_| read(ws, |evaluation| grid_for(evaluation, &me)).unwrap_or_default());
    let evaluator = StoredValue::new(evaluator);
    let long = derive(move || grid.with(Grid::is_long));
    let legend = "has evidence. – is not scored, which is not zero.";
    cell_table(Own { ws, evaluator, grid }, "Scores by criterion and candidate", long, legend, move || {
        grid.with(|grid| evaluator.with_value(|evaluator| table(ws, grid, evaluator, chosen)))
    })
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
    let value = derive(move || score.with(|score| score.as_ref().and_then(|score| score.0.value).map_or(String::new(), |value| value.to_string())));
    let noted = memo(move |_| score.with(|score| score.as_ref().is_some_and(|score| !score.0.evidence.trim().is_empty())));
    let about = format!("{}, {}", shown(criterion), shown(candidate));
    let levels = Level::all().map(|level| (level.to_string(), level.to_string()));
    let options = std::iter::once((String::new(), "–".to_owned())).chain(levels);
    let is_chosen = move || chosen.with(|chosen| chosen.as_ref() == Some(&cell));
    html! { <td class:chosen=is_chosen class:noted={move || noted.get()} class:withdrawn=out>{slot(key, (row, column), about, noted, value, options)}</td> }
}

fn level_of(text: &str) -> Option<Level> {
    text.parse().ok().and_then(Level::new)
}

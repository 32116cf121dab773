//! For the lead: how far each evaluator is, a copy for each, what they hand in, and when the scores are shown.

use std::sync::Arc;

use leptos::prelude::*;

use super::super::hidden::{declared, state};
use super::super::{address, read, read_now};
use crate::domain::date::Date;
use crate::domain::document::Document;
use crate::domain::id::Id;
use crate::domain::partner::blind::{Standing, standings, waited_for};
use crate::domain::partner::candidate::Evaluator;
use crate::domain::partner::evaluator_scores::EvaluatorScores;
use crate::domain::partner::scoring::{Scoring, ScoringPhase};
use crate::formats::{native, scores_file};
use crate::session::command::Change;
use crate::session::scores_files::copy::copy_for;
use crate::storage::browser::clock;
use crate::ui::html::{Html, html, live};
use crate::ui::pages::home::choose::choose_file;
use crate::ui::route::Page;
use crate::ui::saving::{self, JSON};
use crate::ui::signals::memo;
use crate::ui::widgets::card::Card;
use crate::ui::workspace::{Workspace, workspace};

/// Downloads what an evaluator has given as the file that they hand in.
pub fn hand_in(ws: Workspace, evaluator: &Id<Evaluator>) {
    ws.flush.update(|count| *count += 1);
    let evaluator = evaluator.clone();
    // The fields commit in effects of their own, before the next task of the event loop.
    set_timeout(
        move || {
            if let Some(scores) = read_now(ws, |evaluation| EvaluatorScores::of(evaluation, &evaluator, clock::now())).flatten() {
                let said = format!("Send it to whoever leads the evaluation of “{}”.", scores.evaluation.title);
                saving::text(ws, &scores_file::file_name(&scores), JSON, &scores_file::write(&scores), &said);
            }
        },
        std::time::Duration::ZERO,
    );
}

/// Downloads the copy in which one evaluator scores.
fn copy(ws: Workspace, evaluator: &Id<Evaluator>) {
    let Some(copy) = read_now(ws, |evaluation| copy_for(evaluation, evaluator, clock::now())).flatten() else { return };
    let document = Document::Evaluation(Box::new(copy));
    let said = "It holds nothing of what others think. They import it, score, and send their scores file back.";
    saving::text(ws, &native::file_name(&document), JSON, &native::write(&document), said);
}

/// Another phase of the scoring; it can be taken back.
pub fn enter(ws: Workspace, phase: ScoringPhase, said: &str) {
    let Some(before) = read_now(ws, |evaluation| Scoring::clone(&evaluation.scoring)) else { return };
    let shown_on: Option<Date> = match phase {
        ScoringPhase::Consensus | ScoringPhase::Closed => before.shown_on.or_else(|| Some(ws.today.get_untracked())),
        ScoringPhase::Blind | ScoringPhase::Open => None,
    };
    if ws.dispatch(Change::Scoring(Arc::new(Scoring { phase: Some(phase), shown_on, ..before }))) {
        ws.say_with(said.to_owned(), "Undo", move || ws.undo());
    }
}

/// The card of the lead.
#[component]
pub fn Lead() -> Html {
    let ws = workspace();
    let found = memo(move |_| read(ws, standings).unwrap_or_default());
    let phase = memo(move |_| read(ws, |evaluation| evaluation.scoring.phase).flatten().unwrap_or(ScoringPhase::Open));
    let shown_on = memo(move |_| read(ws, |evaluation| evaluation.scoring.shown_on).flatten());
    let list = live(move || {
        let is_blind = phase.get() == ScoringPhase::Blind;
        html! { <ul class="standings">{found.get().iter().map(|standing| row(ws, standing, is_blind)).collect::<Html>()}</ul> }
    });
    let next = move || match phase.get() {
        ScoringPhase::Blind => blind(ws, found.with(|found| waited_for(found))),
        ScoringPhase::Open => html! {
            <p class="muted">"Everybody who opens this evaluation sees all scores. Evaluators who see each other’s scores tend to follow whoever scored first."</p>
            <div class="row-of-buttons"><button type="button" on:click=move |_| enter(ws, ScoringPhase::Blind, "Scoring is blind now.")>"Score blind from now on"</button></div>
        },
        ScoringPhase::Consensus | ScoringPhase::Closed => {
            let on = shown_on.get().map_or(String::new(), |on| format!(" on {on}"));
            html! {
                <p>{format!("The scores were shown{on} and stay as they were given. What the evaluators agree on after talking is noted on the Agreement page.")}</p>
                <div class="row-of-buttons"><a class="button" href=address(ws, Page::Agreement, None)>"Go to Agreement"</a></div>
            }
        }
    };
    html! {
        <Card title="How far the scoring is" class="lead">
            {list}
            {next}
            <p class="muted">"Files that evaluators hand in are taken in all at once or one by one, in any order. You see what each would bring before anything changes."</p>
            <div class="row-of-buttons"><button type="button" on:click=move |_| choose_file()>"Take in scores files"</button></div>
        </Card>
    }
}

fn blind(ws: Workspace, waited: Option<String>) -> Html {
    let show = move |_| enter(ws, ScoringPhase::Consensus, "The scores are shown, and those given blind stay as they are.");
    let (words, label, class) = match waited {
        None => ("All scores are in.".to_owned(), "Show the scores", "primary"),
        Some(waited) => (format!("Still waiting for {waited}."), "Show the scores all the same", ""),
    };
    html! {
        <p>{format!("{words} Once they are shown, everybody sees who scored what, and the scores stay as they were given.")}</p>
        <p class="muted">"Blind is as good as the arrangement: whoever holds this evaluation can look into its file. Where that matters, let each evaluator score in a copy of their own."</p>
        <div class="row-of-buttons"><button type="button" class=class on:click=show>{label}</button></div>
    }
}

fn row(ws: Workspace, standing: &Standing, is_blind: bool) -> Html {
    let (id, role) = (standing.evaluator.clone(), standing.role.clone());
    let button = is_blind.then(|| {
        html! { <button type="button" aria-label=format!("Download the copy for {role}") on:click=move |_| copy(ws, &id)>"Download the copy"</button> }
    });
    html! { <li><span class="role">{standing.role.clone()}</span>{declared(standing)}{state(standing)}{button}</li> }
}

//! The evaluations that serve the plan.
//!
//! The list of documents does not say which plan an evaluation serves, so the evaluations on this device are read.

use std::cell::Cell;
use std::rc::Rc;

use crate::ui::html::{Html, html, live};
use crate::ui::signals::{RwSignal, derive, effect, memo};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::date::Date;
use crate::domain::document::{DocumentId, DocumentKind};
use crate::domain::overview::Headline;
use crate::domain::overview::evaluation::headline;
use crate::domain::overview::plan::name;
use crate::domain::partner::decision::frozen::MemoState;
use crate::domain::partner::decision::readiness::chosen;
use crate::domain::partner::decision::risks::{ProposedRisk, risks_of_the_choice};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::performance::follow_up::performance_headline;
use crate::domain::partner::ranking::rank;
use crate::domain::partner::scorecard::shown;
use crate::domain::partner::scoring::scores_are_hidden;
use crate::domain::words::{capitalised, count, listed, quoted};
use crate::session::partner_choice::{risks_taken_over, taken_over};
use crate::storage::library::{Entry, Shelf};
use crate::ui::pages::evaluation::kinds::Kinds;
use crate::ui::pages::home::start::evaluation_for;
use crate::ui::route::{Page, Place, Route};
use crate::ui::widgets::card::{Card, Empty};
use crate::ui::widgets::headline::PageHead;
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::workspace::{Workspace, workspace};

/// An evaluation on this device.
#[derive(Clone)]
struct Found {
    id: DocumentId,
    title: String,
    archived: bool,
    read: Result<Summary, String>,
}

/// What the page says of an evaluation.
#[derive(Clone)]
struct Summary {
    plan: Option<DocumentId>,
    candidates: Vec<String>,
    headline: Headline,
    /// What was decided, and how the partner does; `None` while nobody is chosen.
    chosen: Option<Chosen>,
}

/// What came of an evaluation that was decided.
#[derive(Clone)]
struct Chosen {
    /// Who was chosen, when, and whether the memo is frozen.
    decision: String,
    /// How the partner does.
    performance: Headline,
    /// What the choice brings along.
    risks: Vec<ProposedRisk>,
}

/// The evaluations that serve the plan.
#[component]
pub fn Partners() -> Html {
    let ws = workspace();
    let plan = memo(move |_| ws.session.with(|session| session.as_ref().map(|session| session.document().head().id.clone())));
    let all = RwSignal::new(None::<Vec<Found>>);
    effect(move |turn: Option<Rc<Cell<bool>>>| {
        // What an earlier turn is still reading is out of date.
        if let Some(earlier) = turn {
            earlier.set(false);
        }
        let entries = ws.library.with(|library| library.entries.iter().filter(|entry| shows(entry)).cloned().collect::<Vec<_>>());
        let turn = Rc::new(Cell::new(true));
        let current = turn.clone();
        spawn_local(async move {
            let mut found = Vec::with_capacity(entries.len());
            for entry in entries {
                found.push(read(ws, entry).await);
            }
            if current.get() {
                all.try_set(Some(found));
            }
        });
        turn
    });
    let sorted = derive(move || Some(sort(all.get()?, plan.get().as_ref())));
    let finding = derive(move || match sorted.with(|sorted| sorted.as_ref().map(|sorted| sorted.serving.len())) {
        None => "Reading the evaluations…".to_owned(),
        Some(0) => "No partner evaluation for this trial yet".to_owned(),
        Some(number) => capitalised(&format!("{} this trial", count(number, "evaluation serves", "evaluations serve"))),
    });
    let start_button =
        move |class: &'static str| html! { <button type="button" class=class on:click=move |_| start(ws)>"Start an evaluation for this plan"</button> };
    let list = move || {
        let sorted = sorted.get()?;
        let rows = sorted.serving.iter().map(|serving| evaluation_row(ws, serving)).collect::<Html>();
        let list = if sorted.serving.is_empty() {
            html! {
                <Empty title="Choose who helps to run the trial" text="An evaluation compares candidates on the same criteria in four pillars, with weights and evidence. It is a document of its own, so that it can be shared with people who must not see the plan.">
                    {start_button("primary")}
                </Empty>
            }
        } else {
            html! { <ul class="served">{rows}</ul> }
        };
        let others = (sorted.others > 0).then(|| {
            let others = format!(
                "{} on this device {} another plan or none. An evaluation’s Set-up says which plan it serves.",
                count(sorted.others, "other evaluation", "other evaluations"),
                if sorted.others == 1 { "serves" } else { "serve" }
            );
            html! { <p class="field-help">{others}</p> }
        });
        let unread = (!sorted.unread.is_empty())
            .then(|| html! { <Card title="Could not be read"><ul class="unread">{sorted.unread.iter().map(unread_row).collect::<Html>()}</ul></Card> });
        Some(html! { {list}{others}{unread} })
    };
    html! {
        <PageHead finding because="Scored against the same criteria, with the evidence on record: why this partner, in a form that an inspector can follow.">
            {move || sorted.with(|sorted| sorted.as_ref().is_some_and(|sorted| !sorted.serving.is_empty())).then(|| start_button("primary"))}
        </PageHead>
        <div class="stack">
            {list}
            <Card title="The four kinds of partner"><Kinds/></Card>
        </div>
    }
}

/// The evaluations as the page shows them.
#[derive(Clone)]
struct Sorted {
    serving: Vec<(Found, Summary)>,
    unread: Vec<(Found, String)>,
    others: usize,
}

fn sort(all: Vec<Found>, plan: Option<&DocumentId>) -> Sorted {
    let mut sorted = Sorted { serving: Vec::new(), unread: Vec::new(), others: 0 };
    for found in all {
        match found.read.clone() {
            Ok(summary) if plan.is_some() && summary.plan.as_ref() == plan => sorted.serving.push((found, summary)),
            Ok(_) => sorted.others += 1,
            Err(sentence) => sorted.unread.push((found, sentence)),
        }
    }
    sorted
}

fn shows(entry: &Entry) -> bool {
    entry.kind == DocumentKind::Evaluation && !matches!(entry.shelf, Shelf::Deleted { .. })
}

async fn read(ws: Workspace, entry: Entry) -> Found {
    let read = match ws.vault().read_copy(&entry.id).await {
        Ok(opened) => opened
            .session
            .document()
            .evaluation()
            .map(|evaluation| summary(evaluation, ws.today.get_untracked()))
            .ok_or_else(|| "It is listed as a partner evaluation and holds a trial plan".to_owned()),
        Err(fault) => Err(fault.to_string()),
    };
    Found { id: entry.id, title: entry.title, archived: entry.shelf == Shelf::Archived, read }
}

fn summary(evaluation: &PartnerEvaluation, today: Date) -> Summary {
    Summary {
        plan: evaluation.brief.plan.clone(),
        candidates: evaluation.candidates.iter().map(|candidate| shown(candidate.as_ref())).collect(),
        chosen: outcome(evaluation, today),
        headline: headline(evaluation, &rank(evaluation)),
    }
}

/// What was decided, where somebody is chosen.
fn outcome(evaluation: &PartnerEvaluation, today: Date) -> Option<Chosen> {
    let (name, decision) = (shown(chosen(evaluation)?), &evaluation.partner_decision);
    let on = decision.decided_on.map_or(String::new(), |on| format!(" on {on}"));
    let memo = MemoState::of(evaluation).words();
    Some(Chosen {
        decision: format!("{name} was chosen{on}; {memo}."),
        performance: performance_headline(evaluation, today),
        risks: if scores_are_hidden(evaluation) { Vec::new() } else { risks_of_the_choice(evaluation) },
    })
}

/// What was decided, how the partner does, and the risks of the choice with those that the register has already.
fn outcome_view(ws: Workspace, id: &DocumentId, title: &str, chosen: &Chosen) -> Html {
    let (id, title, risks) = (id.clone(), title.to_owned(), StoredValue::new(chosen.risks.clone()));
    let (decision, performance) = [Page::Decision, Page::Performance].map(|page| Route::from(Place::new(id.clone(), page)).href()).into();
    let known = {
        let id = id.clone();
        memo(move |_| {
            let of = |risk: &ProposedRisk| {
                ws.session.with(|session| {
                    session.as_ref()?.document().plan().and_then(|plan| taken_over(plan, &id, &risk.key).map(|risk| (risk.id.to_string(), risk.reference())))
                })
            };
            risks.with_value(|risks| risks.iter().map(of).collect::<Vec<_>>())
        })
    };
    let take = move |_| {
        let today = ws.today.get_untracked();
        let change = ws.session.with_untracked(|session| {
            risks.with_value(|risks| risks_taken_over(session.as_ref()?.document().plan()?, (&id, &title), risks, &mut ws.id_maker(), today))
        });
        if change.is_some_and(|change| ws.dispatch(change)) {
            ws.say_with("Took the risks of the choice over into the register.", "Undo", move || ws.undo());
        }
    };
    let list = move || {
        let known = known.get();
        let row = |(risk, known): (&ProposedRisk, &Option<(String, String)>)| {
            let state = match known {
                Some((id, reference)) => {
                    let href = ws.open_id().map(|plan| Route::from(Place::new(plan, Page::Risks).with_record(Some(id.clone()))).href());
                    html! { <a href=href>{format!("in the register as {reference}")}</a> }
                }
                None => html! { <span class="muted">"not in the register"</span> },
            };
            html! { <li><strong>{risk.title.clone()}</strong>" "{state}<p class="muted">{format!("{} {}", risk.cause, risk.effect)}</p></li> }
        };
        risks.with_value(|risks| risks.iter().zip(&known).map(row).collect::<Html>())
    };
    let new = move || known.with(|known| known.iter().filter(|known| known.is_none()).count());
    let none = risks.with_value(Vec::is_empty);
    html! {
        <p>{chosen.decision.clone()}" "<a href=decision>"The decision"</a></p>
        <p class="finding"><Pill tone=Tone::from(chosen.performance.urgency) text=chosen.performance.finding.clone()/>" "<a href=performance>"After the choice"</a></p>
        <div hidden=none>
            <h3>"Risks of the choice"</h3>
            <ul class="choice-risks">{live(list)}</ul>
            <button type="button" class="primary" hidden={move || new() == 0} on:click=take>{move || format!("Take {} over into the register", count(new(), "risk", "risks"))}</button>
        </div>
    }
}

fn evaluation_row(ws: Workspace, (found, summary): &(Found, Summary)) -> Html {
    let href = Route::from(Place::new(found.id.clone(), Page::Ranking)).href();
    let title = if found.title.trim().is_empty() { "Evaluation without a title".to_owned() } else { found.title.clone() };
    let chosen = summary.chosen.as_ref().map(|chosen| outcome_view(ws, &found.id, &title, chosen));
    let candidates = (!summary.candidates.is_empty()).then(|| html! { <p class="muted">{format!("Candidates: {}.", listed(&summary.candidates))}</p> });
    html! {
        <li class="card">
            <h2><a href=href>{title}</a></h2>
            <p class="finding"><Pill tone=Tone::from(summary.headline.urgency) text=summary.headline.finding.clone()/></p>
            <p class="muted">{summary.headline.because.clone()}</p>
            {candidates}
            {chosen}
            {found.archived.then(|| html! { <p class="muted">"Archived."</p> })}
        </li>
    }
}

fn unread_row((found, sentence): &(Found, String)) -> Html {
    let href = Route::from(Place::new(found.id.clone(), Page::Ranking)).href();
    html! { <li><a href=href>{quoted(&found.title)}</a>": "{format!("{}.", sentence.trim_end_matches('.'))}</li> }
}

/// A new evaluation that serves the open plan.
fn start(ws: Workspace) {
    let plan = ws
        .session
        .with_untracked(|session| session.as_ref().and_then(|session| session.document().plan().map(|plan| (plan.document.id.clone(), name(plan).to_owned()))));
    if let Some((plan, name)) = plan {
        evaluation_for(ws, format!("{name}: partner evaluation"), Some(plan));
    }
}

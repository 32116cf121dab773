//! What to talk about: the widest disagreements with who said what and why, and what came of the talk.

use std::sync::Arc;

use leptos::prelude::*;

use super::super::scores::lead::enter;
use super::super::{address, read, reveal_the_chosen};
use crate::domain::choice::Choice;
use crate::domain::extra::Extra;
use crate::domain::id::Id;
use crate::domain::partner::candidate::Evaluator;
use crate::domain::partner::grid::Cell;
use crate::domain::partner::score::{Level, Score};
use crate::domain::partner::scorecard::{Disagreement, WIDE, talks};
use crate::domain::partner::scoring::{AgreedScore, ScoringPhase};
use crate::session::command::{Change, Edit};
use crate::ui::html::{Html, html, keyed, live};
use crate::ui::route::Page;
use crate::ui::signals::{Memo, RwSignal, derive, memo};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::field::{Kind, TextField, any_text};
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::widgets::register::record_memo;
use crate::ui::workspace::{Workspace, workspace};

/// How many talks are drawn at first, and how many more at each request.
const BATCH: usize = 8;

/// What to talk about, and what came of it.
#[component]
pub fn Talks() -> Html {
    let ws = workspace();
    let chosen = memo(move |_| ws.place().and_then(|place| place.record));
    let found = memo(move |_| read(ws, |evaluation| talks(evaluation, chosen.get().as_deref())).unwrap_or_default());
    let phase = memo(move |_| read(ws, |evaluation| evaluation.scoring.phase).flatten());
    let closed = memo(move |_| phase.get() == Some(ScoringPhase::Closed));
    let agreed = memo(move |_| read(ws, |evaluation| evaluation.agreed_scores.len()).unwrap_or_default());
    let limit = RwSignal::new(BATCH);
    let shown = move || {
        let (most, chosen) = (limit.get(), chosen.get());
        let keys = found.with(|found| found.iter().map(|talk| key(talk).shared()).collect::<Vec<_>>());
        // The one that the address names is drawn wherever it stands.
        keys.into_iter().enumerate().filter(|(place, key)| *place < most || chosen.as_deref() == Some(&**key)).map(|(_, key)| key).collect::<Vec<Arc<str>>>()
    };
    reveal_the_chosen(ws);
    let rest = memo(move |_| found.with(Vec::len).saturating_sub(limit.get()));
    let aside = derive(move || {
        let open = found.with(Vec::len).saturating_sub(agreed.get());
        if agreed.get() == 0 { format!("{open} open") } else { format!("{open} open, {} agreed", agreed.get()) }
    });
    let phase_button = live(move || match phase.get() {
        Some(ScoringPhase::Consensus) => Some(html! {
            <p class="muted">"When the talks are over, close the scoring: what was agreed on stays as it is."</p>
            <div class="row-of-buttons"><button type="button" on:click=move |_| enter(ws, ScoringPhase::Closed, "The scoring is closed.")>"Close the scoring"</button></div>
        }),
        Some(ScoringPhase::Closed) => Some(html! {
            <p class="muted">"The scoring is closed: what was agreed on stays as it is."</p>
            <div class="row-of-buttons"><button type="button" on:click=move |_| enter(ws, ScoringPhase::Consensus, "The talks are open again.")>"Open the talks again"</button></div>
        }),
        _ => None,
    });
    html! {
        <Card title="What to talk about" aside>
            <p class="muted">{format!("Scores for the same that lie {WIDE} points or more apart, the widest first. Read the evidence aloud, then note what you agree on and what changed minds. The scores given before stay beside it.")}</p>
            <p hidden={move || found.with(|found| !found.is_empty())}>"There is no wide disagreement, and nothing was agreed on."</p>
            <ol class="talks">{keyed(shown, move |key| talk(ws, key, found, closed))}</ol>
            {move || (rest.get() > 0).then(|| html! { <button type="button" class="more" on:click=move |_| limit.update(|limit| *limit += BATCH)>{move || format!("Show {} more", rest.get().min(BATCH))}</button> })}
            {phase_button}
        </Card>
    }
}

fn key(talk: &Disagreement) -> Id<AgreedScore> {
    AgreedScore::key(&talk.criterion, &talk.candidate)
}

/// One cell to talk about.
fn talk(ws: Workspace, id: Arc<str>, found: Memo<Vec<Disagreement>>, closed: Memo<bool>) -> Html {
    let Some(key_of) = Id::<AgreedScore>::parse(&id) else { return Html::Nothing };
    let wanted = key_of.clone();
    let this = memo(move |_| found.with(|found| found.iter().find(|talk| key(talk) == wanted).cloned()));
    let Some(first) = this.get_untracked() else { return Html::Nothing };
    let agreed = record_memo(ws, key_of.clone());
    let value = memo(move |_| agreed.with(|agreed| agreed.as_ref().map(|agreed| agreed.0.value)));
    let state = live(move || match value.get() {
        Some(value) => html! { <Pill tone=Tone::Good text=format!("agreed on {value}")/> },
        None => html! { <Pill tone=Tone::Watch text=format!("{} apart", this.get().map_or(0, |talk| talk.gap))/> },
    });
    let voices = memo(move |_| this.with(|this| this.as_ref().map(|talk| voices_of(ws, talk))).unwrap_or_default());
    let voices = live(move || html! { <ul class="voices">{voices.get().into_iter().map(|one| voice(ws, one)).collect::<Html>()}</ul> });
    let about = first.about.clone();
    let (criterion, candidate) = (first.criterion.clone(), first.candidate.clone());
    let agree = move |level: Level| {
        let (criterion, candidate, before) = (criterion.clone(), candidate.clone(), agreed.get_untracked());
        let (why, extra) = before.map_or((String::new(), Extra::default()), |before| (before.0.why.clone(), before.0.extra.clone()));
        ws.add(AgreedScore { criterion, candidate, value: level, why, on: Some(ws.today.get_untracked()), extra });
    };
    let agree = StoredValue::new_local(agree);
    let button = move |level: Level| {
        html! {
            <button type="button" aria-label=level.to_string() aria-pressed={move || (value.get() == Some(level)).to_string()} disabled=closed on:click=move |_| agree.with_value(|agree| agree(level))>
                {level.to_string()}
            </button>
        }
    };
    let reason = key_of.clone();
    let why = derive(move || agreed.with(|agreed| agreed.as_ref().map_or(String::new(), |agreed| agreed.0.why.clone())));
    let commit = any_text(move |text| ws.update(&reason, |agreed: &mut AgreedScore| agreed.why = text));
    let (gone, name) = (key_of.clone(), about.clone());
    let gone = StoredValue::new((gone, name));
    let take_back = move |_| gone.with_value(|(id, name)| ws.remove_with(Change::AgreedScores(Edit::Remove { id: id.clone() }), "agreed score", name));
    let is_agreed = memo(move |_| value.get().is_some());
    let result = live(move || {
        (is_agreed.get() && !closed.get()).then(|| {
            html! {
                <TextField label="What changed minds" kind=Kind::Paragraph placeholder="What was read or said that settled it" value=why commit/>
                <button type="button" class="quiet" on:click=take_back>"Take it back"</button>
            }
        })
    });
    let closed_reason = live(move || (is_agreed.get() && closed.get()).then(|| html! { <p class="muted">{why}</p> }));
    let chosen = {
        let id = id.clone();
        move || ws.place().is_some_and(|place| place.record.as_deref() == Some(&*id))
    };
    html! {
        <li class:chosen=chosen data-record=id.to_string()>
            <header><h3>{about.clone()}</h3>{state}</header>
            {voices}
            <div class="agreed-on">
                <span class="muted" aria-hidden="true">"Agreed on"</span>
                <div class="levels five" role="group" aria-label=format!("Agreed on: {about}")>{Level::all().map(button).collect::<Html>()}</div>
            </div>
            {result}
            {closed_reason}
        </li>
    }
}

/// Who gave what, and the score with what it rests on.
#[derive(Clone, PartialEq)]
struct Voice {
    cell: Cell,
    role: String,
    value: u8,
    score: Option<Score>,
}

/// The voices of a talk.
fn voices_of(ws: Workspace, talk: &Disagreement) -> Vec<Voice> {
    let voice = |(evaluator, role, value): &(Id<Evaluator>, String, u8)| {
        let cell = Cell { evaluator: evaluator.clone(), criterion: talk.criterion.clone(), candidate: talk.candidate.clone() };
        let score = read(ws, |evaluation| evaluation.scores.get(&cell.key()).map(|score| Score::clone(score))).flatten();
        Voice { cell, role: role.clone(), value: *value, score }
    };
    talk.voices.iter().map(voice).collect()
}

/// Who gave what, with how sure they are and what it rests on.
fn voice(ws: Workspace, Voice { cell, role, value, score }: Voice) -> Html {
    let sure = score.as_ref().and_then(|score| score.confidence).map(|confidence| format!(", {} confidence", confidence.label().to_lowercase()));
    let evidence = score.as_ref().map(|score| score.evidence.trim().to_owned()).filter(|evidence| !evidence.is_empty());
    let filed = score.as_ref().filter(|score| score.address().is_none()).map(|score| score.link.trim().to_owned()).filter(|link| !link.is_empty());
    let filed = filed.map(|filed| html! { <p class="muted">{filed}</p> });
    let link = score.as_ref().and_then(|score| score.address().map(str::to_owned));
    let link = link.map(|href| html! { " "<a href=href target="_blank" rel="noopener noreferrer">"Open the evidence"<span class="visually-hidden">{format!(" of {role} in a new tab")}</span></a> });
    let href = address(ws, Page::Scores, Some(cell.key().to_string()));
    html! {
        <li>
            <strong class="given">{value}</strong>
            <div>
                <a href=href>{role}</a><span class="muted">{sure}</span>
                <p>{evidence.unwrap_or_else(|| "No evidence noted.".to_owned())}{link}</p>
                {filed}
            </div>
        </li>
    }
}

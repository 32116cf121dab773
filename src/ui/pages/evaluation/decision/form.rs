//! Who is chosen, when, by whom and why, and why each of the others is not.

use leptos::prelude::*;

use super::super::read;
use super::change;
use super::dissents::Dissents;
use crate::domain::id::Id;
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::decision::PartnerDecision;
use crate::domain::partner::decision::debrief::not_chosen;
use crate::domain::partner::decision::reasons::suggestion;
use crate::domain::partner::ranking::rank;
use crate::domain::partner::scorecard::shown;
use crate::ui::html::{Html, html, rows};
use crate::ui::run::Callback;
use crate::ui::signals::{Signal, derive, memo};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::field::{DateField, Kind, SelectField, TextField, any_text};
use crate::ui::workspace::{Workspace, workspace};

/// The fields of the decision.
#[component]
pub(super) fn DecisionForm() -> Html {
    let ws = workspace();
    let options = derive(move || candidates(ws));
    let chosen = derive(move || of(ws, |decision| decision.chosen.as_ref().map_or(String::new(), |id| id.to_string())));
    let others = memo(move |_| read(ws, |evaluation| not_chosen(evaluation).into_iter().map(|other| other.id.clone()).collect::<Vec<_>>()).unwrap_or_default());
    html! {
        <Card title="The decision">
            <div class="form">
                <SelectField label="Chosen candidate" options value=chosen commit=Callback::new(move |key: String| change(ws, |decision| decision.chosen = Id::parse(&key)))/>
                <DateField label="Decided on" value=derive(move || of(ws, |decision| decision.decided_on)) commit=Callback::new(move |on| change(ws, |decision| decision.decided_on = on))/>
                {line(ws, "Decided by (role or committee)", |decision| &decision.decided_by, |decision, text| decision.decided_by = text)}
                {line(ws, "Whom the others can ask (role)", |decision| &decision.contact, |decision, text| decision.contact = text)}
                <div class="wide">
                    <TextField label="Why this one" kind=Kind::Paragraph placeholder="What decided, in words that stand up when somebody asks in two years"
                        value=derive(move || of(ws, |decision| decision.reason.clone())) commit=any_text(move |text| change(ws, |decision| decision.reason = text))/>
                </div>
            </div>
        </Card>
        <Card title="Why not the others">
            <p class="field-help">"Each is told this in its debrief, so name no other candidate and no price."</p>
            <p class="muted" hidden={move || !others.with(Vec::is_empty)}>"Choose a candidate first."</p>
            <ul class="reasons">{rows(move || others.get(), move |id| reason(ws, id))}</ul>
        </Card>
        <Dissents/>
    }
}

/// Reads the decision, and follows it.
pub(super) fn of<R: Default>(ws: Workspace, get: impl FnOnce(&PartnerDecision) -> R) -> R {
    read(ws, |evaluation| get(&evaluation.partner_decision)).unwrap_or_default()
}

fn line(ws: Workspace, label: &'static str, get: fn(&PartnerDecision) -> &String, put: fn(&mut PartnerDecision, String)) -> Html {
    let value: Signal<String> = derive(move || of(ws, |decision| get(decision).clone()));
    html! { <TextField label value commit=any_text(move |text| change(ws, |decision| put(decision, text)))/> }
}

/// Nobody, the candidates with their ranks, and those that cannot be chosen with the reason.
fn candidates(ws: Workspace) -> Vec<(String, String)> {
    let rows = read(ws, |evaluation| {
        let ranking = rank(evaluation);
        let row = |candidate: &Candidate| {
            let rank = ranking.of(&candidate.id).and_then(|result| ranking.rank_as_written(result));
            let standing = match (evaluation.out_because(candidate), rank) {
                (Some(why), _) => format!(" ({})", crate::domain::words::clipped(&why, 60)),
                (None, Some(rank)) => format!(" (rank {rank})"),
                (None, None) => String::new(),
            };
            (candidate.id.to_string(), format!("{}{standing}", shown(candidate)))
        };
        evaluation.candidates.iter().map(|candidate| row(candidate)).collect::<Vec<_>>()
    });
    std::iter::once((String::new(), "Nobody yet".to_owned())).chain(rows.unwrap_or_default()).collect()
}

/// Why one candidate is not chosen, with a first wording from where it lost.
fn reason(ws: Workspace, id: Id<Candidate>) -> Html {
    let id = StoredValue::new(id);
    let name = derive(move || {
        read(ws, |evaluation| evaluation.candidates.get(&id.get_value()).map(|candidate| shown(candidate.as_ref()))).flatten().unwrap_or_default()
    });
    let value = memo(move |_| of(ws, |decision| decision.reason_against(&id.get_value()).to_owned()));
    let suggested =
        memo(move |_| read(ws, |evaluation| evaluation.candidates.get(&id.get_value()).map(|candidate| suggestion(evaluation, candidate))).flatten());
    let take = move |_| {
        if let Some(text) = suggested.get_untracked() {
            change(ws, |decision| decision.reject(&id.get_value(), text));
        }
    };
    let offer = move || {
        let text = suggested.get().filter(|text| !text.is_empty() && value.with(|value| value.trim().is_empty()))?;
        let label = name.get();
        Some(html! {
            <p class="field-help">{format!("Where it lost: {text}")}</p>
            <button type="button" aria-label=format!("Begin the reason against {label} from where it lost") on:click=take>"Begin from this"</button>
        })
    };
    let commit = any_text(move |text: String| change(ws, |decision| decision.reject(&id.get_value(), text)));
    html! { <li><TextField label=derive(move || format!("Why not {}", name.get())) kind=Kind::Paragraph value=value commit/>{offer}</li> }
}

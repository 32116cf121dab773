//! What is behind a criterion: its questions, the evidence to be shown, and what each score means.

use leptos::prelude::*;

use super::text_of;
use crate::domain::id::Id;
use crate::domain::partner::criterion::{Criterion, Pillar};
use crate::domain::partner::interview::{is_anchored, questions};
use crate::domain::partner::score::MEANINGS;
use crate::domain::words::count;
use crate::session::command::{Edit, Kept};
use crate::ui::html::{Html, each, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use crate::ui::widgets::field::{ChoiceField, Kind, TextField, any_text};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::list::focus_last;
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::workspace;

/// What is behind a criterion, in a few words: "3 questions, 5 anchors, evidence".
pub(super) fn in_short(criterion: &Criterion) -> String {
    let asked = match questions(criterion).count() {
        0 => "no question".to_owned(),
        number => count(number, "question", "questions"),
    };
    let anchors = if is_anchored(criterion) { "5 anchors" } else { "usual anchors" };
    let evidence = if criterion.evidence.trim().is_empty() { "no evidence asked" } else { "evidence" };
    format!("{asked}, {anchors}, {evidence}")
}

/// What is behind a criterion, editable in place.
#[component]
pub(super) fn Behind(id: Id<Criterion>, record: Memo<Option<Shared<Criterion>>>) -> Html {
    let ws = workspace();
    let id = StoredValue::new(id);
    let set = move |put: fn(&mut Criterion, String)| any_text(move |text| ws.update(&id.get_value(), |criterion: &mut Criterion| put(criterion, text)));
    let pillar = memo(move |_| record.with(|record| record.as_ref().map_or(Pillar::Expertise, |record| record.0.pillar)));
    let set_pillar = Callback::new(move |pillar| ws.update(&id.get_value(), |criterion: &mut Criterion| criterion.pillar = pillar));
    let more = memo(move |_| record.with(|record| record.as_ref().map_or(0, |record| record.0.questions.len())));
    let question = move |place: usize| {
        let value = derive(move || record.with(|record| record.as_ref().and_then(|record| record.0.questions.get(place).cloned()).unwrap_or_default()));
        let commit = any_text(move |text| {
            ws.update(&id.get_value(), |criterion: &mut Criterion| {
                if let Some(question) = criterion.questions.get_mut(place) {
                    *question = text;
                }
            });
        });
        let remove = move |_| {
            let Some(mut criterion) = ws.record(&id.get_value()).filter(|criterion| place < criterion.questions.len()) else { return };
            let gone = criterion.questions.remove(place);
            ws.remove_with(Criterion::change(Edit::put(criterion)), "interview question", &gone);
        };
        html! {
            <li>
                <TextField label=format!("Interview question {}", place + 2) hide_label=true kind=Kind::Paragraph placeholder="A question that can be answered with evidence" value commit/>
                <button type="button" class="quiet" aria-label=format!("Remove interview question {}", place + 2) on:click=remove><Icon path=icon::REMOVE/></button>
            </li>
        }
    };
    let list = NodeRef::<leptos::html::Ul>::new();
    let add = move |_| {
        let Some(mut criterion) = ws.record(&id.get_value()) else { return };
        criterion.questions.push(String::new());
        if ws.dispatch(Criterion::change(Edit::put(criterion))) {
            focus_last(list);
        }
    };
    let anchor = |place: usize| {
        let value = derive(move || record.with(|record| record.as_ref().and_then(|record| record.0.anchors.get(place).cloned()).unwrap_or_default()));
        let commit = any_text(move |text| ws.update(&id.get_value(), |criterion: &mut Criterion| set_anchor(&mut criterion.anchors, place, text)));
        let usual = MEANINGS.get(place).copied().unwrap_or_default();
        html! { <li><span aria-hidden="true">{place + 1}</span><TextField label=format!("What is seen for a {}", place + 1) hide_label=true kind=Kind::Paragraph placeholder=usual value commit/></li> }
    };
    html! {
        <div class="behind-parts">
            <section>
                <h4>"What to ask"</h4>
                <TextField label="What to ask the candidate" hide_label=true kind=Kind::Paragraph placeholder="A question that can be answered with evidence"
                    value=text_of(record, |criterion| &criterion.question) commit=set(|criterion, question| criterion.question = question)/>
                <ul class="more-questions" aria-label="More to ask in the interview" node_ref=list>{each(move || (0..more.get()).collect(), usize::to_string, question)}</ul>
                <button type="button" class="add" on:click=add><Icon path=icon::ADD/>"Add a question"</button>
                <TextField label="What must be shown" kind=Kind::Paragraph placeholder="Documents, figures, people to speak with"
                    value=text_of(record, |criterion| &criterion.evidence) commit=set(|criterion, evidence| criterion.evidence = evidence)/>
                <div class="narrow"><ChoiceField label="Pillar" value=pillar commit=set_pillar/></div>
            </section>
            <section>
                <h4>"What is seen for each score"</h4>
                <ol class="level-meanings">{(0..MEANINGS.len()).map(anchor).collect::<Html>()}</ol>
            </section>
        </div>
    }
}

/// Writes an anchor at its place. Where none has words any more, the usual meanings hold, so that none is kept.
fn set_anchor(anchors: &mut Vec<String>, place: usize, text: String) {
    anchors.resize(anchors.len().max(MEANINGS.len()), String::new());
    anchors[place] = text;
    if anchors.iter().all(|anchor| anchor.trim().is_empty()) {
        anchors.clear();
    }
}

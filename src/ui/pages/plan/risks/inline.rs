//! Editing a row of the register in place: probability, impact, response and owner, as one edit when the row is left.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::Method;
use crate::domain::choice::Choice;
use crate::domain::id::Id;
use crate::domain::risk::factor::Factor;
use crate::domain::risk::register::{ResponseStrategy, Risk};
use crate::domain::risk::scale::{Level, Score};
use crate::ui::html::{Html, html, live};
use crate::ui::signals::RwSignal;
use crate::ui::widgets::register::focus_soon;
use crate::ui::widgets::release::once_released;
use crate::ui::workspace::Workspace;

/// What is edited in a row.
#[derive(Clone, PartialEq, Default)]
struct Draft {
    score: Option<Score>,
    response: Option<ResponseStrategy>,
    owner: String,
}

/// The row that is edited in place, in context. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Inline {
    ws: Workspace,
    editing: RwSignal<Option<Arc<str>>>,
    draft: RwSignal<Draft>,
}

impl Inline {
    /// None is edited yet.
    pub(super) fn provide(ws: Workspace) -> Inline {
        let inline = Inline { ws, editing: RwSignal::new(None), draft: RwSignal::new(Draft::default()) };
        provide_context(inline);
        inline
    }

    fn in_use() -> Inline {
        expect_context()
    }

    /// Begins to edit a row.
    pub(super) fn start(self, key: Arc<str>) {
        let record = Id::<Risk>::parse(&key).and_then(|id| self.ws.record(&id));
        if let Some(risk) = record.filter(|_| !self.ws.read_only.get_untracked()) {
            self.draft.set(Draft { score: risk.current, response: Some(risk.response), owner: risk.owner });
            self.editing.set(Some(key));
            focus_soon(".register [data-edit]".to_owned());
        }
    }

    /// Ends it, as one edit where something is to be kept; the focus goes back to the row where it was in a field.
    fn finish(self, keep: bool, back: bool) {
        let Some(key) = self.editing.get_untracked() else { return };
        self.editing.set(None);
        let draft = self.draft.get_untracked();
        if let Some(id) = Id::<Risk>::parse(&key).filter(|_| keep) {
            self.ws.update(&id, |risk: &mut Risk| {
                risk.current = draft.score;
                risk.response = draft.response.unwrap_or(risk.response);
                risk.owner = draft.owner;
            });
        }
        if back {
            focus_soon(format!(".register .row[data-record=\"{key}\"]"));
        }
    }

    fn is_editing(self, key: &Arc<str>) -> bool {
        self.editing.with(|editing| editing.as_ref() == Some(key))
    }

    fn pressed(self, event: &web_sys::KeyboardEvent) {
        let keep = match event.key().as_str() {
            "Enter" => true,
            "Escape" => false,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        self.finish(keep, true);
    }

    /// The focus went elsewhere: out of the row's fields, or to the next of them.
    fn left(self, event: &web_sys::FocusEvent) {
        let next = event.related_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if !next.is_some_and(|next| next.matches("[data-edit]").unwrap_or(false)) {
            once_released(move || self.finish(true, false));
        }
    }

    fn choice(self, label: &'static str, options: Vec<(String, String)>, value: String, take: impl Fn(String) + 'static) -> Html {
        let option = |(key, words): (String, String)| {
            let chosen = key == value;
            html! { <option value=key prop:selected=chosen>{words}</option> }
        };
        html! {
            <select data-edit="" aria-label=label on:change=move |event| take(event_target_value(&event)) on:keydown=move |event| self.pressed(&event) on:focusout=move |event| self.left(&event)>
                {options.into_iter().map(option).collect::<Html>()}
            </select>
        }
    }

    fn factor(self, factor: Factor) -> Html {
        let method = Method::in_use().get_untracked();
        let options = std::iter::once((String::new(), "–".to_owned()))
            .chain(Level::all().zip(factor.scale(&method)).map(|(level, anchor)| (level.to_string(), format!("{level} · {}", anchor.name))))
            .collect();
        let value = self.draft.with_untracked(|draft| draft.score.and_then(|score| factor.level(score)).map(|level| level.to_string())).unwrap_or_default();
        self.choice(factor.label(), options, value, move |key| {
            let level = key.parse().ok().and_then(Level::new);
            self.draft.update(|draft| {
                draft.score = level.map(|level| factor.set(draft.score.unwrap_or_else(|| method.middling()), Some(level)));
            });
        })
    }
}

/// A cell that shows something, and is a field while its row is edited.
fn cell(risk: &Risk, shown: impl Fn() -> Html + 'static, field: impl Fn(Inline) -> Html + 'static) -> Html {
    let (inline, key) = (Inline::in_use(), risk.id.shared());
    live(move || if inline.is_editing(&key) { untrack(|| field(inline)) } else { shown() })
}

/// The level of probability.
pub(super) fn probability(risk: &Risk) -> Html {
    let level = risk.current.map(|score| score.probability.get());
    cell(risk, move || html! { <span>{level}</span> }, |inline| inline.factor(Factor::Probability))
}

/// The level of the worst impact; what is edited is that on time and budget.
pub(super) fn impact(risk: &Risk) -> Html {
    let level = risk.current.map(|score| score.worst_impact().get());
    cell(risk, move || html! { <span>{level}</span> }, |inline| inline.factor(Factor::Impact))
}

/// The response.
pub(super) fn response(risk: &Risk) -> Html {
    let label = risk.response.label();
    let field = |inline: Inline| {
        let options = ResponseStrategy::ALL.iter().map(|response| (response.key().to_owned(), response.label().to_owned())).collect();
        let value = inline.draft.with_untracked(|draft| draft.response.map(|response| response.key().to_owned())).unwrap_or_default();
        inline.choice("Response", options, value, move |key| inline.draft.update(|draft| draft.response = ResponseStrategy::from_key(&key)))
    };
    cell(risk, move || html! { <span>{label}</span> }, field)
}

/// The owner.
pub(super) fn owner(risk: &Risk) -> Html {
    let owner = risk.owner.clone();
    let field = |inline: Inline| {
        let value = inline.draft.with_untracked(|draft| draft.owner.clone());
        html! {
            <input type="text" data-edit="" aria-label="Owner" autocomplete="off" value=value on:input=move |event| inline.draft.update(|draft| draft.owner = event_target_value(&event))
                on:keydown=move |event| inline.pressed(&event) on:focusout=move |event| inline.left(&event)/>
        }
    };
    cell(risk, move || html! { <span class="sub">{owner.clone()}</span> }, field)
}

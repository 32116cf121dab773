//! A score: a choice for each of its factors, with the meaning of the chosen level printed beside it.

use leptos::prelude::*;

use super::super::Method;
use crate::domain::choice::Choice;
use crate::domain::risk::factor::Factor;
use crate::domain::risk::scale::{Anchor, Level, Score};
use crate::domain::words::capitalised;
use crate::ui::html::{Html, each, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use crate::ui::widgets::field::SelectField;
use crate::ui::widgets::pill::ScorePill;

/// The factors of a score. The middle of a scale stands in for what is not chosen yet, so that one choice gives a score.
#[component]
pub(super) fn ScoreFields(title: &'static str, score: Memo<Option<Score>>, set: Callback<Option<Score>>) -> Html {
    let method = Method::in_use();
    let asked = move || {
        Factor::asked(&method.get())
            .map(|factor| (factor, factor.scale(&method.get()).iter().map(|anchor| anchor.name.clone()).collect::<Vec<_>>()))
            .collect::<Vec<_>>()
    };
    // A field is drawn anew where its levels are others; its words are followed.
    let key = |(factor, names): &(Factor, Vec<String>)| format!("{} {}", factor.key(), names.join("\n"));
    html! {
        <fieldset class="score">
            <legend class="record-head"><span>{title}</span>{move || html! { <ScorePill judged=method.judged(score.get())/> }}</legend>
            {each(asked, key, move |(factor, _)| html! { <FactorField factor score set/> })}
        </fieldset>
    }
}

/// One factor of a score.
#[component]
fn FactorField(factor: Factor, score: Memo<Option<Score>>, set: Callback<Option<Score>>) -> Html {
    let method = Method::in_use();
    let none = match factor {
        Factor::Probability | Factor::Impact => "Not scored",
        Factor::Participants | Factor::Reliability => "None to speak of",
        Factor::Detectability => "Not judged",
    };
    let options: Vec<(String, String)> = std::iter::once((String::new(), none.to_owned()))
        .chain(Level::all().zip(factor.scale(&method.get_untracked())).map(|(level, anchor)| (level.to_string(), format!("{level} · {}", anchor.name))))
        .collect();
    let level = memo(move |_| score.get().and_then(|score| factor.level(score)));
    let value = derive(move || level.get().map(|level| level.to_string()).unwrap_or_default());
    let hint = derive(move || match level.get() {
        Some(level) => method.get().meaning_of(factor, level).map(|anchor| sentence(factor.meaning(&anchor))).unwrap_or_default(),
        None if factor.is_required() => "Choose a level to see what it means.".to_owned(),
        None => String::new(),
    });
    let choose = Callback::new(move |key: String| {
        let level = key.parse().ok().and_then(Level::new);
        let before = score.get_untracked();
        set.run(match (level, before) {
            (None, _) if factor.is_required() => None,
            (None, None) => None,
            (level, before) => Some(factor.set(before.unwrap_or_else(|| method.get_untracked().middling()), level)),
        });
    });
    html! { <SelectField label=factor.label() options value commit=choose hint/> }
}

fn sentence(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!("{}.", capitalised(words)) }
}

/// All levels with their meaning, printed.
#[component]
pub(super) fn Scales() -> Html {
    let method = Method::in_use();
    let rows = move |factor: Factor| {
        let scale: Vec<Anchor> = factor.scale(&method.get()).to_vec();
        let line = |(place, anchor): (usize, Anchor)| {
            let meaning = factor.meaning(&anchor).to_owned();
            html! { <dt>{format!("{} {}", place + 1, anchor.name)}</dt><dd>{meaning}</dd> }
        };
        html! { <h4>{factor.label()}</h4><dl>{scale.into_iter().enumerate().map(line).collect::<Html>()}</dl> }
    };
    html! {
        <details class="anchors">
            <summary>"What the levels mean"</summary>
            {move || Factor::asked(&method.get()).map(rows).collect::<Html>()}
        </details>
    }
}

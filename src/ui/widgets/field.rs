//! Fields: a label, a value of the document, and a way to change it.
//!
//! What is typed is held in the field (`draft`) and becomes one edit when the field is left, when Enter is pressed, after a
//! second without a key (not where it means something only as a whole, `Kind::Whole`), or when the page goes away. Escape
//! gives up what was typed in a line, and keeps a paragraph.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Signal, derive};
use leptos::prelude::*;

pub use super::draft::Commit;
use super::draft::Draft;
use crate::domain::choice::Choice;
use crate::domain::date::Date;
use crate::domain::quantity::whole_count;

/// What kind of text a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// One line.
    #[default]
    Line,
    /// One line that says something only once it is typed to its end, and is printed otherwise than typed: `May 2027`.
    Whole,
    /// Several lines; the field grows with them.
    Paragraph,
    /// A number.
    Number,
    /// A civil date, picked or typed.
    Date,
}

/// A field for text.
#[component]
pub fn TextField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] commit: Commit,
    #[prop(optional)] kind: Kind,
    #[prop(into, optional)] hint: String,
    #[prop(into, optional)] placeholder: String,
    #[prop(optional)] hide_label: bool,
    #[prop(optional)] suggestions: Option<Signal<Vec<String>>>,
    /// Hears every letter, where a list follows what is typed.
    #[prop(optional)]
    live: Option<Callback<String>>,
) -> Html {
    let draft = Draft::new(value, commit);
    let typed = move |text: String| match live {
        Some(live) => live.run(text),
        None if kind == Kind::Whole => draft.typed(text),
        None => draft.typed_for_now(text),
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "Enter" if kind != Kind::Paragraph || event.ctrl_key() || event.meta_key() => draft.finish(),
        "Escape" => {
            // A paragraph is too much to lose to one key.
            if kind == Kind::Paragraph {
                draft.finish();
            }
            if draft.give_up() {
                event.stop_propagation();
            }
        }
        _ => {}
    };
    let id = next_id();
    let (help, list) = (format!("{id}-help"), format!("{id}-list"));
    let has_hint = !hint.is_empty();
    let described_by = {
        let help = help.clone();
        move || (has_hint || draft.is_refused()).then(|| help.clone())
    };
    let invalid = move || draft.is_refused().then_some("true");
    let shown = move || draft.shown();
    let control = match kind {
        Kind::Paragraph => html! {
            <textarea id=id.clone() rows="2" placeholder=placeholder prop:value=shown aria-invalid=invalid aria-describedby=described_by
                on:input=move |event| typed(event_target_value(&event)) on:blur=move |_| draft.left() on:keydown=on_key></textarea>
        },
        Kind::Line | Kind::Whole | Kind::Number | Kind::Date => html! {
            <input id=id.clone() type=if kind == Kind::Date { "date" } else { "text" } inputmode=(kind == Kind::Number).then_some("decimal") autocomplete="off"
                placeholder=placeholder list=suggestions.map(|_| list.clone()) prop:value=shown aria-invalid=invalid aria-describedby=described_by
                on:input=move |event| typed(event_target_value(&event)) on:blur=move |_| draft.left() on:keydown=on_key/>
        },
    };
    html! {
        <div class="field" class:number=kind == Kind::Number>
            <label for=id class:visually-hidden=hide_label>{label}</label>
            {control}
            {suggestions.map(|options| html! {
                <datalist id=list>{move || options.get().into_iter().map(|option| html! { <option value=option></option> }).collect::<Html>()}</datalist>
            })}
            <p id=help class="field-help" class:complaint={move || draft.is_refused()} role="status">{move || draft.complaint().unwrap_or_else(|| hint.clone())}</p>
        </div>
    }
}

/// A field for a date that may be missing.
#[component]
pub fn DateField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<Option<Date>>,
    #[prop(into)] commit: Callback<Option<Date>>,
    #[prop(optional)] hide_label: bool,
) -> Html {
    let commit = Callback::new(move |date| {
        commit.run(date);
        Ok(())
    });
    html! { <CheckedDateField label value commit hide_label/> }
}

/// A field for a date for which `commit` answers with a complaint where it cannot stand.
#[component]
pub fn CheckedDateField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<Option<Date>>,
    #[prop(into)] commit: Callback<Option<Date>, Result<(), String>>,
    #[prop(optional)] hide_label: bool,
) -> Html {
    let text = derive(move || value.get().map(Date::iso).unwrap_or_default());
    let parse = move |text: String| -> Result<(), String> {
        let date = if text.is_empty() { None } else { Some(text.parse::<Date>().map_err(|fault| format!("{fault}."))?) };
        commit.run(date)
    };
    html! { <TextField label value=text commit=Callback::new(parse) kind=Kind::Date hide_label/> }
}

/// A field for a whole number that may be missing.
#[component]
pub fn CountField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<Option<u32>>,
    #[prop(into)] commit: Callback<Option<u32>>,
    #[prop(optional)] hide_label: bool,
) -> Html {
    let text = derive(move || value.get().map(|count| count.to_string()).unwrap_or_default());
    let parse = move |text: String| -> Result<(), String> {
        commit.run(whole_count(&text)?);
        Ok(())
    };
    html! { <TextField label value=text commit=Callback::new(parse) kind=Kind::Number hide_label/> }
}

/// A field for one of several keys with labels.
#[component]
pub fn SelectField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] options: Signal<Vec<(String, String)>>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] commit: Callback<String>,
    #[prop(optional)] hide_label: bool,
    #[prop(into, optional)] hint: Option<Signal<String>>,
) -> Html {
    let id = next_id();
    let help = format!("{id}-help");
    html! {
        <div class="field">
            <label for=id.clone() class:visually-hidden=hide_label>{label}</label>
            <select id=id aria-describedby=hint.map(|_| help.clone()) on:change=move |event| commit.run(event_target_value(&event))>
                {move || options.get().into_iter().map(|(key, label)| {
                    let this = key.clone();
                    html! { <option value=key prop:selected={move || value.with(|value| *value == this)}>{label}</option> }
                }).collect::<Html>()}
            </select>
            {hint.map(|hint| html! { <p id=help class="field-help">{hint}</p> })}
        </div>
    }
}

/// A field for a value out of a closed list.
#[component]
pub fn ChoiceField<C: Choice + Send + Sync>(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<C>,
    #[prop(into)] commit: Callback<C>,
    #[prop(optional)] hide_label: bool,
) -> Html {
    let options: Vec<(String, String)> = C::ALL.iter().map(|choice| (choice.key().to_owned(), choice.label().to_owned())).collect();
    let key = derive(move || value.get().key().to_owned());
    let choose = move |key: String| {
        if let Some(choice) = C::from_key(&key) {
            commit.run(choice);
        }
    };
    html! { <SelectField label options value=key commit=Callback::new(choose) hide_label/> }
}

/// A field for a value out of a closed list that may be missing.
#[component]
pub fn OptionalChoiceField<C: Choice + Send + Sync>(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<Option<C>>,
    #[prop(into)] commit: Callback<Option<C>>,
    #[prop(optional)] hide_label: bool,
) -> Html {
    let none = std::iter::once((String::new(), "Not stated".to_owned()));
    let options: Vec<(String, String)> = none.chain(C::ALL.iter().map(|choice| (choice.key().to_owned(), choice.label().to_owned()))).collect();
    let key = derive(move || value.get().map_or(String::new(), |choice| choice.key().to_owned()));
    html! { <SelectField label options value=key commit=Callback::new(move |key: String| commit.run(C::from_key(&key))) hide_label/> }
}

/// A field for yes, no, or not stated.
#[component]
pub fn YesNoField(#[prop(into)] label: Signal<String>, #[prop(into)] value: Signal<Option<bool>>, #[prop(into)] commit: Callback<Option<bool>>) -> Html {
    let options: Vec<(String, String)> = [("", "Not stated"), ("yes", "Yes"), ("no", "No")].map(|(key, label)| (key.to_owned(), label.to_owned())).into();
    let key = derive(move || match value.get() {
        Some(true) => "yes".to_owned(),
        Some(false) => "no".to_owned(),
        None => String::new(),
    });
    let choose = move |key: String| commit.run(if key.is_empty() { None } else { Some(key == "yes") });
    html! { <SelectField label options value=key commit=Callback::new(choose)/> }
}

/// A commit that takes any text.
pub fn any_text(take: impl Fn(String) + Send + Sync + 'static) -> Commit {
    Callback::new(move |text| {
        take(text);
        Ok(())
    })
}

/// A commit that takes text with something in it.
pub fn some_text(what: &'static str, take: impl Fn(String) + Send + Sync + 'static) -> Commit {
    Callback::new(move |text: String| {
        if text.trim().is_empty() {
            return Err(format!("{what} cannot be empty. Press Escape to keep the old one."));
        }
        take(text);
        Ok(())
    })
}

/// An id for an element, unique on the page.
pub fn next_id() -> String {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    format!("f{}", COUNT.fetch_add(1, Ordering::Relaxed))
}

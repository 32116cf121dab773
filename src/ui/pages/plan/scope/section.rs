//! The sections of the page: a card each, with what it lacks, and a way to jump to it.

use crate::ui::html::{Children, Html, html};
use crate::ui::signals::{Memo, Signal, memo};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::domain::overview::Urgency;
use crate::domain::overview::scope::Gap;
use crate::ui::widgets::card::Card;

/// The sections by their names in files, and what their cards are called.
const PARTS: [(&str, &str); 10] = [
    ("trial", "Trial"),
    ("population", "Population"),
    ("objectives", "Objectives"),
    ("endpoints", "Endpoints"),
    ("arms", "Arms"),
    ("interventions", "Interventions"),
    ("statements", "In and out of scope"),
    ("countries", "Countries"),
    ("sites", "Sites"),
    ("deliverables", "Deliverables"),
];

/// What the scope lacks, for every section, in context.
#[derive(Clone, Copy)]
pub struct Gaps(pub Memo<Vec<Gap>>);

/// One button for each section, marked where something is missing.
#[component]
pub fn Jumps() -> Html {
    let Gaps(gaps) = expect_context();
    let button = move |(key, title): (&'static str, &'static str)| {
        let urgency = memo(move |_| gaps.with(|gaps| gaps.iter().filter(|gap| gap.section == key).map(|gap| gap.urgency).min()));
        let marked = move || {
            let urgency = urgency.get()?;
            Some(html! { {mark(urgency)}<span class="visually-hidden">", something is missing"</span> })
        };
        html! { <li><button type="button" class="quiet" on:click=move |_| jump(title)>{title}{marked}</button></li> }
    };
    html! { <nav class="jumps" aria-label="Sections of the scope"><ul>{PARTS.map(button).into_iter().collect::<Html>()}</ul></nav> }
}

/// A card for a section of the plan, with its gaps over the rest.
#[component]
pub fn Section(key: &'static str, #[prop(into, optional)] aside: Option<Signal<String>>, children: Children) -> Html {
    let Gaps(gaps) = expect_context();
    let own = memo(move |_| gaps.with(|gaps| gaps.iter().filter(|gap| gap.section == key).cloned().collect::<Vec<_>>()));
    let lines = move || {
        own.get()
            .into_iter()
            .map(|gap| {
                html! { <li class:act=gap.urgency == Urgency::Act class:upcoming=gap.urgency == Urgency::Upcoming>{mark(gap.urgency)}{gap.text}</li> }
            })
            .collect::<Html>()
    };
    html! {
        <Card title=title(key) aside=aside.unwrap_or_default()>
            <ul class="gaps" aria-label="What is missing" hidden={move || own.with(Vec::is_empty)}>{lines}</ul>
            {children()}
        </Card>
    }
}

/// What stands over the columns of a list on a wide page; the fields carry their labels for screen readers.
#[component]
pub fn Heads(
    /// The class of the list, which says how wide the columns are.
    class: &'static str,
    titles: &'static [&'static str],
    /// Whether the list has no row.
    #[prop(into)]
    empty: Signal<bool>,
) -> Html {
    html! {
        <div class=format!("heads {class}") aria-hidden="true" hidden={move || empty.get()}>
            {titles.iter().map(|title| html! { <span>{*title}</span> }).collect::<Html>()}
        </div>
    }
}

/// The shape of a status without its word, where a sentence stands beside it.
fn mark(urgency: Urgency) -> Html {
    let (class, shape) = match urgency {
        Urgency::Act => ("mark act", "■"),
        Urgency::Watch => ("mark", "▲"),
        Urgency::Upcoming | Urgency::OnTrack => ("mark upcoming", "◆"),
    };
    html! { <span class=class aria-hidden="true">{shape}</span> }
}

fn title(key: &str) -> &'static str {
    PARTS.iter().find(|(part, _)| *part == key).map_or("", |(_, title)| title)
}

/// Scrolls to a card and puts the focus on its heading. The address stays: it names the page, not the section.
fn jump(title: &str) {
    let id = format!("card-{}", title.to_lowercase().replace(' ', "-"));
    if let Some(heading) = document().get_element_by_id(&id) {
        let _ = heading.set_attribute("tabindex", "-1");
        if let Some(heading) = heading.dyn_ref::<web_sys::HtmlElement>() {
            let _ = heading.focus();
        }
        heading.scroll_into_view();
    }
}

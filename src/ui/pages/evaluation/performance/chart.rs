//! Values over time: a picture, the same as a table, and the picture as a file.

use leptos::prelude::*;

use crate::domain::date::Date;
use crate::formats::native::file_stem;
use crate::formats::trend_svg::{Trend, as_file, on_page};
use crate::ui::html::{Html, html, live};
use crate::ui::pages::home::export::download_text;
use crate::ui::signals::{Signal, effect, memo};
use crate::ui::workspace::workspace;

/// What a chart shows.
#[derive(Clone, PartialEq, Default)]
pub(super) struct Shown {
    /// What it is.
    pub title: String,
    /// The values with how each is written, the oldest first.
    pub values: Vec<(Date, f64, String)>,
    /// What they are held to.
    pub marks: Vec<(&'static str, f64, String)>,
}

impl Shown {
    fn drawn(&self, draw: fn(&Trend) -> Option<String>) -> Option<String> {
        let values: Vec<(Date, f64)> = self.values.iter().map(|(on, value, _)| (*on, *value)).collect();
        let marks: Vec<(&'static str, f64)> = self.marks.iter().map(|(name, value, _)| (*name, *value)).collect();
        let written = |value: f64| {
            let known = self.values.iter().map(|(_, known, words)| (*known, words)).chain(self.marks.iter().map(|(_, known, words)| (*known, words)));
            known.filter(|(known, _)| known.total_cmp(&value).is_eq()).map(|(_, words)| words.clone()).next().unwrap_or_default()
        };
        draw(&Trend { title: &self.title, values: &values, marks: &marks, words: &written })
    }
}

/// The picture and the table; nothing while there is no value.
#[component]
pub(super) fn Chart(shown: Signal<Shown>) -> Html {
    let ws = workspace();
    let host = NodeRef::<leptos::html::Div>::new();
    let picture = memo(move |_| shown.with(|shown| shown.drawn(on_page)));
    effect(move |_| {
        let picture = picture.get();
        if let Some(host) = host.get() {
            host.set_inner_html(&picture.unwrap_or_default());
        }
    });
    let save = move |_| {
        let (name, text) = shown.with_untracked(|shown| (format!("{}.svg", file_stem(&shown.title)), shown.drawn(as_file)));
        match text {
            Some(text) if download_text(&name, "image/svg+xml", &text) => ws.say(format!("Saved {name}.")),
            _ => ws.say("The browser did not let the file be made. Nothing was saved."),
        }
    };
    let rows = live(move || {
        let values = shown.with(|shown| shown.values.clone());
        values.into_iter().map(|(on, _, words)| html! { <tr><th scope="row">{on.to_string()}</th><td>{words}</td></tr> }).collect::<Html>()
    });
    html! {
        <figure class="trend-figure" aria-label={move || format!("{} over time", shown.with(|shown| shown.title.clone()))} hidden={move || picture.with(Option::is_none)}>
            <div node_ref=host></div>
            <details class="as-list">
                <summary>"The same as a table"</summary>
                <table><thead><tr><th scope="col">"Date"</th><th scope="col">"Value"</th></tr></thead><tbody>{rows}</tbody></table>
                <button type="button" on:click=save>"Save the picture as SVG"</button>
            </details>
        </figure>
    }
}

//! Values over time: a picture, the same as a table, and the picture as a file.

use leptos::prelude::*;

use crate::domain::date::Date;
use crate::formats::native::file_stem;
use crate::formats::trend_svg::{Trend, as_file, on_page};
use crate::ui::html::{Html, html, live};
use crate::ui::run::Callback;
use crate::ui::saving::Picture;
use crate::ui::signals::{Signal, derive, effect, memo};
use crate::ui::widgets::save_picture::SavePicture;

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
    let host = NodeRef::<leptos::html::Div>::new();
    let picture = memo(move |_| shown.with(|shown| shown.drawn(on_page)));
    effect(move |_| {
        let picture = picture.get();
        if let Some(host) = host.get() {
            host.set_inner_html(&picture.unwrap_or_default());
        }
    });
    let drawn = Callback::new(move |()| shown.with_untracked(|shown| Some(Picture { stem: file_stem(&shown.title), drawing: shown.drawn(as_file)? })));
    let title = derive(move || shown.with(|shown| shown.title.clone()));
    let rows = live(move || {
        let values = shown.with(|shown| shown.values.clone());
        values.into_iter().map(|(on, _, words)| html! { <tr><th scope="row">{on.to_string()}</th><td>{words}</td></tr> }).collect::<Html>()
    });
    html! {
        <figure class="trend-figure" aria-label={move || format!("{} over time", title.get())} hidden={move || picture.with(Option::is_none)}>
            <div node_ref=host></div>
            <details class="as-list">
                <summary>"The same as a table"</summary>
                <table><thead><tr><th scope="col">"Date"</th><th scope="col">"Value"</th></tr></thead><tbody>{rows}</tbody></table>
                <SavePicture drawn of=title/>
            </details>
        </figure>
    }
}

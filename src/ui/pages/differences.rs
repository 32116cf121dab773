//! What a document holds in short, and what stands differently in two versions of it, section by section.

use super::audit::change_line;
use crate::domain::document::Document;
use crate::domain::overview::contents::facts;
use crate::domain::words::{clipped, count};
use crate::session::compare::differences;
use crate::session::readable::blind::keep_out_of_sight;
use crate::session::readable::{Names, grouped};
use crate::ui::html::{Html, html};

/// How many differences are put into words.
const MOST: usize = 50;

/// What a document holds, in a few facts.
pub fn fact_list(document: &Document) -> Html {
    let rows = facts(document).into_iter().map(|(label, value)| html! { <div><dt>{label}</dt><dd>{clipped(&value, 240)}</dd></div> }).collect::<Html>();
    html! { <dl class="facts">{rows}</dl> }
}

/// What stands differently in `other`. The heading says from what to what the changes lead.
pub fn difference_list(document: &Document, other: &Document, direction: &str) -> Html {
    let mut found = differences(document, other);
    let out_of_sight = keep_out_of_sight(&mut found, [document, other]);
    let groups = grouped(&found, &Names::of(&[other, document]), MOST);
    let none = if out_of_sight.is_some() { "No other field differs" } else { "No field differs" };
    let title = if found.is_empty() { none.to_owned() } else { format!("{}, {direction}", count(found.len(), "difference", "differences")) };
    let rest = found.len().saturating_sub(MOST);
    let sections = groups
        .into_iter()
        .map(|group| {
            let lines = group.changes.into_iter().map(change_line).collect::<Html>();
            html! { <section><h4>{format!("{} ({})", group.title, group.count)}</h4><ul class="changes">{lines}</ul></section> }
        })
        .collect::<Html>();
    html! {
        <section class="differences">
            <h3>{title}</h3>
            {sections}
            {out_of_sight.map(|said| html! { <p class="muted">{said}</p> })}
            {(rest > 0).then(|| html! { <p class="muted">{format!("{rest} more are not shown.")}</p> })}
        </section>
    }
}

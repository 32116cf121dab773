//! The audit trail of the open document: who changed what, when, from what to what, and why.

use std::sync::Arc;

use crate::ui::html::{Html, IntoHtml, each, html};
use crate::ui::signals::{RwSignal, derive, effect, memo};
use leptos::prelude::*;

use crate::domain::audit::AuditEntry;
use crate::domain::document::Document;
use crate::domain::overview::trail::{Verdict, headline, people, verdict};
use crate::domain::words::{clipped, count};
use crate::formats::{csv, native};
use crate::session::readable::blind::{hides_scores, tells_scores};
use crate::session::readable::{InWords, Names, in_words, matches};
use crate::ui::saving;
use crate::ui::widgets::headline::PageHead;
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::{Workspace, workspace};

/// How many entries are drawn at first, and how many more at each request.
const BATCH: usize = 100;

/// How many changes of an entry are drawn without being asked for.
const FEW: usize = 6;

/// A value longer than this is cut; the whole of it is a click away.
const LONGEST: usize = 160;

/// Stands in the address for changes without a name.
const NOBODY: &str = "?";

/// The audit trail of the open document.
#[component]
pub fn Audit() -> Html {
    let ws = workspace();
    let document = memo(move |_| ws.session.with(|session| session.as_ref().map(|session| Shared(session.document().clone()))));
    let names = memo(move |_| document.with(|document| Shared(Arc::new(document.as_ref().map(|document| Names::of(&[&document.0])).unwrap_or_default()))));
    let said = memo(move |_| document.with(|document| document.as_ref().map(|document| headline(document.0.audit()))));
    let who_wrote = memo(move |_| document.with(|document| document.as_ref().map(|document| people(document.0.audit())).unwrap_or_default()));
    let found = memo(move |_| {
        let (query, who) = (ws.filtered("q"), ws.filtered("who"));
        document.with(|document| document.as_ref().map(|document| names.with(|names| find(&document.0, &query, &who, &names.0))).unwrap_or_default())
    });
    let limit = RwSignal::new(BATCH);
    let verified = RwSignal::new(None::<Verdict>);
    // What was verified is the trail as it stood then.
    effect(move |_| {
        document.with(|_| ());
        verified.set(None);
    });
    let hidden = memo(move |_| found.with(Vec::len).saturating_sub(limit.get()));
    let nothing = memo(move |_| document.with(|document| document.as_ref().is_none_or(|document| document.0.audit().entries().is_empty())));
    let drawn = move || found.with(|found| found.iter().take(limit.get()).copied().collect::<Vec<_>>());
    let row = move |(place, _): (usize, i64)| {
        let entry = document.with_untracked(|document| document.as_ref().and_then(|document| document.0.audit().entries().get(place).cloned()));
        entry.map(|entry| names.with_untracked(|names| entry_row(&entry, &names.0))).into_html()
    };
    html! {
        <PageHead finding=derive(move || said.get().map(|said| said.finding).unwrap_or_default()) because=derive(move || said.get().map(|said| said.because).unwrap_or_default())>
            <button type="button" disabled={move || nothing.get()} on:click=move |_| verified.set(verify(ws))>"Verify"</button>
            <button type="button" disabled={move || nothing.get()} on:click=move |_| save(ws)>"Download as CSV"</button>
        </PageHead>
        <p class="verdict" role="status">{move || verified.get().map(|verdict| html! {
            <Pill tone=if verdict.whole { Tone::Good } else { Tone::Act } text=if verdict.whole { "verified" } else { "broken" }/>" "{verdict.sentence}
        })}</p>
        <div class="filters" hidden={move || nothing.get()}>
            <div class="field search">
                <label for="audit-query">"Find in the trail"</label>
                <input id="audit-query" type="search" autocomplete="off" placeholder="A word, a name, a value" prop:value={move || ws.filtered("q")} on:input=move |event| ws.filter("q", &event_target_value(&event))/>
            </div>
            <div class="field">
                <label for="audit-who">"By whom"</label>
                <select id="audit-who" on:change=move |event| ws.filter("who", &event_target_value(&event))>
                    {move || options(ws, who_wrote.get())}
                </select>
            </div>
            <p class="muted shown" role="status">{move || count(found.with(Vec::len), "change", "changes")}</p>
        </div>
        {move || document.with(|document| document.as_ref().is_some_and(|document| hides_scores(&document.0))).then(|| html! {
            <p class="muted">"Changes of scores are out of sight while scoring is blind. They are in the trail all the same."</p>
        })}
        <ol class="trail" aria-label="Changes, newest first">
            {each(drawn, |(place, at)| format!("{place} {at}"), row)}
        </ol>
        <p class="muted" hidden={move || nothing.get() || found.with(|found| !found.is_empty())}>"Nothing in the trail holds these words."</p>
        {move || (hidden.get() > 0).then(|| html! {
            <button type="button" class="more" on:click=move |_| limit.update(|limit| *limit += BATCH)>{move || format!("Show {} more of {}", hidden.get().min(BATCH), found.with(Vec::len))}</button>
        })}
    }
}

/// The places of the entries that match, newest first, each with its moment.
fn find(document: &Document, query: &str, who: &str, names: &Names) -> Vec<(usize, i64)> {
    let by = |entry: &AuditEntry| match who {
        "" => true,
        NOBODY => entry.who.trim().is_empty(),
        who => entry.who.trim() == who,
    };
    let hides = hides_scores(document);
    let entries = document.audit().entries().iter().enumerate().rev();
    entries
        .filter(|(_, entry)| !(hides && tells_scores(entry)))
        .filter(|(_, entry)| by(entry) && matches(entry, query, names))
        .map(|(place, entry)| (place, entry.at.millis()))
        .collect()
}

fn options(ws: Workspace, names: Vec<String>) -> Html {
    let ends = [(String::new(), "Everyone".to_owned()), (NOBODY.to_owned(), "Without a name".to_owned())];
    let [everyone, nobody] = ends;
    let people = names.into_iter().map(|name| (name.clone(), clipped(&name, 40)));
    std::iter::once(everyone)
        .chain(people)
        .chain([nobody])
        .map(|(value, label)| {
            let this = value.clone();
            html! { <option value=value prop:selected={move || ws.filtered("who") == this}>{label}</option> }
        })
        .collect::<Html>()
}

fn entry_row(entry: &AuditEntry, names: &Names) -> Html {
    let who = if entry.who.trim().is_empty() { "Without a name".to_owned() } else { entry.who.clone() };
    let mut lines = entry.changes.iter().map(|change| change_line(in_words(change, names)));
    let few = lines.by_ref().take(FEW).collect::<Html>();
    let rest = entry.changes.len().saturating_sub(FEW);
    let more = (rest > 0).then(|| {
        let lines = lines.collect::<Html>();
        html! { <details><summary>{count(rest, "more field", "more fields")}</summary><ul class="changes">{lines}</ul></details> }
    });
    html! {
        <li>
            <p class="when"><time datetime=String::from(entry.at)>{entry.at.date().to_string()}<span>{format!("{} UTC", entry.at.clock())}</span></time></p>
            <div>
                <p class="what">{entry.what.clone()}</p>
                <p class="who">{who}<span>{format!("revision {}", entry.revision)}</span></p>
                {entry.why.clone().map(|why| html! { <p class="why">"Why: "{why}</p> })}
                {(!entry.changes.is_empty()).then(|| html! { <ul class="changes">{few}</ul> })}
                {more}
            </div>
        </li>
    }
}

/// One changed field: where, which, from what to what.
pub fn change_line(change: InWords) -> Html {
    let InWords { place, field, before, after } = change;
    let whole = field.is_empty();
    let values = match (whole, before.is_empty(), after.is_empty()) {
        (true, true, _) => html! { <span class="field-name">"added"</span>{value(after)} },
        (true, false, true) => html! { <span class="field-name">"removed"</span>{value(before)} },
        _ => html! {
            <span class="field-name">{if whole { "changed".to_owned() } else { field }}</span>
            <span class="visually-hidden">" from "</span>
            {value(before)}
            <span class="arrow" aria-hidden="true">"→"</span>
            <span class="visually-hidden">" to "</span>
            {value(after)}
        },
    };
    html! { <li><span class="place">{place}</span>{values}</li> }
}

/// A value; a long one is cut, with the whole behind it.
fn value(text: String) -> Html {
    if text.is_empty() {
        return html! { <span class="value muted">"nothing"</span> };
    }
    let short = clipped(&text, LONGEST);
    if short == text {
        return html! { <span class="value">{text}</span> };
    }
    html! { <details class="value"><summary>{short}</summary><p>{text}</p></details> }
}

fn verify(ws: Workspace) -> Option<Verdict> {
    ws.session.with_untracked(|session| session.as_ref().map(|session| verdict(session.document())))
}

/// Saves the trail as a table.
fn save(ws: Workspace) {
    let Some(document) = ws.session.with_untracked(|session| session.as_ref().map(|session| session.document().clone())) else { return };
    let stem = format!("{}.audit", native::file_name(&document).trim_end_matches(".json"));
    let changes = count(document.audit().entries().len(), "change", "changes");
    saving::table(ws, &stem, &csv::audit_trail(&document), &format!("The table has {changes}."));
}

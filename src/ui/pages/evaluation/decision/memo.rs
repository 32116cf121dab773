//! The memo as it will print: each section with what is computed, the users' own words under it, and a field for them. A frozen
//! memo is shown as it was frozen.

use leptos::prelude::*;

use super::super::read;
use super::change;
use super::form::of;
use super::freezing::StateOfTheMemo;
use crate::domain::choice::Choice;
use crate::domain::paper::Paper;
use crate::domain::partner::decision::memo::{Made, MemoSection, memo};
use crate::ui::html::{Html, html, live};
use crate::ui::run::Callback;
use crate::ui::saving;
use crate::ui::signals::{Memo, RwSignal, derive, memo as remember};
use crate::ui::widgets::field::{Kind, TextField, any_text};
use crate::ui::widgets::folded::Folded;
use crate::ui::widgets::paper::{PaperView, facts_view, section_view};
use crate::ui::workspace::{Workspace, workspace};

/// The frozen memo, or the draft.
#[component]
pub(super) fn MemoView() -> Html {
    let ws = workspace();
    let frozen = remember(move |_| of(ws, |decision| decision.frozen.as_ref().map(|frozen| frozen.paper())));
    let draft_wanted = RwSignal::new(false);
    let shows_draft = remember(move |_| draft_wanted.get() || frozen.with(Option::is_none));
    let made = move || {
        let paper = frozen.get_untracked().filter(|_| !shows_draft.get_untracked());
        paper.or_else(|| ws.session.with_untracked(|session| session.as_ref()?.document().evaluation().map(|evaluation| draft(ws, evaluation))))
    };
    let save = move |_| {
        if let Some(paper) = made() {
            saving::paper(ws, &paper, "partner-selection-memo");
        }
    };
    let switch = move || {
        frozen.with(Option::is_some).then(|| {
            let words = if draft_wanted.get() { "Show the frozen memo" } else { "Show what the data say today" };
            html! { <button type="button" on:click=move |_| draft_wanted.update(|wanted| *wanted = !*wanted)>{words}</button> }
        })
    };
    html! {
        <div class="stack memo-tools">
            <StateOfTheMemo/>
            <div class="row-of-buttons">
                <button type="button" on:click=save>"Save as HTML"</button>
                <button type="button" on:click=move |_| window().print().unwrap_or_default()>"Print"</button>
                {switch}
            </div>
        </div>
        {live(move || match frozen.get().filter(|_| !shows_draft.get()) {
            Some(paper) => html! { <PaperView paper/> },
            None => html! { <Draft/> },
        })}
    }
}

fn draft(ws: Workspace, evaluation: &crate::domain::partner::evaluation::PartnerEvaluation) -> Paper {
    memo(evaluation, Made::Draft(ws.today.get_untracked()), &ws.preferences.with_untracked(|preferences| preferences.name.clone()))
}

/// The draft, each section with a field for words of one's own.
#[component]
fn Draft() -> Html {
    let ws = workspace();
    // Made once for each edit; its parts are then drawn anew where they changed.
    let paper = remember(move |_| read(ws, |evaluation| draft(ws, evaluation)).unwrap_or_default());
    let head = remember(move |_| paper.with(|paper| (paper.title.clone(), paper.subject.clone(), paper.facts.clone())));
    let head = live(move || {
        let (title, subject, facts) = head.get();
        html! { <header><p class="paper-title">{title}</p><p class="subject">{subject}</p>{facts_view(&facts)}</header> }
    });
    let sections = MemoSection::ALL.iter().enumerate().map(|(place, section)| edited(ws, paper, place, *section)).collect::<Html>();
    let note = derive(move || paper.with(|paper| paper.note.clone()));
    html! { <article class="paper" aria-label="Partner selection memo">{head}{sections}<p class="note">{note}</p></article> }
}

fn edited(ws: Workspace, paper: Memo<Paper>, place: usize, section: MemoSection) -> Html {
    let shown = remember(move |_| paper.with(|paper| paper.sections.get(place).cloned()));
    let key = section.key();
    let label = format!("Your words on “{}”", section.label());
    let content = Callback::new(move |()| {
        let value = derive(move || of(ws, |decision| decision.words_on(key).to_owned()));
        let commit = any_text(move |text| change(ws, |decision| decision.say(key, text)));
        let hint = "They stand under what is computed. A blank line begins a new paragraph.";
        html! { <TextField label=label.clone() kind=Kind::Paragraph value commit hint/> }
    });
    html! {
        {live(move || shown.get().map(|shown| section_view(place + 1, &shown)))}
        <Folded title=format!("Add words on “{}”", section.label()) class="inner memo-words" content/>
    }
}

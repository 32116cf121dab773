//! The interview guide: all questions with room for notes, what must be shown, and what each score means, on paper.

use leptos::prelude::*;

use super::super::on_paper::{paper_actions, sheet};
use super::super::read;
use crate::domain::id::Id;
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::interview::{guide_headline, interview_guide};
use crate::domain::partner::scorecard::shown;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{derive, memo};
use crate::ui::widgets::field::SelectField;
use crate::ui::widgets::headline::FindingHead;
use crate::ui::workspace::workspace;

/// The guide, for all candidates or with one by name.
#[component]
pub(super) fn Guide() -> Html {
    let ws = workspace();
    let head = memo(move |_| read(ws, guide_headline));
    let chosen = memo(move |_| ws.filtered("for"));
    let paper = memo(move |_| {
        let key = chosen.get();
        read(ws, |evaluation| {
            let candidate = Id::<Candidate>::parse(&key).and_then(|id| evaluation.candidates.get(&id).cloned());
            interview_guide(evaluation, candidate.as_deref(), ws.today.get())
        })
    });
    let options = derive(move || {
        let all = std::iter::once((String::new(), "Any candidate".to_owned()));
        let named = read(ws, |evaluation| evaluation.running().map(|candidate| (candidate.id.to_string(), shown(candidate.as_ref()))).collect::<Vec<_>>());
        all.chain(named.unwrap_or_default()).collect::<Vec<_>>()
    });
    html! {
        <FindingHead head>
            {paper_actions(ws, paper, "interview-guide")}
        </FindingHead>
        <div class="guide-for"><SelectField label="Guide for" options value=chosen commit=Callback::new(move |key: String| ws.filter("for", &key))/></div>
        {sheet(paper)}
    }
}

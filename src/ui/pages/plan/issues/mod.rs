//! What has happened: the register of issues with the next step up of each, the chosen one beside it, and the ladder.

mod escalations;
mod ladder;
mod panel;
mod rows;

use leptos::prelude::*;

use self::ladder::LadderCard;
use self::panel::IssuePanel;
use self::rows::{columns, shown};
use super::schedule::with_plan;
use super::scope::edit::of_plan;
use crate::domain::choice::Choice;
use crate::domain::collection::Collection;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::issue::escalation::EscalationLevel;
use crate::domain::issue::register::{Issue, Severity};
use crate::domain::overview::issue_registers::issues_headline;
use crate::domain::plan::TrialPlan;
use crate::session::command::{Change, Edit, Kept};
use crate::session::issues::next_issue;
use crate::ui::html::{Html, html};
use crate::ui::pages::home::export::{self, Export};
use crate::ui::route::{Page, Place};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use crate::ui::widgets::card::Empty;
use crate::ui::widgets::field::{SelectField, TextField, any_text};
use crate::ui::widgets::headline::FindingHead;
use crate::ui::widgets::register::{Register, focus_record};
use crate::ui::workspace::{Workspace, workspace};

/// The ladder of the open plan, for everything on the page.
#[derive(Clone, Copy)]
struct Ladder(Memo<Collection<EscalationLevel>>);

impl Ladder {
    fn in_use() -> Ladder {
        expect_context()
    }

    fn get(self) -> Collection<EscalationLevel> {
        self.0.get()
    }
}

/// Adds an issue and goes to it.
pub fn add(ws: Workspace) {
    raise(ws, |plan, id, today| Some(Issue::change(Edit::put(Issue::new(id, next_issue(plan), "New issue", today)))));
}

/// Carries out what `make` makes of the plan, a new id and today, and goes to the issue of that id.
pub fn raise(ws: Workspace, make: impl FnOnce(&TrialPlan, Id<Issue>, Date) -> Option<Change>) {
    let (id, today) = (ws.id::<Issue>(), ws.today.get_untracked());
    let change = ws.session.with_untracked(|session| make(session.as_ref()?.document().plan()?, id.clone(), today));
    if let (Some(document), Some(change)) = (ws.open_id(), change)
        && ws.dispatch(change)
    {
        ws.go(Place::new(document, Page::Issues).with_record(Some(id.to_string())));
        focus_record();
    }
}

/// The register of issues.
#[component]
pub fn Issues() -> Html {
    let ws = workspace();
    let ladder = Ladder(of_plan(ws, |plan| plan.escalation_levels.clone()));
    provide_context(ladder);
    let head = memo(move |_| with_plan(ws, |plan| issues_headline(plan, ws.today.get())));
    let rows = memo(move |_| with_plan(ws, |plan| shown(ws, plan)).unwrap_or_default());
    let empty = memo(move |_| with_plan(ws, |plan| plan.issues.is_empty()).unwrap_or(true));
    // A level of the ladder may be chosen as well: it stands below the register, and not beside it.
    let is_level = move |record: &str| ladder.get().iter().any(|level| level.id.as_str() == record);
    let opened = memo(move |_| ws.place().and_then(|place| place.record).is_some_and(|record| !is_level(&record)));
    let status_options: Vec<(String, String)> =
        [("", "Open"), ("resolved", "Resolved"), ("all", "All")].map(|(key, label)| (key.to_owned(), label.to_owned())).into();
    let severity_options: Vec<(String, String)> = std::iter::once((String::new(), "All severities".to_owned()))
        .chain(Severity::ALL.iter().rev().map(|severity| (severity.key().to_owned(), severity.label().to_owned())))
        .collect();
    html! {
        <FindingHead head>
            {move || (!empty.get()).then(|| html! { <button type="button" on:click=move |_| export::open_document_as(ws, Export::Issues)>"Save as CSV"</button> })}
            <button type="button" class="primary" on:click=move |_| add(ws)>"Add issue"</button>
        </FindingHead>
        {move || if empty.get() {
            html! {
                <div class="stack">
                    <Empty title="What has happened?" text="An issue is a risk that has come true, a limit that was exceeded, or anything else that must be dealt with. Give it a severity and an owner; the ladder below says who must be told by when. A risk becomes an issue in one step on the Risks page.">
                        <button type="button" class="primary" on:click=move |_| add(ws)>"Add the first issue"</button>
                    </Empty>
                    <LadderCard/>
                </div>
            }
        } else {
            html! {
                <div class="issues" class:with-record=opened>
                    <div class="stack">
                        <div class="filters">
                            <div class="field search"><TextField label="Find" value=derive(move || ws.filtered("find")) commit=any_text(move |text| ws.filter("find", &text)) placeholder="Issue, number or owner" live=Callback::new(move |text: String| ws.filter("find", &text))/></div>
                            <SelectField label="Status" options=status_options.clone() value=derive(move || ws.filtered("status")) commit=Callback::new(move |key: String| ws.filter("status", &key))/>
                            <SelectField label="Severity" options=severity_options.clone() value=derive(move || ws.filtered("severity")) commit=Callback::new(move |key: String| ws.filter("severity", &key))/>
                        </div>
                        <div>
                            <Register<Issue> label="Issues" class="issue-rows" columns=columns() rows/>
                            <p class="muted" hidden={move || !rows.with(Vec::is_empty)}>"Nothing matches. Clear the filters to see everything."</p>
                        </div>
                        <LadderCard/>
                    </div>
                    <div class="side"><IssuePanel/></div>
                </div>
            }
        }}
    }
}

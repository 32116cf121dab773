//! What is in scope, what is not, and what is assumed.

use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::Memo;
use leptos::prelude::*;

use super::edit::of_plan;
use super::facts::Facts;
use super::section::Section;
use crate::domain::id::Id;
use crate::domain::plan::scope::{Statement, StatementKind};
use crate::ui::widgets::list::EditableList;
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::{Workspace, workspace};

/// The card of the three lists.
#[component]
pub fn Statements() -> Html {
    let ws = workspace();
    html! {
        <Section key="statements">
            <div class="columns">
                {list(ws, StatementKind::InScope, "In scope", "Add what is in scope", "Work that the plan covers, and that partners price: “Home nurse for the visits at weeks 8 and 16.”")}
                {list(ws, StatementKind::OutOfScope, "Out of scope", "Add what is out of scope", "Work that someone might expect and that the plan leaves out: “Open-label extension.”")}
                {list(ws, StatementKind::Assumption, "Assumptions", "Add an assumption", "What the plan takes for granted: “Each active site randomises half a participant a month.”")}
            </div>
        </Section>
    }
}

fn list(ws: Workspace, kind: StatementKind, title: &'static str, add_label: &'static str, empty: &'static str) -> Html {
    let rows =
        of_plan(ws, move |plan| plan.statements.iter().filter(|statement| statement.kind == kind).map(|statement| statement.id.clone()).collect::<Vec<_>>());
    let add = Callback::new(move |()| ws.add(Statement { id: ws.id(), kind, text: String::new(), extra: Default::default() }));
    html! {
        <div class="statement-list">
            <h3>{title}<span class="tally">{move || rows.with(Vec::len)}</span></h3>
            <EditableList label=title class="statements" rows fields=statement add_label add empty/>
        </div>
    }
}

fn statement(ws: Workspace, id: Id<Statement>, record: Memo<Option<Shared<Statement>>>) -> Html {
    Facts::new(ws, id, record).prose("Statement", |statement| &statement.text, |statement, text| statement.text = text)
}

//! Who judges, by role.

use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use leptos::prelude::*;

use super::super::library::begin_with;
use super::super::{read, read_now};
use super::text_of;
use crate::domain::id::Id;
use crate::domain::partner::candidate::Evaluator;
use crate::domain::words::count;
use crate::session::cascade_partner::remove_evaluator;
use crate::ui::widgets::card::Card;
use crate::ui::widgets::field::{TextField, any_text};
use crate::ui::widgets::list::EditableList;
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::{Workspace, workspace};

/// The evaluators.
#[component]
pub fn Evaluators() -> Html {
    let ws = workspace();
    let rows = memo(move |_| read(ws, |evaluation| evaluation.evaluators.iter().map(|evaluator| evaluator.id.clone()).collect::<Vec<_>>()).unwrap_or_default());
    let aside = derive(move || count(rows.with(Vec::len), "evaluator", "evaluators"));
    let remove = move |id: Id<Evaluator>| {
        if let Some((change, role)) =
            read_now(ws, |evaluation| Some((remove_evaluator(evaluation, &id), evaluation.evaluators.get(&id)?.role.clone()))).flatten()
        {
            ws.remove_with(change, "evaluator", &role);
        }
    };
    let begin = move |_| begin_with::<Evaluator>(ws);
    let usual = move || rows.with(Vec::is_empty).then(|| html! { <button type="button" on:click=begin>"Start from the usual roles"</button> });
    html! {
        <Card title="Evaluators" aside>
            <EditableList label="Evaluators" class="evaluators" rows fields add_label="Add an evaluator" add=Callback::new(move |()| add(ws)) remove=Callback::new(remove)
                empty="Name the roles that will score, at least two. Roles are enough; names of people need not be kept here."/>
            {usual}
        </Card>
    }
}

/// Adds an evaluator without a role.
pub(super) fn add(ws: Workspace) {
    ws.add(Evaluator::new(ws.id(), ""));
}

fn fields(ws: Workspace, id: Id<Evaluator>, record: Memo<Option<Shared<Evaluator>>>) -> Html {
    let commit = any_text(move |role| ws.update(&id, |evaluator: &mut Evaluator| evaluator.role = role));
    html! { <TextField label="Role" placeholder="Clinical operations lead" value=text_of(record, |evaluator| &evaluator.role) commit/> }
}

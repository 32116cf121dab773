//! A task by its name, which leads to it on the Schedule page.

use leptos::prelude::*;

use crate::domain::id::Id;
use crate::domain::schedule::task::Task;
use crate::ui::html::{Html, html};
use crate::ui::route::{Page, Place, Route};
use crate::ui::signals::{Memo, memo};
use crate::ui::workspace::{Workspace, workspace};

/// The link.
#[component]
pub fn TaskLink(task: Id<Task>, name: Memo<String>) -> Html {
    let ws = workspace();
    let href = move || ws.open_id().map(|document| Route::from(Place::new(document, Page::Schedule).with_record(Some(task.to_string()))).href());
    html! { <a href=href>{name}</a> }
}

/// What a task is called, for as long as it is in the plan.
pub fn name_of(ws: Workspace, task: Id<Task>) -> Memo<String> {
    memo(move |_| {
        let name = ws.session.with(|session| Some(session.as_ref()?.document().plan()?.tasks.get(&task)?.name.clone()));
        name.unwrap_or_else(|| "a task that is gone".to_owned())
    })
}

//! A field in which a task of the plan is chosen by its name.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::domain::choice::Choice;
use crate::domain::id::Id;
use crate::domain::schedule::task::{Task, TaskKind};
use crate::session::naming;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::Signal;
use crate::ui::widgets::pick::PickField;
use crate::ui::workspace::workspace;

/// The field. `commit` takes the task, or `None` where the name was taken out, and may complain.
#[component]
pub fn TaskPicker(
    #[prop(into)] label: Signal<String>,
    /// The name of the task that is chosen.
    #[prop(into)]
    value: Signal<String>,
    /// The ids of the tasks that are not offered.
    without: Callback<(), BTreeSet<String>>,
    /// The kinds that are offered.
    #[prop(optional)]
    only: Option<TaskKind>,
    commit: Callback<Option<Id<Task>>, Result<(), String>>,
    #[prop(into, optional)] hint: String,
    #[prop(into, optional)] placeholder: String,
) -> Html {
    let ws = workspace();
    let kinds = only.map_or_else(|| TaskKind::ALL.to_vec(), |only| vec![only]);
    let offer = Callback::new(move |typed: String| {
        let left_out = without.run(());
        let may = |task: &Task| kinds.contains(&task.kind) && !left_out.contains(task.id.as_str());
        ws.session.with_untracked(|session| Some(naming::offered(session.as_ref()?.document().plan()?, &typed, may))).unwrap_or_default()
    });
    let take = Callback::new(move |typed: String| {
        if typed.trim().is_empty() {
            return commit.run(None);
        }
        let meant = ws.session.with_untracked(|session| Some(naming::meant(session.as_ref()?.document().plan()?, &typed)));
        meant.map_or(Ok(()), |meant| commit.run(Some(meant?)))
    });
    html! { <PickField label value offer commit=take hint placeholder/> }
}

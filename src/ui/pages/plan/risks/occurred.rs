//! What follows from the chosen risk, and the step that makes an issue of it when it has happened.

use leptos::prelude::*;

use crate::domain::id::Id;
use crate::domain::risk::register::Risk;
use crate::session::follow_up::About;
use crate::session::issues::occurred;
use crate::ui::html::{Html, html};
use crate::ui::pages::plan::follow_up::FollowUp;
use crate::ui::pages::plan::issues::raise;
use crate::ui::pages::plan::scope::edit::of_plan;
use crate::ui::signals::constant;
use crate::ui::workspace::workspace;

/// The button, and the issues, actions and decisions about the risk.
#[component]
pub fn Occurred(id: StoredValue<Id<Risk>>) -> Html {
    let ws = workspace();
    // While an open issue is about the risk, it has been said already.
    let said = of_plan(ws, move |plan| plan.issues.iter().any(|issue| issue.is_open() && issue.risk.as_ref() == Some(&id.get_value())));
    let happened = move |_| raise(ws, |plan, issue, today| occurred(plan, &id.get_value(), issue, ws.id(), today));
    html! {
        {move || (!said.get()).then(|| html! {
            <div class="row-of-buttons"><button type="button" on:click=happened>"It has happened: make an issue of it"</button></div>
        })}
        <FollowUp about=constant(About::Risk(id.get_value()))/>
    }
}

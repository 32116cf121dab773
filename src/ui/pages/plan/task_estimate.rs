//! How far the duration of the chosen task may be off: a three-point estimate, and what it comes to.

use leptos::prelude::*;

use super::schedule::with_plan;
use crate::domain::id::Id;
use crate::domain::order::named;
use crate::domain::plan::TrialPlan;
use crate::domain::schedule::estimate::{self, End};
use crate::domain::schedule::logic::{Estimate, Spread};
use crate::domain::schedule::task::Task;
use crate::domain::schedule::time_span::Duration;
use crate::session::command::{Edit, Kept};
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, Signal, derive, memo};
use crate::ui::widgets::field::{ChoiceField, Commit, TextField, any_text};
use crate::ui::widgets::folded::Folded;
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::{Workspace, workspace};

/// The estimate, folded away while there is none.
#[component]
pub fn TaskEstimate(id: StoredValue<Id<Task>>, record: Memo<Option<Shared<Task>>>) -> Html {
    let given = memo(move |_| record.get().and_then(|task| task.0.estimate.clone()));
    let title = derive(move || match given.get() {
        Some(Estimate { optimistic, pessimistic, .. }) => format!("Three-point estimate: {optimistic} to {pessimistic}"),
        None => "Three-point estimate".to_owned(),
    });
    let content = Callback::new(move |()| html! { <Ends id record given/> });
    html! { <Folded title class="estimate" content unfolded=given.with_untracked(Option::is_some)/> }
}

#[component]
fn Ends(id: StoredValue<Id<Task>>, record: Memo<Option<Shared<Task>>>, given: Memo<Option<Estimate>>) -> Html {
    let ws = workspace();
    let likely = memo(move |_| record.get().and_then(|task| task.0.work()));
    let end = move |read: fn(&Estimate) -> Duration| -> Signal<String> {
        derive(move || given.with(|given| given.as_ref().map(|estimate| read(estimate).to_string())).unwrap_or_default())
    };
    let spread = derive(move || given.with(|given| given.as_ref().map_or(Spread::BetaPert, |estimate| estimate.spread)));
    let change = move |change: &dyn Fn(&mut Estimate)| {
        ws.update(&id.get_value(), |task: &mut Task| {
            if let Some(estimate) = &mut task.estimate {
                change(estimate);
            }
        });
    };
    let group = derive(move || given.with(|given| given.as_ref().map(|estimate| estimate.group.clone())).unwrap_or_default());
    let groups = derive(move || in_use(ws, |estimate| &estimate.group));
    let source = derive(move || given.with(|given| given.as_ref().map(|estimate| estimate.source.clone())).unwrap_or_default());
    let sources = derive(move || in_use(ws, |estimate| &estimate.source));
    let comes_to = move || record.get().and_then(|task| estimate::words(&task.0)).unwrap_or_default();
    let most_likely = move || match likely.get() {
        Some(likely) => format!("Most likely: {likely}, the duration. Give what it takes if all goes well, and if much goes wrong."),
        None => "Give the task a duration first: it is the most likely value.".to_owned(),
    };
    let present = memo(move |_| given.with(Option::is_some));
    html! {
        <p class="muted">{most_likely}</p>
        <div class="form" hidden={move || likely.get().is_none() && !present.get()}>
            <TextField label="Optimistic" value=end(|estimate| estimate.optimistic) commit=commit(ws, id, End::Optimistic) placeholder="20 days"/>
            <TextField label="Pessimistic" value=end(|estimate| estimate.pessimistic) commit=commit(ws, id, End::Pessimistic) placeholder="60 days"/>
            {move || present.get().then(|| html! {
                <ChoiceField<Spread> label="Spread" value=spread commit=Callback::new(move |spread| change(&|estimate| estimate.spread = spread))/>
                <TextField label="Source" value=source commit=any_text(move |text| change(&|estimate| estimate.source = text.clone())) suggestions=sources placeholder="Expert, earlier trials"/>
                <TextField label="Group" value=group commit=any_text(move |text| change(&|estimate| text.trim().clone_into(&mut estimate.group))) suggestions=groups
                    hint="Tasks in one group tend to be late together, as far as the correlation under Calendars and status date says."/>
            })}
        </div>
        <p class="comes-to" role="status">{comes_to}</p>
        {move || present.get().then(|| html! {
            <button type="button" on:click=move |_| ws.update(&id.get_value(), |task: &mut Task| task.estimate = None)>"Remove the estimate"</button>
        })}
    }
}

/// The distinct texts that estimates have in a field, in order.
fn in_use(ws: Workspace, field: fn(&Estimate) -> &String) -> Vec<String> {
    let texts = |plan: &TrialPlan| {
        named(&mut plan.tasks.iter().filter_map(|task| task.estimate.as_ref()).map(|estimate| field(estimate).as_str()).filter(|text| !text.is_empty()))
    };
    with_plan(ws, texts).unwrap_or_default()
}

fn commit(ws: Workspace, id: StoredValue<Id<Task>>, end: End) -> Commit {
    Callback::new(move |text: String| {
        if let Some(task) = ws.record(&id.get_value()) {
            ws.dispatch(Task::change(Edit::put(estimate::with_end(&task, end, &text)?)));
        }
        Ok(())
    })
}

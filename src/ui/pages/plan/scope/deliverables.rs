//! What the trial hands over, and when.

use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use leptos::prelude::*;

use super::edit::{ids, of_plan};
use super::facts::Facts;
use super::section::{Heads, Section};
use crate::domain::id::Id;
use crate::domain::order::named;
use crate::domain::overview::scope::deliverable_standing;
use crate::domain::plan::scope::Deliverable;
use crate::ui::widgets::list::EditableList;
use crate::ui::widgets::pill::Pill;
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::{Workspace, workspace};

/// The card of the deliverables.
#[component]
pub fn Deliverables() -> Html {
    let ws = workspace();
    let rows = ids::<Deliverable>(ws);
    let aside = of_plan(ws, |plan| {
        let delivered = plan.deliverables.iter().filter(|deliverable| deliverable.delivered.is_some()).count();
        if plan.deliverables.is_empty() { String::new() } else { format!("{delivered} of {} delivered", plan.deliverables.len()) }
    });
    let add = Callback::new(move |()| {
        ws.add(Deliverable { id: ws.id(), name: String::new(), owner: String::new(), due: None, delivered: None, extra: Default::default() })
    });
    html! {
        <Section key="deliverables" aside>
            <Heads class="deliverables" titles=&["Deliverable", "Owner", "Due", "Delivered", "Status"] empty=derive(move || rows.with(Vec::is_empty))/>
            <EditableList label="Deliverables" class="deliverables" rows fields=deliverable add_label="Add a deliverable" add
                empty="What the trial hands over belongs here, with a date and the role that answers for it: protocol, monitoring plan, statistical analysis plan, locked database, study report."/>
        </Section>
    }
}

fn deliverable(ws: Workspace, id: Id<Deliverable>, record: Memo<Option<Shared<Deliverable>>>) -> Html {
    let facts = Facts::new(ws, id, record);
    let owners = of_plan(ws, |plan| {
        let mut owners = plan
            .deliverables
            .iter()
            .map(|deliverable| deliverable.owner.as_str())
            .chain(plan.tasks.iter().map(|task| task.owner.as_str()))
            .chain(plan.risks.iter().map(|risk| risk.owner.as_str()))
            .filter(|owner| !owner.is_empty());
        named(&mut owners)
    });
    let standing = memo(move |_| record.get().and_then(|deliverable| deliverable_standing(&deliverable.0, ws.today.get())));
    html! {
        {facts.line("Deliverable", |deliverable| &deliverable.name, |deliverable, text| deliverable.name = text)}
        {facts.usual("Owner", owners, |deliverable| &deliverable.owner, |deliverable, text| deliverable.owner = text)}
        {facts.date("Due", |deliverable| deliverable.due, |deliverable, date| deliverable.due = date)}
        {facts.date("Delivered", |deliverable| deliverable.delivered, |deliverable, date| deliverable.delivered = date)}
        <div class="standing">{move || standing.get().map(|(urgency, text)| html! { <Pill tone=urgency.into() text/> })}</div>
    }
}

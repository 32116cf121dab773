//! The way to the contract: the steps with their days, when each is planned and was done, and what comes next.

use leptos::prelude::*;

use super::super::library::begin_with;
use super::super::{read, read_now};
use super::text_of;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::scorecard::shown;
use crate::domain::partner::selection::SelectionStep;
use crate::domain::partner::selection::planning::{backward, forward};
use crate::domain::partner::selection::progress::{SOON, StepState, steps_headline};
use crate::session::partner_preparation::{decides, planned};
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, RwSignal, derive, memo};
use crate::ui::widgets::card::{Card, Empty};
use crate::ui::widgets::field::{DateField, Kind, SelectField, TextField, any_text};
use crate::ui::widgets::list::EditableList;
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::{Workspace, workspace};

/// The steps.
#[component]
pub(super) fn Steps() -> Html {
    let ws = workspace();
    let rows = memo(move |_| read(ws, |evaluation| evaluation.selection_steps.iter().map(|step| step.id.clone()).collect::<Vec<_>>()).unwrap_or_default());
    let head = memo(move |_| read(ws, |evaluation| steps_headline(evaluation, ws.today.get())));
    let none = memo(move |_| rows.with(Vec::is_empty));
    let add = move |()| ws.add(SelectionStep::new(ws.id(), ""));
    let begin = move |_| begin_with::<SelectionStep>(ws);
    let finding = move || {
        head.get().filter(|_| !none.get()).map(|head| {
            html! {
                <p class="steps-finding" role="status"><Pill tone=Tone::from(head.urgency) text=head.finding/><span>{head.because}</span></p>
            }
        })
    };
    let first_step = move || {
        none.get().then(|| html! {
            <Empty title="From the first request to the contract" text="Fourteen steps with the days that each usually takes, from the agreed need to the kick-off. Their dates are counted back from the day on which the decision is due, or forward from a start.">
                <button type="button" class="primary" on:click=begin>"Start from the usual steps"</button>
            </Empty>
        })
    };
    html! {
        <Card title="Way to the contract">
            <div class="stack">
                {first_step}
                {finding}
                {move || (!none.get()).then(|| html! { <Planning/> })}
                <div class="steps-list">
                    <p class="steps-columns" aria-hidden="true" hidden={move || none.get()}><span>"Step"</span><span>"Days"</span><span>"Planned"</span><span>"Done"</span><span>"Status"</span></p>
                    <EditableList label="Steps to the contract" class="steps" rows fields add_label="Add a step" add=Callback::new(add) empty=""/>
                </div>
            </div>
        </Card>
    }
}

/// Steps with the dates that they shall have.
type Planned = Vec<(Id<SelectionStep>, Date)>;

/// The two ways to give all open steps their dates.
#[component]
fn Planning() -> Html {
    let ws = workspace();
    let due = memo(move |_| read(ws, |evaluation| evaluation.brief.decision_due).flatten());
    let start = RwSignal::new(None::<Date>);
    let begun = derive(move || Some(start.get().unwrap_or(ws.today.get())));
    let plan = move |dates: &dyn Fn(&PartnerEvaluation) -> Planned| {
        let change = read_now(ws, |evaluation| planned(evaluation, &dates(evaluation))).flatten();
        if change.is_none() {
            ws.say("The open steps have these dates already.");
        } else if change.is_some_and(|change| ws.dispatch(change)) {
            ws.say_with("The open steps have new dates.", "Undo", move || ws.undo());
        }
    };
    let from_start = move |_| {
        if let Some(start) = begun.get_untracked() {
            plan(&|evaluation| forward(&evaluation.selection_steps, start));
        }
    };
    let from_decision = move |_| {
        if let Some(due) = due.get_untracked() {
            plan(&|evaluation| backward(&evaluation.selection_steps, due));
        }
    };
    let steps = derive(move || {
        let named =
            |evaluation: &PartnerEvaluation| evaluation.selection_steps.iter().map(|step| (step.id.to_string(), shown(step.as_ref()))).collect::<Vec<_>>();
        std::iter::once((String::new(), "The last one".to_owned())).chain(read(ws, named).unwrap_or_default()).collect::<Vec<_>>()
    });
    let decision = derive(move || {
        let of = |evaluation: &PartnerEvaluation| evaluation.selection_steps.iter().find(|step| step.decides).map(|step| step.id.to_string());
        read(ws, of).flatten().unwrap_or_default()
    });
    let decide = Callback::new(move |key: String| {
        if let Some(change) = read_now(ws, |evaluation| decides(evaluation, Id::parse(&key).as_ref())).flatten() {
            ws.dispatch(change);
        }
    });
    let decision_label = move || match due.get() {
        Some(due) => format!("Plan back from the decision, due on {due}"),
        None => "Plan back from the decision".to_owned(),
    };
    let not_due = move || due.get().is_none();
    html! {
        <div class="steps-planning">
            <SelectField label="The decision is the step" options=steps value=decision commit=decide/>
            <div class="from-decision">
                <button type="button" disabled=not_due on:click=from_decision>{decision_label}</button>
                <span class="field-help" hidden={move || !not_due()}>"Say above when the decision is due."</span>
            </div>
            <div class="from-start">
                <button type="button" on:click=from_start>"Plan forward from"</button>
                <DateField label="Start of the next step" hide_label=true value=begun commit=Callback::new(move |date| start.set(date))/>
            </div>
        </div>
    }
}

fn fields(ws: Workspace, id: Id<SelectionStep>, record: Memo<Option<Shared<SelectionStep>>>) -> Html {
    let id = StoredValue::new(id);
    let update = move |change: &dyn Fn(&mut SelectionStep)| ws.update(&id.get_value(), |step: &mut SelectionStep| change(step));
    let days = derive(move || record.with(|record| record.as_ref().map_or(String::new(), |record| record.0.days.to_string())));
    let set_days = Callback::new(move |text: String| {
        let days = text.trim().parse::<u16>().ok().filter(|days| *days <= 999).ok_or_else(|| "A whole number of days, up to 999.".to_owned())?;
        update(&|step| step.days = days);
        Ok(())
    });
    let date = move |read: fn(&SelectionStep) -> Option<Date>| derive(move || record.with(|record| record.as_ref().and_then(|record| read(&record.0))));
    let set_date = move |put: fn(&mut SelectionStep, Option<Date>)| Callback::new(move |date| update(&|step| put(step, date)));
    let state = move || {
        record.with(|record| record.as_ref().map(|record| StepState::of(&record.0, ws.today.get()))).map(|state| match state {
            StepState::Unplanned => html! { <span class="muted">{state.label()}</span> },
            StepState::Ahead(days) if days > SOON => html! { <span class="muted">{state.label()}</span> },
            _ => html! { <Pill tone=Tone::from(state.urgency()) text=state.label()/> },
        })
    };
    html! {
        <TextField label="Step" placeholder="What happens" value=text_of(record, |step| &step.name) commit=any_text(move |text| update(&|step| step.name = text.clone()))/>
        <TextField label="Usual days" kind=Kind::Number value=days commit=set_days/>
        <DateField label="Planned" value=date(|step| step.planned) commit=set_date(|step, date| step.planned = date)/>
        <DateField label="Done" value=date(|step| step.done) commit=set_date(|step, date| step.done = date)/>
        <p class="step-state">{state}</p>
        <div class="step-note">
            <TextField label="What it needs" hide_label=true kind=Kind::Paragraph placeholder="What it needs, and who does it" value=text_of(record, |step| &step.note) commit=any_text(move |text| update(&|step| step.note = text.clone()))/>
        </div>
    }
}

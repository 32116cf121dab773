//! The chosen risk, editable in place, in the order in which an inspector asks: what it threatens, what may happen, what
//! holds it back, how it scores and why, what is done about it, what that should leave, what watches it, when it is looked at
//! again.

mod assessors;
mod linked;
mod response;
mod score;

use leptos::prelude::*;

use self::assessors::Assessors;
use self::linked::{Factors, Limits};
use self::response::Response;
use self::score::{Scales, ScoreFields};
use super::super::schedule::with_plan;
use super::Method;
use super::delays::Delays;
use super::money::RiskMoney;
use super::together::remove_all;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::order::named;
use crate::domain::risk::register::{Risk, RiskCategory, RiskStatus};
use crate::domain::risk::scale::{Band, Score};
use crate::domain::words::span;
use crate::ui::html::{Children, Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, Signal, derive, memo};
use crate::ui::widgets::field::{ChoiceField, DateField, Kind, TextField, any_text, some_text};
use crate::ui::widgets::folded::Folded;
use crate::ui::widgets::pill::{Pill, ScorePill, Tone};
use crate::ui::widgets::register::{RecordPanel, Shared, chosen_record};
use crate::ui::workspace::{Workspace, workspace};

/// The risk that the panel shows. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    ws: Workspace,
    id: StoredValue<Id<Risk>>,
    record: Memo<Option<Shared<Risk>>>,
}

impl Chosen {
    /// A text of it.
    fn text(self, field: fn(&Risk) -> String) -> Signal<String> {
        derive(move || self.record.get().map_or(String::new(), |risk| field(&risk.0)))
    }

    /// A day of it.
    fn day(self, field: fn(&Risk) -> Option<Date>) -> Signal<Option<Date>> {
        derive(move || self.record.get().and_then(|risk| field(&risk.0)))
    }

    /// What a field of several lines or one makes of it.
    fn set_text(self, change: fn(&mut Risk, String)) -> crate::ui::widgets::field::Commit {
        any_text(move |text| self.update(|risk| change(risk, text)))
    }

    /// What a field for a day makes of it.
    fn set_day(self, change: fn(&mut Risk, Option<Date>)) -> Callback<Option<Date>> {
        Callback::new(move |day| self.update(|risk| change(risk, day)))
    }

    /// Changes it.
    fn update(self, change: impl FnOnce(&mut Risk)) {
        self.ws.update(&self.id.get_value(), change);
    }
}

/// The panel beside the register.
#[component]
pub fn RiskPanel() -> Html {
    let unchosen = "Choose a risk to see and edit it. Arrow keys move, Enter opens, Escape goes back.";
    chosen_record(workspace(), Some(unchosen), "This risk is not in the register any more.", panel)
}

/// A part of the panel with its heading.
#[component]
fn Part(title: &'static str, children: Children) -> Html {
    html! { <section class="part"><h3>{title}</h3>{children()}</section> }
}

fn panel(ws: Workspace, id: Id<Risk>, record: Memo<Option<Shared<Risk>>>) -> Html {
    let method = Method::in_use();
    let id = StoredValue::new(id);
    let chosen = Chosen { ws, id, record };
    let owners = derive(move || {
        with_plan(ws, |plan| {
            let roles = plan.risks.iter().flat_map(|risk| [risk.owner.as_str(), risk.response_owner.as_str()]);
            named(&mut roles.filter(|owner| !owner.is_empty()))
        })
        .unwrap_or_default()
    });
    let scored = move |read: fn(&Risk) -> Option<Score>| memo(move |_| record.get().and_then(|risk| read(&risk.0)));
    let set = move |write: fn(&mut Risk, Option<Score>)| Callback::new(move |score| chosen.update(|risk| write(risk, score)));
    let (inherent, current, target) = (scored(|risk| risk.inherent), scored(|risk| risk.current), scored(|risk| risk.target));
    let said = move |what: &'static str, score: Memo<Option<Score>>| {
        derive(move || match method.judged(score.get()) {
            Some(judged) => format!("{what}: {}, {}", judged.points, judged.band.label().to_lowercase()),
            None => format!("{what}: not scored"),
        })
    };
    let late = move |days: fn(&Risk, Date) -> Option<i64>, what: &'static str| {
        move || {
            record.get().and_then(|risk| days(&risk.0, ws.today.get())).map(|days| html! { <Pill tone=Tone::Act text=format!("{what}{} late", span(days))/> })
        }
    };
    let lifted = move || current.get().is_some_and(|score| method.get().is_lifted(score));
    let off_scale = move || current.get().is_some_and(|score| method.get().is_off_scale(score));
    let unexplained = move || {
        let risk = record.get()?;
        let asked = risk.0.current.is_some() && risk.0.rationale.trim().is_empty();
        let band = method.judged(risk.0.current).map(|judged| judged.band);
        asked.then(|| if band == Some(Band::High) { "A high score asks for a reason: write what you know, and how sure you are." } else { "Not written yet." })
    };
    let more = Callback::new(move |()| {
        html! { <TextField label="More about it" hide_label=true value=chosen.text(|risk| risk.description.clone()) commit=chosen.set_text(|risk, text| risk.description = text) kind=Kind::Paragraph/> }
    });
    let written = record.with_untracked(|risk| risk.as_ref().is_some_and(|risk| !risk.0.description.is_empty()));
    let without_controls = Callback::new(move |()| {
        html! {
            <p class="field-help">"As if nothing held it back: this shows what the controls are worth."</p>
            <ScoreFields title="Inherent score" score=inherent set=set(|risk, score| risk.inherent = score)/>
            <TextField label="Why without controls" value=chosen.text(|risk| risk.inherent_rationale.clone()) commit=chosen.set_text(|risk, text| risk.inherent_rationale = text) kind=Kind::Paragraph/>
        }
    });
    let remove = move |_| remove_all(ws, &std::iter::once(id.get_value()).collect());
    let head = html! {
        <h2>{chosen.text(Risk::reference)}</h2>
        {move || html! { <ScorePill judged=method.judged(current.get())/> }}
        {late(Risk::response_overdue, "response ")}
    };
    html! {
        <RecordPanel label="Chosen risk" class="card record-panel risk-panel" head>
            <Part title="What may happen">
                <TextField label="Risk" value=chosen.text(|risk| risk.title.clone()) commit=some_text("A risk", move |text| chosen.update(|risk| risk.title = text)) kind=Kind::Paragraph/>
                <TextField label="Cause" value=chosen.text(|risk| risk.cause.clone()) commit=chosen.set_text(|risk, text| risk.cause = text) kind=Kind::Paragraph placeholder="Because of …"/>
                <TextField label="Effect" value=chosen.text(|risk| risk.effect.clone()) commit=chosen.set_text(|risk, text| risk.effect = text) kind=Kind::Paragraph placeholder="which would …"/>
                <div class="form">
                    <ChoiceField<RiskCategory> label="Category" value=derive(move || record.get().map_or(RiskCategory::Other, |risk| risk.0.category)) commit=Callback::new(move |category| chosen.update(|risk| risk.category = category))/>
                    <ChoiceField<RiskStatus> label="Status" value=derive(move || record.get().map_or(RiskStatus::Open, |risk| risk.0.status)) commit=Callback::new(move |status| chosen.update(|risk| risk.status = status))/>
                    <TextField label="Owner (role)" value=chosen.text(|risk| risk.owner.clone()) commit=chosen.set_text(|risk, text| risk.owner = text) suggestions=owners/>
                    <DateField label="Found on" value=chosen.day(|risk| risk.found) commit=chosen.set_day(|risk, day| risk.found = day)/>
                </div>
                <Folded title="More about it" class="inner" content=more unfolded=written/>
            </Part>
            <Part title="What it threatens"><Factors chosen/></Part>
            <Part title="What holds it back already">
                <TextField label="Existing controls" value=chosen.text(|risk| risk.controls.clone()) commit=chosen.set_text(|risk, text| risk.controls = text) kind=Kind::Paragraph/>
            </Part>
            <Part title="How it scores">
                <Folded title=said("Without any control", inherent) class="inner" content=without_controls/>
                <ScoreFields title="Current score" score=current set=set(|risk, score| risk.current = score)/>
                {move || lifted().then(|| html! { <p class="field-help">"High because of its impact on participants, whatever the points: safety comes first."</p> })}
                {move || off_scale().then(|| html! { <p class="field-help complaint">"A level of this score is beyond its scale, and counts as the highest: choose again."</p> })}
                <TextField label="Why this score" value=chosen.text(|risk| risk.rationale.clone()) commit=chosen.set_text(|risk, text| risk.rationale = text) kind=Kind::Paragraph/>
                {move || unexplained().map(|words| html! { <p class="field-help complaint">{words}</p> })}
                <Assessors chosen/>
                <Scales/>
            </Part>
            <Part title="What it would do to the plan">
                <Delays id record/>
                <RiskMoney id record/>
            </Part>
            <Part title="Response"><Response chosen owners/></Part>
            <Part title="What that should leave">
                <ScoreFields title="Target score" score=target set=set(|risk, score| risk.target = score)/>
                <TextField label="Why this target" value=chosen.text(|risk| risk.target_rationale.clone()) commit=chosen.set_text(|risk, text| risk.target_rationale = text) kind=Kind::Paragraph/>
            </Part>
            <Part title="What watches it">
                <Limits chosen/>
                <TextField label="Indicator" value=chosen.text(|risk| risk.indicator.clone()) commit=chosen.set_text(|risk, text| risk.indicator = text) placeholder="Another figure, a report, a meeting"/>
            </Part>
            <Part title="When it is looked at again">
                <DateField label="Review on" value=chosen.day(|risk| risk.review_due) commit=chosen.set_day(|risk, day| risk.review_due = day)/>
                {late(Risk::review_overdue, "review ")}
            </Part>
            <super::occurred::Occurred id/>
            <div class="row-of-buttons">
                <button type="button" on:click=remove>"Remove"</button>
            </div>
        </RecordPanel>
    }
}

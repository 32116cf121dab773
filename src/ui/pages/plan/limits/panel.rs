//! The chosen limit, editable in place: what was counted last, the picture over time, what it goes by, and what follows.

use leptos::prelude::*;

use super::chart::Chart;
use super::evaluations::Evaluations;
use super::observations::Observations;
use super::rows::state_pill;
use super::watched::{Factors, WatchedRisks};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::risk::tolerance::{StandardErrors, ToleranceLimit};
use crate::domain::risk::watch::percent;
use crate::domain::schedule::share::Chance;
use crate::domain::words::span;
use crate::session::cascade_risk::without_limit;
use crate::session::follow_up::About;
use crate::ui::html::{Html, html};
use crate::ui::pages::plan::follow_up::{FollowUp, roles};
use crate::ui::pages::plan::scope::facts::Facts;
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, constant, derive};
use crate::ui::widgets::field::{Kind, TextField};
use crate::ui::widgets::register::{RecordPanel, Shared, chosen_record};
use crate::ui::workspace::{Workspace, workspace};

/// The panel beside the register.
#[component]
pub(super) fn LimitPanel() -> Html {
    chosen_record(workspace(), None, "This limit is not in the register any more.", panel)
}

fn panel(ws: Workspace, id: Id<ToleranceLimit>, record: Memo<Option<Shared<ToleranceLimit>>>) -> Html {
    let facts = Facts::labelled(ws, id.clone(), record);
    let about = constant(About::Limit(id.clone()));
    let id = StoredValue::new(id);
    let head = html! {
        <h2>"Tolerance limit"</h2>
        {move || record.get().and_then(|limit| limit.0.latest().map(|(_, reading)| state_pill(reading.state)))}
    };
    html! {
        <RecordPanel label="Chosen limit" class="card record-panel limit-panel" head>
            {facts.name("Parameter", "A parameter", |limit| &limit.name, |limit, text| limit.name = text)}
            <p class="reading" role="status">{move || record.get().map(|limit| said(&limit.0, ws.today.get()))}</p>
            <Chart record/>
            <Evaluations id record/>
            <Observations id record/>
            {goes_by(facts, record)}
            {facts.prose("What is counted, out of what", |limit| &limit.definition, |limit, text| limit.definition = text)}
            {facts.prose("Why this parameter and this limit", |limit| &limit.justification, |limit, text| limit.justification = text)}
            {facts.usual("Owner (role)", roles(ws), |limit| &limit.owner, |limit, text| limit.owner = text)}
            <Factors id record/>
            <WatchedRisks id/>
            <FollowUp about/>
            <div class="row-of-buttons">
                <button type="button" on:click=move |_| { let gone = id.get_value(); ws.choose(None); ws.remove_linked(&gone, without_limit); }>"Remove"</button>
            </div>
        </RecordPanel>
    }
}

/// What was counted last, in a sentence.
fn said(limit: &ToleranceLimit, today: Date) -> String {
    let Some((observation, reading)) = limit.latest() else { return "Nothing has been counted yet. Add the first count below.".to_owned() };
    let above = if limit.fixed_limit.is_none() && reading.distance.abs() >= 0.05 {
        let direction = if reading.distance > 0.0 { "above" } else { "below" };
        format!(", {:.1} standard errors {direction} what is expected", reading.distance.abs())
    } else {
        String::new()
    };
    let old = limit.out_of_date(today).map_or(String::new(), |days| format!(" That was {} ago: add the newest counts.", span(days)));
    format!(
        "{} of {} on {}: {}{above}. The limit for so many is {}.{old}",
        observation.count,
        observation.of,
        observation.on,
        percent(reading.share),
        percent(reading.limit)
    )
}

/// What the limit goes by: the expected share, and how far above it the limit and the early warning stand.
fn goes_by(facts: Facts<ToleranceLimit>, record: Memo<Option<Shared<ToleranceLimit>>>) -> Html {
    let expected = derive(move || record.get().map(|limit| limit.0.expected.percent().to_string()).unwrap_or_default());
    let set_expected = Callback::new(move |text: String| {
        let expected = text.parse::<Chance>().map_err(|fault| format!("{fault}."))?;
        facts.update(|limit| limit.expected = expected);
        Ok(())
    });
    let errors = derive(move || record.get().map(|limit| limit.0.standard_errors.get().to_string()).unwrap_or_default());
    let set_errors = Callback::new(move |text: String| {
        let number = text.trim().replace(',', ".").parse::<f64>().ok().and_then(StandardErrors::new);
        let number = number.ok_or("Give a number of standard errors above 0 and up to 10.")?;
        facts.update(|limit| limit.standard_errors = number);
        Ok(())
    });
    let optional =
        move |label: &'static str, hint: &'static str, read: fn(&ToleranceLimit) -> Option<Chance>, write: fn(&mut ToleranceLimit, Option<Chance>)| {
            let value = derive(move || record.get().and_then(|limit| read(&limit.0)).map(|share| share.percent().to_string()).unwrap_or_default());
            let commit = Callback::new(move |text: String| {
                let share = if text.trim().is_empty() { None } else { Some(text.parse::<Chance>().map_err(|fault| format!("{fault}."))?) };
                facts.update(|limit| write(limit, share));
                Ok(())
            });
            html! { <TextField label value commit kind=Kind::Number hint/> }
        };
    html! {
        <fieldset>
            <legend>"What the limit goes by"</legend>
            <div class="form">
                <TextField label="Expected, percent" value=expected commit=set_expected kind=Kind::Number/>
                <TextField label="Limit, standard errors above" value=errors commit=set_errors kind=Kind::Number/>
                {optional("Fixed limit, percent", "Empty: the limit moves with the number counted.", |limit| limit.fixed_limit, |limit, share| limit.fixed_limit = share)}
                {optional("Early warning, percent", "Empty: from what is expected on.", |limit| limit.early_warning, |limit, share| limit.early_warning = share)}
            </div>
            <details class="anchors"><summary>"How the limit is calculated"</summary><p>"p0 + k √(p0 (1 − p0) / N), where p0 is the expected share, k the number of standard errors and N how many were counted (gsm.qtl, Analyze_OneSideProp). It narrows as N grows."</p></details>
        </fieldset>
    }
}

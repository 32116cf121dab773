//! The trial itself: titles, ids, phase, sponsor, size, dates, oversight.

use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::derive;
use leptos::prelude::*;

use super::edit::{edit, lines, of_plan, of_section, text};
use super::ids::OtherIds;
use super::section::Section;
use super::stated::{enrolment, how_to_write, stated};
use crate::domain::plan::trial::{Oversight, Phase, StudyType, Trial};
use crate::session::command::Change;
use crate::ui::widgets::field::{Kind, OptionalChoiceField, TextField, YesNoField, some_text};
use crate::ui::workspace::{Workspace, workspace};

/// The card of the trial.
#[component]
pub fn TrialPart() -> Html {
    let ws = workspace();
    let title = of_plan(ws, |plan| plan.document.title.clone());
    let rename = some_text("The title", move |title| {
        ws.dispatch(Change::Title(title.trim().to_owned()));
    });
    let phase = of_section(ws, |trial: &Trial| trial.phase);
    let study_type = of_section(ws, |trial: &Trial| trial.study_type);
    let source = of_section(ws, |trial: &Trial| trial.source.clone());
    let aside = derive(move || source.get().map_or(String::new(), |source| format!("First filled on {} from: {}", source.read.date(), source.name)));
    html! {
        <Section key="trial" aside>
            <div class="form">
                <div class="half"><TextField label="Title of this plan" value=title commit=rename/></div>
                {text(ws, "Acronym", Kind::Line, |trial: &Trial| &trial.acronym, |trial, text| trial.acronym = text)}
                {text(ws, "Protocol number", Kind::Line, |trial: &Trial| &trial.protocol_number, |trial, text| trial.protocol_number = text)}
                <div class="wide">{text(ws, "Official title", Kind::Paragraph, |trial: &Trial| &trial.official_title, |trial, text| trial.official_title = text)}</div>
                <OptionalChoiceField<Phase> label="Phase" value=phase commit=Callback::new(move |phase| edit(ws, |trial: &mut Trial| trial.phase = phase))/>
                <OptionalChoiceField<StudyType> label="Study type" value=study_type commit=Callback::new(move |kind| edit(ws, |trial: &mut Trial| trial.study_type = kind))/>
                <div class="half">{text(ws, "Sponsor", Kind::Line, |trial: &Trial| &trial.sponsor, |trial, text| trial.sponsor = text)}</div>
                <div class="half">{lines(ws, "Conditions", |trial: &Trial| &trial.conditions, |trial, lines| trial.conditions = lines)}</div>
                <div class="half">{lines(ws, "Collaborators", |trial: &Trial| &trial.collaborators, |trial, lines| trial.collaborators = lines)}</div>
                <div class="wide">{text(ws, "Summary", Kind::Paragraph, |trial: &Trial| &trial.summary, |trial, text| trial.summary = text)}</div>
            </div>
            <h3>"Size and dates"</h3>
            <div class="form">
                <div class="wide">{how_to_write()}</div>
                {enrolment(ws)}
                {stated(ws, "Start", |trial| &mut trial.start)}
                {stated(ws, "Primary completion", |trial| &mut trial.primary_completion)}
                {stated(ws, "Completion", |trial| &mut trial.completion)}
            </div>
            <h3>"Oversight"</h3>
            <div class="form thirds">
                {oversight(ws, "Data monitoring committee appointed", |oversight| &mut oversight.data_monitoring_committee)}
                {oversight(ws, "Studies a drug that the US FDA regulates", |oversight| &mut oversight.fda_regulated_drug)}
                {oversight(ws, "Studies a device that the US FDA regulates", |oversight| &mut oversight.fda_regulated_device)}
            </div>
            <h3>"Ids given by registries and others"</h3>
            <OtherIds/>
        </Section>
    }
}

/// Yes, no, or not stated, for one of the facts of oversight.
fn oversight(ws: Workspace, label: &'static str, slot: fn(&mut Oversight) -> &mut Option<bool>) -> Html {
    let value = of_plan(ws, move |plan| *slot(&mut plan.trial.oversight.clone()));
    html! { <YesNoField label value commit=Callback::new(move |answer| edit(ws, |trial: &mut Trial| *slot(&mut trial.oversight) = answer))/> }
}

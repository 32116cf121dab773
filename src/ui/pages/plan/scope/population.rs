//! Who may take part.

use crate::ui::run::Callback;
use leptos::prelude::*;

use crate::ui::html::{Html, html};

use super::edit::{edit, of_section, text};
use super::section::Section;
use crate::domain::plan::scope::{Population, Sex};
use crate::ui::widgets::field::{Kind, OptionalChoiceField, YesNoField};
use crate::ui::workspace::workspace;

/// The card of the population.
#[component]
pub fn PopulationPart() -> Html {
    let ws = workspace();
    let sex = of_section(ws, |population: &Population| population.sex);
    let healthy = of_section(ws, |population: &Population| population.healthy_volunteers);
    html! {
        <Section key="population">
            <div class="form">
                <div class="wide">{text(ws, "In a sentence or two", Kind::Paragraph, |population: &Population| &population.description, |population, text| population.description = text)}</div>
                <OptionalChoiceField<Sex> label="Sex" value=sex commit=Callback::new(move |sex| edit(ws, |population: &mut Population| population.sex = sex))/>
                {text(ws, "Youngest age", Kind::Line, |population: &Population| &population.minimum_age, |population, text| population.minimum_age = text)}
                {text(ws, "Oldest age", Kind::Line, |population: &Population| &population.maximum_age, |population, text| population.maximum_age = text)}
                <YesNoField label="Healthy volunteers" value=healthy commit=Callback::new(move |answer| edit(ws, |population: &mut Population| population.healthy_volunteers = answer))/>
                <div class="wide">{text(ws, "Criteria for inclusion and exclusion", Kind::Paragraph, |population: &Population| &population.eligibility, |population, text| population.eligibility = text)}</div>
            </div>
        </Section>
    }
}

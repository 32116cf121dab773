//! What registries state as actual or estimated: the enrolment and the dates of the trial.

use crate::ui::html::{Html, html, live};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};

use super::edit::{edit, of_plan, of_section};
use crate::domain::date::{Certainty, DateFault, PartialDate, StatedDate};
use crate::domain::plan::trial::{Enrolment, Trial};
use crate::domain::words::clipped;
use crate::ui::widgets::field::{CountField, Kind, SelectField, TextField};
use crate::ui::workspace::Workspace;

const CERTAINTIES: [(&str, Option<Certainty>, &str); 3] =
    [("", None, "Not stated"), ("estimated", Some(Certainty::Estimated), "Estimated"), ("actual", Some(Certainty::Actual), "Actual")];

/// How a date of the trial is typed.
const FORMS: &str = "14 May 2027 or 2027-05-14, or May 2027 where only the month is known";

/// Says how the dates are typed, once for all of them.
pub fn how_to_write() -> Html {
    html! { <p class="field-help">{format!("Write dates as {FORMS}.")}</p> }
}

/// How many participants the trial enrols.
pub fn enrolment(ws: Workspace) -> Html {
    let enrolment = of_section(ws, |trial: &Trial| trial.enrolment);
    let set_count = move |count: Option<u32>| {
        edit(ws, |trial: &mut Trial| {
            let certainty = trial.enrolment.map_or(Some(Certainty::Estimated), |enrolment| enrolment.certainty);
            trial.enrolment = count.map(|count| Enrolment { count, certainty });
        });
    };
    let set_certainty = move |certainty| {
        edit(ws, |trial: &mut Trial| {
            if let Some(enrolment) = &mut trial.enrolment {
                enrolment.certainty = certainty;
            }
        });
    };
    html! {
        <div class="stated">
            <CountField label="Planned enrolment" value=derive(move || enrolment.get().map(|enrolment| enrolment.count)) commit=Callback::new(set_count)/>
            {certainty("Enrolment", memo(move |_| enrolment.get().map(|enrolment| enrolment.certainty)), Callback::new(set_certainty))}
        </div>
    }
}

/// A date of the trial, to the day or to the month.
pub fn stated(ws: Workspace, label: &'static str, slot: fn(&mut Trial) -> &mut Option<StatedDate>) -> Html {
    let stated = of_plan(ws, move |plan| *slot(&mut Trial::clone(&plan.trial)));
    let text = derive(move || stated.get().map_or(String::new(), |stated| stated.date.to_string()));
    let set_date = move |text: String| -> Result<(), String> {
        let date = match text.trim() {
            "" => None,
            text => Some(PartialDate::typed(text).map_err(|fault| complaint(text, &fault))?),
        };
        edit(ws, |trial: &mut Trial| {
            let slot = slot(trial);
            let certainty = slot.and_then(|stated| stated.certainty);
            *slot = date.map(|date| StatedDate { date, certainty });
        });
        Ok(())
    };
    let set_certainty = move |certainty| {
        edit(ws, |trial: &mut Trial| {
            if let Some(stated) = slot(trial) {
                stated.certainty = certainty;
            }
        });
    };
    html! {
        <div class="stated">
            <TextField label value=text commit=Callback::new(set_date) kind=Kind::Whole placeholder="14 May 2027"/>
            {certainty(label, memo(move |_| stated.get().map(|stated| stated.certainty)), Callback::new(set_certainty))}
        </div>
    }
}

/// Actual or estimated; nothing is asked while there is nothing to be certain of.
fn certainty(of: &'static str, value: Memo<Option<Option<Certainty>>>, commit: Callback<Option<Certainty>>) -> Html {
    let there = memo(move |_| value.get().is_some());
    let key = derive(move || CERTAINTIES.iter().find(|(_, certainty, _)| Some(*certainty) == value.get()).map_or("", |(key, ..)| key).to_owned());
    let choose = Callback::new(move |wanted: String| commit.run(CERTAINTIES.iter().find(|(key, ..)| *key == wanted).and_then(|(_, certainty, _)| *certainty)));
    let options: Vec<(String, String)> = CERTAINTIES.map(|(key, _, label)| (key.to_owned(), label.to_owned())).into();
    live(move || {
        there.get().then(|| html! { <SelectField label=format!("{of}: actual or estimated") options=options.clone() value=key commit=choose hide_label=true/> })
    })
}

/// Why a text is no date, and how to write one.
fn complaint(text: &str, fault: &DateFault) -> String {
    match fault {
        DateFault::Form(_) => format!("“{}” is not a date: write {FORMS}.", clipped(text, 40)),
        _ => format!("{fault}. Write {FORMS}."),
    }
}

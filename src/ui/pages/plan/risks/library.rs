//! Risks picked from the library: a button, and the dialog in which several are chosen and added as one step.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::super::schedule::with_plan;
use crate::domain::choice::Choice;
use crate::domain::plan::trial::{Phase, StudyType};
use crate::domain::risk::register::RiskCategory;
use crate::domain::words::count;
use crate::session::risk_library::{FILE, Filter, LibraryRisk, RiskLibrary, added};
use crate::ui::html::{Html, html};
use crate::ui::route::{Page, Place};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, RwSignal, derive, memo};
use crate::ui::widgets::field::{SelectField, TextField, any_text};
use crate::ui::widgets::library::{Asked, Picker, Words, ask_for, waiting};
use crate::ui::workspace::{Workspace, workspace};

/// What the dialog says.
const WORDS: Words = Words {
    title: "Risks that trials meet",
    about: "Choose those that this trial may meet. They come into the register without a score, an owner or a decision: these are yours. All of it is one step that can be taken back.",
    noun: ["risk", "risks"],
};

/// Goes to the register and opens the dialog there.
pub fn open(ws: Workspace) {
    let Some(document) = ws.open_id() else { return };
    ws.picking_risks.set(true);
    if ws.route.with_untracked(|route| route.place().is_none_or(|place| place.page != Page::Risks)) {
        ws.go(Place::new(document, Page::Risks));
    }
}

/// The button that opens the dialog, and the dialog.
#[component]
pub fn FromLibrary() -> Html {
    let ws = workspace();
    let library = Asked::<RiskLibrary>::new(None);
    let (filter, picked) = (RwSignal::new(Filter::default()), RwSignal::new(BTreeSet::new()));
    let (open, known, target) = (ws.picking_risks, "in the register", " to the register");
    let picker = Picker { open, picked, words: WORDS, known, target, first: ".risk-library input" };
    // It begins with what fits the plan.
    let begin = move || {
        filter.set(ws.session.with_untracked(|session| session.as_ref().and_then(|session| session.document().plan().map(Filter::of))).unwrap_or_default());
        ask_for(library, FILE, |text| RiskLibrary::read(text).ok());
    };
    let add = move || {
        let change = library.with_untracked(|library| {
            let Some(Ok(library)) = library else { return None };
            let picked: Vec<&LibraryRisk> = picked.with_untracked(|keys| library.risks.iter().filter(|risk| keys.contains(&risk.key)).collect());
            ws.session.with_untracked(|session| added(session.as_ref()?.document().plan()?, &picked, &mut ws.id_maker(), ws.today.get_untracked()))
        });
        change.is_some_and(|change| ws.dispatch(change))
    };
    let content = move || {
        html! {
            {filters(filter)}
            {move || waiting(library).unwrap_or_else(|| html! { <Listing picker library filter/> })}
        }
    };
    // Whoever leaves the page has closed the dialog.
    on_cleanup(move || open.try_set(false));
    picker.dialog(begin, content, add)
}

fn filters(filter: RwSignal<Filter>) -> Html {
    let change = move |set: fn(&mut Filter, String)| Callback::new(move |text: String| filter.update(|filter| set(filter, text)));
    let (categories, phases, studies) = (options::<RiskCategory>("All categories"), options::<Phase>("All phases"), options::<StudyType>("All types"));
    let key = move |read: fn(&Filter) -> Option<&'static str>| derive(move || filter.with(|filter| read(filter).unwrap_or_default().to_owned()));
    html! {
        <div class="filters">
            <div class="field search"><TextField label="Find" value=derive(move || filter.with(|filter| filter.find.clone())) commit=any_text(move |text| filter.update(|filter| filter.find = text)) placeholder="Words in any part" live=change(|filter, text| filter.find = text)/></div>
            <SelectField label="Category" options=categories value=key(|filter| filter.category.map(Choice::key)) commit=change(|filter, key| filter.category = RiskCategory::from_key(&key))/>
            <SelectField label="Phase" options=phases value=key(|filter| filter.phase.map(Choice::key)) commit=change(|filter, key| filter.phase = Phase::from_key(&key))/>
            <SelectField label="Type of study" options=studies value=key(|filter| filter.study_type.map(Choice::key)) commit=change(|filter, key| filter.study_type = StudyType::from_key(&key))/>
        </div>
    }
}

fn options<C: Choice>(all: &str) -> Vec<(String, String)> {
    std::iter::once((String::new(), all.to_owned())).chain(C::ALL.iter().map(|choice| (choice.key().to_owned(), choice.label().to_owned()))).collect()
}

/// The risks that the filter lets through, by category.
#[component]
fn Listing(picker: Picker, library: Asked<RiskLibrary>, filter: RwSignal<Filter>) -> Html {
    let ws = workspace();
    let shown: Memo<Vec<LibraryRisk>> = memo(move |_| {
        filter
            .with(|filter| {
                library.with(|library| {
                    library.as_ref().and_then(|library| library.as_ref().ok()).map(|library| library.shown(filter).into_iter().cloned().collect())
                })
            })
            .unwrap_or_default()
    });
    let known: Memo<BTreeSet<String>> = memo(move |_| {
        let found = with_plan(ws, |plan| shown.with(|shown| shown.iter().filter(|risk| risk.is_in(plan)).map(|risk| risk.key.clone()).collect()));
        found.unwrap_or_default()
    });
    let groups = move || {
        shown.with(|shown| {
            let group = |category: &RiskCategory| {
                let rows = shown.iter().filter(|risk| risk.category == *category).map(|risk| row(picker, risk, known)).collect::<Vec<_>>();
                (!rows.is_empty()).then(|| picker.group(category.label(), rows))
            };
            RiskCategory::ALL.iter().map(group).collect::<Html>()
        })
    };
    html! {
        <p class="muted" role="status">{move || match shown.with(Vec::len) { 0 => "Nothing matches. Clear a filter to see more.".to_owned(), number => format!("{} shown.", count(number, "risk", "risks")) }}</p>
        {groups}
    }
}

fn row(picker: Picker, risk: &LibraryRisk, known: Memo<BTreeSet<String>>) -> Html {
    let key = risk.key.clone();
    let there = derive(move || known.with(|known| known.contains(&key)));
    let about = vec![
        ("Because", risk.causes.clone()),
        ("Effect", vec![risk.consequence()]),
        ("Early signs", risk.triggers.clone()),
        ("Answers", risk.responses.iter().map(|response| format!("{}: {}", response.strategy.label(), response.plan)).collect()),
        ("Threatens", vec![risk.factor_group.label().to_owned()]),
    ];
    picker.entry(&risk.key, &risk.title, there, about)
}

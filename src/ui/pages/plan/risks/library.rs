//! Risks picked from the library: a button, and the dialog in which several are chosen and added as one step.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::schedule::with_plan;
use crate::domain::choice::Choice;
use crate::domain::plan::trial::{Phase, StudyType};
use crate::domain::risk::register::RiskCategory;
use crate::domain::words::count;
use crate::session::risk_library::{FILE, Filter, LibraryRisk, RiskLibrary, added};
use crate::storage::browser::files;
use crate::ui::html::{Html, html};
use crate::ui::route::{Page, Place};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, RwSignal, derive, memo};
use crate::ui::widgets::dialog::follow;
use crate::ui::widgets::field::{SelectField, TextField, any_text};
use crate::ui::widgets::register::focus_soon;
use crate::ui::workspace::{Workspace, workspace};

/// What the dialog holds while it is open.
#[derive(Clone, Copy)]
struct Picking {
    ws: Workspace,
    /// The library once it is read, or why it cannot be.
    library: RwSignal<Option<Result<RiskLibrary, String>>>,
    filter: RwSignal<Filter>,
    /// The keys of the chosen risks.
    chosen: RwSignal<BTreeSet<String>>,
}

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
    let library = RwSignal::new(None);
    let (filter, chosen) = (RwSignal::new(Filter::default()), RwSignal::new(BTreeSet::new()));
    let picking = Picking { ws, library, filter, chosen };
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    follow(
        dialog,
        move || ws.picking_risks.get(),
        move |opened| {
            if opened {
                picking.begin();
            }
        },
    );
    // Whoever leaves the page has closed the dialog.
    on_cleanup(move || ws.picking_risks.try_set(false));
    html! {
        <button type="button" on:click=move |_| open(ws)>"Pick from the library"</button>
        <dialog class="import risk-library" node_ref=dialog aria-labelledby="risk-library-title" on:close=move |_| ws.picking_risks.set(false)>
            {move || ws.picking_risks.get().then(|| body(picking))}
        </dialog>
    }
}

impl Picking {
    /// Begins with what fits the plan, and reads the library where that has not been done.
    fn begin(self) {
        self.filter
            .set(self.ws.session.with_untracked(|session| session.as_ref().and_then(|session| session.document().plan().map(Filter::of))).unwrap_or_default());
        self.chosen.set(BTreeSet::new());
        focus_soon(".risk-library input".to_owned());
        if self.library.with_untracked(|library| matches!(library, Some(Ok(_)))) {
            return;
        }
        self.library.set(None);
        spawn_local(async move {
            let read = match files::of_page(FILE).await {
                Ok(text) => RiskLibrary::read(&text).map_err(|_| "The library's file is damaged. Reload the page, then try again.".to_owned()),
                Err(reason) => Err(format!("The library could not be read ({reason}). Check the connection, then try again.")),
            };
            self.library.try_set(Some(read));
        });
    }

    fn toggle(self, key: &str) {
        self.chosen.update(|chosen| {
            if !chosen.remove(key) {
                chosen.insert(key.to_owned());
            }
        });
    }

    /// Makes the chosen risks part of the register, as one step.
    fn add(self) {
        let ws = self.ws;
        let change = self.library.with_untracked(|library| {
            let Some(Ok(library)) = library else { return None };
            let chosen: Vec<&LibraryRisk> = self.chosen.with_untracked(|keys| library.risks.iter().filter(|risk| keys.contains(&risk.key)).collect());
            ws.session.with_untracked(|session| added(session.as_ref()?.document().plan()?, &chosen, &mut ws.id_maker(), ws.today.get_untracked()))
        });
        let number = self.chosen.with_untracked(BTreeSet::len);
        if change.is_some_and(|change| ws.dispatch(change)) {
            ws.say_with(format!("Added {} to the register.", count(number, "risk", "risks")), "Undo", move || ws.undo());
            ws.picking_risks.set(false);
        }
    }
}

fn body(picking: Picking) -> Html {
    let Picking { ws, library, chosen, .. } = picking;
    let listing = move || match library.get() {
        None => html! { <p class="muted" role="status">"Reading the library…"</p> },
        Some(Err(sentence)) => html! { <p role="alert">{sentence}</p> },
        Some(Ok(_)) => html! { <Listing picking/> },
    };
    let none = memo(move |_| chosen.with(BTreeSet::is_empty));
    let add_label = move || match chosen.with(BTreeSet::len) {
        0 => "Add".to_owned(),
        number => format!("Add {}", count(number, "risk", "risks")),
    };
    html! {
        <header>
            <h2 id="risk-library-title">"Risks that trials meet"</h2>
            <p class="because">"Choose those that this trial may meet. They come into the register without a score, an owner or a decision: these are yours. All of it is one step that can be taken back."</p>
        </header>
        <div class="content">
            {filters(picking)}
            {listing}
        </div>
        <footer class="row-of-buttons">
            <button type="button" class="primary" disabled=none on:click=move |_| picking.add()>{add_label}</button>
            <button type="button" on:click=move |_| ws.picking_risks.set(false)>"Cancel"</button>
        </footer>
    }
}

fn filters(picking: Picking) -> Html {
    let filter = picking.filter;
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
fn Listing(picking: Picking) -> Html {
    let Picking { ws, library, filter, .. } = picking;
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
                let rows = shown.iter().filter(|risk| risk.category == *category).map(|risk| row(picking, risk, known)).collect::<Vec<_>>();
                (!rows.is_empty()).then(|| html! { <h3>{category.label()}</h3><ul class="library-risks">{rows}</ul> })
            };
            RiskCategory::ALL.iter().map(group).collect::<Html>()
        })
    };
    html! {
        <p class="muted" role="status">{move || match shown.with(Vec::len) { 0 => "Nothing matches. Clear a filter to see more.".to_owned(), number => format!("{} shown.", count(number, "risk", "risks")) }}</p>
        {groups}
    }
}

fn row(picking: Picking, risk: &LibraryRisk, known: Memo<BTreeSet<String>>) -> Html {
    let chosen = picking.chosen;
    let (key, toggled, held) = (risk.key.clone(), risk.key.clone(), risk.key.clone());
    let is_known = derive(move || known.with(|known| known.contains(&key)));
    let checked = move || chosen.with(|chosen| chosen.contains(&held));
    let list =
        |title: &'static str, texts: Vec<String>| html! { <dt>{title}</dt><dd>{texts.into_iter().map(|text| html! { <p>{text}</p> }).collect::<Html>()}</dd> };
    let answers = risk.responses.iter().map(|response| format!("{}: {}", response.strategy.label(), response.plan)).collect();
    html! {
        <li class:known=is_known>
            <label class="check">
                <input type="checkbox" prop:checked=checked disabled=is_known on:change=move |_| picking.toggle(&toggled)/>
                <span>{risk.title.clone()}{move || is_known.get().then(|| html! { <span class="muted">" · in the register"</span> })}</span>
            </label>
            <details>
                <summary>"What is behind it"<span class="visually-hidden">{format!(": {}", risk.title)}</span></summary>
                <dl>
                    {list("Because", risk.causes.clone())}
                    {list("Effect", vec![risk.consequence()])}
                    {list("Early signs", risk.triggers.clone())}
                    {list("Answers", answers)}
                    {list("Threatens", vec![risk.factor_group.label().to_owned()])}
                </dl>
            </details>
        </li>
    }
}

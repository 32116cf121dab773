//! Who keeps which duty: the register as a matrix of sponsor, partner and other parties, the chosen duty beside it, and the document
//! for the trial master file. All of it is told for one candidate as the partner, who can be changed for another.

mod assign;
mod holders;
mod library;
mod panel;
mod rows;
mod spread;

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use self::assign::Assign;
use self::library::from_library;
use self::panel::DutyPanel;
use self::rows::{columns, headings, shown};
use self::spread::SpreadOfAll;
use super::needs::Needs;
use super::{read, read_now};
use crate::domain::collection::Collection;
use crate::domain::id::Id;
use crate::domain::paper::Paper;
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::duty::carried::{areas, usual_partner};
use crate::domain::partner::duty::headline::{duties_headline, statements};
use crate::domain::partner::duty::paper::transfer_of_obligations;
use crate::domain::partner::duty::{Duty, NO_AREA};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::scorecard::shown as called;
use crate::domain::words::count;
use crate::formats::duties_csv;
use crate::formats::native::file_stem;
use crate::session::duties::removed;
use crate::ui::html::{Html, html, live};
use crate::ui::route::{Page, Place, Route};
use crate::ui::run::Callback;
use crate::ui::saving;
use crate::ui::signals::{Memo, RwSignal, derive, memo};
use crate::ui::widgets::card::{Card, Empty};
use crate::ui::widgets::field::{SelectField, TextField, any_text};
use crate::ui::widgets::headline::FindingHead;
use crate::ui::widgets::paper::PaperView;
use crate::ui::widgets::register::{Picked, Register, Shared, focus_record, targets};
use crate::ui::workspace::{Workspace, workspace};

/// Who is taken for the partner on this page, and the candidates by whose names holders are shown.
#[derive(Clone, Copy)]
struct Partner(Memo<Option<Shared<Candidate>>>, Memo<Collection<Candidate>>);

impl Partner {
    /// The candidate that the address names, else the chosen or leading one.
    fn provide(ws: Workspace) -> Partner {
        let in_question = memo(move |_| {
            let named = Id::<Candidate>::parse(&ws.filtered("partner"));
            let found = |evaluation: &PartnerEvaluation| named.and_then(|id| evaluation.candidates.get(&id).cloned()).or_else(|| usual_partner(evaluation));
            read(ws, found).flatten().map(Shared)
        });
        let candidates = memo(move |_| read(ws, |evaluation| evaluation.candidates.clone()).unwrap_or_default());
        let partner = Partner(in_question, candidates);
        provide_context(partner);
        partner
    }

    fn in_use() -> Partner {
        expect_context()
    }

    fn id(self) -> Option<Id<Candidate>> {
        self.0.with(|partner| partner.as_ref().map(|partner| partner.0.id.clone()))
    }

    /// Has whatever reads this drawn again when a candidate changes.
    fn follow_candidates(self) {
        self.1.with(|_| ());
    }

    fn id_untracked(self) -> Option<Id<Candidate>> {
        self.0.with_untracked(|partner| partner.as_ref().map(|partner| partner.0.id.clone()))
    }
}

/// Who keeps which duty.
#[component]
pub fn Duties() -> Html {
    let ws = workspace();
    let partner = Partner::provide(ws);
    let told = move |tell: fn(&PartnerEvaluation, Option<&Candidate>) -> crate::domain::overview::Headline| {
        read(ws, |evaluation| partner.0.with(|partner| tell(evaluation, partner.as_ref().map(|partner| partner.0.as_ref()))))
    };
    let head = memo(move |_| told(duties_headline));
    let empty = memo(move |_| read(ws, |evaluation| evaluation.duties.is_empty()).unwrap_or(true));
    let on_paper = memo(move |_| ws.filtered("view") == "paper");
    let page = move || match (empty.get(), on_paper.get()) {
        (true, _) => html! {
            <Empty title="What does the partner take over, and what stays with you?" text="A sponsor may transfer duties, never the responsibility. Each duty has a keeper, a place where the transfer is written, and a way in which you see that it is done. Begin from a list of sponsor duties under ICH E6(R3), in areas from the protocol to the archive, and change it to your trial.">
                <button type="button" class="primary" on:click=move |_| from_library(ws)>"Begin from the sponsor’s duties"</button>
                <button type="button" on:click=move |_| add(ws)>"Begin with one duty"</button>
            </Empty>
        },
        (false, true) => html! { <Tabs/><PartnerChoice/>{live(move || paper(ws, partner).map(|paper| html! { <PaperView paper/> }))} },
        (false, false) => html! { <Tabs/><Content/> },
    };
    html! {
        <FindingHead head>
            {move || (!empty.get()).then(|| html! {
                <button type="button" on:click=move |_| save_table(ws, partner)>"Save as CSV"</button>
                {if on_paper.get() {
                    html! {
                        <button type="button" on:click=move |_| save_paper(ws, partner)>"Save as HTML"</button>
                        <button type="button" class="primary" on:click=move |_| window().print().unwrap_or_default()>"Print"</button>
                    }
                } else {
                    html! { <button type="button" class="primary" on:click=move |_| add(ws)>"Add duty"</button> }
                }}
            })}
        </FindingHead>
        {page}
    }
}

/// Adds a duty and goes to it.
fn add(ws: Workspace) {
    let (Some(document), id) = (ws.open_id(), ws.id::<Duty>()) else { return };
    if ws.insert_after(Duty::new(id.clone(), "New duty"), None) {
        ws.go(Place::new(document, Page::Duties).with_record(Some(id.to_string())));
        focus_record();
    }
}

/// The register and the document.
#[component]
fn Tabs() -> Html {
    let ws = workspace();
    let link = move |view: &'static str, label: &'static str| {
        let here = move || (ws.filtered("view") == view).then_some("page");
        let href = move || {
            ws.open_id().map(|id| Route::from(Place::new(id, Page::Duties).with_query("view", view).with_query("partner", &ws.filtered("partner"))).href())
        };
        html! { <a href=href aria-current=here>{label}</a> }
    };
    html! { <nav class="tabs" aria-label="Ways to look at duties">{link("", "Register")}{link("paper", "Document for the file")}</nav> }
}

/// Who is taken for the partner.
#[component]
fn PartnerChoice() -> Html {
    let ws = workspace();
    let partner = Partner::in_use();
    let options = memo(move |_| {
        read(ws, |evaluation| evaluation.candidates.iter().map(|candidate| (candidate.id.to_string(), called(candidate.as_ref()))).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let value = derive(move || partner.id().map_or(String::new(), |id| id.to_string()));
    html! {
        <div class="duty-partner" hidden={move || options.with(Vec::is_empty)}>
            <SelectField label="Show as if the partner were" options value commit=Callback::new(move |key: String| ws.filter("partner", &key))/>
        </div>
    }
}

/// What to do next, how duties are spread with each candidate, and the register with the chosen duty.
#[component]
fn Content() -> Html {
    let ws = workspace();
    let partner = Partner::in_use();
    let picked: Picked = RwSignal::new(BTreeSet::new());
    let rows = memo(move |_| read(ws, |evaluation| shown(ws, evaluation, partner.id().as_ref())).unwrap_or_default());
    let in_sight = derive(move || rows.get());
    let heads = derive(move || read(ws, |evaluation| rows.with(|rows| headings(evaluation, rows))).unwrap_or_default());
    let found = memo(move |_| {
        read(ws, |evaluation| partner.0.with(|partner| statements(evaluation, partner.as_ref().map(|partner| partner.0.as_ref())))).unwrap_or_default()
    });
    let opened = memo(move |_| ws.place().and_then(|place| place.record).is_some());
    let area_options = memo(move |_| {
        let areas = read(ws, areas).unwrap_or_default();
        std::iter::once((String::new(), "All areas".to_owned())).chain(areas.into_iter().map(|area| (area.clone(), area))).collect::<Vec<_>>()
    });
    let states: Vec<(String, String)> =
        [("", "All"), ("open", "With something open"), ("sponsor", "Kept by the sponsor"), ("shared", "Shared"), ("transferred", "Transferred")]
            .map(|(key, label)| (key.to_owned(), label.to_owned()))
            .into();
    let take_out = Callback::new(move |key: Arc<str>| {
        let chosen: Vec<Id<Duty>> = untrack(|| targets(picked, in_sight)).into_iter().collect();
        remove(ws, if chosen.is_empty() { Id::parse(&key).into_iter().collect() } else { chosen });
        picked.set(BTreeSet::new());
    });
    html! {
        <div class="stack">
            <div class="duties-top">
                <Card title="What to do next"><Needs found nothing="Every duty has a keeper, an agreement and an oversight. Print the document for the trial master file."/></Card>
                <SpreadOfAll/>
            </div>
            <div class="duties" class:with-record=opened>
                <div class="stack">
                    <div class="filters">
                        <PartnerChoice/>
                        <div class="field search"><TextField label="Find" value=derive(move || ws.filtered("find")) commit=any_text(move |text| ws.filter("find", &text)) placeholder="Duty, area, holder or agreement" live=Callback::new(move |text: String| ws.filter("find", &text))/></div>
                        <SelectField label="Area" options=area_options value=derive(move || ws.filtered("area")) commit=Callback::new(move |key: String| ws.filter("area", &key))/>
                        <SelectField label="State" options=states value=derive(move || ws.filtered("state")) commit=Callback::new(move |key: String| ws.filter("state", &key))/>
                    </div>
                    <Assign picked rows=in_sight/>
                    <div>
                        <Register<Duty> label="Duties" class="duty-rows" columns=columns() rows=in_sight headings=heads picked remove=take_out about=&ABOUT/>
                        <p class="muted" hidden={move || !rows.with(Vec::is_empty)}>"Nothing matches. Clear the filters to see everything."</p>
                    </div>
                    <div><button type="button" class="from-library" on:click=move |_| from_library(ws)>"Add missing duties from the list"</button></div>
                </div>
                <div class="side"><DutyPanel/></div>
            </div>
        </div>
    }
}

/// What is said of the columns.
const ABOUT: [(&str, &str); 1] =
    [("State", "Gap: a part, the oversight or the holder is named by nobody. Double: two do the same. Choose the duty to see what to do about it.")];

/// Takes duties out, and offers to put them back.
fn remove(ws: Workspace, gone: Vec<Id<Duty>>) {
    let name = gone.first().filter(|_| gone.len() == 1).and_then(|id| ws.record(id)).map(|duty: Duty| duty.name).unwrap_or_default();
    let noun = if gone.len() == 1 { "duty".to_owned() } else { format!("{} duties", gone.len()) };
    if let Some(change) = read_now(ws, |evaluation| removed(evaluation, &gone)).flatten() {
        ws.choose(None);
        ws.remove_with(change, &noun, &name);
    }
}

/// The document for the file.
fn paper(ws: Workspace, partner: Partner) -> Option<Paper> {
    let who = ws.preferences.with(|preferences| preferences.name.clone());
    read(ws, |evaluation| {
        partner.0.with(|partner| transfer_of_obligations(evaluation, partner.as_ref().map(|partner| partner.0.as_ref()), ws.today.get(), &who))
    })
}

fn save_paper(ws: Workspace, partner: Partner) {
    if let Some(paper) = untrack(|| paper(ws, partner)) {
        saving::paper(ws, &paper, "transfer-of-obligations");
    }
}

fn save_table(ws: Workspace, partner: Partner) {
    let made = |evaluation: &PartnerEvaluation| {
        (evaluation.document.title.clone(), duties_csv::write(evaluation, partner.id_untracked().as_ref()), evaluation.duties.len())
    };
    let Some((title, text, duties)) = read_now(ws, made) else { return };
    saving::table(ws, &format!("{}-duties", file_stem(&title)), &text, &format!("The table has {}.", count(duties, "duty", "duties")));
}

/// The area as it is written into a duty: the name for those without one is none.
fn as_written(area: &str) -> &str {
    if area == NO_AREA { "" } else { area }
}

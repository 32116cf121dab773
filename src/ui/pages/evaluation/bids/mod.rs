//! What the candidates ask for, on the same assumptions: what to do next, the assumptions, the bids side by side, score beside price,
//! and the chosen bid with its lines.

mod assumptions;
mod bid;
mod lines;
mod paste;
mod rates;
mod table;
mod value;

use leptos::prelude::*;

use self::assumptions::Assumptions;
use self::bid::BidCard;
use self::table::Table;
use self::value::ValueForMoney;
use super::needs::Needs;
use super::{address, read, read_now};
use crate::domain::partner::bid::findings::statements;
use crate::domain::partner::bid::headline::bids_headline;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::words::count;
use crate::formats::bids_csv;
use crate::formats::native::file_stem;
use crate::ui::html::{Html, html};
use crate::ui::route::Page;
use crate::ui::saving;
use crate::ui::signals::memo;
use crate::ui::widgets::card::{Card, Empty};
use crate::ui::widgets::headline::FindingHead;
use crate::ui::workspace::{Workspace, workspace};

/// What the candidates ask for, on the same assumptions.
#[component]
pub fn Bids() -> Html {
    let ws = workspace();
    let head = memo(move |_| read(ws, bids_headline));
    let found = memo(move |_| read(ws, |evaluation| statements(evaluation, ws.today.get())).unwrap_or_default());
    let stage = memo(move |_| read(ws, Stage::of).unwrap_or(Stage::NoCandidates));
    let page = move || match stage.get() {
        Stage::NoCandidates => html! {
            <Empty title="Compare prices on the same assumptions" text="Bidders count visits, sites and months in their own way, so that totals cannot be compared as they come. Here each line is its unit price times what you count. Begin with the candidates.">
                <a class="button primary" href=address(ws, Page::Setup, None)>"Go to Set-up"</a>
            </Empty>
        },
        Stage::NoBids => html! {
            <div class="stack bids">
                <Empty title="First say what you count, then enter what each asks for" text="Sites, participants, visits and months come first: they make the bids comparable. Then choose a candidate below and enter its lines, or paste them from its spreadsheet."/>
                <Assumptions/>
                <BidCard/>
            </div>
        },
        Stage::Bids => html! {
            <div class="stack bids">
                <div class="bids-top">
                    <Assumptions/>
                    <Card title="What to do next"><Needs found nothing="The bids are complete and stand on the same assumptions. Compare score and price below, and decide."/></Card>
                </div>
                <Table/>
                <ValueForMoney/>
                <BidCard/>
            </div>
        },
    };
    html! {
        <FindingHead head>
            {move || (stage.get() == Stage::Bids).then(|| html! {
                <button type="button" on:click=move |_| save(ws)>"Save as CSV"</button>
                <button type="button" on:click=move |_| window().print().unwrap_or_default()>"Print"</button>
            })}
        </FindingHead>
        {page}
    }
}

/// How far the page has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    NoCandidates,
    NoBids,
    Bids,
}

impl Stage {
    fn of(evaluation: &PartnerEvaluation) -> Stage {
        match (evaluation.candidates.is_empty(), evaluation.bids.is_empty()) {
            (true, _) => Stage::NoCandidates,
            (_, true) => Stage::NoBids,
            _ => Stage::Bids,
        }
    }
}

/// Saves the bids side by side as a table.
fn save(ws: Workspace) {
    let Some((title, text, bids)) = read_now(ws, |evaluation| (evaluation.document.title.clone(), bids_csv::write(evaluation), evaluation.bids.len())) else {
        return;
    };
    saving::table(ws, &format!("{}-bids", file_stem(&title)), &text, &format!("The table has {}.", count(bids, "bid", "bids")));
}

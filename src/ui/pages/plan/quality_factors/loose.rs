//! What the chain lacks, and the risks that threaten no factor.

use leptos::prelude::*;

use super::super::schedule::with_plan;
use super::chain::{MissingView, RiskView, Views, address};
use super::factor::gap_pill;
use crate::domain::id::Id;
use crate::domain::risk::chain::Gap;
use crate::domain::risk::quality::QualityFactor;
use crate::domain::risk::register::Risk;
use crate::domain::words::{clipped, count};
use crate::ui::html::{Html, html};
use crate::ui::route::Page;
use crate::ui::run::Callback;
use crate::ui::signals::{derive, memo};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::field::SelectField;
use crate::ui::widgets::folded::Folded;
use crate::ui::widgets::pill::ScorePill;
use crate::ui::workspace::{Workspace, workspace};

/// How many missing links are shown before the rest is asked for.
const FIRST: usize = 5;

/// How many risks without a factor can be linked here at once.
const LINKED: usize = 30;

/// The missing links, what presses most first; risks without a factor have a card of their own.
#[component]
pub fn MissingLinks() -> Html {
    let ws = workspace();
    let views = Views::in_use();
    let missing = memo(move |_| views.with(|view| view.missing.iter().filter(|missing| missing.gap != Gap::RiskWithoutFactor).cloned().collect::<Vec<_>>()));
    let anything = memo(move |_| views.with(|view| !view.factors.is_empty()) && missing.with(|missing| !missing.is_empty()));
    let first = move || missing.with(|missing| missing.iter().take(FIRST).map(|missing| line(ws, missing)).collect::<Html>());
    let rest = move || missing.with(|missing| missing.iter().skip(FIRST).map(|missing| line(ws, missing)).collect::<Html>());
    let more = memo(move |_| missing.with(|missing| missing.len().saturating_sub(FIRST)));
    let folded = move || {
        (more.get() > 0).then(|| {
            html! { <Folded class="inner" title=derive(move || format!("{} more", more.get())) content=Callback::new(move |()| html! { <ul class="needs">{rest}</ul> })/> }
        })
    };
    html! {
        {move || anything.get().then(|| html! {
            <Card title="Links that are missing" aside=derive(move || count(missing.with(Vec::len), "link", "links"))>
                <ul class="needs">{first}</ul>
                {folded}
            </Card>
        })}
    }
}

fn line(ws: Workspace, missing: &MissingView) -> Html {
    let gap = missing.gap;
    html! {
        <li><a class="need" href=address(ws, missing.page, &missing.record)>
            <span class="what"><strong>{clipped(&missing.title, 120)}</strong><span class="muted">{gap.mend()}</span></span>
            {gap_pill(gap)}
        </a></li>
    }
}

/// The open risks that threaten no factor, each with a way to link it.
#[component]
pub fn LooseRisks() -> Html {
    let ws = workspace();
    let views = Views::in_use();
    let loose = memo(move |_| views.with(|view| if view.factors.is_empty() { Vec::new() } else { view.loose.clone() }));
    let options = derive(move || {
        let factors = with_plan(ws, |plan| plan.quality_factors.iter().map(|factor| (factor.id.to_string(), clipped(&factor.title, 70))).collect::<Vec<_>>());
        std::iter::once((String::new(), "None: a risk to time and budget".to_owned())).chain(factors.unwrap_or_default()).collect::<Vec<_>>()
    });
    let row = move |risk: &RiskView| {
        let (id, name) = (risk.id.clone(), format!("{} {}", risk.reference, risk.title));
        let link = Callback::new(move |key: String| {
            if let Some(factor) = Id::<QualityFactor>::parse(&key) {
                ws.update(&id, |risk: &mut Risk| risk.factors.push(factor));
            }
        });
        html! {
            <li>
                <a href=address(ws, Page::Risks, risk.id.as_str())>{name.clone()}</a>
                <ScorePill judged=risk.current/>
                <SelectField label=format!("Factor that {name} threatens") hide_label=true options value=derive(String::new) commit=link/>
            </li>
        }
    };
    let rows = move || loose.with(|loose| loose.iter().take(LINKED).map(row).collect::<Html>());
    let more = memo(move |_| loose.with(|loose| loose.len().saturating_sub(LINKED)));
    html! {
        {move || (!loose.with(Vec::is_empty)).then(|| html! {
            <Card title="Risks that threaten no factor" aside=derive(move || count(loose.with(Vec::len), "open risk", "open risks"))>
                <p class="muted">"Some risks touch time and budget alone, and need no factor. Link those that could harm participants or the result."</p>
                <ul class="loose-risks">{rows}</ul>
                <p class="muted" hidden={move || more.get() == 0}>{move || format!("{} more come up as these are linked.", more.get())}</p>
            </Card>
        })}
    }
}

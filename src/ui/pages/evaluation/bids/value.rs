//! Score beside price: a picture, the same as a table, what a better score costs more, and what the price of a point hides.

use leptos::prelude::*;

use super::super::{read, read_now};
use crate::domain::money::Currency;
use crate::domain::partner::bid::headline::whole_percent;
use crate::domain::partner::bid::value::{Offer, Step, Value, value};
use crate::domain::partner::scorecard::shown;
use crate::domain::words::listed;
use crate::formats::native::file_stem;
use crate::formats::value_svg::{as_file, on_page, view_box};
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::saving::Picture;
use crate::ui::signals::{effect, memo};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::widgets::save_picture::SavePicture;
use crate::ui::workspace::{Workspace, workspace};

/// The card.
#[component]
pub(super) fn ValueForMoney() -> Html {
    let ws = workspace();
    let found = memo(move |_| read(ws, |evaluation| (value(evaluation), evaluation.bid_assumptions.currency.clone())).unwrap_or_default());
    let svg = NodeRef::<leptos::svg::Svg>::new();
    let picture = memo(move |_| found.with(|(value, currency)| on_page(value, currency)));
    effect(move |_| {
        let inside = picture.get().unwrap_or_default();
        if let Some(svg) = svg.get() {
            svg.set_inner_html(&inside);
        }
    });
    let nothing = move || picture.with(Option::is_none);
    html! {
        <Card title="Score beside price">
            <p class="muted" hidden={move || !nothing()}>"Shows what a better score costs, once a bid can be compared and its candidate is scored."</p>
            <div class="value-for-money" hidden=nothing>
                <figure class="value-figure">
                    <div class="scrolls" role="region" aria-label="Picture of score and price" tabindex="0"><svg node_ref=svg viewBox=view_box() aria-hidden="true"></svg></div>
                    <SavePicture drawn=Callback::new(move |()| drawn(ws)) of="score beside price"/>
                </figure>
                {move || found.with(|(value, currency)| said(value, currency))}
            </div>
        </Card>
    }
}

fn said(value: &Value, currency: &Currency) -> Html {
    let rows = value.offers.iter().map(|offer| row(offer, currency, value.hidden)).collect::<Html>();
    let steps = value.steps();
    let steps = (!steps.is_empty())
        .then(|| html! { <ul class="value-steps">{steps.iter().map(|step| html! { <li>{of_step(step, currency)}</li> }).collect::<Html>()}</ul> });
    let commercial = value.without_commercial.then_some(" Commercial criteria are left out of the score here: the price would count twice.");
    html! {
        <div class="stack">
            <div class="scrolls" role="region" aria-label="Score and price" tabindex="0"><table class="value-table">
                <thead><tr><th scope="col">"Candidate"</th><th scope="col">"Score"</th><th scope="col">{format!("Price, {currency}")}</th><th scope="col">{format!("Per point, {currency}")}</th><th scope="col">"Standing"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table></div>
            {steps}
            <p class="field-help">"Dominated: another candidate costs no more and scores no less. The price of a point divides money by a score that begins at 1; it orders bids that are alike, and favours whoever offers little for little. The lowest price is not the winner by itself."{commercial}</p>
        </div>
    }
}

fn row(offer: &Offer, currency: &Currency, hidden: bool) -> Html {
    let standing = if offer.score.is_none() {
        html! { <span class="muted">{if hidden { "hidden" } else { "not scored" }}</span> }
    } else if offer.dominated_by.is_empty() {
        html! { <Pill tone=Tone::Good text="worth a look"/> }
    } else {
        let by: Vec<String> = offer.dominated_by.iter().map(|candidate| shown(candidate.as_ref())).collect();
        html! { <Pill tone=Tone::Watch text="dominated"/><span class="sub">{format!("by {}", listed(&by))}</span> }
    };
    let above = offer.share_above_lowest().filter(|_| !offer.above_lowest.is_zero());
    let above =
        above.map(|share| html! { <span class="sub" title=offer.above_lowest.in_whole().in_currency(currency)>{format!("+{}", whole_percent(share))}</span> });
    html! {
        <tr>
            <th scope="row">{shown(offer.candidate.as_ref())}</th>
            <td>{offer.score.map_or("–".to_owned(), |score| format!("{score:.2}"))}</td>
            <td>{offer.price.in_whole().to_string()}{above}</td>
            <td>{offer.per_point().map_or("–".to_owned(), |price| price.in_whole().to_string())}</td>
            <td class="standing">{standing}</td>
        </tr>
    }
}

fn of_step(step: &Step, currency: &Currency) -> String {
    format!(
        "From {} to {}: {} more for {:.2} points more.",
        shown(step.from.as_ref()),
        shown(step.to.as_ref()),
        step.price.in_whole().in_currency(currency),
        step.score
    )
}

/// The picture as a file.
fn drawn(ws: Workspace) -> Option<Picture> {
    let made = read_now(ws, |evaluation| {
        let title = &evaluation.document.title;
        let drawing = as_file(&value(evaluation), &evaluation.bid_assumptions.currency, &format!("{title}: score beside price"))?;
        Some(Picture { stem: format!("{}-score-and-price", file_stem(title)), drawing })
    });
    made.flatten()
}

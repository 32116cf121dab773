//! How duties would be spread with each candidate: what stays with the sponsor is work that somebody has to do.

use leptos::prelude::*;

use super::super::read;
use super::Partner;
use crate::domain::id::Id;
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::duty::carried::{Spread, carried, spread};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::scorecard::shown;
use crate::ui::html::{Html, html};
use crate::ui::signals::memo;
use crate::ui::widgets::card::Card;
use crate::ui::workspace::workspace;

/// A candidate and how duties would be spread with it.
type Line = (Id<Candidate>, String, Option<String>, Spread);

/// The card.
#[component]
pub(super) fn SpreadOfAll() -> Html {
    let ws = workspace();
    let partner = Partner::in_use();
    let lines = memo(move |_| read(ws, of_each).unwrap_or_default());
    let row = move |(id, name, out, found): Line| {
        let figures = [found.kept, found.shared, found.transferred, found.gaps, found.doubles, found.not_specific];
        let figures = figures.into_iter().map(|figure| html! { <td>{figure}</td> }).collect::<Html>();
        let (this, key) = (id.clone(), id.to_string());
        let choose = move |_| ws.filter("partner", &key);
        let out = out.map(|why| html! { <span class="sub">{why}</span> });
        html! {
            <tr class:chosen={move || partner.id().as_ref() == Some(&this)}>
                <th scope="row"><button type="button" class="quiet" aria-pressed={move || if partner.id().as_ref() == Some(&id) { "true" } else { "false" }} on:click=choose>{name}</button>{out}</th>
                {figures}
            </tr>
        }
    };
    html! {
        <Card title="With each candidate">
            <div class="scrolls" role="region" aria-label="How duties are spread with each candidate" tabindex="0"><table class="duty-spread">
                <thead><tr><th scope="col">"Partner"</th><th scope="col">"Sponsor keeps"</th><th scope="col">"Shared"</th><th scope="col">"Transferred"</th><th scope="col">"Gaps"</th><th scope="col">"Doubles"</th><th scope="col">"Not written"</th></tr></thead>
                <tbody>{move || lines.get().into_iter().map(row).collect::<Html>()}</tbody>
            </table></div>
            <p class="field-help">"What the sponsor keeps needs people of the sponsor. A transfer that is written nowhere counts as kept (ICH E6(R3), 3.6.4). A gap is a part, an oversight or a holder that nobody has named; a double is work that two are named for."</p>
        </Card>
    }
}

fn of_each(evaluation: &PartnerEvaluation) -> Vec<Line> {
    let one =
        |candidate: &Candidate| (candidate.id.clone(), shown(candidate), evaluation.out_because(candidate), spread(&carried(evaluation, Some(&candidate.id))));
    evaluation.candidates.iter().map(|candidate| one(candidate)).collect()
}

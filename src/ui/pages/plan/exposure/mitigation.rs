//! Which risks it would pay to avoid: what the response costs against what it is worth.

use super::{days, link, money};
use crate::domain::money::Amount;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::exposure::{Exposure, Mitigation, mitigations};
use crate::ui::html::{Html, html};
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::workspace::Workspace;

/// How many risks are shown.
const MOST: usize = 15;

/// The table.
pub fn table(ws: Workspace, plan: &TrialPlan, found: &Exposure) -> Html {
    let rows = mitigations(plan, found).into_iter().take(MOST).map(|own| row(ws, plan, &own)).collect::<Html>();
    let rule = match plan.contingency.day_of_delay {
        Some(rate) => format!("Worth: the expected cost, and the days at {} each.", rate.in_currency(&plan.contingency.currency)),
        None => "Worth: the expected cost. Say above what a day of delay costs, and the days count as well.".to_owned(),
    };
    html! {
        <div class="scrolls" role="region" aria-label="What buys the most" tabindex="0"><table class="exposure-table">
            <thead><tr><th scope="col">"Risk"</th><th scope="col">"Response costs"</th><th scope="col">"Saves on average"</th><th scope="col">"Days"</th><th scope="col">"Worth"</th><th scope="col">"Gain"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table></div>
        <p class="muted">{rule}" The days are those by which the mean delay is lower in the runs in which the risk does not happen. A response that leaves part of the risk saves less than this."</p>
    }
}

fn row(ws: Workspace, plan: &TrialPlan, own: &Mitigation) -> Html {
    let gain = match own.gain() {
        None => html! { <span class="muted">"say what it costs"</span> },
        Some(gain) if gain > 0.0 => html! { <Pill tone=Tone::Good text=format!("pays: {}", money(plan, gain))/> },
        Some(gain) => html! { <Pill tone=Tone::Watch text=format!("costs {} more than it saves", money(plan, -gain))/> },
    };
    let response = own.response.map_or("not said".to_owned(), |cost: Amount| cost.in_currency(&plan.contingency.currency));
    let figures = [response, money(plan, own.money), own.days.map_or("not told".to_owned(), days), money(plan, own.value)];
    let figures = figures.into_iter().map(|figure| html! { <td>{figure}</td> }).collect::<Html>();
    html! { <tr><th scope="row">{link(ws, plan, &own.risk, true)}</th>{figures}<td>{gain}</td></tr> }
}

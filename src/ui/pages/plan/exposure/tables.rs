//! What to set aside for how many of the runs, and each risk as it came out.

use super::{days, link, money};
use crate::domain::money::Amount;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::exposure::{Exposure, expected, own_variance};
use crate::ui::html::{Html, html};
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::workspace::Workspace;

/// The percentiles against what is set aside.
pub fn set_aside(plan: &TrialPlan, found: &Exposure) -> Html {
    let enough = &found.enough;
    let has_days = found.days.is_some();
    let aside = plan.contingency.money.map(Amount::to_f64);
    let row = |label: &str, percent: usize| {
        let cost = found.money.percentile(percent);
        let delay = found.days.as_ref().map(|days| days.percentile(percent));
        let time = delay.map(|delay| html! { <td>{days(delay)}</td><td>{held(enough.days_aside.map(|aside| f64::from(aside) - delay), &days)}</td> });
        html! { <tr><th scope="row">{label.to_owned()}</th><td>{money(plan, cost)}</td><td>{held(aside.map(|aside| aside - cost), &|gap| money(plan, gap))}</td>{time}</tr> }
    };
    let rows = [("P50: half of the runs", 50), ("P80: eight of ten", 80), ("P90: nine of ten", 90)].map(|(label, percent)| row(label, percent));
    let rows = rows.into_iter().collect::<Html>();
    let delay = found.days.as_ref().map(|delay| format!(", and of the delay {}, with a standard deviation of {}", days(delay.mean), days(delay.deviation)));
    let p10 = found.days.as_ref().map(|delay| format!(" and {}", days(delay.percentile(10))));
    let mean = format!(
        "The mean of the cost is {}, with a standard deviation of {}{}. One run of ten comes to no more than {}{}.",
        money(plan, found.money.mean),
        money(plan, found.money.deviation),
        delay.unwrap_or_default(),
        money(plan, found.money.percentile(10)),
        p10.unwrap_or_default()
    );
    let days_head = has_days.then(|| html! { <th scope="col">"Days"</th><th scope="col">"Time set aside"</th> });
    html! {
        <p>{covered(found)}</p>
        <div class="scrolls" role="region" aria-label="How much to set aside" tabindex="0"><table class="exposure-table">
            <thead><tr><th scope="col">"To be safe in"</th><th scope="col">"Money"</th><th scope="col">"Money set aside"</th>{days_head}</tr></thead>
            <tbody>{rows}</tbody>
        </table></div>
        <p class="muted">{mean}</p>
    }
}

/// Whether a percentile is covered, or how much is missing.
fn held(gap: Option<f64>, words: &dyn Fn(f64) -> String) -> Html {
    match gap {
        None => html! { <span class="muted">"nothing set aside"</span> },
        Some(gap) if gap >= 0.0 => html! { <Pill tone=Tone::Good text="enough"/> },
        Some(gap) => html! { <Pill tone=Tone::Watch text=format!("{} short", words(-gap))/> },
    }
}

/// In how many runs what was set aside was enough.
fn covered(found: &Exposure) -> String {
    let percent = |share: f64| format!("{:.0}% of the runs", share * 100.0);
    match (found.enough.money, found.enough.time, found.enough.both) {
        (Some(money), Some(time), Some(both)) => {
            format!("The money set aside is enough in {}, the time in {}, and both in {}.", percent(money), percent(time), percent(both))
        }
        (Some(money), ..) => format!("The money set aside is enough in {}.", percent(money)),
        (None, Some(time), _) => format!("The time set aside is enough in {}; no money is set aside.", percent(time)),
        _ => "Nothing is set aside. Enter money or time above, and simulate again to see in how many runs it is enough.".to_owned(),
    }
}

/// Each risk: how often it happened, what was to be expected, and what came out.
pub fn each_risk(ws: Workspace, plan: &TrialPlan, found: &Exposure) -> Html {
    let variance = expected(plan).deviation.powi(2);
    let rows = found.risks.iter().map(|own| {
        let spread = plan.risks.get(&own.risk).map_or(0.0, |risk| own_variance(risk)) / if variance > 0.0 { variance } else { 1.0 };
        let delay = if found.days.is_some() && own.happened < 1.0 { days((-own.days.low).max(0.0)) } else { "not told".to_owned() };
        let figures = [format!("{:.1}%", own.happened * 100.0), money(plan, own.expected), money(plan, own.cost), format!("{:.0}%", spread * 100.0), delay];
        let figures = figures.into_iter().map(|figure| html! { <td>{figure}</td> }).collect::<Html>();
        html! { <tr><th scope="row">{link(ws, plan, &own.risk, true)}</th>{figures}</tr> }
    });
    let rows = rows.collect::<Html>();
    html! {
        <details class="as-list">
            <summary>"Every risk as a table"</summary>
            <div class="scrolls" role="region" aria-label="Every risk" tabindex="0"><table class="exposure-table">
                <thead><tr><th scope="col">"Risk"</th><th scope="col">"Happened"</th><th scope="col">"Expected cost"</th><th scope="col">"Mean cost in the runs"</th><th scope="col">"Share of the spread of the cost"</th><th scope="col">"Days of the mean delay"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table></div>
        </details>
    }
}

//! Each risk with its way, and what is overdue.

use super::report::{Late, Report, Shown, ShownStep};
use crate::domain::date::Date;
use crate::domain::words::span;
use crate::ui::html::{Html, html};
use crate::ui::route::{Page, Place, Route};
use crate::ui::widgets::pill::{Pill, ScorePill, Tone};
use crate::ui::workspace::Workspace;

const WIDTH: f64 = 220.0;
const HEIGHT: f64 = 30.0;

/// These risks, each with the steps of its score over all the time that the register knows.
pub(super) fn risks(ws: Workspace, report: &Report, shown: &[&Shown]) -> Html {
    if shown.is_empty() {
        return Html::Nothing;
    }
    let first = report.risks.iter().filter_map(|risk| risk.steps.first()).map(|step| step.from).min().unwrap_or(report.today);
    let row = |risk: &&Shown| {
        let now = risk.steps.last();
        let state = match now {
            Some(step) if step.open => html! { <ScorePill judged=step.judged/> },
            Some(step) => html! { <span class="muted">{step.status.clone()}</span> },
            None => Html::Nothing,
        };
        html! {
            <tr>
                <th scope="row"><a href=address(ws, &risk.id)>{risk.name.clone()}</a></th>
                <td class="spark">{spark(report, risk, first)}</td>
                <td>{risk.steps.iter().map(|step| html! { <span class="step">{in_words(step)}</span> }).collect::<Html>()}</td>
                <td>{state}</td>
            </tr>
        }
    };
    let rows = shown.iter().map(row).collect::<Html>();
    html! {
        <div class="scrolls" role="region" aria-label="Scores of each risk over time" tabindex="0"><table class="risk-ways">
            <thead><tr><th scope="col">"Risk"</th><th scope="col">"Score over time"</th><th scope="col">"Steps"</th><th scope="col">"Now"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table></div>
    }
}

/// The steps of a score while the risk was open; gaps where it was not.
fn spark(report: &Report, risk: &Shown, first: Date) -> Html {
    let days = report.today.days_since(first).max(1) as f64;
    let x = |day: Date| (day.days_since(first) as f64 / days * WIDTH).clamp(0.0, WIDTH);
    let mut way = String::new();
    for (place, step) in risk.steps.iter().enumerate() {
        let until = risk.steps.get(place + 1).map_or(report.today, |next| next.from);
        if let Some(judged) = step.judged.filter(|_| step.open) {
            let y = HEIGHT - 3.0 - judged.points.get() / report.most * (HEIGHT - 6.0);
            way.push_str(&format!(
                "{}{:.1} {y:.1}H{:.1}",
                if way.is_empty() || !risk.steps[place - 1].open { "M" } else { "L" },
                x(step.from),
                x(until).max(x(step.from) + 2.0)
            ));
        }
    }
    html! { <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none" aria-hidden="true"><path class="ground" d=format!("M0 {:.0}H{WIDTH}", HEIGHT - 1.0)/><path class="line" d=way/></svg> }
}

/// `14 May 2027: 16, high`; with the status where it is not open.
fn in_words(step: &ShownStep) -> String {
    let score = step.judged.map_or("not scored".to_owned(), |judged| format!("{} {}", judged.points, judged.band.label().to_lowercase()));
    if step.open { format!("{}: {score}", step.from) } else { format!("{}: {}", step.from, step.status) }
}

/// Responses and reviews that are overdue.
pub(super) fn late(ws: Workspace, report: &Report) -> Html {
    if report.late.is_empty() {
        return html! { <p class="muted">"No response and no review is overdue."</p> };
    }
    let row = |late: &Late| {
        html! {
            <tr>
                <th scope="row"><a href=address(ws, &late.id)>{late.name.clone()}</a></th>
                <td>{if late.review { "Review" } else { "Response" }}</td>
                <td>{late.owner.clone()}</td>
                <td>{late.due.map(|due| due.to_string())}</td>
                <td><Pill tone=Tone::Act text=format!("{} late", span(late.days))/></td>
            </tr>
        }
    };
    let rows = report.late.iter().map(row).collect::<Html>();
    html! {
        <div class="scrolls" role="region" aria-label="Overdue responses and reviews" tabindex="0"><table>
            <thead><tr><th scope="col">"Risk"</th><th scope="col">"What"</th><th scope="col">"Owner"</th><th scope="col">"Due"</th><th scope="col">"State"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table></div>
    }
}

fn address(ws: Workspace, record: &str) -> Option<String> {
    ws.open_id().map(|document| Route::from(Place::new(document, Page::Risks).with_record(Some(record.to_owned()))).href())
}

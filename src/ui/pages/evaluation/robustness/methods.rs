//! The ranking by each method side by side.

use super::{named, table};
use crate::domain::choice::Choice;
use crate::domain::partner::compare::methods::{Judged, Method};
use crate::domain::partner::compare::robustness::Robustness;
use crate::domain::words::clipped;
use crate::ui::html::{Html, html};
use crate::ui::signals::derive;
use crate::ui::widgets::card::Card;

/// The card.
pub fn card(found: &Robustness) -> Html {
    let mut headings = vec!["Candidate"];
    headings.extend(found.methods.iter().map(|judged| short(judged.method)));
    // In the order of the ranking; equals in that of the table.
    let mut order: Vec<usize> = (0..found.candidates.len()).collect();
    let ranks = found.methods.first().map_or(Vec::new(), |own| own.ranks.clone());
    crate::domain::order::sort_by_rank(&mut order, |place| ranks[*place].unwrap_or(usize::MAX).into());
    let rows = order.into_iter().map(|place| row(found, place)).collect::<Html>();
    let agreement = agreement(&found.methods);
    let about = Method::ALL.iter().map(|method| html! { <dt>{method.label()}</dt><dd>{method.says()}</dd> }).collect::<Html>();
    let first = found.methods.iter().map(|judged| html! { <li>{format!("{}: {}", judged.method.label(), named(found, &judged.leaders()))}</li> });
    let first = (!found.dissenting().is_empty()).then(|| html! { <h3>"Who comes first"</h3><ul class="robustness-list">{first.collect::<Html>()}</ul> });
    let ranking = table("The ranking by each method", &headings, html! { {rows}{agreement} });
    html! {
        <Card title="What do other methods say?" aside=derive(|| "Rank, and the value behind it".to_owned())>
            {ranking}
            {first}
            <details class="as-list"><summary>"How each method ranks"</summary><dl class="robustness-about">{about}</dl></details>
        </Card>
    }
}

/// What the column of a method is called.
fn short(method: Method) -> &'static str {
    match method {
        Method::Stretched => "Worst to best",
        method => method.label(),
    }
}

fn row(found: &Robustness, place: usize) -> Html {
    let cell = |judged: &Judged| {
        let Some((rank, value)) = judged.ranks[place].zip(judged.values[place]) else { return html! { <td>"–"</td> } };
        let shared = judged.ranks.iter().filter(|other| **other == Some(rank)).count() > 1;
        let value = format!("{value:.2}").replace('-', "−");
        html! { <td class="figure" class:first=rank == 1><strong>{format!("{rank}{}", if shared { "=" } else { "" })}</strong>" "<span class="muted">{value}</span></td> }
    };
    let cells = found.methods.iter().map(cell).collect::<Html>();
    html! { <tr><th scope="row" title=found.candidates[place].clone()>{clipped(&found.candidates[place], 60)}</th>{cells}</tr> }
}

/// How far each agrees with the weighted sum.
fn agreement(methods: &[Judged]) -> Html {
    let cell = |judged: &Judged| {
        let said = match judged.agreement {
            _ if judged.method == Method::WeightedSum => "–".to_owned(),
            Some(tau) => format!("{} (τ {})", judged.in_words(), format!("{tau:.2}").replace('-', "−")),
            None => judged.in_words().to_owned(),
        };
        html! { <td>{said}</td> }
    };
    let cells = methods.iter().map(cell).collect::<Html>();
    html! { <tr class="agrees"><th scope="row">"Agrees with the weighted sum"</th>{cells}</tr> }
}

//! Beside the talks: the measures, each criterion, who scores high or low, and what the talks have moved.

use leptos::prelude::*;

use super::super::{address, read};
use crate::domain::order::{Rank, sort_by_rank};
use crate::domain::partner::agreement::consensus::moved;
use crate::domain::partner::agreement::kendall::Concordance;
use crate::domain::partner::agreement::{Agreement, CriterionAgreement, FEW_CELLS, LEANING, Leaning, RELIABLE, Strength, TENTATIVE};
use crate::domain::words::{count, listed};
use crate::ui::html::{Html, html, live};
use crate::ui::route::Page;
use crate::ui::signals::{Memo, memo};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::workspace::{Workspace, workspace};

/// The measures of agreement.
#[component]
pub fn Figures(found: Memo<Agreement>) -> Html {
    html! { <Card title="How far they agree">{live(move || found.with(measures))}</Card> }
}

fn measures(found: &Agreement) -> Html {
    let alpha = match found.alpha {
        Some(alpha) => html! { <strong class="figure">{format!("{alpha:.2}")}</strong>" "{strength(alpha)} },
        None => html! { <strong class="figure">"–"</strong>" all shared scores are the same" },
    };
    let order = match found.order {
        Some(order) => html! { <strong class="figure">{format!("{:.2}", order.w)}</strong>" "<span class="muted">{chance(&order)}</span> },
        None => html! { <strong class="figure">"–"</strong>" "<span class="muted">"not enough that all have scored"</span> },
    };
    let without = (!found.not_in_order.is_empty())
        .then(|| html! { <p class="field-help">{format!("Without {}, who scored no criterion for all of the candidates.", listed(&found.not_in_order))}</p> });
    let others = found.other_scales.iter().map(|(name, alpha)| {
        html! { <tr><th scope="row">{format!("α, {name}")}</th><td>{alpha.map_or("–".to_owned(), |alpha| format!("{alpha:.3}"))}</td></tr> }
    });
    let ordinal = html! { <tr><th scope="row">"α, ordinal"</th><td>{found.alpha.map_or("–".to_owned(), |alpha| format!("{alpha:.3}"))}</td></tr> };
    let cells = found.cells.map(|cells| html! { <tr><th scope="row">{format!("W over the {} that all have scored", count(cells.items, "cell", "cells"))}</th><td>{format!("{:.3}, {}", cells.w, p(cells.p))}</td></tr> });
    html! {
        <dl class="measures">
            <div>
                <dt>"On the scores"</dt>
                <dd>{alpha}</dd>
                <dd class="field-help">{format!("Krippendorff’s α over {}, scores read as an order; what is missing is left out. From {RELIABLE:.2} on scores count as reliable, from {TENTATIVE} on as tentative.", count(found.shared, "shared cell", "shared cells"))}</dd>
            </div>
            <div>
                <dt>"On the order of the candidates"</dt>
                <dd>{order}</dd>
                <dd class="field-help">{ranked(found.order.as_ref())}</dd>
            </div>
        </dl>
        {without}
        <details><summary>"More measures"</summary>
            <table class="plain-table"><tbody>{ordinal}{others.collect::<Html>()}{cells}</tbody></table>
            <p class="field-help">"Nominal asks whether scores are equal, interval takes the steps between them as equal, ratio as shares. The p-value of W is by the chi-squared distribution, which is rough for fewer than eight items. Scores that were agreed on later are in none of these."</p>
        </details>
    }
}

fn ranked(order: Option<&Concordance>) -> String {
    let by = order
        .map_or(String::new(), |order| format!(" of {} by {}", count(order.items, "candidate", "candidates"), count(order.raters, "evaluator", "evaluators")));
    format!("Kendall’s W{by}, each by their own weighted scores, corrected for ties: 1 is the same order, 0 none in common.")
}

fn chance(order: &Concordance) -> String {
    format!("χ² {:.1}, {}", order.chi_squared, p(order.p))
}

fn p(p: f64) -> String {
    if p < 0.001 { "p < 0.001".to_owned() } else { format!("p = {p:.3}") }
}

fn strength(alpha: f64) -> Html {
    let strength = Strength::of(alpha);
    let tone = match strength {
        Strength::Strong => Tone::Good,
        Strength::Fair => Tone::Watch,
        Strength::Weak => Tone::Act,
    };
    html! { <Pill tone text=strength.word()/> }
}

/// How alike each criterion is understood, the least alike first.
#[component]
pub fn Criteria(found: Memo<Agreement>) -> Html {
    let ws = workspace();
    let table = live(move || {
        let mut criteria = found.with(|found| found.criteria.clone());
        // As millionths; what cannot be said comes last.
        sort_by_rank(&mut criteria, |criterion| Rank::Number(criterion.alpha.map_or(i64::MAX, |alpha| (alpha * 1e6).round() as i64)));
        let worst = found.with(|found| found.worst_understood().map(|criterion| criterion.name.clone()));
        let advice = match worst {
            Some(name) => format!("Begin with “{name}”: read its question and anchors together, and say what a 2 and what a 4 would look like."),
            None => "No criterion stands out.".to_owned(),
        };
        html! {
            <p>{advice}</p>
            <div class="scrolls" role="region" aria-label="Agreement on each criterion" tabindex="0"><table class="plain-table">
                <thead><tr><th scope="col">"Criterion"</th><th scope="col">"α"</th><th scope="col">"Apart"</th><th scope="col">"Widest"</th></tr></thead>
                <tbody>{criteria.iter().map(|criterion| criterion_row(ws, criterion)).collect::<Html>()}</tbody>
            </table></div>
            <p class="field-help">"α by the spread of all scores, so that the α of all is the mean of these. Apart: points between two evaluators on average; widest: for one candidate."</p>
        }
    });
    html! { <Card title="How alike each criterion is understood">{table}</Card> }
}

fn criterion_row(ws: Workspace, criterion: &CriterionAgreement) -> Html {
    let href = address(ws, Page::Setup, Some(criterion.criterion.to_string()));
    let alpha = match criterion.alpha {
        Some(alpha) => html! { {format!("{alpha:.2} ")}{strength(alpha)} },
        None => html! { "–" },
    };
    let apart = criterion.apart.map_or("–".to_owned(), |apart| format!("{apart:.1}"));
    html! { <tr><th scope="row"><a href=href>{criterion.name.clone()}</a></th><td>{alpha}</td><td>{apart}</td><td>{criterion.widest}</td></tr> }
}

/// Who scores high or low throughout.
#[component]
pub fn Leanings(found: Memo<Agreement>) -> Html {
    let table = live(move || {
        found.with(|found| {
            let systematic: Vec<String> = found.systematic().map(|leaning| format!("{} scores {}", leaning.role, direction(leaning))).collect();
            let said = match systematic.as_slice() {
                [] => "Nobody scores high or low throughout.".to_owned(),
                named => format!("{}. It moves nobody’s rank while they do so for all candidates alike; it does where they have not scored all of them.", listed(named)),
            };
            html! {
                <p>{said}</p>
                <div class="scrolls" role="region" aria-label="Each evaluator against the others" tabindex="0"><table class="plain-table">
                    <thead><tr><th scope="col">"Evaluator"</th><th scope="col">"Against the others"</th><th scope="col">"Cells"</th></tr></thead>
                    <tbody>{found.leanings.iter().map(leaning_row).collect::<Html>()}</tbody>
                </table></div>
                <p class="field-help">{format!("Their score less the mean of the others, on average, in points. From {LEANING} on, over {FEW_CELLS} cells or more, it is called throughout.")}</p>
            }
        })
    });
    html! { <Card title="Who scores high or low">{table}</Card> }
}

fn direction(leaning: &Leaning) -> &'static str {
    if leaning.above > 0.0 { "high" } else { "low" }
}

fn leaning_row(leaning: &Leaning) -> Html {
    let above = if leaning.above < 0.0 { format!("−{:.2}", -leaning.above) } else { format!("+{:.2}", leaning.above) };
    let mark = leaning.is_systematic().then(|| html! { " "<Pill tone=Tone::Watch text=direction(leaning)/> });
    html! { <tr><th scope="row">{leaning.role.clone()}</th><td>{above}{mark}</td><td>{leaning.cells}</td></tr> }
}

/// What the talks have moved, once something is agreed on.
#[component]
pub fn Moved() -> Html {
    let ws = workspace();
    let found = memo(move |_| read(ws, |evaluation| (!evaluation.agreed_scores.is_empty()).then(|| moved(evaluation))).flatten());
    live(move || {
        let found = found.get()?;
        if found.is_empty() {
            return Some(html! { <Card title="What the talks moved"><p>"No weighted score and no rank."</p></Card> });
        }
        let score = |score: Option<f64>| score.map_or("–".to_owned(), |score| format!("{score:.2}"));
        let rank = |rank: &Option<String>| rank.clone().unwrap_or_else(|| "–".to_owned());
        let rows = found
            .iter()
            .map(|moved| {
                html! {
                    <tr>
                        <th scope="row">{moved.name.clone()}</th>
                        <td>{format!("{} → {}", score(moved.before), score(moved.after))}</td>
                        <td>{format!("{} → {}", rank(&moved.rank_before), rank(&moved.rank_after))}</td>
                    </tr>
                }
            })
            .collect::<Html>();
        Some(html! {
            <Card title="What the talks moved">
                <div class="scrolls" role="region" aria-label="Before and after the talks" tabindex="0"><table class="plain-table">
                    <thead><tr><th scope="col">"Candidate"</th><th scope="col">"Weighted score"</th><th scope="col">"Rank"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table></div>
                <p class="field-help">"By the scores given before the talks, and with what was agreed on."</p>
            </Card>
        })
    })
}

//! All weights at once: a hundred thousand weightings, drawn in the worker, and how often each candidate comes where.

use std::sync::Arc;

use leptos::prelude::*;

use super::super::read_now;
use super::{drawn, table};
use crate::compute::acceptability::AcceptabilityJob;
use crate::compute::{Job, Outcome};
use crate::domain::choice::Choice;
use crate::domain::document::Document;
use crate::domain::overview::robustness::of_draws;
use crate::domain::partner::compare::acceptability::{Acceptability, Accepted, Plausible, USUAL_DRAWS};
use crate::domain::partner::compare::robustness::{Robustness, candidate_name, criterion_name};
use crate::domain::partner::compare::table::ScoreTable;
use crate::domain::partner::criterion::percent;
use crate::domain::words::{clipped, grouped};
use crate::formats::acceptability_svg::{Bar, as_file, on_page, view_box};
use crate::formats::native::file_stem;
use crate::ui::html::{Html, html, live};
use crate::ui::run::Callback;
use crate::ui::saving::Picture;
use crate::ui::signals::{Memo, RwSignal, effect, memo};
use crate::ui::widgets::ask::{Ask, Words};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::field::ChoiceField;
use crate::ui::widgets::save_picture::SavePicture;
use crate::ui::workspace::{Workspace, workspace};

const WORDS: Words = Words { number: "Weightings", begin: "Draw weightings", doing: "Drawing weightings" };

/// How many criteria of a candidate's central weights are shown.
const HEAVIEST: usize = 3;

/// The card: what is drawn, how far it is, and what came of it.
#[component]
pub fn Weightings(found: Memo<Option<Arc<Robustness>>>) -> Html {
    let ws = workspace();
    let shown = RwSignal::new(Plausible::Any);
    let done = Callback::new(move |(document, outcome): (Document, Outcome)| {
        if let Outcome::Acceptability(found) = outcome {
            ws.acceptability.set(Some((document.head().id.clone(), Arc::new(*found))));
        }
    });
    let any = memo(move |_| drawn(ws).is_some());
    let stale = memo(move |_| drawn(ws).is_some_and(|drawn| found.with(|found| found.as_ref().is_none_or(|found| found.table != drawn.table))));
    let idle = Callback::new(move |()| {
        html! {
            <p class="muted" hidden={move || any.get()}>"Nobody knows the weights exactly. This draws many weightings that are plausible and says in how many of them each candidate comes first, and with which weights."</p>
            <p class="simulation-stale" role="status" hidden={move || !stale.get()}>"Scores or weights have changed since. Draw again to see what they come to now."</p>
            <div class="robustness-plausible" hidden={move || !any.get()}><ChoiceField label="Which weightings are plausible?" value=shown commit=Callback::new(move |choice| shown.set(choice))/></div>
            {live(move || drawn(ws).map(|drawn| outcome(ws, &drawn, shown.get())))}
        }
    });
    html! {
        <Card title="What if all weights change at once?" class="robustness-weightings">
            <Ask words=WORDS usual=USUAL_DRAWS job=job done idle/>
        </Card>
    }
}

/// What the worker is asked for.
fn job((document, draws, seed): (&Document, u32, u64)) -> Option<Job> {
    let table = ScoreTable::of(document.evaluation()?);
    (table.candidates.len() > 1).then(|| Job::Acceptability(Box::new(AcceptabilityJob { table, draws, seed })))
}

/// What the draws say. Names are those of now; what is gone has its id.
fn outcome(ws: Workspace, drawn: &Acceptability, plausible: Plausible) -> Html {
    let names = read_now(ws, |evaluation| {
        let candidates: Vec<String> = drawn.table.candidates.iter().map(|id| candidate_name(evaluation, id)).collect();
        let criteria: Vec<String> = drawn.table.criteria.iter().map(|id| criterion_name(evaluation, id)).collect();
        (candidates, criteria, evaluation.document.title.clone())
    });
    let Some((candidates, criteria, title)) = names else { return Html::Nothing };
    let accepted = drawn.of(plausible);
    // The one that comes first most often stands first.
    let mut order: Vec<usize> = (0..accepted.len()).collect();
    crate::domain::order::sort_by_rank(&mut order, |place| crate::domain::order::Rank::from((accepted[*place].first() * 1e9) as i64).down());
    let said = format!(
        "{} {} weightings with the seed {}; the same seed gives the same figures on every machine. Criteria that weigh nothing stay out.",
        plausible.says(),
        grouped(drawn.draws),
        drawn.seed
    );
    html! {
        {picture(&candidates, accepted, &order, &format!("{}: {}", clipped(&title, 60), plausible.label()), &file_stem(&title))}
        {central(&candidates, &criteria, accepted, &order)}
        {pairs(&candidates, accepted, &order)}
        <p class="muted">{said}</p>
    }
}

fn picture(names: &[String], accepted: &[Accepted], order: &[usize], title: &str, stem: &str) -> Html {
    let bars: Vec<Bar> =
        order.iter().map(|place| Bar { name: &names[*place], ranks: &accepted[*place].ranks, first: of_draws(accepted[*place].first()) }).collect();
    let (inside, file, size) = (on_page(&bars), as_file(&bars, title), view_box(bars.len()));
    let svg = NodeRef::<leptos::svg::Svg>::new();
    effect(move |_| {
        if let Some(svg) = svg.get() {
            svg.set_inner_html(&inside);
        }
    });
    let stem = format!("{stem}-weightings");
    let drawn = Callback::new(move |()| Some(Picture { stem: stem.clone(), drawing: file.clone() }));
    let ranks: Vec<String> = (1..=order.len()).map(|rank| format!("Rank {rank}")).collect();
    let mut headings = vec!["Candidate"];
    headings.extend(ranks.iter().map(String::as_str));
    let rows = order.iter().map(|place| {
        let cells = accepted[*place].ranks.iter().map(|share| html! { <td class="figure">{of_draws(*share)}</td> }).collect::<Html>();
        html! { <tr><th scope="row">{clipped(&names[*place], 60)}</th>{cells}</tr> }
    });
    let rows = rows.collect::<Html>();
    html! {
        <figure class="acceptability">
            <figcaption>"In how many of the weightings each candidate has which rank; at the right, how often it comes first"</figcaption>
            <div class="scrolls" role="region" aria-label="Picture of the ranks" tabindex="0"><svg node_ref=svg viewBox=size aria-hidden="true"></svg></div>
            <details class="as-list"><summary>"The same as a table"</summary>{table("Shares of the ranks", &headings, rows)}</details>
            <SavePicture drawn/>
        </figure>
    }
}

/// With which weights each candidate comes first, and how sure that is.
fn central(names: &[String], criteria: &[String], accepted: &[Accepted], order: &[usize]) -> Html {
    let rows = order.iter().map(|place| {
        let own = &accepted[*place];
        let weights = own.central.as_ref().map_or("It comes first with none of them.".to_owned(), |central| heaviest(criteria, central));
        let sure = own.confidence.map_or("–".to_owned(), of_draws);
        html! {
            <tr>
                <th scope="row">{clipped(&names[*place], 60)}</th>
                <td class="figure">{of_draws(own.first())}</td>
                <td>{weights}</td>
                <td class="figure">{sure}</td>
            </tr>
        }
    });
    let rows = rows.collect::<Html>();
    let all = full(names, criteria, accepted, order);
    html! {
        <h3>"With which weights does each come first?"</h3>
        {table("Central weights", &["Candidate", "First in", "Counts most then, on average", "How often it holds"], rows)}
        {all}
        <p class="muted">"Who holds these weights should choose this candidate. How often it holds: in how many draws it stays first with them when each score may be any between the lowest and the highest that evaluators gave."</p>
    }
}

/// The criteria that weigh most: "“Named team” 14%, …".
fn heaviest(criteria: &[String], central: &[f64]) -> String {
    let mut places: Vec<usize> = (0..central.len()).collect();
    crate::domain::order::sort_by_rank(&mut places, |place| crate::domain::order::Rank::from((central[*place] * 1e9) as i64).down());
    let named = places.into_iter().take(HEAVIEST).map(|place| format!("{} {}", clipped(&criteria[place], 40), percent(central[place])));
    named.collect::<Vec<_>>().join(", ")
}

/// All central weights.
fn full(names: &[String], criteria: &[String], accepted: &[Accepted], order: &[usize]) -> Html {
    let with: Vec<usize> = order.iter().copied().filter(|place| accepted[*place].central.is_some()).collect();
    let mut headings = vec!["Criterion"];
    headings.extend(with.iter().map(|place| names[*place].as_str()));
    let rows = criteria.iter().enumerate().map(|(criterion, name)| {
        let share = |place: &usize| accepted[*place].central.as_ref().map_or(String::new(), |central| percent(central[criterion]));
        let cells = with.iter().map(|place| html! { <td class="figure">{share(place)}</td> }).collect::<Html>();
        html! { <tr><th scope="row">{clipped(name, 60)}</th>{cells}</tr> }
    });
    let rows = rows.collect::<Html>();
    html! { <details class="as-list"><summary>"All central weights"</summary>{table("All central weights", &headings, rows)}</details> }
}

/// How often each stands before each other.
fn pairs(names: &[String], accepted: &[Accepted], order: &[usize]) -> Html {
    let mut headings = vec!["Stands before"];
    headings.extend(order.iter().map(|place| names[*place].as_str()));
    let rows = order.iter().map(|place| {
        let cell = |other: &usize| if other == place { "–".to_owned() } else { of_draws(accepted[*place].before[*other]) };
        let cells = order.iter().map(|other| html! { <td class="figure">{cell(other)}</td> }).collect::<Html>();
        html! { <tr><th scope="row">{clipped(&names[*place], 60)}</th>{cells}</tr> }
    });
    let rows = rows.collect::<Html>();
    html! { <details class="as-list"><summary>"Two by two: how often each stands before each other"</summary>{table("Two by two", &headings, rows)}</details> }
}

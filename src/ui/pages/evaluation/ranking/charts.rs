//! The candidates as pictures, one at a time: what makes their scores, their profiles, the radar of the pillars. Each has the same
//! data as a table, and can be saved.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::super::{read, read_now};
use crate::domain::choice::{Choice, choice};
use crate::domain::order::sort_by_rank;
use crate::domain::partner::contribution::contributions;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::scorecard::{Scorecard, scorecard};
use crate::domain::words::clipped;
use crate::formats::chart_pen::{Look, Series};
use crate::formats::native::file_stem;
use crate::formats::{contribution_svg, profile_svg, radar_svg};
use crate::ui::html::{Html, html, live};
use crate::ui::run::Callback;
use crate::ui::saving::Picture;
use crate::ui::signals::{Memo, derive, effect, memo};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::save_picture::SavePicture;
use crate::ui::workspace::{Workspace, workspace};

/// How many candidates are drawn before somebody chooses.
const FIRST: usize = 4;

choice! {
    /// A picture.
    Chart {
        Parts = "parts", "What makes the score";
        Profile = "profile", "Profile";
        Radar = "radar", "Radar";
    }
}

impl Chart {
    /// What it shows, and what to mind when reading it.
    fn says(self) -> &'static str {
        match self {
            Chart::Parts => {
                "What each pillar adds to the weighted score: its weight times its mean. The parts add up to the score. Candidates that are out are left out."
            }
            Chart::Profile => {
                "The mean score on each criterion: where lines lie together, the criterion tells nobody apart. A gap is not scored, which is not zero."
            }
            Chart::Radar => {
                "The mean score within each pillar. The size of an area means nothing: look at the corners. A gap is not scored, which is not zero."
            }
        }
    }
}

/// A table with the data of a picture.
#[derive(Clone, PartialEq, Default)]
struct Data {
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// The pictures.
#[component]
pub fn Charts(card: Memo<Scorecard>) -> Html {
    let ws = workspace();
    let shown = memo(move |_| chosen(ws));
    let drawn = memo(move |_| card.with(|card| wanted(card, &ws.filtered("drawn"))));
    let choice = move |chart: Chart| {
        let pressed = move || (shown.get() == chart).to_string();
        html! { <button type="button" aria-pressed=pressed on:click=move |_| ws.filter("chart", chart.key())>{chart.label()}</button> }
    };
    let picture = memo(move |_| read(ws, |evaluation| picture(evaluation, shown.get(), &drawn.get(), Look::Page)).flatten());
    let host = NodeRef::<leptos::html::Div>::new();
    effect(move |_| {
        let picture = picture.get().unwrap_or_default();
        if let Some(host) = host.get() {
            host.set_inner_html(&picture);
        }
    });
    let table = memo(move |_| read(ws, |evaluation| data(evaluation, shown.get(), &drawn.get())).unwrap_or_default());
    let as_file = Callback::new(move |()| as_file(ws, shown, drawn));
    let picker = move || (shown.get() != Chart::Parts).then(|| html! { <Picker card drawn/> });
    html! {
        <Card title="Pictures" class="partner-charts" aside=derive(|| "scores 1 to 5".to_owned())>
            <div class="segmented" role="group" aria-label="Which picture">{Chart::ALL.iter().map(|chart| choice(*chart)).collect::<Html>()}</div>
            <p class="field-help">{move || shown.get().says()}</p>
            {picker}
            <p class="muted" hidden={move || picture.with(Option::is_some)}>"A radar needs criteria in three pillars. The profile shows the same."</p>
            <div class="partner-chart-frame" role="region" aria-label={move || shown.get().label()} tabindex="0"><div node_ref=host></div></div>
            <details class="as-list">
                <summary>"The same as a table"</summary>
                <div class="scrolls" role="region" aria-label="The picture as a table" tabindex="0">{live(move || table_of(&table.get()))}</div>
            </details>
            <SavePicture drawn=as_file/>
        </Card>
    }
}

/// Which candidates are drawn.
#[component]
fn Picker(card: Memo<Scorecard>, drawn: Memo<BTreeSet<usize>>) -> Html {
    let ws = workspace();
    let boxes = move || {
        let one = |(place, name): (usize, String)| {
            let checked = move || drawn.with(|drawn| drawn.contains(&place));
            let turn = move |event| {
                let mut now = drawn.get_untracked();
                if event_target_checked(&event) {
                    now.insert(place)
                } else {
                    now.remove(&place)
                };
                let ids = card.with_untracked(|card| {
                    now.iter().filter_map(|place| card.columns.get(*place)).map(|column| column.candidate.id.to_string()).collect::<Vec<_>>()
                });
                // Ids hold no control characters, so a line end tells them apart; alone it stands for nobody.
                ws.filter("drawn", &if ids.is_empty() { "\n".to_owned() } else { ids.join("\n") });
            };
            html! { <label class="check"><input type="checkbox" prop:checked=checked on:change=turn/>" "{clipped(&name, 60)}</label> }
        };
        let names = card.with(|card| card.columns.iter().map(|column| column.candidate.name.clone()).enumerate().collect::<Vec<_>>());
        names.into_iter().map(one).collect::<Html>()
    };
    html! { <fieldset class="partner-picker"><legend class="visually-hidden">"Candidates that are drawn"</legend>{boxes}</fieldset> }
}

fn chosen(ws: Workspace) -> Chart {
    Chart::from_key(&ws.filtered("chart")).unwrap_or(Chart::Parts)
}

/// The places of the candidates that are drawn: those of the address, else the first few by rank.
fn wanted(card: &Scorecard, query: &str) -> BTreeSet<usize> {
    if !query.is_empty() {
        let ids: BTreeSet<&str> = query.split('\n').collect();
        return (0..card.columns.len()).filter(|place| ids.contains(card.columns[*place].candidate.id.as_str())).collect();
    }
    by_rank(card).into_iter().filter(|place| card.columns[*place].out.is_none()).take(FIRST).collect()
}

/// The places of the candidates, best first.
fn by_rank(card: &Scorecard) -> Vec<usize> {
    let mut places: Vec<usize> = (0..card.columns.len()).collect();
    sort_by_rank(&mut places, |place| card.columns[*place].result.rank.unwrap_or(usize::MAX).into());
    places
}

/// The picture as a file.
fn as_file(ws: Workspace, shown: Memo<Chart>, drawn: Memo<BTreeSet<usize>>) -> Option<Picture> {
    let (shown, drawn) = (shown.get_untracked(), drawn.get_untracked());
    let made = |evaluation: &PartnerEvaluation| {
        let stem = format!("{}-{}", file_stem(&evaluation.document.title), shown.key());
        Some(Picture { stem, drawing: picture(evaluation, shown, &drawn, Look::Sheet)? })
    };
    read_now(ws, made).flatten()
}

fn picture(evaluation: &PartnerEvaluation, chart: Chart, drawn: &BTreeSet<usize>, look: Look) -> Option<String> {
    let (card, title) = (scorecard(evaluation), format!("{}: {}", evaluation.document.title, chart.label().to_lowercase()));
    match chart {
        Chart::Parts => {
            let (pillars, stacks) = stacks(evaluation, &card);
            Some(contribution_svg::drawn(&pillars, &stacks, &title, look))
        }
        Chart::Profile => {
            let part = |pillar: &crate::domain::partner::scorecard::PillarRows| profile_svg::Part {
                name: pillar.pillar.label().to_owned(),
                rows: pillar.rows.iter().map(|row| row.name.clone()).collect(),
            };
            Some(profile_svg::drawn(&card.pillars.iter().map(part).collect::<Vec<_>>(), &profiles(&card, drawn), &title, look))
        }
        Chart::Radar => {
            let axes: Vec<String> = card.pillars.iter().map(|pillar| pillar.pillar.label().to_owned()).collect();
            radar_svg::drawn(
                &axes,
                &series(&card, drawn, |place| card.pillars.iter().map(|pillar| pillar.means.get(place).copied().flatten()).collect()),
                &title,
                look,
            )
        }
    }
}

fn series(card: &Scorecard, drawn: &BTreeSet<usize>, values: impl Fn(usize) -> Vec<Option<f64>>) -> Vec<Series> {
    let one = |place: &usize| Some(Series { candidate: *place, name: card.columns.get(*place)?.candidate.name.clone(), values: values(*place) });
    drawn.iter().filter_map(one).collect()
}

fn profiles(card: &Scorecard, drawn: &BTreeSet<usize>) -> Vec<Series> {
    let rows = || card.pillars.iter().flat_map(|pillar| &pillar.rows);
    series(card, drawn, |place| rows().map(|row| row.cells.get(place)?.score.map(|score| score.mean)).collect())
}

/// The pillars, and what they add for each candidate in the running, best first.
fn stacks(evaluation: &PartnerEvaluation, card: &Scorecard) -> (Vec<String>, Vec<contribution_svg::Stack>) {
    let made = contributions(evaluation);
    let stack = |place: usize| {
        let column = card.columns.get(place).filter(|column| column.out.is_none())?;
        let parts = made.iter().find(|made| made.candidate == column.candidate.id)?.parts.iter().map(|(_, part)| *part).collect();
        Some(contribution_svg::Stack { name: column.candidate.name.clone(), parts })
    };
    let pillars = card.pillars.iter().map(|pillar| pillar.pillar.label().to_owned()).collect();
    (pillars, by_rank(card).into_iter().filter_map(stack).collect())
}

fn data(evaluation: &PartnerEvaluation, chart: Chart, drawn: &BTreeSet<usize>) -> Data {
    let card = scorecard(evaluation);
    let number = |score: Option<f64>, digits: usize| score.map_or("–".to_owned(), |score| format!("{score:.digits$}"));
    if chart == Chart::Parts {
        let (pillars, stacks) = stacks(evaluation, &card);
        let row = |stack: &contribution_svg::Stack| {
            let total = (!stack.parts.is_empty()).then(|| stack.parts.iter().sum());
            let parts = (0..pillars.len()).map(|pillar| number(stack.parts.get(pillar).copied(), 2));
            std::iter::once(stack.name.clone()).chain(parts).chain([number(total, 2)]).collect()
        };
        let rows = stacks.iter().map(row).collect();
        let heads = std::iter::once("Candidate".to_owned()).chain(pillars).chain(["Weighted score".to_owned()]).collect();
        return Data { heads, rows };
    }
    let columns: Vec<usize> = drawn.iter().copied().filter(|place| *place < card.columns.len()).collect();
    let rows = card.pillars.iter().flat_map(|pillar| {
        let of_pillar =
            std::iter::once(pillar.pillar.label().to_owned()).chain(columns.iter().map(|place| number(pillar.means.get(*place).copied().flatten(), 1)));
        let criteria = pillar.rows.iter().map(|row| {
            let scores = columns.iter().map(|place| number(row.cells.get(*place).and_then(|cell| cell.score).map(|score| score.mean), 1));
            std::iter::once(row.name.clone()).chain(scores).collect::<Vec<_>>()
        });
        if chart == Chart::Radar { vec![of_pillar.collect()] } else { criteria.collect() }
    });
    let first = if chart == Chart::Radar { "Pillar" } else { "Criterion" };
    let rows = rows.collect();
    Data { heads: std::iter::once(first.to_owned()).chain(columns.iter().map(|place| card.columns[*place].candidate.name.clone())).collect(), rows }
}

fn table_of(data: &Data) -> Html {
    let heads = data.heads.iter().map(|head| html! { <th scope="col">{head.clone()}</th> }).collect::<Html>();
    let row = |cells: &Vec<String>| {
        let cell = |(place, text): (usize, &String)| {
            if place == 0 {
                html! { <th scope="row">{text.clone()}</th> }
            } else {
                html! { <td>{text.clone()}</td> }
            }
        };
        html! { <tr>{cells.iter().enumerate().map(cell).collect::<Html>()}</tr> }
    };
    html! { <table><thead><tr>{heads}</tr></thead><tbody>{data.rows.iter().map(row).collect::<Html>()}</tbody></table> }
}

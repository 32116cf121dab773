//! A document on paper, on screen: the same pieces in the same order as on the sheet.

use leptos::prelude::*;

use crate::domain::paper::{Block, Cell, Fact, Paper, Section, Table};
use crate::domain::risk::scale::Band;
use crate::ui::html::{Html, html};

/// The document.
#[component]
pub fn PaperView(paper: Paper) -> Html {
    let sections = paper.sections.iter().enumerate().map(|(place, part)| section_view(place + 1, part)).collect::<Html>();
    html! {
        <article class="paper" aria-label=paper.title.clone()>
            <header>
                <p class="paper-title">{paper.title}</p>
                <p class="subject">{paper.subject}</p>
                {facts_view(&paper.facts)}
            </header>
            {sections}
            <p class="note">{paper.note}</p>
        </article>
    }
}

/// A section with its number.
pub fn section_view(number: usize, section: &Section) -> Html {
    let blocks = section.blocks.iter().map(block).collect::<Html>();
    html! { <section class:new-page=section.new_page><h2>{format!("{number} {}", section.title)}</h2>{blocks}</section> }
}

fn block(block: &Block) -> Html {
    match block {
        Block::Heading(text) => html! { <h3>{text.clone()}</h3> },
        Block::Words(text) => html! { <p>{text.clone()}</p> },
        Block::Facts(found) => facts_view(found),
        Block::Table(found) => table(found),
    }
}

/// Names and what they are.
pub fn facts_view(facts: &[Fact]) -> Html {
    html! { <dl>{facts.iter().map(|fact| html! { <dt>{fact.name.to_string()}</dt><dd>{fact.value.clone()}</dd> }).collect::<Html>()}</dl> }
}

fn table(table: &Table) -> Html {
    let heads = table.columns.iter().map(|column| html! { <th scope="col">{column.clone()}</th> }).collect::<Html>();
    let rows =
        table.rows.iter().map(|row| html! { <tr>{row.iter().enumerate().map(|(place, one)| cell(place == 0, one)).collect::<Html>()}</tr> }).collect::<Html>();
    html! {
        <div class="scrolls" role="region" aria-label=table.caption.to_string() tabindex="0"><table>
            <caption>{table.caption.to_string()}</caption>
            <thead><tr>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table></div>
    }
}

fn cell(heads: bool, cell: &Cell) -> Html {
    let class = cell.band.map(|band| match band {
        Band::Low => "low",
        Band::Medium => "medium",
        Band::High => "high",
    });
    let text = cell.text.clone();
    if heads {
        html! { <th scope="row" class=class>{text}</th> }
    } else {
        html! { <td class=class>{text}</td> }
    }
}

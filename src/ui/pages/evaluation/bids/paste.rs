//! Lines of a bid that are pasted from a spreadsheet, after they were shown.

use leptos::prelude::*;

use super::super::read_now;
use crate::domain::choice::Choice;
use crate::domain::id::Id;
use crate::domain::partner::bid::BidLine;
use crate::domain::partner::candidate::Candidate;
use crate::domain::words::count;
use crate::formats::pasted_bid_lines::{EXAMPLE, read};
use crate::session::bids::with_lines;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, RwSignal, derive, memo};
use crate::ui::widgets::paste::{Asked, PasteDialog};
use crate::ui::workspace::{Workspace, workspace};

/// How many lines are shown before they are added.
const SHOWN: usize = 8;

const ASKED: Asked = Asked {
    id: "paste-bid-lines",
    title: "Paste lines of a bid from a spreadsheet",
    about: "Copy the cells in the bidder’s spreadsheet, with the row of headings, and paste them into the field. One column must be the line; package, what it is counted by, unit price, units and what is passed on are known by their headings, in any order. Without headings the order is: line, counted by, unit price, units.",
    example: EXAMPLE,
};

/// Opens the dialog with what is pasted already.
pub(super) fn open(pasting: RwSignal<Option<String>>, text: String) {
    pasting.set(Some(text));
}

/// The dialog.
#[component]
pub(super) fn PasteLines(id: StoredValue<Id<Candidate>>, pasting: RwSignal<Option<String>>) -> Html {
    let ws = workspace();
    let text = RwSignal::new(String::new());
    let found = memo(move |_| text.with(|text| if text.trim().is_empty() { Default::default() } else { read(text, &mut ws.id_maker()) }));
    html! {
        <PasteDialog asked=ASKED offered=Callback::new(move |()| pasting.get()) text count=derive(move || found.with(|(lines, _)| lines.len()))
            adds=Callback::new(|lines| count(lines, "line", "lines")) table=Callback::new(move |()| found.with(|(lines, _)| table(lines)))
            remarks=derive(move || found.with(|(_, remarks)| remarks.clone())) add=Callback::new(move |()| add(ws, id, pasting, found))
            close=Callback::new(move |()| pasting.try_set(None))/>
    }
}

fn table(lines: &[BidLine]) -> Html {
    let title = if lines.len() > SHOWN { format!("The first {SHOWN} of {} lines", lines.len()) } else { "The lines".to_owned() };
    let line = |line: &BidLine| {
        let number = |text: Option<String>| html! { <td>{text.unwrap_or_else(|| "–".to_owned())}</td> };
        html! {
            <tr>
                <th scope="row">{line.name.clone()}</th>
                <td>{line.group.clone()}</td>
                <td>{line.driver.label()}</td>
                {number(line.unit_price.map(|price| price.to_string()))}
                {number(line.quoted_units.map(|units| units.to_string()))}
                <td>{if line.pass_through { "at cost" } else { "" }}</td>
            </tr>
        }
    };
    html! {
        <h3>{title.clone()}</h3>
        <div class="scrolls" tabindex="0" role="region" aria-label=title><table>
            <thead><tr><th scope="col">"Line"</th><th scope="col">"Package"</th><th scope="col">"Counted by"</th><th scope="col">"Unit price"</th><th scope="col">"Units"</th><th scope="col">"Passed on"</th></tr></thead>
            <tbody>{lines.iter().take(SHOWN).map(line).collect::<Html>()}</tbody>
        </table></div>
    }
}

/// Makes the lines part of the bid, as one step.
fn add(ws: Workspace, id: StoredValue<Id<Candidate>>, pasting: RwSignal<Option<String>>, found: Memo<(Vec<BidLine>, Vec<String>)>) {
    let lines = found.with_untracked(|(lines, _)| lines.clone());
    let number = lines.len();
    let change = read_now(ws, |evaluation| with_lines(evaluation, &id.get_value(), lines)).flatten();
    // Where the edit is refused, the rows stay in the field.
    if change.is_some_and(|change| ws.dispatch(change)) {
        ws.say_with(format!("Added {}.", count(number, "line", "lines")), "Undo", move || ws.undo());
        pasting.set(None);
    }
}

//! The lines of a bid in a grid, edited in place: arrow keys and Enter move between rows, Ctrl Enter adds one below.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::super::read;
use super::bid::change;
use super::paste::open as open_paste;
use crate::domain::id::Id;
use crate::domain::money::Amount;
use crate::domain::partner::bid::normalised::{NormalisedLine, normalised};
use crate::domain::partner::bid::{Bid, BidLine, Driver};
use crate::domain::partner::candidate::Candidate;
use crate::domain::quantity::Quantity;
use crate::session::command::{Edit, Kept};
use crate::ui::html::{Html, html, keyed};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, RwSignal, derive, memo};
use crate::ui::widgets::field::{ChoiceField, Commit, Kind, TextField, any_text};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::register::{Shared, focus_soon};
use crate::ui::workspace::workspace;

/// The grid.
#[component]
pub(super) fn Lines(id: StoredValue<Id<Candidate>>, record: Memo<Option<Shared<Bid>>>, pasting: RwSignal<Option<String>>) -> Html {
    let ws = workspace();
    let keys = memo(move |_| record.get().map(|bid| bid.0.lines.iter().map(|line| line.id.shared()).collect::<Vec<_>>()).unwrap_or_default());
    let costs = memo(move |_| {
        read(ws, |evaluation| normalised(evaluation).into_iter().find(|bid| bid.candidate.id == id.get_value()).map(|bid| bid.lines))
            .flatten()
            .unwrap_or_default()
    });
    let add_after = move |after: Option<String>| {
        let line = ws.id::<BidLine>();
        let key = line.to_string();
        change(ws, id, |bid| {
            let at = after.and_then(|after| bid.lines.iter().position(|line| line.id.as_str() == after)).map_or(bid.lines.len(), |at| at + 1);
            // A new line most often belongs to the package of the one above.
            let group = at.checked_sub(1).and_then(|above| bid.lines.get(above)).map_or(String::new(), |above| above.group.clone());
            bid.lines.insert(at, BidLine { group, ..BidLine::new(line, "", Driver::Fixed) });
        });
        focus_soon(format!("[data-line=\"{key}\"] [data-column=\"name\"] input"));
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let Some(field) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok()).filter(|field| field.type_() == "text") else {
            return;
        };
        let step = match event.key().as_str() {
            "Enter" if event.ctrl_key() || event.meta_key() => return add_after(line_of(&field)),
            "Enter" | "ArrowDown" if !event.shift_key() => true,
            "Enter" | "ArrowUp" => false,
            _ => return,
        };
        if move_focus(&field, step) {
            event.prevent_default();
        }
    };
    // Several cells are a table; a single one is text for the field.
    let on_paste = move |event: web_sys::Event| {
        let Some(event) = event.dyn_ref::<web_sys::ClipboardEvent>() else { return };
        let text = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        if text.trim().contains(['\t', '\n']) {
            event.prevent_default();
            open_paste(pasting, text);
        }
    };
    let pasted = window_event_listener_untyped("paste", move |event| {
        let inside = document().active_element().and_then(|element| element.closest(".bid-lines").ok().flatten()).is_some();
        if inside {
            on_paste(event);
        }
    });
    on_cleanup(move || pasted.remove());
    html! {
        <p class="keys">"Enter and the arrow keys move between rows, Ctrl Enter adds a line below, and rows of a spreadsheet can be pasted here."</p>
        <div class="scrolls bid-lines" role="group" aria-label="Lines of the bid" on:keydown=on_key>
            <table>
                <thead><tr>
                    <th scope="col">"Package"</th><th scope="col">"Line"</th><th scope="col">"Counted by"</th><th scope="col" class="number">"Unit price"</th>
                    <th scope="col" class="number">"Units in the bid"</th><th scope="col" class="number">"Our own count"</th><th scope="col">"Passed on"</th>
                    <th scope="col" class="number">"Cost as we count"</th><th scope="col"><span class="visually-hidden">"Tools"</span></th>
                </tr></thead>
                <tbody>{keyed(move || keys.get(), move |key| Id::parse(&key).map_or(Html::Nothing, |line| html! { <Row id record costs line/> }))}</tbody>
            </table>
        </div>
        <p class="muted" hidden={move || !keys.with(Vec::is_empty)}>"No line yet. Add the first one, or paste them from the bidder’s spreadsheet."</p>
        <div class="row-of-buttons"><button type="button" class="add" on:click=move |_| add_after(None)><Icon path=icon::ADD/>"Add a line"</button></div>
    }
}

/// One line.
#[component]
fn Row(id: StoredValue<Id<Candidate>>, record: Memo<Option<Shared<Bid>>>, costs: Memo<Vec<NormalisedLine>>, line: Id<BidLine>) -> Html {
    let ws = workspace();
    let key = StoredValue::new(line);
    let own = memo(move |_| record.get().and_then(|bid| bid.0.lines.iter().find(|line| line.id == key.get_value()).cloned()));
    let text = move |read: fn(&BidLine) -> String| derive(move || own.with(|own| own.as_ref().map_or(String::new(), read)));
    let write = move |write: &dyn Fn(&mut BidLine)| change(ws, id, |bid| bid.lines.iter_mut().filter(|line| line.id == key.get_value()).for_each(write));
    let set_text = move |put: fn(&mut BidLine, String)| any_text(move |text| write(&|line| put(line, text.trim().to_owned())));
    let set_quantity = move |put: fn(&mut BidLine, Option<Quantity>)| -> Commit {
        Callback::new(move |text: String| {
            let quantity = if text.trim().is_empty() { None } else { Some(text.parse::<Quantity>().map_err(|fault| format!("{fault}."))?) };
            write(&|line| put(line, quantity));
            Ok(())
        })
    };
    let set_price = Callback::new(move |text: String| {
        let price = if text.trim().is_empty() { None } else { Some(text.parse::<Amount>().map_err(|fault| format!("{fault}."))?) };
        write(&|line| line.unit_price = price);
        Ok(())
    });
    let driver = derive(move || own.with(|own| own.as_ref().map_or(Driver::Fixed, |own| own.driver)));
    let passed_on = move || own.with(|own| own.as_ref().is_some_and(|own| own.pass_through));
    let named = move || {
        own.with(|own| own.as_ref().map_or(String::new(), |own| if own.name.trim().is_empty() { "line without a name".to_owned() } else { own.name.clone() }))
    };
    let label = move |what: &'static str| derive(move || format!("{what}, {}", named()));
    let remove = move |_| {
        let Some(mut bid) = ws.record(&Bid::key(&id.get_value())) else { return };
        bid.lines.retain(|line| line.id != key.get_value());
        let name = own.with_untracked(|own| own.as_ref().map_or(String::new(), |own| own.name.clone()));
        ws.remove_with(Bid::change(Edit::put(bid)), "line", &name);
    };
    let cost = move || costs.with(|costs| costs.iter().find(|line| line.line.id == key.get_value()).map(counted));
    html! {
        <tr data-line={key.get_value().to_string()}>
            <td data-column="package"><TextField label=label("Package") hide_label=true value=text(|line| line.group.clone()) commit=set_text(|line, text| line.group = text)/></td>
            <td data-column="name"><TextField label=label("Line") hide_label=true placeholder="What is done" value=text(|line| line.name.clone()) commit=set_text(|line, text| line.name = text)/></td>
            <td data-column="driver"><ChoiceField label=label("Counted by") hide_label=true value=driver commit=Callback::new(move |driver| write(&|line| line.driver = driver))/></td>
            <td data-column="price"><TextField label=label("Unit price") hide_label=true kind=Kind::Number value=text(|line| line.unit_price.map_or(String::new(), |price| price.to_string())) commit=set_price/></td>
            <td data-column="quoted"><TextField label=label("Units in the bid") hide_label=true kind=Kind::Number value=text(|line| line.quoted_units.map_or(String::new(), |units| units.to_string())) commit=set_quantity(|line, units| line.quoted_units = units)/></td>
            <td data-column="own"><TextField label=label("Our own count") hide_label=true kind=Kind::Number value=text(|line| line.units.map_or(String::new(), |units| units.to_string())) commit=set_quantity(|line, units| line.units = units)/></td>
            <td class="tick"><label><input type="checkbox" aria-label=label("Passed on at cost") prop:checked=passed_on on:change=move |event| { let ticked = event_target_checked(&event); write(&|line| line.pass_through = ticked); }/></label></td>
            <td class="cost">{cost}</td>
            <td class="row-tools"><button type="button" class="quiet" aria-label={move || format!("Remove {}", named())} on:click=remove><Icon path=icon::REMOVE/></button></td>
        </tr>
    }
}

/// What the line costs as we count, or what is missing.
fn counted(line: &NormalisedLine) -> Html {
    match (&line.units, line.cost) {
        (Ok(units), Some(cost)) => {
            html! { <span>{cost.in_whole().to_string()}</span><span class="counts">{format!("{units} {}", if line.line.driver == Driver::Fixed { "×" } else { line.line.driver.units() })}</span> }
        }
        (Ok(_), None) => html! { <span class="absent">"no price"</span> },
        (Err(missing), _) => {
            html! { <span class="absent">{format!("needs {}", missing.iter().map(|missing| missing.label()).collect::<Vec<_>>().join(", "))}</span> }
        }
    }
}

/// The line in which a field stands.
fn line_of(field: &web_sys::HtmlInputElement) -> Option<String> {
    field.closest("[data-line]").ok().flatten()?.get_attribute("data-line")
}

/// Moves the focus to the field of the same column in the next row, or in the one before. Whether there is one.
fn move_focus(field: &web_sys::HtmlInputElement, down: bool) -> bool {
    let find = || {
        let column = field.closest("[data-column]").ok().flatten()?.get_attribute("data-column")?;
        let row = field.closest("[data-line]").ok().flatten()?;
        let next = if down { row.next_element_sibling() } else { row.previous_element_sibling() }?;
        next.query_selector(&format!("[data-column=\"{column}\"] input")).ok().flatten()?.dyn_into::<web_sys::HtmlInputElement>().ok()
    };
    let next = find();
    if let Some(next) = &next {
        let _ = next.focus();
        next.select();
    }
    next.is_some()
}

//! The pages of a partner evaluation.

pub mod agreement;
pub mod bids;
mod cells;
pub mod decision;
pub mod duties;
pub mod hidden;
pub mod kind;
pub mod kinds;
pub mod knockouts;
mod library;
mod needs;
mod on_paper;
pub mod performance;
pub mod ranking;
pub mod robustness;
pub mod scores;
pub mod setup;
pub mod weights;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::ui::html::{Html, html};
use crate::ui::route::{Page, Place, Route};
use crate::ui::signals::{effect, memo};
use crate::ui::workspace::Workspace;

/// Draws a page of an evaluation.
pub fn draw(route: &Route) -> Html {
    match route.page() {
        Some(Page::Kind) => html! { <kind::Kind/> },
        Some(Page::Setup) => html! { <setup::Setup/> },
        Some(Page::Knockouts) => html! { <knockouts::Knockouts/> },
        Some(Page::Weights) => html! { <weights::Weights/> },
        Some(Page::Scores) => html! { <scores::Scores/> },
        Some(Page::Agreement) => hidden::once_shown(|| html! { <agreement::Agreement/> }),
        Some(Page::Robustness) => hidden::once_shown(|| html! { <robustness::Robustness/> }),
        Some(Page::Bids) => html! { <bids::Bids/> },
        Some(Page::Duties) => html! { <duties::Duties/> },
        Some(Page::Decision) => hidden::once_shown(|| html! { <decision::Decision/> }),
        Some(Page::Performance) => html! { <performance::Performance/> },
        _ => hidden::once_shown(|| html! { <ranking::Ranking/> }),
    }
}

/// Reads the open evaluation, and follows it; `None` while none is open.
fn read<R>(ws: Workspace, read: impl FnOnce(&PartnerEvaluation) -> R) -> Option<R> {
    ws.session.with(|session| session.as_ref()?.document().evaluation().map(read))
}

/// Reads the open evaluation once, for an event.
fn read_now<R>(ws: Workspace, read: impl FnOnce(&PartnerEvaluation) -> R) -> Option<R> {
    ws.session.with_untracked(|session| session.as_ref()?.document().evaluation().map(read))
}

/// What stands over a page on paper alone: which evaluation it is of, and the day.
fn on_paper(ws: Workspace) -> Html {
    let line = move || read(ws, |evaluation| format!("{}, {}", evaluation.document.title, ws.today.get()));
    html! { <p class="only-on-paper" aria-hidden="true">{line}</p> }
}

/// The address of a page of the open evaluation, with a record chosen or none.
fn address(ws: Workspace, page: Page, record: Option<String>) -> Option<String> {
    ws.open_id().map(|id| Route::from(Place::new(id, page).with_record(record)).href())
}

/// Brings the element with this attribute into view, where it cannot be seen. What has the focus stays where it is: it
/// was just clicked, or the browser has shown it.
fn reveal(attribute: &str, value: &str) {
    let Some(element) = found(attribute, value) else { return };
    let place = element.get_bounding_client_rect();
    let (middle, centre) = (place.left() + place.width() / 2.0, place.top() + place.height() / 2.0);
    let seen = document().element_from_point(middle as f32, centre as f32).is_some_and(|top| element.contains(Some(&top)));
    let focused = document().active_element().is_some_and(|focused| element.contains(Some(&focused)));
    if !seen && !focused {
        element.scroll_into_view();
    }
}

/// Brings the record that the address names, for example one that was searched for, into view.
fn reveal_the_chosen(ws: Workspace) {
    let chosen = memo(move |_| ws.place().and_then(|place| place.record));
    effect(move |_| {
        if let Some(key) = chosen.get() {
            request_animation_frame(move || reveal("data-record", &key));
        }
    });
}

/// Moves the focus to the element with this attribute.
fn focus(attribute: &str, value: &str) {
    if let Some(element) = found(attribute, value) {
        let _ = element.focus();
    }
}

/// Ids hold any sign but control characters, so only quotation mark and backslash need care in a selector.
fn found(attribute: &str, value: &str) -> Option<web_sys::HtmlElement> {
    let value = value.replace('\\', "\\\\").replace('"', "\\\"");
    document().query_selector(&format!("main [{attribute}=\"{value}\"]")).ok().flatten()?.dyn_into::<web_sys::HtmlElement>().ok()
}

//! Choosing files to import, and dropping them on the page.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use crate::ui::documents::{Errand, ask};
use crate::ui::html::{Children, Html, html};
use crate::ui::signals::RwSignal;
use crate::ui::workspace::{Workspace, workspace};

/// The field that opens the browser's own choice of files.
const CHOOSER: &str = "import-file";

/// Lets the user choose a file.
pub fn choose_file() {
    if let Some(chooser) = document().get_element_by_id(CHOOSER).and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        chooser.click();
    }
}

/// The whole page takes dropped files.
#[component]
pub fn DropTarget(children: Children) -> Html {
    let ws = workspace();
    let over = RwSignal::new(false);
    let dragging = move |event: web_sys::Event| {
        if let Some(event) = with_files(&event) {
            event.prevent_default();
            over.set(true);
        }
    };
    let left = move |event: web_sys::Event| {
        // Leaving an element for another one inside the page names the other one.
        if event.dyn_ref::<web_sys::DragEvent>().is_some_and(|event| event.related_target().is_none()) {
            over.set(false);
        }
    };
    let dropped = move |event: web_sys::Event| {
        over.set(false);
        if let Some(event) = with_files(&event) {
            event.prevent_default();
            take(ws, event.data_transfer().and_then(|data| data.files()));
        }
    };
    let handles = [
        window_event_listener_untyped("dragenter", dragging),
        window_event_listener_untyped("dragover", dragging),
        window_event_listener_untyped("dragleave", left),
        window_event_listener_untyped("drop", dropped),
    ];
    // The page takes files as long as it lives.
    handles.into_iter().for_each(std::mem::forget);
    let chosen = move |event: web_sys::Event| {
        if let Some(field) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok()) {
            take(ws, field.files());
            // The same file can then be chosen again.
            field.set_value("");
        }
    };
    html! {
        {children()}
        <input id=CHOOSER type="file" hidden aria-label="Files to import" accept=".json,.trialwright,.xml,application/json" multiple on:change=chosen/>
        <div class="drop-overlay" hidden={move || !over.get()}>
            <div>
                <p class="drop-title">"Drop the file to see what it holds"</p>
                <p>"A Trialwright document, evaluators’ scores files, a ClinicalTrials.gov record as JSON, or a Microsoft Project plan as XML. Nothing is changed before you say so."</p>
            </div>
        </div>
    }
}

/// The drag event, where files are dragged.
fn with_files(event: &web_sys::Event) -> Option<web_sys::DragEvent> {
    let event = event.dyn_ref::<web_sys::DragEvent>()?;
    let types = event.data_transfer()?.types();
    types.includes(&JsValue::from_str("Files"), 0).then(|| event.clone())
}

fn take(ws: Workspace, files: Option<web_sys::FileList>) {
    let files = files.iter().flat_map(|files| (0..files.length()).filter_map(|place| files.item(place))).collect();
    ask(ws, Errand::Take(files));
}

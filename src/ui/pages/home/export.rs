//! Downloads: a document as its file, and any other text.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::document::{Document, DocumentId};
use crate::domain::words::quoted;
use crate::formats::{mspdi, native};
use crate::ui::workspace::Workspace;

/// The MIME type of our files.
pub const JSON: &str = "application/json";

/// Milliseconds in which the browser draws what was said, before the page keeps it busy.
pub const A_FRAME: i32 = 40;

/// How long a download may take to begin before its address is taken back.
const GRACE: std::time::Duration = std::time::Duration::from_secs(60);

/// Browsers drop downloads that follow each other too closely.
const BETWEEN_DOWNLOADS: i32 = 400;

/// Downloads the open document as its file.
pub fn open_document(ws: Workspace) {
    if let Some(document) = ws.session.with_untracked(|session| session.as_ref().map(|session| session.document().clone())) {
        deliver(ws, &document);
    }
}

/// Downloads the open plan as a project of Microsoft Project.
pub fn open_plan_as_project(ws: Workspace) {
    let made = ws.session.with_untracked(|session| {
        let document = session.as_ref()?.document();
        Some((native::file_name(document).replace(".plan.json", ".xml"), mspdi::write(document.plan()?)))
    });
    if let Some((name, text)) = made
        && download_text(&name, "application/xml", &text)
    {
        ws.say(format!("Downloaded {name}. Roles, work packages and estimates stay behind; the schedule is the same."));
    }
}

/// Downloads a document of the list, open or not.
pub fn document(ws: Workspace, id: DocumentId) {
    spawn_local(async move {
        match current(ws, &id).await {
            Ok(document) => deliver(ws, &document),
            Err(fault) => ws.say(format!("Nothing was exported. {fault}.")),
        }
    });
}

/// Downloads these documents, a file each, one after the other.
pub fn all(ws: Workspace, ids: Vec<DocumentId>) {
    spawn_local(async move {
        let (mut done, mut failed) = (0, Vec::new());
        for id in ids {
            match current(ws, &id).await {
                Ok(document) if save(ws, &document) => done += 1,
                Ok(document) => failed.push(quoted(&document.head().title)),
                Err(_) => failed.push(title(ws, &id)),
            }
            pause(BETWEEN_DOWNLOADS).await;
        }
        let files = crate::domain::words::count(done, "document", "documents");
        match failed.as_slice() {
            [] => ws.say(format!("Exported {files}. If the browser asks whether this page may download several files, allow it and export again.")),
            failed => ws.say(format!("Exported {files}. Could not export {}.", crate::domain::words::listed(failed))),
        }
    });
}

/// The document as it stands now: on screen where it is open, else in storage.
pub async fn current(ws: Workspace, id: &DocumentId) -> Result<std::sync::Arc<Document>, crate::storage::vault::VaultFault> {
    let open = ws.session.with_untracked(|session| session.as_ref().map(|session| session.document().clone()));
    match open.filter(|document| document.head().id == *id) {
        Some(document) => Ok(document),
        None => ws.vault().read_copy(id).await.map(|opened| opened.session.document().clone()),
    }
}

/// Lets the browser download a text. Whether it could.
pub fn download_text(name: &str, mime: &str, text: &str) -> bool {
    download(name, mime, &JsValue::from_str(text))
}

/// Lets the browser download a text or an array of bytes. Whether it could.
pub fn download(name: &str, mime: &str, content: &JsValue) -> bool {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    let parts = js_sys::Array::of1(content);
    let address = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options).and_then(|blob| web_sys::Url::create_object_url_with_blob(&blob));
    let page = leptos::prelude::document();
    let anchor = page.create_element("a").ok().and_then(|element| element.dyn_into::<web_sys::HtmlAnchorElement>().ok());
    let (Ok(address), Some(anchor), Some(body)) = (address, anchor, page.body()) else { return false };
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.set_hidden(true);
    let _ = body.append_child(&anchor);
    anchor.click();
    anchor.remove();
    set_timeout(
        move || {
            let _ = web_sys::Url::revoke_object_url(&address);
        },
        GRACE,
    );
    true
}

/// Waits, so that the browser can draw or begin what it was asked.
pub async fn pause(millis: i32) {
    let waiting = js_sys::Promise::new(&mut |resolve, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis);
    });
    let _ = wasm_bindgen_futures::JsFuture::from(waiting).await;
}

fn deliver(ws: Workspace, document: &Document) {
    if save(ws, document) {
        ws.say(format!("Exported {} as {}.", quoted(&document.head().title), native::file_name(document)));
    } else {
        ws.say("The browser did not let the file be made. Nothing was exported.");
    }
}

/// Downloads the file and notes in the list what it holds.
fn save(ws: Workspace, document: &Document) -> bool {
    let saved = download_text(&native::file_name(document), JSON, &native::write(document));
    if saved {
        ws.arrange(|library| library.exported(&document.head().id, document.head().revision));
    }
    saved
}

fn title(ws: Workspace, id: &DocumentId) -> String {
    ws.library.with_untracked(|library| library.get(id).map_or_else(|| id.to_string(), |entry| quoted(&entry.title)))
}

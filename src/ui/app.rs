//! Starts the page: stores, workspace, events of the browser, shell. And what is left when it fails.

use std::cell::RefCell;
use std::sync::Arc;

use crate::ui::signals::effect;
use leptos::mount::mount_to_body;
use leptos::prelude::*;

use crate::ui::html::{html, show};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::actions;
use super::documents::{self, Errand, ask};
use super::parts;
use super::route::Route;
use super::shell::Shell;
use super::widgets::release;
use super::workspace::Workspace;
use crate::domain::choice::Choice;
use crate::domain::document::Document;
use crate::formats::native;
use crate::storage::browser::{clock, stores};

thread_local! {
    /// The last good state of the open document, apart from every signal, so that it can be exported after a panic.
    static LAST_GOOD: RefCell<Option<LastGood>> = const { RefCell::new(None) };
}

/// A document, and what writes it: the part of the program that opened the document brought it along.
struct LastGood {
    document: Arc<Document>,
    file: fn(&Document) -> String,
    file_name: fn(&Document) -> String,
}

/// Opens the stores and shows the page.
pub fn start() {
    // In a worker there is no page to mount: `worker::work` is called there.
    if web_sys::window().is_none() {
        return;
    }
    std::panic::set_hook(Box::new(report));
    // Leptos brings its own executor along only when it mounts.
    wasm_bindgen_futures::spawn_local(async {
        let mut stores = stores::open_stores().await;
        let strays = stores.strays.take();
        let workspace = Workspace::new(stores, current_route());
        mount_to_body(move || {
            provide_context(workspace);
            workspace.listen();
            workspace.follow_route();
            actions::listen(workspace);
            listen(workspace);
            release::listen();
            if let Some(body) = document().body() {
                show(html! { <Shell/> }, &body);
            }
        });
        if let Some(boot) = document().get_element_by_id("boot") {
            boot.remove();
        }
        if let Some(strays) = strays {
            ask(workspace, Errand::List(strays));
        }
        // What is not on screen yet must not hold up what is.
        painted().await;
        let _ = documents::load(workspace).await;
        parts::load_all().await;
    });
}

/// Waits until the browser has painted what stands: the second frame begins when the first one is on screen.
async fn painted() {
    let second = js_sys::Promise::new(&mut |resolve, _| {
        request_animation_frame(move || {
            request_animation_frame(move || {
                let _ = resolve.call0(&JsValue::NULL);
            });
        });
    });
    let _ = wasm_bindgen_futures::JsFuture::from(second).await;
}

/// Notes the open document as it stands.
pub(super) fn remember(document: &Arc<Document>) {
    LAST_GOOD.with(|kept| {
        if let Ok(mut kept) = kept.try_borrow_mut() {
            *kept = Some(LastGood { document: document.clone(), file: native::write, file_name: native::file_name });
        }
    });
}

/// No document is open any more.
pub(super) fn forget() {
    LAST_GOOD.with(|kept| {
        if let Ok(mut kept) = kept.try_borrow_mut() {
            *kept = None;
        }
    });
}

/// The open document as its file, for the page that is shown after a panic; empty where none is open.
#[wasm_bindgen]
pub fn rescue_document() -> String {
    with_last_good(|kept| (kept.file)(&kept.document))
}

/// The name of the file that [`rescue_document`] gives; empty where none is open.
#[wasm_bindgen]
pub fn rescue_file_name() -> String {
    with_last_good(|kept| (kept.file_name)(&kept.document))
}

/// Fails on purpose, so that tests can see what is left after a failure. Nothing on the page calls it.
#[wasm_bindgen]
pub fn rehearse_panic() {
    panic!("rehearsed");
}

fn with_last_good(read: fn(&LastGood) -> String) -> String {
    LAST_GOOD.with(|kept| kept.try_borrow().ok().and_then(|kept| kept.as_ref().map(read))).unwrap_or_default()
}

/// Tells the page outside the application that it has failed.
fn report(panic: &std::panic::PanicHookInfo<'_>) {
    web_sys::console::error_1(&JsValue::from_str(&panic.to_string()));
    let detail = web_sys::CustomEventInit::new();
    detail.set_detail(&JsValue::from_str(&panic.to_string()));
    if let (Some(window), Ok(event)) = (web_sys::window(), web_sys::CustomEvent::new_with_event_init_dict("trialwright-panic", &detail)) {
        let _ = window.dispatch_event(&event);
    }
}

fn current_route() -> Route {
    Route::parse(&window().location().hash().unwrap_or_default())
}

/// What the browser tells the page.
fn listen(workspace: Workspace) {
    let on_hash = window_event_listener_untyped("hashchange", move |_| {
        let route = current_route();
        if workspace.route.with_untracked(|here| *here != route) {
            workspace.sidebar.set(false);
            workspace.route.set(route);
        }
    });
    let on_hide = window_event_listener_untyped("pagehide", move |_| documents::settle(workspace));
    // The new version may have been found before anybody listened.
    if document().document_element().is_some_and(|root| root.has_attribute("data-update")) {
        workspace.update.set(true);
    }
    let on_update = window_event_listener_untyped("trialwright-update", move |_| workspace.update.set(true));
    let on_visibility = window_event_listener_untyped("visibilitychange", move |_| {
        if document().hidden() {
            documents::settle(workspace);
        } else if workspace.today.get_untracked() != clock::today() {
            workspace.today.set(clock::today());
        }
    });
    // A page left open over midnight shows the new day.
    let _ = set_interval_with_handle(
        move || {
            if workspace.today.get_untracked() != clock::today() {
                workspace.today.set(clock::today());
            }
        },
        std::time::Duration::from_secs(60),
    );
    // The page listens as long as it lives.
    for handle in [on_hash, on_hide, on_update, on_visibility] {
        std::mem::forget(handle);
    }
    effect(move |_| {
        let theme = workspace.preferences.with(|preferences| preferences.theme);
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-theme", theme.key());
        }
    });
}

//! One writer for each document, by a Web Lock.
//!
//! Where the browser has no locks (an insecure page, an old browser) everyone is a writer; the journal then refuses
//! to write over another tab's change.

use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::AbortController;

use crate::domain::document::DocumentId;

// web-sys holds the lock manager back as unstable.
#[wasm_bindgen]
extern "C" {
    type LockManager;

    #[wasm_bindgen(method, catch)]
    fn request(this: &LockManager, name: &str, options: &JsValue, callback: &JsValue) -> Result<Promise, JsValue>;
}

/// The right to write to a document, held until it is dropped.
#[derive(Debug)]
pub struct DocumentLock {
    held: Option<Rc<Held>>,
}

#[derive(Debug)]
struct Held {
    let_go: Function,
    through: Promise,
    /// The browser calls it once, before the lock is handed out; it is kept so that it is freed with the lock.
    _callback: Closure<dyn FnMut(JsValue) -> JsValue>,
}

impl DocumentLock {
    /// The lock of a document; `None` where another tab, or this one, holds it.
    pub async fn try_acquire(id: &DocumentId) -> Option<DocumentLock> {
        request(id, &[("ifAvailable", &JsValue::TRUE)]).await
    }

    /// Takes the lock from whoever holds it, also from a tab that is frozen and does not answer.
    pub async fn take(id: &DocumentId) -> Option<DocumentLock> {
        request(id, &[("steal", &JsValue::TRUE)]).await
    }

    /// Waits in the browser's queue until whoever holds the lock lets it go or is closed, then hands it over.
    pub fn wait(id: DocumentId, then: impl FnOnce(DocumentLock) + 'static) -> Waiting {
        let controller = AbortController::new().ok();
        let signal = controller.as_ref().map_or(JsValue::UNDEFINED, |controller| controller.signal().into());
        spawn_local(async move {
            if let Some(lock) = request(&id, &[("signal", &signal)]).await {
                then(lock);
            }
        });
        Waiting { controller }
    }

    /// Calls back if another tab takes the lock away from this one.
    pub fn on_lost(&self, then: impl FnOnce() + 'static) {
        let Some(held) = self.held.as_ref() else { return };
        let (through, kept) = (held.through.clone(), Rc::downgrade(held));
        spawn_local(async move {
            // A lock that was given back is no loss.
            if JsFuture::from(through).await.is_err() && kept.upgrade().is_some() {
                then();
            }
        });
    }

    /// Gives the lock back, and waits until others can have it. Dropping it does the same without waiting.
    pub async fn release(mut self) {
        if let Some(held) = self.held.take() {
            let through = held.through.clone();
            drop(held);
            let _ = JsFuture::from(through).await;
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let _ = self.let_go.call0(&JsValue::UNDEFINED);
    }
}

/// A place in the queue for a lock; dropped, it is given up.
#[derive(Debug)]
pub struct Waiting {
    controller: Option<AbortController>,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Some(controller) = &self.controller {
            controller.abort();
        }
    }
}

/// Asks the browser for the lock; `None` where it is refused or the wait for it is given up.
async fn request(id: &DocumentId, how: &[(&str, &JsValue)]) -> Option<DocumentLock> {
    let free_for_all = Some(DocumentLock { held: None });
    let Some(manager) = manager() else { return free_for_all };
    let (held_until, let_go) = promise();
    let (answered, answer) = promise();
    let callback = Closure::once(move |lock: JsValue| {
        let granted = !lock.is_null();
        let _ = answer.call1(&JsValue::UNDEFINED, &JsValue::from_bool(granted));
        if granted { JsValue::from(held_until) } else { JsValue::UNDEFINED }
    });
    let options = Object::new();
    for (name, value) in how {
        let _ = Reflect::set(&options, &JsValue::from_str(name), value);
    }
    let Ok(through) = manager.request(&format!("trialwright/{id}"), &options, callback.as_ref()) else { return free_for_all };
    // A request that the browser refuses never calls back.
    match JsFuture::from(Promise::race(&Array::of2(&answered, &through))).await {
        Ok(granted) if granted.is_truthy() => Some(DocumentLock { held: Some(Rc::new(Held { let_go, through, _callback: callback })) }),
        Ok(_) => None,
        Err(reason) if aborted(&reason) => None,
        Err(_) => free_for_all,
    }
}

fn aborted(reason: &JsValue) -> bool {
    Reflect::get(reason, &JsValue::from_str("name")).is_ok_and(|name| name == "AbortError")
}

fn manager() -> Option<LockManager> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &JsValue::from_str("locks")).ok()?;
    locks.is_object().then(|| locks.unchecked_into())
}

/// A promise, and the function that fulfils it.
fn promise() -> (Promise, Function) {
    // `Function::default` would ask the browser to compile a text, which the page's policy refuses.
    let mut fulfil: Function = JsValue::UNDEFINED.unchecked_into();
    let promise = Promise::new(&mut |resolve, _| fulfil = resolve);
    (promise, fulfil)
}

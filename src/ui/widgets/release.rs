//! What waits until a pointer that is down is up again.
//!
//! Pressing a button takes the focus from the field before it, which makes an edit of what was typed there; an edit may move the page.
//! If that happened while the pointer is down, the button would be elsewhere when it is let go, and no click would come of it.

use std::cell::{Cell, RefCell};

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

thread_local! {
    static DOWN: Cell<bool> = const { Cell::new(false) };
    static WAITING: RefCell<Vec<Box<dyn FnOnce()>>> = const { RefCell::new(Vec::new()) };
}

/// Does something as soon as no pointer is down: at once where none is.
pub fn once_released(act: impl FnOnce() + 'static) {
    if DOWN.get() {
        WAITING.with_borrow_mut(|waiting| waiting.push(Box::new(act)));
    } else {
        act();
    }
}

/// Follows the pointers, as long as the page lives. The window hears of them before anything on the page does.
pub fn listen() {
    let down = Closure::<dyn Fn()>::new(|| DOWN.set(true)).into_js_value();
    let up = Closure::<dyn Fn()>::new(|| {
        DOWN.set(false);
        for act in WAITING.take() {
            act();
        }
    })
    .into_js_value();
    // A pointer that was let go outside of the window, or over a menu, is not heard of; whoever types or leaves has let it go.
    let let_go = ["pointerup", "pointercancel", "contextmenu", "keydown", "pagehide"].map(|event| (event, &up));
    for (event, heard) in [("pointerdown", &down)].into_iter().chain(let_go) {
        let _ = window().add_event_listener_with_callback_and_bool(event, heard.unchecked_ref(), true);
    }
}

//! How much room the browser gives this page, and whether it has agreed not to clear it (WHATWG Storage Standard, 3 and 5).

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::StorageManager;

use super::settled;

/// What the browser says of its storage; `None` where it does not say.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Room {
    /// Bytes in use.
    pub used: Option<f64>,
    /// Bytes that the page may use.
    pub allowed: Option<f64>,
    /// Whether the browser has agreed to keep what is stored when the device runs low on space.
    pub kept: Option<bool>,
}

/// How much room there is.
pub async fn measure() -> Room {
    let Some(manager) = manager() else { return Room::default() };
    let estimate = settled(manager.estimate()).await.ok();
    let number = |name: &str| estimate.as_ref().and_then(|estimate| Reflect::get(estimate, &JsValue::from_str(name)).ok()?.as_f64());
    Room { used: number("usage"), allowed: number("quota"), kept: settled(manager.persisted()).await.ok().and_then(|kept| kept.as_bool()) }
}

/// Asks the browser not to clear this page's storage when the device runs low. Whether it agreed; some browsers ask the
/// user.
pub async fn ask_to_keep() -> bool {
    match manager() {
        Some(manager) => settled(manager.persist()).await.is_ok_and(|answer| answer.is_truthy()),
        None => false,
    }
}

/// Pages that are not from a secure place have none, nor have pages opened from a file in some browsers.
fn manager() -> Option<StorageManager> {
    let navigator = web_sys::window()?.navigator();
    Reflect::get(&navigator, &JsValue::from_str("storage")).ok().filter(JsValue::is_object).map(JsValue::unchecked_into)
}

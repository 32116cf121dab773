//! The browser's side of the storage floor: adapters of the ports, the lock, the other tabs, the clock.

pub mod clock;
pub mod crypto;
pub mod files;
pub mod indexed;
pub mod local;
pub mod locks;
pub mod stores;
pub mod tabs;

use js_sys::{Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::port::StoreFault;

/// What a promise of the browser comes to, where it gave one.
pub async fn settled(promise: Result<Promise, JsValue>) -> Result<JsValue, JsValue> {
    JsFuture::from(promise?).await
}

/// What the browser threw, as a fault of the store.
fn fault_of(thrown: &JsValue) -> StoreFault {
    let field = |name: &str| Reflect::get(thrown, &JsValue::from_str(name)).ok().and_then(|value| value.as_string()).unwrap_or_default();
    fault_named(&field("name"), &field("message"))
}

/// The fault with a name of the DOM; browsers have called a full storage by more than one.
fn fault_named(name: &str, message: &str) -> StoreFault {
    match name {
        "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" | "NS_ERROR_FILE_NO_DEVICE_SPACE" => StoreFault::Full,
        "SecurityError" | "NotAllowedError" => StoreFault::Blocked,
        _ => StoreFault::Other(format!("The browser's storage failed ({name}: {message}); export the document, then reload the page")),
    }
}

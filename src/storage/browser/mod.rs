//! The browser's side of the storage floor: adapters of the ports, the lock, the other tabs, the clock.

pub mod clock;
pub mod crypto;
pub mod files;
pub mod indexed;
pub mod live_file;
pub mod local;
pub mod locks;
pub mod room;
pub mod stores;
pub mod tab;
pub mod tabs;

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::port::StoreFault;

/// What a promise of the browser comes to, where it gave one.
pub async fn settled(promise: Result<Promise, JsValue>) -> Result<JsValue, JsValue> {
    JsFuture::from(promise?).await
}

/// An object of JavaScript with these fields.
fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object
}

/// A field of an object of JavaScript; undefined where there is none.
fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default()
}

/// The name and the message of what the browser threw.
fn thrown_as(thrown: &JsValue) -> (String, String) {
    let text = |name: &str| field(thrown, name).as_string().unwrap_or_default();
    (text("name"), text("message"))
}

/// What the browser threw, as a fault of the store.
fn fault_of(thrown: &JsValue) -> StoreFault {
    let (name, message) = thrown_as(thrown);
    fault_named(&name, &message)
}

/// The fault with a name of the DOM; browsers have called a full storage by more than one.
fn fault_named(name: &str, message: &str) -> StoreFault {
    match name {
        "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" | "NS_ERROR_FILE_NO_DEVICE_SPACE" => StoreFault::Full,
        "SecurityError" | "NotAllowedError" => StoreFault::Blocked,
        _ => StoreFault::Other(format!("The browser's storage failed ({name}: {message}); export the document, then reload the page")),
    }
}

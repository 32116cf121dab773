//! What one tab remembers until it is closed: sessionStorage, where the browser grants it. Nothing that must be kept stands here.

/// What was remembered under this key in this tab.
pub fn remembered(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Remembers a text in this tab; an empty one is forgotten. Where the browser grants no storage, nothing is remembered.
pub fn remember(key: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = if text.is_empty() { storage.remove_item(key) } else { storage.set_item(key, text) };
    }
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

//! Files of the page itself that are read only when they are asked for.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Stands in `boot.js`, which knows whether the page came from a host or is one file that carries everything.
    #[wasm_bindgen(js_namespace = trialwright, js_name = file, catch)]
    async fn file(path: &str) -> Result<JsValue, JsValue>;
}

/// The text of a file under `public/start`, by its name without the ending, or the browser's reason why there is none.
pub async fn of_page(name: &str) -> Result<String, String> {
    match file(&format!("start/{name}.json")).await {
        Ok(text) => text.as_string().ok_or_else(|| "it is not a text".to_owned()),
        Err(reason) => Err(js_sys::Error::from(reason).message().into()),
    }
}

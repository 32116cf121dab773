//! A file that the user chose, which this page may write to (WICG File System Access, 3; WHATWG File System Standard, 2).
//!
//! The browser hands out a handle, which only IndexedDB can keep. It asks the user anew after each start, and only when a
//! key or a button was pressed.

use js_sys::{Function, JSON, Promise, Reflect};
use wasm_bindgen::prelude::*;

use super::indexed::IndexedTexts;
use super::stores::DATABASE;
use super::{field, object, settled, thrown_as};
use crate::domain::document::DocumentId;
use crate::domain::wire::to_text;
use crate::domain::words::quoted;
use crate::storage::live_file::{LiveFault, Mark};
use crate::storage::names;
use crate::storage::port::{Blobs, StoreFault};

const PICKER: &str = "showSaveFilePicker";

/// A file of the user's, and what this page wrote to it last.
#[derive(Clone)]
pub struct LiveFile {
    handle: FileHandle,
    mark: Option<Mark>,
}

#[wasm_bindgen]
extern "C" {
    /// `FileSystemFileHandle`.
    #[derive(Clone)]
    type FileHandle;
    #[wasm_bindgen(method, getter)]
    fn name(this: &FileHandle) -> String;
    #[wasm_bindgen(method, catch, js_name = getFile)]
    fn file(this: &FileHandle) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = createWritable)]
    fn writable(this: &FileHandle) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = queryPermission)]
    fn permission(this: &FileHandle, mode: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = requestPermission)]
    fn ask_permission(this: &FileHandle, mode: &JsValue) -> Result<Promise, JsValue>;

    /// `FileSystemWritableFileStream`: what is written takes the file's place when the stream is closed.
    type Writable;
    #[wasm_bindgen(method, catch)]
    fn write(this: &Writable, text: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn close(this: &Writable) -> Result<Promise, JsValue>;
}

/// Whether this browser lets a page write to a file.
pub fn is_supported() -> bool {
    picker().is_some()
}

/// Lets the user choose where the file is to be; `None` where they chose none.
pub async fn choose(suggested: &str) -> Result<Option<LiveFile>, LiveFault> {
    let Some((window, picker)) = picker() else { return Ok(None) };
    let options = format!(
        r#"{{"id":"trialwright","suggestedName":{},"types":[{{"description":"Trialwright document","accept":{{"application/json":[".json"]}}}}]}}"#,
        to_text(&suggested)
    );
    let chosen = async {
        let promise = picker.call1(&window, &JSON::parse(&options)?)?;
        settled(promise.dyn_into()).await
    };
    match chosen.await {
        Ok(handle) => Ok(Some(LiveFile { handle: handle.unchecked_into(), mark: None })),
        Err(thrown) => match thrown_as(&thrown) {
            (name, _) if name == "AbortError" => Ok(None),
            (name, message) => Err(LiveFault::named(quoted(suggested), &name, &message)),
        },
    }
}

/// The file that was remembered for a document.
pub async fn recall(id: &DocumentId) -> Result<Option<LiveFile>, StoreFault> {
    let kept = IndexedTexts::open(DATABASE).await?.value(&names::live_file(id)).await?;
    Ok(kept.filter(JsValue::is_object).map(|kept| LiveFile {
        handle: field(&kept, "handle").unchecked_into(),
        mark: field(&kept, "modified").as_f64().zip(field(&kept, "fingerprint").as_string()).map(|(modified, fingerprint)| Mark { modified, fingerprint }),
    }))
}

/// Forgets the file of a document. The file stays where it is.
pub async fn forget(id: &DocumentId) -> Result<(), StoreFault> {
    IndexedTexts::open(DATABASE).await?.remove(&names::live_file(id)).await
}

impl LiveFile {
    /// What the file is called.
    pub fn name(&self) -> String {
        self.handle.name()
    }

    /// Remembers the file for a document, so that it is written to after the next start as well.
    pub async fn remember(&self, id: &DocumentId) -> Result<(), StoreFault> {
        let kept = object(&[("handle", self.handle.clone().into())]);
        if let Some(mark) = &self.mark {
            let _ = Reflect::set(&kept, &"modified".into(), &mark.modified.into());
            let _ = Reflect::set(&kept, &"fingerprint".into(), &mark.fingerprint.as_str().into());
        }
        IndexedTexts::open(DATABASE).await?.put(&names::live_file(id), &kept).await
    }

    /// Whether the page may write to it without asking.
    pub async fn is_allowed(&self) -> bool {
        settled(self.handle.permission(&read_and_write())).await.is_ok_and(|answer| answer == "granted")
    }

    /// Asks the user to let the page write to it.
    pub async fn ask(&self) -> bool {
        settled(self.handle.ask_permission(&read_and_write())).await.is_ok_and(|answer| answer == "granted")
    }

    /// Puts a text in the place of what this page wrote last; whatever else stands there only where `over` says so.
    /// Gives the file with what is known of it now.
    pub async fn write(&self, text: &str, over: bool) -> Result<LiveFile, LiveFault> {
        if let Some(mark) = &self.mark {
            let touched = !mark.is_of(self.modified().await?) && !mark.is_text(&self.text().await?);
            if touched && !over {
                return Err(LiveFault::Changed(quoted(&self.name())));
            }
            if !touched && mark.is_text(text) {
                return Ok(self.clone());
            }
        }
        self.replace(text).await.map_err(|thrown| self.fault(&thrown))?;
        Ok(LiveFile { handle: self.handle.clone(), mark: Some(Mark::new(text, self.modified().await?)) })
    }

    /// What the file holds.
    pub async fn text(&self) -> Result<String, LiveFault> {
        let text = async { settled(Ok(self.found().await?.text())).await };
        let text: Result<JsValue, JsValue> = text.await;
        text.map(|text| text.as_string().unwrap_or_default()).map_err(|thrown| self.fault(&thrown))
    }

    /// When it was modified last.
    async fn modified(&self) -> Result<f64, LiveFault> {
        self.found().await.map(|file| file.last_modified()).map_err(|thrown| self.fault(&thrown))
    }

    async fn replace(&self, text: &str) -> Result<(), JsValue> {
        let stream: Writable = settled(self.handle.writable()).await?.unchecked_into();
        settled(stream.write(text)).await?;
        settled(stream.close()).await?;
        Ok(())
    }

    async fn found(&self) -> Result<web_sys::File, JsValue> {
        settled(self.handle.file()).await.map(JsValue::unchecked_into)
    }

    fn fault(&self, thrown: &JsValue) -> LiveFault {
        let (name, message) = thrown_as(thrown);
        LiveFault::named(quoted(&self.name()), &name, &message)
    }
}

fn read_and_write() -> JsValue {
    object(&[("mode", "readwrite".into())]).into()
}

fn picker() -> Option<(web_sys::Window, Function)> {
    let window = web_sys::window()?;
    let picker = field(&window, PICKER).dyn_into().ok()?;
    Some((window, picker))
}

//! What the tabs of this page tell each other.

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

use crate::domain::document::DocumentId;
use crate::domain::wire::{from_text, to_text};

/// What one tab tells the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Message {
    /// A change was saved.
    Changed {
        /// Of which document.
        id: DocumentId,
        /// Its revision now.
        revision: u64,
    },
    /// The list of documents is another one.
    LibraryChanged,
    /// Whoever writes to the document shall let this tab write.
    Yield {
        /// Which document.
        id: DocumentId,
    },
    /// The document has no writer any more.
    Yielded {
        /// Which document.
        id: DocumentId,
    },
}

/// The line to the other tabs; it is cut when dropped. Without one in the browser, nobody hears and nothing is heard.
#[derive(Debug)]
pub struct Channel {
    line: Option<Line>,
}

#[derive(Debug)]
struct Line {
    channel: BroadcastChannel,
    /// The browser calls it for as long as the line is open.
    _listener: Closure<dyn FnMut(MessageEvent)>,
}

impl Channel {
    /// Opens the line. What other versions of the page say and this one does not understand is passed over.
    pub fn open(mut on_message: impl FnMut(Message) + 'static) -> Channel {
        let missing = !js_sys::Reflect::has(&js_sys::global(), &JsValue::from_str("BroadcastChannel")).unwrap_or(false);
        let Some(channel) = (!missing).then(|| BroadcastChannel::new("trialwright").ok()).flatten() else {
            return Channel { line: None };
        };
        let listener = Closure::new(move |event: MessageEvent| {
            if let Some(message) = event.data().as_string().and_then(|text| from_text(&text).ok()) {
                on_message(message);
            }
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        Channel { line: Some(Line { channel, _listener: listener }) }
    }

    /// Tells the other tabs; this one does not hear it.
    pub fn post(&self, message: &Message) {
        if let Some(line) = &self.line {
            // A message that is not heard is made up for when the other tab is looked at: it reads the stores.
            let _ = line.channel.post_message(&JsValue::from_str(&to_text(message)));
        }
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        if let Some(line) = &self.line {
            line.channel.set_onmessage(None);
            line.channel.close();
        }
    }
}

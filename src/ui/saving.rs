//! Files that the browser is asked to download, and what is said of them.
//!
//! Limits: a browser tells whether it let the file be made, never whether somebody kept it.

use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::paper::Paper;
use crate::formats::native::file_stem;
use crate::formats::paper_html;
use crate::ui::workspace::Workspace;

/// The MIME type of our own files.
pub const JSON: &str = "application/json";

/// The MIME type of our own files under a passphrase.
pub const SEALED: &str = "application/octet-stream";

/// The MIME type of a plan of Microsoft Project.
pub const PROJECT: &str = "application/xml";

/// The MIME type of a calendar.
pub const CALENDAR: &str = "text/calendar;charset=utf-8";

/// The MIME type of a plain text.
pub const PLAIN: &str = "text/plain;charset=utf-8";

const TABLE: &str = "text/csv;charset=utf-8";
const HTML: &str = "text/html;charset=utf-8";
const SVG: &str = "image/svg+xml";
const PNG: &str = "image/png";

/// What is said where no file was made.
pub const NOT_SAVED: &str = "The browser did not let the file be made. Nothing was saved.";

/// What is said where a picture cannot be made of points.
const NOT_DRAWN: &str = "The browser could not draw a picture of this size. Save it as SVG instead.";

/// How long a download may take to begin before its address is taken back.
const GRACE: std::time::Duration = std::time::Duration::from_secs(60);

/// Browsers draw no canvas that is larger; what would be is drawn smaller.
const LARGEST: f64 = 16_000.0;

/// A picture that can be saved.
pub struct Picture {
    /// The name of its file, without the ending.
    pub stem: String,
    /// The picture as SVG.
    pub drawing: String,
}

/// Saves a text as a file, and says so with what else there is to say.
pub fn text(ws: Workspace, name: &str, mime: &str, text: &str, said: &str) {
    file(ws, name, mime, &JsValue::from_str(text), said);
}

/// Saves a table, which is written as CSV, under this name without its ending.
pub fn table(ws: Workspace, stem: &str, csv: &str, said: &str) {
    text(ws, &format!("{stem}.csv"), TABLE, csv, said);
}

/// Saves a document on paper as a page that stands on its own, named after its subject and what it is.
pub fn paper(ws: Workspace, paper: &Paper, what: &str) {
    text(ws, &format!("{}-{what}.html", file_stem(&paper.subject)), HTML, &paper_html::write(paper), "");
}

/// Saves a picture as it is.
pub fn svg(ws: Workspace, picture: &Picture) {
    text(ws, &format!("{}.svg", picture.stem), SVG, &picture.drawing, "");
}

/// Saves a picture made of points, at twice its size where that is not too large for the browser.
pub fn png(ws: Workspace, picture: &Picture) {
    let failed = move || ws.say(NOT_DRAWN);
    let Ok(image) = web_sys::HtmlImageElement::new() else { return failed() };
    let drawn = {
        let (image, name) = (image.clone(), format!("{}.png", picture.stem));
        Closure::once_into_js(move || {
            let (width, height) = (f64::from(image.natural_width()), f64::from(image.natural_height()));
            let scale = (LARGEST / width.max(height)).min(2.0);
            if !canvas(ws, &image, width * scale, height * scale, name) {
                failed();
            }
        })
    };
    image.set_onload(Some(drawn.unchecked_ref()));
    image.set_onerror(Some(Closure::once_into_js(failed).unchecked_ref()));
    let encoded: String = js_sys::encode_uri_component(&picture.drawing).into();
    image.set_src(&format!("data:{SVG},{encoded}"));
}

/// Draws an image on a canvas and saves it. Whether it could be drawn.
fn canvas(ws: Workspace, image: &web_sys::HtmlImageElement, width: f64, height: f64, name: String) -> bool {
    let canvas = document().create_element("canvas").ok().and_then(|element| element.dyn_into::<web_sys::HtmlCanvasElement>().ok());
    let Some(canvas) = canvas else { return false };
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context = canvas.get_context("2d").ok().flatten().and_then(|context| context.dyn_into::<web_sys::CanvasRenderingContext2d>().ok());
    let Some(context) = context else { return false };
    if context.draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width, height).is_err() {
        return false;
    }
    let save = Closure::once_into_js(move |blob: Option<web_sys::Blob>| match blob {
        Some(blob) => file(ws, &name, PNG, &blob, ""),
        None => ws.say(NOT_DRAWN),
    });
    canvas.to_blob(save.unchecked_ref()).is_ok()
}

/// Saves a text or bytes as a file, and says so.
fn file(ws: Workspace, name: &str, mime: &str, content: &JsValue, said: &str) {
    if download(name, mime, content) {
        ws.say(format!("Saved {name}. {said}").trim_end());
    } else {
        ws.say(NOT_SAVED);
    }
}

/// Lets the browser download a text, a blob or an array of bytes, and says nothing. Whether it could.
pub fn download(name: &str, mime: &str, content: &JsValue) -> bool {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    let parts = js_sys::Array::of1(content);
    let address = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options).and_then(|blob| web_sys::Url::create_object_url_with_blob(&blob));
    let page = document();
    let anchor = page.create_element("a").ok().and_then(|element| element.dyn_into::<web_sys::HtmlAnchorElement>().ok());
    let (Ok(address), Some(anchor), Some(body)) = (address, anchor, page.body()) else { return false };
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.set_hidden(true);
    let _ = body.append_child(&anchor);
    anchor.click();
    anchor.remove();
    set_timeout(
        move || {
            let _ = web_sys::Url::revoke_object_url(&address);
        },
        GRACE,
    );
    true
}

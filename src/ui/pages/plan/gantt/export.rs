//! The chart as a file, and on paper.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::model::Shown;
use super::state::Gantt;
use crate::domain::overview::plan::name;
use crate::formats::gantt_svg::{sheet, sheets as made_sheets};
use crate::formats::native::file_stem;
use crate::ui::html::{Html, html};
use crate::ui::pages::home::export::{download, download_text};
use crate::ui::signals::{Memo, RwSignal, effect};

/// Browsers draw no canvas that is larger; what would be is drawn smaller.
const LARGEST: f64 = 16_000.0;

/// Downloads all of the chart as SVG.
pub fn as_svg(gantt: Gantt, model: Memo<Shown>) {
    match drawing(gantt, model) {
        Some((file, text)) if download_text(&format!("{file}.svg"), "image/svg+xml", &text) => gantt.ws.say(format!("Saved {file}.svg.")),
        _ => gantt.ws.say(NOTHING),
    }
}

/// Downloads all of the chart as PNG.
pub fn as_png(gantt: Gantt, model: Memo<Shown>) {
    match drawing(gantt, model) {
        Some((file, text)) => save_png(gantt.ws, &file, &text),
        None => gantt.ws.say(NOTHING),
    }
}

/// Downloads a picture as PNG under this name without its ending, at twice its size where that is not too large for the
/// browser.
pub fn save_png(ws: crate::ui::workspace::Workspace, file: &str, text: &str) {
    let failed = move || ws.say("The browser could not draw a picture of this size. Save it as SVG instead.");
    let Ok(image) = web_sys::HtmlImageElement::new() else { return failed() };
    let drawn = {
        let (image, file) = (image.clone(), format!("{file}.png"));
        Closure::once_into_js(move || {
            let (width, height) = (f64::from(image.natural_width()), f64::from(image.natural_height()));
            let scale = (LARGEST / width.max(height)).min(2.0);
            if !save_canvas(&image, width * scale, height * scale, file, ws) {
                failed();
            }
        })
    };
    image.set_onload(Some(drawn.unchecked_ref()));
    image.set_onerror(Some(Closure::once_into_js(failed).unchecked_ref()));
    let encoded: String = js_sys::encode_uri_component(text).into();
    image.set_src(&format!("data:image/svg+xml,{encoded}"));
}

/// Draws an image on a canvas and downloads it. Whether it could.
fn save_canvas(image: &web_sys::HtmlImageElement, width: f64, height: f64, file: String, ws: crate::ui::workspace::Workspace) -> bool {
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
        Some(blob) if download(&file, "image/png", &blob) => ws.say(format!("Saved {file}.")),
        _ => ws.say("The browser could not draw a picture of this size. Save it as SVG instead."),
    });
    canvas.to_blob(save.unchecked_ref()).is_ok()
}

/// Prints the chart over as many sheets as it takes.
pub fn print(gantt: Gantt, model: Memo<Shown>) {
    if drawing(gantt, model).is_none() {
        return gantt.ws.say(NOTHING);
    }
    let _ = window().print();
}

const NOTHING: &str = "There is nothing to draw yet: no task has a date.";

/// The sheets that are printed in the place of the chart on screen, made when the browser is about to print.
pub fn sheets(gantt: Gantt, model: Memo<Shown>) -> Html {
    let host = NodeRef::<leptos::html::Div>::new();
    let printing = RwSignal::new(false);
    let before = window_event_listener_untyped("beforeprint", move |_| {
        if let Some(host) = host.get_untracked() {
            host.set_inner_html(&on_paper(gantt, model).join(""));
        }
        printing.try_set(true);
    });
    let after = window_event_listener_untyped("afterprint", move |_| printing.try_set(false));
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
    effect(move |_| {
        if !printing.get()
            && let Some(host) = host.get()
        {
            host.set_inner_html("");
        }
    });
    html! { <div class="gantt-sheets" node_ref=host aria-hidden="true"></div> }
}

/// All of the chart: the name of its file, without the ending, and the picture.
fn drawing(gantt: Gantt, model: Memo<Shown>) -> Option<(String, String)> {
    let (look, today) = (gantt.look(), gantt.ws.today.get_untracked());
    let model = model.get_untracked().0?;
    let title = name(model.plan()?).to_owned();
    let text = model.picture(None, |picture| {
        let has_bars = (0..picture.rows.len()).any(|row| picture.bar(row).is_some());
        has_bars.then(|| sheet(picture, 0..picture.rows.len(), (0.0, picture.scale.width()), look, today, &title))
    })??;
    Some((format!("{}-schedule", file_stem(&title)), text))
}

/// The sheets of paper.
fn on_paper(gantt: Gantt, model: Memo<Shown>) -> Vec<String> {
    let (look, today) = (gantt.look(), gantt.ws.today.get_untracked());
    let Some(model) = model.get_untracked().0 else { return Vec::new() };
    let title = model.plan().map(|plan| name(plan).to_owned()).unwrap_or_default();
    model.picture(None, |picture| made_sheets(picture, look, today, &title)).unwrap_or_default()
}

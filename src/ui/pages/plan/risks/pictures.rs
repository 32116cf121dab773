//! The matrix as a file.

use leptos::prelude::*;

use super::basis;
use crate::domain::overview::plan::name;
use crate::domain::risk::matrix::{Basis, matrix};
use crate::domain::risk::movement::movements;
use crate::formats::matrix_svg::sheet;
use crate::formats::native::file_stem;
use crate::ui::pages::home::export::download_text;
use crate::ui::pages::plan::gantt::export::save_png;
use crate::ui::workspace::Workspace;

/// Downloads the matrix as it is shown, as SVG.
pub(super) fn as_svg(ws: Workspace) {
    match drawing(ws) {
        Some((file, text)) if download_text(&format!("{file}.svg"), "image/svg+xml", &text) => ws.say(format!("Saved {file}.svg.")),
        _ => ws.say("The browser could not save the matrix."),
    }
}

/// Downloads the matrix as it is shown, as PNG.
pub(super) fn as_png(ws: Workspace) {
    if let Some((file, text)) = drawing(ws) {
        save_png(ws, &file, &text);
    }
}

/// The name of the file, without the ending, and the picture.
fn drawing(ws: Workspace) -> Option<(String, String)> {
    let (shown, moving) = untrack(|| (basis(ws), ws.filtered("basis") == "movement"));
    ws.session.with_untracked(|session| {
        let plan = session.as_ref()?.document().plan()?;
        let risks = || plan.risks.iter().map(AsRef::as_ref);
        let cells = matrix(&plan.risk_method, risks(), shown);
        let ways = if moving { movements(&plan.risk_method, risks()) } else { Vec::new() };
        let what = match shown {
            _ if moving => "how risks move",
            Basis::Inherent => "inherent scores",
            Basis::Current => "current scores",
            Basis::Target => "target scores",
        };
        let text = sheet(&plan.risk_method, &cells, &ways, &format!("{}: {what}", name(plan)));
        Some((format!("{}-risk-matrix", file_stem(name(plan))), text))
    })
}

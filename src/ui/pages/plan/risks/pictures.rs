//! The matrix as a file.

use leptos::prelude::*;

use super::basis;
use crate::domain::overview::plan::name;
use crate::domain::risk::matrix::{Basis, matrix};
use crate::domain::risk::movement::movements;
use crate::formats::matrix_svg::sheet;
use crate::formats::native::file_stem;
use crate::ui::saving::Picture;
use crate::ui::workspace::Workspace;

/// The matrix as it is shown.
pub(super) fn drawn(ws: Workspace) -> Option<Picture> {
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
        let drawing = sheet(&plan.risk_method, &cells, &ways, &format!("{}: {what}", name(plan)));
        Some(Picture { stem: format!("{}-risk-matrix", file_stem(name(plan))), drawing })
    })
}

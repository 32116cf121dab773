//! Swing weights: what it is worth to lift a candidate from the worst to the best on each criterion.

use leptos::prelude::*;

use super::super::read;
use super::{bar, by_pillar, name_of, settle, share_of};
use crate::domain::id::Id;
use crate::domain::partner::criterion::{Criterion, Pillar, Weight, percent};
use crate::domain::partner::score::{Level, MEANINGS, meaning};
use crate::domain::partner::weighting::WeightMethod;
use crate::domain::partner::weighting::shares::{outcome, points};
use crate::session::weighting::with_swing;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{derive, memo};
use crate::ui::widgets::field::{Kind, TextField};
use crate::ui::workspace::{Workspace, workspace};

/// The swing points.
#[component]
pub(super) fn Swing() -> Html {
    let ws = workspace();
    let highest =
        memo(move |_| read(ws, |evaluation| evaluation.weighting.swing.iter().map(|points| points.points.points()).fold(0.0, f64::max)).unwrap_or_default());
    let hint = move || {
        let highest = highest.get();
        (highest > 0.0 && highest < 100.0)
            .then(|| html! { <p class="field-help complaint">"Give 100 to the swing that matters most, so that all the others are measured by it."</p> })
    };
    html! {
        <p class="field-help">"Think of a candidate that is at its worst on everything, with a score of 1. Which criterion would you lift to the best first? It gets 100 points. What is the next swing worth beside it? Half as much gets 50. A criterion on which all candidates are alike gets few, however important it sounds."</p>
        <p class="field-help">{format!("Where a criterion has no words of its own, its worst is “{}” and its best “{}”.", MEANINGS[0], MEANINGS[4])}</p>
        {hint}
        {by_pillar(ws, head, row)}
    }
}

fn head(ws: Workspace, pillar: Pillar) -> Html {
    let share = memo(move |_| {
        let together = |evaluation: &crate::domain::partner::evaluation::PartnerEvaluation| {
            let outcome = outcome(evaluation, WeightMethod::Swing);
            let shares = outcome.shares()?;
            Some(evaluation.criteria.iter().zip(shares).filter(|(criterion, _)| criterion.pillar == pillar).map(|(_, share)| share).sum::<f64>())
        };
        read(ws, together).flatten()
    });
    html! { <span class="muted">{move || share.get().map_or(String::new(), |share| format!("{} of the weight", percent(share)))}</span> }
}

fn row(ws: Workspace, id: Id<Criterion>) -> Html {
    let (name, share) = (name_of(ws, id.clone()), share_of(ws, WeightMethod::Swing, id.clone()));
    let given = {
        let id = id.clone();
        memo(move |_| read(ws, |evaluation| points(&evaluation.weighting.swing, &id)).flatten())
    };
    let ends = {
        let id = id.clone();
        derive(move || {
            let has_own = |criterion: &Criterion, level: Level| criterion.anchors.get(level.place()).is_some_and(|anchor| !anchor.trim().is_empty());
            let said = |criterion: &Criterion| {
                let ends = [Level::LOWEST, Level::HIGHEST];
                let [worst, best] = ends.map(|level| meaning(criterion, level));
                ends.iter().any(|level| has_own(criterion, *level)).then(|| format!("From “{worst}” to “{best}”"))
            };
            read(ws, |evaluation| said(evaluation.criteria.get(&id)?)).flatten()
        })
    };
    let commit = Callback::new(move |text: String| {
        let points = if text.trim().is_empty() { None } else { Some(text.parse::<Weight>()?) };
        settle(ws, |evaluation| with_swing(evaluation, &id, points));
        Ok(())
    });
    html! {
        <span class="name">{name}<small>{ends}</small></span>
        <TextField label=derive(move || format!("Swing points of {}", name.get())) hide_label=true kind=Kind::Number placeholder="0–100" value=derive(move || given.get().map_or(String::new(), |points| points.to_string())) commit/>
        {bar(move || given.get(), move || share.get())}
    }
}

//! The pages, in folders like the navigation.

pub mod audit;
pub mod data;
mod differences;
pub mod evaluation;
pub mod home;
pub mod not_found;
mod part;
pub mod plan;
pub mod preferences;

use crate::ui::html::{Html, html, live};
use crate::ui::signals::{effect, memo};
use leptos::prelude::*;

use super::route::{Page, Place, Route};
use super::workspace::{Opening, workspace};
use crate::domain::document::{Document, DocumentKind};

/// The page that the route names.
#[component]
pub fn CurrentPage() -> Html {
    let ws = workspace();
    // The page is drawn anew when the page or the document changes, not when a record is chosen or a filter set.
    let key = memo(move |_| match ws.route.get() {
        Route::Document(place) => Route::Document(Place::new(place.document, place.page)),
        other => other,
    });
    // Whoever came here by a link starts at the heading, once there is one.
    let ready = memo(move |_| (key.get(), key.with(|route| route.place().is_none()) || !matches!(ws.opening.get(), Opening::Nothing | Opening::Reading)));
    effect(move |before: Option<(Route, bool)>| {
        let now = ready.get();
        document().set_title(&title(&now.0));
        if before.as_ref().is_some_and(|before| before.0 != now.0) {
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        // A record that has just been added takes the focus itself.
        let to_record = ws.route.with_untracked(|route| route.place().is_some_and(|place| place.record.is_some()));
        if now.1 && !to_record && before.is_some_and(|before| before != now) {
            super::widgets::register::focus_soon("main h1".to_owned());
        }
        now
    });
    let kind = memo(move |_| ws.session.with(|session| session.as_ref().map(|session| session.document().kind())));
    live(move || match key.get() {
        Route::Home => html! { <home::Home/> },
        Route::Data | Route::Preferences => part::RECORD.draw(key.get()),
        Route::Unknown(_) => html! { <not_found::NotFound/> },
        Route::Document(place) => match ws.opening.get() {
            Opening::Nothing | Opening::Reading => html! { <p class="reading" role="status">"Opening…"</p> },
            Opening::Failed(sentence) => html! { <not_found::CannotOpen sentence/> },
            Opening::Open if kind.get() == Some(place.page.kind()) => page(place),
            Opening::Open => html! { <not_found::NotFound/> },
        },
    })
}

/// Where the records of a section are shown, with one of them chosen.
pub fn record_place(document: &Document, section: &str, record: Option<String>) -> Option<Place> {
    let page = match (document.kind(), section) {
        (DocumentKind::Plan, "tasks") => Page::Schedule,
        (DocumentKind::Plan, "risks") => Page::Risks,
        (DocumentKind::Plan, "qualityFactors") => Page::QualityFactors,
        (DocumentKind::Plan, "riskMethod") => Page::RiskMethod,
        (DocumentKind::Plan, "contingency") => Page::RiskMoney,
        (DocumentKind::Plan, "toleranceLimits") => Page::Limits,
        (DocumentKind::Plan, "issues" | "escalationLevels") => Page::Issues,
        (DocumentKind::Plan, "actions" | "decisions") => Page::Actions,
        (DocumentKind::Plan, _) => Page::Scope,
        (DocumentKind::Evaluation, "scores") => Page::Scores,
        (DocumentKind::Evaluation, "fitQuestions") => Page::Kind,
        (DocumentKind::Evaluation, "knockouts" | "knockoutResults") => Page::Knockouts,
        (DocumentKind::Evaluation, "weighting") => Page::Weights,
        (DocumentKind::Evaluation, "agreedScores" | "scoring") => Page::Agreement,
        (DocumentKind::Evaluation, "robustness") => Page::Robustness,
        (DocumentKind::Evaluation, "bids" | "bidAssumptions") => Page::Bids,
        (DocumentKind::Evaluation, "duties") => Page::Duties,
        (DocumentKind::Evaluation, "partnerDecision") => Page::Decision,
        (DocumentKind::Evaluation, "indicators" | "reviews") => Page::Performance,
        (DocumentKind::Evaluation, _) => Page::Setup,
    };
    let (list, decisions) = plan::actions::DECISIONS;
    let shown = if section == decisions { decisions } else { "" };
    Some(Place::new(document.head().id.clone(), page).with_query(list, shown).with_record(record))
}

/// A page of a document, as soon as the part of the program that draws it is there.
fn page(place: Place) -> Html {
    let part = match place.page {
        Page::Overview | Page::Scope | Page::Partners => part::PLAN,
        Page::Schedule => part::SCHEDULE,
        Page::PlanAudit | Page::EvaluationAudit => part::RECORD,
        page if page.kind() == DocumentKind::Evaluation => part::EVALUATION,
        _ => part::RISKS,
    };
    part.draw(place.into())
}

/// Draws the audit trail, what is kept where, or the preferences.
pub fn draw_record(route: &Route) -> Html {
    match route {
        Route::Data => html! { <data::Data/> },
        Route::Preferences => html! { <preferences::PreferencesPage/> },
        _ => html! { <audit::Audit/> },
    }
}

fn title(route: &Route) -> String {
    let page = match route {
        Route::Home => "All documents",
        Route::Data => "Data and backup",
        Route::Preferences => "Preferences",
        Route::Unknown(_) => "Not found",
        Route::Document(place) => place.page.label(),
    };
    format!("{page} · Trialwright")
}

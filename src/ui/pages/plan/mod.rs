//! The pages of a trial plan.

pub mod actions;
pub mod baselines;
pub mod exposure;
mod follow_up;
pub mod gantt;
mod health;
pub mod issues;
pub mod limits;
pub mod overview;
pub mod partners;
pub mod quality_factors;
pub mod risk_history;
pub mod risk_method;
pub mod risk_plan;
mod risk_tabs;
pub mod risks;
pub mod schedule;
pub mod schedule_settings;
pub mod scope;
mod simulation;
mod task_estimate;
mod task_link;
mod task_logic;
mod task_panel;
mod task_picker;
mod task_place;
mod task_progress;
mod timeline;
pub mod trial_network;

use crate::ui::html::{Html, html};
use crate::ui::route::{Page, Route};

/// Draws overview, scope or partners.
pub fn draw(route: &Route) -> Html {
    match route.page() {
        Some(Page::Scope) => html! { <scope::Scope/> },
        Some(Page::Partners) => html! { <partners::Partners/> },
        _ => html! { <overview::Overview/> },
    }
}

/// Draws the schedule.
pub fn draw_schedule(_: &Route) -> Html {
    html! { <schedule::Schedule/> }
}

/// Draws what is about risks and what follows from them.
pub fn draw_risks(route: &Route) -> Html {
    match route.page() {
        Some(Page::QualityFactors) => html! { <quality_factors::QualityFactors/> },
        Some(Page::RiskMoney) => html! { <exposure::Exposure/> },
        Some(Page::RiskMethod) => html! { <risk_method::Method/> },
        Some(Page::RiskHistory) => html! { <risk_history::History/> },
        Some(Page::RiskPlan) => html! { <risk_plan::RiskPlan/> },
        Some(Page::Limits) => html! { <limits::Limits/> },
        Some(Page::Issues) => html! { <issues::Issues/> },
        Some(Page::Actions) => html! { <actions::Actions/> },
        _ => html! { <risks::Risks/> },
    }
}

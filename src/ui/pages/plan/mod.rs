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
use crate::ui::route::Page;

/// Draws overview, scope or partners.
pub fn draw(page: Page) -> Html {
    match page {
        Page::Scope => html! { <scope::Scope/> },
        Page::Partners => html! { <partners::Partners/> },
        _ => html! { <overview::Overview/> },
    }
}

/// Draws the schedule.
pub fn draw_schedule(_: Page) -> Html {
    html! { <schedule::Schedule/> }
}

/// Draws what is about risks and what follows from them.
pub fn draw_risks(page: Page) -> Html {
    match page {
        Page::QualityFactors => html! { <quality_factors::QualityFactors/> },
        Page::RiskMoney => html! { <exposure::Exposure/> },
        Page::RiskMethod => html! { <risk_method::Method/> },
        Page::RiskHistory => html! { <risk_history::History/> },
        Page::RiskPlan => html! { <risk_plan::RiskPlan/> },
        Page::Limits => html! { <limits::Limits/> },
        Page::Issues => html! { <issues::Issues/> },
        Page::Actions => html! { <actions::Actions/> },
        _ => html! { <risks::Risks/> },
    }
}

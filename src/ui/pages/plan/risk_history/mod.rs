//! Scaffold.

use leptos::prelude::*;

use super::risk_tabs::RiskTabs;
use crate::ui::html::{Html, html};
use crate::ui::signals::derive;
use crate::ui::widgets::headline::PageHead;

/// Scaffold.
#[component]
pub fn History() -> Html {
    html! { <PageHead finding=derive(String::new) because=derive(String::new)/><RiskTabs/> }
}

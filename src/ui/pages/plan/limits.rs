//! Scaffold.

use leptos::prelude::*;

use crate::ui::html::{Html, html};
use crate::ui::signals::derive;
use crate::ui::widgets::headline::PageHead;

/// Scaffold.
#[component]
pub fn Limits() -> Html {
    html! { <PageHead finding=derive(String::new) because=derive(String::new)/> }
}

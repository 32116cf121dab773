//! What the candidates ask for, on the same assumptions.

use leptos::prelude::*;

use crate::ui::html::{Html, html};
use crate::ui::signals::derive;
use crate::ui::widgets::headline::PageHead;

/// What the candidates ask for, on the same assumptions.
#[component]
pub fn Bids() -> Html {
    html! { <PageHead finding=derive(|| "Bids".to_owned()) because=derive(String::new)/> }
}

//! The four kinds of partner, and when each fits.

use leptos::prelude::*;

use crate::ui::html::{Html, html};

use crate::domain::choice::Choice;
use crate::domain::partner::candidate::PartnerKind;

/// The four kinds of partner, and when each fits.
#[component]
pub fn Kinds() -> Html {
    let kinds = PartnerKind::ALL.iter().map(|kind| html! { <div><dt>{kind.label()}</dt><dd>{kind.fits()}</dd></div> }).collect::<Html>();
    html! { <dl class="kinds">{kinds}</dl> }
}

//! Status as a shape, a word and a colour, never a colour alone.

use leptos::prelude::*;

use crate::ui::html::{Html, html};

use crate::domain::overview::Urgency;
use crate::domain::risk::method::Judged;
use crate::domain::risk::scale::Band;

/// The four tones of status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// ● on track.
    Good,
    /// ▲ watch.
    Watch,
    /// ■ act.
    Act,
    /// ◆ upcoming.
    Upcoming,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Tone::Good => "pill good",
            Tone::Watch => "pill watch",
            Tone::Act => "pill act",
            Tone::Upcoming => "pill upcoming",
        }
    }

    fn shape(self) -> &'static str {
        match self {
            Tone::Good => "●",
            Tone::Watch => "▲",
            Tone::Act => "■",
            Tone::Upcoming => "◆",
        }
    }
}

impl From<Urgency> for Tone {
    fn from(urgency: Urgency) -> Tone {
        match urgency {
            Urgency::Act => Tone::Act,
            Urgency::Watch => Tone::Watch,
            Urgency::Upcoming => Tone::Upcoming,
            Urgency::OnTrack => Tone::Good,
        }
    }
}

impl From<Band> for Tone {
    fn from(band: Band) -> Tone {
        match band {
            Band::Low => Tone::Good,
            Band::Medium => Tone::Watch,
            Band::High => Tone::Act,
        }
    }
}

/// A status.
#[component]
pub fn Pill(tone: Tone, #[prop(into)] text: String) -> Html {
    html! { <span class=tone.class()><span aria-hidden="true">{tone.shape()}</span>" "{text}</span> }
}

/// A risk's score with its band: "16 high".
#[component]
pub fn ScorePill(judged: Option<Judged>) -> Html {
    match judged {
        Some(Judged { points, band }) => html! {
            <span class=Tone::from(band).class()>
                <span aria-hidden="true">{Tone::from(band).shape()}</span>
                " "
                {points.to_string()}
                <span class="visually-hidden">{format!(", {}", band.label().to_lowercase())}</span>
            </span>
        },
        None => html! { <span class="muted">"not scored"</span> },
    }
}

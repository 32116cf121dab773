//! What the vault keeps aside: versions that an import replaced, and damaged pieces.

use crate::ui::run::Callback;
use crate::ui::signals::{RwSignal, constant, effect};
use leptos::prelude::*;

use crate::ui::html::{Html, html};
use leptos::task::spawn_local;

use crate::domain::document::DocumentId;
use crate::domain::words::quoted;
use crate::storage::vault::{Aside, AsideKind};
use crate::ui::pages::home::import::offer_text;
use crate::ui::pages::home::removal::Removal;
use crate::ui::saving::{self, JSON};
use crate::ui::widgets::card::{self, Card};
use crate::ui::workspace::{Workspace, workspace};

/// A piece with the document that it belongs to.
#[derive(Clone, PartialEq)]
struct Piece {
    document: DocumentId,
    aside: Aside,
}

/// The list of what is kept aside.
#[component]
pub fn KeptAside() -> Html {
    let ws = workspace();
    let pieces = RwSignal::new(None::<Result<Vec<Piece>, String>>);
    let look = Callback::new(move |()| {
        spawn_local(async move {
            let found = find(ws).await;
            pieces.try_set(Some(found));
        });
    });
    effect(move |_| {
        ws.library.track();
        look.run(());
    });
    let list = move || match pieces.get() {
        None => html! { <p class="muted" role="status">"Looking…"</p> },
        Some(Err(sentence)) => html! { <p>{sentence}</p> },
        Some(Ok(found)) if found.is_empty() => html! { <p class="muted">"Nothing is kept aside."</p> },
        Some(Ok(found)) => {
            let rows = found.into_iter().map(|piece| row(ws, piece, look)).collect::<Html>();
            html! { <ul class="documents">{rows}</ul> }
        }
    };
    html! {
        <Card title="Kept aside">
            <p class="explanation muted">"Versions that an import replaced, and stored pieces that turned out to be damaged. They stay until you remove them."</p>
            {list}
        </Card>
    }
}

fn row(ws: Workspace, piece: Piece, look: Callback<()>) -> Html {
    let title = ws.library.with_untracked(|library| library.get(&piece.document).map_or_else(|| piece.document.to_string(), |entry| entry.title.clone()));
    let (what, replaced) = match piece.aside.what {
        AsideKind::Replaced { at } => (format!("Version that an import replaced on {}, {} UTC", at.date(), at.clock()), true),
        AsideKind::Snapshot => ("Stored copy that is damaged".to_owned(), false),
        AsideKind::Change { revision } => (format!("Record of change {revision} that could not be used"), false),
    };
    let name = file_name(&piece);
    let (taking, offering, removing) = (piece.clone(), piece.clone(), piece);
    let (told, offered) = (name.clone(), format!("{title}, as it was before the import"));
    let download = Callback::new(move |()| {
        let name = name.clone();
        with_text(ws, taking.aside.clone(), move |text| saving::text(ws, &name, JSON, &text, ""));
    });
    let bring_back = move |_| {
        let name = offered.clone();
        with_text(ws, offering.aside.clone(), move |text| offer_text(ws, name, text));
    };
    let remove = Callback::new(move |()| {
        let aside = removing.aside.clone();
        spawn_local(async move {
            match ws.vault().discard_aside(&aside).await {
                Ok(()) => look.run(()),
                Err(fault) => ws.say(format!("{fault}.")),
            }
        });
    });
    let label = format!("{told}, {}", quoted(&title));
    html! {
        <li>
            {card::what(title, what)}
            <div class="tools">
                {replaced.then(|| html! { <button type="button" class="quiet" on:click=bring_back>"Compare and put back"</button> })}
                <button type="button" class="quiet" aria-label=format!("Download {label}") on:click=move |_| download.run(())>"Download"</button>
                <Removal name=constant(label.clone()) download remove/>
            </div>
        </li>
    }
}

async fn find(ws: Workspace) -> Result<Vec<Piece>, String> {
    let documents: Vec<DocumentId> = ws.library.with_untracked(|library| library.entries.iter().map(|entry| entry.id.clone()).collect());
    let mut found = Vec::new();
    for document in documents {
        let asides = ws.vault().asides(&document).await.map_err(|fault| format!("{fault}."))?;
        found.extend(asides.into_iter().map(|aside| Piece { document: document.clone(), aside }));
    }
    Ok(found)
}

/// Reads a piece and hands its text on.
fn with_text(ws: Workspace, aside: Aside, then: impl FnOnce(String) + 'static) {
    spawn_local(async move {
        match ws.vault().aside_text(&aside).await {
            Ok(Some(text)) => then(text),
            Ok(None) => ws.say("This piece is not there any more."),
            Err(fault) => ws.say(format!("{fault}.")),
        }
    });
}

fn file_name(piece: &Piece) -> String {
    let document = &piece.document;
    match piece.aside.what {
        AsideKind::Replaced { at } => format!("{document}-replaced-{}-{}.json", at.date().iso(), at.clock().replace(':', "")),
        AsideKind::Snapshot => format!("{document}-damaged-copy.txt"),
        AsideKind::Change { revision } => format!("{document}-change-{revision}.txt"),
    }
}

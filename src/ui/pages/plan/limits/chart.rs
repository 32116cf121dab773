//! The chosen limit over time: a picture, the same as a table, and the picture as a file.

use leptos::prelude::*;

use super::rows::state_pill;
use crate::domain::risk::tolerance::ToleranceLimit;
use crate::domain::risk::watch::percent;
use crate::formats::limit_svg::{Look, drawn};
use crate::formats::native::file_stem;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::saving::Picture;
use crate::ui::signals::{Memo, effect, memo};
use crate::ui::widgets::register::Shared;
use crate::ui::widgets::save_picture::SavePicture;

/// The picture and the table; nothing while nothing was counted.
#[component]
pub(super) fn Chart(record: Memo<Option<Shared<ToleranceLimit>>>) -> Html {
    let host = NodeRef::<leptos::html::Div>::new();
    let picture = memo(move |_| record.get().and_then(|limit| drawn(&limit.0, Look::Page)));
    effect(move |_| {
        let picture = picture.get();
        if let Some(host) = host.get() {
            host.set_inner_html(&picture.unwrap_or_default());
        }
    });
    let as_file = Callback::new(move |()| {
        let limit = record.get_untracked()?.0;
        Some(Picture { stem: file_stem(&limit.name), drawing: drawn(&limit, Look::Sheet)? })
    });
    let rows = move || record.get().map(|limit| table_rows(&limit.0));
    html! {
        <figure class="limit-figure" aria-label="Over time" hidden={move || picture.with(Option::is_none)}>
            <div node_ref=host></div>
            <details class="as-list">
                <summary>"The same as a table"</summary>
                <div class="scrolls" role="region" aria-label="Counts over time" tabindex="0"><table>
                    <thead><tr><th scope="col">"Date"</th><th scope="col">"Counted"</th><th scope="col">"Share"</th><th scope="col">"Limit"</th><th scope="col">"State"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table></div>
                <SavePicture drawn=as_file/>
            </details>
        </figure>
    }
}

fn table_rows(limit: &ToleranceLimit) -> Html {
    let rows = limit.readings().into_iter().map(|(observation, reading)| {
        html! {
            <tr>
                <th scope="row">{observation.on.to_string()}</th>
                <td>{format!("{} of {}", observation.count, observation.of)}</td>
                <td>{percent(reading.share)}</td>
                <td>{percent(reading.limit)}</td>
                <td>{state_pill(reading.state)}</td>
            </tr>
        }
    });
    rows.collect()
}

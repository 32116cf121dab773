//! Two at a time: how much more one matters than the other, whether the answers fit together, and which pair to look at again.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::super::{found, read};
use super::settle;
use crate::domain::partner::criterion::percent;
use crate::domain::partner::weighting::Judgement;
use crate::domain::partner::weighting::groups::{Compared, Group, GroupMisfit, Pair, groups};
use crate::domain::partner::weighting::pairwise::{ACCEPTABLE, RANDOM_INDEX};
use crate::domain::words::{clipped, count, listed, quoted};
use crate::session::weighting::compared;
use crate::ui::html::{Html, each, html, live};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use crate::ui::widgets::field::SelectField;
use crate::ui::widgets::folded::Folded;
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::workspace::{Workspace, workspace};

/// The comparisons, group by group.
#[component]
pub(super) fn Pairs() -> Html {
    let ws = workspace();
    let all = memo(move |_| read(ws, groups).unwrap_or_default());
    let kinds = move || all.with(|all| all.iter().map(|group| group.of).collect::<Vec<_>>());
    html! {
        <p class="field-help">"Say of two at a time how much more one matters (Saaty’s scale from 1, alike, to 9, extremely more). Answers that contradict each other show in the consistency ratio CR, which should not be above 0.10. You need not compare every pair: what is missing follows from the rest, as soon as all hang together."</p>
        {each(kinds, |of| of.label().to_owned(), move |of| group_part(ws, all, of))}
        <p class="field-help">{format!("Weights: principal eigenvector. CR = CI / RI, with Saaty’s random index: {}; other tables differ from 11 on, and some have 0.52 for 3.", RANDOM_INDEX.iter().skip(2).take(8).map(|index| format!("{index:.2}")).collect::<Vec<_>>().join(", "))}</p>
    }
}

fn group_of(all: Memo<Vec<Group>>, of: Compared) -> Option<Group> {
    all.with(|all| all.iter().find(|group| group.of == of).cloned())
}

fn group_part(ws: Workspace, all: Memo<Vec<Group>>, of: Compared) -> Html {
    let title = derive(move || group_of(all, of).map_or(String::new(), |group| title(&group)));
    let content = Callback::new(move |()| {
        let misfit = memo(move |_| group_of(all, of).and_then(|group| group.misfit()));
        let pairs = move || group_of(all, of).map_or(Vec::new(), |group| group.pairs.iter().map(|pair| keys(&group, pair)).collect::<Vec<_>>());
        html! {
            {live(move || group_of(all, of).map(|group| finding(&group, misfit.get())))}
            <ul class="weights-pairs">{each(pairs, |(first, second)| format!("{first}\n{second}"), move |pair| pair_row(ws, all, misfit, of, pair))}</ul>
        }
    });
    html! { <Folded title class="inner weights-group" unfolded=of == Compared::Pillars content/> }
}

/// What stands in the line that unfolds a group.
fn title(group: &Group) -> String {
    let done = group.pairs.len() - group.open();
    let consistency = match group.found.as_ref().map(|found| found.consistency_ratio) {
        None => "not enough yet".to_owned(),
        Some(None) => "no CR for so many".to_owned(),
        Some(Some(ratio)) if ratio > ACCEPTABLE => format!("CR {ratio:.2}, above 0.10"),
        Some(Some(ratio)) => format!("CR {ratio:.2}"),
    };
    format!("{}: {done} of {} compared, {consistency}", group.of.label(), count(group.pairs.len(), "pair", "pairs"))
}

/// What follows from the comparisons of a group: shares, consistency, what is missing, and what to look at again.
fn finding(group: &Group, misfit: Option<GroupMisfit>) -> Html {
    let Some(found) = &group.found else {
        let loose = listed(&group.loose.iter().take(4).map(|name| quoted(name)).collect::<Vec<_>>());
        return html! { <p class="field-help">{format!("Weights follow as soon as all hang together. No comparison connects {loose} with {} yet.", quoted(group.name(0)))}</p> };
    };
    let shares = group.things.iter().zip(&found.weights).map(|((_, name), weight)| {
        let (length, name) = (format!("{:.1}%", weight * 100.0), clipped(name, 60));
        html! { <li><span class="name">{name}</span><span class="weights-bar" aria-hidden="true"><span style:--length=length></span></span><span class="share">{percent(*weight)}</span></li> }
    });
    let shares = shares.collect::<Html>();
    let consistency = found.consistency_ratio.map(|ratio| {
        let (tone, said) = if ratio > ACCEPTABLE { (Tone::Watch, "above 0.10: they contradict each other") } else { (Tone::Good, "acceptable up to 0.10") };
        html! { <p><Pill tone=tone text=format!("CR {ratio:.2}")/>{format!(" {said}. λmax {:.3}, CI {:.3}.", found.eigenvalue, found.consistency_index)}</p> }
    });
    let missing = (group.open() > 0)
        .then(|| html! { <p class="field-help">{format!("{} missing; what they would say follows from the others.", count(group.open(), "comparison is", "comparisons are"))}</p> });
    html! { <ul class="weights-shares">{shares}</ul>{consistency}{missing}{misfit.map(|misfit| to_look_at(group, &misfit))} }
}

/// The pair to look at again.
fn to_look_at(group: &Group, misfit: &GroupMisfit) -> Html {
    let Some(judgement) = misfit.pair.judgement else { return Html::Nothing };
    let contradicts = group.found.as_ref().and_then(|found| found.consistency_ratio).is_some_and(|ratio| ratio > ACCEPTABLE);
    let (first, second) = keys(group, &misfit.pair);
    let said = format!(
        "{} You say: {} ({}). To fit the others it would be: {} ({}). With that, CR would be {:.2}.",
        if contradicts { "Look again at this pair first." } else { "What fits least to the rest, should you want to talk about it:" },
        group.said(&misfit.pair, judgement),
        judgement.get().unsigned_abs(),
        group.said(&misfit.pair, misfit.fitting),
        misfit.fitting.get().unsigned_abs(),
        misfit.ratio_then
    );
    let go = move |_| {
        let select = found("data-pair", &pair_key(&first, &second)).and_then(|row| row.query_selector("select").ok().flatten());
        if let Some(select) = select.and_then(|select| select.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = select.focus();
        }
    };
    html! { <p class=if contradicts { "weights-misfit watch" } else { "weights-misfit" }>{said}" "<button type="button" class="quiet" on:click=go>"Go to this pair"</button></p> }
}

fn keys(group: &Group, pair: &Pair) -> (String, String) {
    let key = |place: usize| group.things.get(place).map_or(String::new(), |(key, _)| key.clone());
    (key(pair.first), key(pair.second))
}

fn pair_key(first: &str, second: &str) -> String {
    format!("{first} / {second}")
}

fn pair_row(ws: Workspace, all: Memo<Vec<Group>>, misfit: Memo<Option<GroupMisfit>>, of: Compared, (first, second): (String, String)) -> Html {
    let here = {
        let (first, second) = (first.clone(), second.clone());
        memo(move |_| {
            let group = group_of(all, of)?;
            let place = |wanted: &str| group.things.iter().position(|(key, _)| key == wanted);
            let (one, other) = (place(&first)?, place(&second)?);
            let pair = *group.pairs.iter().find(|pair| (pair.first, pair.second) == (one, other))?;
            let misfits = misfit.with(|misfit| misfit.as_ref().is_some_and(|misfit| (misfit.pair.first, misfit.pair.second) == (one, other)));
            Some((clipped(group.name(one), 60), clipped(group.name(other), 60), pair.judgement, misfits))
        })
    };
    let label = derive(move || here.get().map_or(String::new(), |(first, second, _, _)| format!("{first} or {second}?")));
    let value = derive(move || here.get().and_then(|(_, _, judgement, _)| judgement).map_or(String::new(), |judgement| judgement.get().to_string()));
    let options = derive(move || here.get().map_or(Vec::new(), |(first, second, _, _)| options(&first, &second)));
    let key = pair_key(&first, &second);
    let commit = Callback::new(move |text: String| {
        let judgement = text.parse::<i8>().ok().and_then(Judgement::new);
        settle(ws, |evaluation| compared(evaluation, of, (&first, &second), judgement));
    });
    html! { <li class:misfit={move || here.get().is_some_and(|(_, _, _, misfits)| misfits)} data-pair=key><SelectField label options value commit/></li> }
}

/// The scale in words, from the first by far to the second by far: the arrow keys go along it.
fn options(first: &str, second: &str) -> Vec<(String, String)> {
    let (first, second) = (clipped(first, 34), clipped(second, 34));
    let towards = |judgement: Judgement| {
        let name = if judgement.get() > 0 { &first } else { &second };
        (judgement.get().to_string(), format!("{name}: {} ({})", judgement.words(), judgement.get().unsigned_abs()))
    };
    let to_first = (2..=9).rev().filter_map(Judgement::new).map(towards);
    let to_second = (2..=9).filter_map(|number: i8| Judgement::new(-number)).map(towards);
    let alike = (Judgement::ALIKE.get().to_string(), "Both alike (1)".to_owned());
    std::iter::once((String::new(), "Not compared yet".to_owned())).chain(to_first).chain([alike]).chain(to_second).collect()
}

//! The result: the four kinds ranked, with reasons in words, and what would change the order.

use leptos::prelude::*;

use super::super::{address, read};
use crate::domain::choice::Choice;
use crate::domain::partner::candidate::PartnerKind;
use crate::domain::partner::kind_fit::findings::{distance, missing_kind, of_turn};
use crate::domain::partner::kind_fit::paper::{in_words, signed};
use crate::domain::partner::kind_fit::result::{Fit, Reason, Turn, fit};
use crate::domain::words::capitalised;
use crate::ui::html::{Html, each, html};
use crate::ui::route::Page;
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::folded::Folded;
use crate::ui::workspace::workspace;

/// The result beside the questions.
#[component]
pub(super) fn Outcome() -> Html {
    let ws = workspace();
    let result = memo(move |_| read(ws, |evaluation| fit(&evaluation.fit_questions)).unwrap_or_default());
    let missing = memo(move |_| read(ws, |evaluation| missing_kind(evaluation, &fit(&evaluation.fit_questions))).flatten());
    let none = memo(move |_| result.with(|fit| fit.answered == 0));
    // The scale of the bars is that of the longest, so that they can be compared.
    let longest = memo(move |_| {
        let side = |reasons: &[Reason]| reasons.iter().map(|reason| reason.points.unsigned_abs()).sum::<u32>();
        result.with(|fit| fit.kinds.iter().flat_map(|kind| [side(&kind.reasons_for), side(&kind.reasons_against)]).max().unwrap_or(0).max(1))
    });
    let kinds = move || result.with(|fit| fit.kinds.iter().map(|kind| kind.kind).collect::<Vec<_>>());
    let ranked = move || {
        if none.get() {
            return html! { <p class="muted">"Answer a question to rank the four kinds."</p> };
        }
        html! { <ol class="fit-kinds" aria-label="The four kinds, best first">{each(kinds, |kind| kind.key().to_owned(), move |kind| kind_row(kind, result, longest))}</ol> }
    };
    html! {
        <div class="side fit-side">
            <Card title="What fits">
                {ranked}
                {move || missing.get().map(|sentence| html! {
                    <p class="fit-missing">{sentence}" "<a href=address(ws, Page::Setup, None)>"Go to Set-up"</a></p>
                })}
            </Card>
            {move || (!none.get()).then(|| html! { <Card title="What would change it">{move || result.with(changes)}</Card> })}
        </div>
    }
}

fn kind_row(kind: PartnerKind, result: Memo<Fit>, longest: Memo<u32>) -> Html {
    let mine = memo(move |_| result.with(|fit| fit.kinds.iter().find(|fit| fit.kind == kind).cloned()));
    let level =
        move || result.with(|fit| mine.with(|mine| mine.as_ref().is_some_and(|mine| fit.kinds.iter().filter(|other| other.rank == mine.rank).count() > 1)));
    let rank = move || mine.with(|mine| mine.as_ref().map_or(String::new(), |mine| format!("{}{}", mine.rank, if level() { "=" } else { "" })));
    let first = move || mine.with(|mine| mine.as_ref().is_some_and(|mine| mine.rank == 1));
    let points = move || mine.with(|mine| mine.as_ref().map_or(String::new(), |mine| signed(mine.points)));
    let length = move |against: bool| {
        mine.with(|mine| {
            let reasons = mine.as_ref().map(|mine| if against { &mine.reasons_against } else { &mine.reasons_for });
            let sum: u32 = reasons.map_or(0, |reasons| reasons.iter().map(|reason| reason.points.unsigned_abs()).sum());
            format!("{:.1}%", f64::from(sum) / f64::from(longest.get()) * 100.0)
        })
    };
    let why = Callback::new(move |()| {
        html! { <div class="fit-reasons">{move || mine.with(|mine| mine.as_ref().map(|mine| {
            let far = result.with(|fit| distance(fit, kind)).map(|far| html! { <p class="muted">{format!("{far}.")}</p> });
            html! { {reasons("For it", &mine.reasons_for)}{reasons("Against it", &mine.reasons_against)}{far} }
        }))}</div> }
    });
    html! {
        <li class:first=first>
            <span class="rank">{rank}</span>
            <span class="name">{kind.label()}</span>
            <span class="points">{points}<span class="visually-hidden">" points"</span></span>
            <span class="fit-bar" aria-hidden="true">
                <span class="against"><span style:--length=move || length(true)></span></span>
                <span class="for"><span style:--length=move || length(false)></span></span>
            </span>
            <div class="why"><Folded title=derive(move || format!("Why: {}", kind.label())) class="inner" content=why unfolded={untrack(first)}/></div>
        </li>
    }
}

fn reasons(title: &'static str, reasons: &[Reason]) -> Html {
    if reasons.is_empty() {
        return Html::Nothing;
    }
    let lines = reasons.iter().map(|reason| html! { <li><span class="points">{signed(reason.points)}</span><span>{in_words(reason)}</span></li> });
    html! { <h3>{title}</h3><ul>{lines.collect::<Html>()}</ul> }
}

fn changes(fit: &Fit) -> Html {
    let line = |turn: &Turn| html! { <li>{format!("{}.", capitalised(&of_turn(turn)))}</li> };
    let answered: Vec<&Turn> = fit.turns_of_answers().collect();
    let open: Vec<&Turn> = fit.turns.iter().filter(|turn| turn.open).collect();
    let none = match (answered.is_empty(), fit.settled) {
        (false, _) => Html::Nothing,
        (true, true) if fit.open.is_empty() => html! { <p>"No single other answer would change which kind comes first."</p> },
        (true, true) => html! { <p>"No single other answer would change which kind comes first, and no answers to the open questions would either."</p> },
        (true, false) => html! { <p>"No single answer that was given would change it; the open questions could."</p> },
    };
    let list = |title: &'static str, turns: &[&Turn]| {
        (!turns.is_empty()).then(|| html! { <h3>{title}</h3><ul class="fit-turns">{turns.iter().map(|turn| line(turn)).collect::<Html>()}</ul> })
    };
    html! { {none}{list("Answers that decide it", &answered)}{list("Still open", &open)} }
}

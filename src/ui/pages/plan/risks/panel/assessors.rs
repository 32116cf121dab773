//! What single assessors think of a risk, how far apart they are, and the median on which they can agree.

use leptos::prelude::*;

use super::super::Method;
use super::Chosen;
use super::score::ScoreFields;
use crate::domain::choice::Choice;
use crate::domain::extra::Extra;
use crate::domain::risk::agreement::{Range, Spread};
use crate::domain::risk::register::{Assessment, Risk};
use crate::domain::risk::scale::Score;
use crate::domain::words::count;
use crate::ui::html::{Html, each, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Signal, derive, memo};
use crate::ui::widgets::field::{DateField, Kind, TextField, any_text};
use crate::ui::widgets::folded::Folded;

/// The assessors, folded away until somebody asks for them.
#[component]
pub(super) fn Assessors(chosen: Chosen) -> Html {
    let method = Method::in_use();
    let spread = memo(move |_| chosen.record.get().and_then(|risk| Spread::of(&method.get(), &risk.0.assessments)));
    let number = memo(move |_| chosen.record.get().map_or(0, |risk| risk.0.assessments.len()));
    let title = derive(move || match (number.get(), spread.get().and_then(|spread| spread.widest())) {
        (0, _) => "Assessors: none yet".to_owned(),
        (1, _) => "Assessors: 1".to_owned(),
        (number, Some(range)) if range.apart() > 0 => {
            format!("Assessors: {number}, up to {} apart", count(usize::from(range.apart()), "level", "levels"))
        }
        (number, _) => format!("Assessors: {number}, in agreement"),
    });
    let add = move |_| {
        let middling = method.get_untracked().middling();
        let today = chosen.ws.today.get_untracked();
        let name = chosen.ws.preferences.with_untracked(|preferences| preferences.name.clone());
        chosen.update(|risk| {
            // A colleague's name stands for one assessment only.
            let assessor = if risk.assessments.iter().any(|known| known.assessor == name) { String::new() } else { name };
            let score = risk.current.unwrap_or(middling);
            risk.assessments.push(Assessment { assessor, score, rationale: String::new(), on: Some(today), extra: Extra::default() });
        });
    };
    let agree = move |_| {
        if let Some(spread) = spread.get_untracked() {
            chosen.update(|risk| risk.current = Some(spread.median));
        }
    };
    let differs = move || spread.get().is_some_and(|spread| chosen.record.get().is_some_and(|risk| risk.0.current != Some(spread.median)));
    let content = Callback::new(move |()| {
        html! {
            <p class="field-help">"Each assessor scores alone; where they differ is where to talk. Then agree."</p>
            {each(move || (0..number.get()).collect(), usize::to_string, move |place| html! { <Assessor chosen place/> })}
            {move || spread.get().filter(|_| number.get() > 1).map(|spread| ranges(&spread))}
            <div class="row-of-buttons">
                <button type="button" on:click=add>"Add an assessor"</button>
                {move || (number.get() > 0).then(|| html! { <button type="button" disabled={move || !differs()} on:click=agree>"Agree on the median"</button> })}
            </div>
        }
    });
    html! { <Folded title class="inner assessors" content/> }
}

/// How far apart they are on each factor.
fn ranges(spread: &Spread) -> Html {
    let line = |range: &Range| {
        let levels = if range.lowest == range.highest { range.lowest.to_string() } else { format!("{} to {}", range.lowest, range.highest) };
        let apart = if range.apart() == 0 { "agreed".to_owned() } else { format!("{} apart", count(usize::from(range.apart()), "level", "levels")) };
        let median = range.factor.level(spread.median).map_or("none".to_owned(), |level| level.to_string());
        html! { <tr><th scope="row">{range.factor.label()}</th><td>{levels}</td><td>{median}</td><td>{apart}</td></tr> }
    };
    let (lowest, highest) = spread.scores;
    let points = if lowest.points == highest.points { lowest.points.to_string() } else { format!("{} to {}", lowest.points, highest.points) };
    html! {
        <table class="ranges">
            <caption class="visually-hidden">"How far apart the assessors are"</caption>
            <thead><tr><th scope="col">"Factor"</th><th scope="col">"Range"</th><th scope="col">"Median"</th><th scope="col">"Apart"</th></tr></thead>
            <tbody>{spread.ranges.iter().map(line).collect::<Html>()}</tbody>
        </table>
        <p class="field-help">{format!("The scores come to {points}.")}</p>
    }
}

/// One assessor, folded to a line.
#[component]
fn Assessor(chosen: Chosen, place: usize) -> Html {
    let method = Method::in_use();
    let assessment = memo(move |_| chosen.record.get().and_then(|risk| risk.0.assessments.get(place).cloned()));
    let change = move |change: &dyn Fn(&mut Assessment)| {
        chosen.update(|risk: &mut Risk| {
            if let Some(assessment) = risk.assessments.get_mut(place) {
                change(assessment);
            }
        });
    };
    let score = memo(move |_| assessment.get().map(|assessment| assessment.score));
    let title: Signal<String> = derive(move || {
        let assessment = assessment.get();
        let name = assessment
            .as_ref()
            .map(|assessment| assessment.assessor.clone())
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| format!("Assessor {}", place + 1));
        method
            .judged(assessment.map(|assessment| assessment.score))
            .map_or(name.clone(), |judged| format!("{name}: {}, {}", judged.points, judged.band.label().to_lowercase()))
    });
    let set = Callback::new(move |score: Option<Score>| {
        if let Some(score) = score {
            change(&|assessment| assessment.score = score);
        }
    });
    let remove = move |_| {
        chosen.update(|risk: &mut Risk| {
            if place < risk.assessments.len() {
                risk.assessments.remove(place);
            }
        });
    };
    let content = Callback::new(move |()| {
        html! {
            <div class="form">
                <TextField label="Assessor" value=derive(move || assessment.get().map_or(String::new(), |assessment| assessment.assessor)) commit=any_text(move |text| change(&|assessment| assessment.assessor.clone_from(&text)))/>
                <DateField label="On" value=derive(move || assessment.get().and_then(|assessment| assessment.on)) commit=Callback::new(move |day| change(&|assessment| assessment.on = day))/>
            </div>
            <ScoreFields title="Assessor's score" score set/>
            <TextField label="Why" value=derive(move || assessment.get().map_or(String::new(), |assessment| assessment.rationale)) commit=any_text(move |text| change(&|assessment| assessment.rationale.clone_from(&text))) kind=Kind::Paragraph/>
            <button type="button" class="quiet" on:click=remove>"Remove this assessor"</button>
        }
    });
    html! { <Folded title class="inner" content/> }
}

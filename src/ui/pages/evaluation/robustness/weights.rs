//! Within which weights the leader stays, and the smallest change of weights that catches it.

use super::{named, table};
use crate::domain::partner::compare::robustness::Robustness;
use crate::domain::partner::compare::shift::Shift;
use crate::domain::partner::compare::weight_flips::{Turn, WeightFlip, nearest_first};
use crate::domain::partner::criterion::percent;
use crate::domain::words::{clipped, listed, quoted};
use crate::ui::html::{Html, html};
use crate::ui::signals::derive;
use crate::ui::widgets::card::Card;

/// How many criteria that give weight away are named.
const MOST_NAMED: usize = 4;

/// The card.
pub fn card(found: &Robustness) -> Html {
    let Some(leader) = found.leader() else {
        return html! { <Card title="Which weight would do it?"><p class="muted">"Nobody leads alone: any weight can decide."</p></Card> };
    };
    let name = &found.candidates[leader];
    let aside = format!("Shares of the weight within which {} stays first", clipped(name, 40));
    let criteria = intervals(found, "Weights of the criteria", "Criterion", &nearest_first(&found.criterion_flips));
    let pillars = intervals(found, "Weights of the pillars", "Pillar", &nearest_first(&found.pillar_flips));
    let smallest = smallest(found, name);
    html! {
        <Card title="Which weight would do it?" aside=derive(move || aside.clone())>
            {criteria}
            {pillars}
            {smallest}
            <p class="muted">"One weight changes at a time and the others keep their proportions; within a pillar all criteria change alike. The points are what to enter where the other weights stay as they are."</p>
        </Card>
    }
}

fn intervals(found: &Robustness, label: &'static str, of: &str, flips: &[WeightFlip]) -> Html {
    if flips.is_empty() {
        return Html::Nothing;
    }
    let rows = flips.iter().map(|flip| row(found, flip)).collect::<Html>();
    table(label, &[of, "Stays first", "Now", "Another leads"], rows)
}

fn row(found: &Robustness, flip: &WeightFlip) -> Html {
    let name = found.weighed(flip.of);
    let (low, high) = (flip.below.as_ref().map_or(0.0, |turn| turn.share), flip.above.as_ref().map_or(1.0, |turn| turn.share));
    let bar = format!("M{:.2} 4H{:.2}V14H{:.2}Z", low * 200.0, high * 200.0, low * 200.0);
    let now = format!("M{:.2} 0V18", (flip.now * 200.0).clamp(1.0, 199.0));
    let turns = [("below", &flip.below), ("above", &flip.above)].into_iter().filter_map(|(way, turn)| Some(in_words(found, way, turn.as_ref()?)));
    let turns: Vec<String> = turns.collect();
    let needed = if turns.is_empty() {
        html! { <span class="muted">"never"</span> }
    } else {
        html! { {turns.join("; ")} }
    };
    html! {
        <tr>
            <th scope="row" title=name.clone()>{clipped(&name, 60)}</th>
            <td class="interval">
                <svg viewBox="0 0 200 18" preserveAspectRatio="none" aria-hidden="true"><path class="whole" d="M0 9H200"/><path class="stays" d=bar/><path class="now" d=now/></svg>
                <span class="visually-hidden">{format!("from {} to {}", percent(low), percent(high))}</span>
            </td>
            <td class="figure">{percent(flip.now)}</td>
            <td class="needed">{needed}</td>
        </tr>
    }
}

/// "above 18.4% (21.3 points): Kestermoor".
fn in_words(found: &Robustness, way: &str, turn: &Turn) -> String {
    let points = if turn.points <= 100.0 { format!(" ({:.1} points)", turn.points) } else { String::new() };
    format!("{way} {}{points}: {}", percent(turn.share), named(found, &turn.ahead))
}

/// The smallest change of all weights together, for each candidate.
fn smallest(found: &Robustness, leader: &str) -> Html {
    let never: Vec<String> = (0..found.candidates.len())
        .filter(|place| Some(*place) != found.leader() && !found.shifts.iter().any(|shift| shift.to == *place))
        .map(|place| found.candidates[place].clone())
        .collect();
    let rows = found.shifts.iter().map(|shift| html! { <li>{sentence(found, shift)}</li> }).collect::<Html>();
    let never = (!never.is_empty()).then(|| html! { <li>{format!("{} cannot catch {leader} by any weights.", listed(&never))}</li> });
    html! {
        <h3>"The smallest change of all weights together"</h3>
        <ul class="robustness-list">{rows}{never}</ul>
    }
}

fn sentence(found: &Robustness, shift: &Shift) -> String {
    let mut from: Vec<String> =
        shift.from.iter().take(MOST_NAMED).map(|(place, share)| format!("{} ({})", quoted(&found.criteria[*place]), percent(*share))).collect();
    if shift.from.len() > MOST_NAMED {
        from.push(format!("{} more", shift.from.len() - MOST_NAMED));
    }
    format!(
        "{} is level when {} of the weight moves to {} from {}.",
        found.candidates[shift.to],
        percent(shift.moved),
        quoted(&found.criteria[shift.into]),
        listed(&from)
    )
}

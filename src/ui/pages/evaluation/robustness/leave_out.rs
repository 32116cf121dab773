//! The ranking without one criterion, candidate or evaluator.

use super::super::read_now;
use super::table;
use crate::domain::choice::Choice;
use crate::domain::id::Id;
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::compare::leave_out::{LeftOut, Without};
use crate::domain::partner::compare::methods::Method;
use crate::domain::partner::compare::robustness::{Robustness, candidate_name, criterion_name};
use crate::domain::partner::criterion::percent;
use crate::domain::partner::scorecard::shown;
use crate::domain::words::{clipped, listed};
use crate::ui::html::{Html, html};
use crate::ui::signals::derive;
use crate::ui::widgets::card::Card;
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::workspace::Workspace;

/// The card.
pub fn card(ws: Workspace, found: &Robustness) -> Html {
    let evaluators = part(ws, "Without one evaluator", "Evaluator", &found.without_evaluators);
    let candidates = part(ws, "Without one candidate", "Candidate", &found.without_candidates);
    let criteria = part(ws, "Without one criterion", "Criterion", &found.without_criteria);
    html! {
        <Card title="What if one were left out?" aside=derive(|| "The ranking without each of them".to_owned())>
            {evaluators}
            {candidates}
            {criteria}
            <p class="muted">"Lead: how far the first is ahead of the second, as a share of the second’s result. A weighted sum never ranks two candidates by who else is there; the other methods can, and where they do the last column says so."</p>
        </Card>
    }
}

fn part(ws: Workspace, title: &'static str, of: &str, without: &[Without]) -> Html {
    if without.is_empty() {
        return Html::Nothing;
    }
    let rows = without.iter().map(|without| row(ws, without)).collect::<Html>();
    html! { <h3>{title}</h3>{table(title, &[of, "Comes first", "Lead", "Verdict", "Methods that swap others"], rows)} }
}

fn row(ws: Workspace, without: &Without) -> Html {
    let name = match &without.what {
        LeftOut::Criterion(id) => read_now(ws, |evaluation| criterion_name(evaluation, id)),
        LeftOut::Candidate(id) => candidate(ws, id),
        LeftOut::Evaluator(id) => {
            read_now(ws, |evaluation| evaluation.evaluators.get(id).map_or_else(|| id.to_string(), |evaluator| shown(evaluator.as_ref())))
        }
    };
    let name = name.unwrap_or_default();
    let leaders: Vec<String> = without.leaders.iter().filter_map(|id| candidate(ws, id)).collect();
    let leaders = match leaders.as_slice() {
        [] => "nobody has a score then".to_owned(),
        [only] => only.clone(),
        several => format!("level: {}", listed(several)),
    };
    let verdict = if without.changes {
        html! { <Pill tone=Tone::Watch text="decides"/> }
    } else {
        html! { <Pill tone=Tone::Good text="holds"/> }
    };
    let reversed: Vec<String> = without
        .reversed
        .iter()
        .map(|method| match method {
            Method::Stretched => "Worst to best".to_owned(),
            method => method.label().to_owned(),
        })
        .collect();
    html! {
        <tr>
            <th scope="row" title=name.clone()>{clipped(&name, 60)}</th>
            <td>{leaders}</td>
            <td class="figure">{without.lead.map_or("–".to_owned(), percent)}</td>
            <td>{verdict}</td>
            <td>{if reversed.is_empty() { "–".to_owned() } else { listed(&reversed) }}</td>
        </tr>
    }
}

fn candidate(ws: Workspace, id: &Id<Candidate>) -> Option<String> {
    read_now(ws, |evaluation| candidate_name(evaluation, id))
}

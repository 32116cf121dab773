//! Which single score decides.

use super::super::{address, read_now};
use super::{named, table};
use crate::domain::partner::compare::robustness::Robustness;
use crate::domain::partner::compare::score_flips::{ScoreFlip, Scored};
use crate::domain::partner::grid::Cell;
use crate::domain::partner::scorecard::shown;
use crate::domain::words::{clipped, count};
use crate::ui::html::{Html, html};
use crate::ui::route::Page;
use crate::ui::signals::derive;
use crate::ui::widgets::card::Card;
use crate::ui::workspace::Workspace;

/// How many scores are shown of each kind.
const MOST: usize = 20;

/// The card.
pub fn card(ws: Workspace, found: &Robustness) -> Html {
    let (means, own) = (&found.mean_flips, &found.evaluator_flips);
    let none = means.is_empty() && own.is_empty();
    let said = if none {
        "No score decides by being one point off: neither a mean of all evaluators, nor one evaluator’s own, nor one that is still open."
    } else {
        "With one of these, and nothing else, another candidate comes first or draws level. Check the evidence behind them first."
    };
    let means = part("Means of all evaluators, and scores that are open", means, &|flip| row(ws, found, flip));
    let own = part("Scores of one evaluator", own, &|flip| row(ws, found, flip));
    html! {
        <Card title="Which score would do it?" aside=derive(|| "One point less for the leader, or more for another".to_owned())>
            <p>{said}</p>
            {means}
            {own}
        </Card>
    }
}

fn part(title: &'static str, flips: &[ScoreFlip], row: &dyn Fn(&ScoreFlip) -> Html) -> Html {
    if flips.is_empty() {
        return Html::Nothing;
    }
    let rows = flips.iter().take(MOST).map(row).collect::<Html>();
    let rest = flips.len().saturating_sub(MOST);
    let rest = (rest > 0).then(|| html! { <p class="muted">{format!("And {}.", count(rest, "more", "more"))}</p> });
    html! {
        <h3>{title}</h3>
        {table(title, &["Candidate", "Criterion", "Who", "Score", "Who would lead"], rows)}
        {rest}
    }
}

fn row(ws: Workspace, found: &Robustness, flip: &ScoreFlip) -> Html {
    let evaluator = match &flip.whose {
        Scored::By(evaluator) => Some(evaluator.clone()),
        Scored::Mean | Scored::Nobody => None,
    };
    let who = match &evaluator {
        Some(id) => {
            read_now(ws, |evaluation| evaluation.evaluators.get(id).map(|evaluator| shown(evaluator.as_ref()))).flatten().unwrap_or_else(|| id.to_string())
        }
        None if flip.whose == Scored::Nobody => "nobody yet".to_owned(),
        None => "all".to_owned(),
    };
    let criterion = &found.criteria[flip.criterion];
    let cell = evaluator.map(|evaluator| Cell {
        evaluator,
        criterion: found.table.criteria[flip.criterion].clone(),
        candidate: found.table.candidates[flip.candidate].clone(),
    });
    let href = cell.and_then(|cell| address(ws, Page::Scores, Some(cell.key().to_string())));
    let what = match href {
        Some(href) => html! { <a href=href title=criterion.clone()>{clipped(criterion, 60)}</a> },
        None => html! { <span title=criterion.clone()>{clipped(criterion, 60)}</span> },
    };
    let from = flip.from.map_or("open".to_owned(), score);
    let leaders = if flip.leaders.len() > 1 { format!("level: {}", named(found, &flip.leaders)) } else { named(found, &flip.leaders) };
    html! {
        <tr>
            <th scope="row">{clipped(&found.candidates[flip.candidate], 60)}</th>
            <td>{what}</td>
            <td>{who}</td>
            <td class="figure">{format!("{from} → {}", score(flip.to))}</td>
            <td>{leaders}</td>
        </tr>
    }
}

/// A score without needless decimals: `4`, `3.67`.
fn score(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

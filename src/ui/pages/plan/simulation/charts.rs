//! When the plan ends, and what moves that most: two pictures, each with its figures for who cannot see it.

use crate::compute::simulation::{Cause, Simulation};
use crate::domain::date::Date;
use crate::domain::plan::TrialPlan;
use crate::domain::words::clipped;
use crate::ui::html::{Html, html};

const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 150.0;

/// How often the plan ends when.
pub fn finish(plan: &TrialPlan, simulation: &Simulation) -> Html {
    let finish = &simulation.finish;
    let (Some(first), Some(last)) = (finish.bins.first().map(|bin| bin.first), finish.bins.last().map(|bin| bin.last)) else { return Html::Nothing };
    let most = finish.bins.iter().map(|bin| bin.count).max().unwrap_or(1).max(1);
    let days = (last.days_since(first) + 1).max(1) as f64;
    let x = |day: Date| (day.days_since(first) as f64 / days * WIDTH).clamp(0.0, WIDTH);
    let bars = finish.bins.iter().map(|bin| {
        let (from, to) = (x(bin.first), x(bin.last.plus_days(1)));
        let height = f64::from(bin.count) / f64::from(most) * HEIGHT;
        let class = if bin.first > finish.p80 { "beyond" } else { "within" };
        html! { <rect class=class x=format!("{from:.1}") y=format!("{:.1}", HEIGHT + 22.0 - height) width=format!("{:.1}", (to - from - 1.0).max(0.5)) height=format!("{height:.1}")/> }
    });
    let bars = bars.collect::<Html>();
    let mark = |day: Date, label: &str, line: f64| {
        let at = x(day);
        let anchor = if at > WIDTH * 0.6 { "end" } else { "start" };
        let text_at = if anchor == "end" { at - 4.0 } else { at + 4.0 };
        html! {
            <path d=format!("M{at:.1} {:.1}V{:.1}", line - 8.0, HEIGHT + 22.0)/>
            <text x=format!("{text_at:.1}") y=format!("{line:.1}") text-anchor=anchor>{format!("{label} {day}")}</text>
        }
    };
    let rows = finish.bins.iter().filter(|bin| bin.count > 0).map(|bin| {
        let days = if bin.first == bin.last { bin.first.to_string() } else { format!("{} to {}", bin.first, bin.last) };
        html! { <tr><th scope="row">{days}</th><td>{bin.count}</td></tr> }
    });
    let rows = rows.collect::<Html>();
    let end =
        simulation.milestones.iter().rev().find(|milestone| milestone.finish == *finish).map_or("the plan".to_owned(), |last| super::name_of(plan, &last.task));
    html! {
        <figure class="simulation-figure">
            <figcaption>{format!("When does it end? {}", clipped(&end, 60))}</figcaption>
            <svg viewBox=format!("0 0 {WIDTH} {:.0}", HEIGHT + 40.0) aria-hidden="true">
                {bars}
                {mark(finish.p50, "P50", 15.0)}
                {mark(finish.p80, "P80", 31.0)}
                <text class="edge" x="0" y=format!("{:.0}", HEIGHT + 36.0)>{first.to_string()}</text>
                <text class="edge" x=format!("{WIDTH:.0}") y=format!("{:.0}", HEIGHT + 36.0) text-anchor="end">{last.to_string()}</text>
            </svg>
            <details class="as-list">
                <summary>"The same as a table"</summary>
                <table><thead><tr><th scope="col">"End of the plan"</th><th scope="col">"Runs"</th></tr></thead><tbody>{rows}</tbody></table>
            </details>
        </figure>
    }
}

/// What moves the end most.
pub fn tornado(plan: &TrialPlan, simulation: &Simulation) -> Html {
    if simulation.tornado.is_empty() {
        return Html::Nothing;
    }
    let widest = simulation.tornado.iter().flat_map(|swing| [swing.low.abs(), swing.high.abs()]).fold(1.0, f64::max);
    let rows = simulation.tornado.iter().take(10).map(|swing| {
        let name = match &swing.what {
            Cause::Task(id) => super::name_of(plan, id),
            Cause::Risk(id) => plan.risks.get(id).map_or_else(|| id.to_string(), |risk| format!("{} {}", risk.reference(), risk.title)),
        };
        let (low, high) = (swing.low.min(swing.high), swing.low.max(swing.high));
        let place = |days: f64| 50.0 + days / widest * 48.0;
        let bar = format!("M{:.1} 3H{:.1}V11H{:.1}Z", place(low), place(high), place(low));
        html! {
            <tr>
                <th scope="row" title=name.clone()>{clipped(&name, 60)}</th>
                <td class="swing"><svg viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true"><path class="zero" d="M50 0V14"/><path class="span" d=bar/></svg></td>
                <td class="days">{format!("{low:+.0} to {high:+.0} d").replace('-', "−")}</td>
            </tr>
        }
    });
    let rows = rows.collect::<Html>();
    html! {
        <figure class="simulation-figure">
            <figcaption>"What moves it most: the end in the best and the worst tenth of each"</figcaption>
            <table class="tornado">
                <thead class="visually-hidden"><tr><th scope="col">"Task or risk"</th><th scope="col">"Picture"</th><th scope="col">"Days"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </figure>
    }
}

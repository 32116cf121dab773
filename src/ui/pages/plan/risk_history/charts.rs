//! Exposure over time, months and ages: pictures, each with its figures for who cannot see it.

use super::report::Report;
use crate::domain::date::Date;
use crate::domain::risk::trend::{Ageing, Month};
use crate::domain::words::count;
use crate::ui::html::{Html, html};

const WIDTH: f64 = 960.0;
const LINE: f64 = 150.0;
const BARS: f64 = 70.0;

/// The names of the bands as the stacked bars show them, highest at the bottom, with their places in the counts.
const BANDS: [(usize, &str, &str); 3] = [(2, "high", "High"), (1, "medium", "Medium"), (0, "low", "Low")];

/// The points of all open risks over time, and how many of them are in which band.
pub(super) fn exposure(report: &Report) -> Html {
    let shown = &report.exposures;
    let (Some(first), Some(last)) = (shown.first(), shown.last()) else { return Html::Nothing };
    let top = shown.iter().map(|one| one.points).fold(1.0, f64::max);
    let most = shown.iter().map(|one| one.bands.iter().sum::<usize>() + one.unscored).max().unwrap_or(1).max(1) as f64;
    let days = last.on.days_since(first.on).max(1) as f64;
    let x = |day: Date| day.days_since(first.on) as f64 / days * WIDTH;
    let y = |points: f64| LINE - points / top * (LINE - 2.0);
    let mut line = String::new();
    for (place, one) in shown.iter().enumerate() {
        // A score holds until it is changed, so the line has steps.
        let step = if place == 0 { format!("M0 {:.1}", y(one.points)) } else { format!("H{:.1}V{:.1}", x(one.on), y(one.points)) };
        line.push_str(&step);
    }
    let area = format!("{line}H{WIDTH}V{:.1}H0Z", y(0.0));
    let width = WIDTH / shown.len() as f64;
    let bars = shown.iter().enumerate().flat_map(|(place, one)| {
        let mut below = 0.0;
        let mut stack: Vec<Html> = Vec::new();
        let counts = BANDS.iter().map(|(band, class, _)| (one.bands[*band], *class)).chain([(one.unscored, "unscored")]);
        for (number, class) in counts.filter(|(number, _)| *number > 0) {
            let height = number as f64 / most * BARS;
            below += height;
            let (left, wide) = (place as f64 * width, (width - 1.0).max(0.6));
            stack.push(
                html! { <rect class=class x=format!("{left:.1}") y=format!("{:.1}", BARS - below) width=format!("{wide:.1}") height=format!("{height:.1}")/> },
            );
        }
        stack
    });
    let bars = bars.collect::<Html>();
    let legend = BANDS.iter().map(|(_, class, label)| (*class, *label)).chain([("unscored", "Not scored")]);
    let legend = legend.map(|(class, label)| html! { <li><span class=format!("swatch {class}") aria-hidden="true"></span>{label}</li> }).collect::<Html>();
    // The newest first: what a reader of the table looks for.
    let rows = shown.iter().rev().map(|one| {
        let [low, medium, high] = one.bands;
        html! { <tr><th scope="row">{one.on.to_string()}</th><td>{number(one.points)}</td><td>{high}</td><td>{medium}</td><td>{low}</td><td>{one.unscored}</td></tr> }
    });
    let rows = rows.collect::<Html>();
    html! {
        <figure>
            <p class="ends"><span>{format!("{} points at most", number(top))}</span><span>{format!("{} now", number(last.points))}</span></p>
            <svg class="points" viewBox=format!("0 0 {WIDTH} {LINE}") preserveAspectRatio="none" aria-hidden="true"><path class="area" d=area/><path class="line" d=line/></svg>
            <p class="ends"><span>{format!("{} at most", count(most as usize, "open risk", "open risks"))}</span><span>{format!("{} now", last.bands.iter().sum::<usize>() + last.unscored)}</span></p>
            <svg class="bands" viewBox=format!("0 0 {WIDTH} {BARS}") preserveAspectRatio="none" aria-hidden="true">{bars}</svg>
            <p class="ends"><span>{first.on.to_string()}</span><span>{last.on.to_string()}</span></p>
            <ul class="legend">{legend}</ul>
            <details class="as-list">
                <summary>"The same as a table"</summary>
                <div class="scrolls" role="region" aria-label="Exposure over time" tabindex="0"><table>
                    <thead><tr><th scope="col">"Day"</th><th scope="col">"Points"</th><th scope="col">"High"</th><th scope="col">"Medium"</th><th scope="col">"Low"</th><th scope="col">"Not scored"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table></div>
            </details>
        </figure>
    }
}

/// What came and went in each month.
pub(super) fn months(report: &Report) -> Html {
    let most = report.months.iter().map(|month| month.new.max(month.closed + month.occurred)).max().unwrap_or(1).max(1);
    let row = |month: &Month| {
        html! {
            <tr>
                <th scope="row">{format!("{} {}", month_name(month.first), month.first.year())}</th>
                <td>{bar("came", month.new, most)}{month.new}</td>
                <td>{bar("went", month.closed, most)}{month.closed}</td>
                <td>{bar("occurred", month.occurred, most)}{month.occurred}</td>
            </tr>
        }
    };
    let rows = report.months.iter().rev().map(row).collect::<Html>();
    html! {
        <table class="with-bars">
            <thead><tr><th scope="col">"Month"</th><th scope="col">"New"</th><th scope="col">"Closed"</th><th scope="col">"Happened"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// How old open risks are.
pub(super) fn ages(report: &Report) -> Html {
    let most = report.ages.iter().map(|group| group.risks).max().unwrap_or(1).max(1);
    let mut from = 0;
    let row = |group: &Ageing| {
        let label = match group.up_to {
            Some(30) => "Up to 30 days".to_owned(),
            Some(up_to) => format!("{} to {up_to} days", from + 1),
            None => format!("Over {from} days"),
        };
        from = group.up_to.unwrap_or(from);
        html! { <tr><th scope="row">{label}</th><td>{bar("came", group.risks, most)}{group.risks}</td></tr> }
    };
    let rows = report.ages.iter().map(row).collect::<Html>();
    let oldest = report.oldest.as_ref().map(|(name, age)| html! { <p class="muted">{format!("The oldest is {name}, known for {age} days.")}</p> });
    html! {
        <table class="with-bars">
            <thead><tr><th scope="col">"Known for"</th><th scope="col">"Open risks"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
        {oldest}
    }
}

fn bar(class: &'static str, number: usize, most: usize) -> Html {
    let width = format!("{:.0}%", number as f64 / most as f64 * 100.0);
    html! { <span class="track" aria-hidden="true"><span class=class style:width=width></span></span> }
}

/// A number of points without needless decimals.
fn number(points: f64) -> String {
    format!("{}", (points * 100.0).round() / 100.0)
}

/// The month as dates on the page name it.
fn month_name(day: Date) -> String {
    day.to_string().split(' ').nth(1).unwrap_or_default().to_owned()
}

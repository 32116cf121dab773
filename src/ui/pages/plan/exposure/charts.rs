//! How likely it is that the risks come to more, and what moves that most: pictures, each with its figures for who cannot see it.

use leptos::prelude::*;

use crate::domain::money::Amount;
use crate::domain::overview::plan::name;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::exposure::{Ends, Exposure, Figures, RiskExposure};
use crate::domain::words::clipped;
use crate::formats::curve_svg::{Curve, Mark, as_file, on_page, view_box};
use crate::formats::native::file_stem;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::saving::Picture;
use crate::ui::signals::effect;
use crate::ui::widgets::save_picture::SavePicture;

/// How many risks are shown by how much they move.
const MOST: usize = 10;

/// A swing of less than this share of the whole picture is not drawn.
const LEAST: f64 = 0.005;

/// The curve of the cost.
pub fn money(plan: &TrialPlan, found: &Exposure) -> Html {
    let currency = plan.contingency.currency.clone();
    let words = move |value: f64| Amount::rounded(value).short(&currency);
    figure(plan, ("What do they cost?", "cost"), &found.money, plan.contingency.money.map(Amount::to_f64), &words)
}

/// The curve of the delay.
pub fn days(plan: &TrialPlan, found: &Exposure) -> Html {
    let Some(delay) = &found.days else { return Html::Nothing };
    figure(plan, ("By how much do they delay the end?", "delay"), delay, found.enough.days_aside.map(f64::from), &|value| format!("{value:.0} d"))
}

fn figure(plan: &TrialPlan, (title, file): (&'static str, &'static str), figures: &Figures, aside: Option<f64>, words: &dyn Fn(f64) -> String) -> Html {
    let percentile = |percent: usize| Mark { at: figures.percentile(percent), label: format!("P{percent}"), decided: false };
    let mut marks: Vec<Mark> = [50, 80, 90].map(percentile).into();
    marks.extend(aside.map(|at| Mark { at, label: "Set aside".to_owned(), decided: true }));
    let whole = format!("{}: {title}", clipped(name(plan), 60));
    let curve = Curve { title: &whole, percentiles: &figures.percentiles, marks: &marks, words };
    let (inside, saved) = (on_page(&curve), as_file(&curve));
    let stem = format!("{}-risk-{file}", file_stem(name(plan)));
    let drawn = Callback::new(move |()| Some(Picture { stem: stem.clone(), drawing: saved.clone() }));
    let rows = (0..=100).step_by(5).map(|percent| {
        html! { <tr><th scope="row">{words(figures.percentile(percent))}</th><td>{format!("{}%", 100 - percent)}</td></tr> }
    });
    let rows = rows.collect::<Html>();
    let svg = NodeRef::<leptos::svg::Svg>::new();
    effect(move |_| {
        if let Some(svg) = svg.get() {
            svg.set_inner_html(&inside);
        }
    });
    html! {
        <figure class="exposure-figure">
            <figcaption>{title}</figcaption>
            <svg node_ref=svg viewBox=view_box() aria-hidden="true"></svg>
            <details class="as-list">
                <summary>"The same as a table"</summary>
                <table><thead><tr><th scope="col">"More than"</th><th scope="col">"Chance"</th></tr></thead><tbody>{rows}</tbody></table>
            </details>
            <SavePicture drawn of=title/>
        </figure>
    }
}

/// What moves the cost most, and what moves the delay most.
pub fn tornados(plan: &TrialPlan, found: &Exposure) -> Html {
    let currency = plan.contingency.currency.clone();
    let cost = move |value: f64| signed(value, &Amount::rounded(value.abs()).short(&currency));
    let days = |value: f64| signed(value, &format!("{:.0} d", value.abs()));
    html! {
        <div class="columns">
            {tornado(plan, found, "In money", |own| own.money, &cost)}
            {found.days.as_ref().map(|_| tornado(plan, found, "In days", |own| own.days, &days))}
        </div>
    }
}

/// A difference with its sign, on one line.
fn signed(value: f64, words: &str) -> String {
    format!("{}{}", if value < 0.0 { "−" } else { "+" }, words.replace(' ', "\u{a0}"))
}

fn tornado(plan: &TrialPlan, found: &Exposure, title: &'static str, read: fn(&RiskExposure) -> Ends, words: &dyn Fn(f64) -> String) -> Html {
    let mut risks: Vec<(&RiskExposure, Ends)> = found.risks.iter().map(|own| (own, read(own))).collect();
    risks.sort_by(|one, other| other.1.width().total_cmp(&one.1.width()));
    let all = || risks.iter().flat_map(|(_, ends)| [ends.low, ends.high]);
    let (least, greatest) = (all().fold(0.0, f64::min), all().fold(0.0, f64::max));
    let widest = greatest - least;
    risks.retain(|(_, ends)| ends.width() > widest * LEAST);
    if risks.is_empty() {
        return html! { <figure class="exposure-figure"><figcaption>{title}</figcaption><p class="muted">"No risk moves it."</p></figure> };
    }
    let place = |value: f64| 2.0 + (value - least) / widest * 96.0;
    let zero = format!("M{:.1} 0V14", place(0.0));
    let rows = risks.into_iter().take(MOST).map(|(own, ends)| {
        let name = plan.risks.get(&own.risk).map_or_else(|| own.risk.to_string(), |risk| format!("{} {}", risk.reference(), risk.title));
        let bar = format!("M{:.1} 3H{:.1}V11H{:.1}Z", place(ends.low.min(ends.high)), place(ends.low.max(ends.high)), place(ends.low.min(ends.high)));
        html! {
            <tr>
                <th scope="row" title=name.clone()>{clipped(&name, 60)}</th>
                <td class="swing"><svg viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true"><path class="zero" d=zero.clone()/><path class="span" d=bar/></svg></td>
                <td class="ends">{format!("{}\u{a0}to {}", words(ends.low), words(ends.high))}</td>
            </tr>
        }
    });
    let rows = rows.collect::<Html>();
    html! {
        <figure class="exposure-figure">
            <figcaption>{title}</figcaption>
            <table class="exposure-tornado">
                <thead class="visually-hidden"><tr><th scope="col">"Risk"</th><th scope="col">"Picture"</th><th scope="col">"Difference from the mean"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </figure>
    }
}

//! The milestones on a line: where they were agreed on, and where they are forecast or were reached.

use leptos::prelude::*;

use crate::ui::html::{Html, html, live};

use crate::domain::date::Date;
use crate::domain::overview::moved::marks;
use crate::domain::words::clipped;
use crate::ui::pages::record_place;
use crate::ui::route::Route;
use crate::ui::workspace::workspace;

const WIDTH: f64 = 1000.0;
const MARGIN: f64 = 60.0;
/// How many labels stand above each other before they would touch.
const LANES: usize = 4;

/// One milestone, ready to draw.
struct Mark {
    name: String,
    agreed: Option<Date>,
    date: Date,
    done: bool,
    late: bool,
    href: Option<String>,
}

impl Mark {
    /// The date that was agreed on, where it is not where the milestone stands.
    fn moved_from(&self) -> Option<Date> {
        self.agreed.filter(|agreed| *agreed != self.date)
    }

    /// Its date, how it stands, and from where it has moved.
    fn words(&self) -> String {
        let state = match (self.done, self.late) {
            (true, _) => "reached",
            (false, true) => "late",
            (false, false) => "ahead",
        };
        let moved = self.moved_from().map_or(String::new(), |agreed| format!(", agreed for {agreed}"));
        format!("{}, {state}{moved}", self.date)
    }
}

/// The line, with the same data as a list for whoever cannot see it.
#[component]
pub fn Timeline() -> Html {
    let ws = workspace();
    live(move || {
        let today = ws.today.get();
        let marks: Vec<Mark> = ws
            .session
            .with(|session| {
                let session = session.as_ref()?;
                let document = session.dated();
                let forecast = session.calculated().and_then(|calculated| calculated.forecast().as_ref().ok());
                Some(
                    marks(document.plan()?, forecast)
                        .into_iter()
                        .map(|mark| Mark {
                            name: mark.task.name.clone(),
                            agreed: mark.agreed,
                            date: mark.date,
                            done: mark.task.is_done(),
                            late: !mark.task.is_done() && mark.task.planned_finish.unwrap_or(mark.date) < today,
                            href: record_place(document, "tasks", Some(mark.task.id.to_string())).map(|place| Route::from(place).href()),
                        })
                        .collect(),
                )
            })
            .unwrap_or_default();
        if marks.is_empty() {
            return html! { <p class="muted">"Milestones with a date appear here on a line. Add them on the Schedule page."</p> };
        }
        html! { <div class="timeline">{drawing(&marks, today)}{table(&marks)}</div> }
    })
}

fn drawing(marks: &[Mark], today: Date) -> Html {
    let dates = || marks.iter().map(|mark| mark.date).chain(marks.iter().filter_map(|mark| mark.agreed)).chain([today]);
    let (first, last) = (dates().min().unwrap_or(today), dates().max().unwrap_or(today));
    let days = last.days_since(first).max(1) as f64;
    let x = move |date: Date| MARGIN + (WIDTH - 2.0 * MARGIN) * date.days_since(first) as f64 / days;
    let height = 40.0 + LANES as f64 * 20.0 + 46.0;
    let line = 40.0 + LANES as f64 * 20.0;
    let mut ends = [f64::MIN; LANES];
    // What is written stands over all lines, and keeps them off its letters.
    let (mut under, mut over) = (Vec::new(), Vec::new());
    for mark in marks {
        let at = x(mark.date);
        let label = clipped(&mark.name, 26);
        // The width of a letter at this size is about six units; a label goes to the lowest lane in which it is free.
        let half = label.chars().count() as f64 * 2.9 + 6.0;
        // A label at the edge moves inwards rather than out of the picture.
        let middle = at.clamp(half, WIDTH - half);
        if let Some(lane) = (0..LANES).find(|lane| ends[*lane] < middle - half) {
            ends[lane] = middle + half;
            let y = line - 18.0 - lane as f64 * 20.0;
            under.push(html! { <path class="stem" d=format!("M{at:.1} {:.1}V{:.1}", y + 4.0, line - 7.0)/> });
            over.push(html! { <text x=format!("{middle:.1}") y=format!("{y:.1}") text-anchor="middle">{label}</text> });
        }
        if let Some(agreed) = mark.moved_from() {
            let from = x(agreed);
            under.push(html! { <path class="slip" d=format!("M{from:.1} {line}H{at:.1}")/><path class="plan" d=diamond(from, line)/> });
        }
        let class = if mark.done {
            "done"
        } else if mark.late {
            "late"
        } else {
            "ahead"
        };
        let title = format!("{}: {}", mark.name, mark.words());
        under.push(html! { <path class=class d=diamond(at, line)><title>{title}</title></path> });
    }
    let now = x(today);
    html! {
        <svg viewBox=format!("0 0 {WIDTH} {height}") aria-hidden="true">
            <path class="axis" d=format!("M{:.1} {line}H{:.1}", MARGIN - 30.0, WIDTH - MARGIN + 30.0)/>
            <path class="today" d=format!("M{now:.1} {:.1}V{:.1}", 16.0, line + 16.0)/>
            <text class="today-label" x=format!("{now:.1}") y="12" text-anchor="middle">"today"</text>
            {under}{over}
            <text class="date" x=format!("{MARGIN}") y=format!("{:.1}", line + 34.0) text-anchor="middle">{first.to_string()}</text>
            <text class="date" x=format!("{:.1}", WIDTH - MARGIN) y=format!("{:.1}", line + 34.0) text-anchor="middle">{last.to_string()}</text>
        </svg>
    }
}

fn diamond(x: f64, y: f64) -> String {
    format!("M{:.1} {y:.1}l6 -7 6 7 -6 7Z", x - 6.0)
}

fn table(marks: &[Mark]) -> Html {
    let rows = marks.iter().map(|mark| html! { <li><a href=mark.href.clone()>{mark.name.clone()}</a>{format!(" {}", mark.words())}</li> }).collect::<Html>();
    html! { <details class="as-list"><summary>"As a list"</summary><ol>{rows}</ol></details> }
}

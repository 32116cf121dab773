//! The profiles of candidates: criteria downwards, scores across, a line for each candidate.

use super::chart_pen::{Ink, Look, Pen, Series, names};
use crate::domain::words::clipped;

/// The width of the picture, and how much of it the names of criteria take.
const WIDTH: f64 = 860.0;
const LEFT: f64 = 300.0;
const RIGHT: f64 = WIDTH - 40.0;

/// The height of the scale above, and of a row.
const TOP: f64 = 30.0;
const ROW: f64 = 26.0;

/// How far marks at the same place stand apart, so that none hides another; and at most all of them together.
const APART: f64 = 2.6;
const ALL_APART: f64 = 18.0;

/// The criteria of a pillar.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The pillar.
    pub name: String,
    /// Its criteria.
    pub rows: Vec<String>,
}

/// The picture; the values of the series are those of all rows, part by part.
pub fn drawn(parts: &[Part], series: &[Series], title: &str, look: Look) -> String {
    let mut pen = Pen::new(look);
    let x = |score: f64| LEFT + 16.0 + (score - 1.0) / 4.0 * (RIGHT - LEFT - 16.0);
    let lines: usize = parts.iter().map(|part| part.rows.len() + 1).sum();
    let bottom = TOP + lines as f64 * ROW;
    for score in 1..=5 {
        let at = x(f64::from(score));
        pen.path(Ink::Grid, &format!("M{at:.1} {:.1}V{bottom:.1}", TOP - 8.0));
        pen.words(Ink::Muted, (at, TOP - 13.0), "middle", &score.to_string());
    }
    // Where the middle of each row is.
    let mut middles = Vec::new();
    let mut y = TOP;
    for part in parts {
        pen.path(Ink::Grid, &format!("M0 {y:.1}H{RIGHT:.1}"));
        pen.words(Ink::Strong, (4.0, y + ROW * 0.66), "start", &clipped(&part.name, 42));
        y += ROW;
        for row in &part.rows {
            pen.words(Ink::Label, (14.0, y + ROW * 0.66), "start", &clipped(row, 42));
            middles.push(y + ROW / 2.0);
            y += ROW;
        }
    }
    let apart = APART.min(ALL_APART / series.len().max(1) as f64);
    for (place, one) in series.iter().enumerate() {
        let aside = (place as f64 - (series.len() as f64 - 1.0) / 2.0) * apart;
        let points: Vec<Option<(f64, f64)>> =
            middles.iter().enumerate().map(|(row, middle)| Some((x(one.values.get(row).copied().flatten()?), middle + aside))).collect();
        pen.line(one.candidate, &points, false);
        for point in points.into_iter().flatten() {
            pen.mark(one.candidate, point);
        }
    }
    let below = pen.legend(&names(series), WIDTH, bottom + 12.0);
    pen.finished((WIDTH, bottom + below + 18.0), title)
}

#[cfg(test)]
mod tests {
    use super::super::chart_pen::check_well_formed;
    use super::*;

    #[test]
    fn twelve_candidates_on_forty_criteria_are_all_there() {
        let parts: Vec<Part> = (0..5)
            .map(|pillar| Part {
                name: format!("Pillar {pillar}"),
                rows: (0..8).map(|row| format!("Criterion {pillar}.{row}, a name that goes on and on & on")).collect(),
            })
            .collect();
        let values = |candidate: usize| (0..40).map(|row| (row != candidate).then(|| 1.0 + ((row + candidate) % 9) as f64 / 2.0)).collect();
        let series: Vec<Series> = (0..12).map(|candidate| Series { candidate, name: format!("Candidate {candidate}"), values: values(candidate) }).collect();
        for look in [Look::Page, Look::Sheet] {
            check_well_formed(&drawn(&parts, &series, "All", look));
        }
        let page = drawn(&parts, &series, "All", Look::Page);
        assert_eq!(page.matches("class=\"mark").count(), 12 * 39 + 12, "one not scored each, and the legend");
        check_well_formed(&drawn(&[], &[], "Nothing", Look::Sheet));
    }
}

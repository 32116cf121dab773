//! Candidates on a radar: an axis for each pillar, scores from the centre outwards, a line around for each candidate.
//!
//! Limits: it needs three pillars; the size of an area means nothing, since it hangs on the order of the axes.

use std::f64::consts::TAU;

use super::chart_pen::{Ink, Look, Pen, Series, names};
use crate::domain::words::clipped;

/// The width of the picture, and where the centre is.
const WIDTH: f64 = 700.0;
const CENTRE: (f64, f64) = (WIDTH / 2.0, 216.0);

/// How far out the highest score is.
const RADIUS: f64 = 168.0;

/// The highest score.
const HIGHEST: f64 = 5.0;

/// How many candidates have a ground within their line.
const MOST_GROUNDS: usize = 4;

/// Where the legend begins.
const BELOW: f64 = 428.0;

/// The picture; `None` where there are fewer than three axes.
pub fn drawn(axes: &[String], series: &[Series], title: &str, look: Look) -> Option<String> {
    if axes.len() < 3 {
        return None;
    }
    let mut pen = Pen::new(look);
    let point = |axis: usize, score: f64| {
        let (turn, out) = (axis as f64 / axes.len() as f64 * TAU, score / HIGHEST * RADIUS);
        (CENTRE.0 + out * turn.sin(), CENTRE.1 - out * turn.cos())
    };
    for score in 1..=5 {
        let corners: Vec<String> = (0..axes.len()).map(|axis| point(axis, f64::from(score))).map(|(x, y)| format!("{x:.1} {y:.1}")).collect();
        pen.path(Ink::Grid, &format!("M{}Z", corners.join("L")));
    }
    for (axis, name) in axes.iter().enumerate() {
        let (end, (x, y)) = (point(axis, HIGHEST), point(axis, HIGHEST + 0.55));
        pen.path(Ink::Grid, &format!("M{:.1} {:.1}L{:.1} {:.1}", CENTRE.0, CENTRE.1, end.0, end.1));
        let aside = (x - CENTRE.0) / RADIUS;
        let anchor = if aside > 0.1 {
            "start"
        } else if aside < -0.1 {
            "end"
        } else {
            "middle"
        };
        pen.words(Ink::Label, (x, y + 4.0), anchor, &clipped(name, 28));
    }
    for one in series {
        let points: Vec<Option<(f64, f64)>> = (0..axes.len()).map(|axis| Some(point(axis, one.values.get(axis).copied().flatten()?))).collect();
        // The grounds of many would be one dark ground.
        if series.len() <= MOST_GROUNDS && points.iter().all(Option::is_some) {
            let corners: Vec<String> = points.iter().flatten().map(|(x, y)| format!("{x:.1} {y:.1}")).collect();
            pen.path(Ink::Ground(one.candidate), &format!("M{}Z", corners.join("L")));
        }
        pen.line(one.candidate, &points, true);
    }
    for one in series {
        for (axis, score) in one.values.iter().enumerate().filter_map(|(axis, score)| Some((axis, (*score)?))) {
            pen.mark(one.candidate, point(axis, score));
        }
    }
    for score in 1..=5 {
        let (x, y) = point(0, f64::from(score));
        pen.words(Ink::Muted, (x + 5.0, y - 3.0), "start", &score.to_string());
    }
    let below = pen.legend(&names(series), WIDTH, BELOW);
    Some(pen.finished((WIDTH, BELOW + below + 6.0), title))
}

#[cfg(test)]
mod tests {
    use super::super::chart_pen::check_well_formed;
    use super::*;

    #[test]
    fn each_candidate_goes_round_and_what_is_not_scored_leaves_a_gap() {
        let axes: Vec<String> = ["Expertise", "Technology & more", "Risk", "Performance"].map(str::to_owned).into();
        let series = [
            Series { candidate: 0, name: "<Alpha>".to_owned(), values: vec![Some(5.0), Some(1.0), Some(3.0), Some(2.5)] },
            Series { candidate: 3, name: "Beta".to_owned(), values: vec![Some(5.0), None, Some(3.0), Some(2.5)] },
        ];
        let page = drawn(&axes, &series, "T", Look::Page).expect("four axes");
        check_well_formed(&page);
        assert_eq!((page.matches("class=\"ground").count(), page.matches("class=\"mark").count()), (1, 4 + 3 + 2), "seven scores, two in the legend");
        assert!(page.contains("&lt;Alpha&gt;") && page.contains("class=\"line c3\"") && !page.contains('#'));
        let sheet = drawn(&axes, &series, "A & B", Look::Sheet).expect("four axes");
        check_well_formed(&sheet);
        assert!(sheet.contains("A &amp; B") && !sheet.contains("class="));
        assert_eq!(drawn(&axes[..2], &series, "T", Look::Page), None);
    }
}

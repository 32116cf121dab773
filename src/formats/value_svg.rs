//! Score beside price as SVG: a point for each offer, and a line through those that no other offer beats in both.
//!
//! On the page the strokes have classes, which the style sheet colours; as a file they carry their colours. What is dominated has a
//! shape of its own, so that nothing hangs on a colour.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use crate::domain::money::{Amount, Currency};
use crate::domain::partner::bid::value::{Offer, Value};
use crate::domain::partner::scorecard::shown;
use crate::domain::words::clipped;

/// The size of the picture, and where its axes stand.
const WIDTH: f64 = 560.0;
const HEIGHT: f64 = 320.0;
const LEFT: f64 = 40.0;
const RIGHT: f64 = WIDTH - 24.0;
const TOP: f64 = 24.0;
const BOTTOM: f64 = HEIGHT - 44.0;

/// How far labels stand apart that would stand on each other, and how wide a letter is.
const LINE: f64 = 14.0;
const LETTER: f64 = 6.2;

/// How much of a name there is room for.
const NAME: usize = 28;

/// The lowest and the highest score.
const SCALE: (f64, f64) = (1.0, 5.0);

/// The inside of an `svg` element on the page; `None` where nothing is scored and priced.
pub fn on_page(value: &Value, currency: &Currency) -> Option<String> {
    drawn(value, currency, |class, _| format!("class=\"{class}\""))
}

/// The view box of what goes on the page.
pub fn view_box() -> String {
    format!("0 0 {WIDTH} {HEIGHT}")
}

/// The picture as a file of its own; `None` where nothing is scored and priced.
pub fn as_file(value: &Value, currency: &Currency, title: &str) -> Option<String> {
    let inside = drawn(value, currency, |_, colours| colours.to_owned())?;
    let (title, height) = (escape(title), HEIGHT + 24.0);
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 -24 {WIDTH} {height}\" font-family=\"system-ui, sans-serif\" \
         font-size=\"11\"><title>{title}</title><rect y=\"-24\" width=\"{WIDTH}\" height=\"{height}\" fill=\"#ffffff\"/>\
         <text x=\"{LEFT}\" y=\"-8\" font-weight=\"bold\" fill=\"#1d2530\">{title}</text>{inside}</svg>\n"
    ))
}

/// Where prices stand: from a round price below the lowest to one above the highest.
struct Prices {
    first: f64,
    step: f64,
    steps: usize,
}

impl Prices {
    fn of(offers: &[(&Offer, f64)]) -> Prices {
        let prices = || offers.iter().map(|(offer, _)| offer.price.to_f64());
        let (least, most) = (prices().fold(f64::INFINITY, f64::min), prices().fold(f64::NEG_INFINITY, f64::max));
        let step = round_step(((most - least) / 3.0).max(most.abs() / 10.0).max(1.0));
        let first = ((least - step * 0.25) / step).floor() * step;
        let steps = ((most + step * 0.25 - first) / step).ceil().max(1.0) as usize;
        // Prices below nothing there are none, unless somebody pays for being chosen.
        Prices { first: if least >= 0.0 { first.max(0.0) } else { first }, step, steps }
    }

    fn x(&self, price: f64) -> f64 {
        LEFT + (price - self.first) / (self.step * self.steps as f64) * (RIGHT - LEFT)
    }
}

/// The next of 1, 2 and 5 times a power of ten.
fn round_step(at_least: f64) -> f64 {
    let power = 10_f64.powf(at_least.log10().floor());
    [1.0, 2.0, 5.0].into_iter().map(|times| times * power).find(|step| *step >= at_least * 0.999_999).unwrap_or(10.0 * power)
}

fn y(score: f64) -> f64 {
    BOTTOM - (score - SCALE.0) / (SCALE.1 - SCALE.0) * (BOTTOM - TOP)
}

fn drawn(value: &Value, currency: &Currency, ink: impl Fn(&str, &str) -> String) -> Option<String> {
    let offers: Vec<(&Offer, f64)> = value.offers.iter().filter_map(|offer| Some((offer, offer.score?))).collect();
    if offers.is_empty() {
        return None;
    }
    let prices = Prices::of(&offers);
    let (grid, muted) = (ink("grid", "stroke=\"#e3e7ea\" fill=\"none\""), ink("muted", "fill=\"#5b6472\""));
    let mut out = String::new();
    for score in 1..=5 {
        let line = y(f64::from(score));
        let _ = write!(
            out,
            "<path {grid} d=\"M{LEFT} {line:.1}H{RIGHT}\"/><text {muted} x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{score}</text>",
            LEFT - 8.0,
            line + 4.0
        );
    }
    for place in 0..=prices.steps {
        let price = prices.first + prices.step * place as f64;
        let x = prices.x(price);
        let _ = write!(
            out,
            "<path {grid} d=\"M{x:.1} {TOP}V{BOTTOM}\"/><text {muted} x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"{}\">{}</text>",
            BOTTOM + 16.0,
            if place == prices.steps { "end" } else { "middle" },
            escape(Amount::rounded(price).short(currency))
        );
    }
    let _ = write!(out, "<text {muted} x=\"{:.1}\" y=\"{:.1}\">Score of 5</text>", LEFT - 32.0, TOP - 10.0);
    let _ = write!(out, "<text {muted} x=\"{RIGHT:.1}\" y=\"{:.1}\" text-anchor=\"end\">Price on the same assumptions</text>", HEIGHT - 8.0);
    let mut way = String::new();
    for (offer, score) in offers.iter().filter(|(offer, _)| offer.dominated_by.is_empty()) {
        let _ = write!(way, "{}{:.1} {:.1}", if way.is_empty() { 'M' } else { 'L' }, prices.x(offer.price.to_f64()), y(*score));
    }
    let _ = write!(out, "<path {} d=\"{way}\"/>", ink("frontier", "stroke=\"#14757c\" stroke-dasharray=\"5 3\" fill=\"none\""));
    let mut taken: Vec<(f64, f64, f64)> = Vec::new();
    for (offer, score) in &offers {
        let (x, y, is_dominated) = (prices.x(offer.price.to_f64()), y(*score), !offer.dominated_by.is_empty());
        let point = if is_dominated {
            (ink("dominated", "fill=\"#ffffff\" stroke=\"#5b6472\" stroke-width=\"1.5\""), format!("M{:.1} {:.1}h9v9h-9Z", x - 4.5, y - 4.5))
        } else {
            (ink("offer", "fill=\"#14757c\""), format!("M{:.1} {y:.1}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z", x - 5.0))
        };
        let _ = write!(out, "<path {} d=\"{}\"/>", point.0, point.1);
        let label = format!("{}{}", clipped(&shown(offer.candidate.as_ref()), NAME), if is_dominated { " (dominated)" } else { "" });
        let wide = label.chars().count() as f64 * LETTER;
        // A label stands to the right of its point while there is room.
        let left = if x + 10.0 + wide > WIDTH { x - 10.0 - wide } else { x + 10.0 };
        let mut height = y + 4.0;
        while taken.iter().any(|(from, to, at)| *from < left + wide && left < *to && (at - height).abs() < LINE) {
            height += LINE;
        }
        taken.push((left, left + wide, height));
        let (anchor, at) = if left < x { ("end", x - 10.0) } else { ("start", x + 10.0) };
        let _ = write!(out, "<text {} x=\"{at:.1}\" y=\"{height:.1}\" text-anchor=\"{anchor}\">{}</text>", ink("label", "fill=\"#1d2530\""), escape(label));
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::id::Id;
    use crate::domain::partner::candidate::{Candidate, PartnerKind};

    fn value(offers: &[(&str, i64, Option<f64>, bool)]) -> Value {
        let candidate = |name: &str| Arc::new(Candidate::new(Id::joined(&[name]), name, PartnerKind::TechnologyProvider));
        let one = |(name, price, score, is_dominated): &(&str, i64, Option<f64>, bool)| Offer {
            candidate: candidate(name),
            score: *score,
            price: Amount::whole(*price),
            above_lowest: Amount::default(),
            dominated_by: if *is_dominated { vec![candidate("x")] } else { vec![] },
        };
        Value { offers: offers.iter().map(one).collect(), without_commercial: false, hidden: false }
    }

    #[test]
    fn every_scored_offer_has_a_point_of_its_shape_and_the_line_leaves_out_what_is_dominated() {
        let of =
            value(&[("Ald<er", 900_000, Some(3.2), false), ("Bor", 1_200_000, Some(2.9), true), ("Cob", 1_400_000, Some(4.2), false), ("Del", 1, None, false)]);
        let text = on_page(&of, &Currency::default()).expect("a picture");
        assert_eq!(["\"offer\"", "\"dominated\"", "\"frontier\""].map(|class| text.matches(class).count()), [2, 1, 1]);
        assert!(text.contains(">Ald&lt;er</text>") && text.contains(">Bor (dominated)</text>") && text.contains(">EUR 800 k</text>"), "{text}");
        let way = text.split("class=\"frontier\" d=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a line");
        assert_eq!(way.matches(['M', 'L']).count(), 2, "{way}");
        let file = as_file(&of, &Currency::default(), "Score & price").expect("a picture");
        assert!(file.starts_with("<svg xmlns=") && file.contains("Score &amp; price") && !file.contains("class="), "{file}");
        assert_eq!(on_page(&value(&[("Del", 1, None, false)]), &Currency::default()), None);
    }

    #[test]
    fn labels_of_near_points_stand_apart_and_points_stay_inside() {
        let text = on_page(&value(&[("One", 500_000, Some(3.0), false), ("Two", 500_010, Some(3.01), false)]), &Currency::default()).expect("a picture");
        let heights: Vec<f64> = text.split("class=\"label\"").skip(1).filter_map(|rest| rest.split("y=\"").nth(1)?.split('"').next()?.parse().ok()).collect();
        assert!((heights[0] - heights[1]).abs() >= LINE - 0.5, "{heights:?}");
        for prices in [&[0_i64][..], &[1_000_000_000_000_000], &[5, 5_000_000]] {
            let offers: Vec<(&str, i64, Option<f64>, bool)> = prices.iter().map(|price| ("a", *price, Some(5.0), false)).collect();
            let text = on_page(&value(&offers), &Currency::default()).expect("a picture");
            assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
            for at in text.split("class=\"offer\" d=\"M").skip(1).filter_map(|rest| rest.split(' ').next()?.parse::<f64>().ok()) {
                assert!((0.0..=WIDTH).contains(&at), "{at} for {prices:?}");
            }
        }
    }
}

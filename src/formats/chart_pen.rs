//! What the pictures of an evaluation are drawn with: strokes and words that have classes on the page and colours of their own on
//! a sheet, and candidates that are told apart by the shape of their marks and the dashes of their lines as well as by colour.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use crate::domain::words::clipped;

/// Where it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// On the page, which colours it by its classes.
    Page,
    /// On a sheet of its own, with a title.
    Sheet,
}

/// What a stroke or a word is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Lines of the scale.
    Grid,
    /// Words beside the picture.
    Muted,
    /// Words that matter.
    Label,
    /// A head over words.
    Strong,
    /// The line of a candidate, by its place among all.
    Line(usize),
    /// The ground within the line of a candidate.
    Ground(usize),
    /// The mark of a candidate.
    Mark(usize),
    /// The part that a pillar adds, by its place among the five.
    Part(usize),
}

/// The colours of candidates and of the parts of pillars, on a sheet.
const COLOURS: [&str; 6] = ["#14757c", "#b4530a", "#3a55b0", "#a1307a", "#4d7a0f", "#5b5f6b"];
const TINTS: [&str; 5] = ["#bfe0df", "#f3dcae", "#cfd8f2", "#eccde2", "#d5e6bd"];

/// The dashes of lines.
const DASHES: [&str; 4] = ["none", "7 3", "2 3", "10 3 2 3"];

/// The room for the title of a sheet.
const TITLE: f64 = 30.0;

/// A picture while it is drawn.
pub struct Pen {
    text: String,
    look: Look,
}

impl Pen {
    /// Nothing drawn yet.
    pub fn new(look: Look) -> Pen {
        Pen { text: String::new(), look }
    }

    /// A path.
    pub fn path(&mut self, ink: Ink, way: &str) {
        let attributes = self.attributes(ink);
        let _ = write!(self.text, "<path {attributes} d=\"{way}\"/>");
    }

    /// A rectangle.
    pub fn rectangle(&mut self, ink: Ink, (x, y): (f64, f64), (width, height): (f64, f64)) {
        let attributes = self.attributes(ink);
        let _ = write!(self.text, "<rect {attributes} x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>");
    }

    /// Words; `anchor` says which end of them is at the point.
    pub fn words(&mut self, ink: Ink, (x, y): (f64, f64), anchor: &str, words: &str) {
        let attributes = self.attributes(ink);
        let _ = write!(self.text, "<text {attributes} x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{}</text>", escape(words));
    }

    /// The mark of a candidate: round, square, a triangle and so on.
    pub fn mark(&mut self, candidate: usize, (x, y): (f64, f64)) {
        // Beyond six, colours come again with other marks.
        let way = match (candidate + candidate / COLOURS.len()) % 6 {
            0 => format!("M{:.1} {y:.1}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z", x - 4.0),
            1 => format!("M{:.1} {:.1}h7v7h-7Z", x - 3.5, y - 3.5),
            2 => format!("M{x:.1} {:.1}l4.6 8h-9.2Z", y - 5.0),
            3 => format!("M{x:.1} {:.1}l5 5l-5 5l-5 -5Z", y - 5.0),
            4 => format!("M{x:.1} {:.1}l4.6 -8h-9.2Z", y + 5.0),
            _ => format!("M{:.1} {:.1}h3v-3h3v3h3v3h-3v3h-3v-3h-3Z", x - 4.5, y - 1.5),
        };
        self.path(Ink::Mark(candidate), &way);
    }

    /// A line of a candidate through points; where a point is missing, the line is broken. `closed` joins the last to the first.
    pub fn line(&mut self, candidate: usize, points: &[Option<(f64, f64)>], closed: bool) {
        let round = points.first().filter(|_| closed);
        let mut way = String::new();
        let mut before = None;
        for point in points.iter().chain(round) {
            if let Some((x, y)) = point {
                let _ = write!(way, "{}{x:.1} {y:.1}", if before.is_some() { 'L' } else { 'M' });
            }
            before = *point;
        }
        if !way.is_empty() {
            self.path(Ink::Line(candidate), &way);
        }
    }

    /// The names of candidates with their lines and marks, in rows of this width from this height on. How high they are together.
    pub fn legend(&mut self, names: &[(usize, &str)], width: f64, top: f64) -> f64 {
        let across = ((width / LEGEND.0) as usize).max(1);
        for (place, (candidate, name)) in names.iter().enumerate() {
            let (x, y) = (8.0 + (place % across) as f64 * LEGEND.0, top + (place / across) as f64 * LEGEND.1 + 10.0);
            self.line(*candidate, &[Some((x, y)), Some((x + 30.0, y))], false);
            self.mark(*candidate, (x + 15.0, y));
            self.words(Ink::Label, (x + 37.0, y + 4.0), "start", &clipped(name, 32));
        }
        names.len().div_ceil(across) as f64 * LEGEND.1
    }

    /// The picture, this wide and high.
    pub fn finished(self, (width, height): (f64, f64), title: &str) -> String {
        match self.look {
            Look::Page => format!("<svg class=\"partner-chart\" viewBox=\"0 0 {width:.0} {height:.0}\" aria-hidden=\"true\">{}</svg>", self.text),
            Look::Sheet => {
                let tall = height + TITLE;
                let mut head = Pen::new(Look::Sheet);
                head.words(Ink::Strong, (8.0, 20.0), "start", &clipped(title, (width / 8.0) as usize));
                format!(
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{tall:.0}\" viewBox=\"0 0 {width:.0} {tall:.0}\" font-family=\"system-ui, sans-serif\" \
                     font-size=\"12\"><title>{}</title><rect width=\"{width:.0}\" height=\"{tall:.0}\" fill=\"#ffffff\"/>{}<g transform=\"translate(0 {TITLE})\">{}</g></svg>\n",
                    escape(title),
                    head.text,
                    self.text
                )
            }
        }
    }

    fn attributes(&self, ink: Ink) -> String {
        match self.look {
            Look::Page => match ink {
                Ink::Grid => "class=\"grid\"".to_owned(),
                Ink::Muted => "class=\"muted\"".to_owned(),
                Ink::Label => "class=\"label\"".to_owned(),
                Ink::Strong => "class=\"strong\"".to_owned(),
                Ink::Line(candidate) => format!("class=\"line c{}\" stroke-dasharray=\"{}\"", candidate % COLOURS.len(), dash(candidate)),
                Ink::Ground(candidate) => format!("class=\"ground c{}\"", candidate % COLOURS.len()),
                Ink::Mark(candidate) => format!("class=\"mark c{}\"", candidate % COLOURS.len()),
                Ink::Part(pillar) => format!("class=\"part p{}\"", pillar % TINTS.len()),
            },
            Look::Sheet => match ink {
                Ink::Grid => "stroke=\"#dfe4e8\" fill=\"none\"".to_owned(),
                Ink::Muted => "fill=\"#5b6472\"".to_owned(),
                Ink::Label => "fill=\"#1d2530\"".to_owned(),
                Ink::Strong => "fill=\"#1d2530\" font-weight=\"bold\"".to_owned(),
                Ink::Line(candidate) => {
                    format!("stroke=\"{}\" stroke-width=\"1.8\" fill=\"none\" stroke-dasharray=\"{}\"", COLOURS[candidate % COLOURS.len()], dash(candidate))
                }
                Ink::Ground(candidate) => format!("fill=\"{}\" fill-opacity=\"0.07\"", COLOURS[candidate % COLOURS.len()]),
                Ink::Mark(candidate) => format!("fill=\"{}\"", COLOURS[candidate % COLOURS.len()]),
                Ink::Part(pillar) => format!("fill=\"{}\" stroke=\"#ffffff\"", TINTS[pillar % TINTS.len()]),
            },
        }
    }
}

/// The room for a name in a legend.
const LEGEND: (f64, f64) = (276.0, 22.0);

fn dash(candidate: usize) -> &'static str {
    DASHES[candidate % DASHES.len()]
}

/// A candidate with a value for each row or axis of a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its place among all candidates, which says how it is drawn, whoever else is.
    pub candidate: usize,
    /// What it is called.
    pub name: String,
    /// Mean scores, 1 to 5; `None` where nobody scored.
    pub values: Vec<Option<f64>>,
}

/// Names of candidates, for a legend.
pub fn names(series: &[Series]) -> Vec<(usize, &str)> {
    series.iter().map(|one| (one.candidate, one.name.as_str())).collect()
}

/// Reads a picture to its end, for a test: it is well formed, and nothing in it is not a number.
#[cfg(test)]
pub(super) fn check_well_formed(picture: &str) {
    let mut reader = quick_xml::Reader::from_str(picture);
    while !matches!(reader.read_event().expect("well formed"), quick_xml::events::Event::Eof) {}
    assert!(!picture.contains("NaN") && !picture.contains("inf"), "{picture}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_candidates_differ_without_their_colours() {
        let drawn = |candidate: usize| {
            let mut pen = Pen::new(Look::Sheet);
            pen.mark(candidate, (0.0, 0.0));
            let shape = pen.text.split(" d=").nth(1).map(str::to_owned).unwrap_or_default();
            (shape, dash(candidate))
        };
        for one in 0..12 {
            assert!((0..one).all(|other| drawn(one) != drawn(other)), "{one}");
        }
    }

    #[test]
    fn a_line_is_broken_where_a_point_is_missing() {
        let mut pen = Pen::new(Look::Page);
        pen.line(0, &[Some((0.0, 0.0)), None, Some((2.0, 0.0)), Some((3.0, 0.0))], true);
        assert!(pen.text.contains("d=\"M0.0 0.0M2.0 0.0L3.0 0.0L0.0 0.0\""), "{}", pen.text);
    }
}

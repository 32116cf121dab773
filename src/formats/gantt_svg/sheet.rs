//! Sheets: the picture with the names of its tasks, as a file or over several sheets of paper.

use std::fmt::Write as _;
use std::ops::Range;

use quick_xml::escape::escape;

use super::pen::{Ink, Pen};
use super::{AXIS, Look};
use crate::domain::date::Date;
use crate::domain::schedule::chart::bar::Picture;
use crate::domain::schedule::chart::links::middle;
use crate::domain::schedule::chart::{ROW, Window};
use crate::domain::words::clipped;

/// How wide the names are on a sheet.
const NAMES: f64 = 270.0;

/// How wide the picture is on a sheet of paper.
const WIDTH: f64 = 1_050.0;

/// How many rows fill a sheet of A4 that lies on its side, and how many are left on the first below the page's heading.
const ROWS: usize = 25;
const FIRST_ROWS: usize = 19;

/// A day that would be narrower than this on one sheet has two beside each other.
const NARROWEST: f64 = 0.3;

/// Some rows and some of the time, with the names of the tasks and the axis, as a document of its own.
pub fn sheet(picture: &Picture<'_>, rows: Range<usize>, (left, right): (f64, f64), look: Look, today: Date, title: &str) -> String {
    numbered(picture, rows, (left, right), look, today, title, "")
}

/// The same, with words on where it stands among others.
fn numbered(picture: &Picture<'_>, rows: Range<usize>, (left, right): (f64, f64), look: Look, today: Date, title: &str, number: &str) -> String {
    let (top, bottom) = (rows.start as f64 * ROW, rows.end as f64 * ROW);
    let (width, height) = (NAMES + right - left, AXIS + bottom - top);
    let mut pen = Pen { text: String::new(), on_paper: true };
    let _ = write!(
        pen.text,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.1} {height:.1}\" \
         font-family=\"system-ui, sans-serif\" font-size=\"12\"><title>{}</title><rect width=\"{width:.1}\" height=\"{height:.1}\" fill=\"#ffffff\"/>",
        escape(title)
    );
    let as_of = picture.status.map_or_else(|| format!("As of {today}"), |status| format!("Progress as of {status}"));
    // A letter in bold is about seven and a half units wide at this size.
    pen.label(Ink::Strong, 8.0, 17.0, &clipped(title, ((NAMES - 16.0) / 7.5) as usize));
    pen.label(Ink::Muted, 8.0, 35.0, &format!("{as_of}{number}"));
    // Each part is clipped to its own frame.
    let _ = write!(
        pen.text,
        "<svg x=\"{NAMES:.1}\" y=\"{AXIS:.1}\" width=\"{:.1}\" height=\"{:.1}\" viewBox=\"{left:.1} {top:.1} {:.1} {:.1}\">",
        right - left,
        bottom - top,
        right - left,
        bottom - top
    );
    pen.picture(picture, &Window { left, right, top, bottom }, look, today, None);
    let _ = write!(
        pen.text,
        "</svg><svg x=\"{NAMES:.1}\" y=\"0\" width=\"{:.1}\" height=\"{AXIS:.1}\" viewBox=\"{left:.1} 0 {:.1} {AXIS:.1}\">",
        right - left,
        right - left
    );
    pen.axis(&picture.scale, left, right);
    let _ = write!(
        pen.text,
        "</svg><svg x=\"0\" y=\"{AXIS:.1}\" width=\"{NAMES:.1}\" height=\"{:.1}\" viewBox=\"0 {top:.1} {NAMES:.1} {:.1}\">",
        bottom - top,
        bottom - top
    );
    for at in rows {
        let (Some(row), Some(task)) = (picture.rows.get(at), picture.task(at)) else { continue };
        let indent = 8.0 + row.level.min(8) as f64 * 14.0;
        // A letter is about six and a half units wide at this size.
        let name = clipped(&task.name, ((NAMES - indent - 8.0) / 6.5) as usize);
        pen.label(if row.folded.is_some() { Ink::Strong } else { Ink::Text }, indent, middle(at) + 4.0, &name);
    }
    pen.text.push_str("</svg></svg>");
    pen.text
}

/// The sheets of a picture that is printed: all of the time on one, or on two beside each other, and so many rows on each;
/// time first.
pub fn sheets(picture: &Picture<'_>, look: Look, today: Date, title: &str) -> Vec<String> {
    let on_one = picture.scale.filling(WIDTH);
    let columns = if on_one.day_width < NARROWEST { 2 } else { 1 };
    let picture = Picture { scale: picture.scale.filling(WIDTH * columns as f64), ..*picture };
    let count = picture.rows.len();
    let firsts: Vec<usize> = std::iter::once(0).chain((FIRST_ROWS..count).step_by(ROWS)).filter(|first| *first < count).collect();
    let places = firsts.iter().enumerate().flat_map(|(at, first)| (0..columns).map(move |column| (*first, if at == 0 { FIRST_ROWS } else { ROWS }, column)));
    let one = |(number, (first, rows, column)): (usize, (usize, usize, usize))| {
        let left = column as f64 * WIDTH;
        let words = format!(", sheet {} of {}", number + 1, firsts.len() * columns);
        numbered(&picture, first..(first + rows).min(count), (left, left + WIDTH), look, today, title, &words)
    };
    places.enumerate().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{LOOK, pictured};
    use super::*;

    #[test]
    fn a_sheet_is_well_formed_and_shows_markup_as_text() {
        pictured(|picture, today| {
            let sheet = sheet(picture, 0..2, (0.0, picture.scale.width()), LOOK, today, "A & B");
            let mut reader = quick_xml::Reader::from_str(&sheet);
            while !matches!(reader.read_event().expect("well formed"), quick_xml::events::Event::Eof) {}
            assert!(sheet.contains("&lt;b&gt;Protocol&lt;/b&gt; &amp;") && !sheet.contains("<b>"));
            assert!(!sheet.contains("class="), "a file has no style sheet");
        });
    }

    #[test]
    fn paper_takes_all_rows_and_all_of_the_time_and_numbers_its_sheets() {
        pictured(|picture, today| {
            let all = sheets(picture, LOOK, today, "Plan");
            assert_eq!(all.len(), 1);
            assert!(all[0].contains("Progress as of 4 May 2027, sheet 1 of 1"));
            let later = picture.rows[1];
            let many: Vec<_> = (0..60).map(|_| later).collect();
            let numbered = sheets(&Picture { rows: &many, ..*picture }, LOOK, today, "Plan");
            assert_eq!(numbered.iter().map(|sheet| sheet.matches(">Approval<").count()).collect::<Vec<_>>(), [19, 25, 16]);
            assert!(numbered[2].contains("sheet 3 of 3"));
        });
    }
}

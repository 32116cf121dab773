//! A schedule as a picture: which rows it has, where days stand on its scale, and what is drawn for each task.
//!
//! Everything is in units of the picture, counted from its upper left corner, and nothing here knows how it is drawn: the
//! page draws the part that is in sight, `formats/gantt_svg` writes it down, paper takes all of it.

pub mod bar;
pub mod links;
pub mod pointing;
pub mod rows;
pub mod scale;

/// How high a row is.
pub const ROW: f64 = 34.0;

/// A part of the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// Its left edge.
    pub left: f64,
    /// Its right edge.
    pub right: f64,
    /// Its upper edge.
    pub top: f64,
    /// Its lower edge.
    pub bottom: f64,
}

impl Window {
    /// The rows that it shows, of so many.
    pub fn rows(&self, of: usize) -> std::ops::Range<usize> {
        let first = (self.top / ROW).floor().max(0.0) as usize;
        let end = (self.bottom / ROW).ceil().max(0.0) as usize;
        first.min(of)..end.min(of)
    }

    /// Whether a stretch from left to right can be seen.
    pub fn shows(&self, from: f64, to: f64) -> bool {
        to >= self.left && from <= self.right
    }

    /// Whether another part lies inside of it.
    pub fn holds(&self, other: &Window) -> bool {
        self.left <= other.left && self.right >= other.right && self.top <= other.top && self.bottom >= other.bottom
    }
}

//! The pen: strokes as elements of SVG, with classes for the page or with colours for a sheet.

use std::fmt::Write as _;

use quick_xml::escape::escape;

/// What a stroke is for.
#[derive(Clone, Copy)]
pub(super) enum Ink {
    Grid,
    GridStrong,
    RowLine,
    Weekend,
    Bar,
    BarDone,
    Critical,
    CriticalDone,
    Finished,
    Summary,
    Milestone,
    MilestoneCritical,
    MilestoneDone,
    Baseline,
    Float,
    Link,
    LinkCritical,
    Today,
    Status,
    Deadline,
    DeadlineMissed,
    Progress,
    Text,
    Strong,
    Muted,
    Handle,
    Drawing,
}

impl Ink {
    /// The class on the page, and the colours on a sheet.
    pub(super) fn attributes(self) -> (&'static str, &'static str) {
        match self {
            Ink::Grid => ("grid", "stroke=\"#e3e7ea\" fill=\"none\""),
            Ink::GridStrong => ("grid-strong", "stroke=\"#b8c0c6\" fill=\"none\""),
            Ink::RowLine => ("row-line", "stroke=\"#eef1f3\" fill=\"none\""),
            Ink::Weekend => ("weekend", "fill=\"#f4f6f7\""),
            Ink::Bar => ("bar", "fill=\"#a5cdd1\""),
            Ink::BarDone => ("bar-done", "fill=\"#14757c\""),
            Ink::Critical => ("critical", "fill=\"#edb0b1\""),
            Ink::CriticalDone => ("critical-done", "fill=\"#c0353a\""),
            Ink::Finished => ("finished", "fill=\"#8a919b\""),
            Ink::Summary => ("summary", "fill=\"#4a5160\""),
            Ink::Milestone => ("milestone", "fill=\"#14757c\""),
            Ink::MilestoneCritical => ("milestone-critical", "fill=\"#c0353a\""),
            Ink::MilestoneDone => ("milestone-done", "fill=\"#8a919b\""),
            Ink::Baseline => ("baseline", "fill=\"#a9b1bb\""),
            Ink::Float => ("float", "stroke=\"#7d8894\" stroke-dasharray=\"2 3\" fill=\"none\""),
            Ink::Link => ("link", "stroke=\"#7d8894\" fill=\"none\""),
            Ink::LinkCritical => ("link-critical", "stroke=\"#c0353a\" fill=\"none\""),
            Ink::Today => ("today", "stroke=\"#14757c\" stroke-dasharray=\"4 3\" fill=\"none\""),
            Ink::Status => ("status", "stroke=\"#0b5c63\" stroke-width=\"1.5\" fill=\"none\""),
            Ink::Deadline => ("deadline", "stroke=\"#3f4854\" stroke-width=\"1.5\" fill=\"none\""),
            Ink::DeadlineMissed => ("deadline-missed", "stroke=\"#c0353a\" stroke-width=\"2\" fill=\"none\""),
            Ink::Progress => ("progress", "stroke=\"#9a5b00\" stroke-width=\"1.5\" fill=\"none\""),
            Ink::Text => ("text", "fill=\"#1d2530\""),
            Ink::Strong => ("strong", "fill=\"#1d2530\" font-weight=\"bold\""),
            Ink::Muted => ("muted", "fill=\"#5b6472\""),
            Ink::Handle => ("handle", "fill=\"#ffffff\" stroke=\"#14757c\""),
            Ink::Drawing => ("drawing", "stroke=\"#14757c\" fill=\"none\""),
        }
    }
}

/// Writes strokes down.
pub(super) struct Pen {
    pub(super) text: String,
    pub(super) on_paper: bool,
}

impl Pen {
    pub(super) fn path(&mut self, ink: Ink, way: &str) {
        if !way.is_empty() {
            self.open("path", ink);
            let _ = write!(self.text, " d=\"{way}\"/>");
        }
    }

    pub(super) fn rect(&mut self, ink: Ink, x: f64, y: f64, width: f64, height: f64, round: f64) {
        self.open("rect", ink);
        let _ = write!(self.text, " x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"");
        if round > 0.0 {
            let _ = write!(self.text, " rx=\"{round}\"");
        }
        self.text.push_str("/>");
    }

    pub(super) fn circle(&mut self, ink: Ink, x: f64, y: f64, radius: f64) {
        self.open("circle", ink);
        let _ = write!(self.text, " cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius}\"/>");
    }

    pub(super) fn label(&mut self, ink: Ink, x: f64, y: f64, words: &str) {
        self.open("text", ink);
        let _ = write!(self.text, " x=\"{x:.1}\" y=\"{y:.1}\">{}</text>", escape(words));
    }

    fn open(&mut self, element: &str, ink: Ink) {
        let (class, colours) = ink.attributes();
        let _ = if self.on_paper { write!(self.text, "<{element} {colours}") } else { write!(self.text, "<{element} class=\"{class}\"") };
    }
}

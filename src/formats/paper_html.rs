//! A document on paper as one HTML file that stands on its own: it asks for nothing and runs nothing.
//!
//! Everything that the document says is escaped; the only markup is ours. The style is for A4 and for a screen alike.

use quick_xml::escape::escape;

use crate::domain::paper::{Block, Cell, Fact, Paper, Section, Table};
use crate::domain::risk::scale::Band;

const STYLE: &str = include_str!("paper_html/style.css");

/// The file.
pub fn write(paper: &Paper) -> String {
    let mut out = Out(String::new());
    let title = format!("{} · {}", paper.title, paper.subject);
    out.markup("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    out.markup("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"><title>");
    out.text(&title);
    out.markup("</title><style>");
    out.markup(STYLE);
    out.markup("</style></head>\n<body><main>\n<h1>");
    out.text(&paper.title);
    out.markup("</h1>\n<p class=\"subject\">");
    out.text(&paper.subject);
    out.markup("</p>\n");
    facts(&mut out, &paper.facts);
    for (place, part) in paper.sections.iter().enumerate() {
        section(&mut out, place + 1, part);
    }
    out.markup("<p class=\"note\">");
    out.text(&paper.note);
    out.markup("</p>\n</main></body></html>\n");
    out.0
}

struct Out(String);

impl Out {
    fn markup(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    /// Text as it is, whatever is in it; no control character but these two may stand in HTML.
    fn text(&mut self, text: &str) {
        let shown = text.replace(|letter: char| letter.is_control() && letter != '\n' && letter != '\t', " ");
        self.0.push_str(&escape(shown));
    }
}

fn section(out: &mut Out, number: usize, section: &Section) {
    out.markup(if section.new_page { "<section class=\"new-page\">\n<h2>" } else { "<section>\n<h2>" });
    out.text(&format!("{number} {}", section.title));
    out.markup("</h2>\n");
    for block in &section.blocks {
        match block {
            Block::Heading(text) => line(out, "h3", text),
            Block::Words(text) => line(out, "p", text),
            Block::Facts(found) => facts(out, found),
            Block::Table(found) => table(out, found),
        }
    }
    out.markup("</section>\n");
}

fn line(out: &mut Out, element: &str, text: &str) {
    out.markup(&format!("<{element}>"));
    out.text(text);
    out.markup(&format!("</{element}>\n"));
}

fn facts(out: &mut Out, facts: &[Fact]) {
    out.markup("<dl>\n");
    for fact in facts {
        out.markup("<dt>");
        out.text(&fact.name);
        out.markup("</dt><dd>");
        out.text(&fact.value);
        out.markup("</dd>\n");
    }
    out.markup("</dl>\n");
}

fn table(out: &mut Out, table: &Table) {
    out.markup("<table><caption>");
    out.text(&table.caption);
    out.markup("</caption><thead><tr>");
    for column in &table.columns {
        out.markup("<th scope=\"col\">");
        out.text(column);
        out.markup("</th>");
    }
    out.markup("</tr></thead><tbody>\n");
    for row in &table.rows {
        out.markup("<tr>");
        for (place, one) in row.iter().enumerate() {
            cell(out, place == 0, one);
        }
        out.markup("</tr>\n");
    }
    out.markup("</tbody></table>\n");
}

fn cell(out: &mut Out, heads: bool, cell: &Cell) {
    let band = match cell.band {
        None => "",
        Some(Band::Low) => " class=\"low\"",
        Some(Band::Medium) => " class=\"medium\"",
        Some(Band::High) => " class=\"high\"",
    };
    let (open, close) = if heads { ("th scope=\"row\"", "th") } else { ("td", "td") };
    out.markup(&format!("<{open}{band}>"));
    out.text(&cell.text);
    out.markup(&format!("</{close}>"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_plan_says_is_text_and_never_markup() {
        let hostile = "<script>alert(\"1\")</script> & 'x'\u{0}\n</table>";
        let section = Section::new("Register")
            .words(hostile)
            .with(Block::Heading(hostile.to_owned()))
            .with(Block::Facts(vec![Fact::new("Owner", hostile)]))
            .table("Risks", ["Risk", "Score"], vec![[hostile.into(), Cell { text: "20 high".to_owned(), band: Some(Band::High) }]], "");
        let paper = Paper {
            title: hostile.to_owned(),
            subject: hostile.to_owned(),
            facts: vec![Fact::new("Trial", hostile)],
            sections: vec![section],
            note: hostile.to_owned(),
        };
        let html = write(&paper);
        assert_eq!((html.matches("<script").count(), html.matches("</table>").count(), html.matches('\u{0}').count()), (0, 1, 0));
        assert!(html.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &apos;x&apos;") && html.contains("<td class=\"high\">20 high</td>"));
    }

    #[test]
    fn the_file_asks_for_nothing() {
        let html = write(&Paper::default());
        assert!(["http:", "https:", "url(", "src=", "href=", "@import"].iter().all(|address| !html.contains(address)), "{html}");
    }
}

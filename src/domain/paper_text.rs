//! A document on paper as plain text, and back: what a person can read in any editor, and what can be fingerprinted.
//!
//! The signs are those of Markdown, so that a text is laid out by whatever knows it: `#` before the title, `##` before a
//! section, `- Name: value` for facts, `|` between the cells of a table. A backslash stands before what would be read as
//! one of these signs.
//!
//! Invariant: what was written is read as it was, but for the colours of cells and where a new page begins.

use super::paper::{Block, Cell, Fact, Paper, Section, Table};

const TABLE: &str = "Table: ";
const NOTE: &str = "---";

/// The document as text.
pub fn write(paper: &Paper) -> String {
    let mut parts = vec![format!("# {}\n{}", line(&paper.title), line(&paper.subject))];
    if !paper.facts.is_empty() {
        parts.push(facts(&paper.facts));
    }
    for (place, section) in paper.sections.iter().enumerate() {
        parts.push(format!("## {} {}", place + 1, line(&section.title)));
        parts.extend(section.blocks.iter().map(block));
    }
    parts.push(format!("{NOTE}\n{}", line(&paper.note)));
    parts.join("\n\n") + "\n"
}

/// The document that a text holds. What is no sign of ours is words.
pub fn read(text: &str) -> Paper {
    let mut paper = Paper::default();
    let text = text.strip_suffix('\n').unwrap_or(text);
    for (place, part) in text.split("\n\n").enumerate() {
        let lines: Vec<&str> = part.split('\n').collect();
        match lines.as_slice() {
            [title, subject] if place == 0 && title.starts_with("# ") => {
                (paper.title, paper.subject) = (plain(title.get(2..).unwrap_or_default()), plain(subject));
            }
            [rule, note] if *rule == NOTE => paper.note = plain(note),
            [heading] if heading.starts_with("## ") => {
                let title = heading.strip_prefix("## ").unwrap_or_default();
                paper.sections.push(Section::new(plain(title.split_once(' ').map_or(title, |(_, title)| title))));
            }
            lines => {
                let read = read_block(lines);
                match (paper.sections.last_mut(), read) {
                    (Some(section), read) => section.blocks.push(read),
                    (None, Block::Facts(facts)) => paper.facts.extend(facts),
                    (None, read) => paper.sections.push(Section::new("").with(read)),
                }
            }
        }
    }
    paper
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(text) => format!("### {}", line(text)),
        Block::Words(text) => text.split('\n').map(spoken).collect::<Vec<_>>().join("\n"),
        Block::Facts(found) => facts(found),
        Block::Table(table) => {
            let rule = vec!["---".to_owned(); table.columns.len()];
            let columns = table.columns.iter().map(|column| cell(column)).collect::<Vec<_>>();
            let rows = table.rows.iter().map(|cells| cells.iter().map(|one| cell(&one.text)).collect::<Vec<_>>());
            let rows: Vec<String> = [columns, rule].into_iter().chain(rows).map(|cells| format!("| {} |", cells.join(" | "))).collect();
            format!("{TABLE}{}\n{}", line(&table.caption), rows.join("\n"))
        }
    }
}

fn facts(facts: &[Fact]) -> String {
    facts.iter().map(|fact| format!("- {}: {}", line(&fact.name).replace(':', "\\:"), line(&fact.value))).collect::<Vec<_>>().join("\n")
}

fn read_block(lines: &[&str]) -> Block {
    if let [only] = lines
        && let Some(heading) = only.strip_prefix("### ")
    {
        return Block::Heading(plain(heading));
    }
    if let [caption, columns, _, rows @ ..] = lines
        && let Some(caption) = caption.strip_prefix(TABLE)
    {
        let rows = rows.iter().map(|row| cells(row).into_iter().map(Cell::from).collect()).collect();
        return Block::Table(Table { caption: plain(caption).into(), columns: cells(columns), rows });
    }
    let found: Vec<Fact> = lines.iter().map_while(|line| fact(line)).collect();
    if found.len() == lines.len() {
        return Block::Facts(found);
    }
    Block::Words(lines.iter().map(|line| line.strip_prefix('\\').unwrap_or(line)).collect::<Vec<_>>().join("\n"))
}

fn fact(line: &str) -> Option<Fact> {
    let line = line.strip_prefix("- ")?;
    let name = split(line, ':').next()?;
    Some(Fact::new(plain(name), plain(line.get(name.len()..)?.strip_prefix(": ")?)))
}

/// A line of words, with a backslash before what would be read as something else.
fn spoken(line: &str) -> String {
    let sign = line.is_empty() || line.starts_with(['#', '-', '|', '\\']) || line.starts_with(TABLE);
    if sign { format!("\\{line}") } else { line.to_owned() }
}

/// A text on one line.
fn line(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n")
}

fn cell(text: &str) -> String {
    line(text).replace('|', "\\|")
}

/// The cells of a row, each with the space on both sides of its strokes.
fn cells(row: &str) -> Vec<String> {
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = row.strip_suffix('|').unwrap_or(row);
    split(row, '|').map(|cell| plain(cell.strip_prefix(' ').and_then(|cell| cell.strip_suffix(' ')).unwrap_or(cell))).collect()
}

/// The parts of a text between signs that no backslash stands before.
fn split(text: &str, sign: char) -> impl Iterator<Item = &str> {
    let mut after_backslash = false;
    text.split(move |letter| {
        let cuts = letter == sign && !after_backslash;
        after_backslash = letter == '\\' && !after_backslash;
        cuts
    })
}

/// A text without its backslashes.
fn plain(text: &str) -> String {
    let mut letters = text.chars();
    let mut plain = String::with_capacity(text.len());
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => plain.extend(letters.next().map(|next| if next == 'n' { '\n' } else { next })),
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(blocks: Vec<Block>) {
        let section = blocks.into_iter().fold(Section::new("Need | all"), Section::with);
        let paper = Paper {
            title: "Memo # 1".to_owned(),
            subject: "- Which: partner\\n".to_owned(),
            facts: vec![Fact::new("Date: day", "14 May 2027\nagain"), Fact::new("Empty", "")],
            sections: vec![section, Section::new("## 3")],
            note: "Made\nhere".to_owned(),
        };
        assert_eq!(read(&write(&paper)), paper, "{}", write(&paper));
    }

    #[test]
    fn a_text_reads_like_markdown() {
        let section =
            Section::new("Need").words("A partner.\n# not a heading\n\nTwo").table("Who", ["Name", "Kind"], vec![["A | B".into(), "CRO\nEU".into()]], "");
        let paper = Paper {
            title: "Memo".to_owned(),
            subject: "FENLIGHT".to_owned(),
            facts: vec![Fact::new("Date", "1")],
            sections: vec![section],
            note: "End".to_owned(),
        };
        assert_eq!(
            write(&paper),
            "# Memo\nFENLIGHT\n\n- Date: 1\n\n## 1 Need\n\nA partner.\n\\# not a heading\n\\\nTwo\n\nTable: Who\n| Name | Kind |\n| --- | --- |\n| A \\| B | CRO\\nEU |\n\n---\nEnd\n"
        );
    }

    #[test]
    fn no_text_breaks_the_reader() {
        for text in ["", "\n", "\\", "| \\", "# ", "##", "## ", "---\n", "Table: \n|\n|\n|", "- :", "é\n\n\n\né"] {
            let _ = read(text);
        }
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_as_it_was(words in "[a#|\\\\: \n-]{0,12}", value in "[ab|\\\\: \n-]{0,8}", cell in "[ab|\\\\ \n-]{0,8}", any in ".{0,10}") {
            check(vec![
                Block::Heading(any.clone()),
                Block::Words(words),
                Block::Words(any.clone()),
                Block::Facts(vec![Fact::new(value.clone(), value), Fact::new("a", any.clone())]),
                Block::Table(Table { caption: any.clone().into(), columns: vec![any.clone(), cell.clone()], rows: vec![vec![cell.clone().into(), any.into()], vec![cell.clone().into(), cell.into()]] }),
            ]);
        }
    }
}

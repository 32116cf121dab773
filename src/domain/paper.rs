//! A document on paper, before anybody has drawn it: a title block, then sections of words and tables.
//!
//! What it says is made by the domain; the page and the file formats only write it down.

use std::borrow::Cow;

use super::risk::scale::Band;

/// A document on paper.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paper {
    /// What it is: "Risk management plan".
    pub title: String,
    /// What it is about: the trial.
    pub subject: String,
    /// What stands under the title.
    pub facts: Vec<Fact>,
    /// The sections, which are counted from 1 where they are written down.
    pub sections: Vec<Section>,
    /// What stands at the very end.
    pub note: String,
}

/// A name and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The name.
    pub name: Cow<'static, str>,
    /// What it is.
    pub value: String,
}

/// A section under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub title: Cow<'static, str>,
    /// Whether it begins on a page of its own.
    pub new_page: bool,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading within the section.
    Heading(String),
    /// Words.
    Words(String),
    /// Names and what they are.
    Facts(Vec<Fact>),
    /// A table.
    Table(Table),
}

/// A table. Every row has a cell for each column; the first cell of a row is its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub caption: Cow<'static, str>,
    /// The headings of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a cell; lines are kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// The words.
    pub text: String,
    /// The band that colours it; the words say it as well.
    pub band: Option<Band>,
}

impl Fact {
    /// A name and what it is.
    pub fn new(name: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Fact {
        Fact { name: name.into(), value: value.into() }
    }
}

impl Section {
    /// A section with nothing in it yet.
    pub fn new(title: impl Into<Cow<'static, str>>) -> Section {
        Section { title: title.into(), new_page: false, blocks: Vec::new() }
    }

    /// A section that begins on a page of its own.
    pub fn on_new_page(title: impl Into<Cow<'static, str>>) -> Section {
        Section { new_page: true, ..Section::new(title) }
    }

    /// The section with a block more.
    pub fn with(mut self, block: Block) -> Section {
        self.blocks.push(block);
        self
    }

    /// The section with words more.
    pub fn words(self, words: impl Into<String>) -> Section {
        self.with(Block::Words(words.into()))
    }

    /// The section with a table more, or with words where the table would have no row.
    pub fn table<const COLUMNS: usize>(
        self,
        caption: impl Into<Cow<'static, str>>,
        columns: [&str; COLUMNS],
        rows: Vec<[Cell; COLUMNS]>,
        none: &str,
    ) -> Section {
        if rows.is_empty() {
            return self.words(none);
        }
        let columns = columns.map(str::to_owned).into();
        self.with(Block::Table(Table { caption: caption.into(), columns, rows: rows.into_iter().map(Vec::from).collect() }))
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell { text, band: None }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        text.to_owned().into()
    }
}

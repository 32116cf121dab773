//! XML as a tree of elements with their texts: all that a project file needs. Attributes, comments and instructions are
//! passed over, and no entity but the five of XML and numbered letters is known, so that no file can grow while it is read.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::formats::fault::ReadFault;

/// How deep elements may stand in each other; project files need eight.
const DEEPEST: usize = 32;

/// An element.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Element {
    /// Its name, without the prefix of its namespace.
    pub(super) name: String,
    /// The text that stands in it, without white space around it.
    pub(super) text: String,
    children: Vec<Element>,
}

impl Element {
    /// The elements of a name in it.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first element of a name in it.
    pub(super) fn first(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The text of the first element of a name in it; empty where there is none.
    pub(super) fn text_of(&self, name: &str) -> &str {
        self.first(name).map_or("", |child| child.text.as_str())
    }

    /// Every element of a name at the end of a path: `Tasks`, then `Task`.
    pub(super) fn all_in<'a>(&'a self, list: &'a str, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.all(list).flat_map(move |list| list.all(name))
    }
}

/// The outermost element of a text.
pub(super) fn parse(text: &str) -> Result<Element, ReadFault> {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        let event = reader.read_event().map_err(|fault| broken(text, reader.error_position(), &fault.to_string()))?;
        match event {
            Event::Start(start) => {
                if open.len() > DEEPEST {
                    return Err(ReadFault::of_file(format!("This XML is nested more than {DEEPEST} deep, which no project is")));
                }
                open.push(element(start.local_name().as_ref()));
            }
            Event::Empty(empty) => {
                let child = element(empty.local_name().as_ref());
                if let Some(parent) = open.last_mut() {
                    parent.children.push(child);
                }
            }
            Event::Text(found) => {
                let said = found.unescape().map_err(|fault| broken(text, reader.buffer_position(), &fault.to_string()))?;
                if let Some(here) = open.last_mut() {
                    here.text.push_str(&said);
                }
            }
            Event::CData(found) => {
                if let Some(here) = open.last_mut() {
                    here.text.push_str(&String::from_utf8_lossy(&found));
                }
            }
            Event::End(_) => {
                // The reader makes sure that every end has its start.
                if let (Some(mut done), true) = (open.pop(), !open.is_empty()) {
                    done.text = done.text.trim().to_owned();
                    if let Some(parent) = open.last_mut() {
                        parent.children.push(done);
                    }
                }
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if open.len() > 1 {
        return Err(ReadFault::of_file("This XML stops before its end; it was cut short, so fetch or export it again"));
    }
    open.pop().and_then(|mut root| root.children.pop()).ok_or_else(|| ReadFault::of_file("This XML holds no element"))
}

fn element(name: &[u8]) -> Element {
    Element { name: String::from_utf8_lossy(name).into_owned(), ..Element::default() }
}

fn broken(text: &str, at: u64, why: &str) -> ReadFault {
    let before = &text.as_bytes()[..usize::try_from(at).unwrap_or(usize::MAX).min(text.len())];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
    ReadFault::of_file(format!("This is not XML that can be read: {why}")).on_line(line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_have_names_texts_and_parts() {
        let root =
            parse("<?xml version=\"1.0\"?><p:Project xmlns:p=\"x\"><Name> A &amp; B&#228; </Name><Tasks><Task/><Task><UID>7</UID></Task></Tasks></p:Project>")
                .expect("XML");
        assert_eq!((root.name.as_str(), root.text_of("Name")), ("Project", "A & Bä"));
        assert_eq!(root.all_in("Tasks", "Task").map(|task| task.text_of("UID")).collect::<Vec<_>>(), ["", "7"]);
    }

    #[test]
    fn what_is_broken_says_where() {
        let said = |text: &str| parse(text).expect_err("broken").to_string();
        assert!(said("<a>\n<b></a>").starts_with("At line 2"), "{}", said("<a>\n<b></a>"));
        assert_eq!(said("<a><b>"), "This XML stops before its end; it was cut short, so fetch or export it again.");
        assert!(said("<a>&bomb;</a>").contains("This is not XML that can be read"));
        assert_eq!(said(""), "This XML holds no element.");
        assert!(said(&"<a>".repeat(40)).contains("nested more than 32 deep"));
    }
}

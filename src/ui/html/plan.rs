//! The notation in which `html!` writes down what never changes of a piece.
//!
//! A plan is a list of steps. A step is one character, followed by its operands, each ended by a NUL:
//!
//! | step | operands | meaning |
//! | --- | --- | --- |
//! | `<` | tag | an element begins |
//! | `>` | | it ends |
//! | `=` | name, text | an attribute of the element |
//! | `@` `.` `:` `*` | name | an attribute, class, style or property, from a hole |
//! | `!` | event | a listener, from a hole |
//! | `&` | | who wants the element, from a hole |
//! | `"` | text | a text |
//! | `?` | | a piece, from a hole |

use super::setting::Kind;

/// A step of a plan.
pub(super) enum Step {
    /// An element begins.
    Open(&'static str),
    /// The element ends.
    Close,
    /// An attribute that never changes.
    Fixed(&'static str, &'static str),
    /// Something to set, from a hole.
    Set(Kind, &'static str),
    /// A listener, from a hole.
    Listen(&'static str),
    /// Who wants the element, from a hole.
    Wanted,
    /// A text that never changes.
    Text(&'static str),
    /// A piece, from a hole.
    Piece,
}

/// The steps of a plan, in order.
pub(super) struct Steps(pub(super) &'static str);

impl Iterator for Steps {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let (step, rest) = self.0.split_at_checked(1)?;
        self.0 = rest;
        Some(match step {
            "<" => Step::Open(self.operand()),
            ">" => Step::Close,
            "=" => Step::Fixed(self.operand(), self.operand()),
            "@" => Step::Set(Kind::Attribute, self.operand()),
            "." => Step::Set(Kind::Class, self.operand()),
            ":" => Step::Set(Kind::Style, self.operand()),
            "*" => Step::Set(Kind::Property, self.operand()),
            "!" => Step::Listen(self.operand()),
            "&" => Step::Wanted,
            "?" => Step::Piece,
            _ => Step::Text(self.operand()),
        })
    }
}

impl Steps {
    fn operand(&mut self) -> &'static str {
        let (operand, rest) = self.0.split_once('\0').unwrap_or((self.0, ""));
        self.0 = rest;
        operand
    }
}

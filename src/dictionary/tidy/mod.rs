//! One way to write a dictionary file: two blanks of indent, the format's own order of keys, one blank line at most, LF.
//!
//! Comments stay with what they stand above or beside; ids and codes keep their order, which is the order of declaration.
//! Quotes, numbers and texts stay as they are written, and so does anything that unfolds (anchors, aliases, tags) or spans lines.
//! What comes out is read again and held against what went in: a file that would say anything else is left alone.

mod block;
mod flow;
mod order;
mod same;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::document::{Document, Kind, Syntax, parse};
use crate::message::{Message, tidy as say};

/// A file that is not tidied, and why.
#[derive(Debug)]
pub struct Untidy {
    /// What is wrong.
    pub message: Message,
    /// Where in the text, in bytes.
    pub at: usize,
}

impl Untidy {
    /// A file whose bytes are not UTF-8.
    pub fn unread() -> Self {
        refused(say::unreadable(), 0)
    }
}

/// `text`, the YAML of a dictionary file, in its one form.
///
/// # Errors
/// When it cannot be read without mistakes, is no dictionary file, or holds a structure that cannot be laid out anew.
pub fn tidy(text: &str) -> Result<String, Untidy> {
    let plain = text.strip_prefix('\u{FEFF}').unwrap_or(text).replace("\r\n", "\n");
    let document = read(&plain)?;
    let root = document.root();
    let Some(first) = root.entries().next() else { return Err(refused(say::no_dictionary(), 0)) };
    if root.kind() != Kind::Object || root.raw().starts_with('{') || root.get("dictum").is_none() {
        return Err(refused(say::no_dictionary(), first.key_span.start as usize));
    }
    let written = block::written(&document).map_err(|at| refused(say::structure(), at))?;
    match read(&written) {
        Ok(again) if same::is_same(&document, &again) => Ok(written),
        _ => Err(refused(say::structure(), 0)),
    }
}

fn read(text: &str) -> Result<Document, Untidy> {
    let parsed = parse(Arc::<str>::from(text), Syntax::Yaml);
    if let Some(problem) = parsed.problems.first() {
        return Err(refused(say::unreadable(), problem.span.start as usize));
    }
    parsed.document.ok_or_else(|| refused(say::unreadable(), 0))
}

fn refused(message: Message, at: usize) -> Untidy {
    Untidy { message, at }
}

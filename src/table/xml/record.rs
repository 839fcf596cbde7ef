//! One record: its tokens to its values.

use std::ops::Range;

use super::token::{self, Stop, Token, attributes, local};

/// Elements within each other; a record that goes deeper is malformed.
const DEEPEST: usize = 96;

/// A value of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value {
    /// Names of the elements round it within the record, joined by points, and of the attribute with `@` before it.
    pub(super) path: String,
    /// Its bytes, tags not counted; of an element with elements within it, only the text outside them is told.
    pub(super) bytes: Range<usize>,
    /// Whether the bytes are as they are meant; else they hold entities, or tags and other texts.
    pub(super) literal: bool,
    /// Pieces of its text, where there is more than one.
    pub(super) pieces: Vec<(Range<usize>, bool)>,
    /// Whether it is declared to be null.
    pub(super) nil: bool,
    /// Whether other elements stand within it.
    pub(super) parent: bool,
}

/// An element that is open.
struct Open {
    name: Range<usize>,
    length: usize,
    content: usize,
    pieces: Vec<(Range<usize>, bool)>,
    nil: bool,
    parent: bool,
}

/// Reads the record whose start tag begins at `at`: its values, in the order of their ends, and where it ends.
///
/// # Errors
/// Where it does not end, or is no XML.
pub(super) fn read(text: &[u8], at: usize) -> Result<(Vec<Value>, usize), Stop> {
    let (mut values, mut open, mut path): (Vec<Value>, Vec<Open>, String) = (Vec::new(), Vec::new(), String::new());
    let mut at = at;
    loop {
        if at >= text.len() {
            return Err(Stop::Open);
        }
        let (token, end) = token::next(text, at)?;
        match token {
            Token::Start(name, attributes, empty) => {
                let element = begin(text, (&name, attributes, end), &mut path, (&open, &mut values))?;
                if let Some(parent) = open.last_mut() {
                    parent.parent = true;
                }
                open.push(element);
                if open.len() > DEEPEST {
                    return Err(Stop::Bad);
                }
                if empty {
                    close(end, end, &mut path, (&mut open, &mut values));
                }
            }
            Token::End(name) => {
                let opened = open.last().map(|it| it.name.clone()).unwrap_or_default();
                if text.get(opened) != text.get(name) {
                    return Err(Stop::Bad);
                }
                close(at, end, &mut path, (&mut open, &mut values));
            }
            Token::Text(piece) => {
                if let Some(element) = open.last_mut() {
                    element.pieces.push((piece, false));
                }
            }
            Token::Literal(piece) => {
                if let Some(element) = open.last_mut() {
                    element.pieces.push((piece, true));
                }
            }
            Token::Other => {}
        }
        at = end;
        if open.is_empty() {
            return Ok((values, at));
        }
    }
}

/// An element begins: its attributes are values already.
fn begin(
    text: &[u8],
    (name, tag, content): (&Range<usize>, Range<usize>, usize),
    path: &mut String,
    (open, values): (&[Open], &mut Vec<Value>),
) -> Result<Open, Stop> {
    let length = path.len();
    if !open.is_empty() {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(&word(text, name));
    }
    let mut nil = false;
    for (name, bytes) in attributes(text, tag).ok_or(Stop::Bad)? {
        let written = text.get(name.clone()).unwrap_or_default();
        if written.starts_with(b"xmlns") {
            continue;
        }
        if local(written) == b"nil" && text.get(bytes.clone()).is_some_and(|it| it == b"true" || it == b"1") {
            nil = true;
            continue;
        }
        let dot = if path.is_empty() { "" } else { "." };
        let path = format!("{path}{dot}@{}", word(text, &name));
        values.push(Value { path, bytes, literal: false, pieces: Vec::new(), nil: false, parent: false });
    }
    Ok(Open { name: name.clone(), length, content, pieces: Vec::new(), nil, parent: false })
}

/// An element ends: its text is a value, unless other elements stand within it and blanks round them.
fn close(at: usize, _end: usize, path: &mut String, (open, values): (&mut Vec<Open>, &mut Vec<Value>)) {
    let Some(element) = open.pop() else { return };
    if !path.is_empty() || open.is_empty() {
        let Open { content, mut pieces, nil, parent, .. } = element;
        let literal = pieces.len() == 1 && pieces.first().is_some_and(|it| it.1);
        let bytes = match pieces.as_slice() {
            [] => content..content,
            [(only, _)] => only.clone(),
            _ => content..at.max(content),
        };
        if pieces.len() == 1 {
            pieces.clear();
        }
        values.push(Value { path: path.clone(), bytes, literal, pieces, nil, parent });
    }
    path.truncate(element.length);
}

fn word(text: &[u8], name: &Range<usize>) -> String {
    String::from_utf8_lossy(local(text.get(name.clone()).unwrap_or_default())).into_owned()
}

/// The text of a value, and where in it an entity stands that is not XML's own.
pub(super) fn text_of(text: &[u8], value: &Value) -> (Vec<u8>, Option<usize>) {
    let mut out = Vec::new();
    let mut unknown = None;
    let single = [(value.bytes.clone(), value.literal)];
    let pieces = if value.pieces.is_empty() { &single[..] } else { &value.pieces };
    for (range, literal) in pieces {
        let bytes = text.get(range.clone()).unwrap_or_default();
        if *literal {
            out.extend_from_slice(bytes);
        } else {
            let (said, at) = token::said(bytes);
            unknown = unknown.or(at.map(|it| range.start + it));
            out.extend_from_slice(&said);
        }
    }
    (out, unknown)
}

/// Whether a value is a cell: all but elements that hold others and nothing else than blanks.
pub(super) fn is_cell(text: &[u8], value: &Value) -> bool {
    if !value.parent {
        return !value.path.is_empty() || !blank(text, value);
    }
    !blank(text, value)
}

fn blank(text: &[u8], value: &Value) -> bool {
    let single = [(value.bytes.clone(), value.literal)];
    let pieces = if value.pieces.is_empty() { &single[..] } else { &value.pieces };
    pieces.iter().all(|it| text.get(it.0.clone()).unwrap_or_default().trim_ascii().is_empty())
}

//! One file of Protocol Buffers, parsed, with the place and the comments of every part.

use std::collections::BTreeMap;
use std::sync::Arc;

use prost_types::source_code_info::Location;
use prost_types::{DescriptorProto, FileDescriptorProto};

use super::super::typed::reading::Text;
use super::point;
use crate::contract::problem::Noted;
use crate::message::contract;
use crate::model::Declared;
use crate::text::{LineIndex, Origin, Span};

/// Deepest nesting of brackets, so that the parser's own recursion stays within the stack.
const DEEPEST: usize = 64;

/// Numbers of the parts in a descriptor, by which places are found.
pub(super) mod part {
    pub(in super::super) const MESSAGE: i32 = 4;
    pub(in super::super) const ENUM: i32 = 5;
    pub(in super::super) const NAME: i32 = 1;
    pub(in super::super) const FIELD: i32 = 2;
    pub(in super::super) const NESTED: i32 = 3;
    pub(in super::super) const NESTED_ENUM: i32 = 4;
    pub(in super::super) const VALUE: i32 = 2;
    pub(in super::super) const TYPE: i32 = 5;
    pub(in super::super) const TYPE_NAME: i32 = 6;
    pub(in super::super) const OPTIONS: i32 = 8;
    pub(in super::super) const UNINTERPRETED: i32 = 999;
    pub(in super::super) const IMPORT: i32 = 3;
    pub(in super::super) const SERVICE: i32 = 6;
    pub(in super::super) const METHOD: i32 = 2;
    pub(in super::super) const INPUT: i32 = 2;
    pub(in super::super) const OUTPUT: i32 = 3;
}

/// A parsed file.
pub(super) struct File {
    pub(super) text: Text,
    pub(super) proto: FileDescriptorProto,
    places: BTreeMap<Vec<i32>, (Span, Option<String>)>,
}

/// Parses `text`; an error is the first of the file's.
pub(super) fn parse(text: &Text) -> Result<File, Box<Noted>> {
    if let Some(at) = too_deep(&text.text) {
        return Err(Box::new(Noted::invalid(point(at), contract::invalid_depth(), contract::invalid_depth_help())));
    }
    let source = without_edition(&text.text);
    let proto = protox_parse::parse(&text.shown, &source).map_err(|error| Box::new(worded(&error, text)))?;
    let lines = LineIndex::new(&text.text);
    let mut places = BTreeMap::new();
    for location in proto.source_code_info.iter().flat_map(|it| &it.location) {
        let (span, comment) = (span_of(&location.span, &lines, &text.text), comment_of(location));
        places.entry(location.path.clone()).or_insert((span, comment));
    }
    Ok(File { text: text.clone(), proto, places })
}

/// An edition's file with the line that names it replaced by one of the same length that the parser knows.
fn without_edition(text: &str) -> String {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let declares = line.trim_start().strip_prefix("edition").is_some_and(|it| it.trim_start().starts_with('='));
        if let Some(end) = line.find(';').filter(|_| declares) {
            let known = format!("{:<end$}", "syntax=\"proto3\"");
            let (before, after) =
                (text.get(..offset).unwrap_or_default(), text.get(offset + end..).unwrap_or_default());
            return format!("{before}{known}{after}");
        }
        offset += line.len();
    }
    text.to_owned()
}

/// The byte at which brackets are nested too deeply; what is quoted or commented out may count, which errs on the safe side.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    text.bytes().enumerate().find_map(|(at, byte)| {
        match byte {
            b'{' | b'[' | b'<' => depth += 1,
            b'}' | b']' | b'>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (depth > DEEPEST).then_some(at)
    })
}

/// The parser tells where in the text of its errors: `name:line:column: words`, with columns in bytes.
fn worded(error: &protox_parse::ParseError, text: &Text) -> Noted {
    let told = format!("{error:?}");
    let place = told.strip_prefix(&*text.shown).and_then(|it| it.strip_prefix(':')).and_then(|it| {
        let mut parts = it.splitn(3, ':');
        Some((parts.next()?.parse::<usize>().ok()?, parts.next()?.parse::<usize>().ok()?))
    });
    let start = place.map_or(text.text.len().saturating_sub(1), |(line, column)| {
        LineIndex::new(&text.text).start_of(line.saturating_sub(1), &text.text) + column.saturating_sub(1)
    });
    let end =
        text.text.get(start..).and_then(|it| it.chars().next()).map_or(text.text.len(), |it| start + it.len_utf8());
    Noted::invalid(Span::new(start, end), contract::invalid_syntax(error), contract::invalid_syntax_help())
        .labelled(contract::invalid_syntax_label())
}

fn span_of(span: &[i32], lines: &LineIndex, text: &str) -> Span {
    let at = |line: i32, column: i32| {
        let (line, column) = (usize::try_from(line).unwrap_or(0), usize::try_from(column).unwrap_or(0));
        lines.start_of(line, text) + column
    };
    match span {
        [line, from, to] => Span::new(at(*line, *from), at(*line, *to)),
        [line, from, last, to] => Span::new(at(*line, *from), at(*last, *to)),
        _ => Span::default(),
    }
}

fn comment_of(location: &Location) -> Option<String> {
    let parts = [location.leading_comments.as_deref(), location.trailing_comments.as_deref()];
    let lines = parts.into_iter().flatten().flat_map(str::lines).map(|it| it.trim().trim_start_matches('*').trim());
    let words: Vec<&str> = lines.filter(|it| !it.is_empty()).collect();
    (!words.is_empty()).then(|| words.join("\n"))
}

impl File {
    /// Where the part at `path` stands; the whole file where nothing is known.
    pub(super) fn origin(&self, path: &[i32]) -> Origin {
        self.text.origin(self.span(path).unwrap_or_default())
    }

    /// Where the part at `path` stands.
    pub(super) fn span(&self, path: &[i32]) -> Option<Span> {
        self.places.get(path).map(|it| it.0)
    }

    /// The comments of the part at `path`, with the place of the part.
    pub(super) fn prose(&self, path: &[i32]) -> Option<Declared<Arc<str>>> {
        let (span, comment) = self.places.get(path)?;
        Some(Declared::new(Arc::from(comment.as_deref()?), self.text.origin(*span)))
    }

    /// A name within the file's package.
    pub(super) fn full(&self, outer: &str, name: &str) -> String {
        let outer = if outer.is_empty() { self.proto.package.as_deref().unwrap_or_default() } else { outer };
        if outer.is_empty() { name.to_owned() } else { format!("{outer}.{name}") }
    }

    /// Tells every type of the file by its full name, and whether it is a message.
    pub(super) fn each_type(&self, tell: &mut dyn FnMut(&str, bool)) {
        for it in &self.proto.enum_type {
            tell(&self.full("", it.name.as_deref().unwrap_or_default()), false);
        }
        let mut waiting: Vec<(String, &DescriptorProto)> =
            self.proto.message_type.iter().map(|it| (String::new(), it)).collect();
        while let Some((outer, message)) = waiting.pop() {
            let full = self.full(&outer, message.name.as_deref().unwrap_or_default());
            tell(&full, true);
            for it in &message.enum_type {
                tell(&self.full(&full, it.name.as_deref().unwrap_or_default()), false);
            }
            waiting.extend(message.nested_type.iter().map(|it| (full.clone(), it)));
        }
    }
}

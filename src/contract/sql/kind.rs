//! Types of columns in every dialect, in JSON Schema's words.

use std::ops::Range;
use std::sync::Arc;

use super::super::typed::reading::Text;
use super::super::typed::types::Value;
use super::cursor::{self, Cursor};
use super::dialect::Dialect;
use super::scalar::{self, At};
use super::token::Kind;
use crate::model::Declared;

/// A type as it is written: its words in lower case, and what stands in brackets.
struct Written<'c> {
    words: String,
    arguments: Vec<Cursor<'c>>,
    range: Range<usize>,
    dimensions: usize,
}

/// Words that end a type and begin what else is said of a column.
const ENDS: [&str; 42] = [
    "not",
    "null",
    "default",
    "primary",
    "unique",
    "key",
    "comment",
    "auto_increment",
    "autoincrement",
    "collate",
    "charset",
    "check",
    "references",
    "constraint",
    "generated",
    "as",
    "identity",
    "on",
    "visible",
    "invisible",
    "encode",
    "stored",
    "virtual",
    "rowguidcol",
    "sparse",
    "enable",
    "disable",
    "first",
    "after",
    "with",
    "options",
    "masked",
    "codec",
    "ttl",
    "materialized",
    "alias",
    "storage",
    "compression",
    "deferrable",
    "initially",
    "using",
    "tag",
];

/// Whether the next word ends a type.
pub(super) fn ends(cursor: &Cursor<'_>) -> bool {
    let set = cursor.is(&["character", "set"]) || cursor.is(&["char", "set"]);
    let zone = cursor.is(&["with", "time", "zone"]) || cursor.is(&["with", "local", "time", "zone"]);
    set || (ENDS.iter().any(|it| cursor.is(&[it])) && !zone)
}

/// Reads the type that comes next; none where a column has none.
pub(super) fn read(cursor: &mut Cursor<'_>, text: &Text, dialect: Dialect) -> Option<Value> {
    let written = written(cursor)?;
    let at = text.at(written.range.start, written.range.end);
    let shown = cursor.slice(written.range.clone());
    let mut value = of(&written, text, (dialect, (shown, at)));
    for _ in 0..written.dimensions {
        value = Value::list(value, (shown, at));
    }
    Some(value)
}

fn written<'c>(cursor: &mut Cursor<'c>) -> Option<Written<'c>> {
    let start = cursor.peek()?.range.start;
    let mut written = Written { words: String::new(), arguments: Vec::new(), range: start..start, dimensions: 0 };
    while let Some(token) = cursor.peek() {
        match token.kind {
            Kind::Word | Kind::Quoted if ends(cursor) && token.kind == Kind::Word => break,
            Kind::Word | Kind::Quoted => {
                let (name, _) = cursor.name()?;
                let glue = if written.words.is_empty() || written.words.ends_with('.') { "" } else { " " };
                written.words = format!("{}{glue}{}", written.words, name.to_lowercase());
            }
            Kind::Symbol(b'.') => {
                cursor.next();
                written.words.push('.');
            }
            Kind::Symbol(b'(') if !written.words.is_empty() => {
                let inner = cursor.brackets()?;
                if written.arguments.is_empty() {
                    written.arguments = inner.parts();
                }
            }
            Kind::Symbol(b'<') => angles(cursor),
            Kind::Symbol(b'[') => {
                while cursor.next().is_some_and(|it| it.kind != Kind::Symbol(b']')) {}
                written.dimensions += 1;
            }
            _ => break,
        }
        written.range.end = cursor.last().map_or(start, |it| it.range.end);
    }
    (!written.words.is_empty()).then_some(written)
}

/// Goes past `<…>` of nested types.
fn angles(cursor: &mut Cursor<'_>) {
    let mut depth = 0_usize;
    while let Some(token) = cursor.next() {
        match token.kind {
            Kind::Symbol(b'<') => depth += 1,
            Kind::Symbol(b'>') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return;
        }
    }
}

fn of(written: &Written<'_>, text: &Text, (dialect, at): (Dialect, At<'_>)) -> Value {
    let words = written.words.as_str();
    let unsigned = words.contains("unsigned");
    let plain: Vec<&str> =
        words.split(' ').filter(|it| !["unsigned", "zerofill", "signed", "binary"].contains(it)).collect();
    let name = if words == "binary" { words.to_owned() } else { plain.join(" ") };
    let short = name.strip_prefix("pg_catalog.").or_else(|| name.strip_prefix("sys.")).unwrap_or(&name);
    let numbers: Vec<u64> = written.arguments.iter().filter_map(number).collect();
    let first = numbers.first().copied();
    match short {
        "nullable" | "lowcardinality" => wrapped(written, text, (dialect, at)).unwrap_or_default(),
        "enum" | "set" | "enum8" | "enum16" => list(written, text, (short, at)),
        "tinyint" if first == Some(1) && dialect == Dialect::Mysql => Value::scalar(&["boolean"], None, at),
        "bit" if first.is_none_or(|it| it == 1) => Value::scalar(&["boolean"], None, at),
        _ => scalar::integer(short, unsigned, (dialect, at))
            .or_else(|| scalar::decimal(short, &numbers, (dialect, at)))
            .or_else(|| scalar::inexact(short, (dialect, at)))
            .or_else(|| scalar::temporal(short, (dialect, at)))
            .or_else(|| scalar::textual(short, first, at))
            .or_else(|| scalar::other(short, at))
            .unwrap_or_else(|| Value::named(short, at)),
    }
}

fn number(argument: &Cursor<'_>) -> Option<u64> {
    let token = argument.peek().filter(|it| it.kind == Kind::Number)?;
    argument.slice(token.range.clone()).parse().ok()
}

fn wrapped(written: &Written<'_>, text: &Text, (dialect, at): (Dialect, At<'_>)) -> Option<Value> {
    let mut inner = written.arguments.first()?.clone();
    let value = read(&mut inner, text, dialect)?;
    Some(if written.words.starts_with("nullable") { value.or_null(at.1) } else { value })
}

/// A closed list of texts.
fn list(written: &Written<'_>, text: &Text, (name, at): (&str, At<'_>)) -> Value {
    let mut value = Value::scalar(&["string"], None, at);
    let texts = written.arguments.iter().filter_map(|it| {
        let token = it.peek().filter(|it| it.kind == Kind::Text)?;
        let origin = text.at(token.range.start, token.range.end);
        Some(Declared::new(Arc::from(cursor::value(it.slice(token.range.clone()))), origin))
    });
    let texts: Vec<_> = texts.collect();
    if !texts.is_empty() && name != "set" {
        value.shape.values = Some(Declared::new(texts, at.1));
    }
    value
}

//! Types of columns in every dialect, in JSON Schema's words.

use std::ops::Range;
use std::sync::Arc;

use super::super::typed::reading::Text;
use super::super::typed::types::{Member, Value};
use super::cursor::{self, Cursor};
use super::dialect::Dialect;
use super::scalar::{self, At};
use super::token::Kind;
use crate::model::Declared;

/// A type as it is written: its words in lower case, and what stands in brackets.
struct Written<'c> {
    words: String,
    arguments: Vec<Cursor<'c>>,
    /// What stands in `<…>`.
    nested: Vec<Cursor<'c>>,
    range: Range<usize>,
    dimensions: usize,
}

/// Words that end a type and begin what else is said of a column.
const ENDS: [&str; 54] = [
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
    "column_set",
    "ephemeral",
    "persisted",
    "column_format",
    "srid",
    // How rows of one key are joined.
    "sum",
    "max",
    "min",
    "replace",
    "replace_if_not_null",
    "hll_union",
    "bitmap_union",
];

/// Deepest level of types within types.
const DEEPEST: usize = 24;

/// Schemas that extensions are commonly put into.
const SCHEMAS: [&str; 6] = ["pg_catalog.", "sys.", "mdsys.", "public.", "extensions.", "information_schema."];

/// Whether the next word ends a type.
pub(super) fn ends(cursor: &Cursor<'_>) -> bool {
    let set = cursor.is(&["character", "set"]) || cursor.is(&["char", "set"]);
    let zone = cursor.is(&["with", "time", "zone"]) || cursor.is(&["with", "local", "time", "zone"]);
    set || (ENDS.iter().any(|it| cursor.is(&[it])) && !zone)
}

/// Reads the type that comes next; none where a column has none.
pub(super) fn read(cursor: &mut Cursor<'_>, text: &Text, dialect: Dialect) -> Option<Value> {
    Kinds { text, dialect }.read(cursor, 0)
}

/// Reads types of one text.
struct Kinds<'t> {
    text: &'t Text,
    dialect: Dialect,
}

impl Kinds<'_> {
    fn read(&self, cursor: &mut Cursor<'_>, depth: usize) -> Option<Value> {
        let _ = cursor.take_symbol(b':');
        let written = written(cursor).filter(|_| depth < DEEPEST)?;
        let at = self.text.at(written.range.start, written.range.end);
        let shown = cursor.slice(written.range.clone());
        let mut value = self.of(&written, (shown, at), depth);
        for _ in 0..written.dimensions.min(DEEPEST) {
            value = Value::list(value, (shown, at));
        }
        Some(value)
    }

    fn of(&self, written: &Written<'_>, at: At<'_>, depth: usize) -> Value {
        let (words, dialect) = (written.words.as_str(), self.dialect);
        let unsigned = words.contains("unsigned");
        let plain: Vec<&str> =
            words.split(' ').filter(|it| !["unsigned", "zerofill", "signed", "binary"].contains(it)).collect();
        let name = if words == "binary" { words.to_owned() } else { plain.join(" ") };
        let short = SCHEMAS.iter().find_map(|it| name.strip_prefix(it)).unwrap_or(&name);
        let numbers: Vec<u64> = written.arguments.iter().filter_map(number).collect();
        let first = numbers.first().copied();
        match short {
            "nullable" | "lowcardinality" => self.wrapped(written, depth).unwrap_or_default(),
            "enum" | "set" | "enum8" | "enum16" => list(written, self.text, (short, at)),
            "array" | "struct" | "row" | "tuple" | "nested" | "map" => self.composed(short, written, (at, depth)),
            "tinyint" if first == Some(1) && !unsigned && dialect == Dialect::Mysql => {
                Value::scalar(&["boolean"], None, at)
            }
            "bit" if first.is_none_or(|it| it == 1) => Value::scalar(&["boolean"], None, at),
            _ => scalar::integer(short, unsigned, (dialect, at))
                .or_else(|| scalar::decimal(short, &numbers, (dialect, at)))
                .or_else(|| scalar::inexact(short, first, (dialect, at)))
                .or_else(|| scalar::temporal(short, (dialect, at)))
                .or_else(|| scalar::textual(short, first, at))
                .or_else(|| scalar::other(short, at))
                .unwrap_or_else(|| match dialect {
                    Dialect::Sqlite => scalar::affinity(&name, first, at),
                    _ => Value::named(&name, at),
                }),
        }
    }

    fn wrapped(&self, written: &Written<'_>, depth: usize) -> Option<Value> {
        let mut inner = written.arguments.first()?.clone();
        let value = self.read(&mut inner, depth + 1)?;
        let at = value.origin;
        Some(if written.words.starts_with("nullable") { value.or_null(at) } else { value })
    }

    /// Lists and records within a column: `array<struct<a:int>>`, `Tuple(a UInt8)`.
    fn composed(&self, name: &str, written: &Written<'_>, (at, depth): (At<'_>, usize)) -> Value {
        let parts = if written.nested.is_empty() { &written.arguments } else { &written.nested };
        let mut parts = parts.iter().cloned();
        match name {
            "array" => {
                let items = parts.next().and_then(|mut it| self.read(&mut it, depth + 1));
                let mut value = Value::scalar(&["array"], None, at);
                value.items = items.map(Box::new);
                value
            }
            "map" => Value::scalar(&["object"], None, at),
            _ => {
                let mut value = Value::scalar(&["object"], None, at);
                value.members = parts.filter_map(|it| self.member(it, depth + 1)).collect();
                if name == "nested" { Value::list(value, at) } else { value }
            }
        }
    }

    fn member(&self, mut part: Cursor<'_>, depth: usize) -> Option<Member> {
        let (name, range) = part.name()?;
        let mut value = self.read(&mut part, depth)?;
        value.shape.is_native = true;
        value.shape.nullable |= self.dialect != Dialect::ClickHouse && !part.is(&["not", "null"]);
        Some(Member::new(name, self.text.at(range.start, range.end), value))
    }
}

fn written<'c>(cursor: &mut Cursor<'c>) -> Option<Written<'c>> {
    let start = cursor.peek()?.range.start;
    let mut written =
        Written { words: String::new(), arguments: Vec::new(), nested: Vec::new(), range: start..start, dimensions: 0 };
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
            Kind::Symbol(b'<') => written.nested = cursor.within((b'<', b'>'))?.parts(),
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

/// A number in brackets; `*` stands for the most digits that there are.
fn number(argument: &Cursor<'_>) -> Option<u64> {
    if argument.is_symbol(b'*') {
        return Some(38);
    }
    let token = argument.peek().filter(|it| it.kind == Kind::Number)?;
    argument.slice(token.range.clone()).parse().ok()
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

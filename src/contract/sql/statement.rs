//! Statements that define, change or describe tables; all others are passed over.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::super::typed::reading::{Reading, Text};
use super::super::typed::types::{Body, Enum, EnumValue, Member, NamedType, Record, Value};
use super::cursor::{self, Cursor};
use super::dialect::{self, Dialect};
use super::table::{self, Table};
use super::token::{Kind, tokens};
use super::{check, kind, split};
use crate::contract::problem::Noted;
use crate::message::{Message, contract};
use crate::model::Declared;
use crate::text::{Origin, Span};

/// Reads a whole script.
pub(super) fn read(reading: &mut Reading<'_>, text: &Text) {
    let dialect = dialect::of(&text.text);
    let mut script = Script { reading, text, dialect, index: BTreeMap::new() };
    for range in split::statements(&text.text, dialect) {
        if let Some(range) = telling(&text.text, range, dialect) {
            script.statement(range);
        }
    }
    script.settle();
}

/// The statement from its first word on, if that is one of those that are read.
fn telling(text: &str, range: Range<usize>, dialect: Dialect) -> Option<Range<usize>> {
    let mut at = range.start;
    let bytes = text.as_bytes();
    while at < range.end {
        let byte = *bytes.get(at)?;
        match byte {
            _ if byte.is_ascii_whitespace() || byte == 0xEF || byte == 0xBB || byte == 0xBF => at += 1,
            b'-' | b'/' | b'#' => at = split::skip(bytes, at, dialect)?,
            _ => break,
        }
    }
    let word: Vec<u8> = bytes.get(at..range.end)?.iter().take_while(|it| it.is_ascii_alphabetic()).copied().collect();
    let read = [&b"create"[..], b"alter", b"comment", b"exec", b"execute", b"if", b"begin", b"drop"];
    read.iter().any(|it| word.eq_ignore_ascii_case(it)).then_some(at..range.end)
}

/// A script that is being read.
pub(super) struct Script<'r, 's, 't> {
    pub(super) reading: &'r mut Reading<'s>,
    pub(super) text: &'t Text,
    pub(super) dialect: Dialect,
    /// The last part of each name, in lower case → the full names.
    pub(super) index: BTreeMap<String, Vec<Arc<str>>>,
}

impl Script<'_, '_, '_> {
    fn statement(&mut self, range: Range<usize>) {
        let tokens = tokens(&self.text.text, range.clone(), self.dialect);
        let text = Arc::clone(&self.text.text);
        let mut cursor = Cursor::new(&text, &tokens.all);
        if cursor.is_any(&["if", "begin"]) {
            // `IF OBJECT_ID('t') IS NULL CREATE TABLE t (…)`
            while cursor.peek().is_some() && !cursor.is(&["create", "table"]) {
                cursor.next();
            }
        }
        if cursor.take(&["create"]) {
            self.create(cursor, (range.start, &tokens.comments));
        } else if cursor.take(&["alter", "table"]) || cursor.take(&["alter", "foreign", "table"]) {
            self.alter(cursor);
        } else if cursor.take(&["alter", "type"]) {
            self.extend(cursor);
        } else if cursor.take(&["drop", "table"]) {
            self.drop_tables(cursor);
        } else if cursor.take(&["comment", "on"]) {
            self.comment(cursor);
        } else if cursor.take(&["exec"]) || cursor.take(&["execute"]) {
            self.described(cursor);
        }
    }

    fn create(&mut self, mut cursor: Cursor<'_>, (start, comments): (usize, &[Range<usize>])) {
        const BEFORE: [&str; 18] = [
            "or",
            "replace",
            "global",
            "local",
            "temporary",
            "temp",
            "unlogged",
            "external",
            "transient",
            "foreign",
            "column",
            "private",
            "managed",
            "dictionary",
            "virtual",
            "row",
            "force",
            "hybrid",
        ];
        let mut is_virtual = false;
        while cursor.is_any(&BEFORE) {
            is_virtual |= cursor.is(&["virtual"]);
            cursor.next();
        }
        if cursor.take(&["table"]) {
            self.table(cursor, (start, is_virtual), comments);
        } else if cursor.take(&["type"]) || cursor.take(&["domain"]) {
            self.named_type(cursor);
        } else if cursor.take(&["view"]) || cursor.take(&["materialized", "view"]) {
            let _ = cursor.take(&["if", "not", "exists"]);
            self.reading.types.unread.extend(cursor.path().map(|it| Arc::from(it.0)));
        }
    }

    fn table(&mut self, mut cursor: Cursor<'_>, (start, is_virtual): (usize, bool), comments: &[Range<usize>]) {
        let _ = cursor.take(&["if", "not", "exists"]);
        let Some((name, place)) = cursor.path() else {
            return self.unread(start, (start, "…"), &contract::sql_no_name());
        };
        // A table that lives as long as a connection is no part of any contract.
        if self.dialect == Dialect::SqlServer && name.starts_with('#') {
            return;
        }
        if cursor.take(&["like"]) || cursor.take(&["of"]) || cursor.take(&["partition", "of"]) {
            return self.like(cursor, (start, &name, place));
        }
        between(&mut cursor);
        let opens = cursor.is_symbol(b'(');
        let brackets = (!is_virtual).then(|| cursor.brackets()).flatten();
        let Some(items) = brackets else {
            let reason = match () {
                () if is_virtual => contract::sql_virtual(),
                () if opens => contract::sql_unclosed(),
                () => contract::sql_no_columns(),
            };
            return self.unread(start, (place.end, &name), &reason);
        };
        let mut record = table::read(&items, (self.text, self.dialect), comments);
        self.inherit(&mut record, table::parents(&items, cursor.clone()));
        record.members.extend(table::partitions(cursor.clone(), (self.text, self.dialect)));
        if record.members.is_empty() {
            return self.unread(start, (place.end, &name), &contract::sql_no_columns());
        }
        let description = table::options(cursor, self.text);
        self.add(&name, place, (Table { record, description }, true));
    }

    /// A table that has the columns of another one or of a type; a partition is no thing of its own.
    fn like(&mut self, mut cursor: Cursor<'_>, (start, name, place): (usize, &str, Range<usize>)) {
        let Some((parent, at)) = cursor.path() else {
            return self.unread(start, (place.end, name), &contract::sql_no_columns());
        };
        let mut record = Record::default();
        // A partition is no thing of its own, and changes with its table.
        if cursor.is(&["for", "values"]) || cursor.is(&["default"]) {
            record.base = Some(Arc::from(self.known(&parent)));
            return self.add(name, place, (Table { record, description: None }, false));
        }
        self.inherit(&mut record, vec![(parent, at)]);
        if record.members.is_empty() {
            return self.unread(start, (place.end, name), &contract::sql_no_columns());
        }
        self.add(name, place, (Table { record, description: None }, true));
    }

    /// Puts the columns of other tables before those of a record, as far as the script declares them.
    fn inherit(&mut self, record: &mut Record, parents: Vec<(String, Range<usize>)>) {
        let mut members = Vec::new();
        for (parent, at) in parents {
            if let Some(of) = self.record(&parent) {
                members.extend(of.members.iter().cloned());
                continue;
            }
            let span = Span::new(at.start, at.end);
            let problem = Noted::unread(span, contract::sql_type_unknown(&parent), contract::sql_type_help());
            self.reading.note(self.text, problem.labelled(contract::sql_type_label()).about(&parent));
        }
        members.retain(|it: &Member| !record.members.iter().any(|own| own.name == it.name));
        members.append(&mut record.members);
        record.members = members;
    }

    fn add(&mut self, name: &str, place: Range<usize>, (table, is_root): (Table, bool)) {
        let origin = self.text.at(place.start, place.end);
        let body = Body::Record(table.record);
        let named = NamedType { origin, description: table.description, is_deprecated: false, is_root, body };
        // A script may drop a table and define it anew, for another dialect or version: the last one stands.
        self.declare(name, named);
    }

    fn unread(&mut self, start: usize, (end, name): (usize, &str), reason: &Message) {
        let message = contract::sql_unread(name).and(reason);
        let problem = Noted::unread(Span::new(start, end.max(start + 1)), message, contract::sql_unread_help());
        self.reading.note(self.text, problem.labelled(contract::sql_unread_label()).about(name));
        self.reading.types.unread.push(Arc::from(name));
    }

    /// `CREATE TYPE … AS ENUM (…)`, `CREATE TYPE … AS (…)` and `CREATE DOMAIN … AS type`.
    fn named_type(&mut self, mut cursor: Cursor<'_>) {
        let Some((name, place)) = cursor.path() else { return };
        if cursor.take(&["oid"]) {
            cursor.next();
        }
        let base = cursor.take(&["under"]).then(|| cursor.path()).flatten().map(|it| Arc::from(it.0.to_lowercase()));
        let _ = cursor.take(&["as"]) || cursor.take(&["from"]) || cursor.take(&["is"]);
        let origin = self.text.at(place.start, place.end);
        let body = if cursor.take(&["enum"]) {
            let parts = cursor.brackets().map(|it| it.parts()).unwrap_or_default();
            let values = parts.iter().filter_map(|it| enum_value(it, self.text));
            Body::Enum(Enum { values: values.collect(), ..Enum::default() })
        } else if cursor.take(&["object"]) || cursor.take(&["table"]) || cursor.is_symbol(b'(') {
            let Some(items) = cursor.brackets() else { return self.list_type(&name, origin, cursor) };
            Body::Record(Record { base, ..table::read(&items, (self.text, self.dialect), &[]) })
        } else if cursor.take(&["varray"]) || cursor.take(&["varying", "array"]) {
            let _ = cursor.brackets();
            return self.list_type(&name, origin, cursor);
        } else {
            let Some(mut value) = kind::read(&mut cursor, self.text, self.dialect) else { return };
            domain(&mut value, cursor, self.text);
            Body::Alias(Box::new(value))
        };
        let named = NamedType { origin, description: None, is_deprecated: false, is_root: false, body };
        self.declare(&name.to_lowercase(), named);
    }

    /// `TABLE OF type` and `VARRAY(5) OF type` of Oracle.
    fn list_type(&mut self, name: &str, origin: Origin, mut cursor: Cursor<'_>) {
        let _ = cursor.take(&["of"]);
        let Some(items) = kind::read(&mut cursor, self.text, self.dialect) else { return };
        let body = Body::Alias(Box::new(Value::list(items, ("array", origin))));
        let named = NamedType { origin, description: None, is_deprecated: false, is_root: false, body };
        self.declare(&name.to_lowercase(), named);
    }

    pub(super) fn record(&mut self, name: &str) -> Option<&mut Record> {
        let full = self.known(name);
        match self.reading.types.types.get_mut(full.as_str()).map(|it| &mut it.body) {
            Some(Body::Record(record)) => Some(record),
            _ => None,
        }
    }

    /// `COMMENT ON TABLE t IS '…'` and `COMMENT ON COLUMN t.c IS '…'`.
    fn comment(&mut self, mut cursor: Cursor<'_>) {
        let is_column = cursor.take(&["column"]);
        if !is_column && !cursor.take(&["table"]) {
            return;
        }
        let Some((path, _)) = cursor.path() else { return };
        let Some(token) = cursor.take(&["is"]).then(|| cursor.peek()).flatten().filter(|it| it.kind == Kind::Text)
        else {
            return;
        };
        let words = Arc::from(cursor::value(cursor.slice(token.range.clone())));
        let words = Declared::new(words, self.text.at(token.range.start, token.range.end));
        let (table, column) = match path.rsplit_once('.').filter(|_| is_column) {
            Some((table, column)) => (table, Some(column)),
            None => (&*path, None),
        };
        self.describe(table, column, words);
    }

    /// `EXEC sp_addextendedproperty 'MS_Description', '…', …, 'TABLE', 't', 'COLUMN', 'c'`.
    fn described(&mut self, mut cursor: Cursor<'_>) {
        let mut texts = Vec::new();
        while let Some(token) = cursor.next() {
            if token.kind == Kind::Text {
                texts.push((cursor::value(cursor.slice(token.range.clone())), token.range.clone()));
            }
        }
        let after = |key: &str| {
            let at = texts.iter().position(|it| it.0.eq_ignore_ascii_case(key))?;
            texts.get(at + 1)
        };
        let (Some(words), Some(table)) = (after("MS_Description"), after("TABLE")) else { return };
        let words = Declared::new(Arc::from(words.0.as_str()), self.text.at(words.1.start, words.1.end));
        self.describe(&table.0, after("COLUMN").map(|it| &*it.0), words);
    }

    pub(super) fn describe(&mut self, table: &str, column: Option<&str>, words: Declared<Arc<str>>) {
        let full = self.known(table);
        let Some(named) = self.reading.types.types.get_mut(full.as_str()) else { return };
        let Some(column) = column else {
            named.description = Some(words);
            return;
        };
        if let Body::Record(record) = &mut named.body
            && let Some(member) = record.members.iter_mut().find(|it| it.name.eq_ignore_ascii_case(column))
        {
            member.description = Some(words);
        }
    }
}

/// Goes past what some dialects write between a table's name and its columns.
fn between(cursor: &mut Cursor<'_>) {
    if cursor.take(&["on", "cluster"]) || cursor.take(&["uuid"]) {
        cursor.next();
    }
    if cursor.take(&["cluster", "by"]) {
        let _ = cursor.brackets();
    }
}

/// One value of an enumeration.
pub(super) fn enum_value(part: &Cursor<'_>, text: &Text) -> Option<EnumValue> {
    let token = part.peek().filter(|it| it.kind == Kind::Text)?;
    let value = Arc::from(cursor::value(part.slice(token.range.clone())));
    Some(EnumValue { text: value, origin: text.at(token.range.start, token.range.end), number: None })
}

/// What a domain says of its values, which it calls `VALUE`.
fn domain(value: &mut Value, mut rest: Cursor<'_>, text: &Text) {
    while rest.peek().is_some() {
        if rest.take(&["check"]) {
            for limit in rest.brackets().map(|it| check::read(it, text)).unwrap_or_default() {
                if limit.column.eq_ignore_ascii_case("value") {
                    limit.apply(&mut value.shape);
                }
            }
        } else {
            rest.next();
        }
    }
}

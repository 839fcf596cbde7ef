//! Statements that define, change or describe tables; all others are passed over.

use std::ops::Range;
use std::sync::Arc;

use super::super::typed::reading::{Reading, Text};
use super::super::typed::types::{Body, Enum, EnumValue, NamedType, Record};
use super::cursor::{self, Cursor};
use super::dialect::{self, Dialect};
use super::table::{self, Table};
use super::token::{Kind, tokens};
use super::{column, kind, split};
use crate::contract::problem::Noted;
use crate::message::{Message, contract};
use crate::model::Declared;
use crate::text::Span;

/// Reads a whole script.
pub(super) fn read(reading: &mut Reading<'_>, text: &Text) {
    let dialect = dialect::of(&text.text);
    let mut script = Script { reading, text, dialect };
    for range in split::statements(&text.text, dialect) {
        if let Some(range) = telling(&text.text, range, dialect) {
            script.statement(range);
        }
    }
    script.unknown_types();
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
    let read = [&b"create"[..], b"alter", b"comment", b"exec", b"execute"];
    read.iter().any(|it| word.eq_ignore_ascii_case(it)).then_some(at..range.end)
}

struct Script<'r, 's, 't> {
    reading: &'r mut Reading<'s>,
    text: &'t Text,
    dialect: Dialect,
}

impl Script<'_, '_, '_> {
    fn statement(&mut self, range: Range<usize>) {
        let tokens = tokens(&self.text.text, range.clone(), self.dialect);
        let text = Arc::clone(&self.text.text);
        let mut cursor = Cursor::new(&text, &tokens.all);
        if cursor.take(&["create"]) {
            self.create(cursor, (range.start, &tokens.comments));
        } else if cursor.take(&["alter"]) {
            self.alter(cursor);
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
        let of_parent = cursor.take(&["partition", "of"]).then(|| cursor.path()).flatten();
        if let Some((parent, _)) = of_parent {
            let record = Record { base: Some(Arc::from(self.known(&parent))), ..Record::default() };
            return self.add(&name, place, (Table { record, description: None }, false));
        }
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
        let record = table::read(&items, (self.text, self.dialect), comments);
        if record.members.is_empty() {
            return self.unread(start, (place.end, &name), &contract::sql_no_columns());
        }
        let description = table::options(cursor, self.text);
        self.add(&name, place, (Table { record, description }, true));
    }

    fn add(&mut self, name: &str, place: Range<usize>, (table, is_root): (Table, bool)) {
        let origin = self.text.at(place.start, place.end);
        let body = Body::Record(table.record);
        let named = NamedType { origin, description: table.description, is_deprecated: false, is_root, body };
        // A script may drop a table and define it anew, for another dialect or version: the last one stands.
        self.reading.types.types.insert(Arc::from(name), named);
    }

    fn unread(&mut self, start: usize, (end, name): (usize, &str), reason: &Message) {
        let message = contract::sql_unread(name).and(reason);
        let problem = Noted::unread(Span::new(start, end.max(start + 1)), message, contract::sql_unread_help());
        self.reading.note(self.text, problem.labelled(contract::sql_unread_label()).about(name));
        self.reading.types.unread.push(Arc::from(name));
    }

    /// `CREATE TYPE … AS ENUM (…)` and `CREATE DOMAIN … AS type`.
    fn named_type(&mut self, mut cursor: Cursor<'_>) {
        let Some((name, place)) = cursor.path() else { return };
        let _ = cursor.take(&["as"]) || cursor.take(&["from"]);
        let origin = self.text.at(place.start, place.end);
        let body = if cursor.take(&["enum"]) {
            let parts = cursor.brackets().map(|it| it.parts()).unwrap_or_default();
            let values = parts.iter().filter_map(|it| {
                let token = it.peek().filter(|it| it.kind == Kind::Text)?;
                let text = Arc::from(cursor::value(it.slice(token.range.clone())));
                Some(EnumValue { text, origin: self.text.at(token.range.start, token.range.end), number: None })
            });
            Body::Enum(Enum { values: values.collect(), ..Enum::default() })
        } else {
            let Some(value) = kind::read(&mut cursor, self.text, self.dialect) else { return };
            Body::Alias(Box::new(value))
        };
        let named = NamedType { origin, description: None, is_deprecated: false, is_root: false, body };
        self.reading.types.types.insert(Arc::from(name.to_lowercase()), named);
    }

    /// The full name of a table that is called `name` somewhere in the script.
    fn known(&self, name: &str) -> String {
        let types = &self.reading.types;
        // A name may be more qualified here than where it is declared.
        let found = types.find(name).or_else(|| types.find(name.rsplit_once('.')?.1));
        found.map_or_else(|| name.to_owned(), |(full, _)| full.to_string())
    }

    fn record(&mut self, name: &str) -> Option<&mut Record> {
        let full = self.known(name);
        match self.reading.types.types.get_mut(full.as_str()).map(|it| &mut it.body) {
            Some(Body::Record(record)) => Some(record),
            _ => None,
        }
    }

    fn alter(&mut self, mut cursor: Cursor<'_>) {
        if !cursor.take(&["table"]) {
            return;
        }
        let _ = cursor.take(&["if", "exists"]);
        let _ = cursor.take(&["only"]);
        let Some((name, _)) = cursor.path() else { return };
        for part in cursor.parts() {
            self.change(&name, part);
        }
    }

    /// One action of `ALTER TABLE`.
    fn change(&mut self, table: &str, mut part: Cursor<'_>) {
        let (text, dialect) = (self.text, self.dialect);
        let Some(record) = self.record(table) else { return };
        if part.take(&["add", "primary", "key"]) || (part.is(&["add", "constraint"]) && contains(&part, "primary")) {
            record.key.extend(table::key_columns(part));
            record.hold_key();
        } else if part.take(&["drop", "column"]) {
            let _ = part.take(&["if", "exists"]);
            let dropped = part.name().map(|it| it.0);
            record.members.retain(|it| Some(&it.name) != dropped.as_ref());
        } else if part.take(&["alter", "column"]) || part.take(&["alter"]) {
            let Some((name, _)) = part.name() else { return };
            let member = record.members.iter_mut().find(|it| it.name == name);
            if let Some(member) = member.filter(|_| part.is(&["set", "not", "null"])) {
                member.value.shape.nullable = false;
            }
        } else if part.take(&["modify", "column"]) || part.take(&["modify"]) {
            let Some(column) = column::read(part, text, dialect) else { return };
            if let Some(member) = record.members.iter_mut().find(|it| it.name == column.member.name) {
                *member = column.member;
            }
        } else if part.take(&["add"]) {
            added(record, part, (text, dialect));
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

    fn describe(&mut self, table: &str, column: Option<&str>, words: Declared<Arc<str>>) {
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

    /// A type that neither the dialect nor the script declares is left open, and said to be.
    fn unknown_types(&mut self) {
        for (name, origin) in self.reading.types.dangling() {
            let short = name.rsplit('.').next().unwrap_or(&name);
            if self.reading.types.find(short).is_some() {
                continue;
            }
            let problem = Noted::unread(origin.span, contract::sql_type_unknown(&name), contract::sql_type_help());
            self.reading.note(self.text, problem.labelled(contract::sql_type_label()).about(&name));
        }
    }
}

fn contains(part: &Cursor<'_>, word: &str) -> bool {
    (0..8).any(|at| part.ahead(at).is_some_and(|it| part.is_word(it, word)))
}

/// Columns that `ADD` names, one or several in brackets.
fn added(record: &mut Record, mut part: Cursor<'_>, (text, dialect): (&Text, Dialect)) {
    let _ = part.take(&["column"]);
    let _ = part.take(&["if", "not", "exists"]);
    if part.is_any(&["constraint", "unique", "foreign", "check", "index", "key", "fulltext", "primary", "partition"]) {
        return;
    }
    let parts =
        if part.is_symbol(b'(') { part.brackets().map(|it| it.parts()).unwrap_or_default() } else { vec![part] };
    for part in parts {
        if let Some(column) = column::read(part, text, dialect) {
            record.members.push(column.member);
        }
    }
}

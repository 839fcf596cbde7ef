//! One column of a table.

use std::sync::Arc;

use super::super::typed::reading::Text;
use super::super::typed::types::{Member, Value};
use super::check;
use super::cursor::{self, Cursor};
use super::dialect::Dialect;
use super::kind;
use super::token::Kind;
use crate::model::Declared;
use crate::text::Origin;

/// A column, and whether it is the key by itself.
pub(super) struct Column {
    pub(super) member: Member,
    pub(super) is_key: bool,
}

/// Reads a column; none where no name comes first.
pub(super) fn read(mut cursor: Cursor<'_>, text: &Text, dialect: Dialect) -> Option<Column> {
    let (name, range) = cursor.name()?;
    let site = text.at(range.start, range.end);
    let mut value =
        if kind::ends(&cursor) { Value::default() } else { kind::read(&mut cursor, text, dialect).unwrap_or_default() };
    if value.origin == Origin::default() {
        value.origin = site;
    }
    value.shape.is_native = true;
    let declared_null = value.shape.nullable;
    let member = Member::new(name, site, value);
    let mut rest = Rest { text, column: Column { member, is_key: false }, is_null: None };
    while cursor.peek().is_some() {
        rest.attribute(&mut cursor);
    }
    let Rest { mut column, is_null, .. } = rest;
    // Counted by the server, or never null unless said to be.
    let is_counted = column.member.value.written.to_ascii_lowercase().contains("serial");
    let may_be_null = !column.is_key && !is_counted && dialect != Dialect::ClickHouse;
    let nullable = is_null.unwrap_or(may_be_null) || declared_null;
    column.member.value.shape.nullable = nullable;
    Some(column)
}

struct Rest<'t> {
    text: &'t Text,
    column: Column,
    is_null: Option<bool>,
}

impl Rest<'_> {
    /// Reads one thing said of the column, or goes past one word.
    fn attribute(&mut self, cursor: &mut Cursor<'_>) {
        let start = cursor.peek().map_or(0, |it| it.range.start);
        if cursor.take(&["not", "null"]) {
            self.is_null = Some(false);
        } else if cursor.take(&["null"]) {
            self.is_null = Some(true);
            let end = cursor.last().map_or(start, |it| it.range.end);
            self.column.member.value.shape.nullable_origin = Some(self.text.at(start, end));
        } else if cursor.take(&["primary", "key"]) {
            self.column.is_key = true;
            self.is_null = Some(false);
        } else if cursor.take(&["comment"]) {
            let _ = cursor.take_symbol(b'=');
            self.comment(cursor);
        } else if cursor.take(&["default"]) {
            self.default(cursor);
        } else if cursor.take(&["check"]) {
            self.check(cursor);
        } else {
            cursor.next();
        }
    }

    fn comment(&mut self, cursor: &mut Cursor<'_>) {
        if let Some(token) = cursor.peek().filter(|it| it.kind == Kind::Text) {
            let words = cursor::value(cursor.slice(token.range.clone()));
            let at = self.text.at(token.range.start, token.range.end);
            self.column.member.description = Some(Declared::new(Arc::from(words), at));
            cursor.next();
        }
    }

    fn default(&mut self, cursor: &mut Cursor<'_>) {
        let Some(first) = cursor.peek() else { return };
        let (start, mut end) = (first.range.start, first.range.end);
        cursor.next();
        // A value may be a call or a sum; it goes on to the next word that says something else.
        while let Some(token) = cursor.peek().filter(|it| !(it.kind == Kind::Word && kind::ends(cursor))) {
            end = if token.kind == Kind::Symbol(b'(') {
                let _ = cursor.brackets();
                cursor.last().map_or(end, |it| it.range.end)
            } else {
                cursor.next();
                token.range.end
            };
        }
        let at = self.text.at(start, end);
        self.column.member.default = Some(Declared::new(Arc::from(cursor.slice(start..end)), at));
    }

    fn check(&mut self, cursor: &mut Cursor<'_>) {
        let Some(condition) = cursor.brackets() else { return };
        for limit in check::read(condition, self.text) {
            // A truth value that is kept as 0 or 1 is still one.
            let is_truth = self.column.member.value.shape.types.iter().any(|it| &**it == "boolean");
            if !is_truth && limit.column.eq_ignore_ascii_case(&self.column.member.name) {
                limit.apply(&mut self.column.member.value.shape);
            }
        }
    }
}

//! Statements that change what others have defined.

use std::sync::Arc;

use super::super::typed::reading::Text;
use super::super::typed::types::{Body, Record};
use super::column::{self, Column};
use super::cursor::{self, Cursor};
use super::dialect::Dialect;
use super::statement::{Script, enum_value};
use super::table;
use super::token::Kind;
use crate::model::Declared;

/// Words that begin an action; a part that begins otherwise goes on with the action before it.
const ACTIONS: [&str; 15] = [
    "add", "drop", "alter", "modify", "change", "rename", "comment", "engine", "with", "set", "owner", "enable",
    "disable", "attach", "convert",
];

impl Script<'_, '_, '_> {
    /// `ALTER TABLE t …`
    pub(super) fn alter(&mut self, mut cursor: Cursor<'_>) {
        let _ = cursor.take(&["if", "exists"]);
        let _ = cursor.take(&["only"]);
        let Some((name, _)) = cursor.path() else { return };
        let mut before: Option<Cursor<'_>> = None;
        for part in cursor.parts() {
            let is_action = part.is_any(&ACTIONS);
            // `ADD a int, b int` and `DROP COLUMN a, b` of SQL Server.
            match before.as_ref().filter(|_| !is_action) {
                Some(it) if it.is(&["add"]) => self.added(&name, part.clone()),
                Some(it) if it.is(&["drop", "column"]) => self.dropped(&name, part.clone()),
                Some(_) => {}
                None => self.change(&name, part.clone()),
            }
            before = if is_action { Some(part) } else { before };
        }
    }

    /// One action of `ALTER TABLE`.
    fn change(&mut self, table: &str, mut part: Cursor<'_>) {
        let _ = part.take(&["with", "check"]) || part.take(&["with", "nocheck"]);
        if part.is(&["rename"]) && !part.is(&["rename", "column"]) {
            return self.rename(table, part);
        }
        if part.take(&["drop", "column"]) {
            self.dropped(table, part);
        } else if part.take(&["alter", "column"]) || part.take(&["alter"]) {
            self.altered(table, part);
        } else if part.take(&["modify", "column"]) || part.take(&["modify"]) {
            let parts = part.clone().brackets().map_or_else(|| vec![part], |it| it.parts());
            for part in parts {
                self.modified(table, part);
            }
        } else if part.take(&["change", "column"]) || part.take(&["change"]) {
            if let Some((old, _)) = part.name() {
                self.put(table, &old, part);
            }
        } else if part.take(&["rename", "column"]) {
            self.renamed(table, part);
        } else if part.take(&["comment"]) {
            let _ = part.take_symbol(b'=');
            if let Some(words) = words(&part, self.text) {
                self.describe(table, None, words);
            }
        } else if part.take(&["add"]) {
            self.added(table, part);
        }
    }

    /// Columns or constraints that `ADD` names, one or several in brackets.
    fn added(&mut self, table: &str, mut part: Cursor<'_>) {
        let (text, dialect) = (self.text, self.dialect);
        let Some(record) = self.record(table) else { return };
        let _ = part.take(&["column"]);
        let _ = part.take(&["columns"]);
        let _ = part.take(&["if", "not", "exists"]);
        let parts = part.clone().brackets().map_or_else(|| vec![part], |it| it.parts());
        for part in parts {
            if table::is_constraint(&part) {
                let limits = table::constraint(part, record, text);
                for limit in limits {
                    table::limit(record, limit);
                }
                record.hold_key();
            } else if let Some(column) = (!part.is(&["partition"])).then(|| column::read(part, text, dialect)).flatten()
            {
                record.members.push(column.member);
            }
        }
    }

    fn dropped(&mut self, table: &str, mut part: Cursor<'_>) {
        let _ = part.take(&["column"]);
        let _ = part.take(&["if", "exists"]);
        let (Some((name, _)), Some(record)) = (part.name(), self.record(table)) else { return };
        record.members.retain(|it| !it.name.eq_ignore_ascii_case(&name));
    }

    /// `ALTER COLUMN c SET NOT NULL`, `… TYPE bigint`, and `ALTER COLUMN c bigint NOT NULL` of SQL Server.
    fn altered(&mut self, table: &str, mut part: Cursor<'_>) {
        let start = part.clone();
        let Some((name, _)) = part.name() else { return };
        let nullable = match () {
            () if part.is(&["set", "not", "null"]) => false,
            () if part.is(&["drop", "not", "null"]) => true,
            () if part.take(&["set", "data", "type"]) || part.take(&["type"]) => {
                return self.retyped(table, &name, part);
            }
            () if part.is_any(&["set", "drop", "add", "restart"]) => return,
            () => return self.put(table, &name, start),
        };
        let Some(record) = self.record(table) else { return };
        if let Some(member) = member(record, &name) {
            member.value.shape.nullable = nullable;
        }
    }

    /// Another type, while nullability and prose stay.
    fn retyped(&mut self, table: &str, name: &str, mut part: Cursor<'_>) {
        let Some(mut value) = super::kind::read(&mut part, self.text, self.dialect) else { return };
        let Some(record) = self.record(table) else { return };
        if let Some(member) = member(record, name) {
            value.shape.nullable = member.value.shape.nullable;
            value.shape.is_native = true;
            member.value = value;
        }
    }

    /// `MODIFY c …`: in Oracle what is not said stays.
    fn modified(&mut self, table: &str, part: Cursor<'_>) {
        let mut ahead = part.clone();
        let Some((name, _)) = ahead.name() else { return };
        if self.dialect != Dialect::Oracle {
            return self.put(table, &name, part);
        }
        let has_type = !super::kind::ends(&ahead) && ahead.peek().is_some();
        let said = [("not", false), ("null", true)].into_iter().find(|(word, _)| table::contains(&ahead, word));
        if has_type {
            self.retyped(table, &name, ahead);
        }
        let Some(record) = self.record(table) else { return };
        if let (Some(member), Some((_, nullable))) = (member(record, &name), said) {
            member.value.shape.nullable = nullable;
        }
    }

    /// Puts the definition in the place of the column called `old`.
    fn put(&mut self, table: &str, old: &str, part: Cursor<'_>) {
        let (text, dialect) = (self.text, self.dialect);
        let Some(Column { member: mut new, .. }) = column::read(part, text, dialect) else { return };
        let Some(record) = self.record(table) else { return };
        if let Some(member) = member(record, old) {
            new.description = new.description.or_else(|| member.description.take());
            *member = new;
        }
    }

    /// `RENAME COLUMN a TO b`
    fn renamed(&mut self, table: &str, mut part: Cursor<'_>) {
        let Some((old, _)) = part.name() else { return };
        let Some((new, place)) = part.take(&["to"]).then(|| part.name()).flatten() else { return };
        let site = self.text.at(place.start, place.end);
        let Some(record) = self.record(table) else { return };
        if let Some(member) = member(record, &old) {
            (member.name, member.site) = (new, site);
        }
    }

    /// `RENAME TO t`, `RENAME AS t`, and `RENAME a TO b` of a column.
    fn rename(&mut self, table: &str, mut part: Cursor<'_>) {
        part.next();
        let _ = part.take(&["to"]) || part.take(&["as"]);
        if part.ahead(1).is_some_and(|it| part.is_word(it, "to")) {
            return self.renamed(table, part);
        }
        let full = self.known(table);
        let Some((name, _)) = part.path() else { return };
        let name = full
            .rsplit_once('.')
            .filter(|_| !name.contains('.'))
            .map_or(name.clone(), |(of, _)| format!("{of}.{name}"));
        if let Some(named) = self.reading.types.types.shift_remove(full.as_str()) {
            self.declare(&name, named);
        }
    }

    /// `ALTER TYPE … ADD VALUE 'x' AFTER 'y'`
    pub(super) fn extend(&mut self, mut cursor: Cursor<'_>) {
        let Some((name, _)) = cursor.path() else { return };
        if !cursor.take(&["add", "value"]) {
            return;
        }
        let _ = cursor.take(&["if", "not", "exists"]);
        let full = self.known(&name.to_lowercase());
        let value = enum_value(&cursor, self.text);
        if let (Some(Body::Enum(list)), Some(value)) =
            (self.reading.types.types.get_mut(full.as_str()).map(|it| &mut it.body), value)
        {
            list.values.push(value);
        }
    }

    /// `DROP TABLE IF EXISTS a, b`
    pub(super) fn drop_tables(&mut self, mut cursor: Cursor<'_>) {
        let _ = cursor.take(&["if", "exists"]);
        for mut part in cursor.parts() {
            let Some((name, _)) = part.path() else { continue };
            let full = self.known(&name);
            self.reading.types.types.shift_remove(full.as_str());
        }
    }
}

fn member<'r>(record: &'r mut Record, name: &str) -> Option<&'r mut super::super::typed::types::Member> {
    record.members.iter_mut().find(|it| it.name.eq_ignore_ascii_case(name))
}

fn words(part: &Cursor<'_>, text: &Text) -> Option<Declared<Arc<str>>> {
    let token = part.peek().filter(|it| it.kind == Kind::Text)?;
    let words = cursor::value(part.slice(token.range.clone()));
    Some(Declared::new(Arc::from(words), text.at(token.range.start, token.range.end)))
}

//! Table definitions in SQL: `MySQL`, `PostgreSQL`, `SQLite`, SQL Server, Oracle, and dialects that read like them.
//!
//! A script is cut into statements first, so that one that cannot be read loses none of the others, and rows of a dump
//! are passed over without being looked at. Only statements that define something are taken apart.

mod alter;
mod check;
mod column;
mod cursor;
mod dialect;
mod kind;
mod known;
mod scalar;
mod split;
mod statement;
mod table;
mod token;

use std::path::PathBuf;
use std::sync::Arc;

use super::typed::reading::{Glimpse, Text, TextFormat};
use super::typed::types::Value;
use crate::text::Origin;

/// The format.
pub(super) static FORMAT: TextFormat = TextFormat { recognises, read: statement::read };

fn recognises(glimpse: &Glimpse<'_>) -> Option<&'static str> {
    ["sql", "ddl", "pgsql", "mysql"].contains(&glimpse.extension).then(|| dialect::of(glimpse.text).name())
}

/// So many first bytes of a script may hold nothing but settings, prose, and what is dropped before it is made.
const LONG_START: usize = 4000;

/// Whether a script that begins with `head` defines a table, or may do so further down.
pub(super) fn may_define_table(head: &str) -> bool {
    let head = head.to_ascii_lowercase();
    if head.len() >= LONG_START && !head.contains("insert into") {
        return true;
    }
    let mut places = head.match_indices("create").map(|(at, word)| head.get(at + word.len()..).unwrap_or_default());
    places.any(|rest| rest.split_ascii_whitespace().take(4).any(|it| it == "table"))
}

/// What a column's type says that another contract quotes at `at`, such as `decimal(10,2)`.
pub(super) fn column_type(written: &str, at: Origin) -> Option<Value> {
    let text = Text { file: at.file, text: Arc::from(written), path: PathBuf::new(), shown: Arc::from("") };
    let dialect = dialect::Dialect::Other;
    let tokens = token::tokens(written, 0..written.len(), dialect);
    let mut cursor = cursor::Cursor::new(written, &tokens.all);
    let mut value = kind::read(&mut cursor, &text, dialect)?;
    // Names of other worlds, such as a class of a program, say nothing here.
    if value.of.is_some() {
        return None;
    }
    move_to(&mut value, at);
    Some(value)
}

/// Gives all that a value says one place.
fn move_to(value: &mut Value, at: Origin) {
    value.origin = at;
    let shape = &mut value.shape;
    shape.types_origin = Some(at);
    macro_rules! place {
        ($($field:ident)*) => { $( if let Some(it) = &mut shape.$field { it.origin = at; } )* };
    }
    place!(format max_length precision scale values);
    for it in shape.values.iter_mut().flat_map(|it| &mut it.value) {
        it.origin = at;
    }
    if let Some(items) = &mut value.items {
        move_to(items, at);
    }
}

//! Table definitions in SQL: MySQL, PostgreSQL, SQLite, SQL Server, Oracle, and dialects that read like them.
//!
//! A script is cut into statements first, so that one that cannot be read loses none of the others, and rows of a dump
//! are passed over without being looked at. Only statements that define something are taken apart.

mod check;
mod column;
mod cursor;
mod dialect;
mod kind;
mod split;
mod statement;
mod table;
mod token;

use super::typed::reading::{Glimpse, Reading, Text, TextFormat};

/// The format.
pub(super) static FORMAT: TextFormat = TextFormat { recognises, read: statement::read };

fn recognises(glimpse: &Glimpse<'_>) -> Option<&'static str> {
    ["sql", "ddl", "pgsql", "mysql"].contains(&glimpse.extension).then(|| dialect::of(glimpse.text).name())
}

/// Whether the first bytes of a script define a table.
pub(super) fn defines_table(head: &str) -> bool {
    let mut rest = head;
    while let Some(at) = rest.to_ascii_lowercase().find("create") {
        rest = rest.get(at + 6..).unwrap_or_default();
        let words: Vec<String> = rest.split_ascii_whitespace().take(4).map(str::to_ascii_lowercase).collect();
        if words.iter().any(|it| it == "table") {
            return true;
        }
    }
    false
}

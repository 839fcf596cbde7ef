//! Which dialect a script is in: seen by what only one of them writes.

/// A dialect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    Mysql,
    Postgres,
    Sqlite,
    SqlServer,
    Oracle,
    /// Nothing tells which.
    Other,
}

impl Dialect {
    /// Its name in reports.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Mysql => "sql-mysql",
            Self::Postgres => "sql-postgresql",
            Self::Sqlite => "sql-sqlite",
            Self::SqlServer => "sql-server",
            Self::Oracle => "sql-oracle",
            Self::Other => "sql",
        }
    }

    /// Whether a backslash escapes what follows it in a text.
    pub(super) fn escapes(self) -> bool {
        self == Self::Mysql
    }
}

/// Words, and how much each says for its dialect.
const TELLING: [(Dialect, &str, u32); 34] = [
    (Dialect::Mysql, "engine=", 5),
    (Dialect::Mysql, "engine =", 5),
    (Dialect::Mysql, "auto_increment", 5),
    (Dialect::Mysql, "unsigned", 2),
    (Dialect::Mysql, "tinyint(", 2),
    (Dialect::Mysql, "`", 3),
    (Dialect::Mysql, " comment '", 2),
    (Dialect::Postgres, "character varying", 4),
    (Dialect::Postgres, "timestamptz", 4),
    (Dialect::Postgres, "without time zone", 4),
    (Dialect::Postgres, "timestamp with time zone", 2),
    (Dialect::Postgres, "bigserial", 4),
    (Dialect::Postgres, " serial", 3),
    (Dialect::Postgres, "jsonb", 4),
    (Dialect::Postgres, "bytea", 3),
    (Dialect::Postgres, "owner to", 4),
    (Dialect::Postgres, "::", 3),
    (Dialect::Postgres, "pg_catalog", 4),
    (Dialect::Postgres, "comment on ", 1),
    (Dialect::Sqlite, "autoincrement", 3),
    (Dialect::Sqlite, "pragma ", 5),
    (Dialect::Sqlite, "without rowid", 5),
    (Dialect::Sqlite, "sqlite_sequence", 5),
    (Dialect::SqlServer, "[dbo]", 5),
    (Dialect::SqlServer, "\ngo\n", 3),
    (Dialect::SqlServer, "\ngo\r", 3),
    (Dialect::SqlServer, "nvarchar(max)", 4),
    (Dialect::SqlServer, "identity(", 3),
    (Dialect::SqlServer, "uniqueidentifier", 4),
    (Dialect::SqlServer, "sp_addextendedproperty", 5),
    (Dialect::Oracle, "varchar2", 5),
    (Dialect::Oracle, "number(", 4),
    (Dialect::Oracle, "tablespace", 2),
    (Dialect::Oracle, "sysdate", 3),
];

/// Bytes that are looked at: what follows is mostly rows.
const LOOKED_AT: usize = 1 << 16;

/// The dialect of a script.
pub(super) fn of(text: &str) -> Dialect {
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end).unwrap_or_default().to_ascii_lowercase();
    let all = [Dialect::Mysql, Dialect::Postgres, Dialect::Sqlite, Dialect::SqlServer, Dialect::Oracle];
    let weight = |dialect: &Dialect| -> u32 {
        let said = TELLING.iter().filter(|(of, word, _)| of == dialect && head.contains(word));
        said.map(|(_, _, weight)| weight).sum()
    };
    // The first of the heaviest, so that the order above decides.
    let best = all.iter().rev().max_by_key(|it| weight(it)).filter(|it| weight(it) > 0);
    best.copied().unwrap_or(Dialect::Other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dialect_is_seen_by_its_own_words() {
        for (text, dialect) in [
            ("CREATE TABLE `t` (`id` bigint unsigned NOT NULL AUTO_INCREMENT) ENGINE=InnoDB", Dialect::Mysql),
            ("CREATE TABLE t (id bigserial, at timestamptz)", Dialect::Postgres),
            ("PRAGMA foreign_keys=ON; CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT)", Dialect::Sqlite),
            ("CREATE TABLE [dbo].[t] ([id] int IDENTITY(1,1))\nGO\n", Dialect::SqlServer),
            ("CREATE TABLE t (id NUMBER(19), name VARCHAR2(20 CHAR))", Dialect::Oracle),
            ("CREATE TABLE t (id int)", Dialect::Other),
            ("", Dialect::Other),
        ] {
            assert_eq!(of(text), dialect, "{text}");
        }
    }
}

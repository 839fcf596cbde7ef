//! Which dialect a script is in: seen by what only one of them writes.

/// A dialect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    Mysql,
    Postgres,
    Sqlite,
    SqlServer,
    Oracle,
    ClickHouse,
    BigQuery,
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
            Self::ClickHouse => "sql-clickhouse",
            Self::BigQuery => "sql-bigquery",
            Self::Other => "sql",
        }
    }

    /// Whether a backslash escapes what follows it in a text.
    pub(super) fn escapes(self) -> bool {
        matches!(self, Self::Mysql | Self::ClickHouse | Self::BigQuery)
    }
}

/// Words, and how much each says for its dialect.
const TELLING: [(Dialect, &str, u32); 46] = [
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
    (Dialect::ClickHouse, "mergetree", 20),
    (Dialect::ClickHouse, "lowcardinality(", 8),
    (Dialect::ClickHouse, "datetime64(", 4),
    (Dialect::ClickHouse, "nullable(", 4),
    (Dialect::ClickHouse, " uint64", 4),
    (Dialect::BigQuery, " int64", 4),
    (Dialect::BigQuery, " float64", 4),
    (Dialect::BigQuery, "bignumeric", 8),
    (Dialect::BigQuery, "options(", 4),
    // Words of warehouses that read like Oracle, and are not.
    (Dialect::Other, "timestamp_ntz", 8),
    (Dialect::Other, " variant", 6),
    (Dialect::Other, "create or replace table", 4),
];

/// Bytes that are looked at: what follows is mostly rows.
const LOOKED_AT: usize = 1 << 16;

/// The dialect of a script.
pub(super) fn of(text: &str) -> Dialect {
    const ALL: [Dialect; 8] = [
        Dialect::Mysql,
        Dialect::Postgres,
        Dialect::Sqlite,
        Dialect::SqlServer,
        Dialect::Oracle,
        Dialect::ClickHouse,
        Dialect::BigQuery,
        Dialect::Other,
    ];
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end).unwrap_or_default().to_ascii_lowercase();
    let weight = |dialect: &Dialect| -> u32 {
        let said = TELLING.iter().filter(|(of, word, _)| of == dialect && head.contains(word));
        said.map(|(_, _, weight)| weight).sum()
    };
    // The first of the heaviest, so that the order above decides.
    let best = ALL.iter().rev().max_by_key(|it| weight(it)).filter(|it| weight(it) > 0);
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
            ("CREATE TABLE `t` (`id` UInt64) ENGINE = MergeTree ORDER BY id", Dialect::ClickHouse),
            ("CREATE TABLE `p.d.t` (id INT64 OPTIONS(description='x'))", Dialect::BigQuery),
            ("create or replace TABLE T (ID NUMBER(38,0), T TIMESTAMP_NTZ(9))", Dialect::Other),
            ("CREATE TABLE t (id int)", Dialect::Other),
            ("", Dialect::Other),
        ] {
            assert_eq!(of(text), dialect, "{text}");
        }
    }
}

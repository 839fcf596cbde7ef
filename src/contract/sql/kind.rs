//! Types of columns in every dialect, in JSON Schema's words.

use std::ops::Range;
use std::sync::Arc;

use super::super::typed::reading::Text;
use super::super::typed::types::Value;
use super::cursor::{self, Cursor};
use super::dialect::Dialect;
use super::token::Kind;
use crate::model::Declared;
use crate::text::Origin;

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

type At<'a> = (&'a str, Origin);

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
        _ => integer(short, unsigned, (dialect, at))
            .or_else(|| decimal(short, &numbers, (dialect, at)))
            .or_else(|| inexact(short, (dialect, at)))
            .or_else(|| temporal(short, (dialect, at)))
            .or_else(|| textual(short, first, at))
            .or_else(|| other(short, at))
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

fn integer(name: &str, unsigned: bool, (dialect, at): (Dialect, At<'_>)) -> Option<Value> {
    let format = match name {
        "tinyint" | "int1" => "int8",
        "smallint" | "int2" | "smallserial" | "serial2" | "int16" => "int16",
        // SQLite keeps every whole number in up to 64 bits.
        "int" | "integer" if dialect == Dialect::Sqlite => "int64",
        "mediumint" | "int" | "integer" | "int4" | "serial" | "serial4" | "pls_integer" | "int32" | "uint32" => "int32",
        "bigint" if unsigned => "uint64",
        "bigint" | "int8" | "bigserial" | "serial8" | "int64" | "long"
            if name != "long" || dialect == Dialect::Other =>
        {
            "int64"
        }
        "uint64" => "uint64",
        "year" | "hugeint" | "byteint" | "int128" | "uint8" | "uint16" => {
            return Some(Value::scalar(&["integer"], None, at));
        }
        _ => return None,
    };
    Some(Value::scalar(&["integer"], Some(format), at))
}

fn decimal(name: &str, numbers: &[u64], (dialect, at): (Dialect, At<'_>)) -> Option<Value> {
    let is_number = name == "number";
    match name {
        "decimal" | "numeric" | "dec" | "fixed" | "number" | "bignumeric" | "decimal32" | "decimal64"
        | "decimal128" => {}
        "money" if dialect != Dialect::Postgres => return Some(Value::decimal(Some(19), Some(4), at)),
        "money" => return Some(Value::decimal(Some(19), Some(2), at)),
        "smallmoney" => return Some(Value::decimal(Some(10), Some(4), at)),
        _ => return None,
    }
    let digits = |it: &u64| u32::try_from(*it).ok();
    let (precision, scale) = (numbers.first().and_then(digits), numbers.get(1).and_then(digits));
    // `NUMBER` by itself holds any decimal; with digits and no scale it is whole.
    let whole = scale == Some(0) || (scale.is_none() && precision.is_some());
    if whole {
        let mut value = Value::decimal(precision, None, at);
        value.shape.types = vec![Arc::from("integer")];
        value.shape.format = is_number.then(|| Declared::new(Arc::from(width(precision)), at.1));
        return Some(value);
    }
    Some(Value::decimal(precision, scale, at))
}

/// The width of a whole number of so many digits.
fn width(precision: Option<u32>) -> &'static str {
    if precision.is_some_and(|it| it <= 9) { "int32" } else { "int64" }
}

fn inexact(name: &str, (dialect, at): (Dialect, At<'_>)) -> Option<Value> {
    let format = match name {
        "real" if dialect == Dialect::Sqlite => "double",
        "float" if dialect == Dialect::Mysql => "float",
        "real" | "float4" | "binary_float" | "float32" => "float",
        "float" | "double" | "double precision" | "float8" | "binary_double" | "float64" => "double",
        _ => return None,
    };
    Some(Value::scalar(&["number"], Some(format), at))
}

fn temporal(name: &str, (dialect, at): (Dialect, At<'_>)) -> Option<Value> {
    const LOCAL: &str = "yyyy-MM-dd HH:mm:ss";
    let zoned = name.contains("with time zone") || name.contains("with local time zone");
    let format = match name.split(' ').next().unwrap_or_default() {
        // Oracle's dates have a time of day.
        "date" if dialect == Dialect::Oracle => LOCAL,
        "date" | "date32" => "date",
        "time" | "timetz" => "time",
        "timestamp" if dialect == Dialect::SqlServer => return Some(Value::scalar(&["string"], Some("byte"), at)),
        "timestamp" if zoned || dialect == Dialect::Mysql => "date-time",
        "timestamptz" | "datetimeoffset" | "timestamp_tz" | "timestamp_ltz" => "date-time",
        "datetime" | "datetime2" | "smalldatetime" | "timestamp" | "timestamp_ntz" | "datetime64" => LOCAL,
        _ => return None,
    };
    Some(Value::scalar(&["string"], Some(format), at))
}

fn textual(name: &str, most: Option<u64>, at: At<'_>) -> Option<Value> {
    match name {
        "char"
        | "varchar"
        | "varchar2"
        | "nvarchar"
        | "nvarchar2"
        | "nchar"
        | "character"
        | "character varying"
        | "national character varying"
        | "national varchar"
        | "char varying"
        | "bpchar"
        | "string"
        | "fixedstring"
        | "national character"
        | "national char" => Some(Value::text(most, at)),
        // In most dialects one character; few who leave the length out mean that.
        "text"
        | "clob"
        | "nclob"
        | "tinytext"
        | "mediumtext"
        | "longtext"
        | "ntext"
        | "citext"
        | "long"
        | "long varchar"
        | "name"
        | "sysname"
        | "lvarchar"
        | "character large object" => Some(Value::text(None, at)),
        _ => None,
    }
}

/// Types of which the dictionary has no counterpart, and some that travel as text.
fn other(name: &str, at: At<'_>) -> Option<Value> {
    let (types, format): (&[&str], Option<&str>) = match name {
        "boolean" | "bool" => (&["boolean"], None),
        "uuid" | "uniqueidentifier" => (&["string"], Some("uuid")),
        "blob"
        | "bytea"
        | "varbinary"
        | "binary"
        | "tinyblob"
        | "mediumblob"
        | "longblob"
        | "raw"
        | "long raw"
        | "image"
        | "bytes"
        | "rowversion"
        | "bit varying"
        | "varbit"
        | "bit"
        | "binary varying"
        | "binary large object" => (&["string"], Some("byte")),
        "inet" | "cidr" | "macaddr" | "macaddr8" | "interval" | "tsvector" | "tsquery" | "ltree" | "rowid"
        | "urowid" | "xml" | "xmltype" | "hierarchyid" | "bfile" | "ipv4" | "ipv6" | "regclass" | "oid" | "pg_lsn" => {
            (&["string"], None)
        }
        "json" | "jsonb" | "variant" | "object" | "super" | "hstore" | "map" | "struct" | "record" | "geometry"
        | "geography" | "point" | "linestring" | "polygon" | "multipoint" | "multilinestring" | "line" | "lseg"
        | "multipolygon" | "geometrycollection" | "box" | "path" | "circle" | "sql_variant" | "vector"
        | "sdo_geometry" | "any" | "anydata" | "trigger" | "void" | "tsrange" | "daterange" | "int4range"
        | "numrange" | "tstzrange" => (&[], None),
        "array" => (&["array"], None),
        _ if name.starts_with("interval") => (&["string"], None),
        _ => return None,
    };
    Some(Value::scalar(types, format, at))
}

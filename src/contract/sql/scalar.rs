//! The types of all dialects by their names.

use std::sync::Arc;

use super::super::typed::types::Value;
use super::dialect::Dialect;
use crate::model::Declared;
use crate::text::Origin;

/// A type as it is written, and where.
pub(super) type At<'a> = (&'a str, Origin);

pub(super) fn integer(name: &str, unsigned: bool, (dialect, at): (Dialect, At<'_>)) -> Option<Value> {
    let is_bits = dialect == Dialect::ClickHouse;
    // There every whole number is a `NUMBER(38)`.
    if dialect == Dialect::Oracle && ["int", "integer", "smallint"].contains(&name) {
        return decimal("number", &[38], (dialect, at));
    }
    let format = match name {
        // There and only there the number is of bits.
        "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" if is_bits => name,
        "tinyint" if unsigned || dialect == Dialect::SqlServer => "uint8",
        "tinyint" | "int1" => "int8",
        "smallint" | "int2" if unsigned => "uint16",
        "smallint" | "int2" | "smallserial" | "serial2" | "int16" => "int16",
        // SQLite keeps every whole number in up to 64 bits.
        "int" | "integer" if dialect == Dialect::Sqlite => "int64",
        "serial" if dialect == Dialect::Mysql => "uint64",
        "mediumint" | "int" | "integer" | "int4" if unsigned => "uint32",
        "mediumint" | "int" | "integer" | "int4" | "serial" | "serial4" | "pls_integer" | "int32" => "int32",
        "uint32" => "uint32",
        "bigint" if unsigned => "uint64",
        "bigint" | "int8" | "bigserial" | "serial8" | "int64" | "long"
            if name != "long" || dialect == Dialect::Other =>
        {
            "int64"
        }
        "uint64" => "uint64",
        "year" | "hugeint" | "largeint" | "byteint" | "int128" | "int256" | "uint8" | "uint16" | "uint128"
        | "uint256" => {
            return Some(Value::scalar(&["integer"], None, at));
        }
        _ => return None,
    };
    Some(Value::scalar(&["integer"], Some(format), at))
}

/// What `SQLite` takes a type for that it does not know: it looks for parts of the name.
pub(super) fn affinity(name: &str, most: Option<u64>, at: At<'_>) -> Value {
    let has = |parts: &[&str]| parts.iter().any(|it| name.contains(it));
    match () {
        () if has(&["int"]) => Value::scalar(&["integer"], Some("int64"), at),
        () if has(&["char", "clob", "text"]) => Value::text(most, at),
        () if has(&["blob"]) => Value::scalar(&["string"], Some("byte"), at),
        () if has(&["real", "floa", "doub"]) => Value::scalar(&["number"], Some("double"), at),
        () => Value::named(name, at),
    }
}

pub(super) fn decimal(name: &str, numbers: &[u64], (dialect, at): (Dialect, At<'_>)) -> Option<Value> {
    let is_number = name == "number";
    match name {
        "decimal32" | "decimal64" | "decimal128" | "decimal256" if dialect == Dialect::ClickHouse => {
            let scale = numbers.first().and_then(|it| u32::try_from(*it).ok());
            return Some(Value::decimal(None, scale, at));
        }
        "decimal" | "numeric" | "dec" | "fixed" | "number" | "bignumeric" | "decimal32" | "decimal64"
        | "decimal128" | "decimalv2" | "decimalv3" => {}
        "decfloat" => return Some(Value::decimal(None, None, at)),
        "money" if dialect != Dialect::Postgres => return Some(Value::decimal(Some(19), Some(4), at)),
        "money" => return Some(Value::decimal(Some(19), Some(2), at)),
        "smallmoney" => return Some(Value::decimal(Some(10), Some(4), at)),
        _ => return None,
    }
    let digits = |it: &u64| u32::try_from(*it).ok();
    let (mut precision, scale) = (numbers.first().and_then(digits), numbers.get(1).and_then(digits));
    // What these say where nothing is written: whole numbers of so many digits.
    precision = precision.or(match dialect {
        Dialect::Mysql if !is_number => Some(10),
        Dialect::SqlServer => Some(18),
        _ => None,
    });
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

pub(super) fn inexact(name: &str, bits: Option<u64>, (dialect, at): (Dialect, At<'_>)) -> Option<Value> {
    let is_short = bits.is_some_and(|it| it <= 24) && matches!(dialect, Dialect::SqlServer | Dialect::Postgres);
    let format = match name {
        "real" if matches!(dialect, Dialect::Sqlite | Dialect::Mysql) => "double",
        "float" if is_short => "float",
        "float" if dialect == Dialect::Mysql => "float",
        "real" | "float4" | "binary_float" | "float32" => "float",
        "float" | "double" | "double precision" | "float8" | "binary_double" | "float64" => "double",
        _ => return None,
    };
    Some(Value::scalar(&["number"], Some(format), at))
}

pub(super) fn temporal(name: &str, (dialect, at): (Dialect, At<'_>)) -> Option<Value> {
    const LOCAL: &str = "yyyy-MM-dd HH:mm:ss";
    let zoned = name.contains("with time zone") || name.contains("with local time zone");
    let format = match name.split(' ').next().unwrap_or_default() {
        // Oracle's dates have a time of day.
        "date" if dialect == Dialect::Oracle => LOCAL,
        "date" | "date32" | "datev2" => "date",
        "time" | "timetz" => "time",
        "timestamp" if dialect == Dialect::SqlServer => return Some(Value::scalar(&["string"], Some("byte"), at)),
        "timestamp" if zoned || matches!(dialect, Dialect::Mysql | Dialect::BigQuery) => "date-time",
        "timestamptz" | "datetimeoffset" | "timestamp_tz" | "timestamp_ltz" => "date-time",
        "datetime" | "datetime2" | "datetimev2" | "smalldatetime" | "timestamp" | "timestamp_ntz" | "datetime64" => {
            LOCAL
        }
        _ => return None,
    };
    Some(Value::scalar(&["string"], Some(format), at))
}

pub(super) fn textual(name: &str, most: Option<u64>, at: At<'_>) -> Option<Value> {
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
        | "graphic"
        | "vargraphic"
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
        | "dbclob"
        | "character large object" => Some(Value::text(None, at)),
        _ => None,
    }
}

/// Types of which the dictionary has no counterpart, and some that travel as text.
pub(super) fn other(name: &str, at: At<'_>) -> Option<Value> {
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
        | "character for bit data"
        | "char for bit data"
        | "varchar for bit data"
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
        | "numrange" | "tstzrange" | "int8range" | "halfvec" | "sparsevec" | "hll" | "bitmap" | "dynamic" | "ring"
        | "multirange" => (&[], None),
        "array" => (&["array"], None),
        _ if name.starts_with("interval") => (&["string"], None),
        _ => return None,
    };
    Some(Value::scalar(types, format, at))
}

//! The types of all dialects by their names.

use std::sync::Arc;

use super::super::typed::types::Value;
use super::dialect::Dialect;
use crate::model::Declared;
use crate::text::Origin;

/// A type as it is written, and where.
pub(super) type At<'a> = (&'a str, Origin);

pub(super) fn integer(name: &str, unsigned: bool, (dialect, at): (Dialect, At<'_>)) -> Option<Value> {
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

pub(super) fn decimal(name: &str, numbers: &[u64], (dialect, at): (Dialect, At<'_>)) -> Option<Value> {
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

pub(super) fn inexact(name: &str, (dialect, at): (Dialect, At<'_>)) -> Option<Value> {
    let format = match name {
        "real" if dialect == Dialect::Sqlite => "double",
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

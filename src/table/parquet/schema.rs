//! Leaves of a schema as columns: their paths, and what the schema declares of them.

use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type as Physical};
use parquet::schema::types::{ColumnDescriptor, Type};

use crate::model::DeclaredShape;
use crate::table::cells::shape;

/// How the values of a leaf are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Text.
    Text,
    /// Bytes of no known meaning.
    Bytes,
    /// A UUID.
    Uuid,
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Integer,
    /// A whole number without sign.
    Unsigned,
    /// A decimal of so many digits after the point.
    Decimal(u32),
    /// Binary floating point.
    Float,
    /// Binary floating point of 16 bits.
    Half,
    /// A day.
    Day,
    /// A time, in parts of a second.
    Clock(i64),
    /// An instant, in parts of a second, and whether it is one of UTC.
    Instant(i64, bool),
}

/// The form of a leaf.
pub(super) fn form(column: &ColumnDescriptor) -> Form {
    let physical = column.physical_type();
    if physical == Physical::INT96 {
        return Form::Instant(1_000_000_000, false);
    }
    let declared = column.logical_type_ref().and_then(logical).or_else(|| converted(column));
    let plain = match physical {
        Physical::BOOLEAN => Form::Bool,
        Physical::INT32 | Physical::INT64 => Form::Integer,
        Physical::FLOAT | Physical::DOUBLE => Form::Float,
        _ => Form::Bytes,
    };
    // A type that the physical one cannot hold is a mistake of the writer; the values are what they are.
    declared.filter(|it| can_hold(physical, *it)).unwrap_or(plain)
}

fn can_hold(physical: Physical, form: Form) -> bool {
    let whole = matches!(physical, Physical::INT32 | Physical::INT64);
    let bytes = matches!(physical, Physical::BYTE_ARRAY | Physical::FIXED_LEN_BYTE_ARRAY);
    match form {
        Form::Text | Form::Uuid | Form::Half | Form::Bytes => bytes,
        Form::Decimal(_) => whole || bytes,
        Form::Bool => physical == Physical::BOOLEAN,
        Form::Float => matches!(physical, Physical::FLOAT | Physical::DOUBLE),
        Form::Integer | Form::Unsigned | Form::Day | Form::Clock(_) | Form::Instant(..) => whole,
    }
}

fn per_second(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::MILLIS => 1_000,
        TimeUnit::MICROS => 1_000_000,
        TimeUnit::NANOS => 1_000_000_000,
    }
}

fn scale(of: i32) -> u32 {
    u32::try_from(of).unwrap_or(0)
}

fn logical(kind: &LogicalType) -> Option<Form> {
    Some(match kind {
        LogicalType::String | LogicalType::Enum | LogicalType::Json => Form::Text,
        LogicalType::Uuid => Form::Uuid,
        LogicalType::Float16 => Form::Half,
        LogicalType::Decimal(it) => Form::Decimal(scale(it.scale)),
        LogicalType::Date => Form::Day,
        LogicalType::Time(it) => Form::Clock(per_second(it.unit)),
        LogicalType::Timestamp(it) => Form::Instant(per_second(it.unit), it.is_adjusted_to_u_t_c),
        LogicalType::Integer(it) if it.is_signed => Form::Integer,
        LogicalType::Integer(_) => Form::Unsigned,
        _ => return None,
    })
}

fn converted(column: &ColumnDescriptor) -> Option<Form> {
    Some(match column.converted_type() {
        ConvertedType::UTF8 | ConvertedType::ENUM | ConvertedType::JSON => Form::Text,
        ConvertedType::DECIMAL => Form::Decimal(scale(column.type_scale())),
        ConvertedType::DATE => Form::Day,
        ConvertedType::TIME_MILLIS => Form::Clock(1_000),
        ConvertedType::TIME_MICROS => Form::Clock(1_000_000),
        ConvertedType::TIMESTAMP_MILLIS => Form::Instant(1_000, true),
        ConvertedType::TIMESTAMP_MICROS => Form::Instant(1_000_000, true),
        ConvertedType::UINT_8 | ConvertedType::UINT_16 | ConvertedType::UINT_32 | ConvertedType::UINT_64 => {
            Form::Unsigned
        }
        _ => return None,
    })
}

/// What the schema declares of a leaf.
pub(super) fn declares(column: &ColumnDescriptor) -> DeclaredShape {
    let wide = column.physical_type() == Physical::INT64;
    let (kind, format) = match form(column) {
        // The form of a moment is the container's own.
        Form::Text | Form::Bytes | Form::Uuid | Form::Day | Form::Clock(_) | Form::Instant(..) => ("string", None),
        Form::Bool => ("boolean", None),
        Form::Integer | Form::Unsigned => ("integer", Some(if wide { "int64" } else { "int32" })),
        Form::Decimal(0) => ("integer", Some("decimal")),
        Form::Decimal(_) => ("number", Some("decimal")),
        Form::Float if column.physical_type() == Physical::FLOAT => ("number", Some("float")),
        Form::Float => ("number", Some("double")),
        Form::Half => ("number", Some("float")),
    };
    shape(kind, format, column.max_rep_level() > 0)
}

/// The paths of all leaves, in order: `buyer.id`, `items[].sku`.
pub(super) fn paths(root: &Type) -> Vec<String> {
    let mut paths = Vec::new();
    for field in root.get_fields() {
        walk(field, String::new(), &mut paths);
    }
    paths
}

fn walk(node: &Type, before: String, paths: &mut Vec<String>) {
    let info = node.get_basic_info();
    let repeated = info.has_repetition() && info.repetition() == parquet::basic::Repetition::REPEATED;
    let mut path = before;
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(node.name());
    if repeated {
        path.push_str("[]");
    }
    if node.is_primitive() {
        return paths.push(path);
    }
    match list_item(node) {
        // The group between a list and its items, and the item itself, have names that say nothing.
        Some(item) if item.is_primitive() => paths.push(format!("{path}[]")),
        Some(item) => match list_item(item) {
            Some(_) => walk_into(item, &format!("{path}[]"), paths),
            None => item.get_fields().iter().for_each(|it| walk(it, format!("{path}[]"), paths)),
        },
        None => node.get_fields().iter().for_each(|it| walk(it, path.clone(), paths)),
    }
}

/// A list of lists.
fn walk_into(list: &Type, path: &str, paths: &mut Vec<String>) {
    match list_item(list) {
        Some(item) if item.is_primitive() => paths.push(format!("{path}[]")),
        Some(item) if list_item(item).is_some() => walk_into(item, &format!("{path}[]"), paths),
        Some(item) => item.get_fields().iter().for_each(|it| walk(it, format!("{path}[]"), paths)),
        None => {}
    }
}

/// The items of a list, or the pairs of a map, where a group is declared to be one in three levels.
fn list_item(node: &Type) -> Option<&Type> {
    if node.is_primitive() {
        return None;
    }
    let info = node.get_basic_info();
    let list =
        matches!(info.logical_type_ref(), Some(LogicalType::List)) || info.converted_type() == ConvertedType::LIST;
    let map = matches!(info.logical_type_ref(), Some(LogicalType::Map))
        || matches!(info.converted_type(), ConvertedType::MAP | ConvertedType::MAP_KEY_VALUE);
    let [inner] = node.get_fields() else { return None };
    let info = inner.get_basic_info();
    if !info.has_repetition() || info.repetition() != parquet::basic::Repetition::REPEATED {
        return None;
    }
    if map && inner.is_group() {
        return Some(inner);
    }
    match (list, inner.is_group()) {
        (true, true) => match inner.get_fields() {
            [item] => Some(item),
            _ => Some(inner),
        },
        (true, false) => Some(inner),
        _ => None,
    }
}

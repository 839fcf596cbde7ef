//! One value of an array as text.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type,
    Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, Time32MillisecondType,
    Time32SecondType, Time64MicrosecondType, Time64NanosecondType, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrowNativeTypeOp};
use arrow_schema::{DataType, TimeUnit};

use crate::table::CellKind;
use crate::table::cells::{
    write_bytes, write_clock, write_day, write_decimal, write_float, write_instant, write_integer, write_wide,
};

fn native<T: ArrowPrimitiveType>(array: &dyn Array, at: usize) -> Option<T::Native> {
    array.as_primitive_opt::<T>().filter(|it| at < it.len()).map(|it| it.value(at))
}

fn integer<T: ArrowPrimitiveType>(array: &dyn Array, at: usize, out: &mut Vec<u8>) -> Option<CellKind>
where
    i128: From<T::Native>,
    T::Native: ArrowNativeTypeOp,
{
    write_integer(i128::from(native::<T>(array, at)?), out);
    Some(CellKind::Text)
}

/// Appends the value of an array at an index that is not null, and tells its kind; `None` where the type is none that can
/// be written.
pub(super) fn write(array: &dyn Array, at: usize, out: &mut Vec<u8>) -> Option<CellKind> {
    match array.data_type() {
        DataType::Boolean => {
            out.extend_from_slice(if array.as_boolean_opt()?.value(at) { b"true" } else { b"false" });
            Some(CellKind::Text)
        }
        DataType::Int8 => integer::<Int8Type>(array, at, out),
        DataType::Int16 => integer::<Int16Type>(array, at, out),
        DataType::Int32 => integer::<Int32Type>(array, at, out),
        DataType::Int64 => integer::<Int64Type>(array, at, out),
        DataType::UInt8 => integer::<UInt8Type>(array, at, out),
        DataType::UInt16 => integer::<UInt16Type>(array, at, out),
        DataType::UInt32 => integer::<UInt32Type>(array, at, out),
        DataType::UInt64 => integer::<UInt64Type>(array, at, out),
        DataType::Float16 | DataType::Float32 | DataType::Float64 => float(array, at, out),
        DataType::Decimal32(_, scale) => decimal(i128::from(native::<Decimal32Type>(array, at)?), *scale, out),
        DataType::Decimal64(_, scale) => decimal(i128::from(native::<Decimal64Type>(array, at)?), *scale, out),
        DataType::Decimal128(_, scale) => decimal(native::<Decimal128Type>(array, at)?, *scale, out),
        DataType::Decimal256(_, scale) => {
            write_wide(&native::<Decimal256Type>(array, at)?.to_be_bytes(), u32::try_from(*scale).unwrap_or(0), out);
            Some(CellKind::Text)
        }
        DataType::Date32 | DataType::Date64 | DataType::Time32(_) | DataType::Time64(_) | DataType::Timestamp(..) => {
            moment(array, at, out)
        }
        _ => text(array, at, out),
    }
}

fn decimal(units: i128, scale: i8, out: &mut Vec<u8>) -> Option<CellKind> {
    match u32::try_from(scale) {
        Ok(scale) => write_decimal(units, scale, out),
        Err(_) => write_integer(units.checked_mul(10_i128.checked_pow(u32::from(scale.unsigned_abs()))?)?, out),
    }
    Some(CellKind::Text)
}

fn float(array: &dyn Array, at: usize, out: &mut Vec<u8>) -> Option<CellKind> {
    match array.data_type() {
        DataType::Float64 => write_float(native::<Float64Type>(array, at)?, false, out),
        DataType::Float32 => out.extend_from_slice(native::<Float32Type>(array, at)?.to_string().as_bytes()),
        _ => out.extend_from_slice(native::<Float16Type>(array, at)?.to_string().as_bytes()),
    }
    Some(CellKind::Text)
}

fn moment(array: &dyn Array, at: usize, out: &mut Vec<u8>) -> Option<CellKind> {
    match array.data_type() {
        DataType::Date32 => write_day(i64::from(native::<Date32Type>(array, at)?), out),
        DataType::Date64 => write_day(native::<Date64Type>(array, at)?.div_euclid(86_400_000), out),
        DataType::Time32(TimeUnit::Second) => {
            write_clock(i64::from(native::<Time32SecondType>(array, at)?), 1, out);
        }
        DataType::Time32(_) => write_clock(i64::from(native::<Time32MillisecondType>(array, at)?), 1_000, out),
        DataType::Time64(TimeUnit::Microsecond) => {
            write_clock(native::<Time64MicrosecondType>(array, at)?, 1_000_000, out);
        }
        DataType::Time64(_) => write_clock(native::<Time64NanosecondType>(array, at)?, 1_000_000_000, out),
        DataType::Timestamp(unit, zone) => {
            let (value, per_second) = match unit {
                TimeUnit::Second => (native::<TimestampSecondType>(array, at)?, 1),
                TimeUnit::Millisecond => (native::<TimestampMillisecondType>(array, at)?, 1_000),
                TimeUnit::Microsecond => (native::<TimestampMicrosecondType>(array, at)?, 1_000_000),
                TimeUnit::Nanosecond => (native::<TimestampNanosecondType>(array, at)?, 1_000_000_000),
            };
            write_instant(value, per_second, zone.is_some(), out);
        }
        _ => return None,
    }
    Some(CellKind::Date)
}

fn text(array: &dyn Array, at: usize, out: &mut Vec<u8>) -> Option<CellKind> {
    match array.data_type() {
        DataType::Utf8 => out.extend_from_slice(array.as_string_opt::<i32>()?.value(at).as_bytes()),
        DataType::LargeUtf8 => out.extend_from_slice(array.as_string_opt::<i64>()?.value(at).as_bytes()),
        DataType::Utf8View => out.extend_from_slice(array.as_string_view_opt()?.value(at).as_bytes()),
        DataType::Binary => write_bytes(array.as_binary_opt::<i32>()?.value(at), out),
        DataType::LargeBinary => write_bytes(array.as_binary_opt::<i64>()?.value(at), out),
        DataType::BinaryView => write_bytes(array.as_binary_view_opt()?.value(at), out),
        DataType::FixedSizeBinary(_) => write_bytes(array.as_fixed_size_binary_opt()?.value(at), out),
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary_opt()?;
            let key = dictionary.normalized_keys().get(at).copied()?;
            return write(dictionary.values().as_ref(), key, out);
        }
        _ => return None,
    }
    Some(CellKind::Text)
}

//! Typed values as text: decimals exactly, moments in ISO 8601.

use std::sync::Arc;

use super::write_integer;
use crate::model::{Declared, DeclaredShape};
use crate::text::Origin;

const DAY: i64 = 86_400;

/// Appends `units` hundredths, thousandths …, as many as `scale` says.
pub(in crate::table) fn write_decimal(units: i128, scale: u32, out: &mut Vec<u8>) {
    let start = out.len();
    write_integer(units, out);
    point(scale, start, out);
}

/// Appends a whole number of any size in two's complement, its highest byte first, as a decimal.
pub(in crate::table) fn write_wide(bytes: &[u8], scale: u32, out: &mut Vec<u8>) {
    let negative = bytes.first().is_some_and(|it| it & 0x80 != 0);
    let filler = if negative { 0xFF } else { 0 };
    if bytes.len() <= 16 {
        let mut wide = [filler; 16];
        if let Some(low) = wide.get_mut(16 - bytes.len()..) {
            low.copy_from_slice(bytes);
        }
        return write_decimal(i128::from_be_bytes(wide), scale, out);
    }
    let mut rest: Vec<u8> = bytes.iter().map(|it| if negative { !it } else { *it }).collect();
    if negative {
        for byte in rest.iter_mut().rev() {
            let (sum, carried) = byte.overflowing_add(1);
            *byte = sum;
            if !carried {
                break;
            }
        }
    }
    let mut digits = Vec::new();
    while rest.iter().any(|it| *it != 0) {
        let mut remainder = 0_u16;
        for byte in &mut rest {
            let value = remainder << 8 | u16::from(*byte);
            *byte = u8::try_from(value / 10).unwrap_or(0);
            remainder = value % 10;
        }
        digits.push(b'0' + u8::try_from(remainder).unwrap_or(0));
    }
    if digits.is_empty() {
        digits.push(b'0');
    }
    let start = out.len();
    if negative {
        out.push(b'-');
    }
    out.extend(digits.iter().rev());
    point(scale, start, out);
}

/// Sets the point into digits that begin at `start`.
fn point(scale: u32, start: usize, out: &mut Vec<u8>) {
    let scale = scale as usize;
    if scale == 0 {
        return;
    }
    let first = start + usize::from(out.get(start) == Some(&b'-'));
    let digits = out.len() - first;
    if digits <= scale {
        out.splice(first..first, std::iter::repeat_n(b'0', scale + 1 - digits));
    }
    let at = out.len() - scale;
    out.insert(at, b'.');
}

fn two(value: i64, out: &mut Vec<u8>) {
    let digit = |it: i64| b'0' + u8::try_from(it.rem_euclid(10)).unwrap_or(0);
    out.extend_from_slice(&[digit(value / 10), digit(value)]);
}

/// Appends a day, counted from 1970-01-01.
pub(in crate::table) fn write_day(days: i64, out: &mut Vec<u8>) {
    // Days from the first of March of the year 0, by eras of 400 years.
    let shifted = days.saturating_add(719_468);
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_index = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_index + 2) / 5 + 1;
    let month = if month_index < 10 { month_index + 3 } else { month_index - 9 };
    let year = year_of_era.saturating_add(era.saturating_mul(400)) + i64::from(month <= 2);
    if (0..=9999).contains(&year) {
        two(year / 100, out);
        two(year % 100, out);
    } else {
        write_integer(i128::from(year), out);
    }
    out.push(b'-');
    two(month, out);
    out.push(b'-');
    two(day, out);
}

/// Appends a time of day, counted in parts of which a second has `per_second`.
pub(in crate::table) fn write_clock(parts: i64, per_second: i64, out: &mut Vec<u8>) {
    let (seconds, mut fraction) = (parts.div_euclid(per_second), parts.rem_euclid(per_second));
    two(seconds / 3600, out);
    out.push(b':');
    two(seconds / 60 % 60, out);
    out.push(b':');
    two(seconds % 60, out);
    if fraction != 0 {
        out.push(b'.');
        let mut unit = per_second / 10;
        while fraction != 0 && unit > 0 {
            out.push(b'0' + u8::try_from(fraction / unit).unwrap_or(0));
            fraction %= unit;
            unit /= 10;
        }
    }
}

/// Appends an instant, counted from 1970 in parts of which a second has `per_second`; in UTC, or of no known zone.
pub(in crate::table) fn write_instant(parts: i64, per_second: i64, utc: bool, out: &mut Vec<u8>) {
    let day = DAY.saturating_mul(per_second);
    write_day(parts.div_euclid(day), out);
    out.push(b'T');
    write_clock(parts.rem_euclid(day), per_second, out);
    if utc {
        out.push(b'Z');
    }
}

/// Appends bytes that are no text.
pub(in crate::table) fn write_bytes(bytes: &[u8], out: &mut Vec<u8>) {
    match simdutf8::basic::from_utf8(bytes) {
        Ok(_) => out.extend_from_slice(bytes),
        Err(_) => bytes.iter().for_each(|it| out.extend_from_slice(format!("{it:02x}").as_bytes())),
    }
}

/// Appends text that should be UTF-8.
pub(in crate::table) fn write_text(bytes: &[u8], out: &mut Vec<u8>) {
    match simdutf8::basic::from_utf8(bytes) {
        Ok(_) => out.extend_from_slice(bytes),
        Err(_) => out.extend_from_slice(String::from_utf8_lossy(bytes).as_bytes()),
    }
}

/// Appends a UUID.
pub(in crate::table) fn write_uuid(bytes: &[u8], out: &mut Vec<u8>) {
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            out.push(b'-');
        }
        out.extend_from_slice(format!("{byte:02x}").as_bytes());
    }
}

/// What a container declares of a column, in the terms of contracts. What it declares stands in no text.
pub(in crate::table) fn shape(kind: &'static str, format: Option<&'static str>, many: bool) -> DeclaredShape {
    let types = if many { Vec::new() } else { vec![Arc::from(kind)] };
    let format = format.map(|it| Declared::new(Arc::from(it), Origin::default()));
    DeclaredShape { types, format, ..DeclaredShape::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn decimals_keep_every_digit() {
        for (units, scale, expected) in
            [(12345, 2, "123.45"), (-5, 2, "-0.05"), (0, 2, "0.00"), (7, 0, "7"), (-1200, 3, "-1.200")]
        {
            assert_eq!(text(|out| write_decimal(units, scale, out)), expected);
            let mut wide = vec![if units < 0 { 0xFF } else { 0 }; 32];
            wide[16..].copy_from_slice(&i128::to_be_bytes(units));
            assert_eq!(text(|out| write_wide(&wide, scale, out)), expected, "of 32 bytes");
        }
    }

    #[test]
    fn moments_are_those_of_the_calendar() {
        for (days, expected) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (11_016, "2000-02-29"),
            (20_513, "2026-03-01"),
            (-719_468, "0000-03-01"),
        ] {
            assert_eq!(text(|out| write_day(days, out)), expected);
        }
        assert_eq!(text(|out| write_instant(1_500, 1_000, true, out)), "1970-01-01T00:00:01.5Z");
        assert_eq!(text(|out| write_instant(-1, 1_000_000, false, out)), "1969-12-31T23:59:59.999999");
        assert_eq!(text(|out| write_clock(86_399_000, 1_000, out)), "23:59:59");
        let far = text(|out| write_instant(i64::MIN, 1, false, out));
        assert!(far.starts_with('-'), "{far}");
    }
}

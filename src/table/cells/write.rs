//! Numbers as text, for every container alike.

use std::io::Write;

/// Digits that a spreadsheet keeps, and that every double holds exactly.
const DIGITS: usize = 15;

/// Appends a whole number.
#[expect(clippy::cast_possible_truncation, reason = "one digit, or what has been found to fit")]
pub(in crate::table) fn write_integer(value: i128, out: &mut Vec<u8>) {
    let mut digits = [b'0'; 40];
    let mut at = digits.len();
    let mut put = |digit: u8| {
        at -= 1;
        if let Some(slot) = digits.get_mut(at) {
            *slot = b'0' + digit;
        }
        at
    };
    let mut wide = value.unsigned_abs();
    // Division of 128 bits takes many times that of 64, which most numbers fit into.
    while wide > u128::from(u64::MAX) {
        put((wide % 10) as u8);
        wide /= 10;
    }
    let mut rest = wide as u64;
    let first = loop {
        let first = put((rest % 10) as u8);
        rest /= 10;
        if rest == 0 {
            break first;
        }
    };
    if value < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(digits.get(first..).unwrap_or_default());
}

/// Appends a double without exponent where it is of usual size. `rounded`: as spreadsheets show it, with fifteen digits,
/// so that `0.1 + 0.2` is `0.3`; else with all digits it takes to tell it from its neighbours.
pub(in crate::table) fn write_float(value: f64, rounded: bool, out: &mut Vec<u8>) {
    let size = value.abs();
    if value.fract() == 0.0 && size < 1e15 {
        #[expect(clippy::cast_possible_truncation, reason = "a whole number below 10^15")]
        return write_integer(value as i128, out);
    }
    let start = out.len();
    // Writing to memory cannot fail.
    let _ = if (1e-9..1e21).contains(&size) || size == 0.0 { write!(out, "{value}") } else { write!(out, "{value:E}") };
    let digits = out.get(start..).unwrap_or_default().iter().filter(|it| it.is_ascii_digit()).count();
    if rounded && value.is_finite() && digits > DIGITS && size < 1e15 {
        out.truncate(start);
        let text = format!("{value:.*e}", DIGITS - 1);
        // The same number with fifteen digits is a double again, and its shortest text has no more.
        let value: f64 = text.parse().unwrap_or(value);
        let _ = write!(out, "{value}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_write_them() {
        for (value, rounded, text) in [
            (0.1 + 0.2, true, "0.3"),
            (0.1 + 0.2, false, "0.30000000000000004"),
            (12.5, true, "12.5"),
            (-3.0, true, "-3"),
            (123_456_789_012_345_680.0, true, "123456789012345680"),
            (1e300, true, "1E300"),
            (19.99, true, "19.99"),
            (f64::NAN, false, "NaN"),
        ] {
            let mut out = Vec::new();
            write_float(value, rounded, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), text);
        }
        let mut out = Vec::new();
        write_integer(i128::from(i64::MIN), &mut out);
        write_integer(0, &mut out);
        assert_eq!(out, b"-92233720368547758080");
        out.clear();
        write_integer(i128::MIN, &mut out);
        write_integer(i128::from(u64::MAX), &mut out);
        assert_eq!(out, b"-17014118346046923173168730371588410572818446744073709551615");
    }
}

//! Search in tables of lines, as `data/` keeps them: one entry a line, its key first, sorted by key with case ignored.

use std::cmp::Ordering;

/// The line whose key is `key`, ASCII case ignored. Bisects, so the table's length hardly matters.
pub(super) fn line<'t>(table: &'t str, key: &str) -> Option<&'t str> {
    let bytes = table.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        let start = bytes.get(..middle)?.iter().rposition(|it| *it == b'\n').map_or(0, |it| it + 1);
        let end = bytes.get(middle..)?.iter().position(|it| *it == b'\n').map_or(bytes.len(), |it| middle + it);
        let found = table.get(start..end)?;
        match compare(first(found), key) {
            Ordering::Equal => return Some(found),
            Ordering::Less => low = end + 1,
            Ordering::Greater => high = start,
        }
    }
    None
}

/// The key of a line.
pub(super) fn first(line: &str) -> &str {
    line.split(' ').next().unwrap_or_default()
}

fn compare(one: &str, other: &str) -> Ordering {
    one.bytes().map(|it| it.to_ascii_lowercase()).cmp(other.bytes().map(|it| it.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_found_by_its_key_and_nothing_else() {
        for table in [
            include_str!("data/admin_division.txt"),
            include_str!("data/country.txt"),
            include_str!("data/currency.txt"),
            include_str!("data/language.txt"),
            include_str!("data/script.txt"),
            include_str!("data/time_zone.txt"),
        ] {
            for expected in table.lines() {
                assert_eq!(line(table, first(expected)), Some(expected));
            }
            for absent in ["", " ", "\n", "~", "0", "zzzzzzzz", "北京"] {
                assert_eq!(line(table, absent), None, "{absent}");
            }
        }
    }
}

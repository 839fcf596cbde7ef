//! The names a dataset knows, to find a header by.

use std::collections::BTreeSet;
use std::sync::Arc;

/// Names that a header may hold, folded.
#[derive(Clone, Debug, Default)]
pub(crate) struct Expected {
    names: BTreeSet<String>,
}

impl Expected {
    /// Folds the names of a dataset.
    pub(crate) fn new(names: &[Arc<str>]) -> Self {
        Self { names: names.iter().map(|name| fold(name)).filter(|name| !name.is_empty()).collect() }
    }

    /// Number of different names.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether no name is known.
    pub(crate) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// How many different names stand among `cells`.
    pub(crate) fn count<'c>(&self, cells: impl IntoIterator<Item = &'c str>) -> usize {
        let found: BTreeSet<String> = cells.into_iter().map(fold).filter(|name| self.names.contains(name)).collect();
        found.len()
    }
}

/// A name without differences of width, case and blanks, and without guards round it. Coarser than what binds names
/// later: here it only tells a header from other lines.
fn fold(name: &str) -> String {
    let is_guard = |c: char| matches!(c, '=' | '"' | '\'' | '`');
    let narrow = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    };
    let is_kept = |c: &char| !c.is_whitespace() && !matches!(c, '\u{FEFF}' | '\u{200B}');
    name.trim()
        .trim_start_matches(is_guard)
        .trim_end_matches(is_guard)
        .chars()
        .filter(is_kept)
        .map(narrow)
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_through_width_case_blanks_and_guards() {
        let expected = Expected::new(&["订单编号".into(), "Order ID".into(), "金额(元)".into()]);
        for (cells, count) in [
            (&["订单编号", "x"][..], 1),
            (&["=\"订单编号\"", "orderid", "金额（元）\t"], 3),
            (&["订单编号", "订单编号 "], 1),
            (&["编号"], 0),
        ] {
            assert_eq!(expected.count(cells.iter().copied()), count, "{cells:?}");
        }
    }
}

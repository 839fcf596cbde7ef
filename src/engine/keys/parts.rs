//! Which columns make up a key, and how their cells become one value.

use std::sync::Arc;

use indexmap::IndexMap;

use super::pack::{pack, pack_at};
use super::parents::Keys;
use crate::model::{Decimal, LogicalType};
use crate::plan::ColumnPlan;
use crate::plan::outcome;
use crate::rule::FieldSpec;
use crate::table::Column;

/// In which form the cells of one column are compared.
#[derive(Clone, Debug)]
pub(in crate::engine) enum Normal {
    /// As they are.
    Verbatim,
    /// As whole numbers: `007` is `7`.
    Integer,
    /// As numbers: `1.50` is `1.5`.
    Decimal,
    /// As the canonical codes of these local ones.
    Codes(IndexMap<Arc<str>, Arc<str>>),
}

impl Normal {
    /// How values of a field are compared with the same element elsewhere.
    pub(in crate::engine) fn of(spec: &FieldSpec) -> Self {
        match (&spec.codes, spec.element.kind.value) {
            (Some(codes), _) if codes.map.is_some() => Self::Codes(codes.accepted.clone()),
            (_, LogicalType::Integer) => Self::Integer,
            (_, LogicalType::Decimal | LogicalType::Number) => Self::Decimal,
            _ => Self::Verbatim,
        }
    }

    /// Whether the normal form of `cell` is clearly `cell` itself.
    #[inline]
    fn keeps(&self, cell: &[u8]) -> bool {
        match self {
            Self::Verbatim => true,
            Self::Integer => matches!(cell.first(), Some(b'1'..=b'9')),
            Self::Decimal | Self::Codes(_) => false,
        }
    }

    /// Calls `with` with the normal form of `cell`.
    fn apply<R>(&self, cell: &[u8], with: impl FnOnce(&[u8]) -> R) -> R {
        match self {
            Self::Verbatim => with(cell),
            Self::Integer => with(plain_integer(cell)),
            Self::Decimal => match std::str::from_utf8(cell).ok().and_then(Decimal::parse) {
                Some(number) => with(number.normalized().to_string().as_bytes()),
                None => with(cell),
            },
            Self::Codes(codes) => match std::str::from_utf8(cell).ok().and_then(|text| codes.get(text)) {
                Some(code) => with(code.as_bytes()),
                None => with(cell),
            },
        }
    }
}

/// A whole number without plus sign and leading zeros.
fn plain_integer(cell: &[u8]) -> &[u8] {
    let digits = cell.strip_prefix(b"+").unwrap_or(cell);
    let zeros = digits.iter().take_while(|it| **it == b'0').count();
    let kept = digits.get(zeros..).unwrap_or_default();
    match kept.first() {
        Some(first) if first.is_ascii_digit() => kept,
        _ if zeros > 0 => b"0",
        _ => digits,
    }
}

/// The columns of one key in one file.
#[derive(Clone, Debug)]
pub(in crate::engine) struct KeyParts {
    /// For each part: which of the planned columns, and how it is compared.
    pub(in crate::engine) parts: Vec<(usize, Normal)>,
}

impl KeyParts {
    /// Calls `with` with each row that has a whole key: the row, its packed key, and the bytes that were packed.
    ///
    /// A part that is null, pending or, for `valid` keys, wrong leaves the row without a key. `scratch` is only memory.
    #[inline]
    pub(in crate::engine) fn each(
        &self,
        view: &View<'_>,
        valid: bool,
        scratch: &mut Vec<u8>,
        mut with: impl FnMut(usize, u128, &[u8]),
    ) {
        let [(column, normal)] = &*self.parts else {
            for row in 0..view.rows {
                if let Some(packed) = self.whole(row, view, valid, scratch) {
                    with(row, packed, scratch);
                }
            }
            return;
        };
        let (Some(cells), Some(outcomes)) = (view.columns.get(*column), view.outcomes.get(*column)) else { return };
        let spans = cells.starts.iter().zip(&cells.lens);
        for (row, ((start, length), code)) in spans.zip(outcomes).enumerate().take(view.rows) {
            let (from, to) = (*start as usize, *start as usize + *length as usize);
            let bytes = view.text.get(from..to).unwrap_or_default();
            if *code == outcome::OK && normal.keeps(bytes) {
                with(row, pack_at(view.text, from, bytes.len()), bytes);
            } else if let Some(cell) = view.cell(*column, row, valid) {
                normal.apply(cell, |it| with(row, pack(it), it));
            }
        }
    }

    /// The packed key of a row of several parts, whose bytes are left in `scratch`.
    fn whole(&self, row: usize, view: &View<'_>, valid: bool, scratch: &mut Vec<u8>) -> Option<u128> {
        scratch.clear();
        for (column, normal) in &self.parts {
            let cell = view.cell(*column, row, valid)?;
            normal.apply(cell, |it| append(scratch, it));
        }
        Some(pack(scratch))
    }

    /// Adds the key of a record whose cells were read one by one, each as [`ColumnPlan::stripped`] leaves it.
    pub(in crate::engine) fn of_cells(&self, cells: &[&str], plans: &[ColumnPlan], keys: &mut Keys) -> Option<()> {
        let mut whole = Vec::new();
        for (column, normal) in &self.parts {
            let cell = cells.get(*column)?.trim();
            let code = plans.get(*column)?.judge_one(cell.as_bytes());
            if is_null(plans.get(*column)?, code) {
                return None;
            }
            if self.parts.len() == 1 {
                normal.apply(cell.as_bytes(), |it| keys.push(pack(it), it));
                return Some(());
            }
            normal.apply(cell.as_bytes(), |it| append(&mut whole, it));
        }
        keys.push(pack(&whole), &whole);
        Some(())
    }
}

/// Adds a part to a key of several.
pub(in crate::engine) fn append(whole: &mut Vec<u8>, part: &[u8]) {
    whole.extend_from_slice(part);
    // No separator can be mistaken for a part's own byte where its length follows.
    whole.push(0);
    whole.extend_from_slice(&u32::try_from(part.len()).unwrap_or(u32::MAX).to_le_bytes());
}

/// The parts of a key of `count`, as [`append`] put them together.
pub(in crate::engine) fn parts_of(whole: &[u8], count: usize) -> Option<Vec<&[u8]>> {
    if count == 1 {
        return Some(vec![whole]);
    }
    let (mut rest, mut parts) = (whole, Vec::with_capacity(count));
    for _ in 0..count {
        let (before, length) = rest.split_last_chunk::<4>()?;
        let before = before.strip_suffix(b"\0")?;
        let start = before.len().checked_sub(u32::from_le_bytes(*length) as usize)?;
        parts.push(before.get(start..)?);
        rest = before.get(..start)?;
    }
    parts.reverse();
    rest.is_empty().then_some(parts)
}

/// Whether an outcome says that nothing is there.
pub(in crate::engine) fn is_null(plan: &ColumnPlan, code: u8) -> bool {
    matches!(code, outcome::SKIPPED | outcome::UNDECODABLE) || plan.is_null(code)
}

/// The judged columns of one batch.
pub(in crate::engine) struct View<'b> {
    /// The cells, guards taken off.
    pub(in crate::engine) columns: &'b [Column],
    /// Their outcomes.
    pub(in crate::engine) outcomes: &'b [Vec<u8>],
    /// What they were judged by.
    pub(in crate::engine) plans: &'b [ColumnPlan],
    /// The batch's text.
    pub(in crate::engine) text: &'b [u8],
    /// Well-formed records.
    pub(in crate::engine) rows: usize,
}

impl<'b> View<'b> {
    #[inline]
    fn cell(&self, column: usize, row: usize, valid: bool) -> Option<&'b [u8]> {
        let code = *self.outcomes.get(column)?.get(row)?;
        let cell = self.columns.get(column)?.bytes(row, self.text);
        match code {
            outcome::OK => Some(cell),
            outcome::PADDED => Some(trimmed(cell)),
            // A number is as good a key as text.
            _ if self.plans.get(column)?.number_code() == Some(code) => Some(cell),
            _ if valid || is_null(self.plans.get(column)?, code) => None,
            _ => Some(trimmed(cell)),
        }
    }
}

fn trimmed(cell: &[u8]) -> &[u8] {
    std::str::from_utf8(cell).map_or(cell, |text| text.trim().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_compared_by_value() {
        for (cell, plain) in
            [("007", "7"), ("+7", "7"), ("0", "0"), ("000", "0"), ("-7", "-7"), ("7", "7"), ("x", "x"), ("", "")]
        {
            assert_eq!(plain_integer(cell.as_bytes()), plain.as_bytes(), "{cell}");
        }
    }

    #[test]
    fn parts_cannot_run_into_each_other() {
        let whole = |parts: &[&str]| {
            let mut whole = Vec::new();
            for part in parts {
                append(&mut whole, part.as_bytes());
            }
            whole
        };
        assert_ne!(whole(&["ab", "c"]), whole(&["a", "bc"]));
        assert_ne!(whole(&["a\0", ""]), whole(&["a", "\0"]));
    }

    #[test]
    fn parts_come_apart_as_they_were_put_together() {
        for parts in [&["ab", "c"][..], &["", ""], &["a\0", "\0\0\0\0\0"], &["007", "x", "一"]] {
            let mut whole = Vec::new();
            for it in parts {
                append(&mut whole, it.as_bytes());
            }
            let bytes: Vec<&[u8]> = parts.iter().map(|it| it.as_bytes()).collect();
            assert_eq!(parts_of(&whole, parts.len()), Some(bytes), "{parts:?}");
            assert_eq!(parts_of(&whole, parts.len() + 1), None, "{parts:?}");
        }
        assert_eq!(parts_of(b"whole", 1), Some(vec![&b"whole"[..]]));
    }
}

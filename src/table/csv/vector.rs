//! Marks by vector instructions, 64 bytes at a time.

use super::cut::Scan;
use super::marks::Marks;
use super::scalar::Dialect;

/// Marks every cell and record of `text`; `false` where that must be done cell by cell.
pub(super) fn mark(_text: &[u8], _dialect: &Dialect, _marks: &mut Marks) -> bool {
    false
}

/// The last record boundary of `text`; `None` where it must be found cell by cell.
pub(super) fn scan(_text: &[u8], _dialect: &Dialect) -> Option<Scan> {
    None
}

//! Marks that damage leaves on values: pure functions over text, each with the proof it rests on.
//!
//! A mark on one value is seldom a proof. Where a column is needed ([`LongDigits`]), values are added one by one and judged together.

mod escaping;
mod hidden;
mod instant;
mod integer;
mod mojibake;
mod spreadsheet;

pub use escaping::{Escape, escape, is_masked, is_sealed};
pub use hidden::{has_full_width, invisible, narrowed};
pub use instant::{EpochUnit, epoch_unit, is_placeholder_day};
pub use integer::{LongDigits, Rounding, has_excel_tail, is_json_safe, is_scientific};
pub use mojibake::{Mojibake, mojibake};
pub use spreadsheet::{is_auto_date, serial_day, starts_formula, unguarded};

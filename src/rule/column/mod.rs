//! Rules over whole columns: cells are sorted into classes while they are in memory, counts are judged at the end of the file.
//!
//! # How a detector stays cheap
//! Nearly every cell is of no interest to anybody, so the cost of a detector is what it takes to find that out. That is
//! not its own business: it only says which cells it has to see ([`Detector::interests`]), as narrowly as it can, and
//! [`class`](Detector::class) is asked of those alone.
//! - What the declared checks rule out for every right cell is not looked for at all: a pattern that lets no value begin
//!   with a digit settles every interest that begins with digits ([`Interest::is_ruled_out`]). A good interest names first
//!   bytes, lengths, and bytes that the cell must hold or may consist of.
//! - What the signs of a block rule out is not looked for in that block ([`Interest::signs`]).
//! - The rest shares one pass over a column, however many detectors there are: a look-up by a cell's first byte.
//!
//! So a new detector costs nothing where its interests are narrow, and `class` where they are not: that should look at a
//! few bytes before it decodes, searches or allocates. `cargo bench --bench check columns` measures it.

mod counted;
mod interest;

pub use counted::{CLASSES, Counted, Told};
pub use interest::{Interest, proven_shape};

use super::FieldSpec;
use crate::model::{Date, FormatChoice, LogicalType};
use crate::text::{Signs, pattern};

/// Which cells a detector looks at, by what the checks found of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Those that passed every check, blanks round them included.
    #[default]
    Right,
    /// Those and accepted masked ones.
    RightOrSkipped,
}

/// The kind that a container holds a value as, where it knows kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// Text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Bool,
}

/// Looks at one column, block by block, from any thread; what is kept of a block are counts.
pub trait Detector: Send + Sync {
    /// Which cells it has to see: those of any of these. Cells that are shorter or longer never come; all others must be of
    /// class 0.
    fn interests(&self) -> Vec<Interest>;

    /// Which outcomes it looks at.
    fn which(&self) -> Which {
        Which::Right
    }

    /// Whether what it finds must not be shown, whatever is declared of the element.
    fn hides(&self) -> bool {
        false
    }

    /// Sorts a cell: a class below [`CLASSES`], 0 for a cell of no interest. `signs` are those of the whole block. Cells of
    /// no interest may come as well.
    fn class(&self, cell: &[u8], signs: Signs) -> u8;

    /// Sorts a cell by its kind alone, before its text; 0 where its text decides.
    fn class_held(&self, _: Held) -> u8 {
        0
    }

    /// Adds the numbers of all cells that may be of another class than 0 to `asked`, ascending, and tells that it did. Only
    /// for a detector of one interest that has to see nearly every cell and clears it by a few bytes: one call for a column,
    /// not for a cell.
    fn glance(&self, _cells: Spans<'_>, _signs: Signs, _asked: &mut Vec<usize>) -> bool {
        false
    }

    /// Judges what the whole file held.
    fn judge(&self, spec: &FieldSpec, counted: &Counted<'_>) -> Vec<Told>;
}

/// The cells of a column in one block.
#[derive(Clone, Copy, Debug)]
pub struct Spans<'s> {
    /// Where each begins in the text.
    pub starts: &'s [u32],
    /// How many bytes each has.
    pub lens: &'s [u32],
    /// What they are parts of.
    pub text: &'s [u8],
}

/// Makes the detector of a field, where there is something to look for. Runs once per field.
pub type BindDetector = fn(&FieldSpec, Date) -> Option<Box<dyn Detector>>;

/// The class that `class` gives the text of a cell; a cell that is no UTF-8 has none.
pub fn of_text(cell: &[u8], class: impl FnOnce(&str) -> u8) -> u8 {
    std::str::from_utf8(cell).map_or(0, class)
}

/// Whether a value that passed its checks can hold nothing but what is declared: no blank, no sign that a machine would not write.
pub fn is_proven(spec: &FieldSpec) -> bool {
    let format = spec.constraints.format.as_ref().map(|it| &it.value);
    let plain = spec.constraints.pattern.as_ref().is_some_and(|it| pattern::is_plain(&it.value.0));
    spec.kind.value != LogicalType::String
        || spec.codes.is_some()
        || plain
        || matches!(format, Some(FormatChoice::Named(name)) if &**name != "uri" && &**name != "url")
}

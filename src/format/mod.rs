//! Floor 1: named formats.

use crate::model::Date;

/// What a check says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// ok
    Valid,
    /// x
    NonCanonical,
    /// x
    Checksum,
    /// x
    Doubtful,
    /// x
    Malformed,
}
/// ctx
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// day
    pub as_of: Date,
}
/// A named format.
#[derive(Debug)]
pub struct NamedFormat {
    /// name
    pub name: &'static str,
    /// check
    pub check: fn(&str, &Context) -> Verdict,
}
/// by name
pub fn by_name(_name: &str) -> Option<&'static NamedFormat> {
    None
}

/// registry
pub static FORMATS: &[&NamedFormat] = &[];

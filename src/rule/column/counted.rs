//! What a detector is given at the end of a file, and what it says.

use crate::finding::Severity;
use crate::rule::cell::Words;

/// Most classes that a detector tells apart, the one of no interest included.
pub const CLASSES: usize = 64;

/// What was found in a whole file.
pub struct Counted<'f> {
    /// Cells of each class.
    pub counts: [u64; CLASSES],
    /// Cells that were neither null nor skipped.
    pub tested: u64,
    /// The first value of a class: as it may be shown, and itself (for measuring, never for showing).
    pub first: &'f dyn Fn(u8) -> Option<(&'f str, &'f str)>,
}

impl Counted<'_> {
    /// Cells of a class.
    pub fn of(&self, class: u8) -> u64 {
        self.counts.get(usize::from(class)).copied().unwrap_or(0)
    }

    /// Cells of all of these classes.
    pub fn sum(&self, classes: &[u8]) -> u64 {
        classes.iter().map(|it| self.of(*it)).sum()
    }

    /// The first value of the first of these classes that has one, as it may be shown.
    pub fn shown(&self, classes: &[u8]) -> &str {
        classes.iter().find_map(|it| (self.first)(*it)).map_or("", |(shown, _)| shown)
    }
}

/// What a detector says of a column.
pub struct Told {
    /// The classes whose cells are counted and shown.
    pub classes: Vec<u8>,
    /// How bad it is, where that is not the rule's default.
    pub severity: Option<Severity>,
    /// What tells it apart from other findings of the rule in the field; often empty.
    pub subject: String,
    /// The words.
    pub words: Words,
}

impl Told {
    /// Said with the rule's own severity.
    pub fn new(classes: &[u8], words: Words) -> Self {
        Self { classes: classes.to_vec(), severity: None, subject: String::new(), words }
    }

    /// With another severity.
    #[must_use]
    pub fn at(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }
}

//! How a rule mends a cell that it calls wrong. The rule that knows a defect is the only one that knows its remedy.

use super::FieldSpec;
use crate::finding::Safety;

/// What a cell should hold instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mended {
    /// This value, without guards, prefix and suffix.
    Value(String),
    /// Null, as the container or the system spells it.
    Null,
}

/// A proposal for one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// What the cell should hold.
    pub to: Mended,
    /// Whether it says exactly what the cell says now.
    pub safety: Safety,
}

impl Mend {
    /// The same value without its defect.
    pub fn safe(value: impl Into<String>) -> Self {
        Self { to: Mended::Value(value.into()), safety: Safety::Safe }
    }

    /// What is probably meant.
    pub fn guessed(value: impl Into<String>) -> Self {
        Self { to: Mended::Value(value.into()), safety: Safety::Unsafe }
    }

    /// Nothing, spelled as nothing.
    pub fn null() -> Self {
        Self { to: Mended::Null, safety: Safety::Safe }
    }

    /// The same, which somebody has to confirm unless `sure`.
    #[must_use]
    pub fn sure_if(mut self, sure: bool) -> Self {
        if !sure {
            self.safety = Safety::Unsafe;
        }
        self
    }
}

/// The part of a rule that mends cells.
#[derive(Clone, Copy)]
pub struct MendRule {
    /// What a value of the field should be instead, as far as this rule knows; whether it then holds is judged by all checks of the field.
    pub propose: fn(&FieldSpec, &str) -> Option<Mend>,
    /// Whether it may touch identifiers: only what was put round a value to protect it is no part of it.
    pub identifiers: bool,
}

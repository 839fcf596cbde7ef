//! Which cells a detector has to see, and which fields cannot hold any.

use crate::model::LogicalType;
use crate::rule::FieldSpec;
use crate::rule::cell::Matcher;
use crate::text::{ByteSet, Shape, Signs};

/// A set of cells: those that fit all of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interest {
    /// Fewest bytes, at least 1.
    pub least: u32,
    /// Most bytes.
    pub most: u32,
    /// What the cell begins with.
    pub first: ByteSet,
    /// What all its bytes are of.
    pub within: ByteSet,
    /// What one of its bytes is of.
    pub telling: ByteSet,
    /// What stands in it, all of them.
    pub holds: ByteSet,
    /// Signs of which the block has one; none where the block does not matter.
    pub signs: Signs,
    /// Whether a line break stands in it.
    pub broken: bool,
}

impl Interest {
    /// Every cell that is not empty.
    pub const ANY: Self = Self {
        least: 1,
        most: u32::MAX,
        first: ByteSet::ALL,
        within: ByteSet::ALL,
        telling: ByteSet::ALL,
        holds: ByteSet::NONE,
        signs: Signs(0),
        broken: false,
    };

    /// Cells with a line break in them.
    pub const BROKEN: Self = Self { telling: ByteSet::of(b"\r\n"), broken: true, ..Self::ANY };

    /// Whether no value of `shape` is one of them.
    pub fn is_ruled_out(&self, shape: &Shape) -> bool {
        let bytes = |it: u32| usize::try_from(it).unwrap_or(usize::MAX);
        let too_short = shape.most < bytes(self.least);
        // Nothing to be compared with is no limit.
        let too_long = self.most != u32::MAX && shape.least > bytes(self.most);
        too_short
            || too_long
            || shape.first.and(self.first).is_empty()
            || shape.within.and(self.telling).is_empty()
            || !shape.always.is_within(self.within)
            || !self.holds.is_within(shape.within)
    }
}

/// What is known of every value of a field that passes its checks.
pub fn proven_shape(spec: &FieldSpec) -> Shape {
    const SIGNED: ByteSet = ByteSet::DIGITS.or(ByteSet::of(b"+-"));
    if spec.codes.is_some() {
        return Shape::ANY;
    }
    let of_kind = match spec.kind.value {
        LogicalType::Integer => Shape::made_of(SIGNED),
        LogicalType::Decimal => Shape::made_of(SIGNED.or(ByteSet::of(b"."))),
        _ => Shape::ANY,
    };
    // A pattern that does not compile is not tested.
    let pattern = spec.constraints.pattern.as_ref().filter(|it| Matcher::new(&it.value.0).is_ok());
    of_kind.and(pattern.map_or(Shape::ANY, |it| Shape::of_pattern(&it.value.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_rules_out_what_it_cannot_be() {
        let digits = Interest { least: 16, first: ByteSet::range(b'1', b'9'), ..Interest::ANY };
        let mail = Interest { holds: ByteSet::of(b"@"), ..Interest::ANY };
        let word = Interest { first: ByteSet::of(b"ag"), within: ByteSet::range(b'a', b'z'), ..Interest::ANY };
        let short = Interest { most: 10, ..Interest::ANY };
        let starred = Interest { telling: ByteSet::of(b"*~"), ..Interest::ANY };
        let all = [digits, mail, word, short, starred, Interest::BROKEN];
        for (pattern, ruled_out) in [
            ("^SO[0-9]{10}$", [true, true, true, true, true, true]),
            ("^[0-9]{16,19}$", [false, true, true, true, true, true]),
            ("^[1-9][0-9]{7,14}$", [true, true, true, false, true, true]),
            (r"^[a-z*]+@[a-z]+$", [true, false, true, false, false, true]),
            ("^[^x]*$", [false, false, false, false, false, false]),
            ("[a-z]", [false, false, false, false, false, false]),
        ] {
            let shape = Shape::of_pattern(pattern);
            assert_eq!(all.map(|it| it.is_ruled_out(&shape)), ruled_out, "{pattern}");
        }
    }
}

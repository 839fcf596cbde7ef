//! What of a value may leave the program.

/// Stands for a value of which not even the shape is told.
pub const PLACEHOLDER: &str = "•••";

/// Longest masked value shown, in characters; beyond it the length is not told.
const LONGEST: usize = 32;

/// Whether a value may be shown as it is. There is no way to put a cell into a finding without saying so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mask {
    /// The value itself.
    Show,
    /// Its shape only: letters, digits and ideographs become `*`, separators stay, so that a wrong format can still be recognised.
    Shape,
}

impl Mask {
    /// The value as it may be shown.
    pub fn apply(self, value: &str) -> String {
        match self {
            Self::Show => value.to_owned(),
            Self::Shape => shape(value),
        }
    }
}

fn shape(value: &str) -> String {
    let hide = |c: char| if c.is_alphanumeric() || !c.is_ascii() { '*' } else { c };
    let mut shown: String = value.chars().take(LONGEST).map(hide).collect();
    if value.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_keeps_separators_and_nothing_else() {
        for (value, shown) in
            [("139-1234-5678", "***-****-****"), ("王伟", "**"), ("a.b@example.com", "*.*@*******.***"), ("", "")]
        {
            assert_eq!(Mask::Shape.apply(value), shown);
            assert_eq!(Mask::Show.apply(value), value);
        }
    }
}

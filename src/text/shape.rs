//! What is known of every value that a pattern lets pass, without looking at one.

use std::collections::BTreeMap;
use std::sync::Mutex;

use regex_syntax::hir::{Class, Hir, HirKind, Look};

use super::bytes::ByteSet;
use super::pattern::meaning;

/// What all values of a kind have in common. Never too narrow: what it rules out, no value of the kind is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Fewest bytes.
    pub least: usize,
    /// Most bytes.
    pub most: usize,
    /// Bytes that a value may begin with.
    pub first: ByteSet,
    /// Bytes that may stand in a value.
    pub within: ByteSet,
    /// Bytes that stand in every value.
    pub always: ByteSet,
}

/// Shapes worked out before: every file of a dataset has the same patterns.
static KNOWN: Mutex<BTreeMap<Box<str>, Shape>> = Mutex::new(BTreeMap::new());

impl Shape {
    /// Any value.
    pub const ANY: Self =
        Self { least: 0, most: usize::MAX, first: ByteSet::ALL, within: ByteSet::ALL, always: ByteSet::NONE };

    /// Values made of these bytes, at least one.
    #[must_use]
    pub const fn made_of(bytes: ByteSet) -> Self {
        Self { least: 1, first: bytes, within: bytes, ..Self::ANY }
    }

    /// The shape of what a pattern lets pass. A pattern that is not tied to both ends says nothing of the rest.
    pub fn of_pattern(pattern: &str) -> Self {
        if let Some(known) = KNOWN.lock().ok().and_then(|it| it.get(pattern).copied()) {
            return known;
        }
        let shape = of_pattern(pattern).unwrap_or(Self::ANY);
        if let Ok(mut known) = KNOWN.lock() {
            known.insert(pattern.into(), shape);
        }
        shape
    }

    /// Values that have both shapes.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            least: self.least.max(other.least),
            most: self.most.min(other.most),
            first: self.first.and(other.first),
            within: self.within.and(other.within),
            always: self.always.or(other.always),
        }
    }
}

fn of_pattern(pattern: &str) -> Option<Shape> {
    let meaning = meaning(pattern).ok()?;
    let properties = meaning.properties();
    let tied = properties.look_set_prefix().contains(Look::Start) && properties.look_set_suffix().contains(Look::End);
    let least = properties.minimum_len().filter(|_| tied)?;
    let Part { first, within, always, .. } = part(&meaning);
    Some(Shape { least, most: properties.maximum_len().unwrap_or(usize::MAX), first, within, always })
}

/// The same of a part of a pattern, and whether the part may be empty.
struct Part {
    first: ByteSet,
    within: ByteSet,
    always: ByteSet,
    may_be_empty: bool,
}

const EMPTY: Part = Part { first: ByteSet::NONE, within: ByteSet::NONE, always: ByteSet::NONE, may_be_empty: true };

fn part(hir: &Hir) -> Part {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => EMPTY,
        HirKind::Literal(text) => {
            let all = ByteSet::of(&text.0);
            let first = ByteSet::of(text.0.get(..1).unwrap_or_default());
            Part { first, within: all, always: all, may_be_empty: text.0.is_empty() }
        }
        HirKind::Class(class) => {
            let bytes = of_class(class);
            Part { first: bytes.0, within: bytes.0.or(bytes.1), always: ByteSet::NONE, may_be_empty: false }
        }
        HirKind::Repetition(it) if it.min > 0 => part(&it.sub),
        HirKind::Repetition(it) => Part { always: ByteSet::NONE, may_be_empty: true, ..part(&it.sub) },
        HirKind::Capture(it) => part(&it.sub),
        HirKind::Concat(parts) => parts.iter().map(part).fold(EMPTY, |before, it| Part {
            first: if before.may_be_empty { before.first.or(it.first) } else { before.first },
            within: before.within.or(it.within),
            always: before.always.or(it.always),
            may_be_empty: before.may_be_empty && it.may_be_empty,
        }),
        HirKind::Alternation(parts) => {
            let either = |one: Part, it: Part| Part {
                first: one.first.or(it.first),
                within: one.within.or(it.within),
                always: one.always.and(it.always),
                may_be_empty: one.may_be_empty || it.may_be_empty,
            };
            parts.iter().map(part).reduce(either).unwrap_or(EMPTY)
        }
    }
}

/// First bytes of the characters of a class, and bytes after those.
fn of_class(class: &Class) -> (ByteSet, ByteSet) {
    const BEYOND: ByteSet = ByteSet::range(0x80, 0xFF);
    let narrow = |it: u32| u8::try_from(it).unwrap_or(u8::MAX);
    let both = |(low, high): (u32, u32)| match (low < 0x80, high < 0x80) {
        (true, true) => (ByteSet::range(narrow(low), narrow(high)), ByteSet::NONE),
        (true, false) => (ByteSet::range(narrow(low), 0x7F).or(BEYOND), BEYOND),
        _ => (BEYOND, BEYOND),
    };
    let join = |all: (ByteSet, ByteSet), it: (ByteSet, ByteSet)| (all.0.or(it.0), all.1.or(it.1));
    let none = (ByteSet::NONE, ByteSet::NONE);
    match class {
        Class::Unicode(class) => {
            class.iter().map(|it| both((u32::from(it.start()), u32::from(it.end())))).fold(none, join)
        }
        Class::Bytes(class) => {
            class.iter().map(|it| both((u32::from(it.start()), u32::from(it.end())))).fold(none, join)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::pattern;

    #[test]
    fn a_pattern_tells_what_its_values_have_in_common() {
        let shape = Shape::of_pattern("^SO[0-9]{10}$");
        let letters = ByteSet::of(b"SO");
        assert_eq!((shape.least, shape.most, shape.first), (12, 12, ByteSet::of(b"S")));
        assert_eq!((shape.within, shape.always), (letters.or(ByteSet::DIGITS), letters));
        let mail = Shape::of_pattern(r"^[a-z.]+@[a-z.]+$");
        assert_eq!((mail.most, mail.always), (usize::MAX, ByteSet::of(b"@")));
        let either = Shape::of_pattern(r"^(\+?86-)?1[0-9]{3}$");
        assert_eq!((either.first, either.always), (ByteSet::of(b"+81"), ByteSet::of(b"1")));
        for open in ["[0-9]+", "^[0-9]+", "^a$|b", "(?=a)b", ""] {
            assert_eq!(Shape::of_pattern(open), Shape::ANY, "{open}");
        }
    }

    const PATTERNS: [&str; 8] = [
        r"^SO[0-9]{2,3}$",
        r"^(\+[1-9][0-9]{1,4}|1[3-9][0-9]{2})$",
        r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}$",
        r"^[^,\s]+$",
        r"^(a|bc)*d?$",
        r"^[一-龥A-Z]{1,3}(-[0-9])?$",
        r"^.{0,3}$",
        r"^(?i)ok|no$",
    ];

    proptest! {
        #[test]
        fn no_value_that_passes_is_ruled_out(
            which in 0..PATTERNS.len(), text in "[SO0-9a-eAZ@.+,一龥é -]{0,8}|SO[0-9]{2}|1[3-9][0-9]{2}|[a-z]@[a-z]\\.cn|[A-Z]-[0-9]",
        ) {
            let pattern = PATTERNS[which];
            let shape = Shape::of_pattern(pattern);
            if pattern::compile(pattern).expect(pattern).is_match(text.as_bytes()) {
                let all = ByteSet::of(text.as_bytes());
                prop_assert!((shape.least..=shape.most).contains(&text.len()), "{pattern} {text:?}");
                prop_assert!(text.bytes().next().is_none_or(|it| shape.first.has(it)), "{pattern} {text:?}");
                prop_assert!(all.is_within(shape.within) && shape.always.is_within(all), "{pattern} {text:?}");
            }
        }
    }
}

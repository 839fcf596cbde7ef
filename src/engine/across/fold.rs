//! Ways in which two systems write one identifier, and values that are no identifier any more.

use std::borrow::Cow;

/// A way of bringing spellings together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fold {
    /// `00123` is `123`.
    LeadingZeros,
    /// `ab1` is `AB1`.
    Case,
    /// `AB 1` is `AB1`, full width or not.
    Blanks,
    /// 15 characters stand for 18: identifiers of Salesforce, and 居民身份证 of the first generation.
    FifteenOfEighteen,
}

impl Fold {
    /// All of them, the likeliest first.
    pub(super) const ALL: [Self; 4] = [Self::LeadingZeros, Self::Case, Self::Blanks, Self::FifteenOfEighteen];

    /// `text` as every spelling of it is written.
    pub(super) fn apply(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::LeadingZeros => {
                let kept = text.trim_start_matches('0');
                Cow::Borrowed(if kept.is_empty() && !text.is_empty() { "0" } else { kept })
            }
            Self::Case => Cow::Owned(text.to_lowercase()),
            Self::Blanks => Cow::Owned(text.chars().filter(|it| !it.is_whitespace()).map(narrow).collect()),
            Self::FifteenOfEighteen => fifteen(text),
        }
    }
}

/// The ASCII character of a full-width one.
fn narrow(wide: char) -> char {
    match u32::from(wide) {
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(wide),
        _ => wide,
    }
}

fn fifteen(text: &str) -> Cow<'_, str> {
    if text.len() != 18 || !text.bytes().all(|it| it.is_ascii_alphanumeric()) {
        return Cow::Borrowed(text);
    }
    let (Some(first), Some(digits)) = (text.get(..15), text.get(..17)) else { return Cow::Borrowed(text) };
    if !digits.bytes().all(|it| it.is_ascii_digit()) {
        return Cow::Borrowed(first);
    }
    match (text.get(..6), text.get(8..17)) {
        (Some(region), Some(rest)) => Cow::Owned(format!("{region}{rest}")),
        _ => Cow::Borrowed(text),
    }
}

/// Why a value is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spoiled {
    /// `138****8000`
    Masked,
    /// A hash in hexadecimal.
    Hashed,
    /// Cut off, as `SO1234…`.
    Truncated,
}

impl Spoiled {
    /// What spoils `text`, if anything.
    pub(super) fn of(text: &str) -> Option<Self> {
        if text.contains("***") || text.contains('•') {
            return Some(Self::Masked);
        }
        if text.ends_with('…') || text.ends_with("...") {
            return Some(Self::Truncated);
        }
        let hexadecimal = matches!(text.len(), 32 | 40 | 64) && text.bytes().all(|it| it.is_ascii_hexdigit());
        (hexadecimal && text.bytes().any(|it| it.is_ascii_alphabetic())).then_some(Self::Hashed)
    }

    /// A number for it.
    pub(super) fn code(self) -> i32 {
        match self {
            Self::Masked => 1,
            Self::Hashed => 2,
            Self::Truncated => 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_meet_in_their_fold() {
        for (fold, one, other) in [
            (Fold::LeadingZeros, "0000012345", "12345"),
            (Fold::LeadingZeros, "000", "0"),
            (Fold::Case, "Ts000101", "TS000101"),
            (Fold::Blanks, "TS 0001\u{3000}01", "TS０00101"),
            (Fold::FifteenOfEighteen, "001A0000006Vm9r", "001A0000006Vm9rIAC"),
            (Fold::FifteenOfEighteen, "11010519491231002X", "110105491231002"),
        ] {
            assert_eq!(fold.apply(one), fold.apply(other), "{one} {other}");
            assert!(Fold::ALL.iter().all(|it| *it == fold || it.apply(one) != it.apply(other)), "{one} {other}");
        }
    }

    #[test]
    fn spoiled_values_are_told_by_their_looks() {
        for (text, expected) in [
            ("138****8000", Some(Spoiled::Masked)),
            ("5d41402abc4b2a76b9719d911017c592", Some(Spoiled::Hashed)),
            ("12345678901234567890123456789012", None),
            ("SO12345…", Some(Spoiled::Truncated)),
            ("SO12345", None),
        ] {
            assert_eq!(Spoiled::of(text), expected, "{text}");
        }
    }
}

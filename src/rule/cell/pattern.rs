//! Patterns compiled to the cheapest test that is equal to them.
//!
//! `^SO[0-9]{10}$` is a length and two compares of 16 bytes at once; other fixed sequences are a table look-up a byte;
//! the rest is a dense automaton, and what grows too large for one goes to the `regex` crate.

use std::sync::Arc;

use regex_automata::dfa::{Automaton, dense};
use regex_automata::util::primitives::StateID;
use regex_automata::{Anchored, Input};
use regex_syntax::hir::{Class, Hir, HirKind, Look};

use crate::text::pattern;

/// Automata larger than this are left to the `regex` crate.
const DFA_LIMIT: usize = 1 << 20;

/// A compiled pattern.
#[derive(Clone)]
pub struct Matcher(Kind);

#[derive(Clone)]
enum Kind {
    Lanes(Lanes),
    Sequence(Arc<[ByteClass]>),
    Automaton(Arc<(dense::DFA<Vec<u32>>, StateID)>),
    Regex(Arc<regex::bytes::Regex>),
}

impl std::fmt::Debug for Matcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.0 {
            Kind::Lanes(_) => "Matcher::Lanes",
            Kind::Sequence(_) => "Matcher::Sequence",
            Kind::Automaton(_) => "Matcher::Automaton",
            Kind::Regex(_) => "Matcher::Regex",
        })
    }
}

/// Which bytes may stand at one place.
type ByteClass = [bool; 256];

/// Up to 16 places, each with one range of ASCII bytes, compared at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Lanes {
    length: usize,
    /// Per byte: 0x80 − lowest, so that adding a byte sets the top bit where it is high enough.
    floor: u128,
    /// Per byte: 0x7F − highest, so that adding a byte sets the top bit where it is too high.
    ceiling: u128,
    /// The bytes in use.
    used: u128,
}

const TOP_BITS: u128 = u128::from_le_bytes([0x80; 16]);

impl Lanes {
    fn new(ranges: &[(u8, u8)]) -> Option<Self> {
        let mut lanes = Self { length: ranges.len(), floor: 0, ceiling: 0, used: 0 };
        if ranges.len() > 16 {
            return None;
        }
        for (at, (low, high)) in ranges.iter().enumerate() {
            let shift = at * 8;
            lanes.floor |= u128::from(0x80 - low) << shift;
            lanes.ceiling |= u128::from(0x7F - high) << shift;
            lanes.used |= 0xFF_u128 << shift;
        }
        Some(lanes)
    }

    #[inline]
    fn holds(&self, cell: &[u8]) -> bool {
        if cell.len() != self.length {
            return false;
        }
        let mut bytes = [0; 16];
        bytes[..cell.len()].copy_from_slice(cell);
        self.holds_word(u128::from_le_bytes(bytes))
    }

    /// `word` may hold anything past the cell's length.
    #[inline]
    fn holds_word(&self, word: u128) -> bool {
        let word = word & self.used;
        let low_bits = word & !TOP_BITS;
        // No carry can cross a byte: both sums stay below 0x100.
        let high_enough = low_bits + self.floor;
        let too_high = low_bits + self.ceiling;
        (high_enough & !too_high & !word) & (TOP_BITS & self.used) == TOP_BITS & self.used
    }
}

impl Matcher {
    /// Compiles `pattern`.
    ///
    /// # Errors
    /// As [`pattern::compile`].
    pub fn new(pattern: &str) -> Result<Self, pattern::PatternError> {
        let meaning = pattern::meaning(pattern)?;
        if let Some(classes) = anchored_sequence(&meaning) {
            let ranges: Option<Vec<(u8, u8)>> = classes.iter().map(single_ascii_range).collect();
            if let Some(lanes) = ranges.and_then(|ranges| Lanes::new(&ranges)) {
                return Ok(Self(Kind::Lanes(lanes)));
            }
            return Ok(Self(Kind::Sequence(classes.into())));
        }
        if let Some(automaton) = automaton(pattern) {
            return Ok(Self(Kind::Automaton(Arc::new(automaton))));
        }
        Ok(Self(Kind::Regex(Arc::new(pattern::compile(pattern)?))))
    }

    /// Whether the pattern is found in `cell`, which is valid UTF-8.
    #[inline]
    pub fn is_match(&self, cell: &[u8]) -> bool {
        match &self.0 {
            Kind::Lanes(lanes) => lanes.holds(cell),
            Kind::Sequence(classes) => {
                cell.len() == classes.len()
                    && cell.iter().zip(classes.iter()).all(|(byte, class)| class[usize::from(*byte)])
            }
            Kind::Automaton(automaton) => runs(&automaton.0, automaton.1, cell),
            Kind::Regex(regex) => regex.is_match(cell),
        }
    }

    /// As [`is_match`](Self::is_match) for the cell at `start..start + length` of `text`; loads 16 bytes at once where `text` has them.
    #[inline]
    pub fn is_match_at(&self, text: &[u8], start: usize, length: usize) -> bool {
        if let Kind::Lanes(lanes) = &self.0 {
            if lanes.length != length {
                return false;
            }
            if let Some(Ok(bytes)) = text.get(start..start + 16).map(<[u8; 16]>::try_from) {
                return lanes.holds_word(u128::from_le_bytes(bytes));
            }
        }
        self.is_match(text.get(start..start + length).unwrap_or_default())
    }
}

/// Steps through a dense automaton. Matches show one byte late, hence the step at the end of the input.
#[inline]
fn runs(dfa: &dense::DFA<Vec<u32>>, start: StateID, cell: &[u8]) -> bool {
    let mut state = start;
    for byte in cell {
        state = dfa.next_state(state, *byte);
        if dfa.is_special_state(state) {
            if dfa.is_match_state(state) {
                return true;
            }
            if dfa.is_dead_state(state) {
                return false;
            }
        }
    }
    dfa.is_match_state(dfa.next_eoi_state(state))
}

fn automaton(pattern: &str) -> Option<(dense::DFA<Vec<u32>>, StateID)> {
    let pattern = pattern::with_ascii_classes(pattern).ok()?;
    let config = dense::Config::new().dfa_size_limit(Some(DFA_LIMIT)).determinize_size_limit(Some(DFA_LIMIT));
    let dfa = dense::Builder::new().configure(config).build(&pattern).ok()?;
    let start = dfa.start_state_forward(&Input::new(b"").anchored(Anchored::No)).ok()?;
    Some((dfa, start))
}

/// The classes of a pattern that is anchored at both ends and always of one length in bytes.
fn anchored_sequence(meaning: &Hir) -> Option<Vec<ByteClass>> {
    let HirKind::Concat(parts) = meaning.kind() else { return None };
    let (first, rest) = parts.split_first()?;
    let (last, middle) = rest.split_last()?;
    if !matches!(first.kind(), HirKind::Look(Look::Start)) || !matches!(last.kind(), HirKind::Look(Look::End)) {
        return None;
    }
    let mut classes = Vec::new();
    middle.iter().all(|part| push_classes(part, &mut classes)).then_some(classes)
}

fn push_classes(part: &Hir, classes: &mut Vec<ByteClass>) -> bool {
    match part.kind() {
        HirKind::Literal(literal) => {
            classes.extend(literal.0.iter().map(|byte| class_of([(*byte, *byte)])));
        }
        HirKind::Class(class) => match ascii_class(class) {
            Some(class) => classes.push(class),
            None => return false,
        },
        HirKind::Repetition(it) => {
            if it.max != Some(it.min) || it.min > 64 {
                return false;
            }
            return (0..it.min).all(|_| push_classes(&it.sub, classes)) && classes.len() <= 256;
        }
        HirKind::Capture(it) => return push_classes(&it.sub, classes),
        HirKind::Concat(parts) => return parts.iter().all(|it| push_classes(it, classes)),
        _ => return false,
    }
    true
}

fn ascii_class(class: &Class) -> Option<ByteClass> {
    match class {
        Class::Unicode(class) => {
            let ranges = class.ranges().iter();
            let narrow = |c: char| u8::try_from(u32::from(c)).ok().filter(u8::is_ascii);
            let ranges: Option<Vec<(u8, u8)>> =
                ranges.map(|it| Some((narrow(it.start())?, narrow(it.end())?))).collect();
            Some(class_of(ranges?))
        }
        Class::Bytes(class) => {
            class.is_ascii().then(|| class_of(class.ranges().iter().map(|it| (it.start(), it.end()))))
        }
    }
}

fn class_of(ranges: impl IntoIterator<Item = (u8, u8)>) -> ByteClass {
    let mut class = [false; 256];
    for (low, high) in ranges {
        for byte in low..=high {
            class[usize::from(byte)] = true;
        }
    }
    class
}

/// Lowest and highest byte of a class, if it holds all between them and all are ASCII.
fn single_ascii_range(class: &ByteClass) -> Option<(u8, u8)> {
    let low = class.iter().position(|it| *it)?;
    let high = class.iter().rposition(|it| *it)?;
    let whole = class[low..=high].iter().all(|it| *it);
    (whole && high < 0x80).then_some((u8::try_from(low).ok()?, u8::try_from(high).ok()?))
}

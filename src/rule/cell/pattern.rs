//! Patterns compiled to the cheapest test that is equal to them.
//!
//! `^SO[0-9]{10}$` is a length and two compares of 16 bytes at once, and so is each branch of `^(1[3-9][0-9]{9}|\+[1-9][0-9]{7,14})$`;
//! other fixed sequences are a table look-up a byte; automata of few states are a shift a byte; the rest is a dense
//! automaton, and what grows too large for one goes to the `regex` crate.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use regex_automata::dfa::{Automaton, dense};
use regex_automata::util::primitives::StateID;
use regex_automata::{Anchored, Input};
use regex_syntax::hir::{Class, Hir, HirKind, Look};

use super::lanes::{Lanes, Range};
use super::shift::Shift;
use crate::text::{WORD, pattern, word, word_at};

/// Automata larger than this are left to the `regex` crate.
const DFA_LIMIT: usize = 1 << 20;

/// A compiled pattern.
#[derive(Clone)]
pub struct Matcher(Kind);

#[derive(Clone)]
enum Kind {
    Lanes(Lanes),
    Branches(Arc<[Lanes]>),
    Sequence(Arc<[ByteClass]>),
    Shift(Arc<Shift>),
    Automaton(Arc<(dense::DFA<Vec<u32>>, StateID)>),
    Regex(Arc<regex::bytes::Regex>),
}

impl std::fmt::Debug for Matcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.0 {
            Kind::Lanes(_) => "Matcher::Lanes",
            Kind::Branches(_) => "Matcher::Branches",
            Kind::Sequence(_) => "Matcher::Sequence",
            Kind::Shift(_) => "Matcher::Shift",
            Kind::Automaton(_) => "Matcher::Automaton",
            Kind::Regex(_) => "Matcher::Regex",
        })
    }
}

/// Patterns compiled before: every file of a dataset has the same ones, and there are no more than the dictionary declares.
static COMPILED: Mutex<BTreeMap<Box<str>, Matcher>> = Mutex::new(BTreeMap::new());

/// Which bytes may stand at one place.
type ByteClass = [bool; 256];

impl Matcher {
    /// Compiles `pattern`.
    ///
    /// # Errors
    /// As [`pattern::compile`].
    pub fn new(pattern: &str) -> Result<Self, pattern::PatternError> {
        let known = COMPILED.lock().ok().and_then(|it| it.get(pattern).cloned());
        if let Some(matcher) = known {
            return Ok(matcher);
        }
        let matcher = Self::compile(pattern)?;
        if let Ok(mut compiled) = COMPILED.lock() {
            compiled.insert(pattern.into(), matcher.clone());
        }
        Ok(matcher)
    }

    fn compile(pattern: &str) -> Result<Self, pattern::PatternError> {
        let meaning = pattern::meaning(pattern)?;
        if let Some(branches) = anchored(&meaning).and_then(branches) {
            return Ok(Self(match *branches {
                [one] => Kind::Lanes(one),
                _ => Kind::Branches(branches.into()),
            }));
        }
        if let Some(classes) = anchored(&meaning).and_then(sequence) {
            return Ok(Self(Kind::Sequence(classes.into())));
        }
        if let Some(automaton) = automaton(pattern) {
            return Ok(Self(match Shift::new(&automaton.0, automaton.1) {
                Some(shift) => Kind::Shift(Arc::new(shift)),
                None => Kind::Automaton(Arc::new(automaton)),
            }));
        }
        Ok(Self(Kind::Regex(Arc::new(pattern::compile(pattern)?))))
    }

    /// Whether the pattern is found in `cell`, which is valid UTF-8.
    pub fn is_match(&self, cell: &[u8]) -> bool {
        self.is_match_at(cell, 0, cell.len())
    }

    /// As [`is_match`](Self::is_match) for the cell at `start..start + length` of `text`.
    #[inline]
    pub fn is_match_at(&self, text: &[u8], start: usize, length: usize) -> bool {
        match &self.0 {
            Kind::Lanes(lanes) => length <= WORD && lanes.hold(word_at(text, start, length), length),
            Kind::Branches(branches) => {
                length <= WORD && {
                    let word = word_at(text, start, length);
                    branches.iter().fold(false, |any, it| any | it.hold(word, length))
                }
            }
            other => other.is_match(text.get(start..start + length).unwrap_or_default()),
        }
    }
}

impl Kind {
    #[inline]
    fn is_match(&self, cell: &[u8]) -> bool {
        let held = |lanes: &Lanes| cell.len() <= WORD && lanes.hold(word(cell), cell.len());
        match self {
            Self::Lanes(lanes) => held(lanes),
            Self::Branches(branches) => branches.iter().any(held),
            Self::Sequence(classes) => {
                cell.len() == classes.len()
                    && cell.iter().zip(classes.iter()).all(|(byte, class)| class[usize::from(*byte)])
            }
            Self::Shift(shift) => shift.is_match(cell),
            Self::Automaton(automaton) => runs(&automaton.0, automaton.1, cell),
            Self::Regex(regex) => regex.is_match(cell),
        }
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

/// What stands between the anchors of a pattern that has one at each end.
fn anchored(meaning: &Hir) -> Option<&[Hir]> {
    let HirKind::Concat(parts) = meaning.kind() else { return None };
    let (first, rest) = parts.split_first()?;
    let (last, middle) = rest.split_last()?;
    let both = matches!(first.kind(), HirKind::Look(Look::Start)) && matches!(last.kind(), HirKind::Look(Look::End));
    both.then_some(middle)
}

/// The classes of a text that is always of one length in bytes.
fn sequence(parts: &[Hir]) -> Option<Vec<ByteClass>> {
    let mut classes = Vec::new();
    parts.iter().all(|part| push_classes(part, &mut classes)).then_some(classes)
}

/// Most alternatives that are compared one after the other.
const BRANCHES: usize = 4;

/// The shapes of a text that has one of a few, each of which may vary in length only at its end.
fn branches(parts: &[Hir]) -> Option<Vec<Lanes>> {
    if let [only] = parts
        && let HirKind::Alternation(all) = uncaptured(only).kind()
    {
        return if all.len() <= BRANCHES { all.iter().map(|it| shape(&[it])).collect() } else { None };
    }
    Some(vec![shape(&parts.iter().collect::<Vec<_>>())?])
}

fn uncaptured(part: &Hir) -> &Hir {
    match part.kind() {
        HirKind::Capture(it) => uncaptured(&it.sub),
        _ => part,
    }
}

/// Parts one after the other as one shape.
fn shape(parts: &[&Hir]) -> Option<Lanes> {
    if let [only] = parts
        && let HirKind::Concat(inner) = uncaptured(only).kind()
    {
        return shape(&inner.iter().collect::<Vec<_>>());
    }
    let (mut ranges, mut least): (Vec<Range>, usize) = (Vec::new(), 0);
    for part in parts {
        if least < ranges.len() {
            // Only what comes last may be missing.
            return None;
        }
        let (repeated, times) = match uncaptured(part).kind() {
            HirKind::Repetition(it) if it.max.is_some_and(|max| max > it.min && max as usize <= WORD) => {
                (&*it.sub, Some((it.min as usize, it.max? as usize)))
            }
            _ => (*part, None),
        };
        let mut classes = Vec::new();
        push_classes(repeated, &mut classes).then_some(())?;
        let singles: Vec<Range> = classes.iter().map(single_ascii_range).collect::<Option<_>>()?;
        match (times, singles.as_slice()) {
            (None, _) => {
                ranges.extend(&singles);
                least = ranges.len();
            }
            (Some((min, max)), [one]) => {
                least += min;
                ranges.extend(std::iter::repeat_n(*one, max));
            }
            _ => return None,
        }
    }
    Lanes::new(&ranges, least)
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
fn single_ascii_range(class: &ByteClass) -> Option<Range> {
    let low = class.iter().position(|it| *it)?;
    let high = class.iter().rposition(|it| *it)?;
    let whole = class[low..=high].iter().all(|it| *it);
    (whole && high < 0x80).then_some((u8::try_from(low).ok()?, u8::try_from(high).ok()?))
}

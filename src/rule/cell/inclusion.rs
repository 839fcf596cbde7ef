//! Whether one pattern allows what another one does not, with a value that proves it.
//!
//! Both become automata and are walked together, shortest values first (the product construction); the first value
//! that one accepts and the other refuses is the proof. Values are made of ASCII and a few characters that stand for
//! all others, so a value is a proof and its absence is not.

use std::collections::{HashSet, VecDeque};

use regex_automata::dfa::{Automaton, dense};
use regex_automata::util::primitives::StateID;
use regex_automata::{Anchored, Input};

use crate::text::pattern::{PatternError, with_ascii_classes};

/// Larger automata are not compared.
const DFA_LIMIT: usize = 1 << 20;

/// Most pairs of states that are looked at.
const MOST_PAIRS: usize = 20_000;

/// A value of `least..=most` characters that `pattern` allows and `other` does not; none where none was found.
///
/// # Errors
/// When one of them is no pattern of the linear-time dialect, or grows too large to be compared.
pub fn allowed_beyond(pattern: &str, other: &str, length: (u64, u64)) -> Result<Option<String>, PatternError> {
    if pattern == other {
        return Ok(None);
    }
    let (mine, theirs) = (Side::new(pattern)?, Side::new(other)?);
    let symbols = symbols(&mine, &theirs);
    let least = length.0.min(64);
    let mut seen = HashSet::new();
    // Value, states of both, its length as far as it matters.
    let mut queue = VecDeque::from([(String::new(), mine.start, theirs.start, 0_u64)]);
    let mut empty = None;
    while let Some((value, a, b, characters)) = queue.pop_front() {
        if characters >= least && mine.accepts(a) && !theirs.accepts(b) {
            if !value.is_empty() {
                return Ok(Some(value));
            }
            empty = Some(value.clone());
        }
        if characters >= length.1 || seen.len() >= MOST_PAIRS {
            continue;
        }
        for symbol in &symbols {
            let (next, beyond) = (mine.step(a, *symbol), theirs.step(b, *symbol));
            // What mine can no longer accept, or theirs accepts whatever follows, proves nothing.
            if mine.is_lost(next) || beyond == State::Found {
                continue;
            }
            let known = if characters < least { characters + 1 } else { least };
            if seen.insert((next, beyond, known)) {
                let mut longer = value.clone();
                longer.push(*symbol);
                queue.push_back((longer, next, beyond, characters + 1));
            }
        }
    }
    Ok(empty)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum State {
    /// A match was found: whatever follows, the pattern holds.
    Found,
    At(StateID),
}

struct Side {
    dfa: dense::DFA<Vec<u32>>,
    start: State,
}

impl Side {
    fn new(pattern: &str) -> Result<Self, PatternError> {
        let text = with_ascii_classes(pattern)?;
        let config = dense::Config::new().dfa_size_limit(Some(DFA_LIMIT)).determinize_size_limit(Some(DFA_LIMIT));
        let dfa = dense::Builder::new().configure(config).build(&text);
        let dfa = dfa.map_err(|error| PatternError(error.to_string()))?;
        let start = dfa.start_state_forward(&Input::new(b"").anchored(Anchored::No));
        let start = start.map_err(|error| PatternError(error.to_string()))?;
        Ok(Self { start: Self::found_or(&dfa, start), dfa })
    }

    fn found_or(dfa: &dense::DFA<Vec<u32>>, state: StateID) -> State {
        if dfa.is_match_state(state) { State::Found } else { State::At(state) }
    }

    fn step(&self, state: State, symbol: char) -> State {
        let mut bytes = [0; 4];
        let mut state = state;
        for byte in symbol.encode_utf8(&mut bytes).bytes() {
            let State::At(at) = state else { return State::Found };
            state = Self::found_or(&self.dfa, self.dfa.next_state(at, byte));
        }
        state
    }

    /// Matches show one byte late, hence the step at the end of the value.
    fn accepts(&self, state: State) -> bool {
        match state {
            State::Found => true,
            State::At(at) => self.dfa.is_match_state(self.dfa.next_eoi_state(at)),
        }
    }

    fn is_lost(&self, state: State) -> bool {
        matches!(state, State::At(at) if self.dfa.is_dead_state(at) || self.dfa.is_quit_state(at))
    }
}

/// One character for each class of bytes that both sides tell apart, common ones first.
fn symbols(a: &Side, b: &Side) -> Vec<char> {
    let (mine, theirs) = (a.dfa.byte_classes(), b.dfa.byte_classes());
    let common = ('0'..='9').chain('A'..='Z').chain('a'..='z').chain(' '..='~').chain(['\t', '\n']);
    let mut known = HashSet::new();
    let ascii = common.filter(|c| {
        let byte = u8::try_from(*c).unwrap_or_default();
        known.insert((mine.get(byte), theirs.get(byte)))
    });
    ascii.chain(['中', '１', 'é', '😀']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wider_pattern_is_proven_by_a_value() {
        for (pattern, other, proof) in [
            ("^[0-9]{19}$", "^[0-9]{19}$", false),
            (r"^\d{19}$", "^[0-9]{19}$", false),
            ("^[0-9]{8}$", "^[0-9]{8,32}$", false),
            ("^[A-Z]{2}[0-9]{6}$", "^[0-9A-Z-]{8,32}$", false),
            ("^SF[0-9]{12}$", "^(SF|YT|ZT)[0-9]{12}$", false),
            ("^[0-9]{18,19}$", "^[0-9]{19}$", true),
            ("[0-9]{19}", "^[0-9]{19}$", true),
            ("^[0-9A-Za-z]{19}$", "^[0-9]{19}$", true),
            (".*", "^[0-9]+$", true),
            ("^.+$", "^[ -~]+$", true),
            ("^[0-9]*$", "^[0-9]+$", true),
        ] {
            let value = allowed_beyond(pattern, other, (0, u64::MAX)).expect(pattern);
            assert_eq!(value.is_some(), proof, "{pattern} beyond {other}: {value:?}");
            if let Some(value) = value {
                let holds = |text| crate::text::pattern::compile(text).expect(text).is_match(value.as_bytes());
                assert!(holds(pattern) && !holds(other), "{value:?} for {pattern} beyond {other}");
            }
        }
    }

    #[test]
    fn lengths_declared_beside_a_pattern_count() {
        assert_eq!(allowed_beyond("^[0-9]+$", "^[0-9]{1,4}$", (0, 4)), Ok(None));
        assert_eq!(allowed_beyond("^[0-9]*$", "^[0-9]{3}$", (3, 3)), Ok(None));
        assert_eq!(allowed_beyond("^[0-9]*$", "^[0-9]{3}$", (3, 4)), Ok(Some("0000".to_owned())));
    }

    #[test]
    fn what_cannot_be_compared_is_an_error() {
        assert!(allowed_beyond("(?=a)b", "a", (0, 9)).is_err());
    }
}

//! Automata of up to ten states without a table look-up that waits for the one before.
//!
//! Where each state leads on one byte is packed into one word, six bits a state, and a state is where its bits begin. A
//! step is then one shift of a word that does not depend on the state, five times quicker than the next row of a table
//! (Pekka Väänänen and Per Vognsen, "Shift-based DFAs", 2022).

use std::collections::BTreeMap;

use regex_automata::dfa::{Automaton, dense};
use regex_automata::util::primitives::StateID;

/// Most states that a word has room for.
const STATES: usize = 10;
/// Bits of a state.
const BITS: usize = 6;
/// Most states looked at before equal ones are joined.
const LOOKED_AT: usize = 48;

/// A small automaton.
#[derive(Clone)]
pub(super) struct Shift {
    /// For each byte, where each state leads.
    rows: Box<[u64; 256]>,
    start: u64,
    /// A bit at each state in which the end of the value is a match.
    accepting: u64,
}

/// States as numbers: where they lead on each byte, and whether the value may end there.
struct States {
    leads: Vec<[u8; 256]>,
    accepting: Vec<bool>,
}

impl Shift {
    /// The same automaton as `dfa` from `start` on; `None` where it needs too many states.
    pub(super) fn new(dfa: &dense::DFA<Vec<u32>>, start: StateID) -> Option<Self> {
        let states = States::reached(dfa, start)?;
        let kinds = states.kinds();
        let count = usize::from(*kinds.iter().max()?) + 1;
        if count > STATES {
            return None;
        }
        let mut rows = Box::new([0_u64; 256]);
        let mut accepting = 0;
        for (state, kind) in kinds.iter().enumerate() {
            let place = usize::from(*kind) * BITS;
            accepting |= u64::from(*states.accepting.get(state)?) << place;
            for (row, lead) in rows.iter_mut().zip(states.leads.get(state)?) {
                let to = u64::from(*kinds.get(usize::from(*lead))?) * BITS as u64;
                *row = (*row & !(0x3F << place)) | (to << place);
            }
        }
        Some(Self { rows, start: u64::from(*kinds.first()?) * BITS as u64, accepting })
    }

    /// Whether the pattern is found in `cell`.
    #[inline]
    pub(super) fn is_match(&self, cell: &[u8]) -> bool {
        let end = cell.iter().fold(self.start, |state, byte| self.rows[usize::from(*byte)] >> (state & 0x3F));
        self.accepting >> (end & 0x3F) & 1 == 1
    }
}

impl States {
    /// All states that can be reached, the start first. A match that needs no more bytes is one state, and so is failure.
    fn reached(dfa: &dense::DFA<Vec<u32>>, start: StateID) -> Option<Self> {
        let mut numbers: BTreeMap<StateID, u8> = BTreeMap::new();
        let mut found = vec![start];
        numbers.insert(start, 0);
        let mut states = Self { leads: Vec::new(), accepting: Vec::new() };
        while let Some(state) = found.get(states.leads.len()).copied() {
            let matched = dfa.is_match_state(state);
            if dfa.is_quit_state(state) || found.len() > LOOKED_AT {
                return None;
            }
            states.accepting.push(matched || dfa.is_match_state(dfa.next_eoi_state(state)));
            let mut leads = [0; 256];
            for (byte, lead) in (0..=u8::MAX).zip(&mut leads) {
                let next = if matched { state } else { dfa.next_state(state, byte) };
                let number = u8::try_from(found.len()).ok()?;
                *lead = *numbers.entry(next).or_insert_with(|| {
                    found.push(next);
                    number
                });
            }
            states.leads.push(leads);
        }
        Some(states)
    }

    /// For each state, a number that it shares with exactly those that no text can tell from it (Moore's refinement).
    fn kinds(&self) -> Vec<u8> {
        let mut kinds: Vec<u8> = self.accepting.iter().map(|it| u8::from(*it)).collect();
        loop {
            let mut known: BTreeMap<Vec<u8>, u8> = BTreeMap::new();
            let mut refined = Vec::with_capacity(kinds.len());
            for (kind, leads) in kinds.iter().zip(&self.leads) {
                let to = leads.iter().map(|it| kinds.get(usize::from(*it)).copied().unwrap_or_default());
                let signature: Vec<u8> = std::iter::once(*kind).chain(to).collect();
                let next = u8::try_from(known.len()).unwrap_or(u8::MAX);
                refined.push(*known.entry(signature).or_insert(next));
            }
            let settled = refined.iter().max() == kinds.iter().max();
            kinds = refined;
            if settled {
                return kinds;
            }
        }
    }
}

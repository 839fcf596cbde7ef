//! All detectors of a column in one pass: most cells are of no interest to any, and that is settled by their first byte.

use super::column::outcome;
use crate::model::Date;
use crate::rule::column::{Detector, Held, Interest, Spans, Which, proven_shape};
use crate::rule::{FieldSpec, Rule};
use crate::table::{CellKind, Column};
use crate::text::{ByteSet, Signs};

/// One detector of a column and the rule it speaks for.
pub struct Watch {
    /// The rule.
    pub rule: &'static Rule,
    /// Its detector.
    pub detector: Box<dyn Detector>,
}

impl Watch {
    fn takes(&self, code: u8) -> bool {
        match code {
            outcome::OK | outcome::PADDED => true,
            outcome::SKIPPED => self.detector.which() == Which::RightOrSkipped,
            _ => false,
        }
    }
}

/// The detectors of one column.
pub struct Lookout {
    watches: Vec<Watch>,
    interests: Vec<Wanted>,
    /// For each first byte, the interests that such a cell may be of; a bit each.
    first: Box<[u64; 256]>,
}

/// One interest of one detector.
struct Wanted {
    watch: usize,
    interest: Interest,
    /// Whether the declared checks let no right cell be of it. What passed only without its blanks may be.
    ruled_out: bool,
}

/// What detectors look at.
#[derive(Clone, Copy, Debug)]
pub struct Sight<'s> {
    /// The cells.
    pub column: &'s Column,
    /// What they are parts of.
    pub text: &'s [u8],
    /// Their outcomes.
    pub outcomes: &'s [u8],
    /// What the block holds.
    pub signs: Signs,
    /// Rows with a line break in some cell; `None` where any row may have one.
    pub broken: Option<&'s [u32]>,
    /// Whether any cell is padded or skipped.
    pub odd: bool,
}

/// A cell, the detector that has a class for it, and the class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sorted {
    /// Its number in the column.
    pub cell: usize,
    /// The detector's place among those of the column.
    pub watch: usize,
    /// Never 0.
    pub class: u8,
}

/// The kind that a container holds a cell as, where that is one of values.
fn held(kind: CellKind) -> Option<Held> {
    match kind {
        CellKind::Text => Some(Held::Text),
        CellKind::Number => Some(Held::Number),
        CellKind::Bool => Some(Held::Bool),
        _ => None,
    }
}

/// Which interests are looked at in a block; a bit each.
#[derive(Default)]
struct Active {
    /// By the outcome of a cell.
    taken: [u64; outcome::COUNT],
    /// In any row.
    everywhere: u64,
    /// Only where a line break stands.
    broken: u64,
}

impl Active {
    /// Those whose detectors take a cell of this outcome.
    fn taken(&self, code: Option<&u8>) -> u64 {
        code.and_then(|it| self.taken.get(usize::from(*it))).copied().unwrap_or_default()
    }
}

impl Lookout {
    /// Binds the detectors of `rules` to the field.
    pub(super) fn new(spec: &FieldSpec, rules: &[&'static Rule], as_of: Date) -> Self {
        let bind = |rule: &&'static Rule| Some(Watch { rule, detector: (rule.parts.column?)(spec, as_of)? });
        let mut lookout = Self { watches: Vec::new(), interests: Vec::new(), first: Box::new([0; 256]) };
        rules.iter().filter_map(bind).for_each(|it| lookout.add(spec, it));
        lookout
    }

    /// Adds one more detector.
    pub(super) fn add(&mut self, spec: &FieldSpec, it: Watch) {
        let (shape, watch) = (proven_shape(spec), self.watches.len());
        for interest in it.detector.interests() {
            let bit = bit(self.interests.len());
            for (byte, bits) in (0..=u8::MAX).zip(self.first.iter_mut()) {
                *bits |= if interest.first.has(byte) { bit } else { 0 };
            }
            self.interests.push(Wanted { watch, ruled_out: interest.is_ruled_out(&shape), interest });
        }
        self.watches.push(it);
    }

    /// The detectors, in the order of their rules.
    pub fn watches(&self) -> &[Watch] {
        &self.watches
    }

    /// Whether it matters for any cell what signs a block holds.
    pub fn needs_signs(&self) -> bool {
        self.interests.iter().any(|it| it.interest.signs != Signs::default())
    }

    /// Whether there is nothing to look for but in padded or skipped cells.
    pub fn is_idle(&self) -> bool {
        self.interests.iter().all(|it| it.ruled_out)
    }

    /// Sorts the cells of a block into `sorted`, which is emptied first: those of one class in their order.
    pub fn look(&self, sight: Sight<'_>, sorted: &mut Vec<Sorted>) {
        sorted.clear();
        let mut active = self.active(sight);
        self.glance(sight, &mut active, sorted);
        if active.broken != 0 {
            self.look_at_breaks(sight, &active, sorted);
        } else if active.everywhere != 0 {
            self.look_at_beginnings(sight, &active, sorted);
        }
    }

    /// What the first byte of a cell clears costs a look-up.
    fn look_at_beginnings(&self, sight: Sight<'_>, active: &Active, sorted: &mut Vec<Sorted>) {
        for (cell, start) in sight.column.starts.iter().enumerate() {
            let first = sight.text.get(*start as usize).copied().unwrap_or_default();
            let seen = self.first[usize::from(first)] & active.everywhere;
            if seen != 0 {
                self.sort(cell, sight, seen & active.taken(sight.outcomes.get(cell)), sorted);
            }
        }
    }

    /// The same where it matters as well whether a line break stands in the cell.
    fn look_at_breaks(&self, sight: Sight<'_>, active: &Active, sorted: &mut Vec<Sorted>) {
        let mut broken = sight.broken.unwrap_or_default().iter().map(|it| *it as usize).peekable();
        for (cell, start) in sight.column.starts.iter().enumerate() {
            let first = sight.text.get(*start as usize).copied().unwrap_or_default();
            let mut seen = self.first[usize::from(first)] & active.everywhere;
            if sight.broken.is_none() || broken.next_if(|row| *row <= cell).is_some() {
                seen |= active.broken;
            }
            if seen != 0 {
                self.sort(cell, sight, seen & active.taken(sight.outcomes.get(cell)), sorted);
            }
        }
    }

    /// Lets detectors that would have to see nearly every cell pick those worth it themselves. They have seen all then.
    fn glance(&self, sight: Sight<'_>, active: &mut Active, sorted: &mut Vec<Sorted>) {
        let cells = Spans { starts: &sight.column.starts, lens: &sight.column.lens, text: sight.text };
        let mut asked = Vec::new();
        for (at, it) in self.interests.iter().enumerate().take(LAST) {
            let broad = it.interest.first == ByteSet::ALL && active.everywhere & bit(at) != 0;
            let Some(watch) = self.watches.get(it.watch).filter(|_| broad) else { continue };
            asked.clear();
            if !watch.detector.glance(cells, sight.signs, &mut asked) {
                continue;
            }
            for cell in &asked {
                self.sort(*cell, sight, bit(at) & active.taken(sight.outcomes.get(*cell)), sorted);
            }
            active.everywhere &= !bit(at);
        }
    }

    fn active(&self, sight: Sight<'_>) -> Active {
        let mut active = Active::default();
        let lens = sight.column.lens.iter();
        let (shortest, longest) = lens.fold((u32::MAX, 0), |(least, most), it| (least.min(*it), most.max(*it)));
        for (at, it) in self.interests.iter().enumerate() {
            let bit = bit(at);
            let nowhere = it.ruled_out && !sight.odd || !sight.signs.meet(it.interest.signs);
            let unfit = it.interest.least > longest || it.interest.most < shortest;
            if nowhere || unfit || it.interest.broken && sight.broken.is_some_and(<[u32]>::is_empty) {
                continue;
            }
            let place = if it.interest.broken { &mut active.broken } else { &mut active.everywhere };
            *place |= bit;
            let takes = |code| self.watches.get(it.watch).is_some_and(|watch| watch.takes(code));
            for (code, taken) in (0..).zip(&mut active.taken) {
                if takes(code) {
                    *taken |= bit;
                }
            }
        }
        active
    }

    /// Asks the detectors whose interests are in `seen`, each once.
    #[inline(never)]
    fn sort(&self, cell: usize, sight: Sight<'_>, mut seen: u64, sorted: &mut Vec<Sorted>) {
        let bytes = sight.column.bytes(cell, sight.text);
        let held = sight.column.kinds.get(cell).and_then(|it| held(*it));
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        let mut asked = None;
        while seen != 0 {
            let at = seen.trailing_zeros() as usize;
            seen &= seen - 1;
            let end = if at == LAST { self.interests.len() } else { at + 1 };
            for Wanted { watch, interest, .. } in self.interests.get(at..end).unwrap_or_default() {
                let fits = (interest.least..=interest.most).contains(&length) && asked != Some(*watch);
                if !fits || interest.broken && memchr::memchr2(b'\n', b'\r', bytes).is_none() {
                    continue;
                }
                asked = Some(*watch);
                let class = self.watches.get(*watch).map_or(0, |it| {
                    let by_kind = held.map_or(0, |held| it.detector.class_held(held));
                    if by_kind == 0 { it.detector.class(bytes, sight.signs) } else { by_kind }
                });
                if class != 0 {
                    sorted.push(Sorted { cell, watch: *watch, class });
                }
            }
        }
    }
}

/// The bit of an interest. Those beyond the last bit share it.
fn bit(at: usize) -> u64 {
    1 << at.min(LAST)
}

const LAST: usize = u64::BITS as usize - 1;

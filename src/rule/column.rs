//! Rules over whole columns: cells are sorted into classes while they are in memory, counts are judged at the end of the file.

use super::FieldSpec;
use super::cell::Words;
use crate::finding::Severity;
use crate::model::{Date, FormatChoice, LogicalType};
use crate::text::pattern;

/// What kinds of bytes a text holds. A detector that needs one that is not there has nothing to look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs(pub u8);

impl Signs {
    /// Control characters but TAB, CR and LF.
    pub const CONTROL: Self = Self(1);
    /// What may be an invisible character: no-break blanks, marks of direction, joiners, byte order marks, ideographic blanks.
    pub const INVISIBLE: Self = Self(2);
    /// `&`, `%`, `\` or `<`.
    pub const ESCAPE: Self = Self(4);
    /// TAB.
    pub const TAB: Self = Self(8);
    /// Full-width forms.
    pub const WIDE: Self = Self(16);
    /// Anything that is not ASCII.
    pub const HIGH: Self = Self(32);
    /// U+FFFD or 锟: what stands for lost bytes.
    pub const LOST: Self = Self(64);
    /// Perhaps line breaks within cells; whoever reads records sets it.
    pub const BREAK: Self = Self(128);

    /// Both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any of `needed` is here; true where nothing is needed.
    pub fn meet(self, needed: Self) -> bool {
        needed.0 == 0 || self.0 & needed.0 != 0
    }

    /// The signs of a text. Three bytes are looked at at once, without a branch, so that it runs at the speed of memory.
    pub fn of(text: &[u8]) -> Self {
        let second = text.get(1..).unwrap_or_default();
        let third = text.get(2..).unwrap_or_default();
        let mut all = 0;
        for ((a, b), c) in text.iter().zip(second).zip(third) {
            all |= sign(*a, *b, *c);
        }
        let tail = text.get(text.len().saturating_sub(2)..).unwrap_or_default();
        let at = |at: usize| tail.get(at).copied().unwrap_or(b' ');
        Self(all | sign(at(0), at(1), b' ') | sign(at(1), b' ', b' '))
    }
}

/// The signs of the byte `a`, which `b` and `c` follow.
#[inline(always)]
#[expect(
    clippy::inline_always,
    clippy::needless_bitwise_bool,
    reason = "a call or a branch would keep the loop from being made of vectors"
)]
fn sign(a: u8, b: u8, c: u8) -> u8 {
    let is = |it: bool| u8::from(it).wrapping_neg();
    let within = |it: u8, low: u8, high: u8| it.wrapping_sub(low) <= high - low;
    let control = (a < 0x20) & !within(a, 9, 13) | (a == 0x7F);
    let latin = (a == 0xC2) & (b <= 0xAD);
    let general = (a == 0xE2)
        & (((b == 0x80) & (within(c, 0x8B, 0x8F) | within(c, 0xAA, 0xAF))) | ((b == 0x81) & within(c, 0xA0, 0xA9)));
    let other = ((a == 0xEF) & (b == 0xBB)) | ((a == 0xE1) & (b == 0xA0)) | ((a == 0xE3) & (b == 0x80) & (c == 0x80));
    let escape = within(a, b'%', b'&') | (a == b'\\') | (a == b'<');
    let lost = ((a == 0xEF) & (b == 0xBF) & (c == 0xBD)) | ((a == 0xE9) & (b == 0x94) & (c == 0x9F));
    let wide = (a == 0xEF) & within(b, 0xBC, 0xBD);
    is(control) & Signs::CONTROL.0
        | is(latin | general | other) & Signs::INVISIBLE.0
        | is(escape) & Signs::ESCAPE.0
        | is(a == b'\t') & Signs::TAB.0
        | is(lost) & Signs::LOST.0
        | is(wide) & Signs::WIDE.0
        | is(a >= 0x80) & Signs::HIGH.0
}

/// Which cells a detector looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Those that passed every check, blanks round them included.
    #[default]
    Right,
    /// Those and accepted masked ones.
    RightOrSkipped,
    /// Those that failed a check.
    Failed,
}

/// The cells of one column of a block.
#[derive(Clone, Copy, Debug)]
pub struct Values<'b> {
    /// Text that cells are parts of.
    pub text: &'b [u8],
    /// First byte of each cell.
    pub starts: &'b [u32],
    /// Bytes of each cell.
    pub lens: &'b [u32],
    /// Outcome of each cell.
    pub outcomes: &'b [u8],
    /// Which of them are looked at.
    pub which: Which,
    /// What the block holds.
    pub signs: Signs,
}

impl<'b> Values<'b> {
    /// Outcome of a cell that is right.
    pub const RIGHT: u8 = 0;
    /// Outcome of a cell that is neither null nor tested.
    pub const SKIPPED: u8 = 2;
    /// Outcome of a cell that is right but for the blanks round it.
    pub const PADDED: u8 = 3;
    /// Outcome of a cell whose bytes are of no text.
    pub const UNDECODABLE: u8 = 31;

    fn takes(&self, outcome: u8) -> bool {
        match self.which {
            Which::Right => outcome == Self::RIGHT || outcome == Self::PADDED,
            Which::RightOrSkipped => matches!(outcome, Self::RIGHT | Self::SKIPPED | Self::PADDED),
            Which::Failed => outcome > Self::PADDED && outcome != Self::UNDECODABLE,
        }
    }

    /// Sorts the cells of at least `least` bytes: `class` gives 0 for a cell of no interest.
    pub fn sort(&self, least: u32, found: &mut Found, class: impl Fn(&'b [u8]) -> u8) {
        let spans = self.starts.iter().zip(self.lens).zip(self.outcomes);
        for (row, ((start, len), outcome)) in spans.enumerate() {
            if *len < least || !self.takes(*outcome) {
                continue;
            }
            let from = *start as usize;
            let class = class(self.text.get(from..from + *len as usize).unwrap_or_default());
            if class != 0 {
                found.add(row, class);
            }
        }
    }

    /// The same over texts; cells that are no UTF-8 are none.
    pub fn sort_texts(&self, least: u32, found: &mut Found, class: impl Fn(&'b str) -> u8) {
        self.sort(least, found, |cell| std::str::from_utf8(cell).map_or(0, &class));
    }
}

/// Most classes that a detector tells apart.
pub const CLASSES: usize = 64;

/// What was found in one block.
#[derive(Clone, Debug)]
pub struct Found {
    /// Cells of each class.
    pub counts: [u64; CLASSES],
    /// Rows and their classes, in order.
    pub rows: Vec<(usize, u8)>,
}

impl Default for Found {
    fn default() -> Self {
        Self { counts: [0; CLASSES], rows: Vec::new() }
    }
}

impl Found {
    fn add(&mut self, row: usize, class: u8) {
        if let Some(count) = self.counts.get_mut(usize::from(class)) {
            *count += 1;
            self.rows.push((row, class));
        }
    }
}

/// What was found in a whole file.
pub struct Counted<'f> {
    /// Cells of each class.
    pub counts: [u64; CLASSES],
    /// Cells that were neither null nor skipped.
    pub tested: u64,
    /// The first value of a class: as it may be shown, and itself (for measuring, never for showing).
    pub first: &'f dyn Fn(u8) -> Option<(&'f str, &'f str)>,
}

impl Counted<'_> {
    /// Cells of a class.
    pub fn of(&self, class: u8) -> u64 {
        self.counts.get(usize::from(class)).copied().unwrap_or(0)
    }

    /// Cells of all of these classes.
    pub fn sum(&self, classes: &[u8]) -> u64 {
        classes.iter().map(|it| self.of(*it)).sum()
    }

    /// The first value of the first of these classes that has one, as it may be shown.
    pub fn shown(&self, classes: &[u8]) -> &str {
        classes.iter().find_map(|it| (self.first)(*it)).map_or("", |(shown, _)| shown)
    }
}

/// What a detector says of a column.
pub struct Told {
    /// The classes whose cells are counted and shown.
    pub classes: Vec<u8>,
    /// How bad it is, where that is not the rule's default.
    pub severity: Option<Severity>,
    /// What tells it apart from other findings of the rule in the field; often empty.
    pub subject: String,
    /// The words.
    pub words: Words,
}

impl Told {
    /// Said with the rule's own severity.
    pub fn new(classes: &[u8], words: Words) -> Self {
        Self { classes: classes.to_vec(), severity: None, subject: String::new(), words }
    }

    /// With another severity.
    #[must_use]
    pub fn at(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }
}

/// Looks at one column, block by block, from any thread; what is kept of a block are counts.
pub trait Detector: Send + Sync {
    /// Signs without which no cell can be of interest.
    fn needs(&self) -> Signs {
        Signs::default()
    }

    /// Which cells it looks at.
    fn which(&self) -> Which {
        Which::Right
    }

    /// Whether what it finds must not be shown, whatever is declared of the element.
    fn hides(&self) -> bool {
        false
    }

    /// Sorts the cells of a block.
    fn look(&self, values: &Values<'_>, found: &mut Found);

    /// Judges what the whole file held.
    fn judge(&self, spec: &FieldSpec, counted: &Counted<'_>) -> Vec<Told>;
}

/// Makes the detector of a field, where there is something to look for. Runs once per field.
pub type BindDetector = fn(&FieldSpec, Date) -> Option<Box<dyn Detector>>;

/// Whether a value that passed its checks can hold nothing but what is declared: no blank, no sign that a machine would not write.
pub fn is_proven(spec: &FieldSpec) -> bool {
    let format = spec.constraints.format.as_ref().map(|it| &it.value);
    let plain = spec.constraints.pattern.as_ref().is_some_and(|it| pattern::is_plain(&it.value.0));
    spec.kind.value != LogicalType::String
        || spec.codes.is_some()
        || plain
        || matches!(format, Some(FormatChoice::Named(name)) if &**name != "uri" && &**name != "url")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_seen_wherever_they_stand() {
        for (text, signs) in [
            ("plain, \"quoted\"\r\n", Signs::default()),
            ("", Signs::default()),
            ("a", Signs::default()),
            ("\u{1}", Signs::CONTROL),
            ("a\0", Signs::CONTROL),
            ("a\tb", Signs::TAB),
            ("\t", Signs::TAB),
            ("中文，。“”", Signs::HIGH.or(Signs::WIDE)),
            ("中文“”、——", Signs::HIGH),
            ("锟斤拷", Signs::HIGH.or(Signs::LOST)),
            ("\u{FFFD}", Signs::HIGH.or(Signs::LOST)),
            ("a\u{200B}", Signs::HIGH.or(Signs::INVISIBLE)),
            ("\u{A0}", Signs::HIGH.or(Signs::INVISIBLE)),
            ("a\u{3000}b", Signs::HIGH.or(Signs::INVISIBLE)),
            ("a\u{FEFF}", Signs::HIGH.or(Signs::INVISIBLE)),
            ("ＡＢ", Signs::HIGH.or(Signs::WIDE)),
            ("é", Signs::HIGH),
            ("100%", Signs::ESCAPE),
        ] {
            assert_eq!(Signs::of(text.as_bytes()), signs, "{text:?}");
        }
    }
}

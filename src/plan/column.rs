//! The compiled checks of one column, and the cold path of cells that failed.

use std::sync::Arc;

use super::kernel::{Kernel, NullTest};
use super::lookout::{Lookout, Watch};
use super::prover::{Prover, carries_offset};
use crate::model::{Condition, Date, Guard, LogicalType};
use crate::rule::cell::{CellTest, CodeSet, Step};
use crate::rule::{FieldSpec, Rule};
use crate::table::{CellKind, Column};

/// Outcomes of a cell. From [`outcome::FIRST_FAILURE`] on, a failure of the check of that number.
pub mod outcome {
    /// Right.
    pub const OK: u8 = 0;
    /// Null where null is allowed.
    pub const NULL: u8 = 1;
    /// Neither null nor tested: a pending spelling, or a masked value that is accepted.
    pub const SKIPPED: u8 = 2;
    /// Right once blanks round it are taken off.
    pub const PADDED: u8 = 3;
    /// Failure of the first check.
    pub const FIRST_FAILURE: u8 = 4;
    /// Holds bytes that are not of the encoding; set by whoever decoded them, instead of any other outcome.
    pub const UNDECODABLE: u8 = 31;
    /// Outcomes there can be; every outcome is below.
    pub const COUNT: usize = 32;
}

/// One bound rule of a column.
pub struct ColumnCheck {
    /// The rule.
    pub rule: &'static Rule,
    /// Its place in the order of failures.
    pub step: Step,
}

/// Everything that is checked of one column, compiled.
pub struct ColumnPlan {
    /// What is declared.
    pub spec: Arc<FieldSpec>,
    /// The checks; check `n` fails with outcome `FIRST_FAILURE + n`.
    pub checks: Vec<ColumnCheck>,
    /// What looks at the column as a whole.
    pub lookout: Lookout,
    kernel: Kernel,
    strip: Option<Strip>,
    null_code: Option<u8>,
    required_if: Option<(u8, Arc<Condition>)>,
    kinds: KindCodes,
    /// Whether blanks round a value break none of its tests.
    hides_padding: bool,
    /// Whether something looks at values that the declared checks do not tell about.
    must_be_seen: bool,
}

/// Outcomes that depend on the kind that a cell has in its container.
#[derive(Clone, Copy, Debug, Default)]
struct KindCodes {
    /// Of an error of a workbook.
    error: Option<u8>,
    /// Of an identifier held as a number.
    number: Option<u8>,
    /// Of an instant without offset.
    offset: Option<u8>,
}

/// What is taken off a value before anything looks at it.
struct Strip {
    guards: Arc<[Guard]>,
    prefix: Option<Arc<str>>,
    suffix: Option<Arc<str>>,
    trim: bool,
}

impl ColumnPlan {
    /// Binds every cell rule of `rules` to the field and fuses their tests.
    pub fn new(spec: Arc<FieldSpec>, rules: &[&'static Rule], as_of: Date) -> Self {
        let mut bound: Vec<(ColumnCheck, CellTest)> = Vec::new();
        for rule in rules {
            if let Some(cell) = &rule.parts.cell
                && let Some(test) = (cell.bind)(&spec, as_of)
            {
                bound.push((ColumnCheck { rule, step: cell.step }, test));
            }
        }
        bound.sort_by_key(|(check, _)| check.step);
        let code = |index: usize| outcome::FIRST_FAILURE.saturating_add(u8::try_from(index).unwrap_or(u8::MAX));
        let not_null = bound.iter().position(|(_, test)| matches!(test, CellTest::NotNull)).map(code);
        let tests: Vec<(u8, CellTest)> =
            bound.iter().enumerate().map(|(index, (_, test))| (code(index), test.clone())).collect();
        let kernel = Kernel::new(null_test(&spec, not_null.unwrap_or(outcome::NULL)), &tests, as_of);
        let required_if = bound.iter().enumerate().find_map(|(index, (_, test))| match test {
            CellTest::NotNullIf(condition) => Some((code(index), Arc::clone(condition))),
            _ => None,
        });
        let of = |wanted: fn(&CellTest) -> bool| bound.iter().position(|(_, test)| wanted(test)).map(code);
        let kinds = KindCodes {
            error: bound.iter().position(|(check, _)| check.rule.id.name() == "type-mismatch").map(code),
            number: of(|it| matches!(it, CellTest::NotNumber)),
            offset: of(|it| matches!(it, CellTest::Offset(_))),
        };
        let strips = !spec.guards.is_empty() || spec.prefix.is_some() || spec.suffix.is_some() || spec.trim;
        let strip = strips.then(|| Strip {
            guards: Arc::clone(&spec.guards),
            prefix: spec.prefix.clone(),
            suffix: spec.suffix.clone(),
            trim: spec.trim,
        });
        let strict = |step| matches!(step, Step::Literal | Step::Code | Step::Pattern | Step::Checksum | Step::Format);
        let hides_padding =
            !spec.trim && !bound.iter().any(|(check, test)| strict(check.step) && !matches!(test, CellTest::NoError));
        Self {
            hides_padding,
            must_be_seen: false,
            checks: bound.into_iter().map(|(check, _)| check).collect(),
            lookout: Lookout::new(&spec, rules, as_of),
            spec,
            kernel,
            strip,
            null_code: not_null,
            required_if,
            kinds,
        }
    }

    /// Lets one more detector look at the column.
    pub fn watch(&mut self, watch: Watch) {
        self.must_be_seen = true;
        self.lookout.add(&self.spec, watch);
    }

    /// What decides by extremes whether no cell need be looked at; `None` where values must be seen.
    pub fn prover(&self) -> Option<Prover> {
        let conditional =
            self.must_be_seen || self.strip.is_some() || self.required_if.is_some() || self.spec.codes.is_some();
        let temporal = self.spec.kind.value.is_temporal();
        let offset = self.kinds.offset.is_some();
        let provable = !conditional && (temporal || self.spec.kind.value.is_numeric());
        provable.then(|| Prover { kernel: self.kernel.clone(), temporal, offset })
    }

    /// The outcome of an identifier that its container holds as a number, and that is right otherwise.
    pub fn number_code(&self) -> Option<u8> {
        self.kinds.number
    }

    /// The outcome of a null cell where null is not allowed; `None` where it is.
    pub fn null_code(&self) -> Option<u8> {
        self.null_code
    }

    /// The condition under which null is not allowed, and the outcome of a null cell then.
    pub fn required_if(&self) -> Option<&(u8, Arc<Condition>)> {
        self.required_if.as_ref()
    }

    /// Whether an outcome says that nothing stands in the cell.
    pub fn is_null(&self, code: u8) -> bool {
        code == outcome::NULL
            || Some(code) == self.null_code
            || self.required_if.as_ref().is_some_and(|(required, _)| *required == code)
    }

    /// Takes guards, prefix, suffix and blanks off every cell of `column`, where any are declared.
    pub fn strip(&self, column: &mut Column, text: &[u8]) {
        let Some(strip) = &self.strip else { return };
        for (start, length) in column.starts.iter_mut().zip(&mut column.lens) {
            let from = *start as usize;
            let cell = text.get(from..from + *length as usize).unwrap_or_default();
            let (skipped, kept) = strip.apply(cell);
            *start += u32::try_from(skipped).unwrap_or(0);
            *length = u32::try_from(kept).unwrap_or(*length);
        }
    }

    /// Writes the outcome of every cell, which [`strip`](Self::strip) has seen. Returns whether any cell failed or was padded.
    pub fn judge(&self, column: &Column, text: &[u8], outcomes: &mut Vec<u8>) -> bool {
        if column.proved > 0 {
            outcomes.clear();
            outcomes.resize(column.proved as usize, outcome::OK);
            return false;
        }
        self.run(column, text, outcomes);
        for (row, (code, kind)) in outcomes.iter_mut().zip(&column.kinds).enumerate() {
            match kind {
                CellKind::Null | CellKind::Absent => *code = self.null_code.unwrap_or(outcome::NULL),
                CellKind::Error => *code = self.kinds.error.unwrap_or(*code),
                CellKind::Number if *code == outcome::OK => *code = self.kinds.number.unwrap_or(*code),
                CellKind::Date => *code = self.of_date(column.bytes(row, text), *code),
                _ => {}
            }
        }
        let padded = self.hides_padding && self.find_padding(column, text, outcomes);
        if outcomes.iter().fold(0, |all, it| all | (it & !0b11)) == 0 {
            return padded;
        }
        for (row, code) in outcomes.iter_mut().enumerate() {
            if *code >= outcome::FIRST_FAILURE {
                *code = self.second_look(column.bytes(row, text), *code);
            }
        }
        true
    }

    /// Judges each different value once where a container tells which cells share one, and that pays.
    fn run(&self, column: &Column, text: &[u8], outcomes: &mut Vec<u8>) {
        let pays = column.codes.len() >= column.entries.len().saturating_mul(4) && !column.codes.is_empty();
        if !pays || self.strip.is_some() {
            return self.kernel.run(column, text, outcomes);
        }
        let (starts, lens) = column.entries.iter().copied().unzip();
        let mut each = Vec::with_capacity(column.entries.len());
        self.kernel.run(&Column { starts, lens, ..Column::default() }, text, &mut each);
        let null = self.null_code.unwrap_or(outcome::NULL);
        outcomes.clear();
        outcomes.extend(column.codes.iter().map(|code| each.get(*code as usize).copied().unwrap_or(null)));
    }

    /// A moment of a container has no form that could be wrong; only what it tells can be too much or too little.
    fn of_date(&self, cell: &[u8], code: u8) -> u8 {
        let text = std::str::from_utf8(cell).unwrap_or_default();
        let (day, clock) = (text.get(4..5) == Some("-"), text.contains(':'));
        let fits = match self.spec.kind.value {
            LogicalType::Date => day && !clock,
            LogicalType::Time => clock && !day,
            LogicalType::Timestamp => day,
            _ => false,
        };
        match self.kinds.offset {
            _ if !fits => code,
            Some(offset) if !carries_offset(text) => offset,
            _ => outcome::OK,
        }
    }

    /// The outcome of one value that is not in a column: for keys of malformed records and for words.
    pub fn judge_one(&self, cell: &[u8]) -> u8 {
        let code = self.kernel.judge(cell);
        if code >= outcome::FIRST_FAILURE { self.second_look(cell, code) } else { code }
    }

    /// One value as [`strip`](Self::strip) leaves it.
    pub fn stripped<'c>(&self, cell: &'c str) -> &'c str {
        let Some(strip) = &self.strip else { return cell };
        let (skipped, kept) = strip.apply(cell.as_bytes());
        cell.get(skipped..skipped + kept).unwrap_or(cell)
    }

    /// Finds padded cells among those that are right as they stand. Returns whether there are any.
    fn find_padding(&self, column: &Column, text: &[u8], outcomes: &mut [u8]) -> bool {
        let mut found = false;
        for ((code, start), length) in outcomes.iter_mut().zip(&column.starts).zip(&column.lens) {
            let (from, to) = (*start as usize, *start as usize + *length as usize);
            if *code != outcome::OK || *length == 0 {
                continue;
            }
            let (first, last) = (text.get(from).copied().unwrap_or(b'x'), text.get(to - 1).copied().unwrap_or(b'x'));
            // Blanks are at most 0x20, or a no-break or ideographic space: C2 A0, E3 80 80.
            let may_be = first <= b' ' || last <= b' ' || matches!(first, 0xC2 | 0xE3) || matches!(last, 0xA0 | 0x80);
            if may_be {
                *code = self.second_look(text.get(from..to).unwrap_or_default(), outcome::OK);
                found |= *code != outcome::OK;
            }
        }
        found
    }

    /// Padding is judged without its blanks, and an accepted mask is no failure.
    fn second_look(&self, cell: &[u8], code: u8) -> u8 {
        // Most failures have neither blanks round them nor a mask.
        let plain = |byte: Option<&u8>| byte.is_some_and(|it| *it > b' ' && it.is_ascii());
        if !self.spec.mask_allowed && plain(cell.first()) && plain(cell.last()) {
            return code;
        }
        let Ok(text) = std::str::from_utf8(cell) else { return code };
        let trimmed = text.trim();
        if trimmed.len() < text.len() && !trimmed.is_empty() {
            return match self.kernel.judge(trimmed.as_bytes()) {
                outcome::OK => outcome::PADDED,
                again => again,
            };
        }
        let masked = code >= outcome::FIRST_FAILURE && self.spec.mask_allowed && text.contains("***");
        if masked { outcome::SKIPPED } else { code }
    }
}

fn null_test(spec: &FieldSpec, code: u8) -> NullTest {
    let spelled: Vec<&Arc<str>> = spec.nulls.iter().filter(|it| !it.is_empty()).collect();
    NullTest {
        empty: spec.nulls.iter().any(|it| it.is_empty()),
        spellings: (!spelled.is_empty()).then(|| CodeSet::new(spelled)),
        pending: (!spec.pending.is_empty()).then(|| CodeSet::new(spec.pending.iter())),
        code,
    }
}

impl Strip {
    /// Bytes to skip and bytes to keep.
    fn apply(&self, cell: &[u8]) -> (usize, usize) {
        let mut kept = self.guards.iter().fold(cell, |kept, guard| unguarded(*guard, kept));
        if self.trim {
            kept = kept.trim_ascii();
        }
        if let Some(prefix) = &self.prefix {
            kept = kept.strip_prefix(prefix.as_bytes()).unwrap_or(kept);
        }
        if let Some(suffix) = &self.suffix {
            kept = kept.strip_suffix(suffix.as_bytes()).unwrap_or(kept);
        }
        let skipped = kept.as_ptr().addr().saturating_sub(cell.as_ptr().addr());
        (skipped, kept.len())
    }
}

/// `cell` without one kind of guard, if it has it.
fn unguarded(guard: Guard, cell: &[u8]) -> &[u8] {
    match (guard, cell) {
        (Guard::ExcelText, [b'=', b'"', inner @ .., b'"']) if !inner.contains(&b'"') => inner,
        (Guard::Apostrophe, [b'\'', rest @ ..]) | (Guard::Backtick, [b'`', rest @ ..]) => rest,
        (Guard::Tab, _) => {
            let rest = cell.strip_prefix(b"\t").unwrap_or(cell);
            rest.strip_suffix(b"\t").unwrap_or(rest)
        }
        _ => cell,
    }
}

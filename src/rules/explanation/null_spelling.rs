//! `null-spelling`: an empty value is spelled in a way nobody declared.

use crate::finding::{RuleId, Safety, Severity};
use crate::message::{check, rules};
use crate::model::{Date, LogicalType, Representation};
use crate::rule::cell::{ExplanationRule, Failing, Step, Words};
use crate::rule::column::{Counted, Detector, Interest, Told, is_proven, of_text};
use crate::rule::{Dimension, FieldSpec, Mend, MendRule, Parts, Rule, Scope};
use crate::text::{ByteSet, Signs};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("null-spelling"),
    summary: rules::null_spelling,
    severity: Severity::Warning,
    fix: Some(Safety::Safe),
    scopes: &[Scope::Files],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/null-spelling.md")),
    parts: Parts {
        explanation: Some(ExplanationRule {
            steps: &[Step::Literal, Step::Code, Step::Pattern, Step::Checksum, Step::Format, Step::Length],
            explains,
            words,
        }),
        column: Some(bind),
        mend: Some(MendRule { propose, identifiers: false }),
        ..Parts::NONE
    },
};

/// Spellings of "nothing" seen in exports. Every one is a value until it is declared in `nulls`.
const SPELLINGS: [&str; 18] = [
    "null",
    "n/a",
    "#n/a",
    "na",
    "nan",
    "none",
    "nil",
    "-",
    "--",
    "—",
    "——",
    "/",
    "\\N",
    "无",
    "暂无",
    "空",
    "00000000",
    "0000-00-00",
];

fn explains(spec: &FieldSpec, value: &str) -> bool {
    let value = value.trim();
    // In a code list `NA` may be Namibia; there the list decides.
    value.len() <= 12 && SPELLINGS.iter().any(|it| it.eq_ignore_ascii_case(value)) && !is_code(spec, value)
}

fn is_code(spec: &FieldSpec, value: &str) -> bool {
    spec.codes.as_ref().is_some_and(|it| it.list.values.contains_key(value))
}

/// Texts without a shape of their own, in which a word for nothing passes for a value.
fn bind(spec: &FieldSpec, _: Date) -> Option<Box<dyn Detector>> {
    let looks = spec.kind.value == LogicalType::String && !is_proven(spec) && spec.constraints.pattern.is_none();
    let prose = spec.element.representation == Some(Representation::Text);
    looks.then(|| Box::new(Nothing { prose }) as Box<dyn Detector>)
}

struct Nothing {
    /// Whether people write what they like: there `none` is an answer.
    prose: bool,
}

/// What no person means as a value.
const STRONG: u8 = 1;
/// What may be a value: a brand, a country, an answer.
const WEAK: u8 = 2;
/// Two capitals: among them `NA` is Namibia.
const PAIR: u8 = 3;
const NA: u8 = 4;

/// What the spellings begin with, and bytes of the longest one.
const BEGINNINGS: &[u8] = b"nN#\\(<-/0\xE2\xE6\xE7";
const LONGEST: u32 = 10;

impl Detector for Nothing {
    fn interests(&self) -> Vec<Interest> {
        let pair = Interest { least: 2, most: 2, first: ByteSet::range(b'A', b'Z'), ..Interest::ANY };
        let spelled = Interest { most: LONGEST, first: ByteSet::of(BEGINNINGS), ..Interest::ANY };
        vec![pair, spelled]
    }

    fn class(&self, cell: &[u8], _: Signs) -> u8 {
        match cell {
            b"NA" => NA,
            [b'A'..=b'Z', b'A'..=b'Z'] => PAIR,
            // Many names begin like the three Chinese words for nothing, and none goes on like them.
            [0xE6 | 0xE7, ..] if !matches!(cell, [0xE6, 0x97 | 0x9A, ..] | [0xE7, 0xA9, ..]) => 0,
            [first, ..] if BEGINNINGS.contains(first) && cell.len() <= LONGEST as usize => of_text(cell, class),
            _ => 0,
        }
    }

    fn judge(&self, spec: &FieldSpec, counted: &Counted<'_>) -> Vec<Told> {
        let mut classes = Vec::new();
        if counted.of(STRONG) > 0 {
            classes.push(STRONG);
        }
        let often = |count: u64| count >= 2 && count < counted.tested;
        if !self.prose && often(counted.of(WEAK)) {
            classes.push(WEAK);
        }
        if !self.prose && counted.of(PAIR) == 0 && often(counted.of(NA)) {
            classes.push(NA);
        }
        let failing = Failing { shown: counted.shown(&classes), value: "", count: counted.sum(&classes) };
        if classes.is_empty() { Vec::new() } else { vec![Told::new(&classes, words(spec, failing))] }
    }
}

fn class(text: &str) -> u8 {
    let is = |words: &[&str]| words.iter().any(|it| it.eq_ignore_ascii_case(text));
    if is(&["null", "(null)", "<null>", "#n/a", "\\N", "n/a", "nan"]) {
        STRONG
    } else if is(&SPELLINGS) {
        WEAK
    } else {
        0
    }
}

/// Null. In a yes-or-no field 无 may as well say no.
fn propose(spec: &FieldSpec, value: &str) -> Option<Mend> {
    let may_say_no = spec.kind.value == LogicalType::Boolean && value.trim() == "无";
    (!value.is_empty()).then(|| Mend::null().sure_if(!may_say_no))
}

fn words(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    Words {
        message: check::null_spelling(&spec.field, failing.shown),
        label: check::null_spelling_label(),
        help: check::null_spelling_help(),
        origin: spec.origin,
        origin_label: check::field_here(),
    }
}

//! `formula-injection`: a value that a spreadsheet would run.

use crate::finding::{RuleId, Safety, Severity};
use crate::format::detect::starts_formula;
use crate::message::{detect, rules};
use crate::model::{Date, LogicalType};
use crate::rule::cell::{ExplanationRule, Failing, Step, Words};
use crate::rule::column::{Counted, Detector, Interest, Told, is_proven, of_text};
use crate::rule::{Dimension, FieldSpec, Parts, Rule, Scope};
use crate::text::{ByteSet, Signs};

/// The rule. What only starts with a sign is a warning: `-50% today` is a slogan before it is a formula.
pub static RULE: Rule = Rule {
    id: RuleId::new("formula-injection"),
    summary: rules::formula_injection,
    severity: Severity::Error,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Files],
    dimension: Dimension::Privacy,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/formula-injection.md")),
    parts: Parts {
        explanation: Some(ExplanationRule {
            steps: &[Step::Literal, Step::Code, Step::Pattern, Step::Checksum, Step::Format],
            explains: |_, value| runs(value),
            words: |spec, failing: Failing<'_>| words(spec, detect::formula(&spec.field, failing.shown)),
        }),
        column: Some(bind),
        ..Parts::NONE
    },
};

fn bind(spec: &FieldSpec, _: Date) -> Option<Box<dyn Detector>> {
    let looks = spec.kind.value == LogicalType::String && !is_proven(spec);
    looks.then(|| Box::new(Formulas) as Box<dyn Detector>)
}

struct Formulas;

const RUNS: u8 = 1;
const DOUBTFUL: u8 = 2;

impl Detector for Formulas {
    fn interests(&self) -> Vec<Interest> {
        // A line of a cell may be a formula as well; blanks of all widths may stand before it.
        let begins = ByteSet::of(b"=+-@\xC2\xE3").or(ByteSet::range(0, b' '));
        vec![Interest { least: 2, first: begins, ..Interest::ANY }, Interest { least: 2, ..Interest::BROKEN }]
    }

    fn class(&self, cell: &[u8], _: Signs) -> u8 {
        // Telephone numbers with a plus are many, and no formula.
        if matches!(cell, [b'+' | b'-', rest @ ..] if rest.iter().all(u8::is_ascii_digit)) {
            return 0;
        }
        of_text(cell, |text| match text {
            _ if runs(text) => RUNS,
            _ if starts_formula(text) && !starts_line(text) => DOUBTFUL,
            _ => 0,
        })
    }

    fn judge(&self, spec: &FieldSpec, counted: &Counted<'_>) -> Vec<Told> {
        let shown = counted.shown(&[RUNS, DOUBTFUL]);
        if counted.of(RUNS) > 0 {
            vec![Told::new(&[RUNS, DOUBTFUL], words(spec, detect::formula(&spec.field, shown)))]
        } else if counted.of(DOUBTFUL) > 0 {
            let words = words(spec, detect::formula_doubtful(&spec.field, shown));
            vec![Told::new(&[DOUBTFUL], words).at(Severity::Warning)]
        } else {
            Vec::new()
        }
    }
}

fn words(spec: &FieldSpec, message: crate::message::Message) -> Words {
    Words::of_field(spec, message, detect::formula_label(), detect::formula_help())
}

/// Whether a text can be nothing but a formula: an equals sign before what can be computed, or another sign before a call, a
/// cell of another sheet or a command.
fn runs(text: &str) -> bool {
    starts_formula(text)
        && text.split(['\r', '\n']).any(|line| {
            let line = line.trim_start_matches([' ', '\u{A0}', '\u{3000}', '\t']);
            let Some(rest) = line.strip_prefix(['=', '+', '-', '@']) else { return false };
            let begins = rest.starts_with(|it: char| it.is_ascii_alphanumeric() || "(\"'{$+-@".contains(it));
            begins && (line.starts_with('=') || is_call(rest))
        })
}

/// Whether a name and an open bracket, a sheet's `!` or a command's `|` begin a text.
fn is_call(rest: &str) -> bool {
    let name = rest.bytes().take_while(|it| it.is_ascii_alphanumeric() || matches!(it, b'_' | b'.' | b'\'')).count();
    name > 0 && rest.get(name..).is_some_and(|it| it.starts_with(['(', '!', '|']))
}

/// Whether only a line after the first starts with a sign and a blank: a list written by hand.
fn starts_line(text: &str) -> bool {
    let listed =
        |line: &str| line.trim_start().strip_prefix(['-', '+']).is_some_and(|it| it.starts_with([' ', '\u{3000}']));
    let mut lines = text.split(['\r', '\n']).filter(|it| starts_formula(it)).peekable();
    lines.peek().is_some() && lines.all(listed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_told_from_slogans() {
        for (text, formula) in [
            ("=1+1", true),
            ("=HYPERLINK(\"http://x\")", true),
            ("=cmd|' /C calc'!A0", true),
            ("@SUM(A1)", true),
            ("+cmd|'x'!A0", true),
            ("-2+3*A1", false),
            ("\u{A0}=A1", true),
            ("a\n=A1", true),
            ("=^_^=", false),
            ("====", false),
            ("@小明", false),
            ("-50% today", false),
            ("=\"00123\"", false),
            ("-12.50", false),
            ("a=1", false),
        ] {
            assert_eq!(runs(text), formula, "{text:?}");
        }
        assert!(starts_line("- 好评\n- 快"));
        assert!(!starts_line("-好评"));
    }
}

//! `format-mixed`: one column is written in several ways.

use crate::finding::{RuleId, Safety, Severity};
use crate::message::{detect, rules};
use crate::model::{Date, LogicalType, Representation};
use crate::rule::cell::{TemporalMatcher, Words};
use crate::rule::column::{Counted, Detector, Interest, Told};
use crate::rule::{Dimension, FieldSpec, Parts, Rule, Scope};
use crate::text::Signs;

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("format-mixed"),
    summary: rules::format_mixed,
    severity: Severity::Warning,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Files],
    dimension: Dimension::Consistency,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/format-mixed.md")),
    parts: Parts { column: Some(bind), ..Parts::NONE },
};

/// Most forms of one field that are told apart.
const MOST: usize = 8;

fn bind(spec: &FieldSpec, _: Date) -> Option<Box<dyn Detector>> {
    if spec.temporal.len() > 1 {
        let forms = spec.temporal.iter().take(MOST);
        let forms: Vec<_> = forms
            .map(|it| (it.text().to_owned(), TemporalMatcher::new(spec.kind.value, std::slice::from_ref(it))))
            .collect();
        return Some(Box::new(Forms(forms)));
    }
    let all = &spec.constraints;
    let free = all.pattern.is_none() && all.format.is_none() && spec.codes.is_none();
    let identifies = spec.in_key || spec.element.representation == Some(Representation::Identifier);
    let spelled = spec.kind.value == LogicalType::String && free && identifies;
    spelled.then(|| -> Box<dyn Detector> { Box::new(Case) })
}

/// Dates and times that may be written in several forms.
struct Forms(Vec<(String, TemporalMatcher)>);

impl Detector for Forms {
    fn interests(&self) -> Vec<Interest> {
        vec![Interest::ANY]
    }

    fn class(&self, cell: &[u8], _: Signs) -> u8 {
        let form = self.0.iter().position(|(_, form)| form.read(cell).is_some());
        form.and_then(|it| u8::try_from(it + 1).ok()).unwrap_or(0)
    }

    fn judge(&self, spec: &FieldSpec, counted: &Counted<'_>) -> Vec<Told> {
        let classes = (1..).zip(&self.0).filter(|(class, _)| counted.of(*class) > 0);
        let used: Vec<(u8, String)> = classes.map(|(class, (form, _))| (class, form.clone())).collect();
        told(spec, counted, &used)
    }
}

/// Identifiers in capitals and in small letters.
struct Case;

const SMALL: u8 = 1;
const CAPITAL: u8 = 2;

/// Fewest letters that show a case.
const LETTERS: usize = 3;

/// Of a hundred values, at most so many are in the other case: where more are, case means something.
const FEW: u64 = 10;

impl Detector for Case {
    fn interests(&self) -> Vec<Interest> {
        vec![Interest { least: 3, ..Interest::ANY }]
    }

    fn class(&self, cell: &[u8], _: Signs) -> u8 {
        let small = cell.iter().filter(|it| it.is_ascii_lowercase()).count();
        let capital = cell.iter().filter(|it| it.is_ascii_uppercase()).count();
        match (small >= LETTERS, capital >= LETTERS) {
            (true, false) if capital == 0 => SMALL,
            (false, true) if small == 0 => CAPITAL,
            _ => 0,
        }
    }

    fn judge(&self, spec: &FieldSpec, counted: &Counted<'_>) -> Vec<Told> {
        let (small, capital) = (counted.of(SMALL), counted.of(CAPITAL));
        let one_case = (small + capital) * 10 >= counted.tested * 9;
        if small.min(capital) == 0 || small.min(capital) * 100 > (small + capital) * FEW || !one_case {
            return Vec::new();
        }
        let rare = if small < capital { SMALL } else { CAPITAL };
        let (small, capital) = ((small, counted.shown(&[SMALL])), (capital, counted.shown(&[CAPITAL])));
        let message = detect::case_mixed(&spec.field, capital.0, capital.1, small.0, small.1);
        let words = Words::of_field(spec, message, detect::case_mixed_label(), detect::format_mixed_help());
        vec![Told::new(&[rare], words)]
    }
}

/// Says which forms there are, with their shares and an example of each; the places are those of the rarer ones.
fn told(spec: &FieldSpec, counted: &Counted<'_>, used: &[(u8, String)]) -> Vec<Told> {
    let Some(common) = used.iter().max_by_key(|it| (counted.of(it.0), std::cmp::Reverse(it.0))) else {
        return Vec::new();
    };
    if used.len() < 2 {
        return Vec::new();
    }
    let shares: Vec<String> = used
        .iter()
        .map(|(class, form)| format!("`{form}` {} (`{}`)", counted.of(*class), counted.shown(&[*class])))
        .collect();
    let rare: Vec<u8> = used.iter().map(|it| it.0).filter(|it| *it != common.0).collect();
    let message = detect::format_mixed(&spec.field, shares.join(", "));
    let words = Words::of_field(spec, message, detect::format_mixed_label(&common.1), detect::format_mixed_help());
    vec![Told::new(&rare, words)]
}

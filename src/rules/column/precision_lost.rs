//! `precision-lost`: long identifiers were rounded by a spreadsheet, by JavaScript or by a floating point column.

use crate::finding::{RuleId, Severity};
use crate::format::detect::{LongDigits, Rounding};
use crate::message::{Message, detect, rules};
use crate::model::{Date, LogicalType, Representation};
use crate::rule::cell::Words;
use crate::rule::column::{Counted, Detector, Interest, Told, of_text};
use crate::rule::{Dimension, FieldSpec, Parts, Rule, Scope};
use crate::text::{ByteSet, Signs};

/// The rule. A few values may end in zeros by chance; the whole column does not.
pub static RULE: Rule = Rule {
    id: RuleId::new("precision-lost"),
    summary: rules::precision_lost,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Files],
    dimension: Dimension::Accuracy,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/precision-lost.md")),
    parts: Parts { column: Some(bind), ..Parts::NONE },
};

/// Fewest values of which all end alike that are a proof.
const PROOF: u64 = 5;

fn bind(spec: &FieldSpec, _: Date) -> Option<Box<dyn Detector>> {
    let identifies = matches!(spec.element.representation, None | Some(Representation::Identifier));
    let whole = matches!(spec.kind.value, LogicalType::String | LogicalType::Integer);
    (identifies && whole && spec.codes.is_none()).then(|| Box::new(Rounded) as Box<dyn Detector>)
}

/// Words of a field and a value.
type Say = fn(&str, &str) -> Message;

struct Rounded;

impl Detector for Rounded {
    fn interests(&self) -> Vec<Interest> {
        vec![Interest { least: 16, first: ByteSet::range(b'1', b'9'), within: ByteSet::DIGITS, ..Interest::ANY }]
    }

    fn class(&self, cell: &[u8], _: Signs) -> u8 {
        let digits = matches!(cell, [b'1'..=b'9', ..]) && cell.last().is_some_and(u8::is_ascii_digit);
        if digits { of_text(cell, LongDigits::class) } else { 0 }
    }

    fn judge(&self, spec: &FieldSpec, counted: &Counted<'_>) -> Vec<Told> {
        let mut digits = LongDigits::default();
        let mut all = Vec::new();
        for (class, count) in (0_u8..).zip(counted.counts).filter(|(class, count)| *class > 0 && *count > 0) {
            digits.add_class(class, count);
            all.push(class);
        }
        let tails: Vec<u8> = all.iter().copied().filter(|it| LongDigits::is_excel_tail(*it)).collect();
        let zeros: Vec<u8> = all.iter().copied().filter(|it| LongDigits::is_printed_tail(*it)).collect();
        let steps: Vec<u8> = all.iter().copied().filter(|it| LongDigits::is_step(*it)).collect();
        let (classes, say): (Vec<u8>, Say) = match digits.rounding() {
            Some(Rounding::Spreadsheet) => (tails, |field, shown| detect::rounded_spreadsheet(field, shown)),
            Some(Rounding::Printed) => (zeros, |field, shown| detect::rounded_printed(field, shown)),
            Some(Rounding::Float) => (steps, |field, shown| detect::rounded_float(field, shown)),
            None if digits.has_stray_tails() => {
                let stray = tails.into_iter().filter(|it| LongDigits::is_longer(*it)).collect();
                (stray, |field, shown| detect::rounded_spreadsheet(field, shown))
            }
            None => return Vec::new(),
        };
        let message = say(&spec.field, counted.shown(&classes));
        let words = Words::of_field(spec, message, detect::rounded_label(), detect::rounded_help());
        let told = Told::new(&classes, words);
        let proven = digits.rounding().is_some() && counted.sum(&classes) >= PROOF;
        vec![if proven { told } else { told.at(Severity::Warning) }]
    }
}

//! `key-unusable`: a key holds values that tell no record from another.

use crate::finding::{RuleId, Severity};
use crate::format::detect::{is_masked, is_sealed};
use crate::message::{Message, detect, rules};
use crate::model::{Date, FormatChoice, LogicalType};
use crate::rule::cell::Words;
use crate::rule::column::{Counted, Detector, Interest, Told, Which, of_text};
use crate::rule::{Dimension, FieldSpec, Parts, Rule, Scope};
use crate::text::{ByteSet, Signs};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("key-unusable"),
    summary: rules::key_unusable,
    severity: Severity::Error,
    fix: None,
    scopes: &[Scope::Files, Scope::Across],
    dimension: Dimension::Consistency,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/key-unusable.md")),
    parts: Parts { column: Some(bind), ..Parts::NONE },
};

fn bind(spec: &FieldSpec, _: Date) -> Option<Box<dyn Detector>> {
    if !spec.in_key || spec.kind.value != LogicalType::String {
        return None;
    }
    let format = spec.constraints.format.as_ref().map(|it| &it.value);
    let is_gtin = matches!(format, Some(FormatChoice::Named(name)) if name.starts_with("gtin"));
    Some(Box::new(Unusable { is_gtin }))
}

struct Unusable {
    is_gtin: bool,
}

const MASKED: u8 = 1;
const SEALED: u8 = 2;
const CUT: u8 = 3;
const IN_STORE: u8 = 4;

/// What a mask, a shell or an ellipsis is made of.
const TELLING: ByteSet = ByteSet::of(b"*$~#.\xE2");

impl Detector for Unusable {
    fn which(&self) -> Which {
        // A mask that the field accepts is no failure there, and no key either.
        Which::RightOrSkipped
    }

    fn interests(&self) -> Vec<Interest> {
        let marked = Interest { least: 4, telling: TELLING, ..Interest::ANY };
        let in_store = Interest { least: 13, most: 13, first: ByteSet::of(b"02"), ..Interest::ANY };
        if self.is_gtin { vec![marked, in_store] } else { vec![marked] }
    }

    fn class(&self, cell: &[u8], _: Signs) -> u8 {
        if cell.iter().any(|it| TELLING.has(*it)) {
            of_text(cell, class)
        } else {
            u8::from(self.is_gtin && is_in_store(cell)) * IN_STORE
        }
    }

    fn judge(&self, spec: &FieldSpec, counted: &Counted<'_>) -> Vec<Told> {
        let said = |class: u8| -> Message {
            let shown = counted.shown(&[class]);
            match class {
                MASKED => detect::key_masked(&spec.field, shown),
                SEALED => detect::key_sealed(&spec.field),
                CUT => detect::key_cut(&spec.field, shown),
                _ => detect::key_in_store(&spec.field, shown),
            }
        };
        let found = [MASKED, SEALED, CUT, IN_STORE].into_iter().filter(|it| counted.of(*it) > 0);
        found
            .map(|class| {
                let words =
                    Words::of_field(spec, said(class), detect::key_unusable_label(), detect::key_unusable_help());
                Told { subject: class.to_string(), ..Told::new(&[class], words) }
            })
            .collect()
    }
}

fn class(text: &str) -> u8 {
    if is_sealed(text) {
        SEALED
    } else if is_masked(text) {
        MASKED
    } else if text.ends_with("...") || text.ends_with('…') {
        CUT
    } else {
        0
    }
}

/// Numbers that a shop gives itself: prefixes 02, 04 and 20 to 29 of thirteen digits.
/// Source: GS1 General Specifications, 1.4.4 (restricted circulation).
fn is_in_store(cell: &[u8]) -> bool {
    matches!(cell, [b'2', _, ..] | [b'0', b'2' | b'4', ..] if cell.len() == 13)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_plain_values() {
        for (text, expected) in [
            ("138****8000", MASKED),
            ("$c2FsdGVkX18xMjM0NTY3ODkw$1$", SEALED),
            ("TM-2026-07-01-00...", CUT),
            ("TM-2026…", CUT),
            ("TM-2026.07.01", 0),
            ("A*1", 0),
            ("#1001", 0),
        ] {
            assert_eq!(class(text), expected, "{text}");
        }
        assert!(is_in_store(b"2012345012509") && !is_in_store(b"6901234567892"));
    }
}

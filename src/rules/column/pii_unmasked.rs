//! `pii-unmasked`: a masked value hides less than the privacy policy asks for.

use crate::finding::{RuleId, Safety, Severity};
use crate::message::{Message, detect, rules};
use crate::model::Date;
use crate::rule::cell::Words;
use crate::rule::column::{Counted, Detector, Interest, Told, Which, of_text};
use crate::rule::{Dimension, FieldSpec, Hides, Parts, Rule, Scope};
use crate::text::{ByteSet, Signs};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("pii-unmasked"),
    summary: rules::pii_unmasked,
    severity: Severity::Error,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Files],
    dimension: Dimension::Privacy,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/pii-unmasked.md")),
    parts: Parts { column: Some(bind), ..Parts::NONE },
};

fn bind(spec: &FieldSpec, _: Date) -> Option<Box<dyn Detector>> {
    // Where no mask is agreed on, the plain value is what the field is for, and a masked one breaks its own checks.
    let hides = spec.hides.clone().filter(|_| spec.mask_allowed)?;
    Some(Box::new(Unmasked(hides)))
}

struct Unmasked(Hides);

const MASKED_LESS: u8 = 1;

/// First bytes of what masks.
const STARS: ByteSet = ByteSet::of(b"*\xE2\xEF");

impl Detector for Unmasked {
    fn which(&self) -> Which {
        Which::RightOrSkipped
    }

    fn hides(&self) -> bool {
        true
    }

    fn interests(&self) -> Vec<Interest> {
        vec![Interest { least: 2, telling: STARS, ..Interest::ANY }]
    }

    fn class(&self, cell: &[u8], _: Signs) -> u8 {
        if !cell.iter().any(|it| STARS.has(*it)) {
            return 0;
        }
        let least = usize::try_from(self.0.least.value).unwrap_or(usize::MAX);
        of_text(cell, |text| match hidden(text) {
            0 => 0,
            it => u8::from(it < least) * MASKED_LESS,
        })
    }

    fn judge(&self, spec: &FieldSpec, counted: &Counted<'_>) -> Vec<Told> {
        if counted.of(MASKED_LESS) == 0 {
            return Vec::new();
        }
        let Hides { class, least, basis } = &self.0;
        let message = |name| detect::pii_masked_less(&spec.field, name, least.value);
        let label = match basis {
            Some(basis) => detect::policy_by(basis),
            None => detect::policy_here(),
        };
        let words = Words {
            message: Message::both(message(class.english), &message(class.chinese)),
            label: detect::pii_unmasked_label(least.value),
            help: detect::pii_unmasked_help(),
            origin: least.origin,
            origin_label: label,
        };
        vec![Told::new(&[MASKED_LESS], words)]
    }
}

/// Characters of a value that are masked.
fn hidden(text: &str) -> usize {
    text.chars().filter(|it| matches!(it, '*' | '＊' | '•' | '●' | '█')).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_counted() {
        for (text, count) in [("138****8000", 4), ("1******6198", 6), ("王*", 1), ("王＊＊", 2), ("13800138000", 0)]
        {
            assert_eq!(hidden(text), count, "{text}");
        }
    }
}

//! `mojibake`: text was decoded in the wrong encoding, with the proof.

use std::sync::LazyLock;

use crate::finding::{RuleId, Safety, Severity};
use crate::format::detect::{self as marks, Mojibake};
use crate::message::{detect, rules};
use crate::model::{Date, LogicalType};
use crate::rule::cell::{ExplanationRule, Failing, Step, Words};
use crate::rule::column::{Counted, Detector, Found, Signs, Told, Values, is_proven};
use crate::rule::{Dimension, FieldSpec, Parts, Rule, Scope};
use crate::text::Mask;

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("mojibake"),
    summary: rules::mojibake,
    severity: Severity::Error,
    fix: Some(Safety::Unsafe),
    scopes: &[Scope::Files],
    dimension: Dimension::Accessibility,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/mojibake.md")),
    parts: Parts {
        explanation: Some(ExplanationRule {
            steps: &[Step::Literal, Step::Code, Step::Pattern, Step::Length],
            explains: |_, value| marks::mojibake(value).is_some(),
            words: explained,
        }),
        column: Some(bind),
        ..Parts::NONE
    },
};

fn bind(spec: &FieldSpec, _: Date) -> Option<Box<dyn Detector>> {
    let looks = spec.kind.value == LogicalType::String && !is_proven(spec);
    looks.then(|| Box::new(Garbled) as Box<dyn Detector>)
}

struct Garbled;

const REVERSIBLE: u8 = 1;
const LOST: u8 = 2;

impl Detector for Garbled {
    fn needs(&self) -> Signs {
        Signs::HIGH
    }

    fn look(&self, values: &Values<'_>, found: &mut Found) {
        let whole = values.signs.meet(Signs::LOST);
        values.sort(3, found, |cell| {
            if !whole && !may_be(cell) {
                return 0;
            }
            match std::str::from_utf8(cell).ok().and_then(marks::mojibake) {
                Some(Mojibake::Reversible(_)) => REVERSIBLE,
                Some(Mojibake::Lost) => LOST,
                None => 0,
            }
        });
    }

    fn judge(&self, spec: &FieldSpec, counted: &Counted<'_>) -> Vec<Told> {
        let mut classes = Vec::new();
        for class in [REVERSIBLE, LOST] {
            if counted.of(class) > 0 {
                classes.push(class);
            }
        }
        let first = classes.first().and_then(|it| (counted.first)(*it));
        first.map(|(shown, value)| Told::new(&classes, words(spec, shown, value))).into_iter().collect()
    }
}

fn explained(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    words(spec, failing.shown, failing.value)
}

fn words(spec: &FieldSpec, shown: &str, value: &str) -> Words {
    let message = match marks::mojibake(value) {
        Some(Mojibake::Reversible(meant)) if spec.mask == Mask::Show => {
            detect::mojibake_reversible(&spec.field, shown, meant)
        }
        Some(Mojibake::Reversible(_)) => detect::mojibake_hidden(&spec.field),
        _ => detect::mojibake_lost(&spec.field, shown),
    };
    Words::of_field(spec, message, detect::mojibake_label(), detect::mojibake_help())
}

/// First and last ideograph of [`BEGINS`].
const HAN: std::ops::RangeInclusive<u32> = 0x4E00..=0x9FFF;

/// For each ideograph, whether its two bytes in GB18030 can begin a character of three or four bytes in UTF-8. Of the ideographs
/// that people write hardly any can, so a look at the first one of a cell clears nearly every genuine text.
static BEGINS: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let begins = |code: u32| {
        let text = char::from_u32(code).map(String::from).unwrap_or_default();
        let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
        !matches!(bytes.as_ref(), [lead, trail] if !((0xE2..=0xF4).contains(lead) && (0x80..=0xBF).contains(trail)))
    };
    HAN.map(begins).collect()
});

/// Whether a text may be garbled, by its first ideograph or, where it has none, by letters beyond ASCII.
fn may_be(cell: &[u8]) -> bool {
    let begins = &*BEGINS;
    let mut at = 0;
    let mut latin = false;
    while let Some(byte) = cell.get(at) {
        match byte {
            0..=0x7F => at += 1,
            0xE4..=0xE9 => {
                let low = |next: usize| u32::from(cell.get(at + next).copied().unwrap_or(0x80) & 0x3F);
                let code = (u32::from(byte & 0x0F) << 12) | (low(1) << 6) | low(2);
                let index = usize::try_from(code.wrapping_sub(*HAN.start())).unwrap_or(usize::MAX);
                return begins.get(index).copied().unwrap_or(true);
            }
            0xC2..=0xDF => {
                latin = true;
                at += 2;
            }
            0xE0..=0xEF => {
                // A byte order mark of UTF-8 that was read as GBK is a rare ideograph; other signs say nothing.
                at += 3;
            }
            _ => at += 4,
        }
    }
    latin
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_ideograph_clears_genuine_text_only() {
        for garbled in ["璁㈠崟缂栧彿", "A-璁㈠崟缂栧彿", "¶©µ¥±àºÅ", "锘胯鍗"] {
            assert!(may_be(garbled.as_bytes()), "{garbled}");
        }
        for genuine in ["订单编号", "陈娟", "“西安市雁塔区”", "A1 收货", "plain", "【】", ""] {
            assert!(!may_be(genuine.as_bytes()), "{genuine}");
        }
    }
}

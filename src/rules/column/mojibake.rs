//! `mojibake`: text was decoded in the wrong encoding, with the proof.

use std::sync::LazyLock;

use crate::finding::{RuleId, Safety, Severity};
use crate::format::detect::{self as marks, Mojibake};
use crate::message::{detect, rules};
use crate::model::{Date, LogicalType};
use crate::rule::cell::{ExplanationRule, Failing, Step, Words};
use crate::rule::column::{Counted, Detector, Interest, Spans, Told, is_proven};
use crate::rule::{Dimension, FieldSpec, Parts, Rule, Scope};
use crate::text::{Mask, Signs};

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
    fn interests(&self) -> Vec<Interest> {
        vec![Interest { least: 3, signs: Signs::HIGH, ..Interest::ANY }]
    }

    fn class(&self, cell: &[u8], signs: Signs) -> u8 {
        if !looks(&BEGINS, cell, signs) {
            return 0;
        }
        match std::str::from_utf8(cell).ok().and_then(marks::mojibake) {
            Some(Mojibake::Reversible(_)) => REVERSIBLE,
            Some(Mojibake::Lost) => LOST,
            None => 0,
        }
    }

    fn glance(&self, cells: Spans<'_>, signs: Signs, asked: &mut Vec<usize>) -> bool {
        let begins = &*BEGINS;
        for (number, (start, length)) in cells.starts.iter().zip(cells.lens).enumerate() {
            let rest = cells.text.get(*start as usize..).unwrap_or_default();
            let cleared = *length >= 3 && rest.first_chunk().is_some_and(|it| is_genuine(begins, *it));
            if (!cleared || signs.meet(Signs::LOST)) && looks_slowly(begins, rest, *length, signs) {
                asked.push(number);
            }
        }
        true
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

/// For each ideograph a bit: whether its two bytes in GB18030 can begin a character of three or four bytes in UTF-8. Of the
/// ideographs that people write hardly any can, so a look at the first one of a cell clears nearly every genuine text. Those
/// that stand for the fillers of memory count as well.
static BEGINS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let pairs: Vec<u8> = (0xE2..=0xF4).flat_map(|lead| (0x80..=0xBF).flat_map(move |trail| [lead, trail])).collect();
    let (text, _, _) = encoding_rs::GB18030.decode(&pairs);
    let mut begins = vec![0; HAN.count().div_ceil(64)];
    for code in text.chars().chain(['烫', '屯']).map(u32::from).filter(|it| HAN.contains(it)) {
        let index = (code - HAN.start()) as usize;
        if let Some(bits) = begins.get_mut(index / 64) {
            *bits |= 1 << (index % 64);
        }
    }
    begins
});

/// Fewest letters of Latin-1 that may be three ideographs.
const LATIN: usize = 3;

/// Whether a cell begins with an ideograph that clears it.
#[inline(always)]
#[expect(clippy::inline_always, reason = "asked of every cell of a column")]
fn is_genuine(begins: &[u64], [lead, second, third]: [u8; 3]) -> bool {
    matches!(lead, 0xE4..=0xE9) && !can_begin(begins, [lead, second, third])
}

/// Whether an ideograph of three bytes is one of `begins`.
#[inline]
fn can_begin(begins: &[u64], [lead, second, third]: [u8; 3]) -> bool {
    let low = |byte: u8| u32::from(byte & 0x3F);
    let code = (u32::from(lead & 0x0F) << 12) | (low(second) << 6) | low(third);
    let index = usize::try_from(code.wrapping_sub(*HAN.start())).unwrap_or(usize::MAX);
    begins.get(index / 64).is_some_and(|bits| bits >> (index % 64) & 1 == 1)
}

/// The same as [`looks`] of the first `length` bytes of `rest`.
#[inline(never)]
fn looks_slowly(begins: &[u64], rest: &[u8], length: u32, signs: Signs) -> bool {
    let cell = rest.get(..length as usize).unwrap_or_default();
    !cell.is_ascii() && looks(begins, cell, signs)
}

/// Whether a cell has to be looked at.
fn looks(begins: &[u64], cell: &[u8], signs: Signs) -> bool {
    may_be(begins, cell) || signs.meet(Signs::LOST) && has_lost(cell)
}

/// Whether a text may be garbled, by its first character beyond ASCII alone: in GB18030 only ideographs have bytes that begin
/// a character of UTF-8, and what was read as Latin-1 has no character beyond that.
fn may_be(begins: &[u64], cell: &[u8]) -> bool {
    match beyond_ascii(cell) {
        [lead @ 0xE4..=0xE9, second, third, ..] => can_begin(begins, [*lead, *second, *third]),
        rest @ [0xC2 | 0xC3, ..] => {
            let leads = rest.iter().filter(|it| matches!(it, 0xC2 | 0xC3)).count();
            leads >= LATIN && rest.iter().all(|it| *it < 0xC4)
        }
        _ => false,
    }
}

/// A cell from its first byte on that is no ASCII.
fn beyond_ascii(cell: &[u8]) -> &[u8] {
    if cell.first().is_some_and(|it| !it.is_ascii()) {
        return cell;
    }
    let mut rest = cell;
    while let Some((eight, after)) = rest.split_first_chunk::<8>()
        && u64::from_le_bytes(*eight) & 0x8080_8080_8080_8080 == 0
    {
        rest = after;
    }
    let at = rest.iter().position(|it| !it.is_ascii()).unwrap_or(rest.len());
    rest.get(at..).unwrap_or_default()
}

/// Whether a text holds what stands for lost bytes.
fn has_lost(cell: &[u8]) -> bool {
    ["\u{FFFD}", "锟斤拷"].iter().any(|it| memchr::memmem::find(cell, it.as_bytes()).is_some())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_first_ideograph_clears_genuine_text_only() {
        for garbled in ["璁㈠崟缂栧彿", "A-璁㈠崟缂栧彿", "¶©µ¥±àºÅ", "锘胯鍗"] {
            assert!(may_be(&BEGINS, garbled.as_bytes()), "{garbled}");
        }
        for genuine in ["订单编号", "陈娟", "“西安市雁塔区”", "A1 收货", "plain", "【】", ""] {
            assert!(!may_be(&BEGINS, genuine.as_bytes()), "{genuine}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_garbled_is_looked_at(
            text in "[A-Za-z0-9 -]{0,6}[一-龥]{3,8}[，。0-9]{0,2}", noise in "[\\PC锟烫屯é¶©]{0,8}",
        ) {
            let (bytes, latin) = (encoding_rs::GB18030.encode(&text).0, |bytes: &[u8]| bytes.iter().map(|it| char::from(*it)).collect::<String>());
            let read = encoding_rs::GB18030.decode(text.as_bytes()).0.into_owned();
            for garbled in [latin(&bytes), latin(text.as_bytes()), read.clone(), format!("{noise}{read}"), noise] {
                let looked_at = may_be(&BEGINS, garbled.as_bytes()) || has_lost(garbled.as_bytes());
                let filler = garbled.contains("烫烫烫") || garbled.contains("屯屯屯");
                prop_assert!(looked_at || filler || marks::mojibake(&garbled).is_none(), "{garbled}");
            }
        }
    }
}

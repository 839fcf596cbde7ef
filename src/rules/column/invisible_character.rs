//! `invisible-character`: a value holds what nobody sees, or an escape that was never decoded.

use crate::finding::{RuleId, Safety, Severity};
use crate::format::detect::{Escape, escape, invisible};
use crate::message::{detect, rules};
use crate::model::{Date, LogicalType, Representation};
use crate::rule::cell::{ExplanationRule, Failing, Step, Words};
use crate::rule::column::{Counted, Detector, Interest, Told, is_proven, of_text};
use crate::rule::{Dimension, FieldSpec, Parts, Rule, Scope};
use crate::text::Signs;

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("invisible-character"),
    summary: rules::invisible_character,
    severity: Severity::Warning,
    fix: Some(Safety::Safe),
    scopes: &[Scope::Files],
    dimension: Dimension::Conformity,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/invisible-character.md")),
    parts: Parts {
        explanation: Some(ExplanationRule {
            steps: &[Step::Literal, Step::Code, Step::Pattern, Step::Checksum, Step::Format],
            explains: |_, value| hidden(value, Kind::Typed).is_some(),
            words: explained,
        }),
        column: Some(bind),
        ..Parts::NONE
    },
};

/// What is at home in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Identifiers and codes: nothing that is not seen.
    Typed,
    /// Names and free text: blanks of other widths and line breaks, and escapes are looked for.
    Prose,
    /// Links: escapes are their way of writing.
    Link,
}

fn bind(spec: &FieldSpec, _: Date) -> Option<Box<dyn Detector>> {
    if spec.kind.value != LogicalType::String || is_proven(spec) {
        return None;
    }
    let kind = match spec.element.representation {
        Some(Representation::Identifier | Representation::Code) => Kind::Typed,
        None if spec.in_key => Kind::Typed,
        Some(Representation::Uri) => Kind::Link,
        _ => Kind::Prose,
    };
    Some(Box::new(Invisible(kind)))
}

struct Invisible(Kind);

const HIDDEN: u8 = 1;
const ESCAPED: u8 = 2;

impl Detector for Invisible {
    fn interests(&self) -> Vec<Interest> {
        let all = Signs::CONTROL.or(Signs::INVISIBLE);
        let of_signs = |signs| Interest { signs, ..Interest::ANY };
        match self.0 {
            Kind::Typed => vec![of_signs(all.or(Signs::TAB)), Interest::BROKEN],
            Kind::Prose => vec![of_signs(all.or(Signs::ESCAPE))],
            Kind::Link => vec![of_signs(all)],
        }
    }

    fn class(&self, cell: &[u8], signs: Signs) -> u8 {
        let seen = signs.meet(Signs::CONTROL.or(Signs::INVISIBLE)) || self.0 == Kind::Typed;
        let escapes = || memchr::memchr3(b'&', b'%', b'\\', cell).or_else(|| memchr::memchr(b'<', cell)).is_some();
        if !seen && !escapes() {
            return 0;
        }
        of_text(cell, |text| {
            if seen && hidden(text, self.0).is_some() {
                HIDDEN
            } else if self.0 == Kind::Prose && is_escaped(text) {
                ESCAPED
            } else {
                0
            }
        })
    }

    fn judge(&self, spec: &FieldSpec, counted: &Counted<'_>) -> Vec<Told> {
        let value = |class| (counted.first)(class).map_or("", |(_, value)| value);
        let mut told = Vec::new();
        if counted.of(HIDDEN) > 0 {
            let message = detect::invisible(&spec.field, name(hidden(value(HIDDEN), self.0)));
            let words = Words::of_field(spec, message, detect::invisible_label(), detect::invisible_help());
            told.push(Told::new(&[HIDDEN], words));
        }
        if counted.of(ESCAPED) > 0 {
            let message = detect::escaped(&spec.field, written(escape(value(ESCAPED))));
            let words = Words::of_field(spec, message, detect::escaped_label(), detect::escaped_help());
            told.push(Told { subject: "escape".to_owned(), ..Told::new(&[ESCAPED], words) });
        }
        told
    }
}

fn explained(spec: &FieldSpec, failing: Failing<'_>) -> Words {
    let message = detect::invisible(&spec.field, name(hidden(failing.value, Kind::Typed)));
    Words::of_field(spec, message, detect::invisible_label(), detect::invisible_help())
}

/// The first character within a value that nobody sees and that is not at home there.
fn hidden(text: &str, kind: Kind) -> Option<char> {
    let mut rest = text.trim();
    let right_to_left = |text: &str| text.chars().any(|it| ('\u{590}'..='\u{8FF}').contains(&it));
    if kind == Kind::Typed
        && let Some(found) = rest.chars().find(|it| matches!(it, '\t' | '\r' | '\n'))
    {
        return Some(found);
    }
    while let Some(found) = invisible(rest) {
        let at = rest.find(found).unwrap_or(0) + found.len_utf8();
        let at_home = match found {
            '\u{A0}' | '\u{202F}' | '\u{3000}' => kind != Kind::Typed,
            // Scripts that are written from right to left, or that join letters, need them.
            '\u{200C}'..='\u{200F}' => kind == Kind::Prose && (right_to_left(text) || joins_letters(rest, at)),
            _ => false,
        };
        if !at_home {
            return Some(found);
        }
        rest = rest.get(at..).unwrap_or_default();
    }
    None
}

/// Whether the characters round a joiner are letters of an Indic script.
fn joins_letters(text: &str, after: usize) -> bool {
    let indic = |it: char| ('\u{900}'..='\u{DFF}').contains(&it);
    text.get(after..).and_then(|it| it.chars().next()).is_some_and(indic)
        || text.get(..after).is_some_and(|it| it.chars().rev().nth(1).is_some_and(indic))
}

/// Whether a text was never decoded. Links and documents have escapes of their own.
fn is_escaped(text: &str) -> bool {
    !text.contains("://") && !text.starts_with(['{', '[']) && escape(text).is_some()
}

fn name(found: Option<char>) -> String {
    found.map_or_else(String::new, |it| format!("U+{:04X}", u32::from(it)))
}

fn written(escape: Option<Escape>) -> &'static str {
    match escape {
        Some(Escape::Entity) => "`&…;`",
        Some(Escape::Percent) => "`%XX%XX`",
        Some(Escape::Unicode) => "`\\uXXXX`",
        Some(Escape::Tag) => "`<…>`",
        None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_at_home_is_left_alone() {
        for (text, typed, prose) in [
            ("A\u{200B}1", true, true),
            ("A\u{FEFF}1", true, true),
            ("a\u{3000}b", true, false),
            ("\u{3000}b\u{A0}", false, false),
            ("a\nb", true, false),
            ("a\u{7}b", true, true),
            ("👨\u{200D}👩", false, false),
            ("می\u{200C}خواهم", true, false),
            ("क्\u{200D}ष", true, false),
            ("plain", false, false),
            ("收货地址", false, false),
        ] {
            assert_eq!(hidden(text, Kind::Typed).is_some(), typed, "{text:?}");
            assert_eq!(hidden(text, Kind::Prose).is_some(), prose, "{text:?}");
        }
    }

    #[test]
    fn links_and_documents_have_escapes_of_their_own() {
        for (text, escaped) in [
            ("Tom &amp; Co", true),
            ("Tom & Co", false),
            ("https://example.com/?q=%E8%AE%A2", false),
            ("{\"a\": \"\\u8ba2\"}", false),
            ("\\u8ba2\\u5355", true),
            ("<br>", true),
            ("100%", false),
        ] {
            assert_eq!(is_escaped(text), escaped, "{text}");
        }
    }
}

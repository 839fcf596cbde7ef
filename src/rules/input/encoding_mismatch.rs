//! `encoding-mismatch`: bytes are not in the declared encoding, or the byte order mark breaks the policy.

use crate::finding::{Finding, RuleId, Safety, Severity};
use crate::message::{input, rules};
use crate::rule::{Dimension, Parts, Rule, Scope};

/// The rule.
pub static RULE: Rule = Rule {
    id: RuleId::new("encoding-mismatch"),
    summary: rules::encoding_mismatch,
    severity: Severity::Error,
    fix: Some(Safety::Safe),
    scopes: &[Scope::Files],
    dimension: Dimension::Accessibility,
    page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/encoding-mismatch.md")),
    parts: Parts::NONE,
};

/// Whether the bytes themselves prove an encoding; every other one is a guess.
pub fn is_proven(encoding: &str) -> bool {
    ["utf-8", "utf-16le", "utf-16be", "gb18030", "gbk"].contains(&encoding)
}

/// The whole file is in another encoding.
pub fn other_encoding(declared: &str, detected: &str) -> Finding {
    RULE.finding(input::encoding_other(declared, detected))
        .with_label(input::encoding_other_label(detected))
        .with_help(input::encoding_other_help(declared, detected))
        .about("encoding")
}

/// Cells of a field hold bytes that the encoding does not have; `bytes` are the first ones in hexadecimal.
pub fn bad_bytes(field: &str, encoding: &str, bytes: &str) -> Finding {
    RULE.finding(input::bad_bytes(field, encoding, bytes))
        .with_label(input::bad_bytes_label(encoding))
        .with_help(input::bad_bytes_help(encoding))
        .about("bytes")
}

/// A byte order mark that must not be there, or the lack of one that must.
pub fn mark(present: bool) -> Finding {
    let finding = if present {
        RULE.finding(input::bom_present()).with_help(input::bom_present_help())
    } else {
        RULE.finding(input::bom_missing()).with_help(input::bom_missing_help())
    };
    finding.with_label(input::bom_label()).about("bom")
}

//! What `key-unusable` says of keys that are joined on.

use super::column::key_unusable::RULE;
use crate::finding::Finding;
use crate::message::{Message, across};

/// The element may not be joined on.
pub fn restricted(element: &str, relation: &str) -> Finding {
    of(across::key_restricted(relation, element)).about(format!("{relation} {element}"))
}

/// The field accepts masked values.
pub fn may_be_masked(field: &str, dataset: &str, relation: &str) -> Finding {
    of(across::key_may_be_masked(relation, field, dataset)).about(format!("{relation} {field}"))
}

/// Values are masked.
pub fn masked(element: &str, value: &str) -> Finding {
    of(across::key_masked(element, value))
}

/// Values are hashes.
pub fn hashed(element: &str, value: &str) -> Finding {
    of(across::key_hashed(element, value))
}

/// Values are cut off.
pub fn truncated(element: &str, value: &str) -> Finding {
    of(across::key_truncated(element, value))
}

fn of(message: Message) -> Finding {
    RULE.finding(message).with_label(across::key_unusable_label()).with_help(across::key_unusable_help())
}

//! The rules whose findings loading itself makes.

use crate::finding::RuleId;

/// Not valid for the dictionary's JSON Schema, or of a meaning that nothing can use.
pub const DICTIONARY_INVALID: RuleId = RuleId::new("dictionary-invalid");
/// One id given twice.
pub const NAME_DUPLICATE: RuleId = RuleId::new("name-duplicate");
/// A name that leads nowhere.
pub const REFERENCE_DANGLING: RuleId = RuleId::new("reference-dangling");
/// A code that YAML does not read as text.
pub const CODE_UNQUOTED: RuleId = RuleId::new("code-unquoted");

//! From the validator's errors to those worth telling: of alternatives, the one that the writer most likely meant.

use std::cmp::Reverse;

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind};
use serde_json::Value;

use super::{Kind, NodeRef};

type Error<'e> = ValidationError<'e>;

/// One thing to tell.
pub(super) enum Choice<'e> {
    /// An error as it is.
    Single(&'e Error<'e>),
    /// Alternatives that all ask for another type at this place.
    Types { at: &'e Error<'e>, expected: Vec<String> },
    /// Alternatives that all ask for another value at this place.
    Values { at: &'e Error<'e>, allowed: Vec<String> },
}

/// What of `errors` to tell. `root` is the node they are about.
pub(super) fn chosen<'e>(errors: impl Iterator<Item = &'e Error<'e>>, root: NodeRef<'_>) -> Vec<Choice<'e>> {
    errors.flat_map(|error| expand(error, root)).collect()
}

impl<'e> Choice<'e> {
    /// The error that has its place.
    pub(super) fn error(&self) -> &'e Error<'e> {
        match self {
            Self::Single(error) | Self::Types { at: error, .. } | Self::Values { at: error, .. } => error,
        }
    }

    /// Whether it asks for another type.
    pub(super) fn asks_type(&self) -> bool {
        match self {
            Self::Single(error) => matches!(error.kind(), ValidationErrorKind::Type { .. }),
            Self::Types { .. } => true,
            Self::Values { .. } => false,
        }
    }

    /// Whether it asks for one of a few values.
    pub(super) fn asks_value(&self) -> bool {
        match self {
            Self::Single(error) => {
                matches!(error.kind(), ValidationErrorKind::Enum { .. } | ValidationErrorKind::Constant { .. })
            }
            Self::Types { .. } => false,
            Self::Values { .. } => true,
        }
    }
}

fn expand<'e>(error: &'e Error<'e>, root: NodeRef<'_>) -> Vec<Choice<'e>> {
    let (ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context }) = error.kind() else {
        return vec![Choice::Single(error)];
    };
    let branches: Vec<Vec<Choice<'_>>> = context.iter().map(|branch| chosen(branch.iter(), root)).collect();
    let place = error.instance_path().as_str();
    if let Some(merged) = merge(error, &branches, root.pointer(place).map_or(Kind::Null, NodeRef::kind)) {
        return vec![merged];
    }
    let closest = branches.into_iter().filter(|branch| !branch.is_empty()).min_by_key(|branch| distance(branch, place));
    closest.unwrap_or_else(|| vec![Choice::Single(error)])
}

/// How far a branch is from what was written: its type first, then the constants that tell branches apart, then how many errors,
/// then how deep they are (an error deep inside means that all above it fitted).
fn distance(branch: &[Choice<'_>], place: &str) -> (bool, bool, usize, Reverse<usize>) {
    let here = |choice: &Choice<'_>| choice.error().instance_path().as_str() == place;
    let typed = branch.iter().any(|it| here(it) && it.asks_type());
    let tagged = branch.iter().any(|it| {
        let path = it.error().instance_path().as_str();
        let below = path.strip_prefix(place).unwrap_or_default();
        it.asks_value() && below.matches('/').count() <= 1
    });
    let depth = branch.iter().map(|it| it.error().instance_path().as_str().matches('/').count()).max();
    (typed, tagged, branch.len(), Reverse(depth.unwrap_or(0)))
}

/// If every branch asks only for a type or a value at the place of `error`, all of them in one: "expected string or object".
fn merge<'e>(error: &'e Error<'e>, branches: &[Vec<Choice<'e>>], found: Kind) -> Option<Choice<'e>> {
    let (mut expected, mut allowed) = (Vec::new(), Vec::new());
    let mut same_type = false;
    for branch in branches {
        let [only] = branch.as_slice() else { return None };
        if only.error().instance_path().as_str() != error.instance_path().as_str() {
            return None;
        }
        if only.asks_type() {
            expected.extend(types_of(only));
        } else if only.asks_value() {
            let (texts, kinds) = values_of(only);
            same_type |= kinds.contains(&found.name());
            expected.extend(kinds.into_iter().map(str::to_owned));
            allowed.extend(texts);
        } else {
            return None;
        }
    }
    once_each(&mut expected);
    once_each(&mut allowed);
    match (branches.is_empty(), same_type) {
        (true, _) => None,
        (false, true) => Some(Choice::Values { at: error, allowed }),
        (false, false) => Some(Choice::Types { at: error, expected }),
    }
}

fn once_each(texts: &mut Vec<String>) {
    let mut seen = std::collections::HashSet::new();
    texts.retain(|text| seen.insert(text.clone()));
}

/// The names of the types that a choice asks for.
pub(super) fn types_of(choice: &Choice<'_>) -> Vec<String> {
    match choice {
        Choice::Types { expected, .. } => expected.clone(),
        Choice::Values { .. } => Vec::new(),
        Choice::Single(error) => match error.kind() {
            ValidationErrorKind::Type { kind: TypeKind::Single(one) } => vec![one.to_string()],
            ValidationErrorKind::Type { kind: TypeKind::Multiple(set) } => {
                set.iter().map(|it| it.to_string()).collect()
            }
            _ => Vec::new(),
        },
    }
}

/// The values that a choice allows, with the names of their types.
pub(super) fn values_of(choice: &Choice<'_>) -> (Vec<String>, Vec<&'static str>) {
    let values = match choice {
        Choice::Values { allowed, .. } => return (allowed.clone(), vec!["string"]),
        Choice::Types { .. } => &[],
        Choice::Single(error) => match error.kind() {
            ValidationErrorKind::Enum { options } => options.as_array().map_or(&[][..], Vec::as_slice),
            ValidationErrorKind::Constant { expected_value } => std::slice::from_ref(&**expected_value),
            _ => &[],
        },
    };
    values.iter().map(|value| (shown(value), type_name(value))).unzip()
}

/// A schema's value in words: strings without quotes.
pub(super) fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

//! What a plain scalar means: the core schema of YAML 1.2 (§10.3.2).

/// The JSON type of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `null`, or nothing at all in YAML.
    Null,
    /// `true` or `false`.
    Bool,
    /// Any number; its text is kept.
    Number,
    /// A string.
    String,
    /// An ordered list.
    Array,
    /// Keys with values, in the order of the text.
    Object,
}

impl Kind {
    /// The name that JSON Schema gives the type.
    pub fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "boolean",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

/// How a node was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Style {
    /// A scalar without quotes.
    #[default]
    Plain,
    /// A scalar in single or double quotes.
    Quoted,
    /// A scalar after `|` or `>`, or a collection by indentation.
    Block,
    /// A collection in `[]` or `{}`.
    Flow,
}

/// Whether YAML 1.1 reads the plain scalar `text` as a boolean.
pub fn is_yaml11_boolean(text: &str) -> bool {
    const WORDS: [&str; 8] = ["y", "n", "yes", "no", "on", "off", "true", "false"];
    let (Some(first), rest) = (text.chars().next(), text.get(1..).unwrap_or_default()) else { return false };
    let cased = rest.bytes().all(|b| b.is_ascii_lowercase())
        || first.is_ascii_uppercase() && rest.bytes().all(|b| b.is_ascii_uppercase());
    text.len() <= 5 && cased && WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// The type of the plain scalar `text`: null, boolean, number or string.
pub(super) fn resolve(text: &str) -> Kind {
    match text.as_bytes().first() {
        None => Kind::Null,
        Some(b'~' | b'n' | b'N') if matches!(text, "~" | "null" | "Null" | "NULL") => Kind::Null,
        Some(b't' | b'T' | b'f' | b'F') if matches!(text, "true" | "True" | "TRUE" | "false" | "False" | "FALSE") => {
            Kind::Bool
        }
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') if is_number(text) => Kind::Number,
        Some(_) => Kind::String,
    }
}

/// Whether `text` is an integer or a float of the core schema. A hexadecimal or octal integer past 128 bits is not:
/// nobody means a number by it.
pub(super) fn is_number(text: &str) -> bool {
    if let Some((digits, radix)) = radix_digits(text) {
        let written = digits.chars().all(|c| c.is_digit(radix));
        return written && u128::from_str_radix(digits, radix).is_ok();
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    digits(whole)
        && digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent.is_none_or(|it| !it.is_empty() && digits(it))
}

/// The digits behind `0x` or `0o`, with their base.
pub(super) fn radix_digits(text: &str) -> Option<(&str, u32)> {
    let hexadecimal = text.strip_prefix("0x").map(|digits| (digits, 16));
    hexadecimal.or_else(|| text.strip_prefix("0o").map(|digits| (digits, 8)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_scalars_follow_the_core_schema() {
        for (kind, words) in [
            (Kind::Null, &["", "~", "null", "Null", "NULL"][..]),
            (Kind::Bool, &["true", "True", "TRUE", "false", "False", "FALSE"]),
            (Kind::Number, &["0", "-1", "+5", "010", "0o17", "0x1F", "0.5", ".5", "5.", "1e3", "-1.5E-7", "1.e5"]),
            (Kind::Number, &[".inf", "-.INF", "+.Inf", ".nan", "99999999999999999999999999", "1e999"]),
            (Kind::String, &["nULL", "yes", "no", "on", "y", "tRUE", "-", "+", ".", "-.", "e5", ".e5", "1e", "1e+"]),
            (Kind::String, &["0x", "0xG", "-0x1F", "0o8", "0b11", "1_000", "12:30:45", "2024-01-01", "1.2.3", "-.nan"]),
            (Kind::String, &["0x+1", "0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", "订单", "nan", "inf", "1２"]),
        ] {
            for word in words {
                assert_eq!(resolve(word), kind, "{word:?}");
            }
        }
    }

    #[test]
    fn yaml_1_1_booleans_are_known_in_their_three_cases() {
        for word in ["y", "Y", "n", "N", "yes", "Yes", "YES", "no", "NO", "on", "On", "OFF", "true", "FALSE"] {
            assert!(is_yaml11_boolean(word), "{word}");
        }
        for word in ["", "yES", "oN", "1", "t", "name", "nO", "否", "offf"] {
            assert!(!is_yaml11_boolean(word), "{word}");
        }
    }
}

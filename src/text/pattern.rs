//! Regular expressions as dictionaries and contracts mean them.
//!
//! JSON Schema searches a pattern, and its `\d`, `\w`, `\s` are ASCII. The `regex` crate reads them as Unicode, so they
//! are rewritten before it sees them. Look-around and back-references do not exist in the linear-time dialect.

use regex_syntax::ast::{self, Ast, ClassPerl, ClassPerlKind, ClassSet, ClassSetItem};
use regex_syntax::hir::Hir;

use super::{ByteSet, Shape};

/// A compiled automaton larger than this is refused, so that a pattern cannot eat the memory.
const SIZE_LIMIT: usize = 8 << 20;

/// Why a pattern cannot be used: the library's words on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError(pub String);

/// Compiles a pattern for searching in UTF-8 bytes.
///
/// # Errors
/// When it is not a regular expression, uses look-around or back-references, or grows beyond 8 MiB.
pub fn compile(pattern: &str) -> Result<regex::bytes::Regex, PatternError> {
    let rewritten = with_ascii_classes(pattern)?;
    regex::bytes::RegexBuilder::new(&rewritten)
        .size_limit(SIZE_LIMIT)
        .build()
        .map_err(|error| PatternError(one_line(&error.to_string())))
}

/// The meaning of a pattern, for analysis; the same that [`compile`] gives to the `regex` crate.
///
/// # Errors
/// As [`compile`].
pub fn meaning(pattern: &str) -> Result<Hir, PatternError> {
    let rewritten = with_ascii_classes(pattern)?;
    regex_syntax::ParserBuilder::new()
        .build()
        .parse(&rewritten)
        .map_err(|error| PatternError(one_line(&error.to_string())))
}

/// Whether a pattern is tied to both ends and accepts printable ASCII without blanks only: what matches it hides nothing.
pub fn is_plain(pattern: &str) -> bool {
    Shape::of_pattern(pattern).within.is_within(ByteSet::PLAIN)
}

/// The pattern in the `regex` crate's spelling.
///
/// # Errors
/// When it does not parse.
pub fn with_ascii_classes(pattern: &str) -> Result<String, PatternError> {
    let tree = ast::parse::Parser::new().parse(pattern).map_err(|error| PatternError(one_line(&error.to_string())))?;
    // The tree knows where each class stands, so the text can be edited from its end.
    let mut edits = Vec::new();
    collect(&tree, &mut edits);
    edits.sort_by_key(|(start, _, _)| std::cmp::Reverse(*start));
    let mut text = pattern.to_owned();
    for (start, end, class) in edits {
        text.replace_range(start..end, class);
    }
    Ok(text)
}

fn collect(tree: &Ast, edits: &mut Vec<(usize, usize, &'static str)>) {
    match tree {
        Ast::ClassPerl(class) => edits.push(edit(class)),
        Ast::ClassBracketed(class) => collect_set(&class.kind, edits),
        Ast::Assertion(it) if matches!(it.kind, ast::AssertionKind::WordBoundary) => {
            edits.push((it.span.start.offset, it.span.end.offset, r"(?-u:\b)"));
        }
        Ast::Repetition(it) => collect(&it.ast, edits),
        Ast::Group(it) => collect(&it.ast, edits),
        Ast::Alternation(it) => it.asts.iter().for_each(|part| collect(part, edits)),
        Ast::Concat(it) => it.asts.iter().for_each(|part| collect(part, edits)),
        _ => {}
    }
}

fn collect_set(set: &ClassSet, edits: &mut Vec<(usize, usize, &'static str)>) {
    match set {
        ClassSet::Item(item) => collect_item(item, edits),
        ClassSet::BinaryOp(op) => {
            collect_set(&op.lhs, edits);
            collect_set(&op.rhs, edits);
        }
    }
}

fn collect_item(item: &ClassSetItem, edits: &mut Vec<(usize, usize, &'static str)>) {
    match item {
        ClassSetItem::Perl(class) => edits.push(edit(class)),
        ClassSetItem::Bracketed(class) => collect_set(&class.kind, edits),
        ClassSetItem::Union(union) => union.items.iter().for_each(|it| collect_item(it, edits)),
        _ => {}
    }
}

fn edit(class: &ClassPerl) -> (usize, usize, &'static str) {
    let replacement = match (&class.kind, class.negated) {
        (ClassPerlKind::Digit, false) => "[0-9]",
        (ClassPerlKind::Digit, true) => "[^0-9]",
        (ClassPerlKind::Word, false) => "[0-9A-Za-z_]",
        (ClassPerlKind::Word, true) => "[^0-9A-Za-z_]",
        (ClassPerlKind::Space, false) => r"[\t\n\v\f\r ]",
        (ClassPerlKind::Space, true) => r"[^\t\n\v\f\r ]",
    };
    (class.span.start.offset, class.span.end.offset, replacement)
}

/// The last line of the library's message says what is wrong; those before it draw the pattern.
fn one_line(message: &str) -> String {
    let last = message.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or(message);
    last.trim().trim_start_matches("error: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_ascii_and_dots_are_characters() {
        for (pattern, text, found) in [
            (r"^\d+$", "123", true),
            (r"^\d+$", "１２３", false),
            (r"^[\w-]+$", "a-1", true),
            (r"^[\w-]+$", "订单", false),
            (r"^.{2}$", "订单", true),
            (r"^\S+$", "a\u{3000}b", true),
            (r"\bA\b", "x A y", true),
            ("O[0-9]", "SO12", true),
        ] {
            let regex = compile(pattern).expect(pattern);
            assert_eq!(regex.is_match(text.as_bytes()), found, "{pattern} on {text}");
        }
    }

    #[test]
    fn plain_patterns_hide_nothing() {
        for (pattern, plain) in [
            ("^SO[0-9]{10}$", true),
            (r"^(\+[1-9][0-9]{7,14}|1[3-9][0-9]{9})$", true),
            ("^[0-9]+", false),
            ("[0-9]+$", false),
            ("^.{1,20}$", false),
            ("^[^,]+$", false),
            ("^[A-Z ]+$", false),
            ("^[一-龥]+$", false),
            ("^a$|b", false),
        ] {
            assert_eq!(is_plain(pattern), plain, "{pattern}");
        }
    }

    #[test]
    fn what_is_not_linear_is_refused() {
        for pattern in [r"(?=a)b", r"(a)\1", "[a-", "(?<!x)y", "a{1000000}"] {
            assert!(compile(pattern).is_err(), "{pattern}");
        }
    }
}

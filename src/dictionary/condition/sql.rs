//! SQL text → terms. The only file of the dictionary that names the SQL parser.

use std::ops::Range;

use super::term::Term;
use super::{Fault, say};

/// Reads a condition.
///
/// # Errors
/// Where the text is no SQL expression, or one that no record can be judged by.
#[cfg(feature = "sql")]
pub(super) fn parse(text: &str) -> Result<Term, Box<Fault>> {
    kept::parse(text)
}

/// This build has no parser of SQL.
#[cfg(not(feature = "sql"))]
pub(super) fn parse(text: &str) -> Result<Term, Box<Fault>> {
    Err(Fault::plain(0..text.len(), say::no_sql(), say::no_sql_help()))
}

/// The byte at a line and a column, both from 1, columns in characters.
#[cfg_attr(not(feature = "sql"), expect(dead_code, reason = "only the parser counts lines"))]
fn byte_at(text: &str, line: u64, column: u64) -> usize {
    let mut start = 0;
    for _ in 1..line {
        start += text.get(start..).and_then(|it| it.find('\n')).map_or(0, |it| it + 1);
    }
    let rest = text.get(start..).unwrap_or_default();
    let before = usize::try_from(column.saturating_sub(1)).unwrap_or(usize::MAX);
    start + rest.char_indices().nth(before).map_or(rest.len(), |(at, _)| at)
}

#[cfg(feature = "sql")]
mod kept {
    use sqlparser::ast::{BinaryOperator, DataType, Expr, InTarget, Spanned, UnaryOperator, Value};
    use sqlparser::dialect::GenericDialect;
    use sqlparser::parser::{Parser, ParserError};
    use sqlparser::tokenizer::{Span, Token};

    use super::super::term::TermKind;
    use super::{Fault, Range, Term, byte_at, say};
    use crate::model::Comparison;

    /// Deepest nesting.
    const DEEPEST: usize = 64;

    pub(super) fn parse(text: &str) -> Result<Term, Box<Fault>> {
        let dialect = GenericDialect {};
        let parser = Parser::new(&dialect).with_recursion_limit(DEEPEST).try_with_sql(text);
        let mut parser = parser.map_err(|error| fault(text, &error))?;
        let expression = parser.parse_expr().map_err(|error| fault(text, &error))?;
        let next = parser.peek_token();
        if next.token != Token::EOF {
            let range = bytes(text, next.span);
            return Err(Fault::plain(range, say::goes_on(next.token), say::syntax_help()));
        }
        Reading { text }.term(expression)
    }

    fn fault(text: &str, error: &ParserError) -> Box<Fault> {
        let words = match error {
            ParserError::TokenizerError(words) | ParserError::ParserError(words) => words.as_str(),
            ParserError::RecursionLimitExceeded => "nested too deeply",
        };
        let (words, at) = words.rsplit_once(" at Line: ").unwrap_or((words, ""));
        let numbers: Vec<u64> = at.split(|it: char| !it.is_ascii_digit()).filter_map(|it| it.parse().ok()).collect();
        let start = match numbers[..] {
            [line, column, ..] => byte_at(text, line, column),
            _ => text.len(),
        };
        // What is missing at the end is marked at the last character that is there.
        let start = start.min(text.trim_end().len().saturating_sub(1));
        let start = (0..=start).rev().find(|it| text.is_char_boundary(*it)).unwrap_or(0);
        let length = text.get(start..).and_then(|it| it.chars().next()).map_or(0, char::len_utf8);
        Fault::plain(start..start + length, say::syntax(words), say::syntax_help())
    }

    fn bytes(text: &str, span: Span) -> Range<usize> {
        if span == Span::empty() {
            return 0..text.len();
        }
        let start = byte_at(text, span.start.line, span.start.column);
        start..byte_at(text, span.end.line, span.end.column).max(start)
    }

    struct Reading<'t> {
        text: &'t str,
    }

    impl Reading<'_> {
        fn term(&self, expression: Expr) -> Result<Term, Box<Fault>> {
            let range = bytes(self.text, expression.span());
            let kind = match expression {
                Expr::Nested(inner) => return self.term(*inner),
                Expr::Identifier(name) => TermKind::Name(name.value),
                Expr::CompoundIdentifier(parts) => {
                    TermKind::Name(parts.iter().map(|it| it.value.as_str()).collect::<Vec<_>>().join("."))
                }
                Expr::Value(value) => Self::value(value.value, &range)?,
                Expr::TypedString(typed) => Self::typed(&typed.data_type, typed.value.value, &range)?,
                Expr::Function(function) if function.name.to_string().eq_ignore_ascii_case("current_date") => {
                    TermKind::Today
                }
                Expr::UnaryOp { op, expr } => self.unary(op, *expr, &range)?,
                Expr::BinaryOp { left, op, right } => self.binary(*left, &op, *right, &range)?,
                Expr::IsNull(inner) => TermKind::IsNull(self.boxed(*inner)?),
                Expr::IsNotNull(inner) => return Ok(contrary(TermKind::IsNull(self.boxed(*inner)?), range)),
                Expr::IsTrue(inner) => TermKind::Is(self.boxed(*inner)?, Some(true)),
                Expr::IsFalse(inner) => TermKind::Is(self.boxed(*inner)?, Some(false)),
                Expr::IsUnknown(inner) => TermKind::Is(self.boxed(*inner)?, None),
                Expr::IsNotTrue(inner) => return Ok(contrary(TermKind::Is(self.boxed(*inner)?, Some(true)), range)),
                Expr::IsNotFalse(inner) => return Ok(contrary(TermKind::Is(self.boxed(*inner)?, Some(false)), range)),
                Expr::IsNotUnknown(inner) => return Ok(contrary(TermKind::Is(self.boxed(*inner)?, None), range)),
                other => return self.compound(other, range),
            };
            Ok(Term { range, kind })
        }

        fn compound(&self, expression: Expr, range: Range<usize>) -> Result<Term, Box<Fault>> {
            match expression {
                Expr::In { expr, target: InTarget::List(list), negated, global: false } => {
                    let list = list.into_iter().map(|it| self.term(it)).collect::<Result<_, _>>()?;
                    let kind = TermKind::In(self.boxed(*expr)?, list);
                    Ok(Term { range, kind }.negated(negated))
                }
                Expr::Between { expr, negated, low, high } => {
                    let value = self.boxed(*expr)?;
                    let compare = |comparison, limit| Term {
                        range: range.clone(),
                        kind: TermKind::Compare(comparison, value.clone(), limit),
                    };
                    let least = compare(Comparison::GreaterOrEqual, self.boxed(*low)?);
                    let most = compare(Comparison::LessOrEqual, self.boxed(*high)?);
                    let kind = TermKind::And(Box::new(least), Box::new(most));
                    Ok(Term { range, kind }.negated(negated))
                }
                Expr::Like { negated, any: false, expr, pattern, escape_char: None } => {
                    let kind = TermKind::Like(self.boxed(*expr)?, self.boxed(*pattern)?);
                    Ok(Term { range, kind }.negated(negated))
                }
                _ => Err(unsupported(range)),
            }
        }

        fn boxed(&self, expression: Expr) -> Result<Box<Term>, Box<Fault>> {
            self.term(expression).map(Box::new)
        }

        fn value(value: Value, range: &Range<usize>) -> Result<TermKind, Box<Fault>> {
            Ok(match value {
                Value::Number(text, _) => TermKind::Number(text),
                Value::SingleQuotedString(text) => TermKind::Text(text),
                Value::Boolean(value) => TermKind::Boolean(Some(value)),
                Value::Null => TermKind::Boolean(None),
                _ => return Err(unsupported(range.clone())),
            })
        }

        fn typed(kind: &DataType, value: Value, range: &Range<usize>) -> Result<TermKind, Box<Fault>> {
            let (TermKind::Text(text), kind) = (Self::value(value, range)?, kind) else {
                return Err(unsupported(range.clone()));
            };
            match kind {
                DataType::Date => Ok(TermKind::Day(text)),
                DataType::Time(..) => Ok(TermKind::Time(text)),
                DataType::Timestamp(..) | DataType::Datetime(..) => Ok(TermKind::Instant(text)),
                _ => Err(unsupported(range.clone())),
            }
        }

        fn unary(&self, op: UnaryOperator, inner: Expr, range: &Range<usize>) -> Result<TermKind, Box<Fault>> {
            let inner = self.boxed(inner)?;
            Ok(match (op, &inner.kind) {
                (UnaryOperator::Not, _) => TermKind::Not(inner),
                (UnaryOperator::Plus, _) => inner.kind,
                (UnaryOperator::Minus, TermKind::Number(text)) => TermKind::Number(format!("-{text}")),
                (UnaryOperator::Minus, _) => {
                    let zero = Term { range: range.clone(), kind: TermKind::Number("0".to_owned()) };
                    TermKind::Arithmetic('-', Box::new(zero), inner)
                }
                _ => return Err(unsupported(range.clone())),
            })
        }

        fn binary(
            &self,
            left: Expr,
            op: &BinaryOperator,
            right: Expr,
            range: &Range<usize>,
        ) -> Result<TermKind, Box<Fault>> {
            let (left, right) = (self.boxed(left)?, self.boxed(right)?);
            let compare = |comparison| Ok(TermKind::Compare(comparison, left.clone(), right.clone()));
            match op {
                BinaryOperator::Eq => compare(Comparison::Equal),
                BinaryOperator::NotEq => compare(Comparison::NotEqual),
                BinaryOperator::Lt => compare(Comparison::Less),
                BinaryOperator::LtEq => compare(Comparison::LessOrEqual),
                BinaryOperator::Gt => compare(Comparison::Greater),
                BinaryOperator::GtEq => compare(Comparison::GreaterOrEqual),
                BinaryOperator::And => Ok(TermKind::And(left, right)),
                BinaryOperator::Or => Ok(TermKind::Or(left, right)),
                BinaryOperator::Plus => Ok(TermKind::Arithmetic('+', left, right)),
                BinaryOperator::Minus => Ok(TermKind::Arithmetic('-', left, right)),
                BinaryOperator::Multiply => Ok(TermKind::Arithmetic('*', left, right)),
                _ => Err(unsupported(range.clone())),
            }
        }
    }

    fn contrary(kind: TermKind, range: Range<usize>) -> Term {
        Term { range, kind }.negated(true)
    }

    fn unsupported(range: Range<usize>) -> Box<Fault> {
        Fault::plain(range, say::unsupported(), say::unsupported_help())
    }
}

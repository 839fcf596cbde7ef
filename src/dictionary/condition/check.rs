//! Terms → tests: every name is an element, every comparison one of like with like.

use std::ops::Range;
use std::sync::Arc;

use super::term::{Term, TermKind};
use super::{Fault, Scope, say};
use crate::model::{
    Civil, CodeList, Comparison, Decimal, LikePart, Literal, LogicalType, Operand, TemporalFormat, TemporalKind, Test,
    Zone, civil,
};
use crate::text::nearest;

/// What values of a term are.
#[derive(Clone)]
enum Sort {
    Null,
    Text,
    Code(Arc<CodeList>),
    Number,
    Boolean,
    Day,
    Time,
    Instant,
    /// A list or an object: nothing can be compared with it.
    Nested,
}

impl Sort {
    /// Its name in dictionaries, the same in every language.
    fn name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Text | Self::Code(_) => "string",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Day => "date",
            Self::Time => "time",
            Self::Instant => "timestamp",
            Self::Nested => "object",
        }
    }

    fn fits(&self, other: &Self) -> bool {
        matches!(
            (self, other),
            (Self::Null, _)
                | (_, Self::Null)
                | (Self::Text | Self::Code(_), Self::Text | Self::Code(_))
                | (Self::Number, Self::Number)
                | (Self::Boolean, Self::Boolean)
                | (Self::Day | Self::Instant, Self::Day | Self::Instant)
                | (Self::Time, Self::Time)
        )
    }
}

/// The test that `term` is, and the elements it speaks of.
pub(super) fn test(term: &Term, scope: Scope<'_>) -> Result<(Test, Vec<Arc<str>>), Box<Fault>> {
    let mut checking = Checking { scope, elements: Vec::new() };
    let test = checking.test(term)?;
    Ok((test, checking.elements))
}

struct Checking<'d> {
    scope: Scope<'d>,
    elements: Vec<Arc<str>>,
}

impl Checking<'_> {
    fn test(&mut self, term: &Term) -> Result<Test, Box<Fault>> {
        Ok(match &term.kind {
            TermKind::And(left, right) => Test::And(vec![self.test(left)?, self.test(right)?]),
            TermKind::Or(left, right) => Test::Or(vec![self.test(left)?, self.test(right)?]),
            TermKind::Not(inner) => Test::Not(Box::new(self.test(inner)?)),
            TermKind::Is(inner, truth) => Test::Is(Box::new(self.test(inner)?), *truth),
            TermKind::IsNull(inner) => Test::IsNull(self.operand(inner)?.0),
            TermKind::Compare(comparison, left, right) => self.compare(*comparison, left, right)?,
            TermKind::In(value, list) => self.within(value, list)?,
            TermKind::Like(value, pattern) => self.like(value, pattern)?,
            TermKind::Boolean(value) => Test::Constant(*value),
            _ => match self.operand(term)? {
                (operand, Sort::Boolean) => Test::Holds(operand),
                (_, sort) => {
                    let message = say::not_a_condition(sort.name());
                    return Err(Fault::plain(term.range.clone(), message, say::condition_help()));
                }
            },
        })
    }

    fn compare(&mut self, comparison: Comparison, left: &Term, right: &Term) -> Result<Test, Box<Fault>> {
        let (one, other) = self.pair(left, right)?;
        Ok(Test::Compare(comparison, one, other))
    }

    /// Two values of one kind; a text beside a date is read as a date, and one beside a code must be a code.
    fn pair(&mut self, left: &Term, right: &Term) -> Result<(Operand, Operand), Box<Fault>> {
        let (mut one, mut sort_one) = self.operand(left)?;
        let (mut other, mut sort_other) = self.operand(right)?;
        if let TermKind::Text(text) = &left.kind {
            (one, sort_one) = self.read_as(text, &left.range, &sort_other)?;
        }
        if let TermKind::Text(text) = &right.kind {
            (other, sort_other) = self.read_as(text, &right.range, &sort_one)?;
        }
        if !sort_one.fits(&sort_other) {
            let whole = left.range.start.min(right.range.start)..left.range.end.max(right.range.end);
            return Err(Fault::plain(whole, say::clash(sort_one.name(), sort_other.name()), say::clash_help()));
        }
        Ok((one, other))
    }

    fn within(&mut self, value: &Term, list: &[Term]) -> Result<Test, Box<Fault>> {
        let mut operand = Operand::Literal(Literal::Null);
        let mut all = Vec::new();
        for item in list {
            let (one, other) = self.pair(value, item)?;
            operand = one;
            all.push(other);
        }
        Ok(Test::In(operand, all))
    }

    fn like(&mut self, value: &Term, pattern: &Term) -> Result<Test, Box<Fault>> {
        let (operand, sort) = self.operand(value)?;
        if !matches!(sort, Sort::Text | Sort::Code(_)) {
            let message = say::clash(sort.name(), "string");
            return Err(Fault::plain(value.range.clone(), message, say::clash_help()));
        }
        let TermKind::Text(text) = &pattern.kind else {
            return Err(Fault::plain(pattern.range.clone(), say::unsupported(), say::unsupported_help()));
        };
        let part = |it: char| match it {
            '%' => LikePart::AnyMany,
            '_' => LikePart::AnyOne,
            it => LikePart::Character(it),
        };
        Ok(Test::Like(operand, text.chars().map(part).collect()))
    }

    fn operand(&mut self, term: &Term) -> Result<(Operand, Sort), Box<Fault>> {
        let literal = |literal, sort| Ok((Operand::Literal(literal), sort));
        match &term.kind {
            TermKind::Name(name) => self.element(name, &term.range),
            TermKind::Text(text) => literal(Literal::Text(Arc::from(text.as_str())), Sort::Text),
            TermKind::Number(text) => match Decimal::parse(text) {
                Some(number) => literal(Literal::Number(number), Sort::Number),
                None => Err(Fault::plain(term.range.clone(), say::number(text), say::number_help())),
            },
            TermKind::Boolean(Some(value)) => literal(Literal::Boolean(*value), Sort::Boolean),
            TermKind::Boolean(None) => literal(Literal::Null, Sort::Null),
            TermKind::Today => literal(Literal::Today, Sort::Day),
            TermKind::Day(text) => self.read_as(text, &term.range, &Sort::Day),
            TermKind::Time(text) => self.read_as(text, &term.range, &Sort::Time),
            TermKind::Instant(text) => self.read_as(text, &term.range, &Sort::Instant),
            TermKind::Arithmetic(sign, left, right) => self.arithmetic(*sign, left, right),
            _ => Err(Fault::plain(term.range.clone(), say::no_value(), say::no_value_help())),
        }
    }

    fn arithmetic(&mut self, sign: char, left: &Term, right: &Term) -> Result<(Operand, Sort), Box<Fault>> {
        let mut side = |term: &Term| match self.operand(term)? {
            (operand, Sort::Number | Sort::Null) => Ok(Box::new(operand)),
            (_, sort) => {
                let message = say::clash(sort.name(), "number");
                Err(Fault::plain(term.range.clone(), message, say::clash_help()))
            }
        };
        let (one, other) = (side(left)?, side(right)?);
        let operand = match sign {
            '+' => Operand::Sum(one, other),
            '-' => Operand::Difference(one, other),
            _ => Operand::Product(one, other),
        };
        Ok((operand, Sort::Number))
    }

    fn element(&mut self, name: &str, range: &Range<usize>) -> Result<(Operand, Sort), Box<Fault>> {
        let Some(element) = self.scope.element(name) else {
            return Err(Fault::unknown(range.clone(), name, self.scope.elements));
        };
        let at = self.elements.iter().position(|it| *it == element.id).unwrap_or_else(|| {
            self.elements.push(Arc::clone(&element.id));
            self.elements.len() - 1
        });
        let list = element.constraints.codes.as_ref().and_then(|it| self.scope.code_lists.get(&it.value));
        let sort = match (list, element.kind.value) {
            (Some(list), _) => Sort::Code(Arc::clone(list)),
            (None, LogicalType::String) => Sort::Text,
            (None, LogicalType::Integer | LogicalType::Decimal | LogicalType::Number) => Sort::Number,
            (None, LogicalType::Boolean) => Sort::Boolean,
            (None, LogicalType::Date) => Sort::Day,
            (None, LogicalType::Time) => Sort::Time,
            (None, LogicalType::Timestamp) => Sort::Instant,
            (None, LogicalType::Object | LogicalType::Array) => Sort::Nested,
        };
        Ok((Operand::Element(at), sort))
    }

    /// A text as the kind of value that it stands beside.
    fn read_as(&self, text: &str, range: &Range<usize>, sort: &Sort) -> Result<(Operand, Sort), Box<Fault>> {
        let plain = || Ok((Operand::Literal(Literal::Text(Arc::from(text))), Sort::Text));
        let literal = match sort {
            Sort::Code(list) if !list.values.is_empty() && !list.values.contains_key(text) => {
                let near = nearest(text, list.values.keys().map(|it| &**it));
                let help = near.map_or_else(|| say::code_help(&list.id), say::near);
                return Err(Fault::plain(range.clone(), say::code(text, &list.id), help));
            }
            Sort::Day => self.civil(text, TemporalKind::Date).map(|it| (Literal::Day(it.day), Sort::Day)),
            Sort::Time => self.civil(text, TemporalKind::Time).map(|it| (Literal::Time(it.nanos), Sort::Time)),
            Sort::Instant => self.instant(text),
            _ => return plain(),
        };
        match literal {
            Some((literal, sort)) => Ok((Operand::Literal(literal), sort)),
            None => Err(Fault::plain(range.clone(), say::date(text, sort.name()), say::date_help())),
        }
    }

    fn civil(&self, text: &str, kind: TemporalKind) -> Option<Civil> {
        let _ = self;
        let right = kind == TemporalKind::Time || crate::model::Date::parse(text.get(..10)?).is_some();
        TemporalFormat::Iso8601.read(kind, text.as_bytes()).filter(|it| right && it.nanos <= civil::DAY)
    }

    /// An instant, or a day that begins one.
    fn instant(&self, text: &str) -> Option<(Literal, Sort)> {
        let civil = self.civil(text, TemporalKind::Timestamp)?;
        let zone = self.scope.zone.and_then(Zone::parse).unwrap_or(Zone::Fixed(0));
        Some((Literal::Instant(zone.instant(civil)?), Sort::Instant))
    }
}

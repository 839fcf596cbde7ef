//! Conditions compiled against the columns of one file, and run over whole batches.
//!
//! SQL's three truths: a comparison with a null, or with a value that its own checks refused, is unknown.

use std::cmp::Ordering;
use std::sync::Arc;

use super::column::{ColumnPlan, outcome};
use crate::model::{Comparison, Condition, Date, Decimal, LikePart, Literal, Operand, Test, Zone, civil};
use crate::rule::{Canonical, FieldSpec, Value};
use crate::table::Column;

/// The judged columns of one batch.
#[derive(Clone, Copy)]
pub struct Cells<'b> {
    /// The cells, guards taken off.
    pub columns: &'b [Column],
    /// Their outcomes.
    pub outcomes: &'b [Vec<u8>],
    /// What they were judged by.
    pub plans: &'b [ColumnPlan],
    /// The batch's text.
    pub text: &'b [u8],
}

impl<'b> Cells<'b> {
    /// A cell that its checks found right, without padding.
    pub fn right(&self, column: usize, row: usize) -> Option<&'b [u8]> {
        let at = self.only(column, row)?;
        let cell = self.columns.get(column)?.bytes(at, self.text);
        match *self.outcomes.get(column)?.get(at)? {
            outcome::OK => Some(cell),
            outcome::PADDED => std::str::from_utf8(cell).ok().map(|it| it.trim().as_bytes()),
            _ => None,
        }
    }

    /// The one cell of a row; none where a list gives it several or none.
    fn only(&self, column: usize, row: usize) -> Option<usize> {
        let cells = self.columns.get(column)?.cells_of(row);
        (cells.len() == 1).then_some(cells.start)
    }

    /// Whether nothing stands in a cell. `None` where that is not known: a pending or unreadable one.
    pub fn is_null(&self, column: usize, row: usize) -> Option<bool> {
        let code = *self.outcomes.get(column)?.get(self.only(column, row)?)?;
        match code {
            outcome::SKIPPED | outcome::UNDECODABLE => None,
            _ => Some(self.plans.get(column)?.is_null(code)),
        }
    }
}

/// A condition on the records of one file.
#[derive(Clone, Debug)]
pub struct RowCondition {
    condition: Arc<Condition>,
    /// For each element of the condition: its planned column, and how cells are read.
    columns: Vec<(usize, Canonical)>,
    today: i32,
}

/// True, false or unknown.
pub type Truth = Option<bool>;

type Column1<'b> = Vec<Option<Value<'b>>>;

impl RowCondition {
    /// Binds a condition to planned columns.
    ///
    /// # Errors
    /// The element of which there is no column.
    pub fn new(
        condition: &Arc<Condition>,
        specs: &[Arc<FieldSpec>],
        zone: Option<&str>,
        as_of: Date,
    ) -> Result<Self, Arc<str>> {
        let column = |element: &Arc<str>| {
            let at = specs.iter().position(|it| it.element.id == *element).ok_or_else(|| Arc::clone(element))?;
            let spec = specs.get(at).ok_or_else(|| Arc::clone(element))?;
            Ok((at, Canonical::of(spec, zone)))
        };
        let columns = condition.elements.iter().map(column).collect::<Result<_, Arc<str>>>()?;
        let today = civil::days_since_epoch(as_of.year, as_of.month, as_of.day);
        Ok(Self { condition: Arc::clone(condition), columns, today })
    }

    /// The truth of each of `rows` records.
    pub fn run(&self, cells: Cells<'_>, rows: usize) -> Vec<Truth> {
        Running { condition: self, cells, rows }.test(&self.condition.test)
    }
}

struct Running<'r, 'b> {
    condition: &'r RowCondition,
    cells: Cells<'b>,
    rows: usize,
}

impl<'r: 'b, 'b> Running<'r, 'b> {
    fn test(&self, test: &'r Test) -> Vec<Truth> {
        match test {
            Test::Constant(truth) => vec![*truth; self.rows],
            Test::Holds(operand) => self.operand(operand).into_iter().map(as_truth).collect(),
            Test::Compare(comparison, one, other) => {
                let zone = &self.condition.condition.zone;
                let pairs = self.operand(one).into_iter().zip(self.operand(other));
                pairs.map(|(one, other)| Some(holds(*comparison, compare(one?, other?, zone)?))).collect()
            }
            Test::In(value, list) => self.within(value, list),
            Test::Like(value, pattern) => {
                let like = |it: Option<Value<'_>>| match it? {
                    Value::Text(found) => Some(is_like(found, pattern)),
                    _ => None,
                };
                self.operand(value).into_iter().map(like).collect()
            }
            Test::IsNull(operand) => self.is_null(operand),
            Test::Is(inner, truth) => self.test(inner).into_iter().map(|it| Some(it == *truth)).collect(),
            Test::Not(inner) => self.test(inner).into_iter().map(|it| it.map(|it| !it)).collect(),
            Test::And(all) => self.joined(all, false),
            Test::Or(all) => self.joined(all, true),
        }
    }

    /// One `decisive` truth decides; without one, an unknown leaves it unknown.
    fn joined(&self, all: &'r [Test], decisive: bool) -> Vec<Truth> {
        let mut joined = vec![Some(!decisive); self.rows];
        for test in all {
            for (so_far, truth) in joined.iter_mut().zip(self.test(test)) {
                *so_far = match (*so_far, truth) {
                    (Some(it), _) | (_, Some(it)) if it == decisive => Some(decisive),
                    (None, _) | (_, None) => None,
                    _ => Some(!decisive),
                };
            }
        }
        joined
    }

    fn within(&self, value: &'r Operand, list: &'r [Operand]) -> Vec<Truth> {
        let zone = &self.condition.condition.zone;
        let values = self.operand(value);
        let mut found = vec![Some(false); self.rows];
        for item in list {
            for ((so_far, value), item) in found.iter_mut().zip(&values).zip(self.operand(item)) {
                let equal = value.zip(item).and_then(|(one, other)| compare(one, other, zone)).map(Ordering::is_eq);
                *so_far = match (*so_far, equal) {
                    (Some(true), _) | (_, Some(true)) => Some(true),
                    (None, _) | (_, None) => None,
                    _ => Some(false),
                };
            }
        }
        found
    }

    fn is_null(&self, operand: &'r Operand) -> Vec<Truth> {
        if let Operand::Element(at) = operand
            && let Some((column, _)) = self.condition.columns.get(*at)
        {
            return (0..self.rows).map(|row| self.cells.is_null(*column, row)).collect();
        }
        self.operand(operand).into_iter().map(|it| Some(it.is_none())).collect()
    }

    fn operand(&self, operand: &'r Operand) -> Column1<'b> {
        match operand {
            Operand::Element(at) => {
                let Some((column, canonical)) = self.condition.columns.get(*at) else { return vec![None; self.rows] };
                (0..self.rows).map(|row| canonical.read(self.cells.right(*column, row)?)).collect()
            }
            Operand::Literal(literal) => vec![self.literal(literal); self.rows],
            Operand::Sum(one, other) => self.computed(one, other, Decimal::plus),
            Operand::Difference(one, other) => self.computed(one, other, Decimal::minus),
            Operand::Product(one, other) => self.computed(one, other, Decimal::times),
        }
    }

    fn computed(
        &self,
        one: &'r Operand,
        other: &'r Operand,
        compute: fn(Decimal, Decimal) -> Option<Decimal>,
    ) -> Column1<'b> {
        let number = |it: Option<Value<'b>>| match it {
            Some(Value::Number(number)) => Some(number),
            _ => None,
        };
        let pairs = self.operand(one).into_iter().zip(self.operand(other));
        pairs.map(|(one, other)| compute(number(one)?, number(other)?).map(Value::Number)).collect()
    }

    fn literal(&self, literal: &'r Literal) -> Option<Value<'b>> {
        Some(match literal {
            Literal::Null => return None,
            Literal::Boolean(value) => Value::Boolean(*value),
            Literal::Number(number) => Value::Number(*number),
            Literal::Text(text) => Value::Text(text),
            Literal::Day(day) => Value::Day(*day),
            Literal::Time(nanos) => Value::Time(*nanos),
            Literal::Instant(instant) => Value::Instant(*instant),
            Literal::Today => Value::Day(self.condition.today),
        })
    }
}

fn as_truth(value: Option<Value<'_>>) -> Truth {
    match value? {
        Value::Boolean(value) => Some(value),
        _ => None,
    }
}

fn holds(comparison: Comparison, ordering: Ordering) -> bool {
    match comparison {
        Comparison::Equal => ordering.is_eq(),
        Comparison::NotEqual => ordering.is_ne(),
        Comparison::Less => ordering.is_lt(),
        Comparison::LessOrEqual => ordering.is_le(),
        Comparison::Greater => ordering.is_gt(),
        Comparison::GreaterOrEqual => ordering.is_ge(),
    }
}

/// How two values lie; `None` for values of different kinds. A day beside an instant is its own first instant.
fn compare(one: Value<'_>, other: Value<'_>, zone: &Zone) -> Option<Ordering> {
    let first = |day| zone.instant(crate::model::Civil { day, nanos: 0, offset: None });
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => Some(one.cmp(&other)),
        (Value::Instant(one), Value::Instant(other)) => Some(one.cmp(&other)),
        (Value::Instant(one), Value::Day(other)) => Some(one.cmp(&first(other)?)),
        (Value::Day(one), Value::Instant(other)) => Some(first(one)?.cmp(&other)),
        (Value::Day(one), Value::Day(other)) => Some(one.cmp(&other)),
        (Value::Time(one), Value::Time(other)) => Some(one.cmp(&other)),
        (Value::Boolean(one), Value::Boolean(other)) => Some(one.cmp(&other)),
        (Value::Text(one), Value::Text(other)) => Some(one.cmp(other)),
        _ => None,
    }
}

/// Matches greedily with one step back per `%`: time is at most text × pattern.
fn is_like(text: &str, pattern: &[LikePart]) -> bool {
    let text: Vec<char> = text.chars().collect();
    let (mut at, mut part) = (0, 0);
    let mut back: Option<(usize, usize)> = None;
    while at < text.len() {
        match pattern.get(part) {
            Some(LikePart::AnyMany) => {
                back = Some((part, at));
                part += 1;
            }
            Some(LikePart::AnyOne) => (at, part) = (at + 1, part + 1),
            Some(LikePart::Character(it)) if text.get(at) == Some(it) => (at, part) = (at + 1, part + 1),
            _ => match back {
                Some((many, from)) => {
                    back = Some((many, from + 1));
                    (at, part) = (from + 1, many + 1);
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(part).all(|it| *it == LikePart::AnyMany)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_knows_one_and_many() {
        let pattern = |text: &str| -> Vec<LikePart> {
            text.chars()
                .map(|it| match it {
                    '%' => LikePart::AnyMany,
                    '_' => LikePart::AnyOne,
                    it => LikePart::Character(it),
                })
                .collect()
        };
        for (text, like, expected) in [
            ("SO123", "SO%", true),
            ("SO123", "SO___", true),
            ("SO123", "SO__", false),
            ("预售订单", "预售%", true),
            ("aXbXc", "a%X%c", true),
            ("", "%", true),
            ("", "_", false),
            ("abc", "%c%d", false),
        ] {
            assert_eq!(is_like(text, &pattern(like)), expected, "{text} {like}");
        }
    }
}

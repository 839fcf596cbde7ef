//! Conditions of columns that limit their values: lists, comparisons with a number, and both joined by `AND`.

use std::sync::Arc;

use super::super::typed::reading::Text;
use super::cursor::{self, Cursor};
use super::token::Kind;
use crate::model::{Bound, Decimal, Declared, DeclaredShape};

/// What a condition says, by the column it is about.
pub(super) struct Limit {
    pub(super) column: Arc<str>,
    values: Option<Declared<Vec<Declared<Arc<str>>>>>,
    minimum: Option<Declared<Bound>>,
    maximum: Option<Declared<Bound>>,
    max_length: Option<Declared<u64>>,
}

impl Limit {
    /// Nothing that limits a column.
    fn of(column: Arc<str>) -> Self {
        Self { column, values: None, minimum: None, maximum: None, max_length: None }
    }

    /// Tightens `shape` by the condition.
    pub(super) fn apply(self, shape: &mut DeclaredShape) {
        shape.values = self.values.or(shape.values.take());
        shape.minimum = self.minimum.or(shape.minimum.take());
        shape.maximum = self.maximum.or(shape.maximum.take());
        shape.max_length = self.max_length.or(shape.max_length.take());
    }
}

/// Deepest brackets within brackets that are looked into.
const DEEPEST: usize = 32;

/// The limits in a condition; parts of other forms say nothing. After an `OR` nothing is certain.
pub(super) fn read(condition: Cursor<'_>, text: &Text) -> Vec<Limit> {
    if let Some(limit) = alternatives(condition.clone(), text) {
        return vec![limit];
    }
    joined(condition, text, 0)
}

/// What is joined by `AND`, in brackets or not.
fn joined(mut condition: Cursor<'_>, text: &Text, depth: usize) -> Vec<Limit> {
    let mut limits = Vec::new();
    while condition.peek().is_some() {
        if condition.take(&["or"]) || condition.take(&["not"]) {
            return Vec::new();
        }
        if let Some(limit) = whole(&mut condition, text) {
            limits.push(limit);
        } else if condition.is_symbol(b'(') && depth < DEEPEST {
            limits.extend(condition.brackets().into_iter().flat_map(|it| joined(it, text, depth + 1)));
        } else {
            pass(&mut condition);
        }
    }
    limits
}

/// A part that nothing is added to: `a > 5 * b` is none. Brackets that open before it may close behind it.
fn whole(condition: &mut Cursor<'_>, text: &Text) -> Option<Limit> {
    let mut ahead = condition.clone();
    while ahead.take_symbol(b'(') {}
    let limit = part(&mut ahead, text)?;
    let ends = ahead.peek().is_none() || ahead.is_symbol(b')') || ahead.is_any(&["and", "or"]);
    ends.then(|| {
        *condition = ahead;
        limit
    })
}

/// `a = 'x' OR a = 'y'`, as SQL Server writes a list out, in brackets or not.
fn alternatives(mut condition: Cursor<'_>, text: &Text) -> Option<Limit> {
    while condition.take_symbol(b'(') {}
    let range = condition.span()?;
    let (mut column, mut found) = (None::<Arc<str>>, Vec::new());
    loop {
        while condition.take_symbol(b'(') {}
        let (name, _) = condition.name()?;
        if !condition.take_symbol(b'=') || column.as_ref().is_some_and(|it| *it != name) {
            return None;
        }
        column = Some(name);
        while condition.take_symbol(b'(') {}
        let token = condition.next().filter(|it| matches!(it.kind, Kind::Text | Kind::Number))?;
        let value = cursor::value(condition.slice(token.range.clone()));
        found.push(Declared::new(Arc::from(value), text.at(token.range.start, token.range.end)));
        while condition.take_symbol(b')') {}
        if condition.peek().is_none() {
            break;
        }
        condition.take(&["or"]).then_some(())?;
    }
    let values = Some(Declared::new(found, text.at(range.start, range.end)));
    Some(Limit { values, ..Limit::of(column?) })
}

/// Goes past a part of another form, up to what joins it to the next: `a * b > 0` says nothing of `b`.
fn pass(condition: &mut Cursor<'_>) {
    let start = condition.peek().map(|it| it.range.start);
    while condition.peek().is_some() && !condition.is_any(&["and", "or", "not"]) {
        if condition.brackets().is_none() {
            condition.next();
        }
    }
    if condition.peek().map(|it| it.range.start) == start {
        condition.next();
    }
}

/// `char_length(name) <= 40`
fn length(condition: &mut Cursor<'_>, text: &Text) -> Option<Limit> {
    let start = condition.peek()?.range.start;
    if !condition.is_any(&["char_length", "character_length", "length", "len"]) {
        return None;
    }
    condition.next();
    let (path, _) = condition.brackets()?.path()?;
    let column = Arc::from(path.rsplit('.').next().unwrap_or(&path));
    (condition.take_symbol(b'<') && condition.take_symbol(b'=')).then_some(())?;
    let (value, end) = number(condition)?;
    let most = value.to_string().parse().ok()?;
    Some(Limit { max_length: Some(Declared::new(most, text.at(start, end))), ..Limit::of(column) })
}

/// `name IN (…)`, `name >= 0`, `name BETWEEN 1 AND 5`, `name = ANY (ARRAY['a', …])`.
fn part(condition: &mut Cursor<'_>, text: &Text) -> Option<Limit> {
    let mut ahead = condition.clone();
    if let Some(limit) = length(&mut ahead, text) {
        *condition = ahead;
        return Some(limit);
    }
    ahead = condition.clone();
    let (column, start) = wrapped_name(&mut ahead)?;
    casts(&mut ahead);
    let mut limit = Limit::of(column);
    if ahead.take(&["in"]) {
        limit.values = values(ahead.brackets()?, text);
    } else if ahead.take(&["between"]) {
        let (low, _) = number(&mut ahead)?;
        ahead.take(&["and"]).then_some(())?;
        let (high, end) = number(&mut ahead)?;
        let at = text.at(start, end);
        limit.minimum = Some(Declared::new(Bound { value: low, exclusive: false }, at));
        limit.maximum = Some(Declared::new(Bound { value: high, exclusive: false }, at));
    } else {
        compared(&mut ahead, &mut limit, (text, start))?;
    }
    *condition = ahead;
    Some(limit)
}

/// A name, perhaps in brackets with a cast as `PostgreSQL` prints it.
fn wrapped_name(cursor: &mut Cursor<'_>) -> Option<(Arc<str>, usize)> {
    let start = cursor.peek()?.range.start;
    let (path, _) = cursor.path()?;
    Some((Arc::from(path.rsplit('.').next().unwrap_or(&path)), start))
}

/// Goes past `::text[]`.
fn casts(cursor: &mut Cursor<'_>) {
    while cursor.is_symbol(b':') {
        while cursor.take_symbol(b':') {}
        let _ = cursor.name();
        while cursor.is(&["varying"]) || cursor.is_symbol(b'[') || cursor.is_symbol(b']') {
            cursor.next();
        }
    }
    while cursor.is_symbol(b')') {
        cursor.next();
        casts(cursor);
    }
}

fn compared(cursor: &mut Cursor<'_>, limit: &mut Limit, (text, start): (&Text, usize)) -> Option<()> {
    let greater = match cursor.next()?.kind {
        Kind::Symbol(b'>') => Some(true),
        Kind::Symbol(b'<') => Some(false),
        Kind::Symbol(b'=') => None,
        _ => return None,
    };
    let exclusive = greater.is_some() && !cursor.take_symbol(b'=');
    if greater.is_none() {
        cursor.take(&["any"]).then_some(())?;
        limit.values = values(cursor.brackets()?, text);
        return limit.values.is_some().then_some(());
    }
    let (value, end) = number(cursor)?;
    let bound = Some(Declared::new(Bound { value, exclusive }, text.at(start, end)));
    if greater == Some(true) {
        limit.minimum = bound;
    } else {
        limit.maximum = bound;
    }
    Some(())
}

fn number(cursor: &mut Cursor<'_>) -> Option<(Decimal, usize)> {
    let negative = cursor.take_symbol(b'-');
    let open = cursor.take_symbol(b'(');
    let token = cursor.next().filter(|it| it.kind == Kind::Number)?;
    let written = cursor.slice(token.range.clone());
    let value = if negative { Decimal::parse(&format!("-{written}")) } else { Decimal::parse(written) };
    let end = token.range.end;
    casts(cursor);
    let _ = open && cursor.take_symbol(b')');
    Some((value?, end))
}

/// Every text or number within brackets, however deep it is wrapped.
fn values(list: Cursor<'_>, text: &Text) -> Option<Declared<Vec<Declared<Arc<str>>>>> {
    let range = list.span()?;
    let mut found = Vec::new();
    let mut list = list;
    let mut is_cast = false;
    while let Some(token) = list.next() {
        let is_value = matches!(token.kind, Kind::Text | Kind::Number) && !is_cast;
        is_cast = token.kind == Kind::Symbol(b':');
        if is_value {
            let value = cursor::value(list.slice(token.range.clone()));
            found.push(Declared::new(Arc::from(value), text.at(token.range.start, token.range.end)));
        } else if list.is(&["select"]) {
            return None;
        }
    }
    (!found.is_empty()).then(|| Declared::new(found, text.at(range.start, range.end)))
}

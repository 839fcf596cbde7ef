//! Two versions of a contract in a language of named types.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::log::{Log, Scope};
use super::{DATA, Strictness, protobuf, record, shape, words};
use crate::contract::typed::types::{Body, Enum, NamedType, Record, TypeSet, Value};
use crate::finding::Exchange;
use crate::message::diff;
use crate::text::Origin;

/// Sides of calls: what is sent and what is read are of one type.
const CALLS: &[Exchange] = &[Exchange::Request, Exchange::Response];
const REQUEST: &[Exchange] = &[Exchange::Request];
const RESPONSE: &[Exchange] = &[Exchange::Response];

/// How a language takes names it does not know, and what a missing field means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// Avro: a field is read by its name, and from its default where it is absent.
    Avro,
    /// Protocol Buffers: a field is read by its number.
    Protobuf,
    /// Nothing is accepted that is not declared.
    Closed,
    /// What is not known is passed over.
    Open,
}

/// Both versions, and how their language reads.
pub(super) struct Typed<'t> {
    pub(super) old: &'t TypeSet,
    pub(super) new: &'t TypeSet,
    pub(super) family: &'t str,
    pub(super) manner: Manner,
    /// What types are used for, in a language that has types of calls.
    uses: Uses,
}

/// Names of the types that callers send, and of those that they read, in either version.
#[derive(Default)]
struct Uses {
    sent: BTreeSet<Arc<str>>,
    read: BTreeSet<Arc<str>>,
}

impl Uses {
    fn of(types: [&TypeSet; 2]) -> Self {
        let mut uses = Self::default();
        let records = types.into_iter().flat_map(|it| it.types.values()).filter_map(|it| match &it.body {
            Body::Record(record) => Some(record),
            _ => None,
        });
        for record in records {
            for member in &record.members {
                uses.note(&member.value, record.is_input);
                for argument in &member.arguments {
                    uses.note(&argument.value, true);
                }
            }
        }
        uses
    }

    fn note(&mut self, value: &Value, is_sent: bool) {
        let mut value = value;
        while let Some(items) = value.items.as_deref() {
            value = items;
        }
        let names = if is_sent { &mut self.sent } else { &mut self.read };
        names.extend(value.of.clone());
    }
}

/// Compares all types.
pub(super) fn compare((old, new): (&TypeSet, &TypeSet), family: &str, log: &mut Log) {
    let manner = match family {
        "avro" => Manner::Avro,
        "protobuf" => Manner::Protobuf,
        "xsd" => Manner::Closed,
        _ => Manner::Open,
    };
    let uses = if family == "graphql" { Uses::of([old, new]) } else { Uses::default() };
    let typed = Typed { old, new, family, manner, uses };
    for (name, before) in &old.types {
        match new.types.get(name) {
            Some(after) => typed.both(name, (before, after), log),
            None if manner == Manner::Protobuf && log.strictness < Strictness::Source => {
                log.add(
                    "type-removed-unseen",
                    &Scope::new(name, DATA),
                    &diff::type_removed(name),
                    (Some(before.origin), None),
                );
            }
            None => words::type_removed(log, name, (before.origin, around(new))),
        }
    }
    for (name, after) in new.types.iter().filter(|(name, _)| !old.types.contains_key(*name)) {
        words::type_added(log, name, after.origin);
    }
}

/// What is left of a contract that something is gone from.
fn around(types: &TypeSet) -> Option<Origin> {
    types.types.values().next().map(|it| Origin { span: crate::text::Span::default(), ..it.origin })
}

impl Typed<'_> {
    /// Who is judged by a type.
    fn scope(&self, name: &str, named: &NamedType) -> Scope {
        let exchanges = match (&named.body, self.family) {
            (Body::Record(record), "graphql") if record.is_input => REQUEST,
            (Body::Record(_), "graphql") => RESPONSE,
            (Body::Enum(_), "graphql") => match (self.uses.sent.contains(name), self.uses.read.contains(name)) {
                (true, false) => REQUEST,
                (false, true) => RESPONSE,
                _ => CALLS,
            },
            (_, "graphql" | "odata") => CALLS,
            _ => DATA,
        };
        Scope::new(name, exchanges)
    }

    fn both(&self, name: &str, (old, new): (&NamedType, &NamedType), log: &mut Log) {
        let scope = self.scope(name, new);
        let at = (Some(old.origin), Some(new.origin));
        match (&old.body, &new.body) {
            (Body::Record(a), Body::Record(b)) => self.records((a, b), &scope, (at, log)),
            (Body::Enum(a), Body::Enum(b)) => self.enums((a, b), name, &scope, (at, log)),
            (Body::Alias(a), Body::Alias(b)) => self.values((a, b), name, &scope, (at, log)),
            _ => log.add("type-changed", &scope, &diff::type_changed(name, told(&old.body), told(&new.body)), at),
        }
        match (old.is_deprecated, new.is_deprecated) {
            (false, true) => log.add("deprecated", &scope, &diff::deprecated(name), at),
            (true, false) => log.add("revived", &scope, &diff::revived(name), at),
            _ => {}
        }
    }

    fn records(&self, (old, new): (&Record, &Record), scope: &Scope, (at, log): (Places, &mut Log)) {
        if new.is_service {
            protobuf::calls(self, (old, new), &scope.subject, (at, log));
        } else if self.manner == Manner::Protobuf {
            protobuf::records(self, (old, new), scope, (at, log));
        } else {
            record::compare(self, (old, new), scope, (at, log));
        }
    }

    fn enums(&self, (old, new): (&Enum, &Enum), name: &str, scope: &Scope, (at, log): (Places, &mut Log)) {
        let has = |list: &Enum, text: &str| list.values.iter().any(|it| &*it.text == text);
        for value in new.values.iter().filter(|it| !has(old, &it.text)) {
            let id = match self.manner {
                // The default that matters is that of the side which meets the symbol.
                Manner::Avro if old.default.is_some() => "enum-symbol-added-with-default",
                Manner::Avro => "enum-symbol-added",
                _ => "enum-value-added",
            };
            log.add(id, scope, &diff::value_added(name, &value.text), (at.0, Some(value.origin)));
        }
        for value in old.values.iter().filter(|it| !has(new, &it.text)) {
            let reserved =
                new.reserved.holds_name(&value.text) && value.number.is_none_or(|it| new.reserved.holds_number(it));
            let id = match self.manner {
                Manner::Avro if new.default.is_some() => "enum-symbol-removed-with-default",
                Manner::Avro => "enum-symbol-removed",
                Manner::Protobuf if reserved => "field-removed-and-reserved",
                _ => "enum-value-removed",
            };
            log.add(id, scope, &diff::value_removed(name, &value.text), (Some(value.origin), at.1));
        }
        for (a, b) in old.values.iter().filter_map(|a| Some((a, new.values.iter().find(|b| b.text == a.text)?))) {
            if let (Some(from), Some(to)) = (a.number, b.number)
                && from != to
            {
                let places = (Some(a.origin), Some(b.origin));
                log.add("field-number-changed", scope, &diff::number_changed(&a.text, from, to), places);
            }
        }
    }

    /// Compares what two fields hold; types with names of their own are compared once, by their names.
    pub(super) fn values(
        &self,
        (old, new): (&Value, &Value),
        name: &str,
        scope: &Scope,
        (at, log): (Places, &mut Log),
    ) {
        if let (Some(a), Some(b)) = (&old.of, &new.of)
            && a == b
        {
            return self.null((old, new), name, scope, (at, log));
        }
        if old.items.is_some() != new.items.is_some() {
            // A document with one element is one of a list of them.
            let id = match (self.manner, new.items.is_some()) {
                (Manner::Closed, true) => "type-widened",
                (Manner::Closed, false) => "type-narrowed",
                _ => "list-changed",
            };
            return log.add(id, scope, &diff::list_changed(name), at);
        }
        let is_record = |types: &TypeSet, value: &Value| {
            let named = value.of.as_deref().and_then(|it| types.find(it)).map(|(_, it)| &it.body);
            matches!(named, Some(Body::Record(_)))
        };
        if is_record(self.old, old) != is_record(self.new, new) || (is_record(self.old, old) && old.of != new.of) {
            let message = diff::type_changed(name, code(&old.written), code(&new.written));
            log.add("type-changed", scope, &message, (at.0, at.1));
            return;
        }
        Self::branches((old, new), name, scope, (at, log));
        let (a, b) = (self.old.shape_of(old), self.new.shape_of(new));
        // Avro reads text as bytes and bytes as text.
        let is_text = |it: &crate::model::DeclaredShape| *it.types == [Arc::from("string")];
        let bytes = self.manner == Manner::Avro && is_text(&a) && is_text(&b) && (binary(&a) || binary(&b));
        if !bytes {
            shape::compare((&a, &b), name, (scope, at), log);
        }
        if let (Some(a), Some(b)) = (&old.items, &new.items) {
            self.values((a, b), &format!("{name}[]"), scope, (at, log));
        }
        if !old.members.is_empty() || !new.members.is_empty() {
            let nested = |members: &[crate::contract::typed::types::Member]| Record {
                members: members.to_vec(),
                ..Record::default()
            };
            let within = Scope { subject: format!("{}.{name}", scope.subject), ..scope.clone() };
            record::compare(self, (&nested(&old.members), &nested(&new.members)), &within, (at, log));
        }
    }

    fn null(&self, (old, new): (&Value, &Value), name: &str, scope: &Scope, (at, log): (Places, &mut Log)) {
        let (a, b) = (self.old.shape_of(old), self.new.shape_of(new));
        match (a.nullable, b.nullable) {
            (false, true) => log.add("became-nullable", scope, &diff::became_nullable(name), at),
            (true, false) => log.add("became-not-nullable", scope, &diff::became_not_nullable(name), at),
            _ => {}
        }
    }

    /// Unions by the types they are of.
    fn branches((old, new): (&Value, &Value), name: &str, scope: &Scope, (at, log): (Places, &mut Log)) {
        let labels = |value: &Value| -> Vec<Arc<str>> {
            let all = if value.variants.is_empty() { std::slice::from_ref(value) } else { value.variants.as_slice() };
            all.iter().map(|it| it.of.clone().unwrap_or_else(|| Arc::clone(&it.written))).collect()
        };
        if old.variants.is_empty() && new.variants.is_empty() {
            return;
        }
        let (before, after) = (labels(old), labels(new));
        for label in after.iter().filter(|it| !before.contains(it)) {
            log.add("branch-added", scope, &diff::branch_added(name, "union", code(label)), at);
        }
        for label in before.iter().filter(|it| !after.contains(it)) {
            log.add("branch-removed", scope, &diff::branch_removed(name, "union", code(label)), at);
        }
    }
}

/// Places in the old and the new version.
pub(super) type Places = (Option<Origin>, Option<Origin>);

fn binary(shape: &crate::model::DeclaredShape) -> bool {
    shape.format.as_ref().is_some_and(|it| &*it.value == "byte")
}

/// A name in backticks.
pub(super) fn code(name: &str) -> String {
    format!("`{name}`")
}

fn told(body: &Body) -> &'static str {
    match body {
        Body::Record(_) => "a record",
        Body::Enum(_) => "a list of values",
        Body::Alias(_) => "a value",
    }
}

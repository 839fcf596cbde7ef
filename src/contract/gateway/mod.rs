//! Routes of gateways, as far as they name headers, parameters, fields and contracts: Spring Cloud Gateway, Apache Camel's
//! YAML, APISIX.
//!
//! A route is a record of what it adds and renames. A field that the gateway renames is known by its new name, and its old
//! one is told in its prose and kept as an alias, so that a mapping by either name can be understood.

mod apisix;
mod camel;
mod spring;

use std::sync::Arc;

use super::problem::Noted;
use super::typed::reading::{DocumentFormat, Reading, Text};
use super::typed::types::{Body, Member, NamedType, Record, Value};
use crate::document::NodeRef;
use crate::message::contract;
use crate::model::{Carrier, Declared, Direction};
use crate::text::Span;

/// Spring Cloud Gateway.
pub(super) static SPRING: DocumentFormat = DocumentFormat { recognises: spring::recognises, read: spring::read };

/// Apache Camel.
pub(super) static CAMEL: DocumentFormat = DocumentFormat { recognises: camel::recognises, read: camel::read };

/// Apache APISIX.
pub(super) static APISIX: DocumentFormat = DocumentFormat { recognises: apisix::recognises, read: apisix::read };

/// One route that is being read.
struct Route<'t> {
    text: &'t Text,
    record: Record,
}

/// Where something the gateway writes goes.
#[derive(Clone, Copy)]
struct To {
    carrier: Carrier,
    direction: Direction,
}

const REQUEST_HEADER: To = To { carrier: Carrier::Header, direction: Direction::Accepted };
const RESPONSE_HEADER: To = To { carrier: Carrier::Header, direction: Direction::Sent };
const PARAMETER: To = To { carrier: Carrier::Query, direction: Direction::Accepted };
const BODY: To = To { carrier: Carrier::Body, direction: Direction::Unknown };

impl<'t> Route<'t> {
    fn new(text: &'t Text) -> Self {
        Self { text, record: Record::default() }
    }

    /// A name that the gateway adds or sets.
    fn writes(&mut self, name: &str, span: Span, to: To) {
        let at = self.text.origin(span);
        let name = name.trim();
        if name.is_empty() || self.record.members.iter().any(|it| &*it.name == name) {
            return;
        }
        let value = Value::scalar(&["string"], None, ("string", at));
        let member = Member { carrier: to.carrier, direction: to.direction, ..Member::new(Arc::from(name), at, value) };
        self.record.members.push(member);
    }

    /// A name that becomes another.
    fn renames(&mut self, (old, new): (&str, &str), span: Span, to: To) {
        self.writes(new, span, to);
        let at = self.text.origin(span);
        if let Some(member) = self.record.members.iter_mut().find(|it| &*it.name == new.trim()) {
            member.aliases.push(Arc::from(old.trim()));
            let words = contract::gateway_renamed(old.trim(), new.trim());
            member.description = Some(Declared::new(Arc::from(words.text(crate::message::Lang::En)), at));
            // What stands under the old name says what is held; here only the name is known.
            member.value.shape.types.clear();
        }
    }

    /// A name that the gateway takes away.
    fn drops(&mut self, name: &str) {
        self.record.reserved.names.push(Arc::from(name.trim()));
    }

    /// A contract that the route names: it has to be there.
    fn names(&self, path: &str, span: Span, reading: &mut Reading<'_>) {
        let path = path.split(['#', '?']).next().unwrap_or(path);
        let plain = path.trim_start_matches("file:").trim_start_matches("classpath:").trim_start_matches('/');
        if plain.contains("://") || plain.is_empty() || plain.contains("{{") {
            return;
        }
        let folder = self.text.folder();
        let inside = folder.canonicalize().ok().zip(folder.join(plain).canonicalize().ok());
        if !inside.is_some_and(|(root, it)| it.starts_with(root)) {
            let problem = Noted::unread(span, contract::import_missing(plain), contract::import_missing_help());
            reading.note(self.text, problem.labelled(contract::import_missing_label()).about(plain));
        }
    }

    /// Adds the route, if it says anything.
    fn done(self, (name, span): (&str, Span), reading: &mut Reading<'_>) {
        if self.record.members.is_empty() {
            reading.types.unread.push(Arc::from(name));
            return;
        }
        let named = NamedType {
            origin: self.text.origin(span),
            description: None,
            is_deprecated: false,
            is_root: true,
            body: Body::Record(self.record),
        };
        if !reading.types.add(Arc::from(name), named) {
            let problem = Noted::invalid(span, contract::typed_twice(name), contract::typed_twice_help());
            reading.note(self.text, problem.about(name));
        }
    }
}

/// The name of a route, and where it stands; its place in the list where it has none.
fn name_of(node: NodeRef<'_>, keys: &[&str], index: usize) -> (String, Span) {
    let found = keys.iter().find_map(|key| node.get(key));
    let span = found.map_or_else(|| node.entries().next().map_or(node.span(), |it| it.key_span), NodeRef::site);
    (found.and_then(NodeRef::scalar).map_or_else(|| format!("route{}", index + 1), str::to_owned), span)
}

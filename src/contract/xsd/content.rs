//! Complex types: sequences, choices, attributes, extensions, groups.

use std::sync::Arc;

use super::super::typed::types::{Body, Member, Record, Value};
use super::super::xml::At;
use super::Schema;
use crate::model::Declared;

/// Most groups within groups: they may refer to each other in a circle.
const DEEPEST_GROUP: usize = 16;

/// What stands round a part of a content model.
#[derive(Clone, Copy)]
struct Round<'o> {
    /// Name of the type, for records within it that have no name.
    outer: &'o str,
    /// Whether all in it may be absent.
    optional: bool,
    /// Whether all in it may be repeated.
    repeated: bool,
    groups: usize,
}

impl Schema<'_, '_, '_, '_> {
    /// A `complexType`: a record, or text that has attributes beside it.
    pub(super) fn complex(&mut self, node: At<'_>, outer: &str) -> Body {
        let Some(derived) = node.child("simpleContent").and_then(derived) else {
            return Body::Record(self.record(node, outer));
        };
        let at = derived.attribute("base").map_or_else(|| self.at(derived.name_span), |it| self.at(it.span));
        let mut value = match derived.attribute("base") {
            Some(base) if derived.name == "extension" => self.of_type(&base.value, at),
            _ => self.restriction(derived, at),
        };
        let mut attributes = Record::default();
        self.content(derived, Round { outer, optional: false, repeated: false, groups: 0 }, &mut attributes);
        value.members = attributes.members;
        Body::Alias(Box::new(value))
    }

    fn record(&mut self, node: At<'_>, outer: &str) -> Record {
        let mut record = Record::default();
        let round = Round { outer, optional: false, repeated: false, groups: 0 };
        if let Some(derived) = node.child("complexContent").and_then(derived) {
            if let Some(base) = derived.attribute("base").filter(|_| derived.name == "extension") {
                let (full, is_own) = self.meant(&base.value);
                record.base = (!is_own).then(|| Arc::from(full));
            }
            self.content(derived, round, &mut record);
        }
        self.content(node, round, &mut record);
        record
    }

    fn content(&mut self, node: At<'_>, round: Round<'_>, record: &mut Record) {
        for child in node.children() {
            match child.name.as_str() {
                "sequence" | "all" | "choice" => {
                    let optional = child.name == "choice" || child.value("minOccurs") == Some("0");
                    let repeated = is_repeated(child);
                    let within =
                        Round { optional: round.optional || optional, repeated: round.repeated || repeated, ..round };
                    self.content(child, within, record);
                }
                "element" => record.members.extend(self.element(child, round)),
                "attribute" => record.members.extend(self.attribute(child)),
                "group" | "attributeGroup" => self.group(child, round, record),
                _ => {}
            }
        }
    }

    fn group(&mut self, node: At<'_>, round: Round<'_>, record: &mut Record) {
        let found = node.value("ref").and_then(|it| self.sharing(&node.name, it));
        let Some((file, group)) = found.filter(|_| round.groups < DEEPEST_GROUP) else { return };
        let optional = round.optional || node.value("minOccurs") == Some("0");
        let within =
            Round { optional, repeated: round.repeated || is_repeated(node), groups: round.groups + 1, ..round };
        let here = std::mem::replace(&mut self.at, file);
        self.content(group, within, record);
        self.at = here;
    }

    fn element(&mut self, node: At<'_>, round: Round<'_>) -> Option<Member> {
        let name = node.attribute("name").or_else(|| node.attribute("ref"))?;
        let local = name.value.rsplit(':').next().unwrap_or(&name.value);
        let site = self.at(name.span);
        let mut value = match node.attribute("ref") {
            Some(name) => Value::named(&self.meant(&name.value).0, (local, self.at(name.span))),
            None => match node.child("complexType") {
                Some(inline) => {
                    let full = format!("{}.{local}", round.outer);
                    let body = self.complex(inline, &full);
                    self.nested(round.outer, (local, site), (node, body))
                }
                None => self.element_value(node),
            },
        };
        if node.value("nillable") == Some("true") {
            let at = node.attribute("nillable").map_or(site, |it| self.at(it.span));
            value = value.or_null(at);
        }
        if round.repeated || is_repeated(node) {
            value = Value::list(value, ("maxOccurs", site));
        }
        let default = node.attribute("default").or_else(|| node.attribute("fixed"));
        Some(Member {
            is_required: !round.optional && node.value("minOccurs") != Some("0"),
            description: self.prose(node),
            default: default.map(|it| Declared::new(Arc::from(it.value.as_str()), self.at(it.span))),
            ..Member::new(Arc::from(local), site, value)
        })
    }

    /// The value of an element with a type by name, a simple type within, or none, which permits anything.
    pub(super) fn element_value(&mut self, node: At<'_>) -> Value {
        let at = node.attribute("name").map_or_else(|| self.at(node.name_span), |it| self.at(it.span));
        match (node.attribute("type"), node.child("simpleType")) {
            (Some(name), _) => self.of_type(&name.value, self.at(name.span)),
            (_, Some(inline)) => self.simple(inline, at),
            _ => Value::scalar(&[], None, ("anyType", at)),
        }
    }

    fn attribute(&mut self, node: At<'_>) -> Option<Member> {
        if node.value("use") == Some("prohibited") {
            return None;
        }
        let name = node.attribute("name").or_else(|| node.attribute("ref"))?;
        let site = self.at(name.span);
        let local = name.value.rsplit(':').next().unwrap_or(&name.value);
        let value = match node.attribute("ref") {
            // `xml:lang` and the like.
            Some(name) if name.value.starts_with("xml:") => Value::scalar(&["string"], None, (local, site)),
            Some(name) => match self.sharing("attribute", &name.value) {
                Some((file, shared)) => {
                    let here = std::mem::replace(&mut self.at, file);
                    let value = self.element_value(shared);
                    self.at = here;
                    value
                }
                None => Value::scalar(&[], None, ("anyType", site)),
            },
            None => self.element_value(node),
        };
        let default = node.attribute("default").or_else(|| node.attribute("fixed"));
        Some(Member {
            is_required: node.value("use") == Some("required"),
            description: self.prose(node),
            default: default.map(|it| Declared::new(Arc::from(it.value.as_str()), self.at(it.span))),
            ..Member::new(Arc::from(local), site, value)
        })
    }
}

fn derived(content: At<'_>) -> Option<At<'_>> {
    content.child("extension").or_else(|| content.child("restriction"))
}

fn is_repeated(node: At<'_>) -> bool {
    node.value("maxOccurs").is_some_and(|it| it == "unbounded" || it.parse::<u64>().is_ok_and(|it| it > 1))
}

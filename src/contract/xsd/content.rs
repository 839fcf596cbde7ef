//! Complex types: sequences, choices, attributes, extensions, groups.

use std::sync::Arc;

use super::super::typed::types::{Member, Record, Value};
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
    /// A `complexType`.
    pub(super) fn record(&mut self, node: At<'_>, outer: &str) -> Record {
        let mut record = Record::default();
        let round = Round { outer, optional: false, repeated: false, groups: 0 };
        for kind in ["complexContent", "simpleContent"] {
            let Some(content) = node.child(kind) else { continue };
            let derived = content.child("extension").or_else(|| content.child("restriction"));
            let Some(derived) = derived else { continue };
            let base = derived.attribute("base");
            if kind == "simpleContent" {
                // The text of an element that has attributes too.
                let at = base.map_or_else(|| self.at(derived.name_span), |it| self.at(it.span));
                let value = match base {
                    Some(base) if derived.name == "extension" => self.of_type(&base.value, at),
                    _ => self.restriction(derived, at),
                };
                record.members.push(Member::new(Arc::from("value"), at, value));
            } else if derived.name == "extension" {
                let name = base.map(|it| it.value.rsplit(':').next().unwrap_or(&it.value));
                record.base = name.filter(|it| *it != "anyType").map(Arc::from);
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
        let Some(name) = node.value("ref").map(|it| it.rsplit(':').next().unwrap_or(it)) else { return };
        let Some((_, group)) = self.shared.get(&(node.name.clone(), name.to_owned())).copied() else { return };
        if round.groups < DEEPEST_GROUP {
            let optional = round.optional || node.value("minOccurs") == Some("0");
            let within =
                Round { optional, repeated: round.repeated || is_repeated(node), groups: round.groups + 1, ..round };
            self.content(group, within, record);
        }
    }

    fn element(&mut self, node: At<'_>, round: Round<'_>) -> Option<Member> {
        let name = node.attribute("name").or_else(|| node.attribute("ref"))?;
        let local = name.value.rsplit(':').next().unwrap_or(&name.value);
        let site = self.at(name.span);
        let mut value = match node.attribute("ref") {
            Some(_) => self.referred(node, local),
            None => match node.child("complexType") {
                Some(inline) => {
                    let full = format!("{}.{local}", round.outer);
                    let record = self.record(inline, &full);
                    self.nested(round.outer, (local, site), (node, record))
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

    /// The value of a global element; a type of that name is what it stands for.
    fn referred(&self, node: At<'_>, local: &str) -> Value {
        let at = node.attribute("ref").map_or_else(|| self.at(node.name_span), |it| self.at(it.span));
        Value::named(local, (local, at))
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
            Some(_) => {
                let shared = self.shared.get(&("attribute".to_owned(), local.to_owned())).copied();
                shared.map_or_else(|| Value::scalar(&[], None, ("anyType", site)), |(_, it)| self.element_value(it))
            }
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

fn is_repeated(node: At<'_>) -> bool {
    node.value("maxOccurs").is_some_and(|it| it == "unbounded" || it.parse::<u64>().is_ok_and(|it| it > 1))
}

//! Models in XML (CSDL 2 to 4, `$metadata`).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::typed::reading::{Reading, Text};
use super::super::typed::types::{Body, Enum, EnumValue, Member, NamedType, Record, Value};
use super::super::xml::{self, At, Attribute};
use super::edm::{self, Facets};
use crate::contract::problem::Noted;
use crate::message::contract;
use crate::model::Declared;

pub(super) fn read(reading: &mut Reading<'_>, text: &Text) {
    reading.types.hides_relations = true;
    let tree = match xml::parse(&text.text) {
        Ok(tree) => tree,
        Err(noted) => {
            reading.is_whole = false;
            return reading.note(text, *noted);
        }
    };
    let Some(root) = tree.root() else { return };
    let schemas = schemas(root);
    if schemas.is_empty() {
        let problem = Noted::invalid(root.name_span, contract::odata_no_schema(), contract::odata_no_schema_help());
        reading.note(text, problem);
        reading.is_whole = false;
        return;
    }
    let aliases = schemas.iter().filter_map(|it| Some((it.value("Alias")?, it.value("Namespace")?))).collect();
    let notes = notes(&schemas);
    for schema in &schemas {
        let namespace = schema.value("Namespace").unwrap_or_default();
        let mut model = Model { reading, text, namespace, aliases: &aliases, notes: &notes };
        schema.children().for_each(|it| model.declaration(it));
    }
    unknown(reading, text, root);
}

/// The schemas of a model, whatever it is wrapped in.
fn schemas(root: At<'_>) -> Vec<At<'_>> {
    if root.name == "Schema" {
        return vec![root];
    }
    let served: Vec<At<'_>> = root.all("DataServices").flat_map(|it| it.all("Schema")).collect();
    if !served.is_empty() {
        return served;
    }
    // A designer's file has the model of the database beside it, and how the two map.
    let models = root.all("Runtime").flat_map(|it| it.all("ConceptualModels"));
    models.flat_map(|it| it.all("Schema")).collect()
}

/// Namespaces that a model takes from others, by themselves or by their alias.
fn borrowed(root: At<'_>) -> Vec<&str> {
    let included = root.all("Reference").flat_map(|it| it.all("Include"));
    let used = schemas(root).into_iter().flat_map(|it| it.all("Using"));
    included.chain(used).flat_map(|it| [it.value("Namespace"), it.value("Alias")]).flatten().collect()
}

/// `Annotations Target="Namespace.Type/Property"` → what describes it.
fn notes<'x>(schemas: &[At<'x>]) -> BTreeMap<&'x str, At<'x>> {
    let targets = schemas.iter().flat_map(|it| it.all("Annotations"));
    targets.filter_map(|it| Some((it.value("Target")?, described(it)?))).collect()
}

/// The annotation that describes the element it stands in.
fn described(node: At<'_>) -> Option<At<'_>> {
    let is_prose = |it: &At<'_>| it.value("Term").is_some_and(|term| term.ends_with(".Description"));
    let is_label = |it: &At<'_>| it.value("Term").is_some_and(|term| term.ends_with(".Label"));
    node.all("Annotation").find(is_prose).or_else(|| node.all("Annotation").find(is_label))
}

fn unknown(reading: &mut Reading<'_>, text: &Text, root: At<'_>) {
    // Types of referenced models are in other documents, which are mostly on other hosts.
    let borrowed = borrowed(root);
    for (name, origin) in reading.types.dangling() {
        let space = name.rsplit_once('.').map_or("", |(space, _)| space);
        if space.starts_with("Org.OData.") || borrowed.contains(&space) {
            continue;
        }
        let problem = Noted::invalid(origin.span, contract::typed_unknown(&name), contract::typed_unknown_help());
        reading.note(text, problem.labelled(contract::typed_unknown_label()).about(&name));
    }
}

struct Model<'r, 's, 't, 'x> {
    reading: &'r mut Reading<'s>,
    text: &'t Text,
    namespace: &'x str,
    aliases: &'t BTreeMap<&'x str, &'x str>,
    notes: &'t BTreeMap<&'x str, At<'x>>,
}

impl Model<'_, '_, '_, '_> {
    fn declaration(&mut self, node: At<'_>) {
        let Some(name) = node.attribute("Name") else { return };
        let origin = self.text.origin(name.span);
        let full = format!("{}.{}", self.namespace, name.value);
        let body = match node.name.as_str() {
            "EntityType" | "ComplexType" => Body::Record(self.record(node, &full)),
            "EntityContainer" => Body::Record(self.container(node)),
            "EnumType" => Body::Enum(self.list(node)),
            "TypeDefinition" => {
                let kind = node.value("UnderlyingType").unwrap_or("Edm.String");
                Body::Alias(Box::new(edm::value(kind, self.facets(node), origin)))
            }
            _ => return,
        };
        let named = NamedType {
            origin,
            description: self.prose(node, &full),
            is_deprecated: false,
            is_root: node.name == "EntityType",
            body,
        };
        if !self.reading.types.add(Arc::from(full.as_str()), named) {
            let problem = Noted::invalid(name.span, contract::typed_twice(&full), contract::typed_twice_help());
            self.reading.note(self.text, problem.about(&full));
        }
    }

    fn record(&self, node: At<'_>, full: &str) -> Record {
        let base = node.value("BaseType").map(|it| Arc::from(self.full(it)));
        let key = node.child("Key").into_iter().flat_map(|it| it.all("PropertyRef"));
        let key = key.filter_map(|it| it.value("Name").map(Arc::from)).collect();
        let mut record = Record { base, key, ..Record::default() };
        record.members.extend(node.all("Property").filter_map(|it| self.property(it, full)));
        record.members.extend(node.all("NavigationProperty").filter_map(|it| self.relation(it)));
        record.hold_key();
        record
    }

    /// What is served, by name: sets, single entities, calls.
    fn container(&self, node: At<'_>) -> Record {
        const SERVED: [&str; 4] = ["EntitySet", "Singleton", "FunctionImport", "ActionImport"];
        let served = node.children().filter(|it| SERVED.contains(&it.name.as_str())).filter_map(|it| {
            let name = it.attribute("Name")?;
            let site = self.text.origin(name.span);
            let kind = it.attribute("EntityType").or_else(|| it.attribute("Type").filter(|_| it.name == "Singleton"));
            let value = kind.map_or_else(
                || Value::scalar(&[], None, (&it.name, site)),
                |kind| Value::named(&self.full(&kind.value), (&kind.value, self.text.origin(kind.span))),
            );
            Some(Member::new(Arc::from(name.value.as_str()), site, value))
        });
        Record { is_service: true, members: served.collect(), ..Record::default() }
    }

    fn property(&self, node: At<'_>, owner: &str) -> Option<Member> {
        let name = node.attribute("Name")?;
        let site = self.text.origin(name.span);
        let kind = node.attribute("Type");
        let at = kind.map_or(site, |it| self.text.origin(it.span));
        let written = kind.map_or("Edm.String", |it| it.value.as_str());
        let mut value = edm::value(&self.full(written), self.facets(node), at);
        let nullable = node.attribute("Nullable");
        let is_list = value.items.is_some();
        if !is_list && nullable.is_none_or(|it| it.value != "false") {
            value.shape.nullable = true;
            value.shape.nullable_origin = nullable.map(|it| self.text.origin(it.span));
        }
        let default = node.attribute("DefaultValue");
        Some(Member {
            description: self.prose(node, &format!("{owner}/{}", name.value)),
            default: default.map(|it| Declared::new(Arc::from(it.value.as_str()), self.text.origin(it.span))),
            ..Member::new(Arc::from(name.value.as_str()), site, value)
        })
    }

    /// A way to other entities, which is followed only on request.
    fn relation(&self, node: At<'_>) -> Option<Member> {
        let name = node.attribute("Name")?;
        let site = self.text.origin(name.span);
        let kind = node.attribute("Type");
        let at = kind.map_or(site, |it| self.text.origin(it.span));
        let value = match kind {
            Some(kind) => edm::value(&self.full(&kind.value), Facets::default(), at),
            None => Value::scalar(&[], None, ("association", at)),
        };
        Some(Member {
            is_relation: true,
            is_required: false,
            ..Member::new(Arc::from(name.value.as_str()), site, value)
        })
    }

    fn list(&self, node: At<'_>) -> Enum {
        let values = node.all("Member").filter_map(|it| {
            let name = it.attribute("Name")?;
            let number = it.value("Value").and_then(|it| it.parse().ok());
            Some(EnumValue { text: Arc::from(name.value.as_str()), origin: self.text.origin(name.span), number })
        });
        Enum { values: values.collect(), ..Enum::default() }
    }

    fn facets(&self, node: At<'_>) -> Facets {
        let digits = |key: &str| {
            let it = node.attribute(key)?;
            Some(Declared::new(it.value.parse().ok()?, self.text.origin(it.span)))
        };
        let max_length = node
            .attribute("MaxLength")
            .and_then(|it| Some(Declared::new(it.value.parse().ok()?, self.text.origin(it.span))));
        let precision = digits("Precision");
        // A decimal without a scale has none after the point, in version 4; a variable one has any.
        Facets { max_length, precision, scale: digits("Scale") }
    }

    /// A name with its alias written out, within a collection too.
    fn full(&self, name: &str) -> String {
        if let Some(items) = name.strip_prefix("Collection(").and_then(|it| it.strip_suffix(')')) {
            return format!("Collection({})", self.full(items));
        }
        // Older models write primitive types without their namespace.
        let Some((space, local)) = name.rsplit_once('.') else { return format!("Edm.{name}") };
        self.aliases.get(space).map_or_else(|| name.to_owned(), |it| format!("{it}.{local}"))
    }

    fn prose(&self, node: At<'_>, path: &str) -> Option<Declared<Arc<str>>> {
        let text = |it: &Attribute| Declared::new(Arc::from(it.value.as_str()), self.text.origin(it.span));
        let said = described(node).or_else(|| self.notes.get(path).copied());
        if let Some(said) = said {
            if let Some(value) = said.attribute("String") {
                return Some(text(value));
            }
            let inner = said.child("String").filter(|it| !it.text.is_empty())?;
            return Some(Declared::new(Arc::from(inner.text.as_str()), self.text.origin(inner.text_span)));
        }
        let long =
            node.child("Documentation").and_then(|it| it.child("LongDescription").or_else(|| it.child("Summary")));
        if let Some(long) = long.filter(|it| !it.text.is_empty()) {
            return Some(Declared::new(Arc::from(long.text.as_str()), self.text.origin(long.text_span)));
        }
        node.attribute("sap:quickinfo").or_else(|| node.attribute("sap:label")).map(text)
    }
}

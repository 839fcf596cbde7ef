//! Definitions and extensions of types.

use std::sync::Arc;

use apollo_parser::cst::{
    self, ArgumentsDefinition, CstNode, Definition, Document, FieldsDefinition, InputFieldsDefinition,
};

use super::super::typed::reading::{Reading, Text};
use super::super::typed::types::{Body, Enum, EnumValue, Member, NamedType, Record, Value};
use super::value;
use crate::contract::problem::Noted;
use crate::message::contract;
use crate::model::Declared;
use crate::text::{Origin, Span};

/// Adds the types of one document; those of other files are no roots.
pub(super) struct Definitions<'r, 's, 't> {
    pub(super) reading: &'r mut Reading<'s>,
    pub(super) text: &'t Text,
    pub(super) is_root: bool,
}

/// A definition without its kind.
struct Head {
    name: cst::Name,
    description: Option<cst::Description>,
    directives: Option<cst::Directives>,
    is_root: bool,
}

impl Definitions<'_, '_, '_> {
    /// Adds all types; whether there was one.
    pub(super) fn add(&mut self, document: &Document) -> bool {
        let operations = operations(document);
        let mut any = false;
        let mut later = Vec::new();
        for definition in document.definitions() {
            any |= !definition.is_executable_definition();
            if definition.is_extension_definition() {
                later.push(definition);
            } else {
                self.definition(definition, &operations);
            }
        }
        for it in later {
            self.extension(it);
        }
        any
    }

    fn definition(&mut self, definition: Definition, operations: &[String]) {
        macro_rules! head {
            ($it:expr, $root:expr) => {
                $it.name().map(|name| Head {
                    name,
                    description: $it.description(),
                    directives: $it.directives(),
                    is_root: $root,
                })
            };
        }
        let (head, body) = match definition {
            Definition::ObjectTypeDefinition(it) => {
                let interfaces = it.implements_interfaces();
                (head!(it, true), self.object(it.fields_definition().as_ref(), interfaces.as_ref()))
            }
            Definition::InterfaceTypeDefinition(it) => {
                let interfaces = it.implements_interfaces();
                (head!(it, true), self.object(it.fields_definition().as_ref(), interfaces.as_ref()))
            }
            Definition::InputObjectTypeDefinition(it) => {
                (head!(it, true), self.input(it.input_fields_definition().as_ref()))
            }
            Definition::EnumTypeDefinition(it) => (head!(it, false), self.list(it.enum_values_definition().as_ref())),
            Definition::UnionTypeDefinition(it) => (head!(it, false), self.union(it.union_member_types().as_ref())),
            Definition::ScalarTypeDefinition(it) => {
                let origin = it.name().map(|it| self.at(&it)).unwrap_or_default();
                let name = it.name().map(|it| it.text().to_string()).unwrap_or_default();
                (head!(it, false), Body::Alias(Box::new(value::custom(&name, origin))))
            }
            _ => return,
        };
        let Some(head) = head else { return };
        self.named(&head, body, operations);
    }

    fn named(&mut self, head: &Head, body: Body, operations: &[String]) {
        let (name, origin) = (head.name.text().to_string(), self.at(&head.name));
        let named = NamedType {
            origin,
            description: self.prose(head.description.as_ref()),
            is_deprecated: value::is_deprecated(head.directives.as_ref()),
            is_root: head.is_root && self.is_root && !operations.contains(&name),
            body,
        };
        if !self.reading.types.add(Arc::from(name.as_str()), named) && self.is_root {
            let problem = Noted::invalid(origin.span, contract::typed_twice(&name), contract::typed_twice_help());
            self.reading.note(self.text, problem.about(&name));
        }
    }

    /// Adds fields and values to a type that is declared already; what extends an unknown type declares it.
    fn extension(&mut self, definition: Definition) {
        let Some(name) = definition.name() else { return };
        let body = match definition {
            Definition::ObjectTypeExtension(it) => {
                self.object(it.fields_definition().as_ref(), it.implements_interfaces().as_ref())
            }
            Definition::InterfaceTypeExtension(it) => {
                self.object(it.fields_definition().as_ref(), it.implements_interfaces().as_ref())
            }
            Definition::InputObjectTypeExtension(it) => self.input(it.input_fields_definition().as_ref()),
            Definition::EnumTypeExtension(it) => self.list(it.enum_values_definition().as_ref()),
            Definition::UnionTypeExtension(it) => self.union(it.union_member_types().as_ref()),
            _ => return,
        };
        let (full, origin) = (name.text().to_string(), self.at(&name));
        match (self.reading.types.types.get_mut(full.as_str()).map(|it| &mut it.body), body) {
            (Some(Body::Record(record)), Body::Record(more)) => {
                record.members.extend(more.members);
                record.interfaces.extend(more.interfaces);
            }
            (Some(Body::Enum(list)), Body::Enum(more)) => list.values.extend(more.values),
            (Some(Body::Alias(value)), Body::Alias(more)) => value.variants.extend(more.variants),
            (Some(_), _) => {}
            (None, body) => {
                let operation = ["Query", "Mutation", "Subscription"].contains(&full.as_str());
                let is_root = self.is_root && matches!(body, Body::Record(_)) && !operation;
                let named = NamedType { origin, description: None, is_deprecated: false, is_root, body };
                self.reading.types.add(Arc::from(full), named);
            }
        }
    }

    fn object(&self, fields: Option<&FieldsDefinition>, interfaces: Option<&cst::ImplementsInterfaces>) -> Body {
        let mut record = Record::default();
        let kept = interfaces.into_iter().flat_map(cst::ImplementsInterfaces::named_types);
        record.interfaces = kept.filter_map(|it| Some(Arc::from(it.name()?.text().as_str()))).collect();
        for field in fields.into_iter().flat_map(FieldsDefinition::field_definitions) {
            let (Some(name), Some(kind)) = (field.name(), field.ty()) else { continue };
            let mut held = value::of(&kind, self.text);
            value::constrain(&mut held.shape, field.directives().as_ref(), self.text);
            let arguments = field.arguments_definition();
            let arguments: Vec<Member> = arguments
                .iter()
                .flat_map(ArgumentsDefinition::input_value_definitions)
                .filter_map(|it| self.given(&it))
                .collect();
            record.members.push(Member {
                is_deprecated: value::is_deprecated(field.directives().as_ref()),
                description: self.prose(field.description().as_ref()),
                is_relation: !arguments.is_empty(),
                arguments,
                ..Member::new(Arc::from(name.text().as_str()), self.at(&name), held)
            });
        }
        Body::Record(record)
    }

    fn input(&self, fields: Option<&InputFieldsDefinition>) -> Body {
        let fields = fields.into_iter().flat_map(InputFieldsDefinition::input_value_definitions);
        let members = fields.filter_map(|it| self.given(&it)).collect();
        Body::Record(Record { is_input: true, members, ..Record::default() })
    }

    /// What callers give: a field of an input, an argument.
    fn given(&self, field: &cst::InputValueDefinition) -> Option<Member> {
        let (name, kind) = (field.name()?, field.ty()?);
        let mut held = value::of(&kind, self.text);
        value::constrain(&mut held.shape, field.directives().as_ref(), self.text);
        let default = field.default_value().and_then(|it| it.value()).map(|it| {
            let span = span(&it);
            Declared::new(super::written(self.text, span), self.text.origin(span))
        });
        Some(Member {
            // Callers may leave out what may be null and what has a default.
            is_required: !held.shape.nullable && default.is_none(),
            is_deprecated: value::is_deprecated(field.directives().as_ref()),
            description: self.prose(field.description().as_ref()),
            direction: crate::model::Direction::Accepted,
            default,
            ..Member::new(Arc::from(name.text().as_str()), self.at(&name), held)
        })
    }

    fn list(&self, values: Option<&cst::EnumValuesDefinition>) -> Body {
        let all = values.into_iter().flat_map(cst::EnumValuesDefinition::enum_value_definitions);
        let name = all.filter_map(|it| it.enum_value()?.name());
        let value =
            |it: cst::Name| EnumValue { text: Arc::from(it.text().as_str()), origin: self.at(&it), number: None };
        Body::Enum(Enum { values: name.map(value).collect(), ..Enum::default() })
    }

    fn union(&self, members: Option<&cst::UnionMemberTypes>) -> Body {
        let at = members.map(|it| self.text.origin(span(it))).unwrap_or_default();
        let mut union = Value::scalar(&[], None, ("union", at));
        for name in members.into_iter().flat_map(cst::UnionMemberTypes::named_types).filter_map(|it| it.name()) {
            let text = name.text();
            union.variants.push(Value::named(text.as_str(), (text.as_str(), self.at(&name))));
        }
        Body::Alias(Box::new(union))
    }

    fn prose(&self, description: Option<&cst::Description>) -> Option<Declared<Arc<str>>> {
        let value = description?.string_value()?;
        let origin = self.text.origin(span(&value));
        Some(Declared::new(Arc::from(String::from(value)), origin))
    }

    fn at(&self, name: &cst::Name) -> Origin {
        self.text.origin(span(name))
    }
}

/// The bytes of a node, without the white space and comments that may follow it.
pub(super) fn span(node: &impl CstNode) -> Span {
    let last = node.syntax().last_token();
    let mut end = node.syntax().text_range().end();
    let mut at = last;
    while let Some(token) = at.filter(|it| it.text().trim().is_empty() || it.text().starts_with('#')) {
        end = token.text_range().start();
        at = token.prev_token();
    }
    let start = node.syntax().text_range().start();
    Span::new(start.into(), end.max(start).into())
}

/// Names of the types that hold operations, not things.
fn operations(document: &Document) -> Vec<String> {
    let mut names: Vec<String> = ["Query", "Mutation", "Subscription"].map(str::to_owned).into();
    for definition in document.definitions() {
        if let Definition::SchemaDefinition(schema) = definition {
            let roots = schema.root_operation_type_definitions();
            names.extend(roots.filter_map(|it| Some(it.named_type()?.name()?.text().to_string())));
        }
    }
    names
}

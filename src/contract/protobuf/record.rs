//! Messages and enums of a file to types.

use std::collections::BTreeMap;
use std::sync::Arc;

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, EnumDescriptorProto, FieldDescriptorProto};

use super::super::typed::reading::Reading;
use super::super::typed::types::{Body, Enum, EnumValue, Member, NamedType, Record, Reserved, Value};
use super::file::{File, part};
use super::{known, option};
use crate::model::{Declared, Direction};
use crate::text::Origin;

/// Full names of all messages and enums, and whether one is a message.
type Names = BTreeMap<String, bool>;

/// Adds the types of `file`; those of other files are no roots.
pub(super) fn add(reading: &mut Reading<'_>, file: &File, (names, is_root): (&Names, bool)) {
    let mut types = Types { reading, file, names, is_root };
    for (it, at) in file.proto.message_type.iter().zip(0..) {
        types.message(it, "", &[part::MESSAGE, at]);
    }
    for (it, at) in file.proto.enum_type.iter().zip(0..) {
        types.list(it, "", &[part::ENUM, at]);
    }
    for (it, at) in file.proto.service.iter().zip(0..).filter(|_| is_root) {
        types.service(it, &[part::SERVICE, at]);
    }
}

/// Adds the types of one file.
pub(super) struct Types<'r, 's, 'f> {
    reading: &'r mut Reading<'s>,
    pub(super) file: &'f File,
    names: &'f Names,
    is_root: bool,
}

/// The path of a part of the part at `path`.
pub(super) fn below(path: &[i32], more: &[i32]) -> Vec<i32> {
    [path, more].concat()
}

impl Types<'_, '_, '_> {
    pub(super) fn named(&mut self, full: String, path: &[i32], (body, is_deprecated): (Body, bool)) {
        let name = Arc::from(full);
        let named = NamedType {
            origin: self.file.origin(&below(path, &[part::NAME])),
            description: self.file.prose(path),
            is_deprecated,
            // Nested types are parts of others.
            is_root: self.is_root && path.len() == 2 && path.first() != Some(&part::SERVICE),
            body,
        };
        self.reading.types.add(name, named);
    }

    /// Messages are nested as deep as brackets may be.
    fn message(&mut self, message: &DescriptorProto, outer: &str, path: &[i32]) {
        let full = self.file.full(outer, message.name.as_deref().unwrap_or_default());
        let mut record = Record { reserved: reserved(message), ..Record::default() };
        for (field, at) in message.field.iter().zip(0..) {
            record.members.push(self.field(field, (message, &full), &below(path, &[part::FIELD, at])));
        }
        let options = message.options.iter().flat_map(|it| &it.uninterpreted_option);
        let is_deprecated = options.clone().any(is_deprecated);
        self.named(full.clone(), path, (Body::Record(record), is_deprecated));
        for (it, at) in message.nested_type.iter().zip(0..).filter(|(it, _)| !is_map(it)) {
            self.message(it, &full, &below(path, &[part::NESTED, at]));
        }
        for (it, at) in message.enum_type.iter().zip(0..) {
            self.list(it, &full, &below(path, &[part::NESTED_ENUM, at]));
        }
    }

    fn list(&mut self, list: &EnumDescriptorProto, outer: &str, path: &[i32]) {
        let name = list.name.as_deref().unwrap_or_default();
        let texts: Vec<&str> = list.value.iter().map(|it| it.name.as_deref().unwrap_or_default()).collect();
        let prefix = prefix(name, &texts);
        let mut values = Vec::new();
        for ((value, text), at) in list.value.iter().zip(&texts).zip(0..) {
            let number = value.number.map(i64::from);
            let short = text.strip_prefix(prefix.as_str()).unwrap_or(text);
            // The zero that stands for nothing said is no value.
            if number == Some(0) && short.ends_with("UNSPECIFIED") {
                continue;
            }
            let origin = self.file.origin(&below(path, &[part::VALUE, at, part::NAME]));
            values.push(EnumValue { text: Arc::from(short), origin, number });
        }
        let ranges = list.reserved_range.iter();
        let numbers = ranges.map(|it| (i64::from(it.start.unwrap_or(0)), i64::from(it.end.unwrap_or(0)))).collect();
        let names = list.reserved_name.iter().map(|it| Arc::from(it.strip_prefix(prefix.as_str()).unwrap_or(it)));
        let body = Enum { values, default: None, reserved: Reserved { names: names.collect(), numbers } };
        let options = list.options.iter().flat_map(|it| &it.uninterpreted_option);
        let is_deprecated = options.clone().any(is_deprecated);
        self.named(self.file.full(outer, name), path, (Body::Enum(body), is_deprecated));
    }

    fn field(&self, field: &FieldDescriptorProto, scope: (&DescriptorProto, &str), path: &[i32]) -> Member {
        let name: Arc<str> = Arc::from(field.name.as_deref().unwrap_or_default());
        let span = |part: i32| self.file.span(&below(path, &[part])).map(|it| self.file.text.origin(it));
        let site = span(part::NAME).unwrap_or_else(|| self.file.origin(path));
        let at = span(part::TYPE_NAME).or_else(|| span(part::TYPE)).unwrap_or(site);
        let label = field.label.and_then(|it| Label::try_from(it).ok());
        let mut value = self.value(field, scope, at);
        let options = field.options.as_ref().map(|it| it.uninterpreted_option.as_slice()).unwrap_or_default();
        let option_at = |index: usize| {
            let index = i32::try_from(index).unwrap_or(0);
            let path = below(path, &[part::OPTIONS, part::UNINTERPRETED, index]);
            self.file.span(&path).map_or(site, |it| self.file.text.origin(it))
        };
        let said = option::read(options, option_at, &mut value.shape);
        let is_list = label == Some(Label::Repeated) && value.of.as_deref() != Some("");
        if is_list && !value.shape.types.iter().any(|it| &**it == "map") {
            value = Value::list(value, ("repeated", at));
        }
        value.shape.types.retain(|it| &**it != "map");
        // Only what says so itself has to be there; a field without a label has a value at any rate.
        if said.is_required || label == Some(Label::Required) {
            value.shape.required_origin = Some(site);
        }
        let is_one_of = field.oneof_index.is_some() && field.proto3_optional != Some(true);
        let is_optional = self.is_optional(field, label) || is_one_of;
        Member {
            is_required: said.is_required || !is_optional,
            is_deprecated: said.is_deprecated,
            description: self.file.prose(path),
            direction: match (said.is_output, said.is_input) {
                (true, false) => Direction::Sent,
                (false, true) => Direction::Accepted,
                _ => Direction::Unknown,
            },
            number: field.number.map(i64::from),
            aliases: in_json(field).into_iter().collect(),
            default: field.default_value.as_deref().map(|it| Declared::new(Arc::from(it), site)),
            ..Member::new(name, site, value)
        }
    }

    /// Whether the field says itself that it may be absent; a field without a label says nothing.
    fn is_optional(&self, field: &FieldDescriptorProto, label: Option<Label>) -> bool {
        let is_old = self.file.proto.syntax.as_deref() != Some("proto3");
        let labelled = label == Some(Label::Optional) && is_old && field.oneof_index.is_none();
        field.proto3_optional == Some(true) || labelled
    }

    fn value(&self, field: &FieldDescriptorProto, (message, full): (&DescriptorProto, &str), at: Origin) -> Value {
        let Some(written) = field.type_name.as_deref() else {
            let kind = field.r#type.and_then(|it| Type::try_from(it).ok());
            let name = kind.map(|it| it.as_str_name().trim_start_matches("TYPE_").to_ascii_lowercase());
            let name = name.unwrap_or_default();
            return known::scalar(&name, at).unwrap_or_default();
        };
        let is_entry = |it: &&DescriptorProto| is_map(it) && it.name.as_deref() == written.rsplit('.').next();
        if let Some(entry) = message.nested_type.iter().find(is_entry) {
            // A mark for the caller: a map is repeated, and no list.
            let mut value = Value::scalar(&["object", "map"], None, ("map", at));
            let held = entry.field.iter().find(|it| it.number == Some(2));
            value.items = held.map(|it| Box::new(self.value(it, (message, full), at)));
            return value;
        }
        let found = self.resolve(written, full);
        known::value(&found, at).unwrap_or_else(|| Value::named(&found, (written, at)))
    }

    /// The full name that `written` means within `scope`: the innermost that is declared.
    pub(super) fn resolve(&self, written: &str, scope: &str) -> String {
        if let Some(full) = written.strip_prefix('.') {
            return full.to_owned();
        }
        let mut scope = scope;
        loop {
            let full = if scope.is_empty() { written.to_owned() } else { format!("{scope}.{written}") };
            if self.names.contains_key(&full) || scope.is_empty() {
                return full;
            }
            scope = scope.rsplit_once('.').map_or("", |(outer, _)| outer);
        }
    }
}

/// The name of a field in JSON, where it is another one: as it is said, else without underscores.
fn in_json(field: &FieldDescriptorProto) -> Option<Arc<str>> {
    let name = field.name.as_deref()?;
    let mut camel = String::new();
    let mut raised = false;
    for c in name.chars() {
        match c {
            '_' => raised = true,
            _ if raised => {
                camel.extend(c.to_uppercase());
                raised = false;
            }
            _ => camel.push(c),
        }
    }
    let said = field.json_name.clone().unwrap_or(camel);
    (said != name).then(|| Arc::from(said))
}

pub(super) fn is_deprecated(option: &prost_types::UninterpretedOption) -> bool {
    let named = option.name.first().is_some_and(|it| it.name_part == "deprecated" && !it.is_extension);
    named && option.identifier_value.as_deref() == Some("true")
}

fn is_map(message: &DescriptorProto) -> bool {
    message.options.as_ref().is_some_and(|it| it.map_entry == Some(true))
}

fn reserved(message: &DescriptorProto) -> Reserved {
    let ranges = message.reserved_range.iter();
    // The end of a message's range is outside it.
    let numbers = ranges.map(|it| (i64::from(it.start.unwrap_or(0)), i64::from(it.end.unwrap_or(0)) - 1)).collect();
    Reserved { names: message.reserved_name.iter().map(|it| Arc::from(it.as_str())).collect(), numbers }
}

/// `ORDER_STATUS_` of `OrderStatus`, where all values begin with it, as the style guide asks for.
fn prefix(name: &str, values: &[&str]) -> String {
    let mut prefix = String::new();
    for (at, c) in name.char_indices() {
        let starts = c.is_uppercase() && at > 0 && !prefix.ends_with('_');
        let after_lower = name.get(..at).and_then(|it| it.chars().next_back()).is_some_and(|it| !it.is_uppercase());
        if starts && after_lower {
            prefix.push('_');
        }
        prefix.extend(c.to_uppercase());
    }
    prefix.push('_');
    if values.iter().all(|it| it.len() > prefix.len() && it.starts_with(&prefix)) { prefix } else { String::new() }
}

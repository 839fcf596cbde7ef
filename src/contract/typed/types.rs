//! Named types as all typed languages declare them: records, enumerations, scalars.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::model::{Carrier, Declared, DeclaredShape, Direction};
use crate::text::Origin;

/// The named types of one contract, its imports included.
#[derive(Debug, Default)]
pub(in crate::contract) struct TypeSet {
    /// By full name, in the order declared.
    pub(in crate::contract) types: IndexMap<Arc<str>, NamedType>,
    /// Names of types that could not be read, so that nothing is said to be missing.
    pub(in crate::contract) unread: Vec<Arc<str>>,
    /// Levels of objects that are unfolded; languages whose types refer to each other everywhere unfold few.
    pub(in crate::contract) levels: Option<usize>,
    /// Whether records travel without the members that lead to other records.
    pub(in crate::contract) hides_relations: bool,
}

/// A type with a name of its own.
#[derive(Clone, Debug)]
pub(in crate::contract) struct NamedType {
    /// Where its name stands.
    pub(in crate::contract) origin: Origin,
    /// Its prose.
    pub(in crate::contract) description: Option<Declared<Arc<str>>>,
    /// Whether it is called deprecated.
    pub(in crate::contract) is_deprecated: bool,
    /// Whether it is a thing of the contract's own, not one that only others use.
    pub(in crate::contract) is_root: bool,
    /// What it is.
    pub(in crate::contract) body: Body,
}

/// What a named type is.
#[derive(Clone, Debug)]
pub(in crate::contract) enum Body {
    /// Fields.
    Record(Record),
    /// A closed list of values.
    Enum(Enum),
    /// Another name of a value, perhaps with limits of its own.
    Alias(Box<Value>),
}

/// A closed list of values.
#[derive(Clone, Debug, Default)]
pub(in crate::contract) struct Enum {
    /// In the order declared.
    pub(in crate::contract) values: Vec<EnumValue>,
    /// What a reader takes for a value it does not know.
    pub(in crate::contract) default: Option<Arc<str>>,
    /// Names and numbers that must not be used again.
    pub(in crate::contract) reserved: Reserved,
}

/// One value of a closed list.
#[derive(Clone, Debug)]
pub(in crate::contract) struct EnumValue {
    /// As it is written in data.
    pub(in crate::contract) text: Arc<str>,
    /// Where it is declared.
    pub(in crate::contract) origin: Origin,
    /// Its number on the wire.
    pub(in crate::contract) number: Option<i64>,
}

/// Names and numbers that must not be used again.
#[derive(Clone, Debug, Default)]
pub(in crate::contract) struct Reserved {
    /// Names.
    pub(in crate::contract) names: Vec<Arc<str>>,
    /// First and last of each range.
    pub(in crate::contract) numbers: Vec<(i64, i64)>,
}

impl Reserved {
    /// Whether a name is reserved.
    pub(in crate::contract) fn holds_name(&self, name: &str) -> bool {
        self.names.iter().any(|it| &**it == name)
    }

    /// Whether a number is reserved.
    pub(in crate::contract) fn holds_number(&self, number: i64) -> bool {
        self.numbers.iter().any(|(first, last)| (*first..=*last).contains(&number))
    }
}

/// The fields of a type.
#[derive(Clone, Debug, Default)]
pub(in crate::contract) struct Record {
    /// The type whose fields come first.
    pub(in crate::contract) base: Option<Arc<str>>,
    /// In the order declared.
    pub(in crate::contract) members: Vec<Member>,
    /// Names and numbers that must not be used again.
    pub(in crate::contract) reserved: Reserved,
    /// Names of the members that tell one record from all others.
    pub(in crate::contract) key: Vec<Arc<str>>,
    /// Whether it is what callers send, so that absence is theirs to decide.
    pub(in crate::contract) is_input: bool,
    /// Whether its fields are calls.
    pub(in crate::contract) is_service: bool,
    /// Names of the interfaces that it keeps to.
    pub(in crate::contract) interfaces: Vec<Arc<str>>,
}

impl Record {
    /// Takes null from the members of the key.
    pub(in crate::contract) fn hold_key(&mut self) {
        let Self { members, key, .. } = self;
        let in_key = |it: &Member| key.iter().any(|name| name.eq_ignore_ascii_case(&it.name));
        for member in members.iter_mut().filter(|it| in_key(it)) {
            member.value.shape.nullable = false;
            member.value.shape.nullable_origin = None;
        }
    }
}

/// One field of a type.
#[derive(Clone, Debug)]
pub(in crate::contract) struct Member {
    /// Its name.
    pub(in crate::contract) name: Arc<str>,
    /// Where its name stands.
    pub(in crate::contract) site: Origin,
    /// JSON pointer to it, in languages that are JSON or YAML.
    pub(in crate::contract) pointer: Option<Arc<str>>,
    /// What it holds.
    pub(in crate::contract) value: Value,
    /// Whether it is always present.
    pub(in crate::contract) is_required: bool,
    /// Whether it is called deprecated.
    pub(in crate::contract) is_deprecated: bool,
    /// Its prose.
    pub(in crate::contract) description: Option<Declared<Arc<str>>>,
    /// Who writes it.
    pub(in crate::contract) direction: Direction,
    /// Which part of a message it travels in.
    pub(in crate::contract) carrier: Carrier,
    /// Its number on the wire.
    pub(in crate::contract) number: Option<i64>,
    /// What a reader takes where it is absent; the text as written.
    pub(in crate::contract) default: Option<Declared<Arc<str>>>,
    /// Other names by which readers find it.
    pub(in crate::contract) aliases: Vec<Arc<str>>,
    /// Whether it wants arguments: a relation to other things, not a part of this one.
    pub(in crate::contract) is_relation: bool,
    /// What callers may or must say to be given it.
    pub(in crate::contract) arguments: Vec<Self>,
}

impl Member {
    /// A member that is always present and holds `value`.
    pub(in crate::contract) fn new(name: Arc<str>, site: Origin, value: Value) -> Self {
        Self {
            name,
            site,
            pointer: None,
            value,
            is_required: true,
            is_deprecated: false,
            description: None,
            direction: Direction::Unknown,
            carrier: Carrier::Body,
            number: None,
            default: None,
            aliases: Vec::new(),
            is_relation: false,
            arguments: Vec::new(),
        }
    }
}

/// What a field holds.
#[derive(Clone, Debug, Default)]
pub(in crate::contract) struct Value {
    /// What is said here.
    pub(in crate::contract) shape: DeclaredShape,
    /// The type as it is written, for people.
    pub(in crate::contract) written: Arc<str>,
    /// Where the type is written.
    pub(in crate::contract) origin: Origin,
    /// The named type it is of.
    pub(in crate::contract) of: Option<Arc<str>>,
    /// What a list or map holds.
    pub(in crate::contract) items: Option<Box<Value>>,
    /// Fields of a record without a name.
    pub(in crate::contract) members: Vec<Member>,
    /// One of these.
    pub(in crate::contract) variants: Vec<Value>,
}

impl Value {
    /// A value of the types `types`, in JSON Schema's words, written as `written` at `origin`.
    pub(in crate::contract) fn scalar(types: &[&str], format: Option<&str>, (written, origin): (&str, Origin)) -> Self {
        let mut value = Self { written: Arc::from(written), origin, ..Self::default() };
        value.shape.is_native = true;
        value.shape.types = types.iter().map(|it| Arc::from(*it)).collect();
        value.shape.types_origin = Some(origin);
        value.shape.format = format.map(|it| Declared::new(Arc::from(it), origin));
        value
    }

    /// A value of a named type.
    pub(in crate::contract) fn named(name: &str, (written, origin): (&str, Origin)) -> Self {
        let mut value = Self::scalar(&[], None, (written, origin));
        value.of = Some(Arc::from(name));
        value
    }

    /// A list of `items`.
    pub(in crate::contract) fn list(items: Self, (written, origin): (&str, Origin)) -> Self {
        let mut value = Self::scalar(&["array"], None, (written, origin));
        value.items = Some(Box::new(items));
        value
    }

    /// The same, and null.
    pub(in crate::contract) fn or_null(mut self, origin: Origin) -> Self {
        self.shape.nullable = true;
        self.shape.nullable_origin = Some(origin);
        self
    }

    /// A decimal of so many digits, of which so many after the point.
    pub(in crate::contract) fn decimal(precision: Option<u32>, scale: Option<u32>, at: (&str, Origin)) -> Self {
        let mut value = Self::scalar(&["number"], Some("decimal"), at);
        value.shape.precision = precision.map(|it| Declared::new(it, at.1));
        value.shape.scale = scale.map(|it| Declared::new(it, at.1));
        value
    }

    /// Text of at most so many characters.
    pub(in crate::contract) fn text(most: Option<u64>, at: (&str, Origin)) -> Self {
        let mut value = Self::scalar(&["string"], None, at);
        value.shape.max_length = most.map(|it| Declared::new(it, at.1));
        value
    }
}

impl TypeSet {
    /// The type that `name` names: its full name, else the only one whose last parts it is, in any case at last.
    pub(in crate::contract) fn find(&self, name: &str) -> Option<(&Arc<str>, &NamedType)> {
        if let Some((_, full, found)) = self.types.get_full(name) {
            return Some((full, found));
        }
        let ends = |full: &str, fold: bool| {
            let Some(start) = full.len().checked_sub(name.len()) else { return false };
            let (Some(before), Some(tail)) = (full.get(..start), full.get(start..)) else { return false };
            let same = if fold { tail.eq_ignore_ascii_case(name) } else { tail == name };
            same && (before.is_empty() || before.ends_with('.'))
        };
        [false, true].into_iter().find_map(|fold| {
            let mut found = self.types.iter().filter(|(full, _)| ends(full, fold));
            match (found.next(), found.next()) {
                (Some(only), None) => Some(only),
                _ => None,
            }
        })
    }

    /// Adds a type; whether its name was free.
    pub(in crate::contract) fn add(&mut self, name: Arc<str>, named: NamedType) -> bool {
        match self.types.entry(name) {
            indexmap::map::Entry::Vacant(slot) => {
                slot.insert(named);
                true
            }
            indexmap::map::Entry::Occupied(_) => false,
        }
    }

    /// All members of a record, those of its bases first.
    pub(in crate::contract) fn members<'t>(&'t self, record: &'t Record) -> Vec<&'t Member> {
        let mut chain = vec![record];
        let mut base = record.base.as_deref();
        // A type cannot be its own base, but a broken contract may say so.
        while let Some(Body::Record(next)) = base.and_then(|it| self.find(it)).map(|(_, it)| &it.body) {
            if chain.len() > 32 || chain.iter().any(|it| std::ptr::eq(*it, next)) {
                break;
            }
            chain.push(next);
            base = next.base.as_deref();
        }
        chain.iter().rev().flat_map(|it| &it.members).collect()
    }

    /// Gives every use of a type another name, where there is one for it.
    pub(in crate::contract) fn rename(&mut self, names: &BTreeMap<Arc<str>, Arc<str>>) {
        if names.is_empty() {
            return;
        }
        let mut waiting: Vec<&mut Value> = Vec::new();
        for named in self.types.values_mut() {
            match &mut named.body {
                Body::Record(record) => waiting.extend(record.members.iter_mut().map(|it| &mut it.value)),
                Body::Alias(value) => waiting.push(value),
                Body::Enum(_) => {}
            }
        }
        while let Some(value) = waiting.pop() {
            if let Some(full) = value.of.as_ref().and_then(|it| names.get(it)) {
                value.of = Some(Arc::clone(full));
            }
            waiting.extend(value.items.as_deref_mut());
            waiting.extend(value.variants.iter_mut());
            waiting.extend(value.members.iter_mut().map(|it| &mut it.value));
        }
    }

    /// Names of types that are used and not declared, with the place of the first use.
    pub(in crate::contract) fn dangling(&self) -> Vec<(Arc<str>, Origin)> {
        let mut found: IndexMap<Arc<str>, Origin> = IndexMap::new();
        let mut waiting: Vec<&Value> = Vec::new();
        for named in self.types.values() {
            match &named.body {
                Body::Record(record) => {
                    let arguments = record.members.iter().flat_map(|it| &it.arguments);
                    waiting.extend(record.members.iter().chain(arguments).rev().map(|it| &it.value));
                }
                Body::Alias(value) => waiting.push(value),
                Body::Enum(_) => {}
            }
            while let Some(value) = waiting.pop() {
                if let Some(name) = value.of.as_ref().filter(|it| !self.types.contains_key(&***it)) {
                    found.entry(Arc::clone(name)).or_insert(value.origin);
                }
                waiting.extend(value.items.as_deref());
                waiting.extend(value.variants.iter().rev());
                waiting.extend(value.members.iter().rev().map(|it| &it.value));
            }
        }
        found.into_iter().collect()
    }
}

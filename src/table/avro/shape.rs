//! The writer's schema as columns.

use std::collections::HashMap;
use std::sync::Arc;

use apache_avro::Schema;

use crate::model::DeclaredShape;
use crate::table::cells::shape;

/// Deepest nesting of a schema that is followed; records may hold themselves.
const DEEPEST: usize = 16;

/// Most columns.
const WIDEST: usize = 1 << 14;

/// Where the values of a schema go.
#[derive(Debug)]
pub(super) enum Node {
    /// To a column; a decimal has so many digits after the point.
    Leaf { column: usize, scale: u32 },
    /// Field by field.
    Record(Vec<Node>),
    /// Item by item.
    List(Box<Node>),
}

/// A schema's columns while they are found.
#[derive(Default)]
pub(super) struct Columns {
    /// Name, what is declared, and whether it runs through a list.
    pub(super) all: Vec<(Arc<str>, DeclaredShape, bool)>,
    named: HashMap<String, Schema>,
}

impl Columns {
    /// Flattens a schema. `path` is empty for the record itself.
    pub(super) fn flatten(&mut self, schema: &Schema, path: &str, depth: usize) -> Node {
        let many = path.contains("[]");
        if depth > DEEPEST || self.all.len() >= WIDEST {
            return self.leaf(path, DeclaredShape::default(), 0);
        }
        match schema {
            Schema::Record(record) => {
                self.named.insert(record.name.fullname(None), schema.clone());
                let join = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
                let fields = &record.fields;
                Node::Record(fields.iter().map(|it| self.flatten(&it.schema, &join(&it.name), depth + 1)).collect())
            }
            Schema::Array(array) => {
                let inner = self.flatten(&array.items, &format!("{path}[]"), depth + 1);
                Node::List(Box::new(inner))
            }
            Schema::Union(union) => {
                let mut variants = union.variants().iter().filter(|it| !matches!(it, Schema::Null));
                match (variants.next(), variants.next()) {
                    (Some(only), None) => self.flatten(only, path, depth + 1),
                    _ => self.leaf(path, DeclaredShape::default(), 0),
                }
            }
            Schema::Ref { name } => match self.named.get(&name.fullname(None)).cloned() {
                // A record within itself is followed a few times only.
                Some(named) => self.flatten(&named, path, depth + 4),
                None => self.leaf(path, DeclaredShape::default(), 0),
            },
            Schema::Enum(it) => {
                self.named.insert(it.name.fullname(None), schema.clone());
                self.leaf(path, shape("string", None, many), 0)
            }
            Schema::Fixed(it) => {
                self.named.insert(it.name.fullname(None), schema.clone());
                self.leaf(path, shape("string", None, many), 0)
            }
            Schema::Decimal(it) => {
                let scale = u32::try_from(it.scale).unwrap_or(0);
                self.leaf(path, shape("number", Some("decimal"), many), scale)
            }
            other => self.leaf(path, declares(other, many), 0),
        }
    }

    fn leaf(&mut self, path: &str, shape: DeclaredShape, scale: u32) -> Node {
        let column = self.all.len();
        let name = if path.is_empty() { "value" } else { path };
        self.all.push((Arc::from(name), shape, path.contains("[]")));
        Node::Leaf { column, scale }
    }
}

fn declares(schema: &Schema, many: bool) -> DeclaredShape {
    let (kind, format) = match schema {
        Schema::Boolean => ("boolean", None),
        Schema::Int => ("integer", Some("int32")),
        Schema::Long => ("integer", Some("int64")),
        Schema::Float => ("number", Some("float")),
        Schema::Double => ("number", Some("double")),
        Schema::BigDecimal => ("number", Some("decimal")),
        Schema::Map(_) | Schema::Null => return DeclaredShape::default(),
        _ => ("string", None),
    };
    shape(kind, format, many)
}

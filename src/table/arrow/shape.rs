//! Fields as columns.

use std::sync::Arc;

use arrow_schema::{DataType, Field};

use crate::model::DeclaredShape;
use crate::table::cells::shape;

/// Most columns.
const WIDEST: usize = 1 << 14;

/// Where the values of a field go.
#[derive(Debug)]
pub(super) enum Node {
    /// To a column.
    Leaf(usize),
    /// Field by field.
    Struct(Vec<Node>),
    /// Item by item.
    List(Box<Node>),
}

/// Name, what is declared, and whether it runs through a list.
pub(super) type Columns = Vec<(Arc<str>, DeclaredShape, bool)>;

/// Flattens a field.
pub(super) fn flatten(kind: &DataType, path: &str, columns: &mut Columns) -> Node {
    let inner = |field: &Field, columns: &mut Columns| {
        Node::List(Box::new(flatten(field.data_type(), &format!("{path}[]"), columns)))
    };
    match kind {
        DataType::Struct(fields) if columns.len() < WIDEST => {
            let nodes = fields.iter().map(|it| flatten(it.data_type(), &format!("{path}.{}", it.name()), columns));
            Node::Struct(nodes.collect())
        }
        DataType::List(field)
        | DataType::LargeList(field)
        | DataType::FixedSizeList(field, _)
        | DataType::Map(field, _) => inner(field, columns),
        _ => {
            let many = path.contains("[]");
            columns.push((Arc::from(path), declares(kind, many), many));
            Node::Leaf(columns.len() - 1)
        }
    }
}

fn declares(kind: &DataType, many: bool) -> DeclaredShape {
    let (kind, format) = match kind {
        DataType::Boolean => ("boolean", None),
        DataType::Int64 | DataType::UInt64 => ("integer", Some("int64")),
        it if it.is_integer() => ("integer", Some("int32")),
        DataType::Float64 => ("number", Some("double")),
        DataType::Float16 | DataType::Float32 => ("number", Some("float")),
        it if it.is_decimal() => ("number", Some("decimal")),
        DataType::Dictionary(_, value) => return declares(value, many),
        DataType::RunEndEncoded(_, value) => return declares(value.data_type(), many),
        DataType::Null | DataType::Union(..) | DataType::ListView(_) | DataType::LargeListView(_) => {
            return DeclaredShape::default();
        }
        _ => ("string", None),
    };
    shape(kind, format, many)
}

//! Scalars that keep what was written.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;

use crate::document::Text;

/// Declares a scalar that is kept as its text, with its JSON Schema.
macro_rules! scalars {
    ($( $(#[$doc:meta])* $name:ident => $schema:tt )*) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug, Deserialize)]
        #[serde(transparent)]
        pub(crate) struct $name(pub(crate) Text);

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($name))
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )* };
}

scalars! {
    #[expect(dead_code, reason = "the schema holds it at 1")]
    /// The version of the format.
    FormatVersion => { "const": 1 }
    /// A whole number from 0.
    Count => { "type": "integer", "minimum": 0, "maximum": 4_294_967_295_u32 }
    /// A whole number from 1.
    Ordinal => { "type": "integer", "minimum": 1, "maximum": 4_294_967_295_u32 }
    /// How critical an element is.
    Tier => { "enum": [1, 2, 3] }
    /// An exact number: as a string, or as digits that are never read as a float.
    Exact => { "type": ["string", "number"] }
    /// Any scalar; whether it is quoted is judged apart.
    Scalar => { "type": ["string", "number", "boolean", "null"] }
    /// A calendar day.
    Day => { "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }
    /// A length of time, ISO 8601.
    Length => { "type": "string", "pattern": "^P" }
}

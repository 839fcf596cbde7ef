//! The order of keys: that of the format, as its JSON Schema and this documentation list them.
//!
//! Keys that are names (ids, codes, headers, languages) keep the order in which they are written.

/// What stands under a key.
#[derive(Clone, Copy, Debug)]
pub(super) enum Under {
    /// Nothing whose keys have an order.
    Plain,
    /// An object of the format.
    One(&'static Object),
    /// An object of the format for each name.
    Each(&'static Object),
    /// A list of objects of the format.
    List(&'static Object),
}

use Under::{Each, List, One, Plain};

/// Keys in their order, with what stands under them.
#[derive(Debug)]
pub(super) struct Object {
    /// What the JSON Schema calls it.
    #[cfg(test)]
    pub(super) name: &'static str,
    keys: &'static [(&'static str, Under)],
}

impl Object {
    /// The place of a key; keys that the format does not know come last.
    pub(super) fn rank(&self, key: &str) -> usize {
        self.keys.iter().position(|(it, _)| *it == key).unwrap_or(self.keys.len())
    }

    /// All keys.
    #[cfg(test)]
    pub(super) fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.keys.iter().map(|(key, _)| *key)
    }

    /// What stands under a key.
    pub(super) fn under(&self, key: &str) -> Under {
        self.keys.iter().find(|(it, _)| *it == key).map_or(Plain, |(_, under)| *under)
    }
}

/// Declares objects: a key alone is plain.
macro_rules! objects {
    ($( $object:ident = $name:literal { $( $key:literal $(=> $under:expr)? ),* $(,)? } )*) => {
        $( pub(super) static $object: Object =
            Object {
                #[cfg(test)]
                name: $name,
                keys: &[$( ($key, objects!(@under $($under)?)) ),*],
            }; )*

        /// Every object of the format.
        #[cfg(test)]
        pub(super) static OBJECTS: &[&Object] = &[$( &$object ),*];
    };
    (@under) => { Plain };
    (@under $under:expr) => { $under };
}

objects! {
    FILE = "" {
        "$schema", "dictum", "dictionary" => One(&ABOUT), "imports" => List(&IMPORT), "remotes", "privacy" => One(&PRIVACY),
        "departments" => Each(&DEPARTMENT), "formats" => Each(&FORMAT), "elements" => Each(&ELEMENT),
        "entities" => Each(&ENTITY), "profiles" => Each(&PROFILE), "codeLists" => Each(&CODE_LIST),
        "systems" => Each(&SYSTEM), "relations" => List(&RELATION), "rules" => List(&STATED_RULE),
        "journeys" => List(&JOURNEY), "metrics" => Each(&METRIC), "waivers" => List(&WAIVER),
    }
    ABOUT = "About" { "id", "title", "version", "languages", "timeZone", "currency", "profiles" }
    IMPORT = "Import" { "path", "as", "version", "digest" }
    PRIVACY = "Privacy" { "basis", "mask" => Each(&MASK_POLICY), "forbid" => Each(&FORBID_POLICY) }
    FORBID_POLICY = "ForbidPolicy" { "systems", "purposes" }
    MASK_POLICY = "MaskPolicy" { "hideAtLeast" }
    DEPARTMENT = "Department" { "title", "kpiWeight" }
    FORMAT = "Format" { "title", "definition", "pattern", "examples" }
    ELEMENT = "Element" {
        "extends", "title", "definition", "representation", "type", "pattern", "minLength", "maxLength", "minimum",
        "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "precision", "scale", "format", "unit", "codes",
        "zone", "nullable", "requiredIf", "tier", "pii", "joinKey", "schemes", "owner", "custodian", "steward", "status",
        "approved" => One(&APPROVAL), "replacedBy", "sunset", "standards", "synonyms" => List(&SYNONYM), "examples",
    }
    APPROVAL = "Approval" { "by", "date", "since" }
    SYNONYM = "Synonym" { "name", "locale", "source" }
    ENTITY = "Entity" { "extends", "title", "definition", "owner", "key", "required", "optional" }
    PROFILE = "Profile" { "title", "definition", "elements" => Each(&ELEMENT), "entities" => Each(&ENTITY) }
    CODE_LIST = "CodeList" { "title", "definition", "values" => Each(&CODE), "source", "key", "titleColumn", "maps" }
    CODE = "Code" { "title", "definition", "until" }
    SYSTEM = "System" {
        "preset", "title", "kind", "owner", "custodian", "steward", "stage", "enforcement", "compat" => One(&COMPAT),
        "naming" => One(&NAMING), "transport" => One(&TRANSPORT), "datasets" => Each(&DATASET),
    }
    COMPAT = "Compat" { "every", "last", "verdict" }
    NAMING = "Naming" { "properties" }
    TRANSPORT = "Transport" {
        "encoding", "bom", "delimiter", "quote", "newline", "guards", "nulls", "pending", "zone", "fileName", "maxAge",
        "api" => One(&API),
    }
    API = "Api" { "mediaTypes", "charset", "headers", "auth", "version", "pagination" }
    DATASET = "Dataset" {
        "title", "definition", "entity", "grain", "layout" => One(&LAYOUT), "files", "sheet", "format", "contract", "each",
        "extraFields", "tolerance", "match", "fields" => Each(&FIELD),
    }
    LAYOUT = "Layout" {
        "kind", "repeats", "headerRow", "headerAfter", "headerRows", "preamble", "footer", "trailingDelimiter",
    }
    FIELD = "Field" {
        "element", "also", "required", "nullable", "prefix", "suffix", "trim", "format", "wire" => One(&WIRE), "map", "mask",
        "scheme", "assertedBy", "codes", "from",
    }
    WIRE = "Wire" {
        "type", "unit", "format", "pattern", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum",
        "exclusiveMaximum", "multipleOf", "precision", "scale",
    }
    RELATION = "Relation" { "id", "title", "from", "to", "join", "coverage", "cardinality", "crosswalk", "within" }
    STATED_RULE = "StatedRule" {
        "id", "title", "use", "severity", "element", "elements", "between", "tolerance", "demand" => One(&DEMAND),
        "supply" => One(&DEMAND), "horizon", "total" => One(&DEMAND), "parts" => One(&DEMAND), "dataset", "ratio", "value",
        "cost", "where", "by", "acceptOwner", "query",
    }
    DEMAND = "Demand" { "dataset", "sum", "where", "at" }
    JOURNEY = "Journey" { "id", "title", "stages", "join", "target" }
    METRIC = "Metric" { "title", "definition", "owner", "formula", "window", "grain", "unit" }
    WAIVER = "Waiver" { "rule", "where", "reason", "by", "expires" }
}

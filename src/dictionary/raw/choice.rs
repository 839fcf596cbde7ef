//! One of a few words.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, Visitor};

use crate::model::{
    BomPolicy, Cardinality, Enforcement, ExtraFields, Guard, LogicalType, NameStyle, Newline, Pii, Representation,
    Status, Verdict,
};

/// What a word stands for.
pub(crate) trait Table: Copy + 'static {
    /// Every word with its meaning, in the order in which they are listed to people.
    const ALL: &'static [(&'static str, Self)];
}

/// One word of a [`Table`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Choice<T>(pub(crate) T);

impl<'de, T: Table> Deserialize<'de> for Choice<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(WordVisitor(PhantomData)).map(Self)
    }
}

struct WordVisitor<T>(PhantomData<T>);

impl<T: Table> Visitor<'_> for WordVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("one of a few words")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        let found = T::ALL.iter().find(|(word, _)| *word == text);
        found.map(|(_, it)| *it).ok_or_else(|| E::custom("none of the words"))
    }
}

impl<T: Table> JsonSchema for Choice<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("Choice")
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words: Vec<&str> = T::ALL.iter().map(|(word, _)| *word).collect();
        json_schema!({ "type": "string", "enum": words })
    }
}

/// Whether an instant needs a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ZoneNeed {
    /// It does.
    Required,
    /// It does not.
    Optional,
}

/// How rows share cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LayoutKind {
    /// They do not.
    Plain,
    /// Totals are repeated on each line.
    Repeated,
    /// Later lines are blank.
    BlankContinuation,
}

/// Whether masked values are accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Masking {
    /// They are.
    Allowed,
    /// They are not.
    Forbidden,
}

/// What binds a name to an element besides `fields`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Matching {
    /// Nothing.
    Fields,
    /// Synonyms and titles.
    Synonyms,
}

/// A word without further meaning here.
macro_rules! words {
    ($( $(#[$doc:meta])* $name:ident [$($word:literal),* $(,)?] )*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub(crate) struct $name(pub(crate) &'static str);

        impl Table for $name {
            const ALL: &'static [(&'static str, Self)] = &[$(($word, Self($word))),*];
        }
    )* };
}

words! {
    /// What a system is for.
    SystemKind [
        "erp", "crm", "scm", "ecommerce", "liveCommerce", "shortVideo", "privateDomain", "marketing", "recommendation",
        "eSignature", "gateway", "integration", "lowCode", "bi", "payment", "other",
    ]
    #[expect(dead_code, reason = "part of the format; nothing reads it yet")]
    /// Where on a customer's way a system stands.
    Stage ["acquisition", "conversion", "fulfilment", "retention"]
    /// How bad a broken rule is.
    Level ["error", "warning", "info"]
    /// How an interface splits long answers.
    Pagination ["cursor", "page", "offset", "none"]
    /// How callers of an interface prove who they are.
    Auth ["apiKey", "basic", "bearer", "oauth2", "openIdConnect", "mutualTLS", "none"]
    /// Where an interface tells its version.
    VersionPlace ["path", "header", "query", "mediaType"]
    /// What a stated rule does.
    Template [
        "stockCover", "promoInStock", "capacity", "sameValue", "sequence", "sumEquals", "ratioEquals", "sql",
    ]
}

macro_rules! tables {
    ($( $type:ty [$($word:literal = $value:expr),* $(,)?] )*) => { $(
        impl Table for $type {
            const ALL: &'static [(&'static str, Self)] = &[$(($word, $value)),*];
        }
    )* };
}

tables! {
    Cardinality [
        "oneToOne" = Self::OneToOne, "manyToOne" = Self::ManyToOne, "oneToMany" = Self::OneToMany,
        "manyToMany" = Self::ManyToMany,
    ]
    ZoneNeed ["required" = Self::Required, "optional" = Self::Optional]
    LayoutKind ["plain" = Self::Plain, "repeated" = Self::Repeated, "blankContinuation" = Self::BlankContinuation]
    Masking ["allowed" = Self::Allowed, "forbidden" = Self::Forbidden]
    Matching ["fields" = Self::Fields, "synonyms" = Self::Synonyms]
    Pii ["none" = Self::None, "pi" = Self::Personal, "sensitive" = Self::Sensitive]
    Status [
        "draft" = Self::Draft, "inReview" = Self::InReview, "approved" = Self::Approved, "deprecated" = Self::Deprecated,
        "retired" = Self::Retired,
    ]
    Enforcement ["observe" = Self::Observe, "warn" = Self::Warn, "enforce" = Self::Enforce]
    BomPolicy ["allow" = Self::Allow, "forbid" = Self::Forbid, "require" = Self::Require]
    Newline ["any" = Self::Any, "lf" = Self::Lf, "crlf" = Self::Crlf]
    ExtraFields ["allow" = Self::Allow, "warn" = Self::Warn, "forbid" = Self::Forbid]
}

impl Table for LogicalType {
    const ALL: &'static [(&'static str, Self)] = &LogicalType::ALL;
}

impl Table for Representation {
    const ALL: &'static [(&'static str, Self)] = &Representation::ALL;
}

impl Table for Verdict {
    const ALL: &'static [(&'static str, Self)] = &Verdict::ALL;
}

impl Table for NameStyle {
    const ALL: &'static [(&'static str, Self)] = &NameStyle::ALL;
}

impl Table for Guard {
    const ALL: &'static [(&'static str, Self)] = &Guard::ALL;
}

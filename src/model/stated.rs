//! Rules that the enterprise states itself, by template, and the chains of systems it wants linked.

use std::sync::Arc;

use super::{Condition, Decimal, Declared, Duration, Title};
use crate::text::Origin;

/// A figure and how it is computed.
#[derive(Clone, Debug)]
pub struct Metric {
    /// Its id.
    pub id: Arc<str>,
    /// Its key in the dictionary.
    pub origin: Origin,
    /// What people call it.
    pub title: Title,
    /// How it is computed, as written.
    pub formula: Option<Declared<Arc<str>>>,
}

/// A rule of the dictionary's own.
#[derive(Clone, Debug)]
pub struct StatedRule {
    /// Its id.
    pub id: Arc<str>,
    /// Where it is declared.
    pub origin: Origin,
    /// How bad a breach is, where the rule says so itself.
    pub level: Option<Level>,
    /// Elements by which records are brought together; empty leaves it to the datasets' keys.
    pub by: Vec<Declared<Arc<str>>>,
    /// Difference that is allowed.
    pub tolerance: Option<Declared<Decimal>>,
    /// What it asks.
    pub template: Template,
}

/// How bad a breach is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The run fails.
    Error,
    /// It should be mended.
    Warning,
    /// It is worth knowing.
    Info,
}

/// What a stated rule asks.
#[derive(Clone, Debug)]
pub enum Template {
    /// One element has one value wherever its record is kept.
    SameValue {
        /// The element.
        element: Declared<Arc<str>>,
        /// Where it is kept; the first is compared with each other one.
        between: Vec<Declared<Arc<str>>>,
    },
    /// What is asked for is there.
    Cover {
        /// In which sense.
        kind: CoverKind,
        /// What is asked for.
        demand: Measure,
        /// What there is; all of them together.
        supply: Vec<Measure>,
        /// How far ahead is looked.
        horizon: Option<Declared<Duration>>,
    },
    /// Each value is at most the next one.
    Sequence {
        /// Moments or amounts in their order.
        elements: Vec<Declared<Arc<str>>>,
        /// Datasets they are taken from, the first that has it.
        between: Vec<Declared<Arc<str>>>,
    },
    /// Parts add up to a total.
    SumEquals {
        /// The total.
        total: Measure,
        /// The parts.
        parts: Measure,
    },
    /// A reported ratio is one value divided by another.
    RatioEquals {
        /// Where all three are.
        dataset: Declared<Arc<str>>,
        /// The ratio.
        ratio: Declared<Arc<str>>,
        /// What is divided.
        value: Declared<Arc<str>>,
        /// What it is divided by.
        cost: Declared<Arc<str>>,
        /// Which records count.
        filter: Option<Arc<Condition>>,
    },
}

/// In which sense a demand is covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoverKind {
    /// Goods that were sold are in stock.
    Stock,
    /// Goods that are promoted are in stock at all.
    Promotion,
    /// Work that is planned can be done.
    Capacity,
}

/// Records of a dataset that count, and what of them is added up.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Where it is declared.
    pub origin: Origin,
    /// `system.dataset`.
    pub dataset: Declared<Arc<str>>,
    /// The element that is added up; none where it is enough to be there.
    pub sum: Option<Declared<Arc<str>>>,
    /// Which records count.
    pub filter: Option<Arc<Condition>>,
    /// The element that says when.
    pub at: Option<Declared<Arc<str>>>,
}

/// A chain of datasets along which records must be linked.
#[derive(Clone, Debug)]
pub struct Journey {
    /// Its id.
    pub id: Arc<str>,
    /// Where it is declared.
    pub origin: Origin,
    /// Datasets in order.
    pub stages: Vec<Declared<Arc<str>>>,
    /// The element that links each two of them.
    pub join: Vec<Declared<Arc<str>>>,
    /// Least share of a stage's records that the stage before must know.
    pub target: Declared<Decimal>,
}

/// How many records of each side may share a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cardinality {
    /// One of each.
    OneToOne,
    /// Many children of one parent.
    ManyToOne,
    /// One child of many parents.
    OneToMany,
    /// Any number of both.
    ManyToMany,
}

impl Cardinality {
    /// Whether a key may stand in one record of the first side only.
    pub fn one_from(self) -> bool {
        matches!(self, Self::OneToOne | Self::OneToMany)
    }

    /// Whether a key may stand in one record of the second side only.
    pub fn one_to(self) -> bool {
        matches!(self, Self::OneToOne | Self::ManyToOne)
    }
}

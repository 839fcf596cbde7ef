//! What the checks ask of a reader of columns.

use std::fmt;
use std::sync::Arc;

/// What statistics tell of all cells of a column in one part of a container, none of them null.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extremes {
    /// The least value, as the cells are rendered.
    pub least: String,
    /// The greatest.
    pub most: String,
    /// Most digits after the point.
    pub scale: u32,
}

/// Decides whether a header column needs no look at its cells.
type Proves = dyn Fn(usize, &Extremes) -> bool + Send + Sync;

/// Which columns are read.
#[derive(Clone, Default)]
pub struct Projection {
    wanted: Option<Vec<usize>>,
    proves: Option<Arc<Proves>>,
}

impl Projection {
    /// Only `wanted` columns of the header; and of those none of whose cells `proves` tells that they are right.
    pub fn new(wanted: Vec<usize>, proves: Option<Arc<Proves>>) -> Self {
        Self { wanted: Some(wanted), proves }
    }

    /// Whether a column of the header is read.
    pub fn wants(&self, column: usize) -> bool {
        self.wanted.as_ref().is_none_or(|it| it.contains(&column))
    }

    /// Whether all cells of a column are right.
    pub fn proves(&self, column: usize, extremes: &Extremes) -> bool {
        self.proves.as_ref().is_some_and(|proves| proves(column, extremes))
    }
}

impl fmt::Debug for Projection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Projection").field("wanted", &self.wanted).finish_non_exhaustive()
    }
}

//! How much is shown, and for whom.

use crate::message::Lang;

/// What a renderer is told about its reader. Totals never depend on it.
#[derive(Clone, Debug)]
pub struct Style {
    /// Language of messages.
    pub lang: Lang,
    /// Whether to colour.
    pub color: bool,
    /// Whether characters beyond ASCII may be drawn with.
    pub unicode: bool,
    /// Columns of the reader's screen.
    pub width: usize,
    /// Most findings shown; all where `None`.
    pub max_findings: Option<usize>,
    /// Most places of one finding shown, at least one.
    pub max_places: usize,
    /// Only the summary.
    pub quiet: bool,
    /// Suppressed findings too.
    pub verbose: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            lang: Lang::En,
            color: false,
            unicode: true,
            width: 100,
            max_findings: None,
            max_places: 5,
            quiet: false,
            verbose: false,
        }
    }
}

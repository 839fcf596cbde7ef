//! Hostile texts, and the cutter and both scanners against each other and against the `csv` crate.

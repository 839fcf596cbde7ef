//! `dictum schema`.

use super::arguments::SchemaOf;
use super::problem::Problem;
use crate::{dictionary, render};

/// Prints a published schema.
pub(super) fn run(of: SchemaOf) -> Result<u8, Problem> {
    let schema = match of {
        SchemaOf::Dictionary => dictionary::schema(),
        SchemaOf::Report => render::report_schema(),
        SchemaOf::Baseline => crate::settings::baseline_schema(),
        SchemaOf::Settings => crate::settings::schema(&super::settings::known()),
    };
    super::print(format!("{schema:#}\n").as_bytes())
}

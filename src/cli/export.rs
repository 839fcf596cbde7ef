//! `dictum export`.

use std::io;

use super::check;
use super::problem::Problem;
use super::terminal::Terminal;
use super::writing::{Export, ExportTo};
use crate::engine::{self, field_map};
use crate::message::{cli, fix as fixing};

/// Runs it and gives the exit status.
pub(super) fn run(arguments: &Export, _: &Terminal) -> Result<u8, Problem> {
    let settings = super::settings::load()?;
    let named = arguments.dictionary.clone().or_else(|| settings.path("dictionary").map(std::path::Path::to_path_buf));
    let path = check::dictionary(named.as_deref())?;
    let loaded = engine::load(&path, super::moment::present().0)
        .map_err(|error| Problem::usage(error.message(), error.help()))?;
    if loaded.findings.iter().any(|it| it.severity == crate::finding::Severity::Error) {
        return Err(Problem::of_dictionary(
            &loaded.findings,
            (fixing::dictionary_errors(), fixing::dictionary_errors_help()),
        ));
    }
    let dictionary = &loaded.dictionary;
    let listed = |names: Vec<&str>| names.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
    if let Some(name) = arguments.system.as_deref().filter(|it| !dictionary.systems.contains_key(*it)) {
        let known = listed(dictionary.systems.keys().map(|it| &**it).collect());
        return Err(Problem::usage(cli::unknown_system(name), cli::known_names(known)));
    }
    if let Some(name) = arguments.dataset.as_deref().filter(|it| !dictionary.datasets.contains_key(*it)) {
        let known = listed(dictionary.datasets.keys().map(|it| &**it).collect());
        return Err(Problem::usage(cli::unknown_dataset(name), cli::known_names(known)));
    }
    let value = match arguments.to {
        ExportTo::FieldMap => field_map::field_map(dictionary, |it| {
            arguments.system.as_deref().is_none_or(|system| *system == *it.system)
                && arguments.dataset.as_deref().is_none_or(|dataset| *dataset == *it.id)
        }),
    };
    let text = serde_json::to_string_pretty(&value).map_err(io::Error::from)?;
    super::print(format!("{text}\n").as_bytes())
}

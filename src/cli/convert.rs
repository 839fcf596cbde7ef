//! `dictum convert`.

use std::io::{self, Write};
use std::path::Path;

use super::check;
use super::interrupt;
use super::place::NewFolder;
use super::problem::Problem;
use super::quarantine;
use super::terminal::Terminal;
use super::writing::{Convert, ConvertTo};
use super::{CLEAN, FINDINGS, NO_INPUT};
use crate::engine::convert::{self, CanonicalFormat, ConvertError, Converting};
use crate::engine::{self, Silent};
use crate::message::{convert as say, fix as fixing};

/// Runs it and gives the exit status.
pub(super) fn run(arguments: &Convert, terminal: &Terminal) -> Result<u8, Problem> {
    let settings = super::settings::load()?;
    let terminal = &super::settings::terminal(terminal, &settings);
    let selection = super::settings::selection(&arguments.inputs.selection(), &settings);
    let request = check::request(&selection, selection.paths.clone(), &settings)?;
    let folder = NewFolder::prepare(&arguments.out)?;
    let shelter = arguments.quarantine.as_deref().map(|it| quarantine::prepare(it).map(|folder| (folder, it)));
    let shelter = shelter.transpose()?;
    interrupt::listen(terminal);
    let mut kept = Vec::new();
    let checked = engine::check_and_keep(&request, &Silent, &mut kept)
        .map_err(|error| Problem::usage(error.message(), error.help()))?;
    check::check_names(&selection, (&checked.systems, &checked.datasets))?;
    if checked.dictionary_has_errors {
        return Err(Problem::of_dictionary(
            &checked.report.findings,
            (fixing::dictionary_errors(), fixing::dictionary_errors_help()),
        ));
    }
    if kept.is_empty() {
        check::nothing(&checked).report(terminal);
        return Ok(NO_INPUT);
    }
    let loaded = engine::load(&request.dictionary, request.as_of)
        .map_err(|error| Problem::usage(error.message(), error.help()))?;
    interrupt::begin_writing();
    let to = format_of(arguments.to);
    let converting = Converting { lossy: arguments.lossy, skips_bad: shelter.is_some(), to };
    let mut open = |path: &str, dataset: &str| {
        if interrupt::is_stopped() {
            return Err(io::Error::from(io::ErrorKind::Interrupted));
        }
        folder.create(&name(path, dataset, to)).map(|it| -> Box<dyn Write + Send> { Box::new(it) })
    };
    let converted = convert::convert(&mut kept, (&loaded.dictionary, &checked.report), converting, &mut open);
    let converted = converted.map_err(|error| problem(error, &arguments.out))?;
    if let Some(shelter) = shelter {
        quarantine::separate(shelter, &mut kept, (&checked.report, None), terminal)?;
    }
    folder.commit()?;
    let mut out = io::stdout().lock();
    for it in &converted {
        let path = arguments.out.join(name(&it.path, &it.dataset, to));
        writeln!(out, "{}", say::wrote(path.display(), it.records).text(terminal.lang))?;
        writeln!(out, "  {}", say::check_with(&it.dataset, path.display()).text(terminal.lang))?;
    }
    let sum = |of: fn(&convert::Converted) -> u64| converted.iter().map(of).sum::<u64>();
    let bad = sum(|it| it.bad);
    let word = say::summary(sum(|it| it.records), bad, arguments.out.display());
    writeln!(out, "{}", word.text(terminal.lang))?;
    Ok(if bad > 0 { FINDINGS } else { CLEAN })
}

fn format_of(to: ConvertTo) -> CanonicalFormat {
    match to {
        ConvertTo::Csv => CanonicalFormat::Csv,
        ConvertTo::Ndjson => CanonicalFormat::Ndjson,
        ConvertTo::Parquet => CanonicalFormat::Parquet,
    }
}

/// A file's name below the folder: the dataset, the input's path, the new extension.
fn name(path: &str, dataset: &str, to: CanonicalFormat) -> String {
    let path = path.replace('!', "/");
    let stem = Path::new(&path).with_extension(to.extension());
    format!("{dataset}/{}", stem.to_string_lossy().trim_start_matches('/'))
}

fn problem(error: ConvertError, out: &Path) -> Problem {
    match error {
        ConvertError::Bad { path, count, line, rule, field } => {
            let rule = rule.map_or("", |it| it.name());
            Problem::usage(say::bad(path, count, line, rule, field), say::bad_help())
        }
        ConvertError::Lossy { path, line, field, element, why } => {
            let message = |lang| say::lossy(&path, line, &field, &element, why.text(lang));
            Problem::usage(both(message), say::lossy_help())
        }
        ConvertError::Unlike { field, element, why } => {
            let message = |lang| say::unlike(&field, &element, why.text(lang));
            Problem::usage(both(message), say::unlike_help())
        }
        ConvertError::NoFormat => Problem::usage(say::no_parquet(), say::no_parquet_help()),
        ConvertError::Io(cause) if cause.kind() == io::ErrorKind::Interrupted => Problem::Interrupted,
        ConvertError::Io(cause) => {
            Problem::usage(fixing::not_written(out.display(), cause), fixing::not_written_help())
        }
    }
}

fn both(message: impl Fn(crate::message::Lang) -> crate::message::Message) -> crate::message::Message {
    use crate::message::{Lang, Message};
    Message::both(message(Lang::En), &message(Lang::ZhCn))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_a_file_is_of() {
        assert_eq!(name("exports/a.csv", "tmall.orders", CanonicalFormat::Ndjson), "tmall.orders/exports/a.ndjson");
        assert_eq!(name("x.zip!a.csv", "a.b", CanonicalFormat::Parquet), "a.b/x.zip/a.parquet");
    }
}

//! `dictum fmt`: the files of a dictionary in their one form.

use std::io::{self, Write};
use std::path::PathBuf;

use super::arguments::Fmt;
use super::hunks::unified;
use super::place::Replacements;
use super::problem::Problem;
use super::terminal::Terminal;
use super::{CLEAN, FINDINGS, USAGE, check};
use crate::dictionary::{self, DictionaryFile};
use crate::message::tidy as say;

/// What came of the files.
#[derive(Default)]
struct Outcome {
    changed: usize,
    same: usize,
    refused: usize,
}

/// Tidies every file that is a dictionary's; nothing is written unless all that can be read is laid out.
pub(super) fn run(arguments: &Fmt, terminal: &Terminal) -> Result<u8, Problem> {
    let mut outcome = Outcome::default();
    let mut replacements = Replacements::default();
    let writes = !arguments.check && !arguments.diff;
    let mut shown = String::new();
    for file in files(arguments)? {
        let Some((old, new)) = tidied(&file, &mut outcome, terminal) else { continue };
        if old == new {
            outcome.same += 1;
            continue;
        }
        outcome.changed += 1;
        if arguments.diff {
            shown += &unified(&file.shown, &old, &new);
        } else {
            let message = if writes { say::changed(&file.shown) } else { say::would_change(&file.shown) };
            shown.extend([message.text(terminal.lang), "\n"]);
        }
        if writes {
            replace(&mut replacements, &file, &new).map_err(|why| Problem::unwritable(&file.shown, &why))?;
        }
    }
    replacements.commit()?;
    super::print(shown.as_bytes())?;
    let counted = if writes { say::done } else { say::counted };
    super::note(&counted(outcome.changed, outcome.same), terminal);
    Ok(match outcome {
        Outcome { refused: 1.., .. } => USAGE,
        Outcome { changed: 1.., .. } if !writes => FINDINGS,
        _ => CLEAN,
    })
}

fn files(arguments: &Fmt) -> Result<Vec<DictionaryFile>, Problem> {
    let paths: Vec<PathBuf> = if arguments.paths.is_empty() {
        let settings = super::settings::load()?;
        vec![check::dictionary(settings.path("dictionary"))?]
    } else {
        arguments.paths.clone()
    };
    let mut files: Vec<DictionaryFile> = Vec::new();
    for path in paths {
        let shown = path.to_string_lossy().replace('\\', "/");
        let found = dictionary::files_at(&path, &shown).map_err(|it| Problem::usage(it.message(), it.help()))?;
        for file in found {
            // A file that is named twice is written once.
            if !files.iter().any(|it| it.path == file.path) {
                files.push(file);
            }
        }
    }
    Ok(files)
}

/// A file as it is and as it should be; none where it is no dictionary's, or cannot be laid out, which is told.
fn tidied(file: &DictionaryFile, outcome: &mut Outcome, terminal: &Terminal) -> Option<(String, String)> {
    let text = String::from_utf8_lossy(&file.bytes).into_owned();
    if !file.is_named && !text.lines().any(|it| it.starts_with("dictum:")) {
        return None;
    }
    let whole = std::str::from_utf8(&file.bytes).is_ok();
    let tidied =
        dictionary::tidy(&text).and_then(|new| if whole { Ok(new) } else { Err(dictionary::Untidy::unread()) });
    match tidied {
        Ok(new) => Some((text, new)),
        Err(untidy) => {
            outcome.refused += 1;
            let line = text.get(..untidy.at).map_or(1, |before| before.matches('\n').count() + 1);
            let told = say::refused(&file.shown, line, untidy.message.text(terminal.lang));
            // A standard error that is closed cannot be told about.
            let _ = writeln!(io::stderr(), "{}", told.text(terminal.lang));
            None
        }
    }
}

fn replace(replacements: &mut Replacements, file: &DictionaryFile, new: &str) -> io::Result<()> {
    let (mut written, original) = Replacements::begin(&file.path)?;
    written.write_all(new.as_bytes())?;
    replacements.keep((written, original))
}

//! Two versions of contracts, from files, folders or git, compared.

mod dictionary;
pub(super) mod earlier;
mod effect;
mod git;
mod pair;
mod side;

use std::path::{Path, PathBuf};

use self::side::Side;
use crate::contract::Strictness;
use crate::finding::{Changes, Place, Severity};
use crate::message::{Lang, Message, diff};
use crate::model::{Date, Dictionary};
use crate::text::Sources;

pub(super) use self::git::Git;
pub(super) use self::pair::compare;
pub(super) use self::side::One;

/// What is to be compared.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// The old version: a file, a folder, or `git:REV:path`.
    pub old: &'a str,
    /// The new version, in the same forms.
    pub new: &'a str,
    /// The day by which sunsets count as passed.
    pub as_of: Date,
    /// What of Protocol Buffers is to be kept.
    pub strictness: Strictness,
    /// Files that both versions of a dictionary are tried on.
    pub with: &'a [PathBuf],
}

/// Why nothing could be compared.
#[derive(Clone, Debug)]
pub struct DiffError {
    /// What is wrong.
    pub message: Message,
    /// What to do.
    pub help: Message,
}

/// Compares two contracts, or the contracts of two folders by their paths.
///
/// # Errors
/// Where a side is not there, or git cannot show it.
pub fn diff(asked: &Asked<'_>) -> Result<Changes, Box<DiffError>> {
    let (old, new) = (Side::open(asked.old)?, Side::open(asked.new)?);
    match (old.dictionary(), new.dictionary()) {
        (Some(old), Some(new)) => return dictionaries(asked, old, new),
        (None, None) if !asked.with.is_empty() => {
            return Err(Box::new(DiffError { message: diff::with_contracts(), help: diff::with_contracts_help() }));
        }
        (None, None) => {}
        _ => return Err(Box::new(DiffError { message: diff::one_dictionary(), help: diff::one_dictionary_help() })),
    }
    let mut changes = Changes { sides: (asked.old.to_owned(), asked.new.to_owned()), ..Changes::default() };
    for pair in side::pairs(&old, &new) {
        let mut sources = Sources::default();
        match &pair {
            side::Paired::Both(from, to) => match compare((from, to), (asked.as_of, asked.strictness), &mut sources) {
                Ok(compared) => changes.changes.extend(compared.into_iter().map(|it| it.placed(&sources))),
                Err(reason) => changes.unread.push((to.shown.clone(), reason)),
            },
            side::Paired::Old(from) => changes.changes.push(pair::alone(from, "contract-removed")),
            side::Paired::New(to) => changes.changes.push(pair::alone(to, "contract-added")),
        }
    }
    changes.changes.sort_by(|a, b| {
        let place = |it: &Option<Place>| it.as_ref().map(|it| (it.path.clone(), it.line, it.column));
        (b.verdict, place(&a.new), place(&a.old), a.exchange).cmp(&(
            a.verdict,
            place(&b.new),
            place(&b.old),
            b.exchange,
        ))
    });
    Ok(changes)
}

/// Compares two dictionaries, and what both say of the files that were given.
fn dictionaries(asked: &Asked<'_>, old: &Path, new: &Path) -> Result<Changes, Box<DiffError>> {
    let (from, to) = (load(old, asked.old, asked.as_of)?, load(new, asked.new, asked.as_of)?);
    let found = dictionary::compare(&from, &to);
    let needs = found.iter().map(|it| it.0).max();
    let mut changes = Changes { sides: (asked.old.to_owned(), asked.new.to_owned()), ..Changes::default() };
    changes.version = dictionary::step(&from, &to, needs);
    changes.changes = found.into_iter().map(|it| it.1).collect();
    for change in &mut changes.changes {
        relabel(change.old.as_mut(), old, asked.old);
        relabel(change.new.as_mut(), new, asked.new);
    }
    if !asked.with.is_empty() {
        let (effects, unread) = effect::on(asked, old, new);
        changes.changes.extend(effects);
        changes.unread = unread;
    }
    changes.changes.sort_by(|a, b| (b.verdict, &a.subject, a.kind).cmp(&(a.verdict, &b.subject, b.kind)));
    Ok(changes)
}

/// Names a place in a revision by that, not by the folder that it was taken out to.
fn relabel(place: Option<&mut Place>, taken_out: &Path, asked: &str) {
    let (Some(place), Some((revision, path))) = (place, revision(asked)) else { return };
    let root = shown(taken_out);
    let rest = place.path.as_deref().and_then(|it| it.strip_prefix(root.as_str()));
    if let Some(rest) = rest {
        place.path = Some(format!("{revision}:{}{rest}", path.trim_end_matches('/')).into());
    }
}

/// A dictionary without errors.
fn load(path: &Path, name: &str, as_of: Date) -> Result<Dictionary, Box<DiffError>> {
    let loaded = super::load(path, as_of).map_err(|error| {
        let why = error.message();
        Box::new(DiffError { message: diff::dictionary_unread(name, why.text(Lang::En)), help: error.help() })
    })?;
    if loaded.findings.iter().any(|it| it.severity == Severity::Error) {
        let (message, help) = (diff::dictionary_errors(name), diff::dictionary_errors_help(name));
        return Err(Box::new(DiffError { message, help }));
    }
    Ok(loaded.dictionary)
}

/// Whether a path is one that git is to be asked for.
fn revision(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("git:")?;
    rest.split_once(':').filter(|(revision, _)| !revision.is_empty())
}

/// A path as reports show it.
fn shown(path: &Path) -> String {
    super::discover::shown(path).to_string()
}

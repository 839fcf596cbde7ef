//! The dictionary of a run against its earlier version: of a revision, or of a folder that holds it.

use std::path::{Path, PathBuf};

use super::dictionary::{compare, step};
use super::git::Git;
use crate::engine::discover::start;
use crate::engine::request::Request;
use crate::finding::{Finding, Place, Severity};
use crate::message::{Message, diff};
use crate::model::Dictionary;
use crate::rules::dictionary::version_bump_too_small;
use crate::rules::run::check_skipped;

/// Says whether the version tells what changed; nothing where the run asks for no earlier version or there is none.
pub(in crate::engine) fn findings(request: &Request, dictionary: &Dictionary) -> Vec<Finding> {
    let Some(against) = request.against.as_deref() else { return Vec::new() };
    let skipped = |reason: Message| {
        let finding = check_skipped::found("version-bump-too-small", reason, diff::no_git_help());
        vec![finding.at(start()).in_input(dictionary.path.as_str())]
    };
    match before(&request.dictionary, against) {
        Ok(Some((path, _git))) => judge(request, dictionary, &path).unwrap_or_else(skipped),
        Ok(None) => Vec::new(),
        Err(reason) => skipped(reason),
    }
}

fn judge(request: &Request, new: &Dictionary, old: &Path) -> Result<Vec<Finding>, Message> {
    let loaded = crate::engine::load(old, request.as_of).map_err(|error| error.message())?;
    if loaded.findings.iter().any(|it| it.severity == Severity::Error) {
        return Err(diff::dictionary_errors(crate::engine::discover::shown(old)));
    }
    let found = compare(&loaded.dictionary, new);
    let needs = found.iter().map(|it| it.0).max();
    let Some(step) = step(&loaded.dictionary, new, needs).filter(|it| !it.is_enough) else { return Ok(Vec::new()) };
    let worst = found.iter().find(|it| Some(it.0) == needs).map(|(_, change)| {
        let place = change.new.clone().or_else(|| change.old.clone());
        (&change.message, change.subject.as_str(), place)
    });
    let place = new.version_origin.map_or_else(start, |it| Place::in_source(&new.sources, it));
    let finding = version_bump_too_small::found(&step, place, worst);
    let path = finding.places.first().and_then(|it| it.path.clone());
    Ok(vec![finding.in_input(path.unwrap_or_else(|| new.path.as_str().into()))])
}

/// The earlier version, and what keeps it there.
fn before(dictionary: &Path, against: &str) -> Result<Option<(PathBuf, Option<Git>)>, Message> {
    let name = dictionary.file_name().unwrap_or_default();
    let folder = Path::new(against);
    if folder.is_dir() {
        let old = folder.join(name);
        return Ok(old.exists().then_some((old, None)));
    }
    let parent = dictionary.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let git = Git::open(parent, against).map_err(|error| error.message)?;
    let path = git.path(&format!("./{}", name.to_string_lossy()));
    Ok(path.map(|it| (it, Some(git))))
}

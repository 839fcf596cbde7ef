//! From the path of an import or preset to the file or pack it names.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::pack::{PACKS, Pack};
use crate::dictionary::files::{ReadFile, bytes_of, is_yaml};
use crate::dictionary::loading::Loading;
use crate::dictionary::part::{At, Part};
use crate::message::{Message, dictionary as say, import};
use crate::text::Origin;

/// What the path of an import names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Found {
    /// A pack of the program, by its name.
    Pack(&'static str),
    /// A file, canonical.
    File(PathBuf),
}

/// Where a path is written: the file that says it, keys, place.
pub(super) type Said<'p> = (&'p Part, &'p At, Origin);

/// What `path` names: a file beside the one that says it, else a pack. What it cannot be is reported.
pub(super) fn find(loading: &mut Loading<'_>, (part, at, origin): Said<'_>, path: &str) -> Option<Found> {
    if let Some(found) = look(loading, part, path) {
        return Some(found);
    }
    let relative = Path::new(path);
    let inside = |it: Component<'_>| matches!(it, Component::Normal(_) | Component::CurDir | Component::ParentDir);
    if path.contains("://") {
        loading.invalid(origin, &at.path, import::elsewhere(path), import::elsewhere_help());
    } else if !relative.components().all(inside) || leads_out(&part.folder, &loading.root, relative) {
        loading.invalid(origin, &at.path, say::source_outside(path), say::source_outside_help());
    } else {
        let beside = beside(&part.folder);
        let known = PACKS.iter().map(|it| it.name).chain(beside.iter().map(String::as_str));
        loading.dangling((at, origin), import::missing(path), path, known);
    }
    None
}

/// The same in silence.
pub(super) fn look(loading: &Loading<'_>, part: &Part, path: &str) -> Option<Found> {
    let file = || {
        let relative = Path::new(path);
        let plain = relative.components().all(|it| !matches!(it, Component::RootDir | Component::Prefix(_)));
        let found = fs::canonicalize(part.folder.join(relative)).ok()?;
        let usable = plain && !part.folder.as_os_str().is_empty();
        (usable && found.starts_with(&loading.root) && found.is_file()).then_some(Found::File(found))
    };
    file().or_else(|| Pack::by_name(path).map(|it| Found::Pack(it.name)))
}

/// Whether a path leads out of the dictionary's folder, whatever there is.
fn leads_out(from: &Path, root: &Path, relative: &Path) -> bool {
    let mut depth = from.strip_prefix(root).map_or(0, |it| it.components().count());
    for part in relative.components() {
        match part {
            Component::ParentDir if depth == 0 => return true,
            Component::ParentDir => depth -= 1,
            Component::Normal(_) => depth += 1,
            _ => {}
        }
    }
    // A link within the folder may lead elsewhere too.
    fs::canonicalize(from.join(relative)).is_ok_and(|it| !it.starts_with(root))
}

/// Names of the dictionary files in a folder, for suggestions.
fn beside(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let names = entries.flatten().map(|it| it.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|it| is_yaml(it)).collect();
    names.sort();
    names
}

/// The bytes of what was found, ready to be parsed.
pub(super) fn read(loading: &Loading<'_>, found: &Found) -> Result<ReadFile, Message> {
    match found {
        Found::Pack(name) => {
            let pack = Pack::by_name(name).ok_or_else(|| import::missing(name))?;
            Ok(ReadFile {
                path: PathBuf::new(),
                shown: pack.shown(),
                bytes: pack.text.as_bytes().to_vec(),
                named: true,
            })
        }
        Found::File(path) => {
            let bytes = bytes_of(path).map_err(|error| Message::verbatim(error.to_string()))?;
            let bytes = bytes.ok_or_else(say::reason_too_large)?;
            Ok(ReadFile { path: path.clone(), shown: loading.shown(path), bytes, named: true })
        }
    }
}

//! Files and folders that a dictionary names: beside the file that names them, within the dictionary's folder.

use std::path::{Component, Path, PathBuf};

use super::Cx;
use crate::dictionary::part::{At, Part};
use crate::message::dictionary as say;
use crate::text::Origin;

/// The canonical path of a file; none where there is none, which is reported.
pub(super) fn file(cx: &mut Cx<'_, '_, '_>, part: &Part, at: (&At, Origin), source: &str) -> Option<PathBuf> {
    let path = path(cx, part, at, source)?;
    if !path.is_file() {
        outside(cx, at, source);
        return None;
    }
    Some(path)
}

/// The canonical path of a folder; none where there is none, which is reported.
pub(super) fn folder(cx: &mut Cx<'_, '_, '_>, part: &Part, at: (&At, Origin), source: &str) -> Option<PathBuf> {
    let path = path(cx, part, at, source)?;
    if !path.is_dir() {
        cx.loading.invalid(at.1, &at.0.path, say::remote_no_folder(source), say::remote_folder_help());
        return None;
    }
    Some(path)
}

fn path(cx: &mut Cx<'_, '_, '_>, part: &Part, (at, origin): (&At, Origin), source: &str) -> Option<PathBuf> {
    let relative = Path::new(source);
    let plain =
        relative.components().all(|it| matches!(it, Component::Normal(_) | Component::CurDir | Component::ParentDir));
    match plain.then(|| std::fs::canonicalize(part.folder.join(relative))) {
        Some(Ok(path)) if path.starts_with(&cx.loading.root) => Some(path),
        Some(Err(_)) => {
            cx.loading.dangling((at, origin), say::no_source(source), source, []);
            None
        }
        _ => {
            outside(cx, (at, origin), source);
            None
        }
    }
}

fn outside(cx: &mut Cx<'_, '_, '_>, (at, origin): (&At, Origin), source: &str) {
    cx.loading.invalid(origin, &at.path, say::source_outside(source), say::source_outside_help());
}

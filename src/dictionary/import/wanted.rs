//! What one file asks to be brought in, as it is written.

use std::sync::Arc;

use crate::dictionary::part::{At, Part, Standing, entries};
use crate::dictionary::raw::{Given, OneOrMany};
use crate::model::Declared;
use crate::text::{Origin, Span};

/// A file, pack or preset that is asked for.
pub(super) struct Wanted {
    /// Keys that lead to it.
    pub(super) at: At,
    /// Its path, and where it is written.
    pub(super) path: Declared<Arc<str>>,
    /// The range of versions that fit.
    pub(super) range: Option<Declared<Arc<str>>>,
    /// The digest it is pinned by.
    pub(super) digest: Option<Declared<Arc<str>>>,
    /// The namespace it comes under.
    pub(super) namespace: Option<Declared<Arc<str>>>,
    /// Whether it is a preset, and not an import.
    pub(super) is_preset: bool,
}

/// Imports first, then presets of systems.
pub(super) fn of(part: &Part) -> Vec<Wanted> {
    let at = At::top(part.file, "imports");
    let text = |given: &Given<String>| given.get().map(|(it, span)| Declared::new(Arc::from(&**it), at.origin(span)));
    let imports = part.raw.imports.value.iter().flatten().filter_map(|it| it.value.as_ref());
    let import = |it: &crate::dictionary::raw::Import| {
        let path = text(&it.path)?;
        let at = at.key(&path.value);
        let (range, digest, namespace) = (text(&it.version), text(&it.digest), text(&it.namespace));
        Some(Wanted { at, path, range, digest, namespace, is_preset: false })
    };
    let mut all: Vec<Wanted> = imports.filter_map(import).collect();
    if part.standing != Standing::Preset {
        let at = At::top(part.file, "systems");
        for (id, system) in entries(&part.raw.systems) {
            let Some(system) = &system.value else { continue };
            let at = at.key(&id.value).key("preset");
            all.extend(presets(&system.preset).map(|(name, span)| preset(&at, name, at.origin(span))));
        }
    }
    all
}

/// The names of the presets that a system gives, with their places.
pub(in crate::dictionary) fn presets(given: &Given<OneOrMany>) -> impl Iterator<Item = (&String, Span)> {
    let span = given.span;
    given.value.iter().flat_map(|it| &it.0).filter_map(move |it| Some((it.value.as_ref()?, it.span.or(span)?)))
}

/// `std/tmall-orders@1`: a path, and the versions that fit.
fn preset(at: &At, name: &str, origin: Origin) -> Wanted {
    let (path, range) = name.rsplit_once('@').map_or((name, None), |(path, range)| (path, Some(range)));
    let declared = |text: &str| Declared::new(Arc::from(text), origin);
    Wanted {
        at: at.clone(),
        path: declared(path),
        range: range.map(declared),
        digest: None,
        namespace: None,
        is_preset: true,
    }
}

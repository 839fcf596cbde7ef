//! Files of the dictionary, mended.

use std::sync::Arc;

use super::spans::Edited;
use super::{FileToFix, FixError, Fixed, Fixing, Workshop};
use crate::dictionary::Loaded;
use crate::engine::request::Request;

/// Whether every path that was named is the dictionary's own.
pub(super) fn is_meant(loaded: &Loaded, request: &Request) -> bool {
    let real = |path: &std::path::Path| std::fs::canonicalize(path).ok();
    let home = real(&request.dictionary);
    !request.paths.is_empty()
        && request.paths.iter().all(|path| {
            real(path).is_some_and(|it| loaded.files.contains(&it) || (it.is_dir() && home.as_ref() == Some(&it)))
        })
}

/// Mends the files that were named.
pub(super) fn mend(
    loaded: &Loaded,
    request: &Request,
    fixing: Fixing,
    workshop: &mut dyn Workshop,
) -> Result<Fixed, FixError> {
    let mut fixed = Fixed::default();
    let named: Vec<_> = request.paths.iter().filter_map(|it| std::fs::canonicalize(it).ok()).collect();
    let of_dictionary: Arc<str> = Arc::from("dictionary");
    for (id, source) in loaded.dictionary.sources.iter() {
        let path = std::path::Path::new(&*source.path);
        let is_named = std::fs::canonicalize(path).is_ok_and(|it| named.iter().any(|root| it.starts_with(root)));
        if !is_named {
            continue;
        }
        fixed.found += 1;
        let file = FileToFix { path, shown: &source.path, dataset: &of_dictionary };
        let findings = loaded.findings.iter().filter(|it| it.path.as_ref() == Some(&source.path));
        let edited = Edited { sources: &loaded.dictionary.sources, id, findings: findings.collect() };
        fixed.files.push(edited.write((file, fixing), workshop)?);
    }
    Ok(fixed)
}

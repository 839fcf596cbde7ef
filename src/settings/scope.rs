//! Which findings an override speaks of.

use std::path::{Component, Path, PathBuf};

use globset::{Glob, GlobSet, GlobSetBuilder};

/// Paths and systems; where both are given, both must hold.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The folder that the globs start from, absolute.
    base: PathBuf,
    /// The folder that reports show paths from, absolute.
    here: PathBuf,
    paths: Option<GlobSet>,
    systems: Vec<String>,
}

impl Scope {
    /// Globs are relative to `base`, reported paths to `here`. A glob that names a folder holds everything below it.
    ///
    /// # Errors
    /// The first glob that is none.
    pub fn new(base: &Path, here: &Path, paths: &[String], systems: &[String]) -> Result<Self, String> {
        let mut globs = GlobSetBuilder::new();
        for path in paths {
            let folder = path.trim_end_matches('/');
            for text in [folder.to_owned(), format!("{folder}/**")] {
                globs.add(Glob::new(&text).map_err(|_| path.clone())?);
            }
        }
        let set = globs.build().map_err(|_| paths.first().cloned().unwrap_or_default())?;
        Ok(Self {
            base: base.to_path_buf(),
            here: here.to_path_buf(),
            paths: (!paths.is_empty()).then_some(set),
            systems: systems.to_vec(),
        })
    }

    /// Whether it speaks of any of these paths with their systems.
    pub fn is_met<'p>(&self, mut places: impl Iterator<Item = (&'p str, Option<&'p str>)>) -> bool {
        places.any(|(path, system)| self.holds(Some(path), system))
    }

    /// Whether it speaks of a finding in `path`, of a dataset of `system`.
    pub(super) fn holds(&self, path: Option<&str>, system: Option<&str>) -> bool {
        let at_home = self.systems.is_empty() || system.is_some_and(|it| self.systems.iter().any(|name| name == it));
        let in_paths = self.paths.as_ref().is_none_or(|globs| {
            path.is_some_and(|path| {
                let whole = without_dots(&self.here.join(path));
                globs.is_match(whole.strip_prefix(&self.base).unwrap_or(&whole))
            })
        });
        at_home && in_paths
    }
}

/// `a/../b` as `b`: the names alone decide, nothing is looked up.
fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            _ => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_start_at_the_settings_wherever_the_run_starts() {
        let texts = |list: &[&str]| list.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let scope =
            Scope::new(Path::new("/repo"), Path::new("/repo/sub"), &texts(&["sub/old"]), &texts(&["erp"])).unwrap();
        for (path, system, holds) in [
            (Some("old/a.csv"), Some("erp"), true),
            (Some("../sub/old/a.csv"), Some("erp"), true),
            (Some("/repo/sub/old/a.csv"), Some("erp"), true),
            (Some("new/a.csv"), Some("erp"), false),
            (Some("old/a.csv"), Some("wms"), false),
            (Some("old/a.csv"), None, false),
            (None, Some("erp"), false),
        ] {
            assert_eq!(scope.holds(path, system), holds, "{path:?} {system:?}");
        }
        assert!(Scope::new(Path::new("/"), Path::new("/"), &texts(&["a[", "b"]), &[]).is_err());
    }
}

//! Where written files go: a new folder that appears whole, or the places of the originals, one rename each.

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::{Component, Path, PathBuf};

use tempfile::{NamedTempFile, TempDir};

use super::problem::Problem;
use crate::message::cli;

/// A folder that does not exist until all of it is there.
pub(super) struct NewFolder {
    target: PathBuf,
    staged: TempDir,
}

impl NewFolder {
    /// Prepares `target`, which must not exist or be empty.
    pub(super) fn prepare(target: &Path) -> Result<Self, Problem> {
        let taken = || Problem::usage(cli::folder_taken(target.display()), cli::folder_taken_help());
        let is_empty = fs::read_dir(target).is_ok_and(|mut it| it.next().is_none());
        if !is_empty && target.symlink_metadata().is_ok() {
            return Err(taken());
        }
        let unwritable = |why: io::Error| Problem::unwritable(target.display(), &why);
        let parent = target.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
        fs::create_dir_all(parent).map_err(unwritable)?;
        let staged = tempfile::Builder::new().prefix(".dictum-").tempdir_in(parent).map_err(unwritable)?;
        Ok(Self { target: target.to_path_buf(), staged })
    }

    /// A new file in it, at the place that `shown` has among the inputs.
    pub(super) fn create(&self, shown: &str) -> io::Result<BufWriter<File>> {
        let path = self.staged.path().join(within(shown));
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        Ok(BufWriter::with_capacity(1 << 16, File::create_new(path)?))
    }

    /// Takes a file out again.
    pub(super) fn remove(&self, shown: &str) -> io::Result<()> {
        fs::remove_file(self.staged.path().join(within(shown)))
    }

    /// Puts the folder into its place, whole.
    pub(super) fn commit(self) -> io::Result<()> {
        if self.target.exists() {
            fs::remove_dir(&self.target)?;
        }
        // A temporary folder is for one user only; this one was asked for.
        widen(self.staged.path())?;
        fs::rename(self.staged.path(), &self.target)?;
        // What was moved away is not there to be removed.
        drop(self.staged.keep());
        Ok(())
    }
}

#[cfg(unix)]
fn widen(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn widen(_: &Path) -> io::Result<()> {
    Ok(())
}

/// A shown path below a folder: without root and without steps upwards.
fn within(shown: &str) -> PathBuf {
    let parts = Path::new(shown).components();
    parts.filter(|it| matches!(it, Component::Normal(_))).collect()
}

/// Files that will take the places of originals.
#[derive(Default)]
pub(super) struct Replacements {
    ready: Vec<(NamedTempFile, PathBuf)>,
}

impl Replacements {
    /// A temporary file beside `original`.
    pub(super) fn begin(original: &Path) -> io::Result<(NamedTempFile, PathBuf)> {
        let original = fs::canonicalize(original)?;
        let metadata = fs::metadata(&original)?;
        if metadata.permissions().readonly() {
            return Err(io::Error::from(io::ErrorKind::PermissionDenied));
        }
        let folder = original.parent().unwrap_or_else(|| Path::new("."));
        let file = tempfile::Builder::new().prefix(".dictum-").tempfile_in(folder)?;
        fs::set_permissions(file.path(), metadata.permissions())?;
        Ok((file, original))
    }

    /// Keeps one that is whole.
    pub(super) fn keep(&mut self, (file, original): (NamedTempFile, PathBuf)) -> io::Result<()> {
        file.as_file().sync_all()?;
        self.ready.push((file, original));
        Ok(())
    }

    /// Lets them take the originals' places, one after the other.
    pub(super) fn commit(self) -> io::Result<()> {
        for (file, original) in self.ready {
            file.persist(original).map_err(|it| it.error)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn no_path_leads_out_of_the_folder() {
        for (shown, expected) in [("a/b.csv", "a/b.csv"), ("/x/y.csv", "x/y.csv"), ("../../z.csv", "z.csv")] {
            assert_eq!(within(shown), Path::new(expected));
        }
    }

    #[test]
    fn a_folder_that_is_given_up_leaves_nothing() {
        let home = tempfile::tempdir().unwrap();
        let folder = NewFolder::prepare(&home.path().join("out")).unwrap();
        folder.create("a/b.csv").unwrap().write_all(b"x").unwrap();
        drop(folder);
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
    }
}

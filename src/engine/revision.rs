//! The files of an earlier revision, laid out in a temporary folder as they were, so that they can be judged like any others.
//!
//! Git is asked, never driven: nothing in the repository is written, no hook and no filter runs, and what has not changed
//! is linked from where it is. Files that git does not track belong to both revisions: exports are often ignored by git.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use crate::message::{Message, cli as words};

/// Why a revision could not be laid out.
#[derive(Debug, thiserror::Error)]
pub enum RevisionError {
    /// Git could not be started.
    #[error("git cannot be started: {0}")]
    NoGit(#[source] io::Error),
    /// The current folder belongs to no repository.
    #[error("this folder is in no git repository")]
    NoRepository,
    /// No commit is called so.
    #[error("`{0}` is no revision of this repository")]
    Unknown(String),
    /// Git or the temporary folder failed half-way.
    #[error("{0}")]
    Failed(#[from] io::Error),
}

impl RevisionError {
    /// What is wrong, in every language; what a system says of itself stays as it says it.
    pub fn message(&self) -> Message {
        match self {
            Self::NoGit(why) => words::revision_no_git(why),
            Self::NoRepository => words::revision_no_repository(),
            Self::Unknown(name) => words::revision_unknown(name),
            Self::Failed(why) => words::revision_failed(why),
        }
    }
}

/// A revision, laid out. Its folder is removed when this is dropped.
#[derive(Debug)]
pub struct Revision {
    folder: tempfile::TempDir,
    /// Root of the repository, canonical.
    top: PathBuf,
    /// The current folder, canonical; below `top`.
    here: PathBuf,
}

impl Revision {
    /// Lays out the commit that `name` stands for, with the untracked files below `roots`.
    ///
    /// # Errors
    /// [`RevisionError`]: without git, outside a repository, for a name that no commit has, or where the disk fails.
    pub fn lay_out(name: &str, roots: &[PathBuf]) -> Result<Self, RevisionError> {
        let top = ask(&["rev-parse", "--show-toplevel"])?.ok_or(RevisionError::NoRepository)?;
        let top = fs::canonicalize(path_of(top.trim_ascii_end()))?;
        let here = fs::canonicalize(".")?;
        let wanted = format!("{name}^{{commit}}");
        let commit = ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])?
            .ok_or_else(|| RevisionError::Unknown(name.to_owned()))?;
        let commit = String::from_utf8_lossy(commit.trim_ascii()).into_owned();
        let folder = tempfile::Builder::new().prefix("dictum-revision-").tempdir()?;
        let revision = Self { folder, top, here };
        revision.tracked(&commit)?;
        revision.untracked(roots)?;
        Ok(revision)
    }

    /// Where a path of today, given from the current folder, lies in the revision; itself where it is outside the repository.
    pub fn path(&self, given: &Path) -> PathBuf {
        match plain(&self.here.join(given)).strip_prefix(&self.top) {
            Ok(below) => self.folder.path().join(below),
            Err(_) => given.to_path_buf(),
        }
    }

    /// The path of today that a path in a report on the revision stands for.
    pub fn today<'p>(&self, shown: &'p str, given: &[PathBuf]) -> std::borrow::Cow<'p, str> {
        for root in given {
            let laid = self.path(root).to_string_lossy().replace('\\', "/");
            let below = shown.strip_prefix(&laid).filter(|it| it.is_empty() || it.starts_with('/'));
            if let Some(below) = below {
                let root = root.to_string_lossy().replace('\\', "/");
                return match (root.as_str(), below.trim_start_matches('/')) {
                    (".", "") => ".".into(),
                    (".", below) => below.to_owned().into(),
                    _ => format!("{}{below}", root.trim_end_matches('/')).into(),
                };
            }
        }
        shown.into()
    }

    fn tracked(&self, commit: &str) -> Result<(), RevisionError> {
        let changed = self.ask(&["diff", "--name-only", "--no-ext-diff", "--no-renames", "-z", commit, "--"])?;
        let changed: BTreeSet<&[u8]> = changed.split(|it| *it == 0).filter(|it| !it.is_empty()).collect();
        let listed = self.ask(&["ls-tree", "-r", "-z", "--full-tree", commit])?;
        let mut blobs: Vec<(Vec<u8>, PathBuf)> = Vec::new();
        for (object, name) in listed.split(|it| *it == 0).filter_map(blob) {
            let Some(target) = self.target(name) else { continue };
            let today = self.top.join(path_of(name));
            if changed.contains(name) || link(&today, &target).is_err() {
                blobs.push((object.to_vec(), target));
            }
        }
        Self::write(&blobs)
    }

    fn untracked(&self, roots: &[PathBuf]) -> Result<(), RevisionError> {
        let inside = |root: &PathBuf| plain(&self.here.join(root)).starts_with(&self.top);
        let roots: Vec<&str> = roots.iter().filter(|it| inside(it)).filter_map(|it| it.to_str()).collect();
        if roots.is_empty() {
            return Ok(());
        }
        let listed = self.ask(&[&["ls-files", "--others", "--full-name", "-z", "--"], &roots[..]].concat())?;
        // A name that ends in a slash is another repository, which is not ours to read.
        for name in listed.split(|it| *it == 0).filter(|it| !it.is_empty() && !it.ends_with(b"/")) {
            let Some(target) = self.target(name) else { continue };
            match link(&self.top.join(path_of(name)), &target) {
                // It was tracked then, and is laid out as it was.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                linked => linked?,
            }
        }
        Ok(())
    }

    /// Where a file of the repository is laid; the folders above it are made. `None` for a name that leads out of the folder.
    fn target(&self, name: &[u8]) -> Option<PathBuf> {
        let name = path_of(name);
        let harmless = name.components().all(|it| matches!(it, Component::Normal(_)));
        let target = self.folder.path().join(&name);
        (harmless && fs::create_dir_all(target.parent()?).is_ok()).then_some(target)
    }

    /// Writes objects as git stores them: no filter is run on them, so nothing of the repository is executed.
    fn write(blobs: &[(Vec<u8>, PathBuf)]) -> Result<(), RevisionError> {
        if blobs.is_empty() {
            return Ok(());
        }
        let mut git = git();
        git.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut git = git.spawn().map_err(RevisionError::NoGit)?;
        let (Some(mut asked), Some(answers)) = (git.stdin.take(), git.stdout.take()) else {
            return Err(RevisionError::Failed(io::Error::other("git has no standard streams")));
        };
        let mut answers = BufReader::new(answers);
        for (object, target) in blobs {
            asked.write_all(object)?;
            asked.write_all(b"\n")?;
            asked.flush()?;
            let mut head = String::new();
            answers.read_line(&mut head)?;
            let size: u64 = head.trim_end().rsplit(' ').next().and_then(|it| it.parse().ok()).ok_or_else(|| {
                RevisionError::Failed(io::Error::other(format!("git does not give {}", target.display())))
            })?;
            let copied = io::copy(&mut answers.by_ref().take(size), &mut fs::File::create(target)?)?;
            let mut end = [0];
            answers.read_exact(&mut end)?;
            if copied != size {
                return Err(RevisionError::Failed(io::ErrorKind::UnexpectedEof.into()));
            }
        }
        drop(asked);
        git.wait()?;
        Ok(())
    }

    fn ask(&self, arguments: &[&str]) -> Result<Vec<u8>, RevisionError> {
        ask(arguments)?.ok_or_else(|| {
            let command = arguments.first().copied().unwrap_or_default();
            RevisionError::Failed(io::Error::other(format!("`git {command}` failed in {}", self.top.display())))
        })
    }
}

/// Git that runs no program of the repository's choosing and takes names as they are.
fn git() -> Command {
    let mut git = Command::new("git");
    git.args(["--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"]);
    git.env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C");
    git
}

/// What git answers; `None` where it fails.
fn ask(arguments: &[&str]) -> Result<Option<Vec<u8>>, RevisionError> {
    let output = git().args(arguments).stdin(Stdio::null()).output().map_err(RevisionError::NoGit)?;
    Ok(output.status.success().then_some(output.stdout))
}

/// Object and name in a line of `ls-tree`, of a file; links and other repositories are no inputs.
fn blob(entry: &[u8]) -> Option<(&[u8], &[u8])> {
    let tab = entry.iter().position(|it| *it == b'\t')?;
    let (head, name) = (entry.get(..tab)?, entry.get(tab + 1..)?);
    let mut parts = head.split(|it| *it == b' ');
    let (mode, _, object) = (parts.next()?, parts.next()?, parts.next()?);
    mode.starts_with(b"100").then_some((object, name))
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> io::Result<()> {
    if !fs::metadata(from)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    std::os::unix::fs::symlink(from, to)
}

#[cfg(not(unix))]
fn link(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop))
}

#[cfg(unix)]
fn path_of(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(name))
}

#[cfg(not(unix))]
fn path_of(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}

/// `a/../b` as `b`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            _ => plain.push(part),
        }
    }
    plain
}

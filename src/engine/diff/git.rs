//! What git has of a path at a revision, checked out into a folder of its own. The repository is never changed.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use super::DiffError;
use crate::message::diff;

/// Most files of a revision that are taken out.
const MOST_FILES: usize = 20_000;

/// Names of files that contracts are kept in, or that they refer to.
const EXTENSIONS: [&str; 23] = [
    "yaml",
    "yml",
    "json",
    "avsc",
    "avpr",
    "avro",
    "proto",
    "graphql",
    "graphqls",
    "gql",
    "sql",
    "ddl",
    "xsd",
    "xml",
    "edmx",
    "csdl",
    "jsonschema",
    "schema",
    "sdl",
    "pgsql",
    "mysql",
    // Code lists that a dictionary keeps in files of their own.
    "csv",
    "tsv",
];

/// A revision of the repository that a folder is in.
pub(in crate::engine) struct Git {
    /// Its contracts.
    tree: TempDir,
    /// The folder within the repository that git was asked from, with `/` at its end; empty at the root.
    prefix: String,
}

impl Git {
    /// Takes out the contracts of `revision` of the repository that `folder` is in.
    pub(in crate::engine) fn open(folder: &Path, revision: &str) -> Result<Self, Box<DiffError>> {
        if revision.starts_with('-') {
            return Err(error("a revision does not begin with a dash").into());
        }
        let prefix = text(git(folder).args(["rev-parse", "--show-prefix"]))?;
        let tree = tempfile::tempdir().map_err(|it| error(&it.to_string()))?;
        let listed = text(git(folder).args(["ls-tree", "-r", "-z", "--name-only", "--full-tree", revision]))?;
        let wanted: Vec<&str> = listed.split('\0').filter(|it| is_wanted(it)).take(MOST_FILES).collect();
        let index = tree.path().join(".index");
        text(git(folder).env("GIT_INDEX_FILE", &index).args(["read-tree", revision]))?;
        let mut to = tree.path().join("tree").into_os_string();
        to.push("/");
        let mut option = std::ffi::OsString::from("--prefix=");
        option.push(&to);
        let top = text(git(folder).args(["rev-parse", "--show-toplevel"]))?;
        let mut command = git(Path::new(top.trim_end()));
        command.env("GIT_INDEX_FILE", &index).args(["checkout-index", "-q", "-z", "--stdin"]).arg(option);
        fed(&mut command, &wanted.join("\0"))?;
        Ok(Self { tree, prefix: prefix.trim_end().to_owned() })
    }

    /// Where a path is that was given from the folder, or else from the root of the repository.
    pub(in crate::engine) fn path(&self, path: &str) -> Option<PathBuf> {
        let root = self.tree.path().join("tree");
        let plain = path.trim_start_matches("./");
        let candidates = [normal(&format!("{}{plain}", self.prefix)), normal(plain)];
        candidates.into_iter().flatten().map(|it| root.join(it)).find(|it| it.exists())
    }
}

/// A path without `..`; none where it leads out.
fn normal(path: &str) -> Option<PathBuf> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/').filter(|it| !it.is_empty() && *it != ".") {
        if part == ".." {
            parts.pop()?;
        } else {
            parts.push(part);
        }
    }
    Some(parts.iter().collect())
}

fn is_wanted(path: &str) -> bool {
    let extension = path.rsplit_once('.').map(|it| it.1.to_ascii_lowercase());
    extension.is_some_and(|it| EXTENSIONS.contains(&&*it))
}

fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    command.arg("-C").arg(folder).env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn error(reason: &str) -> DiffError {
    let reason = reason.trim().trim_start_matches("fatal: ").lines().next().unwrap_or_default();
    DiffError { message: diff::no_git(reason), help: diff::no_git_help() }
}

fn text(command: &mut Command) -> Result<String, Box<DiffError>> {
    answer(command.output().map_err(|it| error(&it.to_string()))?)
}

fn answer(output: Output) -> Result<String, Box<DiffError>> {
    if !output.status.success() {
        return Err(error(&String::from_utf8_lossy(&output.stderr)).into());
    }
    String::from_utf8(output.stdout).map_err(|_| error("it has names that are no text").into())
}

/// Runs a command that reads `input`, on a thread of its own so that neither waits for the other.
fn fed(command: &mut Command, input: &str) -> Result<String, Box<DiffError>> {
    use std::io::Write as _;
    let mut child = command.stdin(Stdio::piped()).spawn().map_err(|it| error(&it.to_string()))?;
    let stdin = child.stdin.take();
    let output = std::thread::scope(|scope| {
        scope.spawn(move || {
            // A child that ended early tells why itself.
            let _ = stdin.map(|mut it| it.write_all(input.as_bytes()));
        });
        child.wait_with_output()
    });
    answer(output.map_err(|it| error(&it.to_string()))?)
}

impl std::fmt::Debug for Git {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Git").field("prefix", &self.prefix).finish_non_exhaustive()
    }
}

//! `dictum init`: a start to change, never over anything that is there.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::arguments::{Ci, Init};
use super::problem::Problem;
use super::terminal::Terminal;
use crate::message::cli;

/// A file that is written, by its path in the folder.
type File = (&'static str, &'static str);

const DICTIONARY: File = ("dictum.yaml", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/dictum.yaml")));
const SETTINGS: File = ("dictum.toml", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/dictum.toml")));
const GITHUB: File =
    (".github/workflows/dictum.yml", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/github.yml")));
const GITLAB: File = (".gitlab/dictum.yml", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/gitlab.yml")));
const PRE_COMMIT: File =
    (".pre-commit-config.yaml", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/pre-commit.yaml")));

/// Writes what is not there yet, and says what to type next.
pub(super) fn run(arguments: &Init, terminal: &Terminal) -> Result<u8, Problem> {
    let ci = arguments.ci.map(|it| match it {
        Ci::Github => GITHUB,
        Ci::Gitlab => GITLAB,
        Ci::PreCommit => PRE_COMMIT,
    });
    let here = arguments.folder == Path::new(".");
    let mut page = String::new();
    for (name, text) in [DICTIONARY, SETTINGS].into_iter().chain(ci) {
        let path = arguments.folder.join(name);
        let shown = if here { name.to_owned() } else { path.display().to_string() };
        let message = match write_new(&path, text) {
            Ok(()) => cli::init_wrote(shown),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => cli::init_kept(shown),
            Err(why) => return Err(Problem::unwritable(shown, &why)),
        };
        page.extend([message.text(terminal.lang), "\n"]);
    }
    let next = if here { cli::init_next() } else { cli::init_next_in(arguments.folder.display()) };
    page.extend(["\n", next.text(terminal.lang), "\n"]);
    super::print(page.as_bytes())
}

/// Writes a file, and the folders above it, only if nothing is called so: not even a link that leads nowhere.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::File::create_new(path)?.write_all(text.as_bytes())
}

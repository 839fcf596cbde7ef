//! What the tests of the binary share.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "each test file uses its own part"
)]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

/// The binary, in an environment that says nothing.
pub(crate) fn dictum() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dictum"));
    for name in [
        "NO_COLOR",
        "FORCE_COLOR",
        "CLICOLOR_FORCE",
        "LC_ALL",
        "LC_CTYPE",
        "LC_MESSAGES",
        "COLUMNS",
        "CI",
        "GITHUB_STEP_SUMMARY",
        "DICTUM_CACHE",
    ] {
        command.env_remove(name);
    }
    command.env("LANG", "en_US.UTF-8");
    command
}

/// A path below `fixtures/`.
pub(crate) fn fixtures(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(path)
}

/// A file outside the repository that only some machines have: `DICTUM_CORPORA` names its folder.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("DICTUM_CORPORA").map(PathBuf::from)?;
    Some(root.join(path.trim_start_matches("corpora/"))).filter(|it| it.exists())
}

/// The JSON on standard output.
pub(crate) fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
}

/// Holds `value` against a JSON Schema.
pub(crate) fn validate(schema: &serde_json::Value, value: &serde_json::Value) {
    let validator = jsonschema::validator_for(schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(value).map(|it| format!("{}: {it}", it.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

/// A folder with files, for the binary to run in; gone with its owner.
pub(crate) struct Home(tempfile::TempDir);

impl Home {
    pub(crate) fn of(files: &[(&str, &[u8])]) -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        for (name, bytes) in files {
            home.write(name, bytes);
        }
        home
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    pub(crate) fn text(&self, name: &str) -> String {
        String::from_utf8(self.read(name)).unwrap()
    }

    /// Runs the binary in this folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        dictum().current_dir(self.0.path()).args(arguments).output().unwrap()
    }
}

/// The input, put together again from the two parts of a quarantine by what its reasons (NDJSON) say of places.
pub(crate) fn rejoined(good: &[u8], bad: &[u8], reasons: &str) -> Vec<u8> {
    let (mut whole, mut good) = (Vec::new(), good);
    for line in reasons.lines() {
        let it: serde_json::Value = serde_json::from_str(line).unwrap();
        let number = |key: &str| usize::try_from(it[key].as_u64().unwrap()).unwrap();
        let text = |key: &str| it[key].as_str().unwrap_or_default().as_bytes();
        let (before, rest) = good.split_at(number("offset") - text("before").len() - whole.len());
        good = rest;
        whole.extend_from_slice(before);
        whole.extend_from_slice(text("before"));
        whole.extend_from_slice(&bad[number("at")..number("at") + number("length")]);
        whole.extend_from_slice(text("after"));
    }
    whole.extend_from_slice(good);
    whole
}

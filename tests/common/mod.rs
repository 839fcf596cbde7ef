//! What the tests of the binary share.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "each test file uses its own part"
)]

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

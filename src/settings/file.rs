//! The settings file: where it is, what it extends, and what all of it says together.

use std::collections::BTreeMap;
use std::fs;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;

use super::keys::EXTENDS;
use super::parse::parse;
use super::{Level, LevelError, Levels, Profile, Scope, matching};
use crate::message::{Message, settings};

/// What the file is called.
pub const NAME: &str = "dictum.toml";

/// Most files that extend each other.
const DEEPEST: usize = 16;

/// What names in a settings file may refer to.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Ids of all rules.
    pub rules: Vec<&'static str>,
    /// Names of all output formats.
    pub formats: Vec<&'static str>,
}

/// A place in a settings file; line and column count from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The file, as it is shown.
    pub path: Arc<str>,
    /// Its line.
    pub line: u64,
    /// Its column, in Unicode scalar values.
    pub column: u64,
}

/// Something that a settings file may not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub spot: Spot,
    /// What is wrong.
    pub message: Message,
    /// What to do.
    pub help: Message,
}

/// The value of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// A word.
    Text(String),
    /// A path, as seen from the current folder.
    Path(PathBuf),
    /// A number from 1.
    Count(usize),
    /// Rules.
    List(Vec<String>),
}

/// The level of one rule or prefix, and where it is set.
pub type SetLevel = (String, Level, Spot);

/// One table of levels.
#[derive(Clone, Debug)]
pub struct LevelTable {
    /// What it is for; everything without one.
    pub scope: Option<Scope>,
    /// Systems it is for, and where they are named.
    pub systems: Vec<(String, Spot)>,
    /// What it sets.
    pub levels: Vec<SetLevel>,
}

/// Everything that settings files say.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Value of each key that is set, and where.
    pub values: BTreeMap<&'static str, (Setting, Spot)>,
    /// Tables of levels; a later one wins.
    pub tables: Vec<LevelTable>,
    /// The files that were read.
    pub files: Vec<PathBuf>,
}

impl Settings {
    /// The word set for `key`.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.values.get(key) {
            Some((Setting::Text(text), _)) => Some(text),
            _ => None,
        }
    }

    /// The path set for `key`, from the current folder.
    pub fn path(&self, key: &str) -> Option<&Path> {
        match self.values.get(key) {
            Some((Setting::Path(path), _)) => Some(path),
            _ => None,
        }
    }

    /// The number set for `key`.
    pub fn count(&self, key: &str) -> Option<usize> {
        match self.values.get(key) {
            Some((Setting::Count(count), _)) => Some(*count),
            _ => None,
        }
    }

    /// The list set for `key`; empty where nothing is.
    pub fn list(&self, key: &str) -> &[String] {
        match self.values.get(key) {
            Some((Setting::List(list), _)) => list,
            _ => &[],
        }
    }

    /// Levels that decide nothing: `selects` leaves out every rule that they name, or more exact names of their table set it.
    pub fn idle(&self, known: &[&'static str], selects: impl Fn(&str) -> bool) -> Vec<&Spot> {
        let exactness = |name: &str| (!name.ends_with('*'), name.len());
        let called = |name: &str| matching(known, name).unwrap_or_default();
        let is_idle = |table: &LevelTable, name: &str| {
            let closer = table.levels.iter().filter(|(other, ..)| exactness(other) > exactness(name));
            let set: Vec<&str> = closer.flat_map(|(other, ..)| called(other)).collect();
            called(name).iter().all(|rule| !selects(rule) || set.contains(rule))
        };
        let all = self.tables.iter().flat_map(|table| table.levels.iter().map(move |it| (table, it)));
        all.filter(|(table, (name, ..))| is_idle(table, name)).map(|(_, (.., spot))| spot).collect()
    }

    /// Lays the tables of levels below those of the command line, and the profile below all.
    ///
    /// # Errors
    /// For a rule that nothing is called by; loading has seen to it that there is none.
    pub fn underlay(&self, known: &[&'static str], levels: &mut Levels) -> Result<(), LevelError> {
        for table in self.tables.iter().rev() {
            let set: Vec<_> = table.levels.iter().map(|(rule, level, _)| (rule.clone(), *level)).collect();
            levels.underlay(known, table.scope.clone(), &set)?;
        }
        levels.set_profile(self.text("profile").and_then(Profile::parse).unwrap_or_default());
        Ok(())
    }
}

/// The nearest settings file from the current folder upwards to the repository's root.
pub fn find() -> Option<PathBuf> {
    let mut folder = PathBuf::new();
    loop {
        let candidate = folder.join(NAME);
        if candidate.is_file() {
            return Some(candidate);
        }
        let here = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
        let at_root = here.join(".git").exists() || fs::canonicalize(here).map_or(true, |it| it.parent().is_none());
        if at_root {
            return None;
        }
        folder.push("..");
    }
}

/// Reads the file `path` and all that it extends.
///
/// # Errors
/// Everything that is wrong with the first file in which something is.
pub fn load(path: &Path, known: &Known) -> Result<Settings, Vec<Fault>> {
    let mut files: Vec<PathBuf> = Vec::new();
    let mut parts: Vec<Settings> = Vec::new();
    let mut next = Some((path.to_path_buf(), None));
    while let Some((path, from)) = next {
        let spot = from.unwrap_or_else(|| start(&path));
        let fault = |message, help| vec![Fault { spot: spot.clone(), message, help }];
        let text = fs::read_to_string(&path)
            .map_err(|why| fault(settings::unreadable(path.display(), why), settings::unreadable_help()))?;
        let real = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        if files.contains(&real) || files.len() >= DEEPEST {
            return Err(fault(settings::circle(path.display()), settings::circle_help()));
        }
        files.push(real);
        let mut part = parse(&path, &text, known)?;
        next = match part.values.remove(EXTENDS) {
            Some((Setting::Path(base), spot)) => Some((base, Some(spot))),
            _ => None,
        };
        parts.push(part);
    }
    let mut whole = Settings { files, ..Settings::default() };
    for part in parts.into_iter().rev() {
        whole.values.extend(part.values);
        whole.tables.extend(part.tables);
    }
    Ok(whole)
}

/// `path` as it is shown: with `/` between its parts.
pub(super) fn shown(path: &Path) -> Arc<str> {
    Arc::from(path.to_string_lossy().replace(MAIN_SEPARATOR, "/"))
}

fn start(path: &Path) -> Spot {
    Spot { path: shown(path), line: 1, column: 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Lang;

    fn known() -> Known {
        Known { rules: vec!["date-format", "key-missing", "key-duplicate"], formats: vec!["human", "json"] }
    }

    fn loaded(files: &[(&str, &str)]) -> Result<Settings, Vec<String>> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let told = |it: Fault| {
            let name = it.spot.path.rsplit('/').next().unwrap_or_default().to_owned();
            let [message, help] = [&it.message, &it.help].map(|it| it.text(Lang::En).to_owned());
            format!("{name}:{}:{}: {message} ({help})", it.spot.line, it.spot.column)
        };
        load(&folder.path().join(files[0].0), &known()).map_err(|faults| faults.into_iter().map(told).collect())
    }

    #[test]
    fn what_extends_wins_over_what_is_extended() {
        let base = "failOn = \"info\"\nmaxPlaces = 9\nselect = [\"key-*\"]\n[levels]\n\"key-*\" = \"info\"\n";
        let top = "extends = \"base.toml\"\nfailOn = \"never\"\n[levels]\nkey-missing = \"off\"\n";
        let settings = loaded(&[("dictum.toml", top), ("base.toml", base)]).unwrap();
        assert_eq!((settings.text("failOn"), settings.count("maxPlaces")), (Some("never"), Some(9)));
        assert_eq!((settings.list("select"), settings.files.len()), (&[String::from("key-*")][..], 2));
        let mut levels = Levels::default();
        settings.underlay(&known().rules, &mut levels).unwrap();
        assert!(levels.reports("key-duplicate") && !levels.reports("key-missing"));
    }

    #[test]
    fn every_fault_is_told_at_its_place_with_a_suggestion() {
        for (text, told) in [
            ("failon = \"error\"", "dictum.toml:1:1: `failon` is no setting (write `failOn`, if that is meant)"),
            (
                "\nfailOn = \"eror\"",
                "dictum.toml:2:10: `eror` is no value of `failOn` (write `error`, if that is meant)",
            ),
            ("failOn = 1", "dictum.toml:1:10: `failOn` takes one of `error`, `warning`, `info`, `never`"),
            ("maxPlaces = 0", "dictum.toml:1:13: `maxPlaces` takes a whole number from 1"),
            (
                "select = [\"key-mising\"]",
                "dictum.toml:1:11: `key-mising` is no rule (write `key-missing`, if that is meant)",
            ),
            ("levels = {date-format = \"fatal\"}", "dictum.toml:1:25: `fatal` is no value of `date-format`"),
            (
                "[[overrides]]\npath = [\"a\"]",
                "dictum.toml:2:1: `path` is no setting (write `paths`, if that is meant)",
            ),
            ("[[overrides]]\nlevels = {date-format = \"off\"}", "dictum.toml:1:1: an override needs"),
            ("[[overrides]]\npaths = [\"a[\"]", "dictum.toml:2:10: `a[` is no glob"),
            ("a = [", "dictum.toml:1:6: "),
            ("extends = \"dictum.toml\"", "dictum.toml:1:11: "),
            ("extends = \"other.toml\"", "dictum.toml:1:11: "),
        ] {
            let faults = loaded(&[("dictum.toml", text)]).expect_err(text);
            assert!(faults[0].starts_with(told), "{text}: {faults:#?}");
        }
        let two = loaded(&[("dictum.toml", "zz = 1\nfailOn = 2")]).expect_err("two faults");
        assert_eq!(two.len(), 2, "{two:#?}");
    }
}

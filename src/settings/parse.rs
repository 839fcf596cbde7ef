//! One settings file: keys, types and names, each judged at its place.

use std::env;
use std::fmt::Display;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::file::{Fault, Known, LevelTable, SetLevel, Setting, Settings, Spot, shown};
use super::keys::{KEYS, Kind, LEVELS, OVERRIDE};
use super::{Level, Scope, matching};
use crate::message::{Message, check, settings};
use crate::text::{LineIndex, nearest};

type Node<'t> = Spanned<DeValue<'t>>;

/// Reads `text`, which stands in the file `path`.
///
/// # Errors
/// Everything that is wrong with it.
pub(super) fn parse(path: &Path, text: &str, known: &Known) -> Result<Settings, Vec<Fault>> {
    let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
    let mut reader = Reader { path: shown(path), folder, text, lines: LineIndex::new(text), known, faults: Vec::new() };
    let mut settings = Settings::default();
    match DeTable::parse(text) {
        Ok(table) => reader.file(table.get_ref(), &mut settings),
        Err(error) => {
            let at = error.span().unwrap_or(0..0);
            reader.fault(at, Message::verbatim(error.message().to_owned()), settings::toml_help());
        }
    }
    if reader.faults.is_empty() {
        return Ok(settings);
    }
    reader.faults.sort_by_key(|it| (it.spot.line, it.spot.column));
    Err(reader.faults)
}

struct Reader<'r> {
    path: Arc<str>,
    folder: PathBuf,
    text: &'r str,
    lines: LineIndex,
    known: &'r Known,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn spot(&self, at: &Range<usize>) -> Spot {
        let position = self.lines.position(u32::try_from(at.start).unwrap_or(u32::MAX), self.text);
        Spot { path: Arc::clone(&self.path), line: position.line, column: position.column }
    }

    fn fault(&mut self, at: Range<usize>, message: Message, help: Message) {
        let spot = self.spot(&at);
        self.faults.push(Fault { spot, message, help });
    }

    fn file(&mut self, table: &DeTable<'_>, settings: &mut Settings) {
        self.keys(table, &KEYS.map(|it| it.name));
        for key in KEYS {
            let Some(node) = table.get(key.name) else { continue };
            if let Some(value) = self.value(key.name, key.kind, node) {
                settings.values.insert(key.name, (value, self.spot(&node.span())));
            }
        }
        if let Some(node) = table.get("levels") {
            let levels = self.levels(node);
            settings.tables.push(LevelTable { scope: None, systems: Vec::new(), levels });
        }
        for node in table.get("overrides").and_then(|it| it.get_ref().as_array()).into_iter().flatten() {
            settings.tables.extend(self.one_override(node));
        }
    }

    /// Tells keys of `table` that are not in `allowed`.
    fn keys(&mut self, table: &DeTable<'_>, allowed: &[&str]) {
        for key in table.keys().filter(|it| !allowed.contains(&&**it.get_ref())) {
            let near = nearest(key.get_ref(), allowed.iter().copied());
            let help = near.map_or_else(|| settings::known_keys(ticked(allowed)), check::did_you_mean);
            self.fault(key.span(), settings::unknown_key(key.get_ref()), help);
        }
    }

    fn value(&mut self, name: &str, kind: Kind, node: &Node<'_>) -> Option<Setting> {
        match kind {
            Kind::Path => match node.get_ref().as_str().filter(|it| !it.is_empty()) {
                Some(path) => Some(Setting::Path(self.folder.join(path))),
                None => self.wrong(name, &settings::a_path(), node),
            },
            Kind::Choice(words) => self.word(name, words, node).map(Setting::Text),
            Kind::Format => {
                let formats = self.known.formats.clone();
                self.word(name, &formats, node).map(Setting::Text)
            }
            Kind::Count => {
                let number = node.get_ref().as_integer().filter(|it| it.radix() == 10);
                match number.and_then(|it| it.as_str().parse().ok()).filter(|it| *it > 0) {
                    Some(count) => Some(Setting::Count(count)),
                    None => self.wrong(name, &settings::a_count(), node),
                }
            }
            Kind::Rules => {
                let texts = self.texts(name, node);
                for (rule, at) in &texts {
                    self.rule(rule, at.clone());
                }
                Some(Setting::List(texts.into_iter().map(|(text, _)| text).collect()))
            }
            Kind::Levels => None,
            Kind::Overrides => match node.get_ref().as_array() {
                Some(_) => None,
                None => self.wrong(name, &settings::tables(), node),
            },
        }
    }

    fn wrong<T>(&mut self, name: impl Display, wanted: &Message, node: &Node<'_>) -> Option<T> {
        let message = Message::both(
            settings::wrong_type(&name, wanted.text(crate::message::Lang::En)),
            &settings::wrong_type(&name, wanted.text(crate::message::Lang::ZhCn)),
        );
        self.fault(node.span(), message, settings::wrong_type_help());
        None
    }

    fn word(&mut self, name: impl Display, words: &[&str], node: &Node<'_>) -> Option<String> {
        let Some(word) = node.get_ref().as_str() else {
            return self.wrong(name, &settings::one_of(ticked(words)), node);
        };
        if words.contains(&word) {
            return Some(word.to_owned());
        }
        let near = nearest(word, words.iter().copied());
        let help = near.map_or_else(|| settings::known_words(ticked(words)), check::did_you_mean);
        self.fault(node.span(), settings::unknown_word(word, name), help);
        None
    }

    fn texts(&mut self, name: &str, node: &Node<'_>) -> Vec<(String, Range<usize>)> {
        let Some(array) = node.get_ref().as_array() else {
            self.wrong::<()>(name, &settings::a_list(), node);
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in array {
            match item.get_ref().as_str() {
                Some(text) => texts.push((text.to_owned(), item.span())),
                None => self.wrong(name, &settings::a_list(), item).unwrap_or_default(),
            }
        }
        texts
    }

    fn rule(&mut self, name: &str, at: Range<usize>) {
        if matching(&self.known.rules, name).is_err() {
            let near = nearest(name, self.known.rules.iter().copied());
            let help = near.map_or_else(settings::unknown_rule_help, check::did_you_mean);
            self.fault(at, settings::unknown_rule(name), help);
        }
    }

    fn levels(&mut self, node: &Node<'_>) -> Vec<SetLevel> {
        let Some(table) = node.get_ref().as_table() else {
            self.wrong::<()>("levels", &settings::a_level_table(), node);
            return Vec::new();
        };
        let mut levels = Vec::new();
        for (rule, level) in table {
            self.rule(rule.get_ref(), rule.span());
            let word = self.word(rule.get_ref(), &LEVELS, level);
            if let Some(level) = word.and_then(|it| Level::parse(&it)) {
                levels.push((rule.get_ref().to_string(), level, self.spot(&rule.span())));
            }
        }
        levels
    }

    fn one_override(&mut self, node: &Node<'_>) -> Option<LevelTable> {
        let Some(table) = node.get_ref().as_table() else {
            return self.wrong("overrides", &settings::tables(), node);
        };
        self.keys(table, &OVERRIDE);
        let mut list = |name: &str| table.get(name).map(|it| self.texts(name, it)).unwrap_or_default();
        let (paths, systems) = (list("paths"), list("systems"));
        let levels = table.get("levels").map(|it| self.levels(it)).unwrap_or_default();
        // A misspelled key is told once, not again as a key that is missing.
        let misspelled = table.keys().any(|it| !OVERRIDE.contains(&&**it.get_ref()));
        if paths.is_empty() && systems.is_empty() && !misspelled {
            self.fault(node.span(), settings::override_of_nothing(), settings::override_of_nothing_help());
        }
        let scope = self.scope(&paths, &systems)?;
        let systems = systems.into_iter().map(|(name, at)| (name, self.spot(&at))).collect();
        Some(LevelTable { scope: Some(scope), systems, levels })
    }

    fn scope(&mut self, paths: &[(String, Range<usize>)], systems: &[(String, Range<usize>)]) -> Option<Scope> {
        let here = env::current_dir().unwrap_or_default();
        let base = if self.folder.as_os_str().is_empty() { here.clone() } else { self.folder.clone() };
        let [here, base] = [here, base].map(|it| fs::canonicalize(&it).unwrap_or(it));
        let texts = |list: &[(String, Range<usize>)]| list.iter().map(|(text, _)| text.clone()).collect::<Vec<_>>();
        match Scope::new(&base, &here, &texts(paths), &texts(systems)) {
            Ok(scope) => Some(scope),
            Err(glob) => {
                let at = paths.iter().find(|(text, _)| *text == glob).map_or(0..0, |(_, at)| at.clone());
                self.fault(at, settings::malformed_glob(&glob), settings::malformed_glob_help());
                None
            }
        }
    }
}

fn ticked(names: &[&str]) -> String {
    names.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
}

//! Floor 0: every sentence dictum says, in English and 简体中文, in one catalogue.
//!
//! A message has an id, typed arguments and both wordings side by side, so a language cannot lag behind:
//! an entry with one wording does not compile. Sentences follow one form: what is wrong, one clause, lower case in
//! English, no full stop, names in backticks; a help text is one imperative.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::OnceLock;

/// The id of words that are no entry.
const VERBATIM: &str = "verbatim";

/// A language dictum speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English; what machine formats use unless told otherwise.
    #[default]
    En,
    /// 简体中文.
    ZhCn,
}

impl Lang {
    /// Every language, with the name it has on the command line.
    pub const ALL: [(&'static str, Self); 2] = [("en", Self::En), ("zh-CN", Self::ZhCn)];

    /// Reads a BCP 47 tag or a POSIX locale (`zh_CN.UTF-8`); any Chinese is 简体中文, all else English.
    pub fn from_tag(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("zh") { Self::ZhCn } else { Self::En }
    }
}

/// One sentence in both languages.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Message {
    id: &'static str,
    en: String,
    zh: String,
}

impl Message {
    /// Name of the catalogue's entry; the same in every language and release.
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// The wording in `lang`.
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::ZhCn => &self.zh,
        }
    }

    /// A sentence that was kept with the id it had; `None` where no entry of the catalogue has that id.
    pub fn kept(id: &str, en: String, zh: String) -> Option<Self> {
        static IDS: OnceLock<BTreeSet<&'static str>> = OnceLock::new();
        let all = || PARTS.iter().flat_map(|(_, it)| it.iter().map(|it| it.0)).chain([VERBATIM]).collect();
        let id = IDS.get_or_init(all).get(id).copied()?;
        Some(Self { id, en, zh })
    }

    /// Words that need no translation: a name, a value, or the text of a library's own error.
    pub fn verbatim(text: impl Into<String>) -> Self {
        let en = text.into();
        Self { id: VERBATIM, zh: en.clone(), en }
    }

    /// The English wording of one sentence and the Chinese one of another: for sentences that quote a message.
    #[must_use]
    pub fn both(mut english: Self, chinese: &Self) -> Self {
        english.zh.clone_from(&chinese.zh);
        english
    }

    /// This sentence with `more` set right behind it.
    #[must_use]
    pub fn followed_by(mut self, more: &Self) -> Self {
        self.en.push_str(&more.en);
        self.zh.push_str(&more.zh);
        self
    }

    /// This sentence followed by `more`, parted as each language parts clauses.
    #[must_use]
    pub fn and(mut self, more: &Self) -> Self {
        self.en = format!("{}; {}", self.en, more.en);
        self.zh = format!("{}；{}", self.zh, more.zh);
        self
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.id, self.en)
    }
}

/// Declares catalogue entries: `name(arguments) { "English", "中文" }` becomes a function that words a [`Message`].
macro_rules! catalogue {
    ($( $(#[$doc:meta])* $name:ident($($arg:ident),* $(,)?) { $en:literal, $zh:literal } )*) => {
        $(
            $(#[$doc])*
            #[doc = concat!("`` ", $en, " ``")]
            pub fn $name($($arg: impl ::std::fmt::Display),*) -> $crate::message::Message {
                $crate::message::Message { id: stringify!($name), en: format!($en), zh: format!($zh) }
            }
        )*
        /// Every entry of this part of the catalogue: id, English, 中文, with the names of the arguments in braces.
        pub const ENTRIES: &[(&str, &str, &str)] = &[$((stringify!($name), $en, $zh)),*];
    };
}

pub mod across;
pub mod check;
pub mod cli;
pub mod compat;
pub mod condition;
pub mod contract;
pub mod contract_drift;
pub mod convert;
pub mod declare;
pub mod detect;
pub mod dictionary;
pub mod diff;
pub mod drift;
pub mod fix;
pub mod format;
pub mod governance;
pub mod help_frame;
pub mod import;
pub mod infer;
pub mod input;
pub mod inputs;
pub mod misuse;
pub mod render;
pub mod rules;
pub mod settings;
pub mod tidy;

/// One part of the catalogue with its entries: id, English, 中文.
type Part = (&'static str, &'static [(&'static str, &'static str, &'static str)]);

/// Every part of the catalogue.
const PARTS: &[Part] = &[
    ("across", across::ENTRIES),
    ("check", check::ENTRIES),
    ("cli", cli::ENTRIES),
    ("compat", compat::ENTRIES),
    ("condition", condition::ENTRIES),
    ("contract", contract::ENTRIES),
    ("contract_drift", contract_drift::ENTRIES),
    ("convert", convert::ENTRIES),
    ("declare", declare::ENTRIES),
    ("detect", detect::ENTRIES),
    ("dictionary", dictionary::ENTRIES),
    ("diff", diff::ENTRIES),
    ("drift", drift::ENTRIES),
    ("fix", fix::ENTRIES),
    ("format", format::ENTRIES),
    ("governance", governance::ENTRIES),
    ("help_frame", help_frame::ENTRIES),
    ("import", import::ENTRIES),
    ("infer", infer::ENTRIES),
    ("input", input::ENTRIES),
    ("inputs", inputs::ENTRIES),
    ("misuse", misuse::ENTRIES),
    ("render", render::ENTRIES),
    ("rules", rules::ENTRIES),
    ("settings", settings::ENTRIES),
    ("tidy", tidy::ENTRIES),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_the_catalogue_is_listed() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/message");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|it| it.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .filter(|it| it != "mod")
            .collect();
        files.sort();
        let mut listed: Vec<&str> = PARTS.iter().map(|(name, _)| *name).collect();
        listed.sort_unstable();
        assert_eq!(listed, files);
    }

    #[test]
    fn a_kept_sentence_comes_back_as_it_was() {
        let said = cli::no_input();
        let kept = Message::kept(said.id(), said.en.clone(), said.zh.clone());
        assert_eq!(kept, Some(said));
        assert_eq!(Message::kept("verbatim", "a".into(), "a".into()), Some(Message::verbatim("a")));
        assert_eq!(Message::kept("no such entry", String::new(), String::new()), None);
    }
}

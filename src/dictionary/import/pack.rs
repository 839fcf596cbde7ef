//! The packs that ship with the program. To add one: its file in `packs/std/`, its name in the list.

use std::sync::Arc;

use super::presets_of::exports;
use crate::dictionary::raw::{Either, File};
use crate::document::{self, Syntax};

/// What a pack is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PackKind {
    /// Elements, entities, code lists and policies to build on.
    Terms,
    /// What an industry adds and narrows.
    Profile,
    /// The mapping of one export of one system.
    Preset,
}

impl PackKind {
    /// Its name in machine formats.
    pub fn name(self) -> &'static str {
        match self {
            Self::Terms => "terms",
            Self::Profile => "profile",
            Self::Preset => "preset",
        }
    }
}

/// Fewest columns by which a header is taken for a preset's: `id` and `name` alone are everybody's.
const LEAST: usize = 4;

/// A pack: a dictionary file that is part of the program.
#[derive(Clone, Copy, Debug)]
pub struct Pack {
    /// Its name, as imports and presets write it: `std/cn-core`.
    pub name: &'static str,
    /// What it is for.
    pub kind: PackKind,
    /// Its YAML.
    pub text: &'static str,
}

macro_rules! packs {
    ($($kind:ident { $($name:literal),* $(,)? })*) => {
        /// Every pack: terms first, then industry profiles, then presets of exports.
        pub static PACKS: &[Pack] = &[$($(
            Pack {
                name: concat!("std/", $name),
                kind: PackKind::$kind,
                text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/packs/std/", $name, ".yaml")),
            },
        )*)*];
    };
}

packs! {
    Terms { "cn-core", "intl-core" }
    Profile { "beauty", "fresh" }
    Preset {
        "alipay-bill",
        "alipay-merchant-bill",
        "douyin-orders",
        "ga4-events",
        "jd-bill",
        "jd-orders",
        "kingdee-sale-orders",
        "kuaishou-orders",
        "oceanengine-daily",
        "pinduoduo-orders",
        "salesforce-accounts",
        "salesforce-contacts",
        "salesforce-opportunities",
        "sap-materials",
        "sap-sales-items",
        "sap-sales-orders",
        "shopify-orders",
        "shopify-products",
        "tmall-items",
        "tmall-orders",
        "wechat-bill",
        "wechat-merchant-bill",
        "woocommerce-orders",
        "woocommerce-products",
        "youzan-orders",
    }
}

/// What a pack says of itself.
#[derive(Clone, Debug, Default)]
pub struct PackAbout {
    /// Its semantic version.
    pub version: String,
    /// What people call it, by language.
    pub title: Vec<(String, String)>,
    /// Of a preset: the exports that it maps.
    pub exports: Vec<Export>,
}

/// One export that a preset maps.
#[derive(Clone, Debug, Default)]
pub struct Export {
    /// The id that its system has in the preset.
    pub system: String,
    /// The id of the dataset.
    pub dataset: String,
    /// Globs of its files.
    pub files: Vec<String>,
    /// Its columns: the name, then other generations of it.
    pub columns: Vec<Vec<String>>,
}

impl Export {
    /// How many of the preset's columns a header has; other generations of a name count as the name.
    pub fn matched(&self, header: &[&str]) -> usize {
        let has = |names: &Vec<String>| names.iter().any(|name| header.iter().any(|it| it.trim() == name));
        self.columns.iter().filter(|it| has(it)).count()
    }
}

impl Pack {
    /// What it says of itself.
    pub fn about(&self) -> PackAbout {
        let document = document::parse(Arc::<str>::from(self.text), Syntax::Yaml).document;
        let file: File = document.and_then(|it| document::decode(it.root()).ok()).unwrap_or_default();
        let about = file.dictionary.value.unwrap_or_default();
        let title = match about.title.value {
            Some(Either::Full(texts)) => {
                texts.0.into_iter().filter_map(|(language, text)| Some((language.value.text, text.value?))).collect()
            }
            Some(Either::Short(text)) => vec![("und".to_owned(), text)],
            None => Vec::new(),
        };
        PackAbout { version: about.version.value.unwrap_or_default(), title, exports: exports(&file.systems) }
    }

    /// The preset whose columns a header has most of, and how many of how many; none where it has less than half of any.
    pub fn for_header(header: &[&str]) -> Option<(&'static Self, usize, usize)> {
        let presets = PACKS.iter().filter(|it| it.kind == PackKind::Preset);
        let fits = presets.flat_map(|pack| pack.about().exports.into_iter().map(move |it| (pack, it)));
        let fits = fits.map(|(pack, export)| (pack, export.matched(header), export.columns.len()));
        let enough = fits.filter(|(_, found, of)| *found >= LEAST && found * 2 >= *of);
        // Of equals the first stays, so that the answer does not depend on chance.
        enough.fold(None, |best: Option<(&Self, usize, usize)>, it| match best {
            Some(best) if best.1 * it.2 >= it.1 * best.2 => Some(best),
            _ => Some(it),
        })
    }

    /// The pack called `name`, with or without the ending of a file.
    pub fn by_name(name: &str) -> Option<&'static Self> {
        let plain = name.strip_suffix(".yaml").unwrap_or(name);
        PACKS.iter().find(|it| it.name == plain)
    }

    /// The pack of the industry profile called `name`.
    pub fn of_profile(name: &str) -> Option<&'static Self> {
        PACKS.iter().find(|it| it.kind == PackKind::Profile && it.name.strip_prefix("std/") == Some(name))
    }

    /// How reports call its file.
    pub fn shown(&self) -> String {
        format!("{}.yaml", self.name)
    }
}

//! The packs that ship with the program. To add one: its file in `packs/std/`, its name in the list.

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

impl Pack {
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

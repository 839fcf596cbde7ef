//! A system and the rules of transport its exports follow.

use std::sync::Arc;

use super::{Date, Declared, Duration, FileName, Title};
use crate::text::Origin;

/// How hard findings of a system bite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Enforcement {
    /// At most info.
    Observe,
    /// At most warning.
    Warn,
    /// As they are.
    Enforce,
}

/// Whether a file starts with a byte order mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BomPolicy {
    /// It may.
    Allow,
    /// It must not.
    Forbid,
    /// It must.
    Require,
}

/// The declared line break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Newline {
    /// LF or CRLF.
    Any,
    /// `\n`.
    Lf,
    /// `\r\n`.
    Crlf,
}

/// What an export puts round a value so that a spreadsheet leaves it alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Guard {
    /// `="…"`.
    ExcelText,
    /// A leading `'`.
    Apostrophe,
    /// A leading or trailing TAB.
    Tab,
    /// A leading backtick.
    Backtick,
}

impl Guard {
    /// Every guard with its name in dictionaries.
    pub const ALL: [(&'static str, Self); 4] = [
        ("excelText", Self::ExcelText),
        ("apostrophe", Self::Apostrophe),
        ("tab", Self::Tab),
        ("backtick", Self::Backtick),
    ];
}

/// A style of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameStyle {
    /// `orderId`.
    Camel,
    /// `OrderId`.
    Pascal,
    /// `order_id`.
    Snake,
    /// `order-id`.
    Kebab,
    /// `ORDER_ID`.
    UpperSnake,
}

impl NameStyle {
    /// Every style with its name in dictionaries.
    pub const ALL: [(&'static str, Self); 5] = [
        ("camelCase", Self::Camel),
        ("PascalCase", Self::Pascal),
        ("snake_case", Self::Snake),
        ("kebab-case", Self::Kebab),
        ("UPPER_SNAKE_CASE", Self::UpperSnake),
    ];

    /// Its name in dictionaries.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, it)| *it == self).map_or("", |(name, _)| name)
    }
}

/// One rule of a system's API transport, such as `headers: [X-Request-Id]`.
#[derive(Clone, Debug)]
pub struct ApiRule {
    /// What is ruled, such as `mediaTypes`.
    pub name: Declared<Arc<str>>,
    /// The permitted or wanted values.
    pub values: Vec<Arc<str>>,
}

/// How a system writes its files. `None` leaves it open: then it is detected.
#[derive(Clone, Debug, Default)]
pub struct Transport {
    /// Where the whole block is declared.
    pub origin: Option<Origin>,
    /// WHATWG label of the encoding, lower case.
    pub encoding: Option<Declared<Arc<str>>>,
    /// Byte order mark.
    pub bom: Option<Declared<BomPolicy>>,
    /// One ASCII character.
    pub delimiter: Option<Declared<u8>>,
    /// One ASCII character; `Some` with 0 means none is used.
    pub quote: Option<Declared<u8>>,
    /// Line breaks.
    pub newline: Option<Declared<Newline>>,
    /// Guards that may stand round a value.
    pub guards: Vec<Guard>,
    /// Spellings of null; `None` means `[""]`.
    pub nulls: Option<Declared<Vec<Arc<str>>>>,
    /// Spellings of "not known yet": neither null nor a value.
    pub pending: Vec<Arc<str>>,
    /// IANA zone of instants without offset.
    pub zone: Option<Declared<Arc<str>>>,
    /// Pattern of file names, with `{…}` for dates.
    pub file_name: Option<Declared<FileName>>,
    /// How long after what its name dates the newest file may be the newest.
    pub max_age: Option<Declared<Duration>>,
    /// What API contracts must declare: key and value as written.
    pub api: Vec<ApiRule>,
}

/// One application that keeps or exchanges data.
#[derive(Clone, Debug)]
pub struct System {
    /// Its id.
    pub id: Arc<str>,
    /// Its key in the dictionary.
    pub origin: Origin,
    /// What people call it.
    pub title: Title,
    /// Such as `erp`.
    pub kind: Option<Arc<str>>,
    /// Business owner: a department's id.
    pub owner: Option<Declared<Arc<str>>>,
    /// How hard its findings bite.
    pub enforcement: Enforcement,
    /// Style of the property names of its interfaces.
    pub naming: Option<Declared<NameStyle>>,
    /// How it writes its files.
    pub transport: Transport,
    /// When its compatibility is tested.
    pub compat: Option<Compat>,
}

impl System {
    /// A system of which nothing is declared.
    pub fn plain(id: &str, origin: Origin) -> Self {
        Self {
            id: id.into(),
            origin,
            title: Title::default(),
            kind: None,
            owner: None,
            enforcement: Enforcement::Enforce,
            naming: None,
            transport: Transport::default(),
            compat: None,
        }
    }
}

/// What came of a compatibility test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It can be connected.
    Compatible,
    /// It can be connected once something named is settled.
    Conditional,
    /// It cannot.
    Incompatible,
}

impl Verdict {
    /// Every verdict with its name in dictionaries.
    pub const ALL: [(&'static str, Self); 3] =
        [("compatible", Self::Compatible), ("conditional", Self::Conditional), ("incompatible", Self::Incompatible)];

    /// Its name in dictionaries.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, it)| *it == self).map_or("", |(name, _)| name)
    }
}

/// When the compatibility of a system is tested.
#[derive(Clone, Debug)]
pub struct Compat {
    /// The whole declaration.
    pub origin: Origin,
    /// How often.
    pub every: Option<Declared<Duration>>,
    /// The last time.
    pub last: Option<Declared<Date>>,
    /// What came of it.
    pub verdict: Option<Declared<Verdict>>,
}

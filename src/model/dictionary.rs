//! The dictionary as a whole.

use std::sync::Arc;

use indexmap::IndexMap;

use super::{
    CodeList, Dataset, Date, Declared, Element, Entity, Journey, Metric, Relation, Remotes, StatedRule, System, Title,
    Waiver,
};
use crate::message::Message;
use crate::text::{Origin, Sources};

/// A length of time in whole seconds; years count 365 days and months 30, which is enough for ages and windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Duration {
    /// Seconds.
    pub seconds: u64,
}

impl Duration {
    /// Reads an ISO 8601 duration such as `PT26H` or `P3M`. `None` for anything else and for an empty one.
    pub fn parse(text: &str) -> Option<Self> {
        let mut rest = text.strip_prefix('P')?;
        let mut in_time = false;
        let mut seconds: u64 = 0;
        let mut any = false;
        while !rest.is_empty() {
            if let Some(tail) = rest.strip_prefix('T') {
                if in_time {
                    return None;
                }
                in_time = true;
                rest = tail;
                continue;
            }
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let number: u64 = rest.get(..digits)?.parse().ok()?;
            let unit = rest.get(digits..)?.chars().next()?;
            let each = match (in_time, unit) {
                (false, 'Y') => 365 * 86_400,
                (false, 'M') => 30 * 86_400,
                (false, 'W') => 7 * 86_400,
                (false, 'D') => 86_400,
                (true, 'H') => 3_600,
                (true, 'M') => 60,
                (true, 'S') => 1,
                _ => return None,
            };
            seconds = seconds.checked_add(number.checked_mul(each)?)?;
            any = true;
            rest = rest.get(digits + 1..)?;
        }
        any.then_some(Self { seconds })
    }
}

/// A department that owns elements or systems.
#[derive(Clone, Debug)]
pub struct Department {
    /// What people call it.
    pub title: Title,
    /// Its key in the dictionary.
    pub origin: Origin,
}

/// How personal data is to be hidden.
#[derive(Clone, Debug, Default)]
pub struct Privacy {
    /// The law or standard behind the policy.
    pub basis: Option<Arc<str>>,
    /// Class of personal data → fewest characters that a masked value hides.
    pub mask: IndexMap<&'static str, Declared<u32>>,
    /// Classes of which the dictionary hides less than something it imports: what it says, and what that says.
    pub loosened: Vec<(&'static str, Declared<u32>, Declared<u32>)>,
}

/// A declaration that was understood and that no check of this release uses.
#[derive(Clone, Debug)]
pub struct Unchecked {
    /// Where it is.
    pub origin: Origin,
    /// What it is, as a noun phrase with its name.
    pub what: Message,
    /// Its path of keys, for the fingerprint.
    pub subject: Arc<str>,
}

/// Everything one enterprise has agreed on.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    /// `dictionary.id`.
    pub id: Option<String>,
    /// `dictionary.version`.
    pub version: Option<String>,
    /// Where that is written.
    pub version_origin: Option<Origin>,
    /// Path as reports show it.
    pub path: String,
    /// Languages of titles, the first being that of plain strings.
    pub languages: Vec<Arc<str>>,
    /// IANA zone.
    pub time_zone: Option<Arc<str>>,
    /// Default currency.
    pub currency: Option<Arc<str>>,
    /// Industry profiles in force.
    pub profiles: Vec<Arc<str>>,
    /// How personal data is to be hidden.
    pub privacy: Privacy,
    /// Local copies of documents that contracts refer to by address.
    pub remotes: Remotes,
    /// The files it was read from.
    pub sources: Sources,
    /// By id.
    pub departments: IndexMap<Arc<str>, Department>,
    /// By id.
    pub elements: IndexMap<Arc<str>, Arc<Element>>,
    /// By id.
    pub entities: IndexMap<Arc<str>, Entity>,
    /// By id.
    pub code_lists: IndexMap<Arc<str>, Arc<CodeList>>,
    /// By id.
    pub systems: IndexMap<Arc<str>, System>,
    /// By `system.dataset`.
    pub datasets: IndexMap<Arc<str>, Dataset>,
    /// In the order declared.
    pub relations: Vec<Relation>,
    /// In the order declared.
    pub rules: Vec<StatedRule>,
    /// In the order declared.
    pub journeys: Vec<Journey>,
    /// In the order declared; of an id given twice both.
    pub metrics: Vec<Metric>,
    /// In the order declared.
    pub waivers: Vec<Waiver>,
    /// Understood, but not checked by this release.
    pub unchecked: Vec<Unchecked>,
}

impl Dictionary {
    /// The element a field stands for. Every field's element exists once loading is done.
    pub fn element(&self, id: &str) -> Option<&Arc<Element>> {
        self.elements.get(id)
    }

    /// Whether `element` must be present in every dataset of the entity that `dataset` claims to be.
    pub fn entity_requires(&self, dataset: &Dataset, element: &str) -> bool {
        dataset
            .entity
            .as_ref()
            .and_then(|entity| self.entities.get(&entity.value))
            .is_some_and(|entity| entity.required.iter().chain(&entity.key).any(|it| &*it.value == element))
    }

    /// Whether a waiver still holds on `day`.
    pub fn waiver_holds(waiver: &Waiver, day: Date) -> bool {
        waiver.expires.as_ref().is_none_or(|it| day <= it.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_iso_8601_durations() {
        for (text, seconds) in [
            ("PT26H", Some(93_600)),
            ("P1DT1M", Some(86_460)),
            ("P3M", Some(7_776_000)),
            ("P", None),
            ("PT", None),
            ("26H", None),
            ("PT1D", None),
        ] {
            assert_eq!(Duration::parse(text).map(|it| it.seconds), seconds, "{text}");
        }
    }
}

//! What is known of an element that a field may be.

use super::reading::Reading;
use super::values::Values;
use crate::model::{Dictionary, Element, FormatChoice, LogicalType};
use crate::text::pattern;

/// Most systems whose values are compared.
const HELD: usize = 12;

/// An element that a field may be.
#[derive(Clone, Debug, Default)]
pub struct Known {
    pub(super) names: Vec<Reading>,
    /// The part of its id before the point: what it is a property of.
    pub(super) object: String,
    /// The same, read.
    pub(super) about: Option<Reading>,
    /// The type of its values.
    pub kind: Option<LogicalType>,
    /// The named format of its values.
    pub format: Option<String>,
    /// Its codes, their titles and how systems spell them, in lower case; empty where it has none.
    pub codes: Vec<String>,
    pub(super) pattern: Option<regex::bytes::Regex>,
    /// What systems hold for it.
    pub(super) values: Vec<Values>,
}

impl Known {
    /// One that is known by `names`.
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        Self { names: names.into_iter().map(Reading::of).collect(), ..Self::default() }
    }

    /// An element of a dictionary by all that is said of it there but the names that systems have for it.
    pub fn of(dictionary: &Dictionary, element: &Element) -> Self {
        let titles = element.title.texts.iter().map(|(_, text)| &**text);
        let mut known = Self::new(titles.chain(element.synonyms.iter().map(|it| &*it.name)).chain([&*element.id]));
        known = known.in_object(element.id.split('.').next().unwrap_or_default());
        known.kind = Some(element.kind.value);
        let constraints = &element.constraints;
        if let Some(FormatChoice::Named(name)) = constraints.format.as_ref().map(|it| &it.value) {
            known.format = Some(name.to_string());
        }
        known.pattern = constraints.pattern.as_ref().and_then(|it| pattern::compile(&it.value.0).ok());
        if let Some(list) = constraints.codes.as_ref().and_then(|it| dictionary.code_lists.get(&it.value)) {
            let titles = list.values.values().flat_map(|it| it.title.texts.iter().map(|(_, text)| text));
            let spellings = list.maps.values().flat_map(|it| it.entries.keys());
            known.codes = list.values.keys().chain(titles).chain(spellings).map(|it| it.to_lowercase()).collect();
        }
        known
    }

    /// The elements of a dictionary in their order, each with the names that its systems have for it.
    pub fn all(dictionary: &Dictionary) -> Vec<Self> {
        let mut all: Vec<Self> = dictionary.elements.values().map(|it| Self::of(dictionary, it)).collect();
        for field in dictionary.datasets.values().flat_map(|it| &it.fields) {
            let at = dictionary.elements.get_index_of(&field.element.value);
            if let Some(known) = at.and_then(|it| all.get_mut(it)) {
                known.called(field.name.rsplit(['.', ']']).find(|it| !it.is_empty()).unwrap_or(&field.name));
            }
        }
        all
    }

    /// Adds a name.
    pub fn called(&mut self, name: &str) {
        let reading = Reading::of(name);
        if !self.names.iter().any(|it| it.is_written_like(&reading)) {
            self.names.push(reading);
        }
    }

    /// Adds what a system holds for it; of many systems the first ones are enough.
    pub fn held(&mut self, values: Values) {
        if self.values.len() < HELD && values.tell() {
            self.values.push(values);
        }
    }

    /// Gives it what it is a property of.
    #[must_use]
    pub fn in_object(self, object: &str) -> Self {
        Self { object: object.to_owned(), about: Some(Reading::of(object)), ..self }
    }
}

//! Single values: what is written, made exact or reported.

use std::sync::Arc;

use super::Cx;
use crate::dictionary::loading::Loading;
use crate::dictionary::part::{At, Part};
use crate::dictionary::raw::{Choice, Count, Day, Either, Exact, Given, Length, List, Words};
use crate::message::dictionary as say;
use crate::model::{Date, Decimal, Declared, Duration, Pattern, Title};
use crate::text::{Span, pattern};

/// The right items of a list with their places.
pub(super) fn plain<T>(list: &Given<List<T>>) -> impl Iterator<Item = (&T, Span)> {
    list.value.iter().flatten().filter_map(Given::get)
}

/// A text with its place.
pub(super) fn text(at: &At, given: &Given<String>) -> Option<Declared<Arc<str>>> {
    given.get().map(|(text, span)| Declared::new(Arc::from(text.as_str()), at.origin(span)))
}

/// The texts of a list with their places; empty ones are reported.
pub(super) fn names(loading: &mut Loading<'_>, at: &At, list: &Given<List<String>>) -> Vec<Declared<Arc<str>>> {
    let mut names = Vec::new();
    for (name, span) in plain(list) {
        if name.trim().is_empty() {
            loading.invalid(at.origin(span), &at.path, say::name_empty(at.name()), say::name_empty_help());
        } else {
            names.push(Declared::new(Arc::from(name.as_str()), at.origin(span)));
        }
    }
    names
}

/// The texts of a list, empty ones included.
pub(super) fn spellings(list: &Given<List<String>>) -> Vec<Arc<str>> {
    plain(list).map(|(text, _)| Arc::from(text.as_str())).collect()
}

/// A word with its place.
pub(super) fn choice<T: Copy>(at: &At, given: &Given<Choice<T>>) -> Option<Declared<T>> {
    given.get().map(|(choice, span)| Declared::new(choice.0, at.origin(span)))
}

/// Yes or no with its place.
pub(super) fn flag(at: &At, given: &Given<bool>) -> Option<Declared<bool>> {
    given.get().map(|(flag, span)| Declared::new(*flag, at.origin(span)))
}

/// An exact number.
pub(super) fn exact(loading: &mut Loading<'_>, at: &At, given: &Given<Exact>) -> Option<Declared<Decimal>> {
    let (Exact(text), span) = given.get()?;
    let number = Decimal::parse(text.trim());
    if number.is_none() {
        let message = say::number_unusable(at.name(), text);
        loading.invalid(at.origin(span), &at.path, message, say::number_help(at.name()));
    }
    number.map(|number| Declared::new(number, at.origin(span)))
}

/// A share from 0 to 1.
pub(super) fn share(loading: &mut Loading<'_>, at: &At, given: &Given<Exact>) -> Option<Declared<Decimal>> {
    let number = exact(loading, at, given)?;
    let within = number.value >= Decimal::from_integer(0) && number.value <= Decimal::from_integer(1);
    if !within {
        let shown = given.value.as_ref().map(|it| it.0.text.clone()).unwrap_or_default();
        let message = say::share_unusable(at.name(), shown);
        loading.invalid(number.origin, &at.path, message, say::share_help(at.name()));
    }
    within.then_some(number)
}

/// A whole number of at most 32 bits, however it is written.
pub(super) fn count(loading: &mut Loading<'_>, at: &At, given: &Given<Count>) -> Option<Declared<u32>> {
    let (Count(text), span) = given.get()?;
    let whole = Decimal::parse(text).and_then(|it| it.units_at(0)).and_then(|it| u32::try_from(it).ok());
    if whole.is_none() {
        let message = say::count_unusable(at.name(), text);
        loading.invalid(at.origin(span), &at.path, message, say::number_help(at.name()));
    }
    whole.map(|whole| Declared::new(whole, at.origin(span)))
}

/// A day of the calendar.
pub(super) fn day(loading: &mut Loading<'_>, at: &At, given: &Given<Day>) -> Option<Declared<Date>> {
    let (Day(text), span) = given.get()?;
    let day = Date::parse(text);
    if day.is_none() {
        let message = say::day_unusable(at.name(), text);
        loading.invalid(at.origin(span), &at.path, message, say::day_help(at.name()));
    }
    day.map(|day| Declared::new(day, at.origin(span)))
}

/// A length of time.
pub(super) fn length(loading: &mut Loading<'_>, at: &At, given: &Given<Length>) -> Option<Declared<Duration>> {
    let (Length(text), span) = given.get()?;
    let length = Duration::parse(text);
    if length.is_none() {
        let message = say::length_unusable(at.name(), text);
        loading.invalid(at.origin(span), &at.path, message, say::length_help());
    }
    length.map(|length| Declared::new(length, at.origin(span)))
}

/// A regular expression that compiles.
pub(super) fn regex(loading: &mut Loading<'_>, at: &At, given: &Given<String>) -> Option<Declared<Pattern>> {
    let (text, span) = given.get()?;
    match pattern::compile(text) {
        Ok(_) => Some(Declared::new(Pattern(Arc::from(text.as_str())), at.origin(span))),
        Err(error) => {
            let message = say::pattern_unusable(at.name(), error.0);
            loading.invalid(at.origin(span), &at.path, message, say::pattern_help());
            None
        }
    }
}

/// An IANA zone, `UTC`, or an offset; by its form, as no table of zones is at hand.
pub(super) fn zone(loading: &mut Loading<'_>, at: &At, given: &Given<String>) -> Option<Declared<Arc<str>>> {
    let zone = text(at, given)?;
    if !is_zone(&zone.value) {
        loading.invalid(zone.origin, &at.path, say::zone_unusable(&zone.value), say::zone_help());
        return None;
    }
    Some(zone)
}

fn is_zone(name: &str) -> bool {
    let part = |it: &str| {
        it.starts_with(|c: char| c.is_ascii_alphabetic())
            && it.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+'))
    };
    let offset = |it: &str| {
        let digits = it.strip_prefix(['+', '-']).unwrap_or_default();
        let (hours, minutes) = digits.split_once(':').unwrap_or_default();
        let two = |text: &str, most: u8| text.len() == 2 && text.parse().is_ok_and(|it: u8| it <= most);
        two(hours, 14) && two(minutes, 59)
    };
    name == "UTC" || offset(name) || (name.contains('/') && name.split('/').all(part))
}

impl Cx<'_, '_, '_> {
    /// A text by language; a plain one is in the dictionary's first.
    pub(super) fn title(&self, given: &Given<Words>) -> Title {
        match &given.value {
            None => Title::default(),
            Some(Either::Short(text)) => Title { texts: vec![(Arc::clone(&self.language), Arc::from(text.as_str()))] },
            Some(Either::Full(texts)) => {
                let texts = texts.0.iter().filter_map(|(language, text)| {
                    let text = text.value.as_ref()?;
                    Some((Arc::from(&*language.value.text), Arc::from(text.as_str())))
                });
                Title { texts: texts.collect() }
            }
        }
    }

    /// The elements of a list that exist.
    pub(super) fn elements(&mut self, at: &At, list: &Given<List<String>>) -> Vec<Declared<Arc<str>>> {
        let mut names = names(self.loading, at, list);
        names.retain(|name| self.element_exists(at, name));
        names
    }

    /// The same in a file that may be a pack: what it calls by its own ids is the dictionary's where that extends them.
    pub(super) fn elements_of(&mut self, part: &Part, at: &At, list: &Given<List<String>>) -> Vec<Declared<Arc<str>>> {
        let mut elements = self.elements(at, list);
        for it in &mut elements {
            it.value = Arc::from(self.names.element_for(part, &it.value));
        }
        elements
    }

    /// The datasets of a list that exist.
    pub(super) fn datasets(&mut self, at: &At, list: &Given<List<String>>) -> Vec<Declared<Arc<str>>> {
        let mut names = names(self.loading, at, list);
        names.retain(|name| self.dataset_exists(at, name));
        names
    }

    /// Whether an element exists; reported if not.
    pub(super) fn element_exists(&mut self, at: &At, name: &Declared<Arc<str>>) -> bool {
        let exists = self.names.elements.contains_key(&*name.value);
        if !exists {
            let message = say::no_element(&name.value);
            self.loading.dangling((at, name.origin), message, &name.value, self.names.elements.keys().copied());
        }
        exists
    }

    /// Whether a dataset exists; reported if not.
    pub(super) fn dataset_exists(&mut self, at: &At, name: &Declared<Arc<str>>) -> bool {
        let exists = self.names.datasets.contains_key(&*name.value);
        if !exists {
            let message = say::no_dataset(&name.value);
            let known = self.names.datasets.keys().map(String::as_str);
            self.loading.dangling((at, name.origin), message, &name.value, known);
        }
        exists
    }

    /// A department that exists.
    pub(super) fn department(&mut self, at: &At, given: &Given<String>) -> Option<Declared<Arc<str>>> {
        let name = text(at, given)?;
        if self.names.departments.contains_key(&*name.value) {
            return Some(name);
        }
        let message = say::no_department(&name.value);
        self.loading.dangling((at, name.origin), message, &name.value, self.names.departments.keys().copied());
        None
    }

    /// A code list that exists.
    pub(super) fn code_list(&mut self, at: &At, given: &Given<String>) -> Option<Declared<Arc<str>>> {
        let name = text(at, given)?;
        if self.names.code_lists.contains_key(&*name.value) {
            return Some(name);
        }
        let message = say::no_code_list(&name.value);
        self.loading.dangling((at, name.origin), message, &name.value, self.names.code_lists.keys().copied());
        None
    }

    /// An element that exists.
    pub(super) fn element(&mut self, at: &At, given: &Given<String>) -> Option<Declared<Arc<str>>> {
        text(at, given).filter(|name| self.element_exists(at, name))
    }
}

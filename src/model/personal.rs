//! Classes of personal data, which are data themselves: `data/personal.tsv` names the law or standard behind each.

use std::sync::LazyLock;

use super::{Declared, Element, FormatChoice, Pii};

/// A class of personal data.
#[derive(Clone, Debug)]
pub struct PersonalClass {
    /// Its id in `privacy.mask`, such as `mobile`.
    pub id: &'static str,
    /// Personal or sensitive personal.
    pub pii: Pii,
    /// What its values are called in English, in the plural.
    pub english: &'static str,
    /// What its values are called in Chinese.
    pub chinese: &'static str,
    /// Named formats whose values are of the class.
    pub formats: Vec<&'static str>,
    /// Names of properties and headers, folded to lower case without separators.
    pub names: Vec<&'static str>,
    /// The laws and standards that name it.
    pub basis: &'static str,
}

static CLASSES: LazyLock<Vec<PersonalClass>> =
    LazyLock::new(|| include_str!("data/personal.tsv").lines().filter_map(read).collect());

/// Every class.
pub fn personal_classes() -> &'static [PersonalClass] {
    &CLASSES
}

/// The class called `id`.
pub fn personal_class(id: &str) -> Option<&'static PersonalClass> {
    CLASSES.iter().find(|it| it.id == id)
}

/// The class of an element: by its named format, else, where it is declared to be personal, by the name of its property.
pub fn class_of(element: &Element) -> Option<&'static PersonalClass> {
    if let Some(Declared { value: FormatChoice::Named(format), .. }) = &element.constraints.format {
        return CLASSES.iter().find(|it| it.formats.contains(&&**format));
    }
    if !element.is_protected() {
        return None;
    }
    let titles = element.title.texts.iter().map(|(_, text)| &**text);
    let property = element.id.rsplit('.').next().unwrap_or_default();
    let mut names = std::iter::once(property).chain(titles).map(folded);
    names.find_map(|name| CLASSES.iter().find(|it| it.names.contains(&&*name)))
}

/// The class that the name of a property, else its format in the words of JSON Schema, tells. `name` alone is a name of
/// goods and shops as well, and tells nothing.
pub fn class_named(name: &str, format: Option<&str>) -> Option<&'static PersonalClass> {
    let folded = folded(name);
    let by_name = CLASSES.iter().find(|it| folded != "name" && it.names.contains(&&*folded));
    by_name.or_else(|| CLASSES.iter().find(|it| format.is_some_and(|format| it.formats.contains(&format))))
}

fn folded(name: &str) -> String {
    name.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn read(line: &'static str) -> Option<PersonalClass> {
    if line.starts_with('#') {
        return None;
    }
    let mut cells = line.split('\t');
    let mut next = || cells.next();
    let (id, level, english, chinese) = (next()?, next()?, next()?, next()?);
    let listed = |cell: &'static str| cell.split(',').filter(|it| *it != "-").collect();
    let (formats, names, basis) = (listed(next()?), listed(next()?), next()?);
    let pii = if level == "sensitive" { Pii::Sensitive } else { Pii::Personal };
    Some(PersonalClass { id, pii, english, chinese, formats, names, basis })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_class_with_its_basis() {
        let lines = include_str!("data/personal.tsv").lines().filter(|it| !it.starts_with('#')).count();
        assert_eq!(personal_classes().len(), lines);
        for class in personal_classes() {
            assert!(!class.names.is_empty() && !class.basis.is_empty(), "{}", class.id);
            assert!(class.names.iter().all(|it| folded(it) == **it), "{}", class.id);
            assert!(personal_class(class.id).is_some_and(|it| it.english == class.english), "{}", class.id);
        }
    }
}

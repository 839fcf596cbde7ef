//! XML as a tree of elements with the place of every name and value. Entities are never expanded, files never fetched.
//!
//! The only place of contracts that names `quick_xml`.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::problem::Noted;
use crate::message::contract;
use crate::text::Span;

/// Deepest level of elements.
const DEEPEST: usize = 128;

/// An attribute.
#[derive(Debug)]
pub(super) struct Attribute {
    /// With its prefix.
    pub(super) name: String,
    pub(super) value: String,
    /// The value without quotes.
    pub(super) span: Span,
}

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Without its prefix.
    pub(super) name: String,
    pub(super) prefix: String,
    pub(super) name_span: Span,
    pub(super) attributes: Vec<Attribute>,
    children: Vec<usize>,
    /// All text directly within, trimmed.
    pub(super) text: String,
    pub(super) text_span: Span,
}

/// All elements of a text, the outermost first.
#[derive(Debug, Default)]
pub(super) struct Tree {
    elements: Vec<Element>,
}

/// One element and the tree it is of.
#[derive(Clone, Copy, Debug)]
pub(super) struct At<'x> {
    tree: &'x Tree,
    element: &'x Element,
}

/// Reads `text`; an error is where it stops being XML.
pub(super) fn parse(text: &str) -> Result<Tree, Box<Noted>> {
    let mut reader = Reader::from_str(text);
    let mut building = Building { text, tree: Tree::default(), open: Vec::new() };
    loop {
        let before = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => building.event(&event).map_err(|reason| broken(text, before, &reason))?,
            Err(error) => {
                let at = usize::try_from(reader.error_position()).unwrap_or(before);
                return Err(broken(text, at, &error.to_string()));
            }
        }
    }
    match (building.open.is_empty(), building.tree.elements.is_empty()) {
        (true, false) => Ok(building.tree),
        (false, _) => Err(broken(text, text.len().saturating_sub(1), "the text ends within an element")),
        _ => Err(broken(text, 0, "there is no element")),
    }
}

fn broken(text: &str, at: usize, reason: &str) -> Box<Noted> {
    let start = at.min(text.len().saturating_sub(1));
    let span = Span::new(start, (start + 1).min(text.len()));
    let problem = Noted::invalid(span, contract::invalid_syntax(reason), contract::invalid_syntax_help());
    Box::new(problem.labelled(contract::invalid_syntax_label()))
}

struct Building<'t> {
    text: &'t str,
    tree: Tree,
    open: Vec<usize>,
}

impl Building<'_> {
    fn event(&mut self, event: &Event<'_>) -> Result<(), String> {
        match event {
            Event::Start(it) => {
                let index = self.element(it)?;
                self.open.push(index);
                if self.open.len() > DEEPEST {
                    return Err("elements are nested too deeply".to_owned());
                }
            }
            Event::Empty(it) => drop(self.element(it)?),
            Event::End(_) => drop(self.open.pop()),
            Event::Text(it) => self.words(it, it),
            Event::CData(it) => self.words(it, it),
            Event::GeneralRef(it) => {
                let character = it.resolve_char_ref().ok().flatten();
                let named = match &**it {
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "amp" => Some('&'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => None,
                };
                if let Some(element) = self.open.last().and_then(|at| self.tree.elements.get_mut(*at)) {
                    element.text.extend(character.or(named));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Where a part of the text stands that an event borrows from it.
    fn span(&self, part: &str) -> Span {
        let start = (part.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        if start > self.text.len() { Span::default() } else { Span::new(start, start + part.len()) }
    }

    fn words(&mut self, raw: &str, words: &str) {
        let (span, words) = (self.span(raw), words.trim());
        let Some(element) = self.open.last().and_then(|at| self.tree.elements.get_mut(*at)) else { return };
        if words.is_empty() {
            return;
        }
        if element.text.is_empty() {
            element.text_span = span;
        } else {
            element.text.push(' ');
        }
        element.text.push_str(words);
    }

    fn element(&mut self, start: &BytesStart<'_>) -> Result<usize, String> {
        let qualified = start.name();
        let written: &str = qualified.as_ref();
        let (prefix, name) = written.split_once(':').unwrap_or(("", written));
        let mut element = Element {
            name: name.to_owned(),
            prefix: prefix.to_owned(),
            name_span: self.span(written),
            ..Element::default()
        };
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let key: &str = attribute.key.as_ref();
            element.attributes.push(Attribute {
                name: key.to_owned(),
                value: value.map_or_else(|_| attribute.value.to_string(), std::borrow::Cow::into_owned),
                span: self.span(&attribute.value),
            });
        }
        let index = self.tree.elements.len();
        self.tree.elements.push(element);
        if let Some(parent) = self.open.last().and_then(|at| self.tree.elements.get_mut(*at)) {
            parent.children.push(index);
        } else if index > 0 {
            return Err("there is more than one outermost element".to_owned());
        }
        Ok(index)
    }
}

impl Tree {
    /// The outermost element.
    pub(super) fn root(&self) -> Option<At<'_>> {
        self.elements.first().map(|element| At { tree: self, element })
    }
}

impl std::ops::Deref for At<'_> {
    type Target = Element;

    fn deref(&self) -> &Element {
        self.element
    }
}

impl<'x> At<'x> {
    /// The elements directly within.
    pub(super) fn children(self) -> impl Iterator<Item = At<'x>> {
        let tree = self.tree;
        self.element
            .children
            .iter()
            .filter_map(move |at| tree.elements.get(*at))
            .map(move |element| At { tree, element })
    }

    /// The elements directly within that are called `name`.
    pub(super) fn all(self, name: &str) -> impl Iterator<Item = At<'x>> {
        self.children().filter(move |it| it.element.name == name)
    }

    /// The first of them.
    pub(super) fn child(self, name: &str) -> Option<At<'x>> {
        self.children().find(|it| it.element.name == name)
    }

    /// The attribute called `name`, its prefix included.
    pub(super) fn attribute(self, name: &str) -> Option<&'x Attribute> {
        self.element.attributes.iter().find(|it| it.name == name)
    }

    /// The value of the attribute called `name`.
    pub(super) fn value(self, name: &str) -> Option<&'x str> {
        self.attribute(name).map(|it| it.value.as_str())
    }

    /// Which namespace each prefix means that is declared here.
    pub(super) fn namespaces(self) -> BTreeMap<&'x str, &'x str> {
        let declared = self.element.attributes.iter().filter_map(|it| {
            let prefix = it.name.strip_prefix("xmlns")?;
            Some((prefix.trim_start_matches(':'), it.value.as_str()))
        });
        declared.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_values_keep_their_places() {
        let text = "<?xml version=\"1.0\"?>\n<!-- c --><a x='1 &lt; 2'><p:b>one &amp; <![CDATA[<two>]]></p:b><b/></a>";
        let tree = parse(text).unwrap();
        let root = tree.root().unwrap();
        let x = root.attribute("x").unwrap();
        assert_eq!((x.value.as_str(), &text[x.span.range()]), ("1 < 2", "1 &lt; 2"));
        assert_eq!(&text[root.name_span.range()], "a");
        let names: Vec<(&str, &str)> = root.children().map(|it| (&*it.element.prefix, &*it.element.name)).collect();
        assert_eq!(names, [("p", "b"), ("", "b")]);
        assert!(root.child("b").unwrap().text.contains("<two>"));
    }

    #[test]
    fn what_is_no_xml_is_told() {
        for text in ["", "x", "<a>", "<a></b>", "<a x=1/>", "<a/><b/>", "<a x='1' x='2'/>", "<a", "<a>&", "\u{0}"] {
            assert!(parse(text).is_err(), "{text:?}");
        }
        let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
        assert!(parse(&deep).is_err());
        let bomb = "<!DOCTYPE a [<!ENTITY b \"&c;&c;\"><!ENTITY c \"&d;&d;\">]><a>&b;</a>";
        assert!(parse(bomb).unwrap().root().unwrap().text.is_empty());
    }
}

//! Which declared field stands for which element.

use std::sync::Arc;

use crate::model::{DeclaredField, Field};

/// How a name met its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchKind {
    /// Exactly as declared.
    Exact,
    /// Another declared generation of the header (`also`).
    Also,
    /// By a synonym or title, where the dataset allows it.
    Synonym,
    /// Only after case, width, blanks, brackets or a unit were folded.
    Folded,
}

/// A declared field that stands for an element.
#[derive(Clone, Debug)]
pub struct Bound<'d> {
    /// Index into the declared fields.
    pub declared: usize,
    /// The dictionary's field.
    pub field: &'d Field,
    /// How the name matched.
    pub by: MatchKind,
}

/// A near miss: an undeclared name and how alike it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// The name or element's id.
    pub name: Arc<str>,
    /// 0 to 1000.
    pub likeness: u32,
}

/// A field that the dataset declares and the input lacks.
#[derive(Clone, Debug)]
pub struct Missing<'d> {
    /// The dictionary's field.
    pub field: &'d Field,
    /// Whether it has to be there.
    pub required: bool,
    /// Names of the input that nothing is bound to and that look alike, best first.
    pub near: Vec<Near>,
    /// Checks that cannot run without it: ids of relations, and `key` for the dataset's key.
    pub dependents: Vec<Arc<str>>,
}

/// Declared fields against the dictionary.
#[derive(Clone, Debug, Default)]
pub struct Binding<'d> {
    /// In the order of the declared fields.
    pub bound: Vec<Bound<'d>>,
    /// Fields of the dataset that nothing was bound to.
    pub missing: Vec<Missing<'d>>,
    /// Declared fields that the dataset does not know, with elements and field names that look alike, best first.
    pub undeclared: Vec<(usize, Vec<Near>)>,
    /// Declared fields that would bind to a field which another one has already taken.
    pub surplus: Vec<(usize, &'d Field)>,
}

impl<'d> Binding<'d> {
    /// The bound field at a declared index.
    pub fn at(&self, declared: usize) -> Option<&Bound<'d>> {
        self.bound.iter().find(|it| it.declared == declared)
    }

    /// The first bound field of an element.
    pub fn of_element(&self, element: &str) -> Option<&Bound<'d>> {
        self.bound.iter().find(|it| &*it.field.element.value == element)
    }

    /// The declared field behind `bound`.
    pub fn declared<'f>(&self, bound: &Bound<'_>, fields: &'f [DeclaredField]) -> Option<&'f DeclaredField> {
        fields.get(bound.declared)
    }
}

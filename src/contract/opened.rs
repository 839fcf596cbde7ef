//! A contract that was read, and the parts of it that can be asked for.

use super::library::Library;
use super::typed::Typed;
use super::typed::types::TypeSet;
use super::{ContractProblem, Reader, fragment, lower};
use crate::model::DeclaredField;
use crate::text::Origin;

/// A contract that was read.
pub struct Contract {
    pub(super) library: Library,
    /// The named types of a contract that is no schema, and the place that stands for all of it.
    pub(super) types: Option<(TypeSet, Origin)>,
    /// None for what is no contract.
    pub(super) reader: Option<&'static Reader>,
    pub(super) format: &'static str,
    pub(super) problems: Vec<ContractProblem>,
    /// Whether all of its text was read.
    pub(super) is_whole: bool,
}

/// The fields of one part of a contract.
pub struct Lowered {
    /// In the order of the document; objects and arrays stand before what they hold.
    pub fields: Vec<DeclaredField>,
    /// The key of the schema, or the first key of the document.
    pub whole: Origin,
    /// What was wrong on the way; nothing that [`Contract::problems`] has told already.
    pub problems: Vec<ContractProblem>,
    /// Whether the fields are those of the contract: if not, nothing may be judged as missing.
    pub is_read: bool,
}

impl Lowered {
    /// Nothing, as the part could not be read.
    pub(super) fn unread(whole: Origin, problems: Vec<ContractProblem>) -> Self {
        Self { fields: Vec::new(), whole, problems, is_read: false }
    }
}

impl Contract {
    /// A contract of named types.
    pub(super) fn typed(typed: Typed) -> Self {
        let Typed { types, whole, format, problems, is_whole } = typed;
        let library = Library { files: Vec::new(), reads_siblings: false };
        Self { library, types: Some((types, whole)), reader: None, format, problems, is_whole }
    }

    /// The kind of contract, such as `openapi-3.0`, `json-schema-7`, `protobuf-3`, `sql-mysql`; `unknown` for what is none.
    pub fn format(&self) -> &'static str {
        self.format
    }

    /// What is wrong with the document itself, in the order of the text.
    pub fn problems(&self) -> &[ContractProblem] {
        &self.problems
    }

    /// The fields of the part that `fragment` names: a JSON pointer (`/components/schemas/Order`), an anchor, the name
    /// of a schema or type (`acme.shop.Order`), or nothing for a document that is one schema. A leading `#` may be written.
    pub fn fields(&self, fragment: &str) -> Lowered {
        let whole = self.whole();
        if let Some((types, whole)) = self.types.as_ref().filter(|_| self.is_whole) {
            return types.fields(fragment, *whole);
        }
        let Some(reader) = self.reader.filter(|_| self.is_whole) else { return Lowered::unread(whole, Vec::new()) };
        match fragment::find(&self.library, reader, fragment) {
            Ok(at) => lower::lower(&self.library, &at),
            Err(problem) => Lowered::unread(whole, vec![problem.in_file(whole.file)]),
        }
    }

    /// The place that stands for the document.
    fn whole(&self) -> Origin {
        if let Some((_, whole)) = &self.types {
            return *whole;
        }
        self.library.root(0).map(|root| self.library.head(&root)).unwrap_or_default()
    }
}

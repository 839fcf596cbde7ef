//! A contract that was read, and the parts of it that can be asked for.

use std::cell::OnceCell;

use super::ignore::{self, Ignore};
use super::library::{At, Library, names};
use super::operation::{self, Content, Exchanged, Role};
use super::typed::Typed;
use super::typed::types::TypeSet;
use super::usage::Usage;
use super::{ContractProblem, Reader, fragment, interface, lower};
use crate::model::{DeclaredField, Direction, Operation};
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
    /// Who writes which schema, found when it is first asked for.
    pub(super) usage: OnceCell<Usage>,
    /// Whether all of its text was read.
    pub(super) is_whole: bool,
}

/// One part of what a dataset points at.
pub struct Part {
    /// What it is.
    pub role: Role,
    /// Whether it is the one that has to hold all of the dataset's fields.
    pub is_main: bool,
    /// Its fields.
    pub lowered: Lowered,
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
        Self { library, types: Some((types, whole)), reader: None, format, problems, usage: OnceCell::new(), is_whole }
    }

    /// The kind of contract, such as `openapi-3.0`, `json-schema-7`, `protobuf-3`, `sql-mysql`; `unknown` for what is none.
    pub fn format(&self) -> &'static str {
        self.format
    }

    /// Whether it is one document of YAML or JSON, whose keys and values can be edited one by one.
    pub fn is_document(&self) -> bool {
        self.types.is_none() && self.reader.is_some()
    }

    /// Whether all of it was read, so that what it lacks is not there.
    pub fn can_be_compared(&self) -> bool {
        self.is_whole && (self.types.is_some() || self.reader.is_some())
    }

    /// What is wrong with the document itself, in the order of the text.
    pub fn problems(&self) -> &[ContractProblem] {
        &self.problems
    }

    /// The fields of the part that `fragment` names: a JSON pointer (`/components/schemas/Order`), an anchor, the name
    /// of a schema or type (`acme.shop.Order`), or nothing for a document that is one schema. A leading `#` may be written.
    pub fn fields(&self, fragment: &str) -> Lowered {
        let parts = self.parts(fragment);
        let main = parts.iter().position(|it| it.is_main).unwrap_or_default();
        let found = parts.into_iter().nth(main).map(|it| it.lowered);
        found.unwrap_or_else(|| Lowered::unread(self.whole(), Vec::new()))
    }

    /// The fields of a part without those within them, where the contract declares types that may lead everywhere; else all.
    pub fn outline(&self, fragment: &str) -> Lowered {
        match self.types.as_ref().filter(|_| self.is_whole) {
            Some((types, whole)) => types.fields(fragment, *whole, Some(1)),
            None => self.fields(fragment),
        }
    }

    /// What the part that `fragment` names consists of: of an operation its parameters, request and answers, of a message
    /// its payload and headers, of anything else the schema in it. Never empty.
    pub fn parts(&self, fragment: &str) -> Vec<Part> {
        let whole = self.whole();
        let only = |lowered| vec![Part { role: Role::Record, is_main: true, lowered }];
        if let Some((types, whole)) = self.types.as_ref().filter(|_| self.is_whole) {
            return only(types.fields(fragment, *whole, None));
        }
        let Some(reader) = self.reader.filter(|_| self.is_whole) else {
            return only(Lowered::unread(whole, Vec::new()));
        };
        let found = fragment::find(&self.library, reader, fragment).and_then(|at| {
            let parts = self.exchanged(&at);
            if parts.is_empty() { fragment::schema(&self.library, at, fragment).map(Err) } else { Ok(Ok(parts)) }
        });
        match found {
            Ok(Ok(parts)) => parts,
            Ok(Err(at)) => {
                let usage = self.usage.get_or_init(|| Usage::of(&self.library));
                only(lower::lower(&self.library, &at, usage.direction(&at)))
            }
            Err(problem) => only(Lowered::unread(whole, vec![problem.in_file(whole.file)])),
        }
    }

    /// The parts of operations and messages; the first answer, else the first request or payload, is the main one.
    fn exchanged(&self, at: &At<'_>) -> Vec<Part> {
        let head = self.library.head(at);
        let mut parts: Vec<Part> = operation::exchanged(&self.library, at)
            .into_iter()
            .map(|it| Part { role: it.role, is_main: false, lowered: self.lowered(it, head) })
            .collect();
        let holds = |it: &Part, role| it.role == role && !it.lowered.fields.is_empty();
        let main = [Role::Response, Role::Request, Role::Record, Role::Parameters, Role::Headers]
            .iter()
            .find_map(|role| parts.iter().position(|it| holds(it, *role)));
        if let Some(main) = parts.get_mut(main.unwrap_or_default()) {
            main.is_main = true;
        }
        parts
    }

    fn lowered<'c>(&'c self, exchanged: Exchanged<'c>, head: Origin) -> Lowered {
        let (role, direction) = (exchanged.role, exchanged.direction);
        let mut lowered = match exchanged.content {
            Content::Schema(at) => lower::lower(&self.library, &at, direction),
            Content::Fields(merged, carriers) => {
                let mut lowered = lower::lower_merged(&self.library, *merged, head, direction);
                for field in &mut lowered.fields {
                    field.carrier = operation::carrier_of(&carriers, &field.path);
                }
                lowered
            }
        };
        // What is read-only is no part of a request, and what is write-only none of an answer.
        lowered.fields.retain(|it| match role {
            Role::Request | Role::Parameters => it.direction != Direction::Sent,
            Role::Response => it.direction != Direction::Accepted,
            Role::Record | Role::Headers => true,
        });
        lowered
    }

    /// The fragments and names of its schemas, in the order of the text: of its records, where it declares types; of
    /// its operations, where no schema has a name.
    pub fn schemas(&self) -> Vec<(String, String)> {
        if let Some((types, _)) = self.types.as_ref().filter(|_| self.is_whole) {
            return types.schemas();
        }
        let Some(reader) = self.reader.filter(|_| self.is_whole) else { return Vec::new() };
        let maps = reader.schemas.iter().chain(["/$defs", "/definitions"].iter().filter(|_| reader.schemas.is_empty()));
        let mut found: Vec<(String, String)> = Vec::new();
        if reader.schemas.is_empty() {
            let root = self.library.root(0);
            let title = root.and_then(|it| it.node.get("title")?.as_str().map(str::to_owned));
            found.push((String::new(), title.unwrap_or_default()));
        }
        for map in maps.filter_map(|it| self.library.locate(0, "", it)) {
            let inner = names(map.node).filter_map(|name| Some((map.get(name)?.pointer.to_string(), name.to_owned())));
            found.extend(inner);
        }
        if found.is_empty() {
            let operations = interface::operations(&self.library)
                .into_iter()
                .filter_map(|it| Some((self.pointer(it.origin)?, it.name.to_string())));
            found.extend(operations);
        }
        found
    }

    /// Its operations over HTTP, in the order of the text.
    pub fn operations(&self) -> Vec<Operation> {
        if self.is_whole { interface::operations(&self.library) } else { Vec::new() }
    }

    /// What its author wants to be left as it is.
    pub fn ignores(&self) -> Vec<Ignore> {
        ignore::collect(&self.library)
    }

    /// JSON pointer to the innermost part of a document round a place.
    pub fn pointer(&self, origin: Origin) -> Option<String> {
        let loaded = self.library.files.iter().find(|it| it.file == origin.file)?;
        Some(loaded.document.root().pointer_to(origin.span.start))
    }

    /// The place that stands for the document.
    fn whole(&self) -> Origin {
        if let Some((_, whole)) = &self.types {
            return *whole;
        }
        self.library.root(0).map(|root| self.library.head(&root)).unwrap_or_default()
    }
}

//! What would be read as what, and why: no record is looked at.

use std::sync::Arc;

use super::assign::{self, Assigned};
use super::data;
use super::discover;
use super::request::Request;
use crate::dictionary::LoadError;
use crate::finding::{Finding, InputKind};
use crate::message::Message;
use crate::model::Dictionary;
use crate::table::{self, Head};

/// A file that would be read, or not.
#[derive(Clone, Debug)]
pub struct Listed {
    /// As reports show it.
    pub path: Arc<str>,
    /// What it is of; none where nothing claims it.
    pub dataset: Option<Arc<str>>,
    /// The file and line of the dictionary that claims it.
    pub claimed: Option<(Arc<str>, u64)>,
    /// Records or declarations.
    pub kind: InputKind,
    /// The format.
    pub format: Option<&'static str>,
    /// What tells the format.
    pub told_by: Option<ToldBy>,
    /// What was settled before the first record.
    pub head: Option<Head>,
    /// Why it would not be read.
    pub problem: Option<Message>,
}

/// What tells a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToldBy {
    /// The dictionary, or the command line.
    Declaration,
    /// The file's first bytes.
    Content,
    /// The file's name alone.
    Name,
}

impl ToldBy {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Declaration => "declaration",
            Self::Content => "content",
            Self::Name => "name",
        }
    }
}

/// Everything that was found.
#[derive(Debug, Default)]
pub struct Listing {
    /// In the order of their paths.
    pub files: Vec<Listed>,
    /// The systems the dictionary knows.
    pub systems: Vec<String>,
    /// The datasets the dictionary knows.
    pub datasets: Vec<String>,
}

/// Lists the files under the paths of `request`.
///
/// # Errors
/// Where there is no dictionary.
pub fn list(request: &Request) -> Result<Listing, LoadError> {
    let loaded = super::load(&request.dictionary, request.as_of)?;
    let dictionary = &loaded.dictionary;
    let never: Vec<_> = loaded.files.iter().chain(&request.never).cloned().collect();
    let discovered = discover::discover(&request.paths, &never);
    let candidates = discover::expanded(discovered.candidates, request.unpacking());
    let assignment = assign::assign(dictionary, request, candidates);
    let mut files: Vec<Listed> = assignment.assigned.iter().map(|it| assigned(dictionary, request, it)).collect();
    files.extend(assignment.unclaimed.iter().map(|it| Listed {
        kind: InputKind::Contract,
        format: crate::contract::recognise(&it.file.path, &it.file.first_bytes()),
        told_by: Some(ToldBy::Content),
        ..alone(&it.file.shown)
    }));
    files.extend(discovered.findings.iter().chain(&assignment.findings).map(left));
    files.sort_by(|a, b| (&a.path, &a.dataset).cmp(&(&b.path, &b.dataset)));
    Ok(Listing {
        files,
        systems: dictionary.systems.keys().map(ToString::to_string).collect(),
        datasets: dictionary.datasets.keys().map(ToString::to_string).collect(),
    })
}

fn alone(path: &Arc<str>) -> Listed {
    Listed {
        path: Arc::clone(path),
        dataset: None,
        claimed: None,
        kind: InputKind::Data,
        format: None,
        told_by: None,
        head: None,
        problem: None,
    }
}

/// A file that nothing claims, or that cannot be reached.
fn left(finding: &Finding) -> Listed {
    let none = Arc::from("");
    Listed { problem: Some(finding.message.clone()), ..alone(finding.path.as_ref().unwrap_or(&none)) }
}

fn assigned(dictionary: &Dictionary, request: &Request, assigned: &Assigned<'_>) -> Listed {
    let dataset = assigned.dataset;
    let at = dictionary.sources.position(dataset.origin).line;
    let declared = (Arc::clone(&dictionary.sources.get(dataset.origin.file).path), at);
    let mut listed = Listed {
        dataset: Some(Arc::clone(&dataset.id)),
        claimed: Some(declared),
        kind: assigned.kind,
        ..alone(&assigned.file.shown)
    };
    if assigned.kind == InputKind::Contract {
        listed.format = crate::contract::recognise(&assigned.file.path, &assigned.file.first_bytes());
        listed.told_by = Some(ToldBy::Content);
        return listed;
    }
    match data::open_table(dictionary, assigned, request.unpacking()) {
        Ok(table) => {
            listed.format = Some(table.head().format);
            listed.told_by = Some(told_by(request, assigned));
            listed.head = Some(table.head().clone());
        }
        Err(error) => listed.problem = Some(error.reason),
    }
    listed
}

fn told_by(request: &Request, assigned: &Assigned<'_>) -> ToldBy {
    if assigned.format.is_some() {
        return ToldBy::Declaration;
    }
    let Ok(source) = assigned.file.source(request.unpacking()) else { return ToldBy::Name };
    if table::is_told_by_content(&source.first_bytes()) { ToldBy::Content } else { ToldBy::Name }
}

//! The contracts of a run against their earlier versions: of a revision, or of a folder that holds them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::contract::Strictness;
use crate::engine::diff::{Git, One, compare};
use crate::engine::discover::start;
use crate::engine::request::Request;
use crate::finding::{Finding, Place, Verdict};
use crate::message::{Message, diff};
use crate::rules::contract::contract_breaking;
use crate::rules::run::check_skipped;
use crate::text::Sources;

/// Where earlier versions come from.
pub(super) struct Earlier<'r> {
    request: &'r Request,
    against: &'r str,
    /// One tree of each repository, or why there is none.
    trees: BTreeMap<PathBuf, Result<Git, Message>>,
}

impl<'r> Earlier<'r> {
    /// None where the run does not ask for it.
    pub(super) fn of(request: &'r Request) -> Option<Self> {
        let against = request.against.as_deref()?;
        Some(Self { request, against, trees: BTreeMap::new() })
    }

    /// What a contract breaks of its earlier version; nothing where it is new.
    pub(super) fn judge(&mut self, path: &Path, shown: &Arc<str>) -> Vec<Finding> {
        let old = match self.before(path, shown) {
            Ok(Some(old)) => old,
            Ok(None) => return Vec::new(),
            Err(reason) => {
                let skipped = check_skipped::found("contract-breaking", reason, diff::no_git_help());
                return vec![skipped.at(start()).in_input(Arc::clone(shown))];
            }
        };
        let new = One { path: path.to_path_buf(), shown: shown.to_string() };
        let mut sources = Sources::default();
        let compared = match compare((&old, &new), (self.request.as_of, Strictness::Source), &mut sources) {
            Ok(compared) => compared,
            Err(reason) => {
                let message = diff::unread(shown).and(&reason);
                let skipped = check_skipped::found("contract-breaking", message, diff::no_side_help());
                return vec![skipped.at(start()).in_input(Arc::clone(shown))];
            }
        };
        let mut findings = Vec::new();
        // What breaks writers and readers alike is one change, told by the worst that it does.
        let mut told = BTreeSet::new();
        for it in compared.into_iter().map(|it| it.0).filter(|it| it.verdict > Verdict::Safe) {
            let words = it.message.text(crate::message::Lang::En).to_owned();
            if !told.insert((it.subject.clone(), it.new, words)) {
                continue;
            }
            let place = |origin| Place::in_source(&sources, origin);
            let here = it.new.map_or_else(start, |origin| Place { path: None, ..place(origin) });
            let subject = if it.subject.is_empty() { String::new() } else { format!("{}: ", it.subject) };
            let message = Message::both(
                Message::verbatim(format!("{subject}{}", it.message.text(crate::message::Lang::En))),
                &Message::verbatim(format!("{subject}{}", it.message.text(crate::message::Lang::ZhCn))),
            );
            let about = format!("{} {} {}", it.kind, it.exchange.name(), it.message.text(crate::message::Lang::En));
            let found = contract_breaking::found(it.verdict, (message, &it.reason), (here, it.old.map(place)), &about);
            findings.extend(found.map(|finding| finding.in_input(Arc::clone(shown))));
        }
        findings
    }

    /// The earlier version of a contract, if there was one.
    fn before(&mut self, path: &Path, shown: &str) -> Result<Option<One>, Message> {
        let folder = Path::new(self.against);
        if folder.is_dir() {
            let within = self.request.paths.iter().find_map(|root| path.strip_prefix(root).ok());
            let within = within.filter(|it| !it.as_os_str().is_empty()).or_else(|| path.file_name().map(Path::new));
            let old = folder.join(within.unwrap_or(path));
            let shown = old.to_string_lossy().replace('\\', "/");
            return Ok(old.is_file().then_some(One { path: old, shown }));
        }
        let parent = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let parent = parent.canonicalize().unwrap_or_else(|_| parent.to_path_buf());
        let against = self.against;
        let opened = self
            .trees
            .entry(parent.clone())
            .or_insert_with(|| Git::open(&parent, against).map_err(|error| error.message));
        let git = opened.as_ref().map_err(Message::clone)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Ok(git.path(&format!("./{name}")).map(|path| One { path, shown: format!("{against}:{shown}") }))
    }
}

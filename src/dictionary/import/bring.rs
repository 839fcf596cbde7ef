//! Follows imports, presets and profiles from file to file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::pack::{PACKS, Pack, PackKind};
use super::resolve::{self, Found};
use super::wanted::{self, Wanted};
use super::{names, pin};
use crate::dictionary::ids::{DICTIONARY_INVALID, NAME_DUPLICATE};
use crate::dictionary::loading::Loading;
use crate::dictionary::part::{At, Part, Standing, entries};
use crate::finding::{Finding, Related};
use crate::message::{Message, import as say};
use crate::text::{FileId, Origin};

/// Most files that lead one to another.
const DEEPEST: usize = 16;
/// Most files that are brought in.
const MOST: usize = 500;
/// The profile that adds nothing.
const GENERAL: &str = "general";

/// Everything a dictionary is made of.
pub(in crate::dictionary) struct Brought {
    /// Its own files first, then what is imported, then presets.
    pub(in crate::dictionary) parts: Vec<Part>,
    /// Where a system names a preset → the preset's file.
    pub(in crate::dictionary) presets: BTreeMap<Origin, FileId>,
    /// The profiles in force, in the order in which they are named.
    pub(in crate::dictionary) profiles: Vec<(Arc<str>, Origin)>,
}

/// Brings in what the files `own` ask for, and what that asks for in turn.
pub(in crate::dictionary) fn all(loading: &mut Loading<'_>, own: Vec<Part>) -> Brought {
    // A file of the folder that another one imports counts as that import says.
    let wanted: BTreeSet<Found> = own
        .iter()
        .flat_map(|part| wanted::of(part).into_iter().map(move |it| (part, it)))
        .filter_map(|(part, it)| resolve::look(loading, part, &it.path.value).filter(|found| !is(part, found)))
        .collect();
    let (waiting, roots) = own.into_iter().partition(|part| wanted.contains(&Found::File(part.path.clone())));
    let mut bringing = Bringing {
        loading,
        waiting,
        parts: Vec::new(),
        known: BTreeMap::new(),
        namespaces: BTreeMap::new(),
        presets: BTreeMap::new(),
        stack: Vec::new(),
    };
    for part in roots {
        bringing.follow(Found::File(part.path.clone()), Origin::default(), part);
    }
    // Files that only import one another in a circle: the first stands for itself.
    while !bringing.waiting.is_empty() {
        let part = bringing.waiting.remove(0);
        bringing.follow(Found::File(part.path.clone()), Origin::default(), part);
    }
    let profiles = bringing.profiles();
    let mut parts = bringing.parts;
    let presets = bringing.presets;
    parts.sort_by_key(|it| (it.standing == Standing::Preset, it.standing == Standing::Imported, it.file));
    Brought { parts, presets, profiles }
}

fn is(part: &Part, found: &Found) -> bool {
    matches!(found, Found::File(path) if *path == part.path)
}

/// Whether two imports may have one namespace: they are the same, or packs of the program, which know of one another.
fn share(one: &Found, other: &Found) -> bool {
    one == other || matches!((one, other), (Found::Pack(_), Found::Pack(_)))
}

struct Bringing<'l, 'k> {
    loading: &'l mut Loading<'k>,
    /// Files of the folder that something else imports.
    waiting: Vec<Part>,
    /// What has been brought in.
    parts: Vec<Part>,
    /// What was brought in, under which namespace, and whether as a preset.
    known: BTreeMap<(Found, Option<Arc<str>>, bool), FileId>,
    namespaces: BTreeMap<Arc<str>, (Found, Origin)>,
    presets: BTreeMap<Origin, FileId>,
    /// From the dictionary's own file to the one that is followed, each with the place that asks for it.
    stack: Vec<(Found, Origin)>,
}

impl Bringing<'_, '_> {
    /// Brings in what `part` asks for, then keeps it.
    fn follow(&mut self, found: Found, asked: Origin, part: Part) {
        self.stack.push((found, asked));
        for wanted in wanted::of(&part) {
            self.bring(&part, &wanted);
        }
        self.stack.pop();
        self.parts.push(part);
    }

    fn bring(&mut self, part: &Part, wanted: &Wanted) {
        let origin = wanted.path.origin;
        let Some(found) = resolve::find(self.loading, (part, &wanted.at, origin), &wanted.path.value) else { return };
        if self.leads_back(&found, wanted) || self.is_too_much(wanted) {
            return;
        }
        if !self.may_be_called_so(&found, wanted) {
            return;
        }
        let namespace = wanted.namespace.as_ref().map(|it| Arc::clone(&it.value));
        let key = (found, namespace, wanted.is_preset);
        let file = match self.known.get(&key) {
            Some(file) => Some(*file),
            None => self.read(&key, wanted),
        };
        let Some(file) = file else { return };
        if let Some(brought) = self.parts.iter().find(|it| it.file == file) {
            pin::check(self.loading, brought, wanted);
        }
        if wanted.is_preset {
            self.presets.insert(origin, file);
        }
    }

    /// Reads a file that is asked for the first time.
    fn read(&mut self, key: &(Found, Option<Arc<str>>, bool), wanted: &Wanted) -> Option<FileId> {
        let (found, namespace, is_preset) = key;
        let of_folder = self.waiting.iter().position(|it| is(it, found)).map(|at| self.waiting.remove(at));
        let part = of_folder.or_else(|| match resolve::read(self.loading, found) {
            Ok(file) => self.loading.read(file),
            Err(reason) => {
                self.refuse(wanted, say::unreadable(&wanted.path.value).and(&reason), say::unreadable_help());
                None
            }
        });
        let mut part = part?;
        part.standing = match (is_preset, found, namespace) {
            (true, ..) => Standing::Preset,
            (false, Found::File(_), None) => Standing::Merged,
            _ => Standing::Imported,
        };
        let systems = entries(&part.raw.systems).count();
        if *is_preset && systems != 1 {
            self.refuse(wanted, say::no_preset(&wanted.path.value, systems), say::no_preset_help());
            return None;
        }
        let left = match namespace {
            Some(namespace) => names::put_under(&mut part.raw, namespace),
            None if *is_preset => names::without_checks(&mut part.raw),
            None => Vec::new(),
        };
        for key in left {
            let subject = format!("{}.{key}", wanted.at.path);
            self.loading.unchecked(&subject, wanted.path.origin, say::not_taken_over(key, &wanted.path.value));
        }
        part.namespace.clone_from(namespace);
        let file = part.file;
        self.known.insert(key.clone(), file);
        self.follow(found.clone(), wanted.path.origin, part);
        Some(file)
    }

    fn leads_back(&mut self, found: &Found, wanted: &Wanted) -> bool {
        let Some((_, asked)) = self.stack.iter().find(|(it, _)| it == found).cloned() else { return false };
        let mut finding = self.finding(wanted, say::cycle(&wanted.path.value), say::cycle_help());
        if asked != Origin::default() {
            finding = finding.related_to(Related::in_source(&self.loading.sources, asked, say::first_import()));
        }
        self.loading.push(wanted.path.origin, finding);
        true
    }

    fn is_too_much(&mut self, wanted: &Wanted) -> bool {
        let message = if self.stack.len() > DEEPEST {
            say::too_deep(DEEPEST)
        } else if self.known.len() >= MOST {
            say::too_many(MOST)
        } else {
            return false;
        };
        self.refuse(wanted, message, say::fewer_help());
        true
    }

    /// Whether the namespace of an import, where it has one, can be used: it belongs to one file alone.
    fn may_be_called_so(&mut self, found: &Found, wanted: &Wanted) -> bool {
        let Some(name) = &wanted.namespace else { return true };
        let fits = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        if name.value.is_empty() || !name.value.chars().all(fits) {
            let at = wanted.at.key("as");
            let message = say::namespace_unusable(&name.value);
            self.loading.invalid(name.origin, &at.path, message, crate::message::dictionary::id_unusable_help());
            return false;
        }
        if let Some((owner, first)) = self.namespaces.get(&name.value).filter(|(owner, _)| !share(owner, found)) {
            let owner = match owner {
                Found::Pack(name) => (*name).to_owned(),
                Found::File(path) => self.loading.shown(path),
            };
            let message = say::namespace_taken(&name.value, owner);
            let finding = self.loading.finding(NAME_DUPLICATE, name.origin, &wanted.at.key("as").path, message);
            let related = Related::in_source(&self.loading.sources, *first, crate::message::dictionary::first_here());
            self.loading.push(name.origin, finding.with_help(say::namespace_help()).related_to(related));
            return false;
        }
        self.namespaces.entry(Arc::clone(&name.value)).or_insert_with(|| (found.clone(), name.origin));
        true
    }

    fn finding(&self, wanted: &Wanted, message: Message, help: Message) -> Finding {
        self.loading.finding(DICTIONARY_INVALID, wanted.path.origin, &wanted.at.path, message).with_help(help)
    }

    fn refuse(&mut self, wanted: &Wanted, message: Message, help: Message) {
        let finding = self.finding(wanted, message, help);
        self.loading.push(wanted.path.origin, finding);
    }

    /// The profiles that the dictionary names and that exist; packs of the program are brought in for them.
    fn profiles(&mut self) -> Vec<(Arc<str>, Origin)> {
        let mut named = Vec::new();
        for part in self.parts.iter().filter(|it| it.standing == Standing::Own) {
            let Some(about) = &part.raw.dictionary.value else { continue };
            let at = At::top(part.file, "dictionary").key("profiles");
            let profiles = about.profiles.value.iter().flatten().filter_map(|it| it.get());
            named.extend(profiles.map(|(name, span)| (Arc::<str>::from(name.as_str()), at.origin(span))));
        }
        named.retain(|(name, origin)| self.profile(name, *origin));
        named
    }

    fn profile(&mut self, name: &str, origin: Origin) -> bool {
        let declared = |parts: &[Part]| -> Vec<String> {
            let all = parts.iter().flat_map(|it| entries(&it.raw.profiles));
            all.map(|(key, _)| key.value.text.clone()).collect()
        };
        let own = declared(&self.parts);
        if name == GENERAL || own.iter().any(|it| it == name) {
            return true;
        }
        let at = At { file: origin.file, path: "dictionary.profiles".to_owned() };
        let Some(pack) = Pack::of_profile(name) else {
            let packs = PACKS.iter().filter(|it| it.kind == PackKind::Profile);
            let known = packs.filter_map(|it| it.name.strip_prefix("std/")).chain([GENERAL]);
            let known: Vec<&str> = known.chain(own.iter().map(String::as_str)).collect();
            self.loading.dangling((&at, origin), say::no_profile(name), name, known);
            return false;
        };
        let path = crate::model::Declared::new(Arc::from(pack.name), origin);
        let wanted = Wanted { at, path, range: None, digest: None, namespace: None, is_preset: false };
        self.read(&(Found::Pack(pack.name), None, false), &wanted).is_some()
    }
}

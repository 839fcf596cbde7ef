//! A file that may be an input, and how its bytes are reached.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use crate::message::{Message, input};
use crate::table::packed::{self, Archive, Limits, Member, Packing, Unpackable};
use crate::table::{ReadError, Source};

/// How often something packed may be in something packed: a member that is packed itself, no more.
const DEEPEST: usize = 2;

/// A file, standard input, or a member of an archive.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Where it is; below the path of its archive for a member.
    pub(super) path: PathBuf,
    /// As reports show it: as given, with `/` between the parts, and `!` before a member.
    pub(super) shown: Arc<str>,
    /// Bytes, as far as they are known before it is read.
    pub(super) bytes: u64,
    /// Whether it was named itself, not met in a folder.
    pub(super) named: bool,
    /// Where its bytes are.
    home: Home,
    /// Its bytes, once they were unpacked; all copies of the candidate share them.
    unpacked: Arc<Mutex<Option<Source>>>,
}

#[derive(Clone, Debug)]
enum Home {
    File,
    /// Could be read only once, and was.
    Kept(Source),
    Member(Arc<Archive>, usize),
}

impl Candidate {
    /// A file of the file system.
    pub(super) fn file(path: &Path, shown: Arc<str>, bytes: u64, named: bool) -> Self {
        let unpacked = Arc::default();
        Self { path: path.to_path_buf(), shown, bytes, named, home: Home::File, unpacked }
    }

    /// Bytes that could be read only once.
    pub(super) fn kept(path: &Path, shown: Arc<str>, bytes: u64, kept: Source) -> Self {
        Self { home: Home::Kept(kept), ..Self::file(path, shown, bytes, true) }
    }

    fn member(&self, archive: &Arc<Archive>, member: &Member) -> Self {
        let shown = format!("{}!{}", self.shown, member.name);
        Self {
            home: Home::Member(Arc::clone(archive), member.index),
            ..Self::file(&self.path.join(&member.name), Arc::from(shown), member.bytes, self.named)
        }
    }

    /// Whether it is a file by itself, which contracts must be.
    pub(super) fn is_file(&self) -> bool {
        matches!(self.home, Home::File)
    }

    /// The names that globs are matched with: as shown, as if archives were folders, and without what packing added.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names = vec![self.shown.to_string()];
        if self.shown.contains('!') {
            names.push(self.shown.replace('!', "/"));
        }
        let plain: Vec<String> = names.iter().filter_map(|it| packed::unpacked_name(it)).map(str::to_owned).collect();
        names.extend(plain);
        names
    }

    /// The name of the archive that it is a member of.
    pub(super) fn archive_name(&self) -> Option<&str> {
        self.shown.rsplit_once('!').map(|it| it.0)
    }

    /// The last part of its name, without what packing has added to it.
    pub(super) fn plain_name(&self) -> &str {
        let name = self.shown.rsplit(['/', '!']).next().unwrap_or(&self.shown);
        packed::unpacked_name(name).unwrap_or(name)
    }

    /// Its bytes, unpacked as far as need be.
    ///
    /// # Errors
    /// Where it cannot be opened or unpacked.
    pub(super) fn source(&self, limits: Limits) -> Result<Source, Box<ReadError>> {
        let Ok(mut unpacked) = self.unpacked.lock() else { return self.opened(limits) };
        if let Some(source) = &*unpacked {
            return Ok(source.clone());
        }
        let source = self.opened(limits)?;
        *unpacked = Some(source.clone());
        Ok(source)
    }

    /// The bytes that all of it follows from, as they are stored now: of a member, those of its archive.
    ///
    /// # Errors
    /// Where they cannot be opened.
    pub(super) fn stored(&self) -> io::Result<Source> {
        match &self.home {
            Home::File => Source::open(&self.path),
            Home::Kept(source) => Ok(source.clone()),
            Home::Member(archive, _) => Ok(archive.source().clone()),
        }
    }

    /// Whether the bytes that are read are those that are stored.
    pub(super) fn is_stored(&self, source: &Source) -> bool {
        match &self.home {
            Home::File => std::fs::metadata(&self.path).map(|it| it.len()).ok() == source.length().ok(),
            Home::Kept(_) => Packing::of(&self.first_bytes()).is_none(),
            Home::Member(..) => false,
        }
    }

    /// As shown, as if archives were folders, and without what packing has added to its name where it was packed.
    pub(super) fn unpacked_name(&self, source: &Source) -> String {
        let name = self.shown.replace('!', "/");
        if self.is_stored(source) {
            return name;
        }
        packed::unpacked_name(&name).map_or(name.clone(), str::to_owned)
    }

    /// Gives up what was unpacked; it can be unpacked again.
    pub(super) fn release(&self) {
        if let Ok(mut unpacked) = self.unpacked.lock() {
            *unpacked = None;
        }
    }

    /// Its first bytes as stored; empty where they cannot be read, which opening it for its records will tell.
    pub(super) fn first_bytes(&self) -> Vec<u8> {
        match &self.home {
            Home::File => Source::open(&self.path).map(|it| it.first_bytes()).unwrap_or_default(),
            Home::Kept(source) => source.first_bytes(),
            Home::Member(archive, index) => archive.first_bytes(*index),
        }
    }

    fn opened(&self, limits: Limits) -> Result<Source, Box<ReadError>> {
        let (mut source, mut depth) = match &self.home {
            Home::File => (Source::open(&self.path).map_err(|error| self.unreadable(&error))?, 0),
            Home::Kept(source) => (source.clone(), 0),
            Home::Member(archive, index) => (archive.unpack(*index, limits).map_err(|it| it.told(&self.path))?, 1),
        };
        loop {
            match Packing::of(&source.first_bytes()) {
                Some(Packing::Zip) => return self.no_archive(source),
                Some(_) if depth >= DEEPEST => return Err(Unpackable::TooDeep.told(&self.path)),
                Some(packing) => {
                    source = packed::unpack(&source, packing, limits).map_err(|it| it.told(&self.path))?;
                    depth += 1;
                }
                None => return Ok(source),
            }
        }
    }

    /// A workbook is read by its own reader. An archive that comes here has no members, or is within too much else.
    fn no_archive(&self, source: Source) -> Result<Source, Box<ReadError>> {
        match Archive::open(&source) {
            None => Ok(source),
            Some(Err(error)) => Err(error.told(&self.path)),
            Some(Ok(archive)) if archive.members.is_empty() => Err(Unpackable::Members(0).told(&self.path)),
            Some(Ok(_)) => Err(Unpackable::TooDeep.told(&self.path)),
        }
    }

    fn unreadable(&self, error: &io::Error) -> Box<ReadError> {
        let reason = input::unreadable().and(&Message::verbatim(error.to_string()));
        Box::new(ReadError { path: self.path.clone(), offset: 0, reason, help: Some(input::unreadable_help()) })
    }

    /// The members of an archive in its place, and theirs; all else as it is.
    pub(super) fn expanded(self, limits: Limits) -> Vec<Self> {
        self.expand(limits, 0)
    }

    fn expand(self, limits: Limits, depth: usize) -> Vec<Self> {
        let is_archive = depth < DEEPEST && Packing::of(&self.first_bytes()) == Some(Packing::Zip);
        let source = match &self.home {
            _ if !is_archive => return vec![self],
            Home::File => Source::open(&self.path).ok(),
            Home::Kept(source) => Some(source.clone()),
            Home::Member(archive, index) => archive.unpack(*index, limits).ok(),
        };
        // What cannot be listed is told when it is opened.
        let Some(Some(Ok(archive))) = source.map(|it| Archive::open(&it)) else { return vec![self] };
        if archive.members.is_empty() {
            return vec![self];
        }
        let archive = Arc::new(archive);
        let members = archive.members.iter().map(|it| self.member(&archive, it));
        members.flat_map(|it| it.expand(limits, depth + 1)).collect()
    }
}

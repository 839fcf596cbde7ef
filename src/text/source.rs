//! The dictionary and contract files of a run, kept so that a finding can point into them.

use std::sync::Arc;

use super::{Excerpt, LineIndex, Position, Span};

/// Which of the [`Sources`] a text came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// Where something was written: a file and a range of its bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The file.
    pub file: FileId,
    /// The bytes in it.
    pub span: Span,
}

/// One file, decoded, with its lines.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path as reports show it: relative where it was given so, with `/` between the parts.
    pub path: Arc<str>,
    /// The whole text.
    pub text: Arc<str>,
    /// Where its lines start.
    pub lines: LineIndex,
}

/// All small text files of a run. Only grows, so a [`FileId`] stays good.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Keeps a file and gives its id.
    pub fn add(&mut self, path: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> FileId {
        let text: Arc<str> = text.into();
        let lines = LineIndex::new(&text);
        self.files.push(SourceFile { path: path.into(), text, lines });
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// The file behind `id`.
    ///
    /// # Panics
    /// When `id` came from another set of sources.
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All files, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0..).map(FileId).zip(&self.files)
    }

    /// Line and column of the first byte of `origin`.
    pub fn position(&self, origin: Origin) -> Position {
        let file = self.get(origin.file);
        file.lines.position(origin.span.start, &file.text)
    }

    /// The lines round `origin`, with the range marked.
    pub fn excerpt(&self, origin: Origin) -> Excerpt {
        let file = self.get(origin.file);
        Excerpt::of_source(&file.text, &file.lines, origin.span)
    }

    /// The text under `origin`.
    pub fn slice(&self, origin: Origin) -> &str {
        self.get(origin.file).text.get(origin.span.range()).unwrap_or_default()
    }
}

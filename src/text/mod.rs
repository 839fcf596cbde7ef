//! Floor 0: places in text. Spans, lines, excerpts, masks, suggestions. Knows nothing of data governance.

mod bytes;
mod edit;
mod excerpt;
mod lines;
mod mask;
pub mod pattern;
mod shape;
mod signs;
mod source;
mod span;
mod suggest;
mod word;
mod words;

pub use bytes::ByteSet;
pub use edit::{edited, scalar_like, with_item, with_value};
pub use excerpt::Excerpt;
pub use lines::{LineIndex, Position};
pub use mask::{Mask, PLACEHOLDER};
pub use shape::Shape;
pub use signs::Signs;
pub use source::{FileId, Origin, SourceFile, Sources};
pub use span::Span;
pub use suggest::{nearest, slip};
pub use word::{WORD, half_at, lowest_bytes, word, word_at};
pub use words::words;

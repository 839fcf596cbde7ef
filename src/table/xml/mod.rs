//! XML: a document whose records are elements of one path, with attributes and elements within them.
//!
//! One thread cuts the document after whole records (`cut`); any thread turns a block into columns (`index`). Both read
//! the same tokens (`token`), which know no entity but those of XML itself and never open another document: what a
//! document type declares is passed over, so an entity bomb is a few bytes of text. Which elements are the records, and
//! their columns, is found in the first bytes (`head`). Places are found again only for what is shown (`page`).

mod cut;
mod head;
mod index;
mod page;
mod record;
mod table;
mod token;

#[cfg(test)]
mod tests;

pub use table::XmlFormat;

/// The format's line in the registry.
pub static FORMAT: XmlFormat = XmlFormat;

//! Floor 2: what names of fields mean, and how near two of them are.
//!
//! A name is parted into words (`segment`): by case and separators, and where nothing parts them by the words that are known
//! in English, Chinese, pinyin and the abbreviations of systems (`lexicon`, whose words stand in `data/`). Each word may mean
//! several things; which of them counts is decided when two names are compared (`reading`). Names alone do not settle it:
//! types, formats, codes and values (`values`) speak for a
//! pair or against it (`weigh`), and so do the other fields of the table (`rank`).

mod known;
mod lexicon;
mod look;
mod rank;
mod reading;
mod segment;
mod values;
mod weigh;

pub use known::Known;
pub use rank::{Asked, Evidence, Ranked, SURE, kind, rank, rank_table};
pub use reading::Reading;
pub use values::Values;

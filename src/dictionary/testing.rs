//! What tests of higher floors share.

use super::{Known, load};
use crate::model::{Date, Dictionary};

/// The day of tests.
pub(crate) const TODAY: Date = Date { year: 2026, month: 7, day: 1 };

/// The dictionary that `text` describes; nothing may be wrong with its form.
pub(crate) fn dictionary(text: &str) -> Dictionary {
    let file = tempfile::Builder::new().suffix(".yaml").tempfile().unwrap();
    std::fs::write(file.path(), format!("dictum: 1\n{text}")).unwrap();
    let loaded = load(file.path(), "dictionary.yaml", &Known::default()).unwrap();
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings.iter().map(|it| &it.message).collect::<Vec<_>>());
    loaded.dictionary
}

//! How data looked once: names, shapes and codes, in a file that later runs are compared with.
//!
//! It holds no value of a record but codes that the dictionary lists, and none of a protected element. The same inputs give the same
//! bytes, so that it can be kept beside the dictionary and its changes be read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Version of the file's format.
const VERSION: u32 = 1;

/// The file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Snapshot {
    version: u32,
    /// `system.dataset` → how its files looked.
    pub datasets: BTreeMap<String, DatasetShape>,
}

impl Default for Snapshot {
    fn default() -> Self {
        Self { version: VERSION, datasets: BTreeMap::new() }
    }
}

/// How the files of a dataset looked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DatasetShape {
    /// Files.
    pub files: u64,
    /// Records of all of them.
    pub records: u64,
    /// Header → how its column looked.
    pub fields: BTreeMap<String, FieldShape>,
}

/// How a column looked, over all files that have it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FieldShape {
    /// The element it stands for; none where nobody declared it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub element: Option<String>,
    /// Files that have it.
    pub files: u64,
    /// Cells that are null.
    pub nulls: u64,
    /// Cells that are not.
    pub values: u64,
    /// Different values, about: of many, a few hundredths more or less.
    pub distinct: u64,
    /// Characters of all values together.
    pub characters: u64,
    /// Codes of the code list, as written, and how often each stood there.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub codes: BTreeMap<String, u64>,
}

/// Why a file is no snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SnapshotError {
    /// It is not JSON of the form; line and column from 1, both 0 where nothing is known.
    Malformed(u64, u64, String),
    /// A version that this release does not know.
    Version(u32),
}

impl Snapshot {
    /// Reads the text of a file.
    ///
    /// # Errors
    /// Where it is no snapshot of version 1.
    pub fn read(text: &str) -> Result<Self, SnapshotError> {
        let read: Self = serde_json::from_str(text)
            .map_err(|error| SnapshotError::Malformed(error.line() as u64, error.column() as u64, error.to_string()))?;
        if read.version == VERSION { Ok(read) } else { Err(SnapshotError::Version(read.version)) }
    }

    /// The file's text: JSON, everything in the order of its names.
    pub fn written(&self) -> String {
        // Strings and numbers alone cannot fail to be written.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snapshot_comes_back_as_it_went_and_nothing_else_is_one() {
        let mut snapshot = Snapshot::default();
        let field =
            FieldShape { files: 1, nulls: 2, codes: BTreeMap::from([("paid".to_owned(), 3)]), ..FieldShape::default() };
        let fields = BTreeMap::from([("状态".to_owned(), field)]);
        snapshot.datasets.insert("shop.orders".to_owned(), DatasetShape { files: 1, records: 5, fields });
        assert_eq!(Snapshot::read(&snapshot.written()), Ok(snapshot));
        assert!(matches!(Snapshot::read("{"), Err(SnapshotError::Malformed(1, 1, _))));
        assert!(matches!(
            Snapshot::read("{\"version\": 1, \"datasets\": {}, \"more\": 1}"),
            Err(SnapshotError::Malformed(..))
        ));
        assert_eq!(Snapshot::read("{\"version\": 2, \"datasets\": {}}"), Err(SnapshotError::Version(2)));
    }
}

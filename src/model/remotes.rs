//! Local copies of documents that contracts refer to by address.

use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One address, or the beginning of many, and what stands for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remote {
    /// As contracts write it, without `#` and what follows; one that ends in `/` stands for all that begin with it.
    pub address: Arc<str>,
    /// The copy: a file, of an address that ends in `/` a folder.
    pub path: PathBuf,
    /// The copy as reports show it.
    pub shown: String,
}

/// All of them.
#[derive(Clone, Debug, Default)]
pub struct Remotes(pub Vec<Remote>);

impl Remotes {
    /// The file that stands for `address`, and how reports show it; of several the one of the longest beginning.
    pub fn file(&self, address: &str) -> Option<(PathBuf, String)> {
        let address = address.trim_end_matches('#');
        if let Some(exact) = self.0.iter().find(|it| *it.address == *address && !address.ends_with('/')) {
            return Some((exact.path.clone(), exact.shown.clone()));
        }
        let begins = self.0.iter().filter(|it| it.address.ends_with('/') && address.starts_with(&*it.address));
        let longest = begins.max_by_key(|it| it.address.len())?;
        let rest = address.strip_prefix(&*longest.address).filter(|it| is_plain(it))?;
        Some((longest.path.join(rest), format!("{}/{rest}", longest.shown.trim_end_matches('/'))))
    }
}

/// Whether the rest of an address leads down from the folder that stands for its beginning.
fn is_plain(rest: &str) -> bool {
    let parts = Path::new(rest).components();
    !rest.is_empty()
        && !rest.contains('\\')
        && parts.into_iter().all(|it| matches!(it, std::path::Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_beginning_stands_for_an_address() {
        let remote = |address: &str, path: &str| Remote {
            address: Arc::from(address),
            path: PathBuf::from(path),
            shown: path.to_owned(),
        };
        let remotes = Remotes(vec![
            remote("https://a.example/", "copies"),
            remote("https://a.example/v2/", "newer"),
            remote("https://b.example/order.json", "order.json"),
        ]);
        for (address, expected) in [
            ("https://a.example/x/order.json", Some("copies/x/order.json")),
            ("https://a.example/v2/order.json", Some("newer/order.json")),
            ("https://b.example/order.json", Some("order.json")),
            ("https://b.example/order.json#", Some("order.json")),
            ("https://b.example/other.json", None),
            ("https://a.example/../secret", None),
            ("https://a.example/", None),
        ] {
            assert_eq!(remotes.file(address).map(|it| it.1).as_deref(), expected, "{address}");
        }
    }
}

//! Ranges of semantic versions, as `version: "^1.4"` writes them.

use semver::{Prerelease, Version, VersionReq};

/// Versions that fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Range(VersionReq);

impl Range {
    /// Reads `^1.4`, `~1.4.2`, `=1.4.2`, `>=1.2, <3`, `1.4` (which is `^1.4`) or `*`. `None` for anything else.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let is_masked = text != "*" && text.contains(['*', 'x', 'X']);
        VersionReq::parse(text).ok().filter(|_| !is_masked).map(Self)
    }

    /// Whether `version` fits; what follows `-` or `+` does not count. `None` if it is no semantic version.
    pub(super) fn has(&self, version: &str) -> Option<bool> {
        let version = Version::parse(version).ok()?;
        Some(self.0.matches(&Version { pre: Prerelease::EMPTY, ..version }))
    }
}

/// Whether `text` is a semantic version: three numbers, and what may follow `-` or `+`.
pub(in crate::dictionary) fn is_version(text: &str) -> bool {
    Version::parse(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_take_what_they_say() {
        for (range, fits, does_not) in [
            ("^1.4", &["1.4.0", "1.9.3", "1.4.0+build"][..], &["1.3.9", "2.0.0"][..]),
            ("1.4", &["1.4.0", "1.5.0"], &["2.0.0"]),
            ("1", &["1.0.0", "1.99.0"], &["0.9.0", "2.0.0"]),
            ("^0.3", &["0.3.0", "0.3.9"], &["0.4.0", "1.0.0"]),
            ("^0.0.3", &["0.0.3"], &["0.0.4"]),
            ("~1.4.2", &["1.4.2", "1.4.9"], &["1.5.0", "1.4.1"]),
            ("~1", &["1.9.0"], &["2.0.0"]),
            ("=1.4.2", &["1.4.2"], &["1.4.3"]),
            ("=1.4", &["1.4.0", "1.4.7"], &["1.5.0"]),
            (">=1.2, <3", &["1.2.0", "2.9.9"], &["1.1.9", "3.0.0"]),
            (">1.2", &["1.3.0"], &["1.2.9"]),
            ("<=2", &["2.9.9", "0.1.0"], &["3.0.0"]),
            ("*", &["0.0.1", "9.9.9"], &[]),
        ] {
            let parsed = Range::parse(range).unwrap();
            assert!(fits.iter().all(|it| parsed.has(it) == Some(true)), "{range}: {fits:?}");
            assert!(does_not.iter().all(|it| parsed.has(it) == Some(false)), "{range}: {does_not:?}");
        }
    }

    #[test]
    fn what_is_no_range_or_no_version_is_told_apart() {
        for text in ["", "latest", "^", "1.2.3.4", "=>1", "1..2", "v1", "^18446744073709551616", "1,", "^1.x"] {
            assert_eq!(Range::parse(text), None, "{text}");
        }
        for version in ["1", "1.2", "one", ""] {
            assert_eq!(Range::parse("*").unwrap().has(version), None, "{version}");
        }
    }
}

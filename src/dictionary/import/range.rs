//! Ranges of semantic versions, as `version: "^1.4"` writes them.

/// Major, minor, patch.
type Version = (u64, u64, u64);

/// Versions that fit: from the first, inclusive, to the second, exclusive; every pair must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Range(Vec<(Version, Option<Version>)>);

impl Range {
    /// Reads `^1.4`, `~1.4.2`, `=1.4.2`, `>=1.2, <3`, `1.4` (which is `^1.4`) or `*`. `None` for anything else.
    pub(super) fn parse(text: &str) -> Option<Self> {
        text.split(',').map(|part| bounds(part.trim())).collect::<Option<Vec<_>>>().map(Self)
    }

    /// Whether `version` fits; what follows `-` or `+` does not count. `None` if it is no semantic version.
    pub(super) fn has(&self, version: &str) -> Option<bool> {
        let core = version.split(['-', '+']).next()?;
        let (version, 3) = parts(core)? else { return None };
        Some(self.0.iter().all(|(from, to)| version >= *from && to.is_none_or(|to| version < to)))
    }
}

/// Whether `text` is a semantic version: three numbers, and what may follow `-` or `+`.
pub(in crate::dictionary) fn is_version(text: &str) -> bool {
    let core = text.split(['-', '+']).next().unwrap_or_default();
    matches!(parts(core), Some((_, 3)))
}

fn bounds(text: &str) -> Option<(Version, Option<Version>)> {
    if text == "*" {
        return Some(((0, 0, 0), None));
    }
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (sign, rest) = text.split_at(digits);
    let (version, given) = parts(rest)?;
    let (major, minor, patch) = version;
    // The least version that is greater than all that begin with the parts that are given.
    let next = match given {
        1 => (major.checked_add(1)?, 0, 0),
        2 => (major, minor.checked_add(1)?, 0),
        _ => (major, minor, patch.checked_add(1)?),
    };
    let compatible = match version {
        (0, 0, _) if given == 3 => (0, 0, patch.checked_add(1)?),
        (0, minor, _) if given > 1 => (0, minor.checked_add(1)?, 0),
        (major, ..) => (major.checked_add(1)?, 0, 0),
    };
    match sign.trim() {
        "" | "^" => Some((version, Some(compatible))),
        "~" => Some((version, Some(if given == 1 { next } else { (major, minor.checked_add(1)?, 0) }))),
        "=" => Some((version, Some(next))),
        ">=" => Some((version, None)),
        ">" => Some((next, None)),
        "<" => Some(((0, 0, 0), Some(version))),
        "<=" => Some(((0, 0, 0), Some(next))),
        _ => None,
    }
}

/// A version of one to three numbers, and how many it has.
fn parts(text: &str) -> Option<(Version, usize)> {
    let number = |it: &str| it.bytes().all(|b| b.is_ascii_digit()).then(|| it.parse().ok()).flatten();
    let numbers: Vec<u64> = text.split('.').map(number).collect::<Option<_>>()?;
    let at = |index: usize| numbers.get(index).copied().unwrap_or_default();
    (1..=3).contains(&numbers.len()).then(|| ((at(0), at(1), at(2)), numbers.len()))
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
        for text in ["", "latest", "^", "1.2.3.4", "=>1", "1..2", "v1", "^18446744073709551615", "1,", "^1.x"] {
            assert_eq!(Range::parse(text), None, "{text}");
        }
        for version in ["1", "1.2", "one", ""] {
            assert_eq!(Range::parse("*").unwrap().has(version), None, "{version}");
        }
    }
}

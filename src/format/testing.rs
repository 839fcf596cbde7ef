//! What the tests of every format share.

use super::{Context, Day, NamedFormat, Verdict};

/// The day on which tests judge.
pub(super) const TODAY: Context = Context { as_of: Day { year: 2026, month: 6, day: 1 } };

const LAST_DAY: Context = Context { as_of: Day { year: 9999, month: 12, day: 31 } };

/// Holds a table of texts and verdicts, at least twenty rows.
pub(super) fn hold(format: &NamedFormat, rows: &[(&str, Verdict)]) {
    assert!(rows.len() >= 20, "{} has {} rows", format.name, rows.len());
    for (text, verdict) in rows {
        assert_eq!((format.check)(text, &TODAY), *verdict, "{}: {text:?}", format.name);
        canonical_is_valid(format, text);
    }
}

/// Holds rewritten spellings.
pub(super) fn rewrites(format: &NamedFormat, rows: &[(&str, Option<&str>)]) {
    let canonical = format.canonical.expect(format.name);
    for (text, expected) in rows {
        assert_eq!(canonical(text).as_deref(), *expected, "{}: {text:?}", format.name);
    }
}

/// A text of the format has one canonical spelling, which is valid and its own canonical spelling.
pub(super) fn canonical_is_valid(format: &NamedFormat, text: &str) {
    let verdict = (format.check)(text, &TODAY);
    let Some(canonical) = format.canonical else {
        assert_ne!(verdict, Verdict::NonCanonical, "{}: {text:?} has no other spelling", format.name);
        return;
    };
    let spelled = canonical(text);
    match verdict {
        Verdict::Valid | Verdict::NonCanonical => {
            let spelled = spelled.unwrap_or_else(|| panic!("{}: {text:?} has no canonical spelling", format.name));
            assert_eq!((format.check)(&spelled, &TODAY), Verdict::Valid, "{}: {text:?} → {spelled:?}", format.name);
            assert_eq!(canonical(&spelled).as_ref(), Some(&spelled), "{}: {text:?}", format.name);
            if verdict == Verdict::NonCanonical {
                assert_ne!(spelled, text, "{}", format.name);
            }
        }
        // What is malformed only because its day is to come has a canonical spelling all the same.
        Verdict::Malformed if (format.check)(text, &LAST_DAY) == Verdict::Malformed => {
            assert_eq!(spelled, None, "{}: {text:?}", format.name);
        }
        Verdict::Malformed | Verdict::Doubtful | Verdict::Checksum => {}
    }
}

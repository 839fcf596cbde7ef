//! Whether the version says what changed.

use crate::finding::{Bump, VersionStep};
use crate::model::Dictionary;

/// What the changes need, beside what the two dictionaries say; nothing where the old one has no version.
pub(in crate::engine) fn step(old: &Dictionary, new: &Dictionary, needs: Option<Bump>) -> Option<VersionStep> {
    let before = parse(old.version.as_deref()?)?;
    let needed = match needs {
        // Before the first release a minor version may break.
        Some(Bump::Major) if before.0 == 0 => (0, before.1 + 1, 0),
        Some(Bump::Major) => (before.0 + 1, 0, 0),
        Some(Bump::Minor) if before.0 == 0 => (0, before.1, before.2 + 1),
        Some(Bump::Minor) => (before.0, before.1 + 1, 0),
        Some(Bump::Patch) => (before.0, before.1, before.2 + 1),
        None => before,
    };
    let is_enough = new.version.as_deref().and_then(parse).is_some_and(|it| it >= needed);
    Some(VersionStep {
        old: old.version.clone().unwrap_or_default(),
        new: new.version.clone().unwrap_or_default(),
        needed: format!("{}.{}.{}", needed.0, needed.1, needed.2),
        needs,
        is_enough,
    })
}

/// Major, minor and patch of a semantic version; what follows `-` or `+` does not count.
fn parse(text: &str) -> Option<(u64, u64, u64)> {
    let core = text.split(['-', '+']).next()?;
    let mut parts = core.split('.').map(|it| it.parse::<u64>().ok());
    let version = (parts.next()??, parts.next()??, parts.next()??);
    parts.next().is_none().then_some(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_needs_its_version() {
        let dictionary = |version: &str| Dictionary { version: Some(version.to_owned()), ..Dictionary::default() };
        for (old, needs, needed) in [
            ("1.2.3", Some(Bump::Major), "2.0.0"),
            ("1.2.3", Some(Bump::Minor), "1.3.0"),
            ("1.2.3", Some(Bump::Patch), "1.2.4"),
            ("1.2.3", None, "1.2.3"),
            ("0.2.3", Some(Bump::Major), "0.3.0"),
            ("0.2.3", Some(Bump::Minor), "0.2.4"),
        ] {
            let step = step(&dictionary(old), &dictionary(old), needs).unwrap();
            assert_eq!((&*step.needed, step.is_enough), (needed, needs.is_none()), "{old} {needs:?}");
            let enough = super::step(&dictionary(old), &dictionary(needed), needs).unwrap();
            assert!(enough.is_enough, "{old} {needed}");
        }
        assert!(step(&dictionary("today"), &dictionary("1.0.0"), None).is_none());
    }
}

//! `semver`: a semantic version such as `1.4.0-rc.1+build.7`.
//!
//! Three whole numbers without leading zeros, parted by points; then perhaps `-` and identifiers of a pre-release, of which numbers
//! have no leading zeros; then perhaps `+` and identifiers of a build. Identifiers are ASCII letters, digits and hyphens, parted by
//! points, none empty. A `v` before it is another spelling: it names a tag, not a version. Source: Semantic Versioning 2.0.0.

use super::characters::all_digits;
use super::{Context, NamedFormat, Verdict};
use crate::message::format as words;

/// The format.
pub(super) static FORMAT: NamedFormat = NamedFormat {
    name: "semver",
    title: words::semver,
    expects: words::semver_expects,
    check: |text, _: &Context| match spelled(text) {
        Some(version) if version.len() == text.len() => Verdict::Valid,
        Some(_) => Verdict::NonCanonical,
        None => Verdict::Malformed,
    },
    canonical: Some(|text| spelled(text).map(str::to_owned)),
    examples: &["1.4.0", "2.0.0-rc.1+build.7"],
    has_checksum: false,
};

/// The version without the letter of a tag.
fn spelled(text: &str) -> Option<&str> {
    let version = text.strip_prefix(['v', 'V']).unwrap_or(text);
    let (rest, build) = version.split_once('+').map_or((version, None), |(rest, build)| (rest, Some(build)));
    let (core, release) = rest.split_once('-').map_or((rest, None), |(core, release)| (core, Some(release)));
    let is_core = core.split('.').count() == 3 && core.split('.').all(is_number);
    let is_release = release.is_none_or(|it| it.split('.').all(|it| is_identifier(it) && !is_padded(it)));
    let is_build = build.is_none_or(|it| it.split('.').all(is_identifier));
    (is_core && is_release && is_build).then_some(version)
}

fn is_number(text: &str) -> bool {
    all_digits(text.as_bytes()) && !is_padded(text)
}

/// Whether a text is a number with leading zeros.
fn is_padded(text: &str) -> bool {
    text.len() > 1 && text.starts_with('0') && all_digits(text.as_bytes())
}

fn is_identifier(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-')
}

#[cfg(test)]
mod tests {
    use super::super::testing::rewrites;
    use super::FORMAT;

    #[test]
    fn the_letter_of_a_tag_is_taken_off() {
        rewrites(
            &FORMAT,
            &[
                ("v1.4.0", Some("1.4.0")),
                ("1.4.0-rc.1+build.007", Some("1.4.0-rc.1+build.007")),
                ("vv1.4.0", None),
                ("v", None),
                ("1.4", None),
            ],
        );
    }
}

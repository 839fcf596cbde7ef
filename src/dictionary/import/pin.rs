//! Whether what was brought in is the version and the very file that was asked for.

use super::range::Range;
use super::wanted::Wanted;
use crate::dictionary::ids::DICTIONARY_INVALID;
use crate::dictionary::loading::Loading;
use crate::dictionary::part::{At, Part};
use crate::finding::Related;
use crate::message::import as say;

/// Reports what does not fit.
pub(super) fn check(loading: &mut Loading<'_>, part: &Part, wanted: &Wanted) {
    version(loading, part, wanted);
    digest(loading, part, wanted);
}

fn version(loading: &mut Loading<'_>, part: &Part, wanted: &Wanted) {
    let Some(asked) = &wanted.range else { return };
    let at = wanted.at.key("version");
    let Some(range) = Range::parse(&asked.value) else {
        loading.invalid(asked.origin, &at.path, say::range_unusable(&asked.value), say::range_help());
        return;
    };
    let about = part.raw.dictionary.value.as_ref();
    let found = about.and_then(|it| it.version.get());
    let fits = found.and_then(|(version, _)| range.has(version));
    let path = &wanted.path.value;
    match (found, fits) {
        (_, Some(true)) => {}
        (Some((version, span)), Some(false)) => {
            let message = say::version_unfit(path, version, &asked.value);
            let finding = loading.finding(DICTIONARY_INVALID, asked.origin, &at.path, message);
            let said = At::top(part.file, "dictionary").origin(span);
            let related = Related::in_source(&loading.sources, said, say::version_here());
            loading.push(asked.origin, finding.with_help(say::version_unfit_help(path)).related_to(related));
        }
        _ => {
            let message = say::version_missing(path, &asked.value);
            loading.invalid(asked.origin, &at.path, message, say::version_missing_help());
        }
    }
}

fn digest(loading: &mut Loading<'_>, part: &Part, wanted: &Wanted) {
    let Some(asked) = &wanted.digest else { return };
    let at = wanted.at.key("digest");
    let plain = asked.value.strip_prefix("sha256:").unwrap_or(&asked.value).to_ascii_lowercase();
    if plain.len() != 64 || !plain.bytes().all(|it| it.is_ascii_hexdigit()) {
        let help = say::digest_help(&part.digest);
        loading.invalid(asked.origin, &at.path, say::digest_unusable(&asked.value), help);
    } else if plain != part.digest {
        let message = say::digest_differs(&wanted.path.value, &part.digest);
        loading.invalid(asked.origin, &at.path, message, say::digest_help(&part.digest));
    }
}

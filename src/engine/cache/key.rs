//! Everything that a result follows from.

use std::collections::BTreeSet;
use std::io;

use super::digest::{self, Digest, Ingredients};
use crate::engine::assign::Assigned;
use crate::engine::drift::Promises;
use crate::engine::request::Request;
use crate::model::Dictionary;
use crate::table::Source;

/// The hash of what every result of a run follows from. `None` where the program cannot be told from others.
pub(super) fn common(dictionary: &Dictionary, request: &Request, given: &BTreeSet<&str>) -> Option<Digest> {
    let mut all = Ingredients::default();
    all.text(env!("CARGO_PKG_VERSION"));
    all.bytes(&digest::of_program()?);
    all.text(&dictionary.path);
    for (_, file) in dictionary.sources.iter() {
        all.text(&file.path);
        all.text(&file.text);
    }
    all.number(given.len() as u64);
    for it in given {
        all.text(it);
    }
    asked(request, &mut all);
    Some(all.digest())
}

/// What was asked. Taken apart whole, so that nothing can be added to a request without a word on whether it matters here.
fn asked(request: &Request, all: &mut Ingredients) {
    let Request {
        system,
        dataset,
        levels,
        as_of,
        show_values,
        input_format,
        max_unpacked,
        places,
        places_in_all,
        // In the dictionary's and the files' own ingredients.
        dictionary: _,
        paths: _,
        never: _,
        // Used on the findings of the whole run, or on contracts and names of files, none of which are kept.
        baseline: _,
        against: _,
        since: _,
        now: _,
        // Reports do not depend on them; tests of the whole program hold that.
        memory: _,
        jobs: _,
        cache: _,
        // Nothing is kept of a run that is compared with a snapshot, or takes one.
        snapshot: _,
    } = request;
    all.text(&format!(
        "{system:?} {dataset:?} {as_of:?} {show_values} {input_format:?} {max_unpacked} {places} {places_in_all}"
    ));
    all.text(&format!("{levels:?}"));
}

/// The hash of `common` and of files: their names, what they are read as, their bytes as stored, and what contracts promise of
/// them.
///
/// # Errors
/// Where a file cannot be read.
pub(super) fn of_files(
    common: Digest,
    (files, promises): (&[Assigned<'_>], &Promises),
    jobs: usize,
) -> io::Result<Digest> {
    let mut all = Ingredients::default();
    all.bytes(&common);
    // Members of one archive stand side by side, and its bytes are hashed once.
    let mut last: Option<(Source, Digest)> = None;
    for Assigned { file, dataset, kind, format } in files {
        let stored = file.stored()?;
        let digest = match last.take().filter(|(it, _)| it.is_same(&stored)) {
            Some((_, digest)) => digest,
            None => digest::of_source(&stored, jobs)?,
        };
        all.bytes(file.path.as_os_str().as_encoded_bytes());
        all.text(&file.shown);
        all.text(&format!("{} {} {kind:?} {format:?}", file.named, file.bytes));
        all.text(&dataset.id);
        all.bytes(&digest);
        all.text(&format!("{:?}", promises.get(&dataset.id)));
        last = Some((stored, digest));
    }
    Ok(all.digest())
}

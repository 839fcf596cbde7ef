//! "Did you mean": the nearest of a few known names.

/// Of `known`, the name nearest to `typed`, if it is near enough to be a slip: at most a third of its characters differ.
///
/// Case, `_`, `-` and blanks do not count as differences. Ties go to the first.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = fold(typed);
    let mut best: Option<(usize, &str)> = None;
    for name in known {
        let folded = fold(name);
        let distance = strsim::osa_distance(&wanted, &folded);
        let longest = wanted.chars().count().max(folded.chars().count());
        if distance * 3 <= longest && name != typed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// The first of `known` that differs from `typed` in at most `most` letters; case, `_`, `-` and blanks do not count.
pub fn slip<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>, most: usize) -> Option<&'a str> {
    let wanted = fold(typed);
    known.into_iter().find(|name| {
        let folded = fold(name);
        *name != typed
            && folded.len().abs_diff(wanted.len()) <= most * 4
            && if most == 0 { folded == wanted } else { strsim::osa_distance(&wanted, &folded) <= most }
    })
}

fn fold(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_recognised_and_other_words_are_not() {
        let known = ["maxLength", "minLength", "pattern", "nullable"];
        for (typed, found) in [
            ("max_length", Some("maxLength")),
            ("patern", Some("pattern")),
            ("nulable", Some("nullable")),
            ("colour", None),
            ("pattern", None),
        ] {
            assert_eq!(nearest(typed, known), found, "{typed}");
        }
    }
}

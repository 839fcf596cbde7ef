//! What stands round all values of a column, and what they are all made of.

/// Words that stand round numbers.
const SIGNS: [&str; 16] =
    ["元", "万元", "分", "件", "个", "天", "次", "人", "CNY", "RMB", "USD", "EUR", "kg", "g", "cm", "m"];

/// Values without the one sign or word that stands before or after all of them.
pub(super) fn undecorated<'v>(values: &[&'v str]) -> (Vec<&'v str>, Option<String>, Option<String>) {
    let is_number = |c: char| c.is_ascii_digit() || c == '-' || c == '.';
    let before = |it: &&'v str| it.find(is_number).and_then(|at| it.get(..at)).unwrap_or_default().to_owned();
    let after = |it: &&'v str| {
        it.rfind(|c: char| c.is_ascii_digit()).and_then(|at| it.get(at + 1..)).unwrap_or_default().to_owned()
    };
    let (Some(first), Some(last)) = (values.first().map(before), values.first().map(after)) else {
        return (Vec::new(), None, None);
    };
    // Letters before digits are part of a number that is an identifier, unless they name a unit.
    let is_sign = |it: &str| {
        let plain = it.trim();
        SIGNS.contains(&plain) || !plain.chars().any(char::is_alphanumeric)
    };
    if !is_sign(&first) || !is_sign(&last) {
        return (values.to_vec(), None, None);
    }
    let same = values.iter().filter(|it| before(it) == first && after(it) == last).count();
    if (first.is_empty() && last.is_empty())
        || same * 100 < values.len() * super::shape::MOST
        || first.len() + last.len() > 12
    {
        return (values.to_vec(), None, None);
    }
    let bare =
        values.iter().map(|it| it.strip_prefix(&*first).unwrap_or(it)).map(|it| it.strip_suffix(&*last).unwrap_or(it));
    let told = |it: String| Some(it).filter(|it| !it.is_empty());
    (bare.collect(), told(first.clone()), told(last.clone()))
}

/// The pattern of identifiers that are all made alike: letters that all have in common, then digits, of one length.
pub(super) fn pattern(values: &[&str]) -> Option<String> {
    let first = values.first()?;
    let letters = first.find(|c: char| c.is_ascii_digit())?;
    let head = first.get(..letters).filter(|it| it.chars().all(|c| c.is_ascii_uppercase() || c == '-'))?;
    let digits = first.len() - letters;
    let is_alike = |it: &str| {
        let rest = it.strip_prefix(head);
        rest.is_some_and(|rest| rest.len() == digits && rest.bytes().all(|it| it.is_ascii_digit()))
    };
    (digits > 2 && super::shape::most(values, is_alike)).then(|| format!("^{head}[0-9]{{{digits}}}$"))
}

/// The letters that one pattern of identifiers has before those of another: what stands before each of its values.
pub(super) fn before(pattern: &str, other: &str) -> Option<String> {
    let head = pattern.strip_prefix('^')?.strip_suffix(other.strip_prefix('^')?)?;
    (!head.is_empty()).then(|| head.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_before_a_known_number_are_a_prefix() {
        for (own, other, prefix) in [
            ("^SO[0-9]{10}$", "^[0-9]{10}$", Some("SO")),
            ("^SO[0-9]{10}$", "^O[0-9]{10}$", Some("S")),
            ("^[0-9]{10}$", "^[0-9]{10}$", None),
            ("^SO[0-9]{10}$", "^[0-9]{9}$", None),
        ] {
            assert_eq!(before(own, other).as_deref(), prefix, "{own} {other}");
        }
    }
}

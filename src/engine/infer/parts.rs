//! A draft taken apart: what stands under which key. Only the linter's own writing is read here, two blanks for each level.

/// Lines that stand under keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// The keys from the root of the file.
    pub(super) under: Vec<String>,
    /// Without indentation, each ended by a line break.
    pub(super) text: String,
}

/// Whatever a draft says, section by section; datasets of the systems `known` stand under those.
pub(super) fn parts(draft: &str, known: impl Fn(&str) -> bool) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut under: Vec<String> = Vec::new();
    for line in draft.lines() {
        let depth = (line.len() - line.trim_start_matches(' ').len()) / 2;
        let key = || line.trim().trim_end_matches(':').to_owned();
        if line.is_empty() || depth == 0 {
            let begins = line.ends_with(':') && !line.starts_with('#');
            under = if begins { vec![key()] } else { Vec::new() };
            continue;
        }
        if depth == 1 && under.first().is_some_and(|it| it == "systems") && line.ends_with(':') {
            under = vec!["systems".to_owned()];
            if known(&key()) {
                under.extend([key(), "datasets".to_owned()]);
                continue;
            }
        }
        if under.is_empty() || depth < under.len() {
            continue;
        }
        let text = line.get(under.len() * 2..).unwrap_or_default();
        match parts.iter_mut().find(|it| it.under == under) {
            Some(part) => part.text.extend([text, "\n"]),
            None => parts.push(Part { under: under.clone(), text: format!("{text}\n") }),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_taken_apart() {
        let draft = "# a draft\ndictum: 1\n\nelements:\n  # seen\n  a.b:\n    type: string\n\nsystems:\n  new:\n    datasets:\n      x:\n        fields:\n  old:\n    datasets:\n      # 3 records\n      y:\n        fields:\n";
        let part = |under: &[&str], text: &str| Part {
            under: under.iter().map(|it| (*it).to_owned()).collect(),
            text: text.to_owned(),
        };
        assert_eq!(
            parts(draft, |it| it == "old"),
            [
                part(&["elements"], "# seen\na.b:\n  type: string\n"),
                part(&["systems"], "new:\n  datasets:\n    x:\n      fields:\n"),
                part(&["systems", "old", "datasets"], "# 3 records\ny:\n  fields:\n"),
            ]
        );
    }
}

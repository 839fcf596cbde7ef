//! Files before and after.

use std::collections::BTreeSet;
use std::path::Path;

use super::order::{FILE, OBJECTS, Under};
use super::{read, same, tidy};
use crate::dictionary::{PACKS, schema};
use crate::document::NodeRef;

#[test]
fn each_file_has_one_form() {
    for (before, after) in [
        ("dictum: 1", "dictum: 1\n"),
        ("\u{FEFF}dictum:   1  \r\nformats: {}\r\n\r\n\r\n", "dictum: 1\nformats: {}\n"),
        // The keys of the format have an order, names keep theirs.
        ("elements: {}\n# why\ndictum: 1\n", "# why\ndictum: 1\nelements: {}\n"),
        (
            "dictum: 1\nelements:\n    z.b: {type: string,title: b}\n    a.a:\n        type:   string # always\n        title: a\n",
            "dictum: 1\nelements:\n  z.b: {title: b, type: string}\n  a.a:\n    title: a\n    type: string # always\n",
        ),
        // Comments move with what they stand above.
        (
            "# head\n\ndictum: 1\nelements:\n  # the number\n  a.a:\n    # what it is\n    type: string\n    title: a   # short\n    # last words\n# of the systems\nsystems: {}\n",
            "# head\n\ndictum: 1\nelements:\n  # the number\n  a.a:\n    title: a   # short\n    # what it is\n    type: string\n    # last words\n# of the systems\nsystems: {}\n",
        ),
        // Lists, at the key's own column or set in.
        (
            "dictum: 1\nwaivers:\n- where: x\n  rule: r\n  reason: y\n# next\n-   rule: s\n    where: z\n    reason: w\nimports:\n  - {as: a,path: p}\n",
            "dictum: 1\nimports:\n  - {path: p, as: a}\nwaivers:\n  - rule: r\n    where: x\n    reason: y\n  # next\n  - rule: s\n    where: z\n    reason: w\n",
        ),
        // What spans lines moves as a whole.
        (
            "dictum: 1\nelements:\n    a.a:\n        type: string\n        definition: |\n            one\n              two\n\n            three\n        examples: [a,\n          b]\n",
            "dictum: 1\nelements:\n  a.a:\n    definition: |\n        one\n          two\n\n        three\n    type: string\n    examples: [a,\n      b]\n",
        ),
        // Quotes, numbers and anything that unfolds stay as they are.
        (
            "dictum: 1\ncodeLists:\n  c:\n    values:   {'01':  \"one\" , \"02\": two}\n  d: &d {values: { A: a}}\n",
            "dictum: 1\ncodeLists:\n  c:\n    values: {'01': \"one\", \"02\": two}\n  d: &d {values: { A: a}}\n",
        ),
    ] {
        let found = tidy(before).unwrap_or_else(|it| panic!("{before}: {it:?}"));
        assert_eq!(found, after, "{before}");
        assert_eq!(tidy(&found).unwrap(), found, "{before}");
    }
}

#[test]
fn what_is_no_dictionary_without_mistakes_is_left_alone() {
    for (text, id) in [
        ("", "no_dictionary"),
        ("elements: {}\n", "no_dictionary"),
        ("{dictum: 1}\n", "no_dictionary"),
        ("dictum: 1\nelements: [\n", "unreadable"),
        ("dictum: 1\ndictum: 1\n", "unreadable"),
        ("dictum: 1\n---\ndictum: 1\n", "unreadable"),
        ("dictum: 1\na: &x {b: 1}\nc:\n  <<: *x\n  d: 1\n", "structure"),
        ("- 1\n", "no_dictionary"),
    ] {
        assert_eq!(tidy(text).unwrap_err().message.id(), id, "{text}");
    }
}

/// Every dictionary file of the repository, packs included.
fn files() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = PACKS.iter().map(|it| (it.name.to_owned(), it.text.to_owned())).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["fixtures/example/dictionary.yaml", "templates/dictum.yaml", "benches/orders/dictionary.yaml"] {
        files.push((name.to_owned(), std::fs::read_to_string(root.join(name)).unwrap()));
    }
    for entry in std::fs::read_dir(root.join("fixtures/shop/dictionary")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|it| it == "yaml") {
            files.push((path.display().to_string(), std::fs::read_to_string(path).unwrap()));
        }
    }
    files
}

#[test]
fn every_dictionary_here_says_the_same_afterwards_and_is_in_form_then() {
    for (name, text) in files() {
        let once = tidy(&text).unwrap_or_else(|it| panic!("{name}: {it:?}"));
        assert!(same::is_same(&read(&text).unwrap(), &read(&once).unwrap()), "{name}");
        assert_eq!(tidy(&once).unwrap(), once, "{name}");
    }
}

#[test]
fn packs_are_in_form() {
    for pack in PACKS {
        assert_eq!(tidy(pack.text).unwrap(), pack.text, "{}: run `dictum fmt packs`", pack.name);
    }
}

#[test]
fn the_order_names_every_key_of_the_format_once() {
    let schema = schema();
    for object in OBJECTS {
        let of = if object.name.is_empty() { &schema } else { &schema["$defs"][object.name] };
        let mut wanted: Vec<&String> = of["properties"].as_object().unwrap().keys().collect();
        let mut found: Vec<&str> = object.keys().collect();
        wanted.sort();
        found.sort_unstable();
        assert_eq!(found, wanted, "{}", object.name);
    }
    assert_eq!(OBJECTS.len(), schema["$defs"].as_object().unwrap().len() + 1);
}

/// Which keys of which objects of the format a value holds.
fn seen(node: NodeRef<'_>, under: Under, into: &mut BTreeSet<(&'static str, String)>) {
    match under {
        Under::One(object) => {
            for entry in node.entries() {
                into.insert((object.name, entry.key.to_owned()));
                seen(entry.value, object.under(entry.key), into);
            }
        }
        Under::Each(object) => node.entries().for_each(|it| seen(it.value, Under::One(object), into)),
        Under::List(object) => node.items().for_each(|it| seen(it, Under::One(object), into)),
        Under::Plain => {}
    }
}

/// The example loads without a finding, and what nothing checks is listed (`dictionary::tests`): so no key of the format is silent.
#[test]
fn the_example_has_every_key_of_the_format() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/example/dictionary.yaml");
    let mut found = BTreeSet::new();
    seen(read(&std::fs::read_to_string(path).unwrap()).unwrap().root(), Under::One(&FILE), &mut found);
    let wanted = OBJECTS.iter().flat_map(|object| object.keys().map(|key| (object.name, key.to_owned())));
    let missing: Vec<_> = wanted.filter(|it| !found.contains(it)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// What may be put between the lines of a file without changing what it says.
const NOISE: [&str; 5] = ["\n", "\n\n\n", "# a remark\n", "      # a remark, set in\n", "   \n"];

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(64))]

    #[test]
    fn nothing_that_is_said_ever_changes(
        which in 0..64_usize,
        noise in proptest::collection::vec((0..400_usize, 0..NOISE.len()), 0..12),
        returns in proptest::bool::ANY,
    ) {
        let files = files();
        let text = &files[which % files.len()].1;
        let mut lines: Vec<String> = text.lines().map(|it| format!("{it}\n")).collect();
        for (at, what) in noise {
            let at = at % (lines.len() + 1);
            lines.insert(at, NOISE[what].to_owned());
        }
        let text = if returns { lines.concat().replace('\n', "\r\n") } else { lines.concat() };
        let Ok(before) = read(&text.replace("\r\n", "\n")) else { return Ok(()) };
        if let Ok(once) = tidy(&text) {
            assert!(same::is_same(&before, &read(&once).unwrap()));
            assert_eq!(tidy(&once).unwrap(), once);
        }
    }

    #[test]
    fn no_bytes_make_it_panic_or_lose_a_word(
        edits in proptest::collection::vec((0..20_000_usize, 0..8_usize, "[ -~\\n]{0,6}"), 1..6),
    ) {
        let mut text = files().swap_remove(PACKS.len()).1;
        for (at, drop, with) in edits {
            let start = (0..=at % text.len()).rev().find(|it| text.is_char_boundary(*it)).unwrap();
            let end = (start + drop..=text.len()).find(|it| text.is_char_boundary(*it)).unwrap_or(text.len());
            text.replace_range(start..end, &with);
        }
        if let Ok(once) = tidy(&text) {
            assert!(same::is_same(&read(&text.replace("\r\n", "\n")).unwrap(), &read(&once).unwrap()), "{text}");
            assert_eq!(tidy(&once).unwrap(), once, "{text}");
        }
    }
}

//! One schema with planted defects in every kind of contract, as YAML and as JSON: the same findings but for places.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod common;

use std::fs;

use common::{dictum, fixtures};

/// Kinds, by the name of their fixture; the fragment that holds the schema; whether the kind has addresses.
const KINDS: [(&str, &str, bool); 12] = [
    ("openapi-3.0", "/paths/~1orders/get", true),
    ("openapi-3.1", "/paths/~1orders/get", true),
    ("openapi-3.2", "/paths/~1orders/get", true),
    ("swagger-2.0", "/paths/~1orders/get", true),
    ("asyncapi-2.0", "/components/schemas/Order", false),
    ("asyncapi-2.6", "/components/schemas/Order", false),
    ("asyncapi-3.0", "/components/schemas/Order", false),
    ("json-schema-draft-04", "", false),
    ("json-schema-draft-06", "", false),
    ("json-schema-draft-07", "", false),
    ("json-schema-2019-09", "", false),
    ("json-schema-2020-12", "", false),
];

/// The report on one fixture, a line each, in the concise form.
fn report(name: &str, fragment: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let dictionary = fs::read_to_string(fixtures("contracts/dictionary.yaml")).unwrap();
    let contract = format!("{name}#{fragment}");
    fs::write(folder.path().join("dictionary.yaml"), dictionary.replace("CONTRACT", &contract)).unwrap();
    fs::copy(fixtures("contracts").join(name), folder.path().join(name)).unwrap();
    let mut check = dictum();
    check.current_dir(folder.path()).args(["check", "--dictionary", "dictionary.yaml", "--format", "concise", name]);
    let output = check.output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

/// A report without its places: what is said of the contract, in the order of the words.
fn said(lines: &[String]) -> Vec<String> {
    let mut said: Vec<String> =
        lines.iter().filter_map(|line| line.splitn(4, ':').nth(3)).map(|it| it.trim().to_owned()).collect();
    said.sort();
    said
}

/// The text of a fixture, written anew where the run blesses.
fn expected(name: &str, found: &[String]) -> Vec<String> {
    let path = fixtures("contracts").join(name);
    if std::env::var_os("DICTUM_BLESS").is_some() {
        fs::write(&path, found.join("\n") + "\n").unwrap();
    }
    fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn every_kind_of_contract_gives_the_planted_findings() {
    let (first, fragment, _) = KINDS[0];
    let expected = expected("expected.txt", &said(&report(&format!("{first}.yaml"), fragment)));
    assert_eq!(expected.len(), 28);
    for (kind, fragment, has_address) in KINDS {
        let of_addresses = ["pii-forbidden", "contract-transport"];
        let addressed = |it: &&String| has_address || !of_addresses.iter().any(|rule| it.contains(rule));
        let wanted: Vec<String> = expected.iter().filter(addressed).cloned().collect();
        for form in ["yaml", "json"] {
            let name = format!("{kind}.{form}");
            assert_eq!(said(&report(&name, fragment)), wanted, "{name}");
        }
    }
}

#[test]
fn places_are_those_of_the_planted_keywords() {
    for (kind, fragment, _) in KINDS {
        for form in ["yaml", "json"] {
            let name = format!("{kind}.{form}");
            let found = report(&name, fragment);
            assert_eq!(found, expected(&format!("reports/{name}.txt"), &found), "{name}");
        }
    }
}

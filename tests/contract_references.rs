//! References of contracts: copies of remote documents, and what is wrong told once.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod common;

use std::fs;

use common::dictum;

const DICTIONARY: &str = "
dictum: 1
REMOTES
elements:
  order.id: {type: string, maxLength: 30}
systems:
  shop:
    datasets:
      orders:
        contract: api.yaml#/components/schemas/Order
        fields: {id: order.id}
";

const CONTRACT: &str = "
openapi: 3.0.3
info: {title: t, version: '1'}
paths: {}
components:
  schemas:
    Order:
      type: object
      properties:
        id: {$ref: 'https://schemas.example.com/v1/order.json#/$defs/Id'}
    Other:
      type: object
      properties:
        id: {$ref: 'https://schemas.example.com/v1/order.json#/$defs/Id'}
        no: {$ref: 'https://schemas.example.com/v1/order.json#/$defs/No'}
";

/// The concise report of a check with `remotes` in the dictionary.
fn report(remotes: &str, contract: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("copies/v1")).unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("dictionary.yaml", &DICTIONARY.replace("REMOTES", remotes));
    write("api.yaml", contract);
    write("copies/v1/order.json", r#"{"$defs": {"Id": {"$ref": "ids.json#/$defs/Text"}, "No": {"type": "string"}}}"#);
    write("copies/v1/ids.json", r#"{"$defs": {"Text": {"type": "string", "maxLength": 60}}}"#);
    let mut check = dictum();
    check.current_dir(folder.path()).args(["check", "-d", "dictionary.yaml", "--format", "concise", "api.yaml"]);
    let output = check.output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    told.lines().filter(|it| it.contains('[')).map(str::to_owned).collect()
}

#[test]
fn a_remote_document_is_read_from_its_copy_and_never_fetched() {
    let narrowed = "copies/v1/ids.json:1:39: error[length-exceeded] `id` allows 60 characters, `order.id` at most 30";
    let skipped = "api.yaml:10:20: warning[check-skipped] `https://schemas.example.com/v1/order.json` is remote, and nothing is fetched (3 of 3)";
    for (remotes, expected) in [
        ("remotes: {'https://schemas.example.com/': copies}", &[narrowed][..]),
        ("remotes: {'https://schemas.example.com/v1/order.json': copies/v1/order.json}", &[narrowed]),
        ("", &[skipped]),
        (
            "remotes: {'https://schemas.example.com/': nowhere}",
            &[skipped, "dictionary.yaml:3:43: error[reference-dangling] file `nowhere` does not exist"],
        ),
        (
            "remotes: {schemas.example.com: copies}",
            &[
                skipped,
                "dictionary.yaml:3:11: error[dictionary-invalid] `schemas.example.com` is no address of a document",
            ],
        ),
    ] {
        assert_eq!(report(remotes, CONTRACT), expected, "{remotes}");
    }
}

#[test]
fn a_part_that_is_not_there_is_told_once_at_all_references() {
    let contract = CONTRACT.replace("https://schemas.example.com/v1/order.json#/$defs", "#/components/schemas");
    let told = report("", &contract);
    let expected = [
        "api.yaml:10:20: error[contract-invalid] `#/components/schemas/Id` leads nowhere (2 of 2)",
        "api.yaml:15:20: error[contract-invalid] `#/components/schemas/No` leads nowhere",
    ];
    assert_eq!(told[..2], expected, "{told:#?}");
}

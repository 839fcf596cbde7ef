//! A dataset's files against its contract: what one declares and the other holds.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod common;

use std::fs;

use common::dictum;

const DICTIONARY: &str = "
dictum: 1
elements:
  order.id: {type: string, maxLength: 30}
  order.count: {type: integer, minimum: 0}
  order.total: {type: decimal, representation: amount, scale: 3, unit: CNY}
  order.status: {type: string, codes: status}
  order.note: {type: string, maxLength: 100, nullable: true}
  order.at: {type: timestamp, format: iso8601, zone: optional}
  order.paid: {type: boolean}
codeLists: {status: {values: {A: a, B: b, C: c}}}
systems:
  shop:
    datasets:
      orders:
        files: ['orders.*']
        contract: api.yaml#/components/schemas/Order
        EXTRA
        fields:
          id: order.id
          count: {element: order.count, required: false}
          total: {element: order.total, required: false}
          status: {element: order.status, required: false}
          note: {element: order.note, required: false}
          at: {element: order.at, required: false}
          paid: {element: order.paid, required: false}
          buyer.note: {element: order.note, required: false, from: buyer}
";

/// What is said of drift, without the name of the rule; and how many other findings there are.
fn drift(properties: &str, (name, data): (&str, &str), extra: &str) -> (Vec<String>, usize) {
    let folder = tempfile::tempdir().unwrap();
    let contract = format!(
        "openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths: {{}}\ncomponents: {{schemas: {{Order: {properties}}}}}\n"
    );
    fs::write(folder.path().join("dictionary.yaml"), DICTIONARY.replace("EXTRA", extra)).unwrap();
    fs::write(folder.path().join("api.yaml"), contract).unwrap();
    fs::write(folder.path().join(name), data).unwrap();
    let mut check = dictum();
    check.current_dir(folder.path()).args([
        "check",
        "--dictionary",
        "dictionary.yaml",
        "--ignore",
        "contract-form",
        "--format",
        "concise",
        ".",
    ]);
    let output = check.output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = told.lines().filter(|it| it.contains('[')).collect();
    let drift = |it: &&str| it.split_once("[contract-data-drift] ").map(|(place, said)| format!("{}{said}", at(place)));
    let found: Vec<String> = lines.iter().filter_map(drift).collect();
    let others = lines.len() - found.len();
    (found, others)
}

/// Severity and place within the file.
fn at(place: &str) -> String {
    let (place, severity) = place.rsplit_once(' ').unwrap();
    let numbers: Vec<&str> = place.trim_end_matches(':').rsplit(':').take(2).collect();
    format!("{severity} {}:{} ", numbers[1], numbers[0])
}

#[test]
fn each_promise_is_held_against_the_values_once() {
    for (properties, data, expected) in [
        ("{properties: {id: {type: string}}}", "id\nA1\n", &[][..]),
        (
            "{properties: {id: {type: string, maxLength: 2}}}",
            "id\nA1\nA123\n",
            &["error 3:1 the contract gives `id` at most 2 characters, and the data hold 4 (1 of 2)"],
        ),
        (
            "{properties: {id: {type: string, pattern: '^A'}}}",
            "id\nA1\nB1\n",
            &["error 3:1 the contract's pattern of `id`, `^A`, refuses `B1`, which the data hold (1 of 2)"],
        ),
        (
            "{properties: {id: {type: string}, count: {type: integer, maximum: 5}}}",
            "id,count\nA1,5\nA2,6\n",
            &["error 3:4 the contract allows `count` up to 5, and the data hold `6` (1 of 2)"],
        ),
        (
            "{properties: {id: {type: string}, total: {type: integer}}}",
            "id,total\nA1,5.00\nA2,6.50\n",
            &["error 3:4 the contract declares `total` as `integer`, and the data hold `6.50` (1 of 2)"],
        ),
        (
            "{properties: {id: {type: string}, total: {type: number, multipleOf: 0.01}}}",
            "id,total\nA1,5.125\n",
            &["error 2:4 the contract lets `total` go in steps of 0.01, and the data hold `5.125`"],
        ),
        (
            "{properties: {id: {type: string}, status: {type: string}, note: {type: string, enum: [x]}}}",
            "id,status,note\nA1,A,y\n",
            &["error 2:6 the contract's enum of `note` lacks `y`, which the data hold"],
        ),
        (
            "{required: [note], properties: {id: {type: string}, note: {type: string}}}",
            "id,note\nA1,\nA2,x\n",
            &["error 1:4 the contract promises a value of `note`, and the data lack one (1 of 2)"],
        ),
        ("{properties: {id: {type: string}, note: {type: string}}}", "id,note\nA1,\nA2,x\n", &[]),
        (
            "{required: [note], properties: {id: {type: string}, note: {type: string, nullable: true}}}",
            "id,note\nA1,\n",
            &[],
        ),
        (
            "{required: [count], properties: {id: {type: string}, count: {type: integer}}}",
            "id\nA1\n",
            &["error 1:1 the contract declares `count`, and the data have no such field"],
        ),
        (
            "{properties: {id: {type: string}, count: {type: integer}}}",
            "id\nA1\n",
            &["warning 1:1 the contract declares `count`, and the data have no such field"],
        ),
        (
            "{properties: {id: {type: string}}}",
            "id,count\nA1,1\n",
            &["error 1:4 the data have `count`, and the contract does not declare it"],
        ),
    ] {
        assert_eq!(drift(properties, ("orders.csv", data), "").0, expected, "{properties}\n{data}");
    }
}

#[test]
fn json_is_held_against_the_declared_kinds() {
    let properties = "{properties: {id: {type: string}, count: {type: integer}, paid: {type: boolean}}}";
    for (data, expected) in [
        (r#"{"id":"A1","count":1,"paid":true}"#, &[][..]),
        (
            r#"{"id":"A1","count":"1","paid":true}"#,
            &["error 1:20 the contract declares `count` as `integer`, and the data hold a JSON string"],
        ),
        (
            r#"{"id":"A1","count":1,"paid":"true"}"#,
            &["error 1:29 the contract declares `paid` as `boolean`, and the data hold a JSON string"],
        ),
    ] {
        let (found, others) = drift(properties, ("orders.ndjson", data), "");
        assert_eq!((found, others), (expected.iter().map(ToString::to_string).collect(), 0), "{data}");
    }
}

#[test]
fn what_has_a_finding_already_is_not_told_again() {
    for (properties, data) in [
        // The contract contradicts the dictionary, which the data follow.
        ("{properties: {id: {type: string}, status: {type: string, enum: [A, B, D]}}}", "id,status\nA1,C\n"),
        ("{properties: {id: {type: integer}}}", "id\nA1\n"),
        ("{properties: {id: {type: string}, at: {type: string, format: date}}}", "id,at\nA1,2026-01-01T00:00:00\n"),
        // The data contradict the dictionary, which the contract follows.
        ("{properties: {id: {type: string, maxLength: 30}}}", "id\nA234567890123456789012345678901\n"),
        ("{properties: {id: {type: string}, count: {type: integer}}}", "id,count\nA1,x\n"),
        // A field that the dictionary requires, and one that it does not know.
        ("{properties: {count: {type: integer}}}", "id,count\nA1,1\n"),
        ("{required: [id], properties: {id: {type: string}, count: {type: integer}}}", "count\n1\n"),
        ("{properties: {id: {type: string}}}", "id,extra\nA1,1\n"),
        ("{properties: {id: {type: string}, extra: {type: string}}}", "id\nA1\n"),
    ] {
        let (found, others) = drift(properties, ("orders.csv", data), "");
        assert_eq!((found, others), (Vec::new(), 1), "{properties}\n{data}");
    }
}

#[test]
fn fields_that_the_dictionary_leaves_alone_are_the_contracts() {
    let properties = "{required: [b], properties: {id: {type: string}, a: {type: string}, b: {type: string}, c: {type: object, properties: {d: {type: string}}}}}";
    let (found, others) = drift(properties, ("orders.csv", "id,d,e\nA1,1,2\n"), "extraFields: allow");
    let expected = [
        "error 1:1 the contract declares `b`, and the data have no such field",
        "error 1:6 the data have `e`, and the contract does not declare it",
        "warning 1:1 the contract declares `a`, and the data have no such field",
    ];
    let mut found = found;
    found.sort();
    assert_eq!((found, others), (expected.iter().map(ToString::to_string).collect(), 0));
}

#[test]
fn a_run_over_everything_with_half_of_it_says_so() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dictionary.yaml"), DICTIONARY.replace("EXTRA", "")).unwrap();
    fs::write(folder.path().join("orders.csv"), "id\nA1\n").unwrap();
    let mut check = dictum();
    check.current_dir(folder.path()).args([
        "check",
        "--dictionary",
        "dictionary.yaml",
        "--ignore",
        "contract-form",
        "--format",
        "concise",
        ".",
    ]);
    let told = String::from_utf8(check.output().unwrap().stdout).unwrap();
    let expected =
        "warning[check-skipped] the files of `shop.orders` were not compared with its contract: no contract was given";
    assert!(told.contains(expected), "{told}");
}

#[test]
fn what_the_cache_knows_depends_on_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("dictionary.yaml", &DICTIONARY.replace("EXTRA", ""));
    write("orders.csv", "id\nA1\nA123\n");
    let found = |most: u32| {
        let schema = format!("{{properties: {{id: {{type: string, maxLength: {most}}}}}}}");
        let contract = format!(
            "openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths: {{}}\ncomponents: {{schemas: {{Order: {schema}}}}}\n"
        );
        write("api.yaml", &contract);
        let mut check = dictum();
        check.current_dir(folder.path()).args([
            "check",
            "-d",
            "dictionary.yaml",
            "--cache-dir",
            "kept",
            "--format",
            "concise",
            ".",
        ]);
        String::from_utf8(check.output().unwrap().stdout).unwrap().contains("[contract-data-drift]")
    };
    assert_eq!([found(9), found(9), found(2), found(2), found(9)], [false, false, true, true, false]);
}

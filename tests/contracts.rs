//! Contracts judged by a dictionary: loader, reader, binding and rules together.

#![expect(clippy::unwrap_used, clippy::format_collect, reason = "a test may stop at what it does not expect")]

use std::path::Path;
use std::sync::Arc;

use dictum::contract::{self, Contract, ProblemKind};
use dictum::dictionary::{self, Known};
use dictum::finding::{Finding, Place, Severity};
use dictum::message::Lang;
use dictum::model::{Date, Dictionary, Site};
use dictum::plan;
use dictum::rule::{FieldSpec, Judged};
use dictum::rules::RULES;
use dictum::text::Sources;

/// What the rules say of the contract of `dataset`.
fn judge(dictionary: &Dictionary, dataset: &str, contract: &Contract, sources: &Sources, path: &str) -> Vec<Finding> {
    let dataset = dictionary.datasets.get(dataset).unwrap();
    let fragment = dataset.contract.as_ref().map(|it| it.value.fragment.to_string()).unwrap_or_default();
    let lowered = contract.fields(&fragment);
    assert!(lowered.is_read, "{:?}", lowered.problems);
    let binding = plan::bind(dictionary, dataset, &lowered.fields);
    let specs: Vec<Arc<FieldSpec>> = binding
        .bound
        .iter()
        .filter_map(|bound| plan::field_spec(dictionary, dataset, bound.field).map(Arc::new))
        .collect();
    let place = |site: Site| match site {
        Site::Source(origin) => Place::in_source(sources, origin),
        Site::Column(_) => Place::default(),
    };
    let judged = Judged {
        dictionary,
        dataset,
        system: dictionary.systems.get(&dataset.system).unwrap(),
        path: Arc::from(path),
        is_contract: true,
        as_of: Date::parse("2026-07-01").unwrap(),
        fields: &lowered.fields,
        binding: &binding,
        specs: &specs,
        place: &place,
        text: Some(sources),
        whole: &|| Place::in_source(sources, lowered.whole),
    };
    let mut findings = Vec::new();
    for rule in RULES {
        if let Some(judge) = rule.parts.declaration {
            judge(&judged, &mut findings);
        }
    }
    findings
}

/// Rule, field, line and column of each finding.
fn shop(root: &str) -> Vec<String> {
    let shop = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/shop");
    let loaded = dictionary::load(&shop.join("dictionary"), "dictionary", &Known::default()).unwrap();
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    let path = "contracts/douyin.openapi.yaml";
    let mut sources = Sources::default();
    let contract = contract::open(&shop.join(root).join(path), path, &mut sources).unwrap();
    assert_eq!((contract.format(), contract.problems()), ("openapi-3.0", &[][..]));
    let mut told: Vec<String> = judge(&loaded.dictionary, "douyin.ordersApi", &contract, &sources, path)
        .iter()
        .map(|it| {
            let place = it.places.first().unwrap();
            assert_eq!((it.count, it.tested, &**it.path.as_ref().unwrap()), (1, 1, path));
            assert!(!it.related.is_empty() && it.label.is_some() && it.help.is_some(), "{it:?}");
            let field = it.field.as_deref().unwrap_or_default();
            format!("{} {field} {}:{}", it.rule, place.line, place.column)
        })
        .collect();
    told.sort();
    told
}

#[test]
fn the_shop_gives_the_planted_defects_and_its_twin_none() {
    let planted = include_str!("../fixtures/shop/PLANTED.tsv");
    let rows = planted.lines().filter_map(|line| line.strip_prefix("contracts/douyin.openapi.yaml\t"));
    let mut expected: Vec<String> = rows
        .map(|row| {
            let cells: Vec<&str> = row.split('\t').collect();
            format!("{} {} {}:{}", cells[0], cells[1], cells[4], cells[5])
        })
        .collect();
    expected.sort();
    assert!(!expected.is_empty());
    assert_eq!(shop("."), expected);
    assert_eq!(shop("clean"), [] as [String; 0]);
}

const DICTIONARY: &str = r#"
dictum: 1
elements:
  a.id: {type: string, representation: identifier, pattern: "^[0-9]{19}$"}
  a.short: {type: string, representation: identifier, maxLength: 8, minLength: 4}
  a.text: {type: string, representation: text, maxLength: 10}
  a.count: {type: integer, minimum: 1, maximum: 999}
  a.money: {type: decimal, precision: 6, scale: 2, minimum: "0"}
  a.at: {type: timestamp, zone: required, format: ["yyyy-MM-dd HH:mm:ss", rfc3339]}
  a.plain: {type: timestamp, zone: required, format: "yyyy-MM-dd HH:mm:ss"}
  a.day: {type: date}
  a.mail: {type: string, format: email}
  a.flag: {type: boolean}
  a.state: {type: string, representation: code, codes: state}
  a.nulled: {type: string, nullable: false}
entities:
  thing: {key: [a.id], required: [a.id, a.text]}
codeLists:
  state: {values: {"1": one, "2": two}}
systems:
  s:
    datasets:
      d:
        entity: thing
        contract: api.yaml#/components/schemas/S
        fields: {id: a.id, text: a.text, "o.short": a.short, count: a.count, money: a.money, at: a.at, plain: a.plain, day: a.day, mail: a.mail, flag: a.flag, state: a.state, nulled: a.nulled}
"#;

/// Rule, severity, subject and the marked text of what is found where `property` is declared as `schema`.
fn found(property: &str, schema: &str, required: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("dictionary.yaml"), DICTIONARY).unwrap();
    let loaded =
        dictionary::load(&folder.path().join("dictionary.yaml"), "dictionary.yaml", &Known::default()).unwrap();
    assert!(loaded.findings.iter().all(|it| it.severity != Severity::Error), "{:?}", loaded.findings);
    let mut properties = vec![("id", "{type: string}"), ("text", "{type: string}")];
    properties.retain(|(name, _)| *name != property);
    properties.push((property, schema));
    let properties: String = properties.iter().map(|(name, schema)| format!("        {name}: {schema}\n")).collect();
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\ncomponents:\n  schemas:\n    S:\n      required: [{required}]\n      properties:\n{properties}"
    );
    std::fs::write(folder.path().join("api.yaml"), &text).unwrap();
    let mut sources = Sources::default();
    let contract = contract::open(&folder.path().join("api.yaml"), "api.yaml", &mut sources).unwrap();
    let broken = contract.problems().iter().find(|it| it.kind == ProblemKind::Invalid);
    assert!(broken.is_none(), "{broken:?}");
    let findings = judge(&loaded.dictionary, "s.d", &contract, &sources, "api.yaml");
    let shown = findings.iter().filter(|it| !["contract-form", "field-missing"].contains(&it.rule.name())).map(|it| {
        let place = it.places.first().unwrap();
        let (start, length) = (usize::try_from(place.offset).unwrap(), usize::try_from(place.length).unwrap());
        assert!(!it.message.text(Lang::ZhCn).is_empty());
        format!("{} {} at {}", it.rule, it.severity, text.get(start..start + length).unwrap())
    });
    shown.collect()
}

#[test]
fn every_rule_judges_what_a_contract_declares() {
    let none: [&str; 0] = [];
    for (property, schema, expected) in [
        ("id", "{type: integer, format: int64}", &["identifier-as-number error at type: integer"][..]),
        ("id", "{type: [string, integer]}", &["identifier-as-number error at type: [string, integer]"]),
        ("id", "{type: integer, maximum: 9007199254740991}", &["identifier-as-number warning at type: integer"]),
        (
            "o",
            "{properties: {short: {type: integer, format: int64}}}",
            &["identifier-as-number warning at type: integer"],
        ),
        (
            "o",
            "{properties: {short: {type: string, minLength: 3, maxLength: 9}}}",
            &["length-exceeded error at maxLength: 9", "length-exceeded error at minLength: 3"],
        ),
        ("o", "{properties: {short: {type: string, minLength: 4, maxLength: 8}}}", &none),
        ("id", "{type: string, pattern: '^[0-9]{18,19}$'}", &["pattern-mismatch error at pattern: '^[0-9]{18,19}$'"]),
        ("id", r"{type: string, pattern: '^\d{19}$'}", &none),
        (
            "id",
            "{type: string, pattern: '^(?=1)[0-9]{19}$'}",
            &["pattern-mismatch warning at pattern: '^(?=1)[0-9]{19}$'"],
        ),
        ("text", "{type: integer}", &["type-mismatch error at type: integer"]),
        ("text", "{type: [string, 'null']}", &["required-mismatch error at type: [string, 'null']"]),
        ("nulled", "{type: string, nullable: true}", &["required-mismatch error at nullable: true"]),
        ("count", "{type: string}", &["type-mismatch error at type: string"]),
        (
            "count",
            "{type: integer, minimum: 0, maximum: 1000}",
            &["range-exceeded error at maximum: 1000", "range-exceeded error at minimum: 0"],
        ),
        ("count", "{type: integer, exclusiveMinimum: 0, exclusiveMaximum: 1000}", &none),
        ("count", "{type: integer, exclusiveMinimum: -1}", &["range-exceeded error at exclusiveMinimum: -1"]),
        ("money", "{type: number, multipleOf: 0.001}", &["scale-exceeded error at multipleOf: 0.001"]),
        ("money", "{type: number, multipleOf: 0.010, minimum: 0, maximum: 9999.99}", &none),
        ("money", "{type: number, maximum: 10000}", &["scale-exceeded error at maximum: 10000"]),
        ("money", "{type: string}", &["type-mismatch error at type: string"]),
        ("money", "{type: string, format: decimal}", &none),
        ("money", r"{type: string, pattern: '^\d+\.\d{2}$'}", &none),
        ("money", "{type: boolean}", &["type-mismatch error at type: boolean"]),
        ("at", "{type: string, format: date-time}", &none),
        ("at", "{type: string, format: date}", &["date-format error at format: date"]),
        ("at", "{type: integer}", &["type-mismatch error at type: integer"]),
        ("plain", "{type: string, format: date-time}", &["date-format error at format: date-time"]),
        (
            "plain",
            "{type: string, format: 'yyyy-MM-dd HH:mm:ss'}",
            &["zone-missing warning at format: 'yyyy-MM-dd HH:mm:ss'"],
        ),
        ("day", "{type: string, format: date}", &none),
        ("day", "{type: string, format: yyyyMMdd}", &["date-format error at format: yyyyMMdd"]),
        ("mail", "{type: string, format: idn-email}", &["pii-undeclared warning at mail"]),
        (
            "mail",
            "{type: string, format: uuid}",
            &["format-mismatch error at format: uuid", "pii-undeclared warning at mail"],
        ),
        ("mail", "{type: string, format: our-own}", &["pii-undeclared warning at mail"]),
        ("flag", "{type: integer, enum: [0, 1]}", &["type-mismatch error at type: integer"]),
        ("state", "{type: string, enum: ['1', '2']}", &none),
        ("state", "{enum: [1, 2, null]}", &none),
        ("state", "{enum: ['1']}", &["enum-mismatch error at enum: ['1']"]),
        ("state", "{const: '3'}", &["enum-mismatch error at const: '3'"]),
        ("state", "{type: integer}", &none),
        ("state", "{type: string, maxLength: 99}", &none),
        ("state", "{}", &none),
        (
            "more",
            "{properties: {a: {type: string}, b: {type: array, items: {type: string}}}}",
            &["field-undeclared warning at more"],
        ),
    ] {
        let mut found = found(property, schema, "id, text");
        found.sort();
        assert_eq!(found, expected, "{property}: {schema}");
    }
}

#[test]
fn what_the_entity_requires_is_required() {
    assert_eq!(found("text", "{type: string}", "id"), ["required-mismatch error at required: [id]"]);
    assert_eq!(found("count", "{type: integer}", "id, text"), [] as [&str; 0]);
}

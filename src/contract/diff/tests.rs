//! Pairs of contracts, both ways.

use std::collections::BTreeSet;

use super::{Difference, Strictness, compare, kind};
use crate::contract::open;
use crate::finding::{Exchange, Verdict};
use crate::message::Lang;
use crate::model::Date;
use crate::text::Sources;

fn diff(name: &str, (old, new): (&str, &str), strictness: Strictness) -> Vec<Difference> {
    let folder = tempfile::tempdir().unwrap();
    let mut sources = Sources::default();
    let mut opened = Vec::new();
    for (side, text) in [("old", old), ("new", new)] {
        let path = folder.path().join(side).join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        let contract = open(&path, &format!("{side}/{name}"), &mut sources).unwrap();
        assert!(contract.can_be_compared(), "{text}: {:?}", contract.problems());
        opened.push(contract);
    }
    let day = Date::parse("2026-07-01").unwrap();
    compare(&opened[0], &opened[1], day, strictness).unwrap_or_else(|| panic!("{old} and {new} are unlike"))
}

/// Kind, side and verdict of every change, in the order of the table.
fn told(found: &[Difference]) -> Vec<String> {
    let mut told: Vec<String> =
        found.iter().map(|it| format!("{} {} {}", it.kind, it.exchange.name(), it.verdict.name())).collect();
    told.sort();
    told
}

/// What the pair does to those who have written, and to those who read: the worst of each.
fn worst(found: &[Difference]) -> (&'static str, &'static str) {
    let of = |exchange| {
        let all = found.iter().filter(|it| it.exchange == exchange).map(|it| it.verdict);
        all.max().unwrap_or(Verdict::Safe).name()
    };
    (of(Exchange::Writer), of(Exchange::Reader))
}

fn avro(fields: &str) -> String {
    format!("{{\"type\": \"record\", \"name\": \"R\", \"fields\": [{fields}]}}")
}

/// Old, new, and whether the new version reads what was written before (backward) and the old one what is written now
/// (forward), after Confluent's taxonomy of Avro.
#[test]
fn avro_pairs_are_judged_after_the_taxonomy_and_mirror_each_other() {
    let a = r#"{"name": "a", "type": "int"}"#;
    for (old, new, backward, forward) in [
        (a.to_owned(), a.to_owned(), true, true),
        (a.to_owned(), format!("{a}, {{\"name\": \"b\", \"type\": \"int\"}}"), false, true),
        (a.to_owned(), format!("{a}, {{\"name\": \"b\", \"type\": \"int\", \"default\": 1}}"), true, true),
        (a.to_owned(), r#"{"name": "a", "type": "long"}"#.to_owned(), true, false),
        (a.to_owned(), r#"{"name": "a", "type": "double"}"#.to_owned(), true, false),
        (a.to_owned(), r#"{"name": "a", "type": "string"}"#.to_owned(), false, false),
        (r#"{"name": "a", "type": "string"}"#.to_owned(), r#"{"name": "a", "type": "bytes"}"#.to_owned(), true, true),
        (a.to_owned(), r#"{"name": "a", "type": ["null", "int"]}"#.to_owned(), true, false),
        (a.to_owned(), r#"{"name": "a", "type": ["int", "string"]}"#.to_owned(), true, false),
        (
            r#"{"name": "a", "type": {"type": "enum", "name": "E", "symbols": ["X"]}}"#.to_owned(),
            r#"{"name": "a", "type": {"type": "enum", "name": "E", "symbols": ["X", "Y"]}}"#.to_owned(),
            true,
            false,
        ),
        (
            r#"{"name": "a", "type": {"type": "enum", "name": "E", "symbols": ["X"], "default": "X"}}"#.to_owned(),
            r#"{"name": "a", "type": {"type": "enum", "name": "E", "symbols": ["X", "Y"], "default": "X"}}"#.to_owned(),
            true,
            true,
        ),
        (a.to_owned(), r#"{"name": "b", "type": "int", "aliases": ["a"]}"#.to_owned(), true, false),
        (a.to_owned(), r#"{"name": "b", "type": "int"}"#.to_owned(), false, false),
        (a.to_owned(), r#"{"name": "a", "type": {"type": "array", "items": "int"}}"#.to_owned(), false, false),
        (a.to_owned(), r#"{"name": "a", "type": "int", "doc": "x"}"#.to_owned(), true, true),
    ] {
        let (old, new) = (avro(&old), avro(&new));
        let verdict = |it: bool| if it { "safe" } else { "breaking" };
        let there = diff("r.avsc", (&old, &new), Strictness::Source);
        assert_eq!(worst(&there), (verdict(backward), verdict(forward)), "{new}: {:?}", told(&there));
        // What the new version does to old data, the old one does to new data when both change places.
        let back = diff("r.avsc", (&new, &old), Strictness::Source);
        assert_eq!(worst(&back), (verdict(forward), verdict(backward)), "{new} back: {:?}", told(&back));
    }
}

fn schema(body: &str) -> String {
    format!("{{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"type\": \"object\", {body}}}")
}

/// After Confluent's taxonomy of JSON Schema, with a third verdict where an open record may hold anything.
#[test]
fn json_schema_pairs_are_judged_after_the_taxonomy_and_mirror_each_other() {
    let open = |properties: &str| schema(&format!("\"properties\": {{{properties}}}"));
    let closed =
        |properties: &str| schema(&format!("\"properties\": {{{properties}}}, \"additionalProperties\": false"));
    let a = r#""a": {"type": "integer"}"#;
    let b = r#""b": {"type": "string"}"#;
    for (old, new, writer, reader) in [
        (open(a), open(a), "safe", "safe"),
        (open(a), open(&format!("{a}, {b}")), "undecidable", "safe"),
        (closed(a), closed(&format!("{a}, {b}")), "safe", "breaking"),
        (open(a), closed(a), "breaking", "safe"),
        (open(a), open(r#""a": {"type": "number"}"#), "safe", "breaking"),
        (open(a), open(r#""a": {"type": "string"}"#), "breaking", "breaking"),
        (open(a), open(r#""a": {"type": ["integer", "null"]}"#), "safe", "breaking"),
        (open(r#""a": {"enum": ["x"]}"#), open(r#""a": {"enum": ["x", "y"]}"#), "safe", "undecidable"),
        (
            open(r#""a": {"type": "string", "maxLength": 9}"#),
            open(r#""a": {"type": "string", "maxLength": 5}"#),
            "breaking",
            "safe",
        ),
        (
            open(r#""a": {"type": "integer", "minimum": 1}"#),
            open(r#""a": {"type": "integer", "minimum": 0}"#),
            "safe",
            "breaking",
        ),
        (
            schema(&format!("\"properties\": {{{a}}}, \"required\": []")),
            schema(&format!("\"properties\": {{{a}}}, \"required\": [\"a\"]")),
            "breaking",
            "safe",
        ),
        (
            schema(
                r##""properties": {"a": {"oneOf": [{"$ref": "#/definitions/X"}]}}, "definitions": {"X": {"type": "string"}, "Y": {"type": "integer"}}"##,
            ),
            schema(
                r##""properties": {"a": {"oneOf": [{"$ref": "#/definitions/X"}, {"$ref": "#/definitions/Y"}]}}, "definitions": {"X": {"type": "string"}, "Y": {"type": "integer"}}"##,
            ),
            "safe",
            "breaking",
        ),
    ] {
        let there = diff("s.json", (&old, &new), Strictness::Source);
        assert_eq!(worst(&there), (writer, reader), "{new}: {:?}", told(&there));
        let back = diff("s.json", (&new, &old), Strictness::Source);
        let (back_writer, back_reader) = worst(&back);
        let mirrored = |a: &str, b: &str| a == b || a == "undecidable" || b == "undecidable";
        assert!(mirrored(back_writer, reader) && mirrored(back_reader, writer), "{new} back: {:?}", told(&back));
    }
}

#[test]
fn what_protobuf_must_keep_is_nested() {
    let message = |fields: &str| format!("syntax = \"proto3\"; package p; message M {{ {fields} }}");
    for (old, new, wire, json, source) in [
        ("int32 a = 1;", "int32 a = 1; string b = 2;", "safe", "safe", "safe"),
        ("int32 a = 1; int32 b = 2;", "int32 a = 1;", "breaking", "breaking", "breaking"),
        ("int32 a = 1; int32 b = 2;", "int32 a = 1; reserved 2;", "safe", "breaking", "breaking"),
        ("int32 a = 1; int32 b = 2;", "int32 a = 1; reserved 2; reserved \"b\";", "safe", "safe", "safe"),
        ("int32 a = 1;", "int32 b = 1;", "safe", "breaking", "breaking"),
        ("int32 a = 1;", "uint32 a = 1;", "safe", "safe", "breaking"),
        ("int32 a = 1;", "int64 a = 1;", "safe", "breaking", "breaking"),
        ("string a = 1;", "bytes a = 1;", "safe", "breaking", "breaking"),
        ("int32 a = 1;", "string a = 1;", "breaking", "breaking", "breaking"),
        ("int32 a = 1;", "repeated int32 a = 1;", "breaking", "breaking", "breaking"),
        ("optional int32 a = 1;", "int32 a = 1;", "safe", "safe", "breaking"),
        ("oneof o { int32 a = 1; } int32 b = 2;", "int32 a = 1; int32 b = 2;", "safe", "safe", "breaking"),
        ("int32 a = 1; reserved 5;", "int32 a = 1;", "breaking", "breaking", "breaking"),
        ("int32 a = 1;", "int32 a = 1 [deprecated = true];", "safe", "safe", "safe"),
    ] {
        for (strictness, verdict) in [(Strictness::Wire, wire), (Strictness::Json, json), (Strictness::Source, source)]
        {
            let found = diff("m.proto", (&message(old), &message(new)), strictness);
            let worst = found.iter().map(|it| it.verdict).max().unwrap_or(Verdict::Safe).name();
            assert_eq!(worst, verdict, "{old} -> {new} {strictness:?}: {:?}", told(&found));
        }
    }
}

#[test]
fn tables_types_and_models_are_compared_by_their_own_rules() {
    for (name, old, new, expected) in [
        (
            "a.sql",
            "CREATE TABLE t (a int, b varchar(10));",
            "CREATE TABLE t (a bigint, b varchar(5) NOT NULL, c int);",
            &[
                "became-not-nullable reader safe",
                "became-not-nullable writer breaking",
                "column-added reader safe",
                "column-added writer safe",
                "limit-tightened reader safe",
                "limit-tightened writer breaking",
                "type-widened reader breaking",
                "type-widened writer safe",
            ][..],
        ),
        (
            "a.graphql",
            "type A { a: Int! b: String } input I { x: Int }",
            "type A { a: Int } input I { x: Int y: Int! }",
            &[
                "became-nullable response breaking",
                "column-removed response breaking",
                "property-added-required request breaking",
            ],
        ),
        (
            "a.xsd",
            "<s:schema xmlns:s=\"http://www.w3.org/2001/XMLSchema\"><s:complexType name=\"A\"><s:sequence><s:element name=\"a\" type=\"s:int\"/></s:sequence></s:complexType></s:schema>",
            "<s:schema xmlns:s=\"http://www.w3.org/2001/XMLSchema\"><s:complexType name=\"A\"><s:sequence><s:element name=\"a\" type=\"s:int\"/><s:element name=\"b\" type=\"s:int\" minOccurs=\"0\"/></s:sequence></s:complexType></s:schema>",
            &["closed-property-added reader breaking", "closed-property-added writer safe"],
        ),
        (
            "a.xml",
            "<Edmx><DataServices><Schema Namespace=\"M\"><EntityType Name=\"B\"><Property Name=\"x\" Type=\"Edm.Int32\"/></EntityType><EntityType Name=\"D\" BaseType=\"M.B\"/><EntityContainer Name=\"C\"><EntitySet Name=\"Bs\" EntityType=\"M.B\"/></EntityContainer></Schema></DataServices></Edmx>",
            "<Edmx><DataServices><Schema Namespace=\"M\"><EntityType Name=\"B\"><Property Name=\"x\" Type=\"Edm.Int64\"/></EntityType><EntityType Name=\"D\" BaseType=\"M.B\"/><EntityContainer Name=\"C\"/></Schema></DataServices></Edmx>",
            &["operation-removed request breaking", "type-widened request safe", "type-widened response breaking"],
        ),
    ] {
        assert_eq!(told(&diff(name, (old, new), Strictness::Source)), expected, "{name}");
    }
}

#[test]
fn arguments_interfaces_and_calls_are_for_those_who_call() {
    let proto = |service: &str| {
        format!("syntax = \"proto3\"; package p; message A {{}} message B {{}} service S {{ {service} }}")
    };
    for (name, old, new, expected) in [
        (
            "a.graphql",
            "type Query { a(x: Int!, y: String, z: E = P): R } type R implements N { a: Int } interface N { a: Int } enum E { P Q } enum F { T } type U { f: F }".to_owned(),
            "type Query { a(x: Int, y: Int, w: ID!): R } type R { a: Int } interface N { a: Int } enum E { P Q S } enum F { T V } type U { f: F }".to_owned(),
            &[
                "became-nullable request safe",
                "closed-property-removed request breaking",
                "enum-value-added request safe",
                "enum-value-added response undecidable",
                "interface-removed response breaking",
                "property-added-required request breaking",
                "property-became-optional request safe",
                "type-changed request breaking",
            ][..],
        ),
        (
            "a.proto",
            proto("rpc X(A) returns (B); rpc Y(A) returns (B); rpc Z(A) returns (stream B);"),
            proto("rpc X(B) returns (A); rpc Z(A) returns (B); rpc W(A) returns (B);"),
            &[
                "list-changed response breaking",
                "operation-added request safe",
                "operation-removed request breaking",
                "type-changed request breaking",
                "type-changed response breaking",
            ],
        ),
    ] {
        assert_eq!(told(&diff(name, (&old, &new), Strictness::Source)), expected, "{name}");
    }
}

fn api(paths: &str) -> String {
    format!("openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths:\n{paths}")
}

#[test]
fn every_part_of_an_operation_is_compared_for_its_own_side() {
    let base = "  /a/{x}:
    post:
      parameters:
        - {name: x, in: path, required: true, schema: {type: string}}
        - {name: q, in: query, schema: {type: string, enum: [a, b]}}
      requestBody: {content: {application/json: {schema: {type: object, properties: {p: {type: string}, r: {type: string, readOnly: true}}}}}}
      responses:
        '200': {description: d, headers: {H: {required: true, schema: {type: string}}}, content: {application/json: {schema: {type: object, required: [s], properties: {s: {type: string}}}}}}
";
    for (from, to, expected) in [
        ("/a/{x}:", "/a/{id}:", &[][..]),
        ("    post:", "    put:", &["operation-added request safe", "operation-removed request breaking"]),
        ("enum: [a, b]", "enum: [a]", &["enum-value-removed request breaking"]),
        (
            "{name: q, in: query,",
            "{name: q, in: query, required: true,",
            &["parameter-became-required request breaking"],
        ),
        ("p: {type: string},", "", &["property-removed-optional request undecidable"]),
        ("p: {type: string}, r: {type: string, readOnly: true}", "p: {type: string}", &[]),
        ("requestBody: {content", "requestBody: {required: true, content", &["body-became-required request breaking"]),
        ("{H: {required: true, schema", "{H: {schema", &["header-became-optional response breaking"]),
        (
            "properties: {s: {type: string}}",
            "properties: {s: {type: string, nullable: true}}",
            &["became-nullable response breaking"],
        ),
        ("required: [s]", "required: []", &["property-became-optional response breaking"]),
        ("'200'", "'204'", &["response-added response safe", "response-removed response breaking"]),
        ("    post:\n", "    post:\n      deprecated: true\n", &["deprecated request safe"]),
    ] {
        assert!(base.contains(from), "{from}");
        let to = base.replace(from, to).replace(
            "{name: x, in: path",
            if to.contains("{id}") { "{name: id, in: path" } else { "{name: x, in: path" },
        );
        let found = diff("api.yaml", (&api(base), &api(&to)), Strictness::Source);
        assert_eq!(told(&found), expected, "{from}");
    }
}

#[test]
fn what_was_announced_to_end_may_end() {
    let path = |sunset: &str| {
        format!(
            "  /a:\n    get: {{deprecated: true, x-sunset: '{sunset}', responses: {{'200': {{description: d}}}}}}\n  /b: {{}}\n"
        )
    };
    for (sunset, expected) in [
        ("2026-06-30", "operation-removed-after-sunset request safe"),
        ("2026-07-02", "operation-removed request breaking"),
    ] {
        let found = diff("api.yaml", (&api(&path(sunset)), &api("  /b: {}\n")), Strictness::Source);
        assert_eq!(told(&found), [expected]);
    }
}

#[test]
fn every_change_has_words_in_both_languages_and_a_kind() {
    let old = avro(r#"{"name": "a", "type": "int"}"#);
    let new = avro(r#"{"name": "b", "type": "int"}"#);
    let mut kinds = BTreeSet::new();
    for it in diff("r.avsc", (&old, &new), Strictness::Source) {
        assert!(kind::kind(it.kind).is_some());
        for lang in [Lang::En, Lang::ZhCn] {
            assert!(!it.message.text(lang).is_empty() && !it.reason.text(lang).is_empty());
        }
        assert!(it.old.is_some() && it.new.is_some(), "{it:?}");
        kinds.insert(it.kind);
    }
    assert_eq!(kinds, BTreeSet::from(["field-added", "field-removed"]));
}

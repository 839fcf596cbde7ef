//! Tests of whole contracts.

#![expect(clippy::format_collect, reason = "texts of tests are small")]

use std::path::Path;

use proptest::prelude::*;

use super::{Contract, Lowered, ProblemKind, open};
use crate::model::{DeclaredField, Direction, Site};
use crate::text::{Origin, Sources};

struct Read {
    contract: Contract,
    sources: Sources,
    _folder: tempfile::TempDir,
}

fn read(files: &[(&str, &str)]) -> Read {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let mut sources = Sources::default();
    let contract = open(&folder.path().join(files[0].0), files[0].0, &mut sources).unwrap();
    Read { contract, sources, _folder: folder }
}

impl Read {
    /// Path, types, and `!` for what is always present, `?` for what may be null.
    fn fields(&self, fragment: &str) -> Vec<String> {
        let lowered = self.contract.fields(fragment);
        assert!(lowered.is_read, "{fragment}: {:?}", lowered.problems);
        lowered.fields.iter().map(told).collect()
    }

    fn field(&self, fragment: &str, path: &str) -> DeclaredField {
        let fields = self.contract.fields(fragment).fields;
        fields.into_iter().find(|it| &*it.path == path).unwrap_or_else(|| panic!("{path}"))
    }

    fn under(&self, origin: Origin) -> &str {
        self.sources.slice(origin)
    }

    fn site(&self, site: Site) -> &str {
        let Site::Source(origin) = site else { panic!("a column") };
        self.under(origin)
    }

    fn problems(&self) -> Vec<(&'static str, String)> {
        let problems = self.contract.problems().iter();
        problems.map(|it| (it.message.id(), self.under(it.origin).to_owned())).collect()
    }
}

fn told(field: &DeclaredField) -> String {
    let types: Vec<&str> = field.shape.types.iter().map(|it| &**it).collect();
    let marks = (if field.required { "!" } else { "" }, if field.shape.nullable { "?" } else { "" });
    format!("{}: {}{}{}", field.path, types.join("|"), marks.0, marks.1)
}

/// A document of one schema `S`, in OpenAPI 3.0.
fn openapi(schemas: &str) -> Read {
    let text =
        format!("openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}");
    read(&[("api.yaml", &text)])
}

#[test]
fn nested_objects_and_lists_are_paths() {
    let read = openapi(
        "    S:
      required: [id, lines]
      properties:
        id: {type: string, maxLength: 19}
        buyer:
          type: object
          required: [name]
          properties:
            name: {type: string, nullable: true}
        lines:
          type: array
          items: {$ref: '#/components/schemas/Line'}
        tags: {type: array, items: {type: string}}
    Line:
      required: [sku]
      properties: {sku: {type: string}, note: {type: string}}
",
    );
    assert_eq!(read.problems(), []);
    let told = [
        "id: string!",
        "buyer: object",
        "buyer.name: string?",
        "lines: array!",
        "lines[].sku: string!",
        "lines[].note: string",
        "tags: array",
        "tags[]: string",
    ];
    assert_eq!(read.fields("/components/schemas/S"), told);
    assert_eq!(read.fields("S"), told, "a schema may be called by its name");
    let id = read.field("S", "id");
    assert_eq!((&*id.name, id.pointer.as_deref()), ("id", Some("/components/schemas/S/properties/id")));
    assert_eq!(read.site(id.site), "id");
    assert_eq!(read.under(id.shape.max_length.unwrap().origin), "maxLength: 19");
    assert_eq!(read.under(id.shape.types_origin.unwrap()), "type: string");
    assert_eq!(read.under(id.shape.required_origin.unwrap()), "required: [id, lines]");
}

#[test]
fn a_name_is_placed_where_it_is_used_and_a_type_where_it_is_defined() {
    let read = openapi(
        "    S: {properties: {pay: {$ref: '#/components/schemas/Fen'}}}\n    Fen: {type: integer, minimum: 0}\n",
    );
    let pay = read.field("S", "pay");
    assert_eq!((read.site(pay.site), read.site(pay.definition)), ("pay", "Fen"));
    assert_eq!(pay.pointer.as_deref(), Some("/components/schemas/Fen"));
    assert_eq!(read.under(pay.shape.minimum.unwrap().origin), "minimum: 0");
}

#[test]
fn what_holds_together_is_the_tighter_and_what_holds_in_turn_the_wider() {
    let read = openapi(
        "    A: {type: object, required: [a], properties: {a: {type: string, maxLength: 20}, b: {type: number}}}
    B: {type: object, required: [c], properties: {a: {type: string, maxLength: 10}, c: {type: string}}}
    All: {allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}], required: [b]}
    Any: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
    Null: {properties: {x: {nullable: true, allOf: [{$ref: '#/components/schemas/A'}]}}}
",
    );
    assert_eq!(read.fields("All"), ["a: string!", "b: number!", "c: string!"]);
    assert_eq!(read.fields("Any"), ["a: string", "b: number", "c: string"]);
    assert_eq!(read.field("All", "a").shape.max_length.unwrap().value, 10);
    assert_eq!(read.field("Any", "a").shape.max_length.unwrap().value, 20);
    assert_eq!(read.fields("Null"), ["x: object?", "x.a: string", "x.b: number"]);
}

#[test]
fn null_is_read_in_every_spelling() {
    let read = read(&[(
        "s.json",
        r##"{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "properties": {
            "list": {"type": ["string", "null"], "maxLength": 3},
            "any": {"anyOf": [{"type": "string", "maxLength": 5}, {"type": "null"}]},
            "enum": {"enum": ["a", null]}, "const": {"const": "x"}, "plain": {"type": "integer"},
            "sibling": {"$ref": "#/$defs/D", "description": "said here", "readOnly": true}},
            "$defs": {"D": {"$anchor": "d", "type": "string", "pattern": "^x"}}}"##,
    )]);
    assert_eq!(read.problems(), []);
    let told = ["list: string?", "any: string?", "enum: ?", "const: ", "plain: integer", "sibling: string"];
    assert_eq!(read.fields(""), told);
    assert_eq!(read.contract.format(), "json-schema-2020-12");
    assert_eq!(read.field("", "any").shape.max_length.unwrap().value, 5);
    let sibling = read.field("", "sibling");
    assert_eq!(sibling.direction, Direction::Sent);
    assert_eq!((&*sibling.description.unwrap().value, sibling.pointer.as_deref()), ("said here", Some("/$defs/D")));
}

#[test]
fn limits_are_exact_in_both_forms() {
    let read = openapi(
        "    S:
      properties:
        old: {type: number, minimum: 0.10, exclusiveMinimum: true, multipleOf: 0.001}
        new: {type: number, exclusiveMaximum: 9007199254740993, maximum: 1e30}
        code: {enum: [1, '02', true, null]}
",
    );
    let bound = |path: &str| read.field("S", path).shape;
    let minimum = bound("old").minimum.unwrap().value;
    assert_eq!((minimum.value.to_string(), minimum.exclusive), ("0.10".to_owned(), true));
    assert_eq!(bound("old").multiple_of.unwrap().value.to_string(), "0.001");
    let maximum = bound("new").maximum.unwrap().value;
    assert_eq!((maximum.value.to_string(), maximum.exclusive), ("9007199254740993".to_owned(), true));
    let values = bound("code").values.unwrap().value;
    assert_eq!(values.iter().map(|it| &*it.value).collect::<Vec<_>>(), ["1", "02", "true"]);
    assert_eq!(read.under(values[1].origin), "'02'");
}

#[test]
fn circles_are_normal_and_are_cut_once() {
    let read = openapi(
        "    Node: {properties: {name: {type: string}, children: {type: array, items: {$ref: '#/components/schemas/Node'}}, next: {$ref: '#/components/schemas/Node'}}}
    Pet: {properties: {kind: {type: string}}, oneOf: [{$ref: '#/components/schemas/Cat'}]}
    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {lives: {type: integer}}}]}
",
    );
    assert_eq!(read.fields("Node"), ["name: string", "children: array", "next: "]);
    assert_eq!(read.fields("Pet"), ["kind: string", "lives: integer"]);
    assert_eq!(read.fields("Cat"), ["kind: string", "lives: integer"]);
    assert_eq!(read.problems(), []);
}

#[test]
fn a_reference_that_leads_nowhere_is_a_problem_where_it_stands() {
    let read = openapi(
        "    S: {properties: {a: {$ref: '#/components/schemas/Ordr'}, b: {$ref: 'https://example.com/x.json'}, c: {$ref: '#/components/schemas/Loop'}}}
    Order: {type: object, example: {$ref: '#/not/judged'}}
    Loop: {$ref: '#/components/schemas/Loop'}
",
    );
    assert_eq!(
        read.problems(),
        [
            ("reference_unresolved", "'#/components/schemas/Ordr'".to_owned()),
            ("reference_remote", "'https://example.com/x.json'".to_owned()),
            ("reference_circular", "'#/components/schemas/Loop'".to_owned()),
        ]
    );
    let problems = read.contract.problems();
    assert_eq!(problems[0].help.text(crate::message::Lang::En), "write `#/components/schemas/Order`, if that is meant");
    assert_eq!(problems[1].kind, ProblemKind::Unread);
    assert_eq!(problems[2].more.len(), 1, "one cause is told once, at all references");
}

#[test]
fn references_within_a_bundled_document_are_its_own() {
    let bundle = r##"{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"a": {"$ref": "https://x.example/b"}},
        "definitions": {"b": {"$id": "https://x.example/b", "properties": {"c": {"$ref": "#/definitions/C"}}, "definitions": {"C": {"type": "integer"}}}}}"##;
    let read = read(&[("s.json", bundle)]);
    assert_eq!(read.problems(), []);
    assert_eq!(read.fields(""), ["a: ", "a.c: integer"]);
}

#[test]
fn files_below_the_folder_a_path_is_given_from_are_read_and_none_outside_it() {
    let read = read(&[
        (
            "in/api.json",
            r#"{"type": "object", "properties": {"a": {"$ref": "parts/a.yaml#/A"}, "b": {"$ref": "../beside.json"}, "c": {"$ref": "none.json"}, "d": {"$ref": "../../"}}}"#,
        ),
        (
            "in/parts/a.yaml",
            "A: {type: object, properties: {up: {$ref: '../api.json'}, x: {$ref: '#/X'}}}\nX: {type: integer}\n",
        ),
        ("beside.json", "{\"type\": \"string\"}"),
    ]);
    assert_eq!(read.fields(""), ["a: object", "a.up: object", "a.x: integer", "b: string", "c: ", "d: "]);
    let problems: Vec<&str> = read.problems().into_iter().map(|(id, _)| id).collect();
    assert_eq!(problems, ["reference_unresolved", "reference_outside"]);
    assert_eq!(
        read.sources.iter().map(|(_, it)| it.path.to_string()).collect::<Vec<_>>(),
        ["in/api.json", "beside.json", "in/parts/a.yaml"]
    );
}

#[test]
fn fragments_lead_to_schemas_through_operations_and_messages() {
    let api = r##"{"openapi": "3.1.0", "info": {}, "paths": {"/o/{id}": {"get": {"responses": {"200": {"$ref": "#/components/responses/R"}}}}},
        "components": {"responses": {"R": {"content": {"text/plain": {}, "application/json": {"schema": {"$ref": "#/components/schemas/S"}}}}},
        "schemas": {"S": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}}}}}}}"##;
    let read = read(&[("api.json", api)]);
    assert_eq!(read.contract.format(), "openapi-3.1");
    for fragment in [
        "",
        "S",
        "#/components/schemas/S",
        "/paths/~1o~1%7Bid%7D/get",
        "/paths/~1o~1{id}/get/responses/200/content/application~1json",
    ] {
        assert_eq!(read.fields(fragment), ["id: string"], "{fragment}");
    }
    for (fragment, help) in [
        ("/components/schemas/s", Some("#/components/schemas/S")),
        ("/components/schemes/S", Some("#/components/schemas")),
        ("/nothing", None),
    ] {
        let Lowered { is_read, problems, .. } = read.contract.fields(fragment);
        assert!(!is_read);
        let text = problems[0].help.text(crate::message::Lang::En);
        assert!(help.is_none_or(|help| text.contains(&format!("`{help}`"))), "{fragment}: {text}");
    }
}

#[test]
fn what_is_no_contract_is_said_to_be_none() {
    for (name, text, format, id) in [
        ("a.yaml", "a: 1\n", "unknown", "unknown_kind"),
        ("a.json", r#"{"info": {"_postman_id": "1"}, "item": []}"#, "unknown", "foreign_kind"),
        ("a.json", r#"{"data": {"__schema": {}}}"#, "unknown", "foreign_kind"),
        ("a.yaml", "openapi: 3\ninfo: {title: t, version: '1'}\npaths: {}\n", "openapi-3.0", "version_unknown"),
        ("a.yaml", "openapi: 3.0.1\ninfo: {title: t, version: '1'}\npaths: []\n", "openapi-3.0", "part_mistyped"),
        ("a.yaml", "swagger: '2.0'\npaths: {}\n", "swagger-2.0", "part_missing"),
        ("a.json", "{\"openapi\": \"3.0.0\", ", "unknown", "invalid_syntax"),
        ("a.json", "", "unknown", "invalid_syntax"),
    ] {
        let read = read(&[(name, text)]);
        assert_eq!(read.contract.format(), format, "{text}");
        assert!(read.problems().iter().any(|(it, _)| *it == id), "{text}: {:?}", read.problems());
    }
}

#[test]
fn a_misspelled_key_is_one_problem() {
    let read = read(&[("a.yaml", "openapi: 3.0.1\ninfo: {titel: t, version: '1'}\npaths: {}\n")]);
    let ids: Vec<&str> = read.problems().iter().map(|(id, _)| *id).collect();
    assert_eq!(ids, ["meta_key_unknown"]);
}

#[test]
fn many_properties_and_branching_circles_end() {
    let many: String = (0..10_000).map(|it| format!("        p{it}: {{type: string}}\n")).collect();
    let read = openapi(&format!("    S:\n      properties:\n{many}"));
    assert_eq!(read.contract.fields("S").fields.len(), 10_000);
    // Thirty schemas, each of which refers to all others.
    let name = |it: usize| format!("T{it}: {{$ref: '#/components/schemas/T{it}'}}");
    let all = (0..30).map(name).collect::<Vec<_>>().join(", ");
    let web: String = (0..30).map(|it| format!("    T{it}: {{properties: {{{all}}}}}\n")).collect();
    let lowered = openapi(&web).contract.fields("T0");
    assert!(lowered.fields.len() <= 50_000);
    assert_eq!(lowered.problems[0].kind, ProblemKind::Unread);
    let knots = |key: &str| {
        let all = (0..30).map(|it| format!("{{$ref: '#/components/schemas/T{it}'}}")).collect::<Vec<_>>().join(", ");
        (0..30).map(|it| format!("    T{it}: {{{key}: [{all}]}}\n")).collect::<String>()
    };
    for key in ["allOf", "oneOf"] {
        let _ = openapi(&knots(key)).contract.fields("T0");
    }
    let chain: String =
        (0..2_000).map(|it| format!("    T{it}: {{$ref: '#/components/schemas/T{}'}}\n", it + 1)).collect();
    let _ = openapi(&chain).contract.fields("T0");
}

#[test]
fn utf_16_is_read_and_other_bytes_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.json");
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend("{\"type\": \"object\"}".encode_utf16().flat_map(u16::to_le_bytes));
    std::fs::write(&path, bytes).unwrap();
    assert!(open(&path, "s.json", &mut Sources::default()).unwrap().fields("").is_read);
    std::fs::write(&path, b"{\"a\": \"\xC3\x28\"}").unwrap();
    assert_eq!(open(&path, "s.json", &mut Sources::default()).err().unwrap().offset, 7);
    assert!(open(Path::new("/no/such/file"), "x", &mut Sources::default()).is_err());
    assert!(open(folder.path(), "x", &mut Sources::default()).is_err());
}

const SEED: &str = r##"{"openapi": "3.1.0", "info": {}, "paths": {}, "components": {"schemas": {
"S": {"type": ["object", "null"], "required": ["a"], "allOf": [{"$ref": "#/components/schemas/T"}], "properties": {"a": {"type": "string", "maxLength": 3, "enum": ["x", null]}, "b": {"type": "array", "items": {"$ref": "#/components/schemas/S"}}}},
"T": {"oneOf": [{"$ref": "#/components/schemas/S"}, {"type": "null"}], "properties": {"a": {"minimum": 1, "exclusiveMaximum": 2.5, "const": 1}}}}}}"##;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn mutated_contracts_are_survived(edits in proptest::collection::vec((0..SEED.len(), 0..24_usize, 0..12_usize), 1..6)) {
        const PIECES: [&str; 12] = ["", "{", "}", "[]", "null", "\"$ref\": \"#\",", "\"#/components/schemas/T\"", "-1e9", "&a *a", "\"", "true", "\n"];
        let mut text = SEED.to_owned();
        for (at, length, piece) in edits {
            let end = (at + length).min(text.len());
            if text.is_char_boundary(at.min(end)) && text.is_char_boundary(end) {
                text.replace_range(at.min(end)..end, PIECES[piece]);
            }
        }
        for name in ["a.json", "a.yaml"] {
            let read = read(&[(name, &text)]);
            for fragment in ["", "S", "/components/schemas/T", "/paths"] {
                let lowered = read.contract.fields(fragment);
                for field in &lowered.fields {
                    read.site(field.site);
                    read.site(field.definition);
                }
                for problem in lowered.problems.iter().chain(read.contract.problems()) {
                    read.under(problem.origin);
                }
            }
        }
    }
}

/// Role, whether it is the main part, and `path: direction carrier` of each field.
fn parts(read: &Read, fragment: &str) -> Vec<String> {
    let parts = read.contract.parts(fragment);
    let part = |it: &super::Part| {
        let fields: Vec<String> = it
            .lowered
            .fields
            .iter()
            .map(|it| format!("{} {:?} {:?}{}", it.path, it.direction, it.carrier, if it.required { "!" } else { "" }))
            .collect();
        format!("{:?}{} {}", it.role, if it.is_main { "*" } else { "" }, fields.join(", "))
    };
    parts.iter().map(part).collect()
}

const OPERATIONS: &str = "openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /orders/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
    put:
      parameters:
        - {$ref: '#/components/parameters/Trace'}
        - {name: dry, in: query, schema: {type: boolean}}
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
      responses:
        '200':
          description: ok
          headers: {X-Left: {schema: {type: integer}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Envelope'}}}
        default: {description: no}
components:
  parameters: {Trace: {name: X-Trace, in: header, schema: {type: string}}}
  schemas:
    Order: {required: [no], properties: {no: {type: string}, made: {type: string, readOnly: true}, key: {type: string, writeOnly: true}}}
    Envelope: {properties: {code: {type: integer}, data: {$ref: '#/components/schemas/Order'}}}
    Unused: {properties: {a: {type: string}}}
";

#[test]
fn an_operation_is_its_parameters_its_request_and_its_answers() {
    let openapi = read(&[("api.yaml", OPERATIONS)]);
    assert_eq!(openapi.problems(), []);
    let expected = [
        "Parameters X-Trace Accepted Header, dry Accepted Query, id Accepted Path!",
        "Request no Accepted Body!, key Accepted Body",
        "Response* code Sent Body, data Sent Body, data.no Sent Body, data.made Sent Body",
        "Headers X-Left Sent Header",
    ];
    assert_eq!(parts(&openapi, "/paths/~1orders~1{id}/put"), expected);
    assert_eq!(parts(&openapi, "/paths/~1orders~1{id}"), expected);
    let main = openapi.contract.fields("/paths/~1orders~1{id}/put").fields;
    assert_eq!(main.iter().map(|it| &*it.path).collect::<Vec<_>>(), ["code", "data", "data.no", "data.made"]);
    let swagger = read(&[(
        "api.json",
        r##"{"swagger": "2.0", "info": {"title": "t", "version": "1"}, "paths": {"/orders/{id}": {
            "parameters": [{"name": "id", "in": "path", "required": true, "type": "string"}],
            "put": {"parameters": [{"$ref": "#/parameters/Trace"}, {"name": "dry", "in": "query", "type": "boolean"},
                {"name": "body", "in": "body", "schema": {"$ref": "#/definitions/Order"}}],
              "responses": {"200": {"description": "ok", "headers": {"X-Left": {"type": "integer"}}, "schema": {"$ref": "#/definitions/Envelope"}}}}}},
          "parameters": {"Trace": {"name": "X-Trace", "in": "header", "type": "string"}},
          "definitions": {"Order": {"type": "object", "required": ["no"], "properties": {"no": {"type": "string"}, "made": {"type": "string", "readOnly": true}}},
            "Envelope": {"type": "object", "properties": {"code": {"type": "integer"}, "data": {"$ref": "#/definitions/Order"}}}}}"##,
    )]);
    assert_eq!(swagger.problems(), []);
    let parts = parts(&swagger, "/paths/~1orders~1{id}/put");
    assert_eq!((&*parts[0], &*parts[3]), (expected[0], expected[3]));
    assert_eq!(parts[1..3], ["Request no Accepted Body!", expected[2]]);
}

#[test]
fn who_writes_a_schema_is_seen_from_what_leads_to_it() {
    let openapi = read(&[("api.yaml", OPERATIONS)]);
    let direction = |read: &Read, name: &str, path: &str| read.field(name, path).direction;
    for (name, path, expected) in [
        ("Order", "no", Direction::Both),
        ("Order", "made", Direction::Sent),
        ("Envelope", "code", Direction::Sent),
        ("Unused", "a", Direction::Unknown),
    ] {
        assert_eq!(direction(&openapi, name, path), expected, "{name} {path}");
    }
    let two = "asyncapi: 2.6.0
info: {title: t, version: '1'}
channels:
  paid: {subscribe: {message: {oneOf: [{$ref: '#/components/messages/Paid'}]}}}
  cancel: {publish: {message: {payload: {$ref: '#/components/schemas/Cancel'}, headers: {type: object, properties: {trace: {type: string}}}}}}
components:
  messages: {Paid: {payload: {$ref: '#/components/schemas/Order'}}}
  schemas: {Order: {type: object, properties: {no: {type: string}}}, Cancel: {type: object, properties: {why: {type: string}}}}
";
    let two = read(&[("a.yaml", two)]);
    assert_eq!(two.problems(), []);
    assert_eq!(
        (direction(&two, "Order", "no"), direction(&two, "Cancel", "why")),
        (Direction::Sent, Direction::Accepted)
    );
    assert_eq!(parts(&two, "/channels/paid"), ["Record* no Sent Body"]);
    assert_eq!(parts(&two, "/channels/cancel/publish"), ["Record* why Accepted Body", "Headers trace Accepted Body"]);
    let three = "asyncapi: 3.0.0
info: {title: t, version: '1'}
channels:
  orders: {address: orders, messages: {paid: {$ref: '#/components/messages/Paid'}}}
operations:
  send: {action: send, channel: {$ref: '#/channels/orders'}, messages: [{$ref: '#/channels/orders/messages/paid'}]}
components:
  messages: {Paid: {payload: {type: object, properties: {no: {type: string}}}}}
";
    let three = read(&[("a.yaml", three)]);
    assert_eq!(three.problems(), []);
    assert_eq!(parts(&three, "/operations/send"), ["Record* no Sent Body"]);
    assert_eq!(parts(&three, "/components/messages/Paid"), ["Record* no Unknown Body"]);
}

#[test]
fn suppressions_name_a_rule_a_reason_and_what_they_stand_in() {
    let read = openapi(
        "    S:
      x-dictum-ignore: 'field-undeclared: agreed on'
      properties:
        a: {type: string, x-dictum-ignore: [{rule: [length-exceeded, type-mismatch], reason: old, until: 2027-01-01}, {reason: x}]}
        b: {type: string, x-dictum-ignore: {rule: length-exceeded, until: soon}}
",
    );
    assert_eq!(read.problems(), []);
    let told: Vec<String> = read
        .contract
        .ignores()
        .iter()
        .map(|it| {
            let rule = it.rule.as_ref().map_or("-", |it| &it.value);
            let until =
                it.until.as_ref().map_or_else(|| "-".to_owned(), |it| it.map_or("?".to_owned(), |it| it.to_string()));
            format!("{rule} {} {until} in {}", it.reason.as_deref().unwrap_or("-"), &read.under(it.scope)[..1])
        })
        .collect();
    assert_eq!(
        told,
        [
            "field-undeclared agreed on - in S",
            "length-exceeded old 2027-01-01 in a",
            "type-mismatch old 2027-01-01 in a",
            "- x - in a",
            "length-exceeded - ? in b",
        ]
    );
}

#[test]
fn examples_are_held_against_their_schemas() {
    let read = read(&[(
        "api.yaml",
        "openapi: 3.1.0
info: {title: t, version: '1'}
paths:
  /a:
    get:
      parameters: [{name: q, in: query, example: 7, schema: {type: string}}]
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: {$ref: '#/components/schemas/S'}
              examples:
                good: {value: {id: ab, n: 3, list: [a], open: {x: 1}}}
                bad: {value: {id: abcd, n: 11, list: [a, 5], nil: null}}
                lacking: {$ref: '#/components/examples/Lacking'}
components:
  examples: {Lacking: {value: {n: 0}}}
  schemas:
    S:
      required: [id]
      properties:
        id: {type: string, maxLength: 3, pattern: '^[a-z]+$', examples: [A]}
        n: {type: integer, minimum: 1, maximum: 10, default: 1.5}
        list: {type: array, items: {type: string}}
        nil: {type: string}
        either: {anyOf: [{type: string, maxLength: 2}, {type: integer}], example: 300}
        code: {enum: [a, b], example: c}
",
    )]);
    let mut told = read.problems();
    told.sort_unstable();
    let expected = [
        ("example_above", "11"),
        ("example_lacks", "{n: 0}"),
        ("example_longer", "abcd"),
        ("example_not_listed", "c"),
        ("example_null", "null"),
        ("example_pattern", "A"),
        ("example_type", "1.5"),
        ("example_type", "5"),
        ("example_type", "7"),
    ];
    assert_eq!(told, expected.map(|(id, text)| (id, text.to_owned())));
}

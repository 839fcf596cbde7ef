//! Tests of contracts in languages of named types.

use std::path::Path;

use crate::contract::{Contract, open};
use crate::message::Lang;
use crate::model::DeclaredField;
use crate::text::Sources;

pub(super) struct Read {
    pub(super) contract: Contract,
    sources: Sources,
    _folder: tempfile::TempDir,
}

pub(super) fn read(files: &[(&str, &str)]) -> Read {
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

/// Path, types, format, limits; `!` for what is always present, `?` for what may be null.
fn told(field: &DeclaredField) -> String {
    let shape = &field.shape;
    let types: Vec<&str> = shape.types.iter().map(|it| &**it).collect();
    let mut text = format!("{}: {}", field.path, types.join("|"));
    if let Some(it) = &shape.format {
        text = format!("{text} {}", it.value);
    }
    if let Some(it) = &shape.precision {
        text = format!("{text} p{}", it.value);
    }
    if let Some(it) = &shape.scale {
        text = format!("{text} s{}", it.value);
    }
    if let Some(it) = &shape.max_length {
        text = format!("{text} <={}", it.value);
    }
    if let Some(it) = &shape.minimum {
        text = format!("{text} {}{}", if it.value.exclusive { ">" } else { ">=" }, it.value.value);
    }
    if let Some(it) = &shape.values {
        let values: Vec<&str> = it.value.iter().map(|it| &*it.value).collect();
        text = format!("{text} [{}]", values.join(","));
    }
    let marks = (if field.required { "!" } else { "" }, if shape.nullable { "?" } else { "" });
    let prose = field.description.as_ref().map(|it| format!(" \"{}\"", it.value)).unwrap_or_default();
    format!("{text}{}{}{prose}", marks.0, marks.1)
}

impl Read {
    pub(super) fn fields(&self, fragment: &str) -> Vec<String> {
        let lowered = self.contract.fields(fragment);
        assert!(lowered.is_read, "{fragment}: {:?} {:?}", lowered.problems, self.contract.problems());
        lowered.fields.iter().map(told).collect()
    }

    /// Line, column and words of all problems, those of `fragment` included.
    pub(super) fn problems(&self, fragment: &str) -> Vec<String> {
        let lowered = self.contract.fields(fragment);
        let all = self.contract.problems().iter().chain(&lowered.problems);
        let worded = all.map(|it| {
            let at = self.sources.position(it.origin);
            format!("{}:{} {}", at.line, at.column, it.message.text(Lang::En))
        });
        worded.collect()
    }
}

#[test]
fn avro_is_read_with_its_logical_types_and_the_files_beside_it() {
    let read = read(&[
        (
            "order.avsc",
            r#"{"type": "record", "name": "Order", "namespace": "a.b", "fields": [
                {"name": "id", "type": "long", "doc": "number"},
                {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                {"name": "day", "type": ["null", {"type": "int", "logicalType": "date"}], "default": null},
                {"name": "pay", "type": {"type": "bytes", "logicalType": "decimal", "precision": 10, "scale": 2}},
                {"name": "lines", "type": {"type": "array", "items": "a.b.Line"}},
                {"name": "tags", "type": {"type": "map", "values": "string"}},
                {"name": "either", "type": ["int", "string"]},
                {"name": "parent", "type": ["null", "Order"]},
                {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["A", "B"], "default": "A"}},
                {"name": "hash", "type": {"type": "fixed", "name": "Md5", "size": 16}}]}"#,
        ),
        (
            "Line.avsc",
            r#"{"type": "record", "name": "Line", "namespace": "a.b", "fields": [{"name": "sku", "type": "string"}]}"#,
        ),
    ]);
    assert_eq!(read.problems(""), [] as [&str; 0]);
    let fields = [
        "id: integer int64! \"number\"",
        "at: string date-time!",
        "day: string date!?",
        "pay: number decimal p10 s2!",
        "lines: array!",
        "lines[].sku: string!",
        "tags: object!",
        "either: integer|string!",
        "parent: object!?",
        "kind: string [A,B]!",
        "hash: string byte!",
    ];
    assert_eq!(read.fields(""), fields, "the only record");
    assert_eq!(read.fields("a.b.Order"), fields);
    assert_eq!(read.fields("Order"), fields, "by the end of its name");
    assert_eq!(read.fields("Line"), ["sku: string!"]);
    assert_eq!(read.fields("Order/lines[]"), ["sku: string!"]);
}

#[test]
fn avro_of_a_registry_and_change_events_are_unwrapped() {
    let registered = read(&[(
        "orders-value.json",
        r#"{"subject": "orders-value", "version": 3, "id": 7, "schema": "{\"type\": \"record\", \"name\": \"Envelope\", \"fields\": [{\"name\": \"before\", \"type\": [\"null\", {\"type\": \"record\", \"name\": \"Value\", \"fields\": [{\"name\": \"id\", \"type\": \"long\"}]}]}, {\"name\": \"after\", \"type\": [\"null\", \"Value\"]}, {\"name\": \"op\", \"type\": \"string\"}]}"}"#,
    )]);
    assert_eq!(registered.contract.format(), "avro");
    assert_eq!(registered.fields(""), ["id: integer int64!"], "the row");
    assert_eq!(registered.fields("Envelope").len(), 5);
    let connect = read(&[(
        "event.json",
        r#"{"schema": {"type": "struct", "name": "shop.orders.Envelope", "fields": [
            {"field": "before", "type": "struct", "optional": true, "name": "shop.orders.Value", "fields": []},
            {"field": "after", "type": "struct", "optional": true, "name": "shop.orders.Value2", "fields": [
                {"field": "id", "type": "int64", "optional": false},
                {"field": "at", "type": "int64", "name": "io.debezium.time.Timestamp", "optional": true},
                {"field": "pay", "type": "bytes", "name": "org.apache.kafka.connect.data.Decimal", "parameters": {"scale": "2"}, "optional": false}]},
            {"field": "op", "type": "string", "optional": false}]}, "payload": {}}"#,
    )]);
    assert_eq!(connect.contract.format(), "kafka-connect");
    assert_eq!(
        connect.fields(""),
        ["id: integer int64!", "at: string yyyy-MM-dd HH:mm:ss!?", "pay: number decimal s2!"]
    );
}

#[test]
fn protobuf_is_read_with_imports_options_and_comments() {
    let read = read(&[
        (
            "acme/shop/order.proto",
            "syntax = \"proto3\";
package acme.shop;
import \"acme/common/money.proto\";
import \"google/protobuf/wrappers.proto\";
message Order {
  // The number.
  int64 id = 1; // beside
  optional string note = 2 [deprecated = true];
  google.protobuf.StringValue label = 3;
  common.Money pay = 4;
  repeated Line lines = 5;
  map<string, int32> counts = 6;
  oneof way { string truck = 7; string ship = 8; }
  string code = 9 [(buf.validate.field).string.max_len = 20, (google.api.field_behavior) = OUTPUT_ONLY];
  Status status = 10;
  message Line { string sku = 1; Order order = 2; }
  enum Status { STATUS_UNSPECIFIED = 0; STATUS_PAID = 1; }
  reserved 20 to 25; reserved \"old\";
}
",
        ),
        ("acme/common/money.proto", "syntax = \"proto3\"; package acme.common; message Money { double amount = 1; }"),
    ]);
    assert_eq!(read.problems(""), [] as [&str; 0]);
    assert_eq!(
        read.fields("acme.shop.Order"),
        [
            "id: integer int64! \"The number.\nbeside\"",
            "note: string",
            "label: string!?",
            "pay: object!",
            "pay.amount: number double!",
            "lines: array!",
            "lines[].sku: string!",
            "lines[].order: object!",
            "counts: object!",
            "truck: string",
            "ship: string",
            "code: string <=20!",
            "status: string [PAID]!",
        ]
    );
    let old =
        self::read(&[("a.proto", "message A { required int32 a = 1; optional string b = 2 [default = \"x\"]; }")]);
    assert_eq!(old.fields(""), ["a: integer int32!", "b: string"]);
    let edition = super::tests::read(&[("a.proto", "edition = \"2023\";\nmessage A { int32 a = 1; }")]);
    assert_eq!(
        (edition.fields(""), edition.contract.format()),
        (vec!["a: integer int32!".to_owned()], "protobuf-edition")
    );
}

#[test]
fn graphql_is_read_with_scalars_inputs_and_extensions() {
    let read = read(&[(
        "shop.graphql",
        r#"
"""An order"""
type Order implements Node { id: ID!  "number" no: Int  lines(first: Int): [Line!]! at: DateTime! pay: Money! @deprecated tags: [String] any: Thing }
type Line { sku: String!, order: Order! }
extend type Order { more: Float }
interface Node { id: ID! }
union Thing = Line | Other
type Other { x: Boolean! }
scalar DateTime
scalar Money
input NewOrder { note: String, count: Int! = 1, code: String! @constraint(maxLength: 8) }
type Query { orders: [Order] }
"#,
    )]);
    assert_eq!(read.problems("Order"), [] as [&str; 0]);
    assert_eq!(
        read.fields("Order"),
        [
            "id: string!",
            "no: integer int32!? \"number\"",
            "lines: array!",
            "at: string date-time!",
            "pay: number decimal!",
            "tags: array!?",
            "tags[]: string!?",
            "any: object!?",
            "any.sku: string!",
            "any.order: object!",
            "any.x: boolean!",
            "more: number double!?",
        ]
    );
    assert_eq!(read.fields("NewOrder"), ["note: string?", "count: integer int32", "code: string <=8!"]);
}

#[test]
fn sql_is_read_in_every_dialect() {
    for (text, expected) in [
        (
            "CREATE TABLE `t` (`a` bigint(20) unsigned NOT NULL COMMENT 'it''s; \\'0\\'', `b` decimal(10,2) DEFAULT '0.00', c enum('x','y'), d tinyint(1), e datetime ON UPDATE CURRENT_TIMESTAMP, PRIMARY KEY (`a`)) ENGINE=InnoDB COMMENT='t'",
            &[
                "a: integer uint64! \"it's; '0'\"",
                "b: number decimal p10 s2!?",
                "c: string [x,y]!?",
                "d: boolean!?",
                "e: string yyyy-MM-dd HH:mm:ss!?",
            ][..],
        ),
        (
            "CREATE TABLE s.t (a bigserial PRIMARY KEY, b character varying(20)[] NOT NULL, c timestamptz, d double precision NOT NULL DEFAULT nextval('x'::regclass), e mood, f numeric CHECK (f > 0 AND f <= 9));CREATE TYPE mood AS ENUM ('sad', 'ok');COMMENT ON COLUMN s.t.c IS 'when'",
            &[
                "a: integer int64!",
                "b: array!",
                "b[]: string <=20!",
                "c: string date-time!? \"when\"",
                "d: number double!",
                "e: string [sad,ok]!?",
                "f: number decimal >0!?",
            ],
        ),
        (
            "PRAGMA x; CREATE TABLE t(a INTEGER PRIMARY KEY, b, c TEXT NOT NULL -- 状态\n, \"key\" VARCHAR(5))",
            &["a: integer int64!", "b: !?", "c: string! \"状态\"", "key: string <=5!?"],
        ),
        (
            "CREATE TABLE [dbo].[t]([a] [int] IDENTITY(1,1) NOT NULL, [b] [nvarchar](max) NULL, [c] [money] NOT NULL, d datetimeoffset(7), CONSTRAINT [pk] PRIMARY KEY CLUSTERED ([a] ASC))\nGO\n",
            &["a: integer int32!", "b: string!?", "c: number decimal p19 s4!", "d: string date-time!?"],
        ),
        (
            "CREATE TABLE T (A NUMBER(19) NOT NULL ENABLE, B VARCHAR2(20 CHAR), C NUMBER(12,2), D DATE DEFAULT SYSDATE, E NUMBER, CONSTRAINT P PRIMARY KEY (A))\n/\nALTER TABLE T ADD (F CLOB, G NUMBER(1) NOT NULL)\n/\n",
            &[
                "A: integer int64 p19!",
                "B: string <=20!?",
                "C: number decimal p12 s2!?",
                "D: string yyyy-MM-dd HH:mm:ss!?",
                "E: number decimal!?",
                "F: string!?",
                "G: integer int32 p1!",
            ],
        ),
    ] {
        let read = read(&[("schema.sql", text)]);
        assert_eq!(read.problems("t"), [] as [&str; 0], "{text}");
        assert_eq!(read.fields("t"), expected, "{text}");
    }
}

#[test]
fn a_statement_that_cannot_be_read_loses_no_other() {
    let text = "CREATE TABLE a AS SELECT 1;\nCREATE VIRTUAL TABLE v USING fts5(x);\nCREATE TABLE broken (x int;\nCREATE TABLE b (id int, g geo.thing);\nCREATE VIEW w AS SELECT 1;";
    let read = read(&[("schema.sql", text)]);
    assert_eq!(read.fields("b"), ["id: integer int32!?", "g: !?"]);
    assert_eq!(
        read.problems("b"),
        [
            "1:1 the definition of table `a` was not read; it names no columns",
            "2:1 the definition of table `v` was not read; its columns are those of a module",
            "3:1 the definition of table `broken` was not read; its brackets do not close",
            "4:27 type `geo.thing` is none of the dialect's, and the script does not declare it",
        ]
    );
    for (fragment, told) in [
        ("a", "1:1 `a` is in the contract and could not be read"),
        ("w", "1:1 `w` is in the contract and could not be read"),
        ("c", "1:1 the contract has no part `#c`"),
    ] {
        assert_eq!(read.problems(fragment).last().unwrap(), told);
    }
}

#[test]
fn xml_schema_is_read_with_facets_groups_and_includes() {
    let read = read(&[
        (
            "order.xsd",
            r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t">
  <xs:include schemaLocation="types.xsd"/>
  <xs:complexType name="Order">
    <xs:complexContent><xs:extension base="t:Base"><xs:sequence>
      <xs:element name="pay" type="t:Money"/>
      <xs:element name="lines" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:attribute name="sku" type="xs:string" use="required"/></xs:complexType></xs:element>
      <xs:choice><xs:element name="a" type="xs:int"/><xs:element name="b" type="xs:date"/></xs:choice>
      <xs:group ref="t:G"/>
    </xs:sequence><xs:attribute name="v" type="t:Code"/></xs:extension></xs:complexContent>
  </xs:complexType>
  <xs:group name="G"><xs:sequence><xs:element name="g" type="xs:boolean" nillable="true"/></xs:sequence></xs:group>
</xs:schema>"#,
        ),
        (
            "types.xsd",
            r#"<schema xmlns="http://www.w3.org/2001/XMLSchema"><complexType name="Base"><sequence><element name="id" type="string"><annotation><documentation>number</documentation></annotation></element></sequence></complexType>
<simpleType name="Money"><restriction base="decimal"><totalDigits value="10"/><fractionDigits value="2"/><minInclusive value="0"/></restriction></simpleType>
<simpleType name="Code"><restriction base="string"><maxLength value="3"/><enumeration value="x"/></restriction></simpleType></schema>"#,
        ),
    ]);
    assert_eq!(read.problems("Order"), [] as [&str; 0]);
    assert_eq!(
        read.fields("Order"),
        [
            "id: string! \"number\"",
            "pay: number decimal p10 s2 >=0!",
            "lines: array",
            "lines[].sku: string",
            "a: integer int32",
            "b: string date",
            "g: boolean!?",
            "v: string <=3 [x]",
        ]
    );
}

#[test]
fn gateways_are_read_as_far_as_they_name_headers_fields_and_contracts() {
    let spring = read(&[(
        "application.yml",
        "spring:
  cloud:
    gateway:
      routes:
        - id: orders
          uri: lb://orders
          filters:
            - AddRequestHeader=X-Channel, web
            - MapRequestHeader=X-Old, X-New
            - name: AddRequestParameter
              args: {name: tenant, value: acme}
            - RemoveRequestHeader=Cookie
",
    )]);
    assert_eq!(spring.contract.format(), "gateway-spring");
    assert_eq!(
        spring.fields("orders"),
        ["X-Channel: string!", "X-New: ! \"the gateway renames `X-Old` to `X-New`\"", "tenant: string!"]
    );
    let camel = read(&[(
        "orders.camel.yaml",
        "- rest: {openApi: {specification: gone.json}}
- route:
    id: orders
    from:
      uri: kafka:orders
      steps:
        - setHeader: {name: trace, simple: x}
        - choice:
            when:
              - simple: x
                steps:
                  - kamelet: {name: replace-field-action, parameters: {renames: 'order_no:orderId, a:b'}}
",
    )]);
    assert_eq!(camel.contract.format(), "gateway-camel");
    assert_eq!(camel.fields("orders").len(), 3);
    assert_eq!(camel.problems("orders"), ["1:35 `gone.json` cannot be found, and what it declares is unknown"]);
    let apisix = read(&[(
        "apisix.yaml",
        "routes:
  - name: orders
    uri: /orders
    upstream: {nodes: {'a:80': 1}}
    plugins:
      proxy-rewrite: {headers: {set: {X-Channel: web}, remove: [Cookie]}}
      response-rewrite: {filters: [{regex: '\"order_no\"', scope: global, replace: '\"orderId\"'}]}
",
    )]);
    assert_eq!(apisix.contract.format(), "gateway-apisix");
    assert_eq!(apisix.fields(""), ["X-Channel: string!", "orderId: ! \"the gateway renames `order_no` to `orderId`\""]);
}

#[test]
fn what_is_broken_is_told_at_its_place() {
    for (name, text, expected) in [
        ("a.proto", "syntax = \"proto3\";\nmessage A { int32 a = ; }", "2:23 the document cannot be read"),
        ("a.proto", "syntax = \"proto3\";\nmessage A { Gone a = 1; }", "2:13 type `Gone` is used and not declared"),
        (
            "a.proto",
            "syntax = \"proto3\";\nimport \"x/gone.proto\";\nmessage A { x.Gone a = 1; }",
            "2:1 `x/gone.proto` cannot be found",
        ),
        ("a.graphql", "type A { a: Gone }", "1:13 type `Gone` is used and not declared"),
        ("a.graphql", "type A { a: }", "1:13 the document cannot be read"),
        ("a.graphql", "query { a }", "1:1 the document holds operations and no schema"),
        ("a.graphql", "type A { a: Int } type A { b: Int }", "1:24 type `A` is declared twice"),
        (
            "a.avsc",
            "{\"type\": \"record\", \"name\": \"A\", \"fields\": [{\"name\": \"a\", \"type\": \"strin\"}]}",
            "1:66 type `strin` is used and not declared",
        ),
        (
            "a.avsc",
            "{\"type\": \"record\", \"name\": \"A\", \"fields\": [{\"name\": \"a\"}]}",
            "1:45 `type` is missing, which Avro requires",
        ),
        ("a.avsc", "{\"type\": \"record\", \"name\": \"A\", \"fields\": [],}", "the document cannot be read"),
        (
            "a.xsd",
            "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">\n<xs:element>",
            "2:12 the document cannot be read",
        ),
        ("a.xsd", "<project/>", "1:2 the document is no XML Schema"),
        ("a.edmx", "<edmx:Edmx xmlns:edmx=\"x\"/>", "1:2 the model holds no schema"),
        (
            "a.yaml",
            "apiVersion: v2.2.2\nkind: DataContract\ndatasetName: x\n",
            "1:13 `2.2.2` is no known version of ODCS",
        ),
    ] {
        let read = read(&[(name, text)]);
        let problems = read.problems("A");
        assert!(problems.iter().any(|it| it.contains(expected)), "{name} {text}: {problems:#?}");
    }
}

/// Bytes cut off, doubled and changed at every place of every fixture: an answer, and no panic.
#[test]
fn no_damage_brings_a_reader_down() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/languages/contracts");
    let folder = tempfile::tempdir().unwrap();
    let mut entries: Vec<_> = std::fs::read_dir(root).unwrap().map(|it| it.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let bytes = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        for at in (0..bytes.len()).step_by(11) {
            let cut = bytes[..at].to_vec();
            let mut changed = bytes.clone();
            changed[at] = b"(){}[]<>\"'`;:,=-0\0"[at % 18];
            let mut doubled = bytes.clone();
            doubled.splice(at..at, bytes[at / 2..at].to_vec());
            for text in [cut, changed, doubled] {
                std::fs::write(folder.path().join(&name), &text).unwrap();
                let mut sources = Sources::default();
                if let Ok(contract) = open(&folder.path().join(&name), &name, &mut sources) {
                    for fragment in ["", "Order", "orders"] {
                        let lowered = contract.fields(fragment);
                        let told = !contract.problems().is_empty() || !lowered.problems.is_empty();
                        assert!(told || lowered.is_read, "{name} at {at} passes quietly");
                    }
                }
            }
        }
    }
}

#[test]
fn nesting_without_end_is_refused() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(50_000), close.repeat(50_000));
    for (name, text) in [
        ("a.proto", format!("message A {}", deep("{", "}"))),
        ("a.proto", format!("option (x) = {};", deep("{a:", "}"))),
        ("a.graphql", format!("type A {{ a: {} }}", deep("[", "]"))),
        ("a.graphql", format!("type A @x(a: {}) {{ a: Int }}", deep("[", "]"))),
        ("a.avsc", deep("{\"type\":\"array\",\"items\":", "}")),
        (
            "a.xsd",
            format!(
                "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">{}</xs:schema>",
                deep("<xs:sequence>", "</xs:sequence>")
            ),
        ),
        ("a.sql", format!("CREATE TABLE a (x int CHECK {});", deep("(", ")"))),
        ("a.sql", format!("CREATE TABLE a (x int DEFAULT {}", "(".repeat(100_000))),
        ("a.sql", format!("CREATE TABLE a (x array{});", deep("<", ">"))),
    ] {
        let read = read(&[(name, &text)]);
        let lowered = read.contract.fields("a");
        assert!(lowered.is_read || !lowered.problems.is_empty() || !read.contract.problems().is_empty(), "{name}");
    }
}

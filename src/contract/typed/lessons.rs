//! What files of real systems look like: dumps, designers' exports, schemas in several folders.

use super::tests::read;

/// A script, its table, and the fields of that.
const SCRIPTS: [(&str, &str, &[&str]); 19] = [
    // Batches without a mark between their statements, tables made only if they are not there, and temporary ones.
    (
        "USE [shop]\nGO\nCREATE TABLE #tmp (x int)\nIF OBJECT_ID('dbo.t') IS NULL\nBEGIN\nCREATE TABLE [dbo].[t](\n[a] [tinyint] NOT NULL,\n[b] [decimal] NULL,\n[c] [float](24) NULL,\n[d] [dbo].[Name] NULL,\nINDEX ix NONCLUSTERED ([a])\n)\nCREATE TABLE dbo.u (x int)\nEND\nGO\nCREATE TYPE [dbo].[Name] FROM nvarchar(25) NULL\nGO\nCREATE PROCEDURE p AS\nCREATE TABLE dbo.t (no int);\nCREATE TABLE dbo.t (neither int)\nGO\n",
        "t",
        &["a: integer uint8!", "b: integer p18!?", "c: number float!?", "d: string <=25!?"],
    ),
    (
        "CREATE TABLE [t]([a] int NOT NULL, [b] nvarchar(5) NULL)\nGO\nALTER TABLE [t] ADD [c] int NULL, [d] bit NOT NULL\nGO\nALTER TABLE [t] ALTER COLUMN [b] nvarchar(9) NOT NULL\nGO\nALTER TABLE [t] DROP COLUMN [d]\nGO\nALTER TABLE [t] WITH CHECK ADD CONSTRAINT k CHECK (([a]>=(1)))\nGO\n",
        "t",
        &["a: integer int32 >=1!", "b: string <=9!", "c: integer int32!?"],
    ),
    // Lines for a client hold any prose.
    (
        "PROMPT it's made\nREM don't\nSET DEFINE OFF\nCREATE TABLE T (A NUMBER(*,0), B VARCHAR2(9) DEFAULT q'[it's; so]' NOT NULL, C INTEGER)\n/\nALTER TABLE T MODIFY (A NOT NULL ENABLE)\n/\nALTER TABLE T MODIFY (B VARCHAR2(20))\n/\n",
        "T",
        &["A: integer int64 p38!", "B: string <=20!", "C: integer int64 p38!?"],
    ),
    (
        "\\connect it's\nCREATE TABLE t (a serial, b numeric);\nALTER TABLE t\n  ADD COLUMN c date,\n  ALTER COLUMN b TYPE numeric(9,2),\n  ALTER COLUMN b SET NOT NULL,\n  ALTER COLUMN a DROP NOT NULL;\nALTER TABLE t RENAME COLUMN c TO d;\nALTER TABLE t RENAME TO u;",
        "u",
        &["a: integer int32!?", "b: number decimal p9 s2!", "d: string date!?"],
    ),
    (
        "CREATE TYPE addr AS (zip varchar(10), n int);CREATE DOMAIN pos AS integer CHECK (VALUE > 0);CREATE TYPE m AS ENUM ('a');ALTER TYPE m ADD VALUE 'b' AFTER 'a';CREATE TABLE t (a addr, b pos NOT NULL, c public.geometry(Point,4326), d m)",
        "t",
        &[
            "a: object!?",
            "a.zip: string <=10!?",
            "a.n: integer int32!?",
            "b: integer int32 >0!",
            "c: !?",
            "d: string [a,b]!?",
        ],
    ),
    ("CREATE TABLE a (x int);CREATE TABLE t (y int) INHERITS (a)", "t", &["x: integer int32!?", "y: integer int32!?"]),
    (
        "CREATE TABLE a (x int);CREATE TABLE t (LIKE a INCLUDING ALL, y int)",
        "t",
        &["x: integer int32!?", "y: integer int32!?"],
    ),
    ("CREATE TABLE a (x int);CREATE TABLE t LIKE a", "t", &["x: integer int32!?"]),
    (
        "CREATE TABLE `t` (\n/*!50705 `a` geometry */ /*!80003 SRID 0 */ /*!50705 NOT NULL,*/\n`b` int NOT NULL /*!50606 STORAGE DISK */ COMMENT 'b') ENGINE=InnoDB",
        "t",
        &["a: !", "b: integer int32! \"b\""],
    ),
    (
        "CREATE TYPE addr_typ OID '82A4' AS OBJECT (street VARCHAR2(40), zip NUMBER(5));\n/\nCREATE TYPE phones_typ AS VARRAY(5) OF VARCHAR2(25);\n/\nCREATE TABLE t (a addr_typ, b phones_typ, c NUMBER CONSTRAINT nn NOT NULL);\nALTER TABLE t ADD ( CONSTRAINT pk PRIMARY KEY (c) ) ;",
        "t",
        &[
            "a: object!?",
            "a.street: string <=40!?",
            "a.zip: integer int32 p5!?",
            "b: array!?",
            "b[]: string <=25!",
            "c: number decimal!",
        ],
    ),
    // A comment to the server is no prose, a delimiter of its own ends a routine.
    (
        "DELIMITER $$\nCREATE PROCEDURE p() BEGIN\nCREATE TABLE t (no int);\nEND$$\nDELIMITER ;\nCREATE TABLE `t` (`a` point NOT NULL /*!80003 SRID 4326 */,\n`b` int unsigned NOT NULL, `c` decimal NOT NULL, `d` serial) ENGINE=InnoDB;\nALTER TABLE `t` CHANGE COLUMN `b` `e` smallint unsigned NOT NULL COMMENT 'e', COMMENT = 't';",
        "t",
        &["a: !", "e: integer uint16! \"e\"", "c: integer p10!", "d: integer uint64!"],
    ),
    (
        "PRAGMA x; CREATE TABLE t (a UNSIGNED BIG INT, b VARYING CHARACTER(9), c BOOLEAN NOT NULL CHECK (c IN (0, 1)))",
        "t",
        &["a: integer int64!?", "b: string <=9!?", "c: boolean!"],
    ),
    (
        "CREATE TABLE t (a int, b int CHECK (a * b > 0 AND a <> 5), c text, CHECK ((char_length(c) <= 40)), CHECK (a + b <= 9 AND b >= 1), d numeric, e text, CHECK (((d > (0)::numeric) AND (d >= a))), CHECK (((e)::text = ANY (ARRAY[('x'::character varying)::text]))), CHECK ((d > 0) OR (a > 0)))",
        "t",
        &[
            "a: integer int32!?",
            "b: integer int32 >=1!?",
            "c: string <=40!?",
            "d: number decimal >0!?",
            "e: string [x]!?",
        ],
    ),
    // Warehouses.
    (
        "CREATE EXTERNAL TABLE t (`a` array<struct<x:int,y:string>>, `m` map<string,int>) PARTITIONED BY (`dt` string COMMENT 'day') STORED AS ORC",
        "t",
        &["a: array!?", "a[].x: integer int32!?", "a[].y: string!?", "m: object!?", "dt: string!? \"day\""],
    ),
    (
        "CREATE TABLE t ON CLUSTER c (`a` UInt64, `b` LowCardinality(Nullable(String)), `c` Array(Int8), INDEX i a TYPE minmax GRANULARITY 1) ENGINE = MergeTree ORDER BY a",
        "t",
        &["a: integer uint64!", "b: string!?", "c: array!", "c[]: integer int8!"],
    ),
    (
        "CREATE TABLE t (a INT64 OPTIONS(description='x'), b NUMERIC, c STRUCT<d STRING NOT NULL>)",
        "t",
        &["a: integer int64!?", "b: number decimal!?", "c: object!?", "c.d: string!"],
    ),
    (
        "create or replace TABLE T cluster by (A) (A NUMBER(38,0) NOT NULL, B TIMESTAMP_NTZ(9))",
        "T",
        &["A: integer int64 p38!", "B: string yyyy-MM-dd HH:mm:ss!?"],
    ),
    (
        "CREATE TABLE \"S\".\"T\"\n(\n\"A\" BIGINT IDENTITY(1, 1),\n\"B\" VARCHAR2(5),\nNOT CLUSTER PRIMARY KEY(\"A\")) STORAGE(ON \"MAIN\") ;",
        "T",
        &["A: integer int64!", "B: string <=5!?"],
    ),
    ("CREATE TABLE t (a int);DROP TABLE IF EXISTS t;CREATE TABLE t (b int)", "t", &["b: integer int32!?"]),
];

#[test]
fn scripts_of_real_systems_are_read() {
    for (text, table, expected) in SCRIPTS {
        let read = read(&[("dump.sql", text)]);
        assert_eq!(read.problems(table), [] as [&str; 0], "{text}");
        assert_eq!(read.fields(table), expected, "{text}");
    }
}

#[test]
fn schemas_in_several_folders_and_namespaces_are_one() {
    let order = r#"<s:schema xmlns:s="http://www.w3.org/2001/XMLSchema" xmlns="urn:o" xmlns:c="urn:c" targetNamespace="urn:o">
<s:import namespace="urn:c" schemaLocation="../common/c.xsd"/><s:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="http://www.w3.org/2001/xml.xsd"/>
<s:element name="Order" type="OrderType"/><s:complexType name="OrderType"><s:sequence><s:element ref="c:ID"/><s:element ref="c:Amount" minOccurs="0"/></s:sequence><s:attribute ref="xml:lang"/></s:complexType></s:schema>"#;
    let common = r#"<s:schema xmlns:s="http://www.w3.org/2001/XMLSchema" xmlns="urn:c" xmlns:u="urn:u" targetNamespace="urn:c"><s:import namespace="urn:u" schemaLocation="u.xsd"/>
<s:element name="ID" type="IDType"/><s:simpleType name="IDType"><s:restriction base="s:string"><s:maxLength value="9"/></s:restriction></s:simpleType>
<s:element name="Amount" type="AmountType"/><s:complexType name="AmountType"><s:simpleContent><s:extension base="u:AmountType"/></s:simpleContent></s:complexType></s:schema>"#;
    let units = r#"<s:schema xmlns:s="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:u"><s:complexType name="AmountType"><s:simpleContent><s:extension base="s:decimal"><s:attribute name="currency" type="s:string" use="required"/></s:extension></s:simpleContent></s:complexType></s:schema>"#;
    let read = read(&[("xsd/main/order.xsd", order), ("xsd/common/c.xsd", common), ("xsd/common/u.xsd", units)]);
    assert_eq!(read.problems("Order"), [] as [&str; 0]);
    // Text with attributes is text, and has them beside it.
    let expected = ["ID: string <=9!", "Amount: number decimal", "Amount.currency: string", "lang: string"];
    assert_eq!(read.fields("Order"), expected);
}

#[test]
fn models_are_read_as_designers_and_servers_write_them() {
    let designed = r#"<edmx:Edmx Version="3.0" xmlns:edmx="e"><edmx:Runtime><edmx:StorageModels><Schema Namespace="S"><EntityType Name="T"><Property Name="no" Type="int"/></EntityType></Schema></edmx:StorageModels>
<edmx:ConceptualModels><Schema Namespace="M"><EntityType Name="T"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Int32"/><Property Name="n" Type="String" MaxLength="5"/></EntityType></Schema></edmx:ConceptualModels></edmx:Runtime></edmx:Edmx>"#;
    let served = r#"<edmx:Edmx Version="4.0" xmlns:edmx="e"><edmx:Reference Uri="u"><edmx:Include Namespace="V" Alias="A"/></edmx:Reference><edmx:DataServices>
<Schema Namespace="M"><EntityType Name="T"><Property Name="id" Type="Edm.Byte"/><Property Name="v" Type="A.Known"/><Property Name="w" Type="Other.Thing"/></EntityType></Schema></edmx:DataServices></edmx:Edmx>"#;
    let read_one = read(&[("model.edmx", designed)]);
    assert_eq!(read_one.problems("T"), [] as [&str; 0]);
    assert_eq!(read_one.fields("T"), ["id: integer int32!", "n: string <=5!?"]);
    let read_two = read(&[("$metadata", served)]);
    assert_eq!(read_two.problems("T"), ["2:141 type `Other.Thing` is used and not declared"]);
    assert_eq!(read_two.fields("T"), ["id: integer uint8!?", "v: !?", "w: !?"]);
}

#[test]
fn other_names_are_paths_too() {
    let proto = "syntax = \"proto3\"; message M { In buyer_info = 1; string id = 2 [json_name = \"key\"]; } message In { string first_name = 1; }";
    let spring = "spring:\n  cloud:\n    gateway:\n      routes:\n        - id: r\n          filters: ['MapRequestHeader=X-Old, X-New']\n";
    for (name, fragment, text, expected) in [
        (
            "m.proto",
            "M",
            proto,
            vec![vec!["buyerInfo"], vec!["buyer_info.firstName", "buyerInfo.firstName"], vec!["key"]],
        ),
        ("gateway.yml", "r", spring, vec![vec!["X-Old"]]),
    ] {
        let read = read(&[(name, text)]);
        let fields = read.contract.fields(fragment).fields;
        let found: Vec<Vec<&str>> = fields.iter().map(|it| it.aliases.iter().map(|it| &**it).collect()).collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn rules_of_fields_are_read_whole() {
    let text = r#"syntax = "proto3"; import "validate/validate.proto"; import "google/rpc/status.proto";
message M { string a = 1 [(buf.validate.field).string.pattern = "^[A-Z]{3}$"]; int32 b = 2 [(validate.rules).int32 = {gte: 0, lt: 9}]; string c = 3 [(validate.rules).string = {in: ["x", "y"]}]; google.rpc.Status d = 4; }"#;
    let read = read(&[("m.proto", text)]);
    assert_eq!(read.problems("M"), [] as [&str; 0]);
    assert_eq!(read.fields("M"), ["a: string!", "b: integer int32 >=0!", "c: string [x,y]!", "d: object!"]);
    let lowered = read.contract.fields("M");
    assert_eq!(lowered.fields[0].shape.pattern.as_ref().map(|it| &*it.value), Some("^[A-Z]{3}$"));
}

#[test]
fn every_record_of_a_contract_is_one_of_its_schemas() {
    for (name, text, expected) in [
        ("a.sql", "CREATE TABLE s.t (a int);CREATE TABLE u (a int);", &["s.t", "u"][..]),
        ("a.proto", "syntax = \"proto3\"; package p; message A { message In {} } enum E { X = 0; }", &["p.A"]),
        ("a.graphql", "type A { a: Int } input I { a: Int } enum E { X } type Query { a: A }", &["A", "I"]),
        (
            "a.avsc",
            r#"{"type": "record", "name": "Envelope", "namespace": "s", "fields": [{"name": "before", "type": ["null", {"type": "record", "name": "Value", "fields": [{"name": "id", "type": "long"}]}]}, {"name": "after", "type": ["null", "Value"]}, {"name": "op", "type": "string"}]}"#,
            &["s.Envelope/after"],
        ),
    ] {
        let read = read(&[(name, text)]);
        let found: Vec<String> = read.contract.schemas().into_iter().map(|(fragment, _)| fragment).collect();
        assert_eq!(found, expected, "{name}");
    }
}

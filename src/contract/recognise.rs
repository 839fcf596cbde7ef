//! Whether a file is a contract, from its name and first bytes.

use std::path::Path;

/// The kind of contract that a file seems to be, such as `openapi`; none where it does not look like one.
///
/// Languages of their own are known by their extensions, as far as the first bytes do not speak against them; of YAML
/// and JSON only keys of the outermost object count.
pub fn recognise(path: &Path, head: &[u8]) -> Option<&'static str> {
    let extension = language_of(path)?;
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{FEFF}');
    if let Some(kind) = language(&extension, text) {
        return Some(kind);
    }
    let keys = match extension.as_str() {
        "json" => json_keys(text),
        "yaml" | "yml" if text.trim_start().starts_with('{') => json_keys(text),
        "yaml" | "yml" => yaml_keys(text),
        _ => return None,
    };
    let name = path.file_name()?.to_str()?.to_ascii_lowercase();
    let told = keys.iter().find_map(|(key, value)| told(key, value));
    let has_routes = text.contains("gateway:") && text.contains("routes:");
    told.or_else(|| together(&name, &keys, has_routes))
        .or_else(|| (name.ends_with(".schema.json") || name.ends_with(".schema.yaml")).then_some("json-schema"))
}

/// Extensions of languages that are nothing but contracts.
const LANGUAGES: [&str; 14] = [
    "proto", "graphql", "graphqls", "gql", "sdl", "sql", "ddl", "pgsql", "mysql", "xsd", "edmx", "csdl", "avsc", "avpr",
];

/// What stands for the extension of a file: `OData`'s models are often saved under the name of the address they come from.
pub(super) fn language_of(path: &Path) -> Option<String> {
    if path.file_name().is_some_and(|it| it == "$metadata") {
        return Some("edmx".to_owned());
    }
    Some(path.extension()?.to_string_lossy().to_ascii_lowercase())
}

/// Whether a file is in a language of contracts by its name alone, whatever is wrong with what it holds.
pub fn is_language(path: &Path) -> bool {
    language_of(path).is_some_and(|it| LANGUAGES.contains(&&*it))
}

/// What a key of a document tells by itself.
fn told(key: &str, value: &str) -> Option<&'static str> {
    match key {
        "openapi" => Some("openapi"),
        "swagger" => Some("swagger"),
        "asyncapi" => Some("asyncapi"),
        "$schema" if value.contains("json-schema.org") => Some("json-schema"),
        "$Version" if value.contains("4.") => Some("odata-json"),
        "kind" if value.contains("DataContract") => Some("odcs"),
        _ => None,
    }
}

/// What several keys, or a key and the name of the file, tell together.
fn together(name: &str, keys: &[(String, String)], has_routes: bool) -> Option<&'static str> {
    let has = |key: &str| keys.iter().any(|(it, _)| it == key);
    let is = |key: &str, value: &str| keys.iter().any(|(it, said)| it == key && said.trim_matches('"') == value);
    let package =
        name.starts_with("datapackage.") || is("profile", "data-package") || is("profile", "tabular-data-package");
    match () {
        () if is("spring", "") && has_routes => Some("gateway-spring"),
        () if has("routes") && (name.starts_with("apisix") || has("upstreams")) => Some("gateway-apisix"),
        () if keys.iter().any(|(key, _)| key == "- route" || key == "- rest") => Some("gateway-camel"),
        () if is("type", "record") && has("fields") => Some("avro"),
        // The answer of a registry, and what Kafka Connect writes beside each record.
        () if has("schema") && ["subject", "version", "id", "schemaType"].into_iter().any(has) && registered(keys) => {
            Some("avro")
        }
        () if has("schema") && has("payload") => Some("kafka-connect"),
        () if has("resources") && package => Some("frictionless-package"),
        () if has("fields") && (name.contains("tableschema") || has("missingValues") || has("primaryKey")) => {
            Some("frictionless-table")
        }
        // Lists: an empty rest of the line. dbt's own project file has mappings under these keys and a name.
        () if (is("version", "2") || is("version", "3"))
            && ["models", "sources", "seeds", "snapshots"].into_iter().any(|it| is(it, ""))
            && !has("name") =>
        {
            Some("dbt")
        }
        // A schema that does not name its draft.
        () if has("$defs") => Some("json-schema"),
        () if is("type", "object") && (has("properties") || has("definitions")) => Some("json-schema"),
        () if has("title") && ["anyOf", "oneOf", "allOf"].into_iter().any(has) => Some("json-schema"),
        () => None,
    }
}

/// Whether the schema in the answer of a registry is one of Avro, written as text.
fn registered(keys: &[(String, String)]) -> bool {
    let said = |key: &str| keys.iter().find(|(it, _)| it == key).map(|(_, value)| value.trim_start());
    let is_avro = said("schemaType").is_none_or(|it| it.trim_matches('"').eq_ignore_ascii_case("AVRO"));
    is_avro && said("schema").is_some_and(|it| it.starts_with("\"{") || it.starts_with("\"["))
}

/// Languages that are neither YAML nor JSON, and JSON that is known by the name of its file.
fn language(extension: &str, text: &str) -> Option<&'static str> {
    let is_json = text.trim_start().starts_with(['{', '[']);
    match extension {
        "avsc" | "avro" if is_json => Some("avro"),
        "avpr" if is_json => Some("avro-protocol"),
        "proto" if !text.contains('\0') => Some("protobuf"),
        "graphql" | "graphqls" | "gql" | "sdl" => Some("graphql"),
        "xsd" => Some("xsd"),
        "edmx" | "csdl" => Some("odata"),
        "xml" if text.contains("Edmx") => Some("odata"),
        "sql" | "ddl" | "pgsql" | "mysql" if super::sql::may_define_table(text) => Some("sql"),
        _ => None,
    }
}

/// Whether a document that begins so is another kind of description of interfaces, which reading calls by its name.
pub fn is_foreign(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    ["_postman_id", "getpostman.com", "\"__schema\""].iter().any(|it| text.contains(it))
}

/// Keys that start a line, with the rest of the line.
fn yaml_keys(text: &str) -> Vec<(String, String)> {
    let pairs = text.lines().filter(|line| !line.starts_with([' ', '\t', '#'])).filter_map(|line| line.split_once(':'));
    pairs.map(|(key, value)| (key.trim_matches(['"', '\'']).to_owned(), value.trim().to_owned())).collect()
}

/// Keys of the outermost object, with the text behind them up to a comma.
fn json_keys(text: &str) -> Vec<(String, String)> {
    let mut keys = Vec::new();
    let mut depth = 0_u32;
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}', '[', ']', '"']) {
        let (mark, after) = (rest.as_bytes().get(at), rest.get(at + 1..).unwrap_or_default());
        rest = after;
        match mark {
            Some(b'{' | b'[') => depth += 1,
            Some(b'}' | b']') => depth = depth.saturating_sub(1),
            _ => {
                let end = end_of_string(after);
                let (word, behind) = (after.get(..end), after.get(end + 1..).unwrap_or_default());
                if let (1, Some(word), Some(value)) = (depth, word, behind.trim_start().strip_prefix(':')) {
                    let value = value.split([',', '\n', '}']).next().unwrap_or_default();
                    keys.push((word.to_owned(), value.trim().to_owned()));
                }
                rest = behind;
            }
        }
    }
    keys
}

/// Where the string ends whose first quote is before `text`.
fn end_of_string(text: &str) -> usize {
    let mut escaped = false;
    let end = text.bytes().position(|byte| match byte {
        b'"' if !escaped => true,
        _ => {
            escaped = byte == b'\\' && !escaped;
            false
        }
    });
    end.unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_outermost_keys_of_likely_files_count() {
        for (path, head, kind) in [
            ("a.yaml", "# x\nopenapi: 3.0.3\n", Some("openapi")),
            ("a.yml", "info:\n  openapi: 3.0.3\n", None),
            ("a.json", "{\"x\": {\"swagger\": 1}, \"asyncapi\": \"2.0.0\"}", Some("asyncapi")),
            ("a.json", "{\"x\": \"\\\"swagger\\\": 1\"}", None),
            ("a.json", "{\"$schema\": \"http://json-schema.org/draft-07/schema#\"", Some("json-schema")),
            ("order.json", "{\"$defs\": {\"A\": {}}, \"title\": \"x\"", Some("json-schema")),
            ("order.json", "{\"title\": \"x\", \"type\": \"object\", \"properties\": {", Some("json-schema")),
            ("order.json", "{\"title\": \"x\", \"anyOf\": [{\"properties\": {", Some("json-schema")),
            ("order.yaml", "type: object\nproperties:\n  a: {}\n", Some("json-schema")),
            ("place.json", "{\"type\": \"Feature\", \"properties\": {", None),
            ("order.schema.json", "{\"type\": \"object\"}", Some("json-schema")),
            ("orders.json", "[{\"openapi\": 1}]", None),
            ("a.csv", "openapi: 3", None),
            ("order.avsc", "{\"type\": \"record\"", Some("avro")),
            ("orders.avro", " {\"type\": \"record\"", Some("avro")),
            ("orders.avro", "Obj\u{1}\u{4}\u{14}avro.codec", None),
            ("order.json", "{\"name\": \"Order\", \"type\": \"record\", \"fields\": [", Some("avro")),
            ("a.proto", "syntax = \"proto3\";", Some("protobuf")),
            ("a.sql", "-- x\ncreate  table t (id int)", Some("sql")),
            ("a.sql", "select * from created_table", None),
            ("a.xsd", "<xs:schema>", Some("xsd")),
            ("$metadata.xml", "<edmx:Edmx Version=\"4.0\">", Some("odata")),
            ("$metadata", "<edmx:Edmx Version=\"1.0\">", Some("odata")),
            ("pom.xml", "<project>", None),
            ("a.odcs.yaml", "apiVersion: v3.0.2\nkind: DataContract\n", Some("odcs")),
            ("datapackage.json", "{\"name\": \"x\", \"resources\": []}", Some("frictionless-package")),
            ("schema.yml", "version: 2\n\nmodels:\n  - name: orders\n", Some("dbt")),
            ("application-gateway.yml", "spring:\n  cloud:\n    gateway:\n      routes:\n", Some("gateway-spring")),
            ("application.yml", "spring:\n  datasource:\n", None),
            ("apisix.yaml", "routes:\n  - uri: /a\n#END\n", Some("gateway-apisix")),
            ("orders.camel.yaml", "- route:\n    from:\n", Some("gateway-camel")),
            ("dbt_project.yml", "name: x\nversion: 2\nmodels:\n  x: {}\n", None),
            (
                "orders-value.json",
                r#"{"subject": "orders-value", "version": 1, "schema": "{\"type\": \"record\"}"}"#,
                Some("avro"),
            ),
            ("orders.json", r#"{"id": 1, "schema": "public"}"#, None),
            ("event.json", r#"{"schema": {"type": "struct"}, "payload": {}}"#, Some("kafka-connect")),
            ("a.json", "{\"", None),
        ] {
            assert_eq!(recognise(Path::new(path), head.as_bytes()), kind, "{path} {head}");
        }
    }
}

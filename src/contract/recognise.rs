//! Whether a file is a contract, from its name and first bytes.

use std::path::Path;

/// The kind of contract that a file seems to be, such as `openapi`; none where it does not look like one.
///
/// Only names that end in `.yaml`, `.yml` or `.json` are looked at, and only keys of the outermost object count.
pub fn recognise(path: &Path, head: &[u8]) -> Option<&'static str> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{FEFF}');
    let keys = match extension.as_str() {
        "json" => json_keys(text),
        "yaml" | "yml" if text.trim_start().starts_with('{') => json_keys(text),
        "yaml" | "yml" => yaml_keys(text),
        _ => return None,
    };
    let of = |key: &str, value: &str| match key {
        "openapi" => Some("openapi"),
        "swagger" => Some("swagger"),
        "asyncapi" => Some("asyncapi"),
        "$schema" if value.contains("json-schema.org") => Some("json-schema"),
        _ => None,
    };
    keys.iter().find_map(|(key, value)| of(key, value)).or_else(|| {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        (name.ends_with(".schema.json") || name.ends_with(".schema.yaml")).then_some("json-schema")
    })
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
            ("order.schema.json", "{\"type\": \"object\"}", Some("json-schema")),
            ("orders.json", "[{\"openapi\": 1}]", None),
            ("a.csv", "openapi: 3", None),
            ("a.json", "{\"", None),
        ] {
            assert_eq!(recognise(Path::new(path), head.as_bytes()), kind, "{path} {head}");
        }
    }
}

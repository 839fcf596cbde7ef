//! Words that people bring along from other tools, and what a dictionary calls the same thing.

use crate::text::nearest;

/// `(words of other tools, the dictionary's own word)`, folded: lower case, without `_`, `-` and blanks.
///
/// The words are those of JSON Schema, SQL, Avro, Arrow, Frictionless, dbt, Great Expectations and Python.
const HABITS: &[(&[&str], &str)] = &[
    (&["datetime", "instant", "timestamptz", "datetimeoffset", "epoch"], "timestamp"),
    (&["int", "int32", "int64", "bigint", "smallint", "tinyint", "long", "short", "whole"], "integer"),
    (&["money", "numeric", "currency", "amount"], "decimal"),
    (&["float", "double", "real", "float64", "num"], "number"),
    (&["text", "str", "varchar", "char", "nvarchar", "keyword", "uuid"], "string"),
    (&["bool", "bit", "flag"], "boolean"),
    (&["list", "repeated"], "array"),
    (&["struct", "record", "map", "dict", "json"], "object"),
    (&["personal", "personaldata", "sensitive", "sensitivity", "privacy", "gdpr", "classification"], "pii"),
    (&["enum", "values", "allowedvalues", "acceptedvalues", "codelist", "options", "choices"], "codes"),
    (&["regex", "regexp", "match"], "pattern"),
    (&["description", "desc", "comment", "doc", "documentation", "meaning"], "definition"),
    (&["label", "caption", "displayname", "businessname"], "title"),
    (&["min", "minvalue", "greaterorequal", "gte"], "minimum"),
    (&["max", "maxvalue", "lessorequal", "lte"], "maximum"),
    (&["length", "maxlen", "size", "width"], "maxLength"),
    (&["minlen"], "minLength"),
    (&["synonyms", "alias", "aliases", "othernames"], "also"),
    (&["digits", "decimals", "fractiondigits"], "scale"),
    (&["form", "encoding", "representation"], "wire"),
    (&["columns", "properties", "mapping", "mappings"], "fields"),
    (&["path", "paths", "glob", "globs", "file"], "files"),
    (&["tables", "resources", "exports", "models"], "datasets"),
    (&["sources", "applications", "platforms"], "systems"),
    (&["terms", "glossary", "concepts"], "elements"),
    (&["foreignkeys", "references", "joins"], "relations"),
    (&["primarykey", "pk"], "key"),
];

/// Of `known`, the word that is meant by `typed`: what a habit says, else the nearest spelling.
pub(super) fn meant<'a>(typed: &str, known: &'a [String]) -> Option<&'a str> {
    let folded: String =
        typed.chars().filter(|it| !matches!(it, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect();
    let words = || known.iter().map(String::as_str);
    // The same word in another case or with other joints is a slip, whatever it means elsewhere.
    let by_habit = || {
        let mut habits = HABITS.iter().filter(|(others, _)| others.contains(&folded.as_str()));
        habits.find_map(|(_, own)| words().find(|it| it == own))
    };
    let slip = crate::text::slip(typed, words(), 0);
    slip.or_else(by_habit).or_else(|| nearest(typed, words()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_other_tools_lead_to_the_own_one_where_it_stands() {
        let types = ["string", "integer", "decimal", "timestamp"].map(str::to_owned);
        let keys = ["pii", "maxLength", "from", "pattern", "required"].map(str::to_owned);
        assert_eq!(meant("DateTime", &types), Some("timestamp"));
        assert_eq!(meant("big_int", &types), Some("integer"));
        assert_eq!(meant("personal", &keys), Some("pii"));
        assert_eq!(meant("max_length", &keys), Some("maxLength"));
        assert_eq!(meant("form", &keys), Some("from"), "`wire` is not known here, so the nearest spelling is meant");
        assert_eq!(meant("Required", &keys), Some("required"), "another case of the same word");
        assert_eq!(meant("colour", &keys), None);
    }

    #[test]
    fn no_word_leads_two_ways_at_random() {
        let mut seen = std::collections::BTreeMap::new();
        for (others, own) in HABITS {
            for other in *others {
                assert!(seen.insert(other, own).is_none(), "`{other}` stands twice");
            }
        }
    }
}

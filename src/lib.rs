//! `dictum` lints exported data files and API contracts against one enterprise data dictionary.
//!
//! The house has floors; a module uses lower floors only, and modules on one floor ignore each other
//! (`tests/architecture.rs` holds this):
//!
//! | floor | modules | owns |
//! |---|---|---|
//! | 0 | [`text`], [`message`] | places in text; every sentence in both languages |
//! | 1 | [`model`], [`finding`], [`document`], [`mod@format`] | the dictionary as types; what a finding is; YAML and JSON as spanned nodes; named formats |
//! | 2 | `dictionary`, `table`, `contract`, `rule`, `render`, `settings`, [`matching`] | loading; bytes to columns; documents to declared fields; what a rule is; report to bytes; levels and waivers; what names mean |
//! | 3 | `rules`, `plan` | one rule a file; dictionary × header → compiled checks |
//! | 4 | `engine` | the only place where readers, plans and rules meet |
//! | 5 | `cli` | arguments to calls, exit codes |

#![cfg_attr(
    not(all(
        feature = "excel",
        feature = "parquet",
        feature = "arrow",
        feature = "avro",
        feature = "xml",
        feature = "sql",
        feature = "graphql",
        feature = "protobuf"
    )),
    allow(dead_code, unused_imports, reason = "shared by readers that this build leaves out")
)]

pub mod cli;
pub mod contract;
pub mod dictionary;
pub mod document;
pub mod engine;
pub mod finding;
pub mod format;
pub mod matching;
pub mod message;
pub mod model;
pub mod plan;
pub mod render;
pub mod rule;
pub mod rules;
pub mod settings;
pub mod table;
pub mod text;

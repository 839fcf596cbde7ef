//! Every page of `rules/` is a test: its bad example gives exactly the report it prints, its good one gives no finding.
//!
//! A page's fenced blocks are files. The words after the fence say which:
//!
//! - `csv bad orders.csv`, `yaml good dictionary.yaml`: a file of the bad or of the good example, in a folder of its own.
//! - `yaml dictionary.yaml`, `csv products.csv`: a file of both.
//! - `hex bad orders.csv`: bytes; each line holds text in double quotes or bytes in hexadecimal, and `#` starts a comment.
//! - `args bad`, `args good`: what stands on the command line in place of the folder; `--as-of` among them goes before that of all pages.
//! - `text report`: what the bad example prints. `DICTUM_BLESS=1 cargo test --test pages` writes it anew.
//!
//! Other blocks are for the reader only.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod common;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use common::dictum;
use dictum::format::{FORMATS, NamedFormat};
use dictum::message::{Lang, Message};
use tempfile::TempDir;

/// What every page says, in this order.
const SECTIONS: [&str; 3] = ["## Why it matters", "## How to fix", "## Example"];

#[test]
fn every_rule_has_a_page_and_every_page_a_rule() {
    let mut rules: Vec<String> = summaries("en").into_keys().collect();
    rules.sort();
    let pages: Vec<String> = pages().into_iter().map(|it| it.id).collect();
    assert_eq!(pages, rules);
}

#[test]
fn every_page_starts_with_the_summary_in_both_languages() {
    let (english, chinese) = (summaries("en"), summaries("zh-CN"));
    let mut wrong = String::new();
    for page in pages() {
        let paragraphs: Vec<&str> = page.text.split("\n\n").map(str::trim).take(3).collect();
        let (en, zh) = (english.get(&page.id), chinese.get(&page.id));
        let expected = [Some(format!("# {}", page.id)), en.cloned(), zh.cloned()];
        for (at, expected) in expected.iter().flatten().enumerate() {
            let found = paragraphs.get(at).copied().unwrap_or_default();
            if found != expected {
                let _ = writeln!(wrong, "{}: expected `{expected}`, found `{found}`", page.path.display());
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn no_page_is_a_stub() {
    let mut wrong = String::new();
    for page in pages() {
        let found: Vec<&str> = page.text.lines().filter(|it| it.starts_with("## ")).collect();
        if found != SECTIONS {
            let _ = writeln!(wrong, "{}: its sections are {found:?}, not {SECTIONS:?}", page.path.display());
            continue;
        }
        for section in SECTIONS {
            let body = page.text.split_once(section).map_or("", |it| it.1);
            let body = body.split("\n## ").next().unwrap_or_default().trim();
            if body.len() < 100 {
                let _ = writeln!(wrong, "{}: `{section}` says too little", page.path.display());
            }
        }
        let why = page.text.split_once(SECTIONS[0]).map_or("", |it| it.1);
        let why = why.split(SECTIONS[1]).next().unwrap_or_default();
        if !why.contains("\n中文：") {
            let _ = writeln!(wrong, "{}: `{}` has no paragraph in Chinese", page.path.display(), SECTIONS[0]);
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_bad_example_gives_the_report_of_its_page() {
    let mut wrong = String::new();
    for page in pages() {
        let Some(report) = page.block("text", "report") else {
            let _ = writeln!(wrong, "{}: there is no `text report`", page.path.display());
            continue;
        };
        let found = page.check(Example::Bad);
        if !found.stdout.contains(&format!("[{}]", page.id)) {
            let _ = writeln!(wrong, "{}: the bad example shows no `{}`:\n{found}", page.path.display(), page.id);
        } else if found.stdout != report.text {
            if std::env::var_os("DICTUM_BLESS").is_some() {
                page.bless(report, &found.stdout);
            } else {
                let _ = writeln!(wrong, "{}:\n{}", page.path.display(), difference(&report.text, &found.stdout));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}(DICTUM_BLESS=1 takes what was found as right.)");
}

#[test]
fn every_good_example_is_silent() {
    let mut wrong = String::new();
    for page in pages() {
        if !page.blocks.iter().any(|it| it.words.first().is_some_and(|word| word == "good")) {
            let _ = writeln!(wrong, "{}: there is no good example", page.path.display());
            continue;
        }
        let found = page.check(Example::Good);
        if !found.stdout.starts_with("no problems found") || found.stdout.lines().count() != 1 {
            let _ = writeln!(wrong, "{}: the good example is not silent:\n{found}", page.path.display());
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn the_page_on_named_formats_lists_each_of_them() {
    let page = pages().into_iter().find(|it| it.id == "format-mismatch").unwrap();
    let row = |it: &&NamedFormat| {
        let text = |message: Message| message.text(Lang::En).replace('|', "\\|");
        let example = it.examples.first().copied().unwrap_or_default();
        format!("| `{}` | {} | {} | `{example}` |", it.name, text((it.title)()), text((it.expects)()))
    };
    let rows: Vec<String> = FORMATS.iter().map(row).collect();
    let is_row = |line: &&str| line.starts_with("| `");
    let found: Vec<&str> = page.text.lines().filter(is_row).collect();
    if found == rows {
        return;
    }
    assert!(std::env::var_os("DICTUM_BLESS").is_some(), "\n{}", difference(&found.join("\n"), &rows.join("\n")));
    let mut lines: Vec<&str> = page.text.lines().filter(|it| !is_row(it)).collect();
    let head = lines.iter().position(|it| it.starts_with("|---")).expect("a table of the formats") + 1;
    lines.splice(head..head, rows.iter().map(String::as_str));
    fs::write(&page.path, lines.join("\n") + "\n").unwrap();
}

/// Name of the page that lists all others.
const INDEX: &str = "README";

#[test]
fn the_index_lists_every_rule() {
    let (english, chinese) = (rules("en"), rules("zh-CN"));
    let mut rows: Vec<String> = english.iter().zip(&chinese).map(|(en, zh)| row(en, zh)).collect();
    rows.sort();
    let head = "# Rules\n\nEvery rule with its page. Made from the code; `DICTUM_BLESS=1 cargo test --test pages` writes it anew.\n\n\
        Severity is the default. Fix: safe loses nothing, unsafe is a suggestion. Inputs: D dictionary, F data files, A contracts,\n\
        X across datasets, H history, R the run itself.\n\n\
        | rule | severity | fix | inputs | dimension | meaning | 含义 |\n|---|---|---|---|---|---|---|\n";
    let expected = format!("{head}{}\n", rows.join("\n"));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules").join(format!("{INDEX}.md"));
    let found = fs::read_to_string(&path).unwrap_or_default();
    if found != expected {
        assert!(std::env::var_os("DICTUM_BLESS").is_some(), "\n{}", difference(&found, &expected));
        fs::write(path, expected).unwrap();
    }
}

/// A rule's row of the index.
fn row(english: &serde_json::Value, chinese: &serde_json::Value) -> String {
    let text = |rule: &serde_json::Value, key: &str| rule[key].as_str().unwrap_or("–").replace('|', "\\|");
    let id = text(english, "id");
    let columns = ["severity", "fix", "inputs", "dimension", "summary"].map(|key| text(english, key)).join(" | ");
    format!("| [`{id}`]({id}.md) | {columns} | {} |", text(chinese, "summary"))
}

/// A page of `rules/`.
struct Page {
    id: String,
    path: PathBuf,
    text: String,
    blocks: Vec<Block>,
}

/// A fenced block.
struct Block {
    language: String,
    /// What stands after the language.
    words: Vec<String>,
    text: String,
    /// The line after the opening fence, from 0.
    first_line: usize,
}

#[derive(Clone, Copy)]
enum Example {
    Bad,
    Good,
}

/// What the program printed.
struct Printed {
    stdout: String,
    stderr: String,
}

impl std::fmt::Display for Printed {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}{}", self.stdout, self.stderr)
    }
}

/// All pages by id.
fn pages() -> Vec<Page> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    paths.sort();
    paths.retain(|it| it.file_stem().is_some_and(|name| name != INDEX));
    paths.into_iter().map(Page::read).collect()
}

/// What the program says of its rules.
fn rules(lang: &str) -> Vec<serde_json::Value> {
    let output = dictum().args(["rules", "--json", "--lang", lang]).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The rules' sentences by id.
fn summaries(lang: &str) -> BTreeMap<String, String> {
    let rules = rules(lang);
    let text = |rule: &serde_json::Value, key: &str| rule[key].as_str().unwrap().to_owned();
    rules.iter().map(|rule| (text(rule, "id"), text(rule, "summary"))).collect()
}

impl Page {
    fn read(path: PathBuf) -> Self {
        let id = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let blocks = blocks(&text);
        Self { id, path, text, blocks }
    }

    fn block(&self, language: &str, word: &str) -> Option<&Block> {
        self.blocks.iter().find(|it| it.language == language && it.words.first().is_some_and(|first| first == word))
    }

    /// Lays out the files of an example in a folder and checks it.
    fn check(&self, example: Example) -> Printed {
        let mine = match example {
            Example::Bad => "bad",
            Example::Good => "good",
        };
        let folder = TempDir::new().unwrap();
        let mut arguments = vec![".".to_owned()];
        for block in &self.blocks {
            match block.words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
                [word] if word == mine && block.language == "args" => {
                    arguments = block.text.split_whitespace().map(str::to_owned).collect();
                }
                [word, name] if word == mine => block.write(folder.path(), name),
                [name] if name.contains('.') => block.write(folder.path(), name),
                _ => {}
            }
        }
        let day: &[&str] = if arguments.iter().any(|it| it == "--as-of") { &[] } else { &["--as-of", "2026-07-01"] };
        let output = dictum()
            .current_dir(&folder)
            .arg("check")
            .args(arguments)
            .args(["--dictionary", "dictionary.yaml", "--format", "concise", "--lang", "en"])
            .args(day)
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Printed { stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// Puts `text` in the place of what `block` holds.
    fn bless(&self, block: &Block, text: &str) {
        let mut lines: Vec<&str> = self.text.lines().collect();
        let end = block.first_line + block.text.lines().count();
        lines.splice(block.first_line..end, text.lines());
        fs::write(&self.path, lines.join("\n") + "\n").unwrap();
    }
}

impl Block {
    fn write(&self, folder: &Path, name: &str) {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let bytes = if self.language == "hex" { bytes(&self.text) } else { self.text.clone().into_bytes() };
        fs::write(path, bytes).unwrap();
    }
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (number, line) in text.lines().enumerate() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(_), Some(block)) => blocks.push(block),
            (Some(words), None) => {
                let mut words = words.split_whitespace().map(str::to_owned);
                let language = words.next().unwrap_or_default();
                let words = words.collect();
                open = Some(Block { language, words, text: String::new(), first_line: number + 1 });
            }
            (None, Some(mut block)) => {
                block.text += line;
                block.text.push('\n');
                open = Some(block);
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a fence is not closed");
    blocks
}

/// The bytes that a `hex` block describes.
fn bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for line in text.lines() {
        let mut rest = line;
        if let Some((quoted, after)) = line.strip_prefix('"').and_then(|it| it.rsplit_once('"')) {
            bytes.extend_from_slice(quoted.as_bytes());
            rest = after;
        }
        let digits = rest.split('#').next().unwrap_or_default().split_whitespace();
        bytes.extend(digits.map(|it| u8::from_str_radix(it, 16).unwrap()));
    }
    bytes
}

/// Both texts without the lines they start and end with alike.
fn difference(expected: &str, found: &str) -> String {
    let (expected, found): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let start = expected.iter().zip(&found).take_while(|(a, b)| a == b).count();
    let (expected, found) = (&expected[start..], &found[start..]);
    let end = expected.iter().rev().zip(found.iter().rev()).take_while(|(a, b)| a == b).count();
    let marked = |sign: &str, lines: &[&str]| lines.iter().fold(String::new(), |text, it| text + sign + it + "\n");
    marked("- ", &expected[..expected.len() - end]) + &marked("+ ", &found[..found.len() - end])
}

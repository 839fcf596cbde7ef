//! Detectors see every cell they have a class for: whatever their interests, the signs of a block and the declared checks leave
//! out is of no interest to them.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

use std::fmt::Write as _;
use std::fs;
use std::sync::{Arc, LazyLock};

use dictum::engine;
use dictum::model::Date;
use dictum::plan::{self, ColumnPlan, Sight, Sorted, outcome};
use dictum::rule::column::{Interest, Which};
use dictum::rules::RULES;
use dictum::table::Column;
use dictum::text::Signs;
use proptest::prelude::*;

const TODAY: Date = Date { year: 2026, month: 1, day: 1 };

/// Fields of every kind that some detector binds to.
const ELEMENTS: [&str; 16] = [
    "representation: identifier, type: string",
    "representation: identifier, type: integer",
    r#"representation: identifier, type: string, pattern: "^SO[0-9]{10}$""#,
    r#"representation: identifier, type: string, pattern: "^[0-9A-Z]{1,24}$""#,
    r#"representation: identifier, type: string, pattern: "^[a-z.]+@[a-z.]+$""#,
    r#"representation: identifier, type: string, pattern: "^[^ ]*$""#,
    r#"representation: identifier, type: string, pattern: "[0-9]""#,
    "representation: code, type: string",
    "representation: code, type: string, codes: yes",
    "representation: name, type: string, pii: pi",
    "representation: name, type: string",
    "representation: text, type: string, maxLength: 30",
    "representation: uri, type: string",
    "representation: identifier, type: string, format: cn-mobile, pii: pi",
    "representation: identifier, type: string, format: gtin-13",
    "representation: quantity, type: decimal",
];

/// One column plan for each element; the first three stand in the key.
static PLANS: LazyLock<Vec<ColumnPlan>> = LazyLock::new(plans);

fn plans() -> Vec<ColumnPlan> {
    let mut text = String::from(
        "dictum: 1\ndictionary: {id: lookout, version: 1.0.0, languages: [en], timeZone: UTC, currency: CNY}\ndepartments: {ops: {title: Operations}}\nelements:\n",
    );
    let mut fields = String::new();
    for (at, element) in ELEMENTS.iter().enumerate() {
        let _ = writeln!(
            text,
            "  a.e{at}: {{title: element {at}, definition: One of the elements that detectors look at., {element}, owner: ops, custodian: ops, status: approved}}"
        );
        let _ = writeln!(fields, "        f{at}: {{element: a.e{at}}}");
    }
    text += "codeLists:\n  yes: {values: {Y: so, N: not so}}\n";
    text += "entities:\n  a: {title: all, key: [a.e0, a.e2, a.e14]}\n";
    text += "systems:\n  s:\n    title: System\n    kind: erp\n    owner: ops\n    datasets:\n      d:\n       entity: a\n       grain: a\n       files: [d.csv]\n       fields:\n";
    text += &fields;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dictionary.yaml");
    fs::write(&path, text).unwrap();
    let loaded = engine::load(&path, TODAY).unwrap();
    let dataset = loaded.dictionary.datasets.get("s.d").unwrap();
    let spec = |field| plan::field_spec(&loaded.dictionary, dataset, field).unwrap();
    dataset.fields.iter().map(|it| ColumnPlan::new(Arc::new(spec(it)), RULES, TODAY)).collect()
}

/// What detectors look for, whole and in pieces, among what they do not.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9 .,*=@+'#~$%&<>/(){}_-]{0,14}",
        "[0-9]{11}|[0-9]{18,19}|62[0-9]{14,17}|1[3-9][0-9]{9}|2[0-9]{12}|SO[0-9]{10}",
        "AKIA[A-Z0-9]{16}|ghp_[A-Za-z0-9]{36}|-----BEGIN RSA PRIVATE KEY-----",
        "[a-z]{1,5}@[a-z]{1,5}\\.cn|=SUM\\(A1\\)|-1\\+2|@cmd\\|x|=\"[0-9]{3}\"|'[0-9]{3}",
        "null|N/A|NA|US|-|无|暂无|空|王静|0000-00-00",
        "\\PC{0,8}",
        "[订单编号璁㈠崟缂栧彿¶©µ¥锟斤拷\u{FFFD}é]{1,6}",
        "[a-z\t\r\n\u{1}\u{A0}\u{3000}\u{200B}\u{FEFF}ＡＢ１]{1,6}",
        "&amp;[a-z]|%E4%BD|\\\\u4e2d|<br>",
        " [0-9]{3} |\t[a-z]{2}",
    ]
}

/// Cells as one text, with commas between them.
fn column(cells: &[String]) -> (Column, Vec<u8>) {
    let (mut column, mut text) = (Column::default(), Vec::new());
    for cell in cells {
        column.starts.push(u32::try_from(text.len()).unwrap());
        column.lens.push(u32::try_from(cell.len()).unwrap());
        text.extend_from_slice(cell.as_bytes());
        text.push(b',');
    }
    (column, text)
}

fn is_of(interest: &Interest, cell: &[u8]) -> bool {
    let length = u32::try_from(cell.len()).unwrap();
    let signs = interest.signs == Signs::default() || Signs::of(cell).meet(interest.signs);
    (interest.least..=interest.most).contains(&length)
        && cell.first().is_some_and(|it| interest.first.has(*it))
        && cell.iter().all(|it| interest.within.has(*it))
        && cell.iter().any(|it| interest.telling.has(*it))
        && (0..=u8::MAX).filter(|it| interest.holds.has(*it)).all(|it| cell.contains(&it))
        && signs
}

#[test]
fn every_detector_is_bound_to_some_field() {
    let bound = |rule: &str| PLANS.iter().any(|it| it.lookout.watches().iter().any(|it| it.rule.id.name() == rule));
    // A mask that hides too little needs a privacy policy, which has tests of its own.
    let rules = RULES.iter().filter(|it| it.parts.column.is_some()).map(|it| it.id.name());
    let unbound: Vec<&str> = rules.filter(|it| !bound(it)).collect();
    assert_eq!(unbound, ["pii-unmasked"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_is_left_out_is_of_no_interest(cells in prop::collection::vec(cell(), 1..60)) {
        for plan in &*PLANS {
            let (column, text) = column(&cells);
            let mut outcomes = Vec::new();
            plan.judge(&column, &text, &mut outcomes);
            let taken = |which: Which, code: u8| match code {
                outcome::OK | outcome::PADDED => true,
                outcome::SKIPPED => which == Which::RightOrSkipped,
                _ => false,
            };
            let mut wanted = Vec::new();
            for (cell, (value, code)) in cells.iter().zip(&outcomes).enumerate() {
                for (watch, it) in plan.lookout.watches().iter().enumerate() {
                    // Shorter and longer cells are never asked about.
                    let length = u32::try_from(value.len()).unwrap();
                    if !it.detector.interests().iter().any(|it| (it.least..=it.most).contains(&length)) {
                        continue;
                    }
                    let class = it.detector.class(value.as_bytes(), Signs::of(&text));
                    let (id, field) = (it.rule.id.name(), &plan.spec.field);
                    let admitted = it.detector.interests().iter().any(|it| is_of(it, value.as_bytes()));
                    prop_assert!(class == 0 || admitted, "{id} has class {class} for {value:?}, in which it has no interest");
                    prop_assert_eq!(class, it.detector.class(value.as_bytes(), Signs(u8::MAX)), "{} {} {:?}", id, field, value);
                    if class != 0 && taken(it.detector.which(), *code) {
                        wanted.push(Sorted { cell, watch, class });
                    }
                }
            }
            let broken: Vec<u32> = (0_u32..).zip(&cells).filter(|(_, it)| it.contains(['\r', '\n'])).map(|(at, _)| at).collect();
            for broken in [None, Some(broken.as_slice())] {
                let odd = outcomes.iter().any(|it| matches!(*it, outcome::PADDED | outcome::SKIPPED));
                let sight = Sight { column: &column, text: &text, outcomes: &outcomes, signs: Signs::of(&text), broken, odd };
                let mut sorted = Vec::new();
                plan.lookout.look(sight, &mut sorted);
                // The cells of one class come in their order, classes in any.
                sorted.sort_by_key(|it| (it.cell, it.watch));
                prop_assert_eq!(&sorted, &wanted, "{} {:?}", plan.spec.field, cells);
            }
        }
    }
}

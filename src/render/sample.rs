//! One report for the tests of every format: each shape of finding, and names that try to act.

use std::ops::Range;
use std::sync::Arc;

use crate::finding::{
    CellRef, DictionaryRef, Finding, Fix, Input, InputKind, Place, Related, Report, RuleId, RuleSummary, Safety,
    Severity,
};
use crate::message::{Message, check, declare, input, rules};
use crate::text::{Excerpt, Origin, Sources, Span};

const DICTIONARY: &str = "codes:\n  order-status:\n    CREATED: 已创建\n    PAID: 已付款\n    SHIPPED: 已发货\n";
const HOSTILE: &str = "x\u{1b}[31m\n::error::|]]><img src=x onerror=alert(1)>`\u{202e}=cmd";

fn origin(sources: &mut Sources, path: &str, text: &str, marked: &str) -> Origin {
    let at = text.find(marked).expect("the sample holds its marks");
    Origin { file: sources.add(path, text), span: Span::new(at, at + marked.len()) }
}

fn codes() -> Related {
    let mut sources = Sources::default();
    let origin = origin(&mut sources, "dictionary/codes.yaml", DICTIONARY, "order-status");
    Related::in_source(&sources, origin, check::codes_here())
}

/// A cell, `mark` being bytes of the last of `lines`.
fn cell(line: u64, lines: &[&str], mark: Range<usize>) -> Place {
    let owned: Vec<String> = lines.iter().map(|it| (*it).to_owned()).collect();
    let last = owned.len() - 1;
    let column = owned[last][..mark.start].chars().count() as u64 + 1;
    let end_column = owned[last][..mark.end].chars().count() as u64 + 1;
    let excerpt = Excerpt::of_lines(line - last as u64, &owned, last, mark.clone());
    Place {
        line,
        column,
        end_line: line,
        end_column,
        offset: 100 + mark.start as u64,
        length: mark.len() as u64,
        record: Some(line - 1),
        excerpt: Some(excerpt),
        ..Place::default()
    }
}

/// An error with a key, a value, further places and the line of the dictionary it breaks.
fn code_unknown() -> Finding {
    let line = "T1004,2026-11-03,已付款,25.00";
    let mut first = cell(5, &["T1003,2026-11-03,PAID,18.50", line], 17..26);
    first.key = vec![(Arc::from("order.id"), "T1004".into())];
    first.value = Some("已付款".into());
    let mut further = [17, 21, 48, 51].map(|at| cell(at, &[line], 17..26)).to_vec();
    for place in &mut further {
        place.excerpt = None;
    }
    let mut finding = Finding::new(
        RuleId::new("code-unknown"),
        Severity::Error,
        check::code_unknown("订单状态", "已付款", "order-status"),
    )
    .with_label(check::code_unknown_label("CREATED, PAID, SHIPPED"))
    .with_help(check::code_unknown_near("PAID"))
    .in_input("exports/2026-11/天猫-订单.csv")
    .related_to(codes())
    .at(first);
    finding.places.extend(further);
    finding.dataset = Some(Arc::from("tmall.orders"));
    finding.field = Some(Arc::from("订单状态"));
    finding.element = Some(Arc::from("order.status"));
    (finding.count, finding.tested) = (1_204, 48_213);
    let description = Message::verbatim("replace the label by its code");
    finding.fix = Some(Fix { safety: Safety::Unsafe, description, edit: None });
    finding
}

/// A quoted cell that goes on over two more lines.
fn quoted_newlines() -> Finding {
    let mut place = cell(9, &["T1008,\"请放在"], 6..16);
    (place.end_line, place.end_column, place.length) = (11, 5, 41);
    place.value = Some("请放在\n门卫\n谢谢".into());
    let mut finding =
        Finding::new(RuleId::new("length-exceeded"), Severity::Warning, check::length_exceeded("买家留言", 31, 20))
            .with_label(check::length_most_label(20))
            .with_help(check::length_help("order.note"))
            .in_input("exports/2026-11/天猫-订单.csv")
            .at(place);
    finding.dataset = Some(Arc::from("tmall.orders"));
    finding.field = Some(Arc::from("买家留言"));
    finding.tested = 48_213;
    finding
}

/// Names and values that try to leave every format there is.
fn hostile() -> Finding {
    let line = format!("1,{HOSTILE},2");
    let shown = [line.replace('\n', " ")];
    let mut place = cell(2, &[&shown[0]], 2..2 + HOSTILE.len());
    place.value = Some(HOSTILE.into());
    place.key = vec![(Arc::from("order.id"), HOSTILE.into())];
    let mut finding =
        Finding::new(RuleId::new("field-undeclared"), Severity::Error, declare::field_undeclared(HOSTILE, "crm.x"))
            .with_label(declare::field_undeclared_label())
            .with_help(declare::field_undeclared_help(HOSTILE, "crm.x"))
            .in_input(format!("in/{HOSTILE}.csv"))
            .at(place);
    finding.field = Some(Arc::from(HOSTILE));
    finding.dataset = Some(Arc::from("crm.x"));
    finding
}

/// A finding folded from many, in a workbook: no line, no excerpt.
fn folded() -> Finding {
    let place = |name: &str, record| Place {
        cell: Some(CellRef { sheet: Arc::from("库存 1"), name: name.into() }),
        record: Some(record),
        value: Some("12 件".into()),
        ..Place::default()
    };
    let mut finding =
        Finding::new(RuleId::new("number-decorated"), Severity::Info, check::number_decorated("数量", "12 件"))
            .with_help(check::number_decorated_help())
            .in_input("exports/库存.xlsx")
            .at(place("C17", 16))
            .at(place("C18", 17));
    finding.dataset = Some(Arc::from("wms.stock"));
    finding.field = Some(Arc::from("数量"));
    (finding.count, finding.tested) = (2_000_000, 2_000_001);
    finding
}

/// One that a waiver took out.
fn suppressed() -> Finding {
    let mut finding = Finding::new(RuleId::new("value-missing"), Severity::Error, check::value_missing("email"))
        .with_label(check::value_missing_label())
        .in_input("exports/customers.csv")
        .at(cell(3, &["C-7,王伟,"], 11..11));
    finding.dataset = Some(Arc::from("crm.customers"));
    finding.field = Some(Arc::from("email"));
    finding.suppressed = Some(check::waived("guests have none until 2027"));
    (finding.count, finding.tested) = (7, 912);
    finding
}

/// About the run: its only place is a line of the dictionary.
fn skipped() -> Finding {
    let mut sources = Sources::default();
    let text = "relations:\n  order-customer: {from: order.customer, to: customer.id}\n";
    let origin = origin(&mut sources, "dictionary/relations.yaml", text, "order-customer");
    Finding::new(
        RuleId::new("check-skipped"),
        Severity::Info,
        check::skipped_relation("order-customer", "crm.customers"),
    )
    .with_help(check::skipped_relation_help("crm.customers"))
    .related_to(Related::in_source(&sources, origin, check::relation_here("order-customer")))
    .about("order-customer")
}

/// About a whole file: no place at all.
fn unreadable() -> Finding {
    Finding::new(RuleId::new("file-unreadable"), Severity::Error, input::unreadable())
        .with_help(input::unreadable_help())
        .in_input("exports/broken file.csv")
}

fn inputs() -> Vec<Input> {
    let data = |path: &str, dataset, records, complete| Input {
        path: Arc::from(path),
        kind: InputKind::Data,
        format: "csv",
        encoding: Some("gb18030"),
        dataset: Some(Arc::from(dataset)),
        records,
        bytes: 9_120_394,
        complete,
    };
    vec![
        data("exports/2026-11/天猫-订单.csv", "tmall.orders", 48_213, true),
        data("exports/customers.csv", "crm.customers", 912, true),
        data("exports/clean.csv", "crm.clean", 3, true),
        data("exports/broken file.csv", "crm.broken", 0, false),
    ]
}

/// The sample.
pub(super) fn report() -> Report {
    let rule = |id, severity, summary, dimension| RuleSummary {
        id: RuleId::new(id),
        severity,
        summary,
        page: "# rule\n\nWhat it finds.\n",
        dimension,
    };
    let mut report = Report {
        dictionary: DictionaryRef {
            id: Some("cn.example.retail".into()),
            version: Some("2.3.0".into()),
            path: "dictionary".into(),
        },
        inputs: inputs(),
        findings: vec![code_unknown(), quoted_newlines(), hostile(), folded(), suppressed(), skipped(), unreadable()],
        rules: vec![
            rule("code-unknown", Severity::Error, rules::value_missing(), "conformity"),
            rule("value-missing", Severity::Error, rules::value_missing(), "completeness"),
        ],
        ..Report::default()
    };
    report.summary.not_checked = 1;
    report.finish();
    report.summary.failed = true;
    report
}

/// A report with nothing to say.
pub(super) fn clean() -> Report {
    let mut report = Report { inputs: inputs(), ..Report::default() };
    report.inputs.retain(|input| input.complete);
    report.finish();
    report
}

//! `junit`: a suite for each file, a test case for each finding, and one that passes for each clean file.
//!
//! There is no standard. Valid for Jenkins' `junit-10.xsd`, which knows no `file` or `line`, and for Ant's `JUnit.xsd`, which
//! wants a time and a host of every suite and text beside the cases, not in them: a report tells no clock and no machine, so
//! both are fixed. GitLab keeps only the first of cases of one name, so names are made unique without line numbers.

use std::io::{self, Write};

use std::collections::BTreeMap;

use super::chosen::failing;
use super::escape::markup;
use super::locate::{locate, share};
use super::{Renderer, Style};
use crate::finding::{Finding, Report, Severity};
use crate::message::{Lang, Message, render as words};

/// When and where, for readers that insist: a report is the same on every machine and at every hour.
const UNTIMED: &str = "timestamp=\"1970-01-01T00:00:00\" hostname=\"localhost\" time=\"0\"";

pub(super) struct Format;

impl Renderer for Format {
    fn name(&self) -> &'static str {
        "junit"
    }

    fn title(&self) -> Message {
        words::format_junit()
    }

    fn is_machine(&self) -> bool {
        true
    }

    fn render(&self, report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let suites = suites(report);
        let least = failing(report);
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(out, "<testsuites>")?;
        for (id, (path, findings)) in suites.iter().enumerate() {
            let suite = Suite { report, path, id, least, lang: style.lang };
            suite.write(findings, out)?;
        }
        writeln!(out, "</testsuites>")
    }
}

/// Findings by the file they are about; files without any as well.
fn suites(report: &Report) -> BTreeMap<&str, Vec<&Finding>> {
    let mut suites: BTreeMap<&str, Vec<&Finding>> =
        report.inputs.iter().map(|input| (&*input.path, Vec::new())).collect();
    for finding in &report.findings {
        suites.entry(locate(report, finding).path).or_default().push(finding);
    }
    suites
}

fn fails(finding: &Finding, least: Severity) -> bool {
    finding.suppressed.is_none() && finding.severity >= least
}

/// What the cases of one file have in common.
struct Suite<'r> {
    report: &'r Report,
    path: &'r str,
    id: usize,
    least: Severity,
    lang: Lang,
}

impl Suite<'_> {
    fn write(&self, findings: &[&Finding], out: &mut dyn Write) -> io::Result<()> {
        let failures = findings.iter().filter(|finding| fails(finding, self.least)).count();
        let skipped = findings.iter().filter(|finding| finding.suppressed.is_some()).count();
        let (name, tests) = (markup(self.path), findings.len().max(1));
        writeln!(
            out,
            "  <testsuite name=\"{name}\" package=\"dictum\" id=\"{}\" {UNTIMED} tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\">\n    <properties/>",
            self.id
        )?;
        if findings.is_empty() {
            writeln!(out, "    <testcase name=\"dictum check\" classname=\"{name}\" time=\"0\"/>")?;
        }
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        for finding in findings {
            let name = format!("{} {}", finding.rule, finding.field.as_deref().unwrap_or(&finding.subject));
            let copies = seen.entry(name.clone()).or_insert(0);
            *copies += 1;
            let name = if *copies > 1 { format!("{name} #{copies}") } else { name };
            self.case(name.trim_end(), finding, out)?;
        }
        self.aside(findings, out)?;
        writeln!(out, "    <system-err/>\n  </testsuite>")
    }

    fn case(&self, name: &str, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        let case = format!("    <testcase name=\"{}\" classname=\"{}\" time=\"0\"", markup(name), markup(self.path));
        match &finding.suppressed {
            Some(reason) => {
                writeln!(out, "{case}>\n      <skipped message=\"{}\"/>", markup(reason.text(self.lang)))?;
            }
            None if fails(finding, self.least) => {
                let (kind, message) = (finding.severity, markup(finding.message.text(self.lang)));
                let text = self.text(finding);
                writeln!(out, "{case}>\n      <failure message=\"{message}\" type=\"{kind}\">{text}</failure>")?;
            }
            None => return writeln!(out, "{case}/>"),
        }
        writeln!(out, "    </testcase>")
    }

    /// What does not fail the run must not turn a build red, but is told.
    fn aside(&self, findings: &[&Finding], out: &mut dyn Write) -> io::Result<()> {
        let told: Vec<String> = findings
            .iter()
            .filter(|it| it.suppressed.is_none() && !fails(it, self.least))
            .map(|it| format!("{}: {}\n{}", it.severity, markup(it.message.text(self.lang)), self.text(it)))
            .collect();
        if told.is_empty() {
            return writeln!(out, "    <system-out/>");
        }
        writeln!(out, "    <system-out>{}</system-out>", told.join("\n"))
    }

    fn text(&self, finding: &Finding) -> String {
        let mut lines = vec![markup(&locate(self.report, finding).short())];
        lines.extend(share(finding, self.lang).as_deref().map(markup));
        lines.extend(finding.label.as_ref().map(|label| markup(label.text(self.lang))));
        lines.extend(
            finding
                .help
                .as_ref()
                .map(|help| format!("{}: {}", words::help().text(self.lang), markup(help.text(self.lang)))),
        );
        lines.join("\n")
    }
}

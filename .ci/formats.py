"""Holds every report of one run against its reader, with parsers and validators that dictum knows nothing of.

usage: formats.py FOLDER: one file a format, named after it. DICTUM_CORPORA may name a folder that holds published schemas.
"""
import csv
import json
import os
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for
from lxml import etree

folder = Path(sys.argv[1])
own = Path("fixtures/consumers")
corpora = Path(os.environ["DICTUM_CORPORA"]) / "1-conformance" if os.environ.get("DICTUM_CORPORA") else None
text = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def document(name):
    return json.loads(text[name])


def lines(name):
    return text[name].splitlines()


def keeps_to(schema, value):
    schema = json.loads(Path(schema).read_text(encoding="utf-8"))
    validator_for(schema, Draft202012Validator)(schema).validate(value)


def xml_keeps_to(schema, name):
    etree.XMLSchema(etree.parse(str(schema))).assertValid(etree.parse(str(folder / name)))


keeps_to("schemas/report.schema.json", document("json"))
findings = [it for it in document("json")["findings"] if it["suppressed"] is None]
assert len(findings) > 20

xml_keeps_to(own / "junit-jenkins.xsd", "junit")
xml_keeps_to(own / "junit-ant.xsd", "junit")
xml_keeps_to(own / "checkstyle.xsd", "checkstyle")
if corpora:
    xunit = "src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd"
    xml_keeps_to(corpora / "junit" / xunit, "junit")
    xml_keeps_to(corpora / "junit" / "JUnit.xsd", "junit")
    keeps_to(corpora / "sarif/sarif-2.1/schema/sarif-schema-2.1.0.json", document("sarif"))
assert document("sarif")["version"] == "2.1.0"

issues = document("gitlab")
assert len({issue["fingerprint"] for issue in issues}) == len(issues) == len(findings)
for issue in issues:
    assert issue["severity"] in ("info", "minor", "major", "critical", "blocker") and "\n" not in issue["description"]
    assert issue["location"]["lines"]["begin"] >= 1 and not issue["location"]["path"].startswith(("/", "./"))

diagnostics = [json.loads(line) for line in lines("rdjsonl")]
assert len(diagnostics) == len(document("rdjson")["diagnostics"]) == len(findings)
assert all(it["message"] and it["location"]["path"] and it["severity"] in ("ERROR", "WARNING", "INFO") for it in diagnostics)

places = [json.loads(line) for line in lines("ndjson")]
assert places[-1]["type"] == "summary"

assert text["csv"].startswith("\ufeff")
rows = list(csv.DictReader(text["csv"].lstrip("\ufeff").splitlines(keepends=True), strict=True))
assert len(rows) == sum(place["type"] == "place" for place in places), "a line for each place in both listings"
assert not any(value.startswith(("=", "+", "@", "\t", "\r")) for row in rows for value in row.values())

assert all(re.match(r"::(error|warning|notice|group|endgroup)", line) for line in lines("github") if line.startswith("::"))
assert sum(line.startswith("::error") for line in lines("github")) <= 10
issue = r"##vso\[task\.logissue type=(error|warning);sourcepath=[^;\]]+;linenumber=\d+;columnnumber=\d+;code=[a-z-]+;\]."
commands = [line for line in lines("azure") if line.startswith("##")]
assert len(commands) == sum(it["severity"] != "info" for it in findings) and all(re.match(issue, line) for line in commands)
assert len(text["markdown"]) <= 65535


class Page(HTMLParser):
    """Names of tags that are open, and every address that a browser would fetch."""

    def __init__(self):
        super().__init__()
        self.open, self.fetched = [], []

    def handle_starttag(self, tag, attributes):
        self.fetched += [value for name, value in attributes if name in ("src", "href", "action", "data") and not (value or "#").startswith("#")]
        if tag not in ("meta", "input", "br", "hr", "img", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, f"{tag} closes {self.open[-3:]}"
        self.open.pop()


page = Page()
page.feed(text["html"])
assert not page.open and not page.fetched, (page.open, page.fetched)
assert "Content-Security-Policy" in text["html"] and "default-src 'none'" in text["html"]

for name in ("human", "narrated", "concise"):
    assert "\x1b" not in text[name] and len(lines(name)) > 20, name
print(f"{len(text)} formats of one run are as their readers take them")

//! What reports say round the findings: severities, facts, totals, names of the formats.

catalogue! {
    error() { "error", "错误" }
    warning() { "warning", "警告" }
    info() { "info", "提示" }
    suppressed_word() { "suppressed", "已抑制" }
    help() { "help", "建议" }
    fix_safe() { "fix (safe)", "修复（安全）" }
    fix_unsafe() { "fix (unsafe)", "修复（不安全）" }
    of(count, tested) { "{count} of {tested}", "{tested} 个中有 {count} 个" }
    record(number) { "record {number}", "第 {number} 条记录" }
    lines(first, last) { "lines {first} to {last}", "第 {first} 至 {last} 行" }
    also_at(places) { "also at {places}", "另见 {places}" }
    also_at_more(places, more) { "also at {places} and {more} more", "另见 {places}，还有 {more} 处" }
    see(what) { "see {what}", "参见{what}" }
    errors(count, s) { "{count} error{s}", "{count} 个错误" }
    warnings(count, s) { "{count} warning{s}", "{count} 个警告" }
    infos(count, s) { "{count} info{s}", "{count} 条提示" }
    suppressed(count) { "{count} suppressed", "{count} 条已抑制" }
    not_checked(count) { "{count} not checked", "{count} 项未检查" }
    incomplete(count) { "{count} not read to the end", "{count} 个未能读完" }
    inputs(count, s) { "{count} input{s}", "{count} 个输入" }
    records(count, s) { "{count} record{s}", "{count} 条记录" }
    found_in(found, inputs) { "{found} in {inputs}", "{found}；共 {inputs}" }
    none_found_in(inputs) { "no problems found in {inputs}", "未发现问题；共 {inputs}" }
    nothing_read() { "no input was read", "没有读取任何输入" }
    not_shown(count, s) { "{count} more finding{s} not shown; the totals count them", "另有 {count} 条未显示；合计已包含" }
    narrated_place(path, line, column) { "{path}, line {line}, column {column}", "{path} 第 {line} 行第 {column} 列" }
    narrated_spot(line, column) { "line {line}, column {column}", "第 {line} 行第 {column} 列" }
    narrated_cell(path, cell) { "{path}, cell {cell}", "{path} 单元格 {cell}" }
    narrated_line(text) { "the line reads: {text}", "该行内容：{text}" }
    narrated_key(key) { "key: {key}", "主键：{key}" }
    narrated_label(label) { "marked: {label}", "标注：{label}" }
    checked_as(dataset) { "checked as `{dataset}`", "按 `{dataset}` 检查" }
    explain_rule(rule) { "run `dictum explain {rule}` for the whole page", "运行 `dictum explain {rule}` 查看完整说明" }
    all_clear(path) { "{path}: no problems found", "{path}：未发现问题" }
    report_title() { "Data dictionary report", "数据字典检查报告" }
    heading_inputs() { "Inputs", "输入" }
    heading_findings() { "Findings", "问题" }
    column_path() { "Path", "路径" }
    column_dataset() { "Dataset", "数据集" }
    column_format() { "Format", "格式" }
    column_encoding() { "Encoding", "编码" }
    column_records() { "Records", "记录数" }
    column_complete() { "Complete", "读完" }
    yes() { "yes", "是" }
    no() { "no", "否" }
    filter_hint() { "Filter by rule, field, path or text", "按规则、字段、路径或文字筛选" }
    language() { "Language", "语言" }
    dictionary_word() { "Dictionary", "数据字典" }
    element_word() { "element", "要素" }
    places_word() { "places", "位置" }
    format_human() { "drawn for a terminal", "终端图形显示" }
    format_narrated() { "sentences without drawing, for logs and screen readers", "不含图形的文字，适合日志与读屏软件" }
    format_concise() { "one line a finding", "每个问题一行" }
    format_json() { "everything, as one JSON document of version 1", "完整内容，JSON 第 1 版" }
    format_ndjson() { "every place, as one JSON line", "每个位置一行 JSON" }
    format_sarif() { "SARIF 2.1.0, for code scanning", "SARIF 2.1.0，用于代码扫描平台" }
    format_github() { "workflow commands of GitHub Actions", "GitHub Actions 工作流命令" }
    format_gitlab() { "GitLab code quality", "GitLab 代码质量" }
    format_junit() { "JUnit XML, one test case a finding", "JUnit XML，每个问题一个用例" }
    format_checkstyle() { "Checkstyle XML", "Checkstyle XML" }
    format_rdjson() { "Reviewdog Diagnostic Format", "Reviewdog 诊断格式" }
    format_rdjsonl() { "Reviewdog Diagnostic Format, one line a finding", "Reviewdog 诊断格式，每个问题一行" }
    format_azure() { "logging commands of Azure Pipelines", "Azure Pipelines 日志命令" }
    format_markdown() { "Markdown for a comment or a job summary", "Markdown，用于评论或任务摘要" }
    format_csv() { "one line a place, for spreadsheets", "每个位置一行，供电子表格使用" }
    format_html() { "one page that needs no network, in both languages", "无需联网的单页报告，双语" }
}

//! What reports say besides the findings' own words.

catalogue! {
    error() { "error", "错误" }
    warning() { "warning", "警告" }
    info() { "info", "提示" }
    help() { "help", "建议" }
    share(count, tested) { "{count} of {tested}", "{tested} 中的 {count}" }
    also_at(places) { "also at {places}", "另见 {places}" }
    more_places(count) { "and {count} more", "以及另外 {count} 处" }
    more_findings(count) { "{count} more findings are not shown", "另有 {count} 条问题未显示" }
    record(number) { "record {number}", "第 {number} 条记录" }
    counts(errors, warnings, infos) { "{errors} errors, {warnings} warnings, {infos} infos", "{errors} 个错误，{warnings} 个警告，{infos} 个提示" }
    nothing() { "no problems found", "没有发现问题" }
    suppressed(count) { "{count} suppressed", "{count} 个已豁免" }
    not_checked(count) { "{count} not checked", "{count} 项未检查" }
    over(inputs, records) { "{inputs} inputs, {records} records", "{inputs} 个文件，{records} 条记录" }
    see() { "see", "参见" }
    key() { "key", "主键" }
    value() { "value", "值" }
    safe_fix() { "safe fix", "安全修复" }
    suppressed_because() { "suppressed", "已豁免" }
}

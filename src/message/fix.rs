//! What is said of mending: what was changed, and what somebody has to decide.

catalogue! {
    writes(command, value) { "`{command}` writes `{value}`", "`{command}` 写作 `{value}`" }
    writes_null(command) { "`{command}` writes it as null", "`{command}` 写作空值" }
    mends(command) { "`{command}` mends it", "`{command}` 可修复" }
    trailing() { "a delimiter after the last cell", "末尾多余的分隔符" }
    none() { "none", "无" }
    mark() { "byte order mark", "BOM" }
    named(name) { "{name}", "{name}" }
    made() { "mended", "已修复" }
    proposed() { "to be confirmed", "待确认" }
    change(word, rule, field, count, line) { "{word}: {rule}, `{field}`, {count} from line {line} on", "{word}：{rule}，`{field}`，{count} 处，自第 {line} 行起" }
    summary(changed, files, cells) { "{changed} of {files} files changed, {cells} cells replaced", "{files} 个文件中改动了 {changed} 个，替换 {cells} 个单元格" }
    unsafe_left(count) { "{count} more can be mended if somebody confirms them: look at `--diff --unsafe`, then use `--unsafe`", "另有 {count} 处需人工确认后才能修复：先看 `--diff --unsafe`，再用 `--unsafe`" }
    left(count) { "{count} cells, records or files are still wrong; `dictum check` tells which", "仍有 {count} 处错误（单元格、记录或文件）；用 `dictum check` 查看" }
    written_to(folder) { "copies are in `{folder}`; the originals are as they were", "副本在 `{folder}`；原文件未改动" }
    in_place() { "the files themselves were replaced", "已替换原文件" }
    nothing_written() { "nothing was written", "没有写入任何文件" }
    dictionary_errors() { "the dictionary has errors, so nothing was changed", "字典存在错误，因此未做任何修改" }
    dictionary_errors_help() { "run `dictum check` and mend the dictionary first", "先运行 `dictum check` 并修正字典" }
    not_written(path, why) { "`{path}` could not be written again: {why}; nothing was changed", "无法重写 `{path}`：{why}；未做任何改动" }
    not_written_help() { "make room or choose another place with `--out`; every original is as it was", "请腾出空间，或用 `--out` 指定其他位置；所有原文件均未改动" }
    read_only(path) { "`{path}` may not be written, so nothing was changed", "`{path}` 不可写，因此未做任何改动" }
    read_only_help() { "write copies with `--out`, or make the file writable", "用 `--out` 写出副本，或将该文件设为可写" }
    not_written_again(format) { "files in the format {format} are not written again, so its records were not parted", "不会重新写出 {format} 格式的文件，因此未拆分其记录" }
    not_utf_8() { "its text is not UTF-8, so its records were not parted: export it in UTF-8", "其文本不是 UTF-8 编码，因此未拆分其记录：请以 UTF-8 导出" }
    not_delimited() { "it cannot be told where one of its records ends, so none were parted", "无法确定其中某条记录在何处结束，因此未拆分其记录" }
    not_read() { "it cannot be read to its end, so its records were not parted", "无法读取到文件末尾，因此未拆分其记录" }
    quarantined(folder, good, bad) { "{good} good and {bad} bad records are in `{folder}`: the original data, personal data included", "`{folder}` 中有 {good} 条合格记录、{bad} 条不合格记录：均为原始数据，含个人信息" }
    quarantine_failed(folder, why) { "the records could not be parted into `{folder}`: {why}", "无法将记录拆分写入 `{folder}`：{why}" }
    quarantine_help() { "make room or name another folder; the inputs are as they were", "请腾出空间或指定其他目录；输入文件未改动" }
    container(format) { "files in the format {format} are not written again", "不会改写 {format} 格式的文件" }
    encoded(format) { "files in the format {format} are written again in UTF-8 only, and this one is not", "{format} 格式的文件仅在编码为 UTF-8 时可改写，而此文件不是" }
    encoded_help() { "export it in UTF-8", "请以 UTF-8 编码导出" }
    container_help() { "mend it where it is made, or export it as text or as .xlsx", "请在来源处修正，或导出为文本或 .xlsx" }
}

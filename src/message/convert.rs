//! What is said of converting records to their canonical form.

catalogue! {
    bad(path, count, line, rule, field) { "{path} has {count} records that break the dictionary; the first is at line {line}: {rule}, `{field}`", "{path} 有 {count} 条记录不符合字典；第一条在第 {line} 行：{rule}，`{field}`" }
    bad_help() { "mend them, for example with `dictum fix`, or part them with `--quarantine DIR`; nothing was written", "请先修正（例如用 `dictum fix`），或用 `--quarantine 目录` 拆分；没有写入任何文件" }
    lossy(path, line, field, element, why) { "{path}:{line}: `{field}` cannot become `{element}` without loss: {why}", "{path}:{line}：`{field}` 无法无损转换为 `{element}`：{why}" }
    lossy_help() { "declare its wire form so that nothing is lost, or accept the loss with `--lossy`; nothing was written", "请声明其线上形式以免丢失信息，或用 `--lossy` 接受；没有写入任何文件" }
    unlike(field, element, why) { "`{field}` cannot become `{element}`: {why}", "`{field}` 无法转换为 `{element}`：{why}" }
    unlike_help() { "declare unit and type under `wire` of the field; nothing was written", "请在字段的 `wire` 中声明单位与类型；没有写入任何文件" }
    no_unit() { "no factor leads from its unit to the element's", "其单位与要素的单位之间没有换算关系" }
    no_type() { "no rule leads from its type to the element's", "其类型与要素的类型之间没有转换规则" }
    no_zone() { "its times have no offset and no zone is declared", "其时间没有时区偏移，也没有声明时区" }
    no_time() { "it tells the day and the element tells the time too", "它只有日期，而要素还包含时间" }
    fraction() { "digits after the point would be cut off", "小数部分会被截断" }
    clocks() { "the clocks of its zone skip or repeat this time, so that it is no one instant", "所在时区的时钟在该时刻被拨动，无法确定唯一时刻" }
    clock() { "the time of the day would be cut off", "一天中的时间会被截去" }
    pending() { "the value is not known yet, or masked", "该值尚未知，或已遮蔽" }
    list() { "a record has several values", "一条记录有多个值" }
    unfit() { "the canonical value breaks its own element", "转换后的值不符合要素的规定" }
    unreadable() { "it cannot be read", "无法读取" }
    wrote(path, records) { "{path}: {records} records", "{path}：{records} 条记录" }
    summary(records, bad, folder) { "{records} records converted into `{folder}`, {bad} left out", "已将 {records} 条记录转换写入 `{folder}`，略去 {bad} 条" }
    check_with(dataset, path) { "check it with `dictum check --dataset canonical.{dataset} {path}`", "可用 `dictum check --dataset canonical.{dataset} {path}` 检查" }
    no_parquet() { "this build cannot write Parquet", "此版本不能写 Parquet" }
    no_parquet_help() { "use `--to csv` or `--to ndjson`, or build with the feature `parquet`", "请用 `--to csv` 或 `--to ndjson`，或启用 `parquet` 特性构建" }
}

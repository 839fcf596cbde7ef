//! What is said of the settings file.

catalogue! {
    unreadable(path, why) { "cannot read `{path}`: {why}", "无法读取 `{path}`：{why}" }
    unreadable_help() { "correct the path, or remove `extends`", "更正路径，或删除 `extends`" }
    override_unused() { "this override speaks of no file that was read: correct its `paths` and `systems`, or remove it", "该覆盖项未涉及任何已读取的文件：请更正其 `paths` 与 `systems`，或删除" }
    level_idle() { "this level decides nothing, for `select`, `ignore` or more exact names beside it speak of every rule that it names: remove it", "该级别不起作用：它所指的规则都已由 `select`、`ignore` 或更具体的名称决定，请删除" }
    circle(path) { "`{path}` extends itself", "`{path}` 循环引用了自身" }
    circle_help() { "remove one `extends` of the circle", "删除循环中的一个 `extends`" }
    toml_help() { "mend the TOML: `key = \"value\"`, one a line", "请修正 TOML 语法：每行一个 `键 = \"值\"`" }
    unknown_key(name) { "`{name}` is no setting", "没有名为 `{name}` 的设置" }
    known_keys(names) { "use one of {names}", "可用：{names}" }
    unknown_word(word, key) { "`{word}` is no value of `{key}`", "`{word}` 不是 `{key}` 的有效取值" }
    known_words(words) { "use one of {words}", "可用：{words}" }
    wrong_type(key, wanted) { "`{key}` takes {wanted}", "`{key}` 应为{wanted}" }
    wrong_type_help() { "look the key up: `dictum schema settings` prints what each takes", "运行 `dictum schema settings` 查看各设置的取值" }
    a_path() { "a path in quotes", "带引号的路径" }
    a_count() { "a whole number from 1", "不小于 1 的整数" }
    a_list() { "a list of texts", "文本列表" }
    a_level_table() { "a table of rules with a level each", "由规则与级别组成的表" }
    tables() { "tables, each headed `overrides` in double brackets", "以双方括号 `overrides` 开头的表" }
    one_of(words) { "one of {words}", "以下之一：{words}" }
    unknown_rule(name) { "`{name}` is no rule", "`{name}` 不是任何规则" }
    unknown_rule_help() { "run `dictum rules` to see them all", "运行 `dictum rules` 查看所有规则" }
    write_instead(name) { "write `{name}`, if that is meant", "是否想写 `{name}`" }
    malformed_level(text) { "`{text}` is not of the form RULE=SEVERITY with error, warning, info or off", "`{text}` 不是 `RULE=SEVERITY` 的形式，其中级别为 `error`、`warning`、`info` 或 `off`" }
    override_of_nothing() { "an override needs `paths` or `systems`", "override 需要给出 `paths` 或 `systems`" }
    override_of_nothing_help() { "say what it is for, or move its levels to the table `levels`", "写明适用范围，或将级别移到表 `levels`" }
    malformed_glob(glob) { "`{glob}` is no glob", "`{glob}` 不是有效的通配符" }
    malformed_glob_help() { "write for example `exports/legacy/**`", "例如写作 `exports/legacy/**`" }
    at(path, line, column) { "{path}:{line}:{column}: ", "{path}:{line}:{column}：" }
    from_default() { "default", "默认" }
    from_environment(name) { "environment: {name}", "环境变量 {name}" }
    from_command_line() { "command line", "命令行" }
    baseline_no_json(why) { "this is no baseline in JSON: {why}", "不是有效的 JSON 基线：{why}" }
    baseline_none(found) { "`{found}` stands where a baseline is expected", "此处应为基线，实际为 `{found}`" }
    baseline_help() { "mend the file, or restore the last good one", "修正该文件，或恢复上一个正确的版本" }
    baseline_key_unknown(name) { "`{name}` is no key of a baseline", "基线中没有名为 `{name}` 的键" }
    baseline_key_missing(name) { "the key `{name}` is missing", "缺少键 `{name}`" }
    baseline_key_twice(name) { "the key `{name}` stands here twice", "键 `{name}` 重复出现" }
    baseline_wrong_type(key, wanted, found) { "`{key}` takes `{wanted}`, and `{found}` stands here", "`{key}` 应为 `{wanted}`，实际为 `{found}`" }
    baseline_version(version) { "version {version} of baselines is not known to this release", "此版本不认识基线格式第 {version} 版" }
    baseline_version_help() { "use the release that wrote it, or write it anew with `dictum baseline create`", "使用写出该文件的版本，或用 `dictum baseline create` 重新生成" }
    baseline_twice(fingerprint) { "entry `{fingerprint}` stands there twice", "条目 `{fingerprint}` 重复" }
    baseline_twice_help() { "remove one of the two", "删除其中一个" }
    baseline_day(key, day) { "`{key}` names `{day}`, which is no day of the form yyyy-MM-dd", "`{key}` 的 `{day}` 不是 yyyy-MM-dd 形式的日期" }
    baseline_day_help() { "write for example `2026-12-31`", "例如写作 `2026-12-31`" }
    unset() { "not set", "未设置" }
    no_file() { "no dictum.toml was found here or in a folder above", "此处及上级目录都没有找到 dictum.toml" }
}

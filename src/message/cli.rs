//! What the command line says.

catalogue! {
    about_dictum() { "lints exported data files and API contracts against one enterprise data dictionary", "依据一份企业数据字典检查导出的数据文件与 API 契约" }
    about_check() { "lint data files and contracts", "检查数据文件与契约" }
    about_explain() { "explain a rule, or an element and where systems keep it", "讲解一条规则，或一个要素及其在各系统中的位置" }
    about_rules() { "list the rules", "列出规则" }
    about_schema() { "print a JSON Schema, for editors and validators", "输出 JSON Schema，供编辑器与校验器使用" }
    about_completions() { "print a completion script for a shell", "输出命令行补全脚本" }
    about_man() { "print the manual page", "输出手册页" }
    lang() { "language of messages and help: en or zh-CN", "消息与帮助的语言：en 或 zh-CN" }
    color() { "when to colour", "何时使用颜色" }
    check_paths() { "files and folders; `-` is standard input and needs --dataset", "文件与目录；`-` 表示标准输入，需同时给出 --dataset" }
    dictionary() { "the dictionary, a file or a folder [default: dictum.yaml or dictionary/, nearest upwards]", "字典：文件或目录［默认：向上最近的 dictum.yaml 或 dictionary/］" }
    check_system() { "only datasets of this system claim files", "只用该系统的数据集匹配文件" }
    check_dataset() { "every file is of this dataset", "所有文件都属于该数据集" }
    check_format() { "format on standard output", "标准输出的格式" }
    check_output() { "write a report to a file as well; may be given several times", "另将报告写入文件；可多次给出" }
    check_fail_on() { "severity from which on the run fails", "达到此严重程度即判为失败" }
    check_select() { "only these rules report (id, or a prefix with `*`)", "只报告这些规则（规则名，或以 `*` 结尾的前缀）" }
    check_ignore() { "these rules do not report", "不报告这些规则" }
    check_level() { "severity of a rule: error, warning, info or off", "设定规则的严重程度：error、warning、info 或 off" }
    check_max_findings() { "show at most so many findings; totals stay true", "最多显示多少条问题；总数不受影响" }
    check_max_places() { "show at most so many places of a finding; totals stay true", "每条问题最多显示多少处；总数不受影响" }
    check_show_values() { "show values that are masked otherwise: personal data and columns the dictionary does not know", "显示原本会遮蔽的值：个人信息与字典未声明的列" }
    check_fail_on_skipped() { "fail if a declared check could not run", "有声明的检查未能执行时判为失败" }
    check_as_of() { "the day that counts as today (yyyy-MM-dd)", "视为今天的日期（yyyy-MM-dd）" }
    check_jobs() { "threads [default: one per processor]", "线程数［默认：每个处理器一个］" }
    check_memory() { "most memory for keys, such as 64MiB or 2GB; what is more goes to temporary files [default: 160MiB]", "主键所用内存的上限，如 64MiB 或 2GB；超出部分写入临时文件［默认：160MiB］" }
    malformed_size(text) { "`{text}` is no size", "`{text}` 不是有效的大小" }
    malformed_size_help() { "write for example `--memory 64MiB` or `--memory 2GB`", "例如写作 `--memory 64MiB` 或 `--memory 2GB`" }
    check_quiet() { "only the summary", "只显示小结" }
    check_verbose() { "suppressed findings too", "同时显示被豁免的问题" }
    check_no_progress() { "no progress bar", "不显示进度条" }
    explain_what() { "a rule's id, or an element's", "规则名或要素名" }
    rules_json() { "as JSON", "以 JSON 输出" }
    schema_of() { "of which file format", "哪种文件格式" }
    completions_shell() { "the shell", "命令行解释器" }
    problem() { "error", "错误" }
    problem_help() { "help", "建议" }
    no_dictionary() { "no dictionary was found here or in a folder above", "此处及上级目录都没有找到字典" }
    no_dictionary_help() { "name it with `--dictionary PATH`; a dictionary is a YAML file that begins with `dictum: 1`, or a folder of them", "用 `--dictionary 路径` 指定；字典是以 `dictum: 1` 开头的 YAML 文件，或由这些文件组成的目录" }
    unknown_format(name) { "`{name}` is no output format", "`{name}` 不是输出格式" }
    known_formats(names) { "use one of {names}", "可用：{names}" }
    malformed_output(text) { "`{text}` is not of the form FORMAT=PATH", "`{text}` 不是 FORMAT=PATH 的形式" }
    malformed_output_help() { "write for example `--output sarif=report.sarif`", "例如写作 `--output sarif=report.sarif`" }
    malformed_date(text) { "`{text}` is no day of the form yyyy-MM-dd", "`{text}` 不是 yyyy-MM-dd 形式的日期" }
    malformed_date_help() { "write for example `--as-of 2026-01-31`", "例如写作 `--as-of 2026-01-31`" }
    unknown_system(name) { "the dictionary knows no system `{name}`", "字典中没有系统 `{name}`" }
    unknown_dataset(name) { "the dictionary knows no dataset `{name}`", "字典中没有数据集 `{name}`" }
    known_names(names) { "it knows {names}", "字典中有：{names}" }
    nothing_called(name) { "neither a rule nor an element is called `{name}`", "没有名为 `{name}` 的规则或要素" }
    nothing_called_help() { "`dictum rules` lists the rules", "`dictum rules` 列出所有规则" }
    stdin_needs_dataset() { "standard input has no name that a dataset could claim", "标准输入没有可供匹配的文件名" }
    stdin_needs_dataset_help() { "name the dataset: `--dataset SYSTEM.DATASET`", "请用 `--dataset 系统.数据集` 指定数据集" }
    level_help() { "`dictum rules` lists the rules; a level is `RULE=error`, `warning`, `info` or `off`", "`dictum rules` 列出规则；级别写作 `RULE=error`、`warning`、`info` 或 `off`" }
    cannot_write(path) { "cannot write `{path}`", "无法写入 `{path}`" }
    cannot_write_help() { "choose a path in a folder that exists and may be written", "请选择已存在且可写目录中的路径" }
    interrupted() { "interrupted: no report was written", "已中断：没有写出报告" }
    no_input() { "nothing to check was found", "没有找到可检查的文件" }
    no_input_help() { "name files or folders with exports or contracts: `dictum check exports`", "请给出含有导出或契约的文件或目录：`dictum check exports`" }
    none_matched() { "no file belongs to a dataset of the dictionary, so nothing was checked", "没有文件属于字典中的数据集，因此什么都未检查" }
    none_matched_help() { "add globs to `files` of the datasets, or name one: `--dataset SYSTEM.DATASET`", "在数据集的 `files` 中加入通配符，或用 `--dataset 系统.数据集` 指定" }
    kept_as(field, dataset) { "`{field}` in {dataset}", "{dataset} 的 `{field}`" }
    element_definition() { "definition", "定义" }
    element_type() { "type", "类型" }
    element_owner() { "owner", "负责部门" }
    element_codes() { "codes", "代码" }
    element_pattern() { "pattern", "模式" }
    element_format() { "format", "格式" }
    element_synonyms() { "also called", "又名" }
    element_kept() { "kept as", "存放于" }
    element_declared() { "declared at", "声明于" }
    element_examples() { "for example", "例如" }
    element_limits() { "limits", "限制" }
    element_nowhere() { "no dataset keeps it", "没有数据集使用它" }
    element_protected() { "personal data: values are masked", "个人信息：值会被遮蔽" }
    fixable() { "fix", "修复" }
    rules_count(count) { "{count} rules; `dictum explain RULE` teaches one", "共 {count} 条规则；`dictum explain 规则名` 查看详解" }
}

/// The description of a command (`argument` empty) or of one of its arguments.
pub fn help(command: &str, argument: &str) -> Option<super::Message> {
    let message = match (command, argument) {
        ("dictum", "") => about_dictum(),
        ("check", "") => about_check(),
        ("explain", "") => about_explain(),
        ("rules", "") => about_rules(),
        ("schema", "") => about_schema(),
        ("completions", "") => about_completions(),
        ("man", "") => about_man(),
        (_, "lang") => lang(),
        (_, "color") => color(),
        (_, "dictionary") => dictionary(),
        ("check", "paths") => check_paths(),
        ("check", "system") => check_system(),
        ("check", "dataset") => check_dataset(),
        ("check", "format") => check_format(),
        ("check", "output") => check_output(),
        ("check", "fail_on") => check_fail_on(),
        ("check", "select") => check_select(),
        ("check", "ignore") => check_ignore(),
        ("check", "level") => check_level(),
        ("check", "max_findings") => check_max_findings(),
        ("check", "max_places") => check_max_places(),
        ("check", "show_values") => check_show_values(),
        ("check", "fail_on_skipped") => check_fail_on_skipped(),
        ("check", "as_of") => check_as_of(),
        ("check", "jobs") => check_jobs(),
        ("check", "memory") => check_memory(),
        ("check", "quiet") => check_quiet(),
        ("check", "verbose") => check_verbose(),
        ("check", "no_progress") => check_no_progress(),
        ("explain", "what") => explain_what(),
        ("rules", "json") => rules_json(),
        ("schema", "of") => schema_of(),
        ("completions", "shell") => completions_shell(),
        _ => return None,
    };
    Some(message)
}

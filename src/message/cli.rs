//! What the command line says.

catalogue! {
    about_dictum() { "lints exported data files and API contracts against one enterprise data dictionary", "依据一份企业数据字典检查导出的数据文件与 API 契约" }
    about_check() { "lint data files and contracts", "检查数据文件与契约" }
    about_compat() { "tell whether a tool can be connected: compatible, conditional or incompatible, and why", "判断一个工具能否接入：兼容、有条件兼容或不兼容，并说明原因" }
    about_infer() { "draft a dictionary from exports and contracts: elements, mappings, codes, keys, relations", "由导出文件与契约起草字典：要素、映射、代码、键、关系" }
    infer_paths() { "files and folders; a folder below a given one is a system", "文件与目录；所给目录下的每个子目录视为一个系统" }
    infer_dictionary() { "a dictionary whose elements are used and whose datasets are left alone [default: none, all is drafted anew]", "沿用其要素、不改动其数据集的字典 [默认：无，全部重新起草]" }
    infer_system() { "the system that every file is of [default: the folder it stands in]", "所有文件所属的系统 [默认：所在目录]" }
    infer_out() { "the file that the draft is written to; must not exist [default: standard output]", "草稿写入的文件；不得已存在 [默认：标准输出]" }
    infer_merge() { "put the draft into the dictionary's own files; only lines are added", "将草稿写入字典自身的文件；只增加行" }
    infer_most() { "most records of a file that are looked at", "每个文件最多查看的记录数" }
    about_inputs() { "list which files would be read as what, and why", "列出将读取哪些文件、当作什么读取以及理由" }
    inputs_format() { "how it is told", "输出形式" }
    about_convert() { "write records in their canonical form: element names, types, units, codes, zones", "将记录写成规范形式：要素名、类型、单位、代码、时区" }
    about_export() { "write what the dictionary says in another form", "将字典内容写成其他形式" }
    convert_to() { "what canonical records are written as", "规范记录的写出格式" }
    convert_out() { "the folder to write into; must be new or empty", "写入的目录；须不存在或为空" }
    convert_lossy() { "accept what a conversion loses", "接受转换造成的信息损失" }
    convert_quarantine() { "leave bad records out and part them into this folder; it holds the original data", "略去不合格记录并拆分写入此目录；其中是原始数据" }
    compat_entity() { "the tool is not in the dictionary yet: judge every file as this entity, by the names that the dictionary knows", "该工具尚未写入字典：按此实体、依字典已知的名称判断所有文件" }
    compat_record() { "write the day and the verdict into the dictionary", "将日期与结论写入字典" }
    compat_format() { "how the verdict is told", "结论的输出格式" }
    export_to() { "what is written to standard output", "写到标准输出的内容" }
    export_system() { "only this system", "仅此系统" }
    export_dataset() { "only this dataset", "仅此数据集" }
    about_fix() { "mend what can be mended without loss, into a copy", "修复可无损修复的问题，写入副本" }
    inputs_paths() { "files and folders", "文件与目录" }
    fix_out() { "the folder that mended copies are written to; must be new or empty", "写入修复后副本的目录；须不存在或为空" }
    fix_in_place() { "replace the files themselves; each original stays until its mended copy is whole", "直接替换原文件；副本完整写好之前保留原文件" }
    fix_diff() { "write nothing, show what would change", "不写入，只显示将要做的改动" }
    fix_unsafe() { "apply suggestions too, which may change what values mean", "同时应用可能改变含义的建议" }
    fix_select() { "only these rules mend (id, or a prefix with `*`)", "只用这些规则修复（规则名，或以 `*` 结尾的前缀）" }
    fix_ignore() { "these rules do not", "不用这些规则" }
    told_format() { "how it is told what was done", "报告结果的方式" }
    stopping() { "stopping: what is half-written is taken away", "正在停止：未写完的内容会被清除" }
    folder_taken(path) { "`{path}` exists already and is not empty", "`{path}` 已存在且非空" }
    folder_taken_help() { "name another folder, or remove this one", "请指定其他目录，或先删除它" }
    about_baseline() { "keep known findings in a file, so that only new ones fail", "将已知问题记入基线文件，只让新问题失败" }
    about_snapshot() { "keep how data looks now, so that later checks tell what drifts", "记录数据当前的样貌，供以后检查发现漂移" }
    snapshot_taken(path, datasets, files) { "{path}: {datasets} datasets, {files} files; check with `dictum check --snapshot {path}`", "{path}：{datasets} 个数据集，{files} 个文件；检查时使用 `dictum check --snapshot {path}`" }
    snapshot_of_errors() { "the dictionary has errors, so no snapshot was taken", "字典存在错误，因此未生成快照" }
    snapshot_missing(path) { "there is no snapshot `{path}`", "没有快照文件 `{path}`" }
    snapshot_missing_help(path) { "take one: `dictum snapshot --snapshot {path}`", "请先生成：`dictum snapshot --snapshot {path}`" }
    snapshot_unreadable(path, why) { "cannot read the snapshot `{path}`: {why}", "无法读取快照 `{path}`：{why}" }
    snapshot_malformed(path, line, column, why) { "{path}:{line}:{column}: this is no snapshot: {why}", "{path}:{line}:{column}：不是有效的快照：{why}" }
    snapshot_version(path, version) { "{path}: version {version} of snapshots is not known to this release", "{path}：此版本不认识快照格式第 {version} 版" }
    snapshot_malformed_help(path) { "take it anew: `dictum snapshot --snapshot {path}`", "请重新生成：`dictum snapshot --snapshot {path}`" }
    about_create() { "write everything that is found into a new baseline", "将当前所有问题写入新的基线" }
    about_update() { "take in what is new, drop what is fixed", "加入新问题，移除已修复的问题" }
    about_prune() { "drop what is fixed, and lower counts", "移除已修复的问题，并下调数量" }
    about_settings() { "print each setting of `check` and where it comes from", "列出 `check` 的各项设置及其来源" }
    about_init() { "write a small dictionary and settings to start from", "写出一份可供起步的小字典与设置" }
    about_explain() { "explain a rule, a pack, or an element and where systems keep it", "讲解一条规则、一个规则包，或一个要素及其在各系统中的位置" }
    about_rules() { "list the rules", "列出规则" }
    about_packs() { "list the packs and presets that ship with dictum", "列出内置的规则包与预设" }
    packs_count(count) { "{count} packs; `dictum explain std/NAME` shows one, `systems: {{shop: {{preset: std/NAME@1}}}}` uses a preset", "共 {count} 个；`dictum explain std/名称` 查看内容，`systems: {{shop: {{preset: std/名称@1}}}}` 使用预设" }
    about_fmt() { "write the files of a dictionary in their one form: indent, order of keys, blanks; comments stay", "把字典文件写成统一格式：缩进、键的顺序、空白；注释保留" }
    fmt_paths() { "dictionary files and folders of them [default: the dictionary, as `check` finds it]", "字典文件或其目录［默认：与 `check` 找到的字典相同］" }
    fmt_check() { "write nothing; fail where a file is not in form", "不写入；若有文件不符合格式则失败" }
    fmt_diff() { "write nothing; show what would change", "不写入；显示将要更改的内容" }
    about_schema() { "print a JSON Schema, for editors and validators", "输出 JSON Schema，供编辑器与校验器使用" }
    about_completions() { "print a completion script for a shell", "输出命令行补全脚本" }
    about_man() { "print the manual page", "输出手册页" }
    lang() { "language of messages and help: en or zh-CN", "消息与帮助的语言：en 或 zh-CN" }
    color() { "when to colour", "何时使用颜色" }
    check_paths() { "files and folders; `-` is standard input and needs --dataset", "文件与目录；`-` 表示标准输入，需同时给出 --dataset" }
    dictionary() { "the dictionary, a file or a folder [default: dictum.yaml or dictionary/, nearest upwards]", "字典：文件或目录［默认：向上最近的 dictum.yaml 或 dictionary/］" }
    check_system() { "only datasets of this system claim files", "只用该系统的数据集匹配文件" }
    check_dataset() { "every file is of this dataset", "所有文件都属于该数据集" }
    check_format() { "format on standard output [default: human]", "标准输出的格式［默认：human］" }
    check_output() { "write a report to a file as well; may be given several times", "另将报告写入文件；可多次给出" }
    check_fail_on() { "severity from which on the run fails [default: error]", "达到此严重程度即判为失败［默认：error］" }
    check_select() { "only these rules report (id, or a prefix with `*`)", "只报告这些规则（规则名，或以 `*` 结尾的前缀）" }
    check_ignore() { "these rules do not report", "不报告这些规则" }
    check_level() { "severity of a rule: error, warning, info or off", "设定规则的严重程度：error、warning、info 或 off" }
    check_max_findings() { "show at most so many findings; totals stay true", "最多显示多少条问题；总数不受影响" }
    check_max_places() { "show at most so many places of a finding; totals stay true [default: 5; ndjson and csv list 10000 or more]", "每条问题最多显示多少处；总数不受影响［默认：5；ndjson 与 csv 至少列出 10000 处］" }
    drafts_not_enforced(count) { "{count} elements are drafts: what breaks them is shown as a warning and fails nothing until they are `status: approved`", "{count} 个要素仍是草案：违反它们的问题只作警告，在改为 `status: approved` 之前不会判为失败" }
    places_left_out(listed, all) { "{listed} of {all} places are listed, the others would take too much memory: say with `--max-places` how many of a finding to list", "共 {all} 处，为节省内存只列出 {listed} 处：可用 `--max-places` 指定每条问题列出多少处" }
    check_show_values() { "show values that are masked otherwise: personal data and columns the dictionary does not know", "显示原本会遮蔽的值：个人信息与字典未声明的列" }
    check_quarantine() { "part good records from bad ones into this folder, which must be new or empty; it holds the original data", "将合格与不合格的记录拆分写入此目录（须不存在或为空）；其中是原始数据" }
    check_fail_on_skipped() { "fail if a declared check could not run", "有声明的检查未能执行时判为失败" }
    check_baseline() { "the baseline: findings that are known and agreed on", "基线文件：已知并已认可的问题" }
    check_snapshot() { "the snapshot: how data looked once, which is compared with", "快照文件：用于比较的数据历史样貌" }
    help_values(names) { " [possible values: {names}]", "［取值：{names}］" }
    help_default(value) { " [default: {value}]", "［默认：{value}］" }
    init_folder() { "the folder to write into", "写入的目录" }
    init_ci() { "write the file of a continuous integration as well", "同时写出持续集成的配置文件" }
    init_wrote(path) { "wrote {path}", "已写入 {path}" }
    init_kept(path) { "kept {path}: it was there already", "保留 {path}：文件已存在" }
    init_next() { "next: put your terms and the headers of one export into `dictum.yaml`, then type `dictum check`", "下一步：在 `dictum.yaml` 中填入自己的术语和一个导出文件的表头，然后运行 `dictum check`" }
    init_next_in(folder) { "next: put your terms and the headers of one export into `dictum.yaml`, then type `cd {folder}` and `dictum check`", "下一步：在 `dictum.yaml` 中填入自己的术语和一个导出文件的表头，然后运行 `cd {folder}` 与 `dictum check`" }
    baseline_reason() { "why the findings may stay for now", "这些问题暂时保留的原因" }
    baseline_owner() { "who mends them", "由谁修复" }
    baseline_expires() { "the last day on which they are suppressed (yyyy-MM-dd)", "抑制的最后一天（yyyy-MM-dd）" }
    check_as_of() { "the day that counts as today (yyyy-MM-dd), or the instant that counts as now (RFC 3339)", "视为今天的日期（yyyy-MM-dd），或视为现在的时刻（RFC 3339）" }
    check_jobs() { "threads [default: one per processor]", "线程数［默认：每个处理器一个］" }
    about_diff() { "compare two versions of contracts or of a dictionary: what changed, and whom it breaks", "比较契约或字典的两个版本：有何变化、影响谁" }
    diff_with() { "of dictionaries: files and folders that both versions are tried on, to tell what newly fails or passes", "用于字典：在这些文件与目录上分别按两个版本检查，说明新增的不合格与合格" }
    diff_old() { "the old version: a contract, a dictionary, a folder of either, or `git:REV:path`", "旧版本：契约、字典、二者的目录，或 `git:版本:路径`" }
    diff_new() { "the new version, in the same forms", "新版本，写法同上" }
    diff_format() { "human, json or markdown [default: human]", "human、json 或 markdown［默认：human］" }
    diff_keep() { "what Protocol Buffers must keep: bytes, JSON as well, or generated code as well", "Protocol Buffers 需保持兼容的范围：字节、JSON 或生成的代码" }
    diff_fail_on() { "verdict from which on the comparison fails", "达到此结论即失败" }
    diff_as_of() { "the day by which sunsets count as passed (yyyy-MM-dd)", "判断停用日是否已过所用的日期（yyyy-MM-dd）" }
    diff_quiet() { "leave safe changes out", "不显示安全的变化" }
    check_against() { "compare contracts with this revision of git or folder as well, and tell what breaks", "同时与该 git 版本或文件夹中的契约比较，并指出破坏性变化" }
    check_changed_since() { "judge this revision of git as well, and let only what is new since then fail", "同时检查该 git 版本，只有其后新出现的问题才算失败" }
    revision_failed(why) { "cannot judge the earlier revision: {why}", "无法检查较早的版本：{why}" }
    revision_no_git(why) { "cannot judge the earlier revision: git cannot be started: {why}", "无法检查较早的版本：无法启动 git：{why}" }
    revision_no_repository() { "cannot judge the earlier revision: this folder is in no git repository", "无法检查较早的版本：当前目录不在 git 仓库中" }
    revision_unknown(name) { "cannot judge the earlier revision: `{name}` is no revision of this repository", "无法检查较早的版本：`{name}` 不是本仓库中的版本" }
    revision_help() { "name a commit, branch or tag that is fetched here, such as `--changed-since origin/main`", "请给出本地已有的提交、分支或标签，例如 `--changed-since origin/main`" }
    revision_without_dictionary(name) { "`{name}` has no dictionary here, so everything counts as new", "`{name}` 中没有字典，因此所有问题都算新问题" }
    revision_compared(name, new, known, gone) { "since `{name}`: {new} new, {known} as before, {gone} gone", "自 `{name}` 以来：新增 {new} 条，{known} 条与之前相同，{gone} 条已消失" }
    check_memory() { "most memory for keys, such as 64MiB or 2GB; what is more goes to temporary files [default: a quarter of the machine's]", "主键所用内存的上限，如 64MiB 或 2GB；超出部分写入临时文件［默认：本机内存的四分之一］" }
    malformed_size(text) { "`{text}` is no size", "`{text}` 不是有效的大小" }
    malformed_size_help() { "write for example `64MiB` or `2GB`", "例如写作 `64MiB` 或 `2GB`" }
    check_input_format() { "the format of every given file, such as csv or ndjson [default: what its bytes and name tell]", "所有文件的格式，如 csv 或 ndjson［默认：由内容和文件名判断］" }
    check_max_unpacked() { "most bytes that one packed file may hold, such as 4GiB [default: 16GiB]", "一个压缩文件解压后的上限，如 4GiB［默认：16GiB］" }
    unknown_input_format(name) { "`{name}` is no input format", "`{name}` 不是输入格式" }
    check_quiet() { "only the summary", "只显示小结" }
    check_verbose() { "suppressed findings too", "同时显示被豁免的问题" }
    check_cache_dir() { "keep results of unchanged files in this folder, and take them from there [default: `DICTUM_CACHE`, else none are kept]", "将未变更文件的结果保存在该文件夹，并从中取用［默认：DICTUM_CACHE，否则不保存］" }
    check_no_cache() { "judge everything anew, whatever the settings and `DICTUM_CACHE` say", "不论设置与 DICTUM_CACHE 如何，全部重新检查" }
    cache_fault(why) { "nothing could be kept in the cache: {why}", "无法写入缓存：{why}" }
    cache_used(known, judged) { "cache: results of {known} files were known, {judged} files were judged", "缓存：{known} 个文件沿用已有结果，{judged} 个文件重新检查" }
    check_no_progress() { "no progress bar", "不显示进度条" }
    explain_what() { "a rule's id, an element's, or a pack's", "规则名、要素名或规则包名" }
    rules_json() { "as JSON", "以 JSON 输出" }
    schema_of() { "of which file format", "哪种文件格式" }
    completions_shell() { "the shell", "命令行解释器" }
    problem() { "error", "错误" }
    problem_help() { "help", "建议" }
    baseline_exists(path) { "`{path}` exists already", "`{path}` 已存在" }
    baseline_exists_help() { "run `dictum baseline update` to take in what is new, or name another file with `--baseline`", "用 `dictum baseline update` 加入新问题，或用 `--baseline` 指定其他文件" }
    baseline_created(path, count) { "{path}: {count} findings taken in; check with `dictum check --baseline {path}`", "{path}：已记入 {count} 条问题；检查时使用 `dictum check --baseline {path}`" }
    baseline_changed(path, added, changed, removed, count) { "{path}: {added} added, {changed} changed, {removed} fixed and removed, {count} in all", "{path}：新增 {added} 条，变更 {changed} 条，已修复并移除 {removed} 条，共 {count} 条" }
    baseline_of_errors() { "the dictionary has errors, so nothing was taken into the baseline", "字典存在错误，因此未写入基线" }
    baseline_of_errors_help() { "run `dictum check` and mend the dictionary first", "先运行 `dictum check` 并修正字典" }
    baseline_missing(path) { "there is no baseline `{path}`", "没有基线文件 `{path}`" }
    baseline_missing_help(path) { "write one: `dictum baseline create --baseline {path}`", "请先创建：`dictum baseline create --baseline {path}`" }
    baseline_unreadable(path, why) { "cannot read the baseline `{path}`: {why}", "无法读取基线 `{path}`：{why}" }
    no_dictionary() { "no dictionary was found here or in a folder above", "此处及上级目录都没有找到字典" }
    no_dictionary_help() { "name it with `--dictionary PATH`, or write one to start from with `dictum init`; a dictionary is a YAML file that begins with `dictum: 1`, or a folder of them", "用 `--dictionary 路径` 指定，或用 `dictum init` 写出一份起步字典；字典是以 `dictum: 1` 开头的 YAML 文件，或由这些文件组成的目录" }
    unknown_format(name) { "`{name}` is no output format", "`{name}` 不是输出格式" }
    known_formats(names) { "use one of {names}", "可用：{names}" }
    malformed_output(text) { "`{text}` is not of the form FORMAT=PATH", "`{text}` 不是 FORMAT=PATH 的形式" }
    malformed_output_help() { "write for example `--output sarif=report.sarif`", "例如写作 `--output sarif=report.sarif`" }
    malformed_date(text) { "`{text}` is no day of the form yyyy-MM-dd", "`{text}` 不是 yyyy-MM-dd 形式的日期" }
    malformed_date_help() { "write for example `--as-of 2026-01-31`", "例如写作 `--as-of 2026-01-31`" }
    malformed_moment(text) { "`{text}` is neither a day of the form yyyy-MM-dd nor an instant with its offset", "`{text}` 既不是 yyyy-MM-dd 形式的日期，也不是带时区偏移的时刻" }
    malformed_moment_help() { "write for example `--as-of 2026-01-31`, or `--as-of 2026-01-31T08:30:00+08:00`", "例如写作 `--as-of 2026-01-31` 或 `--as-of 2026-01-31T08:30:00+08:00`" }
    unknown_system(name) { "the dictionary knows no system `{name}`", "字典中没有系统 `{name}`" }
    unknown_dataset(name) { "the dictionary knows no dataset `{name}`", "字典中没有数据集 `{name}`" }
    known_names(names) { "it knows {names}", "字典中有：{names}" }
    nothing_called(name) { "neither a rule nor an element is called `{name}`", "没有名为 `{name}` 的规则或要素" }
    nothing_called_help() { "`dictum rules` lists the rules", "`dictum rules` 列出所有规则" }
    stdin_needs_dataset() { "standard input has no name that a dataset could claim", "标准输入没有可供匹配的文件名" }
    stdin_needs_dataset_help() { "name the dataset: `--dataset SYSTEM.DATASET`", "请用 `--dataset 系统.数据集` 指定数据集" }
    level_help() { "`dictum rules` lists the rules; a level is `RULE=error`, `warning`, `info` or `off`", "`dictum rules` 列出规则；级别写作 `RULE=error`、`warning`、`info` 或 `off`" }
    cannot_write(path) { "cannot write `{path}`", "无法写入 `{path}`" }
    unwritable(path, why) { "cannot write `{path}`: {why}", "无法写入 `{path}`：{why}" }
    cannot_write_help() { "choose a path in a folder that exists, may be written and has room", "请选择已存在、可写且有空间的目录中的路径" }
    defect() { "this is a defect of dictum, not of your data: nothing was decided; please report it with the words above", "这是 dictum 自身的缺陷，与您的数据无关：本次没有得出结论；请附上以上信息反馈" }
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
    if let Some(message) = writing(command, argument) {
        return Some(message);
    }
    let message = match (command, argument) {
        ("dictum", "") => about_dictum(),
        ("check", "") => about_check(),
        ("baseline", "") => about_baseline(),
        ("snapshot", "") => about_snapshot(),
        ("create", "") => about_create(),
        ("update", "") => about_update(),
        ("prune", "") => about_prune(),
        ("create" | "update", "reason") => baseline_reason(),
        ("create" | "update", "owner") => baseline_owner(),
        ("create" | "update", "expires") => baseline_expires(),
        ("settings", "") => about_settings(),
        ("init", "") => about_init(),
        ("init", "folder") => init_folder(),
        ("init", "ci") => init_ci(),
        ("explain", "") => about_explain(),
        ("rules", "") => about_rules(),
        ("packs", "") => about_packs(),
        ("fmt", "") => about_fmt(),
        ("fmt", "paths") => fmt_paths(),
        ("fmt", "check") => fmt_check(),
        ("fmt", "diff") => fmt_diff(),
        ("schema", "") => about_schema(),
        ("completions", "") => about_completions(),
        ("man", "") => about_man(),
        (_, "lang") => lang(),
        (_, "color") => color(),
        (_, "dictionary") => dictionary(),
        ("check" | "settings" | "create" | "update" | "prune" | "snapshot", "paths") => check_paths(),
        (
            "check" | "settings" | "create" | "update" | "prune" | "snapshot" | "fix" | "convert" | "compat" | "inputs",
            "system",
        ) => check_system(),
        (
            "check" | "settings" | "create" | "update" | "prune" | "snapshot" | "fix" | "convert" | "compat" | "inputs",
            "dataset",
        ) => check_dataset(),
        ("check" | "settings", "format") => check_format(),
        ("check" | "settings", "output") => check_output(),
        ("check" | "settings", "fail_on") => check_fail_on(),
        ("check" | "settings" | "create" | "update" | "prune" | "snapshot", "select") => check_select(),
        ("check" | "settings" | "create" | "update" | "prune" | "snapshot", "ignore") => check_ignore(),
        ("check" | "settings" | "create" | "update" | "prune" | "snapshot", "level") => check_level(),
        ("check" | "settings", "max_findings") => check_max_findings(),
        ("check" | "settings", "max_places") => check_max_places(),
        ("check" | "settings", "show_values") => check_show_values(),
        ("check" | "settings", "quarantine") => check_quarantine(),
        ("check" | "settings", "fail_on_skipped") => check_fail_on_skipped(),
        ("check" | "settings" | "create" | "update" | "prune" | "snapshot", "baseline") => check_baseline(),
        (_, "snapshot") => check_snapshot(),
        (
            "check" | "settings" | "create" | "update" | "prune" | "snapshot" | "fix" | "convert" | "compat" | "inputs",
            "as_of",
        ) => check_as_of(),
        ("check" | "settings" | "create" | "update" | "prune" | "snapshot", "jobs") => check_jobs(),
        ("check" | "settings" | "create" | "update" | "prune" | "snapshot", "memory") => check_memory(),
        ("diff", "") => about_diff(),
        ("diff", "old") => diff_old(),
        ("diff", "new") => diff_new(),
        ("diff", "format") => diff_format(),
        ("diff", "keep") => diff_keep(),
        ("diff", "fail_on") => diff_fail_on(),
        ("diff", "as_of") => diff_as_of(),
        ("diff", "quiet") => diff_quiet(),
        ("diff", "with") => diff_with(),
        (_, "against") => check_against(),
        ("check" | "settings", "changed_since") => check_changed_since(),
        (_, "input_format") => check_input_format(),
        (_, "max_unpacked") => check_max_unpacked(),
        (_, "cache_dir") => check_cache_dir(),
        (_, "no_cache") => check_no_cache(),
        ("check" | "settings", "quiet") => check_quiet(),
        ("check" | "settings", "verbose") => check_verbose(),
        (
            "check" | "settings" | "create" | "update" | "prune" | "snapshot" | "fix" | "convert" | "compat" | "infer"
            | "inputs",
            "no_progress",
        ) => check_no_progress(),
        ("explain", "what") => explain_what(),
        ("rules" | "packs", "json") => rules_json(),
        ("schema", "of") => schema_of(),
        ("completions", "shell") => completions_shell(),
        _ => return None,
    };
    Some(message)
}

/// The same of the commands that write, or tell what would be read.
fn writing(command: &str, argument: &str) -> Option<super::Message> {
    let message = match (command, argument) {
        ("compat", "") => about_compat(),
        ("compat", "entity") => compat_entity(),
        ("compat", "record") => compat_record(),
        ("compat", "format") => compat_format(),
        ("infer", "") => about_infer(),
        ("infer", "paths") => infer_paths(),
        ("infer", "dictionary") => infer_dictionary(),
        ("infer", "system") => infer_system(),
        ("infer", "out") => infer_out(),
        ("infer", "merge") => infer_merge(),
        ("infer", "most_records") => infer_most(),
        ("inputs", "") => about_inputs(),
        ("inputs", "format") => inputs_format(),
        ("convert", "") => about_convert(),
        ("convert", "to") => convert_to(),
        ("convert", "out") => convert_out(),
        ("convert", "lossy") => convert_lossy(),
        ("convert", "quarantine") => convert_quarantine(),
        ("export", "") => about_export(),
        ("export", "to") => export_to(),
        ("export", "system") => export_system(),
        ("export", "dataset") => export_dataset(),
        ("fix", "") => about_fix(),
        ("fix" | "convert" | "compat" | "inputs", "paths") => inputs_paths(),
        ("fix", "out") => fix_out(),
        ("fix", "in_place") => fix_in_place(),
        ("fix", "diff") => fix_diff(),
        ("fix", "also_unsafe") => fix_unsafe(),
        ("fix", "select") => fix_select(),
        ("fix", "ignore") => fix_ignore(),
        ("fix", "format") => told_format(),
        _ => return None,
    };
    Some(message)
}

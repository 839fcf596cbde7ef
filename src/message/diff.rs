//! What the comparison of two versions of a contract says.

catalogue! {
    operation_added(name) { "operation `{name}` is new", "新增操作 `{name}`" }
    operation_removed(name) { "operation `{name}` is gone", "操作 `{name}` 已删除" }
    body_added(name) { "`{name}` now takes a body", "`{name}` 现在需要请求体" }
    body_removed(name) { "`{name}` no longer takes a body", "`{name}` 不再接受请求体" }
    body_required(name) { "the body of `{name}` became required", "`{name}` 的请求体变为必需" }
    body_optional(name) { "the body of `{name}` became optional", "`{name}` 的请求体变为可选" }
    media_type_added(name) { "media type `{name}` is new", "新增媒体类型 `{name}`" }
    media_type_removed(name) { "media type `{name}` is gone", "媒体类型 `{name}` 已删除" }
    response_added(name) { "response `{name}` is new", "新增响应 `{name}`" }
    response_removed(name) { "response `{name}` is gone", "响应 `{name}` 已删除" }
    field_added(name) { "`{name}` is new", "新增 `{name}`" }
    field_added_required(name) { "`{name}` is new and required", "新增必需的 `{name}`" }
    interface_added(name) { "it keeps to interface `{name}`", "开始遵循接口 `{name}`" }
    interface_removed(name) { "it no longer keeps to interface `{name}`", "不再遵循接口 `{name}`" }
    field_added_default(name) { "`{name}` is new, and has a default", "新增 `{name}`，带默认值" }
    field_removed(name) { "`{name}` is gone", "`{name}` 已删除" }
    field_removed_reserved(name) { "`{name}` is gone, and its name and number are reserved", "`{name}` 已删除，其名称和编号已保留" }
    field_removed_sunset(name, date) { "`{name}` is gone after its sunset on {date}", "`{name}` 在停用日 {date} 之后删除" }
    field_renamed(old, new) { "`{old}` became `{new}`", "`{old}` 改名为 `{new}`" }
    became_required(name) { "`{name}` became required", "`{name}` 变为必需" }
    became_optional(name) { "`{name}` became optional", "`{name}` 变为可选" }
    became_nullable(name) { "`{name}` may now be null", "`{name}` 现在可以为 null" }
    became_not_nullable(name) { "`{name}` may no longer be null", "`{name}` 不再可以为 null" }
    value_added(name, value) { "`{name}` may now be `{value}`", "`{name}` 现在可以是 `{value}`" }
    value_removed(name, value) { "`{name}` may no longer be `{value}`", "`{name}` 不再可以是 `{value}`" }
    values_set(name) { "the values of `{name}` became a closed list", "`{name}` 的取值变为封闭列表" }
    values_unset(name) { "the values of `{name}` are no longer a closed list", "`{name}` 的取值不再是封闭列表" }
    type_changed(name, old, new) { "the type of `{name}` changed from {old} to {new}", "`{name}` 的类型由 {old} 变为 {new}" }
    format_changed(name, old, new) { "the format of `{name}` changed from {old} to {new}", "`{name}` 的格式由 {old} 变为 {new}" }
    limit_set(name, keyword, new) { "`{keyword}` {new} was set for `{name}`", "为 `{name}` 设置了 `{keyword}` {new}" }
    limit_unset(name, keyword, old) { "`{keyword}` {old} of `{name}` was dropped", "去除了 `{name}` 的 `{keyword}` {old}" }
    limit_changed(name, keyword, old, new) { "`{keyword}` of `{name}` changed from {old} to {new}", "`{name}` 的 `{keyword}` 由 {old} 变为 {new}" }
    branch_added(name, keyword, branch) { "`{keyword}` of `{name}` gained {branch}", "`{name}` 的 `{keyword}` 增加了 {branch}" }
    branch_removed(name, keyword, branch) { "`{keyword}` of `{name}` lost {branch}", "`{name}` 的 `{keyword}` 去除了 {branch}" }
    keyword_set(name, keyword) { "`{keyword}` was set for `{name}`", "为 `{name}` 设置了 `{keyword}`" }
    keyword_unset(name, keyword) { "`{keyword}` of `{name}` was dropped", "去除了 `{name}` 的 `{keyword}`" }
    keyword_changed(name, keyword) { "`{keyword}` of `{name}` changed", "`{name}` 的 `{keyword}` 已改变" }
    default_changed(name, old, new) { "the default of `{name}` changed from {old} to {new}", "`{name}` 的默认值由 {old} 变为 {new}" }
    number_changed(name, old, new) { "the number of `{name}` changed from {old} to {new}", "`{name}` 的编号由 {old} 变为 {new}" }
    list_changed(name) { "`{name}` changed between one value and a list", "`{name}` 在单值与列表之间改变" }
    deprecated(name) { "`{name}` became deprecated", "`{name}` 被标记为弃用" }
    revived(name) { "`{name}` is no longer deprecated", "`{name}` 不再弃用" }
    type_added(name) { "type `{name}` is new", "新增类型 `{name}`" }
    type_removed(name) { "type `{name}` is gone", "类型 `{name}` 已删除" }
    reservation_dropped(name) { "`{name}` is no longer reserved", "`{name}` 不再保留" }
    contract_added(path) { "contract `{path}` is new", "新增契约 `{path}`" }
    contract_removed(path) { "contract `{path}` is gone", "契约 `{path}` 已删除" }

    accepted_still() { "all that was accepted still is", "原先接受的仍然接受" }
    refused_now() { "what was right before may be refused now", "原先正确的内容现在可能被拒绝" }
    known_still() { "nothing comes that readers do not know", "不会出现读取方未知的内容" }
    unknown_now() { "readers may meet what they do not expect", "读取方可能遇到意料之外的内容" }
    missing_now() { "readers may miss what they rely on", "读取方可能缺少所依赖的内容" }
    ignored_now() { "what is still sent may be ignored or refused: the contract does not say", "仍然发送的内容可能被忽略或拒绝：契约没有说明" }
    relied_on() { "it was optional, and readers may rely on it all the same", "它是可选的，但读取方可能依然依赖它" }
    unlisted() { "readers that treat the list as closed meet a value they do not know", "把列表视为封闭的读取方会遇到未知的值" }
    limited_now() { "it may be that nothing beyond the limit was ever sent", "可能从未发送过超出限制的内容" }
    not_compared() { "dictum does not compare what the two keywords permit", "dictum 不比较这两个关键字所允许的内容" }
    open_content() { "old data may hold anything under this name", "旧数据在这个名称下可能有任何内容" }
    closed_content() { "readers of the old version accept no names they do not know", "旧版读取方不接受未知的名称" }
    no_default() { "old data lacks it, and there is no default to read instead", "旧数据没有该字段，也没有可用的默认值" }
    has_default() { "the default is read where it is absent", "缺少时读取默认值" }
    recorded() { "the removal is recorded, so nothing takes its place by mistake", "删除已有记录，不会被误用" }
    announced() { "the sunset that was announced has passed", "已过所公布的停用日" }
    neither_way() { "neither version accepts the other's values", "两个版本互不接受对方的取值" }
    told_only() { "nothing that is exchanged changes", "所交换的内容没有改变" }
    default_relied_on() { "who leaves it out now means something else", "省略它的一方现在表达了不同的含义" }
    name_only() { "the bytes stay the same, and names in JSON and in code do not", "二进制不变，但 JSON 和代码中的名称改变" }
    code_only() { "data stays readable, and generated code does not compile", "数据仍可读取，但生成的代码无法编译" }
    reused_number() { "a number that old data uses means something else", "旧数据使用的编号含义改变" }

    summary(breaking, undecidable, safe) { "{breaking} breaking, {undecidable} undecidable, {safe} safe", "{breaking} 项破坏性变更，{undecidable} 项无法判定，{safe} 项安全" }
    nothing() { "no difference that the contract's readers or writers could notice", "没有读取方或写入方能察觉的差异" }
    unread(path) { "`{path}` was not compared", "`{path}` 未比较" }
    verdict_breaking() { "breaking", "破坏性" }
    verdict_undecidable() { "undecidable", "无法判定" }
    verdict_safe() { "safe", "安全" }
    column_verdict() { "verdict", "判定" }
    column_exchange() { "for", "对象" }
    column_subject() { "where", "位置" }
    column_change() { "change", "变更" }
    column_reason() { "reason", "理由" }
    heading(old, new) { "Changes from `{old}` to `{new}`", "从 `{old}` 到 `{new}` 的变更" }
    exchange_request() { "request", "请求方" }
    exchange_response() { "response", "响应方" }
    exchange_writer() { "writer", "写入方" }
    exchange_reader() { "reader", "读取方" }

    no_side(path) { "there is nothing to compare at `{path}`", "`{path}` 处没有可比较的内容" }
    no_side_help() { "name a contract, a folder of contracts, or `git:REV:path`", "请指定契约、契约文件夹，或 `git:REV:路径`" }
    no_git(reason) { "git cannot show the old version: {reason}", "git 无法给出旧版本：{reason}" }
    no_git_help() { "run inside a clone that has the revision, and check the path", "请在包含该修订的克隆中运行，并检查路径" }
    unlike(old, new) { "the two are of different kinds: {old} and {new}", "两者类型不同：{old} 与 {new}" }
    dictionary_errors(path) { "the dictionary `{path}` has errors, so it cannot be compared", "字典 `{path}` 存在错误，无法比较" }
    dictionary_errors_help(path) { "run `dictum check --dictionary {path}` and mend it first", "先运行 `dictum check --dictionary {path}` 并修正" }
    dictionary_unread(path, why) { "the dictionary `{path}` cannot be read: {why}", "无法读取字典 `{path}`：{why}" }
    one_dictionary() { "one side is a dictionary and the other is none", "一侧是字典，另一侧不是" }
    one_dictionary_help() { "compare two dictionaries, or two contracts", "请比较两部字典或两份契约" }
    dictionary_major() { "what kept to the old version may not keep to the new one, so it needs a major version", "符合旧版本的内容可能不再符合新版本，须升主版本号" }
    dictionary_minor() { "what kept to the old version keeps to the new one, so it needs a minor version", "符合旧版本的内容仍符合新版本，须升次版本号" }
    dictionary_patch() { "only words changed, so it needs a patch", "只改动了文字，须升修订号" }
    dictionary_touches(datasets) { "it touches {datasets}", "涉及 {datasets}" }
    element_removed() { "the element is gone", "要素已删除" }
    element_added() { "the element is new", "新增要素" }
    element_reused() { "the id of a retired element is used again", "已停用要素的编号被重新使用" }
    element_status(old, new) { "its status changed from {old} to {new}", "状态由 {old} 变为 {new}" }
    element_key(key, old, new) { "`{key}` changed from `{old}` to `{new}`", "`{key}` 由 `{old}` 变为 `{new}`" }
    element_words(key) { "`{key}` changed", "`{key}` 已改变" }
    thing_added() { "it is new", "新增" }
    thing_removed() { "it is gone", "已删除" }
    code_added(code) { "code `{code}` is new", "新增代码 `{code}`" }
    code_removed(code) { "code `{code}` is gone", "代码 `{code}` 已删除" }
    code_ending(code) { "code `{code}` got another last day", "代码 `{code}` 的停用日已改变" }
    code_staying(code) { "code `{code}` has no last day any more", "代码 `{code}` 不再有停用日" }
    code_title(code) { "the title of code `{code}` changed", "代码 `{code}` 的名称已改变" }
    map_removed(name) { "the map `{name}` is gone", "映射 `{name}` 已删除" }
    spelling_added(local, name) { "`{local}` of `{name}` is mapped now", "`{name}` 的 `{local}` 已建立映射" }
    spelling_removed(local, name) { "`{local}` of `{name}` is no longer mapped", "`{name}` 的 `{local}` 不再映射" }
    spelling_moved(local, name, old, new) { "`{local}` of `{name}` means `{new}` now, not `{old}`", "`{name}` 的 `{local}` 由 `{old}` 改指 `{new}`" }
    field_mapped(name, element) { "field `{name}` is mapped to `{element}` now", "字段 `{name}` 已映射到 `{element}`" }
    field_unmapped(name) { "field `{name}` is no longer mapped", "字段 `{name}` 不再映射" }
    field_moved(name, old, new) { "field `{name}` is `{new}` now, not `{old}`", "字段 `{name}` 由 `{old}` 改为 `{new}`" }
    version_enough(old, new, needs) { "version {old} → {new}: enough for a {needs} change", "版本 {old} → {new}：满足 {needs} 级变更" }
    version_too_small(old, new, needed, needs) { "version {old} → {new} is too small: a {needs} change needs at least {needed}", "版本 {old} → {new} 升级不足：{needs} 级变更至少须为 {needed}" }
    newly_failing(rule, count) { "{count} more records or cells break `{rule}`", "违反 `{rule}` 的记录或单元格增加 {count} 处" }
    newly_passing(rule, count) { "{count} records or cells no longer break `{rule}`", "不再违反 `{rule}` 的记录或单元格有 {count} 处" }
    with_contracts() { "`--with` tries two dictionaries on files, and these are contracts", "`--with` 用于在文件上比较两部字典，而这里是契约" }
    with_contracts_help() { "leave `--with` out, or compare two dictionaries", "请去掉 `--with`，或比较两部字典" }
    with_nothing() { "no file there belongs to a dataset of either version", "其中没有文件属于任一版本的数据集" }
    with_failing() { "judged by both versions on the files that were given", "在所给文件上分别按两个版本判定" }
    was_here() { "declared here before", "此前在此声明" }
    breaking_help() { "keep to what was agreed, or announce the change with a new version", "遵守既有约定，或以新版本公布此变更" }
    breaking_for(exchange) { " for the {exchange} side", "（{exchange}）" }
}

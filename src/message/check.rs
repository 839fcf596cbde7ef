//! What the checks of cells, records, keys and relations say.

catalogue! {
    value_missing(field) { "`{field}` is empty", "`{field}` 为空" }
    value_missing_label() { "a value is required here", "此处必须有值" }
    value_missing_help(field) { "fill in `{field}`, or declare it `nullable: true` if it may be empty", "补全 `{field}`；若允许为空，请声明 `nullable: true`" }
    required_here() { "required here", "在此声明为必填" }
    key_missing(field) { "key `{field}` is empty", "主键 `{field}` 为空" }
    key_missing_help(field) { "fill in `{field}`: a record without its key cannot be told from others", "补全 `{field}`：没有主键的记录无法与其他记录区分" }
    key_here() { "part of the key", "主键的组成部分" }
    type_mismatch(field, value, kind) { "`{field}` holds `{value}`, which is not of type {kind}", "`{field}` 的值 `{value}` 不是 {kind} 类型" }
    type_mismatch_label(kind) { "expected {kind}", "应为 {kind}" }
    number_help() { "export plain digits with a point, or declare what stands round them (`prefix`, `suffix`, `nulls`)", "导出时只写数字与小数点；若有固定前后缀或空值写法，请声明 `prefix`、`suffix`、`nulls`" }
    integer_help() { "export whole numbers without a point, or change the element's type to `decimal`", "导出不带小数点的整数，或将要素类型改为 `decimal`" }
    boolean_help() { "write `true` or `false`, or declare a code list with a map of the local spellings", "写作 `true` 或 `false`，或声明带映射的代码表" }
    type_here() { "the type", "类型声明" }
    date_format(field, value, forms) { "`{field}` holds `{value}`, which is no date of the form `{forms}`", "`{field}` 的值 `{value}` 不是 `{forms}` 形式的有效日期" }
    date_format_label(forms) { "expected `{forms}`", "应为 `{forms}`" }
    epoch_unit(field, value, unit) { "`{field}` holds `{value}`, which has as many digits as a time in another unit than `{unit}`", "`{field}` 的值 `{value}` 的位数与 `{unit}` 不符，应是另一种时间单位" }
    epoch_unit_label(unit) { "expected `{unit}`", "应为 `{unit}`" }
    epoch_unit_help(field) { "declare the unit that the system really writes under `wire` of `{field}`, or have the export corrected", "在 `{field}` 的 `wire` 中声明系统实际使用的单位，或更正导出" }
    date_format_help(field, kind) { "write an existing {kind} in a declared form, or add the form this system uses to `format` of `{field}`", "按声明的格式写真实存在的 {kind}，或把该系统使用的格式加入 `{field}` 的 `format`" }
    format_here() { "the format", "格式声明" }
    zone_missing(field, value) { "`{field}` holds `{value}`, an instant without offset, and its system declares no zone", "`{field}` 的值 `{value}` 没有时区偏移，其系统也未声明时区" }
    zone_missing_label() { "which zone?", "属于哪个时区？" }
    zone_missing_help() { "declare `transport.zone` of the system, or export instants with an offset such as `+08:00`", "声明该系统的 `transport.zone`，或导出带偏移的时间，如 `+08:00`" }
    zone_here() { "a zone is required", "要求时区" }
    code_unknown(field, value, list) { "`{field}` holds `{value}`, which is not in code list `{list}`", "`{field}` 的值 `{value}` 不在代码表 `{list}` 中" }
    code_unknown_in_map(field, value, list, map) { "`{field}` holds `{value}`, which map `{map}` of code list `{list}` does not know", "`{field}` 的值 `{value}` 不在代码表 `{list}` 的映射 `{map}` 中" }
    code_unknown_label(codes) { "expected one of {codes}", "应为以下之一：{codes}" }
    code_unknown_near(code) { "write `{code}`, if that is meant", "若意为 `{code}`，请改写" }
    code_unknown_help(list) { "correct the value, or add it to code list `{list}`", "更正该值，或将其加入代码表 `{list}`" }
    codes_here() { "the code list", "代码表" }
    scale_exceeded(field, value, scale) { "`{field}` holds `{value}`, which has more than {scale} digits after the point", "`{field}` 的值 `{value}` 的小数位超过 {scale} 位" }
    scale_label(scale) { "at most {scale} digits after the point", "小数位最多 {scale} 位" }
    precision_exceeded(field, value, precision) { "`{field}` holds `{value}`, which has more than {precision} digits", "`{field}` 的值 `{value}` 的总位数超过 {precision} 位" }
    precision_label(precision) { "at most {precision} digits", "总位数最多 {precision} 位" }
    scale_help(element) { "round where the value is made, or widen `precision` and `scale` of `{element}`", "在数据产生处取舍位数，或放宽 `{element}` 的 `precision` 与 `scale`" }
    limit_here() { "the limit", "限制声明" }
    length_exceeded(field, length, most) { "`{field}` holds {length} characters, {most} allowed", "`{field}` 有 {length} 个字符，最多允许 {most} 个" }
    length_below(field, length, least) { "`{field}` holds {length} characters, at least {least} expected", "`{field}` 有 {length} 个字符，至少应有 {least} 个" }
    length_most_label(most) { "longer than {most}", "超过 {most} 个字符" }
    length_least_label(least) { "shorter than {least}", "少于 {least} 个字符" }
    length_help(element) { "correct the value, or change the length of `{element}`", "更正该值，或调整 `{element}` 的长度限制" }
    pattern_mismatch(field, value, pattern) { "`{field}` holds `{value}`, which does not match `{pattern}`", "`{field}` 的值 `{value}` 不符合模式 `{pattern}`" }
    pattern_label(pattern) { "expected `{pattern}`", "应符合 `{pattern}`" }
    pattern_help(element) { "correct the value, or the pattern of `{element}`", "更正该值，或修改 `{element}` 的模式" }
    pattern_here() { "the pattern", "模式声明" }
    format_mismatch(field, value, format) { "`{field}` holds `{value}`, which is no `{format}`", "`{field}` 的值 `{value}` 不是有效的 `{format}`" }
    format_mismatch_label(format) { "expected `{format}`", "应为 `{format}`" }
    format_mismatch_help(format) { "correct the value at its source, or change `format: {format}` if the field holds something else", "在来源处更正该值；若该字段另有含义，请修改 `format: {format}`" }
    checksum_invalid(field, value, format) { "`{field}` holds `{value}`, whose check digit is wrong for `{format}`", "`{field}` 的值 `{value}` 的 `{format}` 校验位不正确" }
    checksum_invalid_label(format) { "the `{format}` check digit fails", "`{format}` 校验位错误" }
    checksum_invalid_help(format) { "look the number up at its source: a `{format}` with a wrong check digit was mistyped or cut", "请回到来源核对：校验位错误的 `{format}` 多为录入错误或被截断" }
    money_scientific(field, value) { "`{field}` is money and holds `{value}`, which has lost digits", "`{field}` 是金额，值 `{value}` 已丢失位数" }
    money_scientific_label() { "scientific notation", "科学计数法" }
    money_scientific_help() { "export amounts as decimals with all their digits", "请以完整位数的小数导出金额" }
    error_cell(field, value) { "`{field}` holds the error `{value}`", "`{field}` 的值是错误 `{value}`" }
    error_cell_label() { "a formula that failed", "公式出错" }
    error_cell_help() { "mend the formula in the workbook and export again", "请在工作簿中修正公式后重新导出" }
    identifier_number(field, value) { "`{field}` is an identifier and holds `{value}` as a number", "`{field}` 是标识符，却以数字形式存放 `{value}`" }
    identifier_rounded(count) { "{count} of them lie past 2^53-1, where many readers round", "其中 {count} 个超过 2^53-1，许多程序会舍入" }
    identifier_number_label() { "a number, not text", "是数字而不是文本" }
    identifier_number_help(field) { "store `{field}` as text: a number loses leading zeros and digits past the fifteenth", "请以文本形式存放 `{field}`：数字会丢失前导零和第十五位之后的数字" }
    range_below(field, value, limit) { "`{field}` holds `{value}`, which is below {limit}", "`{field}` 的值 `{value}` 小于下限 {limit}" }
    range_above(field, value, limit) { "`{field}` holds `{value}`, which is above {limit}", "`{field}` 的值 `{value}` 大于上限 {limit}" }
    range_outside(field, value) { "`{field}` holds `{value}`, which is outside its limits", "`{field}` 的值 `{value}` 超出上下限" }
    range_least_label(limit) { "at least {limit}", "不得小于 {limit}" }
    range_most_label(limit) { "at most {limit}", "不得大于 {limit}" }
    not_a_multiple(field, value, step) { "`{field}` holds `{value}`, which is no multiple of {step}", "`{field}` 的值 `{value}` 不是 {step} 的整数倍" }
    multiple_label(step) { "expected a multiple of {step}", "应为 {step} 的整数倍" }
    range_help(element) { "correct the value, or the limits of `{element}`", "更正该值，或修改 `{element}` 的上下限" }
    number_decorated(field, value) { "`{field}` holds numbers with signs, units or separators, such as `{value}`", "`{field}` 的数字带有符号、单位或分隔符，例如 `{value}`" }
    number_decorated_label() { "more than a number", "不只是数字" }
    number_decorated_help() { "declare a `prefix` or `suffix` for the field, or export plain numbers", "为字段声明 `prefix` 或 `suffix`，或导出纯数字" }
    leading_zeros_lost(field, value, length) { "`{field}` holds `{value}`: its {length} digits have probably lost the zeros they began with", "`{field}` 的值 `{value}` 应有 {length} 位数字，很可能丢失了前导零" }
    leading_zeros_lost_label(length) { "fewer than {length} digits", "不足 {length} 位" }
    leading_zeros_lost_help() { "export the column as text: a spreadsheet takes the zeros off; `dictum fix --unsafe` puts them back", "请按文本导出该列：电子表格会去掉前导零；`dictum fix --unsafe` 可补回" }
    boolean_spelling(field, value) { "`{field}` spells yes and no as `{value}`", "`{field}` 用 `{value}` 表示是否" }
    boolean_spelling_label() { "a spelling of yes or no", "是/否的一种写法" }
    boolean_spelling_help() { "give the element a code list and map the local spellings to it", "为要素声明代码表，并映射本地写法" }
    code_label_used(field, value) { "`{field}` holds `{value}`, the name of a code instead of its local spelling", "`{field}` 填的是代码的名称 `{value}`，而不是约定的写法" }
    code_label_used_label() { "a label, not the code", "这是名称而非代码" }
    code_label_used_help() { "export the code, or add the spelling to the system's code map", "导出代码本身，或把该写法加入系统的代码映射" }
    null_spelling(field, value) { "`{field}` spells an empty value as `{value}`", "`{field}` 用 `{value}` 表示空值" }
    null_spelling_label() { "means that nothing is there", "表示没有值" }
    null_spelling_help() { "add the spelling to `transport.nulls` of the system, or leave the cell empty", "把该写法加入系统的 `transport.nulls`，或让单元格留空" }
    field_here() { "the field", "字段声明" }
    guard_undeclared(field, value) { "`{field}` is guarded against spreadsheets, as in `{value}`, and no guard is declared", "`{field}` 的值带有保护符（如 `{value}`），但未声明" }
    guard_undeclared_label() { "a guard round the value", "值外有保护符" }
    guard_undeclared_help() { "declare the guard in `transport.guards` of the system", "在系统的 `transport.guards` 中声明该保护符" }
    full_width(field, value) { "`{field}` holds full-width characters, as in `{value}`", "`{field}` 含有全角字符，例如 `{value}`" }
    full_width_label() { "full-width characters", "全角字符" }
    full_width_help() { "write plain ASCII letters, digits and signs", "改用半角字母、数字和符号" }
    text_in_typed_field(field, value) { "`{field}` holds a remark instead of a value: `{value}`", "`{field}` 中写的是说明文字而不是值：`{value}`" }
    text_in_typed_field_label() { "a remark", "说明文字" }
    text_in_typed_field_help() { "list the remark under `transport.pending` or `transport.nulls`, or leave the cell empty", "把该文字列入 `transport.pending` 或 `transport.nulls`，或让单元格留空" }
    stray_space(field) { "values of `{field}` stand between blanks", "`{field}` 的值首尾有空白" }
    stray_space_label() { "blanks round the value", "值的首尾有空白" }
    stray_space_help() { "trim the values, or declare `trim: true` for the field", "去除首尾空白，或为字段声明 `trim: true`" }
    row_no_object() { "the line is not one JSON object", "该行不是一个 JSON 对象" }
    row_no_object_label() { "expected one JSON object", "应为一个 JSON 对象" }
    row_no_object_help() { "write each record as one object on a line of its own, in at most 64 MiB, and look for cut lines", "每条记录写成一行、一个对象，且不超过 64 MiB，并检查是否有被截断的行" }
    row_width(cells, columns) { "the record has {cells} cells, the header {columns}", "记录有 {cells} 个单元格，而表头有 {columns} 列" }
    row_width_label(columns) { "expected {columns} cells", "应有 {columns} 个单元格" }
    row_width_help() { "quote cells that hold the delimiter or a line break, and look for cut lines", "含分隔符或换行的单元格要加引号，并检查是否有被截断的行" }
    key_duplicate(key, shown) { "key `{key}` stands in more than one record: `{shown}`", "主键 `{key}` 出现在多条记录中：`{shown}`" }
    key_duplicate_label() { "the same key again", "重复的主键" }
    key_duplicate_help() { "remove the copy, or add the element that tells the records apart to the entity's `key`", "删除重复记录，或把能区分它们的要素加入实体的 `key`" }
    draft_here(element) { "`{element}` is a draft, so nothing fails by it", "`{element}` 仍是草案，不会导致失败" }
    row_duplicate() { "a record stands twice, cell for cell", "记录逐格完全重复" }
    row_duplicate_label() { "the same record again", "重复的记录" }
    row_duplicate_help() { "remove the copy, or export what tells the records apart; a unique `key` of the entity makes it certain", "删除重复记录，或导出能区分它们的字段；为实体声明唯一的 `key` 可彻底避免" }
    row_duplicate_few_help() { "export what tells the records apart: most of them are like others in every cell", "导出能区分记录的字段：大多数记录逐格相同" }
    row_first_copy() { "the first such record", "首条相同的记录" }
    key_first_copy() { "the first record with this key", "首条使用此主键的记录" }
    reference_unmatched(field, shown, parents) { "`{field}` refers to `{shown}`, which `{parents}` does not hold", "`{field}` 引用的 `{shown}` 在 `{parents}` 中不存在" }
    reference_label(parents) { "not found in `{parents}`", "在 `{parents}` 中找不到" }
    reference_help(parents) { "export `{parents}` for the same period, or correct the reference", "导出同一时期的 `{parents}`，或更正引用" }
    relation_here(id) { "relation `{id}`", "关系 `{id}`" }
    ignored(reason) { "ignored in the contract: {reason}", "契约中已忽略：{reason}" }
    ignore_unused(rule) { "`x-dictum-ignore` of `{rule}` matches no finding", "`x-dictum-ignore` 针对的 `{rule}` 没有匹配任何问题" }
    ignore_unused_help() { "remove it", "请删除" }
    ignore_without_rule() { "`x-dictum-ignore` names no rule, so it ignores nothing", "`x-dictum-ignore` 没有写明规则，不起作用" }
    ignore_without_reason(rule) { "`x-dictum-ignore` of `{rule}` gives no reason, so it ignores nothing", "`x-dictum-ignore` 针对的 `{rule}` 没有写明理由，不起作用" }
    ignore_form_help() { "write the rule and the reason: `x-dictum-ignore: {{rule: length-exceeded, reason: …}}`", "写明规则和理由：`x-dictum-ignore: {{rule: length-exceeded, reason: …}}`" }
    ignore_without_day(rule) { "`until` of `x-dictum-ignore` of `{rule}` is no day, so it ignores nothing", "`x-dictum-ignore`（`{rule}`）的 `until` 不是日期，不起作用" }
    ignore_without_day_help() { "write the last day as `yyyy-MM-dd`", "请按 `yyyy-MM-dd` 写明最后一天" }
    waiver_unused(rule, scope) { "the waiver of `{rule}` for `{scope}` matches no finding", "针对 `{scope}` 的 `{rule}` 豁免没有匹配任何问题" }
    waiver_unused_help() { "remove the waiver", "删除该豁免" }
    waiver_expired(rule, scope, day) { "the waiver of `{rule}` for `{scope}` has expired on {day}", "针对 `{scope}` 的 `{rule}` 豁免已于 {day} 到期" }
    waiver_expired_help() { "mend what it waived and remove it, or agree on a new day", "修复所豁免的问题并删除该豁免，或重新商定到期日" }
    waiver_unknown_rule(rule) { "the waiver names `{rule}`, which is no rule", "豁免中的 `{rule}` 不是任何规则" }
    waived(reason) { "waived: {reason}", "已豁免：{reason}" }
    baseline_known(day) { "in the baseline since {day}", "自 {day} 起已列入基线" }
    baseline_known_because(day, reason) { "in the baseline since {day}: {reason}", "自 {day} 起已列入基线：{reason}" }
    baseline_exceeded(new, known) { "{new} new, {known} in the baseline", "新增 {new} 个，基线中有 {known} 个" }
    revision_known(name) { "as in `{name}`", "与 `{name}` 中相同" }
    revision_exceeded(new, known, name) { "{new} new, {known} in `{name}`", "新增 {new} 个，`{name}` 中有 {known} 个" }
    baseline_expired(day) { "its entry in the baseline has expired on {day}", "其基线条目已于 {day} 到期" }
    baseline_fixed(rule, scope) { "`{rule}` for `{scope}` is in the baseline and is fixed", "`{scope}` 的 `{rule}` 已修复，但仍在基线中" }
    baseline_fixed_help() { "run `dictum baseline prune` to take fixed entries out", "运行 `dictum baseline prune` 移除已修复的条目" }
    did_you_mean(name) { "write `{name}`, if that is meant", "是否想写 `{name}`" }
    skipped_declaration(what) { "{what} is declared, and this release does not check it", "已声明{what}，但本版本尚不检查" }
    skipped_declaration_help() { "remove the declaration, or keep it and count on nothing: it is listed so that no pass is vacuous", "可删除该声明，或保留但不要依赖它；在此列出以免误以为已检查" }
    skipped_relation(id, dataset) { "relation `{id}` was not checked: no file of `{dataset}` was given", "关系 `{id}` 未检查：没有提供 `{dataset}` 的文件" }
    skipped_relation_help(dataset) { "add the export of `{dataset}` to the run", "把 `{dataset}` 的导出文件加入本次运行" }
    skipped_relation_field(id, element, dataset) { "relation `{id}` was not checked: no field of `{dataset}` stands for `{element}`", "关系 `{id}` 未检查：`{dataset}` 没有映射 `{element}` 的字段" }
    skipped_relation_field_help(element, dataset) { "map `{element}` in the fields of `{dataset}`", "在 `{dataset}` 的 fields 中映射 `{element}`" }
    folded(count, rule) { "{count} findings of `{rule}` in this input are shown as one; the first says: ", "此输入中 `{rule}` 的 {count} 条问题合并显示；第一条为：" }
    code_retired(field, value, list) { "`{field}` holds `{value}`, a code of `{list}` that is no longer in force", "`{field}` 的值 `{value}` 是代码表 `{list}` 中已停用的代码" }
    code_retired_on(field, value, list, day) { "`{field}` holds `{value}`, a code of `{list}` whose last day was {day}", "`{field}` 的值 `{value}` 是代码表 `{list}` 中的代码，其最后可用日为 {day}" }
    code_retired_label() { "no longer in force", "已停用" }
    code_retired_help() { "use the code that replaces it, or move `until` in the code list", "请改用替代的代码，或在代码表中调整 `until`" }
    last_day_here() { "the last day", "最后可用日" }
    identifier_scientific(field, value) { "`{field}` holds `{value}`: an identifier in scientific notation, whose last digits are lost", "`{field}` 的值 `{value}` 是科学计数法，标识符的后几位已丢失" }
    identifier_scientific_label() { "digits are lost here", "此处数字已丢失" }
    identifier_scientific_help() { "export it again with the column as text; the digits cannot be restored from here", "请将该列设为文本后重新导出；丢失的数字无法从此处恢复" }
}

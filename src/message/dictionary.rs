//! What is said of the dictionary itself.

catalogue! {
    path_missing(path) { "`{path}` does not exist", "`{path}` 不存在" }
    path_missing_help() { "name the dictionary: `--dictionary PATH`, a file or a folder", "用 `--dictionary 路径` 指定字典文件或目录" }
    no_dictionary(path) { "folder `{path}` holds no dictionary file", "目录 `{path}` 中没有字典文件" }
    no_dictionary_help() { "add a YAML file that begins with `dictum: 1`", "添加一个以 `dictum: 1` 开头的 YAML 文件" }
    unreadable(path, reason) { "`{path}` cannot be read: {reason}", "无法读取 `{path}`：{reason}" }
    unreadable_help() { "check the path and the right to read it", "请检查路径与读取权限" }
    too_large(path, most) { "`{path}` is larger than {most} MiB", "`{path}` 超过 {most} MiB" }
    too_large_help() { "split the dictionary into several files", "请将字典拆分为多个文件" }
    too_many_files(path, most) { "folder `{path}` holds more than {most} dictionary files", "目录 `{path}` 中的字典文件超过 {most} 个" }
    too_many_files_help() { "name the dictionary's own folder", "请指定字典所在的目录" }
    not_utf8() { "the file is not UTF-8 from here on", "文件从此处起不是 UTF-8 编码" }
    not_utf8_help() { "save the file as UTF-8", "将文件另存为 UTF-8" }
    syntax(words) { "the text breaks its syntax: {words}", "文本语法错误：{words}" }
    syntax_help() { "correct the text here; what follows was not read", "请更正此处；其后的内容未读取" }
    tab() { "a tab stands where YAML wants blanks", "YAML 要求空格的位置出现了制表符" }
    tab_help() { "indent with blanks", "请用空格缩进" }
    key_duplicate(key) { "key `{key}` stands twice in one object", "同一对象中键 `{key}` 出现两次" }
    key_duplicate_help(key) { "remove one `{key}`; the first was taken", "删除其中一个 `{key}`；已采用第一个" }
    first_here() { "the first one", "第一处" }
    boolean_key(key) { "key `{key}` is a boolean to YAML 1.1", "键 `{key}` 在 YAML 1.1 中是布尔值" }
    quote_help(text) { "write `\"{text}\"`", "请写作 `\"{text}\"`" }
    key_not_text() { "a key is empty, null or a collection", "键为空、null 或集合" }
    key_not_text_help() { "write the key as text, in quotes if need be", "键应为文本，必要时加引号" }
    alias_bomb() { "aliases unfold to too much", "别名展开后过大" }
    alias_help() { "write the value out where it is used", "请在使用处直接写出该值" }
    alias_unknown() { "an alias has no anchor before it", "别名之前没有对应的锚点" }
    anchor_cycle() { "an anchor contains itself", "锚点包含自身" }
    merge_key() { "a merge key (`<<`) wants an object or an array of objects of moderate size", "合并键 `<<` 的值应为对象或对象数组，且不可过大" }
    too_deep() { "values are nested too deeply", "嵌套层次过深" }
    too_deep_help() { "flatten the text; what is deeper was not read", "请减少嵌套；更深的内容未读取" }
    several_documents() { "the file holds a second YAML document", "文件中含有第二个 YAML 文档" }
    several_documents_help() { "remove the `---`, or move what follows to a file of its own", "删除 `---`，或把其后的内容移到单独的文件" }
    key_unknown(key) { "key `{key}` does not belong here", "此处不应有键 `{key}`" }
    key_unknown_help(known) { "remove it, or use one of: {known}", "删除它，或改用以下之一：{known}" }
    version_too_small(old, new, needs) { "version {new} after {old} is too small for a {needs} change", "从 {old} 升到 {new} 不足以表明 {needs} 级变更" }
    version_needed(needed) { "at least {needed}", "至少 {needed}" }
    version_help(needed) { "raise the version to {needed}, or take the change back; `dictum diff` lists all changes", "请将版本升至 {needed}，或撤回该改动；`dictum diff` 可列出全部变化" }
    write_instead(name) { "write `{name}`, if that is meant", "是否想写 `{name}`" }
    key_missing(key) { "key `{key}` is missing", "缺少键 `{key}`" }
    key_missing_help(key) { "add `{key}`", "请添加 `{key}`" }
    dictum_missing_help() { "begin the file with `dictum: 1`", "请以 `dictum: 1` 作为文件开头" }
    wrong_type(key, found, expected) { "`{key}` is of type {found}, not {expected}", "`{key}` 的类型是 {found}，应为 {expected}" }
    wrong_type_label(expected) { "expected {expected}", "应为 {expected}" }
    wrong_type_help(key, expected) { "write `{key}` as {expected}", "请把 `{key}` 写成 {expected}" }
    null_help(key) { "give `{key}` a value, or remove it", "请给 `{key}` 填值，或将其删除" }
    not_one_of(key, found) { "`{key}` cannot be `{found}`", "`{key}` 不能是 `{found}`" }
    one_of_label(allowed) { "expected one of {allowed}", "应为以下之一：{allowed}" }
    one_of_help(allowed) { "use one of: {allowed}", "请使用以下之一：{allowed}" }
    schema_pattern(key, found, pattern) { "`{key}` is `{found}`, which is not of the form `{pattern}`", "`{key}` 的值 `{found}` 不符合 `{pattern}`" }
    schema_bound(key, found, keyword, limit) { "`{key}` is `{found}`, which breaks {keyword} {limit}", "`{key}` 的值 `{found}` 违反 {keyword} {limit}" }
    schema_other(key, words) { "`{key}`: {words}", "`{key}`：{words}" }
    correct_help(key) { "correct `{key}`", "请更正 `{key}`" }
    id_unusable(id) { "`{id}` cannot be an id", "`{id}` 不能用作编号" }
    id_unusable_help() { "use letters, digits, `_` and `-`; only ids of elements hold dots", "请使用字母、数字、`_` 和 `-`；只有要素编号可含点号" }
    name_empty(key) { "a name under `{key}` is empty", "`{key}` 下的名称为空" }
    name_empty_help() { "name it, or remove it", "请填写名称，或将其删除" }
    number_unusable(key, found) { "`{key}` is `{found}`, which is no exact number of at most 38 digits", "`{key}` 的值 `{found}` 不是最多 38 位的精确数字" }
    count_unusable(key, found) { "`{key}` is `{found}`, which is no whole number in its range", "`{key}` 的值 `{found}` 不是范围内的整数" }
    number_help(key) { "write `{key}` in plain digits, such as `0.05`", "请用普通数字书写 `{key}`，如 `0.05`" }
    share_unusable(key, found) { "`{key}` is `{found}`, which is no share from 0 to 1", "`{key}` 的值 `{found}` 不是 0 到 1 之间的比例" }
    share_help(key) { "write `{key}` as a share, such as `0.999`", "请把 `{key}` 写成比例，如 `0.999`" }
    day_unusable(key, found) { "`{key}` is `{found}`, which is no day of the calendar", "`{key}` 的值 `{found}` 不是有效日期" }
    day_help(key) { "write `{key}` as an existing day: `yyyy-MM-dd`", "请把 `{key}` 写成真实存在的日期：`yyyy-MM-dd`" }
    length_unusable(key, found) { "`{key}` is `{found}`, which is no ISO 8601 duration", "`{key}` 的值 `{found}` 不是 ISO 8601 时长" }
    length_help() { "write a duration such as `PT26H` or `P3M`", "请写成 `PT26H`、`P3M` 之类的时长" }
    pattern_unusable(key, reason) { "`{key}` is no usable regular expression: {reason}", "`{key}` 不是可用的正则表达式：{reason}" }
    pattern_help() { "write it without look-around and back-references, and close every bracket", "不要使用环视与反向引用，并检查括号是否配对" }
    glob_unusable(key, reason) { "a glob under `{key}` cannot be used: {reason}", "`{key}` 下的通配符不可用：{reason}" }
    glob_help() { "correct the glob: `*` within a name, `**` across folders, `[…]` closed", "请更正通配符：`*` 匹配名称，`**` 跨目录，`[…]` 要闭合" }
    format_letters(pattern, letters) { "`{letters}` in date format `{pattern}` has no meaning", "日期格式 `{pattern}` 中的 `{letters}` 没有含义" }
    format_letters_near(near) { "write `{near}`", "请写作 `{near}`" }
    format_counted_help(unit) { "a count from 1970 is an integer with a unit: write `wire: {{type: integer, unit: {unit}}}`", "自 1970 年起的计数是带单位的整数：请写 `wire: {{type: integer, unit: {unit}}}`" }
    format_letters_help() { "use letters of UAX 35: `yyyy` `MM` `dd` `HH` `mm` `ss` `SSS` `XXX`, and quote literal letters with `'`", "请使用 UAX 35 字母：`yyyy` `MM` `dd` `HH` `mm` `ss` `SSS` `XXX`，字面字母用 `'` 括起" }
    format_tells_other(pattern, kind) { "format `{pattern}` does not tell a whole {kind}", "格式 `{pattern}` 不能表示完整的 {kind}" }
    format_tells_help(kind) { "name every part of a {kind} in the format", "请在格式中写全 {kind} 的各个部分" }
    no_scheme(scheme, element) { "`{scheme}` is no identifier scheme of `{element}`", "`{scheme}` 不是 `{element}` 的标识方案" }
    journey_links(id, stages, links) { "journey `{id}` has {stages} stages and {links} links", "旅程 `{id}` 有 {stages} 个阶段，却有 {links} 个连接" }
    journey_links_help() { "name at least two stages under `stages`, and under `join` one element between each two of them", "`stages` 至少写两个阶段，`join` 在每两个阶段之间各写一个要素" }
    template_needs(template, key) { "template `{template}` needs `{key}`", "模板 `{template}` 需要 `{key}`" }
    template_key(key, template) { "template `{template}` does not read `{key}`", "模板 `{template}` 不读取 `{key}`" }
    template_key_help(key) { "remove `{key}`, or use the template that reads it", "删除 `{key}`，或改用读取它的模板" }
    template_between_help(least) { "name at least {least} under `between`, as `system.dataset`", "请在 `between` 中写至少 {least} 个 `系统.数据集`" }
    template_elements_help() { "name at least two elements in their order", "请按先后顺序写至少两个要素" }
    supply_nowhere(element) { "no other dataset keeps `{element}` by the elements of `by`", "没有其他数据集按 `by` 的要素保存 `{element}`" }
    supply_nowhere_help() { "map it where the stock is kept, or write `supply` as a dataset with `sum`", "请在保存库存处建立映射，或把 `supply` 写成带 `sum` 的数据集" }
    format_unknown(name) { "`{name}` is no named format", "`{name}` 不是命名格式" }
    format_unknown_help() { "use a built-in format, or define it under `formats`", "请使用内置格式，或在 `formats` 下定义" }
    format_several() { "a string has one named format, not several", "字符串只能有一个命名格式" }
    format_several_help() { "keep one, or write a `pattern` that allows them all", "保留一个，或写一个涵盖全部的 `pattern`" }
    does_not_apply(key, kind) { "`{key}` says nothing of values of type {kind}", "`{key}` 对 {kind} 类型的值不起作用" }
    does_not_apply_help(key) { "remove `{key}`, or change `type`", "删除 `{key}`，或更改 `type`" }
    unit_unusable(unit) { "`{unit}` is no unit", "`{unit}` 不是有效单位" }
    unit_help() { "write a UN/CEFACT code, a currency, a part such as `CNY/100`, `epochSeconds`, `epochMillis`, or an element's id", "请写 UN/CEFACT 代码、货币、`CNY/100` 之类的分单位、`epochSeconds`、`epochMillis` 或要素编号" }
    repeats_of_plain() { "`repeats` says nothing of a plain layout", "`repeats` 对 plain 布局不起作用" }
    repeats_of_plain_help() { "remove it, or set `kind` to `repeated` or `blankContinuation`", "删除它，或把 `kind` 设为 `repeated` 或 `blankContinuation`" }
    input_format_unknown(name) { "`{name}` is no input format", "`{name}` 不是输入格式" }
    input_format_help(names) { "write one of {names}", "请写 {names} 之一" }
    encoding_unknown(label) { "`{label}` is no known encoding", "`{label}` 不是已知的编码" }
    encoding_help() { "write a WHATWG label such as `utf-8` or `gb18030`", "请写 WHATWG 编码名，如 `utf-8`、`gb18030`" }
    character_unusable(key, found) { "`{key}` is `{found}`, which is not one ASCII character", "`{key}` 的值 `{found}` 不是单个 ASCII 字符" }
    character_help(key) { "write `{key}` as one character, such as `\",\"`", "请把 `{key}` 写成一个字符，如 `\",\"`" }
    zone_unusable(zone) { "`{zone}` is no IANA zone", "`{zone}` 不是 IANA 时区" }
    zone_help() { "write a zone such as `Asia/Shanghai` or `UTC`; abbreviations are ambiguous", "请写 `Asia/Shanghai` 或 `UTC` 之类的时区；缩写有歧义" }
    file_name_unusable(pattern) { "file name `{pattern}` has a `{{` or `}}` too many", "文件名模式 `{pattern}` 的花括号不配对" }
    file_name_help() { "write dates in braces, such as `orders_{{yyyyMMdd}}.csv`", "日期写在花括号中，如 `orders_{{yyyyMMdd}}.csv`" }
    rule_unknown(name) { "`{name}` is no rule", "`{name}` 不是任何规则" }
    rule_unknown_help() { "name a rule that `dictum rules` lists", "请使用 `dictum rules` 列出的规则名" }
    fields_missing(dataset) { "dataset `{dataset}` has neither `fields` nor `match: synonyms`", "数据集 `{dataset}` 既没有 `fields` 也没有 `match: synonyms`" }
    fields_missing_help() { "map its fields to elements under `fields`", "请在 `fields` 下把字段映射到要素" }
    codes_missing(list) { "code list `{list}` has neither `values` nor `source`", "代码表 `{list}` 既没有 `values` 也没有 `source`" }
    codes_missing_help() { "list the codes under `values`, or name their CSV file under `source`", "请在 `values` 下列出代码，或用 `source` 指定 CSV 文件" }
    map_without_codes(field) { "field `{field}` names a map, and its element has no code list", "字段 `{field}` 指定了映射，但其要素没有代码表" }
    map_without_codes_help() { "give the element or the field `codes`", "请为要素或字段声明 `codes`" }
    source_unusable(path) { "code list file `{path}` cannot be used", "代码表文件 `{path}` 不可用" }
    source_help() { "write it as UTF-8 CSV with a header and the codes in its column `key`", "请写成带表头的 UTF-8 CSV，代码放在 `key` 指定的列" }
    source_outside(path) { "`{path}` lies outside of the dictionary's folder", "`{path}` 位于字典目录之外" }
    source_outside_help() { "keep the file beside the dictionary file that names it", "请把该文件放在引用它的字典文件旁边" }
    column_missing(column, path) { "`{path}` has no column `{column}`", "`{path}` 中没有列 `{column}`" }
    column_missing_help(columns) { "name one of its columns: {columns}", "请使用其中一列：{columns}" }
    reason_empty() { "the file is empty", "文件为空" }
    reason_too_large() { "it is too large", "文件过大" }
    reason_not_utf8() { "it is not UTF-8", "不是 UTF-8 编码" }

    id_duplicate(id) { "`{id}` is declared twice", "`{id}` 重复声明" }
    id_duplicate_help(id) { "rename or remove one `{id}`; the first was taken", "重命名或删除其中一个 `{id}`；已采用第一个" }
    title_duplicate(title, first, second) { "`{first}` and `{second}` have one title: `{title}`", "`{first}` 与 `{second}` 的标题相同：`{title}`" }
    title_duplicate_help() { "give each element a title of its own", "请为每个要素取不同的标题" }
    block_duplicate(key) { "`{key}` stands in two files", "`{key}` 出现在两个文件中" }
    block_duplicate_help(key) { "keep one `{key}`; the first was taken", "只保留一个 `{key}`；已采用第一个" }

    no_element(id) { "element `{id}` does not exist", "要素 `{id}` 不存在" }
    no_code_list(id) { "code list `{id}` does not exist", "代码表 `{id}` 不存在" }
    no_code(code, list) { "code `{code}` is not in code list `{list}`", "代码 `{code}` 不在代码表 `{list}` 中" }
    no_map(map, list) { "code list `{list}` has no map `{map}`", "代码表 `{list}` 没有映射 `{map}`" }
    no_system(id) { "system `{id}` does not exist", "系统 `{id}` 不存在" }
    no_dataset(id) { "dataset `{id}` does not exist", "数据集 `{id}` 不存在" }
    no_department(id) { "department `{id}` does not exist", "部门 `{id}` 不存在" }
    no_entity(id) { "entity `{id}` does not exist", "实体 `{id}` 不存在" }
    remote_address(address) { "`{address}` is no address of a document", "`{address}` 不是文档地址" }
    remote_address_help() { "write the address as contracts do, without `#` and what follows", "按契约中的写法填写地址，不含 `#` 及其后内容" }
    remote_no_folder(path) { "`{path}` is no folder, and its address ends in `/`", "`{path}` 不是目录，而其地址以 `/` 结尾" }
    remote_folder_help() { "name a folder, or the whole address of the file", "请指定目录，或写出该文件的完整地址" }
    no_source(path) { "file `{path}` does not exist", "文件 `{path}` 不存在" }
    declare_help(name) { "declare `{name}`, or correct the name", "请声明 `{name}`，或更正名称" }

    code_is_number(text) { "code `{text}` is a number to YAML", "代码 `{text}` 会被 YAML 读成数字" }
    code_is_boolean(text) { "code `{text}` is a boolean to YAML", "代码 `{text}` 会被 YAML 读成布尔值" }
    code_is_null(text) { "code `{text}` is null to YAML", "代码 `{text}` 会被 YAML 读成空值" }
    code_is_date(text) { "code `{text}` is a date to YAML", "代码 `{text}` 会被 YAML 读成日期" }
    code_unquoted_label() { "not in quotes", "没有加引号" }

    name_ambiguous(name, first, second, dataset) { "`{name}` stands for both `{first}` and `{second}` in dataset `{dataset}`", "在数据集 `{dataset}` 中 `{name}` 同时对应 `{first}` 和 `{second}`" }
    name_ambiguous_help(name) { "keep `{name}` in one place", "请只在一处保留 `{name}`" }
    synonym_ambiguous(name, first, second) { "both `{first}` and `{second}` claim the synonym `{name}`", "`{first}` 与 `{second}` 都使用了同义词 `{name}`" }
    synonym_ambiguous_help(name) { "leave `{name}` to one of them, or name its `source`", "只让其中一个使用 `{name}`，或注明其 `source`" }

    bounds_crossed(element, low, least, high, most) { "no value fits `{element}`: {low} is {least} and {high} is {most}", "没有值能满足 `{element}`：{low} 为 {least}，而 {high} 为 {most}" }
    bounds_help(low, high) { "correct `{low}` or `{high}`", "请更正 `{low}` 或 `{high}`" }
    precision_zero(element) { "no value fits `{element}`: `precision` is 0", "没有值能满足 `{element}`：`precision` 为 0" }
    precision_help() { "set `precision` to the number of digits in all", "请把 `precision` 设为总位数" }
    multiple_zero(element, step) { "no value fits `{element}`: `multipleOf` is {step}", "没有值能满足 `{element}`：`multipleOf` 为 {step}" }
    multiple_help() { "set `multipleOf` above 0", "请把 `multipleOf` 设为正数" }
    pattern_empty(element) { "no value fits `{element}`: nothing can match its pattern", "没有值能满足 `{element}`：没有文本能匹配其模式" }
    example_not_of_type(element, example) { "example `{example}` of `{element}` is not of its type or format", "`{element}` 的示例 `{example}` 不符合其类型或格式" }
    example_pattern(element, example) { "example `{example}` of `{element}` does not match its pattern", "`{element}` 的示例 `{example}` 不匹配其模式" }
    example_length(element, example) { "example `{example}` of `{element}` is longer or shorter than allowed", "`{element}` 的示例 `{example}` 超出允许的长度" }
    example_no_code(element, example) { "example `{example}` of `{element}` is not in its code list", "`{element}` 的示例 `{example}` 不在其代码表中" }
    example_range(element, example) { "example `{example}` of `{element}` lies outside its limits", "`{element}` 的示例 `{example}` 超出其上下限" }
    example_scale(element, example) { "example `{example}` of `{element}` has more digits than allowed", "`{element}` 的示例 `{example}` 位数超出限制" }
    example_format(element, example) { "example `{example}` of `{element}` does not have its named format", "`{element}` 的示例 `{example}` 不符合其命名格式" }
    example_help() { "correct the example, or what it breaks", "请更正示例，或更正被违反的约束" }
    metric_twice(id, formula, first, other) { "metric `{id}` is `{formula}`, and `{first}` of the same name is `{other}`", "指标 `{id}` 的公式为 `{formula}`，而同名的 `{first}` 为 `{other}`" }
    metric_help() { "agree on one formula, or give the two figures different names", "请统一公式，或为两个指标取不同的名称" }
    version_unusable(found) { "`version` is `{found}`, which is no semantic version", "`version` 的值 `{found}` 不是语义化版本号" }
    version_form_help() { "write three numbers, such as `1.4.0`", "请写三段数字，如 `1.4.0`" }
    format_example(format, example) { "example `{example}` of format `{format}` does not match its pattern", "格式 `{format}` 的示例 `{example}` 不匹配其模式" }
    broken_here() { "what it breaks", "被违反的约束" }
    other_bound_here() { "the other bound", "另一个界限" }

    pattern_unanchored(element, pattern) { "pattern `{pattern}` of `{element}` is found anywhere in a value", "`{element}` 的模式 `{pattern}` 只要出现在值中任意位置即算匹配" }
    pattern_unanchored_label() { "accepts more than it seems", "接受的范围比看上去更大" }
    pattern_unanchored_help(better) { "write `{better}`; where an end is meant to be open, say so with `.*`", "请写作 `{better}`；若某一端确实不限，请用 `.*` 写明" }

    unchecked_key(key, owner) { "`{key}` of `{owner}`", "`{owner}` 的 `{key}`" }
    unchecked_rule(id) { "rule `{id}`", "规则 `{id}`" }
    unchecked_journey(id) { "journey `{id}`", "链路 `{id}`" }
    unchecked_metric(id) { "metric `{id}`", "指标 `{id}`" }
    class_unknown(name) { "`{name}` is no class of personal data", "`{name}` 不是个人信息类别" }
    class_unknown_help(names) { "write one of `{names}`", "请写以下之一：`{names}`" }
}

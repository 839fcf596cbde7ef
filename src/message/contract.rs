//! What the checks of API contracts say.

catalogue! {
    too_large(limit) { "the contract is larger than {limit} MiB", "契约文件超过 {limit} MiB" }
    too_large_help() { "split the document, or point at the part that describes the dataset", "请拆分该文档，或指向描述该数据集的部分" }
    not_readable(reason) { "{reason}", "{reason}" }
    not_text(offset) { "byte {offset} is neither UTF-8 nor UTF-16", "第 {offset} 字节既不是 UTF-8 也不是 UTF-16" }
    not_text_help() { "save the contract as UTF-8", "请将契约保存为 UTF-8" }
    invalid_syntax(reason) { "the document cannot be read: {reason}", "文档无法解析：{reason}" }
    invalid_syntax_label() { "reading stops here", "解析到此为止" }
    invalid_syntax_help() { "correct the syntax", "更正语法" }
    invalid_tab() { "a tab stands where YAML wants blanks", "YAML 要求空格的位置出现了制表符" }
    invalid_tab_help() { "indent with blanks", "用空格缩进" }
    invalid_duplicate(key) { "key `{key}` is written twice in one object", "同一对象中键 `{key}` 重复" }
    invalid_duplicate_label() { "the second one is ignored", "第二个被忽略" }
    invalid_duplicate_help() { "keep one of the two", "只保留其中一个" }
    invalid_alias() { "an alias leads nowhere, to itself, or unfolds without bound", "别名无效、指向自身，或展开后过大" }
    invalid_alias_help() { "write the value out, or use `$ref`", "直接写出该值，或使用 `$ref`" }
    invalid_depth() { "the document is nested too deeply", "文档嵌套过深" }
    invalid_depth_help() { "move inner objects to components and refer to them", "把内层对象移到 components 并引用" }
    invalid_documents() { "the text holds several documents, and only the first is read", "文本包含多个文档，只读取第一个" }
    invalid_documents_help() { "keep one document in a file", "一个文件只放一个文档" }
    unknown_kind() { "the document is no contract that dictum reads", "该文档不是 dictum 能读取的契约" }
    unknown_kind_label() { "neither an API description nor a schema of a kind that is known", "既不是 API 描述，也不是已知类型的模式" }
    unknown_kind_help() { "name a document of OpenAPI, AsyncAPI, JSON Schema, Avro, Protobuf, GraphQL, SQL, XSD, OData, ODCS, dbt or Frictionless", "请指定 OpenAPI、AsyncAPI、JSON Schema、Avro、Protobuf、GraphQL、SQL、XSD、OData、ODCS、dbt 或 Frictionless 文档" }
    foreign_kind(kind) { "the document is a {kind}, which dictum does not read", "该文档是 {kind}，dictum 不读取" }
    foreign_kind_help() { "export it as OpenAPI or JSON Schema", "请导出为 OpenAPI 或 JSON Schema" }
    version_unknown(version, kind) { "`{version}` is no known version of {kind}", "`{version}` 不是 {kind} 的已知版本" }
    version_unknown_label(known) { "known are {known}", "已知版本：{known}" }
    version_unknown_help() { "write the version of the specification that the document follows, as a string", "以字符串写明文档所遵循的规范版本" }
    part_missing(key, kind) { "`{key}` is missing, which {kind} requires", "缺少 {kind} 必需的 `{key}`" }
    part_missing_help(key) { "add `{key}`", "补充 `{key}`" }
    part_mistyped(key, expected, found) { "`{key}` is of type {found}, {expected} expected", "`{key}` 的类型是 {found}，应为 {expected}" }
    part_mistyped_label(expected) { "expected {expected}", "应为 {expected}" }
    part_mistyped_help(key) { "correct `{key}`", "更正 `{key}`" }
    meta_key_unknown(key, kind) { "`{key}` is no key of this part of {kind}", "`{key}` 不是 {kind} 这一部分的键" }
    pii_forbidden(field, element) { "`{field}` is `{element}`, which is personal data", "`{field}` 即 `{element}`，属于个人信息" }
    place_path() { "it stands in the path of an address, which servers and proxies log", "它位于地址路径中，会被服务器和代理写入日志" }
    place_query() { "it stands in the query of an address, which servers and proxies log", "它位于地址查询串中，会被服务器和代理写入日志" }
    pii_forbidden_label() { "logged with every call", "每次调用都会被记录" }
    pii_forbidden_help() { "send it in the body, or send an identifier that says nothing by itself", "请放入请求体，或改用本身不含信息的编号" }
    pii_here() { "declared to be personal data", "已声明为个人信息" }
    mend_value(new) { "write `{new}`", "改写为 `{new}`" }
    mend_items(items) { "add {items}", "补充 {items}" }
    meta_near_help(near) { "write `{near}`, if that is meant", "若意为 `{near}`，请改写" }
    meta_remove_help(key) { "remove `{key}`", "删除 `{key}`" }
    meta_together(keys, kind) { "{keys} must not stand together in {kind}", "{kind} 不允许 {keys} 同时出现" }
    meta_combination(key, kind) { "`{key}` holds what {kind} does not allow together", "`{key}` 中有 {kind} 不允许同时出现的内容" }
    meta_together_help() { "keep one of them", "只保留其中之一" }
    meta_pattern(key, found, pattern) { "`{found}` of `{key}` does not match `{pattern}`", "`{key}` 的 `{found}` 不匹配 `{pattern}`" }
    meta_bound_of(key, keyword, limit) { "`{key}` breaks `{keyword}: {limit}`", "`{key}` 违反 `{keyword}: {limit}`" }
    meta_expected_help(allowed) { "write one of {allowed}", "可写 {allowed}" }
    meta_expected_label(allowed) { "expected {allowed}", "应为 {allowed}" }
    meta_value_unknown(key, found) { "`{key}` is `{found}`, which is not known", "`{key}` 的值 `{found}` 未知" }
    meta_bound(key, found, keyword, limit) { "`{key}` is `{found}`, against `{keyword}` {limit}", "`{key}` 为 `{found}`，违反 `{keyword}` {limit}" }
    meta_other(key, text) { "`{key}` breaks the format: {text}", "`{key}` 不合格式：{text}" }
    type_unknown(name) { "`{name}` is no type of JSON Schema", "`{name}` 不是 JSON Schema 的类型" }
    type_unknown_label() { "expected `string`, `integer`, `number`, `boolean`, `array`, `object` or `null`", "应为 `string`、`integer`、`number`、`boolean`、`array`、`object` 或 `null`" }
    type_unknown_help() { "write one of the known types", "使用已知的类型" }
    void_label() { "has no effect", "不起作用" }
    void_format(name) { "`{name}` is no format that tools know, so it constrains nothing", "`{name}` 不是通用的格式名，不起约束作用" }
    void_pattern(reason) { "the pattern cannot be read, so it constrains nothing: {reason}", "模式无法解析，不起约束作用：{reason}" }
    void_pattern_help() { "correct the regular expression", "更正正则表达式" }
    void_sibling(key) { "beside `$ref` this version ignores `{key}`", "此版本忽略 `$ref` 旁边的 `{key}`" }
    void_sibling_label() { "ignored", "被忽略" }
    void_sibling_help(key) { "put the reference into `allOf`, beside `{key}`", "把引用放入 `allOf`，与 `{key}` 并列" }
    void_nullable() { "`nullable` means nothing in this version", "`nullable` 在此版本中没有意义" }
    void_nullable_help() { "add `null` to `type`", "请在 `type` 中加入 `null`" }
    void_value(value, found, kind) { "`{value}` is of type {found}, which no value of type {kind} can be", "`{value}` 的类型是 {found}，类型为 {kind} 的值不可能取到它" }
    void_value_label(kind) { "not of type {kind}", "类型不是 {kind}" }
    void_value_help(kind) { "write the value as type {kind} has it, or correct `type`", "把该值写成 {kind}，或更正 `type`" }
    void_required(name) { "`{name}` is required, and no property is called so", "要求 `{name}`，但没有这个属性" }
    void_required_label() { "no such property", "没有这个属性" }
    void_keyword(key) { "`{key}` is no keyword, so it constrains nothing", "`{key}` 不是关键字，不起约束作用" }
    void_type(key, kind) { "`{key}` constrains nothing, as the type is {kind}", "类型为 {kind}，`{key}` 不起约束作用" }
    void_type_help(key, types) { "remove `{key}`, or declare the type `{types}`", "删除 `{key}`，或将类型声明为 `{types}`" }
    void_crossed(low, least, high, most) { "`{low}` {least} is above `{high}` {most}, so no value is valid", "`{low}` {least} 大于 `{high}` {most}，没有任何值有效" }
    void_crossed_label() { "below the lower limit", "小于下限" }
    void_crossed_help() { "correct one of the two", "更正其中之一" }
    reference_unresolved(reference) { "`{reference}` leads nowhere", "引用 `{reference}` 找不到目标" }
    reference_unresolved_label() { "no such part", "没有这一部分" }
    reference_near(near) { "write `{near}`, if that is meant", "若意为 `{near}`，请改写" }
    reference_help() { "correct the reference, or add what it names", "更正引用，或补充其目标" }
    reference_circular(reference) { "`{reference}` leads back to itself", "引用 `{reference}` 绕回自身" }
    reference_circular_label() { "a circle of references without a schema", "引用成环，其中没有模式" }
    reference_remote(reference) { "`{reference}` is remote, and nothing is fetched", "`{reference}` 是远程引用，不会联网获取" }
    reference_remote_label() { "not followed", "未跟随" }
    reference_remote_help() { "keep a copy, and refer to it by a relative path or name it under `remotes` of the dictionary", "请保存一份副本，用相对路径引用，或在字典的 `remotes` 中指明" }
    reference_outside(reference) { "`{reference}` leaves the folder that the contract is given from", "`{reference}` 指向契约路径起始目录之外" }
    reference_outside_help() { "run dictum from a folder above both files, with a relative path", "请在两个文件共同的上级目录中以相对路径运行 dictum" }
    reference_unreadable(reference) { "the file behind `{reference}` cannot be read", "无法读取 `{reference}` 指向的文件" }
    fragment_missing(fragment) { "the contract has no part `{fragment}`", "契约中没有 `{fragment}` 这一部分" }
    fragment_missing_label() { "not found in here", "此处找不到" }
    fragment_help() { "correct the fragment in the dictionary", "更正字典中的片段指针" }
    fragment_unnamed() { "the contract describes many objects, and no part of it is named", "契约描述了多个对象，但没有指定其中哪一部分" }
    fragment_unnamed_label() { "which of these?", "是其中哪一个？" }
    fragment_unnamed_help(example) { "name a part in the dictionary, such as `{example}`", "在字典中指定一部分，例如 `{example}`" }
    fragment_no_schema(fragment) { "`{fragment}` is no schema and holds none", "`{fragment}` 不是模式，也不包含模式" }
    too_many_fields(limit) { "the schema unfolds to more than {limit} fields; deeper ones were not read", "该模式展开后超过 {limit} 个字段；更深的字段未读取" }
    too_many_fields_label() { "read in part", "只读取了一部分" }
    too_many_fields_help() { "point the dataset at a smaller part of the contract", "让数据集指向契约中更小的一部分" }

    required_optional(field, element) { "the contract makes `{field}` (`{element}`) optional, which the dictionary requires", "字典要求 `{field}`（`{element}`），契约却允许缺省" }
    required_optional_label(name) { "`{name}` is not in this list", "此列表中没有 `{name}`" }
    required_absent_label(name) { "nothing requires `{name}`", "没有任何声明要求 `{name}`" }
    required_optional_help(name) { "add `{name}` to `required`, or declare it `required: false` in the dictionary", "把 `{name}` 加入 `required`，或在字典中声明 `required: false`" }
    required_parent_help(name) { "require `{name}` and every object round it, or declare it `required: false` in the dictionary", "要求 `{name}` 及其外层对象都必须存在，或在字典中声明 `required: false`" }
    required_nullable(field, element) { "the contract permits null for `{field}` (`{element}`), the dictionary does not", "契约允许 `{field}`（`{element}`）为 null，字典不允许" }
    required_nullable_label() { "null is permitted here", "此处允许 null" }
    required_nullable_help(field) { "forbid null in the contract, or declare `{field}` `nullable: true` in the dictionary", "在契约中禁止 null，或在字典中为 `{field}` 声明 `nullable: true`" }
    required_here() { "required here", "在此要求" }
    null_forbidden_here() { "null is forbidden here", "在此禁止为空" }
    property_here() { "the property", "属性所在" }
    enum_missing(field, list, codes) { "the enum of `{field}` lacks {codes} of code list `{list}`", "`{field}` 的枚举缺少代码表 `{list}` 中的 {codes}" }
    enum_extra(field, list, codes) { "the enum of `{field}` has {codes}, which code list `{list}` does not know", "`{field}` 的枚举含有代码表 `{list}` 中没有的 {codes}" }
    enum_both(field, list, missing, extra) { "the enum of `{field}` lacks {missing} of code list `{list}` and has {extra} beyond it", "`{field}` 的枚举与代码表 `{list}` 不一致：缺少 {missing}，多出 {extra}" }
    enum_label(codes) { "expected {codes}", "应为 {codes}" }
    enum_help(list) { "make the enum equal to code list `{list}`, or declare how this system spells its codes under `maps` of `{list}`", "使枚举与代码表 `{list}` 一致，或在 `{list}` 的 `maps` 中声明该系统的写法" }
    legend_missing(field, list, codes) { "the legend of `{field}` lacks {codes} of code list `{list}`", "`{field}` 的说明中缺少代码表 `{list}` 中的 {codes}" }
    legend_extra(field, list, codes) { "the legend of `{field}` has {codes}, which code list `{list}` does not know", "`{field}` 的说明中有代码表 `{list}` 没有的 {codes}" }
    legend_both(field, list, missing, extra) { "the legend of `{field}` lacks {missing} of code list `{list}` and has {extra} beyond it", "`{field}` 的说明与代码表 `{list}` 不一致：缺少 {missing}，多出 {extra}" }
    legend_swapped(field, code, label, other) { "the legend of `{field}` calls `{code}` {label}, which is `{other}` in the dictionary", "`{field}` 的说明把 `{code}` 称为“{label}”，而字典中 `{other}` 才是" }
    legend_label(rows) { "read as {rows}", "解析为 {rows}" }
    legend_help(list) { "correct the description, or code list `{list}` and its map", "更正说明文字，或更正代码表 `{list}` 及其映射" }
    example_here() { "the example", "示例" }
    default_here() { "the default", "默认值" }
    example_help() { "correct the example, or what it breaks", "请更正示例，或更正被违反的约束" }
    example_null(what) { "the {what} is null, which its schema does not permit", "`{what}` 为 null，而其模式不允许" }
    example_type(what, found, types) { "the {what} is of type {found}, and its schema wants `{types}`", "`{what}` 的类型是 {found}，而其模式要求 `{types}`" }
    example_not_listed(what) { "the {what} is none of the values that its schema permits", "`{what}` 不在其模式允许的取值之中" }
    example_longer(what, length, most) { "the {what} has {length} characters, its schema permits {most}", "`{what}` 有 {length} 个字符，而其模式最多允许 {most} 个" }
    example_shorter(what, length, least) { "the {what} has {length} characters, its schema wants {least}", "`{what}` 有 {length} 个字符，而其模式至少要求 {least} 个" }
    example_pattern(what, pattern) { "the {what} does not match `{pattern}`", "`{what}` 不匹配 `{pattern}`" }
    example_above(what, most) { "the {what} is above {most}", "`{what}` 大于 {most}" }
    example_below(what, least) { "the {what} is below {least}", "`{what}` 小于 {least}" }
    example_lacks(what, name) { "the {what} lacks `{name}`, which its schema requires", "`{what}` 缺少其模式要求的 `{name}`" }
    codes_here() { "the code list", "代码表" }
    identifier_as_number(field, element, kind) { "`{field}` is declared as {kind}, but `{element}` is an identifier", "`{field}` 声明为 {kind}，而 `{element}` 是标识符" }
    identifier_too_large() { "its values can exceed 2^53-1, which many readers round", "其取值可超过 2^53-1，许多程序会舍入" }
    identifier_label() { "expected `string`", "应为 `string`" }
    identifier_help(field) { "declare `{field}` as a string: numbers lose leading zeros and digits past the fifteenth", "将 `{field}` 声明为字符串：数字会丢失前导零和第 15 位之后的数字" }
    type_mismatch(field, found, element, kind) { "`{field}` is declared as {found}, but `{element}` is {kind}", "`{field}` 声明为 {found}，而 `{element}` 是 {kind}" }
    type_label(kind) { "expected {kind}", "应为 {kind}" }
    type_help(field) { "correct the type in the contract, or declare the `wire` form of `{field}` in the dictionary", "更正契约中的类型，或在字典中声明 `{field}` 的 `wire` 形式" }
    money_as_float(field, element, format) { "`{field}` is declared as {format}, but `{element}` is money", "`{field}` 声明为 {format}，而 `{element}` 是金额" }
    money_as_float_label() { "binary floating point", "二进制浮点数" }
    money_as_float_help(field) { "declare `{field}` as a decimal, or export whole hundredths and declare the unit", "请把 `{field}` 声明为 decimal，或以分为单位导出整数并声明单位" }
    type_here() { "the type", "类型声明" }
    length_most(field, found, element, most) { "`{field}` allows {found} characters, `{element}` at most {most}", "`{field}` 允许 {found} 个字符，`{element}` 最多 {most} 个" }
    length_least(field, found, element, least) { "`{field}` allows {found} characters, `{element}` needs at least {least}", "`{field}` 允许 {found} 个字符，`{element}` 至少 {least} 个" }
    length_most_label(most) { "at most {most}", "最多 {most}" }
    length_least_label(least) { "at least {least}", "至少 {least}" }
    limit_help(field) { "narrow the contract, or widen the element of `{field}`", "收紧契约，或放宽 `{field}` 对应的要素" }
    limit_here() { "the limit", "限制声明" }
    range_above(field, found, element, most) { "`{field}` allows values up to {found}, `{element}` up to {most}", "`{field}` 允许最大 {found}，`{element}` 最大 {most}" }
    range_below(field, found, element, least) { "`{field}` allows values down to {found}, `{element}` down to {least}", "`{field}` 允许最小 {found}，`{element}` 最小 {least}" }
    range_above_label(most) { "at most {most}", "不得大于 {most}" }
    range_below_label(least) { "at least {least}", "不得小于 {least}" }
    pattern_wider(field, value, element, pattern) { "the pattern of `{field}` allows `{value}`, that of `{element}`, `{pattern}`, does not", "`{field}` 的模式允许 `{value}`，而 `{element}` 的模式 `{pattern}` 不允许" }
    pattern_unlike(field, element, pattern) { "the pattern of `{field}` differs from `{pattern}` of `{element}` and cannot be compared with it", "`{field}` 的模式与 `{element}` 的 `{pattern}` 不同，且无法比较" }
    pattern_label(pattern) { "expected `{pattern}`", "应为 `{pattern}`" }
    pattern_help(element) { "use the pattern of `{element}`, or correct the dictionary", "使用 `{element}` 的模式，或更正字典" }
    pattern_here() { "the pattern", "模式声明" }
    format_mismatch(field, found, element, format) { "`{field}` is declared as `{found}`, but `{element}` has the format `{format}`", "`{field}` 声明为 `{found}`，而 `{element}` 的格式是 `{format}`" }
    format_label(format) { "expected `{format}`", "应为 `{format}`" }
    format_help(field) { "correct the format in the contract, or that of `{field}` in the dictionary", "更正契约中的格式，或字典中 `{field}` 的格式" }
    format_here() { "the format", "格式声明" }
    date_format(field, found, forms) { "`{field}` is declared as `{found}`, which is not of the form `{forms}`", "`{field}` 声明为 `{found}`，与 `{forms}` 形式不符" }
    zone_missing(field, found) { "`{field}` is declared as `{found}`, an instant without offset, and its system declares no zone", "`{field}` 声明为 `{found}`，没有时区偏移，其系统也未声明时区" }
    zone_label() { "which zone?", "属于哪个时区？" }
    zone_help() { "use `date-time`, or declare `transport.zone` of the system", "使用 `date-time`，或声明该系统的 `transport.zone`" }
    zone_here() { "a zone is required", "要求时区" }
    scale_finer(field, found, element, scale) { "`{field}` goes in steps of {found}, `{element}` has {scale} digits after the point", "`{field}` 的步长为 {found}，`{element}` 只有 {scale} 位小数" }
    scale_label(scale) { "at most {scale} digits after the point", "小数位最多 {scale} 位" }
    precision_exceeded(field, found, element, precision) { "`{field}` allows {found}, `{element}` holds at most {precision} digits", "`{field}` 允许 {found}，`{element}` 总位数最多 {precision} 位" }
    precision_label(precision) { "at most {precision} digits", "总位数最多 {precision} 位" }
    wider_accepted_help(field) { "accept no more than the dictionary permits: what is stored from `{field}` cannot be sent on", "不要接受字典不允许的值：`{field}` 存入的内容将无法转发" }
    narrower_help(field, mapped) { "accept in `{field}` whatever the dictionary permits, or narrow the element of `{mapped}`", "让 `{field}` 接受字典允许的全部取值，或收紧 `{mapped}` 对应的要素" }
    length_refused(field, found, element, most) { "`{field}` is accepted with at most {found} characters, but `{element}` has up to {most}", "`{field}` 最多接受 {found} 个字符，而 `{element}` 可达 {most} 个" }
    length_refused_label(most) { "expected {most}", "应为 {most}" }
    range_refused(field, found, element, most) { "`{field}` is accepted up to {found}, but `{element}` goes up to {most}", "`{field}` 最大接受 {found}，而 `{element}` 可达 {most}" }
    range_refused_label(most) { "expected {most}", "应为 {most}" }
    pattern_refused(field, value, element, pattern) { "the pattern of `{field}` refuses `{value}`, which that of `{element}`, `{pattern}`, permits", "`{field}` 的模式拒绝 `{value}`，而 `{element}` 的模式 `{pattern}` 允许" }
    required_demanded(field, element) { "the request demands `{field}` (`{element}`), which the dictionary leaves optional", "请求要求 `{field}`（`{element}`）必填，而字典允许缺省" }
    required_demanded_label() { "demanded here", "在此要求" }
    required_demanded_help(field) { "let callers leave out `{field}`, or require it in the dictionary", "允许调用方省略 `{field}`，或在字典中改为必需" }
    optional_here() { "optional here", "在此声明为可选" }
    transport_media(count, all, first, others, wanted) { "{count} of {all} operations, `{first}` first, use media type {others}, the system wants {wanted}", "{all} 个操作中有 {count} 个（首个为 `{first}`）使用媒体类型 {others}，系统要求 {wanted}" }
    transport_charset(count, all, first, others, wanted) { "{count} of {all} operations, `{first}` first, use {others}, the system wants charset {wanted}", "{all} 个操作中有 {count} 个（首个为 `{first}`）使用 {others}，系统要求字符集 {wanted}" }
    transport_headers(count, all, first, others) { "{count} of {all} operations, `{first}` first, do not declare header {others}", "{all} 个操作中有 {count} 个（首个为 `{first}`）没有声明请求头 {others}" }
    transport_open(count, all, first, wanted) { "{count} of {all} operations, `{first}` first, need no authentication, the system wants {wanted}", "{all} 个操作中有 {count} 个（首个为 `{first}`）无需认证，系统要求 {wanted}" }
    transport_auth(count, all, first, others, wanted) { "{count} of {all} operations, `{first}` first, authenticate by {others}, the system wants {wanted}", "{all} 个操作中有 {count} 个（首个为 `{first}`）使用 {others} 认证，系统要求 {wanted}" }
    transport_pagination(count, all, first, wanted) { "{count} of {all} operations that answer with a list, `{first}` first, are not paged by {wanted}", "{all} 个返回列表的操作中有 {count} 个（首个为 `{first}`）没有按 {wanted} 分页" }
    transport_version(count, all, first, wanted) { "{count} of {all} operations, `{first}` first, do not carry their version in {wanted}", "{all} 个操作中有 {count} 个（首个为 `{first}`）没有在 {wanted} 中标明版本" }
    transport_label(wanted) { "expected {wanted}", "应为 {wanted}" }
    transport_help(key) { "change the operations, or `transport.api.{key}` of the system", "修改这些操作，或修改系统的 `transport.api.{key}`" }
    transport_here() { "the transport rule", "传输规则" }
    transport_unjudged(system) { "the API rules of `{system}` are not checked, as none of its datasets names a contract", "`{system}` 的接口规则未检查：它的数据集都没有声明契约" }
    transport_unjudged_help(system) { "name a `contract` in a dataset of `{system}`, or remove `transport.api`", "在 `{system}` 的数据集中声明 `contract`，或删除 `transport.api`" }
    property_unmapped(schema, system, entity, pairs) { "`{schema}` is mapped to no dataset of `{system}` and looks like entity `{entity}`: {pairs}", "`{schema}` 没有映射到 `{system}` 的任何数据集，看起来是实体 `{entity}`：{pairs}" }
    property_unmapped_label() { "not mapped", "未映射" }
    property_unmapped_help(system, contract, fields) { "add a dataset to `{system}`: `contract: {contract}, fields: {{{fields}}}`; proposals never bind by themselves", "在 `{system}` 中添加数据集：`contract: {contract}, fields: {{{fields}}}`；建议不会自动生效" }
    schema_here() { "the schema", "模式所在" }
    form_money(field, element) { "`{field}` is money (`{element}`), and nothing says in which unit", "`{field}` 是金额（`{element}`），但没有说明单位" }
    form_money_label() { "whole units or hundredths?", "是元还是分？" }
    form_money_help(field) { "declare `unit` of the element, or under `wire` of `{field}`, such as `CNY` or `CNY/100`", "为要素声明 `unit`，或在 `{field}` 的 `wire` 中声明，如 `CNY`、`CNY/100`" }
    element_here() { "the element", "要素声明" }
    form_instant(field, element) { "`{field}` is an instant (`{element}`) as text without a `format`", "`{field}` 是时间点（`{element}`），以文本书写却没有 `format`" }
    form_epoch(field, element) { "`{field}` is an instant (`{element}`) as a number, and nothing says of what", "`{field}` 是时间点（`{element}`），以数字书写却没有说明单位" }
    form_instant_label() { "written how?", "如何书写？" }
    form_instant_help() { "add `format: date-time`", "请添加 `format: date-time`" }
    form_epoch_help(field) { "declare `unit: epochSeconds` or `unit: epochMillis` under `wire` of `{field}`", "在 `{field}` 的 `wire` 中声明 `unit: epochSeconds` 或 `unit: epochMillis`" }
    form_text(field, element, most) { "`{field}` has no limit of length, `{element}` has {most}", "`{field}` 没有长度上限，而 `{element}` 为 {most}" }
    form_text_label() { "any length", "长度不限" }
    form_text_help(most) { "add `maxLength: {most}`", "请添加 `maxLength: {most}`" }
    typed_empty() { "the contract declares no record", "契约没有声明任何记录类型" }
    typed_empty_label() { "nothing that has fields", "没有含字段的类型" }
    typed_empty_help() { "point the dataset at a contract that declares a table, a message or a type", "让数据集指向声明了表、消息或类型的契约" }
    typed_unread(name) { "`{name}` is in the contract and could not be read", "契约中有 `{name}`，但无法读取" }
    typed_unread_help() { "see what is said of it, and correct or simplify the definition", "请参阅针对它的提示，更正或简化其定义" }
    typed_unknown(name) { "type `{name}` is used and not declared", "使用了类型 `{name}`，但没有声明" }
    typed_unknown_label() { "no such type", "没有这个类型" }
    typed_unknown_help() { "declare the type, correct its name, or put the file that declares it beside the contract", "声明该类型、更正名称，或把声明它的文件放在契约旁边" }
    typed_twice(name) { "type `{name}` is declared twice", "类型 `{name}` 重复声明" }
    typed_twice_help() { "keep one of the two", "只保留其中一个" }
    import_missing(path) { "`{path}` cannot be found, and what it declares is unknown", "找不到 `{path}`，其中的声明未知" }
    import_missing_label() { "no such file", "没有该文件" }
    import_missing_help() { "put the file where the import leads", "把文件放到导入所指的位置" }
    avro_registered() { "the schema within the registry's answer is no JSON", "注册中心返回的模式不是 JSON" }
    avro_type_unknown(name) { "`{name}` is no type of Avro", "`{name}` 不是 Avro 的类型" }
    avro_type_help() { "write a primitive type, a named one, or an object with `type`", "使用基本类型、已命名的类型，或带 `type` 的对象" }
    graphql_queries() { "the document holds operations and no schema", "该文档只有操作，没有模式" }
    graphql_queries_label() { "no type is defined", "没有定义任何类型" }
    graphql_queries_help() { "point the dataset at the schema that the operations are run against", "让数据集指向这些操作所针对的模式" }
    sql_unread(name) { "the definition of table `{name}` was not read", "表 `{name}` 的定义未读取" }
    sql_unread_label() { "this statement", "此语句" }
    sql_unread_help() { "write the table with its columns in brackets: `CREATE TABLE name (column type, …)`", "以括号列出各列：`CREATE TABLE 表名 (列名 类型, …)`" }
    sql_no_name() { "it has no name", "没有表名" }
    sql_no_columns() { "it names no columns", "没有列出任何列" }
    sql_unclosed() { "its brackets do not close", "括号没有闭合" }
    sql_virtual() { "its columns are those of a module", "其列由模块决定" }
    sql_type_unknown(name) { "type `{name}` is none of the dialect's, and the script does not declare it", "类型 `{name}` 不属于该方言，脚本中也没有声明" }
    sql_type_label() { "values of this type are not judged", "该类型的取值不作判断" }
    sql_type_help() { "declare the type in the script, or write the one it stands for", "在脚本中声明该类型，或直接写出其底层类型" }
    xsd_no_schema() { "the document is no XML Schema", "该文档不是 XML Schema" }
    xsd_help() { "begin with `<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">`", "以 `<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">` 开头" }
    odata_no_schema() { "the model holds no schema", "该模型不含 schema" }
    odata_no_schema_help() { "save the whole answer to `$metadata`", "请保存 `$metadata` 的完整响应" }
    odcs_version_help() { "convert the contract to version 3 of the standard", "请把契约转换为该标准的第 3 版" }
    gateway_renamed(old, new) { "the gateway renames `{old}` to `{new}`", "网关把 `{old}` 改名为 `{new}`" }
}

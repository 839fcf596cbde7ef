//! What is said of declared fields: data headers and contracts alike.

catalogue! {
    field_missing(field, element) { "required field `{field}` (`{element}`) is absent", "缺少必需字段 `{field}`（`{element}`）" }
    field_missing_label(field) { "`{field}` is not here", "此处没有 `{field}`" }
    field_missing_help(field) { "export `{field}`, or declare it `required: false`", "导出 `{field}`，或声明 `required: false`" }
    field_missing_near(near, field) { "if `{near}` is meant, name it under `also` of `{field}`", "若 `{near}` 就是它，请写入 `{field}` 的 `also`" }
    not_checked_without(checks) { "not checked without it: `{checks}`", "因此未检查：`{checks}`" }
    declared_here() { "declared here", "在此声明" }
    required_here() { "required here", "在此要求" }
    dataset_here() { "the dataset", "数据集声明" }
    element_unmapped(dataset, element, entity) { "no field of `{dataset}` stands for `{element}`, which entity `{entity}` requires", "`{dataset}` 没有任何字段对应实体 `{entity}` 要求的 `{element}`" }
    element_unmapped_label(element) { "`{element}` is not mapped", "`{element}` 没有映射" }
    element_unmapped_help(element, dataset) { "map a field of `{dataset}` to `{element}`, or make it optional in the entity", "在 `{dataset}` 中映射 `{element}`，或在实体中改为可选" }
    field_undeclared(field, dataset) { "`{field}` is unknown to dataset `{dataset}`", "数据集 `{dataset}` 中没有声明 `{field}`" }
    field_undeclared_object(field, dataset, count) { "`{field}` is unknown to dataset `{dataset}`, with {count} fields in it", "数据集 `{dataset}` 中没有声明 `{field}`，其中有 {count} 个字段" }
    field_undeclared_within(pairs) { "map what is meant: {pairs}; suggestions never bind by themselves", "若确为所指，请建立映射：{pairs}；建议不会自动生效" }
    field_undeclared_label() { "not in the dictionary", "字典中没有" }
    field_undeclared_help(field, dataset) { "map `{field}` to an element in the fields of `{dataset}`, or set `extraFields: allow`", "在 `{dataset}` 的 fields 中把 `{field}` 映射到要素，或设置 `extraFields: allow`" }
    field_undeclared_near(near) { "if `{near}` is meant, map it; suggestions never bind by themselves", "若意为 `{near}`，请建立映射；建议不会自动生效" }
    header_folded(header, field) { "header `{header}` is `{field}` only after folding", "表头 `{header}` 经归一后才等于 `{field}`" }
    header_folded_label(field) { "declared as `{field}`", "声明为 `{field}`" }
    header_folded_help(header, field) { "add `{header}` to `also` of `{field}`, or export the declared name", "把 `{header}` 加入 `{field}` 的 `also`，或按声明的名称导出" }
    unit_contradicts(field, word, element, unit) { "the name `{field}` says `{word}`, but `{element}` is declared in `{unit}`", "名称 `{field}` 的单位是 `{word}`，而 `{element}` 声明为 `{unit}`" }
    unit_described(field, word, element, unit) { "the description of `{field}` says `{word}`, but `{element}` is declared in `{unit}`", "`{field}` 的说明中单位是 `{word}`，而 `{element}` 声明为 `{unit}`" }
    unit_label(unit) { "declared as `{unit}`", "声明为 `{unit}`" }
    unit_help(field) { "correct the name, or declare the unit that is really written under `wire` of `{field}`", "更正名称，或在 `{field}` 的 `wire` 中声明实际使用的单位" }
    unit_here() { "the unit", "单位声明" }
    name_style(field, style) { "property `{field}` is not in {style}", "属性 `{field}` 不符合 {style}" }
    name_style_label(style) { "expected {style}", "应为 {style}" }
    name_style_help(better) { "name it `{better}`; renaming breaks those who use it already", "命名为 `{better}`；改名会影响已有使用者" }
    name_style_here() { "the convention", "命名约定" }
}

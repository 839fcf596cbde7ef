//! What is said of a dictionary that loads, and of how it is kept.

catalogue! {
    approved_here() { "approved here", "在此标为已批准" }
    definition_missing(element) { "approved element `{element}` has no definition", "已批准的要素 `{element}` 没有定义" }
    definition_circular(element, definition) { "definition `{definition}` of `{element}` only repeats its name", "`{element}` 的定义 `{definition}` 只是重复其名称" }
    definition_help() { "say what the term means, what it includes and what it does not", "请写明该术语的含义、包含什么、不包含什么" }

    owner_missing(element) { "approved element `{element}` has no `owner`", "已批准的要素 `{element}` 没有 `owner`" }
    custodian_missing(element) { "approved element `{element}` has no `custodian`", "已批准的要素 `{element}` 没有 `custodian`" }
    approval_missing(element) { "approved element `{element}` does not say who approved it", "已批准的要素 `{element}` 没有写明由谁批准" }
    governance_help(key) { "add `{key}`, or set `status: draft` until it is settled", "请补充 `{key}`，或在确定之前设为 `status: draft`" }

    field_of(field, dataset) { "field `{field}` of `{dataset}`", "`{dataset}` 的字段 `{field}`" }
    entity(entity) { "entity `{entity}`", "实体 `{entity}`" }
    relation(relation) { "relation `{relation}`", "关系 `{relation}`" }
    uses_deprecated(user, element) { "{user} uses `{element}`, which is deprecated", "{user} 使用了已弃用的 `{element}`" }
    uses_retired(user, element) { "{user} uses `{element}`, which is retired", "{user} 使用了已退役的 `{element}`" }
    uses_after_sunset(user, element, day) { "{user} uses `{element}`, whose last day was {day}", "{user} 使用了 `{element}`，其最后可用日为 {day}" }
    use_instead_help(element) { "map it to `{element}`", "请改用 `{element}`" }
    use_none_help(element) { "take `{element}` out, or name its successor under `replacedBy`", "请移除 `{element}`，或用 `replacedBy` 指明替代者" }
    leaving_here() { "declared here", "在此声明" }
    untold_deprecated(field, element) { "`{field}` is `{element}`, which is deprecated, and the contract does not say so", "`{field}` 即 `{element}`，该要素已弃用，而契约没有说明" }
    untold_retired(field, element) { "`{field}` is `{element}`, which is retired, and the contract does not say so", "`{field}` 即 `{element}`，该要素已退役，而契约没有说明" }
    untold_label() { "not marked as deprecated", "未标记为已弃用" }
    untold_help() { "add `deprecated: true` to the property, and name what replaces it in its description", "请为该属性添加 `deprecated: true`，并在描述中写明替代者" }
    leads_nowhere(element) { "deprecated element `{element}` names neither `replacedBy` nor `sunset`", "已弃用的要素 `{element}` 既没有 `replacedBy` 也没有 `sunset`" }
    leads_nowhere_help() { "say what replaces it, and the last day on which it may be used", "请写明由谁替代，以及最后可用日" }
    circle_one(element) { "`{element}` replaces itself", "`{element}` 由自身替代" }
    circle_many(element, steps) { "`{element}` replaces itself by way of {steps} elements", "`{element}` 经过 {steps} 个要素后又由自身替代" }
    circle_help() { "name an element that is in force under the last `replacedBy`", "请让最后一个 `replacedBy` 指向仍然有效的要素" }

    name_style(element) { "id `{element}` is not `object.property` in lowerCamelCase", "编号 `{element}` 不是小驼峰的 `对象.属性` 形式" }
    name_style_label() { "not `object.property`", "不是 `对象.属性`" }
    name_style_near(better) { "rename it to `{better}`, here and wherever it is used", "请改名为 `{better}`，并同时修改所有引用" }
    name_style_help() { "name the object and its property, such as `order.paidAmount`", "请写出对象与属性，如 `order.paidAmount`" }

    representation(element, term, kind) { "`{element}` is represented as {term} and typed as {kind}", "`{element}` 的表示词是 {term}，类型却是 {kind}" }
    representation_label(kinds) { "expected {kinds}", "应为 {kinds}" }
    representation_help(kinds) { "set `type` to {kinds}, or correct `representation`", "请把 `type` 设为 {kinds}，或更正 `representation`" }

    mapped_once(element, system) { "tier 1 element `{element}` is mapped by system `{system}` only", "一级要素 `{element}` 只有系统 `{system}` 映射" }
    mapped_never(element) { "tier 1 element `{element}` is mapped by no system", "一级要素 `{element}` 没有任何系统映射" }
    mapped_help(element) { "map a field of each system that keeps `{element}`, or lower its `tier`", "请在保存 `{element}` 的各系统中建立映射，或降低其 `tier`" }

    map_ambiguous(first, second, map, code) { "both `{first}` and `{second}` of map `{map}` mean `{code}`, so nothing says which of them to send", "映射 `{map}` 中 `{first}` 与 `{second}` 都表示 `{code}`，无法确定应发送哪一个" }
    map_ambiguous_help() { "keep one local code for each code, or split the code in two", "每个代码只保留一个本地代码，或把该代码拆分为两个" }
    same_code_here() { "the same code", "同一代码" }
    code_unmapped(map, list, codes) { "no local code of map `{map}` leads to {codes} of code list `{list}`", "映射 `{map}` 中没有本地代码对应代码表 `{list}` 的 {codes}" }
    code_unmapped_help(map) { "add the local codes to `{map}`, if the system has them", "若该系统有相应代码，请补入 `{map}`" }
    code_here() { "the code", "代码声明" }
}
